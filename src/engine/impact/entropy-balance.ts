import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';
import type { Comparison } from './comparison.ts';
import { mirror, refuseCollinear } from './logit.ts';

/**
 * Entropy balancing (Hainmueller 2012, Political Analysis 20, 25–46): weights of the comparison units nearest to
 * the given ones whose means are those of the treated, exactly. Solved as the dual of a convex problem by
 * Newton steps with halving. The influence function treats means and weights as estimated together
 * (Zhao & Percival 2017, J. Causal Inference 5).
 *
 * Throws InputError `no-overlap` where no weights reach the means of the treated, `collinear` (role: number of the
 * covariate from 1), `no-treated`, `no-comparison`.
 */
export function entropyBalance(
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  covariates: readonly ArrayLike<number>[],
  weight?: ArrayLike<number>,
): Comparison {
  const n = outcome.length;
  const k = covariates.length;
  const w = (i: number): number => (weight ? (weight[i] as number) : 1);
  let [ofTreated, ofOthers, first] = [0, 0, 0];
  for (let i = 0; i < n; i++)
    if (treated[i] === 1) {
      ofTreated += w(i);
      first += w(i) * (outcome[i] as number);
    } else ofOthers += w(i);
  if (ofTreated === 0) throw new InputError('no-treated');
  if (ofOthers === 0) throw new InputError('no-comparison');
  const treatedMean = first / ofTreated;

  // Distance from the mean of the treated, in standard deviations of the comparison.
  const gaps = covariates.map((values, c) => {
    let [centre, own, squares] = [0, 0, 0];
    for (let i = 0; i < n; i++)
      if (treated[i] === 1) centre += (w(i) * (values[i] as number)) / ofTreated;
      else own += (w(i) * (values[i] as number)) / ofOthers;
    for (let i = 0; i < n; i++)
      if (treated[i] !== 1) squares += (w(i) * ((values[i] as number) - own) ** 2) / ofOthers;
    const scale = Math.sqrt(squares);
    if (!(scale > 1e-12 * (Math.abs(own) + Math.abs(centre)))) {
      if (Math.abs(own - centre) > 1e-9 * (Math.abs(own) + Math.abs(centre)))
        throw new InputError('no-overlap');
      throw new InputError('collinear', { role: String(c + 1) });
    }
    return Float64Array.from(values, (v) => (v - centre) / scale);
  });

  const lambda = new Float64Array(k);
  const count = new Float64Array(n);
  /** Fills `count` with w·exp(λ'gap)/Σ and gives log Σ, the convex dual. */
  const weigh = (at: Float64Array): number => {
    let top = -Infinity;
    for (let i = 0; i < n; i++) {
      if (treated[i] === 1 || w(i) === 0) {
        count[i] = -Infinity;
        continue;
      }
      let eta = Math.log(w(i));
      for (let j = 0; j < k; j++) eta += (at[j] as number) * (gaps[j]?.[i] as number);
      count[i] = eta;
      if (eta > top) top = eta;
    }
    let total = 0;
    for (let i = 0; i < n; i++) {
      count[i] = Math.exp((count[i] as number) - top);
      total += count[i] as number;
    }
    for (let i = 0; i < n; i++) count[i] = (count[i] as number) / total;
    return top + Math.log(total);
  };

  let dual = weigh(lambda);
  let curve = Matrix.zeros(k, k);
  for (let step = 0; ; step++) {
    const slope = new Float64Array(k);
    curve = Matrix.zeros(k, k);
    for (let i = 0; i < n; i++) {
      const c = count[i] as number;
      if (c === 0) continue;
      for (let a = 0; a < k; a++) {
        const ga = gaps[a]?.[i] as number;
        slope[a] = (slope[a] as number) + c * ga;
        for (let b = 0; b <= a; b++)
          curve.set(a, b, curve.get(a, b) + c * ga * (gaps[b]?.[i] as number));
      }
    }
    mirror(curve);
    const own = curve.clone();
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++)
        own.set(a, b, own.get(a, b) - (slope[a] as number) * (slope[b] as number));
    if (step === 0) refuseCollinearFrom1(own);
    if (slope.every((v) => Math.abs(v) < 1e-10)) break;
    const factor = new CholeskyDecomposition(own);
    if (step > 200 || !factor.isPositiveDefinite()) throw new InputError('no-overlap');
    const move = factor.solve(Matrix.columnVector(Array.from(slope)));
    const drop = move.to1DArray().reduce((sum, v, j) => sum + v * (slope[j] as number), 0);
    let size = 1;
    for (;;) {
      const next = lambda.map((v, j) => v - size * move.get(j, 0));
      const value = weigh(next);
      if (value <= dual - 1e-4 * size * drop + 1e-14 * Math.abs(dual)) {
        lambda.set(next);
        dual = value;
        break;
      }
      size /= 2;
      if (size < 1e-10) throw new InputError('no-overlap');
    }
  }

  let comparisonMean = 0;
  for (let i = 0; i < n; i++) comparisonMean += (count[i] as number) * (outcome[i] as number);
  const along = Matrix.zeros(k, 1);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++)
      along.set(
        j,
        0,
        along.get(j, 0) +
          (count[i] as number) *
            (gaps[j]?.[i] as number) *
            ((outcome[i] as number) - comparisonMean),
      );
  const gamma = k > 0 ? new CholeskyDecomposition(curve).solve(along) : along;
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let moved = 0;
    for (let j = 0; j < k; j++) moved += gamma.get(j, 0) * (gaps[j]?.[i] as number);
    const y = outcome[i] as number;
    influence[i] =
      treated[i] === 1
        ? (n * w(i) * (y - treatedMean - moved)) / ofTreated
        : -n * (count[i] as number) * (y - comparisonMean - moved);
  }
  return {
    estimate: treatedMean - comparisonMean,
    treatedMean,
    comparisonMean,
    influence,
    propensity: undefined,
    counts: count,
  };
}

function refuseCollinearFrom1(cross: Matrix): void {
  try {
    refuseCollinear(cross);
  } catch (error) {
    if (error instanceof InputError)
      throw new InputError('collinear', { role: String(Number(error.role) + 1) });
    throw error;
  }
}
