import { randomUUID } from 'node:crypto';
import type { Account, accessApi } from '#api/access.ts';
import { levelOf } from '#domain/region.ts';
import { needsKab, type Role } from '#domain/role.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { isUniqueViolation } from '../db/pg-errors.ts';
import { tokenDigest } from '../tokens.ts';
import { checkPassword, hashPassword, isGuessable, newToken } from './passwords.ts';
import * as q from './queries.ts';
import { createThrottle, type Throttle } from './throttle.ts';

const SESSION_HOURS = 12;
const LINK_HOURS = 72;

/** The province an installation serves; its own rows and its chain stand under this code. */
const PROVINCE = '74';

export function accessHandlers(throttle: Throttle = createThrottle()): Handlers<typeof accessApi> {
  return {
    async installation(ctx) {
      const demo = await q.isDemo(ctx.db);
      const accounts = demo ? await q.listAccounts(ctx.db) : [];
      const province = await q.findProvinceName(ctx.db, PROVINCE);
      const me =
        ctx.actor.id === 'anonymous' ? undefined : await q.findAccount(ctx.db, ctx.actor.id);
      return {
        demo,
        ready: (await q.countAccounts(ctx.db)) > 0,
        version: ctx.config.version,
        provinceName: province ?? '',
        demoAccounts: accounts
          .filter((a) => a.username.startsWith('contoh.') && a.active)
          .map(({ username, name, role, areaName }) => ({ username, name, role, areaName })),
        me: me ?? null,
      };
    },

    async login(ctx, input) {
      const username = input.username.trim().toLowerCase();
      const keys = [`a:${username}`, `i:${ctx.address}`];
      const nowMs = Date.parse(ctx.now);
      const wait = throttle.waitSeconds(keys, nowMs);
      if (wait > 0) throw new Problem('too-many-tries', { seconds: wait });
      const found = await q.findLogin(ctx.db, username);
      const right = await checkPassword(input.password, found?.passwordHash ?? null);
      if (!right || found === undefined || !found.active) {
        throttle.failed(keys, nowMs);
        throw new Problem('wrong-password');
      }
      throttle.succeeded(keys);
      await startSession(ctx, found.id);
      return done({ ok: true as const }, note(found.id, { how: 'password' }));
    },

    async demoLogin(ctx, input) {
      if (!(await q.isDemo(ctx.db))) throw new Problem('not-found');
      const found = await q.findLogin(ctx.db, input.username);
      if (found === undefined || !input.username.startsWith('contoh.'))
        throw new Problem('not-found');
      await startSession(ctx, found.id);
      return done({ ok: true as const }, note(found.id, { how: 'demo' }));
    },

    async logout(ctx) {
      if (ctx.session) await q.removeSession(ctx.db, ctx.session);
      ctx.setCookie(undefined);
      return done(undefined, note(ctx.actor.id, {}));
    },

    async setup(ctx, input) {
      if ((await q.countAccounts(ctx.db)) > 0) throw new Problem('setup-closed');
      const link = await q.spendOneTimeLink(ctx.db, tokenDigest(input.token), 'setup', ctx.now);
      if (link === undefined) throw new Problem('setup-closed');
      refuseGuessable(input.password, input.username);
      const id = randomUUID();
      await q.addAccount(
        ctx.db,
        {
          id,
          username: input.username,
          name: input.name,
          role: 'admin',
          area: PROVINCE,
          passwordHash: await hashPassword(input.password),
          createdBy: null,
        },
        ctx.now,
      );
      await startSession(ctx, id);
      return done({ ok: true as const }, note(id, {}));
    },

    async choosePassword(ctx, input) {
      const link = await q.spendOneTimeLink(ctx.db, tokenDigest(input.token), 'password', ctx.now);
      const account = link?.accountId ? await q.findAccount(ctx.db, link.accountId) : undefined;
      if (account === undefined) throw new Problem('setup-closed');
      refuseGuessable(input.password, account.username);
      await q.setPassword(ctx.db, account.id, await hashPassword(input.password));
      await q.removeSessionsOf(ctx.db, account.id);
      return done({ username: account.username }, note(account.id, { how: 'link' }));
    },

    async changePassword(ctx, input) {
      const stored = await q.findPasswordHash(ctx.db, ctx.actor.id);
      if (!(await checkPassword(input.current, stored))) throw new Problem('wrong-password');
      const me = await q.findAccount(ctx.db, ctx.actor.id);
      refuseGuessable(input.password, me?.username ?? '');
      await q.setPassword(ctx.db, ctx.actor.id, await hashPassword(input.password));
      await q.removeSessionsOf(ctx.db, ctx.actor.id, ctx.session);
      return done(undefined, note(ctx.actor.id, { how: 'own' }));
    },

    listAccounts: (ctx) => q.listAccounts(ctx.db),

    async addAccount(ctx, input) {
      refuseWrongArea(input.role, input.area);
      const id = randomUUID();
      try {
        await q.addAccount(
          ctx.db,
          { ...input, id, passwordHash: null, createdBy: ctx.actor.id },
          ctx.now,
        );
      } catch (error) {
        if (isUniqueViolation(error))
          throw new Problem('already-exists', { username: input.username });
        throw error;
      }
      const link = await makePasswordLink(ctx, id);
      return done(
        { account: await getAccount(ctx, id), link },
        note(id, { role: input.role, area: input.area }),
      );
    },

    async changeAccount(ctx, input) {
      refuseWrongArea(input.role, input.area);
      const before = await getAccount(ctx, input.id);
      await q.changeAccount(ctx.db, input);
      if ((await q.countActiveAdmins(ctx.db)) === 0)
        throw new Problem('rule-broken', { rule: 'last-admin' });
      await q.removeSessionsOf(ctx.db, input.id);
      return done(
        await getAccount(ctx, input.id),
        note(input.id, {
          before: { role: before.role, area: before.area, active: before.active },
          after: { role: input.role, area: input.area, active: input.active },
        }),
      );
    },

    async newPasswordLink(ctx, input) {
      await getAccount(ctx, input.id);
      return done({ link: await makePasswordLink(ctx, input.id) }, note(input.id, {}));
    },

    listAudit: (ctx, input) => q.listAudit(ctx.db, { action: input.action, before: input.before }),

    checkAudit: (ctx) => q.checkChains(ctx.db),
  };
}

