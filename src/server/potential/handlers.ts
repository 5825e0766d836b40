import { randomUUID } from 'node:crypto';
import type { potentialApi } from '#api/potential.ts';
import { foldWord } from '#domain/fold.ts';
import { judge } from '#domain/gate.ts';
import { gateTable } from '#domain/gate-table.ts';
import { subjectFits } from '#domain/potential-answer.ts';
import { checkTotals, quotientsOf } from '#domain/potential-quotient.ts';
import { checkReadiness } from '#domain/readiness.ts';
import { recipeChanges } from '#domain/recipe-changes.ts';
import { covers, kabOf, levelOf } from '#domain/region.ts';
import { mayReach } from '#domain/role.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { isUniqueViolation } from '../db/pg-errors.ts';
import { listFactsOf } from '../poverty/queries.ts';
import { findRegion, listRegions } from '../regions/queries.ts';
import { exampleIds, lineOf } from './gate-line.ts';
import * as q from './queries.ts';
import * as answers from './queries-answers.ts';
import * as evidence from './queries-evidence.ts';
import * as recipes from './queries-recipes.ts';

/** Recipes, commodities and their spellings belong to the province. */
const PROVINCE = '74';

export const potentialHandlers: Handlers<typeof potentialApi> = {
  async gateMatrix(ctx) {
    const potential = await q.loadPotentialSnapshot(ctx.db);
    const regions = (await listRegions(ctx.db)).filter(
      (r) => r.level === 'kab' && mayReach(ctx.actor, r.code),
    );
    return {
      regions: regions.map(({ code, name }) => ({ code, name })),
      recipes: potential.recipes.map(({ id, name, branch, kind, version }) => ({
        id,
        name,
        branch,
        kind,
        version,
      })),
      cells: regions.flatMap(({ code }) =>
        potential.recipes.map((recipe) => {
          const { status, flags, grade } = judge(potential, code, recipe);
          const { kit } = checkReadiness(potential, code, recipe);
          return { region: code, recipe: recipe.id, status, flags: [...flags], grade, kit };
        }),
      ),
    };
  },

  async gateOf(ctx, input) {
    await needRegion(ctx, input.code);
    const potential = await q.loadPotentialSnapshot(ctx.db);
    const examples = exampleIds(potential);
    return gateTable(potential, input.code).map((row) => lineOf(row, potential, examples));
  },

  async quotientsOf(ctx, input) {
    const facts = await listFactsOf(ctx.db, ['production', 'area']);
    const names = new Map((await q.listCommodities(ctx.db)).map((c) => [c.code, c.name.id]));
    const current = await recipes.listCurrentRecipes(ctx.db);
    const nameOf = (item: string) => names.get(item) ?? item;
    const baseOf = (item: string, indicator: string) =>
      Math.min(
        ...current.flatMap((r) =>
          r.minimumBase?.indicator === indicator && r.commodities.includes(item)
            ? [r.minimumBase.value]
            : [],
        ),
      );
    return {
      rows: quotientsOf(facts, input.code).map((row) => {
        const base = baseOf(row.item, row.indicator);
        return {
          ...row,
          itemName: nameOf(row.item),
          minimumBase: Number.isFinite(base) ? base : null,
        };
      }),
      totals: checkTotals(facts, input.code.slice(0, 2)).map((t) => ({
        ...t,
        itemName: nameOf(t.item),
      })),
    };
  },

  listCommodities: (ctx) => q.listCommodities(ctx.db),

  async addSpelling(ctx, input) {
    await needCommodity(ctx, input.commodity);
    const folded = foldWord(input.spelling);
    try {
      await evidence.addAlias(ctx.db, {
        folded,
        code: input.commodity,
        spelling: input.spelling,
        source: ctx.actor.name,
        by: ctx.actor.id,
        now: ctx.now,
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new Problem('already-exists', { spelling: folded });
      throw error;
    }
    return done(undefined, {
      kab: PROVINCE,
      subject: input.commodity,
      details: { spelling: folded },
    });
  },

  listEvidence: (ctx, input) => evidence.listEvidence(ctx.db, input.code),

  async addEvidence(ctx, input) {
    await needRegion(ctx, input.code);
    await needCommodity(ctx, input.commodity);
    const id = randomUUID();
    const [added] = await evidence.addEvidence(
      ctx.db,
      [{ ...input, id, note: input.note || null, kindText: null, synthetic: false }],
      { origin: 'screen', importId: null, by: ctx.actor.id, at: ctx.now },
    );
    if (added === undefined) throw new Problem('already-exists', { source: input.source });
    const { code, commodity, kind, grade, polarity, year } = input;
    return done(
      { id },
      { kab: kabOf(code), subject: id, details: { code, commodity, kind, grade, polarity, year } },
    );
  },

  async retractEvidence(ctx, input) {
    const row = await evidence.retractEvidence(ctx.db, input.id, {
      actor: ctx.actor.id,
      now: ctx.now,
      reason: input.reason,
    });
    if (row === undefined) throw new Problem('not-found');
    return done(undefined, {
      kab: row.kab,
      subject: input.id,
      details: { commodity: row.commodity, reason: input.reason },
    });
  },

  listRecipes: (ctx) => recipes.listCurrentRecipes(ctx.db),

  async listRecipeVersions(ctx, input) {
    const rows = await recipes.listRecipeVersions(ctx.db, input.id);
    if (rows.length === 0) throw new Problem('not-found');
    return rows.map(({ body, ...row }, i) => ({
      ...row,
      recipe: body,
      changed: recipeChanges(rows[i + 1]?.body, body),
    }));
  },

  async changeRecipe(ctx, input) {
    if (input.recipe.id !== input.id) throw new Problem('bad-input', { field: 'id' });
    const known = new Set((await q.listCommodities(ctx.db)).map((c) => c.code));
    const unknown = input.recipe.commodities.filter((c) => !known.has(c));
    if (unknown.length > 0) {
      throw new Problem('rule-broken', { rule: 'recipe-commodity-unknown' });
    }
    const now = await recipes.lockRecipe(ctx.db, input.id);
    if ((now?.version ?? 0) !== input.basedOn) throw new Problem('changed-meanwhile');
    const before = now ? (await recipes.listRecipeVersions(ctx.db, input.id))[0]?.body : undefined;
    const changed = recipeChanges(before, input.recipe);
    if (before !== undefined && changed.length === 0) {
      throw new Problem('rule-broken', { rule: 'recipe-unchanged' });
    }
    const version = input.basedOn + 1;
    await recipes.addRecipeVersion(ctx.db, {
      kab: PROVINCE,
      recipe: input.recipe,
      version,
      reason: input.reason,
      by: ctx.actor.id,
      byName: ctx.actor.name,
      now: ctx.now,
      shippedDigest: null,
    });
    return done(
      { version },
      { kab: PROVINCE, subject: input.id, details: { version, changed, reason: input.reason } },
    );
  },

  listPastAid: (ctx, input) => evidence.listPastAid(ctx.db, input.code),

  async addPastAid(ctx, input) {
    if (levelOf(input.code) === 'province')
      throw new Problem('rule-broken', { rule: 'aid-needs-kab' });
    await needRegion(ctx, input.code);
    if (input.subject !== null) await needSubject(ctx, input.subject);
    const id = randomUUID();
    const [added] = await evidence.addPastAid(
      ctx.db,
      [{ ...input, id, cause: input.cause || null, synthetic: false }],
      { origin: 'screen', importId: null, by: ctx.actor.id, at: ctx.now },
    );
    if (added === undefined) throw new Problem('already-exists', { title: input.title });
    const { code, subject, year, status } = input;
    return done(
      { id },
      { kab: kabOf(code), subject: id, details: { code, subject, year, status } },
    );
  },

  async changePastAid(ctx, input) {
    const row = await evidence.changePastAidStatus(ctx.db, input.id, {
      status: input.status,
      cause: input.cause || null,
      reason: input.reason,
      actor: ctx.actor.id,
      now: ctx.now,
    });
    if (row === undefined) throw new Problem('not-found');
    return done(undefined, {
      kab: row.kab,
      subject: input.id,
      details: { status: input.status, reason: input.reason },
    });
  },

  listAnswers: (ctx, input) => answers.listAnswers(ctx.db, input.code),

  async addAnswers(ctx, input) {
    const [current, commodities] = await Promise.all([
      recipes.listCurrentRecipes(ctx.db),
      q.listCommodities(ctx.db),
    ]);
    for (const a of input.answers) {
      if (!covers(input.code, a.code)) throw new Problem('outside-area', { region: a.code });
      if (!subjectFits(a.topic, a.subject, { recipes: current, commodities })) {
        throw new Problem('bad-input', { field: 'subject', value: a.subject });
      }
    }
    for (const code of new Set(input.answers.map((a) => a.code))) await needRegion(ctx, code);
    const onBehalf = ctx.actor.role !== 'officer';
    const added = await answers.addAnswers(
      ctx.db,
      input.answers.map((a) => ({
        ...a,
        id: randomUUID(),
        note: a.note || null,
        saidBy: (onBehalf ? input.saidBy : undefined) ?? ctx.actor.name,
        saidOn: input.saidOn ?? todayInWita(ctx.now),
        via: 'screen' as const,
        onBehalf,
        synthetic: false,
        actorId: ctx.actor.id,
      })),
      ctx.now,
    );
    return done(
      { added },
      {
        kab: input.code,
        subject: input.code,
        details: {
          onBehalf,
          answers: input.answers.map((a) => [a.code, a.topic, a.subject, a.answer]),
        },
      },
    );
  },

  listOverrides: (ctx) => recipes.listOverrides(ctx.db),

  async addOverride(ctx, input) {
    if (levelOf(input.code) === 'province')
      throw new Problem('rule-broken', { rule: 'override-needs-kab' });
    await needRegion(ctx, input.code);
    const id = randomUUID();
    const current = await recipes.listCurrentRecipes(ctx.db);
    if (!current.some((r) => r.id === input.recipe)) throw new Problem('not-found');
    try {
      await recipes.addOverride(ctx.db, { ...input, id, at: ctx.now, madeBy: ctx.actor.id });
    } catch (error) {
      if (isUniqueViolation(error)) throw new Problem('already-exists', { recipe: input.recipe });
      throw error;
    }
    return done(
      { id },
      {
        kab: kabOf(input.code),
        subject: id,
        details: {
          code: input.code,
          recipe: input.recipe,
          officer: input.officerName,
          reason: input.reason,
        },
      },
    );
  },

  async withdrawOverride(ctx, input) {
    const row = await recipes.withdrawOverride(ctx.db, input.id, {
      actor: ctx.actor.id,
      now: ctx.now,
      reason: input.reason,
    });
    if (row === undefined) throw new Problem('not-found');
    return done(undefined, {
      kab: row.kab,
      subject: input.id,
      details: { code: row.code, recipe: row.recipe, reason: input.reason },
    });
  },
};

async function needRegion(ctx: Context, code: string): Promise<void> {
  if ((await findRegion(ctx.db, code)) === undefined)
    throw new Problem('not-found', { region: code });
}

async function needCommodity(ctx: Context, code: string): Promise<void> {
  const known = await q.listCommodities(ctx.db);
  if (!known.some((c) => c.code === code)) throw new Problem('not-found', { commodity: code });
}

/** A commodity or a recipe. */
async function needSubject(ctx: Context, subject: string): Promise<void> {
  const current = await recipes.listCurrentRecipes(ctx.db);
  if (!current.some((r) => r.id === subject)) await needCommodity(ctx, subject);
}

/** Offices date papers by their own day; UTC would say yesterday until eight in the morning. */
const todayInWita = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);
