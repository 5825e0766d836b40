import { normalQuantile } from '../stats/normal.ts';
import type { Parallel, ParallelTask } from '../stats/parallel.ts';
import { seededRandom } from '../stats/random.ts';

interface DrawPart {
  /** rows × columns, row by row. */
  readonly influence: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly draws: number;
  readonly seed: number;
  readonly stream: number;
}

const ROOT = Math.sqrt(5);
const LOW = (1 - ROOT) / 2;
const HIGH = (1 + ROOT) / 2;
const CHANCE_OF_HIGH = (ROOT - 1) / (2 * ROOT);
const PARTS = 16;

/** Σ v·ψ over the rows for each draw, v of Mammen (1993): mean 0, variance 1, third moment 1. */
export const multiplierTask: ParallelTask<DrawPart, Float64Array> = {
  name: 'effect-multiplier',
  work({ influence, rows, columns, draws, seed, stream }) {
    const random = seededRandom(seed, stream);
    const sums = new Float64Array(draws * columns);
    const all = new Float64Array(columns);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        all[j] = (all[j] as number) + LOW * (influence[i * columns + j] as number);
    const picked = new Float64Array(columns);
    for (let d = 0; d < draws; d++) {
      picked.fill(0);
      for (let i = 0; i < rows; i++) {
        if (random.next() >= CHANCE_OF_HIGH) continue;
        const from = i * columns;
        for (let j = 0; j < columns; j++)
          picked[j] = (picked[j] as number) + (influence[from + j] as number);
      }
      for (let j = 0; j < columns; j++)
        sums[d * columns + j] = (all[j] as number) + (HIGH - LOW) * (picked[j] as number);
    }
    return sums;
  },
};

export interface Bands {
  /** Interquartile range over that of the normal, per column; 0 where there is no spread. */
  readonly error: Float64Array;
  /** Critical value of the simultaneous band over some of the columns; null where none has spread. */
  critical(columns: readonly number[], level: number): number | null;
}

/**
 * Multiplier bootstrap of influence functions, Callaway & Sant'Anna (2021), Algorithm 1. `influence`:
 * one array per estimate, added up within clusters beforehand or with `cluster` (0 … clusters − 1) here.
 * The draws depend on the seed only, not on the number of workers.
 */
export async function multiplierBands(
  influence: readonly Float64Array[],
  cluster: Int32Array,
  clusters: number,
  options: { readonly draws: number; readonly seed: number; readonly parallel: Parallel },
): Promise<Bands> {
  const n = cluster.length;
  const columns = influence.length;
  const shared = new Float64Array(
    new SharedArrayBuffer(Math.max(1, clusters * columns) * Float64Array.BYTES_PER_ELEMENT),
  );
  influence.forEach((values, j) => {
    for (let i = 0; i < n; i++) {
      const at = (cluster[i] as number) * columns + j;
      shared[at] = (shared[at] as number) + (values[i] as number) / n;
    }
  });
  const parts = Array.from({ length: PARTS }, (_, stream): DrawPart => {
    const [from, to] = [stream, stream + 1].map((p) => Math.floor((options.draws * p) / PARTS));
    const draws = (to as number) - (from as number);
    return { influence: shared, rows: clusters, columns, draws, seed: options.seed, stream };
  });
  const sums = await options.parallel.run(multiplierTask, parts);

  const draws: Float64Array[] = influence.map(() => new Float64Array(options.draws));
  let at = 0;
  sums.forEach((block) => {
    for (let d = 0; d < block.length / columns; d++, at++)
      for (let j = 0; j < columns; j++)
        (draws[j] as Float64Array)[at] = block[d * columns + j] as number;
  });
  const spread = normalQuantile(0.75) - normalQuantile(0.25);
  const error = Float64Array.from(draws, (values) => {
    const sorted = Float64Array.from(values).sort();
    return (stepQuantile(sorted, 0.75) - stepQuantile(sorted, 0.25)) / spread;
  });
  return {
    error,
    critical(of, level) {
      const used = of.filter((j) => (error[j] as number) > 0);
      if (used.length === 0) return null;
      const largest = new Float64Array(options.draws);
      for (let d = 0; d < options.draws; d++)
        for (const j of used) {
          const t = Math.abs((draws[j]?.[d] as number) / (error[j] as number));
          if (t > (largest[d] as number)) largest[d] = t;
        }
      return stepQuantile(largest.sort(), level);
    },
  };
}

/** Inverse of the empirical distribution (type 1 of Hyndman & Fan 1996). */
function stepQuantile(sorted: Float64Array, p: number): number {
  const at = Math.ceil(sorted.length * p - 1e-9) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, at))] as number;
}
