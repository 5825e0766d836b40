import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planningApi } from '#api/planning.ts';
import { tablesApi } from '#api/tables.ts';
import { blankInputs } from '#domain/limit.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
});
afterAll(() => server.close());

const typed = {
  code: '74',
  basis: 'sbu' as const,
  document: 'Pergub 12/2026',
  source: 'BPKAD',
  year: 2026,
};

describe('a price list', () => {
  test('shows every item that needs a price, blank until somebody says it', async () => {
    const { id } = await planner.call(planningApi.addPriceList, { name: 'SBU 2026', year: 2026 });
    const before = await planner.call(planningApi.getPriceList, { id });
    const codes = before.rows.map((r) => r.item.code);
    expect(codes).toContain('narasumber-jp');
    expect(codes).toContain('material:minyak-kelapa');
    expect(codes.some((c) => c.startsWith('kit:'))).toBe(true);
    expect(before.rows.every((r) => r.prices.length === 0)).toBe(true);

    await planner.call(planningApi.changePrice, { id, item: 'konsumsi', rupiah: 60_000, ...typed });
    await planner.call(planningApi.changePrice, { id, item: 'tempat', rupiah: null, ...typed });
    const after = await planner.call(planningApi.getPriceList, { id });
    const of = (code: string) => after.rows.find((r) => r.item.code === code)?.prices[0];
    expect(of('konsumsi')).toMatchObject({ rupiah: 60_000, official: true });
    expect(of('tempat')).toMatchObject({ rupiah: null });
    expect(after.list).toMatchObject({ priced: 1, blank: 1 });
  });

  test('a price without its paper is not official, and a later entry stands for the earlier one', async () => {
    const { id } = await planner.call(planningApi.addPriceList, {
      name: 'Tanpa surat',
      year: 2026,
    });
    await planner.call(planningApi.changePrice, { id, item: 'konsumsi', rupiah: 50_000, ...typed });
    await planner.call(planningApi.changePrice, {
      id,
      item: 'konsumsi',
      rupiah: 55_000,
      ...typed,
      document: null,
    });
    const { rows } = await planner.call(planningApi.getPriceList, { id });
    expect(rows.find((r) => r.item.code === 'konsumsi')?.prices).toMatchObject([
      { rupiah: 55_000, official: false },
    ]);
  });

  test('an unknown item, a second list of the same name and a list in use are refused', async () => {
    const { id } = await planner.call(planningApi.addPriceList, { name: 'Dipakai', year: 2026 });
    const refusal = await planner.refusal(planningApi.changePrice, {
      id,
      item: 'tidak-ada',
      rupiah: 1,
      ...typed,
    });
    expect(refusal?.code).toBe('not-found');
    expect(
      (await planner.refusal(planningApi.addPriceList, { name: 'dipakai', year: 2027 }))?.code,
    ).toBe('already-exists');
    await planner.call(planningApi.addScenario, {
      name: 'Memakai',
      inputs: { ...blankInputs(2027), priceList: id },
    });
    expect((await planner.refusal(planningApi.removePriceList, { id }))?.code).toBe('in-use');
  });

  test('an officer reads prices and changes none', async () => {
    const officer = await server.person('officer', '74.11');
    const [list] = await officer.call(planningApi.listPriceLists, {});
    expect(list).toBeDefined();
    const asked = await officer.refusal(planningApi.changePrice, {
      id: list?.id ?? '',
      item: 'konsumsi',
      rupiah: 1,
      ...typed,
    });
    expect(asked?.code).toBe('not-allowed');
  });
});

describe('an SSH file', () => {
  const csv = [
    'kode_barang;uraian;harga_satuan;dasar;dokumen;tahun;kode_kabupaten;daftar;sumber',
    'konsumsi;Konsumsi;65.000;SSH;Perbup 3/2026;2026;;SSH 2026;BPKAD',
    ';Sewa tempat dan kelengkapan;1.250.000;SSH;Perbup 3/2026;2026;;SSH 2026;BPKAD',
    'konsumsi;Konsumsi;80.000;SSH;Perbup 9/2026;2026;74.07;SSH 2026;BPKAD Wakatobi',
    'tidak-ada;Barang aneh;1.000;SSH;Perbup 3/2026;2026;;SSH 2026;BPKAD',
    'uji-coba;Uji coba;0;SSH;Perbup 3/2026;2026;;SSH 2026;BPKAD',
    'pendampingan;Pendampingan;;SSH;Perbup 3/2026;2026;;SSH 2026;BPKAD',
  ].join('\n');

  test('comes in by code or by name, says why a row is refused, and goes again as a unit', async () => {
    const { id, mapping } = await planner.call(
      tablesApi.inspectTable,
      { kind: 'prices', name: 'ssh.csv' },
      Buffer.from(csv),
    );
    const report = await planner.call(tablesApi.checkTable, { id, mapping });
    expect(report).toMatchObject({ read: 6, accepted: 4, refused: 2 });
    expect(report.issues.filter((i) => i.refused).map((i) => i.reason.code)).toEqual([
      'price-item-unknown',
      'price-zero',
    ]);
    const { importId } = await planner.call(tablesApi.runTable, { id, mapping });
    const lists = await planner.call(planningApi.listPriceLists, {});
    const list = lists.find((l) => l.name === 'SSH 2026');
    expect(list).toMatchObject({ year: 2026, synthetic: false, priced: 3, blank: 1 });
    const { rows } = await planner.call(planningApi.getPriceList, { id: list?.id ?? '' });
    const prices = rows.find((r) => r.item.code === 'konsumsi')?.prices;
    expect(prices?.map((p) => [p.code, p.rupiah, p.official])).toEqual([
      ['74', 65_000, true],
      ['74.07', 80_000, true],
    ]);
    await planner.call(tablesApi.undoTableImport, { id: importId, reason: 'salah berkas' });
    const after = await planner.call(planningApi.getPriceList, { id: list?.id ?? '' });
    expect(after.rows.flatMap((r) => r.prices)).toEqual([]);
  });
});
