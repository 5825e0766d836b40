import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateUnits } from '#engine/optimise/allocate.ts';
import type { Allocation, Limit } from '#engine/optimise/allocation.ts';
import { openSolver } from '#server/planning/solver.ts';
import { milpOf, tryAll } from '../support/allocation-milp.ts';
import { type Kind, sampleAllocation } from '../support/allocation-sample.ts';

const solver = await openSolver();

/** Items that are in or out, as units of one option. */
function knapsack(
  worth: readonly number[],
  rows: readonly (readonly number[])[],
  right: readonly number[],
): Allocation {
  const items = worth.length;
  const steps = Int32Array.from({ length: items + 1 }, (_, i) => i);
  const each = rows.length;
  return {
    unitStart: steps,
    choiceStart: steps,
    worth: Float64Array.from(worth),
    entryStart: steps.map((i) => i * each),
    entryLimit: Int32Array.from({ length: items * each }, (_, e) => e % each),
    entryAmount: Float64Array.from(
      { length: items * each },
      (_, e) => rows[e % each]?.[Math.floor(e / each)] ?? 0,
    ),
    limits: right.map(
      (max, r): Limit => ({ name: `row ${r + 1}`, per: 'batch', min: -Infinity, max }),
    ),
    everyUnit: false,
  };
}

test('the price of a limit is worth per unit of it, in the units of the file (continuous knapsack by hand)', () => {
  // 12.4 fills 2.5 of 5; of the next, 10.2 for 4, five eighths fit: one more of the limit is worth 10.2 / 4.
  const items = knapsack([12.4, 10.2, 6.1], [[2.5, 4, 3]], [5]);
  const answer = allocateUnits(items, solver, { effort: 'exact' });
  expect(answer.lpBound).toBeCloseTo(12.4 + 10.2 * 0.625, 9);
  expect(Math.abs(answer.prices[0] as number)).toBeCloseTo(10.2 / 4, 9);
  expect(answer.worth).toBeCloseTo(12.4, 9);
});

