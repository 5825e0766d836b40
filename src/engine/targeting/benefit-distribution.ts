import { exactSum } from '../stats/sum.ts';
import type { Queue } from './queue.ts';
import { sumOver } from './sum-over.ts';

/** Who gets how much: a row gets `benefit` with the share `chosen` of a place, and nothing otherwise. */
export interface Received {
  readonly weight: Float64Array;
  readonly chosen: Float64Array;
  readonly benefit: Float64Array;
}

/** Points of a curve: families and benefit cumulated, as sums. The last point holds the totals. */
export interface Curve {
  readonly families: Float64Array;
  readonly benefit: Float64Array;
}

/**
 * Lorenz curve: families from the smallest benefit to the largest. A row with a share of a place counts
 * as that many families with the benefit and the rest without. Null where nothing is paid.
 */
export function lorenzCurve(byBenefit: Queue, received: Received): Curve | null {
  const { weight, chosen, benefit } = received;
  const { rows } = byBenefit;
  const curve = {
    families: new Float64Array(rows.length + 1),
    benefit: new Float64Array(rows.length + 1),
  };
  const without = sumOver(rows, (row) => {
    const placed = (benefit[row] as number) > 0 ? (chosen[row] as number) : 0;
    return (weight[row] as number) * (1 - placed);
  });
  let [families, sum] = [without, 0];
  curve.families[0] = families;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const b = benefit[row] as number;
    if (b > 0) {
      const w = (weight[row] as number) * (chosen[row] as number);
      families += w;
      sum += w * b;
    }
    curve.families[i + 1] = families;
    curve.benefit[i + 1] = sum;
  }
  return sum > 0 ? curve : null;
}

/**
 * Concentration curve: families from the poorest to the richest. Families of the same welfare share one
 * straight piece, so that their order does not matter. Null where nothing is paid.
 */
export function concentrationCurve(byTruth: Queue, received: Received): Curve | null {
  const { weight, chosen, benefit } = received;
  const { rows, tied } = byTruth;
  const families = new Float64Array(rows.length + 1);
  const paid = new Float64Array(rows.length + 1);
  let points = 0;
  let [all, sum] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const w = weight[row] as number;
    all += w;
    sum += w * (chosen[row] as number) * (benefit[row] as number);
    if (i + 1 < rows.length && tied[i + 1] === 1) continue;
    points++;
    families[points] = all;
    paid[points] = sum;
  }
  if (!(sum > 0)) return null;
  return { families: families.subarray(0, points + 1), benefit: paid.subarray(0, points + 1) };
}

/**
 * 1 − twice the area under the curve: the Gini coefficient of a Lorenz curve, the concentration
 * coefficient of a concentration curve (Kakwani, Wagstaff & van Doorslaer 1997, J. Econometrics 77,
 * 87–103), −1 … 1, below 0 where the poorer get more. No small-sample factor.
 */
export function giniOf({ families, benefit }: Curve): number {
  const strips = new Float64Array(families.length);
  for (let i = 1; i < families.length; i++)
    strips[i] =
      ((families[i] as number) - (families[i - 1] as number)) *
      ((benefit[i] as number) + (benefit[i - 1] as number));
  return 1 - exactSum(strips) / (families.at(-1) as number) / (benefit.at(-1) as number);
}

/** The height of the curve, 0 … 1, at each p of `shares` (ascending, 0 … 1), straight between its points. */
export function heightsAt({ families, benefit }: Curve, shares: readonly number[]): number[] {
  let at = 0;
  const last = families.length - 1;
  const [all, paid] = [families[last] as number, benefit[last] as number];
  return shares.map((p) => {
    if (p >= 1) return 1;
    const x = p * all;
    while (at < last && (families[at + 1] as number) < x) at++;
    const [x0, y0] = [families[at] as number, benefit[at] as number];
    if (x <= x0 || at === last) return y0 / paid;
    const [x1, y1] = [families[at + 1] as number, benefit[at + 1] as number];
    return (y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)) / paid;
  });
}
