import betainc from '@stdlib/math-base-special-betainc';
import gammainc from '@stdlib/math-base-special-gammainc';
import studentInverse from '@stdlib/stats-base-dists-t-quantile';
import { normalQuantile, normalTwoSided } from './normal.ts';

/**
 * Student's t, chi-square, F and beta (the normal: normal.ts), over @stdlib's incomplete beta and gamma functions. Held to
 * R 4.2 in distributions.test.ts: 1e-12 relative, upper tails without cancellation.
 */

/** Both tails of Student's t: P(|T| ≥ |t|), `df` > 0, the normal where `df` is Infinity. */
export function studentTwoSided(t: number, df: number): number {
  if (!Number.isFinite(df)) return normalTwoSided(t);
  return betainc(df / (df + t * t), df / 2, 0.5);
}

/** The t with P(T ≤ t) = p. */
export const studentQuantile = (p: number, df: number): number =>
  Number.isFinite(df) ? studentInverse(p, df) : normalQuantile(p);

/** P(X ≥ x) of a chi-square with `df` degrees of freedom. */
export const chiSquareUpper = (x: number, df: number): number =>
  x <= 0 ? 1 : gammainc(x / 2, df / 2, true, true);

/** P(F ≥ f). */
export const fUpper = (f: number, df1: number, df2: number): number =>
  f <= 0 ? 1 : betainc(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);

/** The x with P(X ≤ x) = p of a beta distribution. By halving: the library's own inverse fails for small a. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betainc(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
