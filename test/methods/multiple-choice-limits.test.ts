import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateUnits } from '#engine/optimise/allocate.ts';
import { type Allocation, holds, type Limit } from '#engine/optimise/allocation.ts';
import { conflictOf, EVERY_UNIT } from '#engine/optimise/allocation-conflict.ts';
import { alternativesTo, priceOfLimit } from '#engine/optimise/alternatives.ts';
import { openSolver } from '#server/planning/solver.ts';
import { tryAll } from '../support/allocation-milp.ts';
import { sampleAllocation } from '../support/allocation-sample.ts';

const solver = await openSolver();

/** One option a unit, up to some batches; a column of amounts for every limit. */
function places(
  batches: readonly number[],
  amounts: readonly (readonly number[])[],
  limits: readonly Omit<Limit, 'per'>[],
  everyUnit = false,
): Allocation {
  let choices = 0;
  const choiceStart = [0, ...batches.map((n) => (choices += n))];
  return {
    unitStart: Int32Array.from({ length: batches.length + 1 }, (_, i) => i),
    choiceStart: Int32Array.from(choiceStart),
    worth: Float64Array.from(batches.flatMap((n) => Array.from({ length: n }, (_, k) => k + 1))),
    entryStart: Int32Array.from({ length: batches.length + 1 }, (_, i) => i * limits.length),
    entryLimit: Int32Array.from(
      { length: batches.length * limits.length },
      (_, e) => e % limits.length,
    ),
    entryAmount: Float64Array.from(amounts.flat()),
    limits: limits.map((l) => ({ ...l, per: 'batch' as const })),
    everyUnit,
  };
}

describe('limits that cannot hold together', () => {
  test('2x + 2y = 3 holds in parts, not in whole numbers: both ends are named', () => {
    const allocation = places(
      [5, 5],
      [
        [2, 2],
        [2, 2],
      ],
      [
        { name: 'at most 3', min: -Infinity, max: 3 },
        { name: 'at least 3', min: 3, max: Infinity },
      ],
    );
    expect(allocateUnits(allocation, solver).status).toBe('infeasible');
    const conflict = conflictOf(allocation, solver);
    expect(conflict?.limits).toEqual([0, 1]);
    expect(conflict?.proof).toBe('whole-numbers');
    expect(conflict?.isIrreducible).toBe(true);
    expect(conflict?.nearest.map((n) => n.found)).toEqual([4, 2]);
  });

  test('6x + 10y + 15z between 29 and 29 with nothing wrong by parity alone', () => {
    const allocation = places(
      [4, 2, 1],
      [
        [6, 6, 1],
        [10, 10, 1],
        [15, 15, 1],
      ],
      [
        { name: 'at most 29', min: -Infinity, max: 29 },
        { name: 'at least 29', min: 29, max: Infinity },
        { name: 'some', min: 1, max: Infinity },
      ],
    );
    const conflict = conflictOf(allocation, solver);
    expect(conflict?.limits).toEqual([0, 1]);
    expect(conflict?.proof).toBe('whole-numbers');
  });

  test('every unit, and money that is not enough', () => {
    const allocation = places(
      [1, 1],
      [[5], [6]],
      [{ name: 'money', min: -Infinity, max: 10 }],
      true,
    );
    const conflict = conflictOf(allocation, solver);
    expect(conflict).toMatchObject({ limits: [0], everyUnit: true, proof: 'relaxation' });
    expect(conflict?.nearest).toEqual([
      { limit: 0, end: 'max', found: 11, bound: 11 },
      { limit: -1, end: 'min', found: 1, bound: 1 },
    ]);
  });

  test('what is named cannot hold, and does without any one of it', () => {
    const amount = fc.integer({ min: 0, max: 6 });
    const model = fc
      .record({
        batches: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
        amounts: fc.array(fc.array(amount, { minLength: 4, maxLength: 4 }), {
          minLength: 4,
          maxLength: 4,
        }),
        ends: fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), {
          minLength: 4,
          maxLength: 4,
        }),
        everyUnit: fc.boolean(),
      })
      .map(({ batches, amounts, ends, everyUnit }) =>
        places(
          batches,
          amounts.slice(0, batches.length),
          ends.map(([isMin, end], r) =>
            isMin
              ? { name: `r${r}`, min: end, max: Infinity }
              : { name: `r${r}`, min: -Infinity, max: end },
          ),
          everyUnit,
        ),
      );
    fc.assert(
      fc.property(model, (allocation) => {
        const conflict = conflictOf(allocation, solver);
        if (tryAll(allocation) !== undefined) {
          expect(conflict).toBeUndefined();
          return;
        }
        const named = [
          ...(conflict?.limits.map((r) => allocation.limits[r]?.name as string) ?? []),
          ...(conflict?.everyUnit ? [EVERY_UNIT] : []),
        ];
        const canHold = (kept: readonly string[]) =>
          tryAll({
            ...allocation,
            everyUnit: allocation.everyUnit && kept.includes(EVERY_UNIT),
            limits: allocation.limits.map((l) =>
              kept.includes(l.name) ? l : { ...l, min: -Infinity, max: Infinity },
            ),
          }) !== undefined;
        expect(canHold(named)).toBe(false);
        for (const name of named) expect(canHold(named.filter((n) => n !== name))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('answers around the best one', () => {
  const allocation = sampleAllocation({
    units: 60,
    options: 4,
    resources: 2,
    kind: 'weak',
    tightness: 0.3,
    groups: 3,
    seed: 3,
  });
  const best = allocateUnits(allocation, solver, { effort: 'fast' });

  test('alternatives hold, are as good as promised, and differ from all before', () => {
    const found = alternativesTo(allocation, best, solver, {
      within: 0.01,
      count: 3,
      effort: 'fast',
    });
    expect(found.length).toBe(3);
    const known = [best.picked as Int32Array];
    for (const one of found) {
      expect(holds(best.model, one.picked)).toBe(true);
      expect(one.worth).toBeGreaterThanOrEqual(0.99 * best.worth);
      for (const other of known) expect([...one.picked]).not.toEqual([...other]);
      const differences = known.reduce(
        (sum, other) => sum + other.reduce((n, c, u) => n + (c === one.picked[u] ? 0 : 1), 0),
        0,
      );
      expect(one.differingFromAll).toBe(differences);
      expect(differences).toBeLessThanOrEqual(one.mostDiffering);
      known.push(one.picked);
    }
  });

  test('a limit loosened never costs, and the gain is inside its range', () => {
    for (let limit = 0; limit < allocation.limits.length; limit++) {
      const { min } = allocation.limits[limit] as Limit;
      const end = Number.isFinite(min) ? ('min' as const) : ('max' as const);
      const price = priceOfLimit(allocation, best, solver, {
        limit,
        end,
        step: 50,
        effort: 'fast',
      });
      expect(price.worth).toBeGreaterThanOrEqual(best.worth);
      expect(price.gainLow).toBeLessThanOrEqual(price.gainHigh);
      expect(price.worth - best.worth).toBeLessThanOrEqual(price.gainHigh);
    }
  });

  test('the same input gives the same answer; twice the worth gives twice the answer', () => {
    const again = allocateUnits(allocation, solver, { effort: 'fast' });
    expect(again.picked).toEqual(best.picked);
    const twice = { ...allocation, worth: allocation.worth.map((w) => 2 * w) };
    const doubled = allocateUnits(twice, solver, { effort: 'fast' });
    expect(doubled.worth).toBe(2 * best.worth);
    expect(doubled.bound).toBe(2 * best.bound);
  });

  test('more room is never worth less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 400 }),
        (seed, more) => {
          const tight = sampleAllocation({
            units: 8,
            options: 3,
            resources: 2,
            kind: 'strong',
            tightness: 0.3,
            groups: 0,
            seed,
          });
          const loose = {
            ...tight,
            limits: tight.limits.map((l) => ({ ...l, max: l.max + more })),
          };
          const worth = (a: Allocation) => allocateUnits(a, solver, { effort: 'exact' }).worth;
          expect(worth(loose)).toBeGreaterThanOrEqual(worth(tight));
        },
      ),
      { numRuns: 15 },
    );
  });
});
