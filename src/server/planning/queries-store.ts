import type { PlanInputs } from '#domain/limit.ts';
import type { PlanContent } from '#domain/plan.ts';
import type { Db } from '../db/sql.ts';
import type { PlanInputRow } from './queries.ts';
import { PROVINCE_ROWS } from './queries-prices.ts';

export interface NewPlan {
  id: string;
  scenarioId: string;
  inputs: PlanInputs;
  content: PlanContent;
  contentDigest: string;
  snapshotDigest: string;
  priceList: string | null;
  milliseconds: number;
  solver: string;
  synthetic: boolean;
  by: string | null;
  sources: readonly PlanInputRow[];
}

/** Stores a plan once and for all; answers its number in the scenario. */
export async function addPlan(db: Db, p: NewPlan, now: string): Promise<number> {
  const { summary } = p.content;
  const stoppedBy = summary.variants.find((v) => v.variant === 'plan')?.stoppedBy ?? null;
  await db`select 1 from scenario where kab = ${PROVINCE_ROWS} and id = ${p.scenarioId} for update`;
  const [row] = await db<{ number: number }[]>`
    insert into plan (kab, id, scenario_id, number, status, inputs, summary, content_digest, snapshot_digest, price_list,
      stopped_by, milliseconds, solver, synthetic, solved_at, solved_by)
    select ${PROVINCE_ROWS}, ${p.id}, ${p.scenarioId}, coalesce(max(number), 0) + 1, ${summary.status},
      ${json(p.inputs)}::text::jsonb, ${json(summary)}::text::jsonb, ${p.contentDigest}, ${p.snapshotDigest},
      ${p.priceList}, ${stoppedBy}, ${p.milliseconds}, ${p.solver}, ${p.synthetic}, ${now}, ${p.by}
    from plan where kab = ${PROVINCE_ROWS} and scenario_id = ${p.scenarioId} returning number`;
  await db`
    insert into plan_line (kab, plan_id, id, place, recipe, tier, batches, participants, training_rupiah, kit_rupiah, detail)
    select l->>'kab', ${p.id}, l->>'id', l->>'place', l->>'recipe', l->>'tier', (l->>'batches')::int,
      (l->>'participants')::int, (l->>'trainingRupiah')::bigint, (l->>'kitRupiah')::bigint, l
    from jsonb_array_elements(${json(p.content.lines)}::text::jsonb) as l`;
  await db`
    insert into plan_village (kab, plan_id, line, code, participants, by_desil)
    select v->>'kab', ${p.id}, v->>'line', v->>'code', (v->>'participants')::int,
      array(select n::int from jsonb_array_elements_text(v->'byDesil') as n)
    from jsonb_array_elements(${json(p.content.villages)}::text::jsonb) as v`;
  await db`
    insert into plan_absent (kab, plan_id, code, level, served, families, detail)
    select a->>'kab', ${p.id}, a->>'code', a->>'level', (a->>'served')::boolean, (a->>'families')::int, a
    from jsonb_array_elements(${json(p.content.absent)}::text::jsonb) as a`;
  await db`
    insert into plan_task (kab, plan_id, id, line, kind, detail)
    select t->>'kab', ${p.id}, t->>'id', t->>'line', t->>'kind', t
    from jsonb_array_elements(${json(p.content.tasks)}::text::jsonb) as t`;
  await db`
    insert into plan_split (kab, plan_id, variant, detail)
    select s->>'kab', ${p.id}, s->>'variant', s
    from jsonb_array_elements(${json(p.content.splits)}::text::jsonb) as s`;
  await db`
    insert into plan_input (kab, plan_id, kind, digest, rows)
    select i->>'kab', ${p.id}, i->>'kind', i->>'digest', (i->>'rows')::int
    from jsonb_array_elements(${json(p.sources)}::text::jsonb) as i`;
  return row?.number ?? 1;
}

const json = (value: unknown): string => JSON.stringify(value);

/** A plan nobody wants: goes with all its rows. */
export async function removePlan(db: Db, id: string): Promise<void> {
  await db`delete from plan_line where plan_id = ${id}`;
  await db`delete from plan_village where plan_id = ${id}`;
  await db`delete from plan_absent where plan_id = ${id}`;
  await db`delete from plan_task where plan_id = ${id}`;
  await db`delete from plan_split where plan_id = ${id}`;
  await db`delete from plan_input where plan_id = ${id}`;
  await db`delete from plan where kab = ${PROVINCE_ROWS} and id = ${id}`;
}

/** The newest plan of one scenario, again as the first of another: saving a scenario under a name. */
export async function copyPlan(
  db: Db,
  from: string,
  to: { id: string; scenarioId: string },
): Promise<void> {
  await db`
    insert into plan (kab, id, scenario_id, number, status, inputs, summary, content_digest, snapshot_digest, price_list,
      stopped_by, milliseconds, solver, synthetic, solved_at, solved_by)
    select kab, ${to.id}, ${to.scenarioId}, 1, status, inputs, summary, content_digest, snapshot_digest, price_list,
      stopped_by, milliseconds, solver, synthetic, solved_at, solved_by
    from plan where kab = ${PROVINCE_ROWS} and id = ${from}`;
  await db`
    insert into plan_line (kab, plan_id, id, place, recipe, tier, batches, participants, training_rupiah, kit_rupiah, detail)
    select kab, ${to.id}, id, place, recipe, tier, batches, participants, training_rupiah, kit_rupiah, detail
    from plan_line where plan_id = ${from}`;
  await db`
    insert into plan_village (kab, plan_id, line, code, participants, by_desil)
    select kab, ${to.id}, line, code, participants, by_desil from plan_village where plan_id = ${from}`;
  await db`
    insert into plan_absent (kab, plan_id, code, level, served, families, detail)
    select kab, ${to.id}, code, level, served, families, detail from plan_absent where plan_id = ${from}`;
  await db`
    insert into plan_task (kab, plan_id, id, line, kind, detail)
    select kab, ${to.id}, id, line, kind, detail from plan_task where plan_id = ${from}`;
  await db`
    insert into plan_split (kab, plan_id, variant, detail)
    select kab, ${to.id}, variant, detail from plan_split where plan_id = ${from}`;
  await db`
    insert into plan_input (kab, plan_id, kind, digest, rows)
    select kab, ${to.id}, kind, digest, rows from plan_input where plan_id = ${from}`;
}
