import * as z from 'zod';
import { FactGrade } from '#domain/fact.ts';
import { gateStatuses } from '#domain/gate.ts';
import { gateFlags } from '#domain/gate-flags.ts';
import {
  Answer,
  Commodity,
  Evidence,
  EvidenceGrade,
  EvidenceKind,
  GateOverride,
  PastAid,
} from '#domain/potential.ts';
import { ReadinessItem, Recipe, VersionedRecipe } from '#domain/recipe.ts';
import { KabCode, RegionCode } from '#domain/region.ts';
import { editors, isoDate, operation, plannerOnly, planningRoles, rupiah } from './operation.ts';

export const ReasonData = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
const Name = z.object({ id: z.string(), en: z.string() });
const Year = z.int().min(1950).max(2100);
const Why = z.string().trim().min(10).max(600);

export const ReadinessView = z.object({
  region: RegionCode,
  recipe: z.string(),
  kit: z.enum(['ready', 'conditional', 'absent']),
  items: z.array(
    z.object({
      item: ReadinessItem,
      answer: z.enum(['yes', 'no', 'unknown']),
      saidBy: z.string().nullable(),
      saidOn: z.string().nullable(),
      fromKab: z.boolean(),
    }),
  ),
  prerequisites: z.array(ReasonData),
  tasks: z.array(ReasonData),
  idleNearby: z.array(PastAid),
});
export type ReadinessView = z.infer<typeof ReadinessView>;

/** The gate's word on one recipe in one region, with the readiness of its equipment. */
export const GateLine = z.object({
  region: RegionCode,
  recipe: z.string(),
  name: Name,
  version: z.int(),
  branch: z.string(),
  kind: z.enum(['commodity', 'service']),
  /** Names of the raw materials; empty for a service. */
  commodity: Name,
  commodities: z.array(z.string()),
  materials: z.array(z.object({ code: z.string(), name: Name })),
  status: z.enum(gateStatuses),
  flags: z.array(z.enum(gateFlags)),
  because: z.array(ReasonData),
  opensWith: z.array(ReasonData),
  evidence: z.array(z.string()),
  grade: EvidenceGrade.nullable(),
  readiness: ReadinessView,
  /** True where an answer or evidence that decided is an example of the demo. */
  synthetic: z.boolean(),
});
export type GateLine = z.infer<typeof GateLine>;

export const MatrixCell = z.object({
  region: RegionCode,
  recipe: z.string(),
  status: z.enum(gateStatuses),
  flags: z.array(z.enum(gateFlags)),
  grade: EvidenceGrade.nullable(),
  kit: z.enum(['ready', 'conditional', 'absent']),
});
export type MatrixCell = z.infer<typeof MatrixCell>;

const RecipeHead = z.object({
  id: z.string(),
  name: Name,
  branch: z.string(),
  kind: z.enum(['commodity', 'service']),
  version: z.int(),
});

export const GateMatrix = z.object({
  regions: z.array(z.object({ code: RegionCode, name: z.string() })),
  recipes: z.array(RecipeHead),
  cells: z.array(MatrixCell),
});
export type GateMatrix = z.infer<typeof GateMatrix>;

export const EvidenceLine = Evidence.extend({
  regionName: z.string(),
  commodityName: z.string(),
  commodityNameEn: z.string(),
  kindText: z.string().nullable(),
  origin: z.enum(['shipped', 'import', 'screen', 'demo']),
  createdByName: z.string().nullable(),
  createdAt: z.string(),
  retractedAt: z.string().nullable(),
  retractedByName: z.string().nullable(),
  retractReason: z.string().nullable(),
});
export type EvidenceLine = z.infer<typeof EvidenceLine>;

export const PastAidLine = PastAid.extend({
  regionName: z.string(),
  origin: z.enum(['shipped', 'import', 'screen', 'demo']),
  changeReason: z.string().nullable(),
  changedAt: z.string().nullable(),
});
export type PastAidLine = z.infer<typeof PastAidLine>;

export const AnswerLine = Answer.extend({
  onBehalf: z.boolean(),
  regionName: z.string(),
  createdAt: z.string(),
});
export type AnswerLine = z.infer<typeof AnswerLine>;

export const OverrideLine = GateOverride.extend({
  regionName: z.string(),
  madeByName: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  withdrawnByName: z.string().nullable(),
  withdrawReason: z.string().nullable(),
});
export type OverrideLine = z.infer<typeof OverrideLine>;

