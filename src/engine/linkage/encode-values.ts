import { BIRTH_DATE_LEVELS, parseBirthDate } from './birth-date.ts';
import { ID_LEVELS, lostLastDigits, normaliseId, readNikParts } from './id-number.ts';
import { frequencyClasses, type Level, sharedInt32, sharedUint8 } from './levels.ts';
import type { CategoryField, CodeField, DateField, LinkField } from './link-fields.ts';

const MISSING: Level = { name: 'missing', type: 'missing' };
const DIFFERENT: Level = { name: 'different', type: 'different' };
const FAR = ['year', 'two-digits', 'date-part', 'serial'];
const near = (name: string): Level => ({ name, type: FAR.includes(name) ? 'far' : 'near' });

/** Level of a pair of dates from its index in BIRTH_DATE_LEVELS; 0 stands for "exact". */
export const DATE_LEVEL_OF = Uint8Array.from(BIRTH_DATE_LEVELS, (name) =>
  name.startsWith('exact')
    ? 0
    : 1 + ['different', 'year', 'default', 'slip', 'swapped'].indexOf(name),
);
/** `serial`: a NIK of the same region, birth date and sex, but another serial number; `date-part`: one
 * or two digits of the birth date differ, which says little more than the dates themselves. */
const CODE_LEVELS = [
  'different',
  'two-digits',
  'date-part',
  'serial',
  'one-digit',
  'transposed',
  'cut',
];
export const SERIAL_LEVEL = 1 + CODE_LEVELS.indexOf('serial');
export const DATE_PART_LEVEL = 1 + CODE_LEVELS.indexOf('date-part');
/** The same for ID_LEVELS. */
export const CODE_LEVEL_OF = Uint8Array.from(ID_LEVELS, (name) =>
  name === 'exact' ? 0 : 1 + CODE_LEVELS.indexOf(name),
);

export function encodeDates({ role, owner, texts }: LinkField): DateField {
  const dates: number[] = [0];
  const { values, counts } = numbered(texts, (text) => {
    const date = parseBirthDate(text) ?? impossibleDate(text);
    return date === undefined ? undefined : { key: date, add: () => dates.push(date) };
  });
  const below = [MISSING, DIFFERENT, ...['year', 'default', 'slip', 'swapped'].map(near)];
  return {
    form: 'date',
    role,
    owner,
    values,
    dates: copied(dates),
    ...frequencyClasses(counts, below),
  };
}

/** 19551192 is no date, but it is one slip away from one. */
function impossibleDate(text: string): number | undefined {
  const digits = text.replace(/\D/g, '');
  return digits.length === 8 && !/^0+$/.test(digits) ? Number(digits) : undefined;
}

export function encodeCodes({ role, owner, texts }: LinkField): CodeField {
  const lostLastDigit = lostLastDigits(texts);
  const starts: number[] = [0, 0];
  const digits: number[] = [];
  const known: number[] = [0];
  let niks = 0;
  const { values, counts } = numbered(texts, (text) => {
    const id = normaliseId(text, { lostLastDigit }) ?? lettersAndDigits(text);
    if (id === undefined) return undefined;
    return {
      key: `${id.digits}/${id.known}`,
      add: () => {
        for (let i = 0; i < id.digits.length; i++) digits.push(id.digits.charCodeAt(i));
        starts.push(digits.length);
        known.push(id.known);
        if (readNikParts(id.digits) !== undefined) niks++;
      },
    };
  });
  const below = [MISSING, DIFFERENT, ...CODE_LEVELS.slice(1).map(near)];
  const sharedDigits = sharedUint8(digits.length);
  sharedDigits.set(digits);
  const sharedKnown = sharedUint8(known.length);
  sharedKnown.set(known);
  return {
    form: 'code',
    role,
    owner,
    values,
    starts: copied(starts),
    digits: sharedDigits,
    known: sharedKnown,
    isNik: owner === 'person' && niks > known.length / 2,
    ...frequencyClasses(counts, below),
  };
}

/** Passport numbers, codes with letters: compared like digits, letter by letter. */
function lettersAndDigits(text: string): { digits: string; known: number } | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 40);
  if (plain.length < 2 || /^(.)\1*$/.test(plain)) return undefined;
  return { digits: plain, known: plain.length };
}

/** Length of the fronts of codes that say a larger region: 74.01.01.2001 and its forms without dots. */
const FRONTS: Readonly<Record<number, readonly number[]>> = {
  13: [8, 5],
  10: [6, 4],
};

export function encodeCategories({ role, owner, texts, kind }: LinkField): CategoryField {
  const names: string[] = [''];
  const { values, counts } = numbered(texts, (text) => {
    const plain = text.trim().toUpperCase().replace(/\s+/g, ' ');
    if (plain === '' || plain === '-') return undefined;
    const key = role === 'sex' ? sexOf(plain) : plain;
    return { key, add: () => names.push(key) };
  });
  const fronts: Int32Array[] = [];
  if (kind === 'region') {
    for (const step of [1, 0]) {
      const seen = new Map<string, number>();
      const front = sharedInt32(names.length);
      names.forEach((name, v) => {
        const length = FRONTS[name.length]?.[step];
        if (length === undefined) return;
        const text = name.slice(0, length);
        if (!seen.has(text)) seen.set(text, seen.size + 1);
        front[v] = seen.get(text) as number;
      });
      if (seen.size > 0) fronts.push(front);
    }
  }
  const below = [MISSING, DIFFERENT, ...fronts.map((_, i) => near(`front-${i + 1}`))];
  return { form: 'category', role, owner, values, fronts, ...frequencyClasses(counts, below) };
}

function sexOf(plain: string): string {
  if (/^(L|LK|LAKI.*|PRIA|M|MALE|1)$/.test(plain)) return 'L';
  return /^(P|PR|PEREMPUAN|WANITA|F|FEMALE|2)$/.test(plain) ? 'P' : plain;
}

/** Numbers the distinct values of a column from 1; equal texts are read once. */
export function numbered(
  texts: readonly string[],
  read: (text: string) => { key: string | number; add: () => void } | undefined,
): { values: Int32Array; counts: Int32Array } {
  const values = sharedInt32(texts.length);
  const ofText = new Map<string, number>([['', 0]]);
  const ofKey = new Map<string | number, number>();
  const counts: number[] = [0];
  texts.forEach((text, row) => {
    let value = ofText.get(text);
    if (value === undefined) {
      const found = read(text);
      value = found === undefined ? 0 : ofKey.get(found.key);
      if (value === undefined && found !== undefined) {
        value = counts.length;
        counts.push(0);
        ofKey.set(found.key, value);
        found.add();
      }
      ofText.set(text, value as number);
    }
    values[row] = value as number;
    counts[value as number] = (counts[value as number] as number) + 1;
  });
  return { values, counts: Int32Array.from(counts) };
}

export function copied(values: readonly number[]): Int32Array {
  const shared = sharedInt32(values.length);
  shared.set(values);
  return shared;
}
