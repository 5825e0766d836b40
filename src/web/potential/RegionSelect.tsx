import { type RegionSummary, regionsApi } from '#api/regions.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';

/** Kabupaten and kecamatan the reader may reach; the province on top where it makes sense. */
export function RegionSelect(props: {
  label: string;
  value: string;
  onChange: (code: string) => void;
  /** First choice with an empty value, such as "all". */
  all?: string;
  levels: readonly RegionSummary['level'][];
  required?: boolean;
}) {
  const say = useSay();
  const me = useMe();
  const query = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const shown = (query.data ?? []).filter(
    (r) => props.levels.includes(r.level) && (me.role !== 'officer' || r.code.startsWith(me.area)),
  );
  return (
    <Field label={props.label}>
      {(p) => (
        <select
          className="select"
          {...p}
          required={props.required ?? false}
          value={props.value}
          onChange={(e) => props.onChange(e.target.value)}
        >
          {props.all !== undefined && <option value="">{props.all}</option>}
          {shown.map((r) => (
            <option key={r.code} value={r.code}>
              {r.level === 'kec' ? `   ${say.t('region.kec')} ${r.name}` : r.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
