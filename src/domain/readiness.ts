import type { PastAid, Potential } from './potential.ts';
import type { Reason } from './reason.ts';
import type { ReadinessItem, VersionedRecipe } from './recipe.ts';
import type { RegionCode } from './region.ts';

/** ready: buy. conditional: money reserved behind a task. absent: training only, with prerequisites. */
export type KitState = 'ready' | 'conditional' | 'absent';

export interface ReadinessOf {
  readonly region: RegionCode;
  readonly recipe: string;
  readonly kit: KitState;
  readonly items: readonly {
    readonly item: ReadinessItem;
    readonly answer: 'yes' | 'no' | 'unknown';
    readonly saidBy: string | null;
    readonly saidOn: string | null;
    /** True where the answer was given for the whole kabupaten. */
    readonly fromKab: boolean;
  }[];
  /** For every no: what must be built or arranged first, and who is asked. */
  readonly prerequisites: readonly Reason[];
  /** For every unknown: the task with its owner. */
  readonly tasks: readonly Reason[];
  /** Idle machines here or next door: the first source of kit. */
  readonly idleNearby: readonly PastAid[];
}

export type CheckReadiness = (
  potential: Potential,
  region: RegionCode,
  recipe: VersionedRecipe,
) => ReadinessOf;
