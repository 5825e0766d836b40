import * as z from 'zod';
import { normalQuantile } from '#engine/stats/normal.ts';
import type { RegionCode } from './region.ts';

/** One region's figure in a ranking; `error` is its standard error in the same unit, where known. */
export interface Ranked {
  readonly code: RegionCode;
  readonly value: number;
  readonly error: number | null;
}

export const RankPlace = z.object({
  code: z.string(),
  value: z.number(),
  /** 1 is the highest value; equal values share the better rank (1, 2, 2, 4). */
  rank: z.int().min(1),
  tied: z.boolean(),
  /** Ranks the place may truly have; null where the precision of any figure is not known. */
  range: z.object({ best: z.int(), worst: z.int() }).nullable(),
});
export type RankPlace = z.infer<typeof RankPlace>;

/** Two-sided normal quantile for 95% jointly over up to 60 places (Šidák), by number of places. */
function jointQuantile(places: number): number {
  return normalQuantile((1 + 0.95 ** (1 / Math.max(1, places))) / 2);
}

/**
 * Ranks, and where every figure's standard error is known the range each rank may truly have: the
 * joint confidence region of Klein, Wright & Wieczorek (2020, JRSS C 69, 589–606). Interval of each
 * figure at the joint level; best rank = 1 + places certainly higher, worst = n − places certainly
 * lower. With one error missing no range is given at all: it would look safer than it is.
 */
export function rankPlaces(places: readonly Ranked[]): RankPlace[] {
  const z95 = jointQuantile(places.length);
  const known = places.length > 0 && places.every((p) => p.error !== null);
  const low = (p: Ranked) => p.value - z95 * (p.error ?? 0);
  const high = (p: Ranked) => p.value + z95 * (p.error ?? 0);
  return [...places]
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1))
    .map((p) => ({
      code: p.code,
      value: p.value,
      rank: 1 + places.filter((o) => o.value > p.value).length,
      tied: places.some((o) => o.code !== p.code && o.value === p.value),
      range: known
        ? {
            best: 1 + places.filter((o) => low(o) > high(p)).length,
            worst: places.length - places.filter((o) => high(o) < low(p)).length,
          }
        : null,
    }));
}

/** Two rankings of the same places that tell different stories about one of them. */
export interface Disagreement {
  readonly code: RegionCode;
  readonly rank: number;
  readonly otherRank: number;
}

/** Places whose ranks lie at least half the field apart; the widest gap first. */
export function disagreements(
  ranking: readonly RankPlace[],
  other: readonly RankPlace[],
): Disagreement[] {
  const otherRank = new Map(other.map((p) => [p.code, p.rank]));
  const shared = ranking.filter((p) => otherRank.has(p.code));
  return shared
    .map((p) => ({ code: p.code, rank: p.rank, otherRank: otherRank.get(p.code) ?? p.rank }))
    .filter((p) => Math.abs(p.rank - p.otherRank) >= Math.max(3, shared.length / 2))
    .sort((a, b) => Math.abs(b.rank - b.otherRank) - Math.abs(a.rank - a.otherRank));
}
