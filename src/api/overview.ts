import * as z from 'zod';
import { RegionCode } from '#domain/region.ts';
import { operation, planningRoles } from './operation.ts';

const Name = z.object({ id: z.string(), en: z.string() });
const Kits = z.object({ ready: z.int(), conditional: z.int(), absent: z.int() });

export const ExampleRow = z.object({
  code: RegionCode,
  name: z.string(),
  families: z.int().nullable(),
  /** What lives there: materials of open trainings and open services, best first. */
  fits: z.array(Name),
  open: z.int(),
  held: z.int(),
  kits: Kits,
  /** In the latest plan; null where there is none. */
  batches: z.int().nullable(),
  participants: z.int().nullable(),
});
export type ExampleRow = z.infer<typeof ExampleRow>;

export const PlanHeadline = z.object({
  id: z.string(),
  scenario: z.string(),
  scenarioName: z.string(),
  year: z.int(),
  costRupiah: z.int(),
  batches: z.int(),
  participants: z.int(),
  kabs: z.int(),
  solvedAt: z.string(),
});
export type PlanHeadline = z.infer<typeof PlanHeadline>;

/** The whole chain in one answer: what the start page shows, for the reader's own area. */
export const Overview = z.object({
  plan: PlanHeadline.nullable(),
  points: z.object({
    /** Families of the desils that count; null without any list or recap. */
    families: z.int().nullable(),
    desil: z.int(),
    kabs: z.int(),
    of: z.int(),
    recapKabs: z.int(),
    asOf: z.string().nullable(),
    synthetic: z.boolean(),
  }),
  potential: z.object({
    claims: z.int(),
    firstYear: z.int().nullable(),
    lastYear: z.int().nullable(),
    kabs: z.int(),
    of: z.int(),
  }),
  training: z.object({ open: z.int(), held: z.int(), overridden: z.int() }),
  kit: Kits.extend({
    /** `plan`: batches of the latest plan; `gate`: open trainings, while there is no plan. */
    of: z.enum(['plan', 'gate']),
    answeredKabs: z.int(),
  }),
  examples: z.array(ExampleRow),
  /** What an installation without data needs, in order. */
  checklist: z.object({
    facts: z.boolean(),
    boundaries: z.boolean(),
    register: z.boolean(),
    prices: z.boolean(),
    plan: z.boolean(),
    accounts: z.boolean(),
  }),
});
export type Overview = z.infer<typeof Overview>;

export const overviewApi = {
  home: operation({
    method: 'GET',
    path: '/api/overview',
    summary: 'The chain from points to result in one answer, for the own area',
    may: planningRoles,
    reply: Overview,
  }),
};
