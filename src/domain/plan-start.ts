import { type Milp, objectiveOf, type SolveAnswer, type Solver } from '#engine/optimise/milp.ts';
import { openLedger, type Step } from './plan-ledger.ts';
import type { KabBudgets, PlanModel } from './plan-model.ts';
import { kabLimit, lockedCandidates, type PlanProblem } from './plan-problem.ts';

/**
 * A first plan within a second or two: what is locked, then every kabupaten's minimum, then always
 * the batch that is worth most per rupiah. It may break a share; whoever uses it checks it.
 */
export function greedyBatches(problem: PlanProblem, budgets?: KabBudgets): number[] {
  const ledger = openLedger(problem, budgets);
  const best = (among: Iterable<number>): Step | undefined => {
    let found: Step | undefined;
    for (const j of among) {
      const step = ledger.look(j);
      if (step.stop !== undefined || step.worth <= 0) continue;
      if (found === undefined || step.worth * found.rupiah > found.worth * step.rupiah)
        found = step;
    }
    return found;
  };
  const fill = (among: readonly number[], isEnough: () => boolean) => {
    while (!isEnough()) {
      const step = best(among);
      if (step === undefined) return;
      ledger.add(step);
    }
  };
  for (const lock of lockedCandidates(problem)) {
    const planned = () => lock.among.reduce((sum, j) => sum + (ledger.batches[j] ?? 0), 0);
    fill(lock.among, () => planned() >= lock.batches);
  }
  const all = problem.candidates.map((_, j) => j);
  for (const kab of problem.kabs) {
    const { min } = kabLimit(problem, kab);
    const here = all.filter((j) => problem.candidates[j]?.place.kab === kab);
    fill(here, () => ledger.batchesIn(kab) >= min);
  }
  fillByWorth(all, ledger);
  return [...ledger.batches];
}

/**
 * The same as taking the best step again and again, faster: a step's worth per rupiah only falls as
 * others are taken, so one that leads after being looked at again leads for good.
 */
function fillByWorth(all: readonly number[], ledger: ReturnType<typeof openLedger>): void {
  const rate = (s: Step) => s.worth / s.rupiah;
  const order = (a: Step, b: Step) => rate(b) - rate(a) || a.candidate - b.candidate;
  const look = (j: number): Step | undefined => {
    const step = ledger.look(j);
    return step.stop === undefined && step.worth > 0 ? step : undefined;
  };
  let waiting = all.flatMap((j) => look(j) ?? []).sort(order);
  // An island share closes mainland batches until islands have theirs, so refused ones are asked again.
  for (let added = true; added; ) {
    added = false;
    while (waiting.length > 0) {
      const first = waiting.shift() as Step;
      const now = look(first.candidate);
      if (now === undefined) continue;
      const second = waiting[0];
      if (second !== undefined && order(now, second) > 0) {
        insert(waiting, now, order);
        continue;
      }
      ledger.add(now);
      added = true;
      const again = look(now.candidate);
      if (again !== undefined) insert(waiting, again, order);
    }
    waiting = added
      ? all
          .flatMap((j) => look(j) ?? [])
          .filter((s) => s.worth > 0)
          .sort(order)
      : [];
  }
}

function insert(list: Step[], step: Step, order: (a: Step, b: Step) => number): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (order(list[mid] as Step, step) <= 0) low = mid + 1;
    else high = mid;
  }
  list.splice(low, 0, step);
}

/** The first plan in full: the greedy batches, or as many of them as the shares leave possible. */
export function firstAnswer(
  solver: Solver,
  problem: PlanProblem,
  model: PlanModel,
  budgets?: KabBudgets,
): SolveAnswer {
  const batches = greedyBatches(problem, budgets);
  const whole = polish(solver, model, batches);
  return whole.values === undefined ? polish(solver, model, batches, 'fewer') : whole;
}

/**
 * A second plan, close to the best: the relaxation says how many batches of everything there would be
 * if halves were possible, and only whether each is rounded up or down is left to choose. Answers with
 * the better of it and the first, and with the relaxation's bound.
 */
export function roundedAnswer(
  solver: Solver,
  model: PlanModel,
  first: Float64Array | undefined,
): { start: Float64Array | undefined; bound: number } {
  const relaxed = solver.lp(model.milp);
  if (relaxed.status === 'infeasible') return { start: first, bound: Number.POSITIVE_INFINITY };
  const lower = model.milp.lower.slice();
  const upper = model.milp.upper.slice();
  for (const column of model.batches) {
    const batches = relaxed.values[column] ?? 0;
    lower[column] = Math.floor(batches + 1e-6);
    upper[column] = Math.max(lower[column] ?? 0, Math.ceil(batches - 1e-6));
  }
  const rounded = solver.mip(
    { ...model.milp, lower, upper },
    { relativeGap: 1e-3, maxNodes: 200, maxIterations: 20_000 },
  );
  const better =
    rounded.values !== undefined &&
    (first === undefined || rounded.objective > objectiveOf(model.milp, first));
  return { start: better ? rounded.values : first, bound: relaxed.objective };
}

/**
 * Batches fixed, everything else worked out again in whole people: small and quick. Infeasible where
 * the batches cannot be filled under the shares; `fewer` may then leave some of them out.
 */
export function polish(
  solver: Solver,
  model: PlanModel,
  batches: readonly number[],
  freedom: 'fixed' | 'fewer' = 'fixed',
): SolveAnswer {
  const lower = model.milp.lower.slice();
  const upper = model.milp.upper.slice();
  model.batches.forEach((column, j) => {
    if (freedom === 'fixed') lower[column] = batches[j] ?? 0;
    upper[column] = batches[j] ?? 0;
  });
  const integer = model.milp.integer.slice();
  const kept = [...model.women, ...model.disabled].flatMap((list) => list ?? []);
  const whole = [
    ...model.participants,
    ...model.families.flatMap((byDesil) => byDesil.flatMap((t) => [t.kit, t.training])),
    ...kept,
  ];
  for (const column of whole) integer[column] = 1;
  // No more seats are kept than the shares ask for: a kept seat is closed to everybody else.
  const cost = model.milp.cost.slice();
  for (const column of kept) cost[column] = -1e-4;
  const milp: Milp = { ...model.milp, cost, lower, upper, integer };
  const answer = solver.mip(
    milp,
    freedom === 'fixed'
      ? { relativeGap: 1e-5, maxNodes: 2000, maxIterations: 200_000 }
      : { relativeGap: 0.02, maxNodes: 100, maxIterations: 20_000 },
  );
  if (answer.values === undefined) return answer;
  return { ...answer, objective: objectiveOf(model.milp, answer.values) };
}
