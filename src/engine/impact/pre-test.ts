import { Matrix } from 'ml-matrix';
import { chiSquareUpper } from '../stats/distributions.ts';
import { solveSymmetric } from './two-way.ts';

/**
 * Wald test that all effects before the start are zero, from their influence functions. Null where there are
 * none, or where they are too many for the clusters they come from.
 */
export function preTest(
  before: readonly { readonly estimate: number; readonly influence: Float64Array }[],
  cluster?: ArrayLike<number>,
): { readonly statistic: number; readonly df: number; readonly p: number } | null {
  if (before.length === 0) return null;
  const n = before[0]?.influence.length as number;
  const sums = before.map(({ influence }) => {
    if (cluster === undefined) return influence;
    const total = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const name = cluster[i] as number;
      total.set(name, (total.get(name) ?? 0) + (influence[i] as number));
    }
    return Float64Array.from(total.values());
  });
  const v = new Matrix(
    sums.map((a) =>
      sums.map((b) => {
        let total = 0;
        for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
        return total / n ** 2;
      }),
    ),
  );
  const b = Matrix.columnVector(before.map((e) => e.estimate));
  const solved = solveSymmetric(v, b);
  if (solved === undefined) return null;
  const statistic = b.transpose().mmul(solved).get(0, 0);
  return { statistic, df: before.length, p: chiSquareUpper(statistic, before.length) };
}
