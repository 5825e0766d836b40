import type { Coding, PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';

const FIELDS = ['program', 'kegiatan', 'subKegiatan', 'belanja'] as const;

/** Budget codes as the year's nomenclature has them; printed in the workbook, blank until the office fills them in. */
export function CodingFields({
  inputs,
  onChange,
}: {
  inputs: PlanInputs;
  onChange: (change: Partial<PlanInputs>) => void;
}) {
  const say = useSay();
  const { coding } = inputs;
  const set = (use: 'training' | 'kit', change: Partial<Coding>) =>
    onChange({ coding: { ...coding, [use]: { ...coding[use], ...change } } });
  return (
    <>
      <p className="small soft">{say.t('plan.codingHelp')}</p>
      {(['training', 'kit'] as const).map((use) => (
        <fieldset key={use} className="plan-exception">
          <legend>{say.word(`price.group.${use}`)}</legend>
          {FIELDS.map((field) => (
            <Field key={field} label={say.word(`plan.coding.${field}`)}>
              {(p) => (
                <input
                  className="input"
                  {...p}
                  maxLength={200}
                  placeholder={say.t('state.notYet')}
                  value={coding[use][field] ?? ''}
                  onChange={(e) => set(use, { [field]: e.target.value || null })}
                />
              )}
            </Field>
          ))}
        </fieldset>
      ))}
    </>
  );
}
