import { growthPeriods, yearlyGrowth } from './growth.ts';
import { type Klassen, klassen } from './klassen.ts';
import { locationQuotient } from './location-quotient.ts';
import { type Frame, frameOf, type RegionTable } from './region-table.ts';

/**
 * Location quotient, dynamic location quotient and Klassen's typology of every sector in every region.
 *
 * DLQ = [((1+g_ij)/(1+g_j)) / ((1+G_i)/(1+G))]^t with growth per year g and t years. With `geometric`
 * growth it is LQ(last)/LQ(first); `mean` takes the mean of the yearly rates, as many studies do.
 */
export interface QuotientRequest {
  readonly totals: 'sum' | 'stated';
  readonly growth: 'geometric' | 'mean';
  /** A smaller figure in the last period gets no class; 0 for no limit. */
  readonly minValue: number;
}

export type Lack =
  | 'unknown'
  | 'no-local-total'
  | 'no-reference'
  | 'one-sector'
  | 'small-base'
  | 'one-period'
  | 'no-base-figure'
  | 'zero-base'
  | 'gone';

export type PotentialClass = 'unggulan' | 'prospektif' | 'andalan' | 'tertinggal';

export interface SectorQuotient {
  readonly region: number;
  readonly sector: number;
  readonly value: number | null;
  readonly share: number | null;
  readonly wideShare: number | null;
  readonly lq: number | null;
  /** LQ above 1; null without LQ or where the base is too small. */
  readonly basis: boolean | null;
  /** Per year. */
  readonly growth: number | null;
  readonly wideGrowth: number | null;
  readonly dlq: number | null;
  readonly potential: PotentialClass | null;
  readonly klassen: Klassen | null;
  readonly lacks: readonly Lack[];
}

export function quotients(table: RegionTable, request: QuotientRequest): SectorQuotient[] {
  const last = table.years.length - 1;
  const now = frameOf(table, [last], request.totals);
  const path = growthPeriods(table, request.growth);
  const over = path.length > 1 ? frameOf(table, path, request.totals) : undefined;
  return table.regions.flatMap((_, region) => {
    const shared = table.sectors.filter((_, s) => now.known(region, s)).length;
    return table.sectors.map((_, sector) =>
      one({ table, request, now, over, path, region, sector, shared, last }),
    );
  });
}

function one(at: {
  readonly table: RegionTable;
  readonly request: QuotientRequest;
  readonly now: Frame;
  readonly over: Frame | undefined;
  readonly path: readonly number[];
  readonly region: number;
  readonly sector: number;
  readonly shared: number;
  readonly last: number;
}): SectorQuotient {
  const { table, request, now, over, path, region, sector, last } = at;
  const lacks: Lack[] = [];
  const value = now.local(region, sector, last);
  const here = {
    region,
    sector,
    value: Number.isNaN(value) ? null : value,
    share: null,
    wideShare: null,
    lq: null,
    basis: null,
    growth: null,
    wideGrowth: null,
    dlq: null,
    potential: null,
    klassen: null,
  };
  if (!now.known(region, sector)) return { ...here, lacks: ['unknown'] };
  const localTotal = now.localTotal(region, last);
  const wide = now.wide(sector, last);
  const wideTotal = now.wideTotal(region, last);
  // A quotient over one sector is always 1 and says nothing.
  const alone = at.shared < 2 && request.totals === 'sum';
  const lq = alone ? null : locationQuotient({ local: value, localTotal, wide, wideTotal });
  if (alone) lacks.push('one-sector');
  else if (!(localTotal > 0)) lacks.push('no-local-total');
  else if (lq === null || Number.isNaN(lq)) lacks.push('no-reference');
  const share = localTotal > 0 ? value / localTotal : null;
  const wideShare = wideTotal > 0 ? wide / wideTotal : null;
  const small = value < request.minValue;
  if (small) lacks.push('small-base');

  let growth: number | null = null;
  let wideGrowth: number | null = null;
  let dlq: number | null = null;
  if (over === undefined) lacks.push('one-period');
  else if (!over.known(region, sector)) lacks.push('no-base-figure');
  else {
    const rate = (of: (period: number) => number) =>
      yearlyGrowth(table.years, path, of, request.growth);
    growth = rate((p) => over.local(region, sector, p));
    wideGrowth = rate((p) => over.wide(sector, p));
    const total = rate((p) => over.localTotal(region, p));
    const wideAll = rate((p) => over.wideTotal(region, p));
    if (growth === null || wideGrowth === null || total === null || wideAll === null)
      lacks.push('zero-base');
    else if (total === -1 || wideGrowth === -1 || wideAll === -1) lacks.push('gone');
    else {
      const years = (table.years[last] as number) - (table.years[path[0] as number] as number);
      const ratio = ((1 + growth) / (1 + total) / ((1 + wideGrowth) / (1 + wideAll))) ** years;
      if (Number.isFinite(ratio)) dlq = ratio;
      else lacks.push('gone');
    }
  }
  const usable = !small && lq !== null && Number.isFinite(lq);
  return {
    ...here,
    share,
    wideShare,
    lq: lq !== null && Number.isFinite(lq) ? lq : null,
    basis: usable ? aboveOne(lq) : null,
    growth,
    wideGrowth,
    dlq,
    potential: usable && dlq !== null ? potentialOf(aboveOne(lq), aboveOne(dlq)) : null,
    klassen: small
      ? null
      : klassen({ growth, level: share }, { growth: wideGrowth, level: wideShare }),
    lacks,
  };
}

/** Above 1 by more than rounding: equal shares are not a base. */
const aboveOne = (quotient: number): boolean => quotient > 1 + 1e-12;

const potentialOf = (lq: boolean, dlq: boolean): PotentialClass =>
  lq ? (dlq ? 'unggulan' : 'prospektif') : dlq ? 'andalan' : 'tertinggal';
