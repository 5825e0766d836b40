import { studentQuantile } from './distributions.ts';
import { exactSum } from './sum.ts';
import type { SurveyDesign } from './survey-design.ts';

/** The clusters a domain has rows in. Variances visit no others, so thousands of small domains are cheap. */
export interface DomainClusters {
  /** Row of the domain → its place in `clusters`. */
  readonly place: Uint32Array;
  /** Distinct clusters of the design. */
  readonly clusters: Uint32Array;
}

export function domainClusters(design: SurveyDesign, rows: Uint32Array): DomainClusters {
  const place = new Uint32Array(rows.length);
  const clusters: number[] = [];
  const isSmall = rows.length < design.stratum.length / 8;
  const found: { get(c: number): number | undefined; set(c: number, at: number): unknown } = isSmall
    ? new Map<number, number>()
    : arrayMap(design.stratum.length);
  for (let i = 0; i < rows.length; i++) {
    const c = design.cluster[rows[i] as number] as number;
    let at = found.get(c);
    if (at === undefined) {
      at = clusters.length;
      found.set(c, at);
      clusters.push(c);
    }
    place[i] = at;
  }
  return { place, clusters: Uint32Array.from(clusters) };
}

function arrayMap(size: number) {
  const at = new Int32Array(size).fill(-1);
  return {
    get: (c: number) => ((at[c] as number) < 0 ? undefined : (at[c] as number)),
    set: (c: number, value: number) => {
      at[c] = value;
    },
  };
}

/** Totals of clusters; a cluster that is not named has total 0. */
export interface ClusterTotals {
  readonly clusters: Uint32Array;
  readonly totals: Float64Array;
}

/** Sums weight × linearised value by cluster. */
export function clusterTotals(
  { place, clusters }: DomainClusters,
  weight: Float64Array,
  influence: Float64Array,
): ClusterTotals {
  const totals = new Float64Array(clusters.length);
  for (let i = 0; i < place.length; i++) {
    const at = place[i] as number;
    totals[at] = (totals[at] as number) + (weight[i] as number) * (influence[i] as number);
  }
  return { clusters, totals };
}

/** Whether any stratum tells a variance. */
const isKnown = (design: SurveyDesign): boolean =>
  design.df > 0 && design.clusters.some((count) => count > 1);

/** (1 − f) n/(n − 1), 0 for a single cluster that is not centred on the mean of all. */
function scaleOf(design: SurveyDesign, h: number): number {
  const count = design.clusters[h] as number;
  if (count === 1 && design.rule !== 'centre') return 0;
  return (design.unsampled[h] as number) * (count > 1 ? count / (count - 1) : 1);
}

/** What the rule `average` multiplies by: strata ÷ strata with a variance of their own. */
const spreadOut = (design: SurveyDesign): number =>
  design.rule === 'average'
    ? design.clusters.length / (design.clusters.length - design.singles)
    : 1;

/** Stratum → what its totals are held against: their mean, or the mean of all for a single cluster. */
function centresOf(design: SurveyDesign, { clusters, totals }: ClusterTotals): Float64Array {
  const centre = new Float64Array(design.clusters.length);
  let all = 0;
  for (let j = 0; j < clusters.length; j++) {
    const h = design.stratum[clusters[j] as number] as number;
    centre[h] = (centre[h] as number) + (totals[j] as number);
    all += totals[j] as number;
  }
  for (let h = 0; h < centre.length; h++) {
    const count = design.clusters[h] as number;
    const isAlone = count === 1 && design.rule === 'centre';
    centre[h] = isAlone ? all / design.stratum.length : (centre[h] as number) / count;
  }
  return centre;
}

/**
 * Variance of the sum of cluster totals: Σ over strata of (1 − f) n/(n − 1) Σ (t − t̄)² (Woodruff 1971;
 * Binder 1983; R survey `svyrecvar`). Null where no stratum tells a variance.
 */
