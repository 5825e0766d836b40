import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import type { FileReply } from '#api/operation.ts';
import type { GridCell } from './table-kind.ts';

/** Rows as a file of the same sort as the one they came from; no text ever becomes a formula. */
export async function writeGrid(
  rows: readonly (readonly GridCell[])[],
  format: 'csv' | 'xlsx',
  name: string,
): Promise<FileReply> {
  if (format === 'csv') {
    const text = Papa.unparse(
      rows.map((row) => row.map((cell) => cell ?? '')),
      { escapeFormulae: true, newline: '\r\n' },
    );
    return {
      filename: `${name}.csv`,
      contentType: 'text/csv; charset=utf-8',
      // Excel reads UTF-8 only with this mark in front.
      body: new TextEncoder().encode(`\ufeff${text}\r\n`),
    };
  }
  const body = await writeXlsx({
    sheets: [{ name: 'Ditolak', rows: rows.map((row) => [...row]), freezePane: { rows: 1 } }],
  });
  return {
    filename: `${name}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
