import { foldWord } from '#domain/fold.ts';
import { type Reason, reason } from '#domain/reason.ts';
import type { MeasureColumn, TableMapping } from '#domain/table-mapping.ts';
import { type DecimalMark, decimalMarkOf, readNumber } from '#domain/written-number.ts';
import { isMessageKey, translate } from '#messages/translate.ts';
import type { AnyTableKind, GridCell, GridRow, OpenedTable, Row, TableKind } from './table-kind.ts';

/** Heads stand within this many rows; above them are titles, logos and empty lines. */
const SEARCHED = 30;

export const cellText = (cell: GridCell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();

const isEmptyRow = (row: GridRow): boolean => row.cells.every((c) => cellText(c) === '');

/** Index of the row that looks most like heads of this kind; the first filled row where none does. */
export function findHeaderRow(rows: readonly GridRow[], kind: AnyTableKind): number {
  let best = { index: -1, score: 0 };
  for (const [index, row] of rows.slice(0, SEARCHED).entries()) {
    const guess = guessColumns(row.cells.map(cellText), kind);
    const score = Object.keys(guess.columns).length + guess.measures.length;
    if (score > best.score) best = { index, score };
  }
  if (best.score >= 2) return best.index;
  const filled = rows.findIndex((r) => r.cells.filter((c) => cellText(c) !== '').length > 1);
  return Math.max(0, filled);
}

/** A first understanding of the file, for a person to correct. */
export function guessMapping(
  rows: readonly GridRow[],
  kind: AnyTableKind,
  headerRow = findHeaderRow(rows, kind),
): TableMapping {
  const heads = headsOf(rows, headerRow);
  const { columns, measures } = guessColumns(heads, kind);
  const codeHead = foldWord(heads[columns['code'] ?? -1] ?? '');
  return {
    headerRow,
    columns,
    constants: {},
    measures,
    decimal: 'auto',
    scheme: /kemend|kemdagri|permendagri/.test(codeHead)
      ? 'kemendagri'
      : /bps/.test(codeHead)
        ? 'bps'
        : null,
  };
}

export const headsOf = (rows: readonly GridRow[], headerRow: number): string[] =>
  (rows[headerRow]?.cells ?? []).map(cellText);

function guessColumns(
  heads: readonly string[],
  kind: AnyTableKind,
): Pick<TableMapping, 'columns' | 'measures'> {
  const folded = heads.map(foldWord);
  const columns: Record<string, number> = {};
  const taken = new Set<number>();
  for (const field of kind.fields) {
    // The alias listed first is the better one, wherever its column stands. Our own labels come last:
    // a table saved from a screen comes back through this door.
    for (const alias of [...field.aliases, ...labelsOf(field.name)]) {
      const column = folded.findIndex((head, i) => head === alias && !taken.has(i));
      if (column < 0) continue;
      columns[field.name] = column;
      taken.add(column);
      break;
    }
  }
  const isLong = kind.wide?.insteadOf.some((f) => columns[f] !== undefined) ?? true;
  const measures: MeasureColumn[] = [];
  if (!isLong && kind.wide) {
    for (const [column, head] of folded.entries()) {
      const guess = taken.has(column) || head === '' ? undefined : kind.wide.guess(head);
      if (guess) measures.push({ column, ...guess });
    }
  }
  return { columns, measures };
}

function labelsOf(field: string): string[] {
  const key = `column.${field}`;
  return isMessageKey(key) ? (['id', 'en'] as const).map((l) => foldWord(translate(l, key))) : [];
}

/** Fields this kind needs and the mapping does not give. Nothing is read until the list is empty. */
export function missingFields(kind: AnyTableKind, mapping: TableMapping): string[] {
  const wide = mapping.measures.length > 0;
  const dated = wide && mapping.measures.every((m) => m.year !== null);
  return kind.fields
    .filter((f) => f.required && !(wide && kind.wide?.insteadOf.includes(f.name)))
    .filter((f) => !(f.name === 'year' && dated))
    .filter((f) => mapping.columns[f.name] === undefined && !mapping.constants[f.name])
    .map((f) => f.name);
}

/** One fault or remark: where, what stood there, why. */
export interface Issue {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: Reason;
  readonly refused: boolean;
}

export interface ReadTable<R> {
  /** read = accepted + refused, always; `warned` are accepted rows with a remark. */
  readonly read: number;
  readonly accepted: number;
  readonly warned: number;
  readonly refused: number;
  readonly records: readonly R[];
  readonly issues: readonly Issue[];
  readonly refusedRows: readonly { row: GridRow; reasons: readonly Issue[] }[];
}

export function openTable(
  rows: readonly GridRow[],
  kind: AnyTableKind,
  mapping: TableMapping,
): OpenedTable {
  const body = rows.slice(mapping.headerRow + 1).filter((r) => !isEmptyRow(r));
  const marks = new Map<number, DecimalMark | undefined>();
  const numberColumns = [
    ...kind.fields.filter((f) => f.number).map((f) => mapping.columns[f.name]),
    ...mapping.measures.map((m) => m.column),
  ].filter((c) => c !== undefined);
  for (const column of numberColumns) {
    marks.set(column, decimalMarkOf(body.map((r) => cellText(r.cells[column]))));
  }
  // A column that does not decide follows the others, where those agree.
  const decided = new Set([...marks.values()].filter((m) => m !== undefined));
  const others = decided.size === 1 ? [...decided][0] : undefined;
  return {
    heads: headsOf(rows, mapping.headerRow),
    rows: body,
    mapping,
    textOf(row, field) {
      const column = mapping.columns[field];
      if (column !== undefined) {
        const text = cellText(row.cells[column]);
        if (text !== '') return text;
      }
      return mapping.constants[field]?.trim() ?? '';
    },
    markOf(column) {
      if (mapping.decimal !== 'auto') return mapping.decimal;
      return marks.get(column) ?? others;
    },
  };
}

/** Reads every row under the head. Pure: the same rows, mapping and tools give the same answer. */
export function readTable<R, T>(table: OpenedTable, kind: TableKind<R, T>, tools: T): ReadTable<R> {
  const records: R[] = [];
  const issues: Issue[] = [];
  const refusedRows: { row: GridRow; reasons: Issue[] }[] = [];
  let warned = 0;
  for (const gridRow of table.rows) {
    const own: Issue[] = [];
    const row = openRow(table, gridRow, own);
    const made = kind.read(row, tools);
    issues.push(...own);
    if (row.refused()) {
      refusedRows.push({ row: gridRow, reasons: own.filter((i) => i.refused) });
      continue;
    }
    if (own.length > 0) warned++;
    records.push(...made);
  }
  const refused = refusedRows.length;
  const read = table.rows.length;
  return { read, accepted: read - refused, warned, refused, records, issues, refusedRows };
}

function openRow(table: OpenedTable, row: GridRow, issues: Issue[]): Row {
  const { mapping, heads } = table;
  const say = (field: string | MeasureColumn, why: Reason, refused: boolean) => {
    const column = typeof field === 'string' ? mapping.columns[field] : field.column;
    const head = column === undefined ? '' : (heads[column] ?? '');
    const value =
      column === undefined
        ? (mapping.constants[typeof field === 'string' ? field : ''] ?? '')
        : cellText(row.cells[column]);
    issues.push({
      row: row.number,
      column: head || (typeof field === 'string' ? field : `${field.column + 1}`),
      value: value.slice(0, 200),
      reason: why,
      refused,
    });
  };
  const numberIn = (field: string | MeasureColumn, column: number) => {
    const cell = row.cells[column];
    if (typeof cell === 'number') return cell;
    const read = readNumber(cellText(cell), table.markOf(column));
    if (read.ok) return read.value;
    if (read.why === 'blank') return null;
    say(field, reason(read.why, { value: cellText(cell) }), true);
    return undefined;
  };
  return {
    number: row.number,
    text: (field) => table.textOf(row, field),
    figure(field) {
      const column = mapping.columns[field];
      if (column !== undefined) return numberIn(field, column);
      const constant = mapping.constants[field];
      if (!constant) return null;
      const read = readNumber(constant, mapping.decimal === 'dot' ? 'dot' : 'comma');
      if (read.ok) return read.value;
      say(field, reason('number-unreadable', { value: constant }), true);
      return undefined;
    },
    figures: () => mapping.measures.map((m) => ({ measure: m, value: numberIn(m, m.column) })),
    refuse: (field, why) => say(field, why, true),
    warn: (field, why) => say(field, why, false),
    refused: () => issues.some((i) => i.refused),
  };
}

/** The refused rows in the person's own layout, with one column added that says why. */
export function refusedGrid(
  table: Pick<OpenedTable, 'heads'>,
  refused: ReadTable<unknown>['refusedRows'],
  sayWhy: (issues: readonly Issue[]) => string,
  lastHead: string,
): GridCell[][] {
  const width = Math.max(table.heads.length, ...refused.map((r) => r.row.cells.length));
  const fill = (cells: readonly GridCell[], last: string): GridCell[] => [
    ...Array.from({ length: width }, (_, i) => cells[i] ?? null),
    last,
  ];
  return [fill(table.heads, lastHead), ...refused.map((r) => fill(r.row.cells, sayWhy(r.reasons)))];
}
