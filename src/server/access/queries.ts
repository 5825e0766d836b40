import type { Actor, Role } from '#domain/role.ts';
import type { Db, Pool } from '../db/sql.ts';

export interface AccountRow {
  id: string;
  username: string;
  name: string;
  role: Role;
  area: string;
  areaName: string;
  active: boolean;
  hasPassword: boolean;
  lastLoginAt: string | null;
}

const account = (db: Db) => db`
  a.id, a.username, a.name, a.role, a.area, coalesce(r.name, a.area) as area_name, a.active,
  a.password_hash is not null as has_password, a.last_login_at`;

export async function listAccounts(db: Db): Promise<AccountRow[]> {
  return db<AccountRow[]>`
    select ${account(db)} from account a left join region r on r.code = a.area
    order by a.active desc, a.role, a.area, a.username`;
}

export async function findAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  const [row] = await db<AccountRow[]>`
    select ${account(db)} from account a left join region r on r.code = a.area where a.id = ${id}`;
  return row;
}

export interface LoginRow {
  id: string;
  role: Role;
  passwordHash: string | null;
  active: boolean;
}

export async function findLogin(db: Db, username: string): Promise<LoginRow | undefined> {
  const [row] = await db<LoginRow[]>`
    select id, role, password_hash, active from account where username = ${username}`;
  return row;
}

export async function findPasswordHash(db: Db, id: string): Promise<string | null> {
  const [row] = await db<{ passwordHash: string | null }[]>`
    select password_hash from account where id = ${id}`;
  return row?.passwordHash ?? null;
}

export async function countAccounts(db: Db): Promise<number> {
  const [row] = await db<{ n: number }[]>`select count(*)::int as n from account`;
  return row?.n ?? 0;
}

export async function countActiveAdmins(db: Db): Promise<number> {
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from account where role = 'admin' and active`;
  return row?.n ?? 0;
}

export interface NewAccount {
  id: string;
  username: string;
  name: string;
  role: Role;
  area: string;
  passwordHash: string | null;
  createdBy: string | null;
}

export async function addAccount(db: Db, a: NewAccount, now: string): Promise<void> {
  await db`
    insert into account (id, username, name, role, area, password_hash, created_at, created_by)
    values (${a.id}, ${a.username}, ${a.name}, ${a.role}, ${a.area}, ${a.passwordHash}, ${now}, ${a.createdBy})`;
}

export async function changeAccount(
  db: Db,
  a: { id: string; name: string; role: Role; area: string; active: boolean },
): Promise<void> {
  await db`
    update account set name = ${a.name}, role = ${a.role}, area = ${a.area}, active = ${a.active}
    where id = ${a.id}`;
}

export async function setPassword(db: Db, id: string, hash: string): Promise<void> {
  await db`update account set password_hash = ${hash} where id = ${id}`;
}

export async function findProvinceName(db: Db, code: string): Promise<string | undefined> {
  const [row] = await db<{ name: string }[]>`select name from region where code = ${code}`;
  return row?.name;
}

/* -------------------------------------------------------------- sessions */

export async function addSession(
  db: Db,
  s: { digest: Buffer; accountId: string; now: string; expiresAt: string },
): Promise<void> {
  await db`
    insert into session (token_digest, account_id, created_at, seen_at, expires_at)
    values (${s.digest}, ${s.accountId}, ${s.now}, ${s.now}, ${s.expiresAt})`;
  await db`update account set last_login_at = ${s.now} where id = ${s.accountId}`;
  await db`delete from session where expires_at < ${s.now}`;
}

export async function removeSession(db: Db, digest: Buffer): Promise<void> {
  await db`delete from session where token_digest = ${digest}`;
}

export async function removeSessionsOf(db: Db, accountId: string, except?: Buffer): Promise<void> {
  await db`
    delete from session where account_id = ${accountId}
    and token_digest is distinct from ${except ?? null}`;
}

/** Idle limit 8 hours, absolute limit in the row; an inactive account has no sessions. */
export async function findSession(
  pool: Pool,
  digest: Buffer,
  now: string,
): Promise<Actor | undefined> {
  const [row] = await pool<(Actor & { stale: boolean })[]>`
    select a.id, a.name, a.role, a.area, s.seen_at < ${now}::timestamptz - interval '1 minute' as stale
    from session s join account a on a.id = s.account_id
    where s.token_digest = ${digest} and a.active and s.expires_at > ${now}
      and s.seen_at > ${now}::timestamptz - interval '8 hours'`;
  if (row === undefined) return undefined;
  if (row.stale) await pool`update session set seen_at = ${now} where token_digest = ${digest}`;
  return { id: row.id, name: row.name, role: row.role, area: row.area };
}

/* -------------------------------------------------------- one-time links */

export async function addOneTimeLink(
  db: Db,
  l: {
    digest: Buffer;
    purpose: 'setup' | 'password';
    accountId: string | null;
    now: string;
    expiresAt: string;
  },
): Promise<void> {
  await db`
    update one_time_link set used_at = ${l.now}
    where used_at is null and purpose = ${l.purpose} and account_id is not distinct from ${l.accountId}`;
  await db`
    insert into one_time_link (token_digest, purpose, account_id, created_at, expires_at)
    values (${l.digest}, ${l.purpose}, ${l.accountId}, ${l.now}, ${l.expiresAt})`;
}

/** Marks the link used and answers whose it is; undefined where it is unknown, used or too old. */
export async function spendOneTimeLink(
  db: Db,
  digest: Buffer,
  purpose: 'setup' | 'password',
  now: string,
): Promise<{ accountId: string | null } | undefined> {
  const [row] = await db<{ accountId: string | null }[]>`
    update one_time_link set used_at = ${now}
    where token_digest = ${digest} and purpose = ${purpose} and used_at is null and expires_at > ${now}
    returning account_id`;
  return row;
}

/* --------------------------------------------------------------- settings */

export async function findSetting<T>(db: Db, key: string): Promise<T | undefined> {
  const [row] = await db<{ value: T }[]>`select value from setting where key = ${key}`;
  return row?.value;
}

export async function setSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db`
    insert into setting (key, value) values (${key}, ${JSON.stringify(value)}::text::jsonb)
    on conflict (key) do update set value = excluded.value`;
}

/** What kind of installation this is; false until it has been decided. */
export async function isDemo(db: Db): Promise<boolean> {
  return (await findSetting<boolean>(db, 'demo')) ?? false;
}

/* ------------------------------------------------------------------ audit */

export interface AuditRow {
  kab: string;
  seq: number;
  at: string;
  actor: string;
  actorName: string | null;
  action: string;
  subject: string;
  details: Record<string, unknown> | null;
}

export async function listAudit(
  db: Db,
  filter: { action: string | undefined; before: string | undefined },
): Promise<AuditRow[]> {
  return db<AuditRow[]>`
    select l.kab, l.seq, l.at, l.actor, a.name as actor_name, l.action, l.subject, v.details
    from audit_line l
    left join audit_value v on v.kab = l.kab and v.seq = l.seq
    left join account a on a.id::text = l.actor
    where true
    ${filter.action ? db`and l.action like ${`${filter.action}%`}` : db``}
    ${filter.before ? db`and l.at < ${filter.before}` : db``}
    order by l.at desc, l.kab, l.seq desc limit 200`;
}

export async function checkChains(db: Db): Promise<{ kab: string; broken: number | null }[]> {
  return db<{ kab: string; broken: number | null }[]>`
    select kab, check_audit(kab) as broken from (select distinct kab from audit_line) chains order by kab`;
}
