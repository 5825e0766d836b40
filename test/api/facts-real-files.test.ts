import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { povertyApi } from '#api/poverty.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';
import { sendTable } from '../support/tables.ts';

/** Real tables lie beside the repository; where they do not, these tests are skipped. */
const folder = join(import.meta.dirname, '../../../shared/data');
const absent = !existsSync(join(folder, 'poverty_sultra_long.csv'));
const read = (name: string) => readFileSync(join(folder, name));

let server: TestServer;
let planner: Person;
beforeAll(async () => {
  if (absent) return;
  server = await openTestServer();
  planner = await server.person('planner');
});
afterAll(() => server?.close());

const figureOf = async (
  code: string,
  indicator: 'p0' | 'p2' | 'production' | 'population' | 'pdrb' | 'growth' | 'hdi' | 'spending',
  year: number,
  source: string,
  item: string | null = null,
) => {
  const { facts } = await planner.call(povertyApi.listFacts, { code, indicator, year });
  return facts
    .filter((f) => f.code === code && f.item === item && f.source.includes(source))
    .map((f) => f.value);
};
const reasons = (report: { reasons: { code: string; refused: boolean; times: number }[] }) =>
  Object.fromEntries(report.reasons.map((r) => [`${r.code}${r.refused ? '!' : ''}`, r.times]));

