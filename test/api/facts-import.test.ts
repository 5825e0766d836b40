import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsApi } from '#api/documents.ts';
import { povertyApi } from '#api/poverty.ts';
import { tablesApi } from '#api/tables.ts';
import { indicators } from '#domain/fact.ts';
import { isMessageKey, translate } from '#messages/translate.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';
import { sendTable } from '../support/tables.ts';

let server: TestServer;
let planner: Person;
beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
});
afterAll(() => server.close());

const CONSTANTS = { source: 'Uji', grade: 'M' };
const figuresOf = async (filter: object) =>
  (await planner.call(povertyApi.listFacts, filter)).facts;

describe('a long table', () => {
  const long = [
    'Laporan Triwulan',
    '',
    'Kode Kemendagri;Kabupaten/Kota;Indikator;Tahun;Nilai;Satuan;Sumber;Mutu',
    '74.01;Kolaka;P0;2030;12,43;persen;Uji BPS;H',
    '74.02;Konawe;Jumlah Penduduk Miskin;2030;32,46;ribu jiwa;Uji BPS;M',
    '74.05;Konawe Selatan;Jumlah Penduduk Miskin;2030;36,84;jiwa;Uji BPS;M',
    '74.06;Bombana;P0;2030;;persen;Uji BPS;M',
    '7401;Buton;P0;2030;13,92;persen;Uji BPS;M',
    '74.04;Kolaka;P0;2030;13,92;persen;Uji BPS;M',
    '73.01;Kepulauan Selayar;P0;2030;12;persen;Uji BPS;M',
    '74.07;Wakatobi;P9;2030;12;persen;Uji BPS;M',
  ].join('\n');

  test('the dry run names every refused row with column, value and reason, and stores nothing', async () => {
    const before = (await figuresOf({ year: 2030 })).length;
    const { report, inspection } = await sendTable(planner, 'figures', 'uji.csv', long);
    expect(inspection.mapping.headerRow).toBe(1);
    expect(inspection.mapping.scheme).toBe('kemendagri');
    expect(report).toMatchObject({ missing: [], read: 8, accepted: 3, warned: 1, refused: 5 });
    expect(report.issues.map((i) => [i.row, i.column, i.value, i.reason.code, i.refused])).toEqual([
      [6, 'Nilai', '36,84', 'not-whole', true],
      [8, 'Kabupaten/Kota', 'Buton', 'name-code-disagree', true],
      [9, 'Kabupaten/Kota', 'Kolaka', 'name-code-disagree', true],
      [10, 'Kode Kemendagri', '73.01', 'outside-province', true],
      [11, 'Indikator', 'P9', 'indicator-unknown', true],
      [7, 'Nilai', '', 'value-blank', false],
    ]);
    expect((await figuresOf({ year: 2030 })).length).toBe(before);
  });

  test('taking it stores figures in their own unit, keeps the blank blank, and hands refused rows back', async () => {
    const { run, importId } = await sendTable(planner, 'figures', 'uji.csv', long, { take: true });
    expect(run).toMatchObject({ accepted: 3, refused: 5, records: 3 });
    const facts = await figuresOf({ year: 2030 });
    expect(facts.map((f) => [f.code, f.indicator, f.value, f.imported])).toEqual(
      expect.arrayContaining([
        ['74.01', 'p0', 12.43, true],
        ['74.02', 'poor_count', 32_460, true],
        ['74.06', 'p0', null, true],
      ]),
    );
    const file = await planner.download(tablesApi.refusedRows, { id: importId });
    expect(file.filename).toBe('uji-ditolak.csv');
    const lines = new TextDecoder().decode(file.body).trim().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain('Kode Kemendagri,Kabupaten/Kota,Indikator');
    expect(lines[0]).toContain('Sebab ditolak');
    expect(lines[1]).toContain('36,84');
    expect(lines[1]).toContain('ribu');
  });

  test('the same file again changes nothing and says so', async () => {
    const { report } = await sendTable(planner, 'figures', 'uji.csv', long);
    expect(report.records).toBe(0);
    expect(report.reasons.find((r) => r.code === 'already-stored')?.times).toBe(3);
  });

  test('undoing the import takes back all of it, and only the planner may', async () => {
    const [last] = await planner.call(tablesApi.listTableImports, { kind: 'figures' });
    const id = last?.id ?? '';
    const head = await server.person('head');
    expect((await head.refusal(tablesApi.undoTableImport, { id, reason: 'coba' }))?.code).toBe(
      'not-allowed',
    );
    const { records } = await planner.call(tablesApi.undoTableImport, {
      id,
      reason: 'salah berkas',
    });
    expect(records).toBe(3);
    expect(await figuresOf({ year: 2030 })).toEqual([]);
    const [after] = await planner.call(tablesApi.listTableImports, { kind: 'figures' });
    expect(after).toMatchObject({ undoReason: 'salah berkas' });
    expect((await planner.refusal(tablesApi.undoTableImport, { id, reason: 'lagi' }))?.code).toBe(
      'not-found',
    );
  });
});

