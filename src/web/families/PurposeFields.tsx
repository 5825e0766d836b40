import { purposes } from '#api/registry.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';

export type PurposeName = (typeof purposes)[number];

/** What for: chosen from a list, said in words where the list has no word for it. */
export function PurposeFields(props: {
  purpose: PurposeName;
  note: string;
  onPurpose: (purpose: PurposeName) => void;
  onNote: (note: string) => void;
}) {
  const say = useSay();
  const needed = props.purpose === 'other';
  return (
    <>
      <Field label={say.t('purpose.label')}>
        {(p) => (
          <select
            className="select"
            {...p}
            value={props.purpose}
            onChange={(e) => props.onPurpose(e.target.value as PurposeName)}
          >
            {purposes.map((name) => (
              <option key={name} value={name}>
                {say.t(`purpose.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.t('purpose.note')} optional={!needed}>
        {(p) => (
          <input
            className="input"
            {...p}
            required={needed}
            minLength={needed ? 5 : 0}
            maxLength={300}
            value={props.note}
            onChange={(e) => props.onNote(e.target.value)}
          />
        )}
      </Field>
    </>
  );
}
