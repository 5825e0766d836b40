import { describe, expect, test } from 'vitest';
import { ID_LEVELS, idLevel, lostLastDigits, normaliseId, readNikParts } from './id-number.ts';

describe('a number', () => {
  test.each([
    ["'9912010503800001", { digits: '9912010503800001', known: 16 }],
    ['9912 0105 0380 0001', { digits: '9912010503800001', known: 16 }],
    ['9912010503800001.0', { digits: '9912010503800001', known: 16 }],
    ['9.91201050380012E+15', { digits: '9912010503800120', known: 15 }],
    ['9,912010503801E+15', { digits: '9912010503801000', known: 12 }],
    ['991201050380001', { digits: '991201050380001', known: 15 }],
  ])('%s', (text, expected) => expect(normaliseId(text)).toEqual(expected));

  test.each(['', '-', '0', '0000000000000000', '1234567890123456', '9.9E+15', 'ABC', '99120A'])(
    '%s tells nobody from another',
    (text) => expect(normaliseId(text)).toBeUndefined(),
  );

  test('of a file that lost its last digits is known to fifteen', () => {
    const file = Array.from({ length: 20 }, (_, i) => `99120105038${1000 + i}0`);
    expect(lostLastDigits(file)).toBe(true);
    expect(normaliseId('9912010503800010', { lostLastDigit: true })?.known).toBe(15);
  });
});

test.each([
  ['9912010503800001', '9912010503800001', 'exact'],
  ['9912010503800001', '9912010503800000', 'cut'],
  ['9.91201050380000E+15', '9912010503800001', 'cut'],
  ['9912010503800001', '9912010508300001', 'transposed'],
  ['9912010503800001', '9912010503810001', 'one-digit'],
  ['9912010503800001', '991201050380001', 'one-digit'],
  ['9912010503800001', '9912010503820002', 'two-digits'],
  ['9912010503800001', '9912010503800002', 'two-digits'],
  ['9912010503800012', '9912010503800021', 'two-digits'],
  ['9912010503800011', '9912010503800022', 'different'],
  ['9.9120105038E+15', '9912010603800001', 'two-digits'],
  ['9912010503800001', '9912014503800001', 'one-digit'],
  ['9912010503800001', '9912010107950003', 'different'],
])('%s and %s agree as %s', (a, b, level) => {
  const [x, y] = [normaliseId(a)!, normaliseId(b)!];
  expect(ID_LEVELS[idLevel(x, y)]).toBe(level);
  expect(idLevel(y, x)).toBe(idLevel(x, y));
});

test('a NIK tells birth date and sex, or nothing', () => {
  expect(readNikParts('9912014503800001')).toEqual({ birthDate: 19800305, sex: 'f' });
  expect(readNikParts('9912010107250001', 20250630)?.birthDate).toBe(19250701);
  for (const none of [
    '9912013113800001',
    '9912010503800000',
    '0912010503800001',
    '991201050380000',
  ]) {
    expect(readNikParts(none)).toBeUndefined();
  }
});
