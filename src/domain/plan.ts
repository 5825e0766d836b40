import * as z from 'zod';
import { MoneyUse, RabLine } from './rab.ts';
import { RegionCode } from './region.ts';

/** A reason on the wire; the message `reason.<code>` says it. */
export const ReasonWords = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
const Reasons = z.array(ReasonWords);
const Bilingual = z.object({ id: z.string(), en: z.string() });

export const LineKitState = z.enum(['ready', 'conditional', 'absent', 'uncosted', 'none']);

/** Batches of one recipe at one place, with or without kit. */
export const PlanLine = z.object({
  /** `place:recipe:tier`, the same in every plan. */
  id: z.string(),
  kab: RegionCode,
  place: RegionCode,
  recipe: z.string(),
  recipeVersion: z.int(),
  recipeName: Bilingual,
  tier: z.enum(['kit', 'training']),
  kit: LineKitState,
  batches: z.int(),
  participants: z.int(),
  /** Seats kept for women; null where no share was asked or the register cannot tell. */
  women: z.int().nullable(),
  disabled: z.int().nullable(),
  villages: z.int(),
  /** Desil 1 first. */
  byDesil: z.array(z.int()),
  trainingRupiah: z.int(),
  kitRupiah: z.int(),
  unofficialRupiah: z.int(),
  syntheticRupiah: z.int(),
  money: z.array(z.object({ source: z.string(), use: MoneyUse, rupiah: z.int() })),
  /** Marks of the gate, and `overridden`, `recap`, `past-aid`, `synthetic-price`, `locked`. */
  flags: z.array(z.string()),
  grade: z.string().nullable(),
  island: z.boolean().nullable(),
  synthetic: z.boolean(),
  because: z.object({
    need: Reasons,
    potential: Reasons,
    readiness: Reasons,
    cost: Reasons,
    margin: Reasons,
  }),
  warnings: Reasons,
  /** Worth that would be lost without its last batch, and that worth per Rp 100 million. */
  worth: z.number(),
  rate: z.number(),
  /** One RAB per batch size that occurs. */
  rab: z.array(z.object({ batches: z.int(), participants: z.int(), lines: z.array(RabLine) })),
});
export type PlanLine = z.infer<typeof PlanLine>;

export const PlanVillage = z.object({
  kab: RegionCode,
  line: z.string(),
  /** A village; the recap's own region where villages are not known. */
  code: RegionCode,
  participants: z.int(),
  byDesil: z.array(z.int()),
});
export type PlanVillage = z.infer<typeof PlanVillage>;

/** A recipe that could have stood at a place and does not. */
export const PlanOption = z.object({
  recipe: z.string(),
  recipeName: Bilingual,
  why: z.enum(['too-few', 'blocked', 'banned', 'not-costable', 'limit', 'worth']),
  because: Reasons,
  opensWith: Reasons,
  rate: z.number().nullable(),
});

/** What is not planned at a place: nothing at all, or these recipes beside the ones that are. */
export const PlanAbsent = z.object({
  kab: RegionCode,
  code: RegionCode,
  level: z.enum(['kab', 'kec']),
  /** True where something else is planned here. */
  served: z.boolean(),
  families: z.int().nullable(),
  because: Reasons,
  opensWith: Reasons,
  options: z.array(PlanOption),
});
export type PlanAbsent = z.infer<typeof PlanAbsent>;

/** Something that must be found out or built, with the one who is asked. */
export const PlanTask = z.object({
  kab: RegionCode,
  id: z.string(),
  line: z.string(),
  place: RegionCode,
  recipe: z.string(),
  recipeName: Bilingual,
  kind: z.enum(['task', 'prerequisite']),
  what: ReasonWords,
  /** What it would cost where the price list knows; outside the plan's money. */
  costRupiah: z.int().nullable(),
  costOfficial: z.boolean(),
  /** Kit money that waits for this task. */
  reservedRupiah: z.int(),
  /** Idle machines here or next door, the first source of kit. */
  idleNearby: Reasons,
});
export type PlanTask = z.infer<typeof PlanTask>;

/** One kabupaten (or the province) under the plan or under a split. */
export const PlanSplit = z.object({
  kab: RegionCode,
  variant: z.enum(['plan', 'equal', 'proportional']),
  batches: z.int(),
  participants: z.int(),
  women: z.int().nullable(),
  disabled: z.int().nullable(),
  villages: z.int(),
  kitReady: z.int(),
  kitConditional: z.int(),
  withoutKit: z.int(),
  costRupiah: z.int(),
  /** What the split lays aside for it; null for the plan, which splits nothing. */
  shareRupiah: z.int().nullable(),
});
export type PlanSplit = z.infer<typeof PlanSplit>;

/** What loosening one limit would bring, found by solving again. */
export const LimitPrice = z.object({
  limit: z.string(),
  words: ReasonWords,
  /** The step that was tried, in words. */
  step: ReasonWords,
  worth: z.number(),
  participants: z.int(),
  batches: z.int(),
  kabs: z.array(RegionCode),
  /** False where the gain is within what the plan may be short of the bound anyway. */
  certain: z.boolean(),
});
export type LimitPrice = z.infer<typeof LimitPrice>;

export const VariantTotals = PlanSplit.omit({ kab: true, shareRupiah: true }).extend({
  kabs: z.int(),
  moneyRupiah: z.int(),
  leftRupiah: z.int(),
  trainingRupiah: z.int(),
  kitRupiah: z.int(),
  unofficialRupiah: z.int(),
  syntheticRupiah: z.int(),
  worth: z.number(),
  bound: z.number(),
  /** "At most so much better is still possible", percent; a true bound. */
  gapPercent: z.number(),
  stoppedBy: z.enum(['gap', 'work', 'clock', 'person']),
  /** What had to be given up for a split to be possible at all. */
  notes: Reasons,
});
export type VariantTotals = z.infer<typeof VariantTotals>;

export const PlanSummary = z.object({
  status: z.enum(['solved', 'infeasible', 'nothing']),
  objective: Reasons,
  notes: Reasons,
  /** Limits that cannot all hold; taking any one away is enough. */
  conflict: z.array(z.object({ limit: z.string(), words: ReasonWords })),
  variants: z.array(VariantTotals),
  limitPrices: z.array(LimitPrice),
  overrides: z.int(),
  size: z.object({ places: z.int(), villages: z.int(), candidates: z.int(), heldBack: z.int() }),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

export interface PlanContent {
  readonly summary: PlanSummary;
  readonly lines: readonly PlanLine[];
  readonly villages: readonly PlanVillage[];
  readonly absent: readonly PlanAbsent[];
  readonly tasks: readonly PlanTask[];
  readonly splits: readonly PlanSplit[];
}
