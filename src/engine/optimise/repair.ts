import type { Model, Picked } from './allocation.ts';
import { type Best, bestChoice, netsOf } from './priced-choices.ts';
import { runningSums } from './running-sums.ts';

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
  const best: Best = { choice: -1, net: 0 };
  if (model.everyUnit)
    for (let u = 0; u < model.units; u++) {
      if ((picked[u] as number) >= 0) continue;
      bestChoice(model, prices, u, best);
      picked[u] = best.choice;
    }
  const sums = runningSums(model, picked);
  const nets = new Float64Array(largestUnit(model));
  for (let change = 0; ; change++) {
    const now = sums.breach();
    if (now === 0) return !(model.everyUnit && picked.includes(-1));
    if (change >= mostChanges) return false;
    let dearest = Number.POSITIVE_INFINITY;
    let [unit, take] = [-1, -1];
    for (let u = 0; u < model.units; u++) {
      const from = model.choiceStart[model.unitStart[u] as number] as number;
      const has = picked[u] as number;
      const many = netsOf(model, prices, u, nets);
      const none = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
      const hasNet = has < 0 ? none : (nets[has - from] as number);
      for (let c = -1; c < many; c++) {
        const next = c < 0 ? -1 : from + c;
        const net = c < 0 ? none : (nets[c] as number);
        if (next === has || net === Number.NEGATIVE_INFINITY) continue;
        const lost = Math.max(0, hasNet - net);
        // No change heals more than all there is.
        if (lost >= dearest * now) continue;
        const healed = sums.healedBy(has, next);
        if (healed <= 1e-15 * now) continue;
        // Of changes that cost nothing, the one that heals most.
        const price = lost / healed - healed * 1e-9;
        if (price >= dearest) continue;
        dearest = price;
        unit = u;
        take = next;
      }
    }
    if (unit < 0) return false;
    sums.change(picked[unit] as number, take);
    picked[unit] = take;
  }
}

/** Raises worth by changes of one unit that keep all limits, dearest in net worth first. */
export function fill(model: Model, prices: Float64Array, picked: Picked): void {
  const sums = runningSums(model, picked);
  const nets = new Float64Array(largestUnit(model));
  const worthOf = (choice: number) => (choice < 0 ? 0 : (model.worth[choice] as number));
  for (let pass = 0; pass < 3; pass++) {
    const changes: { unit: number; choice: number; net: number }[] = [];
    for (let u = 0; u < model.units; u++) {
      const from = model.choiceStart[model.unitStart[u] as number] as number;
      const has = picked[u] as number;
      const many = netsOf(model, prices, u, nets);
      const hasNet = has < 0 ? 0 : (nets[has - from] as number);
      for (let c = 0; c < many; c++) {
        if (worthOf(from + c) <= worthOf(has) || !sums.fitsAfter(has, from + c)) continue;
        changes.push({ unit: u, choice: from + c, net: (nets[c] as number) - hasNet });
      }
    }
    if (changes.length === 0) return;
    changes.sort((a, b) => b.net - a.net || a.choice - b.choice);
    for (const { unit, choice } of changes) {
      const has = picked[unit] as number;
      if (worthOf(choice) <= worthOf(has) || !sums.fitsAfter(has, choice)) continue;
      sums.change(has, choice);
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
