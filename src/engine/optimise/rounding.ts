import { addUse, type Model, type Picked } from './allocation.ts';
import { type Best, bestChoice } from './priced-choices.ts';
import type { Relaxation } from './relaxation.ts';

/**
 * Whole choices near the relaxation's own answer. Where a block answers several prices, its units take
 * turns so that the sums of all limits stay as near as they can to those of the mix.
 */
export function roundMix(model: Model, relaxation: Relaxation): Picked {
  const picked: Picked = new Int32Array(model.units).fill(-1);
  const best: Best = { choice: -1, net: 0 };
  const mixes = new Map<number, Relaxation['mix'][number][]>();
  for (const part of relaxation.mix) {
    const mine = mixes.get(part.block);
    if (mine === undefined) mixes.set(part.block, [part]);
    else mine.push(part);
  }
  const limits = model.names.length;
  const size = Float64Array.from(model.reach, (reach) => (reach > 0 ? model.units / reach : 0));
  const away = new Float64Array(limits);
  const mean = new Float64Array(limits);
  const trial = new Float64Array(limits);
  const feasible: Model = {
    ...model,
    worth: model.worth.map((w) => (w === Number.NEGATIVE_INFINITY ? w : 0)),
  };
  for (let u = 0; u < model.units; u++) {
    const parts = mixes.get(relaxation.blockOf[u] as number) ?? [];
    const wishes = parts.map((part) => {
      bestChoice(part.hasWorth ? model : feasible, part.prices, u, best);
      return { choice: best.choice, weight: part.weight };
    });
    const first = wishes[0]?.choice ?? -1;
    if (wishes.every((w) => w.choice === first)) {
      picked[u] = first;
      continue;
    }
    mean.fill(0);
    const total = wishes.reduce((sum, w) => sum + w.weight, 0);
    for (const wish of wishes) {
      trial.fill(0);
      addUse(model, wish.choice, 1, trial);
      for (let r = 0; r < limits; r++)
        mean[r] = (mean[r] as number) + ((trial[r] as number) * wish.weight) / total;
    }
    let nearest = Number.POSITIVE_INFINITY;
    let take = first;
    for (const wish of wishes) {
      trial.fill(0);
      addUse(model, wish.choice, 1, trial);
      let far = 0;
      for (let r = 0; r < limits; r++) {
        const off = (away[r] as number) + (trial[r] as number) - (mean[r] as number);
        far += (off * (size[r] as number)) ** 2;
      }
      if (far < nearest) {
        nearest = far;
        take = wish.choice;
      }
    }
    addUse(model, take, 1, away);
    for (let r = 0; r < limits; r++) away[r] = (away[r] as number) - (mean[r] as number);
    picked[u] = take;
  }
  return picked;
}
