import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';
import { mirror, refuseCollinear } from './logit.ts';

export interface NearestMatching {
  readonly estimate: number;
  readonly standardError: number;
  readonly treatedMean: number;
  readonly comparisonMean: number;
  /** What each comparison unit counts for, in treated units; 0 where not used. */
  readonly counts: Float64Array;
  /** Largest and mean distance of a match, in the metric used. */
  readonly meanDistance: number;
  readonly maxDistance: number;
}

/**
 * Nearest neighbours among the comparison, with replacement, by Mahalanobis distance: the effect on the
 * treated with the error of Abadie & Imbens (2006, Econometrica 74, 235–267, theorem 7) and, unless
 * `adjusted` is false, their bias correction (2011, J. Business & Economic Statistics 29, 1–11). Neighbours at the same distance
 * (within 1e-5 of it) all count, equally. σ²(x) is the variance of a unit and its nearest of its own arm.
 *
 * Throws InputError `no-treated`, `no-comparison`, `too-few-rows`, `collinear` (role: number of the covariate from 1).
 */
export function matchNearest(
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  covariates: readonly ArrayLike<number>[],
  rules: { readonly neighbours: number; readonly adjusted: boolean },
): NearestMatching {
  const n = outcome.length;
  const k = covariates.length;
  const [own, others]: [number[], number[]] = [[], []];
  for (let i = 0; i < n; i++) (treated[i] === 1 ? own : others).push(i);
  if (own.length === 0) throw new InputError('no-treated');
  if (others.length === 0) throw new InputError('no-comparison');
  const needed = Math.max(2, rules.neighbours);
  if (others.length < needed || own.length < 2)
    throw new InputError('too-few-rows', {
      details: { rows: Math.min(own.length, others.length), needed },
    });
  const points = whiten(covariates, n);
  const index = indexOf(points, others);

  const counts = new Float64Array(n);
  const squaredCounts = new Float64Array(n);
  const matches = own.map((i) => {
    const found = nearest(points, index, i, rules.neighbours, -1);
    for (const j of found.rows) {
      counts[j] = (counts[j] as number) + 1 / found.rows.length;
      squaredCounts[j] = (squaredCounts[j] as number) + 1 / found.rows.length ** 2;
    }
    return found;
  });
  const slope = rules.adjusted ? slopes(outcome, covariates, others, counts) : new Float64Array(k);
  const effects = own.map((i, m) => {
    const { rows } = matches[m] as Found;
    let expected = 0;
    for (const j of rows) {
      let value = outcome[j] as number;
      for (let c = 0; c < k; c++)
        value +=
          (slope[c] as number) * ((covariates[c]?.[i] as number) - (covariates[c]?.[j] as number));
      expected += value / rows.length;
    }
    return (outcome[i] as number) - expected;
  });
  const estimate = effects.reduce((a, b) => a + b, 0) / own.length;

  let variance = 0;
  for (const e of effects) variance += (e - estimate) ** 2;
  for (const i of others) {
    const by = (counts[i] as number) ** 2 - (squaredCounts[i] as number);
    if (by !== 0) variance += by * nearVariance(i);
  }
  function nearVariance(i: number): number {
    const { rows } = nearest(points, index, i, 1, i);
    const values = [i, ...rows].map((r) => outcome[r] as number);
    const centre = values.reduce((a, b) => a + b, 0) / values.length;
    return values.reduce((a, v) => a + (v - centre) ** 2, 0) / (values.length - 1);
  }
  const treatedMean = own.reduce((a, i) => a + (outcome[i] as number), 0) / own.length;
  const distances = matches.map((m) => m.distance);
  return {
    estimate,
    standardError: Math.sqrt(variance) / own.length,
    treatedMean,
    comparisonMean: treatedMean - estimate,
    counts,
    meanDistance: distances.reduce((a, b) => a + b, 0) / own.length,
    maxDistance: distances.reduce((a, b) => Math.max(a, b), 0),
  };
}

interface Index {
  /** Rows in the order of their first coordinate. */
  readonly rows: readonly number[];
  readonly first: Float64Array;
}

interface Found {
  readonly rows: number[];
  readonly distance: number;
}

function indexOf(points: readonly Float64Array[], members: readonly number[]): Index {
  const x = points[0] as Float64Array;
  const rows = [...members].sort((a, b) => (x[a] as number) - (x[b] as number) || a - b);
  return { rows, first: Float64Array.from(rows, (i) => x[i] as number) };
}

