import type { Parallel, ParallelTask } from '../stats/parallel.ts';
import { seededRandom, shuffle } from '../stats/random.ts';
import { exactSum } from '../stats/sum.ts';
import type { Spread } from './spread.ts';
import { lagOf, type WeightSums, type Weights } from './weights.ts';

/** Σwzz, Σ(wᵢ. + w.ᵢ)z and Σ(wᵢ. + w.ᵢ)z² of one arrangement: all that I, C and G need. */
interface Crossed {
  readonly cross: number;
  readonly linear: number;
  readonly square: number;
}

/** I, C and G of every rearranged map; G only makes sense where no value is below 0. */
export interface Rearranged {
  readonly moran: Float64Array;
  readonly geary: Float64Array;
  readonly general: Float64Array;
}

interface Part {
  readonly weights: Weights;
  readonly both: Float64Array;
  readonly z: Float64Array;
  readonly from: number;
  readonly until: number;
  readonly seed: number;
}

/** All values laid out anew over all areas, `replicates` times; replicate r draws from (seed, n + r). */
export async function permuteMap(
  weights: Weights,
  { s0, both }: WeightSums,
  { n, x, z, mean, m2 }: Spread,
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
  parallel: Parallel,
): Promise<Rearranged> {
  const parts = Math.max(1, Math.min(replicates, parallel.workers * 4));
  const answers = await parallel.run(
    permuteMapTask,
    Array.from({ length: parts }, (_, p) => ({
      weights,
      both,
      z,
      seed,
      from: Math.floor((replicates * p) / parts),
      until: Math.floor((replicates * (p + 1)) / parts),
    })),
  );
  const all = answers.flat();
  const pairs = exactSum(x) ** 2 - exactSum(x.map((v) => v * v));
  return {
    moran: Float64Array.from(all, (a) => a.cross / (s0 * m2)),
    geary: Float64Array.from(all, (a) => ((n - 1) * (a.square - 2 * a.cross)) / (2 * s0 * n * m2)),
    general: Float64Array.from(all, (a) => (a.cross + mean * a.linear + mean * mean * s0) / pairs),
  };
}

export const permuteMapTask: ParallelTask<Part, Crossed[]> = {
  name: 'permute-map',
  work({ weights, both, z, from, until, seed }) {
    return Array.from({ length: until - from }, (_, r) => {
      const laid = shuffle(Float64Array.from(z), seededRandom(seed, z.length + from + r));
      const lag = lagOf(weights, laid);
      let [cross, linear, square] = [0, 0, 0];
      for (let i = 0; i < laid.length; i++) {
        const d = laid[i]!;
        cross += d * lag[i]!;
        linear += d * both[i]!;
        square += d * d * both[i]!;
      }
      return { cross, linear, square };
    });
  },
};
