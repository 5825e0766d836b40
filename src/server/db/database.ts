import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbedded } from './embedded.ts';
import { assertHumbleRole, migrate } from './migrate.ts';
import { openPool, type Pool } from './sql.ts';

export interface Database {
  /** Application role, under row-level security. */
  readonly pool: Pool;
  /** Owner role: migrations, loading reference tables, backup and restore. Never a request. */
  readonly owner: Pool;
  /** What a worker thread needs to open its own connections. */
  readonly url: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly onStep?: (step: string, detail?: string) => void;
  readonly name?: string;
  readonly fsync?: boolean;
}

/** Opens the embedded database or the office's server, brings the schema up to date, checks the role. */
export async function openDatabase(config: Config, options: OpenOptions = {}): Promise<Database> {
  const where = await connect(config, options);
  const appRole = decodeURIComponent(new URL(where.url).username);
  await migrate(where.ownerUrl, appRole, join(config.root, 'db/migrations'), (name) =>
    options.onStep?.('migrate', name),
  );
  const name = options.name ?? 'titik-temu';
  const pool = openPool(where.url, { max: 12, name });
  const owner = openPool(where.ownerUrl, { max: 2, name: `${name}-owner` });
  try {
    await assertHumbleRole(pool);
  } catch (error) {
    await Promise.all([pool.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
    await where.leave();
    throw error;
  }
  return {
    pool,
    owner,
    url: where.url,
    embedded: config.databaseUrl === undefined,
    close: async () => {
      await Promise.all([pool.end({ timeout: 5 }), owner.end({ timeout: 5 })]);
      await where.leave();
    },
  };
}

async function connect(
  config: Config,
  options: OpenOptions,
): Promise<{ url: string; ownerUrl: string; leave: () => Promise<void> }> {
  if (config.databaseUrl !== undefined && config.databaseUrlOwner !== undefined) {
    return { url: config.databaseUrl, ownerUrl: config.databaseUrlOwner, leave: async () => {} };
  }
  return startEmbedded({
    dataDir: config.dataDir,
    ...(options.fsync === undefined ? {} : { fsync: options.fsync }),
    ...(options.onStep === undefined ? {} : { onStep: options.onStep }),
  });
}
