import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobsApi } from '#api/jobs.ts';
import { type BoundaryReport, regionsApi } from '#api/regions.ts';
import { tablesApi } from '#api/tables.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
});
afterAll(() => server.close());

type Ring = [number, number][];
const square = (lng: number, lat: number, size = 0.1): Ring => [
  [lng, lat],
  [lng, lat + size],
  [lng + size, lat + size],
  [lng + size, lat],
  [lng, lat],
];
const feature = (properties: Record<string, unknown>, ...rings: Ring[]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'MultiPolygon', coordinates: rings.map((r) => [r]) },
});
const collection = (features: unknown[]) =>
  Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));

async function bring(file: Buffer, options: { codeProperty?: string } = {}) {
  const { id, jobId } = await planner.call(
    regionsApi.uploadBoundaries,
    {
      filename: 'batas.geojson',
      scheme: 'kemendagri',
      source: 'BIG, batas wilayah',
      year: 2024,
      ...options,
    },
    file,
  );
  await server.jobs.idle();
  return { id, job: await planner.call(jobsApi.getJob, { id: jobId }) };
}

async function reportOf(id: string): Promise<BoundaryReport> {
  const all = await planner.call(regionsApi.listBoundaryImports, {});
  const report = all.find((i) => i.id === id)?.report;
  if (!report) throw new Error('no report');
  return report;
}

async function use(id: string): Promise<void> {
  const { jobId } = await planner.call(regionsApi.applyBoundaries, { id });
  await server.jobs.idle();
  expect((await planner.call(jobsApi.getJob, { id: jobId })).problem).toBeNull();
}

describe('without boundaries', () => {
  test('the map is schematic, says so, and has a cell for every kecamatan with the coast around', async () => {
    const state = await planner.call(regionsApi.mapState, {});
    expect(state).toMatchObject({ boundaries: 'none', neighbours: 'none', villageMaps: [] });
    const layer = await planner.call(regionsApi.mapLayer, { layer: 'kec' });
    expect(layer).toMatchObject({ schematic: true, layer: 'kec', year: null });
    expect(layer.source).toMatch(/Natural Earth/);
    const { objects } = layer.topology as {
      objects: Record<string, { geometries: { id: string }[] }>;
    };
    const regions = await planner.call(regionsApi.listRegions, {});
    const kec = regions.filter((r) => r.level === 'kec').map((r) => r.code);
    expect(objects['areas']?.geometries.map((g) => g.id).sort()).toEqual(kec);
    expect(objects['labels']?.geometries.length).toBe(17 + 221);
    expect(objects['land']?.geometries.length).toBe(1);
  });

  test('there is no village map to ask for', async () => {
    const refusal = await planner.refusal(regionsApi.mapLayer, { layer: 'village', kab: '74.12' });
    expect(refusal?.code).toBe('not-found');
  });
});

