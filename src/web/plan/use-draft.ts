import { useCallback, useState } from 'react';
import type { Scenario } from '#api/planning.ts';
import type { PlanInputs } from '#domain/limit.ts';

/** The form as it stands: what the server holds, until somebody types. */
export function useDraft(scenario: Scenario): {
  inputs: PlanInputs;
  change: (change: Partial<PlanInputs>) => void;
  forget: () => void;
} {
  const [draft, setDraft] = useState<PlanInputs>();
  const { inputs } = scenario;
  const change = useCallback(
    (part: Partial<PlanInputs>) => setDraft((before) => ({ ...(before ?? inputs), ...part })),
    [inputs],
  );
  const forget = useCallback(() => setDraft(undefined), []);
  return { inputs: draft ?? inputs, change, forget };
}