export function designVariance(design: SurveyDesign, sums: ClusterTotals): number | null {
  if (!isKnown(design)) return null;
  const centre = centresOf(design, sums);
  const squares = new Float64Array(centre.length);
  const seen = new Float64Array(centre.length);
  for (let j = 0; j < sums.clusters.length; j++) {
    const h = design.stratum[sums.clusters[j] as number] as number;
    const off = (sums.totals[j] as number) - (centre[h] as number);
    squares[h] = (squares[h] as number) + off * off;
    seen[h] = (seen[h] as number) + 1;
  }
  let variance = 0;
  for (let h = 0; h < centre.length; h++) {
    const unseen = (design.clusters[h] as number) - (seen[h] as number);
    const all = (squares[h] as number) + unseen * (centre[h] as number) ** 2;
    variance += scaleOf(design, h) * all;
  }
  return variance * spreadOut(design);
}

/** Totals of every cluster that are added to those of many domains: what an estimated line moves. */
export interface SharedTotals {
  /** By cluster. */
  readonly totals: Float64Array;
  readonly variance: number;
  /** By cluster, less the centre of its stratum; and their sums by stratum. */
  readonly off: Float64Array;
  readonly rest: Float64Array;
}

export function sharedTotals(design: SurveyDesign, sums: ClusterTotals): SharedTotals {
  const centre = centresOf(design, sums);
  const totals = new Float64Array(design.stratum.length);
  sums.clusters.forEach((c, j) => {
    totals[c] = sums.totals[j] as number;
  });
  const off = totals.map((t, c) => t - (centre[design.stratum[c] as number] as number));
  const rest = new Float64Array(centre.length);
  off.forEach((v, c) => {
    const h = design.stratum[c] as number;
    rest[h] = (rest[h] as number) + v;
  });
  return { totals, variance: designVariance(design, sums) ?? 0, off, rest };
}

/** `designVariance` of domain totals + factor × shared totals. */
export function varianceWith(
  design: SurveyDesign,
  sums: ClusterTotals,
  shared: SharedTotals,
  factor: number,
): number | null {
  if (!isKnown(design)) return null;
  if (sums.clusters.length > design.stratum.length / 8) {
    const totals = shared.totals.map((t) => factor * t);
    sums.clusters.forEach((c, j) => {
      totals[c] = (totals[c] as number) + (sums.totals[j] as number);
    });
    const clusters = new Uint32Array(totals.length).map((_, c) => c);
    return designVariance(design, { clusters, totals });
  }
  // Var(d + fL) = Var d + 2f Cov(d, L) + f² Var L; only the clusters of the domain are visited.
  const centre = centresOf(design, sums);
  let covariance = 0;
  sums.clusters.forEach((c, j) => {
    const scale = scaleOf(design, design.stratum[c] as number);
    covariance += scale * (sums.totals[j] as number) * (shared.off[c] as number);
  });
  for (let h = 0; h < centre.length; h++)
    covariance -= scaleOf(design, h) * (centre[h] as number) * (shared.rest[h] as number);
  const own = designVariance(design, sums) ?? 0;
  const joint = 2 * factor * covariance * spreadOut(design);
  return Math.max(0, own + joint + factor ** 2 * shared.variance);
}

export interface RatioEstimate {
  /** Null where the denominator is 0. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Rows of a domain with their weights and clusters. */
export interface DomainRows {
  readonly rows: Uint32Array;
  readonly weight: Float64Array;
  readonly where: DomainClusters;
}

export function domainRows(
  design: SurveyDesign,
  rows: Uint32Array,
  weight: Float64Array,
): DomainRows {
  const own = new Float64Array(rows.length);
  for (let j = 0; j < rows.length; j++) own[j] = weight[rows[j] as number] as number;
  return { rows, weight: own, where: domainClusters(design, rows) };
}

/**
 * Σ w x / Σ w y over a domain, its error by linearisation, its interval by Student's t with the degrees
 * of freedom of the whole design (R survey `svyratio`; `svymean` where y is 1). x and y are by row.
 */
export function designRatio(
  design: SurveyDesign,
  { rows, weight, where }: DomainRows,
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
    scores[j] = off / below;
  }
  const variance = designVariance(design, clusterTotals(where, weight, scores));
  if (variance === null) return { ...missing, estimate };
  const standardError = Math.sqrt(variance);
  const reach = studentQuantile((1 + confidence) / 2, design.df) * standardError;
  return { estimate, standardError, low: estimate - reach, high: estimate + reach };
}