describe('a boundary file', () => {
  test('is checked before it is used: what matched, what did not, and what was mended', async () => {
    const file = collection([
      feature({ KODE_KEC: '74.12.01', NAMOBJ: 'Wawonii Barat' }, square(123, -4.1)),
      feature({ KODE_KEC: 741202, NAMOBJ: 'Wawonii Utara' }, square(123.1, -4.1)),
      feature({ KODE_KEC: '74.12.01', NAMOBJ: 'Wawonii Barat' }, square(123.4, -4.3, 0.01)),
      feature({ KODE_KEC: '74.99.01', NAMOBJ: 'Tidak Ada' }, square(123.2, -4.1)),
      { type: 'Feature', properties: { KODE_KEC: '74.12.03', NAMOBJ: 'x' }, geometry: null },
      feature(
        { KODE_KEC: '74.12.04', NAMOBJ: 'Wawonii Tengah' },
        square(123.1, -4.2).map(([a, b]) => [b, a]),
      ),
    ]);
    const { id, job } = await bring(file);
    expect(job.state).toBe('done');
    const report = await reportOf(id);
    expect(report).toMatchObject({
      level: 'kec',
      codeProperty: 'KODE_KEC',
      features: 6,
      matched: 3,
      joined: [{ code: '74.12.01' }],
      unmatched: [{ code: '74.99.01', reason: { code: 'code-unknown' } }],
      refused: [{ code: '74.12.03', why: 'not-polygon' }],
    });
    expect(report.repairs).toMatchObject({ rewound: 4, swapped: 1 });
    const { matched, joined, unmatched, refused } = report;
    expect(matched + joined.length + unmatched.length + refused.length).toBe(report.features);
    expect(report.missing.length).toBe(221 - 3);
    expect(report.areaByKab.map((a) => [a.code, a.parts])).toEqual([['74.12', 2]]);
    expect((await planner.call(regionsApi.mapState, {})).boundaries).toBe('none');

    await use(id);
    expect(await planner.call(regionsApi.mapState, {})).toMatchObject({
      boundaries: 'kec',
      source: 'BIG, batas wilayah',
      year: 2024,
      neighbours: 'estimated',
    });
    const layer = await planner.call(regionsApi.mapLayer, { layer: 'kab' });
    expect(layer).toMatchObject({ schematic: false, layer: 'kec' });

    const state = await planner.call(regionsApi.removeBoundaries, { id });
    expect(state.boundaries).toBe('none');
    const again = await planner.call(regionsApi.mapLayer, { layer: 'kec' });
    expect(again.schematic).toBe(true);
    const rest = await server.pool`select code from region_position`;
    expect(rest.length).toBe(17);
  });

  test('with BPS digits under kabupaten names is refused as what it is', async () => {
    const swapped = [
      ['7402', 'Muna'],
      ['7403', 'Konawe'],
      ['7404', 'Kolaka'],
      ['7401', 'Buton'],
    ].map(([kode, nama], i) => feature({ kode, nama }, square(122 + i * 0.2, -4)));
    const { job } = await bring(collection(swapped));
    expect(job.problem).toMatchObject({
      code: 'rule-broken',
      details: { rule: 'boundary-scheme' },
    });
  });

  test('that cannot be used cannot be put into use', async () => {
    const { id, job } = await bring(Buffer.from('{"type":"FeatureColl'));
    expect(job.problem?.details).toEqual({ rule: 'boundary-not-json' });
    const all = await planner.call(regionsApi.listBoundaryImports, {});
    expect(all.find((i) => i.id === id)?.state).toBe('refused');
    const refusal = await planner.refusal(regionsApi.applyBoundaries, { id });
    expect(refusal?.code).toBe('import-not-ready');
  });

  test('where another property holds the codes, the person names it and checks again', async () => {
    const file = collection(
      ['74.12.01', '74.12.02'].map((c, i) =>
        feature({ a: `0${i}`, kab: '74.12', b: c }, square(123 + i / 10, -4)),
      ),
    );
    const { id } = await bring(file, { codeProperty: 'kab' });
    expect((await reportOf(id)).level).toBe('kab');
    await planner.call(regionsApi.checkBoundaries, {
      id,
      codeProperty: 'b',
      source: 'BIG',
      year: 2024,
    });
    await server.jobs.idle();
    expect(await reportOf(id)).toMatchObject({ level: 'kec', codeProperty: 'b', matched: 2 });
    await planner.call(regionsApi.removeBoundaries, { id });
  });

  test('may be brought by the planner only; everybody sees what stands', async () => {
    const officer = await server.person('officer', '74.12');
    const input = {
      filename: 'x.geojson',
      scheme: 'kemendagri',
      source: 'BIG',
      year: 2024,
    } as const;
    const refusal = await officer.refusal(regionsApi.uploadBoundaries, input, Buffer.from('{}'));
    expect(refusal?.code).toBe('not-allowed');
    expect((await officer.call(regionsApi.mapState, {})).boundaries).toBe('none');
  });
});

describe('coast and island', () => {
  test('an officer says which kecamatan of the own kabupaten is reached by sea only, with a source', async () => {
    const officer = await server.person('officer', '74.06');
    const before = await officer.call(regionsApi.listRegions, {});
    expect(before.find((r) => r.code === '74.06.01')?.island).toBe(false);
    const said = await officer.call(regionsApi.setTrait, {
      code: '74.06.01',
      trait: 'island',
      value: true,
      source: 'Kantor kecamatan',
      year: 2026,
    });
    expect(said.island).toBe(true);
    const back = await officer.call(regionsApi.setTrait, {
      code: '74.06.01',
      trait: 'island',
      value: null,
      source: 'dicabut',
      year: null,
    });
    expect(back.island).toBe(false);
    const outside = await officer.refusal(regionsApi.setTrait, {
      code: '74.12.01',
      trait: 'island',
      value: true,
      source: 'Kantor kecamatan',
      year: 2026,
    });
    expect(outside?.code).toBe('outside-area');
    const village = await officer.refusal(regionsApi.setTrait, {
      code: '74.06.01.1001',
      trait: 'coast',
      value: true,
      source: 'Kantor kecamatan',
      year: 2026,
    });
    expect(village?.details['rule']).toBe('trait-level');
  });

  test('no coast at the kabupaten means none in its kecamatan; a coast somewhere leaves them unknown', async () => {
    const regions = await planner.call(regionsApi.listRegions, {});
    const coast = (code: string) => regions.find((r) => r.code === code)?.coast;
    expect([coast('74.11'), coast('74.11.01')]).toEqual([false, false]);
    expect([coast('74.12'), coast('74.12.01')]).toEqual([true, null]);
  });
});

