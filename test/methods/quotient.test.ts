import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regionPositions } from '#engine/potential/klassen.ts';
import { agreesAsPrinted, decimalsOf } from '#engine/potential/printed.ts';
import { quotients } from '#engine/potential/quotients.ts';
import { checkTotals, type RegionTable } from '#engine/potential/region-table.ts';
import { near } from '../support/near.ts';

const plain = { totals: 'sum', growth: 'geometric', minValue: 0 } as const;

/** GRDP of Makassar and of Sulawesi Selatan, milyar rupiah, current prices, with the LQ that was published. */
// Source: F. Rumbaru (2013), Analisis Location Quotient Kota Makassar, phimenkberbagi.blogspot.com.
const makassar = {
  2010: {
    own: [272.975, 2.43, 7287.914, 670.435, 2898.34, 10763.583, 5320.664, 3793, 6016.109],
    wide: [30442.43, 7119.68, 14457.26, 1087.97, 6534.51, 20434.95, 9445.57, 7810.11, 20529.72],
    totals: [37025.45, 117862.2],
    published: [
      '0.0379',
      '0.0009',
      '1.6052',
      '1.9673',
      '1.4115',
      '1.6774',
      '1.7940',
      '1.5468',
      '0.9452',
    ],
  },
  2009: {
    own: [256.599, 2.945, 6484.958, 560.887, 2483.832, 8974.1, 4356.485, 3179.778, 4964.062],
    wide: [28008.21, 5503.78, 12514.89, 949.24, 5387.79, 16690.29, 7953.95, 6241.52, 16704.94],
    totals: [31263.651, 99954.59],
    published: ['0.028', '0.002', '1.656', '2', '1.463', '2.543', '1.759', '1.645', '0.952'],
  },
} as const;

const LQ_2010 = [
  0.028544192157220746, 0.0010864756490526553, 1.6046911057068587, 1.9616158234983958,
  1.4119213372198272, 1.6767081774472299, 1.7931303484295134, 1.545965827132592, 0.9328393717815746,
];
const LQ_2009_TRADE = 1.719056798885585;

const tableOf = (own: readonly number[], wide: readonly number[]): RegionTable => ({
  regions: ['own'],
  sectors: own.map((_, i) => `s${i + 1}`),
  years: [0],
  values: [Float64Array.from(own)],
  reference: [Float64Array.from(wide)],
  stated: undefined,
});

