import { expect, test } from 'vitest';
import { isFeasible, limitsOf, milpBuilder, objectiveOf, withoutLimits } from './milp.ts';

function knapsack() {
  const builder = milpBuilder();
  const a = builder.column({ cost: 3, upper: 2, integer: true });
  const b = builder.column({ cost: 2 });
  builder.row(
    Number.NEGATIVE_INFINITY,
    4,
    [
      [a, 2],
      [b, 1],
    ],
    'weight',
  ); // prettier-ignore
  builder.row(1, Number.POSITIVE_INFINITY, [[b, 1]]);
  return builder.build();
}

test('an assignment is feasible only where it keeps rows, bounds and whole numbers', () => {
  const milp = knapsack();
  const at = (a: number, b: number) => isFeasible(milp, Float64Array.from([a, b]));
  expect(at(1, 2)).toBe(true);
  expect(at(1.5, 1)).toBe(false);
  expect(at(2, 1)).toBe(false);
  expect(at(1, 0)).toBe(false);
  expect(at(-1, 1)).toBe(false);
  expect(objectiveOf(milp, Float64Array.from([1, 2]))).toBe(7);
});

test('giving up a named limit leaves the rest standing', () => {
  const milp = knapsack();
  expect(limitsOf(milp)).toEqual(['weight']);
  const loose = withoutLimits(milp, () => false);
  expect(isFeasible(loose, Float64Array.from([2, 9]))).toBe(true);
  expect(isFeasible(loose, Float64Array.from([2, 0]))).toBe(false);
});

test('entries of one column in one row add up', () => {
  const builder = milpBuilder();
  const a = builder.column({});
  builder.row(0, 5, [
    [a, 1],
    [a, 2],
  ]);
  const milp = builder.build();
  expect([...milp.value]).toEqual([3]);
});
