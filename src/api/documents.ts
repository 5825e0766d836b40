import * as z from 'zod';
import { KabCode } from '#domain/region.ts';
import { download, everyRole, operation, planningRoles } from './operation.ts';

const Cell = z.union([z.string().max(4000), z.number(), z.null()]);

const line = z.string().trim().max(160);

/** What stands on top of a letter and under it. Empty lines stay empty; nothing is made up. */
export const Letterhead = z.object({
  /** Line above the office: PEMERINTAH PROVINSI … */
  government: line,
  office: line,
  address: line,
  /** Telephone, WhatsApp, e-mail: where sheets are sent back to. */
  contact: line,
  city: line,
  /** Who signs: Kepala Dinas …, name, NIP. */
  signerTitle: line,
  signerName: line,
  signerNip: line,
});
export type Letterhead = z.infer<typeof Letterhead>;

export const documentsApi = {
  tableFile: download({
    method: 'POST',
    path: '/api/documents/table',
    summary:
      'Any table on a screen as XLSX: the rows and columns that were shown, with notes on top',
    may: everyRole,
    input: z.object({
      title: z.string().min(1).max(200),
      columns: z
        .array(z.object({ header: z.string().max(200), number: z.boolean() }))
        .min(1)
        .max(80),
      rows: z.array(z.array(Cell).max(80)).max(20_000),
      notes: z.array(z.string().max(500)).max(20),
    }),
  }),
  sheetFile: download({
    method: 'GET',
    path: '/api/documents/sheet/:kab/:id/xlsx',
    summary: 'An issued Lembar Kabupaten as a workbook to fill in and send back',
    may: planningRoles,
    area: ['kab'],
    input: z.object({ kab: KabCode, id: z.uuid() }),
  }),
  sheetPaper: download({
    method: 'GET',
    path: '/api/documents/sheet/:kab/:id/pdf',
    summary: 'An issued Lembar Kabupaten on A4, to fill in with a pen',
    may: planningRoles,
    area: ['kab'],
    input: z.object({ kab: KabCode, id: z.uuid() }),
  }),
  planWorkbook: download({
    method: 'GET',
    path: '/api/documents/plan/:plan/xlsx',
    summary: 'A solved plan as a workbook; an officer gets the rows of the own kabupaten',
    may: planningRoles,
    input: z.object({ plan: z.uuid() }),
  }),
  brief: download({
    method: 'GET',
    path: '/api/documents/plan/:plan/pdf',
    summary: 'A solved plan of the province on one A4 page',
    may: ['planner', 'head'],
    input: z.object({ plan: z.uuid() }),
  }),
  letterhead: operation({
    method: 'GET',
    path: '/api/documents/letterhead',
    summary: 'The office as it stands on its papers',
    may: everyRole,
    reply: Letterhead,
  }),
  saveLetterhead: operation({
    method: 'PUT',
    path: '/api/documents/letterhead',
    summary: 'Change how the office stands on its papers',
    may: ['admin', 'planner'],
    input: Letterhead,
    audit: 'documents.letterhead',
  }),
};
