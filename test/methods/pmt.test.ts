import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneByOne } from '#engine/stats/parallel.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { regress } from '#engine/stats/regression.ts';
import { surveyDesign } from '#engine/stats/survey-design.ts';
import { binNumbers, levelPlaces, numberEdges } from '#engine/targeting/bin-answers.ts';
import { boost } from '#engine/targeting/boosting.ts';
import { crossValidate, dealFolds, type PmtData } from '#engine/targeting/cross-validate.ts';
import { fitPmt, predictPmt } from '#engine/targeting/fit-pmt.ts';
import { crossProducts, fitFolds } from '#engine/targeting/fold-regression.ts';
import { growTree } from '#engine/targeting/grow-tree.ts';
import { bootstrapQuality, qualityOf } from '#engine/targeting/prediction-quality.ts';
import { designMatrix, linearPrediction, type Question } from '#engine/targeting/predictors.ts';
import { scorecardOf } from '#engine/targeting/scorecard.ts';

const near = (values: ArrayLike<number>, expected: readonly number[], relative = 1e-10) =>
  expected.forEach((e, i) => {
    expect(Math.abs((values[i] as number) - e)).toBeLessThanOrEqual(relative * Math.abs(e));
  });

// mtcars (Henderson & Velleman 1981): log(mpg) on wt, hp and cyl as a category; clusters carb, weights qsec.
const mpg = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7,
  32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];
const wt = [
  2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424,
  5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57,
  2.78,
];
const hp = [
  110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230, 66, 52, 65, 97,
  150, 150, 245, 175, 66, 91, 113, 264, 175, 335, 109,
];
const cyl = [
  ...[6, 6, 4, 6, 8, 6, 8, 4, 4, 6, 6, 8, 8, 8, 8, 8, 8, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4, 4, 8, 6, 8],
  4,
];
const qsec = [
  16.46, 17.02, 18.61, 19.44, 17.02, 20.22, 15.84, 20, 22.9, 18.3, 18.9, 17.4, 17.6, 18, 17.98,
  17.82, 17.42, 19.47, 18.52, 19.9, 20.01, 16.87, 17.3, 15.41, 17.05, 18.9, 16.7, 16.9, 14.5, 15.5,
  14.6, 18.6,
];
const carb = [
  4, 4, 1, 1, 2, 1, 4, 2, 2, 4, 4, 3, 3, 3, 4, 4, 4, 1, 2, 1, 1, 2, 2, 4, 2, 1, 2, 2, 4, 6, 8, 2,
];
const questions: Question[] = [
  { kind: 'number', column: 'wt' },
  { kind: 'number', column: 'hp' },
  { kind: 'category', column: 'cyl', levels: ['4', '6', '8'] },
];
const cars = (weight = new Float64Array(32).fill(1)): PmtData => ({
  questions,
  answers: [
    Float64Array.from(wt),
    Float64Array.from(hp),
    Float64Array.from(cyl, (c) => (c - 4) / 2),
  ],
  outcome: Float64Array.from(mpg, Math.log),
  weight,
});
const rules = {
  errors: 'CR1',
  isLog: true,
  hasTrees: false,
  folds: 4,
  seed: 1,
  confidence: 0.95,
} as const;
const byCarb = {
  of: Uint32Array.from(carb, (c) => [1, 2, 3, 4, 6, 8].indexOf(c)),
  count: 6,
};

