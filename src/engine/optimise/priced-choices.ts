import type { Model } from './allocation.ts';

/**
 * Choices under prices of the limits (Lagrangian relaxation, Everett 1963; Geoffrion 1974). Price r is
 * worth per unit of limit r's sum: above 0 it presses on the upper end, below 0 on the lower.
 */
export interface Best {
  /** −1 for none. */
  choice: number;
  /** Worth less what is used, at the prices; −Infinity where a unit must choose and cannot. */
  net: number;
}

/** The choice of a unit with the highest net worth; the first of equals, and none before any. */
export function bestChoice(model: Model, prices: Float64Array, unit: number, into: Best): void {
  const { choiceStart, entryStart, entryLimit, entryAmount, once, worth } = model;
  let choice = -1;
  let net = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
  const end = model.unitStart[unit + 1] as number;
  for (let o = model.unitStart[unit] as number; o < end; o++) {
    let perBatch = 0;
    let perChoice = 0;
    const stop = entryStart[o + 1] as number;
    for (let e = entryStart[o] as number; e < stop; e++) {
      const r = entryLimit[e] as number;
      const paid = (prices[r] as number) * (entryAmount[e] as number);
      if (once[r] === 1) perChoice += paid;
      else perBatch += paid;
    }
    const last = choiceStart[o + 1] as number;
    let paid = perChoice;
    for (let c = choiceStart[o] as number; c < last; c++) {
      paid += perBatch;
      const left = (worth[c] as number) - paid;
      if (left > net) {
        net = left;
        choice = c;
      }
    }
  }
  into.choice = choice;
  into.net = net;
}

/** Net worth of every choice of a unit, from the first of its choices on, into `nets`. */
export function netsOf(
  model: Model,
  prices: Float64Array,
  unit: number,
  nets: Float64Array,
): number {
  const { choiceStart, entryStart, entryLimit, entryAmount, once, worth } = model;
  const end = model.unitStart[unit + 1] as number;
  let at = 0;
  for (let o = model.unitStart[unit] as number; o < end; o++) {
    let perBatch = 0;
    let paid = 0;
    for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
      const r = entryLimit[e] as number;
      const cost = (prices[r] as number) * (entryAmount[e] as number);
      if (once[r] === 1) paid += cost;
      else perBatch += cost;
    }
    for (let c = choiceStart[o] as number; c < (choiceStart[o + 1] as number); c++) {
      paid += perBatch;
      nets[at++] = (worth[c] as number) - paid;
    }
  }
  return at;
}

/** What the limits themselves bring in at the prices. Infinity where a price has nothing to press on. */
export function paidByLimits(model: Model, prices: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < prices.length; r++) {
    const price = prices[r] as number;
    if (price === 0) continue;
    sum += price * ((price > 0 ? model.max[r] : model.min[r]) as number);
  }
  return sum;
}

/**
 * A bound no assignment exceeds, whatever the prices: what the limits bring in, and of every unit the
 * highest net worth. Rounded outward: the error of every sum and product is bounded by the sizes that
 * went into it (Higham 2002, section 3.1), so that the bound holds in spite of floating point.
 */
export function provenBound(model: Model, prices: Float64Array): number {
  const { unitStart, choiceStart, entryStart, entryLimit, entryAmount, once, worth } = model;
  let [sum, carry, sizes, longest] = [0, 0, 0, 0];
  for (let u = 0; u < model.units; u++) {
    let best = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
    let size = 0;
    for (let o = unitStart[u] as number; o < (unitStart[u + 1] as number); o++) {
      let [perBatch, perChoice, absolute] = [0, 0, 0];
      const batches = (choiceStart[o + 1] as number) - (choiceStart[o] as number);
      longest = Math.max(
        longest,
        (entryStart[o + 1] as number) - (entryStart[o] as number) + batches,
      );
      for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
        const r = entryLimit[e] as number;
        const paid = (prices[r] as number) * (entryAmount[e] as number);
        if (once[r] === 1) perChoice += paid;
        else perBatch += paid;
        absolute += Math.abs(paid) * (once[r] === 1 ? 1 : batches);
      }
      for (let c = choiceStart[o] as number, k = 1; c < (choiceStart[o + 1] as number); c++, k++) {
        const w = worth[c] as number;
        if (w === Number.NEGATIVE_INFINITY) continue;
        const net = w - (k * perBatch + perChoice);
        if (net > best) best = net;
        size = Math.max(size, Math.abs(w) + absolute);
      }
    }
    const next = sum + best;
    carry += Math.abs(sum) >= Math.abs(best) ? sum - next + best : best - next + sum;
    sum = next;
    sizes += size;
  }
  const limits = paidByLimits(model, prices);
  const total = sum + carry + limits;
  let ofLimits = 0;
  for (let r = 0; r < prices.length; r++)
    if (prices[r] !== 0)
      ofLimits += Math.abs(
        (prices[r] as number) *
          ((prices[r] as number) > 0 ? (model.max[r] as number) : (model.min[r] as number)),
      );
  const roundoff = 2 ** -52;
  const error =
    roundoff * ((longest + 8) * sizes + (prices.length + 8) * ofLimits + 4 * Math.abs(total));
  return total + error;
}
