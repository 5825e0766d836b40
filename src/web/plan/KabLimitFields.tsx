import type { PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';
import { NumberInput } from './NumberInput.tsx';

interface Props {
  inputs: PlanInputs;
  kabs: readonly (readonly [string, string])[];
  onChange: (change: Partial<PlanInputs>) => void;
}

type KabLimit = PlanInputs['kabLimits'][number];

/** Fewest and most batches for every kabupaten, and the few for which another number holds. */
export function KabLimitFields({ inputs, kabs, onChange }: Props) {
  const say = useSay();
  const { kabLimits } = inputs;
  const names = new Map(kabs);
  const set = (kab: string, change: Partial<KabLimit>) =>
    onChange({ kabLimits: kabLimits.map((l) => (l.kab === kab ? { ...l, ...change } : l)) });
  const free = kabs.filter(([code]) => !kabLimits.some((l) => l.kab === code));
  return (
    <>
      <p className="small soft">{say.t('plan.kabHelp')}</p>
      <div className="plan-small-numbers">
        <NumberInput
          label={say.t('plan.kabMin')}
          value={inputs.minPerKab}
          min={0}
          max={9999}
          onChange={(v) => onChange({ minPerKab: v ?? Number.NaN })}
        />
        <NumberInput
          label={say.t('plan.kabMax')}
          value={inputs.maxPerKab}
          min={0}
          max={9999}
          blank={say.t('plan.noLimit')}
          onChange={(maxPerKab) => onChange({ maxPerKab })}
        />
      </div>
      {kabLimits.map((l) => (
        <fieldset key={l.kab} className="plan-exception" data-limit={`kab:${l.kab}`}>
          <legend>{names.get(l.kab) ?? l.kab}</legend>
          <div className="plan-small-numbers">
            <NumberInput
              label={say.t('plan.min')}
              value={l.min}
              min={0}
              max={9999}
              blank={say.t('plan.asOthers')}
              onChange={(min) => set(l.kab, { min })}
            />
            <NumberInput
              label={say.t('plan.max')}
              value={l.max}
              min={0}
              max={9999}
              blank={say.t('plan.asOthers')}
              error={
                l.min !== null && l.max !== null && l.min > l.max
                  ? say.t('plan.minOverMax')
                  : undefined
              }
              onChange={(max) => set(l.kab, { max })}
            />
          </div>
          <Button
            small
            look="quiet"
            onClick={() => onChange({ kabLimits: kabLimits.filter((o) => o.kab !== l.kab) })}
          >
            {say.t('action.remove')}
            <span className="visually-hidden"> {names.get(l.kab) ?? l.kab}</span>
          </Button>
        </fieldset>
      ))}
      <select
        className="select"
        aria-label={say.t('plan.kabException')}
        value=""
        onChange={(e) =>
          onChange({ kabLimits: [...kabLimits, { kab: e.target.value, min: null, max: null }] })
        }
      >
        <option value="">{say.t('plan.kabException')}</option>
        {free.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}
