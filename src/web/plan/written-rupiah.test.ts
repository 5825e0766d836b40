import { describe, expect, test } from 'vitest';
import { readRupiah } from './written-rupiah.ts';

describe('money as offices type it', () => {
  test.each([
    ['4000000000', 4_000_000_000],
    ['4.000.000.000', 4_000_000_000],
    ['Rp 4.000.000.000', 4_000_000_000],
    ['Rp4 miliar', 4_000_000_000],
    ['4,5 miliar', 4_500_000_000],
    ['4 M', 4_000_000_000],
    ['750 jt', 750_000_000],
    ['1.250 juta', 1_250_000_000],
    ['900 ribu', 900_000],
    ['0', 0],
  ])('%s', (text, rupiah) => {
    expect(readRupiah(text)).toBe(rupiah);
  });

  test.each(['', 'empat', '4 milar', '-4', '4.00.000', '1,2,3'])(
    '"%s" is asked again instead of guessed',
    (text) => {
      expect(readRupiah(text)).toBeUndefined();
    },
  );
});
