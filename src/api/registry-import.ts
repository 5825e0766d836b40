import * as z from 'zod';
import { ImportLayout, importKinds } from '#domain/import-layout.ts';
import { KabCode } from '#domain/region.ts';
import { download, editors, isoDate, operation, queryInteger, upload } from './operation.ts';

/**
 * Lists of families come in by file: look at it, say what its columns mean and where it comes from,
 * try it as a whole, bring it in, and if need be undo it as a unit.
 */
const No = queryInteger.min(1);

export const ReasonShape = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const AreaComparison = z.object({
  kab: KabCode,
  families: z.int(),
  persons: z.int().nullable(),
  added: z.int(),
  same: z.int(),
  changed: z.int(),
  gone: z.int(),
  takesEffect: z.boolean(),
});

export const ImportSummary = z.object({
  /** First reason of every refused row → rows; adds up to `refused`. */
  refusedBy: z.record(z.string(), z.int()),
  /** Warnings → rows; a row may count under several. */
  warnedBy: z.record(z.string(), z.int()),
  /** About the file as a whole. */
  notices: z.array(ReasonShape),
  areas: z.array(AreaComparison),
});

export const sourceKinds = ['p3ke', 'dtsen', 'other'] as const;
export const importModes = ['full', 'addition'] as const;

export const ImportEntry = z.object({
  no: z.int(),
  kab: z.string(),
  kind: z.enum(importKinds),
  state: z.enum(['new', 'checked', 'applied', 'undone', 'cancelled']),
  sourceKind: z.enum(sourceKinds),
  sourceName: z.string(),
  cutOff: z.string().nullable(),
  legalBasis: z.string().nullable(),
  expiresOn: z.string().nullable(),
  mode: z.enum(importModes),
  scheme: z.enum(['kemendagri', 'bps']).nullable(),
  synthetic: z.boolean(),
  rowsRead: z.int().nullable(),
  rowsAccepted: z.int().nullable(),
  rowsWarned: z.int().nullable(),
  rowsRefused: z.int().nullable(),
  families: z.int().nullable(),
  persons: z.int().nullable(),
  jobId: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: z.string(),
  checkedAt: z.string().nullable(),
  appliedAt: z.string().nullable(),
  appliedByName: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoneByName: z.string().nullable(),
  undoReason: z.string().nullable(),
  /** Kabupaten in it that the signed-in person reaches; known once it was checked. */
  areas: z.array(z.string()),
  /** The signed-in person may work on it. */
  mine: z.boolean(),
});
export type ImportEntry = z.infer<typeof ImportEntry>;

export const ImportFileShape = z.object({
  part: z.int(),
  name: z.string(),
  bytes: z.number(),
  layout: ImportLayout,
});

export const ImportDetail = ImportEntry.extend({
  files: z.array(ImportFileShape),
  summary: ImportSummary.nullable(),
  /** Kabupaten where it counts now. */
  inForce: z.array(z.string()),
});
export type ImportDetail = z.infer<typeof ImportDetail>;

/** What stands in the file where the layout says to look; long numbers are masked. */
export const LayoutView = z.object({
  layout: ImportLayout,
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  /** The first lines as they stand, for pointing at the head. */
  top: z.array(z.object({ number: z.int(), cells: z.array(z.string()) })),
  /** Some values per column. */
  samples: z.array(z.array(z.string())),
  remembered: z.boolean(),
});
export type LayoutView = z.infer<typeof LayoutView>;

export const KeptRow = z.object({
  part: z.int(),
  row: z.int(),
  column: z.string(),
  /** What stood in the column; null where the row as a whole is meant. */
  value: z.string().nullable(),
  reasons: z.array(ReasonShape),
});

export const UndonePreview = z.object({
  kab: KabCode,
  before: z.int(),
  after: z.int(),
  leaving: z.int(),
  returning: z.int(),
  fallback: z
    .object({
      importNo: z.int(),
      sourceName: z.string(),
      cutOff: z.string(),
      data: z.enum(['list', 'recap']),
    })
    .nullable(),
});
export type UndonePreview = z.infer<typeof UndonePreview>;

const Started = z.object({ jobId: z.string() });