describe('the linear model', () => {
  // R 4.2.2, sandwich 3.0-2: lm(log(mpg) ~ wt + hp + factor(cyl)), vcovHC, vcovCL(cluster = carb,
  // type = "HC1"), lmtest coeftest and coefci with df = 5; smearing as mean(exp(resid)).
  test('coefficients, errors, tests and intervals agree with R', async () => {
    const fit = await fitPmt(cars(), byCarb, rules, oneByOne);
    const column = (key: 'estimate' | 'standardError' | 't' | 'p' | 'low' | 'high') =>
      fit.coefficients.map((c) => c[key] as number);
    near(
      column('estimate'),
      [
        3.76523281575173, -0.1749511742024172, -0.001148265835747915, -0.09902920370614389,
        -0.1251608683309698,
      ],
    );
    near(
      column('standardError'),
      [
        0.05456068881484561, 0.01544007375226116, 0.0003913291660428544, 0.03032105070482423,
        0.06465334967625917,
      ],
      1e-8,
    );
    near(
      column('t'),
      [
        69.00999414668743, -11.33098047389806, -2.934271031620904, -3.266021506648774,
        -1.935876005770651,
      ],
      1e-8,
    );
    near(
      column('p'),
      [
        1.209949766165246e-8, 9.362474600704388e-5, 0.03247152438655132, 0.0222965026883419,
        0.1106539423216745,
      ],
      1e-7,
    );
    near(
      column('low'),
      [
        3.624980100144483, -0.2146411473308648, -0.002154209481732383, -0.1769719458853727,
        -0.2913575946218045,
      ],
      1e-8,
    );
    near(
      column('high'),
      [
        3.905485531358978, -0.1352612010739696, -0.0001423221897634461, -0.02108646152691508,
        0.04103585795986495,
      ],
      1e-8,
    );
    expect(fit.coefficients[0]?.df).toBe(5);
    near([fit.regression.r2, fit.model.smearing.linear], [0.8803958120598715, 1.005236148752914]);
    const of = async (errors: 'HC1' | 'HC3') =>
      (await fitPmt(cars(), byCarb, { ...rules, errors }, oneByOne)).coefficients.map(
        (c) => c.standardError,
      );
    near(
      await of('HC1'),
      [
        0.1200816785210427, 0.04151709314509847, 0.0004890899146696399, 0.05761463444489746,
        0.1109814833713905,
      ],
      1e-8,
    );
    near(
      await of('HC3'),
      [
        0.1397068545043002, 0.04927224215239098, 0.0006334870473384286, 0.06501931656862807,
        0.1260365020108686,
      ],
      1e-8,
    );
  });

  test('weights act as they do in R, also in the smearing', async () => {
    const settings = { ...rules, errors: 'HC1' } as const;
    const fit = await fitPmt(cars(Float64Array.from(qsec)), byCarb, settings, oneByOne);
    near(
      fit.model.coefficient,
      [
        3.774171353781551, -0.1763333596519248, -0.001202145716024907, -0.09674657697990766,
        -0.117417759166542,
      ],
    );
    near(
      fit.coefficients.map((c) => c.standardError),
      [
        0.1201314046179202, 0.04018771336517762, 0.0005080087891628691, 0.05705383471774119,
        0.109964544634862,
      ],
      1e-8,
    );
    near([fit.model.smearing.linear], [1.005276450774554]);
  });

  // The same folds (row mod 4) fitted one by one with lm(..., weights = qsec) and predicted.
  test('predictions out of fold and their quality agree with R', async () => {
    const weight = Float64Array.from(qsec);
    const data = cars(weight);
    const fold = Uint8Array.from(mpg, (_, i) => i % 4);
    const found = await crossValidate(data, fold, { folds: 4, seed: 1, hasTrees: false }, oneByOne);
    near(
      found.linear.slice(0, 8),
      [
        3.10195376643941, 3.044061355095011, 3.265511983698477, 2.960663022254139, 2.78219145245418,
        2.944882112838396, 2.725447852621155, 3.131892862956851,
      ],
    );
    const input = {
      outcome: data.outcome,
      weight,
      poor: Uint8Array.from(mpg, (v) => (v < 16 ? 1 : 0)),
      quota: 0.25,
      predictions: [found.linear],
      design: surveyDesign({ weight, singleCluster: 'remove' }),
    };
    const weighted = qualityOf(input)(weight)[0];
    near([weighted?.r2 ?? 0, weighted?.rmse ?? 0], [0.7999411802856001, 0.1316220564075853]);
    const plain = qualityOf(input)(new Float64Array(32).fill(1))[0];
    near([plain?.rank_correlation ?? 0, plain?.auc ?? 0], [0.9199451688967258, 0.9136363636363637]);
    near([plain?.exclusion_error ?? 0, plain?.inclusion_error ?? 0], [0.4, 0.25]);
  });

  test('any set of folds fitted from cross products is what least squares gives on its rows', () => {
    const data = cars(Float64Array.from(qsec));
    const fold = Uint8Array.from(mpg, (_, i) => (i * 7) % 5);
    const products = crossProducts(questions, data.answers, data.outcome, data.weight, {
      fold,
      folds: 5,
    });
    for (let held = 0; held < 5; held++) {
      const weight = data.weight.map((w, i) => (fold[i] === held ? 0 : w));
      const fit = regress(designMatrix(questions, data.answers), data.outcome, {
        errors: 'HC1',
        weight,
      });
      near(
        fitFolds(products, (f) => f !== held),
        Array.from(fit.coefficient),
        1e-9,
      );
    }
  });

  test('a level nobody has in training is predicted as the reference', () => {
    const data = cars();
    const fold = Uint8Array.from(cyl, (c) => (c === 8 ? 1 : 0));
    const products = crossProducts(questions, data.answers, data.outcome, data.weight, {
      fold,
      folds: 2,
    });
    expect(fitFolds(products, (f) => f === 0)[4]).toBe(0);
  });

  test('another unit of money moves the constant alone', async () => {
    const data = cars();
    const one = await fitPmt(data, byCarb, rules, oneByOne);
    const other = { ...data, outcome: data.outcome.map((y) => y + Math.log(1000)) };
    const thousand = await fitPmt(other, byCarb, rules, oneByOne);
    near(thousand.model.coefficient.slice(1), one.model.coefficient.slice(1), 1e-9);
    near(
      thousand.coefficients.map((c) => c.standardError),
      one.coefficients.map((c) => c.standardError),
      1e-9,
    );
  });

  test('a family that alone decides a coefficient has no HC3 error: it is named', async () => {
    const data = cars();
    const only = Float64Array.from(mpg, (_, i) => (i === 3 ? 1 : 0));
    const more: PmtData = {
      ...data,
      questions: [...questions, { kind: 'number', column: 'only' }],
      answers: [...data.answers, only],
    };
    await expect(fitPmt(more, byCarb, { ...rules, errors: 'HC3' }, oneByOne)).rejects.toThrow(
      'leverage, row 3',
    );
  });
});

