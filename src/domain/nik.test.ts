import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lostLastDigits } from '#engine/linkage/id-number.ts';
import { isSyntheticNik, readKk, readNik } from './nik.ts';

const today = { reference: '2025-06-30' };
const read = (cell: string | number | null, more = {}) => readNik(cell, { ...today, ...more });

describe('a NIK', () => {
  test('tells sex and birth date; women are born forty days later', () => {
    expect(read('7412010503800001')).toMatchObject({
      state: 'ok',
      sex: 'm',
      birthDate: '1980-03-05',
    });
    expect(read('7412014503800001')).toMatchObject({
      state: 'ok',
      sex: 'f',
      birthDate: '1980-03-05',
    });
    expect(read('7412017112990007')).toMatchObject({ sex: 'f', birthDate: '1999-12-31' });
  });

  test('takes the century nobody would be unborn in', () => {
    expect(read('7412010107240001').birthDate).toBe('2024-07-01');
    expect(read('7412010107250001').birthDate).toBe('1925-07-01');
    expect(read('7412013006250001').birthDate).toBe('2025-06-30');
    expect(read('7412012902000001').birthDate).toBe('2000-02-29');
  });

  test.each([
    ['74120105038000', 'suspect', 'nik-length'],
    ['741201050380000A', 'suspect', 'nik-not-digits'],
    ['7412013113800001', 'suspect', 'nik-date'],
    ['7412010013800001', 'suspect', 'nik-date'],
    ['7412010503800000', 'suspect', 'nik-serial'],
    ['0012010503800001', 'suspect', 'nik-province'],
    ['0', 'none', 'nik-placeholder'],
    ['9999999999999999', 'none', 'nik-placeholder'],
    ['-', 'none', 'nik-missing'],
    [null, 'none', 'nik-missing'],
    ['7.41201E+15', 'damaged', 'nik-damaged'],
    ['7,4E+15', 'damaged', 'nik-damaged'],
    [7412010503800001, 'damaged', 'nik-damaged'],
  ] as const)('%s is %s, with a remark and never a refusal', (cell, state, code) => {
    expect(read(cell)).toMatchObject({ state, warning: { code } });
  });

  test('is read with the marks people put around it', () => {
    for (const written of [
      "'7412010503800001",
      ' 7412 0105 0380 0001 ',
      '741201.050380.0001',
      '7412010503800001.0',
    ]) {
      expect(read(written)).toMatchObject({ state: 'ok', digits: '7412010503800001' });
    }
  });

  test('that ends in 0 identifies nobody once the file is known to have lost its last digits', () => {
    const through = Array.from(
      { length: 40 },
      (_, i) => `74120105038${String(i).padStart(4, '0')}0`,
    );
    expect(lostLastDigits(through)).toBe(true);
    expect(lostLastDigits(through.map((n, i) => n.slice(0, 15) + (i % 10)))).toBe(false);
    expect(read('7412010503800010', { lostLastDigit: true }).state).toBe('damaged');
    expect(read('7412010503800011', { lostLastDigit: true }).state).toBe('ok');
  });

  test('of province 99 is nobody’s, and only that one', () => {
    expect(isSyntheticNik('9912010503800001')).toBe(true);
    expect(isSyntheticNik('7499010503800001')).toBe(false);
  });

  test('made for any day and sex is read back as that day and sex', () => {
    const day = fc.date({
      min: new Date('1926-01-01T00:00:00Z'),
      max: new Date('2025-06-29T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, fc.boolean(), fc.integer({ min: 1, max: 9999 }), (date, woman, serial) => {
        const iso = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const dd = String(Number(d) + (woman ? 40 : 0)).padStart(2, '0');
        const nik = `741201${dd}${m}${y.slice(2)}${String(serial).padStart(4, '0')}`;
        expect(read(nik)).toMatchObject({ state: 'ok', sex: woman ? 'f' : 'm', birthDate: iso });
      }),
    );
  });

  test('or anything else never throws and is never taken for sound unless it is sixteen digits', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constant(null),
      fc.stringMatching(/^\d{14,18}$/),
    );
    fc.assert(
      fc.property(anything, (cell) => {
        const { state, digits, warning } = read(cell);
        if (state === 'ok') expect(digits).toMatch(/^\d{16}$/);
        else expect(warning).not.toBeNull();
      }),
    );
  });
});

describe('a KK', () => {
  test('has no forty days, and placeholders join nobody', () => {
    expect(readKk('7412013112990001').state).toBe('ok');
    expect(readKk('0000000000000000')).toMatchObject({ state: 'none', digits: null });
    expect(readKk(0)).toMatchObject({ state: 'none', digits: null });
    expect(readKk(7.412e15)).toMatchObject({ state: 'damaged', digits: null });
    expect(readKk('').warning).toBeNull();
  });
});
