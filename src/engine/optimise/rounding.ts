import { addUse, type Model, type Picked, usesOf } from './allocation.ts';
import { type Best, bestChoice, netsOf } from './priced-choices.ts';
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

/**
 * Changes one unit at a time until no limit is broken: always the change that costs least net worth for
 * the breach it heals. False where none heals; `picked` is then as near as it got.
 */
export function repair(
  model: Model,
  prices: Float64Array,
  picked: Picked,
  mostChanges: number,
): boolean {
  const limits = model.names.length;
  const uses = usesOf(model, picked);
  const size = Float64Array.from(model.reach, (reach) => (reach > 0 ? 1 / reach : 0));
  const breach = (sums: Float64Array): number => {
    let total = 0;
    for (let r = 0; r < limits; r++) {
      const sum = sums[r] as number;
      const high = model.max[r] as number;
      const low = model.min[r] as number;
      if (sum > high) total += (sum - high) * (size[r] as number);
      else if (sum < low) total += (low - sum) * (size[r] as number);
    }
    return total;
  };
  const most = largestUnit(model);
  const nets = new Float64Array(most);
  const trial = new Float64Array(limits);
  const best: Best = { choice: -1, net: 0 };
  picked.forEach((has, u) => {
    if (has >= 0 || !model.everyUnit) return;
    bestChoice(model, prices, u, best);
    picked[u] = best.choice;
    addUse(model, best.choice, 1, uses);
  });
  for (let change = 0; ; change++) {
    const now = breach(uses);
    if (now === 0) return !(model.everyUnit && picked.includes(-1));
    if (change >= mostChanges) return false;
    let dearest = Number.POSITIVE_INFINITY;
    let [unit, take] = [-1, -1];
    for (let u = 0; u < model.units; u++) {
      const from = model.choiceStart[model.unitStart[u] as number] as number;
      const has = picked[u] as number;
      const many = netsOf(model, prices, u, nets);
      const hasNet =
        has < 0 ? (model.everyUnit ? Number.NEGATIVE_INFINITY : 0) : (nets[has - from] as number);
      for (let c = -1; c < many; c++) {
        const next = c < 0 ? -1 : from + c;
        if (next === has || (c < 0 && model.everyUnit)) continue;
        const net = c < 0 ? 0 : (nets[c] as number);
        if (net === Number.NEGATIVE_INFINITY) continue;
        const lost = Math.max(0, hasNet - net);
        // No change heals more than all there is.
        if (lost >= dearest * now) continue;
        trial.set(uses);
        addUse(model, has, -1, trial);
        addUse(model, next, 1, trial);
        const healed = now - breach(trial);
        if (healed <= 1e-15 * now) continue;
        const price = lost / healed - healed * 1e-9;
        if (price >= dearest) continue;
        dearest = price;
        unit = u;
        take = next;
      }
    }
    if (unit < 0) return false;
    addUse(model, picked[unit] as number, -1, uses);
    addUse(model, take, 1, uses);
    picked[unit] = take;
  }
}

/** Raises worth by changes of one unit that keep all limits, dearest in net worth first. */
export function fill(model: Model, prices: Float64Array, picked: Picked): void {
  const limits = model.names.length;
  const uses = usesOf(model, picked);
  const nets = new Float64Array(largestUnit(model));
  const trial = new Float64Array(limits);
  const fits = (): boolean => {
    for (let r = 0; r < limits; r++) {
      if ((trial[r] as number) > (model.max[r] as number)) return false;
      if ((trial[r] as number) < (model.min[r] as number)) return false;
    }
    return true;
  };
  for (let pass = 0; pass < 3; pass++) {
    const changes: { unit: number; choice: number; net: number }[] = [];
    for (let u = 0; u < model.units; u++) {
      const from = model.choiceStart[model.unitStart[u] as number] as number;
      const has = picked[u] as number;
      const hasWorth = has < 0 ? 0 : (model.worth[has] as number);
      const many = netsOf(model, prices, u, nets);
      const hasNet = has < 0 ? 0 : (nets[has - from] as number);
      for (let c = 0; c < many; c++) {
        if ((model.worth[from + c] as number) <= hasWorth) continue;
        trial.set(uses);
        addUse(model, has, -1, trial);
        addUse(model, from + c, 1, trial);
        if (fits()) changes.push({ unit: u, choice: from + c, net: (nets[c] as number) - hasNet });
      }
    }
    if (changes.length === 0) return;
    changes.sort((a, b) => b.net - a.net || a.choice - b.choice);
    for (const { unit, choice } of changes) {
      const has = picked[unit] as number;
      const hasWorth = has < 0 ? 0 : (model.worth[has] as number);
      if ((model.worth[choice] as number) <= hasWorth) continue;
      trial.set(uses);
      addUse(model, has, -1, trial);
      addUse(model, choice, 1, trial);
      if (!fits()) continue;
      uses.set(trial);
      picked[unit] = choice;
    }
  }
}

function largestUnit(model: Model): number {
  let most = 1;
  for (let u = 0; u < model.units; u++) {
    const from = model.choiceStart[model.unitStart[u] as number] as number;
    most = Math.max(most, (model.choiceStart[model.unitStart[u + 1] as number] as number) - from);
  }
  return most;
}
