import type { PlanInputs } from '#domain/limit.ts';
import type {
  PlanAbsent,
  PlanContent,
  PlanLine,
  PlanSplit,
  PlanSummary,
  PlanTask,
  PlanVillage,
} from '#domain/plan.ts';
import { changesBetween } from '#domain/plan-diff.ts';
import { catalogueOf } from '#domain/price.ts';
import type { Reason } from '#domain/reason.ts';
import type { Db } from '../db/sql.ts';
import { listCurrentRecipes } from '../potential/queries-recipes.ts';
import { listPriceItems, PROVINCE_ROWS } from './queries-prices.ts';

export interface ScenarioRow {
  id: string;
  name: string;
  inputs: PlanInputs;
  version: number;
  synthetic: boolean;
  changedAt: string;
  changedBy: string | null;
}

const scenario = (db: Db) => db`
  s.id, s.name, s.inputs, s.version, s.synthetic, s.changed_at, a.name as changed_by
  from scenario s left join account a on a.id = s.changed_by`;

export const listScenarios = (db: Db): Promise<ScenarioRow[]> =>
  db<ScenarioRow[]>`
    select ${scenario(db)} where s.kab = ${PROVINCE_ROWS} and s.removed_at is null
    order by s.changed_at desc`;

export async function findScenario(db: Db, id: string): Promise<ScenarioRow | undefined> {
  const [row] = await db<ScenarioRow[]>`
    select ${scenario(db)} where s.kab = ${PROVINCE_ROWS} and s.id = ${id} and s.removed_at is null`;
  return row;
}

export async function addScenario(
  db: Db,
  s: { id: string; name: string; inputs: PlanInputs; synthetic: boolean; by: string | null },
  now: string,
): Promise<void> {
  await db`
    insert into scenario (kab, id, name, inputs, synthetic, created_at, created_by, changed_at, changed_by)
    values (${PROVINCE_ROWS}, ${s.id}, ${s.name}, ${JSON.stringify(s.inputs)}::text::jsonb, ${s.synthetic}, ${now},
      ${s.by}, ${now}, ${s.by})`;
}

/** False where somebody else changed it since `version`. */
export async function changeScenario(
  db: Db,
  s: { id: string; name: string; inputs: PlanInputs; version: number; by: string },
  now: string,
): Promise<boolean> {
  const rows = await db`
    update scenario set name = ${s.name}, inputs = ${JSON.stringify(s.inputs)}::text::jsonb, version = version + 1,
      changed_at = ${now}, changed_by = ${s.by}
    where kab = ${PROVINCE_ROWS} and id = ${s.id} and version = ${s.version} and removed_at is null returning id`;
  return rows.length > 0;
}

export async function removeScenario(db: Db, id: string, now: string): Promise<void> {
  await db`update scenario set removed_at = ${now} where kab = ${PROVINCE_ROWS} and id = ${id}`;
}

/* -------------------------------------------------------------------- plans */

export interface PlanRow {
  id: string;
  scenarioId: string;
  scenario: string;
  number: number;
  status: PlanSummary['status'];
  inputs: PlanInputs;
  summary: PlanSummary;
  contentDigest: string;
  snapshotDigest: string;
  priceList: string | null;
  stoppedBy: 'gap' | 'work' | 'clock' | 'person' | null;
  milliseconds: number;
  solver: string;
  synthetic: boolean;
  solvedAt: string;
  solvedBy: string | null;
}

const plan = (db: Db) => db`
  p.id, p.scenario_id, s.name as scenario, p.number, p.status, p.inputs, p.summary, p.content_digest, p.snapshot_digest,
  p.price_list, p.stopped_by, p.milliseconds, p.solver, p.synthetic, p.solved_at, a.name as solved_by
  from plan p join scenario s on s.kab = p.kab and s.id = p.scenario_id left join account a on a.id = p.solved_by`;

export async function findPlan(db: Db, id: string): Promise<PlanRow | undefined> {
  const [row] = await db<PlanRow[]>`
    select ${plan(db)} where p.kab = ${PROVINCE_ROWS} and p.id = ${id}`;
  return row;
}

/** Plans of a scenario, newest first. */
export const listPlans = (db: Db, scenarioId: string): Promise<PlanRow[]> =>
  db<PlanRow[]>`
    select ${plan(db)} where p.kab = ${PROVINCE_ROWS} and p.scenario_id = ${scenarioId}
    order by p.number desc`;

/** The newest solved plan of any scenario still on the list: what the first page speaks of. */
export async function findLatestPlan(db: Db): Promise<PlanRow | undefined> {
  const [row] = await db<PlanRow[]>`
    select ${plan(db)} where p.kab = ${PROVINCE_ROWS} and p.status = 'solved' and s.removed_at is null
    order by p.solved_at desc limit 1`;
  return row;
}

/** The newest plan of each scenario. */
export const listLatestPlans = (db: Db): Promise<PlanRow[]> =>
  db<PlanRow[]>`
    select distinct on (p.scenario_id) ${plan(db)} where p.kab = ${PROVINCE_ROWS}
    order by p.scenario_id, p.number desc`;

export async function listLines(db: Db, planId: string): Promise<PlanLine[]> {
  const rows = await db<{ detail: PlanLine }[]>`
    select detail from plan_line where plan_id = ${planId} order by kab, place, recipe, tier`;
  return rows.map((r) => r.detail);
}

export async function findLine(db: Db, planId: string, id: string): Promise<PlanLine | undefined> {
  const [row] = await db<{ detail: PlanLine }[]>`
    select detail from plan_line where plan_id = ${planId} and id = ${id}`;
  return row?.detail;
}

