import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#domain/role.ts';
import type { Scope } from '../db/sql.ts';
import { applyFile } from './bring-in.ts';
import { commandRun, type RunBase } from './command-run.ts';
import { DEMO_CUT_OFF } from './demo-family.ts';
import { type DemoFigures, planDemoFiles } from './demo-files.ts';
import { listPlaces } from './queries-families.ts';

export interface DemoFamiliesOptions {
  readonly families: number;
  readonly seed: number;
  /** Published rate and population of the kabupaten: they decide where the families live. */
  readonly figures: readonly DemoFigures[];
  onStep?(kab: string, done: number, total: number): void;
}

/**
 * Makes the example files and brings them in through the importer everybody uses. Answers the synthetic village totals for the figures' own door. The installation must
 * already be marked as a demo: the importer refuses example NIK anywhere else.
 */
export async function loadDemoFamilies(
  base: RunBase,
  actor: Actor,
  scope: Scope,
  o: DemoFamiliesOptions,
): Promise<{
  families: number;
  refused: number;
  totals: readonly { code: string; familiesTotal: number }[];
}> {
  const run = commandRun(base, actor, scope);
  const dir = join(base.config.dataDir, 'spool', `contoh-${o.seed}`);
  const places = await run.inScope(listPlaces);
  try {
    const plans = planDemoFiles({
      dir,
      seed: o.seed,
      families: o.families,
      places,
      figures: o.figures,
      inland: new Set(places.filter((p) => p.coast === false).map((p) => p.code)),
    });
    let families = 0;
    let refused = 0;
    let done = 0;
    await inLanes(plans, async (plan) => {
      const file = await plan.write();
      const outcome = await applyFile(run, file.path, {
        sourceName: 'P3KE — DATA CONTOH',
        cutOff: DEMO_CUT_OFF,
        legalBasis: 'Tidak ada: data contoh',
        synthetic: true,
      });
      await rm(file.path, { force: true });
      families += outcome.families;
      refused += outcome.counts.refused;
      o.onStep?.(file.kab, ++done, plans.length);
    });
    return { families, refused, totals: plans.flatMap((p) => p.totals) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Two at a time: while PostgreSQL stores one kabupaten, the next is being read. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all([lane(), lane()]);
}
