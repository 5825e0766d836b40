import { useState } from 'react';
import { planningApi, type Scenario } from '#api/planning.ts';
import { PlanInputs } from '#domain/limit.ts';
import { useChange } from '#ui/use-operation.ts';
import { sameInputs } from './same-inputs.ts';

/** Saves the form where it was changed, then asks for a plan. Answers the job, or undefined where refused. */
export function useSolve(scenario: Scenario, inputs: PlanInputs) {
  const save = useChange(planningApi.changeScenario);
  const ask = useChange(planningApi.solvePlan);
  const [isRefused, setRefused] = useState(false);
  const isValid = PlanInputs.safeParse(inputs).success && inputs.minimumFill <= inputs.batchSize;
  const reset = () => {
    save.reset();
    ask.reset();
  };
  const solve = async (): Promise<string | undefined> => {
    setRefused(!isValid);
    if (!isValid) return undefined;
    reset();
    try {
      if (!sameInputs(inputs, scenario.inputs))
        await save.mutateAsync({
          id: scenario.id,
          version: scenario.version,
          name: scenario.name,
          inputs,
        });
      const { jobId } = await ask.mutateAsync({ id: scenario.id });
      return jobId;
    } catch {
      // The refusal stands in `error` and is shown beside the button.
      return undefined;
    }
  };
  return {
    solve,
    reset,
    error: save.error ?? ask.error,
    isRefused: isRefused && !isValid,
    isBusy: save.isPending || ask.isPending,
  };
}