describe('trees', () => {
  test('the first split is the best of all splits, found by trying each', () => {
    const row = fc.record({
      a: fc.integer({ min: 0, max: 6 }),
      b: fc.integer({ min: 0, max: 3 }),
      y: fc.integer({ min: -9, max: 9 }),
      w: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 40 }), (data) => {
        const columns = [Uint8Array.from(data, (d) => d.a), Uint8Array.from(data, (d) => d.b)];
        const tree = growTree(
          { columns, bins: [7, 4] },
          Uint32Array.from(data, (_, i) => i),
          Float64Array.from(data, (d) => d.y),
          Float64Array.from(data, (d) => d.w),
          { depth: 1, leafRows: 1, shrink: 1, rate: 1 },
        );
        const score = (part: typeof data) => {
          const w = part.reduce((s, d) => s + d.w, 0);
          return part.reduce((s, d) => s + d.w * d.y, 0) ** 2 / (w + 1);
        };
        let best = 0;
        for (const key of ['a', 'b'] as const)
          for (let bin = 0; bin < 6; bin++) {
            const left = data.filter((d) => d[key] <= bin);
            const right = data.filter((d) => d[key] > bin);
            if (left.length > 0 && right.length > 0)
              best = Math.max(best, score(left) + score(right) - score(data));
          }
        const [c, bin] = [tree.column[0] as number, tree.bin[0] as number];
        if (c < 0) {
          expect(best).toBeLessThan(1e-9 * (1 + score(data)));
          return;
        }
        const isLeft = (d: (typeof data)[number]) => (c === 0 ? d.a : d.b) <= bin;
        const [left, right] = [data.filter(isLeft), data.filter((d) => !isLeft(d))];
        expect(score(left) + score(right) - score(data)).toBeCloseTo(best, 8);
        const value =
          left.reduce((s, d) => s + d.w * d.y, 0) / (left.reduce((s, d) => s + d.w, 0) + 1);
        expect(tree.value[tree.left[0] as number]).toBeCloseTo(value, 10);
      }),
    );
  });

  test('edges lie between neighbours; levels stand in the order of their means', () => {
    expect(numberEdges(Float64Array.of(3, 1, 2, 2))).toEqual([1.5, 2.5]);
    expect(numberEdges(Float64Array.from({ length: 1000 }, (_, i) => i)).length).toBe(63);
    const outcome = Float64Array.of(5, 1, 3, 3);
    const answer = Float64Array.of(0, 1, 2, 2);
    const ones = new Float64Array(4).fill(1);
    expect(levelPlaces(3, answer, outcome, ones, Uint32Array.of(0, 1, 2, 3))).toEqual([2, 0, 1]);
  });
});

