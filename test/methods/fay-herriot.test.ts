import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { benchmark } from '#engine/small-area/benchmark.ts';
import { type AreaData, fayHerriot } from '#engine/small-area/fay-herriot.ts';
import { near } from '../support/near.ts';

// Fresh milk expenditure of 43 areas (Arora & Lahiri 1997, Statistica Sinica 7, 1053–1063; You & Chapman
// 2006), data "milk" of R's sae: direct estimate, standard error, major area.
const milk = [
  [1.099, 0.163, 1],
  [1.075, 0.08, 1],
  [1.105, 0.083, 1],
  [0.628, 0.109, 1],
  [0.753, 0.119, 1],
  [0.981, 0.141, 1],
  [1.257, 0.202, 1],
  [1.095, 0.127, 2],
  [1.405, 0.168, 2],
  [1.356, 0.178, 2],
  [0.615, 0.1, 2],
  [1.46, 0.201, 2],
  [1.338, 0.148, 2],
  [0.854, 0.143, 2],
  [1.176, 0.149, 3],
  [1.111, 0.145, 3],
  [1.257, 0.135, 3],
  [1.43, 0.172, 3],
  [1.278, 0.137, 3],
  [1.292, 0.163, 3],
  [1.002, 0.125, 3],
  [1.183, 0.247, 3],
  [1.044, 0.14, 3],
  [1.267, 0.171, 3],
  [1.193, 0.106, 3],
  [0.791, 0.121, 4],
  [0.795, 0.121, 4],
  [0.759, 0.259, 4],
  [0.796, 0.106, 4],
  [0.565, 0.089, 4],
  [0.886, 0.225, 4],
  [0.952, 0.205, 4],
  [0.807, 0.119, 4],
  [0.582, 0.067, 4],
  [0.684, 0.106, 4],
  [0.787, 0.126, 4],
  [0.44, 0.092, 4],
  [0.759, 0.132, 4],
  [0.77, 0.1, 4],
  [0.8, 0.113, 4],
  [0.756, 0.083, 4],
  [0.865, 0.121, 4],
  [0.64, 0.129, 4],
] as const;
const data: Omit<AreaData, 'method'> = {
  direct: milk.map((m) => m[0]),
  variance: milk.map((m) => m[1] ** 2),
  x: new Matrix(milk.map((m) => [1, +(m[2] === 2), +(m[2] === 3), +(m[2] === 4)])),
  confidence: 0.95,
};
const at = [0, 1, 3, 6, 10, 16, 21, 27, 33, 42];

// R's sae, eblupFH and mseFH(yi ~ as.factor(MajorArea), SD^2, method = …), as the tests of the Python
// package samplics hold them. sae stops at a relative step of 1e-4, hence 1e-5 and no closer.
const sae = {
  reml: {
    beta: [0.968189, 0.1327801, 0.2269462, -0.2413011],
    se: [0.06936208, 0.10300072, 0.09232981, 0.08161707],
    eblup: [
      1.0219703, 1.0476018, 0.760817, 1.0584523, 0.7852155, 1.2263411, 1.1923057, 0.7338443,
      0.6102302, 0.681087,
    ],
    mse: [
      0.01346022, 0.005372876, 0.00854174, 0.015926137, 0.007694262, 0.01085978, 0.017243977,
      0.016476912, 0.003870786, 0.009903626,
    ],
  },
  ml: {
    beta: [0.9677986, 0.1278756, 0.2266909, -0.2425804],
    se: [0.06590747, 0.09840939, 0.08813973, 0.07753875],
    eblup: [
      1.0161733, 1.0436968, 0.7753489, 1.0474786, 0.8033701, 1.2232369, 1.1921598, 0.7315647,
      0.6141348, 0.6840976,
    ],
    mse: [
      0.013579953, 0.005512868, 0.008735454, 0.015934511, 0.007911095, 0.011041285, 0.017193729,
      0.016390149, 0.003946977, 0.01003714,
    ],
  },
  fh: {
    beta: undefined,
    se: undefined,
    eblup: [
      1.017975, 1.044963, 0.770692, 1.050856, 0.797568, 1.224223, 1.192212, 0.732288, 0.612861,
      0.68316,
    ],
    mse: [
      0.012757016, 0.005314467, 0.008323471, 0.014867662, 0.007558331, 0.010423673, 0.01589024,
      0.015041526, 0.003833361, 0.00948422,
    ],
  },
} as const;

