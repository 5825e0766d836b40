import { exactSum } from '../stats/sum.ts';

/**
 * Location quotient: LQ = (v / v_all) / (V / V_all). Above 1 the place has more than its share of the
 * item. Null where a denominator is zero. Formula, limits and check values: docs/methods/location-quotient.md.
 */
export function locationQuotient(figures: {
  /** Output of the item in the place. */
  readonly local: number;
  /** Output of all compared items in the place. */
  readonly localTotal: number;
  /** Output of the item in the reference area. */
  readonly wide: number;
  /** Output of all compared items in the reference area. */
  readonly wideTotal: number;
}): number | null {
  const { local, localTotal, wide, wideTotal } = figures;
  if (localTotal <= 0 || wide <= 0 || wideTotal <= 0) return null;
  return local / localTotal / (wide / wideTotal);
}

/**
 * Whether parts and a stated total agree, with the difference (stated − sum) in the same unit. Parts
 * above the total are a contradiction; parts below it may only be an incomplete list.
 */
export function comparePartsWithTotal(
  parts: readonly number[],
  stated: number,
  tolerance = 0.005,
): { sum: number; difference: number; agree: boolean; over: boolean } {
  const sum = exactSum(parts);
  const difference = stated - sum;
  const slack = Math.abs(stated) * tolerance;
  return { sum, difference, agree: Math.abs(difference) <= slack, over: -difference > slack };
}