describe('the travel table', () => {
  test('starts with what geography says: islands by sea, hours and cost unknown', async () => {
    const rows = await planner.call(regionsApi.listTravel, {});
    expect(rows.length).toBe(16);
    expect(rows.every((r) => r.hours === null && r.costRupiah === null && !r.synthetic)).toBe(true);
    const mode = (code: string) => rows.find((r) => r.toCode === code)?.mode;
    expect([mode('74.07'), mode('74.12'), mode('74.01')]).toEqual(['sea', 'sea', 'land']);
    expect(rows.some((r) => r.toCode === '74.71')).toBe(false);
  });

  test('an officer writes the own kabupaten only; a row can be changed and removed', async () => {
    const officer = await server.person('officer', '74.12');
    const row = {
      fromCode: '74.71',
      mode: 'sea',
      hours: 3.5,
      costRupiah: 450_000,
      source: 'Dishub Konkep',
      year: 2026,
    } as const;
    await officer.call(regionsApi.setTravel, { ...row, toCode: '74.12.02' });
    await officer.call(regionsApi.setTravel, { ...row, toCode: '74.12.02', hours: null });
    const rows = await planner.call(regionsApi.listTravel, {});
    expect(rows.find((r) => r.toCode === '74.12.02')).toMatchObject({
      hours: null,
      costRupiah: 450_000,
      toKab: 'Konawe Kepulauan',
    });
    const outside = await officer.refusal(regionsApi.setTravel, { ...row, toCode: '74.07' });
    expect(outside?.code).toBe('outside-area');
    await officer.call(regionsApi.removeTravel, { toCode: '74.12.02', fromCode: '74.71' });
    const gone = await officer.refusal(regionsApi.removeTravel, {
      toCode: '74.12.02',
      fromCode: '74.71',
    });
    expect(gone?.code).toBe('not-found');
  });

  test('goes out as a sheet and comes back: read = accepted + refused, and the import can be undone', async () => {
    const sheet = [
      'Kode tujuan;Tujuan;Cara;Jam (sekali jalan);"Biaya (Rp, satu orang pulang pergi)";Sumber;Tahun',
      '74.12;Konawe Kepulauan;laut;3,5;450.000;Dishub;2026',
      '74.12.03;Wawonii Timur Laut;darat dan laut;5;;Dishub;2026',
      '74.07;Wakatobi;tidak diketahui;;;;',
      '74.04;Buton;terbang;1;900.000;Dishub;2026',
      '74.12;Konawe Kepulauan;laut;4;500.000;Dishub;2026',
    ].join('\n');
    const seen = await planner.call(
      tablesApi.inspectTable,
      { kind: 'travel', name: 'perjalanan.csv' },
      Buffer.from(sheet),
    );
    const { importId, report } = await planner.call(tablesApi.runTable, {
      id: seen.id,
      mapping: seen.mapping,
    });

    expect(report).toMatchObject({ read: 5, accepted: 3, warned: 1, refused: 2, records: 2 });
    const row = async (code: string) =>
      (await planner.call(regionsApi.listTravel, {})).find((r) => r.toCode === code);
    expect(await row('74.12')).toMatchObject({ hours: 3.5, costRupiah: 450_000, mode: 'sea' });
    expect(await row('74.12.03')).toMatchObject({ hours: 5, costRupiah: null, mode: 'land-sea' });
    expect((await row('74.07'))?.source).toBe('Letak geografis');

    await planner.call(regionsApi.setTravel, {
      fromCode: '74.71',
      toCode: '74.12.03',
      mode: 'sea',
      hours: 6,
      costRupiah: null,
      source: 'Camat',
      year: 2026,
    });
    await planner.call(tablesApi.undoTableImport, { id: importId, reason: 'salah berkas' });
    expect(await row('74.12')).toMatchObject({ hours: null, source: 'Letak geografis' });
    expect(await row('74.12.03')).toMatchObject({ hours: 6, source: 'Camat' });
  });

  test('a village is no destination', async () => {
    const refusal = await planner.refusal(regionsApi.setTravel, {
      fromCode: '74.71',
      toCode: '74.12.02.2001',
      mode: 'sea',
      hours: 1,
      costRupiah: 1,
      source: 'Dishub',
      year: 2026,
    });
    expect(refusal?.details['rule']).toBe('travel-level');
  });
});

describe('finding a region', () => {
  test('a search can be limited to levels', async () => {
    const all = await planner.call(regionsApi.searchRegions, { q: 'konawe' });
    expect(new Set(all.map((r) => r.level)).size).toBeGreaterThan(1);
    const kab = await planner.call(regionsApi.searchRegions, { q: 'konawe', levels: 'kab' });
    expect(kab.map((r) => r.code)).toEqual(['74.02', '74.12', '74.05', '74.09']);
    const byCode = await planner.call(regionsApi.searchRegions, { q: '74.12.0', levels: 'kec' });
    expect(byCode.length).toBe(7);
  });
});
