import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePartsWithTotal, locationQuotient } from './location-quotient.ts';

test('twice the share of the reference area is a quotient of two', () => {
  expect(locationQuotient({ local: 1, localTotal: 2, wide: 1, wideTotal: 4 })).toBe(2);
});

test('a place that is its own reference has a quotient of one', () => {
  void fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 1e6, noNaN: true }),
      fc.double({ min: 0.1, max: 1e6, noNaN: true }),
      (item, other) => {
        const total = item + other;
        const lq = locationQuotient({
          local: item,
          localTotal: total,
          wide: item,
          wideTotal: total,
        });
        expect(lq).toBeCloseTo(1, 9);
      },
    ),
  );
});

test('a quotient does not change with the unit', () => {
  const base = { local: 3, localTotal: 10, wide: 40, wideTotal: 400 };
  const inKilos = Object.fromEntries(Object.entries(base).map(([k, v]) => [k, v * 1000]));
  expect(locationQuotient(inKilos as typeof base)).toBeCloseTo(locationQuotient(base) ?? 0, 12);
});

test('nothing to compare with gives no quotient instead of infinity', () => {
  expect(locationQuotient({ local: 5, localTotal: 5, wide: 0, wideTotal: 9 })).toBeNull();
  expect(locationQuotient({ local: 0, localTotal: 0, wide: 1, wideTotal: 9 })).toBeNull();
});

test('thirteen kabupaten of seaweed add to 308,020.62 tonnes where the article prints 309,020', () => {
  const parts = [
    18865.47, 1626.63, 1532, 38189.13, 26522.63, 20368.4, 28708.85, 978.14, 3.23, 36625.6, 98376.81,
    2933.77, 33289.96,
  ];
  const check = comparePartsWithTotal(parts, 309_020, 0.001);
  expect(check.sum).toBeCloseTo(308_020.62, 2);
  expect(check.agree).toBe(false);
  expect(check.difference).toBeCloseTo(999.38, 2);
});
