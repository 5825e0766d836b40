import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { combine, type ErrorKind, regress } from './regression.ts';

// mtcars (Henderson & Velleman 1981): mpg on a constant, wt and hp; clusters are carb, weights qsec.
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
const qsec = [
  16.46, 17.02, 18.61, 19.44, 17.02, 20.22, 15.84, 20, 22.9, 18.3, 18.9, 17.4, 17.6, 18, 17.98,
  17.82, 17.42, 19.47, 18.52, 19.9, 20.01, 16.87, 17.3, 15.41, 17.05, 18.9, 16.7, 16.9, 14.5, 15.5,
  14.6, 18.6,
];
const carb = [
  4, 4, 1, 1, 2, 1, 4, 2, 2, 4, 4, 3, 3, 3, 4, 4, 4, 1, 2, 1, 1, 2, 2, 4, 2, 1, 2, 2, 4, 6, 8, 2,
];
const x = new Matrix(mpg.map((_, i) => [1, wt[i] as number, hp[i] as number]));

const near = (values: ArrayLike<number>, expected: readonly number[], relative: number) => {
  expected.forEach((e, i) => {
    expect(Math.abs((values[i] as number) - e)).toBeLessThanOrEqual(relative * Math.abs(e));
  });
};
const errorsOf = (kind: ErrorKind, weight?: number[]) => {
  const fit = regress(x, mpg, { errors: kind, cluster: carb, ...(weight ? { weight } : {}) });
  return [0, 1, 2].map((j) => Math.sqrt(fit.covariance.get(j, j)));
};

describe('least squares', () => {
  // R 4.2.2, lm(), sandwich 3.0-2: vcovHC, vcovCL.
  test('coefficients and every kind of error agree with R', () => {
    const fit = regress(x, mpg, { errors: 'classic' });
    near(fit.coefficient, [37.2272701164472, -3.87783074240468, -0.031772946982161], 1e-12);
    near([fit.r2], [0.826785451882791], 1e-12);
    near(errorsOf('classic'), [1.59878753799939, 0.632733494377395, 0.00902970967585572], 1e-12);
    near(errorsOf('HC0'), [1.93891395641755, 0.619927505289896, 0.00664605790818312], 1e-12);
    near(errorsOf('HC1'), [2.03673500191297, 0.651203754809947, 0.00698136125202141], 1e-12);
    near(errorsOf('HC2'), [2.07760994351463, 0.687765481735845, 0.00782502939751508], 1e-12);
    near(errorsOf('HC3'), [2.22980540343623, 0.76851905035782, 0.00938513790864756], 1e-12);
    near(errorsOf('CR0'), [2.13118821149289, 0.734517052783357, 0.00574493325631813], 1e-12);
    near(errorsOf('CR1'), [2.4137610570285, 0.831906186497657, 0.00650665018441282], 1e-12);
  });

  test('weights act as they do in R', () => {
    const fit = regress(x, mpg, { errors: 'classic', weight: qsec });
    near(fit.coefficient, [37.4141847930185, -3.89289050630474, -0.0325329692940882], 1e-12);
    near([fit.r2], [0.824964112438011], 1e-12);
    near(
      errorsOf('classic', qsec),
      [1.61028368114788, 0.654386723257653, 0.00963700279532369],
      1e-12,
    );
    near(errorsOf('HC3', qsec), [2.27487294485898, 0.760153653499137, 0.00911965839300243], 1e-12);
    near(errorsOf('CR1', qsec), [2.39902418331259, 0.818009869532623, 0.0061985370375151], 1e-12);
  });

  test('a column that repeats others is named, and too few rows are refused', () => {
    const doubled = new Matrix(mpg.map((_, i) => [1, wt[i] as number, 2 * (wt[i] as number) + 3]));
    expect(() => regress(doubled, mpg, { errors: 'classic' })).toThrow('collinear, 2');
    expect(() => regress(x.subMatrix(0, 2, 0, 2), [1, 2, 3], { errors: 'HC1' })).toThrow(
      'too-few-rows',
    );
  });

  test('a combination of coefficients carries their covariance', () => {
    const fit = regress(x, mpg, { errors: 'HC1' });
    const one = combine(fit, [0, 1, 0]);
    near([one.standardError], [0.651203754809947], 1e-12);
    expect(one.high - one.estimate).toBeCloseTo(one.estimate - one.low, 12);
    expect(combine(fit, [0, 0, 0]).p).toBeNull();
  });
});