/** Made-up families: villages with a shock, two numbers, a category; `bend` adds what a line cannot follow. */
function village(seed: number, villages: number, bend: number): PmtData & { cluster: Uint32Array } {
  const random = seededRandom(seed);
  const n = villages * 15;
  const [size, floor, roof, outcome] = [0, 0, 0, 0].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const cluster = new Uint32Array(n);
  for (let v = 0; v < villages; v++) {
    const shock = 0.15 * random.normal();
    for (let i = v * 15; i < (v + 1) * 15; i++) {
      size[i] = 1 + random.below(8);
      floor[i] = random.normal();
      roof[i] = random.below(3);
      cluster[i] = v;
      const kink = (size[i] as number) > 4 && roof[i] === 1 ? 1 : 0;
      outcome[i] =
        13 -
        0.08 * (size[i] as number) +
        0.2 * (floor[i] as number) +
        bend * (kink - 0.6 * Math.abs(floor[i] as number)) +
        shock +
        0.3 * random.normal();
    }
  }
  return {
    questions: [
      { kind: 'number', column: 'size' },
      { kind: 'number', column: 'floor' },
      { kind: 'category', column: 'roof', levels: ['a', 'b', 'c'] },
    ],
    answers: [size, floor, roof],
    outcome,
    weight: new Float64Array(n).fill(1),
    cluster,
  };
}

const judge = (data: PmtData & { cluster: Uint32Array }, predictions: readonly Float64Array[]) => ({
  outcome: data.outcome,
  weight: data.weight,
  poor: Uint8Array.from(data.outcome, (y) => (y < 12.3 ? 1 : 0)),
  quota: 0.2,
  predictions,
  design: surveyDesign({
    weight: data.weight,
    cluster: Array.from(data.cluster, String),
    singleCluster: 'remove',
  }),
});

