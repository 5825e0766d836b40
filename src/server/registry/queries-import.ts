import type { ImportKind, ImportLayout } from '#domain/import-layout.ts';
import type { Db } from '../db/sql.ts';
import type { KeptRow } from './ledger.ts';

export interface ImportRow {
  kab: string;
  no: number;
  kind: ImportKind;
  state: 'new' | 'checked' | 'applied' | 'undone' | 'cancelled';
  sourceKind: 'p3ke' | 'dtsen' | 'other';
  sourceName: string;
  cutOff: string | null;
  legalBasis: string | null;
  expiresOn: string | null;
  mode: 'full' | 'addition';
  scheme: 'kemendagri' | 'bps' | null;
  synthetic: boolean;
  rowsRead: number | null;
  rowsAccepted: number | null;
  rowsWarned: number | null;
  rowsRefused: number | null;
  families: number | null;
  persons: number | null;
  summary: ImportSummary | null;
  jobId: string | null;
  createdBy: string | null;
  createdByName: string | null;
  createdAt: string;
  checkedAt: string | null;
  appliedAt: string | null;
  appliedByName: string | null;
  undoneAt: string | null;
  undoneByName: string | null;
  undoReason: string | null;
}

/** What a check or an apply found out, beside the plain counts. */
export interface ImportSummary {
  refusedBy: Record<string, number>;
  warnedBy: Record<string, number>;
  /** Notices about the file as a whole. */
  notices: { code: string; params: Record<string, string | number> }[];
  areas: AreaComparison[];
}

export interface AreaComparison {
  kab: string;
  families: number;
  persons: number | null;
  /** Not on the list now. */
  added: number;
  same: number;
  changed: number;
  /** On the list now, not in this file; only a full list takes them off. */
  gone: number;
  /** False where data with a later cut-off are in force there already. */
  takesEffect: boolean;
}

export interface ImportFileRow {
  part: number;
  name: string;
  bytes: number;
  sha256: string;
  layout: ImportLayout;
}

const columns = (db: Db) => db`
  i.kab, i.no, i.kind, i.state, i.source_kind, i.source_name, i.cut_off, i.legal_basis, i.expires_on,
  i.mode, i.scheme, i.synthetic, i.rows_read, i.rows_accepted, i.rows_warned, i.rows_refused, i.families,
  i.persons, i.summary, i.job_id, i.created_by, c.name as created_by_name, i.created_at, i.checked_at,
  i.applied_at, a.name as applied_by_name, i.undone_at, u.name as undone_by_name, i.undo_reason`;
const people = (db: Db) => db`
  left join account c on c.id = i.created_by
  left join account a on a.id = i.applied_by
  left join account u on u.id = i.undone_by`;

/** Newest first. Somebody of one kabupaten sees the own imports and those that reach the kabupaten. */
export async function listImports(db: Db, area: string): Promise<ImportRow[]> {
  return db<ImportRow[]>`
    select ${columns(db)} from data_import i ${people(db)}
    where i.kab = ${area} or length(${area}) = 2
      or exists (select from import_area x where x.import_no = i.no and x.kab = ${area})
    order by i.created_at desc, i.no desc limit 200`;
}

export async function findImport(db: Db, no: number): Promise<ImportRow | undefined> {
  const [row] = await db<ImportRow[]>`
    select ${columns(db)} from data_import i ${people(db)} where i.no = ${no}`;
  return row;
}

/** The same row, held until the end of the transaction. */
export async function lockImport(db: Db, no: number): Promise<ImportRow | undefined> {
  await db`select no from data_import where no = ${no} for update`;
  return findImport(db, no);
}

export async function listFiles(db: Db, no: number): Promise<ImportFileRow[]> {
  return db<ImportFileRow[]>`
    select part, name, bytes, sha256, layout from import_file where import_no = ${no} order by part`;
}

export async function addImport(
  db: Db,
  i: {
    kab: string;
    kind: ImportKind;
    sourceKind: string;
    sourceName: string;
    scheme: string | null;
    synthetic: boolean;
    createdBy: string | null;
    now: string;
  },
): Promise<number> {
  const [row] = await db<{ no: number }[]>`
    insert into data_import (kab, no, kind, state, source_kind, source_name, scheme, synthetic, created_by, created_at)
    values (${i.kab}, nextval('import_number'), ${i.kind}, 'new', ${i.sourceKind}, ${i.sourceName}, ${i.scheme},
      ${i.synthetic}, ${i.createdBy}, ${i.now}) returning no`;
  return row?.no ?? 0;
}

export async function addFile(db: Db, kab: string, no: number, f: ImportFileRow): Promise<void> {
  await db`
    insert into import_file (kab, import_no, part, name, bytes, sha256, layout)
    values (${kab}, ${no}, ${f.part}, ${f.name}, ${f.bytes}, ${f.sha256}, ${JSON.stringify(f.layout)}::text::jsonb)`;
}

export async function changeLayout(
  db: Db,
  no: number,
  part: number,
  layout: ImportLayout,
): Promise<void> {
  await db`
    update import_file set layout = ${JSON.stringify(layout)}::text::jsonb
    where import_no = ${no} and part = ${part}`;
}

export interface Receipt {
  kind: ImportKind;
  sourceKind: string;
  sourceName: string;
  cutOff: string;
  legalBasis: string | null;
  expiresOn: string | null;
  mode: string;
  scheme: string | null;
  synthetic: boolean;
}

