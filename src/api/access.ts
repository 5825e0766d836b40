import * as z from 'zod';
import { RegionCode } from '#domain/region.ts';
import { roles } from '#domain/role.ts';
import { adminOnly, everyRole, operation, plannerOnly } from './operation.ts';

export const RoleName = z.enum(roles);

/** Longer than the usual eight; no composition rules, no expiry (docs/decisions/0009-passwords.md). */
export const Password = z.string().min(12).max(200);
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{3,40}$/, 'username');

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  role: RoleName,
  area: RegionCode,
  areaName: z.string(),
});
export type Me = z.infer<typeof Me>;

export const Installation = z.object({
  demo: z.boolean(),
  /** False until the first administrator exists. */
  ready: z.boolean(),
  version: z.string(),
  provinceName: z.string(),
  /** Demo only: the cards that sign in with one click. */
  demoAccounts: z.array(
    z.object({ username: z.string(), name: z.string(), role: RoleName, areaName: z.string() }),
  ),
  me: Me.nullable(),
});
export type Installation = z.infer<typeof Installation>;

export const Account = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: RoleName,
  area: RegionCode,
  areaName: z.string(),
  active: z.boolean(),
  hasPassword: z.boolean(),
  lastLoginAt: z.string().nullable(),
});
export type Account = z.infer<typeof Account>;

export const AuditEntry = z.object({
  kab: z.string(),
  seq: z.int(),
  at: z.string(),
  actor: z.string(),
  actorName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const accessApi = {
  installation: operation({
    method: 'GET',
    path: '/api/installation',
    summary: 'State of the installation and who is signed in',
    may: 'anyone',
    reply: Installation,
  }),
  login: operation({
    method: 'POST',
    path: '/api/login',
    summary: 'Sign in; sets the session cookie',
    may: 'anyone',
    input: z.object({ username: z.string().max(80), password: z.string().max(400) }),
    reply: z.object({ ok: z.literal(true) }),
    audit: 'access.login',
  }),
  demoLogin: operation({
    method: 'POST',
    path: '/api/demo-login',
    summary: 'Sign in as a labelled demo account (demo installations only)',
    may: 'anyone',
    input: z.object({ username: z.string().max(80) }),
    reply: z.object({ ok: z.literal(true) }),
    audit: 'access.login',
  }),
  logout: operation({
    method: 'POST',
    path: '/api/logout',
    summary: 'End this session',
    may: everyRole,
    audit: 'access.logout',
  }),
  setup: operation({
    method: 'POST',
    path: '/api/setup',
    summary: 'Create the first administrator with the one-time set-up link',
    may: 'anyone',
    input: z.object({
      token: z.string().max(200),
      username: Username,
      name: z.string().trim().min(1).max(120),
      password: Password,
    }),
    reply: z.object({ ok: z.literal(true) }),
    audit: 'access.setup',
  }),
  choosePassword: operation({
    method: 'POST',
    path: '/api/choose-password',
    summary: 'Set a password with a one-time link',
    may: 'anyone',
    input: z.object({ token: z.string().max(200), password: Password }),
    reply: z.object({ username: z.string() }),
    audit: 'access.password',
  }),
  changePassword: operation({
    method: 'POST',
    path: '/api/change-password',
    summary: 'Change the own password; other sessions end',
    may: everyRole,
    input: z.object({ current: z.string().max(400), password: Password }),
    audit: 'access.password',
  }),
  listAccounts: operation({
    method: 'GET',
    path: '/api/accounts',
    summary: 'All accounts',
    may: adminOnly,
    reply: z.array(Account),
  }),
  addAccount: operation({
    method: 'POST',
    path: '/api/accounts',
    summary: 'Create an account; answers with the link that sets its password',
    may: adminOnly,
    input: z.object({
      username: Username,
      name: z.string().trim().min(1).max(120),
      role: RoleName,
      area: RegionCode,
    }),
    reply: z.object({ account: Account, link: z.string() }),
    audit: 'access.account-add',
  }),
  changeAccount: operation({
    method: 'PUT',
    path: '/api/accounts/:id',
    summary: 'Change name, role, area or whether an account is active; its sessions end',
    may: adminOnly,
    input: z.object({
      id: z.uuid(),
      name: z.string().trim().min(1).max(120),
      role: RoleName,
      area: RegionCode,
      active: z.boolean(),
    }),
    reply: Account,
    audit: 'access.account-change',
  }),
  newPasswordLink: operation({
    method: 'POST',
    path: '/api/accounts/:id/password-link',
    summary: 'Make a fresh one-time link to set a password',
    may: adminOnly,
    input: z.object({ id: z.uuid() }),
    reply: z.object({ link: z.string() }),
    audit: 'access.password-link',
  }),
  listAudit: operation({
    method: 'GET',
    path: '/api/audit',
    summary: 'Latest audit lines of the own area, newest first',
    may: ['admin', 'planner', 'head', 'officer'],
    input: z.object({
      action: z.string().max(60).optional(),
      before: z.string().max(40).optional(),
    }),
    reply: z.array(AuditEntry),
  }),
  checkAudit: operation({
    method: 'GET',
    path: '/api/audit/check',
    summary: 'Verify every hash chain; names the first broken line of each',
    may: [...adminOnly, ...plannerOnly],
    reply: z.array(z.object({ kab: z.string(), broken: z.int().nullable() })),
  }),
};
