/**
 * Dates of birth as registers write them, to the number y · 10000 + m · 100 + d, and how two of them
 * agree. Years 1890 … 2100; a day that does not exist is no date.
 */
export interface DateReading {
  /** Which of 03/04/1978 is the day. The other order is taken where the first makes no date. Default dmy. */
  readonly order?: 'dmy' | 'mdy';
  /**
   * yyyymmdd. A two-digit year is the latest that makes a date not after it. Without it 00 … 29 are
   * 2000 … 2029 and 30 … 99 are 1930 … 1999, as Excel reads them.
   */
  readonly latest?: number;
}

const MONTHS: Readonly<Record<string, number>> = {
  JAN: 1,
  FEB: 2,
  PEB: 2,
  MAR: 3,
  APR: 4,
  MEI: 5,
  MAY: 5,
  JUN: 6,
  JUL: 7,
  AGU: 8,
  AGS: 8,
  AGT: 8,
  AUG: 8,
  SEP: 9,
  OKT: 10,
  OCT: 10,
  NOV: 11,
  NOP: 11,
  DES: 12,
  DEC: 12,
};

/** Month of an Indonesian or English name or its first three letters. */
const monthNamed = (word: string): number | undefined => MONTHS[word.slice(0, 3).toUpperCase()];

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isRealDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return year >= 1890 && year <= 2100 && day >= 1 && day <= last;
}

export interface WrittenDay {
  readonly date: number;
  /** The value only makes a date with day and month the other way round. */
  readonly turned: boolean;
}

/**
 * 17/07/1978 · 17-7-78 · 1978-07-17 (with or without a time) · 19780717 · 17071978 · 17 Juli 1978 ·
 * July 17, 1978 · 28688 (a spreadsheet's day number).
 */
export function readDay(text: string, reading: DateReading = {}): WrittenDay | undefined {
  const written = text.trim().replace(/^'/, '');
  const iso = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?$/.exec(written);
  if (iso) return day(made(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const numbers = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})(?: .*)?$/.exec(written);
  if (numbers) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), numbers[3] as string];
    const [d, m] = reading.order === 'mdy' ? [second, first] : [first, second];
    return day(dated(year, m, d, reading)) ?? day(dated(year, d, m, reading), true);
  }
  const words = /^(?:\p{L}+, *)?(\d{1,2})[-/. ]*(\p{L}{3,9})[-/., ]*(\d{4}|\d{2})(?: .*)?$/u.exec(
    written,
  );
  if (words) return named(words[3] as string, words[2] as string, words[1] as string, reading);
  const english = /^(\p{L}{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/u.exec(written);
  if (english)
    return named(english[3] as string, english[1] as string, english[2] as string, reading);
  if (/^\d{8}$/.test(written)) {
    const n = Number(written);
    return day(
      made(Math.floor(n / 1e4), Math.floor(n / 100) % 100, n % 100) ??
        made(n % 1e4, Math.floor(n / 1e4) % 100, Math.floor(n / 1e6)),
    );
  }
  return /^\d{4,5}(?:\.\d+)?$/.test(written) ? day(dateOfSerial(Number(written))) : undefined;
}

/** The date alone, see `readDay`. */
export const parseBirthDate = (text: string, reading?: DateReading): number | undefined =>
  readDay(text, reading)?.date;

const day = (date: number | undefined, turned = false): WrittenDay | undefined =>
  date === undefined ? undefined : { date, turned };

const made = (year: number, month: number, date: number): number | undefined =>
  isRealDate(year, month, date) ? year * 10000 + month * 100 + date : undefined;

function named(year: string, word: string, date: string, reading: DateReading) {
  const month = monthNamed(word);
  return month === undefined ? undefined : day(dated(year, month, Number(date), reading));
}

function dated(year: string, month: number, date: number, reading: DateReading) {
  if (year.length === 4) return made(Number(year), month, date);
  return dateInCentury(Number(year), month, date, reading.latest);
}

/** Date with a two-digit year; see `DateReading.latest`. */
export function dateInCentury(
  year: number,
  month: number,
  day: number,
  latest?: number,
): number | undefined {
  if (latest === undefined) return made((year < 30 ? 2000 : 1900) + year, month, day);
  const century = Math.floor(latest / 1e6) * 100;
  for (const from of [century, century - 100]) {
    const date = made(from + year, month, day);
    if (date !== undefined && date <= latest) return date;
  }
  return undefined;
}

/**
 * Day number of a spreadsheet (1 = 1 January 1900, 29 February 1900 counted as Excel does), from 1906
 * to 2099. 1978 is a year somebody typed, not a day in 1905.
 */
export function dateOfSerial(serial: number): number | undefined {
  if (!(serial >= 2200 && serial < 73_051)) return undefined;
  // Days since 1 March of year 0, split as in Fliegel & Van Flandern (1968), CACM 11(10), 657.
  const z = Math.floor(serial) - 25_569 + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 10000 + month * 100 + dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
}

/** 1 January, 1 July and 31 December: days that are written where only the year is known. */
export function isDefaultDate(date: number): boolean {
  const day = date % 10000;
  return day === 101 || day === 701 || day === 1231;
}

/**
 * How two dates agree, the strongest first. `exact-default`: the same 1 January (or other default day),
 * which many people share. `swapped`: day and month exchanged. `slip`: one digit, two neighbouring digits
 * exchanged, or the year one off with the same day and month. `default`: a default day on one side, years
 * at most one apart. `year`: same year only.
 */
export const BIRTH_DATE_LEVELS = [
  'exact',
  'exact-default',
  'swapped',
  'slip',
  'default',
  'year',
  'different',
] as const;

/** Index in BIRTH_DATE_LEVELS: 0 is the strongest agreement. Symmetric. */
export function birthDateLevel(a: number, b: number): number {
  if (a === b) return isDefaultDate(a) ? 1 : 0;
  const yearA = Math.floor(a / 10000);
  const yearB = Math.floor(b / 10000);
  const apart = Math.abs(yearA - yearB);
  const [dayA, dayB] = [a % 10000, b % 10000];
  if (apart === 0 && dayA === (dayB % 100) * 100 + Math.floor(dayB / 100)) return 2;
  if ((apart === 1 && dayA === dayB) || isSlip(a, b)) {
    // 1 January beside 11 January is rather a default than a slip of the pen.
    return apart === 0 && isDefaultDate(a) !== isDefaultDate(b) ? 4 : 3;
  }
  if (apart <= 1 && isDefaultDate(a) !== isDefaultDate(b)) return 4;
  return apart === 0 ? 5 : 6;
}

/** One digit differs, or two neighbours inside day, month or year are exchanged. */
function isSlip(a: number, b: number): boolean {
  let differing = 0;
  let exchanged = false;
  let [restA, restB] = [a, b];
  let [lastA, lastB] = [-1, -1];
  for (let place = 0; place < 8; place++) {
    const [digitA, digitB] = [restA % 10, restB % 10];
    if (digitA !== digitB) {
      differing++;
      // Places 0–1 are the day, 2–3 the month, 4–7 the year.
      if (differing === 2 && place !== 2 && place !== 4) {
        exchanged = digitA === lastB && digitB === lastA;
      }
      if (differing > 2) return false;
    }
    [lastA, lastB] = [digitA, digitB];
    restA = Math.floor(restA / 10);
    restB = Math.floor(restB / 10);
  }
  return differing === 1 || (differing === 2 && exchanged);
}
