import { useState } from 'react';
import { regionsApi, type Travel, travelModes } from '#api/regions.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field } from '#ui/parts.tsx';
import { RegionPicker } from '#ui/RegionPicker.tsx';
import { useMe } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';

/** The province capital, from which a row starts unless somebody says otherwise. */
const CAPITAL = { code: '74.71', name: 'Kota Kendari' };

/** One way to one place. Blank hours or cost stay unknown; a source is always asked for. */
export function TravelForm({ row, onDone }: { row: Travel | undefined; onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const set = useChange(regionsApi.setTravel);
  const [to, setTo] = useState<{ code: string; name: string } | undefined>(
    row && { code: row.toCode, name: row.toName },
  );
  const [from, setFrom] = useState<{ code: string; name: string } | undefined>(
    row ? { code: row.fromCode, name: row.fromName } : CAPITAL,
  );
  const [mode, setMode] = useState<Travel['mode']>(row?.mode ?? 'land');
  const [hours, setHours] = useState(row?.hours == null ? '' : String(row.hours).replace('.', ','));
  const [cost, setCost] = useState(row?.costRupiah == null ? '' : String(row.costRupiah));
  const [source, setSource] = useState(row?.source ?? '');
  const [year, setYear] = useState(row?.year == null ? '' : String(row.year));
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        if (to === undefined || from === undefined) return;
        set.mutate(
          {
            toCode: to.code,
            fromCode: from.code,
            mode,
            hours: hours === '' ? null : Number(hours.replace(',', '.')),
            costRupiah: cost === '' ? null : Number(cost.replace(/[.\s]/g, '')),
            source,
            year: year === '' ? null : Number(year),
          },
          { onSuccess: onDone },
        );
      }}
    >
      {set.error && <ErrorNotice error={set.error} />}
      {row === undefined && (
        <>
          <RegionPicker
            label={say.t('travel.to')}
            levels={['kab', 'kec']}
            within={me.area.length === 5 ? me.area : undefined}
            value={to}
            onChange={setTo}
          />
          <RegionPicker
            label={say.t('travel.from')}
            levels={['kab', 'kec']}
            value={from}
            onChange={setFrom}
          />
        </>
      )}
      <Field label={say.t('travel.mode')}>
        {(p) => (
          <select
            {...p}
            className="select"
            value={mode}
            onChange={(e) => setMode(e.target.value as Travel['mode'])}
          >
            {travelModes.map((m) => (
              <option key={m} value={m}>
                {say.t(`mode.${m}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.t('travel.hours')} help={say.t('travel.blank')} optional>
        {(p) => (
          <input
            {...p}
            className="input"
            inputMode="decimal"
            pattern="\d{1,3}([.,]\d{1,2})?"
            value={hours}
            onChange={(e) => setHours(e.target.value)}
          />
        )}
      </Field>
      <Field label={say.t('travel.cost')} help={say.t('travel.blank')} optional>
        {(p) => (
          <input
            {...p}
            className="input"
            inputMode="numeric"
            pattern="[\d.\s]{1,16}"
            value={cost}
            onChange={(e) => setCost(e.target.value)}
          />
        )}
      </Field>
      <Field label={say.t('travel.source')}>
        {(p) => (
          <input
            {...p}
            className="input"
            required
            minLength={3}
            maxLength={300}
            value={source}
            onChange={(e) => setSource(e.target.value)}
          />
        )}
      </Field>
      <Field label={say.t('travel.year')} optional>
        {(p) => (
          <input
            {...p}
            className="input"
            inputMode="numeric"
            pattern="(19|20)\d\d"
            value={year}
            onChange={(e) => setYear(e.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={set.isPending || to === undefined}>
          {say.t('action.save')}
        </Button>
      </div>
    </form>
  );
}
