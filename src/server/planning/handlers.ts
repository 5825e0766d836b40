import { randomUUID } from 'node:crypto';
import type { planningApi } from '#api/planning.ts';
import { blankInputs, type PlanInputs } from '#domain/limit.ts';
import { pricesOf } from '#domain/price.ts';
import { costRules } from '#domain/rab.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { addJob } from '../job-queue.ts';
import { listCurrentRecipes } from '../potential/queries-recipes.ts';
import { findNeedSources } from '../registry/queries.ts';
import { priceHandlers } from './handlers-prices.ts';
import type { SolveJob } from './jobs.ts';
import * as q from './queries.ts';
import { findPriceList, listPriceLists, listPrices, PROVINCE_ROWS } from './queries-prices.ts';
import { copyPlan, removePlan } from './queries-store.ts';
import { planBrief, scenarioBrief } from './views.ts';

export const planningHandlers: Handlers<typeof planningApi> = {
  ...priceHandlers,

  async planningOptions(ctx) {
    const lists = await listPriceLists(ctx.db);
    const recipes = await listCurrentRecipes(ctx.db);
    const newest = lists[0];
    const prices = pricesOf(newest === undefined ? [] : await listPrices(ctx.db, newest.id));
    const hasRegister = (await findNeedSources(ctx.db)).length > 0;
    const year = Number(ctx.now.slice(0, 4)) + 1;
    return {
      recipes: recipes.map((recipe) => ({
        id: recipe.id,
        name: recipe.name,
        trainerGroup: recipe.training.trainerGroup,
        costable: costRules({
          recipe,
          place: PROVINCE_ROWS,
          island: false,
          travel: undefined,
          prices,
          kit: false,
          itemName: (item) => ({ id: item, en: item }),
        }).ok,
      })),
      priceLists: lists,
      blank: { ...blankInputs(year), priceList: newest?.id ?? null },
      missing: [
        ...(hasRegister ? [] : (['register'] as const)),
        ...(lists.some((l) => l.priced > 0) ? [] : (['prices'] as const)),
      ],
    };
  },

  async listScenarios(ctx) {
    const latest = new Map((await q.listLatestPlans(ctx.db)).map((p) => [p.scenarioId, p]));
    return (await q.listScenarios(ctx.db)).map((s) => scenarioBrief(s, latest.get(s.id)));
  },

  async getScenario(ctx, input) {
    const row = await getScenario(ctx, input.id);
    const [latest] = await q.listPlans(ctx.db, row.id);
    return {
      ...scenarioBrief(row, latest),
      inputs: row.inputs,
      isSolved: latest !== undefined && same(latest.inputs, row.inputs),
    };
  },

  async addScenario(ctx, input) {
    await checkInputs(ctx, input.inputs);
    const id = randomUUID();
    await q.addScenario(ctx.db, { ...input, id, synthetic: false, by: ctx.actor.id }, ctx.now);
    return done({ id }, note(id, { name: input.name, year: input.inputs.year }));
  },

  async copyScenario(ctx, input) {
    const from = await getScenario(ctx, input.id);
    const id = randomUUID();
    await q.addScenario(
      ctx.db,
      { id, name: input.name, inputs: from.inputs, synthetic: from.synthetic, by: ctx.actor.id },
      ctx.now,
    );
    const [latest] = await q.listPlans(ctx.db, from.id);
    if (latest !== undefined && same(latest.inputs, from.inputs))
      await copyPlan(ctx.db, latest.id, { id: randomUUID(), scenarioId: id });
    return done({ id }, note(id, { from: from.id, name: input.name }));
  },

  async changeScenario(ctx, input) {
    await getScenario(ctx, input.id);
    await checkInputs(ctx, input.inputs);
    const changed = await q.changeScenario(ctx.db, { ...input, by: ctx.actor.id }, ctx.now);
    if (!changed) throw new Problem('changed-meanwhile');
    return done({ version: input.version + 1 }, note(input.id, { name: input.name }));
  },

  async removeScenario(ctx, input) {
    await getScenario(ctx, input.id);
    await q.removeScenario(ctx.db, input.id, ctx.now);
    return done(undefined, note(input.id, {}));
  },

  async solvePlan(ctx, input) {
    const scenario = await getScenario(ctx, input.id);
    const job: SolveJob = { scenarioId: scenario.id };
    const jobId = await addJob(ctx.db, {
      kab: PROVINCE_ROWS,
      kind: 'planning.solve',
      input: job,
      actor: ctx.actor,
      now: ctx.now,
    });
    return done({ jobId }, note(scenario.id, { job: jobId }));
  },

  async listPlans(ctx, input) {
    await getScenario(ctx, input.id);
    return (await q.listPlans(ctx.db, input.id)).map(planBrief);
  },

  async getPlan(ctx, input) {
    const row = await getPlan(ctx, input.id);
    const [lines, absent, tasks, splits, { changes, causes }] = await Promise.all([
      q.listLines(ctx.db, row.id),
      q.listAbsent(ctx.db, row.id),
      q.listTasks(ctx.db, row.id),
      q.listSplits(ctx.db, row.id),
      q.findChanges(ctx.db, row),
    ]);
    return {
      plan: planBrief(row),
      inputs: row.inputs,
      summary: row.summary,
      priceList: row.priceList,
      solver: row.solver,
      milliseconds: row.milliseconds,
      contentDigest: row.contentDigest,
      lines,
      absent,
      tasks,
      splits,
      changes,
      causes: causes.map((c) => ({ code: c.code, params: { ...c.params } })),
    };
  },

  async removePlan(ctx, input) {
    const row = await getPlan(ctx, input.id);
    await removePlan(ctx.db, row.id);
    return done(undefined, note(row.id, { scenario: row.scenarioId, number: row.number }));
  },

  async explainLine(ctx, input) {
    const line = await q.findLine(ctx.db, input.id, input.line);
    if (line === undefined) throw new Problem('not-found');
    const villages = await q.listPlanVillages(ctx.db, input.id, line.id);
    const names = await q.listPlanNames(ctx.db, input.id);
    const tasks = await q.listTasks(ctx.db, input.id);
    return {
      line,
      villages: villages.map((v) => ({ ...v, name: names.get(v.code) ?? v.code })),
      tasks: tasks.filter((t) => t.line === line.id),
    };
  },

  async explainAbsence(ctx, input) {
    const absent = await q.findAbsent(ctx.db, input.id, input.code);
    if (absent === undefined) throw new Problem('not-found');
    return absent;
  },

  async comparePlans(ctx, input) {
    const rows = [await getPlan(ctx, input.other), await getPlan(ctx, input.id)] as const;
    const { changes, causes } = await q.findDifference(ctx.db, rows[0], rows[1]);
    const plans = [];
    for (const row of rows)
      plans.push({
        plan: planBrief(row),
        summary: row.summary,
        splits: await q.listSplits(ctx.db, row.id),
      });
    return {
      plans,
      changes,
      causes: causes.map((c) => ({ code: c.code, params: { ...c.params } })),
    };
  },
};

