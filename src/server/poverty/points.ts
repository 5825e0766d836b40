import type { Point, Points } from '#api/poverty.ts';
import type { IndicatorCode } from '#domain/fact.ts';
import { conflicting, preferred } from '#domain/fact-conflict.ts';
import { groupBy } from '#domain/group.ts';
import { familiesUpTo, type Need } from '#domain/need.ts';
import {
  type Denominator,
  deprivationProfile,
  type Place,
  registerRate,
  smoothPlaces,
  topOccupations,
} from '#domain/point.ts';
import { kabOf, type RegionCode } from '#domain/region.ts';
import type { Db } from '../db/sql.ts';
import { listNeed } from '../registry/queries.ts';
import { type FactRow, listFactsOf } from './queries.ts';
import { listPlaces } from './queries-regions.ts';

/** Published figures on poverty shown beside a place's families. */
export const besideRegister: readonly IndicatorCode[] = [
  'p0',
  'p1',
  'p2',
  'poor_count',
  'poverty_line',
  'extreme_poverty_rate',
  'extreme_poverty_count',
  'ppke_priority',
  'population',
];

type PointLevel = 'kab' | 'kec' | 'village';

/**
 * Where, how many, how deep, how sure: each place of a level with what the register counts, its rate
 * where the denominator is known, and the published figures beside it. Also for later modules.
 */
export async function loadPoints(
  db: Db,
  { level, within, desil }: { level: PointLevel; within: RegionCode; desil: number },
): Promise<Points> {
  const places = await listPlaces(db, level, within);
  // What is usual is learnt from the whole kabupaten, also where only one kecamatan is shown.
  const group = within.length > 5 ? kabOf(within) : within;
  const needs = new Map((await listNeed(db, { level, within: group })).map((n) => [n.code, n]));
  const totals = denominators(
    await listFactsOf(db, ['families_total'], { within: group }),
    await listPlaces(db, 'village', group),
  );
  const published = await listFactsOf(db, besideRegister, { within, level });
  const contradicted = conflicting(published);
  const publishedAt = groupBy(published, (f) => f.code);

  const rated: Place[] = [];
  for (const need of needs.values()) {
    const total = totals(need.code, need.synthetic);
    if (total === undefined || !registerRate(need, desil, total).known) continue;
    rated.push({
      code: need.code,
      group: level === 'kab' ? group : kabOf(need.code),
      cases: familiesUpTo(need.byDesil, desil),
      total: total.families,
    });
  }
  const smoothed = smoothPlaces(rated, group);

  const points = places.map((place): Point => {
    const need = needs.get(place.code);
    const total = totals(place.code, need?.synthetic ?? false);
    const other = need && totals(place.code, !need.synthetic);
    const rate = need && registerRate(need, desil, total ?? other);
    return {
      ...place,
      need: need ?? null,
      families: need ? familiesUpTo(need.byDesil, desil) : null,
      denominator: total ?? null,
      rate: rate?.known ? rate.percent : null,
      rateReason:
        rate && !rate.known ? { ...rate.reason, params: { ...rate.reason.params } } : null,
      smoothed: smoothed.get(place.code) ?? null,
      deprivation: (need && deprivationProfile(need)?.map((d) => ({ ...d }))) ?? null,
      topOccupations: need ? topOccupations(need, 5).map((o) => ({ ...o })) : [],
      published: (publishedAt.get(place.code) ?? []).map((f) => ({
        ...f,
        conflict: contradicted.has(f),
      })),
    };
  });
  const shown = points.flatMap((p) => (p.need ? [p.need] : []));
  return {
    level,
    within,
    desil,
    synthetic: shown.some((n) => n.synthetic),
    asOf: oldest(shown),
    points,
  };
}

function oldest(needs: readonly Need[]): string | null {
  const dates = needs.flatMap((n) => (n.asOf === null ? [] : [n.asOf])).sort();
  return dates[0] ?? null;
}

/**
 * Families in all of a place: its own figure, or its villages added up where every one of them has
 * one. Real and made-up totals are kept apart from the first step on.
 */
export function denominators(
  facts: readonly FactRow[],
  villages: readonly { code: RegionCode }[],
): (code: RegionCode, synthetic: boolean) => Denominator | undefined {
  const best = new Map<string, FactRow>();
  for (const [key, same] of groupBy(facts, (f) => `${f.synthetic}|${f.code}`)) {
    const newest = Math.max(...same.filter((f) => f.value !== null).map((f) => f.year));
    const chosen = preferred(same.filter((f) => f.year === newest && f.value !== null));
    if (chosen) best.set(key, chosen);
  }
  const inside = new Map<RegionCode, RegionCode[]>();
  for (const { code } of villages) {
    for (const outer of [code.slice(0, 2), code.slice(0, 5), code.slice(0, 8)]) {
      const list = inside.get(outer);
      if (list) list.push(code);
      else inside.set(outer, [code]);
    }
  }
  return (code, synthetic) => {
    const own = best.get(`${synthetic}|${code}`);
    if (own?.value != null) return { ...pick(own), families: own.value, from: 'own' };
    const parts = (inside.get(code) ?? []).map((village) => best.get(`${synthetic}|${village}`));
    const known = parts.filter((p) => p !== undefined);
    const first = known[0];
    if (first === undefined || known.length < parts.length) return undefined;
    return {
      ...pick(first),
      families: known.reduce((sum, p) => sum + (p.value ?? 0), 0),
      year: Math.min(...known.map((p) => p.year)),
      source: [...new Set(known.map((p) => p.source))].join('; ').slice(0, 300),
      grade: known.some((p) => p.grade === 'L')
        ? 'L'
        : known.some((p) => p.grade === 'M')
          ? 'M'
          : 'H',
      from: 'parts',
    };
  };
}

const pick = ({ year, source, grade, synthetic }: FactRow) => ({ year, source, grade, synthetic });
