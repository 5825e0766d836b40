import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { povertyApi } from '#api/poverty.ts';
import { addSyntheticTotals } from '#server/poverty/queries.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';
import { sendTable } from '../support/tables.ts';

const KAB = '74.12';
let server: TestServer;
let planner: Person;
let villages: { code: string; name: string }[];

/** Families of a region as the register keeps them; only what these tests look at. */
async function putNeed(code: string, byDesil: number[], synthetic = true): Promise<void> {
  const level = code.length === 13 ? 'village' : code.length === 8 ? 'kec' : 'kab';
  const families = byDesil.reduce((a, b) => a + b, 0);
  await server.owner`
    insert into need (kab, code, level, source, synthetic, as_of, families, by_desil, desil_unknown,
      women_headed, eligible, occupations, deprived, known)
    values (${code.slice(0, 5)}, ${code}, ${level}, 'list', ${synthetic}, '2026-03-31', ${families},
      ${byDesil}, 0, ${Math.floor(families / 5)}, ${byDesil},
      ${JSON.stringify({ petani: families - 2, nelayan: 2 })}::text::jsonb,
      ${[4, 0, 0, 0, 0, 0, 0]}, ${[8, 0, 0, 0, 0, 0, 0]})
    on conflict (kab, code) do update set by_desil = excluded.by_desil, families = excluded.families,
      synthetic = excluded.synthetic`;
}
const desils = (one: number) => [one, one, one, 0, 0, 0, 0, 0, 0, 0];
const listVillages = (within = KAB, desil?: number) =>
  planner.call(povertyApi.listPoints, {
    level: 'village',
    within,
    ...(desil === undefined ? {} : { desil }),
  });

beforeAll(async () => {
  server = await openTestServer();
  planner = await server.person('planner');
  villages = await server.pool<{ code: string; name: string }[]>`
    select code, name from region where level = 'village' and kab = ${KAB} and valid_to is null order by code`;
  for (const [i, v] of villages.entries()) await putNeed(v.code, desils(4 + ((i * 7) % 30)));
});
afterAll(() => server.close());

describe('counts without a denominator', () => {
  test('are shown as counts, with the reason why there is no percentage', async () => {
    const { points, synthetic, asOf } = await listVillages();
    expect(points).toHaveLength(villages.length);
    expect({ synthetic, asOf }).toEqual({ synthetic: true, asOf: '2026-03-31' });
    expect(points[0]).toMatchObject({
      families: 4,
      rate: null,
      rateReason: { code: 'rate-no-denominator' },
      smoothed: null,
      denominator: null,
    });
    const upTo2 = await listVillages(KAB, 2);
    expect(upTo2.points[0]?.families).toBe(8);
  });

  test('the profile speaks of known answers only, and work is listed from the most common', async () => {
    const { points } = await listVillages();
    const floor = points[0]?.deprivation?.find((d) => d.what === 'floor');
    expect(floor).toEqual({ what: 'floor', deprived: 4, known: 8, percent: 50 });
    expect(points[0]?.deprivation?.find((d) => d.what === 'wall')?.percent).toBeNull();
    expect(points[0]?.topOccupations.map((o) => o.work)).toEqual(['petani', 'nelayan']);
  });

  test('places the register does not reach stay in the list, empty', async () => {
    const { points } = await planner.call(povertyApi.listPoints, { level: 'kab' });
    expect(points).toHaveLength(17);
    const muna = points.find((p) => p.name === 'Muna');
    expect(muna).toMatchObject({ need: null, families: null, rate: null, rateReason: null });
    expect(muna?.published.find((f) => f.indicator === 'p0' && f.year === 2021)?.value).toBe(13.54);
  });
});

