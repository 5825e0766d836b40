import * as z from 'zod';
import { lostLastDigits } from '#engine/linkage/id-number.ts';
import {
  desilOfHead,
  fieldsOfHead,
  foldHead,
  type ImportField,
  importFields,
} from './import-field.ts';
import { dateOrderOf } from './written-date.ts';

/**
 * How one sheet is understood: where the head stands, which column means what, and what the first
 * rows give away about the whole file. Made by guessLayout, corrected by a person, remembered by the
 * signature of the head.
 */
export const importKinds = ['person', 'family', 'recap'] as const;
export type ImportKind = (typeof importKinds)[number];

const Column = z.int().min(0).max(199);

export const ImportLayout = z.object({
  sheet: z.int().min(0).max(500),
  sheetName: z.string().max(60),
  /** Row number of the head as the spreadsheet shows it; 0 where no head was found. */
  headRow: z.int().min(0).max(60),
  /** 2 where a second line of heads belongs to it. */
  headRows: z.int().min(1).max(2),
  heads: z.array(z.string().max(200)).max(200),
  columns: z.partialRecord(z.enum(importFields), Column),
  /** Wide recap: columns of desil 1 to 10, and of families without one. */
  desilColumns: z.array(Column.nullable()).length(11),
  kind: z.enum(importKinds),
  /** More disability columns: any of them counts. */
  disabilityColumns: z.array(Column).max(20),
  dateOrder: z.enum(['dmy', 'mdy']),
  /** The file went through Excel as numbers: NIK and KK that end in 0 are not used to identify. */
  lostLastDigits: z.boolean(),
  scheme: z.enum(['kemendagri', 'bps']).nullable(),
});
export type ImportLayout = z.infer<typeof ImportLayout>;

export type LayoutCell = string | number | boolean | Date | null;
export interface LayoutRow {
  readonly number: number;
  readonly cells: readonly LayoutCell[];
}

/** The head stands within the first rows of a real file; above it are titles and empty lines. */
export const HEAD_WITHIN = 30;

export const cellText = (cell: LayoutCell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
};

/** The first understanding of a sheet. `at` fixes the head where a person has pointed at it. */
export function guessLayout(
  rows: readonly LayoutRow[],
  sheet: { index: number; name: string },
  at?: { headRow: number; headRows: 1 | 2 },
): ImportLayout {
  const found = at ?? findHead(rows);
  const heads = headsAt(rows, found.headRow, found.headRows);
  const columns = guessColumns(heads);
  const body = rows.filter((r) => r.number >= found.headRow + found.headRows);
  const layout: ImportLayout = {
    sheet: sheet.index,
    sheetName: sheet.name.slice(0, 60),
    headRow: found.headRow,
    headRows: found.headRows,
    heads,
    columns,
    desilColumns: desilColumnsOf(heads),
    kind: 'family',
    disabilityColumns: heads.flatMap((head, i) =>
      /^(disabilitas|cacat|gangguan|kesulitan)\b/.test(foldHead(head)) ? [i] : [],
    ),
    ...readBody(body, columns),
    scheme: schemeOf(heads[columns.villageCode ?? columns.kecCode ?? columns.kabCode ?? -1] ?? ''),
  };
  addByContent(layout, body);
  layout.kind = kindOf(layout);
  return layout;
}

/** What the values of the first rows say about the whole file. */
export function readBody(
  body: readonly LayoutRow[],
  columns: ImportLayout['columns'],
): Pick<ImportLayout, 'dateOrder' | 'lostLastDigits'> {
  const values = (field: ImportField) => {
    const column = columns[field];
    return column === undefined ? [] : body.map((r) => r.cells[column] ?? null);
  };
  const plain = (cells: LayoutCell[]) =>
    cells.map((c) => (typeof c === 'string' || typeof c === 'number' ? c : null));
  return {
    dateOrder: dateOrderOf(values('birthDate')).order,
    lostLastDigits: lostLastDigits(plain(values('nik'))) || lostLastDigits(plain(values('kk'))),
  };
}

function kindOf(layout: ImportLayout): ImportKind {
  const { columns } = layout;
  const named = columns.name !== undefined || columns.headName !== undefined;
  const wide = layout.desilColumns.filter((c) => c !== null).length >= 2;
  if (!named && columns.nik === undefined) {
    if (wide || (columns.desil !== undefined && columns.count !== undefined)) return 'recap';
  }
  if (columns.relation !== undefined || columns.personId !== undefined) return 'person';
  return columns.name !== undefined && columns.headName !== undefined ? 'person' : 'family';
}

/** The line (or pair of lines) that names most columns. */
export function findHead(rows: readonly LayoutRow[]): { headRow: number; headRows: 1 | 2 } {
  let best: { headRow: number; headRows: 1 | 2; score: number } = {
    headRow: 0,
    headRows: 1,
    score: 0,
  };
  for (const row of rows) {
    if (row.number > HEAD_WITHIN) break;
    for (const headRows of [1, 2] as const) {
      const heads = headsAt(rows, row.number, headRows);
      const score = scoreOf(heads) - (headRows === 2 ? 0.5 : 0);
      if (score > best.score) best = { headRow: row.number, headRows, score };
    }
  }
  return best.score >= 2
    ? { headRow: best.headRow, headRows: best.headRows }
    : { headRow: 0, headRows: 1 };
}

