import type { PlanInputs } from '#domain/limit.ts';

/** Key order differs after a round through the database, so text is compared with sorted keys. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

/** True where a plan made from one would answer the other. */
export const sameInputs = (a: PlanInputs, b: PlanInputs): boolean => stable(a) === stable(b);
