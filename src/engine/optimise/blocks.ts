import { isFeasible, type Milp, objectiveOf, type SolveAnswer, type Solver } from './milp.ts';

/**
 * Solves a model whose blocks meet in a few rows only (kabupaten with budgets of their own that share
 * trainers). The shared rows are priced by their duals in the relaxation; with those prices every
 * block is a small model of its own, which proves a bound far tighter than the relaxation's. Where
 * the blocks' answers do not fit together some of them are left out; then each block is solved again
 * with the others held still. The answer is feasible throughout and never gets worse. Effort is kept
 * small: twice seventeen blocks are solved twice while a person waits for the comparison.
 */
export function solveByBlocks(
  milp: Milp,
  solver: Solver,
  options: {
    relativeGap: number;
    start?: Float64Array;
    stop?: () => 'person' | 'clock' | undefined;
  },
): SolveAnswer {
  const relaxed = solver.lp(milp);
  if (relaxed.status === 'infeasible') return nothing('infeasible');
  const blocks = [...new Set(milp.block)].map((b) => cutOut(milp, b));
  const shared = sharedRows(milp);
  const price = new Float64Array(milp.rowLower.length);
  let bound = 0;
  for (const row of shared) {
    const dual = relaxed.rowDual[row] as number;
    const at = dual > 0 ? (milp.rowUpper[row] as number) : (milp.rowLower[row] as number);
    if (dual === 0 || !Number.isFinite(at)) continue;
    price[row] = dual;
    bound += dual * at;
  }
  const priced = new Float64Array(milp.cost);
  for (const row of shared)
    for (let e = milp.start[row] as number; e < (milp.start[row + 1] as number); e++) {
      const j = milp.index[e] as number;
      priced[j] = (priced[j] as number) - (price[row] as number) * (milp.value[e] as number);
    }

  const alone = new Float64Array(milp.cost.length);
  const effort = { relativeGap: options.relativeGap, maxNodes: 4, maxIterations: 1_000 };
  const stop = options.stop ? { stop: options.stop } : {};
  for (const block of blocks) {
    const answer = solver.mip(blockModel(milp, block, priced, undefined), { ...effort, ...stop });
    if (answer.values === undefined) return nothing(answer.status, answer.stoppedBy);
    bound += answer.bound;
    block.columns.forEach((j, i) => {
      alone[j] = answer.values?.[i] as number;
    });
  }
  bound = Math.min(bound, relaxed.objective);

  const fewer = isFeasible(milp, alone) ? undefined : fewerOf(milp, alone, solver, effort);
  let values = best(milp, [options.start, alone, fewer]);
  if (values === undefined) {
    const any = solver.mip(milp, { ...effort, maxNodes: 200, anyAnswer: true, ...stop });
    if (any.values === undefined) return nothing(any.status, any.stoppedBy);
    values = any.values;
  }
  const short = () => (bound - objectiveOf(milp, values as Float64Array)) / bound;
  const isDone = () => short() <= options.relativeGap || options.stop?.() !== undefined;
  for (const block of blocks) {
    if (isDone()) break;
    const start = Float64Array.from(block.columns, (j) => values?.[j] as number);
    const model = blockModel(milp, block, milp.cost, values);
    const answer = solver.mip(model, { ...effort, start, ...stop });
    if (answer.values === undefined) continue;
    const next = values.slice();
    block.columns.forEach((j, i) => {
      next[j] = answer.values?.[i] as number;
    });
    values = best(milp, [values, next]) as Float64Array;
  }
  return {
    status: 'solved',
    values,
    objective: objectiveOf(milp, values),
    bound,
    stoppedBy: options.stop?.() ?? (short() <= options.relativeGap ? 'gap' : 'work'),
    nodes: 0,
    iterations: 0,
  };
}

