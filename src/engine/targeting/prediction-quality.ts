import type { Parallel } from '../stats/parallel.ts';
import { type Interval, percentileInterval } from '../stats/percentile-interval.ts';
import { replicateTask, runReplicates } from '../stats/survey-bootstrap.ts';
import type { SurveyDesign } from '../stats/survey-design.ts';
import { placesIn, type Queue, queuesOf, serve } from './queue.ts';
import { areaUnderRoc } from './ranking-error.ts';

/**
 * - `r2`: 1 − Σw(y − ŷ)²/Σw(y − ȳ)², below 0 where the mean would predict better; `rmse`: √(Σw(y − ŷ)²/Σw);
 * - `rank_correlation`: Spearman's, mid-ranks, weighted;
 * - `auc`: the chance that a poor family is predicted below another one (ranking-error.ts);
 * - `exclusion_error`: poor families outside the quota of lowest predictions ÷ the poor; `inclusion_error`:
 *   families inside that are not poor ÷ those inside. Ties at its edge share the rest.
 */
export const qualityMeasures = [
  'r2',
  'rmse',
  'rank_correlation',
  'auc',
  'exclusion_error',
  'inclusion_error',
] as const;
export type QualityMeasure = (typeof qualityMeasures)[number];
export type Quality = Readonly<Record<QualityMeasure, number>>;

export interface QualityInput {
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  readonly poor: Uint8Array;
  /** Share of the weight that would be served. */
  readonly quota: number;
  /** One or two predictions of the same outcome; the second is compared with the first. */
  readonly predictions: readonly Float64Array[];
  readonly design: SurveyDesign;
}

function sorted(values: Float64Array): Queue {
  return queuesOf({ group: undefined, groups: 1 }, [values], undefined)[0] as Queue;
}

/** Sorts once; then the measures of every prediction with any weights. NaN where one is not defined. */
export function qualityOf(input: QualityInput): (weight: Float64Array) => Quality[] {
  const { outcome, poor, quota, predictions } = input;
  const byOutcome = sorted(outcome);
  const queues = predictions.map(sorted);
  const n = outcome.length;
  return (weight) => {
    let [all, sum, poorAll] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      all += weight[i] as number;
      sum += (weight[i] as number) * (outcome[i] as number);
      if (poor[i] === 1) poorAll += weight[i] as number;
    }
    const mean = sum / all;
    const outcomePlace = placesIn([byOutcome], weight);
    return predictions.map((prediction, p): Quality => {
      const queue = queues[p] as Queue;
      let [rss, tss] = [0, 0];
      for (let i = 0; i < n; i++) {
        const [w, y] = [weight[i] as number, outcome[i] as number];
        rss += w * (y - (prediction[i] as number)) ** 2;
        tss += w * (y - mean) ** 2;
      }
      const chosen = new Float64Array(n);
      serve(queue, weight, quota * all, 'share', chosen);
      let poorIn = 0;
      let inside = 0;
      for (let i = 0; i < n; i++) {
        const w = (weight[i] as number) * (chosen[i] as number);
        inside += w;
        if (poor[i] === 1) poorIn += w;
      }
      return {
        r2: tss > 0 ? 1 - rss / tss : Number.NaN,
        rmse: Math.sqrt(rss / all),
        rank_correlation: correlation(outcomePlace, placesIn([queue], weight), weight),
        auc: areaUnderRoc(queue, weight, poor),
        exclusion_error: poorAll > 0 ? 1 - poorIn / poorAll : Number.NaN,
        inclusion_error: inside > 0 ? 1 - poorIn / inside : Number.NaN,
      };
    });
  };
}

function correlation(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  // Places are mid-ranks as shares: their weighted mean is one half.
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const w = weight[i] as number;
    const [u, v] = [(a[i] as number) - 0.5, (b[i] as number) - 0.5];
    ab += w * u * v;
    aa += w * u * u;
    bb += w * v * v;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}

/** The measures of each prediction one after the other. */
export const qualityReplicatesTask = replicateTask('pmt-quality', (input: QualityInput) => {
  const measure = qualityOf(input);
  return (weight) => measure(weight).flatMap((q) => qualityMeasures.map((m) => q[m]));
});

export interface QualityIntervals {
  readonly predictions: readonly Readonly<Record<QualityMeasure, Interval>>[];
  /** Of the second less the first. */
  readonly difference: Readonly<Record<QualityMeasure, Interval>> | undefined;
}

/** Cluster bootstrap of fixed predictions: what another sample of villages would say of them. */
export async function bootstrapQuality(
  input: QualityInput,
  settings: { readonly replicates: number; readonly seed: number; readonly confidence: number },
  parallel: Parallel,
): Promise<QualityIntervals> {
  const samples = await runReplicates(qualityReplicatesTask, input, settings, parallel);
  const width = qualityMeasures.length;
  const record = (of: (sample: Float64Array, m: number) => number) =>
    Object.fromEntries(
      qualityMeasures.map((name, m) => [
        name,
        percentileInterval(
          samples.map((s) => of(s, m)),
          settings.confidence,
        ),
      ]),
    ) as Record<QualityMeasure, Interval>;
  return {
    predictions: input.predictions.map((_, p) => record((s, m) => s[p * width + m] as number)),
    difference:
      input.predictions.length === 2
        ? record((s, m) => (s[width + m] as number) - (s[m] as number))
        : undefined,
  };
}
