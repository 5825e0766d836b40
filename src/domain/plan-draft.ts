import type { SolveAnswer } from '#engine/optimise/milp.ts';
import { batchSizes, kitRupiah, trainingRupiah } from './cost.ts';
import type { VariantTotals } from './plan.ts';
import type { Candidate } from './plan-candidate.ts';
import type { PlanModel } from './plan-model.ts';
import { type Payment, payLines } from './plan-money.ts';
import { type Seats, seatPeople } from './plan-people.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { SplitVariant } from './plan-split.ts';
import { rabOf, totalsOf } from './rab.ts';
import type { Reason } from './reason.ts';

/** A line in numbers, before words are added. */
export interface DraftLine {
  readonly index: number;
  readonly candidate: Candidate;
  readonly batches: number;
  readonly participants: number;
  readonly seats: readonly Seats[];
  readonly trainingRupiah: number;
  readonly kitRupiah: number;
  readonly unofficialRupiah: number;
  readonly syntheticRupiah: number;
  readonly payments: readonly Payment[];
}

/** An answer of the solver in whole people and whole rupiah. */
export interface Draft {
  readonly lines: readonly DraftLine[];
  readonly worth: number;
  readonly bound: number;
  readonly stoppedBy: SolveAnswer['stoppedBy'];
}

/** Reads the polished values; `answer` is the search they come from, with its proven bound. */
export function draftOf(
  problem: PlanProblem,
  model: PlanModel,
  polished: SolveAnswer,
  answer: Pick<SolveAnswer, 'bound' | 'stoppedBy'>,
): Draft {
  const values = polished.values as Float64Array;
  const whole = (column: number | undefined) => Math.round(values[column ?? -1] ?? 0);
  const seats = seatPeople(problem, model, values);
  const planned = problem.candidates.flatMap((candidate, index) => {
    const batches = whole(model.batches[index]);
    if (batches === 0) return [];
    const participants = whole(model.participants[index]);
    const rab = batchSizes(participants, batches).flatMap((n) => rabOf(candidate.rules, n));
    const { unofficialRupiah, syntheticRupiah } = totalsOf(rab);
    return [
      {
        index,
        candidate,
        batches,
        participants,
        seats: seats.filter((s) => s.candidate === index),
        trainingRupiah: trainingRupiah(candidate.cost, batches, participants),
        kitRupiah: candidate.tier === 'kit' ? kitRupiah(candidate.cost, batches) : 0,
        unofficialRupiah,
        syntheticRupiah,
      },
    ];
  });
  const bills = planned.map((line) => ({
    kab: line.candidate.place.kab,
    rupiah: { training: line.trainingRupiah, kit: line.kitRupiah },
  }));
  const payments = payLines(problem, model, values, bills);
  return {
    lines: planned.map((line, i) => ({ ...line, payments: payments[i] ?? [] })),
    worth: polished.objective,
    bound: Math.max(answer.bound, polished.objective),
    stoppedBy: answer.stoppedBy,
  };
}

export const costOf = (line: DraftLine): number => line.trainingRupiah + line.kitRupiah;

export function seatsKept(
  problem: PlanProblem,
  lines: readonly DraftLine[],
  kind: 'women' | 'disabled',
): number | null {
  const share = kind === 'women' ? problem.inputs.shares.women : problem.inputs.shares.disability;
  const told = problem.clusters.some((c) => c[kind] !== null);
  if (share === null || !told) return null;
  return lines.reduce(
    (sum, l) => sum + l.seats.reduce((s, seat) => s + (seat.kind === kind ? seat.count : 0), 0),
    0,
  );
}

export const villagesOf = (lines: readonly DraftLine[]): number =>
  new Set(lines.flatMap((l) => l.seats.map((s) => s.group))).size;

/** Counts of some lines: one kabupaten, or all. */
export function countLines(problem: PlanProblem, lines: readonly DraftLine[]) {
  const sum = (of: (l: DraftLine) => number) => lines.reduce((t, l) => t + of(l), 0);
  const batchesOf = (keep: (l: DraftLine) => boolean) => sum((l) => (keep(l) ? l.batches : 0));
  return {
    batches: sum((l) => l.batches),
    participants: sum((l) => l.participants),
    women: seatsKept(problem, lines, 'women'),
    disabled: seatsKept(problem, lines, 'disabled'),
    villages: villagesOf(lines),
    kitReady: batchesOf((l) => l.candidate.tier === 'kit' && l.candidate.kit === 'ready'),
    kitConditional: batchesOf((l) => l.candidate.tier === 'kit' && l.candidate.kit !== 'ready'),
    withoutKit: batchesOf((l) => l.candidate.tier === 'training'),
    costRupiah: sum(costOf),
  };
}

export function variantTotals(
  problem: PlanProblem,
  variant: SplitVariant,
  draft: Draft,
  notes: readonly Reason[],
): VariantTotals {
  const { lines } = draft;
  const sum = (of: (l: DraftLine) => number) => lines.reduce((t, l) => t + of(l), 0);
  const counts = countLines(problem, lines);
  const moneyRupiah = problem.sources.reduce((t, s) => t + s.amountRupiah, 0);
  return {
    variant,
    ...counts,
    kabs: new Set(lines.map((l) => l.candidate.place.kab)).size,
    moneyRupiah,
    leftRupiah: moneyRupiah - counts.costRupiah,
    trainingRupiah: sum((l) => l.trainingRupiah),
    kitRupiah: sum((l) => l.kitRupiah),
    unofficialRupiah: sum((l) => l.unofficialRupiah),
    syntheticRupiah: sum((l) => l.syntheticRupiah),
    worth: draft.worth,
    bound: draft.bound,
    gapPercent: gapPercent(draft),
    stoppedBy: draft.stoppedBy,
    notes: notes.map((n) => ({ code: n.code, params: { ...n.params } })),
  };
}

/** Rounded up to a hundredth: what is said to be possible at most is never too little. */
export function gapPercent(draft: Pick<Draft, 'worth' | 'bound'>): number {
  if (draft.worth <= 0) return draft.bound <= 1e-9 ? 0 : 100;
  const exact = ((draft.bound - draft.worth) / draft.worth) * 100;
  return Math.ceil(Math.max(0, exact - 1e-7) * 100) / 100;
}
