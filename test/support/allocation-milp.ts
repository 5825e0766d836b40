import type { Allocation } from '#engine/optimise/allocation.ts';
import { type Entry, type Milp, milpBuilder } from '#engine/optimise/milp.ts';

/** The model written out as it stands, one column a choice: for other solvers, and for checks. */
export function milpOf(allocation: Allocation): Milp {
  const { unitStart, choiceStart, entryStart, entryLimit, entryAmount, limits } = allocation;
  const builder = milpBuilder();
  const rows: Entry[][] = limits.map(() => []);
  for (let u = 0; u + 1 < unitStart.length; u++) {
    const own: Entry[] = [];
    for (let o = unitStart[u] as number; o < (unitStart[u + 1] as number); o++) {
      const from = choiceStart[o] as number;
      for (let c = from; c < (choiceStart[o + 1] as number); c++) {
        const column = builder.column({
          cost: allocation.worth[c] as number,
          upper: 1,
          integer: true,
          block: u,
        });
        own.push([column, 1]);
        for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
          const r = entryLimit[e] as number;
          const times = limits[r]?.per === 'choice' ? 1 : c - from + 1;
          rows[r]?.push([column, (entryAmount[e] as number) * times]);
        }
      }
    }
    builder.row(allocation.everyUnit ? 1 : 0, 1, own);
  }
  limits.forEach((limit, r) => {
    builder.row(limit.min, limit.max, rows[r] as Entry[], limit.name);
  });
  return builder.build();
}

/** Every assignment tried: the best worth, undefined where none holds. For a few units. */
export function tryAll(allocation: Allocation): number | undefined {
  const { unitStart, choiceStart, entryStart, entryLimit, entryAmount, limits } = allocation;
  const units = unitStart.length - 1;
  const sums = limits.map(() => 0);
  let best: number | undefined;
  const go = (u: number, worth: number): void => {
    if (u === units) {
      const isFine = limits.every(
        (l, r) => (sums[r] as number) <= l.max + 1e-9 && (sums[r] as number) >= l.min - 1e-9,
      );
      if (isFine && (best === undefined || worth > best)) best = worth;
      return;
    }
    if (!allocation.everyUnit) go(u + 1, worth);
    for (let o = unitStart[u] as number; o < (unitStart[u + 1] as number); o++) {
      const from = choiceStart[o] as number;
      for (let c = from; c < (choiceStart[o + 1] as number); c++) {
        const add = (sign: number) => {
          for (let e = entryStart[o] as number; e < (entryStart[o + 1] as number); e++) {
            const r = entryLimit[e] as number;
            const times = limits[r]?.per === 'choice' ? 1 : c - from + 1;
            sums[r] = (sums[r] as number) + sign * (entryAmount[e] as number) * times;
          }
        };
        add(1);
        go(u + 1, worth + (allocation.worth[c] as number));
        add(-1);
      }
    }
  };
  go(0, 0);
  return best;
}