function scoreOf(heads: readonly string[]): number {
  const fields = new Set(heads.flatMap((h) => fieldsOfHead(h).slice(0, 1)));
  const desils = new Set(heads.map(desilOfHead).filter((d) => d !== undefined));
  return fields.size + desils.size;
}

/** Heads of one line, or of two where a merged upper one spans several lower ones (Desil | 1 | 2 | 3). */
export function headsAt(rows: readonly LayoutRow[], headRow: number, headRows: 1 | 2): string[] {
  const line = (number: number) => rows.find((r) => r.number === number)?.cells ?? [];
  const upper = line(headRow);
  const clip = (text: string) => text.replace(/\s+/g, ' ').slice(0, 200);
  if (headRows === 1) return upper.map((c) => clip(cellText(c)));
  const lower = line(headRow + 1);
  const heads: string[] = [];
  let spanning = '';
  for (let i = 0; i < Math.max(upper.length, lower.length); i++) {
    const above = cellText(upper[i]);
    const below = cellText(lower[i]);
    if (above !== '') spanning = above;
    if (below === '') heads.push(clip(above));
    else if (above === '' && fieldsOfHead(below).length > 0) heads.push(clip(below));
    else heads.push(clip(`${above || spanning} ${below}`));
  }
  return heads;
}

function guessColumns(heads: readonly string[]): ImportLayout['columns'] {
  const columns: ImportLayout['columns'] = {};
  const taken = new Set<number>();
  // Rank 0 first: a head that means one field best, before those that could also mean another.
  for (const rank of [0, 1, 2]) {
    for (const [i, head] of heads.entries()) {
      const field = taken.has(i) ? undefined : fieldsOfHead(head)[rank];
      if (field === undefined || columns[field] !== undefined) continue;
      columns[field] = i;
      taken.add(i);
    }
  }
  return columns;
}

function desilColumnsOf(heads: readonly string[]): (number | null)[] {
  const found = new Array<number | null>(11).fill(null);
  for (const [i, head] of heads.entries()) {
    const desil = desilOfHead(head);
    if (desil === undefined) continue;
    const place = desil === 0 ? 10 : desil - 1;
    found[place] ??= i;
  }
  return found;
}

function schemeOf(codeHead: string): 'kemendagri' | 'bps' | null {
  const folded = foldHead(codeHead);
  if (/kemend|kemdagri|permendagri/.test(folded)) return 'kemendagri';
  return /\bbps\b/.test(folded) ? 'bps' : null;
}

/** Second hint: what the values look like, for the columns no head has named. */
function addByContent(layout: ImportLayout, body: readonly LayoutRow[]): void {
  const sample = body.slice(0, 100);
  if (sample.length < 3) return;
  const used = new Set([...Object.values(layout.columns), ...layout.desilColumns]);
  const share = (column: number, test: (text: string) => boolean) => {
    const texts = sample.map((r) => cellText(r.cells[column])).filter((t) => t !== '');
    return texts.length < 3 ? 0 : texts.filter(test).length / texts.length;
  };
  for (const [column] of layout.heads.entries()) {
    if (used.has(column)) continue;
    const looks = (test: (text: string) => boolean) => share(column, test) > 0.8;
    if (
      layout.columns.villageCode === undefined &&
      looks((t) => /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/.test(t))
    ) {
      layout.columns.villageCode = column;
    } else if (
      layout.columns.nik === undefined &&
      looks((t) => /^'?\d{6}([0-7]\d)(0\d|1[0-2])\d{6}$/.test(t))
    ) {
      layout.columns.nik = column;
    } else if (
      layout.columns.sex === undefined &&
      looks((t) => /^(l|p|laki-laki|perempuan)$/i.test(t))
    ) {
      layout.columns.sex = column;
    } else if (
      layout.columns.birthDate === undefined &&
      looks((t) => /^\d{1,2}[-/]\d{1,2}[-/](19|20)\d{2}$/.test(t))
    ) {
      layout.columns.birthDate = column;
    }
  }
}

/** Equal for two files with the same heads, however they are written. */
export const headSignature = (heads: readonly string[]): string => heads.map(foldHead).join('|');

/** What still stands in the way of reading, as fields that need a column. Empty: ready. */
export function missingFields(layout: ImportLayout, joined = false): ImportField[] {
  const { columns } = layout;
  const missing: ImportField[] = [];
  const has = (...fields: ImportField[]) => fields.some((f) => columns[f] !== undefined);
  const byNames = has('kabName') && has('kecName') && has('villageName');
  if (layout.kind === 'recap') {
    if (!has('villageCode', 'kecCode', 'kabCode', 'kabName')) missing.push('villageCode');
    if (layout.desilColumns.every((c) => c === null)) {
      if (!has('desil')) missing.push('desil');
      if (!has('count')) missing.push('count');
    }
    return missing;
  }
  if (!has('villageCode') && !byNames && !joined) missing.push('villageCode');
  if (!has('name', 'headName', 'nik')) missing.push('name');
  if (layout.kind === 'person' && !has('familyId', 'kk')) missing.push('familyId');
  if (!has('desil') && !joined) missing.push('desil');
  return missing;
}
