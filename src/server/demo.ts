import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain/role.ts';
import { addAccount, findSetting, setSetting } from './access/queries.ts';
import { inScope, type Pool } from './db/sql.ts';
import type { Prepared } from './main.ts';
import { loadDemoPlan } from './planning/load-demo.ts';
import { loadDemoAnswers } from './potential/load-demo.ts';
import { addSyntheticTotals, listFactsOf } from './poverty/queries.ts';
import { loadDemoFamilies } from './registry/demo-load.ts';
import { wholeScope } from './scope.ts';

/**
 * The example installation: made-up families, answers, prices and a solved plan over the real
 * province with its real published figures. What is made up is marked in its own row. An installation
 * is a demo or it is not, decided once at its first start.
 */
export interface DemoOptions {
  readonly province: string;
  readonly families: number;
  readonly seed: number;
  onStep(step: string, detail?: string): void;
}

interface DemoAccount {
  username: string;
  name: string;
  role: Actor['role'];
  area: string;
}

/** Only accounts whose name starts with `contoh.` can be entered without a password, and only here. */
const ACCOUNTS: readonly DemoAccount[] = [
  { username: 'contoh.perencana', name: 'Perencana Contoh', role: 'planner', area: '74' },
  {
    username: 'contoh.petugas',
    name: 'Petugas Contoh Kolaka Timur',
    role: 'officer',
    area: '74.11',
  },
  { username: 'contoh.pimpinan', name: 'Pimpinan Contoh', role: 'head', area: '74' },
  { username: 'contoh.pengelola', name: 'Pengelola Contoh', role: 'admin', area: '74' },
];

/** The year of P0 known for all seventeen kabupaten: it decides where the example families live. */
const P0_YEAR = 2021;
const TOTALS_YEAR = 2025;

export const isDemoFinished = async (pool: Pool): Promise<boolean> =>
  (await findSetting(pool, 'demo.loaded')) !== undefined;

export async function loadDemo(prepared: Prepared, o: DemoOptions): Promise<void> {
  const { pool } = prepared.database;
  const scope = wholeScope('system.demo', o.province, await prepared.kabCodes());
  const now = new Date().toISOString();
  await setSetting(pool, 'demo', true);

  o.onStep('demo-accounts');
  const ids = new Map<string, string>();
  for (const account of ACCOUNTS) {
    const id = randomUUID();
    ids.set(account.username, id);
    await addAccount(pool, { ...account, id, passwordHash: null, createdBy: null }, now);
  }
  const planner: Actor = {
    id: ids.get('contoh.perencana') ?? '',
    name: 'Perencana Contoh',
    role: 'planner',
    area: o.province,
  };

  o.onStep('demo-families', String(o.families));
  const figures = await demoFigures(pool);
  const loaded = await loadDemoFamilies(
    prepared,
    planner,
    { ...scope, actor: planner.id },
    {
      families: o.families,
      seed: o.seed,
      figures,
      onStep: (kab, done, total) => o.onStep('demo-kab', `${done}/${total} ${kab}`),
    },
  );
  await inScope(
    pool,
    scope,
    async (db) => {
      await addSyntheticTotals(
        db,
        loaded.totals.map((t) => ({ code: t.code, families: t.familiesTotal, year: TOTALS_YEAR })),
        now,
      );
      await loadDemoAnswers(db, now);
    },
    { timeoutSeconds: 600 },
  );
  o.onStep('demo-plan');
  await loadDemoPlan(
    (work) => inScope(pool, scope, work, { timeoutSeconds: 600 }),
    prepared.config.root,
    { actor: planner.id, now: () => new Date().toISOString() },
  );
  await setSetting(pool, 'demo.loaded', { families: loaded.families, seed: o.seed, at: now });
}

export async function demoFigures(
  pool: Pool,
): Promise<{ code: string; p0: number; population: number }[]> {
  const facts = await listFactsOf(pool, ['p0', 'population'], { level: 'kab' });
  const known = (indicator: string, code: string, year?: number) =>
    facts.find(
      (f) =>
        f.indicator === indicator &&
        f.code === code &&
        f.value !== null &&
        f.year === (year ?? f.year),
    )?.value;
  return [...new Set(facts.map((f) => f.code))].flatMap((code) => {
    const p0 = known('p0', code, P0_YEAR);
    const population = known('population', code);
    return p0 && population ? [{ code, p0, population }] : [];
  });
}
