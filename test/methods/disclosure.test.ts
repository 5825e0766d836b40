import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { attack } from '#engine/disclosure/attack.ts';
import { buildCountTable, type CountTable } from '#engine/disclosure/count-table.ts';
import { findRecovered, roundTable } from '#engine/disclosure/round.ts';
import { suppress } from '#engine/disclosure/suppress.ts';
import type { Solver } from '#engine/optimise/milp.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { openSolver } from '#server/planning/solver.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

/** Counts by row and column (and layer), row by row. */
function tableOf(shape: readonly number[], counts: readonly number[]): CountTable {
  const paths = shape.map((_, d) => [
    counts.map((_, i) => {
      const step = shape.slice(d + 1).reduce((a, b) => a * b, 1);
      return String(Math.floor(i / step) % (shape[d] as number));
    }),
  ]);
  return buildCountTable(
    shape.map((_, d) => `d${d}`),
    paths,
    counts,
  );
}

/** Every table of whole numbers that agrees with all that is shown: the strongest reader, by brute force. */
function allAgreeing(
  table: CountTable,
  hidden: Uint8Array,
  least: number,
  most: number,
): number[][] {
  const { counts, equations } = table;
  const found: number[][] = [];
  const values = Array.from(counts, (count, cell) => (hidden[cell] === 0 ? count : -1));
  const open = values.flatMap((v, cell) => (v === -1 ? [cell] : []));
  const touching = new Map(
    open.map((cell) => [cell, equations.filter((e) => e.total === cell || e.parts.includes(cell))]),
  );
  const agrees = (cell: number) =>
    (touching.get(cell) ?? []).every(({ total, parts }) => {
      let known = 0;
      let missing = 0;
      for (const part of parts) {
        if (values[part] === -1) missing++;
        else known += values[part] as number;
      }
      const sum = values[total] as number;
      if (sum === -1) return true;
      return missing === 0 ? known === sum : known + missing * least <= sum;
    });
  const visit = (i: number): void => {
    const cell = open[i];
    if (cell === undefined) {
      found.push([...values]);
      return;
    }
    for (let v = least; v <= most; v++) {
      values[cell] = v;
      if (agrees(cell)) visit(i + 1);
    }
    values[cell] = -1;
  };
  visit(0);
  return found;
}

describe('the attack', () => {
  // Worked by hand: the row gives a + b = 6, the columns a + c = 10 and b + d = 12, the last row c + d = 16.
  test('bounds the hidden cells of a square exactly', () => {
    const table = tableOf([3, 3], [4, 2, 20, 6, 10, 30, 50, 40, 60]);
    const shown = new Set([0, 1, 3, 4].map((i) => 4 * (1 + Math.floor(i / 3)) + 1 + (i % 3)));
    const bounds = attack(
      {
        low: table.counts.map((c, cell) => (shown.has(cell) ? 1 : c)),
        high: table.counts.map((c, cell) => (shown.has(cell) ? Infinity : c)),
        equations: table.equations,
      },
      solver,
      {},
    );
    expect(bounds.map(({ low, high }) => [low, high])).toEqual([
      [1, 5],
      [1, 5],
      [5, 9],
      [7, 11],
    ]);
  });

  test('a single hidden cell in its row is recovered', () => {
    const table = tableOf([2, 2], [3, 40, 50, 60]);
    const hidden = 4;
    const [only] = attack(
      {
        low: table.counts.map((c, cell) => (cell === hidden ? 0 : c)),
        high: table.counts.map((c, cell) => (cell === hidden ? Infinity : c)),
        equations: table.equations,
      },
      solver,
      {},
    );
    expect(only).toEqual({ cell: hidden, low: 3, high: 3 });
  });
});

