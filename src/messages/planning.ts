/** The page /rencana. Reasons stand in plan-reasons.ts. */
export const planningMessages = {
  'plan.title': ['Rencana', 'Plan'],
} as const satisfies Record<string, readonly [string, string]>;
