import { allocateUnits } from './allocate.ts';
import { type Allocation, type Limit, modelOf } from './allocation.ts';
import { smallestConflict } from './conflict.ts';
import type { Solver } from './milp.ts';
import { presolve } from './presolve.ts';
import { relax } from './relaxation.ts';

/** Stands for "every unit must have one" among the limits of a conflict. */
export const EVERY_UNIT = 'every-unit';

export interface AllocationConflict {
  /** Numbers of the limits; taking any one away leaves the rest satisfiable. */
  readonly limits: readonly number[];
  readonly everyUnit: boolean;
  /** `relaxation`: not even in parts; `whole-numbers`: in parts, but not in whole choices. */
  readonly proof: 'relaxation' | 'whole-numbers';
  /** False where for some smaller set neither an answer nor a proof was found: it was taken to hold. */
  readonly isIrreducible: boolean;
  /** What each limit's sum can be at best, at one of its ends, while the others of the conflict hold. */
  readonly nearest: readonly Nearest[];
}

export interface Nearest {
  /** −1 for the units that can have something. */
  readonly limit: number;
  readonly end: 'min' | 'max';
  /** The best sum found; undefined where none was. */
  readonly found: number | undefined;
  /** No better sum is possible. */
  readonly bound: number;
}

interface Options {
  readonly stop?: () => 'person' | 'clock' | undefined;
}

/**
 * An irreducible set of limits that cannot hold together, by QuickXplain (conflict.ts) over named limits:
 * solvers' own sets rest on the relaxation and come out empty where only whole numbers fail. Every set is
 * proven by the relaxation's prices or a search in whole numbers. `limits` of the allocation must have
 * names of their own. Undefined where nothing is in conflict.
 */
export function conflictOf(
  allocation: Allocation,
  solver: Solver,
  options: Options = {},
): AllocationConflict | undefined {
  let isIrreducible = true;
  let proof: AllocationConflict['proof'] = 'whole-numbers';
  const canHold = (names: readonly string[]): boolean => {
    const asked = withLimits(allocation, new Set(names));
    const answer = allocateUnits(
      withWorth(asked, () => 0),
      solver,
      options,
    );
    if (answer.status === 'infeasible') {
      proof = answer.proof ?? proof;
      return false;
    }
    if (answer.status === 'nothing-found') isIrreducible = false;
    return true;
  };
  const all = [
    ...allocation.limits.map((l) => l.name),
    ...(allocation.everyUnit ? [EVERY_UNIT] : []),
  ];
  const first = presolve(modelOf(allocation)).model;
  const relaxed = relax(
    withWorth(first, () => 0),
    solver,
    options,
  );
  // Prices that prove the relaxation infeasible name limits that are enough for it.
  const blamed =
    relaxed.status === 'infeasible'
      ? all.filter((name, r) => name === EVERY_UNIT || (relaxed.prices[r] ?? 0) !== 0)
      : all;
  const among = blamed.length < all.length && !canHold(blamed) ? blamed : all;
  const names = new Set(smallestConflict(among, canHold));
  if (names.size === 0) return undefined;
  canHold([...names]);
  const limits = [...allocation.limits.keys()].filter((r) =>
    names.has((allocation.limits[r] as Limit).name),
  );
  const everyUnit = names.has(EVERY_UNIT);
  return {
    limits,
    everyUnit,
    proof,
    isIrreducible,
    nearest: nearestOf(allocation, solver, names, options),
  };
}

function nearestOf(
  allocation: Allocation,
  solver: Solver,
  names: ReadonlySet<string>,
  options: Options,
): Nearest[] {
  const best = (
    without: string,
    worth: Allocation['worth'],
    limit: number,
    end: 'min' | 'max',
  ): Nearest => {
    const others = new Set([...names].filter((name) => name !== without));
    const answer = allocateUnits({ ...withLimits(allocation, others), worth }, solver, options);
    const sign = end === 'min' ? 1 : -1;
    return {
      limit,
      end,
      found: answer.picked === undefined ? undefined : sign * answer.worth,
      bound: sign * answer.bound,
    };
  };
  const nearest: Nearest[] = [];
  allocation.limits.forEach(({ name, min, max, per }, r) => {
    if (!names.has(name)) return;
    const sums = sumsOf(allocation, r, per);
    if (Number.isFinite(min)) nearest.push(best(name, sums, r, 'min'));
    if (Number.isFinite(max))
      nearest.push(
        best(
          name,
          sums.map((v) => -v),
          r,
          'max',
        ),
      );
  });
  if (names.has(EVERY_UNIT))
    nearest.push(
      best(
        EVERY_UNIT,
        allocation.worth.map(() => 1),
        -1,
        'min',
      ),
    );
  return nearest;
}

/** What each choice adds to a limit. */
function sumsOf(allocation: Allocation, limit: number, per: Limit['per']): Float64Array {
  const sums = new Float64Array(allocation.worth.length);
  const { choiceStart, entryStart, entryLimit, entryAmount } = allocation;
  for (let o = 0; o + 1 < choiceStart.length; o++)
    for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
      if (entryLimit[e] !== limit) continue;
      const from = choiceStart[o] as number;
      for (let c = from; c < (choiceStart[o + 1] as number); c++)
        sums[c] = (entryAmount[e] as number) * (per === 'choice' ? 1 : c - from + 1);
    }
  return sums;
}

function withLimits(allocation: Allocation, kept: ReadonlySet<string>): Allocation {
  return {
    ...allocation,
    everyUnit: allocation.everyUnit && kept.has(EVERY_UNIT),
    limits: allocation.limits.map((limit) =>
      kept.has(limit.name)
        ? limit
        : { ...limit, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
    ),
  };
}

/** Choices taken out stay out. */
const withWorth = <T extends { readonly worth: Float64Array }>(
  model: T,
  worthOf: (choice: number) => number,
): T => ({
  ...model,
  worth: model.worth.map((w, c) => (w === Number.NEGATIVE_INFINITY ? w : worthOf(c))),
});
