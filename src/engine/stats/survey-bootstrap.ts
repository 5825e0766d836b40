import type { Parallel, ParallelTask } from './parallel.ts';
import { seededRandom } from './random.ts';
import { clustersByStratum, raoWuFactors, type SurveyDesign } from './survey-design.ts';

/** What a bootstrap task needs to know of its data; tasks add what they measure. */
export interface Resampled {
  readonly weight: Float64Array;
  readonly design: SurveyDesign;
}

export interface ReplicatePart<Input> {
  readonly input: Input;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export type ReplicateTask<Input> = ParallelTask<ReplicatePart<Input>, Float64Array[]>;

/**
 * Rescaled bootstrap samples (Rao & Wu 1988, see `raoWuFactors`) as a task for workers: `prepare` is called once
 * per part and answers what measures one sample's weights, one list of numbers, NaN where undefined.
 */
export function replicateTask<Input extends Resampled>(
  name: string,
  prepare: (input: Input) => (weight: Float64Array) => ArrayLike<number>,
): ReplicateTask<Input> {
  return {
    name,
    work: ({ input, seed, from, to }) => {
      const measure = prepare(input);
      const members = clustersByStratum(input.design);
      const { cluster } = input.design;
      return Array.from({ length: to - from }, (_, b) => {
        const factor = raoWuFactors(input.design, members, seededRandom(seed, from + b));
        const weight = input.weight.map((w, i) => w * (factor[cluster[i] as number] as number));
        return Float64Array.from(measure(weight));
      });
    },
  };
}

/** All samples in order, the same whatever the number of workers. */
export async function runReplicates<Input>(
  task: ReplicateTask<Input>,
  input: Input,
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
  parallel: Parallel,
): Promise<Float64Array[]> {
  const count = Math.max(1, Math.min(parallel.workers, replicates));
  const at = (i: number) => Math.floor((i * replicates) / count);
  const parts = Array.from({ length: count }, (_, i) => ({
    input,
    seed,
    from: at(i),
    to: at(i + 1),
  }));
  return (await parallel.run(task, parts)).flat();
}
