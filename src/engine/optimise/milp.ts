/**
 * A mixed-integer linear model: maximise cost·x where rowLower ≤ A·x ≤ rowUpper and
 * lower ≤ x ≤ upper. Rows may carry the name of the limit they stand for, so that a limit can be
 * loosened as a whole and named when it fights with others. No solver in here: one is handed in.
 */
export interface Milp {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the column must be whole. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Rows in compressed form: entries of row i stand at start[i] … start[i + 1]. */
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
  /** Limit each row belongs to; undefined for what can never be given up. */
  readonly limit: readonly (string | undefined)[];
  /** Part of the model each column belongs to; parts meet only in a few rows (see blocks.ts). */
  readonly block: Int32Array;
}

export interface SolveOptions {
  /** Stop where (bound − value) / value is at most this. */
  readonly relativeGap: number;
  /** Work limits, not clocks: the same input stops at the same place on every machine. */
  readonly maxNodes: number;
  readonly maxIterations: number;
  /** A full feasible assignment to begin from. */
  readonly start?: Float64Array;
  /** The first feasible answer is enough. */
  readonly anyAnswer?: boolean;
  readonly onBetter?: (better: { values: Float64Array; objective: number; bound: number }) => void;
  /** Asked between steps; a word ends the search and is given back as `stoppedBy`. */
  readonly stop?: () => 'person' | 'clock' | undefined;
}

export type StoppedBy = 'gap' | 'work' | 'clock' | 'person';

export interface SolveAnswer {
  readonly status: 'solved' | 'infeasible' | 'nothing-found';
  readonly values: Float64Array | undefined;
  readonly objective: number;
  /** Proven: no assignment is worth more than this. */
  readonly bound: number;
  readonly stoppedBy: StoppedBy;
  readonly nodes: number;
  readonly iterations: number;
}

export interface LpAnswer {
  readonly status: 'solved' | 'infeasible';
  readonly objective: number;
  readonly values: Float64Array;
  /** Worth of one more unit of each row's bound. */
  readonly rowDual: Float64Array;
}

/** Synchronous; `name` and version are printed with every plan. */
export interface Solver {
  readonly name: string;
  mip(milp: Milp, options: SolveOptions): SolveAnswer;
  /** The same model without whole numbers. */
  lp(milp: Milp): LpAnswer;
}

export type Entry = readonly [column: number, value: number];

export interface MilpBuilder {
  column(spec: {
    cost?: number;
    lower?: number;
    upper?: number;
    integer?: boolean;
    block?: number;
  }): number;
  /** Adds entries of the same column up. An empty row that cannot hold makes the model infeasible. */
  row(lower: number, upper: number, entries: readonly Entry[], limit?: string): number;
  build(): Milp;
}

export function milpBuilder(): MilpBuilder {
  const cost: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const integer: number[] = [];
  const block: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const limit: (string | undefined)[] = [];
  const start: number[] = [0];
  const index: number[] = [];
  const value: number[] = [];
  return {
    column(spec) {
      cost.push(spec.cost ?? 0);
      lower.push(spec.lower ?? 0);
      upper.push(spec.upper ?? Number.POSITIVE_INFINITY);
      integer.push(spec.integer ? 1 : 0);
      block.push(spec.block ?? 0);
      return cost.length - 1;
    },
    row(low, high, entries, name) {
      const sums = new Map<number, number>();
      for (const [column, v] of entries) sums.set(column, (sums.get(column) ?? 0) + v);
      for (const [column, v] of sums) {
        if (v === 0) continue;
        index.push(column);
        value.push(v);
      }
      start.push(index.length);
      rowLower.push(low);
      rowUpper.push(high);
      limit.push(name);
      return rowLower.length - 1;
    },
    build: () => ({
      cost: Float64Array.from(cost),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      integer: Uint8Array.from(integer),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      start: Int32Array.from(start),
      index: Int32Array.from(index),
      value: Float64Array.from(value),
      limit,
      block: Int32Array.from(block),
    }),
  };
}

/** The model with some limits given up: their rows stay, without bounds. */
export function withoutLimits(milp: Milp, isKept: (limit: string) => boolean): Milp {
  const rowLower = milp.rowLower.slice();
  const rowUpper = milp.rowUpper.slice();
  milp.limit.forEach((name, row) => {
    if (name === undefined || isKept(name)) return;
    rowLower[row] = Number.NEGATIVE_INFINITY;
    rowUpper[row] = Number.POSITIVE_INFINITY;
  });
  return { ...milp, rowLower, rowUpper };
}

/** Names of all limits, in the order of their first row. */
export function limitsOf(milp: Milp): string[] {
  return [...new Set(milp.limit.filter((name) => name !== undefined))];
}

/** The model without its objective, for questions of feasibility alone. */
export const withoutObjective = (milp: Milp): Milp => ({
  ...milp,
  cost: new Float64Array(milp.cost.length),
});

export function objectiveOf(milp: Milp, values: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += (milp.cost[j] as number) * (values[j] as number);
  return sum;
}

export function rowActivity(milp: Milp, row: number, values: Float64Array): number {
  let sum = 0;
  const end = milp.start[row + 1] as number;
  for (let e = milp.start[row] as number; e < end; e++)
    sum += (milp.value[e] as number) * (values[milp.index[e] as number] as number);
  return sum;
}

/** True where an assignment keeps every row, bound and whole number, each to `tolerance` of its size. */
export function isFeasible(milp: Milp, values: Float64Array, tolerance = 1e-6): boolean {
  for (let j = 0; j < values.length; j++) {
    const v = values[j] as number;
    if (v < (milp.lower[j] as number) - tolerance || v > (milp.upper[j] as number) + tolerance)
      return false;
    if (milp.integer[j] === 1 && Math.abs(v - Math.round(v)) > tolerance) return false;
  }
  for (let row = 0; row < milp.rowLower.length; row++) {
    const activity = rowActivity(milp, row, values);
    const slack = tolerance * Math.max(1, Math.abs(activity));
    if (activity < (milp.rowLower[row] as number) - slack) return false;
    if (activity > (milp.rowUpper[row] as number) + slack) return false;
  }
  return true;
}
