import { InputError } from './input-error.ts';
import type { Random } from './random.ts';

/**
 * What to do with a stratum that has one cluster, whose variance is not known:
 * - `centre`: its distance from the mean of all cluster totals is taken (R survey "adjust");
 * - `average`: it gets the mean variance of the other strata ("average");
 * - `remove`: it adds nothing, as if it had been chosen with certainty ("remove");
 * - `fail`: refused.
 */
export type SingleClusterRule = 'centre' | 'average' | 'remove' | 'fail';

/** One stage of clusters in strata, drawn with replacement or with `fpc`; what is below does not matter. */
export interface SurveyDesign {
  /** Row → cluster. A cluster code in two strata stands for two clusters. */
  readonly cluster: Uint32Array;
  /** Cluster → stratum. */
  readonly stratum: Uint32Array;
  /** Stratum → number of clusters. */
  readonly clusters: Float64Array;
  /** Stratum → 1 − share of its clusters that was sampled; 1 without fpc. */
  readonly unsampled: Float64Array;
  /** Clusters − strata, of those with weight (R's `degf`). */
  readonly df: number;
  /** Strata with one cluster. */
  readonly singles: number;
  /** Cluster codes that stand in more than one stratum. */
  readonly repeated: number;
  readonly rule: SingleClusterRule;
}

export interface DesignInput {
  /** One per row; rows of weight 0 stay part of the design, as in a domain. */
  readonly weight: Float64Array;
  readonly strata?: readonly string[] | undefined;
  /** Without it every row is a cluster of its own. */
  readonly cluster?: readonly string[] | undefined;
  /** Clusters in the stratum's population, or (if all are ≤ 1) the share that was sampled. */
  readonly fpc?: Float64Array | undefined;
  readonly singleCluster: SingleClusterRule;
}

/** @throws InputError `single-cluster`, `fpc-differs`, `fpc-too-small`, `fpc-mixed`, with row and role. */
export function surveyDesign(input: DesignInput): SurveyDesign {
  const n = input.weight.length;
  const strata = coded(input.strata, n);
  const { cluster, stratum, repeated } = clustersOf(input.cluster, strata.code);
  const clusters = new Float64Array(strata.count);
  for (const h of stratum) clusters[h] = (clusters[h] as number) + 1;
  const firstRow = new Int32Array(strata.count).fill(-1);
  for (let i = n - 1; i >= 0; i--) firstRow[strata.code[i] as number] = i;

  const singles = clusters.filter((count) => count === 1).length;
  if (singles > 0 && input.singleCluster === 'fail') {
    const row = firstRow[clusters.indexOf(1)] as number;
    throw new InputError('single-cluster', {
      row,
      role: 'strata',
      details: { stratum: input.strata?.[row] ?? '', strata: singles },
    });
  }
  const usedCluster = new Uint8Array(stratum.length);
  const usedStratum = new Uint8Array(strata.count);
  for (let i = 0; i < n; i++)
    if ((input.weight[i] as number) > 0) {
      usedCluster[cluster[i] as number] = 1;
      usedStratum[strata.code[i] as number] = 1;
    }
  const used = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);
  return {
    cluster,
    stratum,
    clusters,
    unsampled: unsampledShare(input.fpc, strata.code, clusters, firstRow),
    df: used(usedCluster) - used(usedStratum),
    singles,
    repeated,
    rule: input.singleCluster,
  };
}

function coded(texts: readonly string[] | undefined, n: number) {
  const code = new Uint32Array(n);
  if (texts === undefined) return { code, count: 1 };
  const seen = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const text = texts[i] as string;
    let at = seen.get(text);
    if (at === undefined) {
      at = seen.size;
      seen.set(text, at);
    }
    code[i] = at;
  }
  return { code, count: seen.size };
}

function clustersOf(texts: readonly string[] | undefined, strata: Uint32Array) {
  const n = strata.length;
  if (texts === undefined)
    return { cluster: new Uint32Array(n).map((_, i) => i), stratum: strata, repeated: 0 };
  const plain = coded(texts, n);
  const cluster = new Uint32Array(n);
  const stratum: number[] = [];
  // A code met in a second stratum gets clusters of its own there.
  const first = new Int32Array(plain.count).fill(-1);
  const others = new Map<string, number>();
  const twice = new Set<number>();
  for (let i = 0; i < n; i++) {
    const code = plain.code[i] as number;
    const h = strata[i] as number;
    let at = first[code] as number;
    if (at >= 0 && stratum[at] !== h) {
      twice.add(code);
      const key = `${h} ${code}`;
      at = others.get(key) ?? -1;
      if (at < 0) others.set(key, stratum.length);
    } else if (at < 0) first[code] = stratum.length;
    if (at < 0) {
      at = stratum.length;
      stratum.push(h);
    }
    cluster[i] = at;
  }
  return { cluster, stratum: Uint32Array.from(stratum), repeated: twice.size };
}

function unsampledShare(
  fpc: Float64Array | undefined,
  strata: Uint32Array,
  clusters: Float64Array,
  firstRow: Int32Array,
): Float64Array {
  const share = new Float64Array(clusters.length).fill(1);
  if (fpc === undefined) return share;
  const isFraction = fpc.every((v) => v <= 1);
  for (let i = 0; i < strata.length; i++) {
    const h = strata[i] as number;
    const value = fpc[i] as number;
    if (value !== fpc[firstRow[h] as number])
      throw new InputError('fpc-differs', {
        row: i,
        role: 'fpc',
        details: { value, other: fpc[firstRow[h] as number] as number },
      });
    if (!isFraction && value < 1) throw new InputError('fpc-mixed', { row: i, role: 'fpc' });
    if (!isFraction && value < (clusters[h] as number))
      throw new InputError('fpc-too-small', {
        row: i,
        role: 'fpc',
        details: { clusters: clusters[h] as number, value },
      });
    share[h] = isFraction ? 1 - value : 1 - (clusters[h] as number) / value;
  }
  return share;
}

/**
 * Factors for the weights of one bootstrap sample, one per cluster: n − 1 of the n clusters of each
 * stratum are drawn with replacement and the weights rescaled (Rao & Wu 1988, JASA 83, 231–241; Rao,
 * Wu & Yue 1992, Survey Methodology 18, 209–217), with (1 − f) under fpc. A stratum with one cluster
 * keeps factor 1 and so adds no variance.
 */
export function raoWuFactors(design: SurveyDesign, members: Uint32Array[], random: Random) {
  const factor = new Float64Array(design.stratum.length);
  members.forEach((clusters, h) => {
    const n = clusters.length;
    if (n === 1) {
      factor[clusters[0] as number] = 1;
      return;
    }
    const shrink = Math.sqrt(design.unsampled[h] as number);
    for (const c of clusters) factor[c] = 1 - shrink;
    const step = (shrink * n) / (n - 1);
    for (let draw = 0; draw < n - 1; draw++) {
      const c = clusters[random.below(n)] as number;
      factor[c] = (factor[c] as number) + step;
    }
  });
  return factor;
}

/** Stratum → its clusters. */
export function clustersByStratum(design: SurveyDesign): Uint32Array[] {
  const members = Array.from(design.clusters, (count) => new Uint32Array(count));
  const filled = new Uint32Array(members.length);
  design.stratum.forEach((h, c) => {
    (members[h] as Uint32Array)[filled[h] as number] = c;
    filled[h] = (filled[h] as number) + 1;
  });
  return members;
}
