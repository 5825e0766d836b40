import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { attritionOf } from '#engine/impact/attrition.ts';
import { balanceOf, effectiveSize, shareOutside } from '#engine/impact/balance.ts';
import { beforeAfter } from '#engine/impact/before-after.ts';
import { compare, influenceError } from '#engine/impact/comparison.ts';
import { neymanDifference, regressionEffect } from '#engine/impact/difference.ts';
import { entropyBalance } from '#engine/impact/entropy-balance.ts';
import { matchNearest } from '#engine/impact/nearest.ts';
import {
  detectableEffect,
  detectableT,
  intraCluster,
  measurementFactor,
  type PowerDesign,
  powerOf,
  unitsNeeded,
} from '#engine/impact/power.ts';
import { judge } from '#engine/impact/verdict.ts';
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

const design: PowerDesign = {
  sd: 1,
  share: 0.5,
  clusterSize: 1,
  sizeVariation: 0,
  icc: 0,
  r2Within: 0,
  r2Between: 0,
  before: 1,
  after: 1,
  correlation: 0,
  use: 'after',
  attrition: 0,
  level,
  power: 0.8,
};

describe('power', () => {
  test('noncentral t: pt() of R 4.2.2, as pwr.t.test', () => {
    near(powerOf(design, 128, 0.5), 0.801459557922327, 1e-10);
    near(powerOf({ ...design, share: 0.25 }, 120, 0.6), 0.805891003797341, 1e-10);
    near(powerOf(design, 10, 2), 0.790542377972668, 1e-8);
    near(powerOf({ ...design, level: 0.9 }, 400, 0.3), 0.91150040701628, 1e-10);
    near(powerOf({ ...design, share: 0.6 }, 5, 3), 0.602294611767288, 1e-7);
  });
  test('multiplier: root of pt() in R 4.2.2; 2.80 for many, as in Bloom (1995)', () => {
    near(detectableT(level, 0.8, 3), 4.25589868651343, 1e-8);
    near(detectableT(level, 0.8, 10), 3.10996810157479, 1e-8);
    near(detectableT(level, 0.8, 38), 2.87491843026079, 1e-8);
    near(detectableT(level, 0.8, 1000), 2.80427589637502, 1e-8);
    expect(detectableT(level, 0.8, 1e6).toFixed(2)).toBe('2.80');
  });
  test('pwr.t.test: n = 63.77 a group for d = 0.5; d = 0.4990720 for 64; pwr.t2n.test 0.595487', () => {
    expect(unitsNeeded(design, 0.5)).toBe(128);
    near(detectableEffect(design, 128).effect, 0.499071991242571, 1e-5);
    near(detectableEffect({ ...design, share: 0.25 }, 120).effect, 0.59548745101776, 1e-5);
  });
  test('clusters: √(ρ/(P(1−P)J) + (1−ρ)/(P(1−P)Jm)) of Duflo, Glennerster & Kremer (2007), eq. 12', () => {
    const { standardError, df } = detectableEffect({ ...design, clusterSize: 10, icc: 0.1 }, 400);
    near(standardError, Math.sqrt(0.1 / (0.25 * 40) + 0.9 / (0.25 * 400)), 1e-12);
    expect(df).toBe(38);
  });
  test('by hand: lost units, unequal clusters, covariates within and between, repeated measurements', () => {
    // 40 clusters of 10, a fifth lost: 8 stay. Between 0.1 · 0.6 · 1.25, within 0.9 · 0.8 / 8.
    const clustered = {
      ...design,
      clusterSize: 10,
      icc: 0.1,
      sizeVariation: 0.5,
      r2Between: 0.4,
      r2Within: 0.2,
      attrition: 0.2,
    };
    const found = detectableEffect(clustered, 400);
    near(found.standardError, Math.sqrt((0.075 + 0.09) / (0.25 * 40)), 1e-12);
    expect(found.df).toBe(37);
    const units = detectableEffect({ ...design, r2Within: 0.2, attrition: 0.2, sd: 3 }, 100);
    near(units.standardError, 3 * Math.sqrt(0.8 / 0.8 / 25), 1e-12);
    expect(units.df).toBe(77);
    const repeated = { ...design, before: 2, after: 3, correlation: 0.4 };
    near(measurementFactor(repeated), 0.6, 1e-12);
    near(measurementFactor({ ...repeated, use: 'change' }), 0.5, 1e-12);
    near(measurementFactor({ ...repeated, use: 'ancova' }), 0.6 - 0.32 / 1.4, 1e-12);
    expect(detectableEffect({ ...design, use: 'ancova' }, 100).df).toBe(97);
    const needed = unitsNeeded(clustered, 0.4);
    expect(needed % 10).toBe(0);
    expect(powerOf(clustered, needed, 0.4)).toBeGreaterThanOrEqual(0.8);
    expect(powerOf(clustered, needed - 10, 0.4)).toBeLessThan(0.8);
    expect(() => unitsNeeded(clustered, 1e-9)).toThrow('out-of-reach');
    expect(() => detectableEffect(design, 2)).toThrow('too-few-rows');
    expect(powerOf(design, 2, 1)).toBe(0);
  });
  test('ANCOVA never needs more than after alone or change: McKenzie (2012)', () => {
    near(measurementFactor({ ...design, use: 'ancova', correlation: 0.5 }), 0.75, 1e-12);
    near(measurementFactor({ ...design, use: 'change', correlation: 0.5 }), 1, 1e-12);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (correlation, first, after) => {
          const d = { ...design, correlation, before: first, after };
          const ancova = measurementFactor({ ...d, use: 'ancova' });
          expect(ancova).toBeLessThanOrEqual(measurementFactor(d) + 1e-12);
          expect(ancova).toBeLessThanOrEqual(measurementFactor({ ...d, use: 'change' }) + 1e-12);
        },
      ),
    );
  });
  test('intra-cluster correlation of mpg by cyl in mtcars, from anova(lm()) of R', () => {
    const mpg = [
      21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
      14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
    ];
    const cyl = [
      6, 6, 4, 6, 8, 6, 8, 4, 4, 6, 6, 8, 8, 8, 8, 8, 8, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4, 4, 8, 6, 8,
      4,
    ];
    near(intraCluster(mpg, cyl).icc, 0.790087603346268, 1e-10);
  });
});

