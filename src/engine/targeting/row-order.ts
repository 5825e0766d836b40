import { ascendingOrder } from '../poverty/ascending.ts';

/**
 * The order of rows by the columns given, the first one first; missing numbers last. Work done in an
 * order that comes from the contents alone gives the same digits however the file was sorted: rows equal
 * in all columns can stand for each other.
 */
export function rowOrder(
  n: number,
  columns: readonly (Float64Array | readonly string[] | undefined)[],
): Uint32Array {
  let order = Uint32Array.from({ length: n }, (_, i) => i);
  for (const column of columns.toReversed()) {
    if (column === undefined) continue;
    const key = column instanceof Float64Array ? column : numbered(column);
    const sorted = ascendingOrder(
      Float64Array.from(order, (row) => {
        const value = key[row] as number;
        return Number.isNaN(value) ? Infinity : value;
      }),
    );
    const before = order;
    order = sorted.map((at) => before[at] as number);
  }
  return order;
}

function numbered(texts: readonly string[]): Float64Array {
  const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  const place = new Map(sorted.map((text, i) => [text, i]));
  return Float64Array.from(texts, (text) => place.get(text) as number);
}
