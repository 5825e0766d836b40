import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobsApi } from '#api/jobs.ts';
import type { ReplyOf } from '#api/operation.ts';
import { planningApi } from '#api/planning.ts';
import { judge } from '#domain/gate.ts';
import type { PlanInputs } from '#domain/limit.ts';
import type { PlanContent } from '#domain/plan.ts';
import { checkReadiness } from '#domain/readiness.ts';
import { inScope } from '#server/db/sql.ts';
import { getPlanDocument } from '#server/planning/queries.ts';
import { loadSnapshot } from '#server/planning/snapshot.ts';
import { addAnswers } from '#server/potential/queries-answers.ts';
import { samplePlanning } from '../support/plan-database.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';
import { verifyPlan } from '../support/verify-plan.ts';

let server: TestServer;
let planner: Person;
let inputs: PlanInputs;
/** One scenario with its plan, for everything that only reads. */
let base: { id: string; view: ReplyOf<typeof planningApi.getPlan> };

const kabs = Array.from({ length: 15 }, (_, i) => `74.${String(i + 1).padStart(2, '0')}`);
const everything = { read: ['74', ...kabs, '74.71', '74.72'], write: [], actor: 'uji' };

beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
  inputs = await samplePlanning(server);
  const { id } = await planner.call(planningApi.addScenario, { name: 'Rencana uji', inputs });
  base = { id, view: await solved(id) };
}, 240_000);
afterAll(() => server.close());

async function solved(scenarioId: string) {
  const { jobId } = await planner.call(planningApi.solvePlan, { id: scenarioId });
  await server.jobs.idle();
  const job = await planner.call(jobsApi.getJob, { id: jobId });
  expect(job).toMatchObject({ state: 'done', problem: null });
  const { planId } = job.result as { planId: string };
  return planner.call(planningApi.getPlan, { id: planId });
}

