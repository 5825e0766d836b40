import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessApi } from '#api/access.ts';
import { type FamilyEntry, REVEALS_A_DAY, registryApi } from '#api/registry.ts';
import { inScope } from '#server/db/sql.ts';
import { listNeed } from '#server/registry/queries.ts';
import {
  csvOf,
  importFile,
  nik,
  runJobsHere,
  type TestRow,
  undoFile,
  WAWONII,
} from '../support/family-file.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
let officer: Person;
const KAB = '74.12';
const HERE = '74.12.01.2002';
const NEXT_DOOR = '74.12.01.1001';

const row = (id: string, n: number, more: TestRow = {}): TestRow => ({
  ...WAWONII,
  'ID Keluarga P3KE': id,
  Nama: `La Ode Rahasia ${n}`,
  NIK: nik(n),
  ...more,
});
const woman: TestRow = {
  Nama: 'Wa Ode Rahasia',
  'Jenis Kelamin': 'PEREMPUAN',
  'Tanggal Lahir': '05/03/1980',
};

beforeAll(async () => {
  server = await openTestServer();
  await runJobsHere(server);
  planner = await server.person('planner');
  officer = await server.person('officer', KAB);
  await importFile(
    server,
    planner,
    csvOf([
      row('A', 1),
      row('A', 2, { 'Hubungan dengan Kepala Keluarga': 'ANAK', 'Tanggal Lahir': '01/02/2012' }),
      row('B', 3, { 'Desil Kesejahteraan': '3' }),
      row('C', 4, { ...woman, NIK: '7412014503800004', 'Kode Kemdagri': NEXT_DOOR }),
      row('D', 5, { Nama: '=HYPERLINK("http://jahat.example","Klik")' }),
      row('E', 6, { 'Kode Kemdagri': '74.01.01.1001', 'Kabupaten/Kota': 'KOLAKA' }),
    ]),
  );
});
afterAll(() => server.close());

const list = (who: Person, region: string, more = {}) =>
  who.call(registryApi.listFamilies, { region, ...more });
async function one(who: Person, id: string): Promise<FamilyEntry> {
  const [known] = await inScope(
    server.pool,
    { read: [KAB], write: [], actor: 'test' },
    (db) => db<{ familyId: string }[]>`
      select family_id::text from source_family where kab = ${KAB} and source_id = ${id} limit 1`,
  );
  const { families } = await list(who, KAB);
  const found = families.find((f) => f.id === known?.familyId);
  if (found === undefined) throw new Error(`family ${id} is not on the list`);
  return found;
}

describe('the list of families', () => {
  test('shows masked names and four digits, never a name, a NIK or an address', async () => {
    const page = await list(officer, KAB);
    expect(page).toMatchObject({ total: 4, page: 1 });
    const text = JSON.stringify(page);
    expect(text).not.toMatch(/Rahasia|741201|HYPERLINK/);
    expect((await one(officer, 'A')).head).toBe('L• O•• R•••• 1•');
    expect(await one(officer, 'A')).toMatchObject({ nikLast: '0001', members: 2, desil: 1 });
  });

  test('is filtered and narrowed to a kecamatan and a village', async () => {
    expect((await list(officer, HERE)).total).toBe(3);
    expect((await list(officer, '74.12.01')).total).toBe(4);
    expect((await list(officer, '74.12.02')).total).toBe(0);
    expect((await list(officer, KAB, { desil: 2 })).total).toBe(3);
    expect((await list(officer, KAB, { womenHeaded: 'true' })).total).toBe(1);
  });

  test('is closed for another kabupaten, for heads and for administrators', async () => {
    const stranger = await server.person('officer', '74.01');
    expect((await stranger.refusal(registryApi.listFamilies, { region: KAB }))?.code).toBe(
      'outside-area',
    );
    const { id } = await one(officer, 'A');
    expect((await stranger.refusal(registryApi.getFamily, { kab: KAB, id }))?.code).toBe(
      'outside-area',
    );
    // The own code with somebody else's family: row-level security answers as if it were not there.
    expect((await stranger.refusal(registryApi.getFamily, { kab: '74.01', id }))?.code).toBe(
      'not-found',
    );
    for (const role of ['head', 'admin'] as const) {
      const person = await server.person(role);
      expect((await person.refusal(registryApi.listFamilies, { region: KAB }))?.code).toBe(
        'not-allowed',
      );
    }
  });

  test('a query that forgets its WHERE still sees only the own kabupaten', async () => {
    const scope = { read: ['74', '74.01'], write: ['74.01'], actor: 'test' };
    const kabs = await inScope(
      server.pool,
      scope,
      (db) => db<{ kab: string }[]>`
        select kab from current_family union select kab from source_person union select kab from family
        union select kab from need union select kab from import_area`,
    );
    expect(kabs.map((k) => k.kab)).toEqual(['74.01']);
    await expect(
      inScope(server.pool, scope, (db) => db`update source_family set desil = 1`),
    ).rejects.toThrow(/permission denied/);
    expect(await server.pool`select kab from family`).toHaveLength(0);
  });
});

