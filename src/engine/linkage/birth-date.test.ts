import { describe, expect, test } from 'vitest';
import { BIRTH_DATE_LEVELS, birthDateLevel, parseBirthDate } from './birth-date.ts';

describe('a date of birth', () => {
  test.each([
    ['17/07/1978', 19780717],
    ['17-7-78', 19780717],
    ['7 / 8 / 1978', 19780807],
    ['07/17/1978', 19780717],
    ['1978-07-17 00:00:00', 19780717],
    ['19780717', 19780717],
    ['17071978', 19780717],
    ['17 Juli 1978', 19780717],
    ['Senin, 17 Juli 1978', 19780717],
    ['17-Peb-78', 19780217],
    ['July 17, 1978', 19780717],
    ['28688', 19780717],
    ['28688.0', 19780717],
    ['01/01/29', 20290101],
    ['01/01/30', 19300101],
    ['29/02/2000', 20000229],
  ])('%s', (text, date) => expect(parseBirthDate(text)).toBe(date));

  test.each([
    '31/02/1978',
    '29/02/1900',
    '1978',
    '0000-00-00',
    '00/00/1978',
    '-',
    '',
    '17 Foo 1978',
    '01/01/1800',
  ])('%s is none', (text) => expect(parseBirthDate(text)).toBeUndefined());

  test('follows the order and the last possible day it is told', () => {
    expect(parseBirthDate('03/04/1978')).toBe(19780403);
    expect(parseBirthDate('03/04/1978', { order: 'mdy' })).toBe(19780304);
    expect(parseBirthDate('01/07/24', { latest: 20250630 })).toBe(20240701);
    expect(parseBirthDate('01/07/25', { latest: 20250630 })).toBe(19250701);
  });
});

test.each([
  [19780717, 19780717, 'exact'],
  [19780101, 19780101, 'exact-default'],
  [19780703, 19780307, 'swapped'],
  [19780717, 19780711, 'slip'],
  [19780717, 19870717, 'slip'],
  [19780712, 19780721, 'slip'],
  [19791231, 19801231, 'slip'],
  [19780717, 19790717, 'slip'],
  [19780111, 19780101, 'default'],
  [19780717, 19780101, 'default'],
  [19780717, 19790101, 'default'],
  [19780701, 19780101, 'slip'],
  [19780717, 19800101, 'different'],
  [19780717, 19780912, 'year'],
  [19780717, 19800912, 'different'],
])('%s and %s agree as %s', (a, b, level) => {
  expect(BIRTH_DATE_LEVELS[birthDateLevel(a, b)]).toBe(level);
  expect(birthDateLevel(b, a)).toBe(birthDateLevel(a, b));
});
