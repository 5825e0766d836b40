import { InputError } from '../stats/input-error.ts';
import { exactSum } from '../stats/sum.ts';
import { moranI } from './moran.ts';
import type { GlobalStatistic } from './spatial-test.ts';
import type { Spread } from './spread.ts';
import { countOf, lagOf, type WeightSums, type Weights } from './weights.ts';

/**
 * General G = Σᵢⱼ wᵢⱼ xᵢxⱼ / Σᵢ≠ⱼ xᵢxⱼ with mean and variance over all arrangements of the values (Getis & Ord
 * 1992). With x = x̄ + z the numerator is Σwzz + x̄ Σ(wᵢ. + w.ᵢ)zᵢ + x̄²S₀; worked out in z, so that values far
 * from 0 lose no digits. The same as the published sum of B₀ … B₄ with 6 S₀² in B₁ (3 S₀² in the paper is a slip).
 * @throws InputError negative-values: G is for values with a natural zero, none below it.
 */
export function generalG(weights: Weights, sums: WeightSums, spread: Spread): GlobalStatistic {
  const { n, x, z, mean, m2, min } = spread;
  if (min < 0) throw new InputError('negative-values', { role: 'value' });
  const { s0, s2, both } = sums;
  const lag = lagOf(weights, z);
  const cross = exactSum(z.map((d, i) => d * lag[i]!));
  const linear = exactSum(z.map((d, i) => d * both[i]!));
  const pairs = exactSum(x) ** 2 - exactSum(x.map((v) => v * v));
  const m3 = exactSum(z.map((d) => d ** 3)) / n;
  const varCross = (moranI(weights, sums, spread).randomisation ?? 0) * (s0 * m2) ** 2;
  const varLinear = (m2 * n * exactSum(both.map((c) => (c - (2 * s0) / n) ** 2))) / (n - 1);
  const covariance = (m3 * ((2 * (2 * s0 * s0 - s2)) / (n - 2) - s2)) / (n - 1);
  const expected = s0 / (n * (n - 1));
  const excess = (cross + (s0 * m2) / (n - 1) + mean * linear) / pairs;
  const randomisation = (varCross + mean * mean * varLinear + 2 * mean * covariance) / pairs ** 2;
  return { value: expected + excess, expected, excess, randomisation, normality: null, sign: 1 };
}

/**
 * Gᵢ and Gᵢ* as standard scores (Ord & Getis 1995, eq. 14.3 and 14.5): the weighted sum around an area against
 * its mean and variance over all arrangements of the other values (Gᵢ) or of all values (Gᵢ*). Gᵢ* counts
 * the area itself: weight 1 with binary weights, 1/(count + 1) for each with row weights. null where
 * nothing can vary: no neighbours, everyone a neighbour, or all other values equal.
 */
export function getisOrd(
  weights: Weights,
  { n, z, m2 }: Spread,
): { readonly gi: (number | null)[]; readonly giStar: (number | null)[] } {
  const { start, to } = weights.adjacency;
  const gi: (number | null)[] = [];
  const giStar: (number | null)[] = [];
  for (let i = 0; i < n; i++) {
    const k = countOf(weights, i);
    let sum = 0;
    for (let e = start[i]!; e < start[i + 1]!; e++) sum += z[to[e]!]!;
    const own = z[i]!;
    // Equal weights cancel, so both styles have the same score. The others' mean is −own/(n − 1).
    const others = (n * m2 - own * own) / (n - 1) - (own / (n - 1)) ** 2;
    const varies = (n - 1) * m2 - own * own > 1e-12 * own * own;
    const variance = (others * k * (n - 1 - k)) / (n - 2);
    gi.push(
      k === 0 || k === n - 1 || !varies ? null : (sum + (k * own) / (n - 1)) / Math.sqrt(variance),
    );
    const all = (m2 * (k + 1) * (n - k - 1)) / (n - 1);
    giStar.push(k === 0 || k === n - 1 ? null : (sum + own) / Math.sqrt(all));
  }
  return { gi, giStar };
}
