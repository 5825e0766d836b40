import * as z from 'zod';
import { Preset, presetWeights, Weights } from './preset.ts';
import { MoneyUse } from './rab.ts';
import { KabCode, RegionCode } from './region.ts';

/** Where money comes from in Sulawesi Tenggara; DBHCHT is not on the list for a reason (docs/planning.md). */
export const sourceKinds = [
  'apbd-provinsi',
  'apbd-kabupaten',
  'tugas-pembantuan',
  'dak-fisik',
  'dak-nonfisik',
  'insentif-fiskal',
  'pokir',
  'lain',
] as const;

/** Budget codes are data of the year's nomenclature: loaded and checked by the office, blank until then. */
export const Coding = z.object({
  program: z.string().nullable(),
  kegiatan: z.string().nullable(),
  subKegiatan: z.string().nullable(),
  belanja: z.string().nullable(),
});
export type Coding = z.infer<typeof Coding>;

export const MoneySource = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().trim().min(1).max(120),
  kind: z.enum(sourceKinds),
  amountRupiah: z.int().min(0),
  /** Some money may pay for training only, some for goods only. */
  use: z.enum(['any', ...MoneyUse.options]),
  /** Kabupaten it may be spent in; empty means all. */
  kabs: z.array(KabCode),
  /** Year it may be spent in; money of another year stays out of the plan, visibly. */
  year: z.int(),
  synthetic: z.boolean(),
});
export type MoneySource = z.infer<typeof MoneySource>;

const count = z.int().min(0).max(9999);

/** Everything a person decides about one scenario. Stored as it was with every plan made from it. */
export const PlanInputs = z.object({
  format: z.literal(1),
  year: z.int().min(2020).max(2100),
  priceList: z.uuid().nullable(),
  sources: z.array(MoneySource).max(20),
  preset: Preset,
  weights: Weights,
  /** Families of desil 1 up to this one count. */
  desils: z.int().min(1).max(10),
  batchSize: z.int().min(5).max(60),
  /** A batch starts only with this many participants. */
  minimumFill: z.int().min(1).max(60),
  maxPerKec: count.nullable(),
  /** Asked of every kabupaten where anything is open; where nothing is, the plan says so. */
  minPerKab: count,
  maxPerKab: count.nullable(),
  /** Exceptions; a minimum here is asked whatever is open. */
  kabLimits: z.array(z.object({ kab: KabCode, min: count.nullable(), max: count.nullable() })),
  trainers: z.object({
    months: z.int().min(1).max(12),
    /** Trainers of each group at work in one month; a batch takes its trainers for a month. */
    perMonth: count.nullable(),
    groups: z.array(z.object({ group: z.string(), perMonth: count })),
  }),
  /** Least share of participants, percent; null sets none. */
  shares: z.object({
    women: z.number().min(0).max(100).nullable(),
    disability: z.number().min(0).max(100).nullable(),
    islands: z.number().min(0).max(100).nullable(),
  }),
  locks: z.array(z.object({ code: RegionCode, recipe: z.string(), batches: z.int().min(1) })),
  /** A recipe banned at a place and below, or everything there where recipe is null. */
  bans: z.array(z.object({ code: RegionCode, recipe: z.string().nullable() })),
  gapPercent: z.number().min(0.01).max(10),
  coding: z.object({ training: Coding, kit: Coding }),
});
export type PlanInputs = z.infer<typeof PlanInputs>;

/** A fresh scenario: no money, no price list, nothing assumed that the office has not said. */
export function blankInputs(year: number): PlanInputs {
  const blank: Coding = { program: null, kegiatan: null, subKegiatan: null, belanja: null };
  return {
    format: 1,
    year,
    priceList: null,
    sources: [],
    preset: 'poorest',
    weights: presetWeights.poorest,
    desils: 4,
    batchSize: 20,
    minimumFill: 15,
    maxPerKec: 3,
    minPerKab: 0,
    maxPerKab: null,
    kabLimits: [],
    trainers: { months: 10, perMonth: null, groups: [] },
    shares: { women: null, disability: null, islands: null },
    locks: [],
    bans: [],
    gapPercent: 0.5,
    coding: { training: blank, kit: blank },
  };
}

/** Sources that count in the plan's year. */
export const sourcesInYear = (inputs: PlanInputs): MoneySource[] =>
  inputs.sources.filter((s) => s.year === inputs.year && s.amountRupiah > 0);

export const isBanned = (inputs: PlanInputs, place: RegionCode, recipe: string): boolean =>
  inputs.bans.some(
    (b) =>
      (b.recipe === null || b.recipe === recipe) &&
      (place === b.code || place.startsWith(`${b.code}.`)),
  );

/** Names of limits as they stand on the model's rows; parsed back for words. */
export const limitName = {
  source: (id: string) => `source:${id}`,
  kabMin: (kab: string) => `kab-min:${kab}`,
  kabMax: (kab: string) => `kab-max:${kab}`,
  kecMax: () => 'kec-max',
  trainers: (group: string) => `trainers:${group}`,
  share: (what: 'women' | 'disability' | 'islands') => `share:${what}`,
  lock: (code: string, recipe: string) => `lock:${code}:${recipe}`,
  kabBudget: (source: string, kab: string) => `kab-budget:${source}:${kab}`,
} as const;

/** Kinds of limits that ask for something, as opposed to those that cap. */
export const isDemand = (limit: string): boolean => /^(kab-min|share|lock):/.test(limit);
