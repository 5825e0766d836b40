import { solveByBlocks } from '#engine/optimise/blocks.ts';
import { objectiveOf, type SolveAnswer, type Solver } from '#engine/optimise/milp.ts';
import type { PlanContent, PlanSplit, PlanSummary, VariantTotals } from './plan.ts';
import { absentOf } from './plan-absent.ts';
import type { HeldBack } from './plan-candidate.ts';
import { conflictOf, limitWords } from './plan-conflict.ts';
import { dearestLimits } from './plan-dear.ts';
import { countLines, type Draft, draftOf, variantTotals } from './plan-draft.ts';
import { linesOf, type NameOf, villagesOfLines, wire } from './plan-lines.ts';
import { marginsOf } from './plan-margin.ts';
import { type KabBudgets, type PlanModel, planModel } from './plan-model.ts';
import { planNotes } from './plan-notes.ts';
import type { Places } from './plan-place.ts';
import type { PlanProblem } from './plan-problem.ts';
import { kabShares, type SplitVariant, splitBudgets } from './plan-split.ts';
import { firstAnswer, polish, roundedAnswer } from './plan-start.ts';
import { tasksOf } from './plan-tasks.ts';
import { explainObjective } from './preset.ts';
import type { Prices } from './price.ts';
import { type Reason, reason } from './reason.ts';

const NO_DRAFT: Draft = { lines: [], worth: 0, bound: 0, stoppedBy: 'gap' };

/** Work, not time: where these are reached the plan stops at the same place on every machine. */
const WORK = { maxNodes: 3000, maxIterations: 400_000 };

export type SolveStep = 'first' | 'better' | 'splits' | 'limits' | 'conflict';

export interface SolveHooks {
  readonly solver: Solver;
  stop(): 'person' | 'clock' | undefined;
  /** A plan that stands already: its counts and how much better is still possible, percent. */
  onStep(
    step: SolveStep,
    at?: { batches: number; participants: number; gapPercent: number | undefined },
  ): void;
}

export interface SolveInput {
  readonly problem: PlanProblem;
  readonly places: Places;
  readonly heldBack: readonly HeldBack[];
  readonly prices: Prices;
  /** What a reader must know beside what the problem itself tells. */
  readonly notes?: readonly Reason[];
  readonly nameOf: NameOf;
}

/** From a problem to a plan with its reasons, its comparison and its prices. Pure: same input, same plan. */
export function solvePlan(input: SolveInput, hooks: SolveHooks): PlanContent {
  const { problem } = input;
  const missing = whatIsMissing(problem);
  if (missing.length > 0) return emptyContent(input, 'nothing', { notes: missing });
  const model = planModel(problem);
  const found = search(problem, model, hooks);
  const fighting = (among: PlanModel) => {
    hooks.onStep('conflict');
    return conflictOf(among, hooks.solver, () => hooks.stop());
  };
  if (found.status === 'infeasible')
    return emptyContent(input, 'infeasible', { conflict: fighting(model) });
  if (found.polished === undefined)
    return emptyContent(input, 'nothing', {
      notes: [reason(found.stopped ? 'plan-stopped-early' : 'plan-not-found', {})],
    });
  const values = found.polished.values as Float64Array;
  const draft = draftOf(problem, model, found.polished, found.answer);
  if (draft.lines.length === 0) {
    // Every share holds for nobody at all; what stands in the way of a first batch is what to tell.
    const conflict = fighting(planModel(problem, undefined, { atLeastOne: true }));
    const notes = [reason('plan-no-batch', {})];
    return emptyContent(input, conflict.length > 0 ? 'infeasible' : 'nothing', { notes, conflict });
  }
  const splits = compareSplits(problem, hooks);
  hooks.onStep('limits', headline(model, values, found.answer));
  const limitPrices = dearestLimits(problem, model, draft, values, hooks.solver, input.nameOf, () =>
    hooks.stop(),
  );
  return contentOf(input, draft, splits, limitPrices);
}

function whatIsMissing(problem: PlanProblem): Reason[] {
  if (problem.places.length === 0) return [reason('plan-needs-register', {})];
  if (problem.sources.length === 0)
    return [reason('plan-needs-money', { year: String(problem.inputs.year) })];
  if (problem.inputs.priceList === null) return [reason('plan-needs-prices', {})];
  return problem.candidates.length === 0 ? [reason('plan-needs-candidates', {})] : [];
}

