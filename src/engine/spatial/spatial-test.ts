import { normalCdf, normalTwoSided } from '../stats/normal.ts';

/** `greater`: neighbours are more alike than chance (or higher, for G) makes them. */
export const alternatives = ['two-sided', 'greater', 'less'] as const;
export type Alternative = (typeof alternatives)[number];

export interface GlobalStatistic {
  readonly value: number;
  readonly expected: number;
  /** value − expected, without the digits lost in taking the difference of the two. */
  readonly excess: number;
  /** Variances under the two assumptions; null where there is none. */
  readonly randomisation: number | null;
  readonly normality: number | null;
  /** −1 where small values mean that neighbours are alike (Geary), so that z says the same for all. */
  readonly sign: 1 | -1;
}

/** null where the statistic cannot vary. */
export const scoreOf = ({ excess, sign }: GlobalStatistic, variance: number): number | null =>
  variance > 0 ? (sign * excess) / Math.sqrt(variance) : null;

export function normalP(z: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return normalTwoSided(z);
  return normalCdf(alternative === 'greater' ? -z : z);
}

/** Replicates that reach the observed value from above and from below; equal ones are in both. */
export interface Reached {
  readonly atLeast: number;
  readonly atMost: number;
  readonly replicates: number;
}

/**
 * Pseudo p: the observed map is one of replicates + 1 equally likely ones. `folded` is the smaller of both
 * one-sided ones, as GeoDa and esda give it; `p` answers the alternative, two-sided as twice the folded.
 */
export function permutationP(
  { atLeast, atMost, replicates }: Reached,
  alternative: Alternative,
): { readonly folded: number; readonly p: number } {
  const [above, below] = [(atLeast + 1) / (replicates + 1), (atMost + 1) / (replicates + 1)];
  const folded = Math.min(above, below);
  if (alternative === 'two-sided') return { folded, p: Math.min(1, 2 * folded) };
  return { folded, p: alternative === 'greater' ? above : below };
}
