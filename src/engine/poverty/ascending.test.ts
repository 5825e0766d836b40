import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../stats/random.ts';
import { ascendingOrder } from './ascending.ts';

test('long lists sort as short ones do: negative, zero, huge, tied, both zeros', () => {
  const random = seededRandom(4);
  const n = 9000;
  const values = Float64Array.from({ length: n }, (_, i) => {
    const v = random.normal() * 10 ** (random.below(40) - 20);
    return i % 7 === 0 ? 0 : i % 11 === 0 ? -0 : i % 5 === 0 ? Math.round(v) : v;
  });
  const order = ascendingOrder(values);
  expect(new Set(order).size).toBe(n);
  const ranked = Array.from(order, (row) => values[row] as number);
  expect(ranked.every((v, i) => i === 0 || (ranked[i - 1] as number) <= v)).toBe(true);
  const ties = order.every(
    (row, i) => i === 0 || ranked[i - 1] !== ranked[i] || (order[i - 1] as number) < row,
  );
  expect(ties).toBe(true);
});

test('short lists', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
      const sorted = Float64Array.from(values).sort();
      const order = ascendingOrder(Float64Array.from(values));
      order.forEach((row, i) => {
        expect(values[row]).toBe(sorted[i] === 0 ? values[row] : sorted[i]);
      });
    }),
  );
});
