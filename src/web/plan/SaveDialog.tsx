import { planningApi, type Scenario } from '#api/planning.ts';
import type { PlanInputs } from '#domain/limit.ts';
import { useSay } from '#ui/language.tsx';
import { Dialog } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { NameForm } from './Scenarios.tsx';
import { sameInputs } from './same-inputs.ts';

/** Keeps the form under this scenario's name, another name, or as a scenario of its own. */
export function SaveDialog({
  scenario,
  inputs,
  open,
  onClose,
  onSaved,
}: {
  scenario: Scenario;
  inputs: PlanInputs;
  open: boolean;
  onClose: () => void;
  onSaved: (scenario: string) => void;
}) {
  const say = useSay();
  const change = useChange(planningApi.changeScenario);
  const copy = useChange(planningApi.copyScenario);
  const add = useChange(planningApi.addScenario);
  const isChanged = !sameInputs(inputs, scenario.inputs);
  const done = (id: string) => {
    onSaved(id);
    onClose();
  };
  return (
    <Dialog title={say.t('plan.save')} open={open} onClose={onClose}>
      <section className="plan-part">
        <h3>{say.t('plan.saveHere')}</h3>
        <NameForm
          label={say.t('plan.scenarioName')}
          start={scenario.name}
          action={say.t('action.save')}
          busy={change.isPending}
          error={change.error}
          onSubmit={(name) =>
            change.mutate(
              { id: scenario.id, version: scenario.version, name, inputs },
              { onSuccess: () => done(scenario.id) },
            )
          }
        />
      </section>
      <section className="plan-part">
        <h3>{say.t('plan.saveAs')}</h3>
        <NameForm
          label={say.t('plan.scenarioName')}
          help={say.t(isChanged ? 'plan.saveAsChanged' : 'plan.saveAsHelp')}
          start={say.t('plan.copyOf', { name: scenario.name })}
          action={say.t('plan.saveAs')}
          busy={copy.isPending || add.isPending}
          error={copy.error ?? add.error}
          onSubmit={(name) => {
            if (isChanged) add.mutate({ name, inputs }, { onSuccess: ({ id }) => done(id) });
            else copy.mutate({ id: scenario.id, name }, { onSuccess: ({ id }) => done(id) });
          }}
        />
      </section>
    </Dialog>
  );
}
