import type { Potential } from './potential.ts';
import type { Reason } from './reason.ts';
import type { VersionedRecipe } from './recipe.ts';
import type { RegionCode } from './region.ts';

export const gateStatuses = ['open', 'blocked', 'overridden'] as const;
export type GateStatus = (typeof gateStatuses)[number];

/** The gate's word on one recipe in one region, with everything needed to say why. */
export interface Verdict {
  readonly region: RegionCode;
  readonly recipe: string;
  readonly status: GateStatus;
  /** Shown as marks: kab-evidence, own-statement, confirmed, conflict, tiny-base, past-failure. */
  readonly flags: readonly string[];
  readonly because: readonly Reason[];
  /** For what is held back: yang membukanya. */
  readonly opensWith: readonly Reason[];
  /** Ids of the evidence that decided. */
  readonly evidence: readonly string[];
  /** Best grade among the evidence that opens; null where none does. */
  readonly grade: string | null;
}

export type Judge = (potential: Potential, region: RegionCode, recipe: VersionedRecipe) => Verdict;
