import type { Parallel } from '../stats/parallel.ts';
import { type Interval, percentileInterval } from '../stats/percentile-interval.ts';
import { replicateTask, runReplicates } from '../stats/survey-bootstrap.ts';
import { quantileShares } from './inequality-measures.ts';
import { eachDomain, eachMeasure, type PovertyInput } from './measure-poverty.ts';
import { rankWelfare, reweigh } from './welfare.ts';

/** The measures of each sample, in the order of `measurePoverty(input).measures`. */
export const povertyReplicatesTask = replicateTask('poverty-replicates', (input: PovertyInput) => {
  const welfare = rankWelfare(input);
  return (weight) => {
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
    return estimates;
  };
});

/** Rescaled bootstrap (survey-bootstrap.ts), in the order of `measurePoverty(input).measures`. */
export async function bootstrapPoverty(
  input: PovertyInput,
  settings: { readonly replicates: number; readonly seed: number },
  parallel: Parallel,
): Promise<Interval[]> {
  const samples = await runReplicates(povertyReplicatesTask, input, settings, parallel);
  return Array.from(samples[0] as Float64Array, (_, j) =>
    percentileInterval(
      samples.map((s) => s[j] as number),
      input.confidence,
    ),
  );
}
