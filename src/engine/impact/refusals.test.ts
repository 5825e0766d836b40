import { describe, expect, test } from 'vitest';
import { compare } from './comparison.ts';
import { neymanDifference, regressionEffect } from './difference.ts';
import { entropyBalance } from './entropy-balance.ts';
import { groupTimeEffects } from './group-time.ts';
import { matchNearest } from './nearest.ts';
import { panelOf } from './panel.ts';
import { twoWay } from './two-way.ts';
import { judge } from './verdict.ts';

const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('what cannot be estimated is refused with its reason', () => {
  const y = [3, 4, 5, 6, 7, 8];
  const d = [1, 1, 1, 0, 0, 0];
  test('one arm, one unit, one cluster', () => {
    expect(code(() => neymanDifference({ outcome: y, treated: y.map(() => 1) }, 0.95))).toBe(
      'no-comparison',
    );
    expect(code(() => neymanDifference({ outcome: y, treated: y.map(() => 0) }, 0.95))).toBe(
      'no-treated',
    );
    expect(code(() => neymanDifference({ outcome: y, treated: [1, 0, 0, 0, 0, 0] }, 0.95))).toBe(
      'one-per-arm',
    );
    const cluster = [0, 0, 0, 1, 2, 3];
    const rules = { errors: 'CR2', level: 0.95 } as const;
    expect(code(() => regressionEffect({ outcome: y, treated: d, cluster }, [], rules))).toBe(
      'cluster-one-arm',
    );
  });
  test('a stratum with one arm only names its row', () => {
    const stratum = [0, 0, 1, 0, 0, 0];
    expect(() => neymanDifference({ outcome: y, treated: d, stratum }, 0.95)).toThrow('row 2');
  });
  test('a baseline that tells the arms apart', () => {
    const apart = [10, 11, 12, 1, 2, 3];
    expect(code(() => compare(y, d, [apart], 'weighting'))).toBe('separated');
    expect(code(() => entropyBalance(y, d, [apart]))).toBe('no-overlap');
  });
  test('a covariate that is another one, or never varies', () => {
    const c = [1, 5, 2, 3, 4, 2];
    const twice = [c, c.map((v) => 2 * v + 1)];
    for (const work of [
      () => compare(y, d, twice, 'regression'),
      () => compare(y, d, twice, 'weighting'),
      () => entropyBalance(y, d, twice),
      () => matchNearest(y, d, twice, { neighbours: 1, adjusted: true }),
      () => regressionEffect({ outcome: y, treated: d }, twice, { errors: 'HC2', level: 0.95 }),
    ])
      expect(code(work)).toBe('collinear');
    expect(code(() => entropyBalance(y, d, [c.map(() => 1)]))).toBe('collinear');
  });
});

describe('panels', () => {
  const rows = (starts: readonly number[], holes: readonly string[] = []) => {
    const all = starts.flatMap((start, i) =>
      [1, 2, 3].map((period) => ({
        unit: `u${i}`,
        period,
        start,
        outcome: holes.includes(`${i}${period}`) ? Number.NaN : i * i + period * (i % 3),
      })),
    );
    return panelOf({
      unit: all.map((r) => r.unit),
      period: all.map((r) => r.period),
      outcome: all.map((r) => r.outcome),
      start: all.map((r) => r.start),
    });
  };
  const staggered = {
    comparison: 'never-treated',
    adjustment: 'none',
    base: 'varying',
    anticipation: 0,
    incomplete: 'drop',
  } as const;
  const never = Infinity;
  test('starts', () => {
    const errors = { errors: 'CR1', level: 0.95 } as const;
    expect(code(() => twoWay(rows([2, 2, 3, never, never]), errors))).toBe('start-differs');
    expect(code(() => twoWay(rows([1, 1, never, never]), errors))).toBe('no-period-before');
    expect(code(() => twoWay(rows([2, 2, 2]), errors))).toBe('no-never-treated');
    expect(code(() => groupTimeEffects(rows([2, 2, 3]), staggered))).toBe('no-never-treated');
    expect(code(() => groupTimeEffects(rows([never, never]), staggered))).toBe('no-start');
  });
  test('a start after the last period is never; a start from the first on is left out', () => {
    const found = groupTimeEffects(rows([2, 2, 9, 9, 1]), staggered);
    expect(found.treatedFromFirst).toBe(1);
    expect(found.cells.map((c) => c.group)).toEqual([2, 2]);
    expect(found.cells[0]?.comparison).toBe(2);
  });
  test('holes: the unit is left out, or used where both periods are there', () => {
    const panel = rows([2, 2, 2, never, never, never], ['03']);
    const dropped = groupTimeEffects(panel, staggered);
    expect(dropped.incomplete).toBe(1);
    expect(dropped.cells.map((c) => c.treated)).toEqual([2, 2]);
    const pairs = groupTimeEffects(panel, { ...staggered, incomplete: 'pairs' });
    expect(pairs.cells.map((c) => c.treated)).toEqual([3, 2]);
  });
  test('a group of one unit has an estimate and no error', () => {
    const found = groupTimeEffects(rows([2, never, never, never]), staggered);
    expect(found.cells.map((c) => c.reason)).toEqual(['one-cluster', 'one-cluster']);
  });
});

describe('verdicts', () => {
  const of = (low: number, high: number, limit?: number, reasons: string[] = []) =>
    judge(
      { estimate: (low + high) / 2, standardError: 1, low, high, df: 50 },
      { limit, level: 0.95, reasons },
    ).conclusion;
  test('each of the four, and a reason that overrules', () => {
    expect(of(1, 3)).toBe('effect');
    expect(of(1, 3, 5)).toBe('effect-below-limit');
    expect(of(-1, 3, 5)).toBe('none-above-limit');
    expect(of(-1, 3, 2)).toBe('inconclusive');
    expect(of(-1, 3)).toBe('inconclusive');
    expect(of(0, 3)).toBe('inconclusive');
    expect(of(1, 3, undefined, ['attrition'])).toBe('inconclusive');
  });
});
