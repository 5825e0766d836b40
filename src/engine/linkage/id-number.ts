import { dateInCentury } from './birth-date.ts';
import { damerauLevenshtein } from './text-similarity.ts';

/**
 * Sixteen-digit numbers of people (NIK) and families (KK), and numbers of other lands of any length.
 * A spreadsheet keeps fifteen digits of a number: the sixteenth becomes 0, or all but a few are lost to
 * 3,2E+15.
 */
export interface IdNumber {
  /** Digits as they stand, lost ones as 0. */
  readonly digits: string;
  /** How many leading digits can be trusted; digits.length where nothing was lost. */
  readonly known: number;
}

export type WrittenId =
  | { readonly state: 'blank' | 'placeholder' | 'not-digits' }
  | ({ readonly state: 'read' } & IdNumber);

const PLAIN = /^\d+$/;
const EXPONENT = /^'?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i;

/** `lostLastDigit`: the file went through a spreadsheet, so a sixteenth digit 0 is no digit. */
export function readId(text: string, options: { lostLastDigit?: boolean } = {}): WrittenId {
  const written = text.trim();
  if (written === '' || written === '-' || written === "'") return { state: 'blank' };
  const exponent = EXPONENT.exec(written);
  if (exponent) {
    const mantissa = `${exponent[1]}${exponent[2] ?? ''}`;
    const length = Number(exponent[3]) + 1;
    const digits = mantissa.padEnd(length, '0').slice(0, length);
    // A short mantissa was rounded, so its last digit is not sure either.
    const shown = mantissa.replace(/0+$/, '').length;
    return { state: 'read', digits, known: mantissa.length < 15 ? Math.max(0, shown - 1) : 15 };
  }
  const digits = PLAIN.test(written)
    ? written
    : written.replace(/[.,]0{1,2}$/, '').replace(/^'|[\s.\-_/]/g, '');
  if (isPlaceholderId(digits)) return { state: 'placeholder' };
  if (!PLAIN.test(digits)) return { state: 'not-digits' };
  const lost = digits.length === 16 && digits.endsWith('0') && options.lostLastDigit === true;
  return { state: 'read', digits, known: lost ? 15 : digits.length };
}

/** Fewer digits of a damaged number would be only its region and part of a date. */
const ENOUGH = 10;

/** The number, or undefined where the cell holds none that could tell two people apart. */
export function normaliseId(
  text: string,
  options: { lostLastDigit?: boolean } = {},
): IdNumber | undefined {
  const read = readId(text, options);
  if (read.state !== 'read') return undefined;
  const { digits, known } = read;
  return known >= ENOUGH || (known > 1 && known === digits.length) ? { digits, known } : undefined;
}

/** 0, 0000…, 9999…, 1111… and 1234567890123456 stand for "unknown" and belong to nobody. */
export const isPlaceholderId = (digits: string): boolean =>
  /^(\d)\1*$/.test(digits) || digits === '1234567890123456';

/** Nearly all sixteen-digit numbers of a file end in 0: it was opened as numbers and saved again. */
export function lostLastDigits(values: Iterable<string | number | null>): boolean {
  let whole = 0;
  let zeros = 0;
  for (const value of values) {
    const digits = String(value ?? '').replace(/\D/g, '');
    if (digits.length !== 16 || isPlaceholderId(digits)) continue;
    whole++;
    if (digits.endsWith('0')) zeros++;
  }
  return whole >= 10 && zeros > whole * 0.8;
}

/**
 * How two numbers agree, the strongest first. `cut`: the same as far as both can be trusted, or alike
 * but for a sixteenth digit that is 0 on one side. `transposed`: two neighbours exchanged. `one-digit`:
 * one digit other, missing or too many. `two-digits`: two of these slips, one before the cut, or one that
 * is in the serial of sixteen digits only, since that is all that tells twins apart; two there: `different`.
 */
export const ID_LEVELS = [
  'exact',
  'cut',
  'transposed',
  'one-digit',
  'two-digits',
  'different',
] as const;

/** Where the serial begins: before it stand region and date, which twins and neighbours share. */
const SERIAL = 12;

/** Index in ID_LEVELS: 0 is the strongest agreement. Symmetric. */
export function idLevel(a: IdNumber, b: IdNumber): number {
  const whole = a.known === a.digits.length && b.known === b.digits.length;
  if (!whole) {
    const known = Math.min(a.known, b.known);
    const edits = damerauLevenshtein(a.digits.slice(0, known), b.digits.slice(0, known), 1);
    return edits === 0 ? 1 : edits === 1 ? 4 : 5;
  }
  if (a.digits.length === b.digits.length) {
    const first = firstDifference(a.digits, b.digits, 0);
    if (first < 0) return 0;
    const second = firstDifference(a.digits, b.digits, first + 1);
    if (second < 0) {
      const cut = first === 15 && (a.digits[15] === '0' || b.digits[15] === '0');
      return cut ? 1 : first >= SERIAL && a.digits.length === 16 ? 4 : 3;
    }
    if (
      second === first + 1 &&
      a.digits[first] === b.digits[second] &&
      a.digits[second] === b.digits[first] &&
      firstDifference(a.digits, b.digits, second + 1) < 0
    ) {
      return first >= SERIAL && a.digits.length === 16 ? 4 : 2;
    }
    if (first >= SERIAL && a.digits.length === 16) return 5;
  }
  const edits = damerauLevenshtein(a.digits, b.digits, 2);
  return edits > 2 ? 5 : edits === 2 ? 4 : 3;
}

function firstDifference(a: string, b: string, from: number): number {
  for (let i = from; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return i;
  return -1;
}

/**
 * What a NIK says: PPKKCC DDMMYY SSSS, day + 40 for a woman. Undefined where it is no sixteen digits,
 * the province is below 11, the serial is 0000 or the date does not exist. `latest` (yyyymmdd) decides
 * the century, see DateReading.
 */
export function readNikParts(
  digits: string,
  latest?: number,
): { birthDate: number; sex: 'm' | 'f' } | undefined {
  if (!/^\d{16}$/.test(digits) || digits < '11' || digits.endsWith('0000')) return undefined;
  const written = Number(digits.slice(6, 8));
  const woman = written > 40;
  const birthDate = dateInCentury(
    Number(digits.slice(10, 12)),
    Number(digits.slice(8, 10)),
    woman ? written - 40 : written,
    latest,
  );
  return birthDate === undefined ? undefined : { birthDate, sex: woman ? 'f' : 'm' };
}
