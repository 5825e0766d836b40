import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeUnits } from './whole-units.ts';

const units = (...values: number[]) => wholeUnits(undefined, Float64Array.from(values));

test('decimals become whole, in the largest unit that fits all', () => {
  const quarters = units(0.25, 1.5, 3);
  expect([0.25, 1.5, 3].map(quarters.toModel)).toEqual([1, 6, 12]);
  expect(quarters.toGiven(7)).toBe(1.75);
  expect([4_000_000, 6_000_000].map(units(4_000_000, 6_000_000).toModel)).toEqual([2, 3]);
});

test('a limit between two units stays between them, none stays none', () => {
  const even = units(2, 4);
  expect(even.toModel(3)).toBe(1.5);
  expect(even.toModel(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(units(0.1, 0.2).toModel(0.3)).toBe(3);
});

test('thirds and numbers too large are left as they are', () => {
  expect(units(1 / 3, 1).isWhole).toBe(false);
  expect(units(2 ** 60, 1).isWhole).toBe(false);
  expect(units(0, 0).toModel(5)).toBe(5);
});

test('there and back is the same figure', () => {
  const figure = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000);
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1 }), (figures) => {
      const scale = units(...figures);
      expect(scale.isWhole).toBe(true);
      for (const value of figures) {
        expect(Number.isInteger(scale.toModel(value))).toBe(true);
        expect(scale.toGiven(scale.toModel(value))).toBe(value);
      }
    }),
  );
});
