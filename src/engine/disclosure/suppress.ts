import { milpBuilder, type Solver } from '../optimise/milp.ts';
import { attack, type Bounds } from './attack.ts';
import { type CountTable, type Equation, nodesOf, stridesOf } from './count-table.ts';

export interface Suppression {
  /** 0 shown, 1 hidden because small, 2 hidden to protect others. */
  readonly hidden: Uint8Array;
  /** What an attacker can say of each hidden cell; checked to be as wide as asked for. */
  readonly bounds: readonly Bounds[];
  /** Linear programs solved to choose the further cells. */
  readonly programs: number;
}

/**
 * Which cells to hide so that no small one can be worked out.
 *
 * Primary: 1 ≤ count < `threshold` (0 too with `zeros: 'hidden'`), totals included. Further cells are
 * chosen by one linear program per unprotected primary cell: the cheapest change of the table that
 * raises the cell by `width` while all sums hold (Kelly, Golden & Assad 1992, Networks 22, 397–417;
 * Robertson & Ethier 2002, LNCS 2316); the cells that change are hidden. A reader who sees the rest
 * then cannot bound a small cell to less than `width`. The attack of attack.ts runs over the result,
 * and a failure of it is thrown.
 *
 * Not the least possible number of further cells: the programs are solved one after the other.
 */
export function suppress(
  table: CountTable,
  solver: Solver,
  options: {
    readonly threshold: number;
    readonly width: number;
    readonly zeros: 'shown' | 'hidden';
  },
): Suppression {
  const { counts, equations } = table;
  const least = options.zeros === 'shown' ? 1 : 0;
  const isSmall = (count: number) => count >= least && count < options.threshold;
  const hidden = Uint8Array.from(counts, (count) => (isSmall(count) ? 1 : 0));
  const high = counts.slice();
  const low = counts.slice();
  let programs = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    if (hidden[cell] !== 1 || (high[cell] as number) - (low[cell] as number) >= options.width)
      continue;
    for (const block of blocksAround(table, cell)) {
      programs++;
      const change = cheapestChange(table, block, cell, hidden, least, options.width, solver);
      if (change === undefined) continue;
      for (const [at, difference] of change) {
        if (hidden[at] === 0) hidden[at] = 2;
        high[at] = Math.max(high[at] as number, (counts[at] as number) + difference);
        low[at] = Math.min(low[at] as number, (counts[at] as number) + difference);
      }
      break;
    }
  }
  const bounds = attack(
    {
      low: counts.map((count, cell) => (hidden[cell] === 0 ? count : least)),
      high: counts.map((count, cell) => (hidden[cell] === 0 ? count : Infinity)),
      equations,
    },
    solver,
    { enough: options.width, truth: counts },
  );
  const open = bounds.find(
    ({ cell, low: from, high: to }) => to - from < (hidden[cell] === 1 ? options.width : 1) - 1e-6,
  );
  if (open !== undefined)
    throw new Error(`cell ${open.cell} can be bounded to ${open.low} … ${open.high}`);
  return { hidden, bounds, programs };
}

/** Sets of cells to look for a change in, from the nearest to the whole table. */
function* blocksAround(table: CountTable, cell: number): Generator<readonly number[]> {
  const nodes = nodesOf(table, cell);
  const strides = stridesOf(table.dimensions);
  const top = nodes.map((node, d) => table.dimensions[d]?.parent[node] as number);
  let last = 0;
  for (;;) {
    // In each dimension everything below the chosen node, without the node itself: its totals stay.
    let cells = [0];
    table.dimensions.forEach((dimension, d) => {
      const chosen = top[d] as number;
      const members =
        chosen < 0 ? dimension.labels.map((_, i) => i) : below(dimension.children, chosen);
      cells = cells.flatMap((at) => members.map((m) => at + m * (strides[d] as number)));
    });
    if (cells.length > last) yield cells;
    last = cells.length;
    const next = top.findIndex((node) => node >= 0);
    if (next < 0) return;
    // The dimension that grows least is widened first.
    let best = next;
    let size = Infinity;
    top.forEach((node, d) => {
      if (node < 0) return;
      const { parent, children, labels } = table.dimensions[d] as CountTable['dimensions'][number];
      const up = parent[node] as number;
      const grown = up < 0 ? labels.length : below(children, up).length;
      if (grown < size) [best, size] = [d, grown];
    });
    top[best] = table.dimensions[best]?.parent[top[best] as number] as number;
  }
}

function below(children: readonly (readonly number[])[], node: number): number[] {
  return (children[node] ?? []).flatMap((child) => [child, ...below(children, child)]);
}

/** Cell → difference; undefined where no change inside the block can raise the cell that far. */
function cheapestChange(
  table: CountTable,
  block: readonly number[],
  target: number,
  hidden: Uint8Array,
  least: number,
  width: number,
  solver: Solver,
): Map<number, number> | undefined {
  const { counts } = table;
  const inside = new Map<number, { up: number; down: number }>();
  const model = milpBuilder();
  for (const cell of block) {
    const count = counts[cell] as number;
    if (count < least) continue;
    const cost = hidden[cell] === 0 ? -costOf(table, cell) : -1e-4;
    const room = cell === target ? width : Infinity;
    inside.set(cell, {
      up: model.column({ cost, lower: cell === target ? width : 0, upper: room }),
      down: model.column({ cost, upper: cell === target ? 0 : Math.max(0, count - least) }),
    });
  }
  for (const { total, parts } of equationsWithin(table, block)) {
    const entries: [number, number][] = [];
    const put = (cell: number, sign: number) => {
      const at = inside.get(cell);
      if (at) entries.push([at.up, sign], [at.down, -sign]);
    };
    put(total, -1);
    for (const part of parts) put(part, 1);
    if (entries.length > 0) model.row(0, 0, entries);
  }
  const answer = solver.lp(model.build());
  if (answer.status === 'infeasible') return undefined;
  const change = new Map<number, number>();
  for (const [cell, { up, down }] of inside) {
    const difference = (answer.values[up] as number) - (answer.values[down] as number);
    if (Math.abs(difference) > 1e-7) change.set(cell, difference);
  }
  return change;
}

/** Large cells and totals are missed more than small ones. */
function costOf(table: CountTable, cell: number): number {
  const isTotal = nodesOf(table, cell).filter(
    (node, d) => (table.dimensions[d]?.children[node]?.length ?? 0) > 0,
  ).length;
  return (1 + Math.log1p(table.counts[cell] as number)) * 4 ** isTotal;
}

/** Additions that touch the block; cells outside it do not change. */
function equationsWithin(table: CountTable, block: readonly number[]): Equation[] {
  const found: Equation[] = [];
  const strides = stridesOf(table.dimensions);
  const seen = new Set<number>();
  const cellsOf = (cell: number, nodes: readonly number[], d: number): void => {
    const dimension = table.dimensions[d] as CountTable['dimensions'][number];
    const add = (node: number) => {
      const stride = strides[d] as number;
      const total = cell + (node - (nodes[d] as number)) * stride;
      const key = total * table.dimensions.length + d;
      if (seen.has(key)) return;
      seen.add(key);
      const children = dimension.children[node] as readonly number[];
      if (children.length > 0)
        found.push({ total, parts: children.map((c) => total + (c - node) * stride) });
    };
    add(nodes[d] as number);
    const parent = dimension.parent[nodes[d] as number] as number;
    if (parent >= 0) add(parent);
  };
  for (const cell of block) {
    const nodes = nodesOf(table, cell);
    for (let d = 0; d < table.dimensions.length; d++) cellsOf(cell, nodes, d);
  }
  return found;
}
