import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dissolve } from './dissolve.ts';
import { areaKm2, contains, type Polygons, type Ring, type Shape } from './geometry.ts';
import { interiorPoint } from './interior.ts';
import { findNear } from './near.ts';
import { findNeighbours } from './neighbours.ts';
import { mendSeams } from './seams.ts';

const SIZE = 0.01;
/** Cells of a grid near Kendari; integers through 1e5 keep corners identical. */
const at = (n: number, base: number) => (base * 1e5 + n * SIZE * 1e5) / 1e5;
const cell = (column: number, row: number, width = 1, height = 1): Ring => [
  [at(column, 122), at(row, -4)],
  [at(column + width, 122), at(row, -4)],
  [at(column + width, 122), at(row + height, -4)],
  [at(column, 122), at(row + height, -4)],
  [at(column, 122), at(row, -4)],
];
const one = (ring: Ring): Polygons => [[ring]];
const CELL_KM2 = areaKm2(one(cell(0, 0)));

describe('villages joined into a kecamatan', () => {
  test('shared edges go, an enclosed lake stays, and the islands stay parts of their own', () => {
    const around = [
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [2, 1],
      [0, 2],
      [1, 2],
      [2, 2],
    ].map(([c, r]) => one(cell(c!, r!)));
    const island = one(cell(9, 9));
    const { polygons } = dissolve([...around, island], 0.1);
    expect(polygons.map((p) => p.length).sort()).toEqual([1, 2]);
    expect(areaKm2(polygons)).toBeCloseTo(CELL_KM2 * 9, 1);
  });

  test('an island in a lake is land again', () => {
    const ring = [0, 1, 2, 3, 4].flatMap((c) =>
      [0, 1, 2, 3, 4].filter((r) => c % 4 === 0 || r % 4 === 0).map((r) => one(cell(c, r))),
    );
    const { polygons, overlaps } = dissolve([...ring, one(cell(2, 2))], 0.1);
    expect(overlaps.length).toBe(0);
    expect(polygons.length).toBe(2);
    expect(contains(polygons, [at(2.5, 122), at(2.5, -4)])).toBe(true);
    expect(contains(polygons, [at(1.5, 122), at(1.5, -4)])).toBe(false);
  });

  test('parts that touch in one corner stay two rings', () => {
    const { polygons } = dissolve([one(cell(0, 0)), one(cell(1, 1))], 0.1);
    expect(polygons.length).toBe(2);
  });

  test('area of the whole is the sum of its parts, whatever the parts', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), {
      minLength: 1,
      maxLength: 50,
      selector: ([c, r]) => c * 8 + r,
    });
    fc.assert(
      fc.property(cells, (list) => {
        const parts = list.map(([c, r]) => one(cell(c, r)));
        const { polygons, overlaps, gaps } = dissolve(parts, 0);
        expect([overlaps.length, gaps.length]).toEqual([0, 0]);
        const sum = parts.reduce((total, p) => total + areaKm2(p), 0);
        expect(areaKm2(polygons)).toBeCloseTo(sum, 6);
        for (const [c, r] of list) {
          expect(contains(polygons, [at(c + 0.5, 122), at(r + 0.5, -4)])).toBe(true);
        }
      }),
    );
  });
});

describe('two drawings of one edge', () => {
  // The left village bulges at one corner of the shared edge, the right one at another.
  const left: Shape = {
    code: 'a',
    polygons: [
      [
        [
          [122, -4],
          [122.01, -4],
          [122.0101, -3.997],
          [122.01, -3.994],
          [122.01, -3.99],
          [122, -3.99],
          [122, -4],
        ],
      ],
    ],
  };
  const right: Shape = {
    code: 'b',
    polygons: [
      [
        [
          [122.01, -4],
          [122.02, -4],
          [122.02, -3.99],
          [122.01, -3.99],
          [122.0102, -3.992],
          [122.01, -3.994],
          [122.01, -4],
        ],
      ],
    ],
  };

  test('are one edge afterwards: the gap is given to one, the overlap taken from one', () => {
    const before = findNeighbours([left, right]);
    expect(before.sharedKm).toBe(0);
    const mended = mendSeams([left, right], 0.1);
    expect([mended.gaps.count, mended.overlaps.count]).toEqual([1, 1]);
    const after = dissolve(
      mended.shapes.map((s) => s.polygons),
      0,
    );
    expect(after.polygons.map((p) => p.length)).toEqual([1]);
    expect(findNeighbours(mended.shapes).sharedKm).toBeGreaterThan(1.1);
    const total = mended.shapes.reduce((sum, s) => sum + areaKm2(s.polygons), 0);
    expect(total).toBeCloseTo(areaKm2(after.polygons), 9);
  });

  test('a strip larger than the tolerance is left as it was drawn', () => {
    const mended = mendSeams([left, right], 1e-6);
    expect([mended.gaps.count, mended.overlaps.count]).toEqual([0, 0]);
    expect(mended.shapes).toEqual([left, right]);
  });

  test('edges that run beside each other are found near, with the length over which they do', () => {
    const apart: Shape = { code: 'c', polygons: one(cell(2.03, 0)) };
    expect(findNeighbours([right, apart]).neighbours).toEqual([]);
    const near = findNear([right, apart], 0.2);
    expect(near.map((n) => [n.code, n.other])).toEqual([
      ['b', 'c'],
      ['c', 'b'],
    ]);
    expect(near[0]!.sharedKm).toBeCloseTo(1.11, 0);
    expect(findNear([left, apart], 0.2)).toEqual([]);
  });
});

describe('neighbours', () => {
  test('share an edge and know its length, in both directions; a corner does not count', () => {
    const shapes = [
      { code: '1', polygons: one(cell(0, 0)) },
      { code: '2', polygons: one(cell(1, 0)) },
      { code: '3', polygons: one(cell(1, 1)) },
    ];
    const { neighbours } = findNeighbours(shapes);
    expect(neighbours.map((n) => `${n.code}${n.other}`)).toEqual(['12', '21', '23', '32']);
    // One hundredth of a degree of latitude.
    expect(neighbours[0]!.sharedKm).toBeCloseTo(1.112, 3);
  });
});

describe('a point inside', () => {
  test('lies inside, however thin or bent the region', () => {
    const size = fc.double({ min: 1e-4, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.001, max: 0.45, noNaN: true }), (w, h, t) => {
        // A bracket open to the right: its centroid is outside.
        const bracket: Ring = [
          [122, -4],
          [122 + w, -4],
          [122 + w, -4 + h * t],
          [122 + w * t, -4 + h * t],
          [122 + w * t, -4 + h * (1 - t)],
          [122 + w, -4 + h * (1 - t)],
          [122 + w, -4 + h],
          [122, -4 + h],
          [122, -4],
        ];
        const point = interiorPoint(one(bracket));
        expect(point && contains(one(bracket), point)).toBe(true);
      }),
    );
  });
});