describe('a published table, recomputed from its own figures', () => {
  // The expected quotients were computed with Python's Fraction from the same figures.
  test('Makassar 2010: two cells are wrong by far, the others by rounded shares', () => {
    const { own, wide, totals, published } = makassar[2010];
    const lq = quotients(tableOf(own, wide), plain).map((q) => q.lq!);
    near(lq, LQ_2010, 1e-12);
    const [sumOwn, sumWide] = [own, wide].map((v) => v.reduce((a, b) => a + b, 0));
    near([sumOwn!, sumWide!], totals, 1e-9);
    const off = published.map((p, i) => Number(p) - lq[i]!);
    expect(Math.abs(off[0]!)).toBeGreaterThan(0.009);
    // Rounded shares explain a few thousandths, not a third of the quotient.
    [2, 4, 5, 6, 7].forEach((i) => {
      expect(Math.abs(off[i]!) / lq[i]!).toBeLessThan(0.001);
    });
    expect(published.every((p, i) => Number(p) > 1 === lq[i]! > 1)).toBe(true);
  });

  test('the printed example of REAT’s locq (Farhauer & Kröll 2013): 0.3847623', () => {
    const [industry, region, wideIndustry, wide] = [1714, 79006, 879213, 15593224];
    const table = tableOf([industry, region - industry], [wideIndustry, wide - wideIndustry]);
    expect(quotients(table, plain)[0]!.lq).toBeCloseTo(0.3847623, 7);
  });

  test('Makassar 2009: trade was printed as 2.543, its figures give another', () => {
    const { own, wide, published } = makassar[2009];
    const found = quotients(tableOf(own, wide), plain);
    const wrong = published.flatMap((p, i) =>
      agreesAsPrinted(Number(p), decimalsOf(p), found[i]!.lq!) ? [] : [i + 1],
    );
    expect(wrong).toContain(6);
    near([found[5]!.lq], [LQ_2009_TRADE], 1e-12);
    // Its totals are not the sums of its sectors either.
    const checks = checkTotals(
      {
        ...tableOf(own, wide),
        stated: {
          regions: [Float64Array.of(makassar[2009].totals[0])],
          reference: Float64Array.of(makassar[2009].totals[1]),
        },
      },
      1e-9,
    );
    const sectors = checks.filter((c) => c.of === 'sectors');
    expect(sectors.map((c) => c.agrees)).toEqual([false, false]);
    near(
      sectors.map((c) => c.difference),
      [0.005, -0.02],
      1e-6,
    );
  });

  test('decimals are those that were printed', () => {
    expect(['2', '1.60', '0,0379', '1.5e-3', '-4.'].map(decimalsOf)).toEqual([0, 2, 4, 4, 0]);
    expect(agreesAsPrinted(1.6, 1, 1.649)).toBe(true);
    expect(agreesAsPrinted(1.6, 2, 1.6049)).toBe(true);
    expect(agreesAsPrinted(1.6, 2, 1.6051)).toBe(false);
    expect(agreesAsPrinted(0.3, 1, 0.25)).toBe(true);
    expect(agreesAsPrinted(0.2, 1, 0.25)).toBe(true);
  });
});
// Made-up figures of two regions, three sectors and three years; expected values from Python's Fraction,
// those with mean growth from Decimal with 40 digits.
const years: RegionTable = {
  regions: ['A', 'B'],
  sectors: ['tani', 'industri', 'jasa'],
  years: [2020, 2021, 2022],
  values: [
    Float64Array.of(40, 10, 25, 80, 0, 60),
    Float64Array.of(44, 13, 26, 82, 5, 66),
    Float64Array.of(50, 12, 31, 81, 9, 75),
  ],
  reference: undefined,
  stated: undefined,
};

describe('over time', () => {
  test('LQ, DLQ and classes', () => {
    const found = quotients(years, plain);
    near(
      found.map((q) => q.lq),
      [
        1.0588524993843882, 1.5852534562211982, 0.8113207547169812, 0.9668285912560721,
        0.6701298701298701, 1.1063464837049743,
      ],
      1e-12,
    );
    near(
      [0, 1, 2, 3, 5].map((i) => found[i]!.dlq),
      [
        1.108101452844127, 0.5529953917050692, 0.9622641509433962, 0.9443442054129078,
        1.020583190394511,
      ],
      1e-12,
    );
    expect(found.map((q) => q.potential)).toEqual([
      'unggulan',
      'prospektif',
      'tertinggal',
      'tertinggal',
      null,
      'unggulan',
    ]);
    expect(found[4]).toMatchObject({
      growth: null,
      dlq: null,
      klassen: null,
      lacks: ['zero-base'],
    });
  });

  test('DLQ with the mean of yearly growth', () => {
    const found = quotients(years, { ...plain, growth: 'mean' });
    near(
      [found[0]!.dlq, found[1]!.dlq, found[5]!.dlq],
      [1.108329417163509, 0.5433956050162099, 1.019815595443429],
      1e-12,
    );
  });

  test('Klassen: growth and share of sectors, growth and income per head of regions', () => {
    // A: tani grows 25% (all: 9.2%), share 53.8% (50.8%); industri 20% (110%), share 12.9% (8.1%).
    expect(quotients(years, plain).map((q) => q.klassen)).toEqual([
      'I',
      'II',
      'IV',
      'IV',
      null,
      'I',
    ]);
    const regions = regionPositions(years, { ...plain, people: [10, 30] });
    expect(regions.map((r) => [r.perHead, r.klassen])).toEqual([
      [9.3, 'I'],
      [5.5, 'IV'],
    ]);
    expect(regionPositions(years, plain)[0]).toMatchObject({
      klassen: null,
      lack: 'no-population',
    });
  });
});

