import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalMarkOf, readNumber } from './written-number.ts';

const value = (text: string, mark?: 'comma' | 'dot') => {
  const read = readNumber(text, mark);
  return read.ok ? read.value : read.why;
};

describe('numbers as people write them', () => {
  test.each([
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1.234.567', 1234567],
    ['12,43', 12.43],
    ['12.43', 12.43],
    ['0.371', 0.371],
    ['0,371', 0.371],
    ['Rp 1.500.000', 1500000],
    ['97,98 %', 97.98],
    ['257733', 257733],
    ["'257733", 257733],
    ['98376.81', 98376.81],
    ['−3,5', -3.5],
  ])('%s is read without help', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test('1.234 alone is asked about, and read once the column has decided', () => {
    expect(value('1.234')).toBe('number-ambiguous');
    expect(value('1.234', 'comma')).toBe(1234);
    expect(value('1.234', 'dot')).toBe(1.234);
    expect(decimalMarkOf(['1.234', '15,6', '900'])).toBe('comma');
    expect(decimalMarkOf(['1.234', '15.600'])).toBeUndefined();
    expect(decimalMarkOf(['12.5', '12,5'])).toBeUndefined();
  });

  test('a dash, dots and an empty cell are no figure, and never zero', () => {
    for (const text of ['', '-', '–', '…', '...', 'n/a']) expect(value(text)).toBe('blank');
    expect(value('0')).toBe(0);
  });

  test.each(['12a', '1.23.4', '1,2,3', 'dua belas', '3.2E+5', '12.', '1.2345,6'])(
    '%s is refused instead of guessed',
    (text) => {
      expect(value(text)).toBe('number-unreadable');
    },
  );

  test('whatever Indonesian formatting writes is read back exactly', () => {
    const format = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const number = cents / 100;
        expect(value(format.format(number), 'comma')).toBeCloseTo(number, 6);
      }),
    );
  });
});
