import * as z from 'zod';
import { TableMapping } from '#domain/table-mapping.ts';
import {
  download,
  operation,
  plannerOnly,
  planningRoles,
  queryInteger,
  upload,
} from './operation.ts';

/**
 * The door for reference tables of every kind (figures, thresholds, evidence, prices …): look at the
 * file, say what its columns mean, try, take, and if need be take back. Nothing is stored before
 * `runTable`; the file itself waits a day and is then forgotten.
 */
const Cell = z.union([z.string(), z.number(), z.null()]);

export const TableFieldShape = z.object({
  name: z.string(),
  required: z.boolean(),
  constant: z.boolean(),
  choices: z.array(z.string()),
});

export const Inspection = z.object({
  /** Names the waiting file in the next steps. */
  id: z.uuid(),
  kind: z.string(),
  fileName: z.string(),
  sheets: z.array(z.string()),
  sheet: z.int(),
  /** Rows of the sheet that hold anything. */
  rows: z.int(),
  /** The first of them, as they stand. */
  sample: z.array(z.object({ number: z.int(), cells: z.array(Cell) })),
  heads: z.array(z.string()),
  fields: z.array(TableFieldShape),
  /** What a column of a wide table may hold; empty for kinds that have no wide form. */
  measures: z.array(z.string()),
  /** Fields that are not needed where columns are given as measures. */
  insteadOf: z.array(z.string()),
  mapping: TableMapping,
});
export type Inspection = z.infer<typeof Inspection>;

const IssueShape = z.object({
  row: z.int(),
  column: z.string(),
  value: z.string(),
  reason: z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  refused: z.boolean(),
});

export const TableReport = z.object({
  /** Required fields without a column or a value; nothing was read while there are any. */
  missing: z.array(z.string()),
  /** read = accepted + refused; warned rows are among the accepted. */
  read: z.int(),
  accepted: z.int(),
  warned: z.int(),
  refused: z.int(),
  /** Records that would be, or were, stored. */
  records: z.int(),
  /** The first 500; all of them stand in the file of refused rows. */
  issues: z.array(IssueShape),
  reasons: z.array(z.object({ code: z.string(), refused: z.boolean(), times: z.int() })),
  /** How the first records were understood. */
  preview: z.object({ heads: z.array(z.string()), rows: z.array(z.array(Cell)) }),
});
export type TableReport = z.infer<typeof TableReport>;

export const TableImport = z.object({
  id: z.uuid(),
  kind: z.string(),
  fileName: z.string(),
  read: z.int(),
  accepted: z.int(),
  warned: z.int(),
  refused: z.int(),
  records: z.int(),
  by: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
  undoReason: z.string().nullable(),
});
export type TableImport = z.infer<typeof TableImport>;

const Kind = z.string().regex(/^[a-z][a-z-]{1,30}$/);

export const tablesApi = {
  listTableKinds: operation({
    method: 'GET',
    path: '/api/tables/kinds',
    summary: 'Kinds of tables that come in through this door',
    may: plannerOnly,
    reply: z.array(z.object({ kind: z.string(), fields: z.array(TableFieldShape) })),
  }),
  inspectTable: upload({
    method: 'POST',
    path: '/api/tables/inspect',
    summary: 'Send a table; answers with its heads, first rows and a first understanding of them',
    may: plannerOnly,
    input: z.object({
      kind: Kind,
      name: z.string().trim().min(1).max(200),
      sheet: queryInteger.min(0).max(100).optional(),
    }),
    reply: Inspection,
  }),
  lookAgain: operation({
    method: 'POST',
    path: '/api/tables/:id/look',
    summary: 'Understand the waiting file again with another sheet or another row of heads',
    may: plannerOnly,
    input: z.object({
      id: z.uuid(),
      sheet: z.int().min(0).max(100).optional(),
      headerRow: z.int().min(0).max(200).optional(),
    }),
    reply: Inspection,
  }),
  checkTable: operation({
    method: 'POST',
    path: '/api/tables/:id/check',
    summary: 'Dry run: every row with its verdict, nothing stored',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), mapping: TableMapping }),
    reply: TableReport,
  }),
  refusedInCheck: download({
    method: 'POST',
    path: '/api/tables/:id/refused',
    summary: 'Rows the dry run refuses, in their own layout, each with its reason',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), mapping: TableMapping }),
  }),
  runTable: operation({
    method: 'POST',
    path: '/api/tables/:id/run',
    summary: 'Take the accepted rows; the refused ones wait as a file',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), mapping: TableMapping }),
    reply: z.object({ importId: z.uuid(), report: TableReport }),
    audit: 'tables.import',
  }),
  refusedRows: download({
    method: 'GET',
    path: '/api/tables/imports/:id/refused',
    summary: 'Refused rows of an import in their own layout, each with its reason',
    may: plannerOnly,
    input: z.object({ id: z.uuid() }),
  }),
  listTableImports: operation({
    method: 'GET',
    path: '/api/tables/imports',
    summary: 'Tables brought in, newest first',
    may: planningRoles,
    input: z.object({ kind: Kind.optional() }),
    reply: z.array(TableImport),
  }),
  undoTableImport: operation({
    method: 'POST',
    path: '/api/tables/imports/:id/undo',
    summary: 'Take a whole import back; what it had replaced stands again',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), reason: z.string().trim().min(3).max(400) }),
    reply: z.object({ records: z.int() }),
    audit: 'tables.undo',
  }),
};
