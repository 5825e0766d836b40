import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneByOne } from '#engine/stats/parallel.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { surveyDesign } from '#engine/stats/survey-design.ts';
import { giniOf, lorenzCurve } from '#engine/targeting/benefit-distribution.ts';
import { eligibilityRule, type Hybrid, type Quota } from '#engine/targeting/eligibility.ts';
import { queuesOf, type TieRule } from '#engine/targeting/queue.ts';
import { areaUnderRoc, delong } from '#engine/targeting/ranking-error.ts';
import { measureTargeting, populationsOf } from '#engine/targeting/targeting-measures.ts';
import { bootstrapTargeting, type TargetingInput } from '#engine/targeting/targeting-replicates.ts';

const near = (value: number | null | undefined, expected: number, relative = 1e-10) =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );

const one = { group: undefined, groups: 1 };
const queue = (key: ArrayLike<number>) =>
  queuesOf(one, [Float64Array.from(key)], undefined)[0] as ReturnType<typeof queuesOf>[number];

/** Everything counts once, pays 1 and stands alone, unless said. */
function input(parts: Partial<TargetingInput> & { poor: Uint8Array }): TargetingInput {
  const n = parts.poor.length;
  const weight = parts.weight ?? new Float64Array(n).fill(1);
  return {
    weight,
    benefit: new Float64Array(n).fill(1),
    truth: undefined,
    score: undefined,
    group: undefined,
    groups: 0,
    rule: { kind: 'given', chosen: new Float64Array(n) },
    lot: undefined,
    parts: 10,
    design: surveyDesign({ weight, singleCluster: 'remove' }),
    ...parts,
  };
}

function measure(given: TargetingInput) {
  const eligible = eligibilityRule(given.rule, given)(given.weight);
  const received = { ...given, chosen: eligible.chosen };
  const [whole, ...groups] = populationsOf(given).map((p) =>
    measureTargeting(p, received, given.parts),
  );
  if (whole === undefined) throw new Error('nobody');
  return { ...whole, eligible, groups };
}

const quotaOf = (share: number, ties: TieRule = 'share'): Quota => ({
  ...one,
  size: Float64Array.of(share),
  unit: 'share',
  ties,
});

