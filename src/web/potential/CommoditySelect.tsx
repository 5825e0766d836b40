import { potentialApi } from '#api/potential.ts';
import type { Commodity } from '#domain/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';

/** A commodity, product or service, grouped by which of the three it is. */
export function CommoditySelect(props: {
  label: string;
  value: string;
  onChange: (code: string) => void;
  optional?: string;
}) {
  const say = useSay();
  const query = useOperation(potentialApi.listCommodities, {}, { staleMs: 600_000 });
  const kinds: readonly Commodity['kind'][] = ['commodity', 'product', 'service'];
  const all = [...(query.data ?? [])].sort((a, b) =>
    a.name[say.language].localeCompare(b.name[say.language]),
  );
  return (
    <Field label={props.label} optional={props.optional !== undefined}>
      {(p) => (
        <select
          className="select"
          {...p}
          required={props.optional === undefined}
          value={props.value}
          onChange={(e) => props.onChange(e.target.value)}
        >
          <option value="">{props.optional ?? '…'}</option>
          {kinds.map((kind) => (
            <optgroup key={kind} label={say.t(`commodity.kind.${kind}`)}>
              {all
                .filter((c) => c.kind === kind)
                .map((c) => (
                  <option key={c.code} value={c.code}>
                    {c.name[say.language]}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
