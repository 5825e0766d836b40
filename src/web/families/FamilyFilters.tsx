import type { MessageKey } from '#messages/translate.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';

const MARKS: readonly { name: string; label: MessageKey }[] = [
  { name: 'perempuan', label: 'families.onlyWomen' },
  { name: 'disabilitas', label: 'families.onlyDisabled' },
  { name: 'ubah', label: 'families.onlyChanged' },
];

/** Filters of the list; they live in the address, so a link shows what its sender saw. */
export function FamilyFilters() {
  const say = useSay();
  const url = useQueryState();
  return (
    <div className="families-filters no-print">
      <Field label={say.t('families.filterDesil')}>
        {(p) => (
          <select
            className="select"
            {...p}
            value={url.get('desil')}
            onChange={(e) => url.set({ desil: e.target.value, hal: '' })}
          >
            <option value="">{say.t('families.allDesil')}</option>
            {Array.from({ length: 10 }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the desil
              <option key={i} value={String(i + 1)}>
                {i + 1}
              </option>
            ))}
          </select>
        )}
      </Field>
      {MARKS.map(({ name, label }) => (
        <label key={name} className="families-check">
          <input
            type="checkbox"
            checked={url.get(name) === '1'}
            onChange={(e) => url.set({ [name]: e.target.checked ? '1' : '', hal: '' })}
          />
          <span>{say.t(label)}</span>
        </label>
      ))}
    </div>
  );
}
