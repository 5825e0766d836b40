import { expect, test } from 'vitest';
import { benchmark } from './benchmark.ts';
import { judge } from './publishable.ts';

const rule = { minTotal: 30, cautionRse: 25, maxRse: 50, maxWidth: undefined };
const figure = { estimate: 10, standardError: 2, low: 6, high: 14, total: 100 };

test('shown up to a quarter, marked up to a half, then not shown', () => {
  const at = (standardError: number) => judge({ ...figure, standardError }, rule);
  expect(at(2.5)).toMatchObject({ shown: true, caution: false, rse: 25, reasons: [] });
  expect(at(2.6)).toMatchObject({ shown: true, caution: true, reasons: ['rse-large'] });
  expect(at(5)).toMatchObject({ shown: true, caution: true });
  expect(at(5.1)).toMatchObject({ shown: false, caution: false, reasons: ['rse-too-large'] });
});

test('every reason against is told, and limits that are met are not', () => {
  expect(judge({ ...figure, total: 30 }, { ...rule, maxWidth: 8 }).shown).toBe(true);
  const both = judge({ ...figure, total: 29 }, { ...rule, maxWidth: 7.9 });
  expect(both.reasons).toEqual(['few-at-risk', 'interval-too-wide']);
  expect(judge({ ...figure, total: undefined }, rule).shown).toBe(true);
});

test('negative estimates count by their size, 0 has no relative error', () => {
  expect(judge({ ...figure, estimate: -10 }, rule).rse).toBe(20);
  expect(judge({ ...figure, estimate: 0 }, rule)).toMatchObject({
    shown: true,
    caution: true,
    rse: null,
    reasons: ['rse-undefined'],
  });
  expect(judge({ ...figure, estimate: null }, rule).reasons).toEqual(['no-estimate']);
});

test('a group that cannot be benchmarked says why and stays as it is', () => {
  const request = {
    estimate: [1, 3, null, 2, 4, 0],
    mse: [1, 1, null, 1, 1, 1],
    weight: [1, 1, 1, 1, 0, 1],
    group: ['gap', 'gap', 'gap', 'quiet', 'empty', 'zero'],
    published: new Map([
      ['gap', 2],
      ['empty', 4],
      ['zero', 3],
    ]),
    of: 'mean',
    confidence: 0.95,
  } as const;
  const { groups, ratio, difference } = benchmark(request);
  expect(groups.map((g) => g.problem)).toEqual([
    'area-without-estimate',
    'not-published',
    'no-weight',
    'sum-is-zero',
  ]);
  expect(ratio.every((r) => r === null)).toBe(true);
  expect(difference.map((d) => d?.estimate ?? null)).toEqual([null, null, null, null, null, 3]);
  // An area of weight 0 is no part of the figure.
  const without = benchmark({ ...request, weight: [1, 1, 0, 1, 0, 1] });
  expect(without.groups[0]).toMatchObject({ problem: null, modelled: 2, ratio: 1, difference: 0 });
});
