import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaKm2, distanceKm, type Position } from './geometry.ts';
import { findNeighbours } from './neighbours.ts';
import { type Cluster, placeCells } from './schematic.ts';
import { stepTo } from './step.ts';

const options = { spacingKm: 13, seaKm: 0, isLand: () => true };
const clusterOf = (code: string, at: Position, n: number): Cluster => ({
  code,
  at,
  members: Array.from({ length: n }, (_, i) => `${code}.${String(i + 1).padStart(2, '0')}`),
});
const key = (p: Position) => p.join();

describe('a map without boundaries', () => {
  const clusters = fc
    .array(
      fc.tuple(
        fc.double({ min: 120.9, max: 123.9, noNaN: true }),
        fc.double({ min: -6, max: -2.9, noNaN: true }),
        fc.integer({ min: 1, max: 28 }),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((list) => list.map(([lng, lat, n], i) => clusterOf(`74.${10 + i}`, [lng, lat], n)));

  test('every member has a cell of its own, all equal, none on another', () => {
    fc.assert(
      fc.property(clusters, (list) => {
        const cells = placeCells(list, options);
        const members = list.flatMap((c) => c.members);
        expect(cells.map((c) => c.code).sort()).toEqual([...members].sort());
        expect(new Set(cells.map((c) => key(c.centre))).size).toBe(cells.length);
        for (const [i, a] of cells.entries()) {
          for (const b of cells.slice(i + 1)) {
            expect(distanceKm(a.centre, b.centre)).toBeGreaterThan(options.spacingKm * 0.97);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the same places always give the same map', () => {
    const list = [clusterOf('74.01', [121.4, -3.8], 12), clusterOf('74.11', [121.6, -3.8], 12)];
    expect(placeCells(list, options)).toEqual(placeCells(list, options));
  });

  test('two kabupaten side by side share the room between them, each in one piece', () => {
    const list = [clusterOf('74.01', [121.4, -3.8], 12), clusterOf('74.11', [121.6, -3.8], 12)];
    const cells = placeCells(list, options);
    const shapes = cells.map((c) => ({ code: c.code, polygons: [[c.ring]] }));
    const { neighbours } = findNeighbours(shapes);
    for (const { code, members } of list) {
      const reached = new Set([members[0]!]);
      for (const at of reached) {
        for (const n of neighbours)
          if (n.code === at && n.other.startsWith(code)) reached.add(n.other);
      }
      expect(reached.size).toBe(members.length);
    }
    const west = cells.filter((c) => c.code.startsWith('74.01')).map((c) => c.centre[0]);
    const east = cells.filter((c) => c.code.startsWith('74.11')).map((c) => c.centre[0]);
    expect(Math.max(...west)).toBeLessThan(Math.max(...east));
    expect(areaKm2([[cells[0]!.ring]])).toBeCloseTo((13 * 13 * Math.sqrt(3)) / 2, 0);
  });

  test('land is taken before sea where it is not much farther', () => {
    const isLand = ([lng]: Position) => lng < 122;
    const cells = placeCells([clusterOf('74.12', [121.95, -4], 10)], {
      ...options,
      seaKm: 100,
      isLand,
    });
    expect(cells.every((c) => isLand(c.centre))).toBe(true);
  });
});

describe('arrow keys on a map', () => {
  const places = [
    { code: 'middle', x: 0, y: 0 },
    { code: 'right', x: 10, y: 2 },
    { code: 'far right', x: 30, y: 0 },
    { code: 'up', x: -1, y: -10 },
  ];
  const from = places[0]!;
  test('go to the nearest area that way, and stay at the edge', () => {
    expect(stepTo(places, from, 'right')?.code).toBe('right');
    expect(stepTo(places, from, 'up')?.code).toBe('up');
    expect(stepTo(places, from, 'left')).toBeUndefined();
    expect(stepTo(places, places[1]!, 'left')?.code).toBe('middle');
  });
});
