import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobsApi } from '#api/jobs.ts';
import { registryApi } from '#api/registry.ts';
import { csvOf, nik, type TestRow, WAWONII } from '../support/family-file.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
});
afterAll(() => server.close());

const people = (n: number): TestRow[] =>
  Array.from({ length: n }, (_, i) => ({
    ...WAWONII,
    'ID Keluarga P3KE': `J${i}`,
    Nama: `La Ode Uji ${i}`,
    NIK: nik((i % 9998) + 1),
  }));
const spooled = () =>
  existsSync(join(server.dataDir, 'spool'))
    ? readdirSync(join(server.dataDir, 'spool')).filter((f) => f.startsWith('import-'))
    : [];
async function upload(rows: TestRow[]) {
  const { no } = await planner.call(registryApi.addImport, { filename: 'uji.csv' }, csvOf(rows));
  const { files } = await planner.call(registryApi.getImport, { no });
  const check = () =>
    planner.call(registryApi.checkImport, {
      no,
      kind: 'person',
      sourceKind: 'p3ke',
      sourceName: 'Uji',
      cutOff: '2025-01-31',
      legalBasis: 'BAST 12/2025',
      expiresOn: null,
      mode: 'full',
      scheme: 'kemendagri',
      synthetic: false,
      layouts: files.map(({ part, layout }) => ({ part, layout })),
    });
  return { no, check };
}

describe('an import in a worker thread of its own', () => {
  test('is checked, applied and undone, and the file is gone once it is in', async () => {
    const { no, check } = await upload(people(30));
    expect(spooled()).toEqual([`import-${no}-1`]);
    await check();
    await server.jobs.idle();
    const checked = await planner.call(registryApi.getImport, { no });
    expect(checked).toMatchObject({ state: 'checked', rowsRead: 30, rowsRefused: 0 });
    await planner.call(registryApi.applyImport, { no });
    await server.jobs.idle();
    expect((await planner.call(registryApi.getImport, { no })).state).toBe('applied');
    expect(spooled()).toEqual([]);
    await planner.call(registryApi.undoImport, { no, reason: 'uji batal' });
    await server.jobs.idle();
    expect(await planner.call(registryApi.getImport, { no })).toMatchObject({
      state: 'undone',
      undoReason: 'uji batal',
      inForce: [],
    });
  });

  test('that is stopped half way leaves nothing, and can be asked for again', async () => {
    const { no, check } = await upload(people(60_000));
    const { jobId } = await check();
    for (;;) {
      const job = await planner.call(jobsApi.getJob, { id: jobId });
      if (job.state === 'running' && job.progress !== null) break;
      expect(['queued', 'running']).toContain(job.state);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await planner.call(jobsApi.cancelJob, { id: jobId });
    await server.jobs.idle();
    const job = await planner.call(jobsApi.getJob, { id: jobId });
    expect(job.state).toBe('cancelled');
    expect(await planner.call(registryApi.getImport, { no })).toMatchObject({
      state: 'new',
      rowsRead: null,
      summary: null,
    });
    expect(spooled()).toEqual([`import-${no}-1`]);
    await planner.call(registryApi.cancelImport, { no });
    expect(spooled()).toEqual([]);
  });
});
