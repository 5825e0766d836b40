import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import {
  type AnyOperation,
  addressOf,
  type FileReply,
  type InputOf,
  type ReplyOf,
} from '#api/operation.ts';
import type { ProblemBody } from '#api/problem.ts';
import type { Role } from '#domain/role.ts';
import { addAccount, addSession } from '#server/access/queries.ts';
import { readConfig } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { openPool, type Pool } from '#server/db/sql.ts';
import { loadDemo } from '#server/demo.ts';
import type { JobRunner } from '#server/jobs.ts';
import { type Keys, openKeys } from '#server/keys.ts';
import { createApp, PROVINCE, type Prepared, prepare, startRunner } from '#server/main.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { tokenDigest } from '#server/tokens.ts';
import type { TestDatabases } from './global.ts';

/** A person in a test: calls operations through HTTP with a session of their own. */
export interface Person {
  readonly id: string;
  readonly cookie: string;
  call<O extends AnyOperation>(
    operation: O,
    input: InputOf<O>,
    file?: Uint8Array,
  ): Promise<ReplyOf<O>>;
  /** The refusal, or undefined where the call was allowed. */
  refusal<O extends AnyOperation>(
    operation: O,
    input: InputOf<O>,
    file?: Uint8Array,
  ): Promise<ProblemBody | undefined>;
  download<O extends AnyOperation>(operation: O, input: InputOf<O>): Promise<FileReply>;
}

