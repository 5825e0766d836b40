import { exactSum } from '../stats/sum.ts';

export interface Interval {
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Replicates in which the measure was defined. */
  readonly replicates: number;
}

/** Spread of bootstrap replicates and their equal-tailed percentiles (R's quantile type 7). NaN: undefined. */
export function percentileInterval(replicates: readonly number[], confidence: number): Interval {
  const values = Float64Array.from(replicates.filter((v) => !Number.isNaN(v))).sort();
  const n = values.length;
  if (n < 2) return { standardError: null, low: null, high: null, replicates: n };
  const average = exactSum(values) / n;
  const [least, most] = [values[0] as number, values[n - 1] as number];
  // A figure that is fixed by the rule, as a quota is, differs between samples by rounding only.
  if (most - least <= 1e-12 * Math.max(Math.abs(least), Math.abs(most)))
    return { standardError: 0, low: average, high: average, replicates: n };
  const squares = values.reduce((sum, v) => sum + (v - average) ** 2, 0);
  const percentile = (p: number) => {
    const at = p * (n - 1);
    const low = values[Math.floor(at)] as number;
    return low + (at - Math.floor(at)) * ((values[Math.ceil(at)] as number) - low);
  };
  return {
    standardError: Math.sqrt(squares / (n - 1)),
    low: percentile((1 - confidence) / 2),
    high: percentile((1 + confidence) / 2),
    replicates: n,
  };
}