describe('real and made-up figures', () => {
  test('never divide each other: real totals give example families no rate', async () => {
    const text = [
      'Kode Kemendagri;Desa;Jumlah KK 2024',
      ...villages.map((v, i) => `${v.code};${v.name};${120 + i}`),
    ].join('\n');
    const { run } = await sendTable(planner, 'figures', 'kk.csv', text, {
      constants: { source: 'Dukcapil', grade: 'H' },
      take: true,
    });
    expect(run).toMatchObject({ accepted: villages.length, refused: 0 });
    const { points } = await listVillages();
    expect(points[0]?.rate).toBeNull();
    expect(points[0]).toMatchObject({ denominator: null, rateReason: { code: 'rate-mixed' } });
  });

  test('made-up totals give made-up families a rate, marked through and through', async () => {
    const written = await addSyntheticTotals(
      server.pool,
      villages.map((v, i) => ({ code: v.code, families: 100 + i * 5, year: 2026 })),
      new Date().toISOString(),
    );
    expect(written).toBe(villages.length);
    const { points, synthetic } = await listVillages();
    expect(synthetic).toBe(true);
    for (const p of points) {
      expect(p.denominator).toMatchObject({ synthetic: true, source: 'DATA CONTOH', from: 'own' });
    }
    expect(points[0]?.rate).toBeCloseTo(4, 10);
    const { facts } = await planner.call(povertyApi.listFacts, {
      indicator: 'families_total',
      code: KAB,
    });
    // Two totals of one village, one real and one made up, do not contradict each other.
    expect(facts.filter((f) => f.synthetic)).toHaveLength(villages.length);
    expect(facts.some((f) => f.conflict)).toBe(false);
  });

  test('totals of every village add up to the kecamatan; with one missing there is none', async () => {
    const kec = villages[0]?.code.slice(0, 8) ?? '';
    await putNeed(kec, desils(90));
    const whole = await planner.call(povertyApi.listPoints, { level: 'kec', within: kec });
    expect(whole.points[0]?.denominator).toMatchObject({ from: 'parts', synthetic: true });
    await addSyntheticTotals(
      server.pool,
      villages.slice(1).map((v) => ({ code: v.code, families: 200, year: 2026 })),
      new Date().toISOString(),
    );
    const part = await planner.call(povertyApi.listPoints, { level: 'kec', within: kec });
    // What is left is the real total, by which these families are not divided.
    expect(part.points[0]).toMatchObject({
      denominator: null,
      rate: null,
      rateReason: { code: 'rate-mixed' },
    });
  });
});

describe('small places', () => {
  test('a smoothed rate lies between the own rate and the mean of the kabupaten, inside its interval', async () => {
    await addSyntheticTotals(
      server.pool,
      villages.map((v, i) => ({ code: v.code, families: i === 0 ? 12 : 300, year: 2026 })),
      new Date().toISOString(),
    );
    const { points } = await listVillages();
    let narrower = 0;
    for (const p of points) {
      const { rate, smoothed } = p;
      expect(smoothed).not.toBeNull();
      if (rate === null || smoothed === null) continue;
      expect(smoothed.group).toBe(KAB);
      expect(smoothed.rate).toBeGreaterThanOrEqual(Math.min(rate, smoothed.groupMean) - 1e-9);
      expect(smoothed.rate).toBeLessThanOrEqual(Math.max(rate, smoothed.groupMean) + 1e-9);
      expect(smoothed.low ?? 0).toBeLessThanOrEqual(smoothed.rate);
      expect(smoothed.high ?? 100).toBeGreaterThanOrEqual(smoothed.rate);
      if (smoothed.weight > (points[0]?.smoothed?.weight ?? 0)) narrower++;
    }
    // The village of twelve families leans on its neighbours more than any other.
    expect(narrower).toBe(points.length - 1);
  });

  test('one kecamatan alone learns from its whole kabupaten', async () => {
    const kec = villages[0]?.code.slice(0, 8) ?? '';
    const all = await listVillages();
    const few = await listVillages(kec);
    expect(few.points.length).toBeLessThan(all.points.length);
    expect(few.points[0]?.smoothed).toEqual(all.points[0]?.smoothed);
  });

  test('more families than the total holds is a fault that is named', async () => {
    await addSyntheticTotals(
      server.pool,
      villages.map((v) => ({ code: v.code, families: 3, year: 2026 })),
      new Date().toISOString(),
    );
    const { points } = await listVillages();
    expect(points[0]?.rateReason).toEqual({
      code: 'rate-denominator-small',
      params: { families: 4, total: 3 },
    });
  });
});

describe('who sees what', () => {
  test('an officer sees the own kabupaten, and is refused elsewhere', async () => {
    const officer = await server.person('officer', KAB);
    const own = await officer.call(povertyApi.listPoints, { level: 'village' });
    expect(own.within).toBe(KAB);
    expect(own.points[0]?.families).toBe(4);
    const refusal = await officer.refusal(povertyApi.listPoints, { level: 'kec', within: '74.11' });
    expect(refusal?.code).toBe('outside-area');
  });
});
