import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';
import { type Logit, logit, mirror, refuseCollinear } from './logit.ts';

/**
 * Treated beside comparison units with the same baseline: the effect on the treated (ATT) and its
 * influence function, for an outcome at one time or a change between two.
 *
 * `none`: difference in (weighted) means. `regression`: Heckman, Ichimura & Todd (1997). `weighting`:
 * normalised inverse propensity weights, Abadie (2005) with Hájek's ratio. `doubly-robust`: Sant'Anna &
 * Zhao (2020, J. Econometrics 219, 101–122), with a logit and least squares. Influence functions as in
 * the latter; they carry the estimation of propensities and regression.
 */
export type Adjustment = 'none' | 'regression' | 'weighting' | 'doubly-robust';

export interface Comparison {
  readonly estimate: number;
  /** Mean of the treated, and of the comparison made alike. */
  readonly treatedMean: number;
  readonly comparisonMean: number;
  /** Per unit; the variance of the estimate is Σψ²/n². */
  readonly influence: Float64Array;
  readonly propensity: Float64Array | undefined;
  /** What a comparison unit counts for; undefined for `none` and `regression`. */
  readonly counts: Float64Array | undefined;
}

/**
 * `covariates` without the constant. Throws InputError `separated`, `no-overlap` (a propensity of 0.999
 * or more), `collinear` (role: number of the covariate from 1), `no-treated`, `no-comparison`.
 */
export function compare(
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  covariates: readonly ArrayLike<number>[],
  adjustment: Adjustment,
  weight?: ArrayLike<number>,
): Comparison {
  const n = outcome.length;
  const w = (i: number): number => (weight ? (weight[i] as number) : 1);
  const y = (i: number): number => outcome[i] as number;
  const isTreated = (i: number): boolean => treated[i] === 1;
  let ofTreated = 0;
  let ofOthers = 0;
  for (let i = 0; i < n; i++)
    if (isTreated(i)) ofTreated += w(i);
    else ofOthers += w(i);
  if (ofTreated === 0) throw new InputError('no-treated');
  if (ofOthers === 0) throw new InputError('no-comparison');

  const columns = [new Float64Array(n).fill(1), ...covariates];
  const k = columns.length;
  const regressed = adjustment === 'regression' || adjustment === 'doubly-robust';
  const weighted = adjustment === 'weighting' || adjustment === 'doubly-robust';
  const line = regressed ? fitLine(columns, outcome, treated, w) : undefined;
  const model = weighted ? logit(columns, treated, weight) : undefined;
  if (model) for (const p of model.probability) if (p >= 0.999) throw new InputError('no-overlap');

  // What each comparison unit counts for; with a regression only, the treated stand on both sides.
  const count = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (adjustment === 'regression') count[i] = isTreated(i) ? w(i) : 0;
    else if (isTreated(i)) count[i] = 0;
    else {
      const p = model ? (model.probability[i] as number) : 0.5;
      count[i] = (w(i) * p) / (1 - p);
    }
  }
  const total = sum(count);
  // Residuals under the regression; the outcome itself where there is none. With `regression` alone
  // the comparison side is the fitted value of the treated.
  const left = new Float64Array(n);
  for (let i = 0; i < n; i++) left[i] = y(i) - (line ? (line.fitted[i] as number) : 0);
  const onTreated =
    adjustment === 'regression' ? (i: number) => y(i) : (i: number) => left[i] as number;
  const onOthers =
    adjustment === 'regression'
      ? (i: number) => (line as Line).fitted[i] as number
      : (i: number) => left[i] as number;
  let first = 0;
  let second = 0;
  let plainMean = 0;
  for (let i = 0; i < n; i++) {
    if (isTreated(i)) {
      first += w(i) * onTreated(i);
      plainMean += w(i) * y(i);
    }
    second += (count[i] as number) * onOthers(i);
  }
  const [a, b] = [first / ofTreated, second / total];

  // Mean regressors on both sides, and the slope of the comparison in the propensity's coefficients.
  const meanTreated = new Float64Array(k);
  const meanOthers = new Float64Array(k);
  const slope = new Float64Array(k);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const x = columns[j]?.[i] as number;
      if (isTreated(i)) meanTreated[j] = (meanTreated[j] as number) + (w(i) * x) / ofTreated;
      const c = (count[i] as number) / total;
      meanOthers[j] = (meanOthers[j] as number) + c * x;
      if (model) slope[j] = (slope[j] as number) + c * (onOthers(i) - b) * x;
    }
  // The regression enters through X̄ of the treated, less X̄ of the weighted others when both are used.
  const lever =
    line &&
    multiply(
      line.inverse,
      adjustment === 'regression' ? meanTreated : less(meanTreated, meanOthers),
    );
  const tilt = model && multiply((model as Logit).covariance, slope);
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let value = isTreated(i) ? ((onTreated(i) - a) * w(i)) / ofTreated : 0;
    value -= ((count[i] as number) * (onOthers(i) - b)) / total;
    if (lever && !isTreated(i)) value -= w(i) * (left[i] as number) * dot(columns, i, lever);
    if (tilt && model)
      value -=
        w(i) * ((isTreated(i) ? 1 : 0) - (model.probability[i] as number)) * dot(columns, i, tilt);
    influence[i] = n * value;
  }
  const estimate = a - b;
  return {
    estimate,
    treatedMean: plainMean / ofTreated,
    comparisonMean: plainMean / ofTreated - estimate,
    influence,
    propensity: model?.probability,
    counts: weighted ? count : undefined,
  };
}

