import { randomUUID } from 'node:crypto';
import type { Threshold } from '#domain/threshold.ts';
import type { Db } from '../db/sql.ts';
import type { EntryMark } from './queries-facts.ts';

export type NewThreshold = Omit<Threshold, 'id'>;

export async function insertThresholds(
  db: Db,
  lines: readonly NewThreshold[],
  mark: EntryMark,
): Promise<void> {
  for (const t of lines) {
    await db`
      insert into poverty_threshold (id, year, basis, base_year, per_day_rupiah, per_month_rupiah, grade,
        source, note, usable, import_id, entered_by, entered_at)
      values (${randomUUID()}, ${t.year}, ${t.basis}, ${t.baseYear}, ${t.perDayRupiah}, ${t.perMonthRupiah},
        ${t.grade}, ${t.source}, ${t.note}, ${t.usable}, ${mark.importId}, ${mark.actor}, ${mark.now})`;
  }
}

export async function retractThreshold(
  db: Db,
  id: string,
  by: { actor: string; now: string; reason: string },
): Promise<boolean> {
  const rows = await db`
    update poverty_threshold set retracted_by = ${by.actor}, retracted_at = ${by.now}, retract_reason = ${by.reason}
    where id = ${id} and retracted_at is null returning id`;
  return rows.length > 0;
}

export async function undoThresholds(
  db: Db,
  importId: string,
  by: { actor: string; now: string; reason: string },
): Promise<number> {
  const rows = await db`
    update poverty_threshold set retracted_by = ${by.actor}, retracted_at = ${by.now}, retract_reason = ${by.reason}
    where import_id = ${importId} and retracted_at is null returning id`;
  return rows.length;
}

export async function swapReferenceThresholds(
  owner: Db,
  lines: readonly NewThreshold[],
  mark: EntryMark,
): Promise<void> {
  await owner`delete from poverty_threshold where entered_by = ${mark.actor} and retracted_at is null`;
  const closed = await owner<{ key: string }[]>`
    select year || '|' || basis || '|' || source as key from poverty_threshold
    where retracted_at is null or entered_by = ${mark.actor}`;
  const taken = new Set(closed.map((r) => r.key));
  await insertThresholds(
    owner,
    lines.filter((t) => !taken.has(`${t.year}|${t.basis}|${t.source}`)),
    mark,
  );
}
