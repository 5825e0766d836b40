/**
 * Upper ends of the `count` classes with the least sum of squared deviations from their means (Fisher 1958, "On
 * grouping for maximum homogeneity", JASA 53, 789–798; the optimum that Jenks' method approaches). Equal values
 * stay together; fewer classes where there are fewer distinct values. Where two groupings are equally good,
 * upper classes begin as early as they can.
 *
 * Dynamic programming over the m distinct values; the best cut moves to the right with the end, so each
 * layer is halved at its middle: O(count · m · log m). Sums carry twice the digits of a number, so that the
 * optimum stays the optimum however far values lie from 0 or from each other.
 */
export function naturalBreaks(sorted: readonly number[], count: number): number[] {
  const { values, weights } = distinct(sorted);
  const m = values.length;
  const spread = spreadsOf(values, weights);
  let cost = Float64Array.from({ length: m + 1 }, (_, to) => (to === 0 ? 0 : spread(0, to)));
  const cuts: Int32Array[] = [];
  for (let layer = 2; layer <= Math.min(count, m); layer++) {
    const better = new Float64Array(m + 1).fill(Infinity);
    const cut = new Int32Array(m + 1);
    const before = cost;
    /** Ends low … high, whose best cuts lie in first … last. */
    const halve = (low: number, high: number, first: number, last: number): void => {
      if (low > high) return;
      const to = (low + high) >> 1;
      let best = first;
      for (let from = first; from <= Math.min(last, to - 1); from++) {
        const total = before[from]! + spread(from, to);
        if (total < better[to]!) {
          better[to] = total;
          best = from;
        }
      }
      cut[to] = best;
      halve(low, to - 1, first, best);
      halve(to + 1, high, best, last);
    };
    halve(layer, m, layer - 1, m - 1);
    cost = better;
    cuts.push(cut);
  }
  const ends: number[] = [];
  for (let to = m, layer = cuts.length - 1; to > 0; layer--) {
    ends.unshift(values[to - 1]!);
    to = layer >= 0 ? cuts[layer]![to]! : 0;
  }
  return ends;
}

function distinct(sorted: readonly number[]): { values: number[]; weights: number[] } {
  const values: number[] = [];
  const weights: number[] = [];
  for (const value of sorted) {
    if (values.at(-1) === value) weights[weights.length - 1]!++;
    else {
      values.push(value);
      weights.push(1);
    }
  }
  return { values, weights };
}

/** Σw(x − mean)² of the distinct values from … to − 1, out of running sums kept as a number and its rest. */
function spreadsOf(
  values: readonly number[],
  weights: readonly number[],
): (from: number, to: number) => number {
  const m = values.length;
  const middle = values[m >> 1] ?? 0;
  const largest = Math.max(
    Math.abs((values[0] ?? 0) - middle),
    Math.abs((values[m - 1] ?? 0) - middle),
  );
  // A power of two: squares neither overflow nor lose a digit.
  const unit = largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
  const n = new Float64Array(m + 1);
  const [sum, sumRest] = [new Float64Array(m + 1), new Float64Array(m + 1)];
  const [square, squareRest] = [new Float64Array(m + 1), new Float64Array(m + 1)];
  for (let i = 0; i < m; i++) {
    const x = (values[i]! - middle) / unit;
    const w = weights[i]!;
    n[i + 1] = n[i]! + w;
    const wx = w * x;
    const wxRest = productRest(w, x, wx);
    const xx = wx * x;
    const xxRest = productRest(wx, x, xx) + wxRest * x;
    sum[i + 1] = sum[i]! + wx;
    sumRest[i + 1] = sumRest[i]! + additionRest(sum[i]!, wx, sum[i + 1]!) + wxRest;
    square[i + 1] = square[i]! + xx;
    squareRest[i + 1] = squareRest[i]! + additionRest(square[i]!, xx, square[i + 1]!) + xxRest;
  }
  return (from, to) => {
    if (to - from === 1) return 0;
    const count = n[to]! - n[from]!;
    const s = sum[to]! - sum[from]!;
    const sRest = additionRest(sum[to]!, -sum[from]!, s) + (sumRest[to]! - sumRest[from]!);
    const q = square[to]! - square[from]!;
    const qRest =
      additionRest(square[to]!, -square[from]!, q) + (squareRest[to]! - squareRest[from]!);
    // s²/count with its rest: first the square, then the division with what it leaves over.
    const ss = s * s;
    const ssRest = productRest(s, s, ss) + 2 * s * sRest;
    const mean = ss / count;
    const back = mean * count;
    const meanRest = (ss - back - productRest(mean, count, back) + ssRest) / count;
    const d = q - mean;
    return Math.max(0, d + (additionRest(q, -mean, d) + (qRest - meanRest)));
  };
}

/** a + b less its rounded sum (Knuth). */
function additionRest(a: number, b: number, sum: number): number {
  const b2 = sum - a;
  return a - (sum - b2) + (b - b2);
}

/** a · b less its rounded product (Dekker 1971). */
function productRest(a: number, b: number, product: number): number {
  const ca = 134217729 * a;
  const cb = 134217729 * b;
  const ha = ca - (ca - a);
  const hb = cb - (cb - b);
  const [la, lb] = [a - ha, b - hb];
  return la * lb - (product - ha * hb - la * hb - ha * lb);
}