export interface TestServer {
  readonly pool: Pool;
  readonly owner: Pool;
  readonly keys: Keys;
  readonly dataDir: string;
  readonly url: string;
  /** What a program started beside this server is told, to meet the same data. */
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: JobRunner;
  /** A fresh account; officers need a kabupaten. */
  person(role: Role, kab?: string): Promise<Person>;
  anonymous(): Person;
  raw(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

interface TestServerOptions {
  /** A clone of the example installation with its families, prices and solved plan. */
  demo?: boolean;
}

/** A server on a clone of a template, closed over its own database and data folder. */
export async function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const databases = inject('databases');
  const name = `t_${randomBytes(8).toString('hex')}`;
  const admin = postgres(databases.adminUrl, { max: 1, onnotice: () => {} });
  const template = options.demo ? await demoTemplate(admin, databases) : databases.template;
  await cloneDatabase(admin, name, template);
  const dataDir = mkdtempSync(join(tmpdir(), 'titik-temu-case-'));
  cpSync(join(databases.dataDir, 'keys', 'seal.json'), join(dataDir, 'keys', 'seal.json'), {
    recursive: true,
  });
  const config = configFor(databases, name, dataDir);
  const pool = openPool(config.databaseUrl, { max: 6, name: 'test' });
  const owner = openPool(config.databaseUrlOwner, { max: 2, name: 'test-owner' });
  const keys = openKeys(dataDir);
  const kabs = await listKabCodes(pool);
  const prepared: Prepared = {
    config,
    keys,
    database: { pool, owner, url: config.databaseUrl, embedded: false, close: async () => {} },
    kabCodes: async () => kabs,
    close: async () => {},
  };
  const app = await createApp(prepared, process.env['TEST_LOG'] ? process.stderr : undefined);
  const jobs = await startRunner(prepared, app.log);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    pool,
    owner,
    keys,
    dataDir,
    url,
    env: {
      TITIK_TEMU_DATA: dataDir,
      DATABASE_URL: config.databaseUrl,
      DATABASE_URL_OWNER: config.databaseUrlOwner,
    },
    jobs,
    anonymous: () => personWith(url, '', ''),
    raw: (path, init) => fetch(`${url}${path}`, init),
    async person(role, kab) {
      const id = randomUUID();
      const token = randomBytes(32).toString('base64url');
      const now = new Date().toISOString();
      await addAccount(
        pool,
        {
          id,
          username: `${role}.${id.slice(0, 8)}`,
          name: `${role} ${kab ?? ''}`.trim(),
          role,
          area: kab ?? PROVINCE,
          passwordHash: null,
          createdBy: null,
        },
        now,
      );
      await addSession(pool, {
        digest: tokenDigest(token),
        accountId: id,
        now,
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      });
      return personWith(url, id, `titik-temu=${token}`);
    },
    async close() {
      await app.close();
      await jobs.stop();
      await Promise.all([pool.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function configFor(databases: TestDatabases, name: string, dataDir: string) {
  const here = (url: string) => url.replace(/\/[^/]+$/, `/${name}`);
  return {
    ...readConfig({}),
    dataDir,
    port: 0,
    databaseUrl: here(databases.appUrl),
    databaseUrlOwner: here(databases.ownerUrl),
  };
}

async function cloneDatabase(admin: postgres.Sql, name: string, template: string): Promise<void> {
  await admin.unsafe(`create database ${name} owner titik_temu_owner template ${template}`);
  await admin.unsafe(`grant connect, temporary on database ${name} to titik_temu_app`);
}

/**
 * The example installation as a template, made by the first test file that asks for it while the
 * others wait: 2,000 families, or as many as TEST_FAMILIES says.
 */
async function demoTemplate(admin: postgres.Sql, databases: TestDatabases): Promise<string> {
  const name = 'titik_temu_demo_template';
  await admin`select pg_advisory_lock(740002)`;
  try {
    const [ready] = await admin`select 1 from pg_database where datname = ${name}`;
    if (ready) return name;
    const making = `${name}_making`;
    await admin.unsafe(`drop database if exists ${making} with (force)`);
    await cloneDatabase(admin, making, databases.template);
    const prepared = await prepare(configFor(databases, making, databases.dataDir));
    await loadDemo(prepared, {
      province: PROVINCE,
      families: Number(process.env['TEST_FAMILIES'] ?? 2000),
      seed: 74,
      onStep: () => {},
    });
    await prepared.close();
    await admin.unsafe(`alter database ${making} rename to ${name}`);
    return name;
  } finally {
    await admin`select pg_advisory_unlock(740002)`;
  }
}

function personWith(url: string, id: string, cookie: string): Person {
  async function send(
    operation: AnyOperation,
    input: unknown,
    file?: Uint8Array,
  ): Promise<Response> {
    const { path, rest } = addressOf(operation.path, (input ?? {}) as Record<string, unknown>);
    const inQuery = operation.method === 'GET' || operation.kind === 'upload';
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(rest))
      if (inQuery && value !== undefined) query.set(name, String(value));
    const headers: Record<string, string> = { cookie };
    const init: RequestInit = { method: operation.method, headers };
    if (operation.kind === 'upload') {
      headers['content-type'] = 'application/octet-stream';
      init.body = Buffer.from(file ?? new Uint8Array());
    } else if (!inQuery) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(rest);
    }
    return fetch(`${url}${path}${query.size > 0 ? `?${query}` : ''}`, init);
  }
  return {
    id,
    cookie,
    async call(operation, input, file) {
      const response = await send(operation, input, file);
      const text = await response.text();
      if (!response.ok)
        throw new Error(`${operation.method} ${operation.path}: ${response.status} ${text}`);
      const body: unknown = text === '' ? {} : JSON.parse(text);
      const parsed = operation.reply.safeParse(body);
      return (parsed.success ? parsed.data : undefined) as never;
    },
    async refusal(operation, input, file) {
      const response = await send(operation, input, file);
      if (response.ok) {
        await response.arrayBuffer();
        return undefined;
      }
      return (await response.json()) as ProblemBody;
    },
    async download(operation, input) {
      const response = await send(operation, input);
      if (!response.ok)
        throw new Error(`${operation.path}: ${response.status} ${await response.text()}`);
      const name =
        /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ??
        '';
      return {
        filename: decodeURIComponent(name),
        contentType: response.headers.get('content-type') ?? '',
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
  };
}

/** A migrated database with nothing in it but the schema: what a restore starts from. */
export async function openEmptyDatabase(): Promise<{ owner: Pool; close(): Promise<void> }> {
  const databases = inject('databases');
  const name = `e_${randomBytes(8).toString('hex')}`;
  const admin = postgres(databases.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(
    `create database ${name} owner titik_temu_owner template template0 encoding 'UTF8'`,
  );
  const ownerUrl = databases.ownerUrl.replace(/\/[^/]+$/, `/${name}`);
  await migrate(ownerUrl, 'titik_temu_app', join(readConfig({}).root, 'db/migrations'));
  const owner = openPool(ownerUrl, { max: 2, name: 'test-empty' });
  return {
    owner,
    close: async () => {
      await owner.end({ timeout: 1 });
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
