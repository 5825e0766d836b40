import * as z from 'zod';
import { PlanInputs } from '#domain/limit.ts';
import {
  PlanAbsent,
  PlanLine,
  PlanSplit,
  PlanSummary,
  PlanTask,
  PlanVillage,
  ReasonWords,
} from '#domain/plan.ts';
import { PlanChange } from '#domain/plan-diff.ts';
import { Price, PriceBasis, PriceItem } from '#domain/price.ts';
import { KabCode, RegionCode } from '#domain/region.ts';
import { operation, plannerOnly, planningRoles } from './operation.ts';

const Bilingual = z.object({ id: z.string(), en: z.string() });
const ScenarioName = z.string().trim().min(1).max(120);

export const PlanStatus = z.enum(['solved', 'infeasible', 'nothing']);

/** One line of the list of plans; figures of the province. */
export const PlanBrief = z.object({
  id: z.uuid(),
  scenarioId: z.uuid(),
  scenario: z.string(),
  number: z.int(),
  year: z.int(),
  status: PlanStatus,
  /** Null unless solved. */
  batches: z.int().nullable(),
  participants: z.int().nullable(),
  kabs: z.int().nullable(),
  costRupiah: z.int().nullable(),
  moneyRupiah: z.int().nullable(),
  worth: z.number().nullable(),
  stoppedBy: z.enum(['gap', 'work', 'clock', 'person']).nullable(),
  synthetic: z.boolean(),
  solvedAt: z.string(),
  solvedBy: z.string().nullable(),
});
export type PlanBrief = z.infer<typeof PlanBrief>;

export const ScenarioBrief = z.object({
  id: z.uuid(),
  name: z.string(),
  year: z.int(),
  version: z.int(),
  synthetic: z.boolean(),
  changedAt: z.string(),
  changedBy: z.string().nullable(),
  latest: PlanBrief.nullable(),
});
export type ScenarioBrief = z.infer<typeof ScenarioBrief>;

export const Scenario = ScenarioBrief.extend({
  inputs: PlanInputs,
  /** The latest plan answers exactly these inputs. */
  isSolved: z.boolean(),
});
export type Scenario = z.infer<typeof Scenario>;

/** A plan as the screen shows it: RAB and villages of a line are asked for one line at a time. */
export const PlanView = z.object({
  plan: PlanBrief,
  inputs: PlanInputs,
  summary: PlanSummary,
  priceList: z.string().nullable(),
  solver: z.string(),
  milliseconds: z.int(),
  contentDigest: z.string(),
  lines: z.array(PlanLine.omit({ rab: true, because: true })),
  absent: z.array(PlanAbsent.omit({ options: true })),
  tasks: z.array(PlanTask),
  splits: z.array(PlanSplit),
  /** What is not as it was in the plan before, and whose input that was. */
  changes: z.array(PlanChange),
  causes: z.array(ReasonWords),
});
export type PlanView = z.infer<typeof PlanView>;

export const PriceList = z.object({
  id: z.uuid(),
  name: z.string(),
  year: z.int(),
  synthetic: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  priced: z.int(),
  blank: z.int(),
});
export type PriceList = z.infer<typeof PriceList>;

const PriceRow = z.object({
  item: PriceItem,
  /** Recipes that need it; empty for general items. */
  recipes: z.array(Bilingual),
  prices: z.array(Price.extend({ official: z.boolean() })),
});
export type PriceRow = z.infer<typeof PriceRow>;

const id = z.object({ id: z.uuid() });

