/**
 * Thresholds from the probabilities alone. Expected true positives above a threshold are the sum of the
 * probabilities there; expected F1 = 2 · that / (pairs above + all true pairs). Where probabilities mean
 * what they say, the best threshold is half the best F1 (Lipton, Elkan & Naryanaswamy 2014).
 */
export interface Thresholds {
  /** Pairs from here on are taken for the same person: largest expected F1. */
  readonly link: number;
  /** From here on without a second look: expected precision at least `AUTOMATIC_PRECISION`. */
  readonly automatic: number;
  /** Below this nobody needs to look. */
  readonly review: number;
  /** At `link`. */
  readonly expectedPrecision: number;
  readonly expectedRecall: number;
  readonly expectedF1: number;
}

/** Above the 0.97 that is promised: estimates of precision are themselves uncertain. */
const AUTOMATIC_PRECISION = 0.985;
/** … and no pair by itself less sure than this. */
const SURE = 0.9;
const REVIEW = 0.1;
/** Where little can be told apart, less than this is still not the same person. */
const LEAST_LINK = 0.3;

export function chooseThresholds(
  probabilities: Float64Array,
  pairs: Float64Array,
  truePairs: number,
): Thresholds {
  const order = Array.from(probabilities.keys())
    .filter((k) => (pairs[k] as number) > 0)
    .sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number));
  let above = 0;
  let expected = 0;
  let best = { f1: 0, precision: 0, recall: 0 };
  let automatic = 1;
  order.forEach((k, at) => {
    const p = probabilities[k] as number;
    above += pairs[k] as number;
    expected += (pairs[k] as number) * p;
    const next = order[at + 1];
    if (next !== undefined && probabilities[next] === p) return;
    const f1 = (2 * expected) / (above + truePairs);
    if (f1 > best.f1) best = { f1, precision: expected / above, recall: expected / truePairs };
    if (expected / above >= AUTOMATIC_PRECISION) automatic = p;
  });
  const link = Math.max(LEAST_LINK, best.f1 / 2);
  return {
    link,
    automatic: Math.max(automatic, link, SURE),
    review: Math.min(REVIEW, link),
    expectedPrecision: best.precision,
    expectedRecall: Math.min(1, best.recall),
    expectedF1: best.f1,
  };
}
