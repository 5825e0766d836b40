import { randomUUID } from 'node:crypto';
import type { Fact } from '#domain/fact.ts';
import type { Db } from '../db/sql.ts';

export type NewFact = Omit<Fact, 'id'>;

/** Who entered it, when, and with which import. */
export interface EntryMark {
  readonly importId: string | null;
  readonly actor: string;
  readonly now: string;
}

export interface LiveFact {
  id: string;
  code: string;
  indicator: string;
  item: string;
  year: number;
  period: string;
  source: string;
  value: number | null;
}

/** The key under which one source says one thing. */
export const liveKey = (f: Omit<LiveFact, 'id' | 'value'>): string =>
  [f.code, f.indicator, f.item, f.year, f.period, f.source].join('\u0001');

/** Keys and values of everything that stands, to compare an import with. */
export async function listLiveFacts(db: Db): Promise<LiveFact[]> {
  return db<LiveFact[]>`
    select id, code, indicator, coalesce(item, '') as item, year, period, source, value
    from fact where retracted_at is null`;
}

export async function insertFacts(
  db: Db,
  facts: readonly NewFact[],
  mark: EntryMark,
): Promise<string[]> {
  const ids = facts.map(() => randomUUID());
  // In parts: one statement with tens of thousands of rows would hold them all twice.
  for (let from = 0; from < facts.length; from += 5000) {
    const part = facts.slice(from, from + 5000);
    const by = <K extends keyof NewFact>(key: K) => part.map((f) => f[key]);
    await db`
      insert into fact (id, code, indicator, item, year, period, value, grade, source, note, synthetic,
        import_id, entered_by, entered_at)
      select id, code, indicator, item, year, period, value, grade, source, note, synthetic::boolean,
        ${mark.importId}::uuid, ${mark.actor}, ${mark.now}::timestamptz
      from unnest(${ids.slice(from, from + 5000)}::uuid[], ${by('code')}::text[], ${by('indicator')}::text[],
        ${by('item')}::text[], ${by('year')}::int[], ${by('period')}::text[], ${by('value')}::double precision[],
        ${by('grade')}::text[], ${by('source')}::text[], ${by('note')}::text[], ${by('synthetic').map(String)}::text[])
        as t (id, code, indicator, item, year, period, value, grade, source, note, synthetic)`;
  }
  return ids;
}

/** Takes back figures that a newer one of the same source replaces; remembers by which import. */
export async function replaceFacts(
  db: Db,
  ids: readonly string[],
  mark: EntryMark,
  why: string,
): Promise<void> {
  await db`
    update fact set retracted_by = ${mark.actor}, retracted_at = ${mark.now}, retract_reason = ${why},
      retract_import_id = ${mark.importId}
    where id = any (${ids as string[]}::uuid[]) and retracted_at is null`;
}

/** Answers false where it does not stand (any more). */
export async function retractFact(
  db: Db,
  id: string,
  by: { actor: string; now: string; reason: string },
): Promise<{ code: string } | undefined> {
  const [row] = await db<{ code: string }[]>`
    update fact set retracted_by = ${by.actor}, retracted_at = ${by.now}, retract_reason = ${by.reason}
    where id = ${id} and retracted_at is null returning code`;
  return row;
}

/**
 * Takes back every figure of an import, then lets stand again what it had replaced, unless something
 * else has taken that place since. Answers how many figures were taken back.
 */
export async function undoFacts(
  db: Db,
  importId: string,
  by: { actor: string; now: string; reason: string },
): Promise<number> {
  const gone = await db`
    update fact set retracted_by = ${by.actor}, retracted_at = ${by.now}, retract_reason = ${by.reason}
    where import_id = ${importId} and retracted_at is null returning id`;
  await db`
    update fact f set retracted_by = null, retracted_at = null, retract_reason = null, retract_import_id = null
    where f.retract_import_id = ${importId}
      and not exists (select from table_import i where i.id = f.import_id and i.undone_at is not null)
      and not exists (select from fact o where o.retracted_at is null and o.id <> f.id and o.code = f.code
        and o.indicator = f.indicator and coalesce(o.item, '') = coalesce(f.item, '') and o.year = f.year
        and o.period = f.period and o.source = f.source)`;
  return gone.length;
}

/**
 * Replaces the shipped figures by another edition of them. Figures entered or imported here stay, and
 * a shipped figure that somebody took back is not brought in again.
 */
export async function swapReferenceFacts(
  owner: Db,
  facts: readonly NewFact[],
  mark: EntryMark,
): Promise<void> {
  await owner`delete from fact where entered_by = ${mark.actor} and retracted_at is null`;
  const takenBack = await owner<LiveFact[]>`
    select id, code, indicator, coalesce(item, '') as item, year, period, source, value
    from fact where entered_by = ${mark.actor}`;
  const closed = new Set([...(await listLiveFacts(owner)), ...takenBack].map(liveKey));
  const free = facts.filter((f) => !closed.has(liveKey({ ...f, item: f.item ?? '' })));
  await insertFacts(owner, free, mark);
}
