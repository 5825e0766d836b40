import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestConflict } from './conflict.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const subset = fc.subarray(names, { minLength: 1 });

test('limits that hold together have no conflict', () => {
  expect(smallestConflict(names, () => true)).toEqual([]);
});

test('the limits named cannot all hold, and taking any one of them away is enough', () => {
  fc.assert(
    fc.property(fc.array(subset, { minLength: 1, maxLength: 4 }), (fights) => {
      const canHold = (kept: readonly string[]) =>
        !fights.some((fight) => fight.every((name) => kept.includes(name)));
      const conflict = smallestConflict(names, canHold);
      expect(canHold(conflict)).toBe(false);
      for (const name of conflict) {
        expect(canHold(conflict.filter((other) => other !== name))).toBe(true);
      }
    }),
  );
});

test('one impossible limit among many is found with few questions', () => {
  const many = Array.from({ length: 64 }, (_, i) => `limit-${i}`);
  let asked = 0;
  const conflict = smallestConflict(many, (kept) => {
    asked++;
    return !kept.includes('limit-37');
  });
  expect(conflict).toEqual(['limit-37']);
  expect(asked).toBeLessThan(16);
});
