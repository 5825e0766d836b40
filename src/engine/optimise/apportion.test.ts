import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from './apportion.ts';

test('twenty seats over three villages in proportion, the larger remainder first', () => {
  expect(apportion(20, [10, 6, 5])).toEqual([9, 6, 5]);
  expect(apportion(3, [1, 1, 1, 1])).toEqual([1, 1, 1, 0]);
});

test('no part exceeds its cap, and everything is handed out where the caps allow', () => {
  const shares = fc.array(fc.nat(50), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(shares, fc.nat(400), (weights, total) => {
      const parts = apportion(total, weights, weights);
      const room = weights.reduce((a, b) => a + b, 0);
      expect(parts.every((p, i) => Number.isInteger(p) && p <= (weights[i] as number))).toBe(true);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(Math.min(total, room));
    }),
  );
});