// aSAH of R's pROC (Turck et al. 2010, Intensive Care Medicine 36, 107–115): s100b, wfns, outcome "Poor".
const s100b = [
  0.13, 0.14, 0.1, 0.04, 0.13, 0.1, 0.47, 0.16, 0.18, 0.1, 0.12, 0.1, 0.44, 0.71, 0.04, 0.08, 0.49,
  0.04, 0.07, 0.33, 0.09, 0.09, 0.07, 0.11, 0.07, 0.17, 0.07, 0.11, 0.13, 0.19, 0.05, 0.16, 0.41,
  0.14, 0.34, 0.35, 0.48, 0.09, 0.96, 0.25, 0.5, 0.46, 0.16, 0.07, 0.43, 0.45, 0.11, 0.08, 0.09,
  0.86, 0.52, 0.08, 0.06, 0.13, 2.07, 0.1, 0.14, 0.15, 0.07, 0.06, 0.77, 0.05, 0.09, 0.3, 0.03,
  0.09, 0.04, 0.23, 0.7, 0.09, 0.27, 0.71, 0.08, 0.26, 0.08, 0.16, 0.09, 0.13, 0.1, 0.08, 0.11,
  0.33, 0.11, 0.28, 0.07, 0.1, 0.32, 0.22, 0.07, 0.05, 0.24, 0.38, 0.1, 0.15, 0.08, 0.14, 0.1, 0.07,
  0.04, 0.19, 0.56, 0.14, 0.58, 0.32, 0.82, 0.74, 0.15, 0.47, 0.17, 0.44, 0.15, 0.5, 0.48,
];
const wfns = [
  ...[1, 1, 1, 1, 3, 2, 5, 4, 1, 2, 5, 2, 5, 5, 1, 2, 5, 2, 2, 5, 2, 1, 1, 1, 1, 2, 1, 2, 1, 1, 3],
  ...[4, 2, 1, 4, 5, 4, 1, 4, 2, 5, 5, 1, 1, 2, 4, 1, 1, 2, 5, 5, 2, 1, 2, 5, 1, 2, 2, 2, 1, 5, 1],
  ...[1, 2, 5, 2, 1, 4, 5, 2, 4, 4, 1, 4, 1, 2, 1, 4, 2, 1, 2, 3, 2, 4, 2, 1, 4, 5, 1, 1, 5, 4, 2],
  ...[2, 1, 1, 1, 3, 1, 2, 5, 2, 2, 5, 5, 5, 2, 4, 4, 5, 1, 1, 1],
];
const poor = Uint8Array.from([
  ...[0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  ...[0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0],
  ...[0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
  ...[0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0],
]);
const n = poor.length;
const weight = Float64Array.from({ length: n }, (_, i) => 1 + (i % 5));
const cluster = Array.from({ length: n }, (_, i) => `${i % 37}`);
const strata = cluster.map((c) => `${Number(c) % 3}`);
/** Higher values point to the poor there; here lower scores do. */
const turned = (values: readonly number[]) => Float64Array.from(values, (v) => -v);

describe('area under the ROC curve', () => {
  // R 4.2.2, pROC 1.18.0: auc, ci.auc (DeLong), sqrt(var(roc)). The documentation prints 0.7314.
  test('area, error and interval agree with pROC, also where most scores are tied', () => {
    const fine = delong(queue(turned(s100b)), poor, 0.95);
    near(fine?.estimate, 0.7313685636856369);
    near(fine?.standardError, 0.05165929206998909, 1e-8);
    near(fine?.low, 0.6301182117616226, 1e-8);
    near(fine?.high, 0.8326189156096511, 1e-8);
    const coarse = delong(queue(turned(wfns)), poor, 0.95);
    near(coarse?.estimate, 0.8236788617886179);
    near(coarse?.standardError, 0.03833946672586391, 1e-8);
    near(coarse?.low, 0.7485348878194529, 1e-8);
    near(coarse?.high, 0.898822835757783, 1e-8);
  });

  test('with weights it is the weighted share of pairs, counted in R', () => {
    near(areaUnderRoc(queue(turned(s100b)), weight, poor), 0.7527769266125326);
  });

  test('scores that all are equal tell nothing: one half', () => {
    expect(areaUnderRoc(queue(new Float64Array(n)), weight, poor)).toBe(0.5);
    expect(areaUnderRoc(queue(turned(s100b)), weight, new Uint8Array(n))).toBeNaN();
  });
});

describe('distribution of benefits', () => {
  const giniOfBenefits = (benefit: readonly number[]) => {
    const received = {
      weight: new Float64Array(benefit.length).fill(1),
      chosen: new Float64Array(benefit.length).fill(1),
      benefit: Float64Array.from(benefit),
    };
    const curve = lorenzCurve(queue(received.benefit), received);
    return curve === null ? null : giniOf(curve);
  };

  test('Gini coefficients printed in documentation', () => {
    // The incomes of the examples of R's ineq and acid; the figure from 2Σix/(nΣx) − (n+1)/n.
    const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261];
    near(giniOfBenefits(incomes), 0.4620911302676238);
    // R phylotools 0.1.2, documentation of gini: "0.3076923".
    near(giniOfBenefits([1, 3, 2, 1, 1, 1, 4]), 4 / 13);
    expect(giniOfBenefits([0, 0])).toBeNull();
  });

  test('with one amount for some it is the share of those who get nothing', () => {
    near(giniOfBenefits([0, 0, 0, 7]), 0.75);
  });

  test('60 percent of the benefit for the poorest 40 percent: 1.5 (Coady, Grosh & Hoddinott 2004)', () => {
    const truth = Float64Array.from({ length: 10 }, (_, i) => i);
    const benefit = Float64Array.of(15, 15, 15, 15, 10, 10, 10, 10, 0, 0);
    const chosen = new Float64Array(10).fill(1);
    const found = measure(
      input({
        poor: Uint8Array.from(truth, (t) => (t < 4 ? 1 : 0)),
        truth,
        benefit,
        rule: { kind: 'given', chosen },
      }),
    );
    near(found.values.cgh_40, 1.5);
    near(found.values.cgh_poor, 1.5);
    near(found.values.cgh_20, 1.5);
    near(found.values.benefit_leakage, 0.4);
    near(found.benefitShares[0], 0.15);
  });
});

describe('errors of targeting', () => {
  test('a small table by hand', () => {
    // 10 families, 4 poor; 5 on the list, 3 of them poor.
    const found = measure(
      input({
        poor: Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0, 0),
        rule: { kind: 'given', chosen: Float64Array.of(1, 1, 1, 0, 1, 1, 0, 0, 0, 0) },
      }),
    );
    expect(found.confusion).toEqual({ poorIn: 3, poorOut: 1, restIn: 2, restOut: 4 });
    near(found.values.exclusion_error, 1 / 4);
    near(found.values.inclusion_error, 2 / 5);
    near(found.values.total_error, 3 / 10);
    near(found.values.accuracy, 7 / 10);
    near(found.values.coverage_poor, 3 / 4);
    near(found.values.coverage_not_poor, 1 / 3);
    near(found.values.targeting_differential, 3 / 4 - 1 / 3);
    near(found.values.cgh_poor, 0.6 / 0.4);
    near(found.values.benefit_gini, 0.5);
  });

  const survey = input({
    poor,
    weight,
    truth: turned(wfns),
    score: turned(s100b),
    benefit: Float64Array.from(s100b),
    rule: { kind: 'given', chosen: Float64Array.from(s100b, (s) => (s >= 0.3 ? 1 : 0)) },
    design: surveyDesign({ weight, cluster, strata, singleCluster: 'remove' }),
  });

  // Sums written out in R 4.2.2; concentration and Gini by the covariance with weighted mid-ranks.
  test('weighted errors, leakage and concentration agree with sums written out', () => {
    const { values } = measure(survey);
    near(values.exclusion_error, 0.4672131147540984);
    near(values.inclusion_error, 0.3157894736842105);
    near(values.total_error, 0.2589285714285715);
    near(values.benefit_leakage, 0.2177754677754678);
    near(values.cgh_poor, 2.154323301864286);
    const everyone = measure({
      ...survey,
      rule: { kind: 'given', chosen: new Float64Array(n).fill(1) },
    });
    near(everyone.values.concentration, -0.3735097999595878);
    near(everyone.values.benefit_gini, 0.5167942176870748);
  });

  // R survey 4.1: SE of svyratio and svymean, clusters i mod 37 in strata (i mod 37) mod 3.
  test('the bootstrap errors of a fixed list are those of linearisation, but for chance', async () => {
    const settings = { replicates: 4000, seed: 7, confidence: 0.95 };
    const [whole] = await bootstrapTargeting(survey, settings, oneByOne);
    near(whole?.values.exclusion_error.standardError, 0.08817851115604346, 0.06);
    near(whole?.values.inclusion_error.standardError, 0.08508579380476182, 0.06);
    near(whole?.values.total_error.standardError, 0.04723824771148735, 0.06);
  });
});

