import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { povertyApi } from '#api/poverty.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

let server: TestServer;
let planner: Person;
let head: Person;
beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
  head = await server.person('head');
});
afterAll(() => server.close());

describe('what the product ships', () => {
  test('every figure names region, source, year and grade, and blanks are kept', async () => {
    const { facts, total } = await head.call(povertyApi.listFacts, {});
    expect(total).toBeGreaterThan(300);
    for (const fact of facts) {
      expect(fact.source).not.toBe('');
      expect(fact.year).toBeGreaterThan(2000);
    }
    const blank = facts.find(
      (f) => f.indicator === 'extreme_poverty_rate' && f.code === '74' && f.year === 2023,
    );
    expect(blank).toMatchObject({ value: null, grade: 'L' });
  });

  test.each([
    ['74.01', 'p2', null, 2021, 0.98],
    ['74.12', 'production', 'rumput-laut', 2023, 3.23],
    ['74.11', 'production', 'ikan', 2017, 0],
    ['74', 'production', 'kakao', 2022, 104_649],
    ['74', 'production', 'kelapa', 2022, 40_208],
    ['74.14', 'population', null, 2024, 121_745],
    ['74.15', 'poverty_line', null, 2025, 356_075],
    ['74.01', 'poor_count', null, 2021, 33_450],
  ] as const)('%s %s %s %i is %d', async (code, indicator, item, year, value) => {
    const { facts } = await planner.call(povertyApi.listFacts, { code, indicator, year });
    const own = facts.filter((f) => f.code === code && f.item === item);
    expect(own.map((f) => f.value)).toContain(value);
  });

  test('seaweed of the thirteen kabupaten adds up to 308.020,62 t, not to the 309.020 an article printed', async () => {
    const { facts } = await planner.call(povertyApi.listFacts, {
      indicator: 'production',
      item: 'rumput-laut',
      year: 2023,
    });
    const kabs = facts.filter((f) => f.code.length === 5);
    expect(kabs).toHaveLength(13);
    const sum = kabs.reduce((total, f) => total + (f.value ?? 0), 0);
    expect(sum).toBeCloseTo(308_020.62, 2);
    const province = facts.find((f) => f.code === '74');
    expect(province?.value).toBe(308_020.62);
    expect(province?.note).toContain('309.020');
  });

  test('Buton 2024 is shown with both of its figures, each marked', async () => {
    const { facts } = await planner.call(povertyApi.listFacts, {
      code: '74.04',
      indicator: 'p0',
      year: 2024,
    });
    expect(facts.map((f) => [f.value, f.grade, f.conflict])).toEqual(
      expect.arrayContaining([
        [13.99, 'M', true],
        [13.96, 'L', true],
      ]),
    );
    const one = await planner.call(povertyApi.listFacts, {
      code: '74.04',
      year: 2024,
      indicator: 'p0',
      source: 'BPS melalui databoks.katadata.co.id',
    });
    expect(one.facts).toHaveLength(1);
    expect(one.facts[0]?.conflict).toBe(true);
  });

  test('thresholds are a dated table with the market-rate mistake marked as not to be used', async () => {
    const lines = await head.call(povertyApi.listThresholds, {});
    expect(lines.filter((l) => !l.usable).map((l) => l.perDayRupiah)).toEqual([36_216]);
    expect(lines.find((l) => l.year === 2023)).toMatchObject({
      perMonthRupiah: 351_957.4,
      perDayRupiah: null,
      basis: 'USD 1,90 PPP',
    });
    // The national line of 2025 lies above the poverty line of five kabupaten, and nothing objects.
    const line = lines.find((l) => l.year === 2025 && l.usable)?.perMonthRupiah ?? 0;
    const { facts } = await head.call(povertyApi.listFacts, {
      indicator: 'poverty_line',
      year: 2025,
    });
    const below = facts.filter((f) => f.code.length === 5 && (f.value ?? 0) < line);
    expect(below.map((f) => f.name).sort()).toEqual([
      'Buton',
      'Buton Selatan',
      'Buton Tengah',
      'Konawe Selatan',
      'Wakatobi',
    ]);
  });
});

