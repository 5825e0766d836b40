import type { Parallel, ParallelTask } from '../stats/parallel.ts';
import { seededRandom } from '../stats/random.ts';
import { clustersByStratum, raoWuFactors } from '../stats/survey-design.ts';
import { quantileShares } from './inequality-measures.ts';
import { eachDomain, eachMeasure, type PovertyInput } from './measure-poverty.ts';
import { rankWelfare, reweigh } from './welfare.ts';

interface ReplicatePart {
  readonly input: PovertyInput;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** Estimates of bootstrap samples `from` … `to` − 1: one list per sample, NaN where undefined. */
export const povertyReplicatesTask: ParallelTask<ReplicatePart, Float64Array[]> = {
  name: 'poverty-replicates',
  work: ({ input, seed, from, to }) => {
    const welfare = rankWelfare(input);
    const members = clustersByStratum(input.design);
    const { cluster } = input.design;
    const samples: Float64Array[] = [];
    for (let b = from; b < to; b++) {
      const factor = raoWuFactors(input.design, members, seededRandom(seed, b));
      const weight = input.weight.map((w, i) => w * (factor[cluster[i] as number] as number));
      const sample = reweigh(welfare, input, weight);
      const estimates: number[] = [];
      // A sample whose relative line is not above 0 tells nothing of poverty.
      const useless = sample.estimatedLine !== undefined && !(sample.estimatedLine.line > 0);
      const keep = (value: number | null) =>
        estimates.push(useless ? Number.NaN : (value ?? Number.NaN));
      eachDomain(sample, (domain, group) => {
        eachMeasure(input, sample, domain, { influence: false }, (_, m) => keep(m.estimate));
        keep(quantileShares(domain.byValue, input.quantiles, { influence: false }).ratio.estimate);
        if (group === undefined && sample.estimatedLine !== undefined)
          keep(sample.estimatedLine.line);
      });
      samples.push(Float64Array.from(estimates));
    }
    return samples;
  },
};

export interface BootstrapError {
  readonly standardError: number | null;
  /** Equal-tailed percentiles of the replicates. */
  readonly low: number | null;
  readonly high: number | null;
  /** Replicates in which the measure was defined. */
  readonly replicates: number;
}

/** Rescaled bootstrap (Rao & Wu 1988), in the order of `measurePoverty(input).measures`. */
export async function bootstrapPoverty(
  input: PovertyInput,
  { replicates, seed }: { replicates: number; seed: number },
  parallel: Parallel,
): Promise<BootstrapError[]> {
  const count = Math.min(parallel.workers, replicates);
  const at = (i: number) => Math.floor((i * replicates) / count);
  const parts = Array.from({ length: count }, (_, i) => ({
    input,
    seed,
    from: at(i),
    to: at(i + 1),
  }));
  const samples = (await parallel.run(povertyReplicatesTask, parts)).flat();
  return Array.from(samples[0] as Float64Array, (_, j) => {
    const values = Float64Array.from(samples, (s) => s[j] as number)
      .filter((v) => !Number.isNaN(v))
      .sort();
    return spreadOf(values, input.confidence);
  });
}

function spreadOf(values: Float64Array, confidence: number): BootstrapError {
  const n = values.length;
  if (n < 2) return { standardError: null, low: null, high: null, replicates: n };
  const average = values.reduce((sum, v) => sum + v, 0) / n;
  const squares = values.reduce((sum, v) => sum + (v - average) ** 2, 0);
  const percentile = (p: number) => {
    const at = p * (n - 1);
    const low = values[Math.floor(at)] as number;
    return low + (at - Math.floor(at)) * ((values[Math.ceil(at)] as number) - low);
  };
  return {
    standardError: Math.sqrt(squares / (n - 1)),
    low: percentile((1 - confidence) / 2),
    high: percentile((1 + confidence) / 2),
    replicates: n,
  };
}
