import { type IndicatorCode, indicators } from '#domain/fact.ts';
import type { Say } from '#ui/language.tsx';

/** A published figure as it is read: two decimals for rates, full rupiah, "tidak ada angka" for blanks. */
export function figureText(say: Say, indicator: IndicatorCode, value: number | null): string {
  if (value === null) return say.t('figure.blank');
  switch (indicators[indicator].unit) {
    case 'percent':
      return say.percent(value);
    case 'rp-cap-month':
    case 'rp-cap-week':
      return say.rupiah(value);
    case 'flag':
      return say.t(value === 1 ? 'state.yes' : 'state.no');
    case 'persons':
    case 'families':
    case 'units':
      return say.number(value, Number.isInteger(value) ? 0 : 2);
    default:
      return say.number(value, indicator === 'gini' ? 3 : 2);
  }
}

/** `rumput-laut` → Rumput laut: the item's own words, where no page knows its proper name. */
export function itemText(item: string | null): string {
  if (item === null) return '';
  const words = item.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 2024 · Maret 2024 · semester II 2024 */
export function yearText(say: Say, year: number, period: string): string {
  return period === ''
    ? String(year)
    : `${say.word(`period.${period}`).replace('period.', '')} ${year}`;
}