export const listPlanVillages = (db: Db, planId: string, line?: string): Promise<PlanVillage[]> =>
  db<PlanVillage[]>`
    select kab, line, code, participants, by_desil from plan_village
    where plan_id = ${planId} ${line === undefined ? db`` : db`and line = ${line}`}
    order by kab, line, code`;

export async function listAbsent(db: Db, planId: string): Promise<PlanAbsent[]> {
  const rows = await db<{ detail: PlanAbsent }[]>`
    select detail from plan_absent where plan_id = ${planId} order by kab, code`;
  return rows.map((r) => r.detail);
}

export async function findAbsent(
  db: Db,
  planId: string,
  code: string,
): Promise<PlanAbsent | undefined> {
  const [row] = await db<{ detail: PlanAbsent }[]>`
    select detail from plan_absent where plan_id = ${planId} and code = ${code}`;
  return row?.detail;
}

export async function listTasks(db: Db, planId: string): Promise<PlanTask[]> {
  const rows = await db<{ detail: PlanTask }[]>`
    select detail from plan_task where plan_id = ${planId} order by kab, id`;
  return rows.map((r) => r.detail);
}

export async function listSplits(db: Db, planId: string): Promise<PlanSplit[]> {
  const rows = await db<{ detail: PlanSplit }[]>`
    select detail from plan_split where plan_id = ${planId} order by kab, variant`;
  return rows.map((r) => r.detail);
}

export interface PlanInputRow {
  kab: string;
  kind: string;
  digest: string;
  rows: number;
}

export const listPlanInputs = (db: Db, planId: string): Promise<PlanInputRow[]> =>
  db<PlanInputRow[]>`
    select kab, kind, digest, rows from plan_input where plan_id = ${planId} order by kab, kind`;

/** Region names a plan speaks of, villages included. */
export async function listPlanNames(db: Db, planId: string): Promise<Map<string, string>> {
  const rows = await db<{ code: string; name: string }[]>`
    select code, name from region where level <> 'village'
    union select r.code, r.name from plan_village v join region r on r.code = v.code where v.plan_id = ${planId}`;
  return new Map(rows.map((r) => [r.code, r.name]));
}

/** The plan before this one in its scenario. */
export async function findPlanBefore(db: Db, row: PlanRow): Promise<PlanRow | undefined> {
  const [before] = await db<PlanRow[]>`
    select ${plan(db)} where p.kab = ${PROVINCE_ROWS} and p.scenario_id = ${row.scenarioId}
      and p.number < ${row.number} and p.status = 'solved' order by p.number desc limit 1`;
  return before;
}

/* ---------------------------------------------------------------- documents */

/** Everything a workbook or a brief prints, cut to what the reader's area lets through. */
export interface PlanDocument {
  readonly id: string;
  readonly scenarioId: string;
  readonly scenario: string;
  readonly number: number;
  readonly year: number;
  readonly solvedAt: string;
  readonly solvedBy: string | null;
  readonly solver: string;
  readonly milliseconds: number;
  readonly contentDigest: string;
  readonly synthetic: boolean;
  readonly inputs: PlanInputs;
  readonly content: PlanContent;
  readonly priceList: string | null;
  readonly changes: readonly Reason[];
  /** Region code → name. */
  readonly names: ReadonlyMap<string, string>;
  /** Price item → Indonesian name; kit parts and materials are named by their recipes. */
  readonly items: ReadonlyMap<string, string>;
}

export async function getPlanDocument(db: Db, planId: string): Promise<PlanDocument | undefined> {
  const row = await findPlan(db, planId);
  if (row === undefined) return undefined;
  const [lines, villages, absent, tasks, splits, names, items, changes] = await Promise.all([
    listLines(db, planId),
    listPlanVillages(db, planId),
    listAbsent(db, planId),
    listTasks(db, planId),
    listSplits(db, planId),
    listPlanNames(db, planId),
    itemNames(db),
    findChanges(db, row),
  ]);
  return {
    id: row.id,
    scenarioId: row.scenarioId,
    scenario: row.scenario,
    number: row.number,
    year: row.inputs.year,
    solvedAt: row.solvedAt,
    solvedBy: row.solvedBy,
    solver: row.solver,
    milliseconds: row.milliseconds,
    contentDigest: row.contentDigest,
    synthetic: row.synthetic,
    inputs: row.inputs,
    content: { summary: row.summary, lines, villages, absent, tasks, splits },
    priceList: row.priceList,
    changes: changes.causes,
    names,
    items,
  };
}

/** What differs from the plan before it in the same scenario, and whose input that was. */
export async function findChanges(
  db: Db,
  row: PlanRow,
): Promise<ReturnType<typeof changesBetween>> {
  const before = await findPlanBefore(db, row);
  if (before === undefined || row.status !== 'solved') return { changes: [], causes: [] };
  return findDifference(db, before, row);
}

export async function findDifference(
  db: Db,
  before: PlanRow,
  after: PlanRow,
): Promise<ReturnType<typeof changesBetween>> {
  const [linesBefore, linesAfter, inputsBefore, inputsAfter, names] = await Promise.all([
    listLines(db, before.id),
    listLines(db, after.id),
    listPlanInputs(db, before.id),
    listPlanInputs(db, after.id),
    listPlanNames(db, after.id),
  ]);
  return changesBetween(
    { inputs: before.inputs, lines: linesBefore, sources: inputsBefore },
    { inputs: after.inputs, lines: linesAfter, sources: inputsAfter },
    (code) => names.get(code) ?? code,
  );
}

async function itemNames(db: Db): Promise<Map<string, string>> {
  const items = catalogueOf(await listPriceItems(db), await listCurrentRecipes(db));
  return new Map([
    ...items.map((i) => [i.code, i.name.id] as const),
    ['travel', 'Perjalanan narasumber (tabel perjalanan)'] as const,
  ]);
}
