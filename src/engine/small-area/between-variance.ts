import { CholeskyDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';

/**
 * The variance A between areas in y = Xβ + v + e, Var(v) = A, Var(e) = ψ known (Fay & Herriot 1979,
 * JASA 74, 269–277).
 *
 * `reml`, `ml`: the highest (restricted) likelihood over A ≥ 0. `fh`: the moment equation
 * Σ (y − xβ̂(A))² / (A + ψ) = m − p (Fay & Herriot 1979; in meta-analysis Paule & Mandel 1982).
 */
export type VarianceMethod = 'reml' | 'ml' | 'fh';

export interface AreaModel {
  readonly x: Matrix;
  readonly y: Float64Array;
  /** Sampling variances ψ, above 0. */
  readonly sampling: Float64Array;
}

/** Weighted least squares at one A. */
export interface AreaFit {
  readonly variance: number;
  /** In the columns of the orthonormal design. */
  readonly coefficient: Matrix;
  /** (Q'V⁻¹Q)⁻¹ of the orthonormal design Q. */
  readonly inverse: Matrix;
  /** Of Q'V⁻¹Q. */
  readonly logDeterminant: number;
  readonly residual: Float64Array;
  /** 1 / (A + ψ). */
  readonly weight: Float64Array;
}

/**
 * X = Q·R with columns scaled to unit length first, so that covariates of very different size do no
 * harm. Throws InputError `collinear` (role: number of the column) and `too-few-rows` (m ≤ p).
 */
export function orthonormal(x: Matrix): { q: Matrix; back: Matrix } {
  const { rows, columns } = x;
  if (rows <= columns)
    throw new InputError('too-few-rows', { details: { rows, needed: columns + 1 } });
  const size = Array.from({ length: columns }, (_, j) => Math.sqrt(norm2(x.getColumn(j))));
  const scaled = new Matrix(rows, columns);
  for (let j = 0; j < columns; j++)
    for (let i = 0; i < rows; i++)
      scaled.set(i, j, size[j] === 0 ? 0 : x.get(i, j) / (size[j] as number));
  const qr = new QrDecomposition(scaled);
  const r = qr.upperTriangularMatrix;
  for (let j = 0; j < columns; j++)
    if (Math.abs(r.get(j, j)) <= 1e-10) throw new InputError('collinear', { role: String(j) });
  // back: coefficients of Q into those of X.
  const back = new Matrix(columns, columns);
  for (let c = 0; c < columns; c++)
    for (let i = c; i >= 0; i--) {
      let at = i === c ? 1 : 0;
      for (let k = i + 1; k <= c; k++) at -= r.get(i, k) * back.get(k, c);
      back.set(i, c, at / r.get(i, i));
    }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < columns; j++) back.set(i, j, back.get(i, j) / (size[i] as number));
  return { q: qr.orthogonalMatrix, back };
}

export function fitAt({ x, y, sampling }: AreaModel, variance: number): AreaFit {
  const [m, p] = [x.rows, x.columns];
  const weight = sampling.map((psi) => 1 / (variance + psi));
  const moment = weighted(x, weight);
  const right = new Matrix(p, 1);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < p; j++)
      right.set(j, 0, right.get(j, 0) + (weight[i] as number) * x.get(i, j) * (y[i] as number));
  const cholesky = new CholeskyDecomposition(moment);
  const coefficient = cholesky.solve(right);
  const residual = y.map((value, i) => value - row(x, i, coefficient));
  let logDeterminant = 0;
  for (let j = 0; j < p; j++)
    logDeterminant += 2 * Math.log(cholesky.lowerTriangularMatrix.get(j, j));
  const inverse = cholesky.solve(Matrix.eye(p, p));
  return { variance, coefficient, inverse, logDeterminant, residual, weight };
}

/** Log-likelihood with all constants; `restricted` with log|X'X| left out, as in lme4 and SAS. */
export function logLikelihood(model: AreaModel, fit: AreaFit, restricted: boolean): number {
  const [m, p] = [model.x.rows, model.x.columns];
  let sum = -(m - (restricted ? p : 0)) * Math.log(2 * Math.PI);
  for (let i = 0; i < m; i++) {
    const w = fit.weight[i] as number;
    sum += Math.log(w) - w * (fit.residual[i] as number) ** 2;
  }
  return (sum - (restricted ? fit.logDeterminant : 0)) / 2;
}

/**
 * What is zero at the estimate and falls through it: the score of the likelihood, or the moment
 * equation; with the expected slope (information), for Fisher's scoring.
 */