async function getScenario(ctx: Context, id: string): Promise<q.ScenarioRow> {
  const row = await q.findScenario(ctx.db, id);
  if (row === undefined) throw new Problem('not-found');
  return row;
}

async function getPlan(ctx: Context, id: string): Promise<q.PlanRow> {
  const row = await q.findPlan(ctx.db, id);
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** Rules a shape cannot say. */
async function checkInputs(ctx: Context, inputs: PlanInputs): Promise<void> {
  const broken = (rule: string) => new Problem('rule-broken', { rule });
  if (inputs.minimumFill > inputs.batchSize) throw broken('fill-over-size');
  if (new Set(inputs.sources.map((s) => s.id)).size < inputs.sources.length)
    throw broken('source-twice');
  if (new Set(inputs.kabLimits.map((l) => l.kab)).size < inputs.kabLimits.length)
    throw broken('kab-twice');
  if (inputs.priceList !== null && !(await findPriceList(ctx.db, inputs.priceList)))
    throw broken('price-list-gone');
}

/** Key order differs after a round through the database. */
const same = (a: unknown, b: unknown): boolean => stable(a) === stable(b);
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([x], [y]) => (x < y ? -1 : 1)))
      : v,
  );

const note = (subject: string, details: Record<string, unknown>) => ({
  kab: PROVINCE_ROWS,
  subject,
  details,
});
