import type { Solver } from '#engine/optimise/milp.ts';
import { limitName, type PlanInputs, sourcesInYear } from './limit.ts';
import type { LimitPrice } from './plan.ts';
import { limitWords } from './plan-conflict.ts';
import { type Draft, draftOf } from './plan-draft.ts';
import { type NameOf, round, wire } from './plan-lines.ts';
import { MILLION, type PlanModel, planModel } from './plan-model.ts';
import { kabLimit, type PlanProblem } from './plan-problem.ts';
import { polish, roundedAnswer } from './plan-start.ts';
import { type Reason, reason } from './reason.ts';

const DEAREST = 3;

interface Loosening {
  readonly limit: string;
  readonly step: Reason;
  readonly inputs: PlanInputs;
  /** Gain the relaxation promises; only ranks what is worth solving again. */
  readonly promise: number;
  /** A cap can only let more in; a demand may change everything. */
  readonly isCap: boolean;
}

/**
 * The dearest limits: the relaxation ranks them, then each of the first few is loosened by one
 * understandable step and the plan is solved again.
 */
export function dearestLimits(
  problem: PlanProblem,
  model: PlanModel,
  draft: Draft,
  values: Float64Array,
  solver: Solver,
  nameOf: NameOf,
  stop: () => 'person' | 'clock' | undefined,
): LimitPrice[] {
  const prices: LimitPrice[] = [];
  for (const loose of rankLimits(problem, model, solver, values)) {
    if (prices.length === DEAREST || stop() !== undefined) break;
    const gain = solveLoosened(problem, draft, values, loose, solver);
    if (gain === undefined || gain.worth <= 1e-6) continue;
    prices.push({
      limit: loose.limit,
      words: wire([limitWords(problem, nameOf, loose.limit)])[0] as LimitPrice['words'],
      step: wire([loose.step])[0] as LimitPrice['step'],
      ...gain,
      worth: round(gain.worth),
      certain: gain.worth > draft.bound - draft.worth,
    });
  }
  return prices.sort((a, b) => b.worth - a.worth);
}

function rankLimits(
  problem: PlanProblem,
  model: PlanModel,
  solver: Solver,
  values: Float64Array,
): Loosening[] {
  const relaxed = solver.lp(model.milp);
  if (relaxed.status !== 'solved') return [];
  const rows = new Map<string, number[]>();
  model.milp.limit.forEach((name, row) => {
    if (name !== undefined) rows.set(name, [...(rows.get(name) ?? []), row]);
  });
  const step = moneyStep(problem);
  return [...rows]
    .flatMap(([limit, among]) => {
      const way = loosen(problem, limit, step);
      if (way === undefined) return [];
      const dual = among.reduce((sum, row) => sum + Math.abs(relaxed.rowDual[row] ?? 0), 0);
      const size = way.share === undefined ? way.size : shareSize(model, values, way.share);
      return [{ ...way, limit, promise: dual * size }];
    })
    .filter((l) => l.promise > 1e-4)
    .sort((a, b) => b.promise - a.promise || (a.limit < b.limit ? -1 : 1))
    .slice(0, DEAREST * 2);
}

/** Moving a share by some points moves its row by that part of the participants. */
const shareSize = (model: PlanModel, values: Float64Array, share: Share): number =>
  (share.points / 100) * model.participants.reduce((sum, c) => sum + (values[c] ?? 0), 0);

interface Share {
  readonly points: number;
}

type Way = Omit<Loosening, 'limit' | 'promise'> & { size: number; share?: Share };

/** A round sum that buys at least one batch. */
function moneyStep(problem: PlanProblem): number {
  const kits = problem.candidates.filter((c) => c.tier === 'kit');
  const costs = (kits.length > 0 ? kits : problem.candidates)
    .map((c) => c.cost.trainingFixed + c.cost.kitFixed + c.cost.trainingPerHead * c.size)
    .sort((a, b) => a - b);
  const typical = costs[costs.length >> 1] ?? 0;
  return [100, 250, 500, 1000].map((m) => m * MILLION).find((m) => m >= typical) ?? 2_000 * MILLION;
}