/** As many of the blocks' whole things as fit together. */
function fewerOf(
  milp: Milp,
  alone: Float64Array,
  solver: Solver,
  effort: { relativeGap: number; maxNodes: number; maxIterations: number },
): Float64Array | undefined {
  const upper = milp.upper.map((u, j) => (milp.integer[j] === 1 ? Math.round(alone[j] ?? 0) : u));
  return solver.mip({ ...milp, upper }, effort).values;
}

const nothing = (
  status: SolveAnswer['status'],
  stoppedBy: SolveAnswer['stoppedBy'] = 'gap',
): SolveAnswer => ({
  status,
  values: undefined,
  objective: Number.NEGATIVE_INFINITY,
  bound: Number.NEGATIVE_INFINITY,
  stoppedBy,
  nodes: 0,
  iterations: 0,
});

function best(
  milp: Milp,
  answers: readonly (Float64Array | undefined)[],
): Float64Array | undefined {
  let found: Float64Array | undefined;
  for (const values of answers) {
    if (values === undefined || !isFeasible(milp, values)) continue;
    if (found === undefined || objectiveOf(milp, values) > objectiveOf(milp, found) + 1e-9)
      found = values;
  }
  return found;
}

interface Block {
  readonly columns: readonly number[];
  /** Rows that touch this block, shared ones among them. */
  readonly rows: readonly number[];
  readonly shared: ReadonlySet<number>;
}

function sharedRows(milp: Milp): number[] {
  const rows: number[] = [];
  for (let row = 0; row < milp.rowLower.length; row++) {
    const first = milp.block[milp.index[milp.start[row] as number] as number];
    for (let e = milp.start[row] as number; e < (milp.start[row + 1] as number); e++) {
      if (milp.block[milp.index[e] as number] === first) continue;
      rows.push(row);
      break;
    }
  }
  return rows;
}

function cutOut(milp: Milp, id: number): Block {
  const columns = [...milp.block.keys()].filter((j) => milp.block[j] === id);
  const rows: number[] = [];
  const shared = new Set(sharedRows(milp));
  for (let row = 0; row < milp.rowLower.length; row++) {
    const entries = milp.index.subarray(milp.start[row], milp.start[row + 1]);
    if (entries.some((j) => milp.block[j] === id)) rows.push(row);
  }
  return { columns, rows, shared };
}

/** One block as a model; with `others` its part of the shared rows is what they leave over. */
function blockModel(
  milp: Milp,
  block: Block,
  cost: Float64Array,
  others: Float64Array | undefined,
): Milp {
  const position = new Map(block.columns.map((j, i) => [j, i]));
  const rows = others === undefined ? block.rows.filter((r) => !block.shared.has(r)) : block.rows;
  const pick = (from: Float64Array) => Float64Array.from(block.columns, (j) => from[j] as number);
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  const used: number[] = [];
  for (const row of rows) {
    let elsewhere = 0;
    for (let e = milp.start[row] as number; e < (milp.start[row + 1] as number); e++) {
      const j = milp.index[e] as number;
      const at = position.get(j);
      if (at === undefined) elsewhere += (milp.value[e] as number) * (others?.[j] ?? 0);
      else {
        index.push(at);
        value.push(milp.value[e] as number);
      }
    }
    start.push(index.length);
    used.push(elsewhere);
  }
  // What others use is a sum of floats: a hair of room keeps a feasible start feasible.
  const room = (row: number) => (block.shared.has(row) ? 1e-7 : 0);
  return {
    cost: pick(cost),
    lower: pick(milp.lower),
    upper: pick(milp.upper),
    integer: Uint8Array.from(block.columns, (j) => milp.integer[j] as number),
    block: new Int32Array(block.columns.length),
    rowLower: Float64Array.from(
      rows,
      (r, i) => (milp.rowLower[r] as number) - (used[i] as number) - room(r),
    ),
    rowUpper: Float64Array.from(
      rows,
      (r, i) => (milp.rowUpper[r] as number) - (used[i] as number) + room(r),
    ),
    start: Int32Array.from(start),
    index: Int32Array.from(index),
    value: Float64Array.from(value),
    limit: rows.map((r) => milp.limit[r]),
  };
}
