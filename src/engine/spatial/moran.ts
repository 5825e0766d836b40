import { exactSum } from '../stats/sum.ts';
import type { GlobalStatistic } from './spatial-test.ts';
import type { Spread } from './spread.ts';
import { lagOf, type WeightSums, type Weights } from './weights.ts';

/**
 * Moran's I = (n/S₀) Σᵢⱼ wᵢⱼ zᵢzⱼ / Σ zᵢ² (Moran 1950), with the moments of Cliff & Ord (1981, pp. 42–46):
 * `randomisation` takes the values as given and every arrangement of them as equally likely; `normality`
 * takes them as drawn from one normal distribution. n counts every area, those without neighbours too:
 * the moments hold for any weights.
 */
export function moranI(weights: Weights, sums: WeightSums, spread: Spread): GlobalStatistic {
  const { n, z, m2, kurtosis: b } = spread;
  const { s0, s1, s2 } = sums;
  const lag = lagOf(weights, z);
  const value = exactSum(z.map((d, i) => d * lag[i]!)) / (s0 * m2);
  const expected = -1 / (n - 1);
  const normality =
    (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expected * expected;
  const randomisation =
    (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) -
      b * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)) /
      ((n - 1) * (n - 2) * (n - 3) * s0 * s0) -
    expected * expected;
  return { value, expected, excess: value - expected, randomisation, normality, sign: 1 };
}
