import { addUse, holds, type Model, type Picked, usesOf, worthOf } from './allocation.ts';
import { type Entry, milpBuilder, type SolveOptions, type Solver } from './milp.ts';
import { netsOf } from './priced-choices.ts';
import { repair } from './repair.ts';

/**
 * The few units whose choice the prices leave open (the core of Balas & Zemel 1980), solved as a small
 * programme in whole numbers while all others keep what they have.
 */
export interface Core {
  /** Open choices by unit; −1 among them where the unit may go without. */
  readonly open: ReadonlyMap<number, readonly number[]>;
  readonly choices: number;
  /** What every unit outside has. */
  readonly kept: Picked;
}

/**
 * Every choice whose net worth is at most `slack` below its unit's best. A choice further below cannot
 * be part of an answer within `slack` of the bound the prices prove, so it is closed for good.
 */
export function openCore(
  model: Model,
  prices: Float64Array,
  slack: number,
  most: number,
): Core | undefined {
  const open = new Map<number, readonly number[]>();
  const kept: Picked = new Int32Array(model.units).fill(-1);
  let choices = 0;
  for (const { unit, nets, from, best } of ranked(model, prices)) {
    const mine: number[] = [];
    const least = best - slack - 1e-12 * (Math.abs(best) + Math.abs(slack));
    if (!model.everyUnit && least <= 0) mine.push(-1);
    nets.forEach((net, i) => {
      if (net >= least && net !== Number.NEGATIVE_INFINITY) mine.push(from + i);
    });
    if (mine.length === 1) kept[unit] = mine[0] as number;
    else {
      open.set(unit, mine);
      choices += mine.length;
      if (choices > most) return undefined;
    }
  }
  return { open, choices, kept };
}

/** Units by how little the prices decide: the loss of their second best choice, smallest first. */
export function leastDecided(model: Model, prices: Float64Array): Int32Array {
  const margin = new Float64Array(model.units);
  for (const { unit, nets, best } of ranked(model, prices)) {
    const none = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
    let [first, second] = [none, Number.NEGATIVE_INFINITY];
    for (const net of nets) {
      if (net > first) [first, second] = [net, first];
      else if (net > second) second = net;
    }
    margin[unit] = best - second;
  }
  return Int32Array.from(margin.keys()).sort(
    (a, b) => (margin[a] as number) - (margin[b] as number) || a - b,
  );
}

/** The units named, with every choice at most `slack` below their best; all others keep what they have. */
export function coreOf(
  model: Model,
  prices: Float64Array,
  task: { slack: number; units: Iterable<number>; picked: Picked },
): Core {
  const open = new Map<number, readonly number[]>();
  let choices = 0;
  for (const { unit, nets, from, best } of ranked(model, prices, task.units)) {
    const has = task.picked[unit] as number;
    const mine = has < 0 || (!model.everyUnit && best <= task.slack) ? [-1] : [];
    nets.forEach((net, i) => {
      if (net === Number.NEGATIVE_INFINITY) return;
      if (net >= best - task.slack || from + i === has) mine.push(from + i);
    });
    open.set(unit, mine);
    choices += mine.length;
  }
  return { open, choices, kept: task.picked };
}

function* ranked(
  model: Model,
  prices: Float64Array,
  units: Iterable<number> = new Int32Array(model.units).keys(),
): Generator<{ unit: number; nets: Float64Array; from: number; best: number }> {
  let buffer = new Float64Array(16);
  for (const unit of units) {
    const from = model.choiceStart[model.unitStart[unit] as number] as number;
    const many = (model.choiceStart[model.unitStart[unit + 1] as number] as number) - from;
    if (many > buffer.length) buffer = new Float64Array(2 * many);
    netsOf(model, prices, unit, buffer);
    const nets = buffer.subarray(0, many);
    let best = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
    for (let i = 0; i < many; i++) if ((nets[i] as number) > best) best = nets[i] as number;
    yield { unit, nets, from, best };
  }
}

export interface CoreAnswer {
  readonly status: 'solved' | 'infeasible' | 'nothing-found';
  /** Holds to the last digit. */
  readonly picked: Picked | undefined;
  /** No answer that differs from `kept` in the open units alone is worth more, as far as the solver can tell. */
  readonly bound: number;
  readonly nodes: number;
  readonly iterations: number;
}

