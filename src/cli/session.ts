import { type Config, ConfigError, readConfig } from '#server/config.ts';
import { EmbeddedError, isWritable } from '#server/db/embedded.ts';
import { type Prepared, prepare } from '#server/main.ts';
import { CommandError, EXIT } from './command.ts';

export function configuration(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message, EXIT.usage);
    throw error;
  }
}

/** One line per step with the time it took, so that a slow machine shows where it is. */
export function announcer(): (text: string) => void {
  const begun = Date.now();
  return (text) => {
    const seconds = ((Date.now() - begun) / 1000).toFixed(1).replace('.', ',');
    process.stderr.write(`• ${text} … (${seconds} dtk)\n`);
  };
}

const STEPS: Record<string, string> = {
  'database-create': 'Menyiapkan basis data',
  'database-start': 'Menyalakan basis data',
  regions: 'Memuat wilayah',
};

/** Opens the database (starting or joining the embedded one) with the steps on stderr. */
export async function openPrepared(
  config: Config,
  step: (text: string) => void,
): Promise<Prepared> {
  if (!isWritable(config.dataDir)) {
    throw new CommandError(`Folder data ${config.dataDir} tidak dapat ditulisi.`, EXIT.unavailable);
  }
  try {
    return await prepare(config, {
      onStep: (name, detail) => {
        if (name === 'migrate') step(`Menyesuaikan skema: ${detail}`);
        else step(STEPS[name] ?? name);
      },
    });
  } catch (error) {
    if (error instanceof EmbeddedError) throw new CommandError(error.message, EXIT.unavailable);
    throw error;
  }
}

/** Runs one command's work with the database open, and always closes it. */
export async function withDatabase<T>(work: (prepared: Prepared) => Promise<T>): Promise<T> {
  const config = configuration();
  const quiet = process.env['TITIK_TEMU_QUIET'] === '1';
  const prepared = await openPrepared(config, quiet ? () => {} : announcer());
  try {
    return await work(prepared);
  } finally {
    await prepared.close();
  }
}
