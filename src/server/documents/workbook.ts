import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { columnLetter } from '#domain/sheet-layout.ts';
import { formatTime } from '#messages/format.ts';
import { translate } from '#messages/translate.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A sum the office can follow: `ROUND(D{row}*F{row},0)`. `{row}` is the row it stands in, `{first}`
 * and `{last}` the rows of the table. Formulas are written by us alone; text that looks like one
 * stays text. `value` is what it comes to, for readers that do not calculate.
 */
export interface Formula {
  readonly formula: string;
  readonly value: number;
}

export type SheetCell = string | number | null | Formula;

export interface SheetColumn {
  readonly header: string;
  readonly number?: boolean;
  readonly width?: number;
  /** Excel number format; `#,##0.##` unless told. */
  readonly format?: string;
  /** Adds a sum in the last row. */
  readonly total?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly title: string;
  /** Lines under the title: source, filter, conditions. */
  readonly notes: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
}

export interface Stamp {
  readonly at: string;
  readonly by: string;
  readonly demo: boolean;
}

export const RUPIAH = '#,##0';

const grey = { rgb: '8A9794' } as const;
const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFEC' } },
  border: { bottom: { style: 'thin', color: grey } },
  alignment: { wrapText: true, vertical: 'top' },
};
const TOTAL: CellStyle = { font: { bold: true }, border: { top: { style: 'thin', color: grey } } };
const WRAP: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const TOP: CellStyle = { alignment: { vertical: 'top' } };

/**
 * Sheets as an office expects them: title, DATA CONTOH where it is, notes, who and when, a frozen
 * bold head that repeats on paper, figures as figures and text as text, A4 landscape with page
 * numbers.
 */
export async function buildWorkbook(sheets: readonly Sheet[], stamp: Stamp): Promise<Uint8Array> {
  const names = sheetNames(sheets.map((s) => s.name));
  return writeXlsx({
    defaultFont: { name: 'Calibri', size: 11 },
    properties: { title: sheets[0]?.title ?? '', creator: stamp.by, created: new Date(stamp.at) },
    namedRanges: sheets.map((sheet, i) =>
      printTitle(names[i] ?? '', topOf(sheet, stamp).length + 1),
    ),
    sheets: sheets.map((sheet, i) => writeSheet(sheet, names[i] ?? `Lembar ${i + 1}`, stamp)),
  });
}

/** The head repeats on every printed page. Written here because names with a space must be quoted. */
export const printTitle = (sheetName: string, row: number) => ({
  name: '_xlnm.Print_Titles',
  scope: sheetName,
  range: `'${sheetName.replaceAll("'", "''")}'!$${row}:$${row}`,
});

/** Lines above the table; its head stands below them. */
function topOf(sheet: Sheet, stamp: Stamp): (string | null)[][] {
  return [
    [sheet.title],
    ...(stamp.demo ? [[translate('id', 'app.demo')]] : []),
    ...sheet.notes.map((note) => [note]),
    [`${formatTime(stamp.at)} · ${stamp.by}`],
    [],
  ];
}

function writeSheet(sheet: Sheet, name: string, stamp: Stamp): WriteSheet {
  const top = topOf(sheet, stamp);
  const head = top.length;
  const first = head + 2;
  const last = Math.max(first, head + 1 + sheet.rows.length);
  const cells = new Map<string, Partial<Cell>>([
    ['0,0', { style: { font: { bold: true, size: 14 } } }],
    ...(stamp.demo
      ? [['1,0', { style: { font: { bold: true } } }] as [string, Partial<Cell>]]
      : []),
    ...sheet.columns.map((_, c) => [`${head},${c}`, { style: HEAD }] as [string, Partial<Cell>]),
  ]);
  const place = (row: number, column: number, cell: SheetCell): string | number | null => {
    if (cell === null || typeof cell !== 'object') return cell;
    const formula = cell.formula
      .replaceAll('{row}', String(row + 1))
      .replaceAll('{first}', String(first))
      .replaceAll('{last}', String(last));
    cells.set(`${row},${column}`, {
      ...cells.get(`${row},${column}`),
      value: cell.value,
      formula,
      formulaResult: cell.value,
    });
    return cell.value;
  };
  const rows = sheet.rows.map((row, r) => row.map((cell, c) => place(head + 1 + r, c, cell)));
  const totals = totalsOf(sheet);
  if (totals) {
    const at = head + 1 + rows.length;
    for (const c of sheet.columns.keys())
      cells.set(`${at},${c}`, { style: styleOf(sheet, c, TOTAL) });
    rows.push(totals.map((cell, c) => place(at, c, cell)));
  }
  const lastColumn = columnLetter(Math.max(0, sheet.columns.length - 1));
  return {
    name,
    rows: [...top, sheet.columns.map((c) => c.header), ...rows],
    columns: sheet.columns.map((_, c) => ({ width: widthOf(sheet, c), style: styleOf(sheet, c) })),
    freezePane: { rows: head + 1 },
    ...(sheet.rows.length > 1
      ? { autoFilter: { range: `A${head + 1}:${lastColumn}${head + 1 + sheet.rows.length}` } }
      : {}),
    cells,
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.5, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L&A${stamp.demo ? ` · ${translate('id', 'app.demo')}` : ''}&R${translate('id', 'document.pages')}`,
    },
  };
}

/** Only what the column adds up; the cached value is the sum of the same cells. */
function totalsOf(sheet: Sheet): SheetCell[] | undefined {
  if (!sheet.columns.some((c) => c.total) || sheet.rows.length === 0) return undefined;
  return sheet.columns.map((column, c): SheetCell => {
    if (!column.total) return c === 0 ? translate('id', 'table.total') : null;
    const letter = columnLetter(c);
    return { formula: `SUM(${letter}{first}:${letter}{last})`, value: sumOf(sheet.rows, c) };
  });
}

export function sumOf(rows: readonly (readonly SheetCell[])[], column: number): number {
  return rows.reduce((sum, row) => {
    const cell = row[column] ?? null;
    const value = cell !== null && typeof cell === 'object' ? cell.value : cell;
    return sum + (typeof value === 'number' ? value : 0);
  }, 0);
}

function styleOf(sheet: Sheet, column: number, over: CellStyle = {}): CellStyle {
  const spec = sheet.columns[column];
  if (spec?.number) return { ...TOP, ...over, numFmt: spec.format ?? '#,##0.##' };
  return { ...(widthOf(sheet, column) >= WRAP_FROM ? WRAP : TOP), ...over };
}

const WRAP_FROM = 40;

function widthOf(sheet: Sheet, column: number): number {
  const spec = sheet.columns[column];
  if (spec?.width !== undefined) return spec.width;
  let longest = Math.min(24, spec?.header.length ?? 8);
  for (const row of sheet.rows.slice(0, 200)) {
    const cell = row[column] ?? null;
    const value = cell !== null && typeof cell === 'object' ? cell.value : cell;
    // Thousand separators take room that the digits alone do not show.
    const text = typeof value === 'number' ? String(Math.round(value)) : (value ?? '');
    longest = Math.max(longest, typeof value === 'number' ? text.length * 1.35 : text.length);
  }
  return Math.min(60, Math.max(8, Math.ceil(longest) + 2));
}

/** Excel allows 31 characters, none of `[]:*?/\`, no two alike. */
function sheetNames(wanted: readonly string[]): string[] {
  const used = new Set<string>();
  return wanted.map((name) => {
    const base =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim() || 'Lembar';
    let unique = base.slice(0, 31);
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${base.slice(0, 28)} ${n}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
