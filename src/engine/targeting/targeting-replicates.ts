import type { Parallel } from '../stats/parallel.ts';
import { type Interval, percentileInterval } from '../stats/percentile-interval.ts';
import { replicateTask, runReplicates } from '../stats/survey-bootstrap.ts';
import type { SurveyDesign } from '../stats/survey-design.ts';
import { eligibilityRule, type Rule } from './eligibility.ts';
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

/** Each sample as one list of numbers (`flat`) of all populations. */
export const targetingReplicatesTask = replicateTask(
  'targeting-replicates',
  (input: TargetingInput) => {
    const populations = populationsOf(input);
    const eligible = eligibilityRule(input.rule, input);
    return (weight) => {
      const received = { weight, chosen: eligible(weight).chosen, benefit: input.benefit };
      return populations.flatMap((p) => flat(measureTargeting(p, received, input.parts), input));
    };
  },
);

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
 * Cluster bootstrap (survey-bootstrap.ts) of all measures, in the order of `populationsOf`:
 * in every sample the rule is applied anew to the sample's weights. Percentile intervals.
 */
export async function bootstrapTargeting(
  input: TargetingInput,
  settings: { readonly replicates: number; readonly seed: number; readonly confidence: number },
  parallel: Parallel,
): Promise<TargetingIntervals[]> {
  const samples = await runReplicates(targetingReplicatesTask, input, settings, parallel);
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
