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
}

const persons = { persons: 1, jiwa: 1, orang: 1, 'thousand persons': 1000, 'ribu jiwa': 1000 };
const one = (unit: string) => ({ [unit]: 1 });

export const indicators = {
  p0: { unit: 'percent', kind: 'rate', perItem: false, units: { percent: 1, persen: 1, '%': 1 } },
  /** BPS prints P1 and P2 times 100; so do we. */
  p1: {
    unit: 'index-100',
    kind: 'index',
    perItem: false,
    units: { 'index (x100)': 1, index: 1, 'index-100': 1 },
  },
  p2: {
    unit: 'index-100',
    kind: 'index',
    perItem: false,
    units: { 'index (x100)': 1, index: 1, 'index-100': 1 },
  },
  poor_count: { unit: 'persons', kind: 'count', perItem: false, units: persons },
  poverty_line: {
    unit: 'rp-cap-month',
    kind: 'amount',
    perItem: false,
    units: { 'rp/capita/month': 1, 'rp-cap-month': 1 },
  },
  extreme_poverty_rate: {
    unit: 'percent',
    kind: 'rate',
    perItem: false,
    units: { percent: 1, persen: 1, '%': 1 },
  },
  extreme_poverty_count: { unit: 'persons', kind: 'count', perItem: false, units: persons },
  ppke_priority: { unit: 'flag', kind: 'index', perItem: false, units: one('flag') },
  hdi: { unit: 'index', kind: 'index', perItem: false, units: one('index') },
  gini: { unit: 'index', kind: 'index', perItem: false, units: one('index') },
  population: { unit: 'persons', kind: 'count', perItem: false, units: persons },
  /** The denominator of every register rate: all families of the place, poor or not. */
  families_total: {
    unit: 'families',
    kind: 'count',
    perItem: false,
    units: { families: 1, kk: 1, keluarga: 1 },
  },
  production: { unit: 't', kind: 'count', perItem: true, units: { t: 1, ton: 1, kg: 0.001 } },
  area: { unit: 'ha', kind: 'count', perItem: true, units: one('ha') },
  farmers: { unit: 'persons', kind: 'count', perItem: true, units: persons },
  spending: {
    unit: 'rp-cap-week',
    kind: 'amount',
    perItem: true,
    units: { 'rp per capita per week': 1, 'rp-cap-week': 1 },
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
    units: { 'million rp': 1, 'rp-million': 1 },
  },
  sector_share: {
    unit: 'percent',
    kind: 'rate',
    perItem: true,
    units: { 'percent of pdrb': 1, percent: 1 },
  },
  growth: { unit: 'percent', kind: 'rate', perItem: false, units: { percent: 1, persen: 1 } },
  mean_years_schooling: { unit: 'years', kind: 'index', perItem: false, units: one('years') },
  expenditure_per_capita: {
    unit: 'rp-thousand-year',
    kind: 'amount',
    perItem: false,
    units: one('rp-thousand-year'),
  },
  life_expectancy: { unit: 'years', kind: 'index', perItem: false, units: one('years') },
  sanitation_access: { unit: 'percent', kind: 'rate', perItem: false, units: { percent: 1 } },
  drinking_water_access: { unit: 'percent', kind: 'rate', perItem: false, units: { percent: 1 } },
  unemployment_rate: { unit: 'percent', kind: 'rate', perItem: false, units: { percent: 1 } },
  labour_participation: { unit: 'percent', kind: 'rate', perItem: false, units: { percent: 1 } },
  ikm_units: { unit: 'units', kind: 'count', perItem: false, units: { units: 1, unit: 1 } },
  ikm_workers: { unit: 'persons', kind: 'count', perItem: false, units: persons },
} as const satisfies Record<string, Indicator>;

export type IndicatorCode = keyof typeof indicators;
export const IndicatorCode = z.enum(Object.keys(indicators) as [IndicatorCode, ...IndicatorCode[]]);

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
