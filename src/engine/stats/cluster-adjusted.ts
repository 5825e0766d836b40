import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface ClusterAdjusted {
  /** k × k. */
  readonly covariance: Matrix;
  readonly clusters: number;
  /** Satterthwaite degrees of freedom of one linear combination of the coefficients. */
  df(combination: ArrayLike<number>): number;
}

/**
 * CR2, the bias-reduced cluster-robust covariance of Bell & McCaffrey (2002, Survey Methodology 28,
 * 169–181) with working model I, and its Satterthwaite degrees of freedom, in the form of Pustejovsky
 * & Tipton (2018, J. Business & Economic Statistics 36, 672–683). Weights are sampling weights: they
 * weight the fit and are no part of the working model.
 *
 * `inverse` is (X'WX)⁻¹. With H = X(X'WX)⁻¹X'W and B the block of (I − H)(I − H)' of a cluster, its
 * adjustment is A = B^(−1/2); directions in which a cluster determines its own fit get a generalised
 * inverse. B = I + USU' where U has k or 2k columns, so a large cluster costs no more than a small one.
 */
export function clusterAdjusted(
  x: Matrix,
  residual: ArrayLike<number>,
  inverse: Matrix,
  cluster: ArrayLike<number>,
  weight?: ArrayLike<number>,
): ClusterAdjusted {
  const k = x.columns;
  const n = x.rows;
  const even = weight === undefined || everySame(weight);
  const scale = weight === undefined ? 1 : even ? (weight[0] as number) : 1;
  const root = symmetricRoot(even ? Matrix.mul(inverse, scale) : inverse);
  // U = [Xr] where all weights are 1, else [Xr, WXr]; r is the root of the inverse.
  const m = even ? k : 2 * k;
  const u = new Matrix(n, m);
  const rotated = x.mmul(root);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      u.set(i, j, rotated.get(i, j));
      if (!even) u.set(i, k + j, (weight[i] as number) * rotated.get(i, j));
    }
  const s = Matrix.zeros(m, m);
  if (even) for (let j = 0; j < k; j++) s.set(j, j, -1);
  else {
    const second = u.subMatrix(0, n - 1, k, m - 1);
    s.setSubMatrix(second.transpose().mmul(second), 0, 0);
    for (let j = 0; j < k; j++) {
      s.set(j, k + j, -1);
      s.set(k + j, j, -1);
    }
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const name = cluster[i] as number;
    const rows = members.get(name);
    if (rows) rows.push(i);
    else members.set(name, [i]);
  }

  // In the coordinates of U, per cluster: U'AU and U'A²U; from them all degrees of freedom follow.
  const once: Matrix[] = [];
  const twice: Matrix[] = [];
  const meat = Matrix.zeros(k, k);
  const last = m - k;
  for (const rows of members.values()) {
    const cross = Matrix.zeros(m, m);
    const score = Matrix.zeros(m, 1);
    for (const i of rows)
      for (let a = 0; a < m; a++) {
        const ua = u.get(i, a);
        score.set(a, 0, score.get(a, 0) + ua * (residual[i] as number));
        for (let b = 0; b <= a; b++) cross.set(a, b, cross.get(a, b) + ua * u.get(i, b));
      }
    for (let a = 0; a < m; a++) for (let b = 0; b < a; b++) cross.set(b, a, cross.get(a, b));
    const { first, second } = adjustments(cross, s);
    const adjusted = Matrix.add(score, cross.mmul(first).mmul(score)).subMatrix(last, m - 1, 0, 0);
    meat.add(adjusted.mmul(adjusted.transpose()));
    once.push(Matrix.add(cross, cross.mmul(first).mmul(cross)));
    twice.push(Matrix.add(cross, cross.mmul(second).mmul(cross)));
  }
  return {
    covariance: root.mmul(meat).mmul(root),
    clusters: members.size,
    df(combination) {
      const c = root.mmul(Matrix.columnVector(Array.from(combination)));
      // a = AWX(X'WX)⁻¹c of each cluster is A times the last k columns of U times c.
      const place = Matrix.zeros(m, 1);
      place.setSubMatrix(c, last, 0);
      let trace = 0;
      let squares = 0;
      const sum = Matrix.zeros(m, m);
      for (let g = 0; g < once.length; g++) {
        const size = place
          .transpose()
          .mmul(twice[g] as Matrix)
          .mmul(place)
          .get(0, 0);
        const z = (once[g] as Matrix).mmul(place);
        const own = z.transpose().mmul(s).mmul(z).get(0, 0);
        trace += size + own;
        squares += size * size + 2 * size * own;
        sum.add(z.mmul(z.transpose()));
      }
      const middle = s.mmul(sum);
      squares += middle.mmul(middle).trace();
      return squares > 0 ? trace ** 2 / squares : 0;
    },
  };
}

/** L of (I + USU')^p = I + ULU' for p = −1/2 and −1, from U'U. */
function adjustments(cross: Matrix, s: Matrix): { first: Matrix; second: Matrix } {
  const m = cross.rows;
  const { values, vectors } = symmetricEigen(cross);
  const top = Math.max(0, ...values);
  const kept = values.flatMap((v, j) => (v > 1e-12 * top ? [j] : []));
  const empty = Matrix.zeros(m, m);
  if (kept.length === 0) return { first: empty, second: empty };
  const basis = new Matrix(m, kept.length);
  kept.forEach((from, to) => {
    const by = Math.sqrt(values[from] as number);
    for (let a = 0; a < m; a++) basis.set(a, to, vectors.get(a, from) / by);
  });
  const half = cross.mmul(basis);
  const inner = symmetricEigen(half.transpose().mmul(s).mmul(half));
  const turned = basis.mmul(inner.vectors);
  const power = (p: number): Matrix => {
    const h = inner.values.map((mu) => (1 + mu > 1e-9 ? (1 + mu) ** p - 1 : -1));
    return turned.mmul(Matrix.diag(h)).mmul(turned.transpose());
  };
  return { first: power(-0.5), second: power(-1) };
}

function everySame(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

function symmetricRoot(matrix: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(matrix);
  const roots = values.map((v) => Math.sqrt(Math.max(0, v)));
  return vectors.mmul(Matrix.diag(roots)).mmul(vectors.transpose());
}

function symmetricEigen(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const eigen = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return { values: eigen.realEigenvalues, vectors: eigen.eigenvectorMatrix };
}
