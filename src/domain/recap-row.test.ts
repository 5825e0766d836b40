import { describe, expect, test } from 'vitest';
import { guessLayout } from './import-layout.ts';
import { readCount, readRecapRow } from './recap-row.ts';

const read = (heads: string[], cells: (string | number | null)[]) => {
  const layout = guessLayout([{ number: 1, cells: heads }], { index: 0, name: '' });
  return readRecapRow(
    { number: 2, cells },
    { layout, place: (w) => ({ ok: true, code: w.kecCode, level: 'kec', warnings: [] }) },
  );
};

describe('a row of counts', () => {
  test('wide fills its desils and leaves the others unsaid', () => {
    const { part, issues } = read(
      ['Kode Kecamatan', 'Desil 1', 'Desil 2', 'Tanpa Desil', 'Total'],
      ['74.11.01', '1.200', 30, '-', 1230],
    );
    expect(part?.counts).toEqual([1200, 30, ...new Array(8).fill(null), 0]);
    expect(issues).toEqual([]);
  });

  test('whose total differs is taken, with a remark', () => {
    const { issues } = read(['Kode Kecamatan', 'D1', 'D2', 'Total'], ['74.11.01', 1, 2, 4]);
    expect(issues).toMatchObject([{ reason: { code: 'recap-sum-differs' }, refused: false }]);
  });

  test('long names its desil, in words or digits', () => {
    const heads = ['Kode Kecamatan', 'Desil', 'Jumlah Keluarga'];
    expect(read(heads, ['74.11.01', 'Desil 3', '40']).part?.counts[2]).toBe(40);
    expect(read(heads, ['74.11.01', 10, 40]).part?.counts[9]).toBe(40);
    expect(read(heads, ['74.11.01', 'tanpa', 5]).part?.counts[10]).toBe(5);
    expect(read(heads, ['74.11.01', 11, 40]).issues[0]?.reason.code).toBe('desil-unreadable');
  });

  test('of totals is refused, and so is a number that is none', () => {
    expect(read(['Kode Kecamatan', 'D1', 'D2'], ['JUMLAH', 5, 6]).issues[0]?.reason.code).toBe(
      'total-row',
    );
    expect(
      read(['Kode Kecamatan', 'D1', 'D2'], ['74.11.01', '1,5', 6]).issues[0]?.reason.code,
    ).toBe('count-unreadable');
  });

  test.each([
    [12, 12],
    ['1.234', 1234],
    ['1,234', 1234],
    ['-', 0],
    ['', null],
    ['1.5', undefined],
    [1.5, undefined],
    [-1, undefined],
    ['banyak', undefined],
  ])('%s families is %s', (cell, n) => {
    expect(readCount(cell)).toBe(n);
  });
});
