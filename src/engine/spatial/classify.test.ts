import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, classOf, fixedClasses } from './classify.ts';

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 14 });

describe('classes of a map', () => {
  test('natural breaks of a published example (de Smith, Goodchild & Longley, 2015)', () => {
    const data = [4, 5, 9, 10];
    expect(classify(data, 2, 'natural')?.upper).toEqual([5, 10]);
  });

  test('natural breaks are the best of all partitions', () => {
    const spread = (list: readonly number[]) => {
      const mean = list.reduce((a, b) => a + b, 0) / list.length;
      return list.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    };
    const best = (sorted: readonly number[], k: number): number => {
      if (k === 1 || sorted.length <= 1) return spread(sorted);
      let least = Infinity;
      for (let cut = 1; cut < sorted.length; cut++) {
        least = Math.min(least, spread(sorted.slice(0, cut)) + best(sorted.slice(cut), k - 1));
      }
      return least;
    };
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (list, k) => {
        const classes = classify(list, k, 'natural')!;
        const groups = classes.upper.map((_, i) => list.filter((v) => classOf(classes, v) === i));
        const total = groups.reduce((sum, g) => sum + spread(g), 0);
        const sorted = [...list].sort((a, b) => a - b);
        expect(total).toBeCloseTo(best(sorted, Math.min(k, new Set(list).size)), 6);
        expect(groups.every((g) => g.length > 0)).toBe(true);
      }),
    );
  });

  test('quantiles put the same number of areas in each class where values differ', () => {
    const data = Array.from({ length: 17 }, (_, i) => i * i);
    const classes = classify(data, 5, 'quantile')!;
    const counts = classes.upper.map(
      (_, i) => data.filter((v) => classOf(classes, v) === i).length,
    );
    expect(counts).toEqual([4, 3, 4, 3, 3]);
  });

  test('equal values never fall into different classes, and no class is empty', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 6 }), (list, k) => {
        for (const method of ['quantile', 'natural'] as const) {
          const classes = classify(list, k, method)!;
          expect(classes.upper.length).toBeLessThanOrEqual(k);
          expect(classes.upper.at(-1)).toBe(classes.max);
          expect(new Set(classes.upper).size).toBe(classes.upper.length);
        }
      }),
    );
  });

  test('fixed breaks stay where they are; only the last class is widened', () => {
    expect(fixedClasses([3, 40], [5, 10, 20])?.upper).toEqual([5, 10, 20, 40]);
    expect(fixedClasses([3, 8], [5, 10, 20])?.upper).toEqual([5, 10, 20]);
    expect(fixedClasses([], [5])).toBeUndefined();
  });

  test('2,300 values are classed exactly', () => {
    const many = Array.from({ length: 2300 }, (_, i) => ((i * 7919) % 10007) / 10);
    expect(classify(many, 5, 'natural')?.upper.length).toBe(5);
  });
});
