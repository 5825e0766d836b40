import gammainc from '@stdlib/math-base-special-gammainc';
import { betaQuantile } from '../stats/distributions.ts';
import { exactSum } from '../stats/sum.ts';

/**
 * Empirical Bayes smoothing of rates by moments: Marshall (1991, Applied Statistics 40, 283–294) for
 * rare events (`poisson`), Martuzzi & Elliott (1996, Statistics in Medicine 15, 1867–1873) for shares
 * that are not rare (`binomial`). The same formulas as EBest of R's spdep.
 */
export interface Counted {
  /** Cases, at least 0; for `binomial` at most the total. */
  readonly cases: number;
  /** Persons or families at risk, above 0. */
  readonly total: number;
}

export type Family = 'poisson' | 'binomial';

export interface Prior {
  readonly family: Family;
  /** Pooled rate: all cases over all totals. */
  readonly mean: number;
  /** Variance of the underlying rates; 0 where chance alone explains the differences. */
  readonly variance: number;
  readonly places: number;
  /** All cases and all totals of the places. */
  readonly cases: number;
  readonly total: number;
}

/**
 * Prior of a group of places. Undefined with fewer than two places or nobody at risk. `centre` is the
 * rate each place is compared with; the pooled rate of these places unless given.
 */
export function priorOf(
  places: readonly Counted[],
  family: Family,
  centre?: ArrayLike<number>,
): Prior | undefined {
  const total = exactSum(places.map((p) => p.total));
  if (places.length < 2 || total <= 0) return undefined;
  const cases = exactSum(places.map((p) => p.cases));
  const mean = cases / total;
  const spread =
    exactSum(places.map((p, i) => p.total * (p.cases / p.total - (centre?.[i] ?? mean)) ** 2)) /
    total;
  const average = total / places.length;
  const variance =
    family === 'poisson'
      ? spread - mean / average
      : average > 1
        ? (spread - (mean * (1 - mean)) / average) / (1 - 1 / average)
        : 0;
  return { family, mean, variance: Math.max(0, variance), places: places.length, cases, total };
}

export interface Smoothed {
  /** Between the raw rate and the prior mean. */
  readonly rate: number;
  /** Share of the place's own rate in it: near 1 for many families, near 0 for few. */
  readonly weight: number;
  /**
   * Standard deviation and equal-tailed interval of the posterior: beta for `binomial`, gamma for
   * `poisson`. Null where the prior has no spread (the place is taken to be like all others, and no
   * interval of its own exists) and where it is so wide that no beta distribution has it.
   */
  readonly standardDeviation: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export function smooth(place: Counted, prior: Prior, share = 0.95): Smoothed {
  const { mean, variance } = prior;
  const raw = place.cases / place.total;
  const noise = prior.family === 'poisson' ? mean : mean * (1 - mean) - variance;
  const weight = variance === 0 ? 0 : variance / (variance + Math.max(0, noise) / place.total);
  const rate = mean + weight * (raw - mean);
  if (variance === 0 || noise <= 0) {
    return { rate, weight, standardDeviation: null, low: null, high: null };
  }
  const tail = (1 - share) / 2;
  if (prior.family === 'poisson') {
    // Gamma(mean²/A, mean/A) has this mean and variance; the Poisson count updates it.
    const shape = mean ** 2 / variance + place.cases;
    const per = mean / variance + place.total;
    return {
      rate,
      weight,
      standardDeviation: Math.sqrt(shape) / per,
      low: gammaQuantile(tail, shape) / per,
      high: gammaQuantile(1 - tail, shape) / per,
    };
  }
  // Beta(mean·φ, (1−mean)·φ) has this mean and variance; the binomial count updates it.
  const precision = noise / variance;
  const a = mean * precision + place.cases;
  const b = (1 - mean) * precision + place.total - place.cases;
  return {
    rate,
    weight,
    standardDeviation: Math.sqrt((a * b) / (a + b + 1)) / (a + b),
    low: betaQuantile(tail, a, b),
    high: betaQuantile(1 - tail, a, b),
  };
}

export interface OwnInterval {
  readonly rate: number;
  readonly standardDeviation: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A rate by itself with its exact interval: Clopper & Pearson (1934, Biometrika 26, 404–413) for
 * `binomial`, Garwood (1936, Biometrika 28, 437–442) for `poisson`.
 */
export function exactInterval(
  { cases, total }: Counted,
  family: Family,
  share = 0.95,
): OwnInterval {
  const rate = cases / total;
  const tail = (1 - share) / 2;
  if (family === 'poisson') {
    return {
      rate,
      standardDeviation: Math.sqrt(cases) / total,
      low: cases === 0 ? 0 : gammaQuantile(tail, cases) / total,
      high: gammaQuantile(1 - tail, cases + 1) / total,
    };
  }
  return {
    rate,
    standardDeviation: Math.sqrt((rate * (1 - rate)) / total),
    low: cases === 0 ? 0 : betaQuantile(tail, cases, total - cases + 1),
    high: cases === total ? 1 : betaQuantile(1 - tail, cases + 1, total - cases),
  };
}

/** The x with P(X ≤ x) = p of a gamma distribution with rate 1, by halving. */
function gammaQuantile(p: number, shape: number): number {
  let low = 0;
  let high = shape + 1;
  while (gammainc(high, shape, true, false) < p) [low, high] = [high, high * 2];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (gammainc(middle, shape, true, false) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