export const importOperations = {
  listImports: operation({
    method: 'GET',
    path: '/api/imports',
    summary: 'Imports of families, newest first; those that reach the own area',
    may: editors,
    reply: z.array(ImportEntry),
  }),
  getImport: operation({
    method: 'GET',
    path: '/api/imports/:no',
    summary: 'One import with its files, counts, reasons and comparison',
    may: editors,
    input: z.object({ no: No }),
    reply: ImportDetail,
  }),
  addImport: upload({
    method: 'POST',
    path: '/api/imports',
    summary: 'Upload a list of families or a recap; nothing is read in yet',
    may: editors,
    input: z.object({
      filename: z.string().trim().min(1).max(200),
      /** Import that waits with its families: this file holds their members. */
      addTo: No.optional(),
    }),
    reply: z.object({ no: z.int() }),
    audit: 'registry.upload',
  }),
  viewLayout: operation({
    method: 'GET',
    path: '/api/imports/:no/layout',
    summary:
      'What the file looks like, and what its columns would mean under another sheet or head',
    may: editors,
    input: z.object({
      no: No,
      part: queryInteger.min(1).max(2),
      sheet: queryInteger.min(0).max(500).optional(),
      headRow: queryInteger.min(1).max(60).optional(),
      headRows: queryInteger.min(1).max(2).optional(),
    }),
    reply: LayoutView,
  }),
  checkImport: operation({
    method: 'POST',
    path: '/api/imports/:no/check',
    summary: 'Store receipt and columns, then read the whole file without bringing it in',
    may: editors,
    input: z.object({
      no: No,
      kind: z.enum(importKinds),
      sourceKind: z.enum(sourceKinds),
      sourceName: z.string().trim().min(2).max(160),
      cutOff: isoDate,
      legalBasis: z.string().trim().max(300).nullable(),
      expiresOn: isoDate.nullable(),
      mode: z.enum(importModes),
      scheme: z.enum(['kemendagri', 'bps']).nullable(),
      /** A recap of an example installation has to say that it is made up. */
      synthetic: z.boolean(),
      layouts: z.array(z.object({ part: z.int().min(1).max(2), layout: ImportLayout })).max(2),
    }),
    reply: Started,
    audit: 'registry.check',
  }),
  listKeptRows: operation({
    method: 'GET',
    path: '/api/imports/:no/rows',
    summary: 'Refused rows, or examples of warned ones, with column, value and reason',
    may: editors,
    input: z.object({
      no: No,
      outcome: z.enum(['refused', 'warned']),
      reason: z.string().max(60).optional(),
    }),
    reply: z.array(KeptRow),
  }),
  refusedFile: download({
    method: 'POST',
    path: '/api/imports/:no/refused-file',
    summary: 'Refused rows in the layout of the file they came in, with the reason beside each',
    may: editors,
    input: z.object({ no: No }),
    audit: 'registry.refused-file',
  }),
  applyImport: operation({
    method: 'POST',
    path: '/api/imports/:no/apply',
    summary: 'Bring a checked import in: everything or nothing',
    may: editors,
    input: z.object({ no: No }),
    reply: Started,
    audit: 'registry.apply',
  }),
  cancelImport: operation({
    method: 'POST',
    path: '/api/imports/:no/cancel',
    summary: 'Forget a waiting import and its file',
    may: editors,
    input: z.object({ no: No }),
    audit: 'registry.cancel',
  }),
  previewUndo: operation({
    method: 'GET',
    path: '/api/imports/:no/undo',
    summary: 'What would come back and what would go if an import were undone',
    may: editors,
    input: z.object({ no: No }),
    reply: z.array(UndonePreview),
  }),
  undoImport: operation({
    method: 'POST',
    path: '/api/imports/:no/undo',
    summary: 'Undo an import as a unit',
    may: editors,
    input: z.object({ no: No, reason: z.string().trim().min(5).max(400) }),
    reply: Started,
    audit: 'registry.undo',
  }),
  importTemplate: download({
    method: 'POST',
    path: '/api/imports/template',
    summary: 'An empty sheet to fill in, with a sheet of instructions',
    may: editors,
    input: z.object({ kind: z.enum(['person', 'recap']) }),
  }),
};
