import { type AllocateAnswer, allocateUnits } from './allocate.ts';
import type { Allocation, Limit, Picked } from './allocation.ts';
import type { Solver } from './milp.ts';
import type { SearchOptions } from './search.ts';

export interface Alternative {
  readonly picked: Picked;
  readonly worth: number;
  /** Units that have something else than in the best answer, by option or batches. */
  readonly differing: number;
  /** Proven: no assignment as good differs more, summed over the best and the alternatives before. */
  readonly mostDiffering: number;
  readonly differingFromAll: number;
}

/**
 * Assignments worth at least (1 − within) of the best that differ from it, and from one another, in as many
 * units as can be found: the same model once more, with difference as worth and worth as a limit
 * (modelling to generate alternatives, Brill, Chang & Hopkins 1982).
 */
export function alternativesTo(
  allocation: Allocation,
  best: AllocateAnswer,
  solver: Solver,
  task: SearchOptions & { readonly within: number; readonly count: number },
): Alternative[] {
  if (best.picked === undefined) return [];
  const asked = withWorthLimit(allocation, best.worth - task.within * Math.abs(best.worth));
  const known: Picked[] = [best.picked];
  const alternatives: Alternative[] = [];
  for (let i = 0; i < task.count; i++) {
    const worth = new Float64Array(allocation.worth.length);
    let fromNone = 0;
    known.forEach((picked) => {
      picked.forEach((choice, u) => {
        if (choice >= 0) {
          worth[choice] = (worth[choice] as number) - 1;
          fromNone++;
          return;
        }
        // To have anything differs from having nothing.
        const from = allocation.choiceStart[allocation.unitStart[u] as number] as number;
        const to = allocation.choiceStart[allocation.unitStart[u + 1] as number] as number;
        for (let c = from; c < to; c++) worth[c] = (worth[c] as number) + 1;
      });
    });
    const { effort, stop } = task;
    const answer = allocateUnits({ ...asked, worth }, solver, {
      start: best.picked,
      ...(effort ? { effort } : {}),
      ...(stop ? { stop } : {}),
    });
    // What differs from having something is counted from none on.
    const differingFromAll = answer.worth + fromNone;
    if (answer.picked === undefined || differingFromAll <= 0) break;
    const picked = answer.picked;
    const isNew = known.every((other) => other.some((choice, u) => choice !== picked[u]));
    if (!isNew) break;
    known.push(picked);
    alternatives.push({
      picked,
      worth: worthGiven(best, picked),
      differing: picked.reduce((n, choice, u) => n + (choice === best.picked?.[u] ? 0 : 1), 0),
      differingFromAll,
      mostDiffering: Math.floor(answer.bound + fromNone + 1e-6),
    });
  }
  return alternatives;
}

function worthGiven({ model }: AllocateAnswer, picked: Picked): number {
  let sum = 0;
  for (const choice of picked) if (choice >= 0) sum += model.worth[choice] as number;
  return model.givenWorth(sum);
}

/** Every choice as an option of its own, so that its worth can stand in a limit; choices keep their numbers. */
function withWorthLimit(allocation: Allocation, least: number): Allocation {
  const { unitStart, choiceStart, entryStart, limits } = allocation;
  const choices = allocation.worth.length;
  const start = new Int32Array(choices + 1);
  const entryLimit: number[] = [];
  const entryAmount: number[] = [];
  for (let o = 0; o + 1 < choiceStart.length; o++)
    for (let c = choiceStart[o] as number; c < (choiceStart[o + 1] as number); c++) {
      const batches = c - (choiceStart[o] as number) + 1;
      for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
        const r = allocation.entryLimit[e] as number;
        entryLimit.push(r);
        entryAmount.push(
          (allocation.entryAmount[e] as number) * (limits[r]?.per === 'choice' ? 1 : batches),
        );
      }
      entryLimit.push(limits.length);
      entryAmount.push(allocation.worth[c] as number);
      start[c + 1] = entryLimit.length;
    }
  const worthLimit: Limit = {
    name: 'worth',
    per: 'choice',
    min: least,
    max: Number.POSITIVE_INFINITY,
  };
  return {
    ...allocation,
    unitStart: unitStart.map((o) => choiceStart[o] as number),
    choiceStart: Int32Array.from({ length: choices + 1 }, (_, c) => c),
    entryStart: start,
    entryLimit: Int32Array.from(entryLimit),
    entryAmount: Float64Array.from(entryAmount),
    limits: [...limits, worthLimit],
  };
}

export interface LimitPrice {
  readonly limit: number;
  readonly end: 'min' | 'max';
  readonly from: number;
  readonly to: number;
  /** Worth with the limit moved. */
  readonly worth: number;
  /** Between these lies what the move brings, whatever the gaps of both answers. */
  readonly gainLow: number;
  readonly gainHigh: number;
}

/** What one limit costs: the same model solved again with one end moved outward by `step`. */
export function priceOfLimit(
  allocation: Allocation,
  best: AllocateAnswer,
  solver: Solver,
  task: SearchOptions & {
    readonly limit: number;
    readonly end: 'min' | 'max';
    readonly step: number;
  },
): LimitPrice {
  const { limit, end, step } = task;
  const from = (allocation.limits[limit] as Limit)[end];
  const to = end === 'max' ? from + step : from - step;
  const limits = allocation.limits.map((l, r) => (r === limit ? { ...l, [end]: to } : l));
  const after = allocateUnits({ ...allocation, limits }, solver, {
    ...task,
    ...(best.picked ? { start: best.picked } : {}),
  });
  return {
    limit,
    end,
    from,
    to,
    worth: after.worth,
    gainLow: Math.max(0, after.worth - best.bound),
    gainHigh: Math.max(0, after.bound - best.worth),
  };
}
