import { isPlaceholderId, readId, readNikParts } from '#engine/linkage/id-number.ts';
import { type Reason, reason } from './reason.ts';
import { isoOfNumber, numberOf } from './written-date.ts';

/**
 * NIK: PPKKCC DDMMYY SSSS. Province, kabupaten and kecamatan of the first registration (never the
 * place somebody lives now), date of birth with the day + 40 for women, a serial from 0001. Sixteen
 * digits are kept as text: a JavaScript number is exact only below 9.007e15, and Excel keeps fifteen.
 */
export type NikState = 'ok' | 'suspect' | 'damaged' | 'none';

export interface ReadNik {
  readonly state: NikState;
  /** What identifies, or what was read: digits for `ok` and `suspect`, null otherwise. */
  readonly digits: string | null;
  readonly sex: 'm' | 'f' | null;
  readonly birthDate: string | null;
  readonly warning: Reason | null;
}

const none = (warning: Reason | null): ReadNik => ({
  state: 'none',
  digits: null,
  sex: null,
  birthDate: null,
  warning,
});
const damaged: ReadNik = {
  state: 'damaged',
  digits: null,
  sex: null,
  birthDate: null,
  warning: reason('nik-damaged'),
};

interface NikOptions {
  /** ISO date that decides the century of a two-digit year: nobody is born after it. */
  readonly reference: string;
  /** The file went through Excel as numbers: every last digit became 0. */
  readonly lostLastDigit?: boolean;
}

/** Reads a NIK as it stands in a file. Doubt is a warning, never a refusal: the family is still there. */
export function readNik(cell: string | number | null, options: NikOptions): ReadNik {
  const written = readSixteen(cell, options.lostLastDigit ?? false);
  switch (written.state) {
    case 'blank':
      return none(reason('nik-missing'));
    case 'placeholder':
      return none(reason('nik-placeholder'));
    case 'damaged':
      return damaged;
    case 'not-digits':
      return { ...none(reason('nik-not-digits')), state: 'suspect' };
    case 'length': {
      const n = written.digits.length;
      return {
        ...none(reason('nik-length', { n })),
        state: 'suspect',
        digits: written.digits.slice(0, 32),
      };
    }
    case 'ok':
      return readParts(written.digits, options.reference);
  }
}

function readParts(digits: string, reference: string): ReadNik {
  const suspect = (code: string): ReadNik => ({
    state: 'suspect',
    digits,
    sex: null,
    birthDate: null,
    warning: reason(code),
  });
  if (digits < '11') return suspect('nik-province');
  if (digits.endsWith('0000')) return suspect('nik-serial');
  const parts = readNikParts(digits, numberOf(reference));
  if (parts === undefined) return suspect('nik-date');
  const { sex, birthDate } = parts;
  return { state: 'ok', digits, sex, birthDate: isoOfNumber(birthDate), warning: null };
}

export type KkState = 'ok' | 'suspect' | 'damaged' | 'none';

/** KK: six digits of place, date of issue without the + 40, serial. Changes whenever a family splits. */
export function readKk(
  cell: string | number | null,
  lostLastDigit = false,
): { state: KkState; digits: string | null; warning: Reason | null } {
  const written = readSixteen(cell, lostLastDigit);
  switch (written.state) {
    case 'blank':
      return { state: 'none', digits: null, warning: null };
    case 'placeholder':
      return { state: 'none', digits: null, warning: reason('kk-placeholder') };
    case 'damaged':
      return { state: 'damaged', digits: null, warning: reason('kk-damaged') };
    case 'not-digits':
      return { state: 'suspect', digits: null, warning: reason('kk-not-digits') };
    case 'length':
      return {
        state: 'suspect',
        digits: null,
        warning: reason('kk-length', { n: written.digits.length }),
      };
    case 'ok':
      return { state: 'ok', digits: written.digits, warning: null };
  }
}

type Sixteen =
  | { state: 'blank' | 'placeholder' | 'damaged' | 'not-digits' }
  | { state: 'length' | 'ok'; digits: string };

function readSixteen(cell: string | number | null, lostLastDigit: boolean): Sixteen {
  if (cell === null) return { state: 'blank' };
  // Fifteen digits are all Excel keeps of a number; the sixteenth it shows is made up.
  if (typeof cell === 'number') {
    if (cell >= 1e15) return { state: 'damaged' };
    return isPlaceholderId(String(cell)) || cell < 0
      ? { state: 'placeholder' }
      : { state: 'length', digits: String(cell) };
  }
  const read = readId(cell, { lostLastDigit });
  if (read.state !== 'read') return { state: read.state };
  if (read.known < read.digits.length) return { state: 'damaged' };
  return { state: read.digits.length === 16 ? 'ok' : 'length', digits: read.digits };
}

/** A NIK nobody has: province 99 does not exist. Example data carry it, real data never do. */
export const isSyntheticNik = (digits: string): boolean => digits.startsWith('99');
