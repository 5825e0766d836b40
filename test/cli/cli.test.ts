import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { povertyApi } from '#api/poverty.ts';
import { readConfig } from '#server/config.ts';
import { csvOf, nik, WAWONII } from '../support/family-file.ts';
import { openTestServer, type TestServer } from '../support/server.ts';

/**
 * The command line as an operator meets it: the real program, started in a folder of its own, against
 * the database of a server that is running. Exit codes are the contract of docs/cli.md.
 */
const { root } = readConfig({});
let folder: string;
let example: TestServer;
let real: TestServer;

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

function titikTemu(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  const { INIT_CWD: _, TITIK_TEMU_AS: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, 'bin/titik-temu'), ...args], {
    cwd: folder,
    env: { ...inherited, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const inExample = (...args: string[]) => titikTemu(example.env, ...args);
const inReal = (...args: string[]) => titikTemu(real.env, ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'titik-temu-cli-'));
  [example, real] = await Promise.all([openTestServer({ demo: true }), openTestServer()]);
});
afterAll(async () => {
  await Promise.all([example?.close(), real?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

describe('words before anything is opened', () => {
  test('help names every command; one that does not exist is misuse', async () => {
    const [help, wrong] = await Promise.all([titikTemu({}, '--help'), titikTemu({}, 'rencanakan')]);
    expect(help.code).toBe(0);
    for (const name of 'start import facts boundaries points gate plan demo backup restore'.split(
      ' ',
    ))
      expect(help.out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(wrong).toMatchObject({ code: 64, out: '' });
    expect(wrong.err).toContain('Perintah "rencanakan" tidak dikenal.');
  });

  test('a wrong option, a wrong value and a missing file are said in a sentence, before any work', async () => {
    const [option, value, missing] = await Promise.all([
      titikTemu({}, 'gate', '74.12', '--jsn'),
      titikTemu({}, 'points', '--desil', '15'),
      titikTemu({}, 'facts', 'tidak-ada.csv'),
    ]);
    expect(option).toMatchObject({
      code: 64,
      out: '',
      err: 'Pilihan --jsn tidak dikenal. Lihat titik-temu gate --help\n',
    });
    expect(value.code).toBe(64);
    expect(value.err).toContain('bukan "15"');
    expect(missing).toMatchObject({
      code: 66,
      err: `${join(folder, 'tidak-ada.csv')} tidak ada.\n`,
    });
  });

  test('a database that does not answer is named as such', async () => {
    const url = 'postgres://a:b@127.0.0.1:1/x';
    const env = { DATABASE_URL: url, DATABASE_URL_OWNER: url, TITIK_TEMU_DATA: folder };
    const { code, out, err } = await titikTemu(env, 'points');
    expect({ code, out }).toEqual({ code: 69, out: '' });
    expect(err).toContain('Basis data tidak dapat dibuka');
  });
});

describe('a folder of its own', () => {
  test('is prepared by the first command; the next ones start or join its database', async () => {
    const env = { TITIK_TEMU_DATA: join(folder, 'baru') };
    const first = await titikTemu(env, 'points');
    expect(first).toMatchObject({ code: 64, out: '' });
    expect(first.err).toContain('Menyiapkan basis data');
    expect(first.err).toContain('Belum ada akun perencana.');
    for (const ran of await Promise.all([titikTemu(env, 'points'), titikTemu(env, 'points')])) {
      expect(ran.code, ran.err).toBe(64);
      expect(ran.err).not.toContain('Menyiapkan basis data');
      expect(ran.err).toContain('Belum ada akun perencana.');
    }
  });
});

describe('beside a running server with example data', () => {
  test('gate --json is clean JSON on stdout: recipes with status and reasons in Indonesian', async () => {
    const { code, out } = await inExample('gate', '74.12', '--json');
    expect(code).toBe(0);
    const rows = JSON.parse(out) as {
      id: string;
      commodity: string | null;
      status: string;
      reasons: string[];
    }[];
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const row of rows) {
      expect(row.id).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(['open', 'blocked', 'overridden']).toContain(row.status);
      expect(row.reasons.length, row.id).toBeGreaterThan(0);
    }
    const coconut = rows.filter((r) => r.commodity === 'kelapa' && r.status === 'open');
    expect(coconut.length).toBeGreaterThan(0);
    expect(coconut[0]?.reasons.join(' ')).toContain('Pernah menganggur di sini');
  });

  test('points count families per region; example families are marked in every row', async () => {
    const [json, csv] = await Promise.all([
      inExample('points', '--json'),
      inExample('points', '--level', 'kec', '--within', '74.12', '--csv'),
    ]);
    const { points } = JSON.parse(json.out) as { points: { code: string; families: number }[] };
    expect(points).toHaveLength(17);
    expect(points.every((p) => p.families > 0)).toBe(true);
    const [head, ...rows] = csv.out.trim().split('\n');
    expect(head).toMatch(/^kode,wilayah,.*,contoh$/);
    expect(rows.every((r) => /^74\.12\.\d\d,.*,ya$/.test(r))).toBe(true);
    expect(csv.err).not.toContain('74.12');
  });

  test('plan writes JSON, CSV, XLSX and PDF of the plan that stands', async () => {
    const files = ['r.json', 'r.csv', 'r.xlsx', 'r.pdf'];
    const { code, out } = await inExample('plan', ...files.flatMap((f) => ['--out', f]), '--json');
    expect(code).toBe(0);
    const view = JSON.parse(out) as { plan: { status: string }; lines: { batches: number }[] };
    expect(view.plan.status).toBe('solved');
    const [json, csv, xlsx, pdf] = files.map((f) => readFileSync(join(folder, f)));
    expect(JSON.parse(String(json))).toEqual(view);
    expect(String(csv).trim().split('\n')).toHaveLength(view.lines.length + 1);
    expect(xlsx?.subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04'));
    expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('an account stays inside its rights: an officer asks about the neighbour in vain', async () => {
    const [own, other, nowhere] = await Promise.all([
      inExample('gate', '74.11', '--json', '--as', 'contoh.petugas'),
      inExample('gate', '74.12', '--json', '--as', 'contoh.petugas'),
      inExample('gate', '74.99'),
    ]);
    expect(own.code).toBe(0);
    expect(other).toMatchObject({ code: 77, out: '' });
    expect(other.err).toContain('Wilayah 74.12 di luar wilayah kerja Anda.');
    expect(nowhere).toMatchObject({ code: 64, out: '' });
    expect(nowhere.err).toContain('Tidak ada wilayah berkode 74.99.');
  });
});

describe('an import of real families', () => {
  const family = (n: number, more = {}) => ({
    ...WAWONII,
    'ID Keluarga P3KE': `P${n}`,
    Nama: `Kepala ${n}`,
    NIK: nik(n),
    ...more,
  });

  test('reads = accepted + refused, gives the refused rows back, and its exit code says there are some', async () => {
    const planner = await real.person('planner');
    writeFileSync(
      join(folder, 'keluarga.csv'),
      csvOf([family(1), family(2), family(3, { 'Kode Kemdagri': '99.99.99.9999' })]),
    );
    const args = ['import', 'keluarga.csv', '--source', 'P3KE', '--cutoff', '2025-06-30'];
    const tried = await inReal(...args, '--dry-run', '--refused', 'ditolak.csv');
    expect(tried.code).toBe(1);
    expect(tried.out).toContain('Terbaca 3 baris = diterima 2');
    expect(tried.out).toContain('+ ditolak 1');
    expect(tried.out).toContain('belum ada yang dimasukkan');
    // The answer is a workbook, whatever name was asked for.
    expect(existsSync(join(folder, 'ditolak.csv'))).toBe(false);
    const back = await readXlsx(readFileSync(join(folder, 'ditolak.xlsx')));
    expect(back.sheets[0]?.rows.flat()).toContain('Kepala 3');

    const done = await inReal(...args);
    expect(done.code).toBe(1);
    expect(done.out).toContain('Masuk: 2 keluarga');
    expect(done.err).toMatch(/baris 4, .*99\.99\.99\.9999.* — \S/);
    const { points } = await planner.call(povertyApi.listPoints, { level: 'kab' });
    const kab = points.find((p) => p.code === '74.12');
    expect(kab?.need).toMatchObject({ families: 2, synthetic: false });
  });
});