export function solveCore(
  model: Model,
  solver: Solver,
  core: Core,
  options: Pick<SolveOptions, 'maxNodes' | 'maxIterations' | 'stop'> & {
    prices: Float64Array;
    start: Picked | undefined;
    /** In units of worth. */
    gap: number;
  },
): CoreAnswer {
  if (core.open.size === 0) {
    const isFine = holds(model, core.kept);
    const bound = isFine ? worthOf(model, core.kept) : Number.NEGATIVE_INFINITY;
    return {
      ...nothing('infeasible'),
      ...(isFine ? { status: 'solved', picked: core.kept.slice(), bound } : {}),
    };
  }
  const builder = milpBuilder();
  const kept = core.kept.slice();
  for (const unit of core.open.keys()) kept[unit] = -1;
  const base = usesOf(model, kept);
  let keptWorth = 0;
  for (const choice of kept) if (choice >= 0) keptWorth += model.worth[choice] as number;
  let largest = 0;
  for (const mine of core.open.values())
    for (const c of mine)
      if (c >= 0) largest = Math.max(largest, Math.abs(model.worth[c] as number));
  // A power of two, so that nothing is rounded; tolerances of the solver are absolute.
  const scale = largest > 0 ? 2 ** (10 - Math.ceil(Math.log2(largest))) : 1;
  const columns: { unit: number; choice: number }[] = [];
  const rows: Entry[][] = model.names.map(() => []);
  const values: number[] = [];
  const use = new Float64Array(model.names.length);
  for (const [unit, mine] of core.open) {
    const entries: Entry[] = [];
    for (const choice of mine) {
      if (choice < 0) continue;
      const column = builder.column({
        cost: (model.worth[choice] as number) * scale,
        upper: 1,
        integer: true,
      });
      columns.push({ unit, choice });
      values.push(options.start?.[unit] === choice ? 1 : 0);
      entries.push([column, 1]);
      addUse(model, choice, 1, use);
      const option = model.optionOf[choice] as number;
      for (
        let e = model.entryStart[option] as number;
        e < (model.entryStart[option + 1] as number);
        e++
      ) {
        const r = model.entryLimit[e] as number;
        if (use[r] !== 0) rows[r]?.push([column, use[r] as number]);
        use[r] = 0;
      }
    }
    builder.row(mine.includes(-1) ? 0 : 1, 1, entries);
  }
  for (let r = 0; r < rows.length; r++) {
    const [low, high] = [model.min[r] as number, model.max[r] as number];
    if (!Number.isFinite(low) && !Number.isFinite(high)) continue;
    const [least, most] = [low - (base[r] as number), high - (base[r] as number)];
    const entries = rows[r] as Entry[];
    if (entries.length > 0) builder.row(least, most, entries);
    else if (least > 0 || most < 0) return nothing('infeasible');
  }
  const startWorth =
    options.start === undefined
      ? 0
      : columns.reduce(
          (sum, { choice }, j) => sum + (values[j] === 1 ? (model.worth[choice] as number) : 0),
          0,
        );
  const relativeGap =
    options.gap === 0 ? 0 : options.gap / Math.max(Math.abs(startWorth), largest, 1e-300);
  const canStart =
    options.start !== undefined &&
    [...core.open].every(([unit, mine]) => mine.includes(options.start?.[unit] as number));
  const { maxNodes, maxIterations, stop } = options;
  const answer = solver.mip(builder.build(), {
    relativeGap,
    maxNodes,
    maxIterations,
    ...(stop ? { stop } : {}),
    ...(canStart ? { start: Float64Array.from(values) } : {}),
  });
  const bound = keptWorth + answer.bound / scale;
  const { nodes, iterations } = answer;
  if (answer.values === undefined) return { ...nothing(answer.status), nodes, iterations, bound };
  const picked = kept;
  columns.forEach(({ unit, choice }, j) => {
    if ((answer.values?.[j] as number) > 0.5) picked[unit] = choice;
  });
  const isFine =
    holds(model, picked) || (repair(model, options.prices, picked, 200) && holds(model, picked));
  return {
    status: isFine ? 'solved' : 'nothing-found',
    picked: isFine ? picked : undefined,
    bound,
    nodes,
    iterations,
  };
}

const nothing = (status: 'solved' | 'infeasible' | 'nothing-found'): CoreAnswer => ({
  status: status === 'solved' ? 'nothing-found' : status,
  picked: undefined,
  bound: Number.NEGATIVE_INFINITY,
  nodes: 0,
  iterations: 0,
});