function loosen(problem: PlanProblem, limit: string, rupiah: number): Way | undefined {
  const { inputs } = problem;
  const [kind = '', first = '', second = ''] = limit.split(':');
  const cap = (size: number, step: Reason, change: Partial<PlanInputs>): Way => ({
    size,
    step,
    inputs: { ...inputs, ...change },
    isCap: true,
  });
  const demand = (size: number, step: Reason, change: Partial<PlanInputs>): Way => ({
    ...cap(size, step, change),
    isCap: false,
  });
  const kabLimits = (kab: string, change: { min?: number; max?: number }) => {
    const own = inputs.kabLimits.find((l) => l.kab === kab) ?? { kab, min: null, max: null };
    return [...inputs.kabLimits.filter((l) => l.kab !== kab), { ...own, ...change }];
  };
  switch (kind) {
    case 'source': {
      const sources = inputs.sources.map((s) =>
        s.id === first ? { ...s, amountRupiah: s.amountRupiah + rupiah } : s,
      );
      return cap(rupiah / MILLION, reason('step-money', { rupiah }), { sources });
    }
    case 'kab-max': {
      const max = (kabLimit(problem, first).max ?? 0) + 1;
      return cap(1, reason('step-batch', {}), { kabLimits: kabLimits(first, { max }) });
    }
    case 'kec-max':
      return cap(1, reason('step-batch-each', {}), { maxPerKec: (inputs.maxPerKec ?? 0) + 1 });
    case 'trainers': {
      const own = inputs.trainers.groups.find((g) => g.group === first)?.perMonth;
      const perMonth = (own ?? inputs.trainers.perMonth ?? 0) + 1;
      const others = inputs.trainers.groups.filter((g) => g.group !== first);
      const trainers = { ...inputs.trainers, groups: [...others, { group: first, perMonth }] };
      return cap(inputs.trainers.months, reason('step-trainer', {}), { trainers });
    }
    case 'kab-min': {
      const min = kabLimit(problem, first).min;
      return demand(1, reason('step-batch-less', {}), {
        kabLimits: kabLimits(first, { min: min - 1 }),
      });
    }
    case 'lock': {
      const locks = inputs.locks.filter((l) => limitName.lock(l.code, l.recipe) !== limit);
      const lock = inputs.locks.find((l) => l.code === first && l.recipe === second);
      return demand(lock?.batches ?? 1, reason('step-unlock', {}), { locks });
    }
    case 'share': {
      const key = first as keyof PlanInputs['shares'];
      const now = inputs.shares[key] ?? 0;
      const points = Math.min(5, now);
      const shares = { ...inputs.shares, [key]: now - points };
      return { ...demand(0, reason('step-share', { points }), { shares }), share: { points } };
    }
    default:
      return undefined;
  }
}

function solveLoosened(
  problem: PlanProblem,
  draft: Draft,
  values: Float64Array,
  loose: Loosening,
  solver: Solver,
): Pick<LimitPrice, 'worth' | 'participants' | 'batches' | 'kabs'> | undefined {
  const changed = { ...problem, inputs: loose.inputs, sources: sourcesInYear(loose.inputs) };
  const model = planModel(changed);
  const sameShape = model.milp.cost.length === values.length;
  let start = sameShape ? values : undefined;
  if (loose.isCap && start !== undefined) start = moreOf(model, solver, start);
  const rounded = roundedAnswer(solver, model, start);
  if (rounded.start === undefined) return undefined;
  const found = rounded.start;
  const polished = polish(
    solver,
    model,
    model.batches.map((c) => Math.round(found[c] ?? 0)),
  );
  if (polished.values === undefined) return undefined;
  const next = draftOf(changed, model, polished, { bound: rounded.bound, stoppedBy: 'work' });
  const count = (d: Draft, of: 'batches' | 'participants') =>
    d.lines.reduce((sum, l) => sum + l[of], 0);
  const inKab = (d: Draft, kab: string) =>
    d.lines.reduce((sum, l) => sum + (l.candidate.place.kab === kab ? l.participants : 0), 0);
  return {
    worth: next.worth - draft.worth,
    participants: count(next, 'participants') - count(draft, 'participants'),
    batches: count(next, 'batches') - count(draft, 'batches'),
    kabs: problem.kabs.filter((kab) => inKab(next, kab) > inKab(draft, kab)),
  };
}

/** What the looser cap lets in on top of the plan: quick, and a start for letting it change. */
function moreOf(model: PlanModel, solver: Solver, values: Float64Array): Float64Array {
  const lower = model.milp.lower.slice();
  for (const column of model.batches) lower[column] = Math.round(values[column] ?? 0);
  const more = solver.mip(
    { ...model.milp, lower },
    { relativeGap: 1e-3, maxNodes: 8, maxIterations: 2_000, start: values },
  );
  return more.values ?? values;
}