// R 4.2.2, metafor 3.8-1: rma(yi, SD^2, mods = ~factor(MajorArea), method = "REML", "ML", "PM" (Paule–Mandel,
// the same equation), threshold = 1e-14); blup() is g1 + g2 without the third term.
const metafor = {
  reml: {
    between: 0.0185503347627668,
    beta: [0.968188986974965, 0.132780305456739, 0.226946224520593, -0.241301039944629],
    se: [0.0693622082792575, 0.1030008899485123, 0.0923299614595036, 0.0816172170835796],
    blup: [1.02197054415062, 1.19230572283366, 0.68108688506074],
    g12: [0.01259184923907197, 0.01640887419786418, 0.00918566722166489],
    logLik: undefined,
  },
  ml: {
    between: 0.0155175087124193,
    beta: [0.967798625551161, 0.127875517563522, 0.226690886798658, -0.242580426338672],
    se: [0.0659074172432299, 0.0984093275954177, 0.08813967522561, 0.0775386945035802],
    blup: [1.016173236165761, 1.192159749618061, 0.684097693266086],
    g12: [0.01152726876658199, 0.01454768972913689, 0.00847658379389117],
    logLik: 12.7711743117329,
  },
  fh: {
    between: 0.0164202636541285,
    beta: [0.967901149597947, 0.12945018475272, 0.226791025351525, -0.242151786861436],
    se: [0.0669589554615309, 0.099803334690957, 0.0894119050855239, 0.0787798576182991],
    blup: [1.017975924213169, 1.192212639612314, 0.683160937834271],
    g12: [0.01186091515627601, 0.01511780281755634, 0.00870140882476969],
    logLik: 12.7620506342478,
  },
} as const;

describe.each(['reml', 'ml', 'fh'] as const)('milk, %s', (method) => {
  const found = fayHerriot({ ...data, method });
  const coefficient = found.coefficients.map((c) => c.estimate);
  const errors = found.coefficients.map((c) => c.standardError);

  test('estimates and mean squared errors of sae', () => {
    const expected = sae[method];
    if (expected.beta) near(coefficient, expected.beta, 1e-5);
    if (expected.se) near(errors, expected.se, 1e-5);
    near(
      at.map((i) => found.areas[i]!.estimate),
      expected.eblup,
      1e-5,
    );
    near(
      at.map((i) => found.areas[i]!.mse),
      expected.mse,
      1e-5,
    );
  });

  test('the fit of metafor, to its last digits', () => {
    const expected = metafor[method];
    near([found.between], [expected.between], 1e-10);
    near(coefficient, expected.beta, 1e-10);
    near(errors, expected.se, 1e-10);
    near(
      [0, 21, 42].map((i) => found.areas[i]!.estimate),
      expected.blup,
      1e-10,
    );
    expect(found.converged).toBe(true);
    expect(found.truncated).toBe(false);
    if (expected.logLik) near([found.logLikelihood], [expected.logLik], 1e-10);
  });

  // The first two terms from metafor; the third and the bias written out here.
  test('the mean squared error is g1 + g2 + 2·g3 less the bias of A', () => {
    const w = data.variance as readonly number[];
    const sum = (power: number) => w.reduce((s, psi) => s + (found.between + psi) ** -power, 0);
    const ofBetween = method === 'fh' ? (2 * 43) / sum(1) ** 2 : 2 / sum(2);
    [0, 21, 42].forEach((i, k) => {
      const psi = w[i]!;
      const g3 = (psi ** 2 / (found.between + psi) ** 3) * ofBetween;
      const plain = metafor[method].g12[k]! + 2 * g3;
      const bias = method === 'fh' ? (2 * (43 * sum(2) - sum(1) ** 2)) / sum(1) ** 3 : 0;
      if (method === 'ml') expect(found.areas[i]!.mse).toBeGreaterThan(plain);
      else near([found.areas[i]!.mse], [plain - (psi / (found.between + psi)) ** 2 * bias], 1e-8);
    });
  });
});

test('AIC and BIC count the coefficients and A', () => {
  const found = fayHerriot({ ...data, method: 'reml' });
  const deviance = -2 * found.logLikelihood;
  near([found.aic, found.bic], [10 + deviance, 5 * Math.log(43) + deviance], 1e-12);
});

