import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { readMigrations } from './db/migrate.ts';
import { copyLine, type Db, type Pool } from './db/sql.ts';

/**
 * One file with every table, compressed and encrypted with a key derived from `keys/seal.json`. The
 * key file is never inside: a stolen backup without it says nothing, and a backup without it restores
 * nothing. The embedded PostgreSQL brings no pg_dump, so this is ours, and a test restores it.
 *
 * Layout: line of JSON (manifest) · then one sealed stream: for each table a line of JSON
 * `{table, columns}`, its COPY text, and a line `\.`; at the end `{rows}` with the count per table.
 */
export interface Manifest {
  format: 'titik-temu-backup-1';
  createdAt: string;
  version: string;
  demo: boolean;
  migrations: { name: string; digest: string }[];
  nonce: string;
}

export class BackupError extends Error {}

/** Sessions and links die with the machine; staging is nobody's truth. */
const LEFT_OUT = new Set(['session', 'one_time_link', 'migration']);

export async function backup(
  owner: Pool,
  dataDir: string,
  path: string,
  about: { now: string; version: string },
  onTable: (table: string, rows: number) => void = () => {},
): Promise<{ tables: number; rows: number; bytes: number }> {
  const nonce = randomBytes(12);
  const rows: Record<string, number> = {};
  let bytes = 0;
  await owner.begin('isolation level repeatable read read only', async (db) => {
    const [demo] = await db<{ value: boolean }[]>`select value from setting where key = 'demo'`;
    const manifest: Manifest = {
      format: 'titik-temu-backup-1',
      createdAt: about.now,
      version: about.version,
      demo: demo?.value ?? false,
      migrations: await db<
        Manifest['migrations']
      >`select name, digest from migration order by name`,
      nonce: nonce.toString('hex'),
    };
    const cipher = createCipheriv('aes-256-gcm', backupKey(dataDir), nonce);
    const head = Buffer.from(`${JSON.stringify(manifest)}\n`);
    cipher.setAAD(head);
    const temporary = `${path}.partial`;
    const file = createWriteStream(temporary, { mode: 0o600 });
    file.write(head);
    await pipeline(everyTable(db, rows, onTable), createGzip({ level: 6 }), cipher, file, {
      end: false,
    });
    await new Promise<void>((resolve, reject) => {
      file.end(cipher.getAuthTag(), () => resolve());
      file.once('error', reject);
    });
    bytes = file.bytesWritten;
    await rename(temporary, path);
  });
  return {
    tables: Object.keys(rows).length,
    rows: Object.values(rows).reduce((a, b) => a + b, 0),
    bytes,
  };
}

async function* everyTable(
  db: Db,
  rows: Record<string, number>,
  onTable: (table: string, rows: number) => void,
): AsyncGenerator<string> {
  for (const { table, columns } of await listTables(db)) {
    yield `${JSON.stringify({ table, columns })}\n`;
    let count = 0;
    // A cursor of text rows, not COPY TO: the driver leaves its socket paused when a copy ends full.
    const texts = columns.map((c, i) => (i === 0 ? db`${db(c)}::text` : db`, ${db(c)}::text`));
    for await (const batch of db<{ line: (string | null)[] }[]>`
      select json_build_array(${texts}) as line from ${db(table)}`.cursor(2000)) {
      count += batch.length;
      yield batch.map((row) => copyLine(row.line)).join('');
    }
    rows[table] = count;
    onTable(table, count);
    yield '\\.\n';
  }
  yield `${JSON.stringify({ rows })}\n`;
}

/** Base tables parents first, with the columns that can be written. */
async function listTables(db: Db): Promise<{ table: string; columns: string[] }[]> {
  const tables = await db<{ table: string; columns: string[]; parents: string[] }[]>`
    select c.relname as table,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(distinct p.relname::text) from pg_constraint k join pg_class p on p.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relpersistence = 'p' order by c.relname`;
  const waiting = tables.filter((t) => !LEFT_OUT.has(t.table));
  const ordered: { table: string; columns: string[] }[] = [];
  const placed = new Set(LEFT_OUT);
  while (waiting.length > 0) {
    const next = waiting.findIndex((t) => t.parents.every((p) => placed.has(p)));
    const [table] = waiting.splice(Math.max(0, next), 1);
    if (table === undefined) break;
    placed.add(table.table);
    ordered.push({ table: table.table, columns: table.columns });
  }
  return ordered;
}

/* ----------------------------------------------------------------- restore */

export function readManifest(path: string): Manifest {
  const start = Buffer.alloc(64 * 1024);
  const file = openSync(path, 'r');
  readSync(file, start, 0, start.length, 0);
  closeSync(file);
  const line = start.subarray(0, start.indexOf(10)).toString('utf8');
  try {
    const manifest = JSON.parse(line) as Manifest;
    if (manifest.format === 'titik-temu-backup-1') return manifest;
  } catch {}
  throw new BackupError(`${path} bukan cadangan Titik Temu.`);
}

/**
 * Fills an empty database from a backup, in one transaction: all of it or nothing. The schema must be
 * the one the backup was made with, or newer by whole migrations applied before (then restore an old
 * backup with the old version and start the new one).
 */
