import { exactSum } from '../stats/sum.ts';
import { type Adjacency, oppositeLinks } from './adjacency.ts';

/** `row`: the weights of an area add up to 1 (style W). `binary`: each neighbour weighs 1 (style B). */
export const weightStyles = ['row', 'binary'] as const;
export type WeightStyle = (typeof weightStyles)[number];

/** Neighbours with a weight. All neighbours of one area weigh the same in both styles. */
export interface Weights {
  readonly adjacency: Adjacency;
  readonly style: WeightStyle;
  /** Weight of each link of area i; 0 for an area without neighbours. */
  readonly each: Float64Array;
}

export function weigh(adjacency: Adjacency, style: WeightStyle): Weights {
  const each = Float64Array.from({ length: adjacency.n }, (_, i) => {
    const count = adjacency.start[i + 1]! - adjacency.start[i]!;
    return count === 0 ? 0 : style === 'row' ? 1 / count : 1;
  });
  return { adjacency, style, each };
}

export const countOf = ({ adjacency: { start } }: Weights, i: number): number =>
  start[i + 1]! - start[i]!;

/** Σⱼ wᵢⱼ xⱼ for every area. */
export function lagOf(
  { adjacency: { n, start, to }, each }: Weights,
  x: Float64Array,
): Float64Array {
  const lag = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let e = start[i]!; e < start[i + 1]!; e++) sum += x[to[e]!]!;
    lag[i] = sum * each[i]!;
  }
  return lag;
}

/** The sums every global moment is made of (Cliff & Ord 1981, p. 19), for any weights. */
export interface WeightSums {
  /** Σ wᵢⱼ */
  readonly s0: number;
  /** ½ Σ (wᵢⱼ + wⱼᵢ)² */
  readonly s1: number;
  /** Σᵢ (wᵢ. + w.ᵢ)² */
  readonly s2: number;
  /** wᵢ. + w.ᵢ */
  readonly both: Float64Array;
}

export function sumWeights({ adjacency, each }: Weights): WeightSums {
  const { n, start, to } = adjacency;
  const opposite = oppositeLinks(adjacency);
  const out = new Float64Array(n);
  const into = new Float64Array(n);
  const products = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const w = each[i]!;
    out[i] = w * (start[i + 1]! - start[i]!);
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = to[e]!;
      into[j]! += w;
      products[i]! += w * w + (opposite[e]! >= 0 ? w * each[j]! : 0);
    }
  }
  const both = out.map((w, i) => w + into[i]!);
  return {
    s0: exactSum(out),
    s1: exactSum(products),
    s2: exactSum(both.map((w) => w * w)),
    both,
  };
}
