import type { Pool } from './sql.ts';

/**
 * Empties a database whose example data were interrupted half way: everything in it is made up, so
 * starting over is the clean answer. Refuses where it is not a demo.
 */
export async function resetUnfinishedDemo(owner: Pool): Promise<void> {
  const [demo] = await owner`select 1 from setting where key = 'demo' and value = 'true'`;
  const [finished] = await owner`select 1 from setting where key = 'demo.loaded'`;
  if (demo === undefined || finished !== undefined) throw new Error('not an unfinished demo');
  await owner`drop schema public cascade`;
  await owner`create schema public`;
  await owner`grant usage on schema public to public`;
}
