import type { Candidate } from './plan-candidate.ts';
import type { PlanProblem } from './plan-problem.ts';

/** What a participant counts for beside one with a kit. */
export const weightOf = (problem: PlanProblem, c: Pick<Candidate, 'tier'>): number =>
  c.tier === 'kit' ? 1 : problem.inputs.weights.withoutKit;

/** Worth lost by the next batch of a recipe where `running` batches already share its market. */
export function crowdingLoss(problem: PlanProblem, c: Candidate, running: number): number {
  const room = c.recipe.marketBatches;
  const best = c.size * (problem.inputs.weights.desil[0] ?? 0);
  if (room === null || running < room) return 0;
  const loss = problem.inputs.weights.crowding * best;
  return running < 2 * room ? loss : Math.min(2 * loss, best);
}

/** Worth added by more participants (weighted by tier) in a kabupaten that has `people` already. */
export function spreadGain(
  problem: PlanProblem,
  kab: string,
  people: number,
  seats: number,
): number {
  const { spread } = problem.inputs.weights;
  const half = (problem.fairPart.get(kab) ?? 0) / 2;
  const gainAt = (n: number) =>
    spread * Math.min(n, half) + (spread / 2) * Math.min(Math.max(n - half, 0), half);
  return spread === 0 ? 0 : gainAt(people + seats) - gainAt(people);
}