/** Outward along the first coordinate until it alone is farther than the k-th nearest. */
function nearest(
  points: readonly Float64Array[],
  index: Index,
  i: number,
  k: number,
  except: number,
): Found {
  const own = points[0]?.[i] as number;
  const { rows, first } = index;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((first[middle] as number) < own) low = middle + 1;
    else high = middle;
  }
  let [down, up] = [low - 1, low];
  const near: { row: number; squared: number }[] = [];
  let kth = Infinity;
  for (;;) {
    const left = down >= 0 ? own - (first[down] as number) : Infinity;
    const right = up < rows.length ? (first[up] as number) - own : Infinity;
    const gap = Math.min(left, right);
    if (gap === Infinity || gap * gap > kth + TIE * (1 + kth)) break;
    const row = rows[left <= right ? down-- : up++] as number;
    if (row === except) continue;
    let squared = 0;
    for (const p of points) squared += ((p[row] as number) - (p[i] as number)) ** 2;
    if (squared > kth + TIE * (1 + kth)) continue;
    near.push({ row, squared });
    if (near.length >= k) {
      const sorted = near.map((f) => f.squared).sort((a, b) => a - b);
      kth = sorted[k - 1] as number;
    }
  }
  const kept = near.filter((f) => f.squared <= kth + TIE).sort((a, b) => a.row - b.row);
  return {
    rows: kept.map((f) => f.row),
    distance: Math.sqrt(kept.reduce((a, f) => a + f.squared, 0) / kept.length),
  };
}

/** Squared distances this close are ties, as in R's `Matching`. */
const TIE = 1e-5;

/** Coordinates in which plain distance is Mahalanobis distance; the first is the widest of them. */
function whiten(covariates: readonly ArrayLike<number>[], n: number): Float64Array[] {
  const k = covariates.length;
  const centre = covariates.map((c) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += c[i] as number;
    return total / n;
  });
  const cov = Matrix.zeros(k, k);
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      let total = 0;
      for (let i = 0; i < n; i++)
        total +=
          ((covariates[a]?.[i] as number) - (centre[a] as number)) *
          ((covariates[b]?.[i] as number) - (centre[b] as number));
      cov.set(a, b, total / (n - 1));
    }
  covariates.forEach((_, c) => {
    if (!(cov.get(c, c) > 1e-24 * (centre[c] as number) ** 2))
      throw new InputError('collinear', { role: String(c + 1) });
  });
  try {
    refuseCollinear(cov);
  } catch (error) {
    if (error instanceof InputError)
      throw new InputError('collinear', { role: String(Number(error.role) + 1) });
    throw error;
  }
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(cov, {
    assumeSymmetric: true,
  });
  return values.map((value, j) =>
    Float64Array.from({ length: n }, (_, i) => {
      let along = 0;
      for (let c = 0; c < k; c++)
        along += vectors.get(c, j) * ((covariates[c]?.[i] as number) - (centre[c] as number));
      return along / Math.sqrt(value);
    }),
  );
}

/** Outcome on covariates among the comparison units used, by how often they are used. */
function slopes(
  outcome: ArrayLike<number>,
  covariates: readonly ArrayLike<number>[],
  others: readonly number[],
  counts: Float64Array,
): Float64Array {
  const k = covariates.length;
  const used = others.filter((i) => (counts[i] as number) > 0);
  const total = used.reduce((a, i) => a + (counts[i] as number), 0);
  const centred = [...covariates, outcome].map((values) => {
    const centre =
      used.reduce((a, i) => a + (counts[i] as number) * (values[i] as number), 0) / total;
    return used.map((i) => (values[i] as number) - centre);
  });
  const cross = (a: number, b: number): number =>
    used.reduce(
      (sum, i, m) =>
        sum + (counts[i] as number) * (centred[a]?.[m] as number) * (centred[b]?.[m] as number),
      0,
    );
  const matrix = new Matrix(
    Array.from({ length: k }, (_, a) => Array.from({ length: k }, (_, b) => cross(a, b))),
  );
  mirror(matrix);
  try {
    refuseCollinear(matrix);
  } catch {
    throw new InputError('too-few-matched', { details: { rows: used.length } });
  }
  const target = Matrix.columnVector(Array.from({ length: k }, (_, a) => cross(a, k)));
  return Float64Array.from(new CholeskyDecomposition(matrix).solve(target).to1DArray());
}
