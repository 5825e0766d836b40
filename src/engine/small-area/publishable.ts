/**
 * Whether a small area's number may stand in a table. Relative standard errors as Indonesian survey
 * practice reads them: up to 25% usable, up to 50% with care, above that not to be shown.
 */
export interface PublishRule {
  /** Fewest persons or families at risk, or fewest sampled households. */
  readonly minTotal: number;
  /** Percent. */
  readonly cautionRse: number;
  readonly maxRse: number;
  /** Widest interval, in the unit of the estimate; undefined for no limit. */
  readonly maxWidth: number | undefined;
}

export interface Publishable {
  readonly shown: boolean;
  /** Shown, but not without a mark. */
  readonly caution: boolean;
  /** Standard error over the estimate, percent; null where the estimate is 0 or not known. */
  readonly rse: number | null;
  readonly reasons: readonly PublishReason[];
}

export type PublishReason =
  | 'no-estimate'
  | 'few-at-risk'
  | 'rse-too-large'
  | 'interval-too-wide'
  | 'rse-large'
  | 'rse-undefined';

export function judge(
  figure: {
    readonly estimate: number | null;
    readonly standardError: number | null;
    readonly low: number | null;
    readonly high: number | null;
    /** Undefined where sizes are not known: then the rule about them does not apply. */
    readonly total: number | undefined;
  },
  rule: PublishRule,
): Publishable {
  const { estimate, standardError, low, high, total } = figure;
  if (estimate === null || standardError === null)
    return { shown: false, caution: false, rse: null, reasons: ['no-estimate'] };
  const rse = estimate === 0 ? null : (100 * standardError) / Math.abs(estimate);
  const against: PublishReason[] = [];
  if (total !== undefined && total < rule.minTotal) against.push('few-at-risk');
  if (rse !== null && rse > rule.maxRse) against.push('rse-too-large');
  if (rule.maxWidth !== undefined && low !== null && high !== null && high - low > rule.maxWidth)
    against.push('interval-too-wide');
  if (against.length > 0) return { shown: false, caution: false, rse, reasons: against };
  const mark: PublishReason[] =
    rse === null ? ['rse-undefined'] : rse > rule.cautionRse ? ['rse-large'] : [];
  return { shown: true, caution: mark.length > 0, rse, reasons: mark };
}