describe('quota and ties', () => {
  const score = Float64Array.of(1, 2, 2, 2, 3);
  const chosen = (share: number, ties: TieRule, lot?: Float64Array) =>
    Array.from(
      eligibilityRule(
        { kind: 'quota', quota: quotaOf(share, ties) },
        { score, weight: new Float64Array(5).fill(1), ...(lot && { lot }) },
      )(new Float64Array(5).fill(1)).chosen,
    );

  test('each rule for three equals on one remaining place', () => {
    expect(chosen(0.4, 'share').map((c) => Math.round(c * 3))).toEqual([3, 1, 1, 1, 0]);
    expect(chosen(0.4, 'in')).toEqual([1, 1, 1, 1, 0]);
    expect(chosen(0.4, 'out')).toEqual([1, 0, 0, 0, 0]);
    expect(chosen(0.4, 'lottery', Float64Array.of(0, 3, 1, 2, 4))).toEqual([1, 0, 1, 0, 0]);
    expect(chosen(0.8, 'share')).toEqual([1, 1, 1, 1, 0]);
    expect(chosen(0, 'in')).toEqual([0, 0, 0, 0, 0]);
    expect(chosen(1, 'out')).toEqual([1, 1, 1, 1, 1]);
  });

  test('a share that is not exact in binary still fills whole places', () => {
    const ten = Float64Array.from({ length: 10 }, (_, i) => i);
    const ones = new Float64Array(10).fill(1);
    for (const [share, places] of [0.1, 0.3, 0.6, 0.7].map(
      (s) => [s, Math.round(10 * s)] as const,
    )) {
      const rule = eligibilityRule(
        { kind: 'quota', quota: quotaOf(share, 'out') },
        { score: ten, weight: ones },
      );
      const { chosen: who, edges } = rule(ones);
      expect(who.reduce((a, b) => a + b, 0)).toBe(places);
      expect(edges[0]?.rows).toBe(0);
    }
  });

  test('a quota per group keeps to the group; more places than families are said', () => {
    const quota: Quota = {
      group: Uint32Array.of(0, 0, 1, 1, 1),
      groups: 2,
      size: Float64Array.of(1, 9),
      unit: 'weight',
      ties: 'share',
    };
    const ones = new Float64Array(5).fill(1);
    const found = eligibilityRule({ kind: 'quota', quota }, { score, weight: ones })(ones);
    expect(Array.from(found.chosen)).toEqual([1, 0, 1, 1, 1]);
    expect(found.unfilled).toBe(1);
  });

  test('a perfect score has no error at a quota of the size of the poor', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 100000 }), { minLength: 3, maxLength: 60 }),
        fc.integer({ min: 1, max: 59 }),
        (welfare, count) => {
          fc.pre(count < welfare.length);
          const truth = Float64Array.from(welfare);
          const line = Float64Array.from(welfare).sort()[count] as number;
          const found = measure(
            input({
              poor: Uint8Array.from(truth, (t) => (t < line ? 1 : 0)),
              truth,
              score: truth,
              rule: { kind: 'quota', quota: quotaOf(count / welfare.length) },
            }),
          );
          expect(found.values.total_error).toBeLessThan(1e-12);
          expect(found.values.auc).toBe(1);
        },
      ),
    );
  });

  test('order of rows, scale of weights and scale of benefits change nothing; bounds hold', () => {
    const row = fc.record({
      truth: fc.integer({ min: 0, max: 8 }),
      score: fc.integer({ min: 0, max: 5 }),
      weight: fc.integer({ min: 1, max: 4 }),
      benefit: fc.integer({ min: 0, max: 3 }),
    });
    type Family = { truth: number; score: number; weight: number; benefit: number };
    const run = (rows: readonly Family[], factor: number) => {
      const column = (key: keyof Family, by = 1) => Float64Array.from(rows, (r) => by * r[key]);
      const truth = column('truth');
      return measure(
        input({
          poor: Uint8Array.from(truth, (t) => (t < 4 ? 1 : 0)),
          truth,
          score: column('score'),
          weight: column('weight', factor),
          benefit: column('benefit', factor),
          rule: { kind: 'quota', quota: quotaOf(0.35) },
        }),
      );
    };
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const found = run(rows, 1);
        const other = run([...rows].reverse(), 4);
        for (const [name, value] of Object.entries(found.values)) {
          const twin = other.values[name as keyof typeof other.values];
          if (Number.isNaN(value)) expect(twin).toBeNaN();
          else expect(Math.abs(twin - value)).toBeLessThan(1e-12);
        }
        expect(Math.abs(found.values.coverage - 0.35)).toBeLessThan(1e-12);
        const { concentration, benefit_gini } = found.values;
        if (!Number.isNaN(concentration)) {
          expect(Math.abs(concentration)).toBeLessThanOrEqual(benefit_gini + 1e-12);
          const sum = found.benefitShares.reduce((a, b) => a + b, 0);
          expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        }
      }),
    );
  });
});

