import { type Estimate, interval } from '../stats/regression.ts';
import { exactSum } from '../stats/sum.ts';

/**
 * Estimates of areas made to agree with a published figure of the group they belong to: by one factor
 * (`ratio`) or one shift (`difference`) for the group (Rao & Molina 2015, Small Area Estimation, 6.4.6).
 *
 * The error of a benchmarked estimate is taken as MSE + (shift)²: the loss that Datta, Ghosh, Steorts
 * & Maples (2011, Test 20, 574–588) show benchmarking to cost. The published figure counts as exact.
 */
export interface BenchmarkRequest {
  readonly estimate: readonly (number | null)[];
  readonly mse: readonly (number | null)[];
  /** At least 0: the share of each area in the group's figure. */
  readonly weight: ArrayLike<number>;
  readonly group: readonly string[];
  /** Published figure of each group; a group that is not in it stays as it is. */
  readonly published: ReadonlyMap<string, number>;
  /** `mean`: Σ wθ / Σ w is published; `sum`: Σ wθ is. */
  readonly of: 'mean' | 'sum';
  readonly confidence: number;
}

export interface GroupBenchmark {
  readonly group: string;
  readonly areas: number;
  readonly published: number | null;
  /** The group's figure by the areas' own estimates; null where an area has none. */
  readonly modelled: number | null;
  readonly ratio: number | null;
  readonly difference: number | null;
  readonly problem: 'not-published' | 'area-without-estimate' | 'no-weight' | 'sum-is-zero' | null;
}

export interface Benchmarked {
  readonly groups: readonly GroupBenchmark[];
  readonly ratio: readonly (Estimate | null)[];
  readonly difference: readonly (Estimate | null)[];
}

export function benchmark(request: BenchmarkRequest): Benchmarked {
  const { estimate, mse, weight, published, confidence } = request;
  const members = new Map<string, number[]>();
  request.group.forEach((name, i) => {
    const list = members.get(name);
    if (list === undefined) members.set(name, [i]);
    else list.push(i);
  });
  const ratio: (Estimate | null)[] = estimate.map(() => null);
  const difference: (Estimate | null)[] = estimate.map(() => null);
  const groups = [...members].map(([group, list]): GroupBenchmark => {
    const stated = published.get(group) ?? null;
    const blank = { group, areas: list.length, published: stated, modelled: null, ratio: null };
    const fail = (problem: GroupBenchmark['problem'], modelled: number | null = null) => ({
      ...blank,
      modelled,
      difference: null,
      problem,
    });
    const weights = exactSum(list.map((i) => weight[i] as number));
    if (!(weights > 0)) return fail('no-weight');
    // An area of weight 0 is no part of the figure, so it need not have an estimate.
    if (list.some((i) => estimate[i] === null && (weight[i] as number) > 0))
      return fail('area-without-estimate');
    const divisor = request.of === 'mean' ? weights : 1;
    const modelled =
      exactSum(list.map((i) => (weight[i] as number) * (estimate[i] ?? 0))) / divisor;
    if (stated === null) return fail('not-published', modelled);
    const factor = modelled === 0 ? null : stated / modelled;
    const shift = (stated - modelled) / (request.of === 'mean' ? 1 : weights);
    for (const i of list) {
      const own = estimate[i];
      const error = mse[i];
      if (own === null || own === undefined || error === null || error === undefined) continue;
      const moved = (to: number) =>
        interval(to, Math.sqrt(error + (to - own) ** 2), Infinity, confidence);
      if (factor !== null) ratio[i] = moved(own * factor);
      difference[i] = moved(own + shift);
    }
    return {
      ...blank,
      modelled,
      ratio: factor,
      difference: shift,
      problem: factor === null ? 'sum-is-zero' : null,
    };
  });
  return { groups, ratio, difference };
}
