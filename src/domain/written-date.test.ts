import { describe, expect, test } from 'vitest';
import { ageOn, dateOrderOf, readDate } from './written-date.ts';

const read = (cell: string | number | Date | null, order: 'dmy' | 'mdy' = 'dmy') =>
  readDate(cell, { order, reference: '2025-06-30' });
const dateOf = (cell: string | number | Date | null, order: 'dmy' | 'mdy' = 'dmy') => {
  const result = read(cell, order);
  return result.ok ? result.date : result.why;
};

describe('a date', () => {
  test.each([
    ['17/07/1978', '1978-07-17'],
    ['1-2-2010', '2010-02-01'],
    ['17.07.1978', '1978-07-17'],
    ['1978-07-17', '1978-07-17'],
    ['1978-07-17 00:00:00', '1978-07-17'],
    ['17 Juli 1978', '1978-07-17'],
    ['Senin, 17 Juli 1978', '1978-07-17'],
    ['17-Agt-1978', '1978-08-17'],
    ['05 Nop 1990', '1990-11-05'],
    ['17/07/78', '1978-07-17'],
    ['17/07/24', '2024-07-17'],
    ['19780717', '1978-07-17'],
    [28688, '1978-07-17'],
    ['28688', '1978-07-17'],
    [new Date('1978-07-17T00:00:00Z'), '1978-07-17'],
    ['', 'blank'],
    ['00/00/0000', 'blank'],
    ['31/02/1980', 'unreadable'],
    ['tidak tahu', 'unreadable'],
    ['1978', 'unreadable'],
    [1978, 'unreadable'],
  ] as const)('%s is read as %s', (cell, expected) => {
    expect(dateOf(cell)).toBe(expected);
  });

  test('that only makes sense the other way round is turned and says so', () => {
    expect(read('07/17/1978')).toEqual({ ok: true, date: '1978-07-17', turned: true });
    expect(read('17/07/1978', 'mdy')).toEqual({ ok: true, date: '1978-07-17', turned: true });
  });

  test('order of day and month is taken from the values that leave no choice', () => {
    expect(dateOrderOf(['01/02/1980', '07/17/1978']).order).toBe('mdy');
    expect(dateOrderOf(['01/02/1980', '17/07/1978'])).toMatchObject({ order: 'dmy', either: 1 });
    expect(dateOrderOf(['07/17/1978', '17/07/1978']).order).toBe('dmy');
  });

  test('ages are whole years on the day', () => {
    expect(ageOn('2007-06-30', '2025-06-30')).toBe(18);
    expect(ageOn('2007-07-01', '2025-06-30')).toBe(17);
  });
});