describe.skipIf(absent)('real tables (skipped where they are absent)', () => {
  test('poverty figures in long form: 202 of 211 rows; figures with cut decimals are refused', async () => {
    const { report, run } = await sendTable(
      planner,
      'figures',
      'poverty_sultra_long.csv',
      read('poverty_sultra_long.csv'),
      { take: true },
    );
    expect(report).toMatchObject({ missing: [], read: 211, accepted: 202, refused: 9 });
    expect(reasons(report)).toMatchObject({ 'indicator-unknown!': 9 });
    expect(run?.records).toBe(202);
    expect(await figureOf('74.01', 'p2', 2021, 'jenniferlorenza')).toEqual([0.98]);
    expect(await figureOf('74.01', 'p0', 2021, 'jenniferlorenza')).toEqual([12.43]);
    const { facts } = await planner.call(povertyApi.listFacts, {
      code: '74.01',
      indicator: 'poor_count',
      year: 2021,
      source: 'nawalamedia.id and redaksi.co.id (BPS Sultra)',
    });
    expect(facts.map((f) => f.value)).toEqual([33_450]);
  });

  test('read with the other scheme, the six kabupaten are refused instead of swapped', async () => {
    const { report } = await sendTable(
      planner,
      'figures',
      'tertukar.csv',
      read('poverty_sultra_long.csv')
        .toString('utf8')
        .replace('kemendagri_code,bps_code', 'kode_lain,kode'),
      { mapping: { scheme: 'kemendagri' } },
    );
    const wrong = report.reasons.find((r) => r.code === 'name-code-disagree');
    // Kolaka, Konawe, Muna, Buton, Konawe Utara, Buton Utara, less those refused for other reasons.
    expect(wrong?.times).toBeGreaterThan(60);
    const { report: right } = await sendTable(
      planner,
      'figures',
      'bps.csv',
      read('poverty_sultra_long.csv')
        .toString('utf8')
        .replace('kemendagri_code,bps_code', 'kode_lain,kode'),
      { mapping: { scheme: 'bps' } },
    );
    expect(right).toMatchObject({ accepted: 202, refused: 9 });
  });

  test('extreme poverty: the country is passed over, an unclear figure stays blank', async () => {
    const { report } = await sendTable(
      planner,
      'figures',
      'extreme_poverty.csv',
      read('extreme_poverty.csv'),
      { take: true },
    );
    expect(report).toMatchObject({ read: 18, accepted: 14, warned: 1, refused: 4 });
    expect(reasons(report)).toEqual({ 'outside-province!': 4, 'value-blank': 1 });
    const { facts } = await planner.call(povertyApi.listFacts, { indicator: 'ppke_priority' });
    expect(
      facts
        .filter((f) => f.imported)
        .map((f) => f.name)
        .sort(),
    ).toEqual(['Kolaka Timur', 'Kolaka Utara', 'Konawe', 'Konawe Utara', 'Wakatobi']);
  });

  test('thresholds: the row converted at the market rate comes in as not to be used', async () => {
    const { report, run } = await sendTable(
      planner,
      'thresholds',
      'extreme_poverty_threshold.csv',
      read('extreme_poverty_threshold.csv'),
      { take: true },
    );
    expect(report).toMatchObject({ read: 6, accepted: 6, warned: 1, refused: 0 });
    expect(reasons(report)).toEqual({ 'threshold-not-ppp': 1, 'threshold-far': 1 });
    expect(run?.records).toBe(6);
    const lines = await planner.call(povertyApi.listThresholds, {});
    const wrong = lines.filter((l) => l.basis.includes('WRONG'));
    expect(wrong.map((l) => l.usable)).toEqual([false]);
  });

  test('ten socio-economic indicators of 17 kabupaten in one wide table', async () => {
    const { report, inspection, run } = await sendTable(
      planner,
      'figures',
      'socioeconomic_2021_kab.csv',
      read('socioeconomic_2021_kab.csv'),
      { take: true },
    );
    expect(inspection.mapping.measures.map((m) => m.measure)).toEqual([
      'p0',
      'mean_years_schooling',
      'expenditure_per_capita',
      'hdi',
      'life_expectancy',
      'sanitation_access',
      'drinking_water_access',
      'unemployment_rate',
      'labour_participation',
      'pdrb',
    ]);
    expect(report).toMatchObject({ read: 17, accepted: 17, refused: 0 });
    expect(run?.records).toBe(170);
    expect(await figureOf('74.12', 'hdi', 2021, 'AuliaHoirunnisa')).toEqual([65.73]);
    expect(await figureOf('74.01', 'pdrb', 2021, 'AuliaHoirunnisa')).toEqual([18_999_351]);
  });

  test('population: the year in the head counts, not the year of the edition', async () => {
    const { run } = await sendTable(
      planner,
      'figures',
      'sultra_kabkota.csv',
      read('sultra_kabkota.csv'),
      { constants: { grade: 'M' }, take: true },
    );
    expect(run).toMatchObject({ read: 17, accepted: 17, records: 17 });
    expect(await figureOf('74.12', 'population', 2024, 'cahyadsn')).toEqual([44_091]);
    expect(await figureOf('74.12', 'population', 2025, 'cahyadsn')).toEqual([]);
  });

  test('household spending: 544 figures of 32 products', async () => {
    const { run } = await sendTable(
      planner,
      'figures',
      'household_spending_by_product.csv',
      read('household_spending_by_product.csv'),
      { constants: { indicator: 'spending' }, take: true },
    );
    expect(run).toMatchObject({ read: 544, accepted: 544, refused: 0, records: 544 });
    expect(
      await figureOf('74.11', 'spending', 2021, '', 'gula_merah_gula_air_pohom_aren_kelapa_lontar'),
    ).toEqual([310]);
    expect(await figureOf('74.14', 'spending', 2021, '', 'sagu_bukan_dari_ketela_pohon')).toEqual([
      4,
    ]);
  });

  test('plantations: production, area and farmers in one row; what is blank stays blank', async () => {
    const { run, report } = await sendTable(
      planner,
      'figures',
      'plantation.csv',
      read('plantation.csv'),
      { take: true },
    );
    expect(run).toMatchObject({ read: 16, accepted: 16, refused: 0 });
    // A figure the product ships under the very same source is not stored twice.
    const known = reasons(report)['already-stored'] ?? 0;
    expect((run?.records ?? 0) + known).toBe(48);
    expect(reasons(report)['value-blank']).toBe(12);
    expect(await figureOf('74.08', 'production', 2021, 'halosultra', 'kakao')).toEqual([null]);
    expect(await figureOf('74', 'production', 2022, 'detiksultra', 'kelapa')).toContain(40_208);
  });

  test('fisheries: 3,23 t of seaweed in Konawe Kepulauan, no catch in Kolaka Timur, parts kept apart', async () => {
    const { run, report } = await sendTable(
      planner,
      'figures',
      'fisheries.csv',
      read('fisheries.csv'),
      { take: true },
    );
    expect(run).toMatchObject({ read: 30, accepted: 30, refused: 0, records: 30 });
    expect(reasons(report)).toMatchObject({ 'item-part-of': 2, 'value-blank': 1 });
    expect(
      await figureOf('74.12', 'production', 2023, 'detiksultra.com/?p', 'rumput-laut'),
    ).toEqual([3.23]);
    expect(await figureOf('74.11', 'production', 2017, 'berita/297296', 'ikan')).toEqual([0]);
    expect(await figureOf('74.02', 'production', 2017, 'berita/297296', 'ikan')).toEqual([null]);
    expect(await figureOf('74', 'production', 2023, 'detiksultra.com/?p', 'kakap')).toEqual([
      328.36,
    ]);
  });

  test('regional accounts: a share without a year is refused, not dated by guess', async () => {
    const { report, run } = await sendTable(
      planner,
      'figures',
      'pdrb_snippets.csv',
      read('pdrb_snippets.csv'),
      { take: true },
    );
    expect(report).toMatchObject({ read: 67, accepted: 66, refused: 1 });
    expect(reasons(report)['year-missing!']).toBe(1);
    expect(run?.records).toBe(66);
    expect(await figureOf('74.02', 'growth', 2024, 'faktasultra')).toContain(11.82);
  });
});
