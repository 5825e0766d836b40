import { multiplierTask } from '#engine/impact/multiplier.ts';
import { comparePairs } from '#engine/linkage/compare-pairs.ts';
import { povertyReplicatesTask } from '#engine/poverty/poverty-replicates.ts';
import { permuteMapTask } from '#engine/spatial/permute-map.ts';
import { permuteNeighboursTask } from '#engine/spatial/permute-neighbours.ts';
import type { ParallelTask } from '#engine/stats/parallel.ts';
import { pmtFoldTask } from '#engine/targeting/cross-validate.ts';
import { qualityReplicatesTask } from '#engine/targeting/prediction-quality.ts';
import { targetingReplicatesTask } from '#engine/targeting/targeting-replicates.ts';

/** Every task of the engine that may run in a worker; what parts each takes, only its caller knows. */
export const parallelTasks: readonly ParallelTask<never, unknown>[] = [
  comparePairs,
  multiplierTask,
  permuteMapTask,
  permuteNeighboursTask,
  povertyReplicatesTask,
  targetingReplicatesTask,
  pmtFoldTask,
  qualityReplicatesTask,
];
