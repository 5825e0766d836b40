import { type FormEvent, useState } from 'react';
import { type PriceList, planningApi } from '#api/planning.ts';
import { type Price, priceBases } from '#domain/price.ts';
import { provinceOf } from '#domain/region.ts';
import { readNumber } from '#domain/written-number.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';
import type { ShownPrice } from './shown-price.ts';

/** One price with the paper it stands in; left open it says that it was asked and is not known. */
export function PriceForm({
  list,
  shown,
  names,
  onDone,
}: {
  list: PriceList;
  shown: ShownPrice;
  names: ReadonlyMap<string, string>;
  onDone: () => void;
}) {
  const say = useSay();
  const me = useMe();
  const change = useChange(planningApi.changePrice);
  const { price, item } = shown;
  const [unknown, setUnknown] = useState(price !== undefined && price.rupiah === null);
  const [wrong, setWrong] = useState(false);
  const province = provinceOf(me.area);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const read = readNumber(text('rupiah'), 'comma');
    const isGood = unknown || (read.ok && read.value > 0);
    setWrong(!isGood);
    if (!isGood) return;
    change.mutate(
      {
        id: list.id,
        item: item.code,
        code: text('code') as '74',
        rupiah: unknown || !read.ok ? null : Math.round(read.value),
        basis: text('basis') as Price['basis'],
        document: text('document') || null,
        source: text('source'),
        year: text('year') === '' ? null : Number(text('year')),
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">
        {say.t('price.per', { unit: item.unit, list: list.name })}{' '}
        {list.synthetic && <Tag tone="demo">{say.t('price.example')}</Tag>}
      </p>
      {item.note !== null && <p className="small soft">{item.note}</p>}
      {change.error && <ErrorNotice error={change.error} />}
      <div className="facts-form">
        <Field
          label={say.t('price.rupiah')}
          help={say.t('price.rupiahHelp')}
          error={wrong ? say.t('price.rupiahWrong') : undefined}
        >
          {(p) => (
            <input
              className="input"
              name="rupiah"
              {...p}
              inputMode="numeric"
              disabled={unknown}
              defaultValue={price?.rupiah == null ? '' : say.number(price.rupiah)}
            />
          )}
        </Field>
        <Field label={say.t('price.where')}>
          {(p) => (
            <select className="select" name="code" {...p} defaultValue={price?.code ?? province}>
              <option value={province}>{say.t('price.whole')}</option>
              {[...names]
                .filter(([code]) => code.length === 5)
                .sort()
                .map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Field label={say.t('price.basis')}>
          {(p) => (
            <select className="select" name="basis" {...p} defaultValue={price?.basis ?? 'ssh'}>
              {priceBases.map((basis) => (
                <option key={basis} value={basis}>
                  {say.word(`priceBasis.${basis}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say.t('price.document')} optional>
          {(p) => (
            <input
              className="input"
              name="document"
              {...p}
              maxLength={200}
              defaultValue={price?.document ?? ''}
            />
          )}
        </Field>
        <Field label={say.t('price.documentYear')} optional>
          {(p) => (
            <input
              className="input"
              name="year"
              {...p}
              inputMode="numeric"
              pattern="(19|20)\d\d"
              maxLength={4}
              defaultValue={price?.year ?? ''}
            />
          )}
        </Field>
      </div>
      <label className="facts-check">
        <input type="checkbox" checked={unknown} onChange={(e) => setUnknown(e.target.checked)} />
        {say.t('price.unknown')}
      </label>
      <Field label={say.t('price.source')}>
        {(p) => (
          <input
            className="input"
            name="source"
            {...p}
            required
            maxLength={300}
            pattern=".*\S.*"
            defaultValue={price?.source ?? ''}
          />
        )}
      </Field>
      <p className="small soft">{say.t('price.officialRule')}</p>
      <div>
        <Button type="submit" look="primary" disabled={change.isPending}>
          {say.t('action.save')}
        </Button>
      </div>
    </form>
  );
}
