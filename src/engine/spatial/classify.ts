/** `quantile`: equal numbers of areas. `natural`: least variance inside the classes. `fixed`: given. */
export const breakMethods = ['quantile', 'natural', 'fixed'] as const;
export type BreakMethod = (typeof breakMethods)[number];

/**
 * Classes over values, ascending: a value belongs to the first class whose upper end it does not
 * exceed. Classes are never empty, so there may be fewer than asked for.
 */
export interface Classes {
  readonly method: BreakMethod;
  readonly min: number;
  readonly max: number;
  /** Upper ends; the last is `max`. */
  readonly upper: readonly number[];
}

export function classify(
  values: readonly number[],
  count: number,
  method: Exclude<BreakMethod, 'fixed'>,
): Classes | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return undefined;
  const upper = method === 'quantile' ? quantileEnds(sorted, count) : naturalEnds(sorted, count);
  return { method, min, max, upper };
}

/** The same ends for every year that is compared; what lies beyond widens the outer classes. */
export function fixedClasses(
  values: readonly number[],
  ends: readonly number[],
): Classes | undefined {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const upper = [...new Set(ends)].sort((a, b) => a - b);
  const last = upper.at(-1);
  if (last === undefined || high > last) upper.push(high);
  return { method: 'fixed', min: low, max: upper.at(-1)!, upper };
}

/** 0 for the lowest class. Values above the last end belong to the last class. */
export function classOf(classes: Classes, value: number): number {
  const found = classes.upper.findIndex((end) => value <= end);
  return found < 0 ? classes.upper.length - 1 : found;
}

function quantileEnds(sorted: readonly number[], count: number): number[] {
  const ends = new Set<number>();
  for (let k = 1; k <= count; k++) {
    const index = Math.ceil((sorted.length * k) / count) - 1;
    ends.add(sorted[Math.max(0, index)]!);
  }
  return [...ends];
}

/**
 * Fisher's exact optimum (Fisher 1958, "On grouping for maximum homogeneity"): the partition with
 * the least sum of squared deviations, by dynamic programming over the distinct values. O(k·m²).
 */
function naturalEnds(sorted: readonly number[], count: number): number[] {
  const values: number[] = [];
  const weights: number[] = [];
  for (const value of sorted) {
    if (values.at(-1) === value) weights[weights.length - 1]!++;
    else {
      values.push(value);
      weights.push(1);
    }
  }
  const m = values.length;
  const k = Math.min(count, m);
  // Sums from the mean outwards keep the differences below exact enough for any offset.
  const centre = sorted.reduce((a, b) => a + b, 0) / sorted.length;
  const n = new Float64Array(m + 1);
  const s = new Float64Array(m + 1);
  const q = new Float64Array(m + 1);
  for (let i = 0; i < m; i++) {
    const [v, w] = [values[i]! - centre, weights[i]!];
    n[i + 1] = n[i]! + w;
    s[i + 1] = s[i]! + w * v;
    q[i + 1] = q[i]! + w * v * v;
  }
  const spread = (from: number, to: number): number => {
    const sum = s[to]! - s[from]!;
    return q[to]! - q[from]! - (sum * sum) / (n[to]! - n[from]!);
  };
  let cost = Float64Array.from({ length: m + 1 }, (_, i) => (i === 0 ? 0 : spread(0, i)));
  const cuts: Int32Array[] = [];
  for (let classNumber = 2; classNumber <= k; classNumber++) {
    const better = new Float64Array(m + 1).fill(Infinity);
    const cut = new Int32Array(m + 1);
    for (let to = classNumber; to <= m; to++) {
      for (let from = classNumber - 1; from < to; from++) {
        const total = cost[from]! + spread(from, to);
        if (total < better[to]!) [better[to], cut[to]] = [total, from];
      }
    }
    cost = better;
    cuts.push(cut);
  }
  const ends: number[] = [];
  for (let to = m, c = cuts.length - 1; to > 0; c--) {
    ends.unshift(values[to - 1]!);
    to = c >= 0 ? cuts[c]![to]! : 0;
  }
  return ends;
}
