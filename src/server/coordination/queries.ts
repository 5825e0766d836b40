import { randomUUID } from 'node:crypto';
import type { Said, SheetContent } from '#domain/sheet.ts';
import type { ReturnReport } from '#domain/sheet-return.ts';
import type { Db } from '../db/sql.ts';

export interface SheetRow {
  kab: string;
  id: string;
  year: number;
  version: number;
  questions: number;
  issuedAt: string;
  issuedByName: string;
}

export interface FullSheetRow extends SheetRow {
  content: SheetContent;
  contentDigest: string;
}

const summary = (db: Db) =>
  db`s.kab, s.id, s.year, s.version, s.questions, s.issued_at, s.issued_by_name`;

/** The newest sheet of every kabupaten in scope. */
export const listLatestSheets = (db: Db, year: number): Promise<SheetRow[]> =>
  db<SheetRow[]>`
    select distinct on (s.kab) ${summary(db)} from sheet s where s.year = ${year}
    order by s.kab, s.version desc`;

export const listSheets = (db: Db, kab: string): Promise<SheetRow[]> =>
  db<SheetRow[]>`
    select ${summary(db)} from sheet s where s.kab = ${kab} order by s.year desc, s.version desc`;

export async function findSheet(
  db: Db,
  kab: string,
  id: string,
): Promise<FullSheetRow | undefined> {
  const [row] = await db<FullSheetRow[]>`
    select ${summary(db)}, s.content, s.content_digest from sheet s
    where s.kab = ${kab} and s.id = ${id}`;
  return row;
}

export async function findLatestSheet(
  db: Db,
  kab: string,
  year: number,
): Promise<FullSheetRow | undefined> {
  const [row] = await db<FullSheetRow[]>`
    select ${summary(db)}, s.content, s.content_digest from sheet s
    where s.kab = ${kab} and s.year = ${year} order by s.version desc limit 1`;
  return row;
}

export async function addSheet(
  db: Db,
  s: {
    content: SheetContent;
    digest: string;
    version: number;
    questions: number;
    planId: string | null;
    actor: { id: string; name: string };
    now: string;
  },
): Promise<SheetRow> {
  const [row] = await db<SheetRow[]>`
    insert into sheet as s (kab, id, year, version, plan_id, content, content_digest, questions,
      issued_at, issued_by, issued_by_name)
    values (${s.content.kab}, ${randomUUID()}, ${s.content.year}, ${s.version}, ${s.planId},
      ${JSON.stringify(s.content)}::text::jsonb, ${s.digest}, ${s.questions}, ${s.now}, ${s.actor.id}, ${s.actor.name})
    returning ${summary(db)}`;
  return row as SheetRow;
}

/* ----------------------------------------------------------------- returns */

export interface ReturnRow {
  kab: string;
  id: string;
  version: number;
  fileName: string;
  filledBy: string;
  filledOn: string;
  read: number;
  applied: number;
  unchanged: number;
  refused: number;
  returnedAt: string;
  returnedByName: string;
  undoneAt: string | null;
  undoneByName: string | null;
}

const returned = (db: Db) => db`
  r.kab, r.id, s.version, r.file_name, r.filled_by, r.filled_on, r.read, r.applied, r.unchanged,
  r.refused, r.returned_at, r.returned_by_name, r.undone_at, r.undone_by_name`;

export const listReturns = (db: Db, kab: string): Promise<ReturnRow[]> =>
  db<ReturnRow[]>`
    select ${returned(db)} from sheet_return r join sheet s on s.kab = r.kab and s.id = r.sheet_id
    where r.kab = ${kab} order by r.returned_at desc`;

export async function findReturn(db: Db, kab: string, id: string): Promise<ReturnRow | undefined> {
  const [row] = await db<ReturnRow[]>`
    select ${returned(db)} from sheet_return r join sheet s on s.kab = r.kab and s.id = r.sheet_id
    where r.kab = ${kab} and r.id = ${id}`;
  return row;
}

/** A return of the same file that still counts. */
export async function findSameFile(
  db: Db,
  kab: string,
  digest: string,
): Promise<{ returnedAt: string } | undefined> {
  const [row] = await db<{ returnedAt: string }[]>`
    select returned_at from sheet_return
    where kab = ${kab} and file_digest = ${digest} and undone_at is null limit 1`;
  return row;
}

export async function addReturn(
  db: Db,
  r: {
    kab: string;
    sheetId: string;
    fileName: string;
    fileDigest: string;
    filledBy: string;
    filledOn: string;
    report: ReturnReport;
    answerIds: readonly string[];
    actor: { id: string; name: string };
    now: string;
  },
): Promise<string> {
  const id = randomUUID();
  await db`
    insert into sheet_return (kab, id, sheet_id, file_name, file_digest, filled_by, filled_on, read,
      applied, unchanged, refused, report, answer_ids, returned_at, returned_by, returned_by_name)
    values (${r.kab}, ${id}, ${r.sheetId}, ${r.fileName}, ${r.fileDigest}, ${r.filledBy}, ${r.filledOn},
      ${r.report.read}, ${r.report.changes.length}, ${r.report.unchanged}, ${r.report.refused.length},
      ${JSON.stringify(r.report)}::text::jsonb, ${r.answerIds as string[]}::uuid[], ${r.now}, ${r.actor.id}, ${r.actor.name})`;
  return id;
}

/** Marks a return undone and takes its answers away; undefined where it is not there or undone already. */
export async function undoReturn(
  db: Db,
  r: { kab: string; id: string; actor: { id: string; name: string }; now: string },
): Promise<{ removed: number } | undefined> {
  const [row] = await db<{ answerIds: string[] }[]>`
    update sheet_return set undone_at = ${r.now}, undone_by = ${r.actor.id}, undone_by_name = ${r.actor.name}
    where kab = ${r.kab} and id = ${r.id} and undone_at is null returning answer_ids`;
  if (row === undefined) return undefined;
  const gone = await db`
    delete from answer where kab = ${r.kab} and id = any (${row.answerIds}::uuid[]) returning 1`;
  return { removed: gone.length };
}

/** Returns that count, per kabupaten in scope. */
export const countReturns = (
  db: Db,
  year: number,
): Promise<{ kab: string; returns: number; lastAt: string }[]> =>
  db`
    select r.kab, count(*)::int as returns, max(r.returned_at) as last_at
    from sheet_return r join sheet s on s.kab = r.kab and s.id = r.sheet_id
    where s.year = ${year} and r.undone_at is null group by r.kab`;

/** Latest answer per question in a kabupaten, as a sheet shows it; the key is that of domain/sheet.ts. */
export async function listSaid(db: Db, kab: string): Promise<Map<string, Said>> {
  const rows = await db<(Said & { code: string; topic: string; subject: string })[]>`
    select distinct on (code, topic, subject) code, topic, subject, answer, note, said_by, said_on, via, on_behalf
    from answer where kab = ${kab} order by code, topic, subject, said_on desc, seq desc`;
  return new Map(
    rows.map(({ code, topic, subject, ...said }) => [`${topic}|${code}|${subject}`, said]),
  );
}
