import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disagreements, rankPlaces } from './rank.ts';

const exact = (...values: number[]) =>
  values.map((value, i) => ({ code: `74.${String(i + 1).padStart(2, '0')}`, value, error: null }));

describe('rankings', () => {
  test('equal values share the better rank and the next one is skipped', () => {
    const places = rankPlaces(exact(14.3, 15.8, 14.3, 12));
    expect(places.map((p) => [p.code, p.rank, p.tied])).toEqual([
      ['74.02', 1, false],
      ['74.01', 2, true],
      ['74.03', 2, true],
      ['74.04', 4, false],
    ]);
  });

  test('without known precision there is no range, and one unknown error is enough for that', () => {
    expect(rankPlaces(exact(3, 2, 1)).every((p) => p.range === null)).toBe(true);
    const one = [
      { code: '74.01', value: 3, error: 0.1 },
      ...exact(1).map((p) => ({ ...p, code: '74.02' })),
    ];
    expect(rankPlaces(one).every((p) => p.range === null)).toBe(true);
  });

  test('overlapping intervals give a range of ranks; a place far above the rest is surely first', () => {
    const places = rankPlaces([
      { code: '74.12', value: 17.8, error: 0.5 },
      { code: '74.14', value: 12.1, error: 0.5 },
      { code: '74.07', value: 11.9, error: 0.5 },
      { code: '74.71', value: 4.9, error: 0.3 },
    ]);
    expect(places.map((p) => p.range)).toEqual([
      { best: 1, worst: 1 },
      { best: 2, worst: 3 },
      { best: 2, worst: 3 },
      { best: 4, worst: 4 },
    ]);
  });

  test('a range always holds the rank, and wider errors never narrow it', () => {
    const place = fc.record({
      value: fc.double({ min: 0, max: 30, noNaN: true }),
      error: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 20 }), (list) => {
        const places = list.map((p, i) => ({ code: `74.${i + 10}`, ...p }));
        const wider = rankPlaces(places.map((p) => ({ ...p, error: p.error * 2 + 0.1 })));
        for (const p of rankPlaces(places)) {
          const w = wider.find((x) => x.code === p.code)!;
          expect(p.range!.best).toBeLessThanOrEqual(p.rank);
          expect(p.range!.worst).toBeGreaterThanOrEqual(p.rank);
          expect(w.range!.best).toBeLessThanOrEqual(p.range!.best);
          expect(w.range!.worst).toBeGreaterThanOrEqual(p.range!.worst);
        }
      }),
    );
  });

  test('places that rank half the field apart in two rankings are named, the widest gap first', () => {
    const rate = rankPlaces(exact(17, 16, 15, 14, 13, 12));
    const severity = rankPlaces(exact(0.5, 0.4, 0.3, 0.35, 0.2, 0.98));
    expect(disagreements(rate, severity)).toEqual([{ code: '74.06', rank: 6, otherRank: 1 }]);
    expect(disagreements(rate, rate)).toEqual([]);
  });
});
