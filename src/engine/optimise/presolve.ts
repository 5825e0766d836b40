import type { Model } from './allocation.ts';

export interface Presolved {
  readonly model: Model;
  /** Choices no better than another of the same unit, whatever the others take. */
  readonly dominated: number;
  /** Limits (their lower and upper ends counted one by one) that nothing can break. */
  readonly redundant: number;
}

/** Pairs grow with the square: units with more choices than this are left as they are. */
const MOST_COMPARED = 128;

/**
 * Takes out what changes neither the best answer nor the relaxation: choices dominated by another of the
 * unit (worth no more, use no less of what is limited above, no more of what is asked for below), and
 * ends of limits that no assignment reaches. Of equal choices the first stays. (Dominance on the convex
 * hull, the other classic rule, holds for the relaxation alone and is not used.)
 */
export function presolve(model: Model): Presolved {
  const min = model.min.slice();
  const max = model.max.slice();
  const { low, high } = activities(model);
  let redundant = 0;
  for (let r = 0; r < min.length; r++) {
    if (Number.isFinite(max[r] as number) && (high[r] as number) <= (max[r] as number)) {
      max[r] = Number.POSITIVE_INFINITY;
      redundant++;
    }
    if (Number.isFinite(min[r] as number) && (low[r] as number) >= (min[r] as number)) {
      min[r] = Number.NEGATIVE_INFINITY;
      redundant++;
    }
  }
  const worth = model.worth.slice();
  let dominated = 0;
  const { unitStart, choiceStart } = model;
  const rows: number[] = [];
  const position = new Int32Array(min.length).fill(-1);
  for (let u = 0; u < model.units; u++) {
    const from = choiceStart[unitStart[u] as number] as number;
    const to = choiceStart[unitStart[u + 1] as number] as number;
    const many = to - from;
    if (many === 0 || many > MOST_COMPARED) continue;
    for (const r of rows) position[r] = -1;
    rows.length = 0;
    for (let o = unitStart[u] as number; o < (unitStart[u + 1] as number); o++)
      for (let e = model.entryStart[o] as number; e < (model.entryStart[o + 1] as number); e++) {
        const r = model.entryLimit[e] as number;
        if ((position[r] as number) >= 0) continue;
        if (max[r] === Number.POSITIVE_INFINITY && min[r] === Number.NEGATIVE_INFINITY) continue;
        position[r] = rows.length;
        rows.push(r);
      }
    // Row 0 of `use` is to take nothing.
    const use = new Float64Array((many + 1) * rows.length);
    for (let o = unitStart[u] as number; o < (unitStart[u + 1] as number); o++)
      for (let e = model.entryStart[o] as number; e < (model.entryStart[o + 1] as number); e++) {
        const r = model.entryLimit[e] as number;
        const at = position[r] as number;
        if (at < 0) continue;
        for (let c = choiceStart[o] as number; c < (choiceStart[o + 1] as number); c++) {
          const batches = model.once[r] === 1 ? 1 : c - (choiceStart[o] as number) + 1;
          use[(c - from + 1) * rows.length + at] = batches * (model.entryAmount[e] as number);
        }
      }
    const noWorse = (a: number, b: number): boolean => {
      for (let i = 0; i < rows.length; i++) {
        const r = rows[i] as number;
        const mine = use[a * rows.length + i] as number;
        const other = use[b * rows.length + i] as number;
        if (mine > other && max[r] !== Number.POSITIVE_INFINITY) return false;
        if (mine < other && min[r] !== Number.NEGATIVE_INFINITY) return false;
      }
      return true;
    };
    const w = (a: number): number => (a === 0 ? 0 : (worth[from + a - 1] as number));
    for (let b = 1; b <= many; b++)
      for (let a = model.everyUnit ? 1 : 0; a <= many; a++) {
        if (a === b || w(a) < w(b) || w(a) === Number.NEGATIVE_INFINITY || !noWorse(a, b)) continue;
        const areEqual = w(a) === w(b) && noWorse(b, a);
        if (areEqual && a > b) continue;
        worth[from + b - 1] = Number.NEGATIVE_INFINITY;
        dominated++;
        break;
      }
  }
  return { model: { ...model, worth, min, max }, dominated, redundant };
}