describe('what may be concluded', () => {
  const rules = { limit: undefined, level, reasons: [] };
  const result = (low: number, high: number, df = Number.POSITIVE_INFINITY) => ({
    estimate: (low + high) / 2,
    standardError: 2,
    low,
    high,
    df,
  });
  test.each([
    [1, 9, undefined, 'effect'],
    [-9, -1, undefined, 'effect'],
    [-1, 9, undefined, 'inconclusive'],
    [0, 9, undefined, 'inconclusive'],
    [-9, 0, undefined, 'inconclusive'],
    [1, 9, 10, 'effect-below-limit'],
    [1, 9, 9, 'effect'],
    [-9, 9, 10, 'none-above-limit'],
    [-10, 9, 10, 'inconclusive'],
    [-9, 10, 10, 'inconclusive'],
  ])('an interval from %d to %d, limit %s: %s', (low, high, limit, conclusion) => {
    expect(judge(result(low, high), { ...rules, limit }).conclusion).toBe(conclusion);
  });
  test('a reason against the design leaves nothing to conclude', () => {
    const found = judge(result(1, 9), { ...rules, reasons: ['few clusters'] });
    expect(found.conclusion).toBe('inconclusive');
  });
  test('what could have been found: 2.8016 errors for many, more for few; the square of it to the limit', () => {
    // z of 0.975 and 0.8; t with 10 degrees of freedom 2.228138852 and 0.879057829.
    const many = judge(result(-1, 9), { ...rules, limit: 3 });
    near(many.detectable, 2 * 2.8015852181, 1e-9);
    near(many.timesAsMany, ((2 * 2.8015852181) / 3) ** 2, 1e-9);
    const few = judge(result(-1, 9, 10), rules);
    near(few.detectable, 2 * (2.228138852 + 0.879057829), 1e-8);
    expect(few.timesAsMany).toBeNull();
  });
  test.each([{ low: null }, { high: null }, { standardError: null }, { standardError: 0 }])(
    'without an error nothing is concluded: %o',
    (missing) => {
      expect(judge({ ...result(1, 9), ...missing }, rules)).toEqual({
        conclusion: 'inconclusive',
        detectable: null,
        timesAsMany: null,
      });
    },
  );
});