describe('published optima', () => {
  // Petersen C C (1967), Management Science 13(9), 736–750, as in OR-Library's mknap1 (Beasley 1990):
  // problems 1 to 5; optima as printed there.
  const p15 = {
    worth: [100, 220, 90, 400, 300, 400, 205, 120, 160, 580, 400, 140, 100, 1300, 650],
    rows: [
      [8, 24, 13, 80, 70, 80, 45, 15, 28, 90, 130, 32, 20, 120, 40],
      [8, 44, 13, 100, 100, 90, 75, 25, 28, 120, 130, 32, 40, 160, 40],
      [3, 6, 4, 20, 20, 30, 8, 3, 12, 14, 40, 6, 3, 20, 5],
      [5, 9, 6, 40, 30, 40, 16, 5, 18, 24, 60, 16, 11, 30, 25],
      [5, 11, 7, 50, 40, 40, 19, 7, 18, 29, 70, 21, 17, 30, 25],
      [5, 11, 7, 55, 40, 40, 21, 9, 18, 29, 70, 21, 17, 35, 25],
      [0, 0, 1, 10, 4, 10, 0, 6, 0, 6, 32, 3, 0, 70, 10],
      [3, 4, 5, 20, 14, 20, 6, 12, 10, 18, 42, 9, 12, 100, 20],
      [3, 6, 9, 30, 29, 20, 12, 12, 10, 30, 42, 18, 18, 110, 20],
      [3, 8, 9, 35, 29, 20, 16, 15, 10, 30, 42, 20, 18, 120, 20],
    ],
  };
  const more = {
    worth: [320, 480, 80, 60, 2550],
    rows: [
      [30, 20, 6, 3, 180],
      [60, 55, 10, 6, 240],
      [0, 5, 3, 0, 20],
      [10, 13, 5, 1, 80],
      [15, 25, 5, 1, 100],
      [20, 25, 5, 2, 110],
      [0, 0, 0, 0, 0],
      [5, 6, 4, 1, 20],
      [15, 18, 7, 2, 40],
      [20, 22, 7, 3, 50],
    ],
  };
  const last = {
    worth: [3100, 1100, 950, 450, 300, 220, 200, 520],
    rows: [
      [220, 50, 30, 50, 12, 5, 8, 18],
      [290, 80, 90, 70, 27, 17, 8, 28],
      [30, 40, 10, 0, 5, 0, 0, 10],
      [60, 50, 20, 30, 10, 5, 3, 20],
      [70, 55, 20, 50, 15, 15, 6, 20],
      [70, 55, 20, 50, 20, 15, 6, 20],
      [30, 10, 0, 10, 10, 5, 0, 10],
      [50, 30, 5, 20, 20, 10, 10, 20],
      [60, 50, 25, 25, 25, 15, 10, 28],
      [60, 55, 25, 30, 25, 15, 10, 28],
    ],
  };
  const together = (...parts: (typeof p15)[]) => ({
    worth: parts.flatMap((p) => p.worth),
    rows: p15.rows.map((_, r) => parts.flatMap((p) => p.rows[r] as number[])),
  });
  const problems: {
    name: string;
    optimum: number;
    worth: number[];
    rows: number[][];
    right: number[];
  }[] = [
    {
      name: 'Petersen 1, 6 × 10',
      optimum: 3800,
      worth: [100, 600, 1200, 2400, 500, 2000],
      rows: [
        [8, 12, 13, 64, 22, 41],
        [8, 12, 13, 75, 22, 41],
        [3, 6, 4, 18, 6, 4],
        [5, 10, 8, 32, 6, 12],
        [5, 13, 8, 42, 6, 20],
        [5, 13, 8, 48, 6, 20],
        [0, 0, 0, 0, 8, 0],
        [3, 0, 4, 0, 8, 0],
        [3, 2, 4, 0, 8, 4],
        [3, 2, 4, 8, 8, 4],
      ],
      right: [80, 96, 20, 36, 44, 48, 10, 18, 22, 24],
    },
    {
      name: 'Petersen 2, 10 × 10, worth in tenths',
      optimum: 8706.1,
      worth: [600.1, 310.5, 1800, 3850, 18.6, 198.7, 882, 4200, 402.5, 327],
      rows: [
        [20, 5, 100, 200, 2, 4, 60, 150, 80, 40],
        [20, 7, 130, 280, 2, 8, 110, 210, 100, 40],
        [60, 3, 50, 100, 4, 2, 20, 40, 6, 12],
        [60, 8, 70, 200, 4, 6, 40, 70, 16, 20],
        [60, 13, 70, 250, 4, 10, 60, 90, 20, 24],
        [60, 13, 70, 280, 4, 10, 70, 105, 22, 28],
        [5, 2, 20, 100, 2, 5, 10, 60, 0, 0],
        [45, 14, 80, 180, 6, 10, 40, 100, 20, 0],
        [55, 14, 80, 200, 6, 10, 50, 140, 30, 40],
        [65, 14, 80, 220, 6, 10, 50, 180, 30, 50],
      ],
      right: [450, 540, 200, 360, 440, 480, 200, 360, 440, 480],
    },
    {
      name: 'Petersen 3, 15 × 10',
      optimum: 4015,
      ...p15,
      right: [550, 700, 130, 240, 280, 310, 110, 205, 260, 275],
    },
    {
      name: 'Petersen 4, 20 × 10',
      optimum: 6120,
      ...together(p15, more),
      right: [550, 700, 130, 240, 280, 310, 110, 205, 260, 275],
    },
    {
      name: 'Petersen 5, 28 × 10',
      optimum: 12400,
      ...together(p15, more, last),
      right: [930, 1210, 272, 462, 532, 572, 240, 400, 470, 490],
    },
  ];
  test.each(problems)('$name', ({ optimum, worth, rows, right }) => {
    const answer = allocateUnits(knapsack(worth, rows, right), solver, { effort: 'exact' });
    expect(answer.worth).toBe(optimum);
    expect(answer.bound).toBe(optimum);
    expect(answer.gap).toBe(0);
    expect(answer.lpBound).toBeGreaterThanOrEqual(optimum);
  });
});

