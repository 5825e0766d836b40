import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { balanceOf, effectiveSize, shareOutside } from '#engine/impact/balance.ts';
import { compare, influenceError } from '#engine/impact/comparison.ts';
import { neymanDifference, regressionEffect } from '#engine/impact/difference.ts';
import { entropyBalance } from '#engine/impact/entropy-balance.ts';
import { matchNearest } from '#engine/impact/nearest.ts';
import { wildBootstrap } from '#engine/impact/wild-bootstrap.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { regress } from '#engine/stats/regression.ts';
import { near } from '../support/near.ts';
import { unitRows } from './effect-figures.ts';

const column = (name: keyof (typeof unitRows)[number]): Float64Array =>
  Float64Array.from(unitRows, (r) => r[name]);
const outcome = column('after');
const treated = column('treated');
const before = column('before');
const x = column('x');
const weight = column('weight');
const cluster = column('village');
const stratum = column('stratum');
const level = 0.95;

/** R 4.2.2 with estimatr 1.0.0, clubSandwich 0.5.8 and sandwich 3.0-2 on the figures of effect-figures.ts. */
test('balance, by hand: means, difference in standard deviations of the treated, share outside', () => {
  const values = [2, 4, 9, 1, 3, 3, 5];
  const who = [1, 1, 1, 0, 0, 0, 0];
  const counts = [0, 0, 0, 0, 1, 0, 3];
  const sd = Math.sqrt(13); // of 2, 4, 9 about 5
  const found = balanceOf(values, who, counts);
  near(
    [found.treatedMean, found.comparisonMean, found.weightedMean, found.before, found.after],
    [5, 3, 4.5, 2 / sd, 0.5 / sd],
    1e-12,
  );
  // Weights 1, 1, 2: mean 6, sum of squares 16 + 4 + 18 = 38 over 4 − 6/4.
  const weighted = balanceOf(values, who, undefined, [1, 1, 2, 1, 1, 1, 1]);
  near([weighted.treatedMean, weighted.before], [6, 3 / Math.sqrt(38 / 2.5)], 1e-12);
  expect([weighted.weightedMean, weighted.after]).toEqual([null, null]);
  near([effectiveSize(counts)], [16 / 10], 1e-12);
  // 9 lies above all others, 2 and 4 between 1 and 5.
  near([shareOutside(values, who)], [1 / 3], 1e-12);
});

describe('arms', () => {
  test('Welch: t.test', () => {
    const found = neymanDifference({ outcome, treated }, level);
    near(found.estimate, 2.200555555555556, 1e-10);
    near(found.standardError, 0.7462442515248705, 1e-8);
    near(found.df, 32.59686620815059, 1e-8);
    near(found.p, 0.00585938564180402, 1e-8);
    near(found.low, 0.6815965848602675, 1e-8);
    near(found.high, 3.719514526250842, 1e-8);
  });
  test('strata: difference_in_means(blocks =)', () => {
    const found = neymanDifference({ outcome, treated, stratum }, level);
    near(found.estimate, 2.200555555555556, 1e-10);
    near(found.standardError, 0.76673055289374, 1e-8);
    expect(found.df).toBe(30);
    near(found.high, 3.766428245135061, 1e-8);
  });
  test('strata of two in each arm count; of one in an arm they are refused, by row', () => {
    // By hand: strata 1 and 2 differ by 3 and 5; variances (2 + 8)/2 and (2 + 2)/2; shares a half.
    const data = {
      outcome: [5, 7, 1, 5, 8, 10, 3, 5],
      treated: [1, 1, 0, 0, 1, 1, 0, 0],
      stratum: [1, 1, 1, 1, 2, 2, 2, 2],
    };
    const found = neymanDifference(data, level);
    near([found.estimate, found.standardError], [4, Math.sqrt((5 + 2) / 4)], 1e-12);
    expect(found).toMatchObject({ df: 4, how: 'blocked' });
    const lone = { ...data, stratum: [1, 1, 1, 1, 2, 3, 2, 3] };
    expect(() => neymanDifference(lone, level)).toThrow(
      expect.objectContaining({ code: 'stratum-one-unit', row: 4 }),
    );
  });
  test('pairs: difference_in_means(blocks =) on the first 20 in pairs', () => {
    const found = neymanDifference(
      {
        outcome: outcome.slice(0, 20),
        treated: Float64Array.from({ length: 20 }, (_, i) => i % 2),
        stratum: Float64Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)),
      },
      level,
    );
    near(found.estimate, -0.789, 1e-10);
    near(found.standardError, 1.11460750441081, 1e-8);
    expect(found).toMatchObject({ df: 9, how: 'pairs' });
  });
  test('clusters: vcovCR(type = "CR2") and coef_test of lm', () => {
    const found = regressionEffect({ outcome, treated, cluster }, [], { errors: 'CR2', level });
    near(found.standardError, 0.465457329045153, 1e-8);
    near(found.df, 10.986997557916972, 1e-8);
  });
  test('whole clusters assigned: difference_in_means(clusters =)', () => {
    const found = regressionEffect(
      { outcome, treated: cluster.map((v) => (v + 1) % 2), cluster },
      [],
      { errors: 'CR2', level },
    );
    near(found.estimate, 0.348333333333332, 1e-10);
    near(found.standardError, 0.984198897142138, 1e-8);
    near(found.df, 10, 1e-8);
  });
  test('interacted: lm_lin', () => {
    const found = regressionEffect({ outcome, treated }, [before, x], {
      errors: 'HC2',
      level,
      interacted: true,
    });
    near(found.estimate, 1.040621614275129, 1e-10);
    near(found.standardError, 0.206505983366376, 1e-8);
    near(found.low, 0.618880132384578, 1e-8);
    expect(found.df).toBe(30);
  });
  test('ANCOVA with strata: lm_robust(se_type = "HC2")', () => {
    const found = regressionEffect({ outcome, treated, stratum }, [before, x], {
      errors: 'HC2',
      level,
    });
    near(found.estimate, 1.041111494427191, 1e-10);
    near(found.standardError, 0.217856367438146, 1e-8);
  });
  test('weights and clusters: lm_robust(se_type = "CR2"), and vcovCL(type = "HC1")', () => {
    const found = regressionEffect({ outcome, treated, cluster, weight }, [before, x], {
      errors: 'CR2',
      level,
    });
    near(found.estimate, 1.08838592580885, 1e-10);
    near(found.standardError, 0.22202538821257, 1e-8);
    near(found.df, 7.63711084393975, 1e-8);
    const plain = regressionEffect({ outcome, treated, cluster }, [before, x], {
      errors: 'CR1',
      level,
    });
    near(plain.standardError, 0.188046740226386, 1e-8);
  });
});