describe('what bounds an attack', () => {
  const everything = (table: CountTable, isOpen: (cell: number) => boolean, least: number) =>
    attack(
      {
        low: table.counts.map((c, cell) => (isOpen(cell) ? least : c)),
        high: table.counts.map((c, cell) => (isOpen(cell) ? Infinity : c)),
        equations: table.equations,
      },
      solver,
      {},
    );

  test('where no total is shown nothing bounds a cell from above, and the cells come in order', () => {
    const table = tableOf([1, 2], [3, 4]);
    const bounds = everything(table, () => true, 1);
    expect(bounds.map((b) => b.cell)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(bounds[4]).toEqual({ cell: 4, low: 1, high: Infinity });
    expect(bounds[0]).toEqual({ cell: 0, low: 2, high: Infinity });
  });

  test('figures that contradict each other are not attacked but refused', () => {
    const table = tableOf([1, 2], [3, 4]);
    table.counts[0] = 3;
    table.counts[3] = 3;
    expect(() => everything(table, (cell) => cell === 4, 0)).toThrow('contradict');
  });

  test('asked for some cells it answers for these alone', () => {
    const table = tableOf([2, 2], [3, 4, 5, 6]);
    const isInner = (cell: number) => [4, 5, 7, 8].includes(cell);
    const found = attack(
      {
        low: table.counts.map((c, cell) => (isInner(cell) ? 0 : c)),
        high: table.counts.map((c, cell) => (isInner(cell) ? Infinity : c)),
        equations: table.equations,
      },
      solver,
      { targets: (cell) => cell === 5 },
    );
    expect(found).toEqual([{ cell: 5, low: 0, high: 7 }]);
  });
});

describe('suppression', () => {
  const small = fc.integer({ min: 0, max: 9 });

  test('no reader, however patient, narrows a small cell of a flat table', () => {
    const shapes = fc.constantFrom([2, 2], [2, 3], [3, 2], [3, 3]);
    const tables = shapes.chain((shape) =>
      fc
        .array(small, { minLength: 9, maxLength: 9 })
        .map((counts) => tableOf(shape, counts.slice(0, (shape[0] ?? 0) * (shape[1] ?? 0)))),
    );
    fc.assert(
      fc.property(tables, (table) => {
        const { hidden } = suppress(table, solver, { threshold: 3, width: 3, zeros: 'shown' });
        if (hidden.filter((h) => h > 0).length > 9) return;
        const agreeing = allAgreeing(table, hidden, 1, 40);
        hidden.forEach((kind, cell) => {
          const values = agreeing.map((values) => values[cell] as number);
          if (kind === 1)
            expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(3);
          if (kind === 2) expect(Math.max(...values)).toBeGreaterThan(Math.min(...values));
        });
      }),
      { numRuns: 150 },
    );
  });

  test('nor in three dimensions, where whole numbers tell more than fractions', () => {
    fc.assert(
      fc.property(fc.array(small, { minLength: 8, maxLength: 8 }), (counts) => {
        const table = tableOf([2, 2, 2], counts);
        const { hidden } = suppress(table, solver, { threshold: 3, width: 3, zeros: 'shown' });
        if (hidden.filter((h) => h > 0).length > 10) return;
        const agreeing = allAgreeing(table, hidden, 1, 30);
        hidden.forEach((kind, cell) => {
          if (kind !== 1) return;
          const values = agreeing.map((values) => values[cell] as number);
          expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(3);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('a nested table of a whole province keeps every small cell ten wide', () => {
    const random = seededRandom(7);
    const rows = Array.from({ length: 17 * 6 * 10 }, (_, i) => ({
      kab: String(Math.floor(i / 60)),
      kec: String(Math.floor(i / 10)),
      desil: String(i % 10),
      count: Math.floor(-Math.log(1 - random.next()) * 20),
    }));
    const table = buildCountTable(
      ['kec', 'desil'],
      [[rows.map((r) => r.kab), rows.map((r) => r.kec)], [rows.map((r) => r.desil)]],
      rows.map((r) => r.count),
    );
    const { hidden } = suppress(table, solver, { threshold: 10, width: 10, zeros: 'shown' });
    const isOpen = (cell: number) => (hidden[cell] as number) > 0;
    const exact = attack(
      {
        low: table.counts.map((c, cell) => (isOpen(cell) ? 1 : c)),
        high: table.counts.map((c, cell) => (isOpen(cell) ? Infinity : c)),
        equations: table.equations,
      },
      solver,
      {},
    );
    expect(exact.length).toBe(hidden.filter((h) => h > 0).length);
    for (const { cell, low, high } of exact) {
      expect(high - low).toBeGreaterThanOrEqual(hidden[cell] === 1 ? 10 : 1);
      expect(low).toBeLessThanOrEqual(table.counts[cell] as number);
      expect(high).toBeGreaterThanOrEqual(table.counts[cell] as number);
    }
    table.counts.forEach((count, cell) => {
      if (count > 0 && count < 10) expect(hidden[cell]).toBe(1);
      if (count === 0) expect(hidden[cell]).toBe(0);
    });
  });

  test('nothing is hidden where nothing is small, everything that can be known is hidden where all is', () => {
    const large = tableOf([2, 2], [30, 40, 50, 60]);
    const wanted = { threshold: 10, width: 10, zeros: 'shown' } as const;
    expect([...suppress(large, solver, wanted).hidden]).toEqual(new Array(9).fill(0));
    const tiny = tableOf([1, 1], [4]);
    expect([...suppress(tiny, solver, wanted).hidden]).toEqual([1, 1, 1, 1]);
    const empty = tableOf([2, 2], [0, 0, 0, 0]);
    expect([...suppress(empty, solver, wanted).hidden]).toEqual(new Array(9).fill(0));
  });

  test('with zeros hidden a zero is treated as small', () => {
    const table = tableOf([2, 2], [0, 40, 50, 60]);
    const { hidden } = suppress(table, solver, { threshold: 10, width: 10, zeros: 'hidden' });
    expect(hidden[4]).toBe(1);
    expect(hidden.filter((h) => h === 2).length).toBeGreaterThan(0);
  });
});

describe('rounding', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 12, maxLength: 12 });

  test('controlled rounding keeps all sums, moves less than the base and leaves multiples alone', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(3, 5, 10), fc.nat(1000), (values, base, seed) => {
        const table = tableOf([3, 4], values);
        const rounded = roundTable(table, base, 'controlled', {
          random: seededRandom(seed),
          solver,
        });
        for (const { total, parts } of table.equations)
          expect(parts.reduce((sum, part) => sum + (rounded[part] as number), 0)).toBe(
            rounded[total],
          );
        table.counts.forEach((count, cell) => {
          const shown = rounded[cell] as number;
          expect(shown % base).toBe(0);
          expect(Math.abs(shown - count)).toBeLessThan(base);
          if (count % base === 0) expect(shown).toBe(count);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('controlled rounding goes to the nearer multiple where the sums leave it free', () => {
    const table = tableOf([1, 4], [1, 9, 11, 19]);
    const sums = Array.from({ length: 20 }, (_, seed) => {
      const by = { random: seededRandom(seed), solver };
      return Array.from(roundTable(table, 10, 'controlled', by)).slice(6);
    });
    for (const inner of sums) expect(inner).toEqual([0, 10, 10, 20]);
  });

  test('where no rounding keeps the sums, that is said', () => {
    const nothing: Solver = {
      ...solver,
      mip: () => ({
        status: 'infeasible',
        values: undefined,
        objective: 0,
        bound: 0,
        stoppedBy: 'gap',
        nodes: 0,
        iterations: 0,
      }),
    };
    expect(() =>
      roundTable(tableOf([2, 2], [1, 2, 3, 4]), 5, 'controlled', {
        random: seededRandom(1),
        solver: nothing,
      }),
    ).toThrow('no-controlled-rounding');
  });

  test('random rounding can give a cell away too', () => {
    // Shown 5 of base 5 means 1 to 9, shown 0 means 0 to 4: a sum of 45 for five fives needs nine each.
    const table = tableOf([1, 5], [9, 9, 9, 9, 9]);
    const shown = table.counts.map((c) => (c === 45 ? 49 : 5));
    const found = findRecovered(table, shown, 5, 'random', 10, solver);
    expect(found.map((b) => [b.low, b.high])).toEqual(new Array(10).fill([9, 9]));
    expect(findRecovered(table, shown, 5, 'random', 9, solver)).toEqual([]);
    expect(findRecovered(table, shown, 6, 'random', 10, solver)).toEqual([]);
  });

  test('random rounding keeps the expected value', () => {
    const table = tableOf([1, 1], [7]);
    const random = seededRandom(11);
    let sum = 0;
    for (let i = 0; i < 20_000; i++)
      sum += roundTable(table, 5, 'random', { random, solver })[0] as number;
    // Standard error of the mean: √(0.4 · 0.6) · 5 / √20,000 = 0.017.
    expect(Math.abs(sum / 20_000 - 7)).toBeLessThan(0.07);
  });

  test('a cell that the sums give away in spite of rounding is found', () => {
    // To the nearest 5: 2 + 2 + 2 shows as 0, 0, 0 and 5; each part at most 2 and the sum at least 3.
    const table = tableOf([1, 3], [2, 2, 2]);
    const rounded = roundTable(table, 5, 'nearest', { random: seededRandom(1), solver });
    expect([...rounded].sort()).toEqual([0, 0, 0, 0, 0, 0, 5, 5]);
    expect(findRecovered(table, rounded, 5, 'nearest', 10, solver)).toEqual([]);
    // 2 + 2 + 2 + 2 = 8 shows as 10 over four zeros: each must be exactly 2.
    const tight = tableOf([1, 4], [2, 2, 2, 2]);
    const shown = roundTable(tight, 5, 'nearest', { random: seededRandom(1), solver });
    const recovered = findRecovered(tight, shown, 5, 'nearest', 10, solver);
    expect(recovered.map((b) => [b.low, b.high])).toEqual(
      new Array(10).fill([2, 2]).with(0, [8, 8]).with(5, [8, 8]),
    );
  });
});