export const planningApi = {
  planningOptions: operation({
    method: 'GET',
    path: '/api/planning/options',
    summary:
      'What a scenario can choose from: recipes, trainer groups, price lists, a blank scenario',
    may: planningRoles,
    reply: z.object({
      recipes: z.array(
        z.object({
          id: z.string(),
          name: Bilingual,
          trainerGroup: z.string(),
          costable: z.boolean(),
        }),
      ),
      priceLists: z.array(PriceList),
      blank: PlanInputs,
      /** What stands in the way of planning anything. */
      missing: z.array(z.enum(['register', 'prices'])),
    }),
  }),
  listScenarios: operation({
    method: 'GET',
    path: '/api/scenarios',
    summary: 'Scenarios with the newest plan of each',
    may: planningRoles,
    reply: z.array(ScenarioBrief),
  }),
  getScenario: operation({
    method: 'GET',
    path: '/api/scenarios/:id',
    summary: 'One scenario with its inputs',
    may: planningRoles,
    input: id,
    reply: Scenario,
  }),
  addScenario: operation({
    method: 'POST',
    path: '/api/scenarios',
    summary: 'Make a scenario',
    may: plannerOnly,
    input: z.object({ name: ScenarioName, inputs: PlanInputs }),
    reply: id,
    audit: 'planning.scenario-add',
  }),
  copyScenario: operation({
    method: 'POST',
    path: '/api/scenarios/:id/copy',
    summary: 'Save a scenario under another name, its newest plan included',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), name: ScenarioName }),
    reply: id,
    audit: 'planning.scenario-copy',
  }),
  changeScenario: operation({
    method: 'PUT',
    path: '/api/scenarios/:id',
    summary: 'Change name or inputs; refused where somebody changed it since `version`',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), version: z.int(), name: ScenarioName, inputs: PlanInputs }),
    reply: z.object({ version: z.int() }),
    audit: 'planning.scenario-change',
  }),
  removeScenario: operation({
    method: 'DELETE',
    path: '/api/scenarios/:id',
    summary: 'Take a scenario off the list; its plans stay stored',
    may: plannerOnly,
    input: id,
    audit: 'planning.scenario-remove',
  }),
  solvePlan: operation({
    method: 'POST',
    path: '/api/scenarios/:id/solve',
    summary:
      'Solve a scenario; answers with the job to follow. Cancelling it keeps the best plan so far',
    may: plannerOnly,
    input: id,
    reply: z.object({ jobId: z.uuid() }),
    audit: 'planning.solve-ask',
  }),
  listPlans: operation({
    method: 'GET',
    path: '/api/scenarios/:id/plans',
    summary: 'Every plan of a scenario, newest first',
    may: planningRoles,
    input: id,
    reply: z.array(PlanBrief),
  }),
  getPlan: operation({
    method: 'GET',
    path: '/api/plans/:id',
    summary: 'A stored plan; lines of the own area',
    may: planningRoles,
    input: id,
    reply: PlanView,
  }),
  removePlan: operation({
    method: 'DELETE',
    path: '/api/plans/:id',
    summary: 'Throw one plan away, such as one stopped half-way',
    may: plannerOnly,
    input: id,
    audit: 'planning.plan-remove',
  }),
  explainLine: operation({
    method: 'GET',
    path: '/api/plans/:id/lines/:line',
    summary: 'Why a line is in the plan, its RAB and its villages',
    may: planningRoles,
    input: z.object({ id: z.uuid(), line: z.string().max(120) }),
    reply: z.object({
      line: PlanLine,
      villages: z.array(PlanVillage.extend({ name: z.string() })),
      tasks: z.array(PlanTask),
    }),
  }),
  explainAbsence: operation({
    method: 'GET',
    path: '/api/plans/:id/absent/:code',
    summary: 'Why something is not planned at a place, and what would bring it in',
    may: planningRoles,
    input: z.object({ id: z.uuid(), code: RegionCode }),
    reply: PlanAbsent,
  }),
  comparePlans: operation({
    method: 'GET',
    path: '/api/plans/:id/against/:other',
    summary: 'Two plans side by side with the lines that differ and why',
    may: planningRoles,
    input: z.object({ id: z.uuid(), other: z.uuid() }),
    reply: z.object({
      plans: z.array(
        z.object({ plan: PlanBrief, summary: PlanSummary, splits: z.array(PlanSplit) }),
      ),
      changes: z.array(PlanChange),
      causes: z.array(ReasonWords),
    }),
  }),
  listPriceLists: operation({
    method: 'GET',
    path: '/api/price-lists',
    summary: 'Price lists by year',
    may: planningRoles,
    reply: z.array(PriceList),
  }),
  getPriceList: operation({
    method: 'GET',
    path: '/api/price-lists/:id',
    summary: 'Every item that needs a price, with the prices of one list',
    may: planningRoles,
    input: id,
    reply: z.object({ list: PriceList, rows: z.array(PriceRow) }),
  }),
  addPriceList: operation({
    method: 'POST',
    path: '/api/price-lists',
    summary: 'Make an empty price list',
    may: plannerOnly,
    input: z.object({ name: ScenarioName, year: z.int().min(2020).max(2100) }),
    reply: id,
    audit: 'planning.prices-add',
  }),
  changePrice: operation({
    method: 'PUT',
    path: '/api/price-lists/:id/prices',
    summary: 'Enter one price; null says that it was asked and is not known',
    may: plannerOnly,
    input: z.object({
      id: z.uuid(),
      item: z.string().min(1).max(120),
      code: z.union([z.literal('74'), KabCode]),
      rupiah: z.int().min(0).nullable(),
      basis: PriceBasis,
      document: z.string().trim().max(200).nullable(),
      source: z.string().trim().min(1).max(300),
      year: z.int().min(1990).max(2100).nullable(),
    }),
    audit: 'planning.price-change',
  }),
  removePriceList: operation({
    method: 'DELETE',
    path: '/api/price-lists/:id',
    summary: 'Remove a price list no scenario uses',
    may: plannerOnly,
    input: id,
    audit: 'planning.prices-remove',
  }),
};
