import * as z from 'zod';
import { RegionCode, regionLevels } from './region.ts';

/** Housing conditions of the registers, each a yes/no deprivation with its own number of known answers. */
export const deprivations = ['floor', 'wall', 'roof', 'light', 'fuel', 'water', 'toilet'] as const;
export type Deprivation = (typeof deprivations)[number];

/** Ten counts, desil 1 (poorest tenth) first. */
export const ByDesil = z.array(z.int().min(0)).length(10);

/**
 * What the register says of one region: counts of families, never rates. `list` has names behind it;
 * `recap` is a table of counts at its own level and cannot point at anybody, so what only names can
 * tell is null there.
 */
export const Need = z.object({
  code: RegionCode,
  level: z.enum(regionLevels),
  source: z.enum(['list', 'recap', 'mixed']),
  /** Made by the demo; stands in no column with real figures. */
  synthetic: z.boolean(),
  /** Cut-off date of the data, the oldest where several meet. */
  asOf: z.string().nullable(),
  families: z.int(),
  byDesil: ByDesil,
  desilUnknown: z.int(),
  persons: z.int().nullable(),
  womenHeaded: z.int().nullable(),
  withDisability: z.int().nullable(),
  withBusiness: z.int().nullable(),
  /** Families with a member of working age (18–59), by desil; for a recap, all families. */
  eligible: ByDesil,
  eligibleWomen: ByDesil.nullable(),
  eligibleDisabled: ByDesil.nullable(),
  /** Main work of the head → families. */
  occupations: z.record(z.string(), z.int()).nullable(),
  deprivation: z
    .record(z.enum(deprivations), z.object({ deprived: z.int(), known: z.int() }))
    .nullable(),
});
export type Need = z.infer<typeof Need>;

/** Families up to and including a desil. */
export const familiesUpTo = (byDesil: readonly number[], desil: number): number =>
  byDesil.slice(0, desil).reduce((sum, n) => sum + n, 0);
