import { comparePartsWithTotal, locationQuotient } from '#engine/potential/location-quotient.ts';
import type { Fact } from './fact.ts';
import { levelOf, provinceOf, type RegionCode } from './region.ts';

/** A location quotient with everything it was made of, or the reason why there is none. */
export interface Quotient {
  readonly item: string;
  readonly indicator: 'production' | 'area';
  readonly year: number;
  readonly local: number;
  readonly source: string;
  /** What the place and the province were summed over; null where there was nothing to sum. */
  readonly comparedItems: number;
  readonly localTotal: number | null;
  readonly wide: number | null;
  readonly wideTotal: number | null;
  readonly lq: number | null;
  /** one-item: the place has figures of one item only; no-province: the province has none of that year. */
  readonly missing: 'one-item' | 'no-province' | null;
}

/** A stated total of the province beside the sum of the kabupaten that were published. */
export interface TotalCheck {
  readonly item: string;
  readonly indicator: 'production' | 'area';
  readonly year: number;
  readonly stated: number;
  readonly sum: number;
  readonly kabs: number;
  readonly difference: number;
  readonly verdict: 'agree' | 'incomplete' | 'over';
}

/**
 * Quotients of every figure a kabupaten has, over the items that both it and the province have for the
 * same indicator and year. Items of different years or units are never put into one sum.
 */
export function quotientsOf(facts: readonly Fact[], kab: RegionCode): Quotient[] {
  const province = provinceOf(kab);
  return groups(facts, kab).flatMap(({ indicator, year, rows }) => {
    const wide = bestPerItem(
      facts.filter((f) => f.code === province && f.indicator === indicator && f.year === year),
    );
    const shared = rows.filter((f) => wide.has(f.item ?? ''));
    const localTotal = sum(shared.map(figureOf));
    const wideTotal = sum(shared.map((f) => figureOf(wide.get(f.item ?? ''))));
    return rows.map((f) => {
      const there = wide.get(f.item ?? '');
      const missing = there === undefined ? 'no-province' : shared.length < 2 ? 'one-item' : null;
      return {
        item: f.item ?? '',
        indicator,
        year,
        local: figureOf(f),
        source: f.source,
        comparedItems: shared.length,
        localTotal: missing === null ? localTotal : null,
        wide: there === undefined ? null : figureOf(there),
        wideTotal: missing === null ? wideTotal : null,
        lq:
          missing === null
            ? locationQuotient({
                local: figureOf(f),
                localTotal,
                wide: figureOf(there),
                wideTotal,
              })
            : null,
        missing,
      };
    });
  });
}

/** For every figure of the province: do the published kabupaten add up to it? */
export function checkTotals(facts: readonly Fact[], province: RegionCode): TotalCheck[] {
  return groups(facts, province).flatMap(({ indicator, year, rows }) =>
    rows.flatMap((f) => {
      // Two sources of one kabupaten are two words on one figure, not two figures.
      const kabs = [
        ...bestPer(
          facts.filter(
            (k) =>
              levelOf(k.code) === 'kab' &&
              k.indicator === indicator &&
              k.year === year &&
              k.item === f.item &&
              k.value !== null,
          ),
          (k) => k.code,
        ).values(),
      ];
      if (kabs.length < 2) return [];
      const check = comparePartsWithTotal(kabs.map(figureOf), figureOf(f));
      return [
        {
          item: f.item ?? '',
          indicator,
          year,
          stated: figureOf(f),
          sum: check.sum,
          kabs: kabs.length,
          difference: check.difference,
          verdict: check.agree
            ? ('agree' as const)
            : check.over
              ? ('over' as const)
              : ('incomplete' as const),
        },
      ];
    }),
  );
}

interface Group {
  indicator: 'production' | 'area';
  year: number;
  rows: Fact[];
}

function groups(facts: readonly Fact[], code: RegionCode): Group[] {
  const out = new Map<string, Group>();
  for (const f of facts) {
    if (f.code !== code || f.value === null || f.item === null) continue;
    if (f.indicator !== 'production' && f.indicator !== 'area') continue;
    const key = `${f.indicator}|${f.year}`;
    const group = out.get(key) ?? { indicator: f.indicator, year: f.year, rows: [] };
    group.rows.push(f);
    out.set(key, group);
  }
  return [...out.values()]
    .map((g) => ({ ...g, rows: [...bestPerItem(g.rows).values()] }))
    .sort((a, b) => b.year - a.year || a.indicator.localeCompare(b.indicator));
}

const bestPerItem = (facts: readonly Fact[]): Map<string, Fact> =>
  bestPer(facts, (f) => f.item ?? '');

/** One figure per key: of two sources the better graded (H before M before L), else the first. */
function bestPer(facts: readonly Fact[], keyOf: (f: Fact) => string): Map<string, Fact> {
  const order = { H: 0, M: 1, L: 2 };
  const out = new Map<string, Fact>();
  for (const f of facts) {
    const before = out.get(keyOf(f));
    if (before === undefined || order[f.grade] < order[before.grade]) out.set(keyOf(f), f);
  }
  return out;
}

const figureOf = (f: Fact | undefined): number => f?.value ?? 0;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