describe('the better model', () => {
  const settings = { ...rules, hasTrees: true, folds: 5 };
  const fitted = async (data: PmtData & { cluster: Uint32Array }, villages: number) => {
    const fit = await fitPmt(data, { of: data.cluster, count: villages }, settings, oneByOne);
    const { linear, boosted } = fit.crossValidated;
    const input = judge(data, [linear, boosted as Float64Array]);
    const [ols, trees] = qualityOf(input)(data.weight).map((q) => q.r2) as [number, number];
    return { fit, input, ols, trees };
  };

  test('it follows bends and interactions a line cannot, and the interval says so', async () => {
    const { input, ols, trees } = await fitted(village(5, 80, 0.6), 80);
    expect(trees).toBeGreaterThan(ols + 0.2);
    const { difference } = await bootstrapQuality(
      input,
      { replicates: 100, seed: 1, confidence: 0.95 },
      oneByOne,
    );
    expect(difference?.r2.low).toBeGreaterThan(0.15);
  });

  test('where the line is the truth it loses next to nothing', async () => {
    const { ols, trees, fit } = await fitted(village(6, 80, 0), 80);
    expect(trees).toBeGreaterThan(ols - 0.01);
    expect(fit.crossValidated.chosen.trees).toBeLessThan(60);
  });

  test('answers that mean nothing predict nothing out of sample, however well they fit inside', async () => {
    const data = village(7, 20, 0);
    const random = seededRandom(3);
    const noise: Question[] = Array.from({ length: 25 }, (_, i) => ({
      kind: 'number',
      column: `n${i}`,
    }));
    const blind = {
      ...data,
      questions: noise,
      answers: noise.map(() => data.outcome.map(() => random.normal())),
    };
    const { fit, ols, trees } = await fitted(blind, 20);
    expect(fit.regression.r2).toBeGreaterThan(0.03);
    expect(ols).toBeLessThan(0);
    expect(trees).toBeLessThan(0.01);
  });

  test('the saved model predicts its own sample as the fit did', async () => {
    const data = village(5, 20, 0.6);
    const { fit } = await fitted(data, 20);
    const again = predictPmt(JSON.parse(JSON.stringify(fit.model)), data.answers);
    near(again.linear, Array.from(fit.linear), 1e-14);
    near(again.boosted as Float64Array, Array.from(fit.boosted as Float64Array), 1e-14);
  });

  test('the same seed gives the same trees, another one others', () => {
    const data = village(5, 20, 0.6);
    const base = linearPrediction(data.questions, data.answers, new Float64Array(5));
    const run = (seed: number) =>
      boost(
        {
          ...data,
          numberBinnings: binNumbers(data.questions, data.answers),
          base,
          training: Uint32Array.from(base, (_, i) => i),
        },
        { depth: 2, trees: 5, seed },
      ).prediction;
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  test('importance falls on what matters', async () => {
    const { fit } = await fitted(village(8, 60, 0.6), 60);
    const { importance } = fit.crossValidated;
    expect(importance.map((i) => i.column)).toEqual(['size', 'floor', 'roof']);
    expect(importance[1]?.boosted).toBeGreaterThan(importance[2]?.boosted as number);
    for (const row of importance) expect(row.boosted).toBeGreaterThan(0);
  });
});

describe('folds, intervals and the scorecard', () => {
  test('a cluster is never cut by a fold, and folds are of like size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 0, max: 999 }),
        (clusters, seed) => {
          const cluster = Uint32Array.from({ length: clusters * 3 }, (_, i) => i % clusters);
          const fold = dealFolds(cluster, clusters, { folds: 5, seed });
          const sizes = new Map<number, number>();
          fold.forEach((f, i) => {
            expect(f).toBe(fold[i % clusters]);
            sizes.set(f, (sizes.get(f) ?? 0) + 1);
          });
          expect(Math.max(...sizes.values()) - Math.min(...sizes.values())).toBeLessThanOrEqual(3);
        },
      ),
    );
    expect(() => dealFolds([0, 1], 2, { folds: 5, seed: 1 })).toThrow('too-few-for-folds');
  });

  test('in clustered samples 95% intervals of R² and AUC hold the truth about 95 times of 100', async () => {
    // The predictor is fixed (the true line); its quality in the population against the interval.
    const line = Float64Array.of(13, -0.08, 0.2, 0, 0);
    const input = (seed: number, villages: number) => {
      const data = village(seed, villages, 0);
      return judge(data, [linearPrediction(data.questions, data.answers, line)]);
    };
    const many = input(1, 8000);
    const truth = qualityOf(many)(many.weight)[0];
    const names = ['r2', 'auc', 'exclusion_error'] as const;
    const held = { r2: 0, auc: 0, exclusion_error: 0 };
    const trials = 120;
    for (let t = 0; t < trials; t++) {
      const settings = { replicates: 100, seed: t, confidence: 0.95 };
      const found = await bootstrapQuality(input(100 + t, 40), settings, oneByOne);
      for (const name of names) {
        const { low, high } = found.predictions[0]?.[name] ?? { low: null, high: null };
        const value = truth?.[name] as number;
        if (low !== null && high !== null && low <= value && value <= high) held[name]++;
      }
    }
    for (const name of names) expect(held[name] / trials).toBeGreaterThan(0.88);
  });

  test('points run from 0 for the poorest answer, and rank families nearly as the model does', async () => {
    const data = village(9, 40, 0);
    const { regression } = await fitPmt(data, { of: data.cluster, count: 40 }, rules, oneByOne);
    const card = scorecardOf(data.questions, data.answers, regression.coefficient);
    const roofs = card.rows.filter((r) => r.column === 'roof').map((r) => r.points);
    expect(Math.min(...roofs)).toBe(0);
    const linear = linearPrediction(data.questions, data.answers, regression.coefficient);
    const input = { ...judge(data, [card.points]), outcome: linear };
    expect(qualityOf(input)(data.weight)[0]?.rank_correlation).toBeGreaterThan(0.999);
  });
});
