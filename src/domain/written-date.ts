/**
 * Dates as people and Excel write them: 17/07/1978 · 17-7-78 · 1978-07-17 · 17 Juli 1978 · 28688 ·
 * a date cell. Results are ISO text without a time, so no zone can move them.
 */
export type DateOrder = 'dmy' | 'mdy';

export type WrittenDate =
  | { ok: true; date: string; turned: boolean }
  | { ok: false; why: 'blank' | 'unreadable' };

const MONTHS: Record<string, number> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  ags: 8,
  agt: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
};

/** `turned`: the value only makes sense with day and month the other way round. */
export function readDate(
  cell: string | number | Date | null,
  options: { order: DateOrder; reference: string },
): WrittenDate {
  if (cell === null) return { ok: false, why: 'blank' };
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime())
      ? { ok: false, why: 'unreadable' }
      : { ok: true, date: cell.toISOString().slice(0, 10), turned: false };
  }
  if (typeof cell === 'number') return fromSerial(cell);
  const text = cell.trim().replace(/^'/, '');
  if (text === '' || text === '-' || /^0+([-/.]0+)*$/.test(text))
    return { ok: false, why: 'blank' };

  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]), false);
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(?: .*)?$/.exec(text);
  if (numbers) {
    return ordered(Number(numbers[1]), Number(numbers[2]), numbers[3] ?? '', options);
  }
  const words = /^(?:\p{L}+, *)?(\d{1,2})[-/. ]*(\p{L}{3,9})\.?[-/., ]*(\d{2}|\d{4})$/u.exec(text);
  if (words) {
    const month = MONTHS[(words[2] ?? '').slice(0, 3).toLowerCase()];
    const year = fullYear(words[3] ?? '', month ?? 1, Number(words[1]), options.reference);
    return month === undefined
      ? { ok: false, why: 'unreadable' }
      : made(year, month, Number(words[1]), false);
  }
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (packed) return made(Number(packed[1]), Number(packed[2]), Number(packed[3]), false);
  if (/^\d{5}$/.test(text)) return fromSerial(Number(text));
  return { ok: false, why: 'unreadable' };
}

function ordered(
  first: number,
  second: number,
  yearText: string,
  options: { order: DateOrder; reference: string },
): WrittenDate {
  const [day, month] = options.order === 'dmy' ? [first, second] : [second, first];
  const straight = made(fullYear(yearText, month, day, options.reference), month, day, false);
  if (straight.ok) return straight;
  return made(fullYear(yearText, day, month, options.reference), day, month, true);
}

function made(year: number, month: number, day: number, turned: boolean): WrittenDate {
  return isRealDate(year, month, day)
    ? { ok: true, date: isoOf(year, month, day), turned }
    : { ok: false, why: 'unreadable' };
}

/** Days since 1900 as Excel counts them. 1978 is a year somebody typed, not a day in 1905. */
function fromSerial(serial: number): WrittenDate {
  if (!(serial >= 2200 && serial < 73_051)) return { ok: false, why: 'unreadable' };
  const date = new Date((Math.floor(serial) - 25_569) * 86_400_000);
  return { ok: true, date: date.toISOString().slice(0, 10), turned: false };
}

function fullYear(text: string, month: number, day: number, reference: string): number {
  if (text.length === 4) return Number(text);
  return Number(birthDateIn(Number(text), month, day, reference)?.slice(0, 4) ?? `19${text}`);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isRealDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return year >= 1890 && year <= 2100 && day >= 1 && day <= last;
}

const isoOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * A birth date with a two-digit year: of this century where that is not after the reference date,
 * else of the last. Undefined where no such day exists in either.
 */
export function birthDateIn(
  yearOfCentury: number,
  month: number,
  day: number,
  reference: string,
): string | undefined {
  const century = Number(reference.slice(0, 2)) * 100;
  for (const year of [century + yearOfCentury, century - 100 + yearOfCentury]) {
    if (!isRealDate(year, month, day)) continue;
    const date = isoOf(year, month, day);
    if (date <= reference) return date;
  }
  return undefined;
}

/** Which order a column of dates uses, from the values that leave no choice. */
export function dateOrderOf(values: readonly (string | number | Date | boolean | null)[]): {
  order: DateOrder;
  dayFirst: number;
  monthFirst: number;
  either: number;
} {
  let dayFirst = 0;
  let monthFirst = 0;
  let either = 0;
  for (const value of values) {
    const match =
      typeof value === 'string' ? /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(value) : null;
    if (match === null) continue;
    const first = Number(match[1]);
    const second = Number(match[2]);
    if (first > 12 && second <= 12) dayFirst++;
    else if (second > 12 && first <= 12) monthFirst++;
    else if (first !== second) either++;
  }
  return {
    order: monthFirst > 0 && dayFirst === 0 ? 'mdy' : 'dmy',
    dayFirst,
    monthFirst,
    either,
  };
}

/** Whole years on a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
