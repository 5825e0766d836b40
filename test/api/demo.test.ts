import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessApi } from '#api/access.ts';
import { overviewApi } from '#api/overview.ts';
import { openTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ demo: true });
});
afterAll(() => server.close());

describe('the example installation', () => {
  test('offers a planner, an officer and a head, one click each, and no other way in without a password', async () => {
    const installation = await server.anonymous().call(accessApi.installation, {});
    expect(installation.demo).toBe(true);
    expect(installation.demoAccounts.map((a) => a.role).sort()).toEqual([
      'admin',
      'head',
      'officer',
      'planner',
    ]);
    const refusal = await server
      .anonymous()
      .refusal(accessApi.demoLogin, { username: 'siapa.saja' });
    expect(refusal?.code).toBe('not-found');
  });

  test('has example families in all seventeen, marked as such, over real evidence', async () => {
    const head = await server.person('head');
    const overview = await head.call(overviewApi.home, {});
    expect(overview.points).toMatchObject({ kabs: 17, of: 17, synthetic: true });
    expect(overview.potential.kabs).toBe(17);
  });

  test('tells the story of the two places it began with', async () => {
    const planner = await server.person('planner');
    const { examples } = await planner.call(overviewApi.home, {});
    const fits = (code: string) =>
      examples.find((e) => e.code === code)?.fits.map((f) => f.id.toLowerCase());
    expect(fits('74.12')?.slice(0, 2).sort()).toEqual(['ikan', 'kelapa']);
    expect(fits('74.11')?.slice(0, 2).sort()).toEqual(['aren', 'kakao']);
  });

  test('shows an officer the own kabupaten only', async () => {
    const officer = await server.person('officer', '74.11');
    const overview = await officer.call(overviewApi.home, {});
    expect(overview.points.of).toBe(1);
    expect(overview.examples.map((e) => e.code)).toEqual(['74.11']);
  });
});
