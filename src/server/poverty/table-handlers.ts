import { randomUUID } from 'node:crypto';
import type { Inspection, TableReport, tablesApi } from '#api/tables.ts';
import type { TableMapping } from '#domain/table-mapping.ts';
import { all } from '#messages/all.ts';
import { translate } from '#messages/translate.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { isUniqueViolation } from '../db/pg-errors.ts';
import { type Grid, readGrid } from '../spreadsheet/read-grid.ts';
import {
  cellText,
  guessMapping,
  headsOf,
  type Issue,
  missingFields,
  openTable,
  type ReadTable,
  readTable,
  refusedGrid,
} from '../spreadsheet/table-import.ts';
import type { AnyTableKind, GridCell, OpenedTable } from '../spreadsheet/table-kind.ts';
import { writeGrid } from '../spreadsheet/write-grid.ts';
import * as q from './queries-tables.ts';
import { findWaiting, forget, keepUpload, remember, type WaitingFile } from './waiting-file.ts';

const PROVINCE = '74';
const SAMPLE = 40;
const SHOWN_ISSUES = 500;
const PREVIEW = 12;

/** The one door for reference tables; every module hands its kinds in (server/modules.ts). */
export function tablesHandlers(kinds: readonly AnyTableKind[]): Handlers<typeof tablesApi> {
  const kindOf = (name: string): AnyTableKind => {
    const kind = kinds.find((k) => k.name === name);
    if (kind === undefined) throw new Problem('bad-input', { kind: name });
    return kind;
  };

  return {
    listTableKinds: async () => kinds.map((k) => ({ kind: k.name, fields: fieldsOf(k) })),

    async inspectTable(ctx, input) {
      const kind = kindOf(input.kind);
      const file = await keepUpload(ctx, {
        kind: kind.name,
        fileName: input.name,
        sheet: input.sheet,
      });
      try {
        return inspect(kind, file, await readGrid(file.path, file.sheet));
      } catch (error) {
        forget(file);
        throw error;
      }
    },

    async lookAgain(ctx, input) {
      const before = findWaiting(ctx, input.id);
      const file = { ...before, sheet: input.sheet ?? before.sheet };
      const grid = await readGrid(file.path, file.sheet);
      remember(ctx, file);
      return inspect(kindOf(file.kind), file, grid, input.headerRow);
    },

    async checkTable(ctx, input) {
      const file = findWaiting(ctx, input.id);
      const tried = await tryTable(ctx, kindOf(file.kind), file, input.mapping);
      return tried.report;
    },

    async refusedInCheck(ctx, input) {
      const file = findWaiting(ctx, input.id);
      const { outcome, table, format } = await tryTable(
        ctx,
        kindOf(file.kind),
        file,
        input.mapping,
      );
      const rows = outcome?.refusedRows ?? [];
      return writeGrid(refusedGrid(table, rows, sayWhy, WHY), format, refusedName(file.fileName));
    },

    async runTable(ctx, input) {
      const file = findWaiting(ctx, input.id);
      const kind = kindOf(file.kind);
      const { report, outcome, table } = await tryTable(ctx, kind, file, input.mapping);
      if (outcome === undefined) throw new Problem('import-not-ready', { missing: report.missing });
      if (outcome.records.length === 0) throw new Problem('rule-broken', { rule: 'table-nothing' });
      const mapping = { ...input.mapping, sheet: file.sheet ?? null };
      if (await q.isTaken(ctx.db, kind.name, file.sha256, mapping)) {
        throw new Problem('file-already-imported', { name: file.fileName });
      }
      const importId = randomUUID();
      await q.addTableImport(ctx.db, {
        id: importId,
        kind: kind.name,
        fileName: file.fileName,
        sha256: file.sha256,
        mapping,
        ...counts(outcome),
        heads: table.heads,
        refusals: outcome.refusedRows.map(({ row, reasons }) => ({
          row: row.number,
          cells: row.cells,
          reasons: reasons.map((r) => ({ column: r.column, reason: r.reason })),
        })),
        by: ctx.actor.id,
        at: ctx.now,
      });
      const mark = { importId, actor: ctx.actor.id, now: ctx.now };
      const records = await kind.store(ctx.db, outcome.records, mark).catch((error: unknown) => {
        // Somebody stored the same between this reading and this writing.
        throw isUniqueViolation(error) ? new Problem('changed-meanwhile') : error;
      });
      await q.setRecords(ctx.db, importId, records);
      ctx.afterCommit(() => forget(file));
      return done(
        { importId, report: { ...report, records } },
        {
          kab: PROVINCE,
          subject: importId,
          details: { kind: kind.name, file: file.fileName, ...counts(outcome), records },
        },
      );
    },

    async refusedRows(ctx, input) {
      const found = await q.findTableImport(ctx.db, input.id);
      if (found === undefined) throw new Problem('not-found');
      const rows = found.refused.map((r) => ({
        row: { number: r.row, cells: r.cells },
        reasons: r.reasons.map((one) => ({ ...one, row: r.row, value: '', refused: true })),
      }));
      const format = /\.xlsx$/i.test(found.fileName) ? 'xlsx' : 'csv';
      return writeGrid(
        refusedGrid({ heads: found.heads }, rows, sayWhy, WHY),
        format,
        refusedName(found.fileName),
      );
    },

    listTableImports: (ctx, input) => q.listTableImports(ctx.db, input.kind),

    async undoTableImport(ctx, input) {
      const found = await q.findTableImport(ctx.db, input.id);
      if (found === undefined || found.undone) throw new Problem('not-found');
      const by = { actor: ctx.actor.id, now: ctx.now, reason: input.reason };
      const records = await kindOf(found.kind).undo(ctx.db, input.id, by);
      await q.markUndone(ctx.db, input.id, by);
      return done(
        { records },
        {
          kab: PROVINCE,
          subject: input.id,
          details: { kind: found.kind, records, reason: input.reason },
        },
      );
    },
  };
}

