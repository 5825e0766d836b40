import type { Model } from './allocation.ts';
import type { Milp, Solver } from './milp.ts';

export interface Scales {
  readonly worth: number;
  readonly limit: Float64Array;
}

/** What a block of units takes together at some prices. */
export interface MasterColumn {
  readonly block: number;
  readonly worth: number;
  /** By position in the list of limits. */
  readonly use: Float64Array;
  readonly prices: Float64Array;
  /** Without worth, choices were made by what they use alone. */
  readonly hasWorth: boolean;
  /** Rounds since it last had a weight. */
  idle: number;
}

export interface MasterAnswer {
  /** Of each column. */
  readonly weights: Float64Array;
  /** Of each limit of the model. */
  readonly prices: Float64Array;
  /** In units of the model, breaches not taken off. */
  readonly value: number;
  /** By how much limits are broken, in parts of a thousand of their size. */
  readonly shortfall: number;
}

/** In thousandths of a limit's size. */
const ROOM = 1e-5;

/** The linear programme over the columns; limits may be broken at `penalty` a thousandth. */
export function solveMaster(
  model: Model,
  solver: Solver,
  task: {
    limits: readonly number[];
    blocks: number;
    columns: readonly MasterColumn[];
    scale: Scales;
    penalty: number;
    hasWorth: boolean;
  },
): MasterAnswer | undefined {
  const { limits, blocks, columns, scale, penalty, hasWorth } = task;
  const over: number[] = [];
  const short: number[] = [];
  limits.forEach((r, i) => {
    if (Number.isFinite(model.max[r] as number)) over.push(i);
    if (Number.isFinite(model.min[r] as number)) short.push(i);
  });
  const many = columns.length + over.length + short.length;
  const cost = new Float64Array(many).fill(-penalty, columns.length);
  const start = new Int32Array(limits.length + blocks + 1);
  const index: number[] = [];
  const value: number[] = [];
  const overAt = new Map(over.map((i, k) => [i, columns.length + k]));
  const shortAt = new Map(short.map((i, k) => [i, columns.length + over.length + k]));
  limits.forEach((_, i) => {
    columns.forEach((column, j) => {
      const use = column.use[i] as number;
      if (use === 0) return;
      index.push(j);
      value.push(use * (scale.limit[i] as number));
    });
    const [above, below] = [overAt.get(i), shortAt.get(i)];
    if (above !== undefined) {
      index.push(above);
      value.push(-1);
    }
    if (below !== undefined) {
      index.push(below);
      value.push(1);
    }
    start[i + 1] = index.length;
  });
  const byBlock: number[][] = Array.from({ length: blocks }, () => []);
  columns.forEach((column, j) => {
    byBlock[column.block]?.push(j);
    if (hasWorth) cost[j] = column.worth * scale.worth;
  });
  byBlock.forEach((mine, b) => {
    for (const j of mine) {
      index.push(j);
      value.push(1);
    }
    start[limits.length + b + 1] = index.length;
  });
  // A hair of room: among equal duals the solver then takes the smallest instead of any.
  const ends = (from: Float64Array, room: number) =>
    Float64Array.from({ length: limits.length + blocks }, (_, i) =>
      i < limits.length
        ? (from[limits[i] as number] as number) * (scale.limit[i] as number) + room
        : 1,
    );
  const programme: Milp = {
    cost,
    lower: new Float64Array(many),
    upper: new Float64Array(many).fill(Number.POSITIVE_INFINITY),
    integer: new Uint8Array(many),
    block: new Int32Array(many),
    rowLower: ends(model.min, -ROOM),
    rowUpper: ends(model.max, ROOM),
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
    limit: [],
  };
  const answer = solver.lp(programme);
  if (answer.status !== 'solved') return undefined;
  const perWorth = hasWorth ? 1 / scale.worth : 1;
  const prices = new Float64Array(model.names.length);
  limits.forEach((r, i) => {
    const price = (answer.rowDual[i] as number) * (scale.limit[i] as number) * perWorth;
    const canPress =
      price > 0 ? Number.isFinite(model.max[r] as number) : Number.isFinite(model.min[r] as number);
    prices[r] = canPress ? price : 0;
  });
  let shortfall = 0;
  for (let j = columns.length; j < many; j++) shortfall += answer.values[j] as number;
  return {
    weights: answer.values.slice(0, columns.length),
    prices,
    value: (answer.objective + shortfall * penalty) * perWorth,
    shortfall,
  };
}
