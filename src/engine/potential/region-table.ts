import { exactSum } from '../stats/sum.ts';
import { comparePartsWithTotal } from './location-quotient.ts';

/** Figures of sectors (or commodities) in regions, in one or more periods. Not negative; NaN: no figure. */
export interface RegionTable {
  readonly regions: readonly string[];
  readonly sectors: readonly string[];
  /** Where each period stands in time, in years, rising. */
  readonly years: readonly number[];
  /** Per period: region × sector, by row. */
  readonly values: readonly Float64Array[];
  /** Per period: the reference area by sector. Undefined: the sum of the regions. */
  readonly reference: readonly Float64Array[] | undefined;
  /** Totals as the source states them, per period: each region's, and the reference area's. */
  readonly stated:
    | { readonly regions: readonly Float64Array[]; readonly reference: Float64Array | undefined }
    | undefined;
}

/**
 * The part of a table in which figures of some periods can be compared: cells that are known in every
 * one of them, in the region and in the reference area. A reference that is a sum is summed over these
 * cells only, so that a gap in one year does not look like growth.
 */
export interface Frame {
  known(region: number, sector: number): boolean;
  local(region: number, sector: number, period: number): number;
  wide(sector: number, period: number): number;
  /** Sum of the region's known sectors, or the stated total; NaN where none is stated. */
  localTotal(region: number, period: number): number;
  /** The reference area over the same sectors, or its stated total. */
  wideTotal(region: number, period: number): number;
  /** The reference area over all its sectors. */
  wideAll(period: number): number;
}

export function frameOf(
  table: RegionTable,
  periods: readonly number[],
  totals: 'sum' | 'stated' = 'sum',
): Frame {
  const [R, S] = [table.regions.length, table.sectors.length];
  const cell = (r: number, s: number, p: number) => table.values[p]?.[r * S + s] as number;
  const there = new Uint8Array(R * S);
  for (let r = 0; r < R; r++)
    for (let s = 0; s < S; s++)
      if (
        periods.every(
          (p) =>
            !Number.isNaN(cell(r, s, p)) &&
            !(table.reference && Number.isNaN(table.reference[p]?.[s] as number)),
        )
      )
        there[r * S + s] = 1;
  const known = (r: number, s: number) => there[r * S + s] === 1;
  const each = table.sectors.map((_, s) => s);
  const rows = table.regions.map((_, r) => r);
  const wides = new Map(
    periods.map((p) => [
      p,
      Float64Array.from(each, (s) =>
        table.reference
          ? (table.reference[p]?.[s] as number)
          : exactSum(rows.filter((r) => known(r, s)).map((r) => cell(r, s, p))),
      ),
    ]),
  );
  const wide = (s: number, p: number) => wides.get(p)?.[s] as number;
  // A sector of the reference area counts only where it is known in all of the periods.
  const lasting = each.filter((s) => periods.every((p) => !Number.isNaN(wide(s, p))));
  const statedWide = (p: number): number => {
    const own = table.stated?.reference?.[p];
    if (own !== undefined) return own;
    return table.reference ? Number.NaN : exactSum(table.stated?.regions[p] ?? []);
  };
  const sums = new Map(
    periods.map((p) => [
      p,
      rows.map((r) => {
        const shared = each.filter((s) => known(r, s));
        return totals === 'stated'
          ? [table.stated?.regions[p]?.[r] ?? Number.NaN, statedWide(p)]
          : [exactSum(shared.map((s) => cell(r, s, p))), exactSum(shared.map((s) => wide(s, p)))];
      }),
    ]),
  );
  const wholes = new Map(
    periods.map((p) => [
      p,
      totals === 'stated' ? statedWide(p) : exactSum(lasting.map((s) => wide(s, p))),
    ]),
  );
  return {
    known,
    local: cell,
    wide,
    localTotal: (r, p) => sums.get(p)?.[r]?.[0] as number,
    wideTotal: (r, p) => sums.get(p)?.[r]?.[1] as number,
    wideAll: (p) => wholes.get(p) as number,
  };
}

export interface TotalCheck {
  readonly period: number;
  /** `sectors`: a region's stated total beside its sectors; `regions`: the reference area beside the regions. */
  readonly of: 'sectors' | 'regions';
  /** Of `sectors`; −1 for the reference area. */
  readonly region: number | undefined;
  /** Of `regions`; −1 for the stated totals. */
  readonly sector: number | undefined;
  readonly parts: number;
  readonly missing: number;
  readonly stated: number;
  readonly sum: number;
  /** stated − sum. */
  readonly difference: number;
  readonly agrees: boolean;
  /** The parts exceed the total: a contradiction. Less than it may be an incomplete list of parts. */
  readonly over: boolean;
}

/** Every stated figure that other figures should add up to. `tolerance` is relative. */
export function checkTotals(table: RegionTable, tolerance: number): TotalCheck[] {
  const S = table.sectors.length;
  const checks: TotalCheck[] = [];
  const add = (
    at: Pick<TotalCheck, 'period' | 'of' | 'region' | 'sector'>,
    parts: readonly number[],
    stated: number | undefined,
  ) => {
    if (stated === undefined || Number.isNaN(stated)) return;
    const there = parts.filter((v) => !Number.isNaN(v));
    const { sum, difference, agree, over } = comparePartsWithTotal(there, stated, tolerance);
    // One region is not meant to make up the reference area.
    if (at.of === 'regions' && parts.length < 2 && !over) return;
    checks.push({
      ...at,
      parts: there.length,
      missing: parts.length - there.length,
      stated,
      sum,
      difference,
      agrees: agree,
      over,
    });
  };
  table.years.forEach((_, period) => {
    const values = table.values[period] as Float64Array;
    const reference = table.reference?.[period];
    const stated = table.stated;
    table.regions.forEach((_, region) => {
      add(
        { period, of: 'sectors', region, sector: undefined },
        Array.from(values.subarray(region * S, (region + 1) * S)),
        stated?.regions[period]?.[region],
      );
    });
    if (reference === undefined) return;
    add(
      { period, of: 'sectors', region: -1, sector: undefined },
      Array.from(reference),
      stated?.reference?.[period],
    );
    table.sectors.forEach((_, sector) => {
      add(
        { period, of: 'regions', region: undefined, sector },
        table.regions.map((_, r) => values[r * S + sector] as number),
        reference[sector],
      );
    });
    add(
      { period, of: 'regions', region: undefined, sector: -1 },
      Array.from(stated?.regions[period] ?? []),
      stated?.reference?.[period],
    );
  });
  return checks;
}
