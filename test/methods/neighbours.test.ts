import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neighboursOf, summarise } from '#engine/spatial/adjacency.ts';
import { centreOf } from '#engine/spatial/centre.ts';
import { contiguous } from '#engine/spatial/contiguity.ts';
import { distanceKm, type Position } from '#engine/spatial/geometry.ts';
import { connectIslands } from '#engine/spatial/islands.ts';
import { nearestPlaces, placesWithin } from '#engine/spatial/nearest.ts';
import { type Geometry, outlinesOf } from '#engine/spatial/outlines.ts';

const polygon = (...rings: (readonly [number, number])[][]): Geometry => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => [...ring, ring[0]]),
});
const box = (x0: number, y0: number, x1: number, y1: number): Geometry =>
  polygon([
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ]);
/** A metre in degrees. */
const METRE = 1 / 111_195;

function pairs(geometries: readonly Geometry[], rule: 'queen' | 'rook', toleranceM = 1): string[] {
  const { adjacency } = contiguous(outlinesOf(geometries), { rule, toleranceM });
  expect(summarise(adjacency).oneWay).toBe(0);
  return geometries.flatMap((_, i) =>
    Array.from(neighboursOf(adjacency, i))
      .filter((j) => j > i)
      .map((j) => `${i}-${j}`),
  );
}

describe('contiguity', () => {
  const four = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)];

  test.each([0, 1, 100])('four squares in one corner, tolerance %d m', (tolerance) => {
    expect(pairs(four, 'rook', tolerance)).toEqual(['0-1', '0-2', '1-3', '2-3']);
    expect(pairs(four, 'queen', tolerance)).toEqual(['0-1', '0-2', '0-3', '1-2', '1-3', '2-3']);
  });

  test('a corner in the middle of the other’s edge, and a border drawn with other corners', () => {
    const wide = box(0, 0, 2, 1);
    expect(pairs([wide, box(0.5, 1, 1.5, 2)], 'rook')).toEqual(['0-1']);
    expect(
      pairs(
        [
          wide,
          polygon([
            [1, 1],
            [1.3, 1.5],
            [0.7, 1.5],
          ]),
        ],
        'queen',
      ),
    ).toEqual(['0-1']);
    expect(
      pairs(
        [
          wide,
          polygon([
            [1, 1],
            [1.3, 1.5],
            [0.7, 1.5],
          ]),
        ],
        'rook',
      ),
    ).toEqual([]);
  });

  test('a sliver within the tolerance is no gap, an overlap neither', () => {
    for (const shift of [0.8 * METRE, -0.8 * METRE]) {
      const beside = box(1 + shift, 0.2, 2, 0.8);
      expect(pairs([box(0, 0, 1, 1), beside], 'rook', 1)).toEqual(['0-1']);
      expect(pairs([box(0, 0, 1, 1), beside], 'queen', 0)).toEqual(shift > 0 ? [] : ['0-1']);
      expect(pairs([box(0, 0, 1, 1), beside], 'rook', 0)).toEqual([]);
    }
    expect(pairs([box(0, 0, 1, 1), box(1 + 1.2 * METRE, 0, 2, 1)], 'queen', 1)).toEqual([]);
  });

  test('borders that cross meet, also far from every corner', () => {
    expect(pairs([box(0, 0.4, 1, 0.6), box(0.4, 0, 0.6, 1)], 'queen')).toEqual(['0-1']);
    expect(pairs([box(0, 0.4, 1, 0.6), box(0.4, 0, 0.6, 1)], 'rook')).toEqual([]);
  });

  test('an enclave borders on the hole it fills; one inside without a hole does not', () => {
    const ring = polygon(
      [
        [0, 0],
        [3, 0],
        [3, 3],
        [0, 3],
      ],
      [
        [1, 1],
        [1, 2],
        [2, 2],
        [2, 1],
      ],
    );
    expect(pairs([ring, box(1, 1, 2, 2)], 'rook')).toEqual(['0-1']);
    expect(pairs([box(0, 0, 3, 3), box(1, 1, 2, 2)], 'queen')).toEqual([]);
  });

  test('every part of a region counts; the shared length is that of the common border', () => {
    const parts: Geometry = {
      type: 'MultiPolygon',
      coordinates: [box(5, 5, 6, 6).coordinates, box(1, 0, 2, 1).coordinates],
    };
    const { adjacency, sharedM } = contiguous(
      outlinesOf([box(0, 0, 1, 1), parts, box(8, 8, 9, 9)]),
      {
        rule: 'rook',
        toleranceM: 1,
      },
    );
    expect(summarise(adjacency)).toMatchObject({ links: 2, islands: 1, components: 2 });
    expect(sharedM[0]).toBeCloseTo(distanceKm([1, 0], [1, 1]) * 1000, 6);
    expect(sharedM[1]).toBe(sharedM[0]);
  });

  test('a long edge past many short ones', () => {
    const teeth = Array.from({ length: 200 }, (_, i) =>
      box(i / 200, 1, (i + 1) / 200, 1 + 1 / 200),
    );
    expect(
      pairs([box(0, 0, 1, 1), ...teeth], 'rook').filter((p) => p.startsWith('0-')),
    ).toHaveLength(200);
  });

  test('order of areas, direction of rings and a shift by degrees change nothing', () => {
    const tiles = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), {
      selector: String,
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(tiles, fc.constantFrom('queen' as const, 'rook' as const), (cells, rule) => {
        const wanted = cells.flatMap(([x, y], i) =>
          cells.flatMap(([u, v], j) => {
            const [dx, dy] = [Math.abs(x - u), Math.abs(y - v)];
            const meets = rule === 'queen' ? Math.max(dx, dy) === 1 : dx + dy === 1;
            return j > i && meets ? [`${i}-${j}`] : [];
          }),
        );
        const at = (shift: number, turned: boolean) =>
          cells.map(([x, y]) => {
            const [a, b] = [shift + x / 100, y / 100 - 4];
            const tile = box(a, b, shift + (x + 1) / 100, (y + 1) / 100 - 4);
            const ring = (tile.coordinates as Position[][])[0]!;
            return turned ? { ...tile, coordinates: [[...ring].reverse()] } : tile;
          });
        expect(pairs(at(120, false), rule)).toEqual(wanted);
        expect(pairs(at(-37.5, true), rule, 0)).toEqual(wanted);
        const back = pairs(at(120, false).reverse(), rule).map((pair) => {
          const [i, j] = pair.split('-').map((p) => cells.length - 1 - Number(p)) as [
            number,
            number,
          ];
          return `${j}-${i}`;
        });
        expect(back.sort()).toEqual(wanted.sort());
      }),
    );
  });

  test('what is no area in degrees is refused with its row', () => {
    const refused = (geometry: Geometry | null) => {
      try {
        outlinesOf([box(0, 0, 1, 1), geometry]);
      } catch (error) {
        const { code, row } = error as { code: string; row: number };
        return `${code} ${row}`;
      }
      return undefined;
    };
    expect(refused(null)).toBe('no-geometry 1');
    expect(refused({ type: 'Point', coordinates: [1, 2] })).toBe('not-polygon 1');
    expect(refused(box(430_000, 9_550_000, 431_000, 9_551_000))).toBe('bad-position 1');
    expect(refused({ type: 'Polygon', coordinates: [] })).toBe('no-geometry 1');
    expect(
      refused({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [0, null],
          ],
        ],
      }),
    ).toBe('bad-position 1');
  });
});

