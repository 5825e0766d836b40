import { InputError } from '../stats/input-error.ts';
import { type WholeUnits, wholeUnits } from './whole-units.ts';

/**
 * Who gets which package: every unit (family, place) takes at most one of its options, in 1, 2, …
 * batches, under limits on sums over all units. A multiple-choice knapsack with many rows
 * (Kellerer, Pferschy & Pisinger 2004, ch. 11) whose choices are pairs of option and batches, so that
 * worth may fall from batch to batch.
 */
export interface Allocation {
  /** Options of unit u stand at unitStart[u] … unitStart[u + 1]. */
  readonly unitStart: Int32Array;
  /** Choices of option o, its 1, 2, … batches, stand at choiceStart[o] … choiceStart[o + 1]. */
  readonly choiceStart: Int32Array;
  /** Worth of each choice, all its batches together. Any sign. */
  readonly worth: Float64Array;
  /** What option o adds to the limits: entries entryStart[o] … entryStart[o + 1], one a limit at most. */
  readonly entryStart: Int32Array;
  readonly entryLimit: Int32Array;
  readonly entryAmount: Float64Array;
  readonly limits: readonly Limit[];
  /** No unit may go without. */
  readonly everyUnit: boolean;
}

export interface Limit {
  readonly name: string;
  /** `batch`: amounts count for every batch; `choice`: once, however many batches. */
  readonly per: 'batch' | 'choice';
  /** −Infinity or +Infinity where there is none. */
  readonly min: number;
  readonly max: number;
}

/** Which choice each unit takes; −1 for none. */
export type Picked = Int32Array;

/**
 * The same model with amounts, limits and worth as whole numbers wherever the figures allow it (up to
 * nine decimals), so that sums and comparisons are exact. Choices taken out have worth −Infinity.
 */
export interface Model {
  readonly units: number;
  readonly unitStart: Int32Array;
  readonly choiceStart: Int32Array;
  readonly worth: Float64Array;
  readonly entryStart: Int32Array;
  readonly entryLimit: Int32Array;
  readonly entryAmount: Float64Array;
  readonly everyUnit: boolean;
  readonly optionOf: Int32Array;
  readonly unitOf: Int32Array;
  readonly names: readonly string[];
  /** 1 where amounts count once a choice. */
  readonly once: Uint8Array;
  /** Limits in units of the model; not rounded. With 2⁻⁵⁰ of `reach` to spare where not whole. */
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** 1 where every amount of the limit is whole in the model. */
  readonly whole: Uint8Array;
  /** Largest sum of absolute amounts any assignment can reach, per limit. */
  readonly reach: Float64Array;
  /** A sum of the limit, and a worth, in the units they were given in. */
  readonly givenSum: (limit: number, sum: number) => number;
  readonly givenWorth: (worth: number) => number;
  readonly worthIsWhole: boolean;
}

/** Choices above this number would fill the memory of an office computer. */
const MOST_CHOICES = 20_000_000;

/**
 * @throws InputError 'too-many-choices' with their number; 'not-finite' with the option as row;
 * 'limits-crossed' with the limit's name where min > max.
 */
