import { batchesOf, type Model, type Picked, usesOf } from './allocation.ts';

/** Sums of the limits of an assignment, and what changing one unit would do to them. */
export interface RunningSums {
  /** By how much all limits together are broken, in parts of what can be reached. */
  breach(): number;
  /** Breach that goes away where a unit takes `next` instead of `has`; below 0 where it grows. */
  healedBy(has: number, next: number): number;
  /** True where no limit the two touch is broken afterwards. */
  fitsAfter(has: number, next: number): boolean;
  change(has: number, next: number): void;
}

export function runningSums(model: Model, picked: Picked): RunningSums {
  const sums = usesOf(model, picked);
  const { min, max } = model;
  const size = Float64Array.from(model.reach, (reach) => (reach > 0 ? 1 / reach : 0));
  // A change touches few limits: they are listed, so that hundreds of others cost nothing.
  const delta = new Float64Array(sums.length);
  const isTouched = new Uint8Array(sums.length);
  const touched: number[] = [];
  const add = (choice: number, sign: number): void => {
    if (choice < 0) return;
    const option = model.optionOf[choice] as number;
    const batches = batchesOf(model, choice);
    const end = model.entryStart[option + 1] as number;
    for (let e = model.entryStart[option] as number; e < end; e++) {
      const r = model.entryLimit[e] as number;
      if (isTouched[r] === 0) {
        isTouched[r] = 1;
        touched.push(r);
      }
      const amount = (model.entryAmount[e] as number) * (model.once[r] === 1 ? 1 : batches);
      delta[r] = (delta[r] as number) + sign * amount;
    }
  };
  const compare = (has: number, next: number): void => {
    add(has, -1);
    add(next, 1);
  };
  const forget = (): void => {
    for (const r of touched) {
      delta[r] = 0;
      isTouched[r] = 0;
    }
    touched.length = 0;
  };
  const broken = (r: number, sum: number): number => {
    const [high, low] = [max[r] as number, min[r] as number];
    return (sum > high ? sum - high : sum < low ? low - sum : 0) * (size[r] as number);
  };
  return {
    breach() {
      let total = 0;
      for (let r = 0; r < sums.length; r++) total += broken(r, sums[r] as number);
      return total;
    },
    healedBy(has, next) {
      compare(has, next);
      let healed = 0;
      for (const r of touched) {
        const sum = sums[r] as number;
        healed += broken(r, sum) - broken(r, sum + (delta[r] as number));
      }
      forget();
      return healed;
    },
    fitsAfter(has, next) {
      compare(has, next);
      let fits = true;
      for (const r of touched) {
        const sum = (sums[r] as number) + (delta[r] as number);
        if (sum > (max[r] as number) || sum < (min[r] as number)) fits = false;
      }
      forget();
      return fits;
    },
    change(has, next) {
      compare(has, next);
      for (const r of touched) sums[r] = (sums[r] as number) + (delta[r] as number);
      forget();
    },
  };
}