// metafor::dat.bcg (Colditz et al. 1994): log risk ratios on latitude; rma(yi, vi, mods = ~ablat).
describe('BCG trials against metafor 3.8-1', () => {
  const y = [
    -0.8893113339202054, -1.5853886572014306, -1.3480731482996933, -1.4415511900213054,
    -0.21754732221129558, -0.786115585818864, -1.6208982235983918, 0.011952333523840508,
    -0.4694176487381494, -1.3713448034727844, -0.3393588283383906, 0.44591340057137874,
    -0.017313948216879815,
  ];
  const variance = [
    0.32558476500396133, 0.19458112139814385, 0.4153679653679654, 0.020010031902247573,
    0.05121017216963086, 0.0069056184559087574, 0.22301724757231517, 0.0039615792978177295,
    0.056434210463248966, 0.07302479361302891, 0.01241221397155972, 0.5325058452001528,
    0.0714046596839863,
  ];
  const latitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];
  test.each([
    [
      'reml',
      0.0763479639551985,
      0.2514682100073713,
      0.00719532722090437,
      [-1.002472074894005, -0.637963495325466, -0.351532452625278],
    ],
    [
      'ml',
      0.0343514424812357,
      0.2821071738962125,
      0.00548773630753867,
      [-1.004183749581303, -0.457733032689548, -0.472648149908832],
    ],
    [
      'fh',
      0.142131941472756,
      0.2219159645073625,
      0.00907018887118224,
      [-0.990673967226407, -0.826860882706544, -0.25252420018739],
    ],
  ] as const)('%s', (method, between, constant, slopeError, blup) => {
    const found = fayHerriot({
      direct: y,
      variance,
      x: new Matrix(latitude.map((l) => [1, l])),
      method,
      confidence: 0.95,
    });
    near([found.between], [between], 1e-8);
    near([found.coefficients[0]!.estimate], [constant], 1e-8);
    near([found.coefficients[1]!.standardError], [slopeError], 1e-8);
    near(
      [0, 6, 12].map((i) => found.areas[i]!.estimate),
      blup,
      1e-8,
    );
  });
});

describe('edge rules', () => {
  const flat = { direct: [1, 1.1, 0.9, 1.05, 0.95], variance: [0.2, 0.3, 0.25, 0.2, 0.3] };
  test.each(['reml', 'ml', 'fh'] as const)(
    '%s: no differences beyond sampling, A is 0',
    (method) => {
      const found = fayHerriot({ ...flat, x: Matrix.ones(5, 1), method, confidence: 0.95 });
      expect(found).toMatchObject({ between: 0, truncated: true, converged: true });
      // metafor: rma(y, v): estimate 1.00080645161290, se 0.21997067253203.
      near(
        [found.coefficients[0]!.estimate, found.coefficients[0]!.standardError],
        [1.0008064516129, 0.21997067253203],
        1e-10,
      );
      for (const area of found.areas) {
        expect(area!.estimate).toBeCloseTo(1.0008064516129, 10);
        expect(area!.mse).toBeGreaterThan(0);
      }
    },
  );

  test('areas without a usable direct estimate get the synthetic one, and change nothing else', () => {
    const x = new Matrix([
      ...data.x.to2DArray(),
      [1, 1, 0, 0],
      [1, 0, 0, 0],
      [1, Number.NaN, 0, 0],
    ]);
    const found = fayHerriot({
      ...data,
      direct: [...(data.direct as number[]), Number.NaN, 5, 1],
      variance: [...(data.variance as number[]), 0.01, 0, 0.01],
      x,
      method: 'reml',
    });
    near([found.between], [metafor.reml.between], 1e-10);
    const [a, b, c] = found.areas.slice(43);
    expect(c).toBeNull();
    near(
      [a!.estimate, b!.estimate],
      [0.968188986974965 + 0.132780305456739, 0.968188986974965],
      1e-10,
    );
    near([b!.mse], [metafor.reml.between + 0.0693622082792575 ** 2], 1e-8);
    expect([a!.kind, a!.gamma]).toEqual(['synthetic', 0]);
  });

  test('what cannot be fitted is refused', () => {
    const few = { direct: [1, 2], variance: [1, 1], confidence: 0.95, method: 'reml' } as const;
    expect(() =>
      fayHerriot({
        ...few,
        x: new Matrix([
          [1, 2],
          [1, 3],
        ]),
      }),
    ).toThrow('too-few-rows');
    expect(() =>
      fayHerriot({ ...data, x: new Matrix(milk.map(() => [1, 2])), method: 'ml' }),
    ).toThrow('collinear, 1');
    expect(() =>
      fayHerriot({ ...data, variance: milk.map((_, i) => (i === 3 ? 1e-40 : 1)), method: 'ml' }),
    ).toThrow('variance-out-of-proportion, variance, row 3');
  });
});

