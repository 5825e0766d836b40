import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { priorOf, smooth } from './empirical-bayes.ts';

const pairs = [
  { cases: 12, total: 50 },
  { cases: 30, total: 200 },
  { cases: 9, total: 20 },
  { cases: 40, total: 400 },
];

describe('empirical Bayes smoothing', () => {
  // Worked by hand: m = 91/670, s² = Σn(p−m)²/Σn, n̄ = 167.5; checked with NumPy.
  test('Marshall (1991) for four places', () => {
    const prior = priorOf(pairs, 'poisson')!;
    expect(prior.mean).toBeCloseTo(91 / 670, 12);
    expect(prior.variance).toBeCloseTo(0.0037716640677210958, 12);
    const expected = [0.19638248927, 0.14783653245, 0.24800594736, 0.10295850774];
    for (const [i, pair] of pairs.entries()) {
      expect(smooth(pair, prior).rate).toBeCloseTo(expected[i]!, 9);
    }
  });

  // The formula as R's spdep prints it (EBest, family = "binomial"), written out on its own.
  test('Martuzzi & Elliott (1996) gives what EBest of spdep gives', () => {
    const prior = priorOf(pairs, 'binomial')!;
    const total = 670;
    const b = 91 / total;
    const s2 = pairs.reduce((s, p) => s + p.total * (p.cases / p.total - b) ** 2, 0) / total;
    const mean = total / 4;
    for (const { cases, total: x } of pairs) {
      const rho =
        (x * s2 - (x / mean) * (b * (1 - b))) /
        ((x - 1) * s2 + ((mean - x) / mean) * (b * (1 - b)));
      expect(smooth({ cases, total: x }, prior).rate).toBeCloseTo(
        rho * (cases / x) + (1 - rho) * b,
        12,
      );
    }
  });

  // scipy.stats.beta.ppf on the same posteriors.
  test('intervals are those of the beta posterior', () => {
    const prior = priorOf(pairs, 'binomial')!;
    const expected = [
      [0.12139504573809964, 0.29629823934796107],
      [0.10530657076901107, 0.19690897812680005],
      [0.15170506984849796, 0.39432995641289437],
      [0.07557680770271578, 0.13278187376123904],
    ];
    for (const [i, pair] of pairs.entries()) {
      const { low, high } = smooth(pair, prior);
      expect(low).toBeCloseTo(expected[i]![0]!, 9);
      expect(high).toBeCloseTo(expected[i]![1]!, 9);
    }
  });

  const place = fc
    .tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([total, share]) => ({ cases: Math.round(total * share), total }));

  test('a smoothed rate lies between the raw rate and the mean, and inside its interval', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (places) => {
        const prior = priorOf(places, 'binomial')!;
        for (const p of places) {
          const raw = p.cases / p.total;
          const { rate, low, high } = smooth(p, prior);
          expect(rate).toBeGreaterThanOrEqual(Math.min(raw, prior.mean) - 1e-9);
          expect(rate).toBeLessThanOrEqual(Math.max(raw, prior.mean) + 1e-9);
          if (low === null || high === null) continue;
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with very many families the raw rate stands; with one family the mean all but does', () => {
    const prior = priorOf(pairs, 'binomial')!;
    expect(smooth({ cases: 25_000_000, total: 100_000_000 }, prior).rate).toBeCloseTo(0.25, 5);
    expect(smooth({ cases: 1, total: 1 }, prior).weight).toBeLessThan(0.05);
  });

  test('differences no larger than chance leave only the mean, and no interval is invented', () => {
    const same = [
      { cases: 10, total: 100 },
      { cases: 11, total: 100 },
      { cases: 9, total: 100 },
    ];
    const prior = priorOf(same, 'binomial')!;
    expect(prior.variance).toBe(0);
    expect(smooth(same[1]!, prior)).toEqual({
      rate: 0.1,
      weight: 0,
      standardDeviation: null,
      low: null,
      high: null,
    });
    expect(priorOf([{ cases: 1, total: 10 }], 'binomial')).toBeUndefined();
  });
});
