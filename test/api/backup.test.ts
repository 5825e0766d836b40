import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessApi } from '#api/access.ts';
import { backup, restore } from '#server/backup.ts';
import { readConfig } from '#server/config.ts';
import { openEmptyDatabase, openTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let file: string;
const { root } = readConfig({});
beforeAll(async () => {
  server = await openTestServer();
  const admin = await server.person('admin');
  await admin.call(accessApi.addAccount, {
    username: 'ratna',
    name: 'Ratna',
    role: 'officer',
    area: '74.07',
  });
  file = join(server.dataDir, 'cadangan.ttb');
  await backup(server.owner, server.dataDir, file, {
    now: '2026-11-24T00:00:00.000Z',
    version: 'test',
  });
});
afterAll(() => server.close());

async function counts(owner: TestServer['owner']): Promise<Record<string, number>> {
  const tables = await owner<{ name: string }[]>`
    select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where nspname = 'public' and relkind = 'r' and relpersistence = 'p'
      and relname not in ('session', 'one_time_link', 'migration') order by 1`;
  const result: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await owner<{ n: number }[]>`select count(*)::int as n from ${owner(name)}`;
    result[name] = row?.n ?? 0;
  }
  return result;
}

test('a backup restored into an empty database has every row of every table and whole chains', async () => {
  const empty = await openEmptyDatabase();
  try {
    const done = await restore(empty.owner, root, server.dataDir, file);
    expect(done.chains).toBeGreaterThan(0);
    expect(await counts(empty.owner)).toEqual(await counts(server.owner));
    const secured = await empty.owner`
      select relname from pg_class where relrowsecurity and not relforcerowsecurity`;
    expect(secured).toEqual([]);
  } finally {
    await empty.close();
  }
});

test('the file tells nothing without its key, and another key does not open it', async () => {
  expect(readFileSync(file).includes('Ratna')).toBe(false);
  const other = join(server.dataDir, 'lain');
  mkdirSync(join(other, 'keys'), { recursive: true });
  writeFileSync(
    join(other, 'keys', 'seal.json'),
    JSON.stringify({ version: 1, encryption: '00'.repeat(32), digest: '11'.repeat(32) }),
  );
  const empty = await openEmptyDatabase();
  try {
    await expect(restore(empty.owner, root, other, file)).rejects.toThrow(/rusak|kunci/);
  } finally {
    await empty.close();
  }
});

test('a cut or altered file is refused and nothing of it stays', async () => {
  const bytes = readFileSync(file);
  const cut = join(server.dataDir, 'terpotong.ttb');
  writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  const altered = join(server.dataDir, 'diubah.ttb');
  cpSync(file, altered);
  const changed = Buffer.from(bytes);
  changed[bytes.length - 500] = (changed[bytes.length - 500] ?? 0) ^ 1;
  writeFileSync(altered, changed);
  const empty = await openEmptyDatabase();
  try {
    for (const path of [cut, altered]) {
      await expect(restore(empty.owner, root, server.dataDir, path)).rejects.toThrow();
      expect((await counts(empty.owner))['account']).toBe(0);
    }
  } finally {
    await empty.close();
  }
});

test('a restore never overwrites a database that is in use', async () => {
  await expect(restore(server.owner, root, server.dataDir, file)).rejects.toThrow(/sudah berisi/);
});