describe('properties', () => {
  const problem = fc
    .array(
      fc.record({
        y: fc.double({ min: -10, max: 10, noNaN: true }),
        psi: fc.double({ min: 0.01, max: 20, noNaN: true }),
        z: fc.double({ min: -5, max: 5, noNaN: true }),
      }),
      { minLength: 5, maxLength: 25 },
    )
    .filter((rows) => Math.max(...rows.map((r) => r.z)) - Math.min(...rows.map((r) => r.z)) > 0.1);
  const method = fc.constantFrom('reml' as const, 'ml' as const, 'fh' as const);
  const fitOf = (rows: { y: number; psi: number; z: number }[], m: AreaData['method']) =>
    fayHerriot({
      direct: rows.map((r) => r.y),
      variance: rows.map((r) => r.psi),
      x: new Matrix(rows.map((r) => [1, r.z])),
      method: m,
      confidence: 0.95,
    });

  test('estimates lie between direct and synthetic, errors are positive, order does not matter', () => {
    fc.assert(
      fc.property(problem, method, (rows, m) => {
        const found = fitOf(rows, m);
        const turned = fitOf([...rows].reverse(), m);
        expect(found.converged).toBe(true);
        found.areas.forEach((area, i) => {
          const [low, high] = [area!.synthetic, rows[i]!.y].sort((a, b) => a - b);
          expect(area!.estimate).toBeGreaterThanOrEqual(low! - 1e-9);
          expect(area!.estimate).toBeLessThanOrEqual(high! + 1e-9);
          expect(area!.mse).toBeGreaterThan(0);
          expect(turned.areas[rows.length - 1 - i]!.estimate).toBeCloseTo(area!.estimate, 7);
        });
      }),
      { numRuns: 80 },
    );
  });

  test('another unit of the outcome and of a covariate changes only the unit', () => {
    fc.assert(
      fc.property(problem, method, fc.constantFrom(1e-6, 1e-3, 1e4, 1e8), (rows, m, unit) => {
        const found = fitOf(rows, m);
        const other = fitOf(
          rows.map((r) => ({ y: r.y * unit, psi: r.psi * unit ** 2, z: r.z * 1e6 + 3e6 })),
          m,
        );
        expect(other.between / unit ** 2).toBeCloseTo(found.between, 6);
        found.areas.forEach((area, i) => {
          expect(other.areas[i]!.estimate / unit).toBeCloseTo(area!.estimate, 6);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('no other A on a fine grid has a higher likelihood', () => {
    fc.assert(
      fc.property(problem, (rows) => {
        const found = fitOf(rows, 'ml');
        const logLik = (a: number) => {
          const w = rows.map((r) => 1 / (a + r.psi));
          const s = (f: (i: number) => number) => w.reduce((sum, wi, i) => sum + wi * f(i), 0);
          const [sw, sz, szz] = [s(() => 1), s((i) => rows[i]!.z), s((i) => rows[i]!.z ** 2)];
          const [sy, szy] = [s((i) => rows[i]!.y), s((i) => rows[i]!.z * rows[i]!.y)];
          const b = (sw * szy - sz * sy) / (sw * szz - sz * sz);
          const c = (sy - b * sz) / sw;
          const rss = s((i) => (rows[i]!.y - c - b * rows[i]!.z) ** 2);
          return (
            w.reduce((sum, wi) => sum + Math.log(wi), -rows.length * Math.log(2 * Math.PI) - rss) /
            2
          );
        };
        for (let k = 0; k <= 400; k++)
          expect(logLik((k / 400) ** 2 * 150)).toBeLessThanOrEqual(found.logLikelihood + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  test('benchmarked estimates add up to the published figure, both ways', () => {
    const found = fayHerriot({ ...data, method: 'reml' });
    const weight = milk.map((_, i) => i + 1);
    const group = milk.map((m) => String(m[2]));
    const published = new Map([
      ['1', 1],
      ['2', 1.2],
      ['3', 1.1],
      ['4', 0.7],
    ]);
    const estimate = found.areas.map((a) => a!.estimate);
    const mse = found.areas.map((a) => a!.mse);
    for (const of of ['mean', 'sum'] as const) {
      const done = benchmark({ estimate, mse, weight, group, published, of, confidence: 0.95 });
      for (const [name, stated] of published)
        for (const way of ['ratio', 'difference'] as const) {
          const own = weight.map((w, i) => (group[i] === name ? w : 0));
          const total = own.reduce((s, w, i) => s + w * done[way][i]!.estimate, 0);
          near([of === 'mean' ? total / own.reduce((a, b) => a + b, 0) : total], [stated], 1e-12);
        }
      done.ratio.forEach((r, i) => {
        expect(r!.standardError).toBeGreaterThanOrEqual(Math.sqrt(mse[i]!));
      });
    }
  });
});