describe('nearest places', () => {
  /** Places and answers of R 4.2.2: haversine with radius 6371.0088 km, and spdep 1.2-7 knearneigh and
   * dnearneigh(longlat = TRUE), which agree although they measure on the ellipsoid. */
  const places = `120.886,-3.118 120.097,-3.836 120.828,-4.283 120.863,-5.463 121.775,-4.816
    120.536,-5.397 121.563,-3.531 121.477,-3.965 122.675,-5.268 123.968,-3.201
    120.471,-3.011 120.034,-4.391 123.533,-4.236 121.204,-3.309 121.971,-5.28 122.003,-3.266
    121.608,-4.015 123.908,-3.754 121.433,-4.068 121.967,-5.57 123.597,-5.459 120.083,-5.04
    121.278,-4.873 120.452,-5.795 122.113,-3.441 123.652,-5.23 121.58,-4.3 121.527,-5.015
    123.87,-4.462 123.395,-3.616 120.802,-5.531 123.891,-5.428 121.877,-4.053 123.603,-3.495
    120.018,-5.381 123.513,-5.636 123.251,-4.076 123.768,-3.004 120.959,-4.388 123.02,-4.885`
    .split(/\s+/)
    .map((pair) => pair.split(',').map(Number) as unknown as Position);

  test('three nearest of forty', () => {
    const { adjacency, tied } = nearestPlaces(places, 3);
    const first = Array.from({ length: 5 }, (_, i) =>
      Array.from(neighboursOf(adjacency, i), (j) => j + 1),
    );
    expect(first).toEqual([
      [7, 11, 14],
      [3, 11, 12],
      [8, 19, 39],
      [6, 24, 31],
      [15, 23, 28],
    ]);
    expect(tied).toBe(0);
  });

  test('everyone within 60 km', () => {
    const { adjacency, km } = placesWithin(places, 60);
    const counts =
      '2 0 1 3 3 4 4 5 1 2 1 0 2 2 3 2 5 2 4 1 3 1 2 3 1 3 4 3 1 3 3 3 4 4 2 3 2 2 1 1';
    expect(Array.from(places, (_, i) => neighboursOf(adjacency, i).length).join(' ')).toBe(counts);
    expect(summarise(adjacency)).toMatchObject({ links: 96, oneWay: 0, islands: 2 });
    const all = placesWithin(places, 30_000);
    expect(all.adjacency.to.length).toBe(40 * 39);
    expect(all.km[0]).toBeCloseTo(118.5021899463067, 10);
    expect(Math.max(...km)).toBeLessThanOrEqual(60);
  });

  test('as looking at every pair, ties by row, anywhere on the sphere', () => {
    const grid = fc.tuple(fc.integer({ min: -18, max: 18 }), fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(fc.array(grid, { minLength: 2, maxLength: 40 }), fc.nat(50), (cells, wish) => {
        const all = cells.map(([x, y]): Position => [x * 10, y * 10]);
        const k = 1 + (wish % (all.length - 1));
        const key = (i: number, j: number) => Math.round(distanceKm(all[i]!, all[j]!) * 1e6);
        const { adjacency } = nearestPlaces(all, k);
        for (const i of all.keys()) {
          const others = [...all.keys()].filter((j) => j !== i);
          others.sort((a, b) => key(i, a) - key(i, b) || a - b);
          expect(Array.from(neighboursOf(adjacency, i))).toEqual(
            others.slice(0, k).sort((a, b) => a - b),
          );
        }
      }),
    );
  });

  test('islands are joined to the nearest place in both directions', () => {
    const spots: Position[] = [
      [120, -4],
      [120.1, -4],
      [121, -4],
      [125, -4],
    ];
    const lone = placesWithin(spots, 20).adjacency;
    expect(summarise(lone).islands).toBe(2);
    const joined = connectIslands(lone, spots);
    expect(summarise(joined)).toMatchObject({ islands: 0, components: 1, oneWay: 0, links: 6 });
  });

  test('the centre of an area is that of all its parts, holes out, whichever way rings run', () => {
    const square = box(120, -5, 122, -3);
    const [lng, lat] = centreOf(square, 0);
    expect(lng).toBeCloseTo(121, 9);
    expect(lat).toBeCloseTo(-4, 2);
    const ring = (square.coordinates as Position[][])[0]!;
    expect(centreOf({ ...square, coordinates: [[...ring].reverse()] }, 0)).toEqual([lng, lat]);
    expect(centreOf({ type: 'Point', coordinates: [3, 4] }, 0)).toEqual([3, 4]);
    const hole = [
      [121, -4.5],
      [121, -3.5],
      [121.9, -3.5],
      [121.9, -4.5],
      [121, -4.5],
    ];
    expect(centreOf({ type: 'Polygon', coordinates: [ring, hole] }, 0)[0]).toBeLessThan(120.9);
  });
});

