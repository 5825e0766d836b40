import type { PlanInputs } from '#domain/limit.ts';
import { presetOf, presets, presetWeights, type Weights } from '#domain/preset.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { NumberInput } from './NumberInput.tsx';

interface Props {
  inputs: PlanInputs;
  onChange: (change: Partial<PlanInputs>) => void;
}

const DESILS = Array.from({ length: 10 }, (_, i) => i + 1);

/** What the plan is for: one of three aims, and which families count. */
export function AimFields({ inputs, onChange }: Props) {
  const say = useSay();
  const isPreset = presetOf(inputs.weights) === inputs.preset;
  return (
    <>
      <fieldset className="plan-presets">
        <legend>
          {say.t('plan.aim')}{' '}
          {!isPreset && <span className="soft">{say.t('plan.aimChanged')}</span>}
        </legend>
        {presets.map((preset) => (
          <label key={preset}>
            <input
              type="radio"
              name="preset"
              checked={inputs.preset === preset}
              onChange={() => onChange({ preset, weights: presetWeights[preset] })}
              onClick={() => {
                if (inputs.preset === preset && !isPreset)
                  onChange({ weights: presetWeights[preset] });
              }}
            />
            <span>{say.word(`plan-paper.preset.${preset}`)}</span>
          </label>
        ))}
      </fieldset>
      <Field label={say.t('plan.desils')}>
        {(p) => (
          <select
            className="select"
            {...p}
            value={inputs.desils}
            onChange={(e) => onChange({ desils: Number(e.target.value) })}
          >
            {DESILS.map((d) => (
              <option key={d} value={d}>
                {d === 1 ? say.t('plan.desilOne') : say.t('plan.desilUpTo', { desil: d })}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

type Share = Exclude<keyof Weights, 'desil'>;
/** Added worth may exceed one participant; the others are parts of one. */
const MOST: Partial<Record<Share, number>> = { withoutKit: 1, crowding: 1 };

/** The weights behind the aim, for those who want to see or argue with them. */
export function WeightFields({ inputs, onChange }: Props) {
  const say = useSay();
  const { weights } = inputs;
  const set = (change: Partial<Weights>) => onChange({ weights: { ...weights, ...change } });
  const others = (Object.keys(weights) as (keyof Weights)[]).filter((k) => k !== 'desil');
  return (
    <>
      <p className="small soft">{say.t('plan.weightsHelp')}</p>
      <div className="plan-small-numbers">
        {weights.desil.slice(0, inputs.desils).map((worth, i) => (
          <NumberInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a decile is its place in the list
            key={i}
            label={say.t('plan-paper.desil', { desil: i + 1 })}
            value={worth}
            min={0}
            max={1}
            decimals
            onChange={(v) =>
              set({ desil: weights.desil.map((w, j) => (j === i ? (v ?? Number.NaN) : w)) })
            }
          />
        ))}
      </div>
      {others.map((key) => (
        <NumberInput
          key={key}
          label={say.word(`plan.weight.${key}`)}
          value={weights[key]}
          min={0}
          max={MOST[key] ?? 3}
          decimals
          onChange={(v) => set({ [key]: v ?? Number.NaN })}
        />
      ))}
    </>
  );
}
