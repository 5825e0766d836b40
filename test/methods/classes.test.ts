import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, classOf, fitOf, fixedClasses } from '#engine/spatial/classify.ts';
import { naturalBreaks } from '#engine/spatial/natural-breaks.ts';

/** Value of land and buildings of 102 counties of Illinois (Jenks & Caspall 1971; `jenks71` of R spData). */
const counties = [
  50.12, 83.9, 76.43, 71.61, 79.66, 84.84, 87.87, 92.45, 119.9, 155.3, 131.5, 111.8, 96.78, 86.75,
  62.41, 96.37, 75.51, 77.29, 85.41, 116.4, 58.5, 75.29, 66.32, 62.65, 80.45, 72.76, 63.67, 60.27,
  68.45, 100.1, 55.3, 54.07, 57.49, 73.52, 68.25, 64.28, 50.64, 52.47, 68.19, 57.4, 39.72, 60.66,
  57.59, 38.22, 57.22, 67.04, 47.29, 71.05, 50.53, 34.63, 59.65, 62.06, 52.89, 56.35, 57.26, 53.77,
  59.89, 55.44, 45.4, 52.21, 49.38, 51.15, 54.27, 54.32, 41.2, 34.58, 50.11, 52.05, 33.82, 39.88,
  36.24, 41.02, 46.13, 51.15, 32.28, 33.26, 31.78, 31.28, 50.52, 47.21, 32.69, 38.3, 33.83, 40.3,
  40.62, 32.14, 31.66, 26.09, 39.84, 24.83, 28.2, 31.19, 37.57, 27.16, 23.42, 18.57, 30.97, 17.82,
  15.57, 15.93, 28.71, 32.22,
];

describe('classes of the counties of Illinois (R 4.2.2, classInt 0.4-9)', () => {
  // classIntervals(style = "fisher"), largest value of each class, and jenks.tests
  test.each([
    [2, 0.6119275649029088, [64.28, 155.3]],
    [3, 0.812239168495422, [46.13, 80.45, 155.3]],
    [4, 0.9056733130796397, [41.2, 68.45, 100.1, 155.3]],
    [5, 0.9313560062663112, [41.2, 60.66, 77.29, 100.1, 155.3]],
    [6, 0.9497350714913678, [28.71, 41.2, 60.66, 77.29, 100.1, 155.3]],
    [7, 0.9651416521951438, [28.71, 41.2, 60.66, 77.29, 100.1, 131.5, 155.3]],
    [8, 0.9749421109024533, [28.71, 41.2, 55.44, 66.32, 80.45, 100.1, 131.5, 155.3]],
    [9, 0.980543934324999, [24.83, 34.63, 45.4, 55.44, 66.32, 80.45, 100.1, 131.5, 155.3]],
  ])('%i natural classes', (k, gvf, upper) => {
    const classes = classify(counties, k, 'natural')!;
    expect(classes.upper).toEqual(upper);
    expect(fitOf(classes, counties).gvf).toBeCloseTo(gvf, 12);
  });

  test('quantiles: classIntervals(style = "quantile", type = 1)', () => {
    const classes = classify(counties, 5, 'quantile')!;
    expect(classes.upper).toEqual([33.82, 50.11, 57.49, 73.52, 155.3]);
    expect(fitOf(classes, counties).classes.map((c) => c.count)).toEqual([21, 20, 21, 20, 20]);
  });
});

/** Exact in whole numbers: least Σ(n Σx² − (Σx)²)/n over all groupings, as the plain O(k m²) programme. */
function leastSpread(sorted: readonly number[], k: number): number {
  const spread = (from: number, to: number) => {
    const part = sorted.slice(from, to);
    const [sum, square] = [part.reduce((a, b) => a + b, 0), part.reduce((a, b) => a + b * b, 0)];
    return (part.length * square - sum * sum) / part.length;
  };
  let cost = sorted.map((_, i) => spread(0, i + 1));
  for (let layer = 2; layer <= k; layer++) {
    cost = cost.map((before, i) => {
      let least = before;
      for (let from = 1; from <= i; from++)
        least = Math.min(least, cost[from - 1]! + spread(from, i + 1));
      return least;
    });
  }
  return cost.at(-1)!;
}

describe('properties', () => {
  const numbers = fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 2, maxLength: 60 });

  test('natural breaks are optimal, near 0 and far from it', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(0, 1e6, -1e9, 1e12),
        (list, k, shift) => {
          const sorted = [...list].sort((a, b) => a - b);
          const ends = naturalBreaks(
            sorted.map((v) => v + shift),
            k,
          ).map((v) => v - shift);
          const groups = ends.map((end, i) =>
            sorted.filter((v) => v <= end && (i === 0 || v > ends[i - 1]!)),
          );
          const found = groups.reduce((sum, g) => sum + leastSpread(g, 1), 0);
          expect(found).toBeCloseTo(leastSpread(sorted, k), 6);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('two far outliers do not hide the groups between them', () => {
    const list = [-1e12, 0, 1, 2, 50, 51, 52, 1e12];
    expect(classify(list, 4, 'natural')?.upper).toEqual([-1e12, 2, 52, 1e12]);
    expect(classify(list, 3, 'natural')?.upper).toEqual([-1e12, 52, 1e12]);
  });

  test('order, sign of zero and missing values change nothing; a larger unit moves the ends along', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 6 }), (list, k) => {
        for (const method of ['natural', 'quantile'] as const) {
          const ends = classify(list, k, method)!.upper;
          expect(classify([...list, Number.NaN].reverse(), k, method)!.upper).toEqual(ends);
          const wide = classify(
            list.map((v) => v * 1024),
            k,
            method,
          )!.upper;
          expect(wide).toEqual(ends.map((v) => v * 1024));
        }
      }),
    );
  });

  test('84,000 different values: as good as moving any single end', () => {
    const list = Array.from({ length: 84_000 }, (_, i) => ((i * 7919) % 100_003) ** 1.5 / 1000);
    const classes = classify(list, 6, 'natural')!;
    const best = fitOf(classes, list).gvf!;
    const sorted = [...list].sort((a, b) => a - b);
    for (const [i, end] of classes.upper.slice(0, -1).entries()) {
      for (const step of [-200, -1, 1, 200]) {
        const upper = [...classes.upper];
        upper[i] = sorted[sorted.indexOf(end) + step]!;
        expect(fitOf({ ...classes, upper }, list).gvf!).toBeLessThanOrEqual(best + 1e-12);
      }
    }
  });
});

describe('edges', () => {
  test('one value, equal values, more classes than values', () => {
    expect(classify([7], 5, 'natural')?.upper).toEqual([7]);
    expect(classify([3, 3, 3], 4, 'quantile')?.upper).toEqual([3]);
    expect(fitOf(classify([3, 3, 3], 4, 'natural')!, [3, 3, 3]).gvf).toBeUndefined();
    expect(classify([1, 2], 9, 'natural')?.upper).toEqual([1, 2]);
    expect(classify([], 5, 'natural')).toBeUndefined();
  });

  test('fixed ends of very many values; a class may be empty', () => {
    const list = Array.from({ length: 300_000 }, (_, i) => i % 100);
    const classes = fixedClasses(list, [10, 200])!;
    expect(fitOf(classes, list).classes.map((c) => c.count)).toEqual([33_000, 267_000]);
    const empty = fixedClasses([1, 30], [10, 20])!;
    expect(fitOf(empty, [1, 30]).classes.map((c) => c.count)).toEqual([1, 0, 1]);
    expect(classOf(empty, 10)).toBe(0);
  });
});