/** Smallest and largest sum of each limit over all assignments. */
function activities(model: Model): { low: Float64Array; high: Float64Array } {
  const limits = model.names.length;
  const [low, high] = [new Float64Array(limits), new Float64Array(limits)];
  const [least, most] = [new Float64Array(limits), new Float64Array(limits)];
  const seen = new Int32Array(limits);
  for (let u = 0; u < model.units; u++) {
    const touched: number[] = [];
    const from = model.unitStart[u] as number;
    const to = model.unitStart[u + 1] as number;
    for (let o = from; o < to; o++) {
      const batches = (model.choiceStart[o + 1] as number) - (model.choiceStart[o] as number);
      for (let e = model.entryStart[o] as number; e < (model.entryStart[o + 1] as number); e++) {
        const r = model.entryLimit[e] as number;
        const one = model.entryAmount[e] as number;
        const all = model.once[r] === 1 ? one : one * batches;
        if (seen[r] === 0) {
          touched.push(r);
          least[r] = model.everyUnit ? Number.POSITIVE_INFINITY : 0;
          most[r] = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
        }
        seen[r] = (seen[r] as number) + 1;
        least[r] = Math.min(least[r] as number, one, all);
        most[r] = Math.max(most[r] as number, one, all);
      }
    }
    for (const r of touched) {
      // Where not every option touches the limit, one adds nothing to it.
      const canBeNone = (seen[r] as number) < to - from;
      low[r] =
        (low[r] as number) + (canBeNone ? Math.min(0, least[r] as number) : (least[r] as number));
      high[r] =
        (high[r] as number) + (canBeNone ? Math.max(0, most[r] as number) : (most[r] as number));
      seen[r] = 0;
    }
  }
  // Sums that are not exact get a hair of room.
  for (let r = 0; r < limits; r++) {
    if (model.whole[r] === 1) continue;
    low[r] = (low[r] as number) - 1e-12 * (model.reach[r] as number);
    high[r] = (high[r] as number) + 1e-12 * (model.reach[r] as number);
  }
  return { low, high };
}

/**
 * What holds for whole answers only, not for the relaxation: choices that break a limit by themselves are
 * taken out, and limits on whole sums are moved to the next sum that can be reached. Undefined where
 * this alone shows that nothing can hold.
 */
export function tighten(model: Model): { model: Model; misfits: number } | undefined {
  const min = model.min.map((end, r) => (model.whole[r] === 1 ? Math.ceil(end) : end));
  const max = model.max.map((end, r) => (model.whole[r] === 1 ? Math.floor(end) : end));
  if (min.some((end, r) => end > (max[r] as number))) return undefined;
  const [adds, takes] = [new Uint8Array(min.length), new Uint8Array(min.length)];
  model.entryLimit.forEach((r, e) => {
    if ((model.entryAmount[e] as number) > 0) adds[r] = 1;
    if ((model.entryAmount[e] as number) < 0) takes[r] = 1;
  });
  const worth = model.worth.slice();
  let misfits = 0;
  for (let c = 0; c < worth.length; c++) {
    if (worth[c] === Number.NEGATIVE_INFINITY) continue;
    const o = model.optionOf[c] as number;
    const batches = c - (model.choiceStart[o] as number) + 1;
    for (let e = model.entryStart[o] as number; e < (model.entryStart[o + 1] as number); e++) {
      const r = model.entryLimit[e] as number;
      const amount = (model.entryAmount[e] as number) * (model.once[r] === 1 ? 1 : batches);
      const tooMuch = amount > (max[r] as number) && takes[r] === 0;
      const tooLittle = amount < (min[r] as number) && adds[r] === 0;
      if (!tooMuch && !tooLittle) continue;
      worth[c] = Number.NEGATIVE_INFINITY;
      misfits++;
      break;
    }
  }
  const tight = { ...model, worth, min, max };
  return model.everyUnit && isAnyUnitWithout(tight) ? undefined : { model: tight, misfits };
}

/** True where some unit has no choice left. */
export function isAnyUnitWithout({ units, unitStart, choiceStart, worth }: Model): boolean {
  for (let u = 0; u < units; u++) {
    const to = choiceStart[unitStart[u + 1] as number] as number;
    let c = choiceStart[unitStart[u] as number] as number;
    while (c < to && worth[c] === Number.NEGATIVE_INFINITY) c++;
    if (c === to) return true;
  }
  return false;
}
