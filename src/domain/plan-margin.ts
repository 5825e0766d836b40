import { batchSizes, kitRupiah, trainingRupiah } from './cost.ts';
import type { Draft, DraftLine } from './plan-draft.ts';
import { openLedger, type Step } from './plan-ledger.ts';
import { kabLimit, lockedCandidates, type PlanProblem } from './plan-problem.ts';
import { crowdingLoss, placeGain, weightOf } from './plan-worth.ts';

/** A batch that is in: what would be lost without it, and who would take its place. */
export interface LineMargin {
  readonly worth: number;
  /** Worth per hundred million rupiah. */
  readonly rate: number;
  /** Held by a lock or by its kabupaten's minimum rather than by its worth. */
  readonly forcedBy: 'lock' | 'minimum' | undefined;
}

export interface Margins {
  line(index: number): LineMargin | undefined;
  /** One more batch of any candidate, as things stand under the plan. */
  more(index: number): Step;
  /** The best batch that only money keeps out; undefined where money is left over for everything. */
  readonly rival: Step | undefined;
  /** Lowest rate among batches that are in for their worth. */
  readonly threshold: number | undefined;
}

/** Rates are worth per this much money: about one batch, so that the figures can be pictured. */
export const RATE_RUPIAH = 100_000_000;
const rate = (worth: number, rupiah: number): number =>
  rupiah === 0 ? 0 : (worth * RATE_RUPIAH) / rupiah;
export const rateOf = (step: Step): number => rate(step.worth, step.rupiah);

/** What is just in and what is just out, computed on the finished plan itself. */
export function marginsOf(problem: PlanProblem, draft: Draft): Margins {
  const spent = new Map<string, number>();
  for (const line of draft.lines)
    for (const p of line.payments) spent.set(p.source, (spent.get(p.source) ?? 0) + p.rupiah);
  const ledger = openLedger(problem, undefined, spent);
  for (const line of draft.lines)
    for (const seats of batchSizes(line.participants, line.batches))
      ledger.place(line.index, seats);

  const lines = new Map(
    draft.lines.map((line) => [line.index, lineMargin(problem, draft.lines, line)]),
  );
  const locks = lockedCandidates(problem);
  const forced = (line: DraftLine): LineMargin['forcedBy'] => {
    if (locks.some((l) => l.among.includes(line.index))) return 'lock';
    const { kab } = line.candidate.place;
    return ledger.batchesIn(kab) <= kabLimit(problem, kab).min ? 'minimum' : undefined;
  };
  const marked = new Map(
    draft.lines.map((l) => [
      l.index,
      { ...(lines.get(l.index) as LineMargin), forcedBy: forced(l) },
    ]),
  );
  let rival: Step | undefined;
  problem.candidates.forEach((_, j) => {
    const step = ledger.look(j);
    if (step.stop !== 'money' || step.worth <= 0) return;
    if (rival === undefined || rateOf(step) > rateOf(rival)) rival = step;
  });
  const rates = [...marked.values()].filter((m) => m.forcedBy === undefined).map((m) => m.rate);
  return {
    line: (index) => marked.get(index),
    more: (index) => ledger.look(index),
    rival,
    threshold: rates.length > 0 ? Math.min(...rates) : undefined,
  };
}

/** Without its last batch a line loses its least worthy seats, and its market is less crowded. */
function lineMargin(
  problem: PlanProblem,
  lines: readonly DraftLine[],
  line: DraftLine,
): LineMargin {
  const { candidate: c, batches, participants } = line;
  const going = batchSizes(participants, batches).at(-1) ?? 0;
  const byDesil = problem.inputs.weights.desil.map((_, d) =>
    line.seats.reduce((sum, s) => sum + (s.desil === d ? s.count : 0), 0),
  );
  let left = going;
  let worth = 0;
  for (let d = byDesil.length - 1; d >= 0 && left > 0; d--) {
    const taken = Math.min(byDesil[d] ?? 0, left);
    worth += taken * (problem.inputs.weights.desil[d] ?? 0) * weightOf(problem, c);
    left -= taken;
  }
  const here = lines.filter((l) => l.candidate.place.kab === c.place.kab);
  const running = here
    .filter((l) => l.candidate.recipe.id === c.recipe.id)
    .reduce((sum, l) => sum + l.batches, 0);
  const weight = weightOf(problem, c);
  const servedIn = (scale: 'kab' | 'cluster') =>
    lines.reduce(
      (sum, l) =>
        sum +
        (l.candidate.place[scale] === c.place[scale]
          ? l.batches * weightOf(problem, l.candidate)
          : 0),
      0,
    ) - weight;
  const served = { kab: servedIn('kab'), cluster: servedIn('cluster') };
  worth -= crowdingLoss(problem, c, running - 1);
  worth += placeGain(problem, c.place, served, weight);
  const before = trainingRupiah(c.cost, batches, participants);
  const saved =
    before -
    trainingRupiah(c.cost, batches - 1, participants - going) +
    (c.tier === 'kit' ? kitRupiah(c.cost, 1) : 0);
  return { worth, rate: rate(worth, saved), forcedBy: undefined };
}