/** Real boundaries stand beside the project, never in it. */
const real = join(import.meta.dirname, '../../../shared/data/boundaries/sultra_desa.geojson');
test.skipIf(!existsSync(real))(
  '2,283 real villages whose borders were drawn twice',
  () => {
    const geometries = (
      JSON.parse(readFileSync(real, 'utf8')) as { features: { geometry: Geometry }[] }
    ).features.map((f) => f.geometry);
    const outlines = outlinesOf(geometries);
    // GEOS 3.11 (sf 1.0): st_is_within_distance of the borders in UTM zone 51S; the very same pairs.
    for (const [toleranceM, links, islands] of [
      [1, 11_774, 26],
      [20, 11_874, 25],
    ] as const) {
      const { adjacency } = contiguous(outlines, { rule: 'queen', toleranceM });
      expect(summarise(adjacency)).toMatchObject({ links, islands, oneWay: 0 });
    }
    // spdep 1.2-7, poly2nb(queen = TRUE, snap = 1 m): 11,436 links, all among the above; it compares corners only.
    const { adjacency, sharedM } = contiguous(outlines, { rule: 'rook', toleranceM: 1 });
    expect(summarise(adjacency)).toMatchObject({ links: 10_532, islands: 28, oneWay: 0 });
    expect(sharedM.every((m) => m > 2)).toBe(true);
  },
  60_000,
);
