import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';
import { seededRandom } from '../stats/random.ts';

export interface WildTest {
  /** Share of draws with |t*| at or above |t|, null imposed, the data counted as one of them: never 0. */
  readonly p: number;
  /** Effects not rejected at 1 − level; null where the draws reject none, however large. */
  readonly low: number | null;
  readonly high: number | null;
}

const WEBB = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];

/**
 * Wild cluster bootstrap with the null imposed (Cameron, Gelbach & Miller 2008, Review of Economics and Statistics 90, 414–427)
 * and Webb's six-point weights (2023, Canadian J. Economics 56, 839–858), for few clusters. The interval
 * inverts the test with the same draws (Roodman et al. 2019). Residuals are linear in the effect under the
 * null, so every draw costs one pass over clusters.
 *
 * `columns` are the regressors with the constant; `of` is the one tested.
 */
export function wildBootstrap(
  columns: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
  cluster: ArrayLike<number>,
  of: number,
  options: { readonly draws: number; readonly seed: number; readonly level: number },
): WildTest {
  const n = outcome.length;
  const k = columns.length;
  const names = new Map<number, number>();
  const at = Int32Array.from({ length: n }, (_, i) => {
    const name = cluster[i] as number;
    const found = names.get(name) ?? names.size;
    names.set(name, found);
    return found;
  });
  const groups = names.size;
  if (groups < 2) throw new InputError('too-few-clusters', { role: 'cluster' });
  const others = columns.flatMap((_, j) => (j === of ? [] : [j]));
  const tested = columns[of] as ArrayLike<number>;
  const cross = crossOf(columns, columns);
  const inverse = invert(cross);
  const row = Float64Array.from({ length: k }, (_, j) => inverse.get(of, j));
  // Outcome and tested column, each less its fit on the other columns.
  const [yLeft, dLeft] = [outcome, tested].map((v) =>
    residuals(
      others.map((j) => columns[j] as ArrayLike<number>),
      v,
    ),
  ) as [Float64Array, Float64Array];
  const effect = dot(yLeft, dLeft) / dot(dLeft, dLeft);

  // Per cluster: scores of both residuals, and how coefficients move scores.
  const scoreOf = (values: ArrayLike<number>): Matrix => {
    const s = Matrix.zeros(groups, k);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < k; j++) {
        const g = at[i] as number;
        s.set(g, j, s.get(g, j) + (columns[j]?.[i] as number) * (values[i] as number));
      }
    return s;
  };
  const [ySums, dSums] = [scoreOf(yLeft), scoreOf(dLeft)];
  const q = Matrix.zeros(groups, k);
  for (let i = 0; i < n; i++) {
    let lever = 0;
    for (let j = 0; j < k; j++) lever += (row[j] as number) * (columns[j]?.[i] as number);
    const g = at[i] as number;
    for (let j = 0; j < k; j++) q.set(g, j, q.get(g, j) + lever * (columns[j]?.[i] as number));
  }
  const along = (s: Matrix): Float64Array =>
    Float64Array.from({ length: groups }, (_, g) => {
      let total = 0;
      for (let j = 0; j < k; j++) total += (row[j] as number) * s.get(g, j);
      return total;
    });
  const [yScore, dScore] = [along(ySums), along(dSums)];
  const [yMove, dMove] = [ySums.mmul(inverse), dSums.mmul(inverse)];

  const random = seededRandom(options.seed);
  const draws = Array.from({ length: options.draws }, () =>
    Float64Array.from({ length: groups }, () => WEBB[random.below(6)] as number),
  );
  const ones = new Float64Array(groups).fill(1);
  const b = new Float64Array(k);
  /** |t| with cluster weights v under the null effect `b0`. */
  const statistic = (v: Float64Array, b0: number): number => {
    b.fill(0);
    for (let g = 0; g < groups; g++)
      for (let j = 0; j < k; j++)
        b[j] = (b[j] as number) + (v[g] as number) * (yMove.get(g, j) - b0 * dMove.get(g, j));
    let squares = 0;
    for (let g = 0; g < groups; g++) {
      let score = (v[g] as number) * ((yScore[g] as number) - b0 * (dScore[g] as number));
      for (let j = 0; j < k; j++) score -= q.get(g, j) * (b[j] as number);
      squares += score * score;
    }
    return squares > 0 ? Math.abs(b[of] as number) / Math.sqrt(squares) : 0;
  };
  const pAt = (b0: number): number => {
    const own = statistic(ones, b0);
    let beyond = 0;
    for (const v of draws) if (statistic(v, b0) >= own * (1 - 1e-12)) beyond++;
    return (beyond + 1) / (draws.length + 1);
  };
  const alpha = 1 - options.level;
  // The plain cluster error as the first step outward.
  let squares = 0;
  for (let g = 0; g < groups; g++) {
    const score = (yScore[g] as number) - effect * (dScore[g] as number);
    squares += score * score;
  }
  const step = 2 * Math.sqrt(squares);
  const end = (sign: 1 | -1): number | null => {
    if (!(step > 0)) return effect;
    let [inside, outside] = [effect, effect + sign * step];
    for (let tries = 0; pAt(outside) > alpha; tries++) {
      if (tries > 12) return null;
      inside = outside;
      outside = effect + 2 * (outside - effect);
    }
    for (let i = 0; i < 40; i++) {
      const middle = (inside + outside) / 2;
      if (pAt(middle) > alpha) inside = middle;
      else outside = middle;
    }
    return (inside + outside) / 2;
  };
  return { p: pAt(0), low: end(-1), high: end(1) };
}

function crossOf(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): Matrix {
  return new Matrix(a.map((x) => b.map((y) => dot(x, y))));
}

function invert(cross: Matrix): Matrix {
  return new CholeskyDecomposition(cross).solve(Matrix.eye(cross.rows, cross.rows));
}

function residuals(columns: readonly ArrayLike<number>[], values: ArrayLike<number>): Float64Array {
  if (columns.length === 0) return Float64Array.from(values);
  const coefficient = invert(crossOf(columns, columns)).mmul(
    Matrix.columnVector(columns.map((c) => dot(c, values))),
  );
  return Float64Array.from(values, (v, i) => {
    let left = v;
    columns.forEach((c, j) => {
      left -= (c[i] as number) * coefficient.get(j, 0);
    });
    return left;
  });
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}