export async function restore(
  owner: Pool,
  root: string,
  dataDir: string,
  path: string,
  onTable: (table: string, rows: number) => void = () => {},
): Promise<{ tables: number; rows: number; chains: number }> {
  const manifest = readManifest(path);
  const here = readMigrations(join(root, 'db/migrations')).map((m) => ({
    name: m.name,
    digest: createHash('sha256').update(m.text).digest('hex'),
  }));
  if (JSON.stringify(here) !== JSON.stringify(manifest.migrations)) {
    throw new BackupError(
      `Cadangan dibuat dengan skema lain (versi ${manifest.version}). Pulihkan dengan versi itu, lalu jalankan versi baru.`,
    );
  }
  const counts: Record<string, number> = {};
  let chains = 0;
  await owner.begin(async (db) => {
    const tables = await listTables(db);
    const [used] = await db<{ used: boolean }[]>`select exists (select 1 from account) as used`;
    if (used?.used)
      throw new BackupError('Basis data tujuan sudah berisi. Pakai folder data yang kosong.');
    // COPY is refused under row-level security; the owner is exempt while it is not forced.
    for (const { table } of tables) await db`alter table ${db(table)} no force row level security`;
    await db`truncate ${tables.map((t, i) => (i === 0 ? db`${db(t.table)}` : db`, ${db(t.table)}`))} cascade`;
    await fill(db, unsealed(path, dataDir, manifest), counts, onTable);
    for (const { table } of tables) {
      const [row] = await db<
        { secured: boolean }[]
      >`select relrowsecurity as secured from pg_class where oid = ${table}::regclass`;
      if (row?.secured) await db`alter table ${db(table)} force row level security`;
    }
    await resetSequences(db);
    const checked = await db<{ kab: string; broken: number | null }[]>`
      select kab, check_audit(kab) as broken from audit_head`;
    const broken = checked.find((c) => c.broken !== null);
    if (broken)
      throw new BackupError(`Rantai riwayat ${broken.kab} putus di baris ${broken.broken}.`);
    chains = checked.length;
  });
  return {
    tables: Object.keys(counts).length,
    rows: Object.values(counts).reduce((a, b) => a + b, 0),
    chains,
  };
}

async function fill(
  db: Db,
  lines: AsyncGenerator<string>,
  counts: Record<string, number>,
  onTable: (table: string, rows: number) => void,
): Promise<void> {
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) throw new BackupError('Cadangan terpotong: bagian akhirnya tidak ada.');
    const entry = JSON.parse(line) as {
      table?: string;
      columns?: string[];
      rows?: Record<string, number>;
    };
    if (entry.rows) {
      for (const [table, rows] of Object.entries(entry.rows)) {
        if (counts[table] !== rows)
          throw new BackupError(`Tabel ${table}: ${counts[table] ?? 0} baris, seharusnya ${rows}.`);
      }
      return;
    }
    const { table = '', columns = [] } = entry;
    const into = await db`copy ${db(table)} (${db(columns)}) from stdin`.writable();
    let rows = 0;
    await pipeline(async function* () {
      for (;;) {
        const next = await lines.next();
        if (next.done) throw new BackupError('Cadangan terpotong di tengah tabel.');
        if (next.value === '\\.') return;
        rows++;
        yield `${next.value}\n`;
      }
    }, into);
    counts[table] = rows;
    onTable(table, rows);
  }
}

/** Decrypted, decompressed, split into lines; a changed byte anywhere fails before the last line. */
async function* unsealed(
  path: string,
  dataDir: string,
  manifest: Manifest,
): AsyncGenerator<string> {
  const head = Buffer.from(`${JSON.stringify(manifest)}\n`);
  const whole = await fileSize(path);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    backupKey(dataDir),
    Buffer.from(manifest.nonce, 'hex'),
  );
  decipher.setAAD(head);
  decipher.setAuthTag(await readTail(path, whole));
  const gunzip = createGunzip();
  const source = createReadStream(path, { start: head.length, end: whole - 17 });
  const piped = pipeline(source, decipher, gunzip);
  piped.catch(() => {});
  try {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of gunzip) {
      const parts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    await piped;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupError(`Cadangan rusak, atau kuncinya bukan milik cadangan ini (${why}).`);
  } finally {
    source.destroy();
  }
}

const fileSize = async (path: string): Promise<number> => (await stat(path)).size;

async function readTail(path: string, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start: Math.max(0, size - 16) }))
    parts.push(chunk as Buffer);
  return Buffer.concat(parts);
}

async function resetSequences(db: Db): Promise<void> {
  const columns = await db<{ table: string; column: string; sequence: string }[]>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(c.relname, a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0
      and pg_get_serial_sequence(c.relname, a.attname) is not null`;
  for (const { table, column, sequence } of columns) {
    await db`select setval(${sequence}::regclass, coalesce((select max(${db(column)}) from ${db(table)}), 0) + 1, false)`;
  }
}

function backupKey(dataDir: string): Buffer {
  const file = JSON.parse(readFileSync(join(dataDir, 'keys', 'seal.json'), 'utf8')) as {
    encryption: string;
  };
  return createHash('sha256').update(`titik-temu-backup:${file.encryption}`).digest();
}
