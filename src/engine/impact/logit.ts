import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';

export interface Logit {
  readonly coefficient: Float64Array;
  readonly probability: Float64Array;
  /** Inverse of Σ w p(1 − p) xx'. */
  readonly covariance: Matrix;
}

/**
 * Logistic regression by iteratively reweighted least squares (McCullagh & Nelder 1989, ch. 4).
 * `columns` are the regressors with the constant among them. Throws InputError `separated` where a
 * combination of the columns tells the two groups apart (the estimates would run to infinity), and
 * `collinear` (role: number of the column).
 */
export function logit(
  columns: readonly ArrayLike<number>[],
  treated: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Logit {
  const n = treated.length;
  const k = columns.length;
  const coefficient = new Float64Array(k);
  const probability = new Float64Array(n).fill(0.5);
  let before = Infinity;
  for (let step = 0; step < 60; step++) {
    const information = Matrix.zeros(k, k);
    const score = Matrix.zeros(k, 1);
    let deviance = 0;
    for (let i = 0; i < n; i++) {
      let eta = 0;
      for (let j = 0; j < k; j++) eta += at(columns, j, i) * (coefficient[j] as number);
      const p = 1 / (1 + Math.exp(-eta));
      probability[i] = p;
      const w = weight ? (weight[i] as number) : 1;
      const d = treated[i] as number;
      // log(1 + e^±η) without overflow
      const signed = d === 1 ? -eta : eta;
      deviance += 2 * w * (Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed))));
      const curve = w * p * (1 - p);
      for (let a = 0; a < k; a++) {
        const xa = at(columns, a, i);
        score.set(a, 0, score.get(a, 0) + w * (d - p) * xa);
        for (let b = 0; b <= a; b++)
          information.set(a, b, information.get(a, b) + curve * xa * at(columns, b, i));
      }
    }
    mirror(information);
    if (step === 0) refuseCollinear(information);
    if (deviance < 1e-8 * n) throw new InputError('separated');
    const factor = new CholeskyDecomposition(information);
    if (!factor.isPositiveDefinite()) throw new InputError('separated');
    const move = factor.solve(score);
    const done = Math.abs(before - deviance) <= 1e-13 * (Math.abs(deviance) + 0.1);
    if (done) return { coefficient, probability, covariance: factor.solve(Matrix.eye(k, k)) };
    before = deviance;
    for (let j = 0; j < k; j++) coefficient[j] = (coefficient[j] as number) + move.get(j, 0);
  }
  throw new InputError('separated');
}

/** Names the first column that the columns before it determine, from the cross products of all. */
export function refuseCollinear(cross: Matrix): void {
  const k = cross.rows;
  const left = cross.clone();
  for (let j = 0; j < k; j++) {
    const own = left.get(j, j);
    if (!(own > 1e-12 * cross.get(j, j))) throw new InputError('collinear', { role: String(j) });
    for (let a = j + 1; a < k; a++) {
      const share = left.get(a, j) / own;
      for (let b = j + 1; b < k; b++) left.set(a, b, left.get(a, b) - share * left.get(j, b));
    }
  }
}

/** Copies the lower triangle to the upper. */
export function mirror(matrix: Matrix): void {
  for (let a = 0; a < matrix.rows; a++)
    for (let b = 0; b < a; b++) matrix.set(b, a, matrix.get(a, b));
}

const at = (columns: readonly ArrayLike<number>[], j: number, i: number): number =>
  (columns[j] as ArrayLike<number>)[i] as number;
