import { type FormEvent, useState } from 'react';
import { povertyApi } from '#api/poverty.ts';
import type { RegionSummary } from '#api/regions.ts';
import { type IndicatorCode, indicators } from '#domain/fact.ts';
import { readNumber } from '#domain/written-number.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Notice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';

const codes = Object.keys(indicators) as IndicatorCode[];

/** One figure by hand. Source, year and grade are required; the figure itself may be blank. */
export function AddFactDialog({
  open,
  places,
  onClose,
}: {
  open: boolean;
  places: readonly RegionSummary[];
  onClose: () => void;
}) {
  const say = useSay();
  const add = useChange(povertyApi.addFact);
  const [indicator, setIndicator] = useState<IndicatorCode>('p0');
  const [unreadable, setUnreadable] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const read = readNumber(text('value'), say.language === 'id' ? 'comma' : 'dot');
    const blank = !read.ok && read.why === 'blank';
    setUnreadable(!read.ok && !blank);
    if (!read.ok && !blank) return;
    add.mutate(
      {
        code: text('code'),
        indicator,
        item: text('item') || null,
        year: Number(text('year')),
        period: text('period'),
        value: read.ok ? read.value : null,
        unit: text('unit'),
        grade: text('grade') as 'H' | 'M' | 'L',
        source: text('source'),
        note: text('note') || null,
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={say.t('facts.add')} open={open} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{say.t('facts.addLead')}</p>
        {add.error?.code === 'already-exists' ? (
          <Notice tone="bad" title={say.t('facts.exists')} />
        ) : (
          add.error && <ErrorNotice error={add.error} />
        )}
        <div className="facts-form">
          <Field label={say.t('facts.region')}>
            {(p) => (
              <select className="select" name="code" {...p}>
                {places.map((r) => (
                  <option key={r.code} value={r.code}>
                    {r.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say.t('facts.indicator')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={indicator}
                onChange={(e) => setIndicator(e.target.value as IndicatorCode)}
              >
                {codes.map((code) => (
                  <option key={code} value={code}>
                    {say.word(`indicator.${code}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {indicators[indicator].perItem && (
            <Field label={say.t('column.item')}>
              {(p) => <input className="input" name="item" {...p} required maxLength={80} />}
            </Field>
          )}
          <Field label={say.t('facts.year')}>
            {(p) => (
              <input
                className="input"
                name="year"
                {...p}
                required
                inputMode="numeric"
                pattern="(19|20)\d\d"
                maxLength={4}
              />
            )}
          </Field>
          <Field label={say.t('facts.period')} optional>
            {(p) => (
              <select className="select" name="period" {...p}>
                <option value="">{'–'}</option>
                {['maret', 'september', 'semester 1', 'semester 2'].map((period) => (
                  <option key={period} value={period}>
                    {say.word(`period.${period}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label={say.t('facts.value')}
            help={say.t('facts.blankHelp')}
            error={unreadable ? say.t('facts.unreadable') : undefined}
          >
            {(p) => <input className="input" name="value" {...p} inputMode="decimal" />}
          </Field>
          <Field label={say.t('facts.unit')}>
            {(p) => (
              <select className="select" name="unit" key={indicator} {...p}>
                {unitsOf(indicator).map((unit) => (
                  <option key={unit} value={unit}>
                    {say.word(`unit.${unit}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say.t('grade.short')}>
            {(p) => (
              <select className="select" name="grade" {...p} defaultValue="M">
                {(['H', 'M', 'L'] as const).map((grade) => (
                  <option key={grade} value={grade}>
                    {`${grade} · ${say.t(`grade.${grade}`)}`}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <Field label={say.t('facts.source')}>
          {(p) => (
            <input className="input" name="source" {...p} required minLength={3} maxLength={400} />
          )}
        </Field>
        <Field label={say.t('facts.note')} optional>
          {(p) => <input className="input" name="note" {...p} maxLength={400} />}
        </Field>
        <div>
          <Button type="submit" look="primary" disabled={add.isPending}>
            {say.t('facts.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One spelling per factor: the indicator's own unit first, then those that convert. */
function unitsOf(indicator: IndicatorCode): string[] {
  const { unit, units } = indicators[indicator];
  const seen = new Set<number>([1]);
  const others = Object.entries(units).filter(([, factor]) => {
    if (seen.has(factor)) return false;
    seen.add(factor);
    return true;
  });
  return [unit, ...others.map(([word]) => word)];
}
