/**
 * An irreducible set of limits that cannot all hold: taking any one of them away leaves the rest
 * satisfiable (Junker's QuickXplain, 2004). `canHold` must be monotone: a subset of limits that hold
 * together holds too. Asks about k·log(n/k) questions for a conflict of k among n limits.
 *
 * Earlier limits are kept in the conflict rather than later ones where there is a choice.
 * Empty where all hold; also empty where not even none of them holds.
 */
export function smallestConflict(
  limits: readonly string[],
  canHold: (limits: readonly string[]) => boolean,
): string[] {
  if (canHold(limits) || !canHold([])) return [];
  return explain([], false, limits, canHold);
}

function explain(
  background: readonly string[],
  backgroundGrew: boolean,
  limits: readonly string[],
  canHold: (limits: readonly string[]) => boolean,
): string[] {
  if (backgroundGrew && !canHold(background)) return [];
  if (limits.length === 1) return [...limits];
  const half = limits.length >> 1;
  const first = limits.slice(0, half);
  const second = limits.slice(half);
  const fromSecond = explain([...background, ...first], first.length > 0, second, canHold);
  const fromFirst = explain([...background, ...fromSecond], fromSecond.length > 0, first, canHold);
  return [...fromFirst, ...fromSecond];
}
