import { InputError } from '../stats/input-error.ts';
import { exactSum } from '../stats/sum.ts';

/**
 * The values of a map as the statistics of pattern use them. All of these do not depend on the unit, so
 * values are divided by a power of two first: nothing is lost, and no fourth power overflows.
 */
export interface Spread {
  readonly n: number;
  /** Values in the new unit, their mean, and deviations from it. */
  readonly x: Float64Array;
  readonly mean: number;
  readonly z: Float64Array;
  /** Σz²/n and (Σz⁴/n)/(Σz²/n)². */
  readonly m2: number;
  readonly kurtosis: number;
  readonly min: number;
  /** A value in its own unit is `unit` times the value here. */
  readonly unit: number;
}

/** @throws InputError too-few-rows (under 4 areas), all-equal. */
export function spreadOf(values: ArrayLike<number>): Spread {
  const n = values.length;
  if (n < 4) throw new InputError('too-few-rows', { details: { rows: n, needed: 4 } });
  let [least, most, largest] = [Infinity, -Infinity, 0];
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    least = Math.min(least, value);
    most = Math.max(most, value);
    largest = Math.max(largest, Math.abs(value));
  }
  if (least === most)
    throw new InputError('all-equal', { role: 'value', details: { value: least } });
  const unit = 2 ** Math.floor(Math.log2(largest));
  const x = Float64Array.from(values, (v) => v / unit);
  const mean = exactSum(x) / n;
  const z = x.map((v) => v - mean);
  const m2 = exactSum(z.map((d) => d * d)) / n;
  const m4 = exactSum(z.map((d) => d ** 4)) / n;
  return { n, x, mean, z, m2, kurtosis: m4 / (m2 * m2), min: least / unit, unit };
}
