import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '#domain/role.ts';
import { findAccount, findSession } from './access/queries.ts';
import type { Config } from './config.ts';
import type { Log } from './context.ts';
import { type Database, type OpenOptions, openDatabase } from './db/database.ts';
import { createHttp } from './http.ts';
import { type JobRunner, startJobs } from './jobs.ts';
import { type Keys, openKeys } from './keys.ts';
import { allHandlers } from './modules.ts';
import { loadPriceItems } from './planning/load.ts';
import { loadPotential } from './potential/load.ts';
import { loadReferenceFacts } from './poverty/load.ts';
import { loadRegions } from './regions/load.ts';
import { listKabCodes } from './regions/queries.ts';
import { scopeOf } from './scope.ts';

/** The province this installation serves. */
export const PROVINCE = '74';

/** Database, keys and reference tables, ready for requests or for one command. */
export interface Prepared {
  readonly config: Config;
  readonly database: Database;
  readonly keys: Keys;
  kabCodes(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function prepare(config: Config, options: OpenOptions = {}): Promise<Prepared> {
  mkdirSync(config.dataDir, { recursive: true });
  const database = await openDatabase(config, options);
  try {
    const keys = openKeys(config.dataDir);
    options.onStep?.('regions');
    await loadRegions(database.owner, config.root, PROVINCE);
    await loadPotential(database.owner, config.root, PROVINCE);
    await loadReferenceFacts(database.owner, config.root);
    await loadPriceItems(database.owner, config.root);
    let kabCodes: readonly string[] | undefined;
    return {
      config,
      database,
      keys,
      kabCodes: async () => (kabCodes ??= await listKabCodes(database.pool)),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

export interface Running {
  readonly app: FastifyInstance;
  readonly jobs: JobRunner;
  /** Address it listens on. */
  readonly url: string;
  /** Graceful: no new requests, running ones finish, jobs end, database last. */
  close(): Promise<void>;
}

/** The kernel with every operation, not yet listening: the server's, or one command's own. */
export function createApp(
  prepared: Prepared,
  logStream: NodeJS.WritableStream | undefined,
): Promise<FastifyInstance> {
  const { config, database, keys } = prepared;
  return createHttp({
    config,
    pool: database.pool,
    keys,
    handlers: allHandlers(),
    findSession: (digest, now) => findSession(database.pool, digest, now),
    kabCodes: prepared.kabCodes,
    logStream,
  });
}

export function startRunner(
  prepared: Prepared,
  log: Log,
  options: { onlyWhatIsTaken?: boolean } = {},
): Promise<JobRunner> {
  const { config, database } = prepared;
  return startJobs({
    ...options,
    config,
    pool: database.pool,
    url: database.url,
    log,
    kabCodes: prepared.kabCodes,
    province: PROVINCE,
    findActor: (id) => findActiveActor(database, id),
    scopeOf,
  });
}

export async function startServer(prepared: Prepared): Promise<Running> {
  const { config } = prepared;
  const logStream = createWriteStream(join(config.dataDir, 'server.log'), {
    flags: 'a',
    mode: 0o600,
  });
  const app = await createApp(prepared, logStream);
  const jobs = await startRunner(prepared, app.log);
  const url = await app.listen({ host: config.host, port: config.port });
  return {
    app,
    jobs,
    url,
    close: async () => {
      await app.close();
      await jobs.stop();
      await prepared.close();
      logStream.end();
    },
  };
}

async function findActiveActor(database: Database, id: string): Promise<Actor | undefined> {
  const account = await findAccount(database.pool, id);
  if (account === undefined || !account.active) return undefined;
  return { id: account.id, name: account.name, role: account.role, area: account.area };
}
