import { InputError } from '../stats/input-error.ts';
import { normalTwoSided } from '../stats/normal.ts';

export interface Attrition {
  readonly treated: { readonly given: number; readonly lost: number };
  readonly comparison: { readonly given: number; readonly lost: number };
  /** Share lost among the treated less that among the comparison. */
  readonly difference: number;
  /** Two proportions, pooled; null where nobody or everybody was lost. */
  readonly p: number | null;
  /** Bounds on the effect for those seen either way, Lee (2009); null where nobody was lost more on one side. */
  readonly bounds: { readonly low: number; readonly high: number; readonly trimmed: number } | null;
}

/**
 * Who was lost before the outcome was measured, and what that could do to a difference in means: Lee (2009,
 * Review of Economic Studies 76, 1071–1102) trims the arm that kept more by its surplus, once from above and
 * once from below. `outcome` is NaN for the lost.
 */
export function attritionOf(outcome: ArrayLike<number>, treated: ArrayLike<number>): Attrition {
  const kept: [number[], number[]] = [[], []];
  const given: [number, number] = [0, 0];
  for (let i = 0; i < outcome.length; i++) {
    const arm = treated[i] === 1 ? 1 : 0;
    given[arm]++;
    if (!Number.isNaN(outcome[i])) kept[arm].push(outcome[i] as number);
  }
  if (given[1] === 0) throw new InputError('no-treated', { role: 'treated' });
  if (given[0] === 0) throw new InputError('no-comparison', { role: 'treated' });
  const lost: [number, number] = [given[0] - kept[0].length, given[1] - kept[1].length];
  const difference = lost[1] / given[1] - lost[0] / given[0];
  const pooled = (lost[0] + lost[1]) / (given[0] + given[1]);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / given[0] + 1 / given[1]));
  return {
    treated: { given: given[1], lost: lost[1] },
    comparison: { given: given[0], lost: lost[0] },
    difference,
    p: error > 0 ? normalTwoSided(difference / error) : null,
    bounds:
      difference === 0 || kept[0].length === 0 || kept[1].length === 0 ? null : lee(kept, given),
  };
}

function lee(kept: readonly [number[], number[]], given: readonly [number, number]) {
  const rate = [kept[0].length / given[0], kept[1].length / given[1]] as const;
  const fuller = rate[1] > rate[0] ? 1 : 0;
  const trimmed = 1 - rate[(1 - fuller) as 0 | 1] / rate[fuller];
  const sorted = Float64Array.from(kept[fuller]).sort();
  const other = kept[(1 - fuller) as 0 | 1];
  const plain = other.reduce((a, b) => a + b, 0) / other.length;
  const [least, most] = [
    lowerMean(sorted, 1 - trimmed),
    -lowerMean(sorted.map((v) => -v).reverse(), 1 - trimmed),
  ];
  return fuller === 1
    ? { low: least - plain, high: most - plain, trimmed }
    : { low: plain - most, high: plain - least, trimmed };
}

/** Mean of the lowest share of a sorted list, the unit at the edge counted in part. */
function lowerMean(sorted: Float64Array, share: number): number {
  const size = share * sorted.length;
  let [total, left] = [0, size];
  for (let i = 0; left > 0 && i < sorted.length; i++) {
    const part = Math.min(1, left);
    total += part * (sorted[i] as number);
    left -= part;
  }
  return total / size;
}
