import { CholeskyDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import { type ClusterAdjusted, clusterAdjusted } from './cluster-adjusted.ts';
import { studentQuantile, studentTwoSided } from './distributions.ts';
import { InputError } from './input-error.ts';

/**
 * Least squares with errors that hold without equal variances.
 *
 * `classic`: s²(X'X)⁻¹. `HC0` … `HC3`: MacKinnon & White (1985, J. Econometrics 29, 305–325).
 * `CR0`, `CR1`: by cluster (Liang & Zeger 1986, Biometrika 73, 13–22); CR1 multiplies by
 * G/(G−1) · (n−1)/(n−k), as Stata's `vce(cluster)` and R's `sandwich::vcovCL(type = "HC1")` do.
 * `CR2`: for few clusters, see cluster-adjusted.ts.
 * Degrees of freedom: n − k; G − 1 with CR0 and CR1; with CR2 its own for every combination.
 */
export type ErrorKind = 'classic' | 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'CR0' | 'CR1' | 'CR2';

export interface Regression {
  readonly coefficient: Float64Array;
  /** k × k. */
  readonly covariance: Matrix;
  readonly residual: Float64Array;
  readonly fitted: Float64Array;
  /** For t tests and intervals of single coefficients. */
  readonly df: number;
  /** With CR2: the degrees of freedom of one linear combination, to be used instead of `df`. */
  readonly dfOf?: (combination: ArrayLike<number>) => number;
  readonly n: number;
  readonly k: number;
  readonly clusters: number | undefined;
  /** Weighted, about the mean; `NaN` never: 0 where the outcome does not vary. */
  readonly r2: number;
}

/**
 * y on the columns of X (n × k, the constant among them if wanted), weights ≥ 0 as in R's `lm`.
 * Throws InputError `collinear` (role: the number of the column) and `too-few-rows` (n ≤ k).
 */
export function regress(
  x: Matrix,
  y: ArrayLike<number>,
  options: {
    readonly errors: ErrorKind;
    readonly weight?: ArrayLike<number>;
    /** Any number per row that names its cluster; needed for CR0, CR1 and CR2. */
    readonly cluster?: ArrayLike<number>;
  },
): Regression {
  const n = x.rows;
  const k = x.columns;
  const weightOf = (i: number): number => (options.weight ? (options.weight[i] as number) : 1);
  let used = 0;
  for (let i = 0; i < n; i++) if (weightOf(i) > 0) used++;
  if (used <= k) throw new InputError('too-few-rows', { details: { rows: used, needed: k + 1 } });

  const scaled = new Matrix(n, k + 1);
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(weightOf(i));
    for (let j = 0; j < k; j++) scaled.set(i, j, root * x.get(i, j));
    scaled.set(i, k, root * (y[i] as number));
  }
  const triangle = triangleOf(scaled);
  const upper = triangle.subMatrix(0, k - 1, 0, k - 1);
  for (let j = 0; j < k; j++) {
    let size = 0;
    for (let i = 0; i < n; i++) size += scaled.get(i, j) ** 2;
    if (Math.abs(upper.get(j, j)) <= 1e-10 * Math.sqrt(size))
      throw new InputError('collinear', { role: String(j) });
  }
  const coefficient = new Float64Array(k);
  for (let j = k - 1; j >= 0; j--) {
    let rest = triangle.get(j, k);
    for (let l = j + 1; l < k; l++) rest -= upper.get(j, l) * (coefficient[l] as number);
    coefficient[j] = rest / upper.get(j, j);
  }
  const inverse = new CholeskyDecomposition(upper.transpose().mmul(upper)).solve(Matrix.eye(k, k));

  const fitted = new Float64Array(n);
  const residual = new Float64Array(n);
  let rss = 0;
  let mean = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let at = 0;
    for (let j = 0; j < k; j++) at += x.get(i, j) * (coefficient[j] as number);
    fitted[i] = at;
    residual[i] = (y[i] as number) - at;
    rss += weightOf(i) * (residual[i] as number) ** 2;
    mean += weightOf(i) * (y[i] as number);
    total += weightOf(i);
  }
  mean /= total;
  let tss = 0;
  for (let i = 0; i < n; i++) tss += weightOf(i) * ((y[i] as number) - mean) ** 2;

  const meat = new Matrix(k, k);
  let clusters: number | undefined;
  let factor = 1;
  let adjusted: ClusterAdjusted | undefined;
  const { errors } = options;
  if (errors === 'CR2') {
    const cluster = options.cluster;
    if (cluster === undefined) throw new InputError('cluster-needed', { role: 'cluster' });
    const rows: number[] = [];
    for (let i = 0; i < n; i++) if (weightOf(i) > 0) rows.push(i);
    const part = (values: ArrayLike<number>): number[] => rows.map((i) => values[i] as number);
    adjusted = clusterAdjusted(
      used === n ? x : x.subMatrixRow(rows),
      part(residual),
      inverse,
      part(cluster),
      options.weight && part(options.weight),
    );
    clusters = adjusted.clusters;
    if (clusters < 2) throw new InputError('too-few-clusters', { role: 'cluster' });
  } else if (errors === 'CR0' || errors === 'CR1') {
    const cluster = options.cluster;
    if (cluster === undefined) throw new InputError('cluster-needed', { role: 'cluster' });
    const scores = new Map<number, Float64Array>();
    for (let i = 0; i < n; i++) {
      const w = weightOf(i);
      if (w === 0) continue;
      const name = cluster[i] as number;
      let score = scores.get(name);
      if (score === undefined) {
        score = new Float64Array(k);
        scores.set(name, score);
      }
      for (let j = 0; j < k; j++)
        score[j] = (score[j] as number) + w * x.get(i, j) * (residual[i] as number);
    }
    for (const score of scores.values()) addOuter(meat, score, 1);
    clusters = scores.size;
    if (clusters < 2) throw new InputError('too-few-clusters', { role: 'cluster' });
    if (errors === 'CR1') factor = (clusters / (clusters - 1)) * ((used - 1) / (used - k));
  } else if (errors !== 'classic') {
    const row = new Float64Array(k);
    for (let i = 0; i < n; i++) {
      const w = weightOf(i);
      if (w === 0) continue;
      let leverage = 0;
      for (let j = 0; j < k; j++) {
        row[j] = w * x.get(i, j);
        if (errors === 'HC0' || errors === 'HC1') continue;
        for (let l = 0; l < k; l++) leverage += w * x.get(i, j) * inverse.get(j, l) * x.get(i, l);
      }
      const power = errors === 'HC2' ? 1 : errors === 'HC3' ? 2 : 0;
      addOuter(meat, row, (residual[i] as number) ** 2 / (1 - leverage) ** power);
    }
    if (errors === 'HC1') factor = used / (used - k);
  }
  const covariance = adjusted
    ? adjusted.covariance
    : errors === 'classic'
      ? Matrix.mul(inverse, rss / (used - k))
      : Matrix.mul(inverse.mmul(meat).mmul(inverse), factor);
  return {
    coefficient,
    covariance,
    residual,
    fitted,
    df: clusters === undefined ? used - k : clusters - 1,
    n: used,
    k,
    clusters,
    ...(adjusted && { dfOf: adjusted.df }),
    r2: tss === 0 ? 0 : 1 - rss / tss,
  };
}

