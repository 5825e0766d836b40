import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RegionTable } from '#engine/potential/region-table.ts';
import { type Shift, shiftShare } from '#engine/potential/shift-share.ts';
import { near } from '../support/near.ts';

const partsOf = (s: Shift) => [
  s.national,
  s.mix,
  s.competitive,
  s.homothetic,
  s.allocation,
  s.undivided,
];
const classic = { method: 'classic', totals: 'sum' } as const;
const esteban = { method: 'esteban-marquillas', totals: 'sum' } as const;
const dynamic = { method: 'dynamic', totals: 'sum' } as const;

describe('reference values', () => {
  // G. Krumme, University of Washington, Geography 350, "Shift & Share Table": a region of four industries,
  // 1985–1995; the nation by its shares (10, 20, 40, 30) and growth (10, 20, 30, 40 percent).
  test('the table of a course in economic geography', () => {
    const table: RegionTable = {
      regions: ['Holukuluku'],
      sectors: ['I', 'II', 'III', 'IV'],
      years: [1985, 1995],
      values: [Float64Array.of(500, 100, 200, 200), Float64Array.of(1000, 100, 250, 280)],
      reference: [Float64Array.of(10, 20, 40, 30), Float64Array.of(11, 24, 52, 42)],
      stated: undefined,
    };
    const found = shiftShare(table, classic);
    // Regional growth 630, national effect 290, differential 420, composition −80 (printed without sign).
    expect(found.regions[0]).toMatchObject({
      change: 630,
      national: 290,
      mix: -80,
      competitive: 420,
    });
    expect(found.sectors.map((s) => s!.competitive)).toEqual([450, -20, -10, 0]);
    expect(found.sectors.map((s) => s!.mix)).toEqual([-95, -9, 2, 22]);
    expect(found.sectors.map((s) => s!.national)).toEqual([145, 29, 58, 58]);
  });

  // Made-up figures of two regions, three sectors, three years; expected values from Python's Fraction.
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

  test('classic', () => {
    const found = shiftShare(years, classic).sectors;
    near(
      found.map((s) => s!.national),
      [8, 2, 5, 16, 0, 12],
      1e-12,
    );
    near(
      found.map((s) => s!.mix),
      [-4.333333333333333, 9, 1.1764705882352942, -8.666666666666666, 0, 2.823529411764706],
      1e-12,
    );
    near(
      found.map((s) => s!.competitive),
      [6.333333333333333, -9, -0.17647058823529413, -6.333333333333333, 9, 0.17647058823529413],
      1e-12,
    );
    expect(found[4]!.lack).toBe('new-in-region');
  });

  test('Esteban-Marquillas', () => {
    const found = shiftShare(years, esteban).sectors;
    const divided = [0, 1, 2, 3, 5].map((i) => found[i]!);
    near(
      divided.map((s) => s.homothetic),
      [
        6.627906976744186, -3.13953488372093, -0.20930232558139536, -6.186046511627907,
        0.16279069767441862,
      ],
      1e-12,
    );
    near(
      divided.map((s) => s.allocation),
      [
        -0.29457364341085274, -5.8604651162790695, 0.03283173734610123, -0.14728682170542637,
        0.01367989056087551,
      ],
      1e-11,
    );
    expect(found[4]).toMatchObject({
      undivided: 9,
      homothetic: 0,
      allocation: 0,
      lack: 'new-in-region',
    });
  });

  test('dynamic', () => {
    const found = shiftShare(years, dynamic);
    near(
      found.sectors.map((s) => s!.national),
      [
        8.008671659440283, 2.1886085928261725, 4.865589278675601, 15.458021284982262,
        0.4661016949152542, 12.013007489160426,
      ],
      1e-12,
    );
    near(
      found.sectors.map((s) => s!.mix),
      [
        -4.262639913408538, 7.978058073840494, 1.1497559898665983, -8.20405303101401,
        0.3672316384180791, 2.971647242297375,
      ],
      1e-12,
    );
    near(
      found.sectors.map((s) => s!.competitive),
      [
        6.253968253968254, -8.166666666666666, -0.015345268542199489, -6.253968253968254,
        8.166666666666666, 0.015345268542199489,
      ],
      1e-11,
    );
    expect(found.steps.map((s) => s.to)).toEqual([1, 2]);
    const ofA = found.steps.map((s) => s.regions[0]!.national);
    near([ofA[0]! + ofA[1]!], [found.regions[0]!.national], 1e-12);
  });
});

