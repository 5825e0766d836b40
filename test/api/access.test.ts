import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessApi } from '#api/access.ts';
import { regionsApi } from '#api/regions.ts';
import { newToken } from '#server/access/passwords.ts';
import { addOneTimeLink } from '#server/access/queries.ts';
import { tokenDigest } from '#server/tokens.ts';
import { openTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const GOOD = 'perahu kuning sebelum hujan';

describe('first start', () => {
  test('an empty installation has no accounts and opens only by its one-time link', async () => {
    const nobody = server.anonymous();
    const before = await nobody.call(accessApi.installation, {});
    expect(before).toMatchObject({ ready: false, demo: false, me: null, demoAccounts: [] });

    const token = newToken();
    await addOneTimeLink(server.pool, {
      digest: tokenDigest(token),
      purpose: 'setup',
      accountId: null,
      now: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    const input = { token, username: 'siti', name: 'Siti Aminah', password: GOOD };
    expect((await nobody.refusal(accessApi.setup, { ...input, token: 'x'.repeat(43) }))?.code).toBe(
      'setup-closed',
    );
    expect(
      (await nobody.refusal(accessApi.setup, { ...input, password: 'disperindag2024' }))?.code,
    ).toBe('weak-password');
    await nobody.call(accessApi.setup, input);
    expect((await nobody.refusal(accessApi.setup, { ...input, username: 'lain' }))?.code).toBe(
      'setup-closed',
    );
    expect((await nobody.call(accessApi.installation, {})).ready).toBe(true);
  });
});

describe('signing in', () => {
  test('a new account chooses its own password through a link that works once', async () => {
    const admin = await server.person('admin');
    const { link } = await admin.call(accessApi.addAccount, {
      username: 'budi',
      name: 'Budi',
      role: 'officer',
      area: '74.12',
    });
    const token = link.split('#')[1] ?? '';
    const nobody = server.anonymous();
    expect(
      (await nobody.refusal(accessApi.login, { username: 'budi', password: GOOD }))?.code,
    ).toBe('wrong-password');
    await nobody.call(accessApi.choosePassword, { token, password: GOOD });
    expect((await nobody.refusal(accessApi.choosePassword, { token, password: GOOD }))?.code).toBe(
      'setup-closed',
    );
    await nobody.call(accessApi.login, { username: ' Budi ', password: GOOD });
  });

  test('wrong passwords slow down after five tries, without locking the account for ever', async () => {
    const nobody = server.anonymous();
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 7; i++) {
      codes.push(
        (
          await nobody.refusal(accessApi.login, {
            username: 'tidak.ada',
            password: 'salah sekali lagi',
          })
        )?.code,
      );
    }
    expect(codes.slice(0, 5).every((c) => c === 'wrong-password')).toBe(true);
    expect(codes.at(-1)).toBe('too-many-tries');
  });

  test('closing an account ends its sessions at once', async () => {
    const admin = await server.person('admin');
    const planner = await server.person('planner');
    await planner.call(regionsApi.listRegions, {});
    const account = (await admin.call(accessApi.listAccounts, {})).find((a) => a.id === planner.id);
    await admin.call(accessApi.changeAccount, {
      id: planner.id,
      name: account?.name ?? '',
      role: 'planner',
      area: '74',
      active: false,
    });
    expect((await planner.refusal(regionsApi.listRegions, {}))?.code).toBe('signed-out');
  });

  test('the demo door is closed where there is no demo', async () => {
    expect(
      (await server.anonymous().refusal(accessApi.demoLogin, { username: 'contoh.perencana' }))
        ?.code,
    ).toBe('not-found');
  });
});

describe('the kernel', () => {
  test('refuses a write that comes from another site', async () => {
    const admin = await server.person('admin');
    const response = await server.raw('/api/logout', {
      method: 'POST',
      headers: {
        cookie: admin.cookie,
        'content-type': 'application/json',
        origin: 'https://palsu.example',
      },
      body: '{}',
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  test('answers an unknown address and a broken body as problems with an id', async () => {
    const missing = await server.raw('/api/tidak-ada');
    expect(missing.status).toBe(404);
    expect((await missing.json()) as object).toMatchObject({ code: 'not-found' });
    const broken = await server.raw('/api/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
  });

  test('every answer carries the strict content policy and is never cached', async () => {
    const response = await server.raw('/api/installation');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('health answers without a session', async () => {
    expect((await (await server.raw('/api/health')).json()) as object).toMatchObject({ ok: true });
  });
});

describe('audit', () => {
  test('a change is written in its own transaction and a tampered line is found', async () => {
    const admin = await server.person('admin');
    await admin.call(accessApi.addAccount, {
      username: 'wati',
      name: 'Wati',
      role: 'planner',
      area: '74',
    });
    const lines = await admin.call(accessApi.listAudit, { action: 'access.account' });
    expect(lines[0]).toMatchObject({ action: 'access.account-add', actor: admin.id });
    expect((await admin.call(accessApi.checkAudit, {})).every((c) => c.broken === null)).toBe(true);

    await server.owner`alter table audit_line no force row level security`;
    await server.owner`update audit_line set action = 'access.login' where seq = 2`;
    expect((await admin.call(accessApi.checkAudit, {}))[0]).toEqual({ kab: '74', broken: 2 });
  });

  test('the application role can neither write nor change a line by itself', async () => {
    await expect(
      server.pool`insert into audit_line select * from audit_line limit 1`,
    ).rejects.toThrow(/permission denied/);
    await expect(server.pool`update audit_line set action = 'x'`).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('regions', () => {
  test('the province has 17 kabupaten and kota, 221 kecamatan and 2,285 villages', async () => {
    const planner = await server.person('planner');
    const regions = await planner.call(regionsApi.listRegions, {});
    const of = (level: string) => regions.filter((r) => r.level === level);
    expect([of('kab').length, of('kec').length]).toEqual([17, 221]);
    const villages = await Promise.all(
      of('kab').map((k) => planner.call(regionsApi.listVillages, { code: k.code })),
    );
    expect(villages.flat().length).toBe(2285);
  });

  test('six kabupaten carry different digits in the two code schemes', async () => {
    const planner = await server.person('planner');
    const kab = (await planner.call(regionsApi.listRegions, {})).filter((r) => r.level === 'kab');
    const differ = kab.filter((k) => k.code.replace('.', '') !== k.bpsCode).map((k) => k.name);
    expect(differ).toEqual(['Kolaka', 'Konawe', 'Muna', 'Buton', 'Konawe Utara', 'Buton Utara']);
  });

  test('a search finds a village by part of its name and says where it lies', async () => {
    const planner = await server.person('planner');
    const found = await planner.call(regionsApi.searchRegions, { q: 'mataiwoi' });
    expect(found.length).toBeGreaterThan(8);
    expect(found[0]?.path).toMatch(/ · /);
  });
});
