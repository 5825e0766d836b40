import { randomUUID } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coordinationApi } from '#api/coordination.ts';
import { documentsApi } from '#api/documents.ts';
import { inScope } from '#server/db/sql.ts';
import { addScenario } from '#server/planning/queries.ts';
import { addPlan } from '#server/planning/queries-store.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { wholeScope } from '#server/scope.ts';
import { samplePaper } from '../support/paper-sample.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
let officer: Person;
let head: Person;
const plan = randomUUID();

beforeAll(async () => {
  server = await openTestServer();
  [planner, officer, head] = await Promise.all([
    server.person('planner'),
    server.person('officer', '74.11'),
    server.person('head'),
  ]);
  const { inputs, content } = samplePaper({ lines: 30, absent: 17, overrides: 1 });
  const kabs = await listKabCodes(server.pool);
  const now = new Date().toISOString();
  const scenarioId = randomUUID();
  const line = content.lines.find((l) => l.kab === '74.11');
  await inScope(server.pool, wholeScope('test', '74', kabs), async (db) => {
    await addScenario(
      db,
      { id: scenarioId, name: 'Skenario uji', inputs, synthetic: true, by: planner.id },
      now,
    );
    const lines = content.lines.map((l) => (l === line ? { ...l, recipe: 'gula-aren' } : l));
    await addPlan(
      db,
      {
        id: plan,
        scenarioId,
        inputs,
        content: { ...content, lines },
        contentDigest: 'a',
        snapshotDigest: 'b',
        priceList: 'SSH 2027',
        milliseconds: 1,
        solver: 'uji',
        synthetic: true,
        by: planner.id,
        sources: [],
      },
      now,
    );
  });
});
afterAll(() => server.close());

describe('files of a plan', () => {
  test('the workbook carries the plan the database holds, with the names of the real kabupaten', async () => {
    const file = await planner.download(documentsApi.planWorkbook, { plan });
    expect(file.filename).toBe('Rencana-2027-skenario-uji-n1.xlsx');
    const book = await readXlsx(file.body);
    const compare = book.sheets.find((s) => s.name === 'Banding')?.rows ?? [];
    expect(compare.filter((r) => String(r[0]).startsWith('Kolaka Timur'))).toHaveLength(1);
    const total = book.sheets.find((s) => s.name === 'RAB')?.rows.at(-1)?.[13];
    const { content } = samplePaper({ lines: 30, absent: 17, overrides: 1 });
    expect(total).toBe(content.summary.variants[0]?.costRupiah);
  });

  test('an officer gets the own kabupaten only, and no brief of the province', async () => {
    const book = await readXlsx((await officer.download(documentsApi.planWorkbook, { plan })).body);
    const kabs = new Set(
      (book.sheets.find((s) => s.name === 'RAB')?.rows ?? [])
        .map((r) => String(r[0]))
        .filter((name) => ['Kolaka', 'Konawe', 'Kolaka Timur', 'Bombana'].includes(name)),
    );
    expect([...kabs]).toEqual(['Kolaka Timur']);
    expect((await officer.refusal(documentsApi.brief, { plan }))?.code).toBe('not-allowed');
  });

  test('the head gets the brief as a PDF; a plan that is not there is not found', async () => {
    const brief = await head.download(documentsApi.brief, { plan });
    expect(brief.filename).toBe('Ringkasan-2027-skenario-uji-n1.pdf');
    expect(Buffer.from(brief.body.subarray(0, 5)).toString()).toBe('%PDF-');
    expect((await head.refusal(documentsApi.brief, { plan: randomUUID() }))?.code).toBe(
      'not-found',
    );
  });
});

describe('a sheet after a plan', () => {
  test('asks about readiness where a training is planned, and that waits first for the officer', async () => {
    const content = await officer.call(coordinationApi.questions, { kab: '74.11', year: 2027 });
    const planned = content.readiness.filter((r) => r.planned);
    expect(planned.map((r) => [r.recipe, r.place])).toEqual([['gula-aren', '74.11.01']]);
    const waiting = await officer.call(coordinationApi.waiting, { year: 2027 });
    expect(waiting.items.map((i) => i.why)).toContain('planned-kit');
    const province = await planner.call(coordinationApi.waiting, { year: 2027 });
    expect(province.items.find((i) => i.why === 'kit-conditional')?.kab).toBe('74.11');
  });

  test('a plan of another year is not asked about', async () => {
    const content = await officer.call(coordinationApi.questions, { kab: '74.11', year: 2030 });
    expect(content.readiness.some((r) => r.planned)).toBe(false);
  });
});
