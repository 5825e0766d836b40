import { growthPeriods, yearlyGrowth } from './growth.ts';
import { frameOf, type RegionTable } from './region-table.ts';

/**
 * Klassen's typology: growth beside a level, both against the reference area. For sectors the level is
 * the share in the total, for regions the income per head (Sjafrizal 2008, Ekonomi Regional).
 * `I` both above, `II` level above and growth not, `III` growth above and level not, `IV` neither.
 * Equal to the reference area is not above.
 */
export type Klassen = 'I' | 'II' | 'III' | 'IV';

interface Position {
  readonly growth: number | null;
  readonly level: number | null;
}

export function klassen(own: Position, reference: Position): Klassen | null {
  if (own.growth === null || own.level === null) return null;
  if (reference.growth === null || reference.level === null) return null;
  const grows = above(own.growth, reference.growth, 1);
  return above(own.level, reference.level, 0) ? (grows ? 'I' : 'II') : grows ? 'III' : 'IV';
}

/** By more than rounding; growth rates are compared as factors. */
const above = (a: number, b: number, shift: 0 | 1): boolean =>
  a + shift > (b + shift) * (1 + 1e-12);

export interface RegionPosition {
  readonly region: number;
  readonly total: number | null;
  /** Per year. */
  readonly growth: number | null;
  readonly wideGrowth: number | null;
  readonly perHead: number | null;
  readonly widePerHead: number | null;
  readonly klassen: Klassen | null;
  readonly lack: 'one-period' | 'zero-base' | 'no-population' | null;
}

/**
 * Regions by growth and income per head. `perHead` and `widePerHead` are given, or made of the totals
 * and the people of the last period (NaN where not known; `widePeople` undefined: the regions' sum).
 */
export function regionPositions(
  table: RegionTable,
  request: {
    readonly totals: 'sum' | 'stated';
    readonly growth: 'geometric' | 'mean';
    readonly people?: ArrayLike<number>;
    readonly widePeople?: number;
    readonly perHead?: ArrayLike<number>;
    readonly widePerHead?: number;
  },
): RegionPosition[] {
  const last = table.years.length - 1;
  const path = growthPeriods(table, request.growth);
  const now = frameOf(table, [last], request.totals);
  const over = frameOf(table, path, request.totals);
  const { people, perHead } = request;
  const everyone = people && (request.widePeople ?? sum(people));
  const known = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? null : value;
  const widePerHead = known(
    request.widePerHead ?? (everyone === undefined ? undefined : now.wideAll(last) / everyone),
  );
  return table.regions.map((_, region) => {
    const total = now.localTotal(region, last);
    const own = known(perHead?.[region] ?? (people && total / (people[region] as number)));
    const rate = (of: (p: number) => number) =>
      path.length < 2 ? null : yearlyGrowth(table.years, path, of, request.growth);
    const growth = rate((p) => over.localTotal(region, p));
    const wideGrowth = rate((p) => over.wideTotal(region, p));
    return {
      region,
      total: known(total),
      growth,
      wideGrowth,
      perHead: own,
      widePerHead,
      klassen: klassen({ growth, level: own }, { growth: wideGrowth, level: widePerHead }),
      lack:
        path.length < 2
          ? 'one-period'
          : growth === null || wideGrowth === null
            ? 'zero-base'
            : own === null || widePerHead === null
              ? 'no-population'
              : null,
    };
  });
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
