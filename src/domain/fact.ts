import * as z from 'zod';
import { RegionCode } from './region.ts';

/**
 * Published figures. One row is one figure with its source, year and grade; two sources may disagree
 * and both stand. Blank stays blank.
 */
export interface Indicator {
  readonly unit: string;
  /** `rate` is never added up; `count` and `amount` are. */
  readonly kind: 'rate' | 'index' | 'count' | 'amount';
  /** The figure is per item (a commodity, a product). */
  readonly perItem: boolean;
  /** Spellings of the unit that mean the same figure times a factor. */
  readonly units: Readonly<Record<string, number>>;
  /** Counted, so never with a fraction: 36,84 jiwa is 36.84 thousand of them. */
  readonly whole?: true;
  /** Outside of this it cannot be what it says it is. */
  readonly range?: readonly [number, number];
}

const persons = {
  persons: 1,
  jiwa: 1,
  orang: 1,
  'ribu jiwa': 1000,
  'thousand persons': 1000,
  'ribu orang': 1000,
  '000 jiwa': 1000,
};
const percent = { percent: 1, persen: 1, '%': 1, pct: 1 };
const share: readonly [number, number] = [0, 100];
const one = (unit: string) => ({ [unit]: 1 });

export const indicators = {
  p0: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
  /** BPS prints P1 and P2 times 100; so do we. */
  p1: {
    unit: 'index-100',
    kind: 'index',
    perItem: false,
    units: { 'index (x100)': 1, index: 1, indeks: 1, 'index-100': 1 },
    range: share,
  },
  p2: {
    unit: 'index-100',
    kind: 'index',
    perItem: false,
    units: { 'index (x100)': 1, index: 1, indeks: 1, 'index-100': 1 },
    range: share,
  },
  poor_count: { unit: 'persons', kind: 'count', perItem: false, units: persons, whole: true },
  poverty_line: {
    unit: 'rp-cap-month',
    kind: 'amount',
    perItem: false,
    units: { 'rp/capita/month': 1, 'rp/kapita/bulan': 1, rupiah: 1, rp: 1, 'rp-cap-month': 1 },
  },
  extreme_poverty_rate: {
    unit: 'percent',
    kind: 'rate',
    perItem: false,
    units: percent,
    range: share,
  },
  extreme_poverty_count: {
    unit: 'persons',
    kind: 'count',
    perItem: false,
    units: persons,
    whole: true,
  },
  ppke_priority: { unit: 'flag', kind: 'index', perItem: false, units: one('flag'), range: [0, 1] },
  hdi: {
    unit: 'index',
    kind: 'index',
    perItem: false,
    units: { index: 1, indeks: 1 },
    range: share,
  },
  gini: {
    unit: 'index',
    kind: 'index',
    perItem: false,
    units: { index: 1, indeks: 1 },
    range: [0, 1],
  },
  population: { unit: 'persons', kind: 'count', perItem: false, units: persons, whole: true },
  /** The denominator of every register rate: all families of the place, poor or not. */
  families_total: {
    unit: 'families',
    kind: 'count',
    perItem: false,
    units: { families: 1, kk: 1, keluarga: 1 },
    whole: true,
  },
  production: { unit: 't', kind: 'count', perItem: true, units: { t: 1, ton: 1, kg: 0.001 } },
  area: { unit: 'ha', kind: 'count', perItem: true, units: one('ha') },
  farmers: { unit: 'persons', kind: 'count', perItem: true, units: persons, whole: true },
  spending: {
    unit: 'rp-cap-week',
    kind: 'amount',
    perItem: true,
    units: { 'rp per capita per week': 1, 'rp/kapita/minggu': 1, 'rp-cap-week': 1 },
  },
  pdrb_per_capita: {
    unit: 'rp-million',
    kind: 'amount',
    perItem: false,
    units: { 'million rp': 1, 'juta rp': 1, 'rp-million': 1 },
  },
  pdrb: {
    unit: 'rp-million',
    kind: 'amount',
    perItem: false,
    units: { 'juta rp': 1, 'million rp': 1, 'miliar rp': 1000, 'rp-million': 1 },
  },
  sector_share: {
    unit: 'percent',
    kind: 'rate',
    perItem: true,
    units: { ...percent, 'percent of pdrb': 1, 'persen pdrb': 1 },
    range: share,
  },
  growth: { unit: 'percent', kind: 'rate', perItem: false, units: percent },
  mean_years_schooling: {
    unit: 'years',
    kind: 'index',
    perItem: false,
    units: { years: 1, tahun: 1 },
    range: [0, 25],
  },
  expenditure_per_capita: {
    unit: 'rp-thousand-year',
    kind: 'amount',
    perItem: false,
    units: { 'rp-thousand-year': 1, 'ribu rp/orang/tahun': 1 },
  },
  life_expectancy: {
    unit: 'years',
    kind: 'index',
    perItem: false,
    units: { years: 1, tahun: 1 },
    range: [30, 100],
  },
  sanitation_access: {
    unit: 'percent',
    kind: 'rate',
    perItem: false,
    units: percent,
    range: share,
  },
  drinking_water_access: {
    unit: 'percent',
    kind: 'rate',
    perItem: false,
    units: percent,
    range: share,
  },
  unemployment_rate: {
    unit: 'percent',
    kind: 'rate',
    perItem: false,
    units: percent,
    range: share,
  },
  labour_participation: {
    unit: 'percent',
    kind: 'rate',
    perItem: false,
    units: percent,
    range: share,
  },
  ikm_units: {
    unit: 'units',
    kind: 'count',
    perItem: false,
    units: { units: 1, unit: 1 },
    whole: true,
  },
  ikm_workers: { unit: 'persons', kind: 'count', perItem: false, units: persons, whole: true },
  p0_urban: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
  p0_rural: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
  poor_household_size: {
    unit: 'persons',
    kind: 'index',
    perItem: false,
    units: { persons: 1, orang: 1, jiwa: 1 },
    range: [1, 20],
  },
  /** Precision of a published figure: standard error in its unit, or relative (percent of it). */
  p0_se: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
  p0_rse: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
  p1_rse: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
  p2_rse: { unit: 'percent', kind: 'rate', perItem: false, units: percent, range: share },
} as const satisfies Record<string, Indicator>;

export type IndicatorCode = keyof typeof indicators;
export const IndicatorCode = z.enum(Object.keys(indicators) as [IndicatorCode, ...IndicatorCode[]]);

/** Figures that tell how precise another one is. */
export const precisionOf: Partial<
  Record<IndicatorCode, { se?: IndicatorCode; rse?: IndicatorCode }>
> = {
  p0: { se: 'p0_se', rse: 'p0_rse' },
  p1: { rse: 'p1_rse' },
  p2: { rse: 'p2_rse' },
};

/** H official or confirmed twice, M one source, L doubtful. */
export const FactGrade = z.enum(['H', 'M', 'L']);

export const Fact = z.object({
  id: z.string(),
  code: RegionCode,
  indicator: IndicatorCode,
  /** Commodity or product code where the indicator is per item. */
  item: z.string().nullable(),
  year: z.int().min(1950).max(2100),
  /** `March`, `September`, `year` … as the source says; empty where it does not. */
  period: z.string(),
  /** Null: the source was looked at and gives no usable figure. Never zero in its place. */
  value: z.number().nullable(),
  grade: FactGrade,
  source: z.string(),
  note: z.string().nullable(),
  synthetic: z.boolean(),
});
export type Fact = z.infer<typeof Fact>;