export const RecipeVersion = z.object({
  version: z.int(),
  recipe: Recipe,
  reason: z.string(),
  changedByName: z.string(),
  changedAt: z.string(),
  shipped: z.boolean(),
  /** Parts that differ from the version before, by the names of domain/recipe.ts. */
  changed: z.array(z.string()),
});
export type RecipeVersion = z.infer<typeof RecipeVersion>;

const Figure = {
  item: z.string(),
  itemName: z.string(),
  indicator: z.enum(['production', 'area']),
  year: z.int(),
};
export const Quotients = z.object({
  rows: z.array(
    z.object({
      ...Figure,
      local: z.number(),
      source: z.string(),
      comparedItems: z.int(),
      localTotal: z.number().nullable(),
      wide: z.number().nullable(),
      wideTotal: z.number().nullable(),
      lq: z.number().nullable(),
      missing: z.enum(['one-item', 'no-province']).nullable(),
      /** Smallest base of the recipes that work with it, in the same unit. */
      minimumBase: z.number().nullable(),
      grade: FactGrade.optional(),
    }),
  ),
  totals: z.array(
    z.object({
      ...Figure,
      stated: z.number(),
      sum: z.number(),
      kabs: z.int(),
      difference: z.number(),
      verdict: z.enum(['agree', 'incomplete', 'over']),
    }),
  ),
});
export type Quotients = z.infer<typeof Quotients>;

