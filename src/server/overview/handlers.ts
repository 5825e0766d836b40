import type { ExampleRow, Overview, overviewApi } from '#api/overview.ts';
import { type GateRow, gateTable } from '#domain/gate-table.ts';
import { familiesUpTo, type Need } from '#domain/need.ts';
import type { Potential } from '#domain/potential.ts';
import { covers, kabOf } from '#domain/region.ts';
import type { Actor } from '#domain/role.ts';
import { verdictOf } from '#domain/verdict.ts';
import { listAccounts } from '../access/queries.ts';
import type { Context, Handlers } from '../context.ts';
import { findLatestPlan, listSplits, type PlanRow } from '../planning/queries.ts';
import { listPriceLists } from '../planning/queries-prices.ts';
import { loadPotentialSnapshot } from '../potential/queries.ts';
import { listFactsOf } from '../poverty/queries.ts';
import { listRegions } from '../regions/queries.ts';
import { listBoundaryLevels } from '../regions/queries-boundaries.ts';
import { listNeed } from '../registry/queries.ts';

/** Desil that count until a plan says otherwise: the poorest fifth. */
const DESIL = 2;

/** Where the programme began in 2024: the two rows that carry the chain on the start page. */
const EXAMPLES = ['74.12', '74.11'] as const;

export const overviewHandlers: Handlers<typeof overviewApi> = {
  async home(ctx): Promise<Overview> {
    const kabs = (await listRegions(ctx.db)).filter(
      (r) => r.level === 'kab' && covers(ctx.actor.area, r.code),
    );
    const needs = await listNeed(ctx.db, { level: 'kab', within: ctx.actor.area });
    const potential = await loadPotentialSnapshot(ctx.db);
    const tables = new Map(kabs.map((k) => [k.code, gateTable(potential, k.code)]));
    const rows = [...tables.values()].flat();
    const open = rows.filter((r) => r.verdict.status !== 'blocked');
    const years = potential.evidence.flatMap((e) => (e.year === null ? [] : [e.year]));

    const plan = await findLatestPlan(ctx.db);
    const splits = plan
      ? (await listSplits(ctx.db, plan.id)).filter((s) => s.variant === 'plan')
      : [];
    return {
      plan: plan ? headlineOf(plan, splits, ctx.actor) : null,
      points: {
        families:
          needs.length === 0
            ? null
            : needs.reduce((sum, n) => sum + familiesUpTo(n.byDesil, DESIL), 0),
        desil: DESIL,
        kabs: needs.length,
        of: kabs.length,
        recapKabs: needs.filter((n) => n.source === 'recap').length,
        asOf: oldest(needs),
        synthetic: needs.some((n) => n.synthetic),
      },
      potential: {
        claims: potential.evidence.filter((e) => covers(ctx.actor.area, e.code)).length,
        firstYear: years.length === 0 ? null : Math.min(...years),
        lastYear: years.length === 0 ? null : Math.max(...years),
        kabs: [...tables.values()].filter((t) => t.some((r) => r.verdict.status !== 'blocked'))
          .length,
        of: kabs.length,
      },
      training: {
        open: open.length,
        held: rows.length - open.length,
        overridden: rows.filter((r) => r.verdict.status === 'overridden').length,
      },
      kit: {
        ...(plan ? plannedKits(splits) : kitsOf(open)),
        of: plan ? 'plan' : 'gate',
        answeredKabs: new Set(potential.answers.map((a) => kabOf(a.code))).size,
      },
      examples: examplesFor(ctx.actor).flatMap((code) => {
        const kab = kabs.find((k) => k.code === code);
        return kab
          ? [
              {
                ...exampleRow(kab, tables.get(code) ?? [], needs, potential),
                ...plannedIn(code, splits),
              },
            ]
          : [];
      }),
      checklist: await checklist(ctx, needs.length > 0, plan !== undefined),
    };
  },
};