/** A changed receipt or layout makes an earlier check worthless. */
export async function changeReceipt(db: Db, no: number, r: Receipt): Promise<void> {
  await db`
    update data_import set kind = ${r.kind}, source_kind = ${r.sourceKind}, source_name = ${r.sourceName},
      cut_off = ${r.cutOff}, legal_basis = ${r.legalBasis}, expires_on = ${r.expiresOn}, mode = ${r.mode},
      scheme = ${r.scheme}, synthetic = ${r.synthetic}, state = 'new', checked_at = null
    where no = ${no} and state in ('new', 'checked')`;
}

export async function setJob(db: Db, no: number, jobId: string): Promise<void> {
  await db`update data_import set job_id = ${jobId} where no = ${no}`;
}

/** Number of an applied import of the same file; undefined where there is none. */
export async function findSameFile(db: Db, sha256: string): Promise<number | undefined> {
  const [row] = await db<{ no: number }[]>`
    select i.no from import_file f join data_import i on i.kab = f.kab and i.no = f.import_no
    where f.sha256 = ${sha256} and i.state = 'applied' limit 1`;
  return row?.no;
}

export async function saveOutcome(
  db: Db,
  no: number,
  o: {
    counts: { read: number; accepted: number; warned: number; refused: number };
    families: number;
    persons: number | null;
    summary: ImportSummary;
  },
): Promise<void> {
  await db`
    update data_import set rows_read = ${o.counts.read}, rows_accepted = ${o.counts.accepted},
      rows_warned = ${o.counts.warned}, rows_refused = ${o.counts.refused}, families = ${o.families},
      persons = ${o.persons}, summary = ${JSON.stringify(o.summary)}::text::jsonb
    where no = ${no}`;
}

export async function markChecked(db: Db, no: number, now: string): Promise<void> {
  await db`update data_import set state = 'checked', checked_at = ${now} where no = ${no} and state in ('new', 'checked')`;
}

export async function markApplied(
  db: Db,
  no: number,
  by: string | null,
  now: string,
): Promise<void> {
  await db`update data_import set state = 'applied', applied_by = ${by}, applied_at = ${now} where no = ${no}`;
}

export async function markUndone(
  db: Db,
  no: number,
  by: string | null,
  now: string,
  reason: string,
): Promise<void> {
  await db`
    update data_import set state = 'undone', undone_by = ${by}, undone_at = ${now}, undo_reason = ${reason}
    where no = ${no}`;
}

export async function markCancelled(db: Db, no: number): Promise<void> {
  await db`update data_import set state = 'cancelled' where no = ${no} and state in ('new', 'checked')`;
}

/* ------------------------------------------------------- rows that need a look */

export async function keepRows(
  db: Db,
  kab: string,
  no: number,
  rows: readonly KeptRow[],
): Promise<void> {
  await db`delete from import_row where import_no = ${no} and kab = ${kab}`;
  for (let from = 0; from < rows.length; from += 1000) {
    const some = rows.slice(from, from + 1000);
    await db`
      insert into import_row (kab, import_no, n, part, row_no, outcome, reason, column_name, sealed)
      select ${kab}, ${no}, ${from} + n, part, row_no, outcome, reason, column_name, decode(sealed, 'hex')
      from unnest(${some.map((r) => r.part)}::int[], ${some.map((r) => r.rowNo)}::int[],
        ${some.map((r) => r.outcome)}::text[], ${some.map((r) => r.reason)}::text[],
        ${some.map((r) => r.columnName)}::text[], ${some.map((r) => r.sealed.toString('hex'))}::text[])
        with ordinality as r (part, row_no, outcome, reason, column_name, sealed, n)`;
  }
}

export interface KeptRowFound {
  n: number;
  part: number;
  rowNo: number;
  outcome: 'refused' | 'warned';
  reason: string;
  columnName: string;
  sealed: Buffer;
}

export async function listKeptRows(
  db: Db,
  no: number,
  f: { outcome: 'refused' | 'warned'; reason: string | undefined; limit: number },
): Promise<KeptRowFound[]> {
  return db<KeptRowFound[]>`
    select n, part, row_no, outcome, reason, column_name, sealed from import_row
    where import_no = ${no} and outcome = ${f.outcome} ${f.reason ? db`and reason = ${f.reason}` : db``}
    order by part, row_no, n limit ${f.limit}`;
}

/* ------------------------------------------------------------------ mappings */

export type RememberedMapping = Pick<
  ImportLayout,
  'columns' | 'desilColumns' | 'disabilityColumns' | 'kind' | 'scheme'
>;

export async function findMapping(
  db: Db,
  kab: string,
  signature: string,
): Promise<RememberedMapping | undefined> {
  const [row] = await db<{ mapping: RememberedMapping }[]>`
    select mapping from import_mapping where kab = ${kab} and signature = ${signature}`;
  return row?.mapping;
}

export async function rememberMapping(
  db: Db,
  m: { kab: string; signature: string; mapping: RememberedMapping; by: string | null; now: string },
): Promise<void> {
  await db`
    insert into import_mapping (kab, signature, mapping, changed_by, changed_at)
    values (${m.kab}, ${m.signature}, ${JSON.stringify(m.mapping)}::text::jsonb, ${m.by}, ${m.now})
    on conflict (kab, signature) do update
      set mapping = excluded.mapping, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
}