describe('who was lost', () => {
  test('Lee bounds by hand: the fuller arm loses its surplus from either end', () => {
    // Treated 4 of 4 seen, comparison 3 of 4: a quarter of the treated is trimmed.
    const found = attritionOf([1, 2, 3, 6, 2, 2, 2, Number.NaN], [1, 1, 1, 1, 0, 0, 0, 0]);
    expect(found.bounds).toEqual({ low: 0, high: 11 / 3 - 2, trimmed: 0.25 });
    expect(found.difference).toBe(-0.25);
    expect(found).toMatchObject({
      treated: { given: 4, lost: 0 },
      comparison: { given: 4, lost: 1 },
    });
    // z = 0.25/√(⅛ · ⅞ · ½), pooled; p of SciPy.
    near(found.p, 0.28504940740261275, 1e-8);
  });
  test('the comparison may be the fuller arm, a unit at the edge counts in part', () => {
    // Seen: 2 of 4 treated, mean 4; 3 of 4 comparison, of whom a third goes: 1, 2 or 2, 6.
    const found = attritionOf(
      [3, Number.NaN, 5, Number.NaN, 1, 2, 6, Number.NaN],
      [1, 1, 1, 1, 0, 0, 0, 0],
    );
    near([found.bounds?.low, found.bounds?.high, found.bounds?.trimmed], [0, 2.5, 1 / 3], 1e-12);
    // 3 of 4 treated seen, 2 of 5 comparison: (2/5)/(3/4) · 3 = 1.6 stay, one whole and 0.6 of the next.
    const part = attritionOf(
      [1, 2, 6, Number.NaN, 2, 4, Number.NaN, Number.NaN, Number.NaN],
      [1, 1, 1, 1, 0, 0, 0, 0, 0],
    );
    const [least, most] = [(1 + 0.6 * 2) / 1.6, (6 + 0.6 * 2) / 1.6];
    near([part.bounds?.low, part.bounds?.high], [least - 3, most - 3], 1e-12);
  });
  test('nobody lost on either side: no p and no bounds', () => {
    expect(attritionOf([1, 2], [1, 0])).toMatchObject({ p: null, bounds: null, difference: 0 });
  });
});

test('regression to the mean: people picked for a low start rise with no programme at all', () => {
  const random = seededRandom(11);
  const [first, second]: [number[], number[]] = [[], []];
  for (let i = 0; i < 20000; i++) {
    const own = 10 + random.normal();
    const start = own + random.normal();
    const end = own + random.normal();
    if (start >= 9) continue;
    first.push(start);
    second.push(end);
  }
  const found = beforeAfter(first, second, { level, populationMean: 10 });
  expect(found.change.low).toBeGreaterThan(0.5);
  expect(Math.abs((found.regressionToMean as number) - found.change.estimate)).toBeLessThan(0.05);
});

test('before and after by hand: thirds by start, slope, what would have come anyway', () => {
  // By start: 1→4, 2→3 | 2→4, 3→4 | 5→5, 7→6, 8→6: a seventh row goes to the last third.
  const found = beforeAfter([7, 2, 5, 1, 3, 2, 8], [6, 4, 5, 4, 4, 3, 6], {
    level,
    populationMean: 6,
    others: { before: [2, 4, 6], after: [3, 4, 5] },
  });
  expect(found.thirds).toEqual([
    { n: 2, meanBefore: 1.5, change: 2 },
    { n: 2, meanBefore: 2.5, change: 1.5 },
    { n: 3, meanBefore: 20 / 3, change: -1 },
  ]);
  // Means 4 and 32/7; cross products 17, squares 44.
  near([found.meanBefore, found.meanAfter, found.change.estimate], [4, 32 / 7, 4 / 7], 1e-12);
  near([found.slope, found.regressionToMean], [17 / 44, (27 / 44) * 2], 1e-12);
  // Others rise by 0 on the whole, slope ½; at a start of 4 too.
  expect(found.others).toEqual({ n: 3, change: 0, changeAtSameStart: 0 });
  expect(beforeAfter([2, 2, 2], [1, 2, 3], { level }).slope).toBeNull();
  expect(() => beforeAfter([1, 2], [1, 2], { level })).toThrow('too-few-rows');
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
