import { dateOfSerial, readDay } from '#engine/linkage/birth-date.ts';

/**
 * Dates as people and Excel write them: 17/07/1978 · 17-7-78 · 1978-07-17 · 17 Juli 1978 · 28688 ·
 * a date cell. Results are ISO text without a time, so no zone can move them.
 */
export type DateOrder = 'dmy' | 'mdy';

export type WrittenDate =
  | { ok: true; date: string; turned: boolean }
  | { ok: false; why: 'blank' | 'unreadable' };

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
  if (typeof cell === 'number') return found(dateOfSerial(cell), false);
  const text = cell.trim().replace(/^'/, '');
  if (text === '' || text === '-' || /^0+([-/.]0+)*$/.test(text))
    return { ok: false, why: 'blank' };
  const day = readDay(text, { order: options.order, latest: numberOf(options.reference) });
  return found(day?.date, day?.turned ?? false);
}

const found = (date: number | undefined, turned: boolean): WrittenDate =>
  date === undefined
    ? { ok: false, why: 'unreadable' }
    : { ok: true, date: isoOfNumber(date), turned };

/** 1978-07-17 ↔ 19780717, the form of dates in the engine. */
export const numberOf = (iso: string): number => Number(iso.slice(0, 10).replaceAll('-', ''));
export const isoOfNumber = (date: number): string =>
  String(date).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

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