describe('the wild bootstrap', () => {
  const draws = 199;
  // Written out: restricted fit, six-point weights from the same numbers, full refit, cluster t.
  const t = (y: ArrayLike<number>): number => {
    const rows = Array.from(treated, (d, i) => [1, d, before[i] as number]);
    const fit = regress(new Matrix(rows), y, { errors: 'CR0', cluster });
    return (fit.coefficient[1] as number) / Math.sqrt(fit.covariance.get(1, 1));
  };
  const points = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];
  /** Share of refitted draws at least as far as the own one, where the effect is supposed to be `supposed`. */
  const refitted = (values: ArrayLike<number>, supposed = 0): number => {
    const moved = Array.from(values, (y, i) => y - supposed * (treated[i] as number));
    const restricted = regress(new Matrix(Array.from(before, (b) => [1, b])), moved, {
      errors: 'classic',
    });
    const random = seededRandom(5);
    let beyond = 0;
    for (let d = 0; d < draws; d++) {
      const v = Array.from({ length: 12 }, () => points[random.below(6)] as number);
      const y = restricted.fitted.map(
        (f, i) => f + (v[cluster[i] as number] as number) * (restricted.residual[i] as number),
      );
      if (Math.abs(t(y)) >= Math.abs(t(moved))) beyond++;
    }
    return (beyond + 1) / (draws + 1);
  };
  const wild = (values: ArrayLike<number>) =>
    wildBootstrap([treated.map(() => 1), treated, before], values, cluster, 1, {
      draws,
      seed: 5,
      level,
    });

  test.each([0, 1, 1.1, 1.5])('p is that of refitting every draw, effect less %s', (less) => {
    const values = outcome.map((y, i) => y - less * (treated[i] as number));
    expect(wild(values).p).toBe(refitted(values));
  });

  test('the ends are where refitted draws cross 5%', () => {
    const { low, high } = wild(outcome) as { low: number; high: number };
    for (const [inside, outside] of [
      [low + 1e-6, low - 1e-6],
      [high - 1e-6, high + 1e-6],
    ] as const) {
      expect(refitted(outcome, inside)).toBeGreaterThan(0.05);
      expect(refitted(outcome, outside)).toBeLessThanOrEqual(0.05);
    }
  });
});

/**
 * Errors by the infinitesimal jackknife in R 4.2.2: each estimator coded with lm, glm and Newton steps,
 * differentiated numerically in every unit's weight. Matching: Matching 4.10-8 with
 * Match(Weight = 2, Var.calc = 1).
 */
