import { rmSync } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** Where the files of an import wait until it is applied or cancelled. Names say nothing. */
export const spoolPath = (config: Config, importNo: number, part: number): string =>
  join(config.dataDir, 'spool', `import-${importNo}-${part}`);

export async function spoolCopy(
  config: Config,
  from: string,
  importNo: number,
  part: number,
): Promise<void> {
  await mkdir(join(config.dataDir, 'spool'), { recursive: true, mode: 0o700 });
  const to = spoolPath(config, importNo, part);
  await copyFile(from, to);
  await chmod(to, 0o600);
}

export function forgetFiles(config: Config, importNo: number): void {
  for (const part of [1, 2]) rmSync(spoolPath(config, importNo, part), { force: true });
}