describe('from a scenario to a plan', () => {
  test('a planner makes a scenario, solves it and reads every line with its reasons', async () => {
    const { id, view } = base;
    expect(view.summary.status).toBe('solved');
    expect(view.lines.length).toBeGreaterThan(0);
    expect(view.summary.variants.map((v) => v.variant)).toEqual(['plan', 'equal', 'proportional']);
    expect(view.splits.filter((s) => s.variant === 'plan').length).toBe(17);
    const [first] = view.lines;
    const why = await planner.call(planningApi.explainLine, {
      id: view.plan.id,
      line: first?.id ?? '',
    });
    expect(why.line.because.potential.length).toBeGreaterThan(0);
    expect(why.villages.reduce((sum, v) => sum + v.participants, 0)).toBe(first?.participants);
    expect(why.line.rab[0]?.lines.length).toBeGreaterThan(5);
    const list = await planner.call(planningApi.listScenarios, {});
    expect(list.find((s) => s.id === id)?.latest?.participants).toBe(
      view.summary.variants[0]?.participants,
    );
    expect((await planner.call(planningApi.getScenario, { id })).isSolved).toBe(true);
  }, 120_000);

  test('the stored plan keeps every rule, checked from outside against what it was made from', async () => {
    const snapshot = await inScope(server.pool, everything, (db) => loadSnapshot(db, inputs));
    const paper = await inScope(server.pool, everything, (db) =>
      getPlanDocument(db, base.view.plan.id),
    );
    const recipeOf = (id: string) => snapshot.potential.recipes.find((r) => r.id === id);
    const wrong = verifyPlan({
      inputs,
      needs: snapshot.needs,
      kabs: snapshot.regions.filter((r) => r.level === 'kab').map((r) => r.code),
      island: new Map(snapshot.regions.map((r) => [r.code, r.island])),
      recipes: snapshot.potential.recipes,
      prices: snapshot.prices,
      travel: new Map(),
      gate: (place, id) => {
        const recipe = recipeOf(id);
        return recipe ? judge(snapshot.potential, place, recipe).status : 'blocked';
      },
      readiness: (place, id) => {
        const recipe = recipeOf(id);
        return recipe ? checkReadiness(snapshot.potential, place, recipe).kit : 'absent';
      },
      content: paper?.content as PlanContent,
    });
    expect(paper?.content.lines.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  test('the same scenario solved twice gives the same plan to the last bit, and no changes', async () => {
    const { id, view: one } = base;
    const two = await solved(id);
    expect(two.contentDigest).toBe(one.contentDigest);
    expect([one.plan.number, two.plan.number]).toEqual([1, 2]);
    expect(two.changes).toEqual([]);
  }, 120_000);

  test('a place that is left out says why and what would bring it in', async () => {
    const { view } = base;
    const left = view.absent.filter((a) => !a.served && a.level === 'kec');
    expect(left.length).toBeGreaterThan(200);
    expect(left.every((a) => a.because.length > 0)).toBe(true);
    const silent = left.find((a) => a.because[0]?.code === 'absent-no-register');
    expect(silent?.families).toBeNull();
    const why = await planner.call(planningApi.explainAbsence, {
      id: view.plan.id,
      code: '74.12.01',
    });
    expect(why.options.length).toBeGreaterThan(20);
  }, 120_000);

  test('another budget changes lines, and the change is put down to the money', async () => {
    const { id } = await planner.call(planningApi.copyScenario, { id: base.id, name: 'Uang' });
    const { version } = await planner.call(planningApi.getScenario, { id });
    const less = inputs.sources.map((s) => ({
      ...s,
      amountRupiah: Math.floor(s.amountRupiah / 2),
    }));
    await planner.call(planningApi.changeScenario, {
      id,
      version,
      name: 'Uang',
      inputs: { ...inputs, sources: less },
    });
    const after = await solved(id);
    expect(after.causes.map((c) => c.code)).toEqual(['change-money']);
    expect(after.changes.length).toBeGreaterThan(0);
    expect(after.changes[0]?.causes[0]?.code).toBe('change-money');
    const [newer, older] = await planner.call(planningApi.listPlans, { id });
    const both = await planner.call(planningApi.comparePlans, {
      id: newer?.id ?? '',
      other: older?.id ?? '',
    });
    expect(both.plans.map((p) => p.plan.number)).toEqual([1, 2]);
    expect(both.changes).toEqual(after.changes);
  }, 120_000);

  test('an answer of one kabupaten changes its lines and is named as the cause', async () => {
    const { id } = await planner.call(planningApi.copyScenario, { id: base.id, name: 'Jawaban' });
    const line = base.view.lines.find((l) => l.kab === '74.11');
    const now = new Date().toISOString();
    const said = {
      id: randomUUID(),
      code: '74.11',
      topic: 'commodity' as const,
      subject: line?.recipe ?? '',
      answer: 'no' as const,
      note: null,
      saidBy: 'Petugas',
      saidOn: now.slice(0, 10),
      via: 'screen' as const,
      onBehalf: false,
      synthetic: false,
      actorId: null,
    };
    await addAnswers(server.owner, [said], now);
    const after = await solved(id);
    expect(after.causes.map((c) => [c.code, c.params['kab']])).toEqual([
      ['change-answers', 'Kolaka Timur'],
    ]);
    const gone = after.changes.filter((c) => c.kab === '74.11');
    expect(gone.length).toBeGreaterThan(0);
    expect(gone[0]?.causes[0]).toMatchObject({ code: 'change-answers' });
  }, 120_000);

  test('the most batches a kabupaten says it can take holds, unless the planner sets another', async () => {
    const { id } = await planner.call(planningApi.copyScenario, { id: base.id, name: 'Sanggup' });
    const batchesIn = (view: typeof base.view, at: string): number =>
      view.lines.reduce((sum, l) => sum + (l.kab === at ? l.batches : 0), 0);
    const kabs = [...new Set(base.view.lines.map((l) => l.kab))].filter((k) => k !== '74.11');
    const kab = kabs.find((k) => batchesIn(base.view, k) > 1) ?? '';
    expect(batchesIn(base.view, kab)).toBeGreaterThan(1);
    const now = new Date().toISOString();
    const limit = {
      topic: 'limit' as const,
      code: kab,
      answer: 'text' as const,
      saidBy: 'Petugas',
      saidOn: now.slice(0, 10),
      via: 'sheet' as const,
      onBehalf: false,
      synthetic: false,
      actorId: null,
    };
    await addAnswers(
      server.owner,
      [
        { ...limit, id: randomUUID(), subject: 'max-batches', note: '1 — pelatih satu orang' },
        { ...limit, id: randomUUID(), subject: 'months', note: '3, 4, 5' },
      ],
      now,
    );
    const after = await solved(id);
    expect(batchesIn(after, kab)).toBeLessThanOrEqual(1);
    const codes = after.summary.notes.map((n) => n.code);
    expect(codes).toContain('note-says-max');
    expect(codes).toContain('note-says-months');
    const { version } = await planner.call(planningApi.getScenario, { id });
    await planner.call(planningApi.changeScenario, {
      id,
      version,
      name: 'Sanggup',
      inputs: { ...inputs, kabLimits: [{ kab, min: null, max: 2 }] },
    });
    const overruled = await solved(id);
    expect(overruled.summary.notes.map((n) => n.code)).toContain('note-says-max-overruled');
    expect(batchesIn(overruled, kab)).toBeLessThanOrEqual(2);
  }, 120_000);

  test('limits that fight are named; the plan is stored as impossible', async () => {
    const { id } = await planner.call(planningApi.addScenario, {
      name: 'Mustahil',
      inputs: {
        ...inputs,
        sources: inputs.sources.map((s) => ({ ...s, amountRupiah: 20_000_000 })),
        kabLimits: [{ kab: '74.12', min: 1, max: null }],
        minPerKab: 0,
      },
    });
    const view = await solved(id);
    expect(view.plan.status).toBe('infeasible');
    expect(view.summary.conflict.map((c) => c.words.code)).toContain('limit-kab-min');
    expect(view.summary.conflict.map((c) => c.words.code)).toContain('limit-source');
  }, 120_000);

  test('saving under another name keeps the plan that was made', async () => {
    const { id, view } = base;
    const copy = await planner.call(planningApi.copyScenario, { id, name: 'Salinan' });
    const [plan] = await planner.call(planningApi.listPlans, { id: copy.id });
    const again = await planner.call(planningApi.getPlan, { id: plan?.id ?? '' });
    expect(again.contentDigest).toBe(view.contentDigest);
    expect(again.lines).toEqual(view.lines);
    await planner.call(planningApi.removePlan, { id: plan?.id ?? '' });
    expect(await planner.call(planningApi.listPlans, { id: copy.id })).toEqual([]);
    await planner.call(planningApi.removeScenario, { id: copy.id });
    expect((await planner.refusal(planningApi.getScenario, { id: copy.id }))?.code).toBe(
      'not-found',
    );
  }, 120_000);

  test('two people cannot overwrite each other', async () => {
    const { id } = await planner.call(planningApi.addScenario, { name: 'Berdua', inputs });
    await planner.call(planningApi.changeScenario, { id, version: 1, name: 'Berdua', inputs });
    const late = await planner.refusal(planningApi.changeScenario, {
      id,
      version: 1,
      name: 'Terlambat',
      inputs,
    });
    expect(late?.code).toBe('changed-meanwhile');
  });
});

describe('who sees what', () => {
  test('an officer reads the own kabupaten only, even through a query that forgets the area', async () => {
    const { id, view: whole } = base;
    const officer = await server.person('officer', '74.11');
    const view = await officer.call(planningApi.getPlan, { id: whole.plan.id });
    expect(new Set(view.lines.map((l) => l.kab))).toEqual(new Set(['74.11']));
    expect(new Set(view.splits.map((s) => s.kab))).toEqual(new Set(['74.11']));
    expect(new Set(view.absent.map((a) => a.kab))).toEqual(new Set(['74.11']));
    expect(view.summary).toEqual(whole.summary);
    const foreign = whole.lines.find((l) => l.kab !== '74.11');
    expect(
      (
        await officer.refusal(planningApi.explainLine, {
          id: whole.plan.id,
          line: foreign?.id ?? '',
        })
      )?.code,
    ).toBe('not-found');
    const scope = { read: ['74', '74.11'], write: ['74.11'], actor: 'uji' };
    const kabs = await inScope(
      server.pool,
      scope,
      (db) => db<{ kab: string }[]>`select distinct kab from plan_line`,
    );
    expect(kabs.map((k) => k.kab)).toEqual(['74.11']);
    const paper = await inScope(server.pool, scope, (db) => getPlanDocument(db, whole.plan.id));
    expect(new Set(paper?.content.lines.map((l) => l.kab))).toEqual(new Set(['74.11']));
    expect((await officer.refusal(planningApi.solvePlan, { id }))?.code).toBe('not-allowed');
  }, 120_000);

  test('the stored plan is everything a document needs', async () => {
    const paper = await inScope(server.pool, everything, (db) =>
      getPlanDocument(db, base.view.plan.id),
    );
    expect(paper?.content.lines.length).toBeGreaterThan(0);
    for (const line of paper?.content.lines ?? []) {
      expect(paper?.names.get(line.place)).toBeTruthy();
      for (const rab of line.rab)
        for (const l of rab.lines) expect(paper?.items.get(l.item)).toBeTruthy();
    }
  });
});

describe('stopping', () => {
  test('a cancelled search keeps the best plan so far and says that a person stopped it', async () => {
    const { id } = await planner.call(planningApi.addScenario, {
      name: 'Dihentikan',
      inputs: { ...inputs, gapPercent: 0.01 },
    });
    const { jobId } = await planner.call(planningApi.solvePlan, { id });
    for (let step = ''; step !== 'plan.step.first' && step !== 'plan.step.better'; ) {
      const job = await planner.call(jobsApi.getJob, { id: jobId });
      if (job.state === 'done' || job.state === 'failed') break;
      step = job.progress?.step ?? '';
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await planner.call(jobsApi.cancelJob, { id: jobId });
    await server.jobs.idle();
    const job = await planner.call(jobsApi.getJob, { id: jobId });
    expect(job.state).toBe('done');
    const { planId } = job.result as { planId: string };
    const view = await planner.call(planningApi.getPlan, { id: planId });
    expect(view.summary.status).toBe('solved');
    expect(view.lines.length).toBeGreaterThan(0);
  }, 120_000);
});