type Found =
  | { status: 'infeasible' }
  | { status: 'done'; polished: SolveAnswer | undefined; answer: SolveAnswer; stopped: boolean };

/** The splits are there to be compared with: near enough is enough, and how near is said. */
const SPLIT_GAP = 0.02;

/** Greedy first answer, then the solver, then one pass that leaves nothing on the table. */
function search(problem: PlanProblem, model: PlanModel, hooks: SolveHooks): Found {
  const { solver } = hooks;
  const stop = () => hooks.stop();
  const first = firstAnswer(solver, problem, model);
  if (first.values !== undefined) hooks.onStep('first', headline(model, first.values, undefined));
  const rounded = roundedAnswer(solver, model, first.values);
  if (rounded.start !== undefined)
    hooks.onStep('better', headline(model, rounded.start, objectiveAnd(model, rounded)));
  const answer = solver.mip(model.milp, {
    ...WORK,
    relativeGap: problem.inputs.gapPercent / 100,
    stop,
    onBetter: (b) => hooks.onStep('better', headline(model, b.values, b)),
    ...(rounded.start ? { start: rounded.start } : {}),
  });
  if (answer.status === 'infeasible') return { status: 'infeasible' };
  const stopped = answer.stoppedBy === 'person' || answer.stoppedBy === 'clock';
  // A search stopped at once knows no bound of its own yet; the relaxation's always holds.
  const proven = { ...answer, bound: Math.min(answer.bound, rounded.bound) };
  const found = answer.values ?? rounded.start;
  if (found === undefined) return { status: 'done', polished: undefined, answer: proven, stopped };
  const batchesIn = (values: Float64Array) => model.batches.map((c) => Math.round(values[c] ?? 0));
  const lower = model.milp.lower.slice();
  batchesIn(found).forEach((n, j) => {
    lower[model.batches[j] as number] = n;
  });
  const extended = solver.mip(
    { ...model.milp, lower },
    { relativeGap: 1e-5, maxNodes: 200, maxIterations: 10_000, start: found },
  );
  const options = [extended.values, found, first.values].filter((v) => v !== undefined);
  let best: SolveAnswer | undefined;
  for (const values of options) {
    const polished = polish(solver, model, batchesIn(values));
    if (polished.values === undefined) continue;
    if (best === undefined || polished.objective > best.objective + 1e-9) best = polished;
  }
  return { status: 'done', polished: best, answer: proven, stopped };
}

const objectiveAnd = (
  model: PlanModel,
  rounded: { start: Float64Array | undefined; bound: number },
) => ({
  objective: rounded.start === undefined ? 0 : objectiveOf(model.milp, rounded.start),
  bound: rounded.bound,
});

function headline(
  model: PlanModel,
  values: Float64Array,
  better: { objective: number; bound: number } | undefined,
) {
  const sum = (columns: readonly number[]) =>
    Math.round(columns.reduce((total, c) => total + (values[c] ?? 0), 0));
  const known = better !== undefined && Number.isFinite(better.bound) && better.objective > 0;
  return {
    batches: sum(model.batches),
    participants: sum(model.participants),
    gapPercent: known ? ((better.bound - better.objective) / better.objective) * 100 : undefined,
  };
}

interface SplitResult {
  readonly variant: Exclude<SplitVariant, 'plan'>;
  readonly problem: PlanProblem;
  readonly budgets: KabBudgets;
  readonly draft: Draft;
  readonly notes: readonly Reason[];
}

/** The same gate, prices and limits with money cut up first; demands go only where they cannot be kept. */
function compareSplits(problem: PlanProblem, hooks: SolveHooks): SplitResult[] {
  hooks.onStep('splits');
  return (['equal', 'proportional'] as const).flatMap((variant) => {
    if (hooks.stop() !== undefined) return [];
    const budgets = splitBudgets(problem, variant);
    const draft = solveSplit(problem, budgets, hooks);
    if (draft !== undefined) return [{ variant, problem, budgets, draft, notes: [] }];
    const { inputs } = problem;
    const relaxed: PlanProblem = {
      ...problem,
      inputs: {
        ...inputs,
        minPerKab: 0,
        kabLimits: inputs.kabLimits.map((l) => ({ ...l, min: null })),
        locks: [],
        shares: { women: null, disability: null, islands: null },
      },
    };
    const looser = solveSplit(relaxed, budgets, hooks);
    if (looser === undefined) return [];
    const notes = [reason('split-without-demands', {})];
    return [{ variant, problem: relaxed, budgets, draft: looser, notes }];
  });
}

