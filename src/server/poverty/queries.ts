import type { Fact, IndicatorCode } from '#domain/fact.ts';
import type { Threshold } from '#domain/threshold.ts';
import type { Db } from '../db/sql.ts';
import { insertFacts } from './queries-facts.ts';

export interface FactRow extends Fact {
  name: string;
  imported: boolean;
}

const columns = (db: Db) => db`
  f.id, f.code, r.name, f.indicator, f.item, f.year, f.period, f.value, f.grade, f.source, f.note,
  f.synthetic, f.import_id is not null as imported`;

/** Figures in force of some indicators; the newest year first. For the modules after this one. */
export async function listFactsOf(
  db: Db,
  indicators: readonly IndicatorCode[],
  options: { within?: string; level?: 'province' | 'kab' | 'kec' | 'village' } = {},
): Promise<FactRow[]> {
  const { within, level } = options;
  return db<FactRow[]>`
    select ${columns(db)} from fact f join region r on r.code = f.code
    where f.retracted_at is null and f.indicator = any (${indicators as string[]})
      ${within ? db`and (f.code = ${within} or f.code like ${`${within}.%`})` : db``}
      ${level ? db`and r.level = ${level}` : db``}
    order by f.indicator, f.code, f.year desc, f.period, f.source`;
}

/** Figures in force of some regions. */
export async function listFactsAt(db: Db, codes: readonly string[]): Promise<FactRow[]> {
  return db<FactRow[]>`
    select ${columns(db)} from fact f join region r on r.code = f.code
    where f.retracted_at is null and f.code = any (${codes as string[]})
    order by f.indicator, f.item, f.year desc, f.period, f.source`;
}

export interface FactFilter {
  indicator?: IndicatorCode | undefined;
  item?: string | undefined;
  code?: string | undefined;
  year?: number | undefined;
  source?: string | undefined;
}

/** A filtered list; `code` takes everything inside a region. */
export async function listFacts(db: Db, filter: FactFilter, limit: number): Promise<FactRow[]> {
  return db<FactRow[]>`
    select ${columns(db)} from fact f join region r on r.code = f.code
    where ${matching(db, filter)}
    order by f.indicator, f.item nulls first, f.year desc, f.code, f.period, f.source limit ${limit}`;
}

const matching = (db: Db, filter: FactFilter) => db`
  f.retracted_at is null
  ${filter.indicator ? db`and f.indicator = ${filter.indicator}` : db``}
  ${filter.item ? db`and f.item = ${filter.item}` : db``}
  ${filter.code ? db`and (f.code = ${filter.code} or f.code like ${`${filter.code}.%`})` : db``}
  ${filter.year ? db`and f.year = ${filter.year}` : db``}
  ${filter.source ? db`and f.source = ${filter.source}` : db``}`;

export async function listFactChoices(db: Db): Promise<{
  indicators: { indicator: IndicatorCode; figures: number }[];
  years: number[];
  sources: string[];
}> {
  const indicators = await db<{ indicator: IndicatorCode; figures: number }[]>`
    select indicator, count(*)::int as figures from fact where retracted_at is null
    group by indicator order by indicator`;
  const years = await db<{ year: number }[]>`
    select distinct year from fact where retracted_at is null order by year desc`;
  const sources = await db<{ source: string }[]>`
    select source from fact where retracted_at is null group by source order by count(*) desc, source limit 200`;
  return {
    indicators,
    years: years.map((r) => r.year),
    sources: sources.map((r) => r.source),
  };
}

export async function listThresholds(db: Db): Promise<Threshold[]> {
  return db<Threshold[]>`
    select id, year, basis, base_year, per_day_rupiah, per_month_rupiah, grade, source, note, usable
    from poverty_threshold where retracted_at is null order by year desc, usable desc, source`;
}

/**
 * Made-up village totals for the demo, marked as such in every row; they never meet a real count.
 * Replaces earlier ones. Answers how many were written.
 */
export async function addSyntheticTotals(
  db: Db,
  totals: readonly { code: string; families: number; year: number }[],
  now: string,
): Promise<number> {
  await db`
    update fact set retracted_by = 'system.demo', retracted_at = ${now}, retract_reason = 'DATA CONTOH'
    where synthetic and indicator = 'families_total' and retracted_at is null`;
  const ids = await insertFacts(
    db,
    totals.map(({ code, families, year }) => ({
      code,
      indicator: 'families_total' as const,
      item: null,
      year,
      period: '',
      value: families,
      grade: 'L' as const,
      source: 'DATA CONTOH',
      note: null,
      synthetic: true,
    })),
    { importId: null, actor: 'system.demo', now },
  );
  return ids.length;
}
