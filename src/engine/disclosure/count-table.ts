import { InputError } from '../stats/input-error.ts';

/** One way of dividing the counts: a tree of labels with the total on top. */
export interface Dimension {
  readonly name: string;
  /** Label of each node; node 0 is the total. */
  readonly labels: readonly string[];
  /** Column of the input the node comes from, 0 for the outermost; −1 for the total. */
  readonly level: Int32Array;
  readonly parent: Int32Array;
  readonly children: readonly (readonly number[])[];
}

/**
 * Counts for every combination of nodes, totals among them. A cell's number is the mixed-radix number
 * of its nodes, the last dimension running fastest.
 */
export interface CountTable {
  readonly dimensions: readonly Dimension[];
  readonly counts: Float64Array;
  /** What adds up to what: each total with its parts, for every dimension and every combination. */
  readonly equations: readonly Equation[];
}

export interface Equation {
  readonly total: number;
  readonly parts: readonly number[];
}

const MOST_CELLS = 1_000_000;

/**
 * The table of all combinations and totals.
 *
 * `paths[d][level][row]`: labels of dimension d from the outermost level inwards (a kabupaten, its
 * kecamatan). The same inner label under two outer ones is two nodes. `counts` ≥ 0, one per row; rows
 * of the same combination add up. Throws InputError `table-too-large`.
 */
export function buildCountTable(
  names: readonly string[],
  paths: readonly (readonly (readonly string[])[])[],
  counts: ArrayLike<number>,
): CountTable {
  const built = paths.map((levels, d) => buildDimension(names[d] as string, levels, counts.length));
  const dimensions = built.map((b) => b.dimension);
  const size = dimensions.reduce((product, d) => product * d.labels.length, 1);
  if (size > MOST_CELLS)
    throw new InputError('table-too-large', { details: { cells: size, most: MOST_CELLS } });
  const strides = stridesOf(dimensions);

  const values = new Float64Array(size);
  for (let row = 0; row < counts.length; row++) {
    const cell = built.reduce(
      (at, b, d) => at + (b.leaf[row] as number) * (strides[d] as number),
      0,
    );
    values[cell] = (values[cell] as number) + (counts[row] as number);
  }
  for (const [d, dimension] of dimensions.entries()) addUp(values, dimension, strides[d] as number);

  const equations: Equation[] = [];
  for (const [d, dimension] of dimensions.entries()) {
    const stride = strides[d] as number;
    const nodes = dimension.labels.length;
    for (let cell = 0; cell < size; cell++) {
      const node = Math.floor(cell / stride) % nodes;
      const children = dimension.children[node] as readonly number[];
      if (children.length > 0)
        equations.push({ total: cell, parts: children.map((c) => cell + (c - node) * stride) });
    }
  }
  return { dimensions, counts: values, equations };
}

function buildDimension(
  name: string,
  levels: readonly (readonly string[])[],
  rows: number,
): { dimension: Dimension; leaf: Int32Array } {
  // Nodes in the order of their labels: the answer must not depend on the order of the rows.
  const paths = new Set<string>();
  const key = (row: number, depth: number) =>
    JSON.stringify(levels.slice(0, depth + 1).map((labels) => labels[row]));
  for (let row = 0; row < rows; row++)
    for (let depth = 0; depth < levels.length; depth++) paths.add(key(row, depth));
  const sorted = [...paths].map((p) => JSON.parse(p) as string[]).sort(comparePaths);
  const labels = ['Total'];
  const level = [-1];
  const parent = [-1];
  const children: number[][] = [[]];
  const number = new Map<string, number>();
  for (const path of sorted) {
    const node = labels.length;
    const above = path.length === 1 ? 0 : (number.get(JSON.stringify(path.slice(0, -1))) as number);
    number.set(JSON.stringify(path), node);
    labels.push(path.at(-1) as string);
    level.push(path.length - 1);
    parent.push(above);
    children.push([]);
    children[above]?.push(node);
  }
  const leaf = Int32Array.from(
    { length: rows },
    (_, row) => number.get(key(row, levels.length - 1)) as number,
  );
  return {
    dimension: {
      name,
      labels,
      level: Int32Array.from(level),
      parent: Int32Array.from(parent),
      children,
    },
    leaf,
  };
}

/** Natural order of each label ("9" before "10"), parents before their children. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    const [m, n] = [Number(x), Number(y)];
    if (x !== '' && y !== '' && Number.isFinite(m) && Number.isFinite(n) && m !== n) return m - n;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

export function stridesOf(dimensions: readonly Dimension[]): number[] {
  const strides: number[] = new Array(dimensions.length);
  let stride = 1;
  for (let d = dimensions.length - 1; d >= 0; d--) {
    strides[d] = stride;
    stride *= dimensions[d]?.labels.length as number;
  }
  return strides;
}

/** Children stand behind their parents, so one pass from the last node to the first fills all totals. */
function addUp(values: Float64Array, dimension: Dimension, stride: number): void {
  const nodes = dimension.labels.length;
  for (let node = nodes - 1; node > 0; node--) {
    const up = ((dimension.parent[node] as number) - node) * stride;
    for (let block = 0; block < values.length; block += nodes * stride)
      for (let rest = 0; rest < stride; rest++) {
        const cell = block + node * stride + rest;
        values[cell + up] = (values[cell + up] as number) + (values[cell] as number);
      }
  }
}

/** Node of each dimension a cell stands for. */
export function nodesOf(table: CountTable, cell: number): number[] {
  return stridesOf(table.dimensions).map(
    (stride, d) => Math.floor(cell / stride) % (table.dimensions[d]?.labels.length as number),
  );
}