function inspect(
  kind: AnyTableKind,
  file: WaitingFile,
  grid: Grid,
  headerRow?: number,
): Inspection {
  const mapping = guessMapping(grid.rows, kind, headerRow);
  return {
    id: file.id,
    kind: kind.name,
    fileName: file.fileName,
    sheets: [...grid.sheets],
    sheet: grid.sheet,
    rows: grid.rows.length,
    sample: grid.rows
      .slice(0, SAMPLE)
      .map((r) => ({ number: r.number, cells: r.cells.map((c) => c ?? null) })),
    heads: headsOf(grid.rows, mapping.headerRow),
    fields: fieldsOf(kind),
    measures: [...(kind.wide?.choices ?? [])],
    insteadOf: [...(kind.wide?.insteadOf ?? [])],
    mapping,
  };
}

const fieldsOf = (kind: AnyTableKind): Inspection['fields'] =>
  kind.fields.map((f) => ({
    name: f.name,
    required: f.required,
    constant: f.constant ?? false,
    choices: [...(f.choices ?? [])],
  }));

interface Tried {
  readonly report: TableReport;
  /** Undefined where required fields are still missing. */
  readonly outcome: ReadTable<unknown> | undefined;
  readonly table: OpenedTable;
  readonly format: 'csv' | 'xlsx';
}

/** Reads the whole waiting file with a mapping; the dry run and the run are this same reading. */
async function tryTable(
  ctx: Context,
  kind: AnyTableKind,
  file: WaitingFile,
  mapping: TableMapping,
): Promise<Tried> {
  const grid = await readGrid(file.path, file.sheet);
  const table = openTable(grid.rows, kind, mapping);
  const missing = missingFields(kind, mapping);
  const empty = { missing, read: 0, accepted: 0, warned: 0, refused: 0, records: 0 };
  if (missing.length > 0) {
    const report = { ...empty, issues: [], reasons: [], preview: { heads: [], rows: [] } };
    return { report, outcome: undefined, table, format: grid.format };
  }
  const tools: unknown = await kind.prepare(ctx.db, table);
  const outcome = readTable(table, kind, tools);
  const report: TableReport = {
    ...empty,
    ...counts(outcome),
    records: outcome.records.length,
    issues: [...outcome.issues]
      .sort((a, b) => Number(b.refused) - Number(a.refused) || a.row - b.row)
      .slice(0, SHOWN_ISSUES),
    reasons: tally(outcome.issues),
    preview: {
      heads: [...kind.preview.heads],
      rows: outcome.records
        .slice(0, PREVIEW)
        .map((record) => kind.preview.row(record, tools).map((c: GridCell) => c ?? null)),
    },
  };
  return { report, outcome, table, format: grid.format };
}

const counts = ({ read, accepted, warned, refused }: ReadTable<unknown>) => ({
  read,
  accepted,
  warned,
  refused,
});

function tally(issues: readonly Issue[]): TableReport['reasons'] {
  const times = new Map<string, { code: string; refused: boolean; times: number }>();
  for (const { reason, refused } of issues) {
    const key = `${reason.code}|${refused}`;
    const known = times.get(key);
    if (known) known.times++;
    else times.set(key, { code: reason.code, refused, times: 1 });
  }
  return [...times.values()].sort(
    (a, b) => Number(b.refused) - Number(a.refused) || b.times - a.times,
  );
}

const WHY = translate('id', 'tables.why');

/** The reasons of one row as one Indonesian cell, each with its column. */
function sayWhy(issues: readonly Issue[]): string {
  return issues
    .map((i) => {
      const key = `reason.${i.reason.code}`;
      const text = key in all ? translate('id', key as keyof typeof all, i.reason.params) : key;
      return i.column === '' ? text : `${i.column}: ${text}`;
    })
    .join(' · ');
}

const refusedName = (fileName: string): string =>
  `${cellText(fileName).replace(/\.(csv|xlsx|txt)$/i, '')}-ditolak`;
