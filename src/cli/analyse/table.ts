import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { openSheetFile } from '#server/spreadsheet/open-sheet.ts';
import type { Cell } from '#server/spreadsheet/sheet-file.ts';
import { CommandError, EXIT } from '../command.ts';
import { fileHere } from '../here.ts';
import type { AnalysisRequest } from './analysis.ts';

export interface Feature {
  readonly type: 'Feature';
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

/** A file of the analyst's, column by column. Rows count from 0 here; `where` says them as in Excel. */
export interface Table {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Geometry of each row; undefined for CSV and XLSX. */
  readonly features: readonly Feature[] | undefined;
  has(column: string): boolean;
  /** Trimmed; '' where the cell is empty. */
  texts(column: string): string[];
  /** Texts that must be there in every row. */
  names(column: string): string[];
  /** Numbers; an empty cell, NA or NaN is NaN where `missing` is 'allowed', and refused otherwise. */
  numbers(column: string, rule?: NumberRule): Float64Array;
  /** "baris 14" or "fitur 3". */
  where(row: number): string;
}

export interface NumberRule {
  readonly missing?: 'allowed' | 'refused';
  /** Words that stand for a missing number, besides the usual ones. */
  readonly marks?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** The limits themselves are refused. */
  readonly above?: number;
  readonly whole?: boolean;
}

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', '-', '.']);

/** Reads CSV (any usual delimiter and encoding), XLSX (first sheet) or GeoJSON. */
export async function readTable(
  given: string | undefined,
  values: AnalysisRequest['values'],
): Promise<Table> {
  if (given === undefined) throw new CommandError('Sebutkan berkasnya. Lihat --help.', EXIT.usage);
  const path = fileHere(given);
  const decimal = values['decimal'] === 'comma' ? 'comma' : 'dot';
  const isGeoJson = ['.geojson', '.json'].includes(extname(path).toLowerCase());
  return isGeoJson ? readGeoJson(path, decimal) : readSheet(path, decimal);
}

async function readSheet(path: string, decimal: 'comma' | 'dot'): Promise<Table> {
  const file = await openSheetFile(path);
  try {
    let columns: string[] | undefined;
    let cells: Cell[][] = [];
    const numbers: number[] = [];
    const first = Math.max(
      0,
      file.sheets.findIndex((s) => !s.hidden),
    );
    for await (const batch of file.rows(first)) {
      for (const row of batch) {
        if (columns === undefined) {
          columns = row.cells.map((c) => plain(c).replace(/^\ufeff/, ''));
          const twice = columns.find((c, i) => c !== '' && columns?.indexOf(c) !== i);
          if (twice !== undefined)
            throw new CommandError(
              `Kolom "${twice}" ada dua kali di ${path}. Beri nama yang berbeda.`,
              EXIT.badInput,
            );
          cells = columns.map(() => []);
          continue;
        }
        if (row.cells.length > columns.length)
          throw new CommandError(
            `Baris ${row.number}: ${row.cells.length} sel, tetapi judulnya hanya ${columns.length} kolom.`,
            EXIT.badInput,
          );
        for (let j = 0; j < columns.length; j++) cells[j]?.push(row.cells[j] ?? null);
        numbers.push(row.number);
      }
    }
    if (columns === undefined || numbers.length === 0)
      throw new CommandError(`${path} tidak berisi baris data.`, EXIT.badInput);
    return tableOf(
      path,
      columns,
      numbers.length,
      cells,
      decimal,
      undefined,
      (row) => `baris ${numbers[row]}`,
    );
  } finally {
    await file.close();
  }
}

async function readGeoJson(path: string, decimal: 'comma' | 'dot'): Promise<Table> {
  let parsed: { type?: string; features?: Feature[] };
  try {
    parsed = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new CommandError(`${path} bukan JSON yang utuh: ${String(error)}`, EXIT.badInput);
  }
  const features = parsed.features;
  if (parsed.type !== 'FeatureCollection' || !Array.isArray(features) || features.length === 0)
    throw new CommandError(
      `${path} bukan GeoJSON FeatureCollection yang berisi fitur.`,
      EXIT.badInput,
    );
  const columns = [...new Set(features.flatMap((f) => Object.keys(f.properties ?? {})))];
  const cells = columns.map((c) =>
    features.map((f): Cell => {
      const value = f.properties?.[c];
      if (value === null || value === undefined) return null;
      return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
        ? value
        : JSON.stringify(value);
    }),
  );
  return tableOf(
    path,
    columns,
    features.length,
    cells,
    decimal,
    features,
    (row) => `fitur ${row + 1}`,
  );
}

function tableOf(
  path: string,
  columns: readonly string[],
  rows: number,
  cells: readonly Cell[][],
  decimal: 'comma' | 'dot',
  features: readonly Feature[] | undefined,
  where: (row: number) => string,
): Table {
  const column = (name: string): Cell[] => {
    const found = cells[columns.indexOf(name)];
    if (found !== undefined && columns.includes(name)) return found;
    throw new CommandError(
      `Kolom "${name}" tidak ada di ${path}. Kolom yang ada: ${columns.join(', ')}.`,
      EXIT.badInput,
    );
  };
  return {
    path,
    columns,
    rows,
    features,
    where,
    has: (name) => columns.includes(name),
    texts: (name) => column(name).map(plain),
    names: (name) =>
      column(name).map((cell, row) => {
        const text = plain(cell);
        if (text === '')
          throw new CommandError(`${where(row)}, kolom "${name}": kosong.`, EXIT.badInput);
        return text;
      }),
    numbers: (name, rule = {}) =>
      Float64Array.from(column(name), (cell, row) => {
        const refuse = (why: string): never => {
          throw new CommandError(
            `${where(row)}, kolom "${name}": "${plain(cell)}" ${why}.`,
            EXIT.badInput,
          );
        };
        const value = rule.marks?.includes(plain(cell)) ? Number.NaN : numberOf(cell, decimal);
        if (value === undefined)
          return refuse(
            decimal === 'dot' && plain(cell).includes(',')
              ? 'bukan angka. Bila koma tanda desimalnya, pakai --decimal comma'
              : 'bukan angka',
          );
        if (Number.isNaN(value)) {
          if (rule.missing === 'allowed') return value;
          return refuse('kosong, padahal harus terisi');
        }
        if (!Number.isFinite(value)) return refuse('tidak berhingga');
        if (rule.above !== undefined && value <= rule.above)
          return refuse(`harus di atas ${rule.above}`);
        if (rule.min !== undefined && value < rule.min) return refuse(`di bawah batas ${rule.min}`);
        if (rule.max !== undefined && value > rule.max) return refuse(`di atas batas ${rule.max}`);
        if (rule.whole && !Number.isInteger(value)) return refuse('harus bilangan bulat');
        return value;
      }),
  };
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim();
}

/** NaN for missing, undefined for what is not a number. Dots between thousands only with comma. */
function numberOf(cell: Cell, decimal: 'comma' | 'dot'): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  let text = plain(cell);
  if (MISSING.has(text.toLowerCase())) return Number.NaN;
  if (decimal === 'comma') {
    if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) text = text.replaceAll('.', '');
    if (text.includes('.')) return undefined;
    text = text.replace(',', '.');
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  return Number(text);
}
