import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { blankInputs, type MoneySource, type PlanInputs } from '#domain/limit.ts';
import { presetWeights } from '#domain/preset.ts';
import { Price } from '#domain/price.ts';
import type { Db } from '../db/sql.ts';
import { addScenario, findLatestPlan } from './queries.ts';
import { addPriceList, addPrices, findPriceListByName } from './queries-prices.ts';
import { loadSnapshot, type PlanSnapshot } from './snapshot.ts';
import { type SolvedPlan, solveSnapshot, storeSolved } from './solve.ts';
import { openSolver } from './solver.ts';

export const DEMO_PRICES = 'HARGA CONTOH 2026';
export const DEMO_SCENARIO = 'Rencana 2027';
const YEAR = 2027;

/** Example prices, marked in every row; only in a demo. Answers the list's id. */
export async function loadDemoPrices(
  db: Db,
  root: string,
  by: { actor: string; now: string },
): Promise<string> {
  const found = await findPriceListByName(db, DEMO_PRICES);
  if (found) return found.id;
  const text = readFileSync(join(root, 'db/reference/demo_prices.csv'), 'utf8');
  const rows = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  }).data;
  const prices = rows.map((r) =>
    Price.parse({
      item: r['item'],
      code: r['code'],
      rupiah: r['rupiah'] ? Number(r['rupiah']) : null,
      basis: 'estimate',
      document: null,
      source: 'Harga contoh, dibuat untuk peragaan',
      year: YEAR - 1,
      synthetic: true,
    }),
  );
  const id = randomUUID();
  await addPriceList(
    db,
    { id, name: DEMO_PRICES, year: YEAR - 1, synthetic: true, by: by.actor },
    by.now,
  );
  await addPrices(db, id, prices, { by: by.actor, now: by.now, importId: null });
  return id;
}

/** Example money of the demo: two sources, one of which pays for goods only. */
const SOURCES: readonly Omit<MoneySource, 'year' | 'synthetic' | 'kabs'>[] = [
  {
    id: 'apbd-provinsi',
    name: 'APBD Provinsi (contoh)',
    kind: 'apbd-provinsi',
    amountRupiah: 7_000_000_000,
    use: 'any',
  },
  {
    id: 'tugas-pembantuan',
    name: 'Tugas Pembantuan, alat (contoh)',
    kind: 'tugas-pembantuan',
    amountRupiah: 3_000_000_000,
    use: 'kit',
  },
];

export function demoInputs(priceList: string): PlanInputs {
  return {
    ...blankInputs(YEAR),
    priceList,
    sources: SOURCES.map((s) => ({ ...s, year: YEAR, synthetic: true, kabs: [] })),
    preset: 'poorest',
    weights: presetWeights.poorest,
    desils: 4,
    maxPerKec: 2,
    maxPerKab: 12,
    trainers: { months: 10, perMonth: 4, groups: [] },
    shares: { women: 30, disability: 1, islands: 25 },
  };
}

/**
 * The demo's scenario, solved by the same code as any other. In three steps, because solving takes
 * seconds and no transaction should: prepare, solve, store.
 */
export async function loadDemoPlan(
  inScope: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  root: string,
  by: { actor: string; now: () => string },
  onStep: (step: string) => void = () => {},
): Promise<{ planId: string; status: string } | undefined> {
  const prepared = await inScope(
    async (db): Promise<{ scenarioId: string; snapshot: PlanSnapshot } | undefined> => {
      if (await findLatestPlan(db)) return undefined;
      const now = by.now();
      const inputs = demoInputs(await loadDemoPrices(db, root, { actor: by.actor, now }));
      const scenarioId = randomUUID();
      await addScenario(
        db,
        { id: scenarioId, name: DEMO_SCENARIO, inputs, synthetic: true, by: by.actor },
        now,
      );
      return { scenarioId, snapshot: await loadSnapshot(db, inputs) };
    },
  );
  if (prepared === undefined) return undefined;
  const solver = await openSolver();
  const solved: SolvedPlan = solveSnapshot(prepared.snapshot, {
    solver,
    stop: () => undefined,
    onStep,
  });
  await inScope((db) =>
    storeSolved(db, prepared.scenarioId, prepared.snapshot, solved, {
      actor: by.actor,
      solver: solver.name,
      now: by.now(),
    }),
  );
  return { planId: solved.id, status: solved.content.summary.status };
}
