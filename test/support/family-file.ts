import { type Job, jobsApi } from '#api/jobs.ts';
import { registryApi } from '#api/registry.ts';
import type { ImportDetail, ImportEntry } from '#api/registry-import.ts';
import type { ImportLayout } from '#domain/import-layout.ts';
import { findAccount } from '#server/access/queries.ts';
import { readConfig } from '#server/config.ts';
import { Problem } from '#server/context.ts';
import { inScope } from '#server/db/sql.ts';
import type { JobRow } from '#server/job-queue.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { commandRun } from '#server/registry/command-run.ts';
import { registryJobs } from '#server/registry/jobs.ts';
import { scopeOf, wholeScope } from '#server/scope.ts';
import type { Person, TestServer } from './server.ts';

/** Small lists of families for tests, and the road of one through the importer. */
export const HEADS = [
  'ID Keluarga P3KE',
  'Kabupaten/Kota',
  'Kecamatan',
  'Desa/Kelurahan',
  'Kode Kemdagri',
  'Desil Kesejahteraan',
  'Nama',
  'NIK',
  'Jenis Kelamin',
  'Hubungan dengan Kepala Keluarga',
  'Tanggal Lahir',
  'Pekerjaan',
] as const;
export type TestRow = Partial<Record<(typeof HEADS)[number] | 'No KK', string>>;

export const WAWONII: TestRow = {
  'Kabupaten/Kota': 'KONAWE KEPULAUAN',
  'Kode Kemdagri': '74.12.01.2002',
  'Desil Kesejahteraan': '1',
  'Jenis Kelamin': 'LAKI-LAKI',
  'Hubungan dengan Kepala Keluarga': 'KEPALA KELUARGA',
  'Tanggal Lahir': '05/03/1980',
  Pekerjaan: 'NELAYAN',
};

/** Sixteen digits of a real-looking NIK of this province, male, born 5 March 1980. */
export const nik = (n: number): string => `741201050380${String(n).padStart(4, '0')}`;

export function csvOf(
  rows: readonly TestRow[],
  o: { heads?: readonly string[]; before?: readonly string[]; delimiter?: string } = {},
): Uint8Array {
  const heads = o.heads ?? HEADS;
  const delimiter = o.delimiter ?? ',';
  const quote = (text: string) => (/["\n,;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    ...(o.before ?? []),
    heads.map(quote).join(delimiter),
    ...rows.map((r) => heads.map((h) => quote(r[h as keyof TestRow] ?? '')).join(delimiter)),
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

export interface ImportWish {
  sourceName?: string;
  cutOff?: string;
  mode?: 'full' | 'addition';
  kind?: 'person' | 'family' | 'recap';
  scheme?: 'kemendagri' | 'bps' | null;
  synthetic?: boolean;
  layout?: (layout: ImportLayout) => ImportLayout;
  members?: Uint8Array;
}

/** Uploads and checks; answers the import as it then stands. */
export async function checkFile(
  server: TestServer,
  person: Person,
  file: Uint8Array,
  wish: ImportWish = {},
): Promise<ImportDetail> {
  const { no } = await person.call(registryApi.addImport, { filename: 'uji.csv' }, file);
  if (wish.members) {
    await person.call(registryApi.addImport, { filename: 'anggota.csv', addTo: no }, wish.members);
  }
  const waiting = await person.call(registryApi.getImport, { no });
  const { jobId } = await person.call(registryApi.checkImport, {
    no,
    kind: wish.kind ?? waiting.kind,
    sourceKind: waiting.sourceKind,
    sourceName: wish.sourceName ?? 'Uji',
    cutOff: wish.cutOff ?? '2025-01-31',
    legalBasis: null,
    expiresOn: null,
    mode: wish.mode ?? 'full',
    scheme: wish.scheme ?? waiting.scheme,
    synthetic: wish.synthetic ?? false,
    layouts: waiting.files.map(({ part, layout }) => ({
      part,
      layout: wish.layout && part === 1 ? wish.layout(layout) : layout,
    })),
  });
  await finished(server, person, jobId);
  return person.call(registryApi.getImport, { no });
}

export async function importFile(
  server: TestServer,
  person: Person,
  file: Uint8Array,
  wish: ImportWish = {},
): Promise<ImportDetail> {
  const checked = await checkFile(server, person, file, wish);
  const { jobId } = await person.call(registryApi.applyImport, { no: checked.no });
  await finished(server, person, jobId);
  return person.call(registryApi.getImport, { no: checked.no });
}

export async function undoFile(
  server: TestServer,
  person: Person,
  no: number,
): Promise<ImportEntry> {
  const { jobId } = await person.call(registryApi.undoImport, { no, reason: 'salah berkas' });
  await finished(server, person, jobId);
  return person.call(registryApi.getImport, { no });
}

/** Waits for a job and throws what it ended with unless it is done. */
export async function finished(server: TestServer, person: Person, id: string): Promise<void> {
  const job = await ended(server, person, id);
  if (job.state !== 'done') {
    throw new Error(`${job.kind} ${job.state}: ${JSON.stringify(job.problem)}`);
  }
}

const here = new WeakSet<TestServer>();

/**
 * From now on jobs of the registry run in the test's own process, with the same code, rights and
 * transactions as in a worker thread: a thread costs a second to start, and these tests need fifty.
 */
export async function runJobsHere(server: TestServer): Promise<void> {
  await server.jobs.stop();
  here.add(server);
}

export async function ended(server: TestServer, person: Person, id: string): Promise<Job> {
  if (here.has(server)) await runQueued(server);
  else await server.jobs.idle();
  return person.call(jobsApi.getJob, { id });
}

async function runQueued(server: TestServer): Promise<void> {
  const kabs = await listKabCodes(server.pool);
  const system = wholeScope('system.jobs', '74', kabs);
  const queued = await inScope(
    server.pool,
    system,
    (db) => db<JobRow[]>`select * from job where state = 'queued' order by created_at`,
  );
  for (const job of queued) {
    const account = await findAccount(server.pool, job.actorId);
    if (account === undefined) throw new Error('nobody asked for this job');
    const actor = { id: account.id, name: account.name, role: account.role, area: account.area };
    const base = {
      config: { ...readConfig({}), dataDir: server.dataDir },
      keys: server.keys,
      database: { pool: server.pool },
    };
    const run = commandRun(base, actor, scopeOf(actor, kabs));
    let state = 'done';
    let problem: unknown = null;
    try {
      const work = registryJobs[job.kind as keyof typeof registryJobs];
      await work({ ...run, jobId: job.id, log: silent }, job.input as never);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      state = 'failed';
      problem = { code: error.code, details: error.details };
    }
    await inScope(
      server.pool,
      system,
      (db) => db`
        update job set state = ${state}, problem = ${JSON.stringify(problem)}::text::jsonb, finished_at = now()
        where id = ${job.id}`,
    );
  }
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };
