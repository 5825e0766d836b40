import { studentQuantile } from './distributions.ts';
import { exactSum } from './sum.ts';
import type { SurveyDesign } from './survey-design.ts';

/** Scores (weight × linearised value) whose total is the estimate, with the cluster of each. */
export interface Scored {
  readonly scores: Float64Array;
  readonly clusters: Uint32Array;
  /** Cluster totals that come on top, times `factor`: what an estimated line adds. */
  readonly more?: { readonly totals: Float64Array; readonly factor: number } | undefined;
}

/** Cluster → sum of its scores. */
export function clusterTotals(
  design: SurveyDesign,
  scores: Float64Array,
  clusters: Uint32Array,
): Float64Array {
  const totals = new Float64Array(design.stratum.length);
  for (let i = 0; i < scores.length; i++) {
    const c = clusters[i] as number;
    totals[c] = (totals[c] as number) + (scores[i] as number);
  }
  return totals;
}

/**
 * Variance of a total of scores; rows without one count as 0. Σ over strata of (1 − f) n/(n − 1)
 * Σ (t − t̄)², t the cluster totals (Woodruff 1971; Binder 1983; R survey `svyrecvar`). Null where no
 * stratum tells a variance.
 */
export function designVariance(
  design: SurveyDesign,
  { scores, clusters, more }: Scored,
): number | null {
  if (design.df <= 0 || !design.clusters.some((count) => count > 1)) return null;
  const totals = clusterTotals(design, scores, clusters);
  if (more !== undefined) {
    for (let c = 0; c < totals.length; c++)
      totals[c] = (totals[c] as number) + more.factor * (more.totals[c] as number);
    return ofTotals(design, totals, undefined);
  }
  // A small subgroup touches few clusters: the others, whose total is 0, are counted and not visited.
  const isSmall = scores.length < totals.length / 8;
  return ofTotals(design, totals, isSmall ? Uint32Array.from(new Set(clusters)) : undefined);
}

/** `list`: the clusters that can have a total other than 0; all where it is not given. */
function ofTotals(
  design: SurveyDesign,
  totals: Float64Array,
  list: Uint32Array | undefined,
): number {
  const strata = design.clusters.length;
  const clusterCount = design.stratum.length;
  const length = list === undefined ? clusterCount : list.length;
  const mean = new Float64Array(strata);
  const seen = new Float64Array(strata);
  let all = 0;
  for (let j = 0; j < length; j++) {
    const c = list === undefined ? j : (list[j] as number);
    const h = design.stratum[c] as number;
    mean[h] = (mean[h] as number) + (totals[c] as number);
    seen[h] = (seen[h] as number) + 1;
    all += totals[c] as number;
  }
  for (let h = 0; h < strata; h++) {
    const count = design.clusters[h] as number;
    const single = count === 1 && design.rule === 'centre';
    mean[h] = single ? all / clusterCount : (mean[h] as number) / count;
  }
  const squares = new Float64Array(strata);
  for (let j = 0; j < length; j++) {
    const c = list === undefined ? j : (list[j] as number);
    const h = design.stratum[c] as number;
    const off = (totals[c] as number) - (mean[h] as number);
    squares[h] = (squares[h] as number) + off * off;
  }
  let variance = 0;
  let known = 0;
  for (let h = 0; h < strata; h++) {
    const count = design.clusters[h] as number;
    if (count === 1 && design.rule !== 'centre') {
      if (design.rule !== 'average') known++;
      continue;
    }
    known++;
    const unseen = (count - (seen[h] as number)) * (mean[h] as number) ** 2;
    const scale = (design.unsampled[h] as number) * (count > 1 ? count / (count - 1) : 1);
    variance += scale * ((squares[h] as number) + unseen);
  }
  return variance * (strata / known);
}

export interface RatioEstimate {
  /** Null where the denominator is 0. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Rows of a domain, each with its weight and its cluster. */
export interface DomainRows {
  readonly rows: Uint32Array;
  readonly weight: Float64Array;
  readonly clusters: Uint32Array;
}

export function domainRows(
  design: SurveyDesign,
  rows: Uint32Array,
  weight: Float64Array,
): DomainRows {
  const own = { weight: new Float64Array(rows.length), clusters: new Uint32Array(rows.length) };
  for (let j = 0; j < rows.length; j++) {
    own.weight[j] = weight[rows[j] as number] as number;
    own.clusters[j] = design.cluster[rows[j] as number] as number;
  }
  return { rows, ...own };
}

/**
 * Σ w x / Σ w y over a domain, its error by linearisation, its interval by Student's t with the degrees
 * of freedom of the whole design (R survey `svyratio`; `svymean` where y is 1). x and y are by row.
 */
export function designRatio(
  design: SurveyDesign,
  { rows, weight, clusters }: DomainRows,
  {
    numerator,
    denominator,
    confidence,
  }: { numerator: Float64Array; denominator: Float64Array; confidence: number },
): RatioEstimate {
  const n = rows.length;
  const scores = new Float64Array(n);
  const total = (of: Float64Array): number => {
    for (let j = 0; j < n; j++)
      scores[j] = (weight[j] as number) * (of[rows[j] as number] as number);
    return exactSum(scores);
  };
  const below = total(denominator);
  const missing = { estimate: null, standardError: null, low: null, high: null };
  if (!(below > 0)) return missing;
  const estimate = total(numerator) / below;
  for (let j = 0; j < n; j++) {
    const i = rows[j] as number;
    const off = (numerator[i] as number) - estimate * (denominator[i] as number);
    scores[j] = ((weight[j] as number) * off) / below;
  }
  const variance = designVariance(design, { scores, clusters });
  if (variance === null) return { ...missing, estimate };
  const standardError = Math.sqrt(variance);
  const reach = studentQuantile((1 + confidence) / 2, design.df) * standardError;
  return { estimate, standardError, low: estimate - reach, high: estimate + reach };
}