function examplesFor(actor: Actor): readonly string[] {
  return actor.area.length === 5 ? [actor.area] : EXAMPLES;
}

function exampleRow(
  kab: { code: string; name: string },
  table: readonly GateRow[],
  needs: readonly Need[],
  potential: Potential,
): Omit<ExampleRow, 'batches' | 'participants'> {
  const need = needs.find((n) => n.code === kab.code);
  const names = new Map(potential.commodities.map((c) => [c.code, c.name]));
  const nameOf = (code: string | undefined) =>
    names.get(code ?? '') ?? { id: code ?? '', en: code ?? '' };
  const verdict = verdictOf(
    table.map((row) => ({
      status: row.verdict.status,
      kind: row.recipe.kind,
      name: row.recipe.name,
      commodities: row.recipe.commodities,
      commodity: nameOf(row.recipe.commodities[0]),
      readiness: row.readiness,
    })),
  );
  return {
    code: kab.code,
    name: kab.name,
    families: need ? familiesUpTo(need.byDesil, DESIL) : null,
    fits: verdict.fits.map(({ id, en }) => ({ id, en })),
    open: verdict.open,
    held: verdict.held,
    kits: kitsOf(table.filter((r) => r.verdict.status !== 'blocked')),
  };
}

function kitsOf(rows: readonly GateRow[]): { ready: number; conditional: number; absent: number } {
  const count = (kit: string) => rows.filter((r) => r.readiness.kit === kit).length;
  return { ready: count('ready'), conditional: count('conditional'), absent: count('absent') };
}

type Split = Awaited<ReturnType<typeof listSplits>>[number];
type Headline = NonNullable<Overview['plan']>;

/** Figures of the reader's own area: row-level security has left only those splits. */
function headlineOf(plan: PlanRow, splits: readonly Split[], actor: Actor): Headline {
  const own =
    actor.area.length === 5
      ? splits.filter((s) => s.kab === actor.area)
      : splits.filter((s) => s.kab.length === 5);
  const sum = (of: (s: Split) => number) => own.reduce((total, s) => total + of(s), 0);
  return {
    id: plan.id,
    scenario: plan.scenarioId,
    scenarioName: plan.scenario,
    year: plan.inputs.year,
    costRupiah: sum((s) => s.costRupiah),
    batches: sum((s) => s.batches),
    participants: sum((s) => s.participants),
    kabs: own.filter((s) => s.batches > 0).length,
    solvedAt: plan.solvedAt,
  };
}

const plannedKits = (splits: readonly Split[]) => {
  const own = splits.filter((s) => s.kab.length === 5);
  const sum = (of: (s: Split) => number) => own.reduce((total, s) => total + of(s), 0);
  return {
    ready: sum((s) => s.kitReady),
    conditional: sum((s) => s.kitConditional),
    absent: sum((s) => s.withoutKit),
  };
};

function plannedIn(
  code: string,
  splits: readonly Split[],
): Pick<ExampleRow, 'batches' | 'participants'> {
  if (splits.length === 0) return { batches: null, participants: null };
  const split = splits.find((s) => s.kab === code);
  return { batches: split?.batches ?? 0, participants: split?.participants ?? 0 };
}

function oldest(needs: readonly Need[]): string | null {
  return needs.flatMap((n) => (n.asOf ? [n.asOf] : [])).sort()[0] ?? null;
}

async function checklist(
  ctx: Context,
  register: boolean,
  plan: boolean,
): Promise<Overview['checklist']> {
  const facts = await listFactsOf(ctx.db, ['families_total']);
  const levels = await listBoundaryLevels(ctx.db);
  const accounts = await listAccounts(ctx.db);
  const prices = await listPriceLists(ctx.db);
  return {
    facts: facts.length > 0,
    boundaries: levels.length > 0,
    register,
    prices: prices.some((l) => l.priced > 0),
    plan,
    accounts: accounts.some((a) => a.role === 'officer' && a.active),
  };
}