describe('revisions and conflicts', () => {
  const one = (value: string, source: string) =>
    `kode kemendagri,nama,indikator,tahun,nilai,sumber,mutu\n74.03,Muna,P0,2031,"${value}",${source},M`;

  test('two sources that differ both stand', async () => {
    await sendTable(planner, 'figures', 'a.csv', one('13,5', 'BPS'), { take: true });
    await sendTable(planner, 'figures', 'b.csv', one('13,9', 'Koran'), { take: true });
    const facts = await figuresOf({ year: 2031 });
    expect(facts.map((f) => [f.value, f.conflict])).toEqual([
      [13.5, true],
      [13.9, true],
    ]);
  });

  test('a newer figure of the same source replaces the older one; undoing brings it back', async () => {
    const { report, importId } = await sendTable(planner, 'figures', 'c.csv', one('13,7', 'BPS'), {
      take: true,
    });
    expect(report.reasons.map((r) => r.code)).toContain('replaces');
    expect((await figuresOf({ year: 2031, source: 'BPS' })).map((f) => f.value)).toEqual([13.7]);
    await planner.call(tablesApi.undoTableImport, { id: importId, reason: 'revisi ditarik' });
    expect((await figuresOf({ year: 2031, source: 'BPS' })).map((f) => f.value)).toEqual([13.5]);
  });

  test('a figure of an import that was undone does not come back through a later undo', async () => {
    const older = await sendTable(planner, 'figures', 'e.csv', one('20', 'Z'), { take: true });
    const newer = await sendTable(planner, 'figures', 'f.csv', one('21', 'Z'), { take: true });
    await planner.call(tablesApi.undoTableImport, { id: older.importId, reason: 'lama' });
    expect((await figuresOf({ year: 2031, source: 'Z' })).map((f) => f.value)).toEqual([21]);
    await planner.call(tablesApi.undoTableImport, { id: newer.importId, reason: 'baru' });
    expect(await figuresOf({ year: 2031, source: 'Z' })).toEqual([]);
  });

  test('one file that contradicts itself is refused there', async () => {
    const twice = `${one('10', 'X')}\n74.03,Muna,P0,2031,11,X,M\n74.03,Muna,P0,2031,10,X,M`;
    const { report } = await sendTable(planner, 'figures', 'd.csv', twice);
    expect(report.issues.map((i) => [i.row, i.reason.code])).toEqual([
      [3, 'row-contradicts'],
      [4, 'row-repeats'],
    ]);
  });
});