function equation(model: AreaModel, fit: AreaFit, method: VarianceMethod): [number, number] {
  const { weight: w, residual: r, inverse } = fit;
  const [m, p] = [model.x.rows, model.x.columns];
  let [w1, w2, wr, wwr] = [0, 0, 0, 0];
  for (let i = 0; i < m; i++) {
    const wi = w[i] as number;
    const ri = r[i] as number;
    w1 += wi;
    w2 += wi * wi;
    wr += wi * ri * ri;
    wwr += wi * wi * ri * ri;
  }
  // y'PPy = Σ w²r²: also the slope of y'Py.
  if (method === 'fh') return [wr - (m - p), wwr];
  if (method === 'ml') return [(wwr - w1) / 2, w2 / 2];
  const second = inverse.mmul(
    weighted(
      model.x,
      w.map((v) => v * v),
    ),
  );
  const third = inverse.mmul(
    weighted(
      model.x,
      w.map((v) => v ** 3),
    ),
  );
  const trace = w1 - second.trace();
  return [(wwr - trace) / 2, (w2 - 2 * third.trace() + second.mmul(second).trace()) / 2];
}

export interface VarianceEstimate {
  readonly fit: AreaFit;
  readonly steps: number;
  /** The equation's own step, relative to A, was below 1e-10 at the end. */
  readonly converged: boolean;
  /** No positive A explains the differences better than 0. */
  readonly truncated: boolean;
}

/** `model.x` should be orthonormal (see above). */
export function betweenVariance(model: AreaModel, method: VarianceMethod): VarianceEstimate {
  const brackets = signChanges(model, method);
  let best: VarianceEstimate = { fit: fitAt(model, 0), steps: 0, converged: true, truncated: true };
  let height = method === 'fh' ? -Infinity : logLikelihood(model, best.fit, method === 'reml');
  for (const [low, high] of brackets) {
    const found = solve(model, method, low, high);
    const at = method === 'fh' ? 0 : logLikelihood(model, found.fit, method === 'reml');
    if (at > height) [best, height] = [found, at];
  }
  return best;
}

/**
 * Intervals of A in which the equation falls through zero. A likelihood can have several peaks where
 * sampling variances differ much, so the whole range is walked, not one path from a start value.
 */
function signChanges(model: AreaModel, method: VarianceMethod): [number, number][] {
  const value = (a: number) => equation(model, fitAt(model, a), method)[0];
  const least = Math.min(...model.sampling);
  let top = Math.max(...model.sampling);
  while (value(top) > 0 && top < 1e300) top *= 4;
  const grid = [0];
  for (let k = 0; k <= GRID; k++) grid.push(least * 1e-4 * (top / (least * 1e-4)) ** (k / GRID));
  const found: [number, number][] = [];
  let before = value(0);
  for (let k = 1; k < grid.length; k++) {
    const here = value(grid[k] as number);
    if (before > 0 && here <= 0) found.push([grid[k - 1] as number, grid[k] as number]);
    before = here;
  }
  return found;
}
const GRID = 60;

/** Fisher's scoring inside an interval that holds the root; halving where a step leaves it. */
function solve(
  model: AreaModel,
  method: VarianceMethod,
  from: number,
  to: number,
): VarianceEstimate {
  let [low, high] = [from, to];
  let a = (low + high) / 2;
  let fit = fitAt(model, a);
  for (let steps = 1; steps <= 200; steps++) {
    const [value, slope] = equation(model, fit, method);
    if (value > 0) low = a;
    else high = a;
    const step = value / slope;
    const next = a + step > low && a + step < high ? a + step : (low + high) / 2;
    const done = Math.abs(step) <= 1e-14 * a || high - low <= 2e-16 * high || value === 0;
    if (done) return { fit, steps, converged: true, truncated: false };
    a = next;
    fit = fitAt(model, a);
  }
  const [value, slope] = equation(model, fit, method);
  return { fit, steps: 200, converged: Math.abs(value / slope) <= 1e-10 * a, truncated: false };
}

/** X' diag(w) X. */
export function weighted(x: Matrix, w: ArrayLike<number>): Matrix {
  const p = x.columns;
  const out = new Matrix(p, p);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < p; j++) {
      const at = (w[i] as number) * x.get(i, j);
      for (let k = 0; k <= j; k++) out.set(j, k, out.get(j, k) + at * x.get(i, k));
    }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) out.set(k, j, out.get(j, k));
  return out;
}

function row(x: Matrix, i: number, coefficient: Matrix): number {
  let at = 0;
  for (let j = 0; j < x.columns; j++) at += x.get(i, j) * coefficient.get(j, 0);
  return at;
}

const norm2 = (v: readonly number[]): number => v.reduce((sum, a) => sum + a * a, 0);
