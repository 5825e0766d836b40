import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newToken } from '#server/access/passwords.ts';
import { addOneTimeLink, countAccounts } from '#server/access/queries.ts';
import type { Config } from '#server/config.ts';
import { isAlive, isWritable } from '#server/db/embedded.ts';
import { inScope } from '#server/db/sql.ts';
import { PROVINCE, type Prepared, startServer } from '#server/main.ts';
import { wholeScope } from '#server/scope.ts';
import { tokenDigest } from '#server/tokens.ts';
import { buildWeb } from './build.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { announcer, configuration, openPrepared } from './session.ts';

export const start: Command = {
  name: 'start',
  summary: 'Menyiapkan semuanya lalu menjalankan Titik Temu',
  help: `
titik-temu start [--empty]

Menyiapkan basis data dan halaman, memuat wilayah dan data contoh, lalu mencetak alamatnya.
Mulai kedua kali hanya beberapa detik. Ctrl+C menghentikan dengan rapi.

  --empty      tanpa data contoh: untuk data sungguhan

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
    options: { empty: { type: 'boolean', default: false } },
  });
  const config = configuration();
  const step = announcer();
  refuseSecondStart(config);
  await buildWeb(config, step);
  const prepared = await openPrepared(config, step);
  const lock = lockFile(config);
  try {
    await decideKind(prepared, values.empty, step);
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
    await prepared.close();
    throw error;
  } finally {
    rmSync(lock, { force: true });
  }
}

function refuseSecondStart(config: Config): void {
  if (!isWritable(config.dataDir)) {
    throw new CommandError(`Folder data ${config.dataDir} tidak dapat ditulisi.`, EXIT.unavailable);
  }
  let holder: { pid: number; url: string };
  try {
    holder = JSON.parse(readFileSync(lockFile(config), 'utf8')) as typeof holder;
  } catch {
    return;
  }
  if (holder.pid !== process.pid && isAlive(holder.pid)) {
    throw new CommandError(
      `Titik Temu sudah berjalan di ${holder.url} (proses ${holder.pid}) dengan folder data yang sama.\nBuka alamat itu, atau hentikan dulu yang lama, atau pakai TITIK_TEMU_DATA lain.`,
      EXIT.unavailable,
    );
  }
}

const lockFile = (config: Config): string => join(config.dataDir, 'server.lock');

/** The first start decides once and for all whether this folder holds example or real data. */
async function decideKind(
  prepared: Prepared,
  empty: boolean,
  step: (text: string) => void,
): Promise<void> {
  void prepared;
  void empty;
  void step;
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