describe('a reveal', () => {
  test('shows everything of one family for a purpose, and says so in the audit', async () => {
    const { id } = await one(officer, 'A');
    const masked = await officer.call(registryApi.getFamily, { kab: KAB, id });
    expect(JSON.stringify(masked)).not.toMatch(/Rahasia|741201/);
    expect(masked.people).toHaveLength(2);
    const open = await officer.call(registryApi.revealFamily, {
      kab: KAB,
      id,
      purpose: 'verification',
      note: 'musdes, lihat 7412010503800001',
    });
    expect(open.head).toBe('La Ode Rahasia 1');
    expect(open.people.map((p) => p.nik)).toEqual([nik(1), nik(2)]);
    const [line] = await planner.call(accessApi.listAudit, { action: 'registry.reveal' });
    expect(line).toMatchObject({ kab: KAB, actor: officer.id, subject: id });
    expect(line?.details).toMatchObject({ purpose: 'verification', people: 2 });
    expect(JSON.stringify(line)).not.toMatch(/Rahasia|\d{8,}(?!-)\d*"/);
  });

  test('without a stated purpose is refused, and after twenty a day needs an assignment', async () => {
    const nosy = await server.person('officer', KAB);
    const { id } = await one(officer, 'B');
    const ask = { kab: KAB, id, purpose: 'selection' as const, note: '' };
    expect((await nosy.refusal(registryApi.revealFamily, { ...ask, purpose: 'other' }))?.code).toBe(
      'reason-needed',
    );
    for (let i = 0; i < REVEALS_A_DAY; i++) await nosy.call(registryApi.revealFamily, ask);
    expect(await nosy.refusal(registryApi.revealFamily, ask)).toMatchObject({
      code: 'reason-needed',
      details: { reveals: REVEALS_A_DAY },
    });
    const told = { ...ask, assignment: 'Surat tugas 094/12/2025' };
    expect((await nosy.call(registryApi.revealFamily, told)).revealsToday).toBe(21);
  });
});

describe('what an officer finds out', () => {
  const need = async () => {
    const [kab] = await inScope(server.pool, { read: [KAB], write: [], actor: 'test' }, (db) =>
      listNeed(db, { level: 'kab', within: KAB }),
    );
    return kab;
  };
  const say = (id: string, more: object) =>
    officer.call(registryApi.addFamilyChange, {
      kab: KAB,
      id,
      kind: 'left',
      note: 'musdes 12 Maret 2025',
      effectiveOn: '2025-03-12',
      ...more,
    });

  test('counts at once, and is taken back with a reason', async () => {
    const { id } = await one(officer, 'B');
    const before = await need();
    const gone = await say(id, {});
    expect(gone).toMatchObject({ listed: false, changes: [{ kind: 'left', state: 'in-force' }] });
    expect((await need())?.families).toBe((before?.families ?? 0) - 1);
    const change = gone.changes[0]?.id ?? '';
    const back = await officer.call(registryApi.revokeFamilyChange, {
      kab: KAB,
      id,
      change,
      reason: 'salah keluarga',
    });
    expect(back).toMatchObject({ listed: true, changes: [{ state: 'revoked' }] });
    expect(await need()).toEqual(before);
  });

  test('moves a family to another village and corrects what the register had wrong', async () => {
    const { id } = await one(officer, 'A');
    const moved = await say(id, { kind: 'moved', village: NEXT_DOOR });
    expect(moved.village).toBe(NEXT_DOOR);
    expect((await list(officer, NEXT_DOOR)).total).toBe(2);
    const corrected = await say(id, { kind: 'correction', field: 'women_headed', value: true });
    expect(corrected.womenHeaded).toBe(true);
    expect((await list(officer, KAB, { changed: 'true' })).families.map((f) => f.id)).toEqual([id]);
    expect((await need())?.womenHeaded).toBe(2);
    expect(
      (
        await officer.refusal(registryApi.addFamilyChange, {
          kab: KAB,
          id,
          kind: 'moved',
          village: '74.01.01.1001',
          note: 'pindah jauh',
          effectiveOn: '2025-03-12',
        })
      )?.code,
    ).toBe('outside-area');
    expect(
      (
        await planner.refusal(registryApi.addFamilyChange, {
          kab: KAB,
          id,
          kind: 'left',
          note: 'belum terjadi',
          effectiveOn: '2999-01-01',
        })
      )?.details,
    ).toMatchObject({ rule: 'change-in-future' });
  });

  test('holds through a record of an earlier date and gives way to a later one', async () => {
    const { id } = await one(officer, 'D');
    await say(id, {});
    const older = await importFile(
      server,
      planner,
      csvOf([row('D', 5), row('A', 1), row('B', 3)]),
      { cutOff: '2025-02-28' },
    );
    expect((await planner.call(registryApi.getFamily, { kab: KAB, id })).listed).toBe(false);
    const newer = await importFile(server, planner, csvOf([row('D', 5), row('F', 9)]), {
      cutOff: '2025-06-30',
    });
    expect(await planner.call(registryApi.getFamily, { kab: KAB, id })).toMatchObject({
      listed: true,
      changes: [{ state: 'overtaken' }],
    });
    await undoFile(server, planner, newer.no);
    await undoFile(server, planner, older.no);
    expect((await planner.call(registryApi.getFamily, { kab: KAB, id })).listed).toBe(false);
  });
});

describe('an export', () => {
  const ask = { region: '74.12.01', purpose: 'coordination' as const, note: 'rapat desa' };
  const cells = (body: Uint8Array) => {
    const parts = unzipSync(body);
    return Object.entries(parts)
      .filter(([name]) => name.startsWith('xl/worksheets/') || name === 'xl/sharedStrings.xml')
      .map(([, bytes]) => strFromU8(bytes))
      .join('');
  };

  test('names who took it and what for, holds no NIK and no formula, and is written down', async () => {
    const file = await officer.download(registryApi.exportFamilies, ask);
    const text = cells(file.body);
    expect(text).toMatch(/officer 74\.12, .*WITA/);
    expect(text).toMatch(/La Ode Rahasia 1/);
    expect(text).not.toMatch(/7412010503/);
    expect(text).not.toMatch(/<f[ >]/);
    const [line] = await planner.call(accessApi.listAudit, { action: 'registry.export' });
    expect(line?.details).toMatchObject({ purpose: 'coordination', nik: false });
  });

  test('gives NIK only to a planner who says why, and never a whole kabupaten', async () => {
    const nikPurpose = 'pencocokan dengan Dukcapil';
    expect((await officer.refusal(registryApi.exportFamilies, { ...ask, nikPurpose }))?.code).toBe(
      'not-allowed',
    );
    const file = await planner.download(registryApi.exportFamilies, { ...ask, nikPurpose });
    expect(cells(file.body)).toMatch(/7412010503800001/);
    expect(
      (await planner.refusal(registryApi.exportFamilies, { ...ask, region: KAB }))?.details,
    ).toMatchObject({ rule: 'export-one-place' });
  });
});
