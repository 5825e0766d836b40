export interface Balance {
  readonly treatedMean: number;
  readonly comparisonMean: number;
  readonly weightedMean: number | null;
  /** Difference in means over the standard deviation of the treated; null where that is 0. */
  readonly before: number | null;
  readonly after: number | null;
  /** Variance of the treated over that of the comparison. */
  readonly varianceRatioBefore: number | null;
  readonly varianceRatioAfter: number | null;
}

/**
 * How alike the arms are in one covariate, before and after `counts` weight the comparison: standardised
 * differences over the treated's spread (Stuart 2010, Statistical Science 25, 1–21). |d| above 0.25 cannot be
 * mended by a regression (Rubin 2001; What Works Clearinghouse 2022).
 */
export function balanceOf(
  covariate: ArrayLike<number>,
  treated: ArrayLike<number>,
  counts: ArrayLike<number> | undefined,
  weight?: ArrayLike<number>,
): Balance {
  const n = covariate.length;
  const w = (i: number): number => (weight ? (weight[i] as number) : 1);
  const moments = (of: (i: number) => number) => {
    let [total, sum, squares, weightSquares] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const by = of(i);
      total += by;
      weightSquares += by * by;
      sum += by * (covariate[i] as number);
    }
    const mean = sum / total;
    for (let i = 0; i < n; i++) squares += of(i) * ((covariate[i] as number) - mean) ** 2;
    // Unbiased for reliability weights; n − 1 below where all weights are 1.
    const below = total - weightSquares / total;
    return { mean, variance: below > 1e-12 * total ? squares / below : 0 };
  };
  const own = moments((i) => (treated[i] === 1 ? w(i) : 0));
  const others = moments((i) => (treated[i] === 1 ? 0 : w(i)));
  const alike = counts && moments((i) => (treated[i] === 1 ? 0 : (counts[i] as number)));
  const sd = Math.sqrt(own.variance);
  const over = (a: number, b: number): number | null => (b > 0 ? a / b : null);
  return {
    treatedMean: own.mean,
    comparisonMean: others.mean,
    weightedMean: alike?.mean ?? null,
    before: over(own.mean - others.mean, sd),
    after: alike ? over(own.mean - alike.mean, sd) : null,
    varianceRatioBefore: over(own.variance, others.variance),
    varianceRatioAfter: alike ? over(own.variance, alike.variance) : null,
  };
}

/** (Σw)²/Σw² of the comparison units (Kish 1965): how many equally weighted ones tell as much. */
export function effectiveSize(counts: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    sum += counts[i] as number;
    squares += (counts[i] as number) ** 2;
  }
  return squares > 0 ? sum ** 2 / squares : 0;
}

/** Share of the treated whose propensity lies outside that of all comparison units. */
export function shareOutside(propensity: ArrayLike<number>, treated: ArrayLike<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < propensity.length; i++)
    if (treated[i] !== 1) {
      low = Math.min(low, propensity[i] as number);
      high = Math.max(high, propensity[i] as number);
    }
  let [outside, all] = [0, 0];
  for (let i = 0; i < propensity.length; i++)
    if (treated[i] === 1) {
      all++;
      if ((propensity[i] as number) < low || (propensity[i] as number) > high) outside++;
    }
  return outside / all;
}
