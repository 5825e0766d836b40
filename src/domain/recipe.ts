import * as z from 'zod';

/** What a place must have before equipment can earn; see readiness.ts for the answers. */
export const readinessItems = [
  'power',
  'water',
  'building',
  'operator',
  'raw_material',
  'buyer',
  'running_cost',
] as const;
export const ReadinessItem = z.enum(readinessItems);
export type ReadinessItem = z.infer<typeof ReadinessItem>;

const Bilingual = z.object({ id: z.string().min(1), en: z.string().min(1) });

/**
 * A recipe: from a product to the training, the minimum working kit, and what must be there. Data,
 * editable by the office, every change a new version. Null is "not known yet" and stays visible:
 * a recipe with a blank cost line cannot be costed and says so.
 */
export const Recipe = z.object({
  id: z.string().regex(/^[a-z0-9-]{3,40}$/),
  name: Bilingual,
  product: Bilingual,
  /** Branch as Disperindag counts IKM. */
  branch: z.enum(['pangan', 'sandang', 'kerajinan', 'kayu', 'logam', 'jasa', 'kimia']),
  kind: z.enum(['commodity', 'service']),
  /** Commodity codes; evidence for any one of them is evidence for the recipe. Empty for services. */
  commodities: z.array(z.string()),
  /** Raw material comes from the sea: a place without a shore is blocked. */
  needsCoast: z.boolean(),
  /**
   * Smallest yearly output (of `indicator`, in its unit) that counts as a base. A policy threshold of
   * the office, not a published figure.
   */
  minimumBase: z
    .object({ indicator: z.enum(['production', 'area']), value: z.number() })
    .nullable(),
  tracks: z.array(z.enum(['wub', 'ikm'])).min(1),
  training: z.object({
    days: z.int().min(1).max(60).nullable(),
    hoursPerDay: z.int().min(1).max(12).nullable(),
    participants: z.int().min(5).max(60).nullable(),
    trainers: z.int().min(1).max(10).nullable(),
    mentoringMonths: z.int().min(0).max(24).nullable(),
    /** Trainers are scarce by skill, not by recipe: batches of one group share them. */
    trainerGroup: z.string(),
    competence: z.array(z.object({ reference: z.string(), title: z.string(), source: z.string() })),
    source: z.string(),
  }),
  kit: z.object({
    /** Sets of equipment one batch of participants receives. */
    setsPerBatch: z.int().min(0).max(60).nullable(),
    items: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        quantity: z.number().positive().nullable(),
        /** Watt; null where the maker's plate must be read. */
        powerWatt: z.number().min(0).nullable(),
        note: z.string().nullable(),
      }),
    ),
    /** Smallest mains connection the kit runs on; null where unknown, 0 where it needs none. */
    minimumVa: z.int().min(0).nullable(),
    needsWater: z.boolean().nullable(),
    source: z.string(),
  }),
  /** Readiness items that must be answered yes before kit money is released. */
  readiness: z.array(ReadinessItem),
  kbli: z.array(
    z.object({
      version: z.enum(['2020', '2025']),
      code: z.string(),
      title: z.string(),
      confirmed: z.boolean(),
    }),
  ),
  permits: z.array(z.object({ name: z.string(), note: z.string() })),
  /** What must be there beside the readiness items, in words the kabupaten can check. */
  mustBeThere: z.array(z.string()),
  /** Batches in one kabupaten and year before one market starts to fill; a policy weight. */
  marketBatches: z.int().min(1).nullable(),
  /** Product codes of `spending` facts that hint at local demand. */
  demandItems: z.array(z.string()),
  status: z.enum(['proposed', 'approved']),
  source: z.string(),
});
export type Recipe = z.infer<typeof Recipe>;

export const VersionedRecipe = Recipe.extend({ version: z.int().min(1) });
export type VersionedRecipe = z.infer<typeof VersionedRecipe>;
