import { seededRandom } from '../stats/random.ts';
import { holds, type Model, type Picked, worthOf } from './allocation.ts';
import { type Core, coreOf, leastDecided, openCore, solveCore } from './core-problem.ts';
import { enumerateCore } from './enumerate.ts';
import type { Solver } from './milp.ts';
import { type Best, bestChoice, provenBound } from './priced-choices.ts';
import type { Relaxation } from './relaxation.ts';
import { fill, repair } from './repair.ts';
import { roundMix } from './rounding.ts';

export interface SearchOptions {
  /** Stops where (bound − worth) / |bound| is at most this. */
  readonly gap?: number;
  /** `fast`: rounding, repair and a short search; `exact`: a long search for proof. */
  readonly effort?: 'fast' | 'usual' | 'exact';
  /** An assignment that holds; the answer is worth no less. */
  readonly start?: Picked;
  /** Asked between steps; a word ends the search. */
  readonly stop?: () => 'person' | 'clock' | undefined;
}

export interface Searched {
  readonly status: 'solved' | 'infeasible' | 'nothing-found';
  readonly picked: Picked | undefined;
  /** In units of the model. */
  readonly bound: number;
  readonly stoppedBy: 'gap' | 'work' | 'clock' | 'person';
  /** Branches looked at. */
  readonly nodes: number;
}

interface Effort {
  /** Neighbourhoods searched by enumeration. */
  readonly neighbourhoods: number;
  /** Branches of the enumeration of the whole core; the core is at most this many choices. */
  readonly branches: number;
  readonly enumerated: number;
  /** The same for the solver. */
  readonly choices: number;
  readonly nodes: number;
  readonly iterations: number;
}

const EFFORTS: Readonly<Record<'fast' | 'usual' | 'exact', Effort>> = {
  fast: { neighbourhoods: 20, branches: 0, enumerated: 0, choices: 0, nodes: 0, iterations: 0 },
  usual: {
    neighbourhoods: 80,
    branches: 10_000_000,
    enumerated: 600,
    choices: 3_000,
    nodes: 300,
    iterations: 20_000,
  },
  exact: {
    neighbourhoods: 200,
    branches: 400_000_000,
    enumerated: 2_000,
    choices: 60_000,
    nodes: 5_000_000,
    iterations: 50_000_000,
  },
};

/** Changes a repair may take; each looks at every choice once. */
const MOST_REPAIRS = 400;

/** Branches of one neighbourhood. */
const NEARBY_BRANCHES = 150_000;

