import { type Cell, writeXlsx } from 'hucre/xlsx';
import { formatTime } from '#messages/format.ts';
import { translate } from '#messages/translate.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface SheetColumn {
  readonly header: string;
  readonly number?: boolean;
  readonly width?: number;
  /** Excel number format; `#,##0` unless told. */
  readonly format?: string;
}

export interface Sheet {
  readonly name: string;
  readonly title: string;
  /** Lines under the title: source, filter, conditions. */
  readonly notes: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface Stamp {
  readonly at: string;
  readonly by: string;
  readonly demo: boolean;
}

const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFEC' } },
} as const;

/**
 * Sheets as an office expects them: title, DATA CONTOH where it is, notes, who and when, a frozen
 * bold head, figures as figures and text as text (so no name ever becomes a formula).
 */
export async function buildWorkbook(sheets: readonly Sheet[], stamp: Stamp): Promise<Uint8Array> {
  return writeXlsx({
    defaultFont: { name: 'Calibri', size: 11 },
    sheets: sheets.map((sheet) => {
      const top: (string | null)[][] = [
        [sheet.title],
        ...(stamp.demo ? [[translate('id', 'app.demo')]] : []),
        ...sheet.notes.map((note) => [note]),
        [`${formatTime(stamp.at)} · ${stamp.by}`],
        [],
      ];
      const head = top.length;
      return {
        name: sheet.name.slice(0, 31),
        rows: [...top, sheet.columns.map((c) => c.header), ...sheet.rows.map((r) => [...r])],
        columns: sheet.columns.map((c, i) => ({
          width: c.width ?? widthOf(sheet, i),
          ...(c.number ? { numFmt: c.format ?? '#,##0.##' } : {}),
        })),
        freezePane: { rows: head + 1 },
        cells: new Map<string, Partial<Cell>>([
          ['0,0', { style: { font: { bold: true, size: 14 } } }],
          ...sheet.columns.map(
            (_, i) => [`${head},${i}`, { style: HEAD }] as [string, Partial<Cell>],
          ),
        ]),
      };
    }),
  });
}

function widthOf(sheet: Sheet, column: number): number {
  let longest = sheet.columns[column]?.header.length ?? 8;
  for (const row of sheet.rows.slice(0, 200))
    longest = Math.max(longest, String(row[column] ?? '').length);
  return Math.min(60, Math.max(8, longest + 2));
}
