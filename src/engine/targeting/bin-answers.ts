import { ascendingOrder } from '../poverty/ascending.ts';
import type { Answers, Question } from './predictors.ts';

/** How the answers to one question fall into bins 0 … */
export type Binning =
  /** Bin b holds values up to edges[b], the last one the rest. */
  | { readonly kind: 'edges'; readonly edges: readonly number[] }
  /** Level → bin: levels in the order of their mean outcome. */
  | { readonly kind: 'levels'; readonly place: readonly number[] };

const BINS = 64;

/** Edges for numbers, from their distribution alone: halfway between neighbours, at most 64 bins. */
export function numberEdges(values: Float64Array): number[] {
  const sorted = ascendingOrder(values).reduce<number[]>((list, row) => {
    list.push(values[row] as number);
    return list;
  }, []);
  const n = sorted.length;
  const edges: number[] = [];
  const distinct = new Set(sorted).size;
  const cut = (i: number) => {
    const [a, b] = [sorted[i - 1] as number, sorted[i] as number];
    const middle = a + (b - a) / 2;
    if (a < b && (edges.length === 0 || middle > (edges.at(-1) as number))) edges.push(middle);
  };
  if (distinct <= BINS) for (let i = 1; i < n; i++) cut(i);
  else
    for (let b = 1; b < BINS; b++) {
      let i = Math.floor((b * n) / BINS);
      // The nearest place to the right where two values differ.
      while (i < n && sorted[i] === sorted[i - 1]) i++;
      if (i < n) cut(i);
    }
  return edges;
}

/**
 * Order of levels by mean outcome in the training rows: for squared errors the best split of a category
 * is then one of the splits along that order (Fisher 1958, JASA 53, 789–798). Levels without training
 * rows stand at the overall mean.
 */
export function levelPlaces(
  levels: number,
  answer: Float64Array,
  outcome: Float64Array,
  weight: Float64Array,
  rows: Uint32Array,
): number[] {
  const sum = new Float64Array(levels);
  const count = new Float64Array(levels);
  let [allSum, all] = [0, 0];
  for (const row of rows) {
    const l = answer[row] as number;
    const w = weight[row] as number;
    sum[l] = (sum[l] as number) + w * (outcome[row] as number);
    count[l] = (count[l] as number) + w;
    allSum += w * (outcome[row] as number);
    all += w;
  }
  const mean = sum.map((s, l) =>
    (count[l] as number) > 0 ? s / (count[l] as number) : allSum / all,
  );
  const place = new Array<number>(levels);
  ascendingOrder(mean).forEach((level, at) => {
    place[level] = at;
  });
  return place;
}

export const binCount = (binning: Binning): number =>
  binning.kind === 'edges' ? binning.edges.length + 1 : binning.place.length;

export function binColumn(binning: Binning, answer: Float64Array): Uint8Array {
  if (binning.kind === 'levels')
    return Uint8Array.from(answer, (level) => binning.place[level] as number);
  const { edges } = binning;
  return Uint8Array.from(answer, (value) => {
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= (edges[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

/** Columns of numbers are binned once; categories again for every set of training rows. */
export function binNumbers(
  questions: readonly Question[],
  answers: Answers,
): (Binning | undefined)[] {
  return questions.map((q, j) =>
    q.kind === 'category'
      ? undefined
      : { kind: 'edges', edges: numberEdges(answers[j] as Float64Array) },
  );
}
