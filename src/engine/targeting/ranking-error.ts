import { normalQuantile } from '../stats/normal.ts';
import type { Queue } from './queue.ts';

/**
 * Area under the ROC curve: the chance that a poor family stands before one that is not poor, ties counted
 * half (Mann & Whitney 1947; Bamber 1975, J. Mathematical Psychology 12, 387–415), with weights.
 * NaN where there is only one of the two.
 */
export function areaUnderRoc(queue: Queue, weight: Float64Array, poor: Uint8Array): number {
  const { rows, tied } = queue;
  let poorBefore = 0;
  let restBefore = 0;
  let won = 0;
  for (let start = 0; start < rows.length; ) {
    let end = start;
    let [poorHere, restHere] = [0, 0];
    do {
      const row = rows[end++] as number;
      if (poor[row] === 1) poorHere += weight[row] as number;
      else restHere += weight[row] as number;
    } while (end < rows.length && tied[end] === 1);
    won += restHere * (poorBefore + poorHere / 2);
    poorBefore += poorHere;
    restBefore += restHere;
    start = end;
  }
  return poorBefore > 0 && restBefore > 0
    ? Math.min(1, won / (poorBefore * restBefore))
    : Number.NaN;
}

export interface Delong {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Share of all pairs of a poor and another family that have the same score. */
  readonly tiedPairs: number;
}

/**
 * The same area for rows that all count once, with the error of DeLong, DeLong & Clarke-Pearson (1988,
 * Biometrics 44, 837–845) and its normal interval, cut to 0 … 1. Null with fewer than two of either kind.
 */
export function delong(queue: Queue, poor: Uint8Array, confidence: number): Delong | null {
  const { rows, tied } = queue;
  let m = 0;
  for (const row of rows) m += poor[row] as number;
  const n = rows.length - m;
  if (m < 2 || n < 2) return null;
  // The share of the other kind each row beats: its structural component.
  const sums = { poor: 0, poorSquares: 0, rest: 0, restSquares: 0, ties: 0 };
  let [poorBefore, restBefore] = [0, 0];
  for (let start = 0; start < rows.length; ) {
    let end = start;
    let poorHere = 0;
    do poorHere += poor[rows[end++] as number] as number;
    while (end < rows.length && tied[end] === 1);
    const restHere = end - start - poorHere;
    const beaten = (n - restBefore - restHere / 2) / n;
    const lost = (poorBefore + poorHere / 2) / m;
    sums.poor += poorHere * beaten;
    sums.poorSquares += poorHere * beaten * beaten;
    sums.rest += restHere * lost;
    sums.restSquares += restHere * lost * lost;
    sums.ties += poorHere * restHere;
    poorBefore += poorHere;
    restBefore += restHere;
    start = end;
  }
  const spread = (sum: number, squares: number, count: number) =>
    Math.max(0, squares - (sum * sum) / count) / (count - 1) / count;
  const estimate = sums.poor / m;
  const standardError = Math.sqrt(
    spread(sums.poor, sums.poorSquares, m) + spread(sums.rest, sums.restSquares, n),
  );
  const reach = normalQuantile((1 + confidence) / 2) * standardError;
  return {
    estimate,
    standardError,
    low: Math.max(0, estimate - reach),
    high: Math.min(1, estimate + reach),
    tiedPairs: sums.ties / (m * n),
  };
}