describe('hybrid with community ranks', () => {
  // One village of six; three places. The score would take a, b, c; the village ranks d, c, a first.
  const score = Float64Array.of(1, 2, 3, 4, 5, 6);
  const rank = Float64Array.of(3, 5, 2, 1, 6, Number.NaN);
  const ones = new Float64Array(6).fill(1);
  const chosen = (how: Hybrid['how'], more: Partial<Hybrid> = {}) =>
    Array.from(
      eligibilityRule(
        {
          kind: 'quota',
          quota: quotaOf(0.5),
          hybrid: {
            how,
            community: new Uint32Array(6),
            communities: 1,
            rank,
            factor: 4 / 3,
            communityWeight: 0.5,
            ...more,
          },
        },
        { score, weight: ones },
      )(ones).chosen,
    );

  test('each rule, worked out by hand', () => {
    // Listed by score: a, b, c, d; of them the village puts d, c, a first.
    expect(chosen('list')).toEqual([1, 0, 1, 1, 0, 0]);
    // Listed by the village: d, c, a, b; of them the score puts a, b, c first.
    expect(chosen('verify')).toEqual([1, 1, 1, 0, 0, 0]);
    expect(chosen('union')).toEqual([1, 1, 1, 1, 0, 0]);
    expect(chosen('intersection')).toEqual([1, 0, 1, 0, 0, 0]);
    // Places by score 1 … 6, by rank 3 5→4 2 1 6→5 6: sums 4 6 5 5 10 12, the first three a, c, d.
    expect(chosen('blend')).toEqual([1, 0, 1, 1, 0, 0]);
  });

  test('the ends of the scale are the score alone and the village alone', () => {
    expect(chosen('blend', { communityWeight: 0 })).toEqual([1, 1, 1, 0, 0, 0]);
    expect(chosen('blend', { communityWeight: 1 })).toEqual([1, 0, 1, 1, 0, 0]);
    expect(chosen('list', { factor: 1 })).toEqual([1, 1, 1, 0, 0, 0]);
    expect(chosen('verify', { factor: 1 })).toEqual([1, 0, 1, 1, 0, 0]);
  });
});

