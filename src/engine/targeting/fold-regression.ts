import { type Answers, firstTerms, type Question, termsOf } from './predictors.ts';

/** Cross products of rows, folds kept apart, so that any set of folds can be fitted without them again. */
export interface CrossProducts {
  readonly k: number;
  /** Fold → k × k, and k: weighted sums of x x' and x y, numbers about `centre` and per `scale`. */
  readonly xx: readonly Float64Array[];
  readonly xy: readonly Float64Array[];
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** A row has one term per question at most, so the work does not grow with the number of levels. */
export function crossProducts(
  questions: readonly Question[],
  answers: Answers,
  y: Float64Array,
  weight: Float64Array,
  { fold, folds }: { readonly fold: Uint8Array; readonly folds: number },
): CrossProducts {
  const k = termsOf(questions).length;
  const first = firstTerms(questions);
  const centre = new Float64Array(k);
  const scale = new Float64Array(k).fill(1);
  questions.forEach((q, j) => {
    if (q.kind === 'category') return;
    const values = answers[j] as Float64Array;
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    centre[first[j] as number] = mean;
    scale[first[j] as number] = Math.sqrt(squares / values.length) || 1;
  });
  const xx = Array.from({ length: folds }, () => new Float64Array(k * k));
  const xy = Array.from({ length: folds }, () => new Float64Array(k));
  const place = new Int32Array(questions.length + 1);
  const value = new Float64Array(questions.length + 1);
  value[0] = 1;
  for (let i = 0; i < y.length; i++) {
    const w = weight[i] as number;
    if (w === 0) continue;
    let used = 1;
    for (let j = 0; j < questions.length; j++) {
      const v = (answers[j] as Float64Array)[i] as number;
      const at = first[j] as number;
      if ((questions[j] as Question).kind !== 'category') {
        place[used] = at;
        value[used++] = (v - (centre[at] as number)) / (scale[at] as number);
      } else if (v > 0) {
        place[used] = at + v - 1;
        value[used++] = 1;
      }
    }
    const [g, b] = [xx[fold[i] as number] as Float64Array, xy[fold[i] as number] as Float64Array];
    for (let a = 0; a < used; a++) {
      const row = place[a] as number;
      const wa = w * (value[a] as number);
      b[row] = (b[row] as number) + wa * (y[i] as number);
      for (let c = 0; c <= a; c++) {
        const at = row * k + (place[c] as number);
        g[at] = (g[at] as number) + wa * (value[c] as number);
      }
    }
  }
  return { k, xx, xy, centre, scale };
}

/**
 * Least-squares coefficients from the folds for which `isIn` holds, by Cholesky. A term that those rows
 * do not tell from the terms before it (a level that none of them has) gets 0: it is predicted as the
 * reference.
 */
export function fitFolds(products: CrossProducts, isIn: (fold: number) => boolean): Float64Array {
  const { k, centre, scale } = products;
  const g = new Float64Array(k * k);
  const b = new Float64Array(k);
  products.xx.forEach((part, f) => {
    if (!isIn(f)) return;
    for (let i = 0; i < g.length; i++) g[i] = (g[i] as number) + (part[i] as number);
    const xy = products.xy[f] as Float64Array;
    for (let i = 0; i < k; i++) b[i] = (b[i] as number) + (xy[i] as number);
  });
  const dropped = new Uint8Array(k);
  for (let i = 0; i < k; i++) {
    const size = g[i * k + i] as number;
    for (let j = 0; j <= i; j++) {
      let sum = g[i * k + j] as number;
      for (let m = 0; m < j; m++) sum -= (g[i * k + m] as number) * (g[j * k + m] as number);
      if (i === j) {
        dropped[i] = sum <= 1e-10 * size ? 1 : 0;
        g[i * k + i] = dropped[i] === 1 ? 0 : Math.sqrt(sum);
      } else g[i * k + j] = dropped[j] === 1 ? 0 : sum / (g[j * k + j] as number);
    }
    let sum = b[i] as number;
    for (let m = 0; m < i; m++) sum -= (g[i * k + m] as number) * (b[m] as number);
    b[i] = dropped[i] === 1 ? 0 : sum / (g[i * k + i] as number);
  }
  for (let i = k - 1; i >= 0; i--) {
    if (dropped[i] === 1) continue;
    let sum = b[i] as number;
    for (let m = i + 1; m < k; m++) sum -= (g[m * k + i] as number) * (b[m] as number);
    b[i] = sum / (g[i * k + i] as number);
  }
  for (let i = 1; i < k; i++) {
    b[i] = (b[i] as number) / (scale[i] as number);
    b[0] = (b[0] as number) - (b[i] as number) * (centre[i] as number);
  }
  return b;
}
