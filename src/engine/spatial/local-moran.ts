import type { Spread } from './spread.ts';
import { countOf, lagOf, type Weights } from './weights.ts';

/** Own value against the mean, then the neighbours' weighted deviation: high–high, low–low, … */
export type Quadrant = 'HH' | 'LL' | 'HL' | 'LH';

/** Why a local test has no z. `island`: no neighbours. `on-mean`: the own value is the mean. */
export type NoTest = 'island' | 'on-mean' | 'others-equal' | 'all-neighbours';

/** `conditional` keeps the own value where it is; `total` and `normality` do not. */
export const localMoments = ['conditional', 'total', 'normality'] as const;
export type LocalMoments = (typeof localMoments)[number];

export interface LocalStatistic {
  readonly value: number;
  readonly expected: number;
  readonly variance: number;
  readonly z: number | null;
}

export interface LocalMoran {
  readonly i: number;
  /** Undefined where own or neighbours' deviation is exactly 0, or there are no neighbours. */
  readonly quadrant: Quadrant | undefined;
  readonly moments: Readonly<Record<LocalMoments, LocalStatistic>>;
  readonly reason: NoTest | undefined;
}

/**
 * Local Moran Iᵢ = zᵢ Σⱼ wᵢⱼ zⱼ / m₂, m₂ = Σz²/n (Anselin 1995), so that Σ Iᵢ = S₀ I. Moments:
 * - total: every arrangement of all values (Anselin 1995, eq. 13–14; Sokal, Oden & Thomson 1998, A3–A4);
 * - conditional: the own value stays, the others are rearranged (Sokal et al. 1998, A5–A6);
 * - normality: values from one normal distribution; Iᵢ is a ratio of quadratic forms in the deviations, whose
 *   second moment is (2 tr((MV)²) + tr(MV)²) / ((n − 1)(n + 1)) (Pitman 1937; Tiefelsdorf & Boots 1995).
 */
export function localMoran(weights: Weights, spread: Spread): LocalMoran[] {
  const { n, z, m2, kurtosis: b } = spread;
  const lag = lagOf(weights, z);
  return Array.from(z, (own, i) => {
    const w = weights.each[i]! * countOf(weights, i);
    const w2 = weights.each[i]! ** 2 * countOf(weights, i);
    const value = (own / m2) * lag[i]!;
    const reason = untested(weights, spread, i);
    const expected = -w / (n - 1);
    const total =
      (w2 * (n - b)) / (n - 1) + ((w * w - w2) * (2 * b - n)) / ((n - 1) * (n - 2)) - expected ** 2;
    const normality = (n * (n - 1) * w2 - (n - 3) * w * w) / (n * n - 1) - expected ** 2;
    const conditional =
      (own / m2) ** 2 * (n / (n - 2)) * (w2 - (w * w) / (n - 1)) * (m2 - own ** 2 / (n - 1));
    return {
      i: value,
      quadrant: quadrantOf(own, lag[i]!),
      reason,
      moments: {
        conditional: tested(
          value,
          (expected * own * own) / m2,
          reason === undefined || reason === 'island' ? conditional : 0,
        ),
        total: tested(value, expected, total),
        normality: tested(value, expected, normality),
      },
    };
  });
}

function tested(value: number, expected: number, variance: number): LocalStatistic {
  const z = variance > 0 ? (value - expected) / Math.sqrt(variance) : null;
  return { value, expected, variance: Math.max(0, variance), z };
}

function quadrantOf(own: number, lag: number): Quadrant | undefined {
  if (own === 0 || lag === 0) return undefined;
  return `${own > 0 ? 'H' : 'L'}${lag > 0 ? 'H' : 'L'}`;
}

/** Rearranging the others cannot change anything in these cases. */
function untested(weights: Weights, { n, z, m2 }: Spread, i: number): NoTest | undefined {
  const count = countOf(weights, i);
  const square = z[i]! ** 2;
  if (count === 0) return 'island';
  if (count === n - 1) return 'all-neighbours';
  // One value stands against equal others: their variance is nothing but rounding.
  if (m2 * (n - 1) - square <= 1e-12 * square) return 'others-equal';
  return square <= 1e-28 * m2 ? 'on-mean' : undefined;
}
