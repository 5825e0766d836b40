import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportedArea, importsInForce } from './import-force.ts';

const area = (importNo: number, more: Partial<ImportedArea> = {}): ImportedArea => ({
  importNo,
  data: 'list',
  mode: 'full',
  cutOff: '2025-01-31',
  appliedAt: `2025-02-0${importNo}T00:00:00Z`,
  undone: false,
  ...more,
});
const inForce = (...areas: ImportedArea[]) => [...importsInForce(areas)].sort();

describe('which imports count', () => {
  test('the full list of the latest date, whatever was applied last', () => {
    expect(inForce(area(1, { cutOff: '2025-06-30' }), area(2))).toEqual([1]);
    expect(inForce(area(1), area(2))).toEqual([2]);
  });

  test('additions after it, and all of them where there is no full list', () => {
    const added = area(3, { mode: 'addition', cutOff: '2025-02-28' });
    const before = area(2, { mode: 'addition', cutOff: '2024-12-31' });
    expect(inForce(area(1), before, added)).toEqual([1, 3]);
    expect(inForce(before, added)).toEqual([2, 3]);
  });

  test('a recap only until there is a list', () => {
    const recap = area(5, { data: 'recap', cutOff: '2025-12-31' });
    expect(inForce(recap)).toEqual([5]);
    expect(inForce(recap, area(1))).toEqual([1]);
    expect(inForce(recap, area(1, { undone: true }))).toEqual([5]);
  });

  test('undoing one and doing it again changes nothing, in any order of any history', () => {
    const any = fc.record({
      data: fc.constantFrom('list' as const, 'recap' as const),
      mode: fc.constantFrom('full' as const, 'addition' as const),
      cutOff: fc.constantFrom('2024-01-01', '2025-01-01', '2025-02-01'),
      appliedAt: fc.constantFrom('2025-03-01T00:00:00Z', '2025-04-01T00:00:00Z'),
      undone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (list) => {
        const areas = list.map((a, i) => ({ ...a, importNo: i + 1 }));
        const now = inForce(...areas);
        expect(inForce(...[...areas].reverse())).toEqual(now);
        for (const no of now) expect(areas[no - 1]?.undone).toBe(false);
        const kinds = new Set(now.map((no) => areas[no - 1]?.data));
        expect(kinds.size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