export function modelOf(allocation: Allocation): Model {
  const { unitStart, choiceStart, entryStart, entryLimit, limits } = allocation;
  const options = choiceStart.length - 1;
  const choices = choiceStart[options] as number;
  if (choices > MOST_CHOICES)
    throw new InputError('too-many-choices', { details: { choices, most: MOST_CHOICES } });
  const optionOf = new Int32Array(choices);
  for (let o = 0; o < options; o++)
    optionOf.fill(o, choiceStart[o] as number, choiceStart[o + 1] as number);
  const unitOf = new Int32Array(options);
  const units = unitStart.length - 1;
  for (let u = 0; u < units; u++)
    unitOf.fill(u, unitStart[u] as number, unitStart[u + 1] as number);
  const bad = allocation.worth.findIndex((w) => !Number.isFinite(w));
  if (bad >= 0) throw new InputError('not-finite', { row: optionOf[bad] as number, role: 'worth' });
  const crossed = limits.find((l) => l.min > l.max);
  if (crossed) throw new InputError('limits-crossed', { details: { limit: crossed.name } });

  const entryAmount = allocation.entryAmount.slice();
  const once = Uint8Array.from(limits, (l) => (l.per === 'choice' ? 1 : 0));
  const reach = new Float64Array(limits.length);
  const [min, max] = [new Float64Array(limits.length), new Float64Array(limits.length)];
  const whole = new Uint8Array(limits.length);
  const scales: WholeUnits[] = [];
  const entries = entriesByLimit(entryLimit, limits.length);
  limits.forEach((limit, r) => {
    const mine = entries[r] as Int32Array;
    const scale = wholeUnits(mine, allocation.entryAmount);
    for (const e of mine) entryAmount[e] = scale.toModel(allocation.entryAmount[e] as number);
    min[r] = scale.toModel(limit.min);
    max[r] = scale.toModel(limit.max);
    whole[r] = scale.isWhole ? 1 : 0;
    scales.push(scale);
  });
  const largest = new Float64Array(limits.length);
  for (let u = 0; u < units; u++) {
    const [from, to] = [unitStart[u] as number, unitStart[u + 1] as number];
    const touched: number[] = [];
    for (let o = from; o < to; o++) {
      const batches = (choiceStart[o + 1] as number) - (choiceStart[o] as number);
      for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
        const r = entryLimit[e] as number;
        const amount = Math.abs(entryAmount[e] as number) * (once[r] === 1 ? 1 : batches);
        if (!Number.isFinite(amount)) throw new InputError('not-finite', { row: o, role: 'use' });
        if ((largest[r] as number) === 0) touched.push(r);
        if (amount > (largest[r] as number)) largest[r] = amount;
      }
    }
    for (const r of touched) {
      reach[r] = (reach[r] as number) + (largest[r] as number);
      largest[r] = 0;
    }
  }
  reach.forEach((sum, r) => {
    // Sums beyond 2⁵³ are no longer exact, however whole their parts.
    if (sum > Number.MAX_SAFE_INTEGER) whole[r] = 0;
    if (whole[r] === 1) return;
    // Three sevenths are not above 3/7 only because neither can be written down.
    min[r] = (min[r] as number) - sum * 2 ** -50;
    max[r] = (max[r] as number) + sum * 2 ** -50;
  });
  const worths = wholeUnits(undefined, allocation.worth);
  const worth = allocation.worth.map(worths.toModel);
  return {
    units,
    unitStart,
    choiceStart,
    worth,
    entryStart,
    entryLimit,
    entryAmount,
    everyUnit: allocation.everyUnit,
    optionOf,
    unitOf,
    names: limits.map((l) => l.name),
    once,
    min,
    max,
    whole,
    reach,
    givenSum: (limit, sum) => (scales[limit] as WholeUnits).toGiven(sum),
    givenWorth: worths.toGiven,
    worthIsWhole:
      worths.isWhole && worth.reduce((s, w) => s + Math.abs(w), 0) < Number.MAX_SAFE_INTEGER,
  };
}

/** Numbers of the entries of each limit. */
function entriesByLimit(entryLimit: Int32Array, limits: number): Int32Array[] {
  const counts = new Int32Array(limits);
  for (const r of entryLimit) counts[r] = (counts[r] as number) + 1;
  const lists = Array.from(counts, (n) => new Int32Array(n));
  const filled = new Int32Array(limits);
  entryLimit.forEach((r, e) => {
    const at = filled[r] as number;
    (lists[r] as Int32Array)[at] = e;
    filled[r] = at + 1;
  });
  return lists;
}

export const batchesOf = (model: Model, choice: number): number =>
  choice - (model.choiceStart[model.optionOf[choice] as number] as number) + 1;

/** Adds what a choice uses, `times` over (1 or −1), to the sums of the limits. */
export function addUse(model: Model, choice: number, times: number, sums: Float64Array): void {
  if (choice < 0) return;
  const option = model.optionOf[choice] as number;
  const batches = batchesOf(model, choice) * times;
  const end = model.entryStart[option + 1] as number;
  for (let e = model.entryStart[option] as number; e < end; e++) {
    const r = model.entryLimit[e] as number;
    const amount = model.entryAmount[e] as number;
    sums[r] = (sums[r] as number) + amount * (model.once[r] === 1 ? times : batches);
  }
}

/** Sums of all limits, rounding carried along (Neumaier 1974) where amounts are not whole. */
export function usesOf(model: Model, picked: Picked): Float64Array {
  const sums = new Float64Array(model.names.length);
  const carry = new Float64Array(model.names.length);
  const one = new Float64Array(model.names.length);
  for (const choice of picked) {
    if (choice < 0) continue;
    const option = model.optionOf[choice] as number;
    addUse(model, choice, 1, one);
    for (
      let e = model.entryStart[option] as number;
      e < (model.entryStart[option + 1] as number);
      e++
    ) {
      const r = model.entryLimit[e] as number;
      const [v, sum] = [one[r] as number, sums[r] as number];
      const next = sum + v;
      carry[r] =
        (carry[r] as number) + (Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum);
      sums[r] = next;
      one[r] = 0;
    }
  }
  return sums.map((sum, r) => sum + (carry[r] as number));
}

export function worthOf(model: Model, picked: Picked): number {
  let [sum, carry] = [0, 0];
  for (const choice of picked) {
    if (choice < 0) continue;
    const v = model.worth[choice] as number;
    const next = sum + v;
    carry += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
    sum = next;
  }
  return sum + carry;
}

/** True where every limit holds, to the last digit where amounts are whole, and every unit has one where it must. */
export function holds(model: Model, picked: Picked, uses = usesOf(model, picked)): boolean {
  if (model.everyUnit && picked.some((choice) => choice < 0)) return false;
  return uses.every((sum, r) => sum <= (model.max[r] as number) && sum >= (model.min[r] as number));
}