/** From the relaxation to the best whole answer that the work allows, and what it proves. */
export function search(
  model: Model,
  solver: Solver,
  relaxed: Relaxation,
  options: SearchOptions,
): Searched {
  const effort = EFFORTS[options.effort ?? 'usual'];
  const { prices } = relaxed;
  const proven = Math.min(relaxed.bound, provenBound(model, prices));
  const limit = model.worthIsWhole ? Math.floor(proven) : proven;
  const goal = (options.gap ?? 0) * Math.abs(limit);
  // Better by less than one is no better where worth is whole.
  const step = model.worthIsWhole ? 1 : 0;
  let picked: Picked | undefined;
  let worth = Number.NEGATIVE_INFINITY;
  let nodes = 0;

  const take = (next: Picked | undefined): boolean => {
    if (next === undefined || !holds(model, next)) return false;
    fill(model, prices, next);
    const its = worthOf(model, next);
    if (!holds(model, next) || its <= worth) return false;
    picked = next;
    worth = its;
    return true;
  };
  const isNear = () => picked !== undefined && limit - worth <= goal;
  const slack = () => (picked === undefined ? Number.POSITIVE_INFINITY : proven - worth - step);
  const stopped = () => options.stop?.();
  const end = (stoppedBy: Searched['stoppedBy'], bound = limit): Searched => ({
    status: picked === undefined ? 'nothing-found' : 'solved',
    picked,
    bound,
    stoppedBy,
    nodes,
  });
  const provenEnd = (): Searched =>
    picked === undefined ? { ...end('gap'), status: 'infeasible' } : end('gap', worth);
  const enumerate = (core: Core, maxNodes: number) => {
    const answer = enumerateCore(model, prices, core, { proven, worth, step, maxNodes });
    nodes += answer.nodes;
    take(answer.picked);
    return answer;
  };
  const solve = (core: Core, most: { nodes: number; iterations: number }) => {
    const answer = solveCore(model, solver, core, {
      prices,
      start: picked,
      gap: goal,
      maxNodes: most.nodes,
      maxIterations: most.iterations,
      ...(options.stop ? { stop: options.stop } : {}),
    });
    nodes += answer.nodes;
    take(answer.picked);
    return answer;
  };

  // Presolve may have taken out what the start has; who asked compares with it in the end.
  const isOpen = (choice: number) => choice < 0 || model.worth[choice] !== Number.NEGATIVE_INFINITY;
  if (options.start?.every(isOpen)) take(options.start.slice());
  const near = roundMix(model, relaxed);
  if (repair(model, prices, near, MOST_REPAIRS)) take(near.slice());
  const order = leastDecided(model, prices);
  // Nothing holds yet: the solver looks among more and more of the least decided units.
  for (let units = 100; picked === undefined && units < model.units; units *= 4) {
    const core = coreOf(model, prices, {
      slack: slack(),
      units: order.subarray(0, units),
      picked: near,
    });
    if (core.choices > 20_000 || stopped() !== undefined) break;
    solve(core, { nodes: 200, iterations: 40_000 });
  }
  // Few units are enumerated as a whole below.
  if (picked !== undefined && (model.units > 22 || effort.branches === 0)) lookAround();
  if (isNear()) return end('gap');

  const small = openCore(model, prices, slack(), effort.enumerated);
  if (small !== undefined && stopped() === undefined) {
    if (enumerate(small, effort.branches).isComplete) return provenEnd();
    if (isNear()) return end('gap');
  }
  const most = picked === undefined ? Math.max(effort.choices, 20_000) : effort.choices;
  const whole = openCore(model, prices, slack(), most);
  if (whole === undefined || most === 0 || stopped() !== undefined) return end(stopped() ?? 'work');
  const answer = solve(whole, {
    nodes: Math.max(effort.nodes, picked === undefined ? 2_000 : 0),
    iterations: Math.max(effort.iterations, picked === undefined ? 200_000 : 0),
  });
  if (answer.status === 'infeasible') return provenEnd();
  const open = model.worthIsWhole ? Math.floor(answer.bound + 1e-6) : answer.bound;
  const bound = Math.max(worth, Math.min(limit, open));
  return end(bound - worth <= goal ? 'gap' : (stopped() ?? 'work'), bound);

  /**
   * Frees some twenty units at a time, some among those that lose by what they have, the others among
   * the least decided, and tries out what they could have instead (Pisinger & Ropke 2010).
   */
  function lookAround(): void {
    const random = seededRandom(1);
    // A look at few units is cheap.
    const rounds = effort.neighbourhoods * (model.units < 20_000 ? 2 : 1);
    let idle = 0;
    let losing = notBest(model, prices, picked as Picked);
    for (let round = 0; round < rounds && idle < 60; round++) {
      if (isNear() || stopped() !== undefined) return;
      const pool = order.subarray(0, Math.min(order.length, 30 * 2 ** (round % 6)));
      const units = new Set<number>();
      for (let tries = 0; tries < 8 && losing.length > 0; tries++)
        units.add(losing[random.below(losing.length)] as number);
      for (let tries = 0; tries < 60 && units.size < Math.min(22, model.units); tries++)
        units.add(pool[random.below(pool.length)] as number);
      const core = coreOf(model, prices, { slack: slack(), units, picked: picked as Picked });
      const before = worth;
      enumerate(core, NEARBY_BRANCHES);
      idle = worth > before ? 0 : idle + 1;
      if (idle === 0) losing = notBest(model, prices, picked as Picked);
    }
  }
}

/** Units that have something else than their best choice at the prices. */
function notBest(model: Model, prices: Float64Array, picked: Picked): number[] {
  const best: Best = { choice: -1, net: 0 };
  const units: number[] = [];
  for (let u = 0; u < model.units; u++) {
    bestChoice(model, prices, u, best);
    if (best.choice !== picked[u]) units.push(u);
  }
  return units;
}
