import { describe, expect, test } from 'vitest';
import { drawMap, scaleBarKm } from './draw.ts';
import type { Ring } from './geometry.ts';
import { makeLayer } from './layer.ts';

const round = (v: number) => Math.round(v * 10) / 10;
const square = (lng: number, lat: number): Ring => [
  [lng, lat],
  [round(lng + 0.1), lat],
  [round(lng + 0.1), round(lat + 0.1)],
  [lng, round(lat + 0.1)],
  [lng, lat],
];
const layer = makeLayer(
  {
    areas: [
      { code: '74.01.01', polygons: [[square(122, -4)]] },
      { code: '74.01.02', polygons: [[square(122.1, -4)], [square(122.5, -4)]] },
      { code: '74.02.01', polygons: [[square(122.2, -4)]] },
    ],
    land: [],
    labels: [
      { code: '74.01', at: [122.1, -3.95] },
      { code: '74.01.01', at: [122.05, -3.95] },
    ],
  },
  0,
  30_000,
);
const options = { width: 620, height: 200, padding: 10, level: 'kec' } as const;

describe('a map laid out for a drawing', () => {
  test('fits the frame, keeps every island, and puts points where they belong', () => {
    const map = drawMap(layer, options);
    expect(map.areas.map((a) => a.code)).toEqual(['74.01.01', '74.01.02', '74.02.01']);
    expect(map.areas[1]?.path.match(/M/g)?.length).toBe(2);
    const first = map.areas[0]!;
    expect([Math.round(first.x), Math.round(first.size)]).toEqual([60, 100]);
    // Six tenths of a degree on 600 units, at four degrees south.
    expect(map.kmPerUnit).toBeCloseTo(0.111, 2);
  });

  test('borders of kabupaten are told apart from those inside', () => {
    const { borders } = drawMap(layer, options);
    expect(borders.kab.match(/M/g)?.length).toBe(1);
    expect(borders.kec.match(/M/g)?.length).toBe(1);
    expect(borders.areas).toBe('');
  });

  test('kecamatan join into kabupaten, and one region can fill the frame', () => {
    const joined = drawMap(layer, { ...options, level: 'kab' });
    expect(joined.areas.map((a) => a.code)).toEqual(['74.01', '74.02']);
    const close = drawMap(layer, { ...options, focus: '74.02' });
    expect(close.areas.find((a) => a.code === '74.02.01')?.size).toBeCloseTo(180, 0);
  });

  test('the scale bar is a round number of kilometres that fits', () => {
    expect(scaleBarKm(0.5, 120)).toBe(50);
    expect(scaleBarKm(0.9, 120)).toBe(100);
    expect(scaleBarKm(0.04, 60)).toBe(2);
  });
});
