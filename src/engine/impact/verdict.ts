import { studentQuantile } from '../stats/distributions.ts';
import { normalQuantile } from '../stats/normal.ts';

/** What an estimate allows to be said. */
export type Conclusion = 'effect' | 'effect-below-limit' | 'none-above-limit' | 'inconclusive';

export interface Verdict {
  readonly conclusion: Conclusion;
  /** Smallest true effect this design finds with 80% power: (t₁₋α/₂ + t₀.₈)·SE, Bloom (1995). Null without an error. */
  readonly detectable: number | null;
  /** How many times as many units (or clusters) would find `limit` with 80% power. */
  readonly timesAsMany: number | null;
}

export interface Judged {
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly df: number;
}

/**
 * An interval that excludes 0 shows an effect; one inside ±limit rules out an effect worth knowing;
 * anything else, or any reason given by the design, cannot be concluded. An interval of width 0 says
 * nothing of chance and concludes nothing.
 */
export function judge(
  result: Judged,
  rules: {
    readonly limit: number | undefined;
    readonly level: number;
    readonly reasons: readonly string[];
  },
): Verdict {
  const { low, high, standardError, df } = result;
  const { limit } = rules;
  if (low === null || high === null || standardError === null || !(standardError > 0))
    return { conclusion: 'inconclusive', detectable: null, timesAsMany: null };
  const quantile = (p: number): number =>
    Number.isFinite(df) ? studentQuantile(p, df) : normalQuantile(p);
  const detectable = (quantile(1 - (1 - rules.level) / 2) + quantile(0.8)) * standardError;
  const timesAsMany = limit === undefined ? null : (detectable / limit) ** 2;
  const shown = low > 0 || high < 0;
  const small = limit !== undefined && low > -limit && high < limit;
  const conclusion: Conclusion =
    rules.reasons.length > 0
      ? 'inconclusive'
      : shown
        ? small
          ? 'effect-below-limit'
          : 'effect'
        : small
          ? 'none-above-limit'
          : 'inconclusive';
  return { conclusion, detectable, timesAsMany };
}
