import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryApi } from '#api/registry.ts';
import { inScope } from '#server/db/sql.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { planDemoFiles } from '#server/registry/demo-files.ts';
import { findNeedSources, listNeed } from '#server/registry/queries.ts';
import { listPlaces } from '#server/registry/queries-families.ts';
import { wholeScope } from '#server/scope.ts';
import { openSheetFile, readFirstRows } from '#server/spreadsheet/open-sheet.ts';
import { checkFile, csvOf, runJobsHere, WAWONII } from '../support/family-file.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
let kabs: string[];
const dir = mkdtempSync(join(tmpdir(), 'titik-temu-demo-'));
beforeAll(async () => {
  server = await openTestServer({ demo: true });
  await runJobsHere(server);
  planner = await server.person('planner');
  kabs = await listKabCodes(server.pool);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});
const whole = <T>(work: Parameters<typeof inScope<T>>[2]) =>
  inScope(server.pool, wholeScope('test', '74', kabs), work);

describe('the example families', () => {
  test('came in through the importer, are all marked, and every row of their files is accounted for', async () => {
    const imports = await planner.call(registryApi.listImports, {});
    const mine = imports.filter((i) => i.state === 'applied');
    expect(mine).toHaveLength(17);
    for (const i of mine) {
      expect(i.synthetic).toBe(true);
      expect(i.rowsRead).toBe((i.rowsAccepted ?? 0) + (i.rowsRefused ?? 0));
      expect(i.sourceName).toContain('DATA CONTOH');
    }
    const sources = await whole((db) => findNeedSources(db));
    expect(sources).toHaveLength(17);
    expect(sources.every((s) => s.synthetic && s.source === 'list')).toBe(true);
    const [province] = await whole((db) => listNeed(db, { level: 'province', within: '74' }));
    expect(province).toMatchObject({ synthetic: true, source: 'list' });
    expect(province?.families).toBe(mine.reduce((sum, i) => sum + (i.families ?? 0), 0));
    const poorest = province?.byDesil.slice(0, 4).reduce((a, b) => a + b, 0) ?? 0;
    expect(poorest / (province?.families ?? 1)).toBeGreaterThan(0.85);
    expect(province?.withDisability).toBeGreaterThan(0);
  });

  test('carry NIK nobody has', async () => {
    const [row] = await whole(
      (db) => db<{ nikSealed: Buffer }[]>`
        select nik_sealed from source_person where nik_state = 'ok' limit 1`,
    );
    expect(server.keys.open(row?.nikSealed ?? Buffer.alloc(0))).toMatch(/^99\d{14}$/);
  });

  test('a real-looking list and an undeclared recap are refused beside them', async () => {
    const { no } = await planner.call(
      registryApi.addImport,
      { filename: 'rekap.csv' },
      new TextEncoder().encode('Kode Kemendagri,Desil 1,Desil 2\n74.11,5,6\n'),
    );
    const { files } = await planner.call(registryApi.getImport, { no });
    const receipt = {
      no,
      kind: 'recap' as const,
      sourceKind: 'other' as const,
      sourceName: 'Rekap',
      cutOff: '2025-01-31',
      legalBasis: null,
      expiresOn: null,
      mode: 'full' as const,
      scheme: null,
      synthetic: false,
      layouts: files.map(({ part, layout }) => ({ part, layout })),
    };
    expect((await planner.refusal(registryApi.checkImport, receipt))?.code).toBe('demo-real-mixed');
    await planner.call(registryApi.cancelImport, { no });
    await expect(
      checkFile(
        server,
        planner,
        csvOf([
          { ...WAWONII, 'ID Keluarga P3KE': 'R1', Nama: 'La Nyata', NIK: '7412010503800001' },
        ]),
      ),
    ).rejects.toThrow(/demo-real-mixed/);
  });
});

describe('the files they are made of', () => {
  const plan = async (seed: number, families = 900) => {
    const places = await whole((db) => listPlaces(db));
    return planDemoFiles({
      dir: join(dir, String(seed)),
      seed,
      families,
      places,
      inland: new Set(['74.11']),
      figures: [
        { code: '74.01', p0: 12, population: 250_000 },
        { code: '74.11', p0: 14, population: 130_000 },
        { code: '74.12', p0: 17, population: 44_000 },
      ],
    });
  };
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

  test('are the same to the byte for the same seed, and others for another', async () => {
    const made = async (seed: number) => {
      const files = [];
      for (const p of await plan(seed)) files.push(digest((await p.write()).path));
      return files;
    };
    const first = await made(5);
    expect(await made(5)).toEqual(first);
    expect(await made(6)).not.toEqual(first);
  });

  test('say DATA CONTOH above the head, look like P3KE, and hold what was asked for', async () => {
    const plans = await plan(7);
    expect(plans.reduce((sum, p) => sum + p.families, 0)).toBe(900);
    for (const p of plans) {
      const total = p.totals.reduce((sum, t) => sum + t.familiesTotal, 0);
      expect(total).toBeGreaterThan(p.families);
      const file = await openSheetFile((await p.write()).path);
      const rows = await readFirstRows(file, 0, 30);
      await file.close();
      expect(rows[0]?.cells.join(' ')).toContain('DATA CONTOH');
      const head = rows.findIndex((r) => r.cells.includes('ID Keluarga P3KE'));
      expect(head).toBeGreaterThan(0);
    }
  });
});
