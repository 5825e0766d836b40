import type { Candidate } from './plan-candidate.ts';
import type { PlanPlace } from './plan-place.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { RegionCode } from './region.ts';

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

/** Batches (weighted by tier) planned so far in a kabupaten and in a cluster. */
export interface Served {
  readonly kab: number;
  readonly cluster: number;
}

/**
 * Worth added by the first, second, third … batch of a place, down to the last that adds any: in a
 * kabupaten (`spread`) the first half of its fair part counts twice as much, in a cluster (`need`) all
 * of it alike. Steps fall on whole batches, so that half a batch never looks better than it is.
 */
export function batchGains(problem: PlanProblem, code: RegionCode, scale: keyof Served): number[] {
  const { weights, batchSize } = problem.inputs;
  const part = problem.fairPart.get(code) ?? 0;
  const half = part / 2;
  const worthOf = (people: number) =>
    scale === 'cluster'
      ? weights.need * Math.min(people, part)
      : weights.spread * Math.min(people, half) +
        (weights.spread / 2) * Math.min(Math.max(people - half, 0), half);
  return Array.from(
    { length: Math.ceil(part / batchSize) },
    (_, i) => worthOf((i + 1) * batchSize) - worthOf(i * batchSize),
  ).filter((gain) => gain > 0);
}

/** Worth added by `more` batches (weighted by tier) where so many are planned already. */
export function placeGain(
  problem: PlanProblem,
  place: Pick<PlanPlace, 'kab' | 'cluster'>,
  served: Served,
  more: number,
): number {
  const between = (gains: readonly number[], from: number, to: number) =>
    gains.reduce(
      (sum, gain, i) => sum + gain * Math.max(0, Math.min(to, i + 1) - Math.max(from, i)),
      0,
    );
  return (['kab', 'cluster'] as const).reduce(
    (sum, scale) =>
      sum + between(batchGains(problem, place[scale], scale), served[scale], served[scale] + more),
    0,
  );
}
