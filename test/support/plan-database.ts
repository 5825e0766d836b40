import { randomUUID } from 'node:crypto';
import { blankInputs, type PlanInputs } from '#domain/limit.ts';
import { catalogueOf, type Price } from '#domain/price.ts';
import { addPriceList, addPrices, listPriceItems } from '#server/planning/queries-prices.ts';
import { listCurrentRecipes } from '#server/potential/queries-recipes.ts';
import { generalPrices, samplePrice, sampleSource, seeded } from './plan-sample.ts';
import type { TestServer } from './server.ts';

/** Kabupaten the sample register knows, and how much poorer their families are than elsewhere. */
const KABS = { '74.11': 1.3, '74.12': 0.9 };

/** A register of counts in two kabupaten, a full price list, and a scenario that can be solved with them. */
export async function samplePlanning(server: TestServer): Promise<PlanInputs> {
  await fillNeed(server);
  const now = new Date().toISOString();
  const id = randomUUID();
  const list = { id, name: `Harga uji ${id.slice(0, 4)}`, year: 2026, synthetic: false, by: null };
  await addPriceList(server.owner, list, now);
  await addPrices(server.owner, id, await fullPrices(server), { by: null, now, importId: null });
  return {
    ...blankInputs(2027),
    priceList: id,
    sources: [sampleSource('apbd', 1_500_000_000, { synthetic: false })],
    minPerKab: 1,
    trainers: { months: 10, perMonth: 4, groups: [] },
    gapPercent: 1,
    shares: { women: 30, disability: 1, islands: null },
  };
}

async function fullPrices(server: TestServer): Promise<Price[]> {
  const random = seeded(7);
  const known = new Set(generalPrices.map((p) => p.item));
  const items = catalogueOf(
    await listPriceItems(server.owner),
    await listCurrentRecipes(server.owner),
  );
  return [
    ...generalPrices,
    ...items
      .filter((i) => !known.has(i.code))
      .map((i) =>
        samplePrice(i.code, 100_000 + Math.floor(random() * 2_000_000), { basis: 'survey' }),
      ),
  ];
}

async function fillNeed(server: TestServer): Promise<void> {
  const random = seeded(3);
  const villages = await server.owner<{ code: string; kab: string }[]>`
    select code, kab from region where level = 'village' and kab = any (${Object.keys(KABS)}) order by code`;
  const rows = villages.map(({ code, kab }) => {
    const size = 30 * (KABS[kab as keyof typeof KABS] ?? 1) * (0.3 + random());
    return {
      code,
      level: 'village',
      kab,
      eligible: [0.25, 0.25, 0.25, 0.25].map((s) => Math.floor(size * s)),
    };
  });
  const sums = new Map<string, (typeof rows)[number]>();
  for (const row of rows)
    for (const [code, level] of [
      [row.code.slice(0, 8), 'kec'],
      [row.kab, 'kab'],
    ] as const) {
      const sum = sums.get(code) ?? { code, level, kab: row.kab, eligible: [0, 0, 0, 0] };
      sums.set(code, { ...sum, eligible: sum.eligible.map((n, d) => n + (row.eligible[d] ?? 0)) });
    }
  for (const row of [...rows, ...sums.values()]) {
    const ten = (of: (n: number) => number) =>
      Array.from({ length: 10 }, (_, d) => of(row.eligible[d] ?? 0));
    const families = row.eligible.reduce((a, b) => a + b, 0);
    await server.owner`
      insert into need (kab, code, level, source, synthetic, as_of, families, by_desil, desil_unknown, persons,
        eligible, eligible_women, eligible_disabled)
      values (${row.kab}, ${row.code}, ${row.level}, 'list', false, '2026-01-31', ${families}, ${ten((n) => n)}, 0,
        ${families * 4}, ${ten((n) => n)}, ${ten((n) => Math.floor(n * 0.7))}, ${ten((n) => Math.floor(n * 0.1))})`;
  }
}
