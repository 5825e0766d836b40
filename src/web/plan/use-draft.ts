import { useCallback, useState } from 'react';
import type { Scenario } from '#api/planning.ts';
import { PlanInputs } from '#domain/limit.ts';

const keyOf = (scenario: string): string => `titik-temu:plan-draft:${scenario}`;

/**
 * The form as it stands: what the server holds, until somebody types. What was typed survives a look
 * at another page, such as the price lists, for as long as the tab is open.
 */
export function useDraft(scenario: Scenario): {
  inputs: PlanInputs;
  change: (change: Partial<PlanInputs>) => void;
  forget: () => void;
} {
  const { id, inputs } = scenario;
  const [draft, setDraft] = useState<PlanInputs | undefined>(() => kept(id));
  const change = useCallback(
    (part: Partial<PlanInputs>) =>
      setDraft((before) => {
        const next = { ...(before ?? inputs), ...part };
        keep(id, next);
        return next;
      }),
    [id, inputs],
  );
  const forget = useCallback(() => {
    keep(id, undefined);
    setDraft(undefined);
  }, [id]);
  return { inputs: draft ?? inputs, change, forget };
}

/** A draft half-way through a number does not come back: nobody could have solved it either. */
function kept(scenario: string): PlanInputs | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(scenario));
    return text === null ? undefined : PlanInputs.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function keep(scenario: string, draft: PlanInputs | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(keyOf(scenario));
    else sessionStorage.setItem(keyOf(scenario), JSON.stringify(draft));
  } catch {
    // A full or closed store only costs the convenience.
  }
}
