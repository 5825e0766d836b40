import type { Parallel, ParallelTask } from '../stats/parallel.ts';
import { seededRandom } from '../stats/random.ts';
import type { Adjacency } from './adjacency.ts';

/** Per area, how many replicates reached the observed sum around it; equal ones are in both. */
export interface Counted {
  readonly atLeast: Int32Array;
  readonly atMost: Int32Array;
}

interface Part {
  readonly z: Float64Array;
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly from: number;
  readonly until: number;
  readonly replicates: number;
  readonly seed: number;
}

/**
 * Conditional permutation (Anselin 1995): the area keeps its value, its neighbours get values drawn
 * without replacement from all other areas. One run serves local Moran, Gᵢ and Gᵢ*: with the own value fixed
 * each is a monotone function of the neighbours' sum. Every area draws for itself from (seed, area), so
 * neither the number of workers nor other areas change its answer.
 */
export async function permuteNeighbours(
  { n, start, to }: Adjacency,
  z: Float64Array,
  options: { readonly replicates: number; readonly seed: number },
  parallel: Parallel,
): Promise<Counted> {
  const shared = {
    z: new Float64Array(new SharedArrayBuffer(z.byteLength)),
    start: new Int32Array(new SharedArrayBuffer(start.byteLength)),
    to: new Int32Array(new SharedArrayBuffer(to.byteLength)),
  };
  shared.z.set(z);
  shared.start.set(start);
  shared.to.set(to);
  const parts = Math.max(1, Math.min(n, parallel.workers * 8));
  const answers = await parallel.run(
    permuteNeighboursTask,
    Array.from({ length: parts }, (_, p) => ({
      ...shared,
      ...options,
      from: Math.floor((n * p) / parts),
      until: Math.floor((n * (p + 1)) / parts),
    })),
  );
  const counted = { atLeast: new Int32Array(n), atMost: new Int32Array(n) };
  for (const [p, { atLeast, atMost }] of answers.entries()) {
    const from = Math.floor((n * p) / parts);
    counted.atLeast.set(atLeast, from);
    counted.atMost.set(atMost, from);
  }
  return counted;
}

export const permuteNeighboursTask: ParallelTask<Part, Counted> = {
  name: 'permute-neighbours',
  work: countPart,
};

function countPart({ z, start, to, from, until, replicates, seed }: Part): Counted {
  const n = z.length;
  const atLeast = new Int32Array(until - from);
  const atMost = new Int32Array(until - from);
  const drawn = new Int32Array(n);
  let mark = 0;
  // As many high bits as n needs; what is not below n is drawn again, so every area is equally likely.
  const shift = Math.clz32(n - 1);
  let [total, largest] = [0, 0];
  for (let i = 0; i < n; i++) {
    total += z[i]!;
    largest = Math.max(largest, Math.abs(z[i]!));
  }
  // Sums of the same values in another order differ in their last digits; that is no difference.
  const tie = 1e-10 * largest;
  for (let area = from; area < until; area++) {
    const count = start[area + 1]! - start[area]!;
    let observed = 0;
    for (let e = start[area]!; e < start[area + 1]!; e++) observed += z[to[e]!]!;
    // Who has nearly everyone as a neighbour draws those left out instead.
    const inverse = count > (n - 1) / 2;
    const draws = inverse ? n - 1 - count : count;
    const others = total - z[area]!;
    const random = seededRandom(seed, area);
    const word = () => random.below(4294967296) | 0;
    // xoshiro128** written out: a call for each of 10⁹ draws would take most of the time.
    let [a, b, c, d] = [word(), word(), word(), word() | 1];
    let [above, below] = [0, 0];
    for (let r = 0; r < replicates; r++) {
      if (mark === 2147483647) {
        drawn.fill(0);
        mark = 0;
      }
      mark++;
      drawn[area] = mark;
      let sum = 0;
      for (let left = draws; left > 0; ) {
        const five = Math.imul(b, 5);
        const j = Math.imul((five << 7) | (five >>> 25), 9) >>> shift;
        const t = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = (d << 11) | (d >>> 21);
        if (j >= n || drawn[j] === mark) continue;
        drawn[j] = mark;
        sum += z[j]!;
        left--;
      }
      if (inverse) sum = others - sum;
      if (sum >= observed - tie) above++;
      if (sum <= observed + tie) below++;
    }
    atLeast[area - from] = above;
    atMost[area - from] = below;
  }
  return { atLeast, atMost };
}