describe('a wide table', () => {
  test('population by village: one column of figures, year in the head, BPS codes refused without a scheme', async () => {
    const villages = await server.pool<{ code: string; name: string }[]>`
      select code, name from region where level = 'village' and kab = '74.12' and valid_to is null order by code limit 6`;
    const body = villages.map((v, i) => `${v.code.replaceAll('.', '')};${v.name};${200 + i}`);
    const text = ['Kode;Desa;Jumlah KK 2024', ...body].join('\n');
    const open = await sendTable(planner, 'figures', 'kk.csv', text, { constants: CONSTANTS });
    expect(open.inspection.mapping.measures).toMatchObject([
      { measure: 'families_total', year: 2024 },
    ]);
    expect(open.report.issues.every((i) => i.reason.code === 'code-scheme-undeclared')).toBe(true);
    expect(open.report).toMatchObject({ read: 6, refused: 6 });
    const { run } = await sendTable(planner, 'figures', 'kk.csv', text, {
      constants: CONSTANTS,
      mapping: { scheme: 'kemendagri' },
      take: true,
    });
    expect(run).toMatchObject({ accepted: 6, refused: 0, records: 6 });
    const facts = await figuresOf({ indicator: 'families_total', code: '74.12' });
    expect(facts.map((f) => f.value)).toEqual([200, 201, 202, 203, 204, 205]);
  });

  test('several columns, Indonesian figures, a blank and a commodity', async () => {
    const text = [
      'Kabupaten;Komoditas;Produksi (ton);Luas (ha);Petani;Tahun',
      'Kolaka Timur;Kakao;16.250,5;57.916;41.200;2032',
      'Kolaka Utara;cokelat;;78.971;40.000;2032',
      'Muna;;1,5;2;3;2032',
    ].join('\n');
    const { run, report } = await sendTable(planner, 'figures', 'kebun.csv', text, {
      constants: CONSTANTS,
      take: true,
    });
    expect(run).toMatchObject({ read: 3, accepted: 2, warned: 1, refused: 1, records: 6 });
    expect(report.issues.map((i) => i.reason.code)).toContain('item-missing');
    const facts = await figuresOf({ year: 2032, item: 'kakao' });
    expect(
      facts
        .map((f) => [f.code, f.indicator, f.value])
        .sort((a, b) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ['74.08', 'area', 78_971],
      ['74.08', 'farmers', 40_000],
      ['74.08', 'production', null],
      ['74.11', 'area', 57_916],
      ['74.11', 'farmers', 41_200],
      ['74.11', 'production', 16_250.5],
    ]);
  });

  test('a column of round thousands is asked about instead of guessed', async () => {
    const text = 'Kabupaten;Jumlah Penduduk;Tahun\nMuna;231.980;2033\nButon;121.720;2033';
    const unsure = await sendTable(planner, 'figures', 'p.csv', text, { constants: CONSTANTS });
    expect(unsure.report.issues.map((i) => i.reason.code)).toEqual([
      'number-ambiguous',
      'number-ambiguous',
    ]);
    const { run } = await sendTable(planner, 'figures', 'p.csv', text, {
      constants: CONSTANTS,
      mapping: { decimal: 'comma' },
      take: true,
    });
    expect(run?.records).toBe(2);
    expect((await figuresOf({ year: 2033 })).map((f) => f.value).sort()).toEqual([
      121_720, 231_980,
    ]);
  });
});

