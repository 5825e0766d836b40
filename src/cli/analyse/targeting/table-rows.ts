import { CommandError, EXIT } from '../../command.ts';
import type { Table } from '../table.ts';

/** The same table with some of its rows, in another order. Refusals still name the row of the file. */
export function tableRows(table: Table, rows: Uint32Array): Table {
  const pick = <T>(values: readonly T[]): T[] => Array.from(rows, (row) => values[row] as T);
  return {
    ...table,
    rows: rows.length,
    features: table.features && pick(table.features),
    where: (row) => table.where(rows[row] as number),
    texts: (column) => pick(table.texts(column)),
    names: (column) => pick(table.names(column)),
    numbers: (column, rule) => {
      const values = table.numbers(column, rule);
      return Float64Array.from(rows, (row) => values[row] as number);
    },
  };
}

/** Names that stand for one family each; refuses a name that comes twice. */
export function uniqueNames(table: Table, column: string): string[] {
  const names = table.names(column);
  const seen = new Map<string, number>();
  names.forEach((name, row) => {
    const first = seen.get(name);
    if (first !== undefined)
      throw new CommandError(
        `${table.where(row)}, kolom "${column}": "${name}" sudah ada di ${table.where(first)}. Satu keluarga satu baris.`,
        EXIT.badInput,
      );
    seen.set(name, row);
  });
  return names;
}

/** Texts as numbers 0 …, in the order of the texts. */
export function numberedNames(texts: readonly string[]): {
  readonly number: Uint32Array;
  readonly names: readonly string[];
} {
  const names = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(names.map((name, i) => [name, i]));
  return { number: Uint32Array.from(texts, (text) => place.get(text) as number), names };
}
