import { jobsApi } from '#api/jobs.ts';
import { type ImportDetail, type ImportEntry } from '#api/registry-import.ts';
import { registryApi } from '#api/registry.ts';
import type { ImportLayout } from '#domain/import-layout.ts';
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
  'Kode Kemdagri': '74.12.01.2001',
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
  const quote = (text: string) =>
    /["\n,;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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

export async function undoFile(server: TestServer, person: Person, no: number): Promise<ImportEntry> {
  const { jobId } = await person.call(registryApi.undoImport, { no, reason: 'salah berkas' });
  await finished(server, person, jobId);
  return person.call(registryApi.getImport, { no });
}

/** Waits for a job and throws what it ended with unless it is done. */
export async function finished(server: TestServer, person: Person, id: string): Promise<void> {
  await server.jobs.idle();
  const job = await person.call(jobsApi.getJob, { id });
  if (job.state !== 'done') throw new Error(`${job.kind} ${job.state}: ${JSON.stringify(job.problem)}`);
}
