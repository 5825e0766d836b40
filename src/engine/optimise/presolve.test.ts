import { expect, test } from 'vitest';
import { type Allocation, type Limit, modelOf } from './allocation.ts';
import { presolve, tighten } from './presolve.ts';

/** One unit, options of one batch: [worth, use of the first limit, of the second]. */
function oneUnit(
  options: readonly (readonly [number, number, number])[],
  limits: readonly Omit<Limit, 'name' | 'per'>[],
  everyUnit = false,
): Allocation {
  const many = options.length;
  return {
    unitStart: Int32Array.of(0, many),
    choiceStart: Int32Array.from({ length: many + 1 }, (_, i) => i),
    worth: Float64Array.from(options, (o) => o[0]),
    entryStart: Int32Array.from({ length: many + 1 }, (_, i) => 2 * i),
    entryLimit: Int32Array.from({ length: 2 * many }, (_, e) => e % 2),
    entryAmount: Float64Array.from(options.flatMap((o) => [o[1], o[2]])),
    limits: limits.map((l, r) => ({ ...l, name: `limit ${r}`, per: 'batch' as const })),
    everyUnit,
  };
}
const left = (allocation: Allocation) => [...presolve(modelOf(allocation)).model.worth];
const OUT = Number.NEGATIVE_INFINITY;
const most = (max: number) => ({ min: OUT, max });
const least = (min: number) => ({ min, max: Number.POSITIVE_INFINITY });

test('worth less for no less is out; of twins the first stays', () => {
  const options = [
    [5, 3, 3],
    [5, 3, 3],
    [4, 3, 4],
    [4, 2, 9],
  ] as const;
  expect(left(oneUnit(options, [most(1), most(1)]))).toEqual([5, OUT, OUT, 4]);
});

test('what a minimum asks for is no less good for being used', () => {
  const options = [
    [5, 3, 3],
    [4, 3, 4],
  ] as const;
  expect(left(oneUnit(options, [most(1), least(4)]))).toEqual([5, 4]);
});

test('worth nothing is out, unless a minimum asks for it or every unit must have one', () => {
  const options = [[0, 3, 1]] as const;
  expect(left(oneUnit(options, [most(1), most(0)]))).toEqual([OUT]);
  expect(left(oneUnit(options, [most(1), least(1)]))).toEqual([0]);
  expect(left(oneUnit(options, [most(1), most(0)], true))).toEqual([0]);
});

test('limits nothing can break are counted and left out', () => {
  const { model, redundant } = presolve(modelOf(oneUnit([[5, 3, 3]], [most(3), least(0)])));
  expect(redundant).toBe(2);
  expect([...model.max]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('what is too large by itself is out for whole answers, and ends move to sums that can be reached', () => {
  const model = modelOf(
    oneUnit(
      [
        [5, 4, 2],
        [3, 2, 2],
      ],
      [most(3), most(3)],
    ),
  ); // prettier-ignore
  const tight = tighten(model);
  expect([...(tight?.model.worth ?? [])]).toEqual([OUT, 3]);
  expect(tight?.misfits).toBe(1);
  // Amounts 2 and 4 count in twos: at most 3 is at most one of them.
  expect(tight?.model.max[0]).toBe(1);
  expect(tighten(modelOf(oneUnit([[5, 4, 2]], [{ min: 3, max: 3 }, most(9)])))).toBeUndefined();
});