describe('edge rules', () => {
  test('zero and missing figures give no quotient and a reason', () => {
    const odd: RegionTable = {
      regions: ['A', 'B', 'C'],
      sectors: ['x', 'y', 'z'],
      years: [0],
      values: [Float64Array.of(0, 0, 0, 1, Number.NaN, Number.NaN, 3, 4, 0)],
      reference: undefined,
      stated: undefined,
    };
    const found = quotients(odd, plain);
    expect(found.map((q) => q.lq === null)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(found[0]!.lacks).toContain('no-local-total');
    expect(found[3]!.lacks).toContain('one-sector');
    expect(found[4]!.lacks).toEqual(['unknown']);
    expect(found[8]!.lacks).toContain('no-reference');
    for (const q of found)
      for (const v of Object.values(q))
        if (typeof v === 'number') expect(Number.isFinite(v)).toBe(true);
  });

  test('a base below the limit has a quotient and no class', () => {
    const found = quotients(years, { ...plain, minValue: 13 });
    expect(found[1]).toMatchObject({
      basis: null,
      potential: null,
      klassen: null,
      lacks: ['small-base'],
    });
    expect(found[1]!.lq).toBeCloseTo(1.585, 3);
    expect(found[0]!.basis).toBe(true);
  });

  test('equal shares are no base, whatever the rounding', () => {
    const own = [0.1, 0.2, 0.3];
    const found = quotients(
      tableOf(
        own,
        own.map((v) => v * 3),
      ),
      plain,
    );
    expect(found.every((q) => q.basis === false)).toBe(true);
  });

  test('totals that do not add up are told with the difference', () => {
    const checks = checkTotals(
      {
        ...years,
        reference: years.values.map((v) =>
          Float64Array.from([0, 1, 2], (s) => v[s]! + v[s + 3]! + (s === 1 ? 2 : 0)),
        ),
        stated: { regions: years.values.map(() => Float64Array.of(75, 140)), reference: undefined },
      },
      1e-9,
    );
    const wrong = checks
      .filter((c) => !c.agrees)
      .map((c) => [c.period, c.of, c.region ?? c.sector, c.difference, c.over]);
    expect(wrong).toEqual([
      [0, 'regions', 1, 2, false],
      [1, 'sectors', 0, -8, true],
      [1, 'sectors', 1, -13, true],
      [1, 'regions', 1, 2, false],
      [2, 'sectors', 0, -18, true],
      [2, 'sectors', 1, -25, true],
      [2, 'regions', 1, 2, false],
    ]);
  });
});

describe('properties', () => {
  const figures = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 6 }))
    .chain(([r, s]) =>
      fc
        .array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), {
          minLength: 2 * r * s,
          maxLength: 2 * r * s,
        })
        .map(
          (v): RegionTable => ({
            regions: Array.from({ length: r }, (_, i) => `r${i}`),
            sectors: Array.from({ length: s }, (_, i) => `s${i}`),
            years: [0, 3],
            values: [Float64Array.from(v.slice(0, r * s)), Float64Array.from(v.slice(r * s))],
            reference: undefined,
            stated: undefined,
          }),
        ),
    );

  test('shares weigh the quotients of a sector, and those of a region, to 1', () => {
    fc.assert(
      fc.property(figures, (table) => {
        const found = quotients(table, plain);
        const S = table.sectors.length;
        table.regions.forEach((_, r) => {
          const own = found.slice(r * S, (r + 1) * S);
          expect(own.reduce((s, q) => s + q.lq! * q.wideShare!, 0)).toBeCloseTo(1, 9);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('the unit does not matter, and DLQ is the quotient of the quotients', () => {
    fc.assert(
      fc.property(figures, (table) => {
        const found = quotients(table, plain);
        const scaled = quotients(
          { ...table, values: table.values.map((v) => v.map((x) => x * 1000)) },
          plain,
        );
        const before = quotients({ ...table, years: [0], values: [table.values[0]!] }, plain);
        found.forEach((q, i) => {
          near([scaled[i]!.lq, scaled[i]!.dlq], [q.lq!, q.dlq!], 1e-9);
          near([q.dlq], [q.lq! / before[i]!.lq!], 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });
});