/** Small models of every kind: batches with falling worth, several limits, minimums, decimals, any sign. */
const small = fc
  .record({
    decimals: fc.constantFrom(1, 10, 7),
    everyUnit: fc.boolean(),
    units: fc.array(
      fc.array(
        fc.record({
          steps: fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 1, maxLength: 3 }),
          amounts: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    limits: fc.array(
      fc.record({
        min: fc.option(fc.integer({ min: 0, max: 15 }), { nil: undefined }),
        room: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
        per: fc.constantFrom('batch' as const, 'choice' as const),
        sign: fc.constantFrom(1, 1, 1, -1),
      }),
      { minLength: 3, maxLength: 3 },
    ),
  })
  .map(({ decimals, everyUnit, units, limits }): Allocation => {
    const options = units.flat();
    let at = 0;
    const unitStart = [0, ...units.map((mine) => (at += mine.length))];
    let choices = 0;
    const choiceStart = [0, ...options.map((o) => (choices += o.steps.length))];
    return {
      unitStart: Int32Array.from(unitStart),
      choiceStart: Int32Array.from(choiceStart),
      worth: Float64Array.from(
        options.flatMap((o) => {
          const falling = [...o.steps].sort((a, b) => b - a);
          return falling.map(
            (_, k) => falling.slice(0, k + 1).reduce((a, b) => a + b, 0) / decimals,
          );
        }),
      ),
      entryStart: Int32Array.from({ length: options.length + 1 }, (_, o) => 3 * o),
      entryLimit: Int32Array.from({ length: 3 * options.length }, (_, e) => e % 3),
      entryAmount: Float64Array.from(
        options.flatMap((o) => o.amounts.map((a, r) => ((limits[r]?.sign ?? 1) * a) / decimals)),
      ),
      limits: limits.map(({ min, room, per }, r) => ({
        name: `limit ${r}`,
        per,
        min: min === undefined ? -Infinity : (min - (limits[r]?.sign === -1 ? 12 : 0)) / decimals,
        max: room === undefined ? Infinity : ((min ?? 0) + room) / decimals,
      })),
      everyUnit,
    };
  });

describe('properties', () => {
  test('the exact answer is the best of all assignments, and nothing is called impossible that is not', () => {
    fc.assert(
      fc.property(small, (allocation) => {
        const answer = allocateUnits(allocation, solver, { effort: 'exact' });
        const best = tryAll(allocation);
        if (best === undefined) {
          expect(answer.status).toBe('infeasible');
          return;
        }
        expect(answer.status).toBe('solved');
        expect(answer.worth).toBeCloseTo(best, 9);
        expect(answer.bound).toBeGreaterThanOrEqual(answer.worth);
        expect(answer.gap ?? 0).toBeLessThan(1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test('the fast answer keeps every limit and its bound holds', () => {
    fc.assert(
      fc.property(small, (allocation) => {
        const answer = allocateUnits(allocation, solver, { effort: 'fast' });
        const best = tryAll(allocation);
        if (best === undefined) expect(answer.picked).toBeUndefined();
        else {
          expect(answer.status).not.toBe('infeasible');
          expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9 * Math.abs(best));
          if (answer.status === 'solved') expect(answer.worth).toBeLessThanOrEqual(best + 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });

  const kinds: readonly Kind[] = ['uncorrelated', 'weak', 'strong', 'subset-sum'];
  test.each(kinds)(
    '%s: the LP bound is the relaxation of another solver, and the gap is true',
    (kind) => {
      for (const groups of [0, 3]) {
        const allocation = sampleAllocation({
          units: 400,
          options: 5,
          resources: 3,
          kind,
          tightness: 0.3,
          groups,
          seed: 7,
        });
        const answer = allocateUnits(allocation, solver, { effort: 'fast' });
        const milp = milpOf(allocation);
        const lp = solver.lp(milp).objective;
        expect(Math.abs(answer.lpBound - lp) / lp).toBeLessThan(1e-7);
        expect(answer.lpBound).toBeGreaterThanOrEqual(lp * (1 - 1e-12));
        expect(answer.gap).toBe((answer.bound - answer.worth) / answer.bound);
        expect(answer.gap).toBeLessThan(0.01);
      }
    },
  );
});