/**
 * R of the QR decomposition, rows taken in by blocks (Golub & Van Loan 2013, 5.2): a block stays in the
 * processor's cache, and R carries what came before.
 */
function triangleOf(rows: Matrix): Matrix {
  const { columns } = rows;
  const block = Math.max(256, 2 * columns);
  let upper = new Matrix(0, columns);
  for (let from = 0; from < rows.rows; from += block) {
    const to = Math.min(rows.rows, from + block) - 1;
    const part = rows.subMatrix(from, to, 0, columns - 1);
    const stacked = new Matrix(upper.to2DArray().concat(part.to2DArray()));
    // Fewer rows than columns are their own triangle, for the next block to finish.
    upper = stacked.rows < columns ? stacked : new QrDecomposition(stacked).upperTriangularMatrix;
  }
  return upper;
}

export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  /** Two-sided against zero; null where the standard error is zero. */
  readonly p: number | null;
  readonly low: number;
  readonly high: number;
}

/** One linear combination of the coefficients with its t interval. */
export function combine(fit: Regression, combination: ArrayLike<number>, level = 0.95): Estimate {
  let estimate = 0;
  let variance = 0;
  for (let i = 0; i < fit.k; i++) {
    const a = combination[i] as number;
    if (a === 0) continue;
    estimate += a * (fit.coefficient[i] as number);
    for (let j = 0; j < fit.k; j++)
      variance += a * (combination[j] as number) * fit.covariance.get(i, j);
  }
  const df = fit.dfOf?.(combination) ?? fit.df;
  return interval(estimate, Math.sqrt(Math.max(0, variance)), df, level);
}

/** An estimate with its two-sided p and interval; `df` Infinity for the normal. */
export function interval(
  estimate: number,
  standardError: number,
  df: number,
  level = 0.95,
): Estimate {
  const reach = studentQuantile(1 - (1 - level) / 2, df) * standardError;
  return {
    estimate,
    standardError,
    p: standardError > 0 ? studentTwoSided(estimate / standardError, df) : null,
    low: estimate - reach,
    high: estimate + reach,
  };
}

function addOuter(into: Matrix, v: Float64Array, factor: number): void {
  for (let i = 0; i < v.length; i++)
    for (let j = 0; j < v.length; j++)
      into.set(i, j, into.get(i, j) + factor * (v[i] as number) * (v[j] as number));
}
