import type { Ranking } from '#api/poverty.ts';
import { type Fact, type IndicatorCode, indicators, precisionOf } from '#domain/fact.ts';
import { conflicting, preferred } from '#domain/fact-conflict.ts';
import { groupBy } from '#domain/group.ts';
import { disagreements, type RankPlace, rankPlaces } from '#domain/rank.ts';
import type { Db } from '../db/sql.ts';
import { type FactRow, listFactsOf } from './queries.ts';
import { listKabNames } from './queries-regions.ts';

/** Rankings of one year that are held against each other: rate, depth, severity. */
const COMPARED: readonly IndicatorCode[] = ['p0', 'p1', 'p2'];

/**
 * Kabupaten by one published figure of one year. Pure over rows, so that any caller may hand in its
 * own: never two years in one ranking, never a figure made up for a place that has none.
 */
export async function loadRanking(
  db: Db,
  ask: { indicator: IndicatorCode; item: string | null; year: number | undefined },
): Promise<Ranking> {
  const kabs = await listKabNames(db);
  const wanted = new Set<IndicatorCode>([ask.indicator, ...COMPARED]);
  for (const { se, rse } of Object.values(precisionOf)) {
    if (se) wanted.add(se);
    if (rse) wanted.add(rse);
  }
  const facts = (await listFactsOf(db, [...wanted])).filter((f) => !f.synthetic);
  const own = facts.filter((f) => f.indicator === ask.indicator && f.item === ask.item);
  const ofKab = own.filter((f) => f.code.length === 5);
  const years = yearsOf(ofKab);
  const year = ask.year ?? usualYear(years, kabs.length);
  const chosen = rankYear(facts, ask.indicator, ask.item, year);
  const contradicted = conflicting(own);
  const nameOf = new Map(kabs.map((k) => [k.code, k.name]));
  const provinceFact = preferred(
    own.filter((f) => f.code.length === 2 && f.year === year && f.period === chosen.period),
  );
  return {
    indicator: ask.indicator,
    item: ask.item,
    unit: indicators[ask.indicator].unit,
    year: year ?? null,
    period: chosen.period,
    precision: chosen.places.some((p) => p.range !== null) ? 'known' : 'unknown',
    places: chosen.places.flatMap((place) => {
      const fact = chosen.facts.get(place.code);
      if (fact === undefined) return [];
      const { grade, source, note, name } = fact;
      return [{ ...place, name, grade, source, note, conflict: contradicted.has(fact) }];
    }),
    missing: kabs.filter((k) => !chosen.facts.has(k.code)),
    province: provinceFact ? { ...provinceFact, conflict: contradicted.has(provinceFact) } : null,
    years,
    disagreements: COMPARED.includes(ask.indicator)
      ? COMPARED.filter((other) => other !== ask.indicator).flatMap((other) =>
          disagreements(chosen.places, rankYear(facts, other, null, year).places).map((d) => ({
            ...d,
            name: nameOf.get(d.code) ?? d.code,
            other,
            of: chosen.places.length,
          })),
        )
      : [],
  };
}

function yearsOf(facts: readonly FactRow[]): { year: number; places: number }[] {
  const known = facts.filter((f) => f.value !== null);
  return [...groupBy(known, (f) => f.year)]
    .map(([year, same]) => ({ year, places: new Set(same.map((f) => f.code)).size }))
    .sort((a, b) => b.year - a.year);
}

/** The newest year that covers at least half of the places, else the one that covers most. */
function usualYear(
  years: readonly { year: number; places: number }[],
  all: number,
): number | undefined {
  const half = years.find((y) => y.places * 2 >= all);
  return (half ?? [...years].sort((a, b) => b.places - a.places)[0])?.year;
}

/** One figure per place of one year and one part of the year: the part most places have. */
function rankYear(
  facts: readonly FactRow[],
  indicator: IndicatorCode,
  item: string | null,
  year: number | undefined,
): { period: string; places: RankPlace[]; facts: Map<string, FactRow> } {
  const same = facts.filter(
    (f) =>
      f.code.length === 5 &&
      f.indicator === indicator &&
      f.item === item &&
      f.year === year &&
      f.value !== null,
  );
  const period =
    [...groupBy(same, (f) => f.period)].sort(
      ([a, x], [b, y]) => y.length - x.length || a.localeCompare(b),
    )[0]?.[0] ?? '';
  const chosen = new Map<string, FactRow>();
  for (const [code, own] of groupBy(same, (f) => f.code)) {
    const fact = preferred(own.filter((f) => f.period === period || f.period === ''));
    if (fact) chosen.set(code, fact);
  }
  const places = rankPlaces(
    [...chosen.values()].map((f) => ({
      code: f.code,
      value: f.value ?? 0,
      error: errorOf(facts, f),
    })),
  );
  return { period, places, facts: chosen };
}

/** Standard error of a figure from the published one, or from the relative one; null where neither is. */
function errorOf(facts: readonly FactRow[], figure: Fact): number | null {
  const { se, rse } = precisionOf[figure.indicator] ?? {};
  const find = (indicator: IndicatorCode | undefined) =>
    indicator === undefined
      ? undefined
      : preferred(
          facts.filter(
            (f) =>
              f.indicator === indicator &&
              f.code === figure.code &&
              f.year === figure.year &&
              (f.period === figure.period || f.period === '') &&
              f.value !== null,
          ),
        );
  const absolute = find(se)?.value;
  if (absolute != null) return absolute;
  const relative = find(rse)?.value;
  return relative != null && figure.value !== null ? (figure.value * relative) / 100 : null;
}
