import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '#server/db/sql.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { findNeedSources, listNeed } from '#server/registry/queries.ts';
import { refreshNeed } from '#server/registry/queries-need.ts';
import { wholeScope } from '#server/scope.ts';
import { openTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let kabs: string[];
const as = <T>(codes: string[], work: Parameters<typeof inScope<T>>[2]) =>
  inScope(server.pool, { read: ['74', ...codes], write: codes, actor: 'test' }, work);

beforeAll(async () => {
  server = await openTestServer();
  kabs = await listKabCodes(server.pool);
  await inScope(server.pool, wholeScope('test', '74', kabs), async (db) => {
    await db`delete from need`;
    await db`update import_area set in_force = false`;
    const area = (kab: string, data: string, level: string, no: number) => db`
      insert into import_area (kab, import_no, data, level, mode, source_name, cut_off, synthetic, families, applied_at, in_force)
      values (${kab}, ${no}, ${data}, ${level}, 'full', 'Uji', '2025-01-31', false, 0, now(), true)`;
    await area('74.12', 'list', 'village', 900001);
    await area('74.11', 'recap', 'kec', 900002);
    const family = async (n: number, village: string, desil: number | null, more: object) => {
      const id = randomUUID();
      await db`
        insert into family (kab, id, import_no, source_n, village, desil, listed, women_headed)
        values ('74.12', ${id}, 900001, ${n}, ${village}, ${desil}, true, ${n % 2 === 0})`;
      const row = {
        kab: '74.12',
        importNo: 900001,
        n,
        familyId: id,
        village,
        desil,
        sourceKind: 'p3ke',
        complete: true,
        working: true,
        workingWomen: n % 2 === 0,
        members: 3,
        housingKnown: 0b11,
        housingDeprived: 0b01,
        headOccupation: 'fisher',
        fingerprint: n,
        rowNo: n,
        ...more,
      };
      await db`insert into source_family ${db(row)}`;
    };
    await family(1, '74.12.01.2001', 1, {});
    await family(2, '74.12.01.2001', 2, { headOccupation: 'farmer' });
    await family(3, '74.12.02.2001', null, { working: false });
    await db`
      insert into recap_count (kab, import_no, code, by_desil, desil_unknown) values
      ('74.11', 900002, '74.11.01', '{5,4,3,2,1,0,0,0,0,0}', 7),
      ('74.11', 900002, '74.11.02', '{1,0,0,0,0,0,0,0,0,0}', 0)`;
    await refreshNeed(db, ['74.11', '74.12']);
  });
});
afterAll(() => server.close());

describe('need', () => {
  test('a list is counted per village and lifted to kecamatan and kabupaten', async () => {
    const [village] = await as(kabs, (db) =>
      listNeed(db, { level: 'village', within: '74.12.01' }),
    );
    expect(village).toMatchObject({
      code: '74.12.01.2001',
      source: 'list',
      families: 2,
      persons: 6,
      womenHeaded: 1,
      withDisability: null,
      occupations: { fisher: 1, farmer: 1 },
    });
    expect(village?.byDesil.slice(0, 3)).toEqual([1, 1, 0]);
    expect(village?.eligibleWomen?.slice(0, 3)).toEqual([0, 1, 0]);
    expect(village?.deprivation?.floor).toEqual({ deprived: 2, known: 2 });
    const [kab] = await as(kabs, (db) => listNeed(db, { level: 'kab', within: '74.12' }));
    expect(kab).toMatchObject({ families: 3, desilUnknown: 1, persons: 9, asOf: '2025-01-31' });
  });

  test('a recap speaks at its own level and above, never below, and says nothing only names can tell', async () => {
    expect(await as(kabs, (db) => listNeed(db, { level: 'village', within: '74.11' }))).toEqual([]);
    const kec = await as(kabs, (db) => listNeed(db, { level: 'kec', within: '74.11' }));
    expect(kec.map((n) => [n.code, n.families])).toEqual([
      ['74.11.01', 22],
      ['74.11.02', 1],
    ]);
    expect(kec[0]).toMatchObject({ source: 'recap', womenHeaded: null, occupations: null });
    expect(kec[0]?.eligible).toEqual(kec[0]?.byDesil);
  });

  test('the province mixes both and is given only to somebody who sees all of it', async () => {
    const [province] = await as(kabs, (db) => listNeed(db, { level: 'province', within: '74' }));
    expect(province).toMatchObject({ source: 'mixed', families: 26, womenHeaded: null });
    expect(await as(['74.12'], (db) => listNeed(db, { level: 'province', within: '74' }))).toEqual(
      [],
    );
    const own = await as(['74.12'], (db) => listNeed(db, { level: 'kab', within: '74' }));
    expect(own.map((n) => n.code)).toEqual(['74.12']);
  });

  test('each kabupaten says what stands behind its figures', async () => {
    const sources = await as(kabs, (db) => findNeedSources(db));
    expect(sources.map((s) => [s.kab, s.source, s.level, s.additions])).toEqual([
      ['74.11', 'recap', 'kec', 0],
      ['74.12', 'list', 'village', 0],
    ]);
  });
});
