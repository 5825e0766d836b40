import { InputError } from '../stats/input-error.ts';
import { type Edge, placesIn, type Queue, queuesOf, serve, type TieRule } from './queue.ts';

/** How many are served, by group (or in one group of all). */
export interface Quota {
  readonly group: Uint32Array | undefined;
  readonly groups: number;
  /** Per group. `share` of the group's weight, or `weight`: so much of it, e.g. families. */
  readonly size: Float64Array;
  readonly unit: 'share' | 'weight';
  readonly ties: TieRule;
}

/**
 * How score and community rank come together. Each community keeps the number of places the score alone
 * would give it; who gets them is decided
 * - `list`: the score lists `factor` times as many, the community picks the poorest of the list by its rank;
 * - `verify`: the community lists `factor` times as many, the score picks among them (Alatas, Banerjee,
 *   Hanna, Olken & Tobias 2012, American Economic Review 102, 1206–1240: factor 1.5);
 * - `blend`: by (1 − c) × place by score + c × place by rank, places as shares 0 … 1 of the community;
 * - `union`, `intersection`: those whom either, or both, would choose. More, or fewer, than the quota.
 * Equal first keys are told apart by the other one; who has no rank comes after all who have.
 */
export interface Hybrid {
  readonly how: 'list' | 'verify' | 'blend' | 'union' | 'intersection';
  readonly community: Uint32Array;
  readonly communities: number;
  /** 1 is the poorest; NaN where the community gave none. */
  readonly rank: Float64Array;
  readonly factor: number;
  /** c, 0 … 1. */
  readonly communityWeight: number;
}

export type Rule =
  /** Who is on a list that was made elsewhere: 0 … 1. */
  | { readonly kind: 'given'; readonly chosen: Float64Array }
  /** Scores below the cutoff; at it only with `in`. */
  | { readonly kind: 'cutoff'; readonly cutoff: number; readonly ties: 'in' | 'out' }
  | { readonly kind: 'quota'; readonly quota: Quota; readonly hybrid?: Hybrid | undefined };

export interface Eligibility {
  /** Row → 0 … 1: its share of a place. */
  readonly chosen: Float64Array;
  /** One per quota served (group or community), where the places ran out. */
  readonly edges: readonly Edge[];
  /** Groups that asked for more than they hold. */
  readonly unfilled: number;
}

/**
 * Sorts once; the answer applies the rule to any weights, as in a bootstrap sample, where a quota is
 * served anew (a quota in families keeps its share of the group's weight). Lower scores are poorer.
 * `lot`: a number per row for `lottery`.
 */
export function eligibilityRule(
  rule: Rule,
  {
    score,
    weight,
    lot,
  }: {
    score?: Float64Array | undefined;
    weight: Float64Array;
    lot?: Float64Array | undefined;
  },
): (weight: Float64Array) => Eligibility {
  if (rule.kind === 'given') {
    const answer = { chosen: rule.chosen, edges: [], unfilled: 0 };
    return () => answer;
  }
  if (score === undefined) throw new InputError('score-needed', { role: 'score' });
  if (rule.kind === 'cutoff') {
    const { cutoff, ties } = rule;
    const chosen = score.map((s) => (s < cutoff || (s === cutoff && ties === 'in') ? 1 : 0));
    const at = score.reduce((n, s) => n + (s === cutoff ? 1 : 0), 0);
    const answer = {
      chosen,
      edges: [{ rows: at, fraction: ties === 'in' ? 1 : 0 }],
      unfilled: 0,
    };
    return () => answer;
  }
  const { quota, hybrid } = rule;
  const queues = queuesOf(quota, [score], lot);
  const full = queues.map((queue) => weightOf(queue, weight));
  const share = quota.size.map((size, g) => {
    const all = full[g] as number;
    return quota.unit === 'share' ? size : all > 0 ? size / all : 0;
  });
  const unfilled = share.filter((s) => s > 1 + 1e-9).length;
  const byScore = (w: Float64Array): Eligibility => {
    const chosen = new Float64Array(w.length);
    const edges = queues.map((queue, g) => {
      const target = Math.min(1, share[g] as number) * weightOf(queue, w);
      return serve(queue, w, target, quota.ties, chosen);
    });
    return { chosen, edges, unfilled };
  };
  return hybrid === undefined
    ? byScore
    : hybridRule(hybrid, quota.ties, byScore, { score, weight, lot });
}

function weightOf(queue: Queue, weight: Float64Array): number {
  let sum = 0;
  for (const row of queue.rows) sum += weight[row] as number;
  return sum;
}

function hybridRule(
  hybrid: Hybrid,
  ties: TieRule,
  byScore: (weight: Float64Array) => Eligibility,
  {
    score,
    weight,
    lot,
  }: { score: Float64Array; weight: Float64Array; lot?: Float64Array | undefined },
): (weight: Float64Array) => Eligibility {
  const { how, factor } = hybrid;
  const villages = { group: hybrid.community, groups: hybrid.communities };
  const rank = hybrid.rank.map((r) => (Number.isNaN(r) ? Infinity : r));
  const scored = queuesOf(villages, [score, rank], lot);
  const ranked = queuesOf(villages, [rank, score], lot);
  const keys = (): Queue[] => {
    const c = hybrid.communityWeight;
    const byRank = placesIn(queuesOf(villages, [rank], lot), weight);
    const blend = placesIn(queuesOf(villages, [score], lot), weight).map(
      // Rounded, or equal sums of different parts would not be ties.
      (p, i) => Math.round(((1 - c) * p + c * (byRank[i] as number)) * 1e12) / 1e12,
    );
    return queuesOf(villages, [blend], lot);
  };
  const blended = how === 'blend' ? keys() : [];
  return (w) => {
    const alone = byScore(w);
    const chosen = new Float64Array(w.length);
    const listed = new Float64Array(w.length);
    const edges: Edge[] = [];
    for (let v = 0; v < hybrid.communities; v++) {
      const [first, second] = [scored[v] as Queue, ranked[v] as Queue];
      let target = 0;
      for (const row of first.rows) target += (w[row] as number) * (alone.chosen[row] as number);
      if (how === 'list' || how === 'verify') {
        const [lists, picks] = how === 'list' ? [first, second] : [second, first];
        serve(lists, w, factor * target, 'in', listed);
        edges.push(serve(picks, w, target, ties, chosen, listed));
      } else {
        edges.push(serve(blended[v] ?? second, w, target, ties, chosen));
      }
    }
    if (how === 'union' || how === 'intersection') {
      const join = how === 'union' ? Math.max : Math.min;
      for (let i = 0; i < chosen.length; i++)
        chosen[i] = join(chosen[i] as number, alone.chosen[i] as number);
    }
    return { chosen, edges, unfilled: alone.unfilled };
  };
}
