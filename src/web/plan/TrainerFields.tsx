import type { PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';
import { NumberInput } from './NumberInput.tsx';

interface Props {
  inputs: PlanInputs;
  groups: readonly string[];
  onChange: (change: Partial<PlanInputs>) => void;
}

/** Trainers are scarce by skill: so many of each group at work in a month. */
export function TrainerFields({ inputs, groups, onChange }: Props) {
  const say = useSay();
  const { trainers } = inputs;
  const set = (change: Partial<PlanInputs['trainers']>) =>
    onChange({ trainers: { ...trainers, ...change } });
  const free = groups.filter((g) => !trainers.groups.some((t) => t.group === g));
  return (
    <div className="stack-s" data-limit="trainers">
      <p className="small soft">{say.t('plan.trainersHelp')}</p>
      <div className="plan-small-numbers">
        <NumberInput
          label={say.t('plan.perMonth')}
          value={trainers.perMonth}
          min={0}
          max={9999}
          blank={say.t('plan.noLimit')}
          onChange={(perMonth) => set({ perMonth })}
        />
        <NumberInput
          label={say.t('plan.months')}
          value={trainers.months}
          min={1}
          max={12}
          onChange={(months) => set({ months: months ?? Number.NaN })}
        />
      </div>
      {trainers.groups.map((t) => (
        <div key={t.group} className="plan-row-field">
          <NumberInput
            label={say.t('plan.groupPerMonth', { group: t.group })}
            value={t.perMonth}
            min={0}
            max={9999}
            onChange={(v) =>
              set({
                groups: trainers.groups.map((o) =>
                  o.group === t.group ? { ...o, perMonth: v ?? Number.NaN } : o,
                ),
              })
            }
          />
          <Button
            small
            look="quiet"
            onClick={() => set({ groups: trainers.groups.filter((o) => o.group !== t.group) })}
          >
            {say.t('action.remove')}
            <span className="visually-hidden"> {t.group}</span>
          </Button>
        </div>
      ))}
      <select
        className="select"
        aria-label={say.t('plan.groupAdd')}
        value=""
        onChange={(e) =>
          set({
            groups: [
              ...trainers.groups,
              { group: e.target.value, perMonth: trainers.perMonth ?? 1 },
            ],
          })
        }
      >
        <option value="">{say.t('plan.groupAdd')}</option>
        {free.map((g) => (
          <option key={g} value={g}>
            {g}
          </option>
        ))}
      </select>
    </div>
  );
}