describe('rankings', () => {
  test('2024 is the newest year with figures for most; the four without one are listed, not dropped', async () => {
    const ranking = await head.call(povertyApi.listRanking, { indicator: 'p0' });
    expect(ranking).toMatchObject({ year: 2024, period: 'maret', precision: 'unknown' });
    expect(ranking.places).toHaveLength(13);
    expect(ranking.missing.map((m) => m.name)).toEqual([
      'Kolaka',
      'Konawe',
      'Konawe Selatan',
      'Konawe Utara',
    ]);
    expect(ranking.places[0]).toMatchObject({ name: 'Konawe Kepulauan', rank: 1, range: null });
    expect(ranking.places.find((p) => p.name === 'Buton')).toMatchObject({
      value: 13.99,
      conflict: true,
    });
  });

  test('Kolaka stands 13th by rate and 2nd by severity in 2021, and the ranking says so itself', async () => {
    const rate = await head.call(povertyApi.listRanking, { indicator: 'p0', year: 2021 });
    const severity = await head.call(povertyApi.listRanking, { indicator: 'p2', year: 2021 });
    expect(rate.places).toHaveLength(17);
    expect(rate.places.find((p) => p.code === '74.01')?.rank).toBe(13);
    expect(severity.places.find((p) => p.code === '74.01')?.rank).toBe(2);
    expect(rate.disagreements).toContainEqual({
      code: '74.01',
      name: 'Kolaka',
      rank: 13,
      other: 'p2',
      otherRank: 2,
      of: 17,
    });
    expect(rate.disagreements.map((d) => d.name)).toContain('Buton Tengah');
    expect(rate.province).toMatchObject({ value: 11.66 });
  });

  test('equal severities share a rank', async () => {
    const severity = await head.call(povertyApi.listRanking, { indicator: 'p2', year: 2021 });
    const shared = severity.places.filter((p) => p.value === 0.38);
    expect(shared.map((p) => p.name).sort()).toEqual(['Buton Selatan', 'Buton Tengah']);
    expect(new Set(shared.map((p) => p.rank)).size).toBe(1);
    expect(shared.every((p) => p.tied)).toBe(true);
  });

  test('once every standard error is entered, ranks become ranges', async () => {
    const before = await planner.call(povertyApi.listRanking, { indicator: 'p0', year: 2021 });
    for (const place of before.places) {
      await planner.call(povertyApi.addFact, {
        code: place.code,
        indicator: 'p0_rse',
        item: null,
        year: 2021,
        period: 'Maret',
        value: 4,
        unit: 'persen',
        grade: 'M',
        source: 'BPS, lampiran ketelitian',
        note: null,
      });
    }
    const after = await planner.call(povertyApi.listRanking, { indicator: 'p0', year: 2021 });
    expect(after.precision).toBe('known');
    const kendari = after.places.find((p) => p.code === '74.71');
    expect(kendari?.range).toEqual({ best: 17, worst: 17 });
    const middle = after.places.find((p) => p.name === 'Muna Barat');
    expect(middle?.range?.best).toBeLessThan(middle?.rank ?? 0);
    expect(middle?.range?.worst).toBeGreaterThan(middle?.rank ?? 99);
  });
});

describe('the figures of one region', () => {
  test('a kabupaten shows its own, and what it lacks from the province, marked as inherited', async () => {
    const { groups, name } = await head.call(povertyApi.regionFacts, { code: '74.12' });
    expect(name).toBe('Konawe Kepulauan');
    const p0 = groups.find((g) => g.indicator === 'p0');
    expect(p0?.inheritedFrom).toBeNull();
    expect(p0?.facts.map((f) => f.year)).toEqual([2025, 2024, 2021, 2019]);
    const gini = groups.find((g) => g.indicator === 'gini');
    expect(gini?.inheritedFrom).toEqual({ code: '74', name: 'Sulawesi Tenggara' });
  });
});

describe('one figure by hand', () => {
  const figure = {
    code: '74.02',
    indicator: 'poor_count' as const,
    item: null,
    year: 2024,
    period: 'Maret',
    value: 33.12,
    unit: 'ribu jiwa',
    grade: 'M' as const,
    source: 'BPS Konawe, publikasi 2025',
    note: null,
  };
  test('the unit guard works by hand too, and the same source cannot speak twice', async () => {
    const wrong = await planner.refusal(povertyApi.addFact, { ...figure, unit: 'jiwa' });
    expect(wrong).toMatchObject({ code: 'rule-broken', details: { rule: 'not-whole' } });
    await planner.call(povertyApi.addFact, figure);
    expect((await planner.refusal(povertyApi.addFact, figure))?.code).toBe('already-exists');
    const { facts } = await planner.call(povertyApi.listFacts, {
      code: '74.02',
      indicator: 'poor_count',
      year: 2024,
    });
    expect(facts.map((f) => f.value)).toEqual([33_120]);
  });

  test('a retracted figure is no longer used, its reason is kept, and only the planner may', async () => {
    const { facts } = await planner.call(povertyApi.listFacts, {
      code: '74.02',
      indicator: 'poor_count',
      year: 2024,
    });
    const id = facts[0]?.id ?? '';
    const officer = await server.person('officer', '74.02');
    expect((await officer.refusal(povertyApi.retractFact, { id, reason: 'salah' }))?.code).toBe(
      'not-allowed',
    );
    await planner.call(povertyApi.retractFact, { id, reason: 'salah ketik' });
    expect((await planner.refusal(povertyApi.retractFact, { id, reason: 'lagi' }))?.code).toBe(
      'not-found',
    );
    const after = await planner.call(povertyApi.listFacts, { indicator: 'poor_count', year: 2024 });
    expect(after.facts.some((f) => f.id === id)).toBe(false);
    const [row] = await server.pool<{ why: string }[]>`
      select retract_reason as why from fact where id = ${id}`;
    expect(row?.why).toBe('salah ketik');
  });
});
