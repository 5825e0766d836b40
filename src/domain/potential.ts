import * as z from 'zod';
import type { Fact } from './fact.ts';
import type { VersionedRecipe } from './recipe.ts';
import { RegionCode } from './region.ts';

/**
 * A regulation or plan · B official statement · C statistics · D study (LQ, shift-share) · E press.
 * What kind of claim it is matters beside the grade: an announced training never proves a potential.
 */
export const EvidenceGrade = z.enum(['A', 'B', 'C', 'D', 'E']);
export type EvidenceGrade = z.infer<typeof EvidenceGrade>;
export const EvidenceKind = z.enum([
  'regulation',
  'official_statement',
  'statistics',
  'study',
  'press',
  'announced_training',
  /** Said by the office that plans: opens, marked as own and unconfirmed. */
  'own_statement',
  /** For services: people ask for it here. */
  'demand',
  /** For services: somebody here can do it and teach it. */
  'operator',
]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

export const Evidence = z.object({
  id: z.string(),
  code: RegionCode,
  /** Commodity code, or a recipe id for services. */
  commodity: z.string(),
  kind: EvidenceKind,
  grade: EvidenceGrade,
  /** `against` blocks: no catch, no shore, a trade that died. */
  polarity: z.enum(['for', 'against']),
  year: z.int().nullable(),
  source: z.string(),
  note: z.string().nullable(),
  synthetic: z.boolean(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Commodity = z.object({
  code: z.string(),
  name: z.object({ id: z.string(), en: z.string() }),
  kind: z.enum(['commodity', 'product', 'service']),
  marine: z.boolean(),
});
export type Commodity = z.infer<typeof Commodity>;

/** What a kabupaten's officer said, on the screen or in a returned sheet. The latest answer counts. */
export const Answer = z.object({
  id: z.string(),
  code: RegionCode,
  topic: z.enum(['commodity', 'readiness', 'demand', 'operator', 'limit', 'proposal', 'coast']),
  /** Commodity code, `recipe:item` for readiness, recipe id for demand and operator, free for the rest. */
  subject: z.string(),
  answer: z.enum(['yes', 'no', 'unknown', 'text']),
  note: z.string().nullable(),
  saidBy: z.string(),
  saidOn: z.string(),
  via: z.enum(['screen', 'sheet', 'demo']),
  /** True where the province wrote it down for the kabupaten; counts, and is marked. */
  onBehalf: z.boolean().optional(),
  synthetic: z.boolean(),
});
export type Answer = z.infer<typeof Answer>;

export const GateOverride = z.object({
  id: z.string(),
  code: RegionCode,
  recipe: z.string(),
  reason: z.string(),
  officerName: z.string(),
  at: z.string(),
});
export type GateOverride = z.infer<typeof GateOverride>;

export const PastAid = z.object({
  id: z.string(),
  code: RegionCode,
  title: z.string(),
  /** Recipe or commodity it was for; null where the source does not say. */
  subject: z.string().nullable(),
  year: z.int().nullable(),
  participants: z.int().nullable(),
  valueRupiah: z.number().nullable(),
  status: z.enum(['used', 'idle', 'undelivered', 'unknown']),
  cause: z.string().nullable(),
  source: z.string(),
  synthetic: z.boolean(),
});
export type PastAid = z.infer<typeof PastAid>;

/** Everything the gate and the readiness check look at, read once and judged in memory. */
export interface Potential {
  readonly recipes: readonly VersionedRecipe[];
  readonly commodities: readonly Commodity[];
  readonly evidence: readonly Evidence[];
  /** `production` and `area` facts: an official figure above the minimum base is grade C evidence. */
  readonly facts: readonly Fact[];
  readonly answers: readonly Answer[];
  readonly overrides: readonly GateOverride[];
  readonly pastAid: readonly PastAid[];
  /** code → has a shore; missing means unknown. */
  readonly coast: ReadonlyMap<string, boolean>;
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  /** Region names for sentences; the code stands where a name is missing. */
  readonly names?: ReadonlyMap<string, string>;
}