describe('edge rules', () => {
  const table = (
    first: number[],
    last: number[],
    reference?: [number[], number[]],
  ): RegionTable => ({
    regions: ['A'],
    sectors: first.map((_, i) => `s${i}`),
    years: [0, 1],
    values: [Float64Array.from(first), Float64Array.from(last)],
    reference: reference?.map((r) => Float64Array.from(r)),
    stated: undefined,
  });

  test('a reference area without the sector leaves its change undivided', () => {
    for (const options of [classic, esteban]) {
      const [cell] = shiftShare(
        table(
          [5, 1],
          [9, 2],
          [
            [0, 10],
            [4, 12],
          ],
        ),
        options,
      ).sectors;
      expect(cell).toMatchObject({ lack: 'new-everywhere', mix: 0, competitive: 0, change: 4 });
      expect(cell!.national + cell!.undivided).toBe(4);
    }
  });

  test('a reference area with nothing at all leaves everything undivided', () => {
    const found = shiftShare(table([0, 0], [3, 4]), classic);
    expect(found.regions[0]).toMatchObject({
      change: 7,
      undivided: 7,
      national: 0,
      competitive: 0,
    });
  });

  test('a figure that is missing in one year leaves the cell out, and the reference of that cell', () => {
    const gap: RegionTable = {
      ...table([], []),
      regions: ['A', 'B'],
      sectors: ['x', 'y'],
      values: [Float64Array.of(10, Number.NaN, 20, 30), Float64Array.of(11, 50, 22, 33)],
    };
    const found = shiftShare(gap, classic);
    expect(found.sectors[1]).toBeNull();
    // Without the 50 everything grew by a tenth.
    expect(
      found.regions.map((r) => [r.change, Math.abs(r.mix) + Math.abs(r.competitive) < 1e-12]),
    ).toEqual([
      [1, true],
      [5, true],
    ]);
  });
});

describe('properties', () => {
  const value = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 10000 }),
    fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
  );
  const tables = fc
    .record({
      r: fc.integer({ min: 1, max: 4 }),
      s: fc.integer({ min: 1, max: 5 }),
      t: fc.integer({ min: 2, max: 4 }),
    })
    .chain(({ r, s, t }) =>
      fc
        .array(fc.array(value, { minLength: r * s, maxLength: r * s }), {
          minLength: t,
          maxLength: t,
        })
        .map(
          (v): RegionTable => ({
            regions: Array.from({ length: r }, (_, i) => `r${i}`),
            sectors: Array.from({ length: s }, (_, i) => `s${i}`),
            years: Array.from({ length: t }, (_, i) => 2000 + i),
            values: v.map((p) => Float64Array.from(p)),
            reference: undefined,
            stated: undefined,
          }),
        ),
    );
  const methods = fc.constantFrom(classic, esteban, dynamic);

  test('the parts add up to the change to the last bit, in any order, and the change is the change', () => {
    fc.assert(
      fc.property(
        tables,
        methods,
        fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
        (table, options, picks) => {
          const found = shiftShare(table, options);
          const steps = found.steps.flatMap((s) => s.regions);
          for (const shift of [...found.sectors, ...found.regions, ...steps]) {
            const parts = partsOf(shift!);
            const order = parts.map((p, i) => [p, picks[i]!] as const).sort((a, b) => a[1] - b[1]);
            expect(order.reduce((sum, [p]) => sum + p, 0)).toBe(shift!.change);
            for (const p of parts) expect(Number.isFinite(p)).toBe(true);
            const size = Math.max(shift!.base, shift!.value, ...parts.map(Math.abs));
            expect(Math.abs(shift!.change - (shift!.value - shift!.base))).toBeLessThanOrEqual(
              4 * 2 ** -52 * size + 5e-324,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('over all regions mix and national add up to the growth of each sector, competitive to nothing', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = shiftShare(table, classic).sectors;
        const [R, S] = [table.regions.length, table.sectors.length];
        const size = Math.max(...table.values.flatMap((v) => [...v]), 1) * R * S;
        for (let s = 0; s < S; s++) {
          const column = Array.from({ length: R }, (_, r) => found[r * S + s]!);
          const left = column.reduce((sum, c) => sum + c.competitive, 0);
          expect(Math.abs(left)).toBeLessThanOrEqual(1e-12 * size);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('another unit changes only the unit; order of regions and sectors does not matter', () => {
    fc.assert(
      fc.property(tables, methods, (table, options) => {
        const found = shiftShare(table, options);
        const scaled = shiftShare(
          { ...table, values: table.values.map((v) => v.map((x) => x * 1024)) },
          options,
        );
        found.sectors.forEach((cell, i) => {
          near(
            partsOf(scaled.sectors[i]!),
            partsOf(cell!).map((p) => p * 1024),
            1e-12,
          );
        });
        const [R, S] = [table.regions.length, table.sectors.length];
        const turned = shiftShare(
          { ...table, values: table.values.map((v) => Float64Array.from(v).reverse()) },
          options,
        );
        found.sectors.forEach((cell, i) => {
          const other = turned.sectors[R * S - 1 - i]!;
          const size = Math.max(cell!.base, cell!.value, ...partsOf(cell!).map(Math.abs));
          partsOf(cell!).forEach((p, k) => {
            expect(Math.abs(partsOf(other)[k]! - p)).toBeLessThanOrEqual(1e-9 * size);
          });
        });
      }),
      { numRuns: 100 },
    );
  });

  test('the homothetic and allocation parts are the competitive part', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const one = shiftShare(table, classic).sectors;
        shiftShare(table, esteban).sectors.forEach((cell, i) => {
          const size = Math.max(cell!.base, cell!.value, ...partsOf(cell!).map(Math.abs));
          const both = cell!.homothetic + cell!.allocation + cell!.undivided;
          const whole = one[i]!.competitive + one[i]!.undivided;
          expect(Math.abs(both - whole)).toBeLessThanOrEqual(1e-13 * size);
        });
      }),
      { numRuns: 100 },
    );
  });
});
