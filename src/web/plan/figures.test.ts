import { describe, expect, test } from 'vitest';
import type { PlanSplit } from '#domain/plan.ts';
import { kabRows } from './figures.ts';

const split = (kab: string, variant: PlanSplit['variant'], participants: number): PlanSplit => ({
  kab,
  variant,
  batches: participants / 20,
  participants,
  women: null,
  disabled: null,
  villages: 0,
  kitReady: 0,
  kitConditional: 0,
  withoutKit: 0,
  costRupiah: 0,
  shareRupiah: null,
});

describe('who gets less than under bagi rata', () => {
  test('every kabupaten has a row, the one with nothing included', () => {
    const rows = kabRows([
      split('74.02', 'plan', 40),
      split('74.02', 'equal', 20),
      split('74.01', 'plan', 0),
      split('74.01', 'equal', 60),
    ]);
    expect(rows.map((r) => [r.kab, r.difference])).toEqual([
      ['74.01', -60],
      ['74.02', 20],
    ]);
  });

  test('a comparison that was not solved is unknown, not zero', () => {
    expect(kabRows([split('74.01', 'plan', 40)])[0]?.difference).toBeNull();
  });
});
