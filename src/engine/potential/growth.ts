import type { RegionTable } from './region-table.ts';

/** `geometric`: from the first to the last period; `mean`: the mean of the rates from period to period. */
export type GrowthKind = 'geometric' | 'mean';

/** First and last for `geometric`, every period for `mean`. */
export const growthPeriods = (table: RegionTable, kind: GrowthKind): number[] => {
  const last = table.years.length - 1;
  if (last === 0) return [0];
  return kind === 'geometric' ? [0, last] : table.years.map((_, p) => p);
};

/** Per year; null where a figure that is divided by is zero. */
export function yearlyGrowth(
  years: readonly number[],
  path: readonly number[],
  of: (period: number) => number,
  kind: GrowthKind,
): number | null {
  let sum = 0;
  for (let k = 1; k < path.length; k++) {
    const [from, to] = [path[k - 1] as number, path[k] as number];
    const base = of(from);
    if (!(base > 0) || Number.isNaN(of(to))) return null;
    sum += (of(to) / base) ** (1 / ((years[to] as number) - (years[from] as number))) - 1;
  }
  return kind === 'geometric' ? sum : sum / (path.length - 1);
}
