import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attritionOf } from '#engine/impact/attrition.ts';
import { beforeAfter } from '#engine/impact/before-after.ts';
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
import { seededRandom } from '#engine/stats/random.ts';
import { near } from '../support/near.ts';

const level = 0.95;

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