export const potentialApi = {
  gateMatrix: operation({
    method: 'GET',
    path: '/api/potential/gate',
    summary: 'Every kabupaten of the own area against every recipe: status, marks, kit',
    may: planningRoles,
    reply: GateMatrix,
  }),
  gateOf: operation({
    method: 'GET',
    path: '/api/potential/gate/:code',
    summary: 'Every recipe judged for one region, with reasons, what opens it, and readiness',
    may: planningRoles,
    area: ['code'],
    input: z.object({ code: RegionCode }),
    reply: z.array(GateLine),
  }),
  quotientsOf: operation({
    method: 'GET',
    path: '/api/potential/quotients/:code',
    summary: 'Location quotients of a kabupaten where comparison figures exist; totals checked',
    may: planningRoles,
    area: ['code'],
    input: z.object({ code: KabCode }),
    reply: Quotients,
  }),
  listCommodities: operation({
    method: 'GET',
    path: '/api/potential/commodities',
    summary: 'Commodities, products and services evidence may speak of',
    may: planningRoles,
    reply: z.array(Commodity),
  }),
  addSpelling: operation({
    method: 'POST',
    path: '/api/potential/spellings',
    summary: 'Teach a spelling of a commodity, so that files with it are read',
    may: plannerOnly,
    input: z.object({
      spelling: z.string().trim().min(2).max(80),
      commodity: z.string().max(40),
    }),
    audit: 'potential.spelling-add',
  }),
  listEvidence: operation({
    method: 'GET',
    path: '/api/potential/evidence',
    summary: 'Claims about what lives where, retracted ones too',
    may: planningRoles,
    area: ['code'],
    input: z.object({ code: RegionCode.optional() }),
    reply: z.array(EvidenceLine),
  }),
  addEvidence: operation({
    method: 'POST',
    path: '/api/potential/evidence',
    summary: 'Enter one claim by hand',
    may: editors,
    area: ['code'],
    input: z.object({
      code: RegionCode,
      commodity: z.string().max(40),
      kind: EvidenceKind,
      grade: EvidenceGrade,
      polarity: z.enum(['for', 'against']),
      year: Year.nullable(),
      source: z.string().trim().min(3).max(300),
      note: z.string().trim().max(600).nullable(),
    }),
    reply: z.object({ id: z.string() }),
    audit: 'potential.evidence-add',
  }),
  retractEvidence: operation({
    method: 'POST',
    path: '/api/potential/evidence/:id/retract',
    summary: 'Take a claim back with a reason; it stays visible and counts no more',
    may: editors,
    input: z.object({ id: z.uuid(), reason: Why }),
    audit: 'potential.evidence-retract',
  }),
  listRecipes: operation({
    method: 'GET',
    path: '/api/potential/recipes',
    summary: 'Recipes in force',
    may: planningRoles,
    reply: z.array(VersionedRecipe),
  }),
  listRecipeVersions: operation({
    method: 'GET',
    path: '/api/potential/recipes/:id/versions',
    summary: 'Every version of one recipe, newest first',
    may: planningRoles,
    input: z.object({ id: z.string().max(40) }),
    reply: z.array(RecipeVersion),
  }),
  changeRecipe: operation({
    method: 'PUT',
    path: '/api/potential/recipes/:id',
    summary: 'Store a new version of a recipe; basedOn 0 makes a new recipe',
    may: plannerOnly,
    input: z.object({
      id: z.string().max(40),
      recipe: Recipe,
      basedOn: z.int().min(0),
      reason: Why,
    }),
    reply: z.object({ version: z.int() }),
    audit: 'potential.recipe-change',
  }),
  listPastAid: operation({
    method: 'GET',
    path: '/api/potential/past-aid',
    summary: 'Training and equipment given before, idle ones first',
    may: planningRoles,
    area: ['code'],
    input: z.object({ code: RegionCode.optional() }),
    reply: z.array(PastAidLine),
  }),
  addPastAid: operation({
    method: 'POST',
    path: '/api/potential/past-aid',
    summary: 'Enter training or equipment given before',
    may: editors,
    area: ['code'],
    input: z.object({
      code: RegionCode,
      title: z.string().trim().min(3).max(300),
      subject: z.string().max(40).nullable(),
      year: Year.nullable(),
      participants: z.int().min(0).max(100_000).nullable(),
      valueRupiah: rupiah.nullable(),
      status: PastAid.shape.status,
      cause: z.string().trim().max(600).nullable(),
      source: z.string().trim().min(3).max(300),
    }),
    reply: z.object({ id: z.string() }),
    audit: 'potential.past-aid-add',
  }),
  changePastAid: operation({
    method: 'POST',
    path: '/api/potential/past-aid/:id/status',
    summary: 'Say what has become of equipment given before',
    may: editors,
    input: z.object({
      id: z.uuid(),
      status: PastAid.shape.status,
      cause: z.string().trim().max(600).nullable(),
      reason: Why,
    }),
    audit: 'potential.past-aid-change',
  }),
  listAnswers: operation({
    method: 'GET',
    path: '/api/potential/answers/:code',
    summary: 'Answers given about a region and its parts, newest first',
    may: planningRoles,
    area: ['code'],
    input: z.object({ code: RegionCode }),
    reply: z.array(AnswerLine),
  }),
  addAnswers: operation({
    method: 'POST',
    path: '/api/potential/answers',
    summary: 'Answer for a kabupaten: the own officer, or the planner on behalf (marked)',
    may: editors,
    area: ['code'],
    input: z.object({
      code: KabCode,
      answers: z
        .array(
          z.object({
            code: RegionCode,
            topic: Answer.shape.topic,
            subject: z.string().trim().min(1).max(200),
            answer: Answer.shape.answer,
            note: z.string().trim().max(600).nullable(),
          }),
        )
        .min(1)
        .max(400),
      /** Who said it, where a planner writes it down for the kabupaten. */
      saidBy: z.string().trim().min(3).max(120).optional(),
      /** Day it was said; today where it is left out. */
      saidOn: isoDate.optional(),
    }),
    reply: z.object({ added: z.int() }),
    audit: 'potential.answer',
  }),
  listOverrides: operation({
    method: 'GET',
    path: '/api/potential/overrides',
    summary: 'Recipes opened against the gate, withdrawn ones too',
    may: planningRoles,
    reply: z.array(OverrideLine),
  }),
  addOverride: operation({
    method: 'POST',
    path: '/api/potential/overrides',
    summary: 'Open a recipe against the gate, with a named officer and a reason',
    may: plannerOnly,
    area: ['code'],
    input: z.object({
      code: RegionCode,
      recipe: z.string().max(40),
      officerName: z.string().trim().min(3).max(120),
      reason: Why,
    }),
    reply: z.object({ id: z.string() }),
    audit: 'potential.override-add',
  }),
  withdrawOverride: operation({
    method: 'POST',
    path: '/api/potential/overrides/:id/withdraw',
    summary: 'Withdraw an override with a reason',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), reason: Why }),
    audit: 'potential.override-withdraw',
  }),
};
