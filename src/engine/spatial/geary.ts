import { exactSum } from '../stats/sum.ts';
import type { GlobalStatistic } from './spatial-test.ts';
import type { Spread } from './spread.ts';
import type { WeightSums, Weights } from './weights.ts';

/**
 * Geary's C = (n − 1) Σᵢⱼ wᵢⱼ (xᵢ − xⱼ)² / (2 S₀ Σ zᵢ²) (Geary 1954), 1 without pattern and smaller where
 * neighbours are alike, with the moments of Cliff & Ord (1981, pp. 42–46).
 */
export function gearyC(weights: Weights, sums: WeightSums, spread: Spread): GlobalStatistic {
  const { n, z, m2, kurtosis: b } = spread;
  const { s0, s1, s2 } = sums;
  const { start, to } = weights.adjacency;
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let e = start[i]!; e < start[i + 1]!; e++) sum += (z[i]! - z[to[e]!]!) ** 2;
    squares[i] = sum * weights.each[i]!;
  }
  const value = ((n - 1) * exactSum(squares)) / (2 * s0 * n * m2);
  const normality = ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0);
  const randomisation =
    ((n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * b) -
      ((n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * b)) / 4 +
      s0 * s0 * (n * n - 3 - (n - 1) ** 2 * b)) /
    (n * (n - 2) * (n - 3) * s0 * s0);
  return { value, expected: 1, excess: value - 1, randomisation, normality, sign: -1 };
}
