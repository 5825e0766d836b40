import type { Parallel, ParallelTask } from '../stats/parallel.ts';
import { seededRandom } from '../stats/random.ts';
import { clustersByStratum, raoWuFactors, type SurveyDesign } from '../stats/survey-design.ts';
import { eligibilityRule, type Rule } from './eligibility.ts';
import { type Interval, percentileInterval } from './percentile-interval.ts';
import {
  type Measured,
  measureTargeting,
  populationsOf,
  targetingMeasures,
} from './targeting-measures.ts';

export interface TargetingInput {
  readonly weight: Float64Array;
  readonly poor: Uint8Array;
  readonly benefit: Float64Array;
  readonly truth: Float64Array | undefined;
  /** Lower is poorer. */
  readonly score: Float64Array | undefined;
  readonly group: Uint32Array | undefined;
  readonly groups: number;
  readonly rule: Rule;
  readonly lot: Float64Array | undefined;
  /** Parts of equal size by welfare: 10 for tenths. */
  readonly parts: number;
  readonly design: SurveyDesign;
}

interface ReplicatePart {
  readonly input: TargetingInput;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** Bootstrap samples `from` … `to` − 1, each as one list of numbers (`flat`) of all populations. */
export const targetingReplicatesTask: ParallelTask<ReplicatePart, Float64Array[]> = {
  name: 'targeting-replicates',
  work: ({ input, seed, from, to }) => {
    const populations = populationsOf(input);
    const eligible = eligibilityRule(input.rule, input);
    const members = clustersByStratum(input.design);
    const { cluster } = input.design;
    const samples: Float64Array[] = [];
    for (let b = from; b < to; b++) {
      const factor = raoWuFactors(input.design, members, seededRandom(seed, b));
      const weight = input.weight.map((w, i) => w * (factor[cluster[i] as number] as number));
      const received = { weight, chosen: eligible(weight).chosen, benefit: input.benefit };
      samples.push(
        Float64Array.from(
          populations.flatMap((p) => flat(measureTargeting(p, received, input.parts), input)),
        ),
      );
    }
    return samples;
  },
};

/** Measures, then benefit shares and coverage of each part (NaN without welfare or benefit). */
function flat(measured: Measured, { parts }: TargetingInput): number[] {
  const padded = (values: readonly number[]) =>
    Array.from({ length: parts }, (_, i) => values[i] ?? Number.NaN);
  return [
    ...targetingMeasures.map((m) => measured.values[m]),
    ...padded(measured.benefitShares),
    ...padded(measured.coverage),
  ];
}

export interface TargetingIntervals {
  readonly values: Readonly<Record<(typeof targetingMeasures)[number], Interval>>;
  readonly benefitShares: readonly Interval[];
  readonly coverage: readonly Interval[];
}

/**
 * Cluster bootstrap (Rao & Wu 1988, see `raoWuFactors`) of all measures, in the order of `populationsOf`:
 * in every sample the rule is applied anew to the sample's weights. Percentile intervals.
 */
export async function bootstrapTargeting(
  input: TargetingInput,
  settings: { readonly replicates: number; readonly seed: number; readonly confidence: number },
  parallel: Parallel,
): Promise<TargetingIntervals[]> {
  const { replicates, seed } = settings;
  const count = Math.max(1, Math.min(parallel.workers, replicates));
  const at = (i: number) => Math.floor((i * replicates) / count);
  const parts = Array.from({ length: count }, (_, i) => ({
    input,
    seed,
    from: at(i),
    to: at(i + 1),
  }));
  const samples = (await parallel.run(targetingReplicatesTask, parts)).flat();
  const width = targetingMeasures.length + 2 * input.parts;
  const populations = 1 + (input.group === undefined ? 0 : input.groups);
  return Array.from({ length: populations }, (_, p) => {
    const interval = (j: number) =>
      percentileInterval(
        samples.map((s) => s[p * width + j] as number),
        settings.confidence,
      );
    const tenths = (from: number) =>
      Array.from({ length: input.parts }, (_, i) => interval(from + i));
    return {
      values: Object.fromEntries(
        targetingMeasures.map((m, j) => [m, interval(j)]),
      ) as TargetingIntervals['values'],
      benefitShares: tenths(targetingMeasures.length),
      coverage: tenths(targetingMeasures.length + input.parts),
    };
  });
}