describe('made alike', () => {
  test.each([
    ['weighting', 1.055275635444245, 0.449042130271354],
    ['doubly-robust', 1.104316308490804, 0.203373787661603],
    ['regression', 1.131365048350786, 0.222861121027095],
  ] as const)('%s', (adjustment, estimate, error) => {
    const found = compare(outcome, treated, [before, x], adjustment);
    near(found.estimate, estimate, 1e-10);
    near(influenceError(found.influence), error, 1e-8);
  });
  test.each(['regression', 'weighting', 'doubly-robust'] as const)(
    '%s: means of the treated and of those made alike',
    (adjustment) => {
      const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
      const found = compare(outcome, treated, [before, x], adjustment);
      const own = mean([...outcome].filter((_, i) => treated[i] === 1));
      near([found.treatedMean, found.comparisonMean], [own, own - found.estimate], 1e-12);
    },
  );
  test('entropy balancing, alone and with weights and clusters', () => {
    const found = entropyBalance(outcome, treated, [before, x]);
    near(found.estimate, 1.110748096277987, 1e-10);
    near(influenceError(found.influence), 0.198377437622473, 1e-8);
    const weighted = entropyBalance(outcome, treated, [before, x], weight);
    near(weighted.estimate, 1.160642311595049, 1e-10);
    near(influenceError(weighted.influence, cluster), 0.146909266270979, 1e-8);
    for (const values of [before, x])
      expect(Math.abs(balanceOf(values, treated, found.counts).after as number)).toBeLessThan(1e-9);
  });
  test.each([
    [1, false, 1.319444444444445, 0.468677527548028],
    [1, true, 1.23127707457642, 0.40882655718692],
    [3, true, 1.164881131652991, 0.269645972666621],
  ])('%i nearest, adjusted %s', (neighbours, adjusted, estimate, error) => {
    const found = matchNearest(outcome, treated, [before, x], { neighbours, adjusted });
    near(found.estimate, estimate, 1e-10);
    near(found.standardError, error, 1e-8);
  });
  test('an outcome that is a line in the covariates has no effect left', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (slope) => {
        const line = before.map((b, i) => 3 + slope * b - 2 * (x[i] as number));
        for (const adjustment of ['regression', 'doubly-robust'] as const)
          expect(Math.abs(compare(line, treated, [before, x], adjustment).estimate)).toBeLessThan(
            1e-8,
          );
        expect(Math.abs(entropyBalance(line, treated, [before, x]).estimate)).toBeLessThan(1e-8);
      }),
      { numRuns: 20 },
    );
  });
  test('nearest by hand: means, counts and distances in standard deviations', () => {
    // Starts 0 and 10 against 2, 9, 30; variance of all five 141.2.
    const found = matchNearest([5, 7, 1, 2, 99], [1, 1, 0, 0, 0], [[0, 10, 2, 9, 30]], {
      neighbours: 1,
      adjusted: false,
    });
    near([found.estimate, found.treatedMean, found.comparisonMean], [4.5, 6, 1.5], 1e-12);
    expect([...found.counts]).toEqual([0, 0, 1, 1, 0]);
    const sd = Math.sqrt(141.2);
    near([found.meanDistance, found.maxDistance], [1.5 / sd, 2 / sd], 1e-12);
  });
  test('matching does not move with the scale of a covariate or the order of rows', () => {
    const rules = { neighbours: 2, adjusted: true };
    const base = matchNearest(outcome, treated, [before, x], rules);
    const scaled = matchNearest(outcome, treated, [before.map((v) => 1e6 * v + 7), x], rules);
    near(scaled.estimate, base.estimate, 1e-9);
    const turned = [outcome, treated, before, x].map((v) => v.slice().reverse());
    const [y, d, b, z] = turned as [Float64Array, Float64Array, Float64Array, Float64Array];
    near(matchNearest(y, d, [b, z], rules).estimate, base.estimate, 1e-10);
    near(matchNearest(y, d, [b, z], rules).standardError, base.standardError, 1e-10);
  });
  test('effective size: equal weights count in full', () => {
    expect(effectiveSize([2, 2, 2])).toBe(3);
    expect(effectiveSize([1, 0, 0])).toBe(1);
  });
});

test('intervals cover the true effect as often as they say: few clusters, unequal sizes', () => {
  const random = seededRandom(3);
  let covered = 0;
  const runs = 1000;
  for (let run = 0; run < runs; run++) {
    const [y, d, g]: [number[], number[], number[]] = [[], [], []];
    for (let village = 0; village < 12; village++) {
      const shift = random.normal();
      for (let i = 0; i < 3 + (village % 6) * 3; i++) {
        y.push(shift + random.normal() + (village % 2) * 0.5);
        d.push(village % 2);
        g.push(village);
      }
    }
    const { low, high } = regressionEffect({ outcome: y, treated: d, cluster: g }, [], {
      errors: 'CR2',
      level,
    });
    if (low <= 0.5 && high >= 0.5) covered++;
  }
  expect(covered / runs).toBeGreaterThan(0.93);
  expect(covered / runs).toBeLessThan(0.97);
});