/** √(Σψ²)/n, after adding up within clusters where there are any. Clusters are 0 … count − 1. */
export function influenceError(influence: ArrayLike<number>, cluster?: ArrayLike<number>): number {
  const n = influence.length;
  if (cluster === undefined) {
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (influence[i] as number) ** 2;
    return Math.sqrt(squares) / n;
  }
  const sums = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const name = cluster[i] as number;
    sums.set(name, (sums.get(name) ?? 0) + (influence[i] as number));
  }
  let squares = 0;
  for (const value of sums.values()) squares += value ** 2;
  return Math.sqrt(squares) / n;
}

interface Line {
  readonly fitted: Float64Array;
  /** (Σ w xx')⁻¹ over the comparison units. */
  readonly inverse: Matrix;
}

/** Least squares among the comparison units, with fitted values for all. */
function fitLine(
  columns: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  w: (i: number) => number,
): Line {
  const n = outcome.length;
  const k = columns.length;
  const cross = Matrix.zeros(k, k);
  const target = Matrix.zeros(k, 1);
  const centre = columns.map((c) => mean(c));
  centre[0] = 0;
  const x = (j: number, i: number): number => (columns[j]?.[i] as number) - (centre[j] as number);
  for (let i = 0; i < n; i++) {
    if (treated[i] === 1) continue;
    for (let a = 0; a < k; a++) {
      target.set(a, 0, target.get(a, 0) + w(i) * x(a, i) * (outcome[i] as number));
      for (let b = 0; b <= a; b++) cross.set(a, b, cross.get(a, b) + w(i) * x(a, i) * x(b, i));
    }
  }
  mirror(cross);
  refuseCollinear(cross);
  const factor = new CholeskyDecomposition(cross);
  const coefficient = factor.solve(target);
  const fitted = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) fitted[i] = (fitted[i] as number) + x(j, i) * coefficient.get(j, 0);
  // Back from centred to given columns: x = T·centred, so the inverse turns with T⁻¹.
  const turn = Matrix.eye(k, k);
  for (let j = 1; j < k; j++) turn.set(0, j, -(centre[j] as number));
  const inverse = turn.mmul(factor.solve(Matrix.eye(k, k))).mmul(turn.transpose());
  return { fitted, inverse };
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
};
const mean = (values: ArrayLike<number>): number => sum(values) / values.length;
const less = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((v, i) => v - (b[i] as number));
const multiply = (matrix: Matrix, v: Float64Array): Float64Array =>
  Float64Array.from(matrix.mmul(Matrix.columnVector(Array.from(v))).to1DArray());
function dot(columns: readonly ArrayLike<number>[], i: number, v: Float64Array): number {
  let total = 0;
  for (let j = 0; j < v.length; j++) total += (columns[j]?.[i] as number) * (v[j] as number);
  return total;
}
