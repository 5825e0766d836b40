import { geoArea } from 'd3-geo';
import { describe, expect, test } from 'vitest';
import { clipRing } from './clip.ts';
import { areaKm2, distanceKm, EARTH_KM, type Ring, ringAreaKm2, ringContains } from './geometry.ts';

const degreeSquare: Ring = [
  [122, -4],
  [123, -4],
  [123, -3],
  [122, -3],
  [122, -4],
];

describe('areas and distances on the sphere', () => {
  test('an eighth of the earth is an eighth of 4πR²', () => {
    const octant: Ring = [
      [0, 0],
      [90, 0],
      [0, 90],
      [0, 0],
    ];
    expect(ringAreaKm2(octant)).toBeCloseTo((4 * Math.PI * EARTH_KM ** 2) / 8, 3);
  });

  test('agrees with d3-geo on a square degree of the province, and knows the direction', () => {
    const clockwise = [...degreeSquare].reverse();
    const steradians = geoArea({
      type: 'Polygon',
      coordinates: [clockwise.map((p) => [...p])],
    });
    expect(ringAreaKm2(degreeSquare)).toBeCloseTo(steradians * EARTH_KM ** 2, 4);
    expect(ringAreaKm2(clockwise)).toBeCloseTo(-ringAreaKm2(degreeSquare), 6);
  });

  test('a hole is taken off', () => {
    const hole: Ring = [
      [122.4, -3.6],
      [122.4, -3.5],
      [122.5, -3.5],
      [122.5, -3.6],
      [122.4, -3.6],
    ];
    const whole = areaKm2([[degreeSquare]]);
    expect(areaKm2([[degreeSquare, hole]])).toBeCloseTo(whole * 0.99, 0);
  });

  test('one degree of a great circle is 111.195 km', () => {
    expect(distanceKm([122, 0], [123, 0])).toBeCloseTo(111.195, 3);
    expect(distanceKm([122, -4], [122, -5])).toBeCloseTo(111.195, 3);
  });
});

describe('the window around the province', () => {
  test('a coast that runs out of it ends at its edge', () => {
    const clipped = clipRing(degreeSquare, [122.5, -10, 130, 10])!;
    expect(Math.min(...clipped.map((p) => p[0]))).toBe(122.5);
    expect(ringAreaKm2(clipped)).toBeCloseTo(ringAreaKm2(degreeSquare) / 2, 0);
    expect(clipRing(degreeSquare, [0, 0, 1, 1])).toBeUndefined();
    expect(ringContains(clipped, [122.7, -3.5])).toBe(true);
  });
});
