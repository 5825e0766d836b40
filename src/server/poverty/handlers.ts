import type { povertyApi, RegionFacts } from '#api/poverty.ts';
import { type IndicatorCode, indicators } from '#domain/fact.ts';
import { conflicting } from '#domain/fact-conflict.ts';
import { foldItem, inOwnUnit, readPeriod } from '#domain/fact-read.ts';
import { groupBy } from '#domain/group.ts';
import { kabOf, parentOf, type RegionCode } from '#domain/region.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { isUniqueViolation } from '../db/pg-errors.ts';
import { itemReader } from './items.ts';
import { loadPoints } from './points.ts';
import * as q from './queries.ts';
import { insertFacts, retractFact } from './queries-facts.ts';
import { findPlaceName, listCommoditySpellings } from './queries-regions.ts';
import { retractThreshold } from './queries-thresholds.ts';
import { loadRanking } from './ranking.ts';

const PROVINCE = '74';
const SHOWN = 2000;
/** Families in extreme poverty are looked for in the poorest tenth unless asked otherwise. */
const DESIL = 1;

export const povertyHandlers: Handlers<typeof povertyApi> = {
  listPoints: (ctx, input) =>
    loadPoints(ctx.db, {
      level: input.level,
      within: input.within ?? ctx.actor.area,
      desil: input.desil ?? DESIL,
    }),

  listRanking: (ctx, input) =>
    loadRanking(ctx.db, {
      indicator: input.indicator,
      item: input.item ?? null,
      year: input.year,
    }),

  async regionFacts(ctx, input) {
    const name = await findPlaceName(ctx.db, input.code);
    if (name === undefined) throw new Problem('not-found');
    const line: RegionCode[] = [];
    for (let at: RegionCode | undefined = input.code; at; at = parentOf(at)) line.push(at);
    const facts = await q.listFactsAt(ctx.db, line);
    return { code: input.code, name, groups: groupFacts(facts, line) };
  },

  async listFacts(ctx, input) {
    // Conflicts are found before the filters that would hide the other side of one.
    const { source, conflict, ...wide } = input;
    const facts = await q.listFacts(ctx.db, wide, 50_000);
    const contradicted = conflicting(facts);
    const order = new Map(Object.keys(indicators).map((code, i) => [code, i]));
    const place = (f: q.FactRow) => order.get(f.indicator) ?? 0;
    const rows = [...facts]
      .sort((a, b) => place(a) - place(b))
      .map((f) => ({ ...f, conflict: contradicted.has(f) }))
      .filter((f) => (source === undefined || f.source === source) && (!conflict || f.conflict));
    return {
      total: rows.length,
      facts: rows.slice(0, SHOWN),
      choices: await q.listFactChoices(ctx.db),
    };
  },

  async addFact(ctx, input) {
    if ((await findPlaceName(ctx.db, input.code)) === undefined) throw new Problem('not-found');
    if (input.source === 'DATA CONTOH')
      throw new Problem('rule-broken', { rule: 'source-example' });
    const item = await itemOf(ctx, input.indicator, input.item ?? '');
    let value = input.value;
    if (value !== null) {
      const read = inOwnUnit(input.indicator, value, input.unit);
      if (!read.ok) throw new Problem('rule-broken', { rule: read.reason.code });
      value = read.value;
    }
    const fact = {
      code: input.code,
      indicator: input.indicator,
      item,
      year: input.year,
      period: readPeriod(input.period),
      value,
      grade: input.grade,
      source: input.source,
      note: input.note || null,
      synthetic: false,
    };
    try {
      const mark = { importId: null, actor: ctx.actor.id, now: ctx.now };
      const [id = ''] = await insertFacts(ctx.db, [fact], mark);
      const { indicator, year, source } = fact;
      return done({ id }, note(input.code, id, { indicator, item, year, value, source }));
    } catch (error) {
      if (isUniqueViolation(error)) throw new Problem('already-exists');
      throw error;
    }
  },

  async retractFact(ctx, input) {
    const by = { actor: ctx.actor.id, now: ctx.now, reason: input.reason };
    const gone = await retractFact(ctx.db, input.id, by);
    if (gone === undefined) throw new Problem('not-found');
    return done(undefined, note(gone.code, input.id, { reason: input.reason }));
  },

  listThresholds: (ctx) => q.listThresholds(ctx.db),

  async retractThreshold(ctx, input) {
    const by = { actor: ctx.actor.id, now: ctx.now, reason: input.reason };
    if (!(await retractThreshold(ctx.db, input.id, by))) throw new Problem('not-found');
    return done(undefined, note(PROVINCE, input.id, { reason: input.reason }));
  },
};

const note = (code: RegionCode, subject: string, details: Record<string, unknown>) => ({
  kab: code.length >= 5 ? kabOf(code) : PROVINCE,
  subject,
  details: { code, ...details },
});

async function itemOf(
  ctx: Context,
  indicator: IndicatorCode,
  text: string,
): Promise<string | null> {
  if (!indicators[indicator].perItem) return null;
  if (text === '') throw new Problem('rule-broken', { rule: 'item-missing' });
  if (indicator === 'spending' || indicator === 'sector_share') return foldItem(text);
  return itemReader(await listCommoditySpellings(ctx.db), []).read(text, '').item;
}

/** A place's own figures, and for what it lacks those of the nearest place above that has them. */
function groupFacts(
  facts: readonly q.FactRow[],
  line: readonly RegionCode[],
): RegionFacts['groups'] {
  const contradicted = conflicting(facts);
  const groups: RegionFacts['groups'] = [];
  for (const same of groupBy(facts, (f) => `${f.indicator}|${f.item ?? ''}`).values()) {
    const nearest = line.find((code) => same.some((f) => f.code === code));
    const shown = same.filter((f) => f.code === nearest);
    const [first] = shown;
    if (first === undefined) continue;
    groups.push({
      indicator: first.indicator,
      item: first.item,
      unit: indicators[first.indicator].unit,
      facts: shown.map((f) => ({ ...f, conflict: contradicted.has(f) })),
      inheritedFrom: nearest === line[0] ? null : { code: first.code, name: first.name },
    });
  }
  return groups;
}
