import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Actor } from '#domain/role.ts';
import { addAccount, setSetting } from '#server/access/queries.ts';
import { readConfig } from '#server/config.ts';
import { copyInto, copyLine } from '#server/db/sql.ts';
import { demoFigures } from '#server/demo.ts';
import { PROVINCE, prepare } from '#server/main.ts';
import { applyFile } from '#server/registry/bring-in.ts';
import { commandRun } from '#server/registry/command-run.ts';
import { planDemoFiles } from '#server/registry/demo-files.ts';
import { listPlaces } from '#server/registry/queries-families.ts';
import { wholeScope } from '#server/scope.ts';
import { count, megabytes, report, seconds, timed } from './measure.ts';

/**
 * Importing N families (a row per member) through the product's own door, one kabupaten's file after
 * the other, beside a bare COPY of the very same rows into a table of text columns without keys,
 * checks or rights: the least a database must do to hold them.
 */
const families = Number(process.argv[2] ?? '100000');
const dataDir = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
const prepared = await prepare({ ...readConfig({}), dataDir });
const { pool, owner } = prepared.database;
try {
  await setSetting(pool, 'demo', true);
  const actor: Actor = {
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Bench',
    role: 'planner',
    area: PROVINCE,
  };
  await addAccount(
    pool,
    { ...actor, username: 'contoh.bench', passwordHash: null, createdBy: null },
    new Date().toISOString(),
  );
  const scope = {
    ...wholeScope('system.bench', PROVINCE, await prepared.kabCodes()),
    actor: actor.id,
  };
  const run = commandRun(prepared, actor, scope);
  const places = await run.inScope(listPlaces);
  const plans = planDemoFiles({
    dir: join(dataDir, 'bench'),
    seed: 74,
    families,
    places,
    figures: await demoFigures(pool),
    inland: new Set(places.filter((p) => p.coast === false).map((p) => p.code)),
  });
  const [files, makeMs] = await timed(async () => {
    const made = [];
    for (const plan of plans) made.push(await plan.write());
    return made;
  });

  // CSV files only on both sides: unpacking XLSX is not the database's work.
  const csv = files.filter((f) => f.path.endsWith('.csv'));
  await owner.unsafe(
    `create unlogged table bench_bare (${Array.from({ length: 40 }, (_, i) => `c${i} text`).join(', ')})`,
  );
  let bareRows = 0;
  const [, bareMs] = await timed(async () => {
    for (const file of csv) {
      await owner.begin((db) =>
        copyInto(
          db,
          'bench_bare',
          Array.from({ length: 40 }, (_, i) => `c${i}`),
          linesOf(file.path),
        ),
      );
    }
  });

  let rows = 0;
  let csvMs = 0;
  let imported = 0;
  const [, importMs] = await timed(async () => {
    for (const file of files) {
      const [outcome, ms] = await timed(() =>
        applyFile(run, file.path, {
          sourceName: 'DATA CONTOH',
          cutOff: '2025-06-30',
          legalBasis: 'Tidak ada: data contoh',
          synthetic: true,
        }),
      );
      rows += outcome.counts.read;
      imported += outcome.families;
      if (csv.includes(file)) csvMs += ms;
    }
  });
  report({
    what: `Import of ${count(imported)} families, ${count(rows)} rows with names, NIK sealed`,
    result: `${seconds(importMs)} (${count(Math.round(rows / (importMs / 1000)))} rows/s), peak ${megabytes(process.resourceUsage().maxRSS * 1024)} Node`,
    beside: `bare COPY of the ${count(bareRows)} CSV rows: ${seconds(bareMs)}; the import of the same rows ${(csvMs / bareMs).toFixed(1)} ×`,
  });
  report({ what: `Making those ${count(rows)} example rows`, result: seconds(makeMs), beside: '' });

  async function* linesOf(path: string): AsyncGenerator<string> {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const cells = line.split(/[;,]/).slice(0, 40);
      bareRows++;
      yield copyLine(Array.from({ length: 40 }, (_, i) => cells[i] ?? null));
    }
  }
} finally {
  await prepared.close();
  rmSync(dataDir, { recursive: true, force: true });
}