const note = (subject: string, details: Record<string, unknown>) => ({
  kab: PROVINCE,
  subject,
  details,
});

async function startSession(ctx: Context, accountId: string): Promise<void> {
  // A fresh token at every sign-in; an old one of this browser ends.
  if (ctx.session) await q.removeSession(ctx.db, ctx.session);
  const token = newToken();
  const expiresAt = hoursAfter(ctx.now, SESSION_HOURS);
  await q.addSession(ctx.db, { digest: tokenDigest(token), accountId, now: ctx.now, expiresAt });
  ctx.setCookie(token);
}

async function makePasswordLink(ctx: Context, accountId: string): Promise<string> {
  const token = newToken();
  await q.addOneTimeLink(ctx.db, {
    digest: tokenDigest(token),
    purpose: 'password',
    accountId,
    now: ctx.now,
    expiresAt: hoursAfter(ctx.now, LINK_HOURS),
  });
  return `/sandi#${token}`;
}

async function getAccount(ctx: Context, id: string): Promise<Account> {
  const account = await q.findAccount(ctx.db, id);
  if (account === undefined) throw new Problem('not-found');
  return account;
}

function refuseGuessable(password: string, username: string): void {
  if (isGuessable(password, username)) throw new Problem('weak-password');
}

function refuseWrongArea(role: Role, area: string): void {
  const level = levelOf(area);
  if (needsKab(role) ? level !== 'kab' : level !== 'province') {
    throw new Problem('rule-broken', {
      rule: needsKab(role) ? 'officer-needs-kab' : 'role-is-province',
    });
  }
}

const hoursAfter = (iso: string, hours: number): string =>
  new Date(Date.parse(iso) + hours * 3_600_000).toISOString();
