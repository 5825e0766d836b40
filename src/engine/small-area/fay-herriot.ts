import { Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';
import { type Estimate, interval } from '../stats/regression.ts';
import {
  type AreaFit,
  betweenVariance,
  logLikelihood,
  orthonormal,
  type VarianceMethod,
  weighted,
} from './between-variance.ts';

/**
 * Fay–Herriot model of areas (Fay & Herriot 1979): empirical best linear unbiased predictors and
 * their mean squared errors.
 */
export interface AreaData {
  /** Direct estimates; NaN where there is none. */
  readonly direct: ArrayLike<number>;
  /** Their sampling variances; NaN or 0 where not known: such an area does not enter the fit. */
  readonly variance: ArrayLike<number>;
  /** m × p, the constant among them; a row with NaN belongs to an area that gets no model estimate. */
  readonly x: Matrix;
  readonly method: VarianceMethod;
  /** 0.95 for 95%. */
  readonly confidence: number;
}

export interface AreaEstimate {
  readonly estimate: number;
  readonly mse: number;
  readonly low: number;
  readonly high: number;
  /** Share of the direct estimate; 0 for a synthetic one. */
  readonly gamma: number;
  readonly synthetic: number;
  /** `eblup`, or `synthetic` where no usable direct estimate exists. */
  readonly kind: 'eblup' | 'synthetic';
  /** The bias correction would have made the error negative or zero, and was left out. */
  readonly uncorrected: boolean;
}

export interface FayHerriot {
  /** Null where a covariate is missing. */
  readonly areas: readonly (AreaEstimate | null)[];
  readonly coefficients: readonly Estimate[];
  /** A. */
  readonly between: number;
  /** Asymptotic standard error of A. */
  readonly betweenError: number;
  readonly truncated: boolean;
  readonly converged: boolean;
  readonly steps: number;
  /** Of the areas used for the fit, at the estimates: not restricted, so that models compare. */
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly used: number;
}

/**
 * Throws InputError `collinear` (role: number of the column), `too-few-rows` and
 * `variance-out-of-proportion` (more than 1e30 from the median).
 *
 * MSE of an EBLUP: g1 + g2 + 2·g3 (`reml`; Prasad & Rao 1990, JASA 85, 163–171; Datta & Lahiri 2000,
 * Statistica Sinica 10, 613–627), less the bias of Â times (1 − γ)² for `ml` (Datta & Lahiri 2000) and
 * `fh` (Datta, Rao & Smith 2005, Biometrika 92, 183–196). Of a synthetic estimate: A + x'Var(β̂)x.
 */
export function fayHerriot({ direct, variance, x, method, confidence }: AreaData): FayHerriot {
  const all = Array.from({ length: x.rows }, (_, i) => i);
  const covered = all.map((i) => x.getRow(i).every((v) => !Number.isNaN(v)));
  const sampled = all.map(
    (i) => covered[i] === true && !Number.isNaN(direct[i] as number) && (variance[i] as number) > 0,
  );
  const fitted = all.filter((i) => sampled[i]);
  const design = new Matrix(fitted.length, x.columns);
  fitted.forEach((i, at) => {
    design.setRow(at, x.getRow(i));
  });
  const { q, back } = orthonormal(design);
  // Variances of 1e-12 or 1e12 are brought near 1 and the answer back: the search walks over sizes.
  const scale = median(fitted.map((i) => variance[i] as number));
  const odd = fitted.find((i) => Math.abs(Math.log10((variance[i] as number) / scale)) > 30);
  if (odd !== undefined)
    throw new InputError('variance-out-of-proportion', { row: odd, role: 'variance' });
  const model = {
    x: q,
    y: Float64Array.from(fitted, (i) => (direct[i] as number) / Math.sqrt(scale)),
    sampling: Float64Array.from(fitted, (i) => (variance[i] as number) / scale),
  };
  const found = betweenVariance(model, method);
  const { fit } = found;
  const root = Math.sqrt(scale);
  const { ofBetween, bias } = uncertainty(q, fit, method);
  const covariance = back.mmul(fit.inverse).mmul(back.transpose()).mul(scale);
  const beta = back.mmul(fit.coefficient).mul(root);
  const between = fit.variance * scale;

  const areas = all.map((i): AreaEstimate | null => {
    if (!covered[i]) return null;
    const xi = Matrix.rowVector(x.getRow(i));
    const synthetic = xi.mmul(beta).get(0, 0);
    const ofBeta = Math.max(0, xi.mmul(covariance).mmul(xi.transpose()).get(0, 0));
    const reach = (estimate: number, mse: number) =>
      interval(estimate, Math.sqrt(mse), Infinity, confidence);
    if (!sampled[i]) {
      const mse = between + ofBeta;
      const { low, high } = reach(synthetic, mse);
      return {
        estimate: synthetic,
        mse,
        low,
        high,
        gamma: 0,
        synthetic,
        kind: 'synthetic',
        uncorrected: false,
      };
    }
    const psi = variance[i] as number;
    const gamma = between / (between + psi);
    const rest = psi / (between + psi);
    const estimate = synthetic + gamma * ((direct[i] as number) - synthetic);
    const g3 = (rest ** 2 / (between + psi)) * ofBetween * scale ** 2;
    const plain = gamma * psi + rest ** 2 * ofBeta + 2 * g3;
    const corrected = plain - rest ** 2 * bias * scale;
    const uncorrected = !(corrected > 0);
    const mse = uncorrected ? plain : corrected;
    const { low, high } = reach(estimate, mse);
    return { estimate, mse, low, high, gamma, synthetic, kind: 'eblup', uncorrected };
  });
  const likelihood = logLikelihood(model, fit, false) - (fitted.length / 2) * Math.log(scale);
  return {
    areas,
    coefficients: Array.from({ length: x.columns }, (_, j) =>
      interval(beta.get(j, 0), Math.sqrt(covariance.get(j, j)), Infinity, confidence),
    ),
    between,
    betweenError: Math.sqrt(ofBetween) * scale,
    truncated: found.truncated,
    converged: found.converged,
    steps: found.steps,
    logLikelihood: likelihood,
    aic: 2 * (x.columns + 1) - 2 * likelihood,
    bic: Math.log(fitted.length) * (x.columns + 1) - 2 * likelihood,
    used: fitted.length,
  };
}

/** Asymptotic variance of Â and its bias of order 1/m (Rao & Molina 2015, Small Area Estimation, 6.2). */
function uncertainty(
  q: Matrix,
  { weight, inverse }: AreaFit,
  method: VarianceMethod,
): { ofBetween: number; bias: number } {
  const m = weight.length;
  let [w1, w2] = [0, 0];
  for (const w of weight) {
    w1 += w;
    w2 += w * w;
  }
  if (method === 'fh')
    return { ofBetween: (2 * m) / w1 ** 2, bias: (2 * (m * w2 - w1 ** 2)) / w1 ** 3 };
  if (method === 'reml') return { ofBetween: 2 / w2, bias: 0 };
  const second = inverse.mmul(
    weighted(
      q,
      weight.map((w) => w * w),
    ),
  );
  return { ofBetween: 2 / w2, bias: -second.trace() / w2 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
