import type { Milp, Solver } from '../optimise/milp.ts';
import type { Equation } from './count-table.ts';

/**
 * What a reader knows of every cell before any arithmetic: shown cells have low = high, a hidden one
 * its least and greatest value (Infinity allowed), a rounded one the values that round to it.
 */
export interface PublishedTable {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly equations: readonly Equation[];
}

/** What an attacker can say of a hidden cell; `high` is Infinity where nothing bounds it. */
export interface Bounds {
  readonly cell: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The attack of a reader with a linear-programming tool: every uncertain cell is bounded from below
 * and above by all published figures and all additions (Fischetti & Salazar 2001, Management Science 47, 1008–1027, the auditing problem).
 *
 * With `enough` the search for a cell ends once two tables that fit all published figures differ in it
 * by that much; the bounds are then at least that wide, not exact. Cost: at most two linear programs
 * per hidden cell, each over the hidden cells connected with it.
 */
export function attack(
  published: PublishedTable,
  solver: Solver,
  options: {
    /** Only these; every uncertain cell unless said. */
    readonly targets?: (cell: number) => boolean;
    readonly enough?: number;
    /** A table that fits, known to the publisher: spares programs, changes no answer. */
    readonly truth?: Float64Array;
  },
): Bounds[] {
  const found: Bounds[] = [];
  for (const { cells, program } of components(published)) {
    if (options.targets && !cells.some(options.targets)) continue;
    const low = new Float64Array(cells.length).fill(Infinity);
    const high = new Float64Array(cells.length).fill(-Infinity);
    const witness = (values: ArrayLike<number>) => {
      for (let i = 0; i < cells.length; i++) {
        low[i] = Math.min(low[i] as number, values[i] as number);
        high[i] = Math.max(high[i] as number, values[i] as number);
      }
    };
    const { truth } = options;
    if (truth) witness(cells.map((cell) => truth[cell] as number));
    for (let i = 0; i < cells.length; i++) {
      if (options.targets && !options.targets(cells[i] as number)) continue;
      for (const direction of [1, -1]) {
        if (
          options.enough !== undefined &&
          (high[i] as number) - (low[i] as number) >= options.enough
        )
          break;
        const cost = new Float64Array(cells.length);
        cost[i] = direction;
        const answer = solver.lp({ ...program, cost });
        if (answer.status === 'infeasible')
          throw new Error('the published figures contradict each other');
        witness(answer.values);
      }
    }
    cells.forEach((cell, i) => {
      if (options.targets && !options.targets(cell)) return;
      const free = published.high[cell] === Infinity && (high[i] as number) >= LIMIT * 0.999;
      found.push({
        cell,
        low: clean(low[i] as number),
        high: free ? Infinity : clean(high[i] as number),
      });
    });
  }
  return found.sort((a, b) => a.cell - b.cell);
}

/** Counts are whole: what the solver leaves behind the comma in its seventh place is not knowledge. */
const clean = (value: number): number =>
  Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value;

/** Uncertain cells that share an addition, directly or through others, with what is known of them. */
function components(published: PublishedTable): { cells: number[]; program: Milp }[] {
  const { low, high, equations } = published;
  const root = Int32Array.from(low, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number;
      at = root[at] as number;
    }
    return at;
  };
  const isOpen = (cell: number) => (low[cell] as number) < (high[cell] as number);
  const touching: { first: number; equation: Equation }[] = [];
  for (const equation of equations) {
    const open = [equation.total, ...equation.parts].filter(isOpen);
    const first = open[0];
    if (first === undefined) continue;
    touching.push({ first, equation });
    for (const cell of open) root[find(cell)] = find(first);
  }
  const cells = new Map<number, number[]>();
  for (const cell of low.keys()) if (isOpen(cell)) push(cells, find(cell), cell);
  const rows = new Map<number, { first: number; equation: Equation }[]>();
  for (const row of touching) push(rows, find(row.first), row);
  return [...cells].map(([at, members]) => ({
    cells: members,
    program: programOf(members, rows.get(at) ?? [], published),
  }));
}

function push<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Far above any count of people, near enough to keep the arithmetic exact. */
const LIMIT = 1e9;

function programOf(
  cells: readonly number[],
  rows: readonly { readonly equation: Equation }[],
  { low, high }: PublishedTable,
): Milp {
  const position = new Map(cells.map((cell, i) => [cell, i]));
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  const right: number[] = [];
  for (const { equation } of rows) {
    let known = 0;
    const put = (cell: number, sign: number) => {
      const at = position.get(cell);
      if (at === undefined) known -= sign * (low[cell] as number);
      else {
        index.push(at);
        value.push(sign);
      }
    };
    put(equation.total, -1);
    for (const part of equation.parts) put(part, 1);
    start.push(index.length);
    right.push(known);
  }
  const n = cells.length;
  return {
    cost: new Float64Array(n),
    lower: Float64Array.from(cells, (cell) => low[cell] as number),
    upper: Float64Array.from(cells, (cell) => Math.min(LIMIT, high[cell] as number)),
    integer: new Uint8Array(n),
    block: new Int32Array(n),
    rowLower: Float64Array.from(right),
    rowUpper: Float64Array.from(right),
    start: Int32Array.from(start),
    index: Int32Array.from(index),
    value: Float64Array.from(value),
    limit: right.map(() => undefined),
  };
}
