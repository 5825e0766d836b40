import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryApi } from '#api/registry.ts';
import { inScope } from '#server/db/sql.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { listNeed } from '#server/registry/queries.ts';
import { wholeScope } from '#server/scope.ts';
import {
  checkFile,
  csvOf,
  ended,
  HEADS,
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
let kabs: string[];
beforeAll(async () => {
  server = await openTestServer();
  await runJobsHere(server);
  planner = await server.person('planner');
  kabs = await listKabCodes(server.pool);
});
afterAll(() => server.close());

const row = (id: string, n: number, more: TestRow = {}): TestRow => ({
  ...WAWONII,
  'ID Keluarga P3KE': id,
  Nama: `La Ode Uji ${n}`,
  NIK: nik(n),
  ...more,
});
const child = (id: string, n: number): TestRow =>
  row(id, n, { 'Hubungan dengan Kepala Keluarga': 'ANAK', 'Tanggal Lahir': '01/02/2010' });
const whole = <T>(work: Parameters<typeof inScope<T>>[2]) =>
  inScope(server.pool, wholeScope('test', '74', kabs), work);
const families = async (kab: string) =>
  (await whole((db) => listNeed(db, { level: 'kab', within: kab })))[0]?.families ?? 0;

describe('a list with names', () => {
  test('read = accepted + refused, and each refusal names row, column, value and reason', async () => {
    const done = await checkFile(
      server,
      planner,
      csvOf([
        row('A1', 1),
        child('A1', 2),
        row('A2', 3, { 'Kode Kemdagri': '74.12.99.2001' }),
        row('A3', 4, { 'Desil Kesejahteraan': '11' }),
        row('A4', 5, { Nama: '', NIK: '' }),
        row('A5', 6, { NIK: '7,4E+15' }),
      ]),
    );
    expect([done.rowsRead, done.rowsAccepted, done.rowsWarned, done.rowsRefused]).toEqual([
      6, 3, 2, 3,
    ]);
    expect(done.summary?.refusedBy).toEqual({
      'code-unknown': 1,
      'desil-unreadable': 1,
      nobody: 1,
    });
    expect(done).toMatchObject({ state: 'checked', families: 2, persons: 3, kind: 'person' });
    const kept = await planner.call(registryApi.listKeptRows, { no: done.no, outcome: 'refused' });
    expect(kept[0]).toMatchObject({
      row: 4,
      column: 'Kode Kemdagri',
      value: '74.12.99.2001',
      reasons: [{ code: 'code-unknown', params: { code: '74.12.99.2001' } }],
    });
    await planner.call(registryApi.cancelImport, { no: done.no });
  });

  test('a dry run writes no family, and nothing is applied that was not checked', async () => {
    const before = await families('74.12');
    const done = await checkFile(server, planner, csvOf([row('B1', 11)]));
    expect(await families('74.12')).toBe(before);
    const [n] = await whole(
      (db) => db<{ n: number }[]>`select count(*)::int as n from source_family`,
    );
    expect(n?.n).toBe(0);
    expect(done.summary?.areas).toMatchObject([{ kab: '74.12', added: 1, gone: 0 }]);
    const { no } = await planner.call(
      registryApi.addImport,
      { filename: 'lain.csv' },
      csvOf([row('B2', 12)]),
    );
    expect((await planner.refusal(registryApi.applyImport, { no }))?.code).toBe('import-not-ready');
    await planner.call(registryApi.cancelImport, { no });
    await planner.call(registryApi.cancelImport, { no: done.no });
  });

  test('applying, replacing, adding and undoing in any order leaves exactly the right list', async () => {
    const one = await importFile(
      server,
      planner,
      csvOf([row('C1', 21), child('C1', 22), row('C2', 23)]),
      { cutOff: '2024-06-30' },
    );
    expect(await families('74.12')).toBe(2);
    const two = await importFile(
      server,
      planner,
      csvOf([
        row('C1', 21),
        child('C1', 22),
        row('C3', 24, { 'Desil Kesejahteraan': '2' }),
        row('C4', 25),
      ]),
      { cutOff: '2025-01-31' },
    );
    expect(two.summary?.areas).toMatchObject([{ added: 2, same: 1, changed: 0, gone: 1 }]);
    expect(await families('74.12')).toBe(3);
    const three = await importFile(server, planner, csvOf([row('C5', 26)]), {
      cutOff: '2025-02-28',
      mode: 'addition',
    });
    expect(await families('74.12')).toBe(4);

    const preview = await planner.call(registryApi.previewUndo, { no: two.no });
    expect(preview).toMatchObject([
      { kab: '74.12', before: 4, after: 3, leaving: 2, returning: 1 },
    ]);
    expect(preview[0]?.fallback?.importNo).toBe(one.no);
    // The older one first: a newer import above it is no obstacle, and nothing changes.
    await undoFile(server, planner, one.no);
    expect(await families('74.12')).toBe(4);
    await undoFile(server, planner, two.no);
    expect(await families('74.12')).toBe(1);
    await undoFile(server, planner, three.no);
    expect(await families('74.12')).toBe(0);
  });

  test('undo brings the figures back exactly, and the same family keeps its identity', async () => {
    const list = csvOf([row('D1', 31), child('D1', 32), row('D2', 33, { Pekerjaan: 'PETANI' })]);
    const ids = () =>
      whole(
        (db) =>
          db<{ sourceId: string; id: string }[]>`
        select s.source_id, f.id::text from family f
        join source_family s on s.kab = f.kab and s.import_no = f.import_no and s.n = f.source_n
        where f.listed and f.kab = '74.12' order by 1`,
      );
    const first = await importFile(server, planner, list, { cutOff: '2024-01-31' });
    const before = await whole((db) => listNeed(db, { level: 'village', within: '74.12' }));
    const known = await ids();
    const second = await importFile(
      server,
      planner,
      csvOf([row('D1', 31, { 'Desil Kesejahteraan': '3' }), row('D9', 39)]),
    );
    expect((await ids())[0]).toEqual(known[0]);
    await undoFile(server, planner, second.no);
    expect(await whole((db) => listNeed(db, { level: 'village', within: '74.12' }))).toEqual(
      before,
    );
    expect(await ids()).toEqual(known);
    await undoFile(server, planner, first.no);
  });

  test('the same file twice is refused, unless the first was undone', async () => {
    const list = csvOf([row('E1', 41)]);
    const first = await importFile(server, planner, list);
    const again = await planner.refusal(registryApi.addImport, { filename: 'sama.csv' }, list);
    expect(again).toMatchObject({ code: 'file-already-imported', details: { no: first.no } });
    await undoFile(server, planner, first.no);
    const { no } = await planner.call(registryApi.addImport, { filename: 'sama.csv' }, list);
    await planner.call(registryApi.cancelImport, { no });
  });

  test('the head is found in row 13 from column B, and codes come without dots and as numbers', async () => {
    const table = csvOf([row('F1', 51, { 'Kode Kemdagri': '7412012002' }), child('F1', 52)], {
      before: ['DAFTAR KELUARGA P3KE', ...Array.from({ length: 11 }, () => '')],
    });
    const shifted = new TextEncoder().encode(
      new TextDecoder()
        .decode(table)
        .split('\n')
        .map((line) => (line === '' ? '' : `,${line}`))
        .join('\n'),
    );
    const done = await checkFile(server, planner, shifted);
    expect(done.files[0]?.layout).toMatchObject({ headRow: 13, scheme: 'kemendagri' });
    expect(done.files[0]?.layout.columns.familyId).toBe(1);
    expect(done).toMatchObject({ rowsRead: 2, rowsRefused: 0, families: 1, persons: 2 });
    await planner.call(registryApi.cancelImport, { no: done.no });
  });

  test('two families with KK 0 stay two families', async () => {
    const heads = HEADS.map((h) => (h === 'ID Keluarga P3KE' ? 'No KK' : h));
    const withKk = (kk: string, n: number, more: TestRow = {}) =>
      ({ ...row('', n, more), 'No KK': kk }) as TestRow;
    const anak: TestRow = { 'Hubungan dengan Kepala Keluarga': 'ANAK' };
    const done = await checkFile(
      server,
      planner,
      csvOf(
        [
          withKk('0', 61),
          withKk('0', 62, anak),
          withKk('0', 63),
          withKk('7412010503800001', 64),
          withKk('7412010503800001', 65, anak),
          withKk('9999999999999999', 66, anak),
        ],
        { heads },
      ),
    );
    expect(done).toMatchObject({ families: 3, persons: 5, rowsRefused: 1 });
    expect(done.summary?.refusedBy).toEqual({ 'family-key-missing': 1 });
    await planner.call(registryApi.cancelImport, { no: done.no });
  });

  test('six kabupaten cannot be swapped: a name that belongs to another code refuses the row', async () => {
    const swapped: TestRow[] = [
      ['74.01.01.1001', 'BUTON'],
      ['74.02.01.1001', 'MUNA'],
      ['74.03.06.1004', 'KONAWE'],
      ['74.04.11.1005', 'KOLAKA'],
      ['74.09.01.1005', 'BUTON UTARA'],
      ['74.10.01.1008', 'KONAWE UTARA'],
    ].map(([code, kab], i) =>
      row(`G${i}`, 70 + i, { 'Kode Kemdagri': code ?? '', 'Kabupaten/Kota': kab ?? '' }),
    );
    const done = await checkFile(server, planner, csvOf(swapped));
    expect(done.rowsAccepted).toBe(0);
    expect(done.summary?.refusedBy).toEqual({ 'name-code-disagree': 6 });
    await planner.call(registryApi.cancelImport, { no: done.no });
  });

  test('a file of families and a file of members become one import', async () => {
    const familyHeads = [
      'id_keluarga_P3KE',
      'kode_kemdagri',
      'desil_kesejahteraan',
      'kepala_keluarga',
      'nik',
      'jenis_kelamin',
      'jenis_lantai',
    ];
    const text = (lines: string[][]) =>
      new TextEncoder().encode(lines.map((l) => l.join(';')).join('\r\n'));
    const done = await importFile(
      server,
      planner,
      text([
        familyHeads,
        ['H1', '74.12.01.2002', '1', 'Wa Uji', nik(81), 'PEREMPUAN', 'TANAH'],
        ['H2', '74.12.01.2002', '2', 'La Uji', nik(82), 'LAKI-LAKI', 'SEMEN'],
      ]),
      {
        members: text([
          ['ID Keluarga P3KE', 'Nama', 'NIK', 'Hubungan dengan Kepala Keluarga', 'Tanggal Lahir'],
          ['H1', 'Wa Uji', nik(81), 'KEPALA KELUARGA', '05/03/1980'],
          ['H1', 'Anak Uji', nik(83), 'ANAK', '01/01/2012'],
          ['H9', 'Orang Lain', nik(84), 'ANAK', '01/01/2012'],
        ]),
      },
    );
    expect(done).toMatchObject({ kind: 'family', families: 2, persons: 3, rowsRefused: 1 });
    expect(done.summary?.refusedBy).toEqual({ 'family-unknown': 1 });
    const [kab] = await whole((db) => listNeed(db, { level: 'kab', within: '74.12' }));
    expect(kab?.deprivation?.floor).toEqual({ deprived: 1, known: 2 });
    await undoFile(server, planner, done.no);
  });
});

describe('refused rows', () => {
  test('come back in the layout they came in, and pass once they are mended', async () => {
    const rows = [
      row('I1', 91),
      row('I2', 92, { 'Desil Kesejahteraan': 'rendah' }),
      row('I3', 93, { Nama: '=HYPERLINK("http://x","y")', 'Kode Kemdagri': '74.12.99.9999' }),
    ];
    const done = await importFile(server, planner, csvOf(rows, { before: ['Judul', ''] }));
    expect(done).toMatchObject({ rowsRead: 3, rowsAccepted: 1, rowsRefused: 2 });
    const file = await planner.download(registryApi.refusedFile, { no: done.no });
    const mended = await checkFile(server, planner, file.body, { mode: 'addition' });
    expect(mended.files[0]?.layout).toMatchObject({
      headRow: 3,
      columns: done.files[0]?.layout.columns,
    });
    expect(mended.files[0]?.layout.heads.at(-1)).toBe('Alasan ditolak');
    expect(mended).toMatchObject({ rowsRead: 2, rowsRefused: 2 });
    expect(mended.summary?.refusedBy).toEqual(done.summary?.refusedBy);
    await planner.call(registryApi.cancelImport, { no: mended.no });
    await undoFile(server, planner, done.no);
  });
});

describe('a recap without names', () => {
  const text = (lines: string[]) => new TextEncoder().encode(lines.join('\n'));

  test('works at its own level, wide, and refuses totals so that nothing counts twice', async () => {
    const done = await importFile(
      server,
      planner,
      text([
        'Rekap P3KE;;;;',
        'Kode Kemendagri;Kecamatan;Desil 1;Desil 2;Jumlah',
        '74.11.01;;1.200;300;1500',
        '74.11.02;;10;5;16',
        '74.11;;1210;305;1515',
        ';JUMLAH;1210;305;1515',
      ]),
    );
    expect(done).toMatchObject({ kind: 'recap', rowsRead: 4, rowsAccepted: 2, rowsRefused: 2 });
    expect(done.summary?.refusedBy).toEqual({ 'recap-other-level': 1, 'total-row': 1 });
    expect(done.summary?.warnedBy).toMatchObject({ 'recap-sum-differs': 1 });
    const kec = await whole((db) => listNeed(db, { level: 'kec', within: '74.11' }));
    expect(kec.map((n) => [n.code, n.families, n.source])).toEqual([
      ['74.11.01', 1500, 'recap'],
      ['74.11.02', 15, 'recap'],
    ]);
    expect(await whole((db) => listNeed(db, { level: 'village', within: '74.11' }))).toEqual([]);

    // A list with names of the same kabupaten takes its place, and gives it back.
    const list = await importFile(
      server,
      planner,
      csvOf([
        row('J1', 95, { 'Kode Kemdagri': '74.11.01.1002', 'Kabupaten/Kota': 'KOLAKA TIMUR' }),
      ]),
    );
    expect(await families('74.11')).toBe(1);
    await undoFile(server, planner, list.no);
    expect(await families('74.11')).toBe(1515);
    await undoFile(server, planner, done.no);
    expect(await families('74.11')).toBe(0);
  });

  test('works long, by kabupaten name, and a bare four-digit code must declare its scheme', async () => {
    const long = await checkFile(
      server,
      planner,
      text([
        'Kabupaten/Kota,Desil,Jumlah Keluarga',
        'Kab. Kolaka,1,500',
        'Kab. Kolaka,2,700',
        'Konkep,1,90',
        'Kab. Kolaka,2,7',
      ]),
    );
    expect(long).toMatchObject({ rowsAccepted: 3, rowsRefused: 1, families: 1290 });
    await planner.call(registryApi.cancelImport, { no: long.no });

    const bare = text(['Kode,Desil 1,Desil 2', '7401,100,200']);
    const refused = await checkFile(server, planner, bare);
    expect(refused.summary?.refusedBy).toEqual({ 'code-bare-four': 1 });
    await planner.call(registryApi.cancelImport, { no: refused.no });
    const bps = await checkFile(server, planner, bare, { scheme: 'bps' });
    expect(bps.summary?.areas.map((a) => a.kab)).toEqual(['74.04']);
    await planner.call(registryApi.cancelImport, { no: bps.no });
    const kemendagri = await checkFile(server, planner, bare, { scheme: 'kemendagri' });
    expect(kemendagri.summary?.areas.map((a) => a.kab)).toEqual(['74.01']);
    await planner.call(registryApi.cancelImport, { no: kemendagri.no });
  });
});

describe('who may bring in what', () => {
  test('an officer brings in the own kabupaten; rows outside it are refused with the reason', async () => {
    const officer = await server.person('officer', '74.12');
    const done = await importFile(
      server,
      officer,
      csvOf([
        row('K1', 101),
        row('K2', 102, { 'Kode Kemdagri': '74.01.01.1001', 'Kabupaten/Kota': 'KOLAKA' }),
      ]),
    );
    expect(done).toMatchObject({ kab: '74.12', rowsAccepted: 1, rowsRefused: 1 });
    expect(done.summary?.refusedBy).toEqual({ 'outside-area': 1 });
    const stranger = await server.person('officer', '74.01');
    expect((await stranger.refusal(registryApi.getImport, { no: done.no }))?.code).toBe(
      'not-found',
    );
    expect((await stranger.refusal(registryApi.refusedFile, { no: done.no }))?.code).toBe(
      'not-found',
    );
    for (const role of ['head', 'admin'] as const) {
      const person = await server.person(role);
      expect((await person.refusal(registryApi.listImports, {}))?.code).toBe('not-allowed');
    }
    await undoFile(server, officer, done.no);
  });

  test('an officer sees that the province brought the own kabupaten in, but works on nothing of it', async () => {
    const done = await importFile(
      server,
      planner,
      csvOf([
        row('L1', 111),
        row('L2', 112, { 'Kode Kemdagri': '74.01.01.1001', 'Kabupaten/Kota': 'KOLAKA' }),
      ]),
    );
    const officer = await server.person('officer', '74.01');
    const seen = await officer.call(registryApi.getImport, { no: done.no });
    expect(seen.summary?.areas.map((a) => a.kab)).toEqual(['74.01']);
    expect(seen.mine).toBe(false);
    for (const [operation, input] of [
      [registryApi.undoImport, { no: done.no, reason: 'coba coba' }],
      [registryApi.listKeptRows, { no: done.no, outcome: 'refused' }],
    ] as const) {
      expect((await officer.refusal(operation, input as never))?.code).toBe('outside-area');
    }
    await undoFile(server, planner, done.no);
  });

  test('example NIK are refused in a real installation', async () => {
    const { no } = await planner.call(
      registryApi.addImport,
      { filename: 'contoh.csv' },
      csvOf([row('M1', 121, { NIK: '9901010503800001' })]),
    );
    const waiting = await planner.call(registryApi.getImport, { no });
    const { jobId } = await planner.call(registryApi.checkImport, {
      no,
      kind: 'person',
      sourceKind: 'p3ke',
      sourceName: 'Contoh',
      cutOff: '2025-01-31',
      legalBasis: null,
      expiresOn: null,
      mode: 'full',
      scheme: 'kemendagri',
      synthetic: false,
      layouts: waiting.files.map(({ part, layout }) => ({ part, layout })),
    });
    const job = await ended(server, planner, jobId);
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'demo-real-mixed' } });
    await planner.call(registryApi.cancelImport, { no });
  });

  test('files that are no tables are refused at the door with a way out', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const why = async (file: Uint8Array) =>
      (await planner.refusal(registryApi.addImport, { filename: 'a.xlsx' }, file))?.details['why'];
    expect(await why(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))).toBe(
      'xls',
    );
    expect(await why(bytes('%PDF-1.7'))).toBe('pdf');
    expect(await why(bytes('<html><table><tr><td>NIK</td></tr></table></html>'))).toBe('html');
    expect(await why(bytes(''))).toBe('empty');
  });
});
