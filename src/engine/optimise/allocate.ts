import {
  type Allocation,
  holds,
  type Model,
  modelOf,
  type Picked,
  usesOf,
  worthOf,
} from './allocation.ts';
import type { Solver } from './milp.ts';
import { isAnyUnitWithout, presolve, tighten } from './presolve.ts';
import { relax } from './relaxation.ts';
import { type SearchOptions, search } from './search.ts';

export interface AllocateAnswer {
  readonly status: 'solved' | 'infeasible' | 'nothing-found';
  /** What showed it infeasible. */
  readonly proof?: 'relaxation' | 'whole-numbers';
  /** The model before choices were taken out; sums and worth of it are exact where they can be. */
  readonly model: Model;
  /** Choices still open after presolve: the others have worth −Infinity. */
  readonly presolved: Model;
  readonly picked: Picked | undefined;
  /** In the units given, as all figures here. */
  readonly worth: number;
  readonly uses: Float64Array;
  /** No assignment is worth more. */
  readonly bound: number;
  /** The same for assignments in parts, proven by the prices alone. */
  readonly lpBound: number;
  /** (bound − worth) / |bound|; 0 where equal, undefined where the bound is 0. */
  readonly gap: number | undefined;
  /** Worth of one more unit of each limit in the relaxation: its dual. */
  readonly prices: Float64Array;
  /** The prices in units of the model. */
  readonly modelPrices: Float64Array;
  readonly dominated: number;
  readonly redundant: number;
  readonly misfits: number;
  readonly stoppedBy: 'gap' | 'work' | 'clock' | 'person';
  readonly rounds: number;
  readonly nodes: number;
}

/**
 * Picks at most one choice for every unit so that worth is largest and every limit holds.
 *
 * The relaxation gives prices and a bound; its answer is rounded, repaired and filled up; units whose
 * choice the prices leave open are searched in whole numbers, all of them where they are few enough, which
 * proves the optimum. Work is limited by counts, not by a clock: the same input, the same answer.
 *
 * @throws InputError as `modelOf`.
 */
export function allocateUnits(
  allocation: Allocation,
  solver: Solver,
  options: SearchOptions = {},
): AllocateAnswer {
  const model = modelOf(allocation);
  const first = presolve(model);
  const none = {
    model,
    presolved: first.model,
    dominated: first.dominated,
    redundant: first.redundant,
  };
  if (model.everyUnit && isAnyUnitWithout(first.model)) return impossible(none, 'relaxation');
  const plain = relax(first.model, solver, options);
  if (plain.status === 'infeasible') return impossible(none, 'relaxation');
  const tight = tighten(first.model);
  if (tight === undefined) return impossible(none, 'whole-numbers');
  const found = { ...none, presolved: tight.model };
  const relaxed = tight.misfits === 0 ? plain : relax(tight.model, solver, options);
  if (relaxed.status === 'infeasible') return impossible(found, 'whole-numbers');
  const searched = search(tight.model, solver, relaxed, options);
  if (searched.status === 'infeasible') return impossible(found, 'whole-numbers');
  const picked = betterOf(model, searched.picked, options.start);
  const uses = picked === undefined ? new Float64Array(model.names.length) : usesOf(model, picked);
  if (picked !== undefined && !holds(model, picked, uses))
    throw new Error('an assignment that breaks a limit was about to be given out');
  const worth = picked === undefined ? Number.NEGATIVE_INFINITY : worthOf(model, picked);
  const bound = Math.max(worth, Math.min(searched.bound, plain.bound));
  const given = {
    worth: model.givenWorth(worth),
    bound:
      Number.isInteger(bound) && model.worthIsWhole
        ? model.givenWorth(bound)
        : upward(model.givenWorth(bound)),
  };
  return {
    ...found,
    ...given,
    status: picked === undefined ? 'nothing-found' : 'solved',
    picked,
    uses: uses.map((sum, r) => model.givenSum(r, sum)),
    lpBound: upward(model.givenWorth(plain.bound)),
    gap: gapOf(given.worth, given.bound),
    prices: plain.prices.map((p, r) => model.givenWorth(p) / model.givenSum(r, 1)),
    modelPrices: relaxed.prices,
    misfits: tight.misfits,
    stoppedBy: searched.stoppedBy,
    rounds: plain.rounds,
    nodes: searched.nodes,
  };
}

function betterOf(model: Model, found: Picked | undefined, start: Picked | undefined) {
  if (start === undefined || !holds(model, start)) return found;
  return found !== undefined && worthOf(model, found) >= worthOf(model, start) ? found : start;
}

const upward = (value: number): number => value + Math.abs(value) * 2 ** -52;

function gapOf(worth: number, bound: number): number | undefined {
  if (bound === worth) return 0;
  return bound === 0 || !Number.isFinite(worth) ? undefined : (bound - worth) / Math.abs(bound);
}

function impossible(
  found: Pick<AllocateAnswer, 'model' | 'presolved' | 'dominated' | 'redundant'>,
  proof: 'relaxation' | 'whole-numbers',
): AllocateAnswer {
  const limits = found.model.names.length;
  return {
    ...found,
    status: 'infeasible',
    proof,
    picked: undefined,
    worth: Number.NEGATIVE_INFINITY,
    uses: new Float64Array(limits),
    bound: Number.NEGATIVE_INFINITY,
    lpBound: Number.NEGATIVE_INFINITY,
    gap: undefined,
    prices: new Float64Array(limits),
    modelPrices: new Float64Array(limits),
    misfits: 0,
    stoppedBy: 'gap',
    rounds: 0,
    nodes: 0,
  };
}
