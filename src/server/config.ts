import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything the process is told from outside, read once at start. */
export interface Config {
  readonly root: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Set where PostgreSQL is a server of the office instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly databaseUrlOwner: string | undefined;
  /** The address people type; https makes cookies Secure. */
  readonly publicUrl: string | undefined;
  readonly version: string;
}

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = Number(env['PORT'] ?? '7400');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new ConfigError(`PORT harus angka 0–65535, bukan "${env['PORT']}".`);
  }
  const data = env['TITIK_TEMU_DATA'];
  const databaseUrl = env['DATABASE_URL'] || undefined;
  const databaseUrlOwner = env['DATABASE_URL_OWNER'] || undefined;
  if ((databaseUrl === undefined) !== (databaseUrlOwner === undefined)) {
    throw new ConfigError(
      'DATABASE_URL (peran aplikasi) dan DATABASE_URL_OWNER (peran pemilik, untuk migrasi) harus diisi berdua.',
    );
  }
  return {
    root,
    // A relative folder means: from where the person stands.
    dataDir: data ? resolve(env['INIT_CWD'] ?? process.cwd(), data) : join(root, 'data'),
    host: env['HOST'] ?? '127.0.0.1',
    port,
    databaseUrl,
    databaseUrlOwner,
    publicUrl: env['PUBLIC_URL'] || undefined,
    version: packageVersion(root),
  };
}

export const packageVersion = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

export const webDir = (config: Config): string => join(config.root, 'dist/web');
export const hasBuiltWeb = (config: Config): boolean =>
  existsSync(join(webDir(config), 'index.html'));
