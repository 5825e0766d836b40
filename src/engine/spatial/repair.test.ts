import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaKm2, type Box, type Position, type Ring, ringAreaKm2 } from './geometry.ts';
import { GRID, repairGeometry } from './repair.ts';

const BOX: Box = [118, -8, 127, 0];
const square = (lng: number, lat: number, size: number): Ring => [
  [lng, lat],
  [lng + size, lat],
  [lng + size, lat + size],
  [lng, lat + size],
  [lng, lat],
];
const mend = (coordinates: unknown, type = 'Polygon') => {
  const repaired = repairGeometry({ type, coordinates }, BOX);
  if (!repaired.ok) throw new Error(repaired.refusal);
  return repaired;
};

/** A star-shaped ring around a point of the province: simple whatever the radii. */
const star = fc
  .tuple(
    fc.double({ min: 121, max: 124, noNaN: true }),
    fc.double({ min: -6, max: -3, noNaN: true }),
    fc.array(fc.double({ min: 0.01, max: 0.3, noNaN: true }), { minLength: 4, maxLength: 30 }),
  )
  .map(([lng, lat, radii]): Ring => {
    const points = radii.map((r, i): Position => {
      const angle = (i / radii.length) * 2 * Math.PI;
      return [lng + r * Math.cos(angle), lat + r * Math.sin(angle)];
    });
    return [...points, points[0]!];
  });

describe('what a file calls a polygon', () => {
  test('a ring drawn the wrong way round is turned, and counted', () => {
    const { polygons, repairs } = mend([[...square(122, -4, 0.1)].reverse()]);
    expect(repairs.rewound).toBe(1);
    expect(ringAreaKm2(polygons[0]![0]!)).toBeGreaterThan(0);
    expect(areaKm2(polygons)).toBeLessThan(150);
  });

  test('latitude first is noticed and exchanged; what fits neither way is refused', () => {
    const swapped = square(122, -4, 0.1).map(([lng, lat]) => [lat, lng]);
    const { polygons, repairs } = mend([swapped]);
    expect(repairs.swapped).toBe(1);
    expect(polygons[0]![0]![0]).toEqual([122, -4]);
    const metres = square(420_000, 9_500_000, 1000);
    expect(repairGeometry({ type: 'Polygon', coordinates: [metres] }, BOX)).toEqual({
      ok: false,
      refusal: 'outside',
    });
  });

  test('an open ring is closed, a line without an inside is dropped, a part drawn twice stays once', () => {
    const open = square(122, -4, 0.1).slice(0, -1);
    const line: Ring = [
      [123, -4],
      [123.1, -4],
      [123, -4],
    ];
    const { polygons, repairs } = mend([[open], [line], [square(122, -4, 0.1)]], 'MultiPolygon');
    expect(repairs).toMatchObject({ closed: 1, degenerate: 1, repeated: 1 });
    expect(polygons.length).toBe(1);
  });

  test('every island of a multipolygon is kept, also where it was written as a hole of another', () => {
    const parts = [square(122, -4, 0.1), square(123, -5, 0.02), square(123.5, -5.5, 0.001)];
    expect(
      mend(
        parts.map((p) => [p]),
        'MultiPolygon',
      ).polygons.length,
    ).toBe(3);
    const asHoles = mend([...parts, square(122.02, -3.98, 0.02)]);
    expect(asHoles.repairs.islands).toBe(2);
    expect(asHoles.polygons.map((p) => p.length)).toEqual([2, 1, 1]);
  });

  test('a point, a number for a ring and an empty polygon are refused, each for its reason', () => {
    const refusal = (geometry: unknown) => {
      const r = repairGeometry(geometry, BOX);
      return r.ok ? undefined : r.refusal;
    };
    expect(refusal({ type: 'Point', coordinates: [122, -4] })).toBe('not-polygon');
    expect(refusal(null)).toBe('not-polygon');
    expect(refusal({ type: 'Polygon', coordinates: [[['a', 'b']]] })).toBe('not-numbers');
    expect(refusal({ type: 'MultiPolygon', coordinates: [] })).toBe('empty');
    expect(refusal({ type: 'Polygon', coordinates: [[]] })).toBe('empty');
  });

  test('area does not depend on where a ring starts or which way it runs', () => {
    fc.assert(
      fc.property(star, fc.nat(40), fc.boolean(), (ring, turn, back) => {
        const open = ring.slice(0, -1);
        const cut = turn % open.length;
        const turned = [...open.slice(cut), ...open.slice(0, cut)];
        if (back) turned.reverse();
        const before = areaKm2(mend([ring]).polygons);
        const after = areaKm2(mend([[...turned, turned[0]!]]).polygons);
        expect(after).toBeCloseTo(before, 6);
      }),
    );
  });

  test('snapping moves no corner by more than half a grid step', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const [snapped] = mend([ring]).polygons[0]!;
        for (const [lng, lat] of snapped!) {
          const near = ring.some(
            ([x, y]) => Math.abs(x - lng) <= GRID * 0.51 && Math.abs(y - lat) <= GRID * 0.51,
          );
          expect(near).toBe(true);
        }
      }),
    );
  });
});
