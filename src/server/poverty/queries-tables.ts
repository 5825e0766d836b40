import type { Reason } from '#domain/reason.ts';
import type { Db } from '../db/sql.ts';

export interface StoredRefusal {
  readonly row: number;
  readonly cells: readonly (string | number | null)[];
  readonly reasons: readonly { column: string; reason: Reason }[];
}

export interface TableImportRow {
  id: string;
  kind: string;
  fileName: string;
  read: number;
  accepted: number;
  warned: number;
  refused: number;
  records: number;
  by: string;
  at: string;
  undoneAt: string | null;
  undoneBy: string | null;
  undoReason: string | null;
}

const columns = (db: Db) => db`
  i.id, i.kind, i.file_name, i.rows_read as read, i.rows_accepted as accepted, i.rows_warned as warned,
  i.rows_refused as refused, i.records, coalesce(a.name, i.imported_by) as by, i.imported_at as at,
  i.undone_at, coalesce(u.name, i.undone_by) as undone_by, i.undo_reason`;

export async function listTableImports(
  db: Db,
  kind: string | undefined,
): Promise<TableImportRow[]> {
  return db<TableImportRow[]>`
    select ${columns(db)} from table_import i
    left join account a on a.id::text = i.imported_by
    left join account u on u.id::text = i.undone_by
    ${kind ? db`where i.kind = ${kind}` : db``}
    order by i.imported_at desc limit 200`;
}

export async function findTableImport(
  db: Db,
  id: string,
): Promise<
  | { kind: string; fileName: string; undone: boolean; heads: string[]; refused: StoredRefusal[] }
  | undefined
> {
  const [row] = await db<
    { kind: string; fileName: string; undone: boolean; heads: string[]; refused: StoredRefusal[] }[]
  >`
    select kind, file_name, undone_at is not null as undone, heads, refused from table_import where id = ${id}`;
  return row;
}

/** True where the same file was taken with the same understanding and still stands. */
export async function isTaken(
  db: Db,
  kind: string,
  sha256: string,
  mapping: unknown,
): Promise<boolean> {
  const [row] = await db`
    select 1 from table_import where kind = ${kind} and sha256 = ${sha256} and undone_at is null
      and mapping = ${JSON.stringify(mapping)}::text::jsonb`;
  return row !== undefined;
}

export async function addTableImport(
  db: Db,
  i: {
    id: string;
    kind: string;
    fileName: string;
    sha256: string;
    mapping: unknown;
    read: number;
    accepted: number;
    warned: number;
    refused: number;
    heads: readonly string[];
    refusals: readonly StoredRefusal[];
    by: string;
    at: string;
  },
): Promise<void> {
  await db`
    insert into table_import (id, kind, file_name, sha256, mapping, rows_read, rows_accepted, rows_warned,
      rows_refused, records, heads, refused, imported_by, imported_at)
    values (${i.id}, ${i.kind}, ${i.fileName}, ${i.sha256}, ${JSON.stringify(i.mapping)}::text::jsonb, ${i.read},
      ${i.accepted}, ${i.warned}, ${i.refused}, 0, ${JSON.stringify(i.heads)}::text::jsonb,
      ${JSON.stringify(i.refusals)}::text::jsonb, ${i.by}, ${i.at})`;
}

export async function setRecords(db: Db, id: string, records: number): Promise<void> {
  await db`update table_import set records = ${records} where id = ${id}`;
}

export async function markUndone(
  db: Db,
  id: string,
  by: { actor: string; now: string; reason: string },
): Promise<void> {
  await db`
    update table_import set undone_by = ${by.actor}, undone_at = ${by.now}, undo_reason = ${by.reason}
    where id = ${id}`;
}
