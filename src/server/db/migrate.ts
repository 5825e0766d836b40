import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPool, type Pool } from './sql.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
}

export function readMigrations(dir: string): Migration[] {
  return readdirSync(dir)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(dir, name), 'utf8') }));
}

/**
 * Brings the schema up to date, each file in a transaction of its own. `{app}` in a file stands for
 * the application role, whatever the office has called it. A file that changed after it was applied
 * is refused: forward only.
 */
export async function migrate(
  ownerUrl: string,
  appRole: string,
  dir: string,
  onStep: (name: string) => void = () => {},
): Promise<number> {
  if (!/^[\w-]{1,63}$/.test(appRole)) throw new Error(`not a role name: ${appRole}`);
  const pool = openPool(ownerUrl, { max: 1, name: 'titik-temu-migrate' });
  try {
    await pool`select pg_advisory_lock(740001)`;
    await pool`
      create table if not exists migration (
        name text primary key, digest text not null, applied_at timestamptz not null default now())`;
    const applied = new Map(
      (await pool<{ name: string; digest: string }[]>`select name, digest from migration`).map(
        (r) => [r.name, r.digest],
      ),
    );
    let count = 0;
    for (const { name, text } of readMigrations(dir)) {
      const digest = createHash('sha256').update(text).digest('hex');
      const before = applied.get(name);
      if (before === digest) continue;
      if (before !== undefined)
        throw new Error(`migration ${name} was changed after it was applied`);
      onStep(name);
      await pool.begin(async (db) => {
        await db.unsafe(text.replaceAll('{app}', `"${appRole}"`));
        await db`insert into migration (name, digest) values (${name}, ${digest})`;
      });
      count++;
    }
    await pool`select pg_advisory_unlock(740001)`;
    return count;
  } finally {
    await pool.end({ timeout: 2 });
  }
}

/**
 * The application role must not be able to see past row-level security: not superuser, no BYPASSRLS,
 * owner of nothing. Asked at every start, because "we had RLS, but connected as the owner" is the
 * classic way to have none.
 */
export async function assertHumbleRole(pool: Pool): Promise<void> {
  const [row] = await pool<{ who: string; strong: boolean; owns: number; version: number }[]>`
    select current_user as who, r.rolsuper or r.rolbypassrls as strong,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relowner = r.oid and n.nspname = 'public') as owns,
      current_setting('server_version_num')::int as version
    from pg_roles r where r.rolname = current_user`;
  if (row === undefined) throw new Error('role unknown');
  if (row.version < 150000) {
    throw new Error(`PostgreSQL 15 atau lebih baru diperlukan (ini ${row.version}).`);
  }
  if (row.strong || row.owns > 0) {
    throw new Error(
      `Peran aplikasi "${row.who}" terlalu kuat (superuser, BYPASSRLS, atau pemilik tabel). Pakai peran lain di DATABASE_URL.`,
    );
  }
}
