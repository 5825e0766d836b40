import { describe, expect, test } from 'vitest';
import { conflicting, preferred } from './fact-conflict.ts';
import {
  findIndicator,
  foldItem,
  foldItemBare,
  inOwnUnit,
  readGrade,
  readPeriod,
  readYear,
} from './fact-read.ts';
import { doubtsAbout } from './threshold.ts';

const figure = (...args: Parameters<typeof inOwnUnit>) => {
  const read = inOwnUnit(...args);
  return read.ok ? read.value : read.reason.code;
};

describe('the unit guard', () => {
  test('thousand persons become persons, exactly', () => {
    expect(figure('poor_count', 33.45, 'thousand persons')).toBe(33_450);
    expect(figure('poor_count', 321.53, 'ribu jiwa')).toBe(321_530);
    expect(figure('poor_count', 14_250, 'Jiwa')).toBe(14_250);
  });
  test('36,84 jiwa is not a number of people', () => {
    expect(figure('poor_count', 36.84, 'jiwa')).toBe('not-whole');
  });
  test('kilograms become tonnes, billions of rupiah millions, indices times 100 stay what BPS prints', () => {
    expect(figure('production', 3230, 'kg')).toBe(3.23);
    expect(figure('pdrb', 2847.09, 'miliar Rp')).toBe(2_847_090);
    expect(figure('p2', 0.98, 'index (x100)')).toBe(0.98);
  });
  test('an unknown unit, a share above 100 and a negative count are refused', () => {
    expect(figure('p0', 12, 'percent (decimals cut off)')).toBe('unit-unknown');
    expect(figure('p0', 112, 'percent')).toBe('out-of-range');
    expect(figure('production', -1, 't')).toBe('negative');
    expect(figure('gini', 0.371, 'index')).toBe(0.371);
    expect(figure('gini', 37.1, 'index')).toBe('out-of-range');
  });
});

describe('what a head means', () => {
  test.each([
    ['P0', 'p0', null, null],
    ['p0_pct', 'p0', 'percent', null],
    ['ipm', 'hdi', null, null],
    ['Persentase Penduduk Miskin (Persen)', 'p0', 'persen', null],
    ['Jumlah Penduduk Miskin (ribu jiwa)', 'poor_count', 'ribu jiwa', null],
    ['production_t', 'production', 't', null],
    ['area_ha', 'area', 'ha', null],
    ['Produksi (ton)', 'production', 'ton', null],
    ['adj_expenditure_per_capita_krp_per_year', 'expenditure_per_capita', 'rp-thousand-year', null],
    ['pdrb_adhk_expenditure_million_rp', 'pdrb', 'million rp', null],
    ['life_expectancy_years', 'life_expectancy', 'years', null],
    ['mean_years_schooling_15plus', 'mean_years_schooling', null, null],
    ['pop_total_2024s2', 'population', null, 2024],
    ['ppke_priority_2022', 'ppke_priority', null, 2022],
    ['Jumlah KK', 'families_total', null, null],
  ])('%s', (head, indicator, unit, year) => {
    expect(findIndicator(head)).toMatchObject({ indicator, unit, year });
  });
  test('what is not known is not guessed', () => {
    for (const head of ['P0_floor', 'pop_male_2024s2', 'n_desa', 'label_lat', 'keterangan', '']) {
      expect(findIndicator(head)).toBeUndefined();
    }
    expect(findIndicator('pop_total_2024s2')?.period).toBe('semester 2');
  });
  test('years, periods, grades and items in the spellings that occur', () => {
    expect(readYear('2024')).toEqual({ ok: true, year: 2024, period: '' });
    expect(readYear('Maret 2024')).toEqual({ ok: true, year: 2024, period: 'maret' });
    expect(readYear('semester II 2024')).toEqual({ ok: true, year: 2024, period: 'semester 2' });
    expect(readYear('24')).toMatchObject({ reason: { code: 'year-unreadable' } });
    expect(readYear('')).toMatchObject({ reason: { code: 'year-missing' } });
    expect([readPeriod('March'), readPeriod('year'), readPeriod('September')]).toEqual([
      'maret',
      '',
      'september',
    ]);
    expect([readGrade('h'), readGrade('Sedang'), readGrade('A')]).toEqual(['H', 'M', undefined]);
    expect(readGrade('L · Diragukan')).toBe('L');
    expect(foldItem('gula_merah / gula aren')).toBe('gula_merah_gula_aren');
    expect(foldItemBare('rumput laut (seaweed, aquaculture)')).toBe('rumput_laut');
  });
});

describe('two sources on one figure', () => {
  const p0 = (value: number | null, grade: 'H' | 'M' | 'L', source: string, period = 'maret') => ({
    code: '74.04',
    indicator: 'p0' as const,
    item: null,
    year: 2024,
    period,
    value,
    grade,
    source,
    synthetic: false,
  });
  test('both stand, both are marked, the better grade is shown where only one fits', () => {
    const facts = [p0(13.96, 'L', 'kutipan'), p0(13.99, 'M', 'databoks'), p0(null, 'H', 'kosong')];
    expect([...conflicting(facts)].map((f) => f.value)).toEqual([13.96, 13.99]);
    expect(preferred(facts)?.value).toBe(13.99);
  });
  test('March and September do not contradict each other', () => {
    expect(conflicting([p0(11.66, 'H', 'a'), p0(11.74, 'M', 'a', 'september')]).size).toBe(0);
  });
});

describe('the line of extreme poverty', () => {
  const line = (
    year: number,
    basis: string,
    perDayRupiah: number | null,
    perMonthRupiah: number | null,
  ) => ({ year, basis, baseYear: null, perDayRupiah, perMonthRupiah, usable: true });
  const known = [
    line(2022, 'USD 1.90 PPP', 10_739, 322_170),
    line(2023, 'USD 1.90 PPP', null, 351_957.4),
    line(2025, 'USD 2.15 PPP', null, 391_000),
  ];
  test('a line converted at the market rate is marked unusable for two reasons', () => {
    const wrong = line(2025, 'USD 2.15 at market rate (WRONG)', 36_216, null);
    expect(doubtsAbout(wrong, known).map((r) => r.code)).toEqual([
      'threshold-not-ppp',
      'threshold-far',
    ]);
    const unlabelled = line(2025, 'USD 2.15 PPP', 36_216, null);
    expect(doubtsAbout(unlabelled, known).map((r) => r.code)).toEqual(['threshold-far']);
  });
  test('good lines raise no doubt, also where they lie above the poverty line of a cheap kabupaten', () => {
    for (const one of known) {
      expect(
        doubtsAbout(
          one,
          known.filter((o) => o !== one),
        ),
      ).toEqual([]);
    }
  });
  test('day and month that do not belong together are noticed', () => {
    expect(doubtsAbout(line(2022, 'USD 1.90 PPP', 10_739, 36_216), []).map((r) => r.code)).toEqual([
      'threshold-day-month',
    ]);
  });
});
