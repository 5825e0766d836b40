import type { CostRule } from './rab.ts';

/**
 * Cost of batches as a straight line, exact to the rupiah: `fixed` per batch and `perHead` for each
 * participant, training and kit apart because sources may pay for one and not the other.
 */
export interface BatchCost {
  readonly trainingFixed: number;
  readonly trainingPerHead: number;
  readonly kitFixed: number;
}

export function batchCost(rules: readonly CostRule[]): BatchCost {
  let trainingFixed = 0;
  let trainingPerHead = 0;
  let kitFixed = 0;
  for (const rule of rules) {
    const fixed = Math.round(rule.perBatch * rule.unitRupiah);
    if (rule.use === 'kit') kitFixed += fixed;
    else {
      trainingFixed += fixed;
      trainingPerHead += rule.perHead * rule.unitRupiah;
    }
  }
  return { trainingFixed, trainingPerHead, kitFixed };
}

export const trainingRupiah = (cost: BatchCost, batches: number, participants: number): number =>
  cost.trainingFixed * batches + cost.trainingPerHead * participants;

export const kitRupiah = (cost: BatchCost, batches: number): number => cost.kitFixed * batches;

/** `participants` over `batches` as evenly as whole people allow, the fuller ones first. */
export function batchSizes(participants: number, batches: number): number[] {
  const base = Math.floor(participants / batches);
  const more = participants - base * batches;
  return Array.from({ length: batches }, (_, i) => base + (i < more ? 1 : 0));
}
