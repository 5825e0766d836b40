import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchCost, batchSizes, kitRupiah, trainingRupiah } from './cost.ts';
import { isOfficial, type Price, pricesOf } from './price.ts';
import { costRules, rabOf, totalsOf } from './rab.ts';
import type { VersionedRecipe } from './recipe.ts';

const recipe: VersionedRecipe = {
  id: 'kelapa',
  version: 1,
  name: { id: 'Minyak kelapa', en: 'Coconut oil' },
  product: { id: 'Minyak', en: 'Oil' },
  branch: 'pangan',
  kind: 'commodity',
  commodities: ['kelapa'],
  needsCoast: false,
  minimumBase: null,
  tracks: ['wub'],
  training: {
    days: 5,
    hoursPerDay: 8,
    participants: 20,
    trainers: 2,
    mentoringMonths: 6,
    trainerGroup: 'olah-kelapa',
    competence: [],
    source: 'contoh',
  },
  kit: {
    setsPerBatch: 4,
    items: [
      { code: 'kit-kelapa', name: 'Perangkat', quantity: 1, powerWatt: null, note: null },
      { code: 'label', name: 'Label awal', quantity: null, powerWatt: null, note: null },
    ],
    minimumVa: null,
    needsWater: null,
    source: 'contoh',
  },
  readiness: [],
  kbli: [],
  permits: [],
  mustBeThere: [],
  marketBatches: 3,
  demandItems: [],
  status: 'approved',
  source: 'contoh',
};
const price = (item: string, rupiah: number | null, more: Partial<Price> = {}): Price => ({
  item,
  code: '74',
  rupiah,
  basis: 'sbu',
  document: 'Perbup 1/2026',
  source: 'contoh',
  year: 2026,
  synthetic: false,
  ...more,
});
const all = [
  price('narasumber-jp', 200_000),
  price('perjalanan-narasumber', 1_500_000),
  price('konsumsi', 55_000),
  price('transport-peserta', 50_000),
  price('material:kelapa', 150_000),
  price('tempat', 400_000),
  price('pendampingan', 1_000_000),
  price('kit:kit-kelapa', 12_000_000, { basis: 'survey' }),
  price('kit-lot:label', 250_000, { basis: 'survey' }),
  price('kirim-pulau', 4_000_000),
  price('uji-coba', 500_000),
];
const rules = (rows: readonly Price[], more = {}) =>
  costRules({
    recipe,
    place: '74.12.01',
    island: true,
    travel: undefined,
    prices: pricesOf(rows),
    kit: true,
    itemName: (item) => ({ id: item, en: item }),
    ...more,
  });

function ok(found: ReturnType<typeof rules>) {
  if (!found.ok) throw new Error(JSON.stringify(found.blanks));
  return found.rules;
}

describe('the RAB of one batch', () => {
  test('adds up by hand: five days, eight hours, two trainers, twenty people, four sets on an island', () => {
    const rab = rabOf(ok(rules(all)), 20);
    const of = (part: string) => rab.find((l) => l.part === part)?.rupiah;
    expect(of('narasumber')).toBe(5 * 8 * 2 * 200_000);
    expect(of('perjalanan')).toBe(2 * 1_500_000);
    expect(of('konsumsi')).toBe(5 * (20 + 2) * 55_000);
    expect(of('transport')).toBe(5 * 20 * 50_000);
    expect(of('bahan')).toBe(20 * 150_000);
    expect(of('tempat')).toBe(5 * 400_000);
    expect(of('pendampingan')).toBe(6 * 1_000_000);
    expect(rab.filter((l) => l.part === 'alat').map((l) => [l.quantity, l.unit, l.rupiah])).toEqual(
      [
        [4, 'unit', 48_000_000],
        [4, 'paket', 1_000_000],
      ],
    );
    expect(of('kirim')).toBe(4_000_000);
    expect(of('uji-coba')).toBe(4 * 500_000);
    const totals = totalsOf(rab);
    expect(totals.rupiah).toBe(rab.reduce((sum, l) => sum + l.rupiah, 0));
    expect(totals.unofficialRupiah).toBe(49_000_000);
    expect(totals.trainingRupiah + totals.kitRupiah).toBe(totals.rupiah);
  });

  test('on the mainland nothing is shipped over sea; training alone carries no kit', () => {
    const parts = (more: object) => rabOf(ok(rules(all, more)), 20).map((l) => l.part);
    expect(parts({ island: false })).not.toContain('kirim');
    expect(parts({ kit: false })).not.toContain('alat');
  });

  test('a blank price is named and nothing is costed around it, never taken for zero', () => {
    const found = rules(all.map((p) => (p.item === 'konsumsi' ? { ...p, rupiah: null } : p)));
    expect(found.ok).toBe(false);
    if (!found.ok)
      expect(found.blanks).toEqual([
        { code: 'cost-price-blank', params: { item: 'konsumsi', itemEn: 'konsumsi' } },
      ]);
    const without = rules(all.filter((p) => p.item !== 'kit:kit-kelapa'));
    expect(without.ok).toBe(false);
  });

  test('a recipe without a number of days says which field is blank, once', () => {
    const blank = { ...recipe, training: { ...recipe.training, days: null } };
    const found = rules(all, { recipe: blank });
    expect(found.ok ? [] : found.blanks.map((b) => b.code)).toEqual(['cost-blank-days']);
  });

  test('where nobody has said whether it is an island, shipping a kit cannot be costed', () => {
    expect(rules(all, { island: null }).ok).toBe(false);
    expect(rules(all, { island: null, kit: false }).ok).toBe(true);
  });

  test('the travel table goes before the list; a kabupaten price before the province', () => {
    const travel = { costRupiah: 900_000, source: 'Dishub', year: 2026, synthetic: false };
    const rab = rabOf(
      ok(rules([...all, price('konsumsi', 70_000, { code: '74.12' })], { travel })),
      20,
    );
    expect(rab.find((l) => l.part === 'perjalanan')?.unitRupiah).toBe(900_000);
    expect(rab.find((l) => l.part === 'konsumsi')?.unitRupiah).toBe(70_000);
  });

  test('batches cost on a straight line what their RABs add up to', () => {
    const found = ok(rules(all));
    const cost = batchCost(found);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 20 }),
        (batches, more) => {
          const people = batches * 15 + Math.min(more, batches * 5);
          const sizes = batchSizes(people, batches);
          const rab = sizes.flatMap((n) => rabOf(found, n));
          expect(sizes.reduce((a, b) => a + b, 0)).toBe(people);
          expect(totalsOf(rab).trainingRupiah).toBe(trainingRupiah(cost, batches, people));
          expect(totalsOf(rab).kitRupiah).toBe(kitRupiah(cost, batches));
        },
      ),
    );
  });
});

test('a price is official only with its paper and year, and never when it is an example', () => {
  expect(isOfficial(price('a', 1))).toBe(true);
  expect(isOfficial(price('a', 1, { document: null }))).toBe(false);
  expect(isOfficial(price('a', 1, { year: null }))).toBe(false);
  expect(isOfficial(price('a', 1, { basis: 'survey' }))).toBe(false);
  expect(isOfficial(price('a', 1, { synthetic: true }))).toBe(false);
});