function solveSplit(
  problem: PlanProblem,
  budgets: KabBudgets,
  hooks: SolveHooks,
): Draft | undefined {
  const model = planModel(problem, budgets);
  const first = firstAnswer(hooks.solver, problem, model, budgets);
  const { start } = roundedAnswer(hooks.solver, model, first.values);
  const answer = solveByBlocks(model.milp, hooks.solver, {
    relativeGap: Math.max(SPLIT_GAP, problem.inputs.gapPercent / 100),
    stop: () => hooks.stop(),
    ...(start ? { start } : {}),
  });
  if (answer.values === undefined) return undefined;
  const found = answer.values;
  const polished = polish(
    hooks.solver,
    model,
    model.batches.map((c) => Math.round(found[c] ?? 0)),
  );
  const best = polished.values === undefined ? first : polished;
  return best.values === undefined ? undefined : draftOf(problem, model, best, answer);
}

function contentOf(
  input: SolveInput,
  draft: Draft,
  splits: readonly SplitResult[],
  limitPrices: PlanSummary['limitPrices'],
): PlanContent {
  const { problem, places, heldBack, nameOf } = input;
  const margins = marginsOf(problem, draft);
  const lines = linesOf(problem, draft, margins, nameOf);
  const variants: VariantTotals[] = [
    variantTotals(problem, 'plan', draft, []),
    ...splits.map((s) => variantTotals(s.problem, s.variant, s.draft, s.notes)),
  ];
  return {
    summary: {
      ...summaryOf(input, 'solved', {}),
      variants,
      limitPrices: [...limitPrices],
      overrides: lines.filter((l) => l.flags.includes('overridden')).length,
    },
    lines,
    villages: villagesOfLines(problem, draft),
    absent: absentOf(problem, places, heldBack, draft, margins, nameOf),
    tasks: tasksOf(draft, input.prices),
    splits: [
      ...splitRows(problem, 'plan', draft, undefined),
      ...splits.flatMap((s) => splitRows(s.problem, s.variant, s.draft, kabShares(s.budgets))),
    ],
  };
}

/** Every kabupaten in every column, those with nothing included. */
function splitRows(
  problem: PlanProblem,
  variant: SplitVariant,
  draft: Draft,
  shares: ReadonlyMap<string, number> | undefined,
): PlanSplit[] {
  return problem.kabs.map((kab) => ({
    kab,
    variant,
    ...countLines(
      problem,
      draft.lines.filter((l) => l.candidate.place.kab === kab),
    ),
    shareRupiah: shares === undefined ? null : (shares.get(kab) ?? 0),
  }));
}

function summaryOf(
  { problem, places, heldBack, nameOf, notes = [] }: SolveInput,
  status: PlanSummary['status'],
  more: { notes?: readonly Reason[]; conflict?: readonly string[] },
): PlanSummary {
  return {
    status,
    objective: wire(explainObjective(problem.inputs.weights, problem.inputs.desils)),
    notes: wire([...(more.notes ?? []), ...notes, ...planNotes(problem, places, nameOf)]),
    conflict: (more.conflict ?? []).map((limit) => ({
      limit,
      words: wire([limitWords(problem, nameOf, limit)])[0] as PlanSummary['notes'][number],
    })),
    variants: [],
    limitPrices: [],
    overrides: 0,
    size: {
      places: problem.places.length,
      villages: problem.places.reduce((sum, p) => sum + p.groups.length, 0),
      candidates: problem.candidates.length,
      heldBack: heldBack.length,
    },
  };
}

function emptyContent(
  input: SolveInput,
  status: PlanSummary['status'],
  more: { notes?: readonly Reason[]; conflict?: readonly string[] },
): PlanContent {
  const { problem, places, heldBack, nameOf } = input;
  return {
    summary: summaryOf(input, status, more),
    lines: [],
    villages: [],
    // Where nothing can be planned the places still say what each of them waits for.
    absent:
      status === 'nothing'
        ? absentOf(problem, places, heldBack, NO_DRAFT, marginsOf(problem, NO_DRAFT), nameOf)
        : [],
    tasks: [],
    splits: [],
  };
}
