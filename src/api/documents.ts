import * as z from 'zod';
import { download, everyRole } from './operation.ts';

const Cell = z.union([z.string().max(4000), z.number(), z.null()]);

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
};
