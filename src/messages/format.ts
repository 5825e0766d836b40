/**
 * Numbers, money, dates as Indonesian offices write them (and English in its own way). Times are
 * always WITA and say so: zones are confused in daily life.
 */
export type Language = 'id' | 'en';

const locale = (language: Language): string => (language === 'id' ? 'id-ID' : 'en-GB');
const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, digits: number, minimum: number): Intl.NumberFormat {
  const key = `${language}${digits}/${minimum}`;
  let format = cache.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale(language), {
      maximumFractionDigits: digits,
      minimumFractionDigits: minimum,
    });
    cache.set(key, format);
  }
  return format;
}

/** 1.234,5 with at most `digits` decimals. */
export function formatNumber(value: number, language: Language = 'id', digits = 0): string {
  return numberFormat(language, digits, 0).format(value);
}

/** Always two decimals, as BPS prints poverty rates: 11,27%. */
export function formatPercent(value: number, language: Language = 'id', digits = 2): string {
  return `${numberFormat(language, digits, digits).format(value)}%`;
}

/** Rp 1.234.567, with a space that does not break. */
export function formatRupiah(value: number, language: Language = 'id'): string {
  return `Rp\u00a0${formatNumber(Math.round(value), language)}`;
}

/** Rp 1,3 miliar · Rp 240 jt · Rp 950 rb: for headlines; tables use full figures or one named unit. */
export function formatRupiahShort(value: number, language: Language = 'id'): string {
  const words =
    language === 'id'
      ? { e12: 'triliun', e9: 'miliar', e6: 'jt', e3: 'rb' }
      : { e12: 'trillion', e9: 'billion', e6: 'million', e3: 'thousand' };
  const size = Math.abs(value);
  const say = (divisor: number, word: string, digits: number) =>
    `Rp\u00a0${formatNumber(value / divisor, language, digits)}\u00a0${word}`;
  if (size >= 1e12) return say(1e12, words.e12, 2);
  if (size >= 1e9) return say(1e9, words.e9, 2);
  if (size >= 1e6) return say(1e6, words.e6, size >= 1e8 ? 0 : 1);
  if (size >= 1e3) return say(1e3, words.e3, 0);
  return formatRupiah(value, language);
}

/** `2024-07-17` → 17 Juli 2024. Dates without a time stay text: no zone can move them. */
export function formatDate(isoDate: string, language: Language = 'id'): string {
  const [y, m, d] = isoDate.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(y ?? 1970, (m ?? 1) - 1, d ?? 1));
  return new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}

/** ISO time → 17 Juli 2024 22.45 WITA. */
export function formatTime(iso: string, language: Language = 'id'): string {
  const date = new Date(iso);
  const day = new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Asia/Makassar',
  }).format(date);
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Makassar',
  }).formatToParts(date);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${day} ${part('hour')}.${part('minute')} WITA`;
}

/** A NIK or KK with only the last four digits: the first twelve give area, birth date and sex away. */
export function maskNumber(lastFour: string): string {
  return `•••• •••• •••• ${lastFour.slice(-4)}`;
}

export const collator = new Intl.Collator('id', { numeric: true, sensitivity: 'base' });
