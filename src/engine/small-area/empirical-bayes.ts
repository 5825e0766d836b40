import { betaQuantile } from '../stats/distributions.ts';

/**
 * Global empirical Bayes smoothing of rates by moments: Marshall (1991, Applied Statistics 40,
 * 283–294) for rare events (`poisson`), Martuzzi & Elliott (1996, Statistics in Medicine 15,
 * 1867–1873) for shares that are not rare (`binomial`). The same formulas as EBest of R's spdep.
 */
export interface Counted {
  /** Cases, 0 … total. */
  readonly cases: number;
  /** Persons or families at risk, above 0. */
  readonly total: number;
}

export interface Prior {
  readonly family: 'poisson' | 'binomial';
  /** Pooled rate: all cases over all totals. */
  readonly mean: number;
  /** Variance of the underlying rates; 0 where chance alone explains the differences. */
  readonly variance: number;
  readonly places: number;
}

/** Prior of a group of places. Undefined with fewer than two places or nobody at risk. */
export function priorOf(places: readonly Counted[], family: Prior['family']): Prior | undefined {
  const total = places.reduce((sum, p) => sum + p.total, 0);
  if (places.length < 2 || total <= 0) return undefined;
  const mean = places.reduce((sum, p) => sum + p.cases, 0) / total;
  const spread =
    places.reduce((sum, p) => sum + p.total * (p.cases / p.total - mean) ** 2, 0) / total;
  const average = total / places.length;
  const variance =
    family === 'poisson'
      ? spread - mean / average
      : average > 1
        ? (spread - (mean * (1 - mean)) / average) / (1 - 1 / average)
        : 0;
  return { family, mean, variance: Math.max(0, variance), places: places.length };
}

export interface Smoothed {
  /** Between the raw rate and the prior mean. */
  readonly rate: number;
  /** Share of the place's own rate in it: near 1 for many families, near 0 for few. */
  readonly weight: number;
  /**
   * Equal-tailed 95% interval of the beta posterior; null for `poisson` and where the prior has no
   * spread (there the place is taken to be like all others and no interval of its own exists).
   */
  readonly low: number | null;
  readonly high: number | null;
}

export function smooth(place: Counted, prior: Prior, share = 0.95): Smoothed {
  const { mean, variance } = prior;
  const raw = place.cases / place.total;
  const noise = prior.family === 'poisson' ? mean : mean * (1 - mean) - variance;
  const weight = variance === 0 ? 0 : variance / (variance + Math.max(0, noise) / place.total);
  const rate = mean + weight * (raw - mean);
  if (prior.family === 'poisson' || variance === 0 || noise <= 0) {
    return { rate, weight, low: null, high: null };
  }
  // Beta(mean·φ, (1−mean)·φ) has this mean and variance; the binomial count updates it.
  const precision = noise / variance;
  const a = mean * precision + place.cases;
  const b = (1 - mean) * precision + place.total - place.cases;
  const tail = (1 - share) / 2;
  return { rate, weight, low: betaQuantile(tail, a, b), high: betaQuantile(1 - tail, a, b) };
}
