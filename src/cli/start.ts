import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newToken } from '#server/access/passwords.ts';
import { addOneTimeLink, countAccounts, findSetting, setSetting } from '#server/access/queries.ts';
import type { Config } from '#server/config.ts';
import { isAlive, isWritable } from '#server/db/embedded.ts';
import { resetUnfinishedDemo } from '#server/db/reset.ts';
import { inScope } from '#server/db/sql.ts';
import { isDemoFinished } from '#server/demo.ts';
import { PROVINCE, type Prepared, startServer } from '#server/main.ts';
import { wholeScope } from '#server/scope.ts';
import { tokenDigest } from '#server/tokens.ts';
import { buildWeb } from './build.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { familyCount, loadExample } from './example.ts';
import { announcer, configuration, openPrepared } from './session.ts';

export const start: Command = {
  name: 'start',
  summary: 'Menyiapkan semuanya lalu menjalankan Titik Temu',
  help: `
titik-temu start [--empty]

Menyiapkan basis data dan halaman, memuat wilayah dan data contoh, lalu mencetak alamatnya.
Mulai kedua kali hanya beberapa detik. Ctrl+C menghentikan dengan rapi.

  --empty        tanpa data contoh: untuk data sungguhan
  --families N   banyaknya keluarga contoh (bawaan 120000, paling banyak 700000)

Lingkungan:
  PORT (7400)  HOST (127.0.0.1)  TITIK_TEMU_DATA (data/)
  DATABASE_URL + DATABASE_URL_OWNER  memakai server PostgreSQL 15+
  PUBLIC_URL   alamat yang diketik orang, mis. https://titiktemu.sultraprov.go.id

Contoh:
  npm start
  PORT=8080 titik-temu start
  TITIK_TEMU_DATA=/srv/titik-temu titik-temu start --empty`,
  run,
};

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { empty: { type: 'boolean', default: false }, families: { type: 'string' } },
  });
  const config = configuration();
  const step = announcer();
  refuseSecondStart(config);
  await buildWeb(config, step);
  const lock = lockFile(config);
  writeFileSync(lock, JSON.stringify({ pid: process.pid, url: null }));
  let prepared: Prepared | undefined;
  try {
    prepared = await openClean(config, step);
    await decideKind(
      prepared,
      { empty: values.empty, families: familyCount(values.families) },
      step,
    );
    const running = await startServer(prepared).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        throw new CommandError(
          `Port ${config.port} sudah dipakai program lain. Pilih yang lain: PORT=7401 npm start`,
          EXIT.unavailable,
        );
      }
      throw error;
    });
    writeFileSync(lock, JSON.stringify({ pid: process.pid, url: running.url }));
    await printAddress(prepared, running.url);
    await untilAskedToStop();
    step('Menghentikan dengan rapi');
    await running.close();
    return EXIT.ok;
  } catch (error) {
    await prepared?.close();
    throw error;
  } finally {
    rmSync(lock, { force: true });
  }
}

function refuseSecondStart(config: Config): void {
  if (!isWritable(config.dataDir)) {
    throw new CommandError(`Folder data ${config.dataDir} tidak dapat ditulisi.`, EXIT.unavailable);
  }
  let holder: { pid: number; url: string | null };
  try {
    holder = JSON.parse(readFileSync(lockFile(config), 'utf8')) as typeof holder;
  } catch {
    return;
  }
  if (holder.pid === process.pid || !isAlive(holder.pid)) return;
  throw new CommandError(
    holder.url === null
      ? `Titik Temu sedang disiapkan oleh proses ${holder.pid} dengan folder data yang sama. Tunggu sampai selesai, atau pakai TITIK_TEMU_DATA lain.`
      : `Titik Temu sudah berjalan di ${holder.url} (proses ${holder.pid}) dengan folder data yang sama.\nBuka alamat itu, atau hentikan dulu yang lama, atau pakai TITIK_TEMU_DATA lain.`,
    EXIT.unavailable,
  );
}

const lockFile = (config: Config): string => join(config.dataDir, 'server.lock');

/** A demo that was interrupted while it was being made is made again from nothing. */
async function openClean(config: Config, step: (text: string) => void): Promise<Prepared> {
  const prepared = await openPrepared(config, step);
  const { pool, owner } = prepared.database;
  const unfinished =
    (await findSetting<boolean>(pool, 'demo')) === true && !(await isDemoFinished(pool));
  if (!unfinished) return prepared;
  step('Data contoh belum selesai dibuat; mengulang dari awal');
  await resetUnfinishedDemo(owner);
  await prepared.close();
  return openPrepared(config, step);
}

/** The first start decides once and for all whether this folder holds example or real data. */
async function decideKind(
  prepared: Prepared,
  wanted: { empty: boolean; families: number },
  step: (text: string) => void,
): Promise<void> {
  const { pool } = prepared.database;
  const demo = await findSetting<boolean>(pool, 'demo');
  if (demo === undefined) {
    const inUse = wanted.empty || (await countAccounts(pool)) > 0;
    if (inUse) await setSetting(pool, 'demo', false);
    else await loadExample(prepared, { families: wanted.families, seed: 74 }, step);
  } else if (demo && wanted.empty) {
    throw new CommandError(
      `Folder ${prepared.config.dataDir} berisi data contoh. Data sungguhan perlu folder lain: TITIK_TEMU_DATA=<folder> npm start -- --empty`,
      EXIT.usage,
    );
  }
}

async function printAddress(prepared: Prepared, url: string): Promise<void> {
  process.stdout.write(`\n  Titik Temu siap: ${url}\n\n`);
  const { pool } = prepared.database;
  if ((await countAccounts(pool)) > 0) return;
  const token = newToken();
  const now = new Date();
  const scope = wholeScope('system.start', PROVINCE, await prepared.kabCodes());
  await inScope(pool, scope, (db) =>
    addOneTimeLink(db, {
      digest: tokenDigest(token),
      purpose: 'setup',
      accountId: null,
      now: now.toISOString(),
      expiresAt: new Date(now.getTime() + 24 * 3_600_000).toISOString(),
    }),
  );
  process.stdout.write(
    `  Belum ada akun. Buka tautan sekali pakai ini untuk membuat pengelola pertama (berlaku 24 jam):\n  ${url}/mulai#${token}\n\n`,
  );
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