describe('intervals', () => {
  test('same seed, same intervals; percentiles enclose the estimate of a fixed list', async () => {
    const given = input({
      poor,
      truth: turned(wfns),
      score: turned(s100b),
      rule: { kind: 'quota', quota: quotaOf(0.3) },
    });
    const settings = { replicates: 60, seed: 3, confidence: 0.9 };
    const run = () => bootstrapTargeting(given, settings, oneByOne);
    expect(await run()).toEqual(await run());
  });

  test('in clustered samples the 95% intervals hold the truth about 95 times of 100', async () => {
    // Made-up villages share a shock. Truth: the mean of very many villages.
    const random = seededRandom(11);
    const draw = (villages: number) => {
      const size = 8;
      const count = villages * size;
      const [truth, score] = [new Float64Array(count), new Float64Array(count)];
      const village: string[] = [];
      for (let v = 0; v < villages; v++) {
        const shock = 0.6 * random.normal();
        for (let i = 0; i < size; i++) {
          const at = v * size + i;
          const s = shock + random.normal();
          score[at] = s;
          truth[at] = s + shock + 0.8 * random.normal();
          village.push(`${v}`);
        }
      }
      const w = new Float64Array(count).fill(1);
      return input({
        poor: Uint8Array.from(truth, (t) => (t < -0.8 ? 1 : 0)),
        truth,
        score,
        weight: w,
        rule: { kind: 'quota', quota: quotaOf(0.25) },
        design: surveyDesign({ weight: w, cluster: village, singleCluster: 'remove' }),
      });
    };
    const population = measure(draw(20000)).values;
    const names = ['exclusion_error', 'inclusion_error', 'total_error', 'auc', 'cgh_40'] as const;
    const held = Object.fromEntries(names.map((name) => [name, 0])) as Record<string, number>;
    const trials = 150;
    for (let t = 0; t < trials; t++) {
      const settings = { replicates: 100, seed: t, confidence: 0.95 };
      const [found] = await bootstrapTargeting(draw(40), settings, oneByOne);
      for (const name of names) {
        const { low, high } = found?.values[name] ?? { low: null, high: null };
        if (low !== null && high !== null && low <= population[name] && population[name] <= high)
          held[name] = (held[name] as number) + 1;
      }
    }
    for (const name of names) {
      expect((held[name] as number) / trials).toBeGreaterThan(0.9);
      expect((held[name] as number) / trials).toBeLessThan(0.995);
    }
  });
});
