import type { Config } from '#server/config.ts';
import { prepare } from '#server/main.ts';

/** What every test starts from: the regions, and the accounts of `people`. */
export async function fillTemplate(config: Config): Promise<void> {
  const prepared = await prepare(config);
  await prepared.close();
}