describe('an XLSX as Excel leaves it', () => {
  test('figures are figures, 74.10 cut to 74.1 is repaired by its name, other sheets can be chosen', async () => {
    const file = await writeXlsx({
      sheets: [
        { name: 'Sampul', rows: [['Provinsi dalam angka']] },
        {
          name: 'Tabel 1',
          rows: [
            ['Garis Kemiskinan menurut Kabupaten'],
            [],
            ['Kode Kemendagri', 'Kabupaten', 'Garis Kemiskinan', 'Tahun'],
            [74.1, 'Buton Utara', 442_786, 2034],
            [74.1, 'Kolaka', 493_073, 2034],
            ['74.72', 'Bau-Bau', 462_878.5, 2034],
          ],
        },
      ],
    });
    const inspection = await planner.call(
      tablesApi.inspectTable,
      { kind: 'figures', name: 'gk.xlsx', sheet: 1 },
      file,
    );
    expect(inspection.sheets).toEqual(['Sampul', 'Tabel 1']);
    const mapping = { ...inspection.mapping, constants: CONSTANTS };
    const report = await planner.call(tablesApi.checkTable, { id: inspection.id, mapping });
    expect(report).toMatchObject({ read: 3, accepted: 2, refused: 1, records: 2 });
    expect(report.issues.map((i) => [i.row, i.reason.code])).toEqual([
      [5, 'code-lost-zero'],
      [4, 'code-repaired'],
    ]);
    const back = await planner.download(tablesApi.refusedInCheck, { id: inspection.id, mapping });
    expect(back.filename).toBe('gk-ditolak.xlsx');
    await planner.call(tablesApi.runTable, { id: inspection.id, mapping });
    expect((await figuresOf({ year: 2034 })).map((f) => [f.code, f.value])).toEqual([
      ['74.10', 442_786],
      ['74.72', 462_878.5],
    ]);
  });

  test('the table of figures saved from the screen comes back as it is: nothing new, nothing refused', async () => {
    const { facts } = await planner.call(povertyApi.listFacts, {});
    const word = (key: string) => (isMessageKey(key) ? translate('id', key) : key);
    const heads = [
      'Wilayah',
      'Kode wilayah',
      'Indikator',
      'Rincian',
      'Tahun',
      'Angka',
      'Satuan',
      'Mutu',
      'Sumber',
    ];
    const saved = await planner.download(documentsApi.tableFile, {
      title: 'Data acuan',
      columns: heads.map((header) => ({ header, number: header === 'Angka' })),
      rows: facts.map((f) => [
        f.name,
        f.code,
        word(`indicator.${f.indicator}`),
        f.item,
        f.period === '' ? String(f.year) : `${word(`period.${f.period}`)} ${f.year}`,
        f.value,
        word(`unit.${indicators[f.indicator].unit}`),
        `${f.grade} · ${word(`grade.${f.grade}`)}`,
        f.source,
      ]),
      notes: ['Sumber: lihat tiap baris'],
    });
    const { report } = await sendTable(planner, 'figures', 'data-acuan.xlsx', saved.body);
    expect(report).toMatchObject({ missing: [], read: facts.length, refused: 0, records: 0 });
    expect(report.reasons.find((r) => r.code === 'already-stored')?.times).toBe(facts.length);
  });

  test('example figures never come back as published ones', async () => {
    const text = 'Kabupaten;P0;Tahun;Sumber;Mutu\nMuna;12,5;2036;DATA CONTOH;L';
    const { report } = await sendTable(planner, 'figures', 'contoh.csv', text);
    expect(report.issues.map((i) => i.reason.code)).toEqual(['source-example']);
  });

  test('a village table of the whole province comes in and goes again as one', async () => {
    const villages = await server.pool<{ code: string; name: string }[]>`
      select code, name from region where level = 'village' and valid_to is null order by code`;
    expect(villages.length).toBe(2285);
    const file = await writeXlsx({
      sheets: [
        {
          name: 'KK',
          rows: [
            ['Kode Kemendagri', 'Desa/Kelurahan', 'Jumlah KK', 'Jumlah Penduduk'],
            ...villages.map((v, i) => [v.code, v.name, 100 + (i % 400), 380 + (i % 900)]),
          ],
        },
      ],
    });
    const { run, importId } = await sendTable(planner, 'figures', 'kk-desa.xlsx', file, {
      constants: { ...CONSTANTS, year: '2035' },
      take: true,
    });
    expect(run).toMatchObject({ read: 2285, accepted: 2285, refused: 0, records: 4570 });
    const { total } = await planner.call(povertyApi.listFacts, { year: 2035 });
    expect(total).toBe(4570);
    const undone = await planner.call(tablesApi.undoTableImport, { id: importId, reason: 'uji' });
    expect(undone.records).toBe(4570);
  });
});

describe('the door itself', () => {
  test('every kind of table has a name, and every field a label', async () => {
    const kinds = await planner.call(tablesApi.listTableKinds, {});
    const missing = kinds.flatMap(({ kind, fields }) =>
      [`kind-of-table.${kind}`, ...fields.map((f) => `column.${f.name}`)].filter(
        (key) => !isMessageKey(key),
      ),
    );
    expect(missing).toEqual([]);
    expect(kinds.map((k) => k.kind)).toEqual(expect.arrayContaining(['figures', 'thresholds']));
  });

  test('missing columns are named and nothing is read until they are given', async () => {
    const { report } = await sendTable(planner, 'figures', 'x.csv', 'Kabupaten;P0\nMuna;13,5');
    expect(report).toMatchObject({ read: 0, missing: ['year', 'grade', 'source'] });
  });

  test('a waiting file belongs to its sender and is gone once it was taken', async () => {
    const { inspection } = await sendTable(planner, 'figures', 'y.csv', 'Kabupaten;P0\nMuna;13,5');
    const other = await server.person('planner');
    const input = { id: inspection.id, mapping: inspection.mapping };
    expect((await other.refusal(tablesApi.checkTable, input))?.code).toBe('not-found');
  });

  test('an import and its undoing are in the audit chain, without names of people', async () => {
    const lines = await server.pool.begin(async (db) => {
      await db.unsafe("set local app.kab = '74'");
      return db<{ action: string }[]>`select action from audit_line where action like 'tables.%'`;
    });
    expect(new Set(lines.map((l) => l.action))).toEqual(new Set(['tables.import', 'tables.undo']));
  });

  test('something that is no table is refused in words', async () => {
    const refusal = await planner.refusal(
      tablesApi.inspectTable,
      { kind: 'figures', name: 'surat.pdf' },
      new TextEncoder().encode('%PDF-1.7 surat'),
    );
    expect(refusal?.code).toBe('file-not-readable');
  });
});
