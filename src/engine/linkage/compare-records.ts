import { birthDateLevel, isDefaultDate } from './birth-date.ts';
import { wordsComparison } from './compare-words.ts';
import { CODE_LEVEL_OF, DATE_LEVEL_OF, DATE_PART_LEVEL, SERIAL_LEVEL } from './encode-values.ts';
import { type IdNumber, idLevel } from './id-number.ts';
import type { CategoryField, CodeField, DateField, EncodedField } from './link-fields.ts';

/** Level of two values of one field: the same for (a, b) and (b, a). */
export type ValueComparison = (a: number, b: number) => number;

export function valueComparison(field: EncodedField): ValueComparison {
  switch (field.form) {
    case 'words':
      return wordsComparison(field);
    case 'date':
      return dateComparison(field);
    case 'code':
      return codeComparison(field);
    case 'category':
      return categoryComparison(field);
  }
}

function dateComparison({ dates, exactLevel }: DateField): ValueComparison {
  return (a, b) => {
    if (a === 0 || b === 0) return 0;
    if (a === b) return exactLevel[a] as number;
    const [x, y] = [dates[a] as number, dates[b] as number];
    // 1 January of two years is not one date with a slip: both stand for a year only.
    if (isDefaultDate(x) && isDefaultDate(y) && Math.abs(x - y) > 10000) return 1;
    return DATE_LEVEL_OF[birthDateLevel(x, y)] as number;
  };
}

const ZERO = 48;
/** Of a NIK: region, then birth date, then serial number. */
const DATE_FROM = 6;
const SERIAL_FROM = 12;

function codeComparison({ starts, digits, known, exactLevel, isNik }: CodeField): ValueComparison {
  const number = (v: number): IdNumber => {
    let text = '';
    for (let k = starts[v] as number; k < (starts[v + 1] as number); k++)
      text += String.fromCharCode(digits[k] as number);
    return { digits: text, known: known[v] as number };
  };
  const shifted = (of: number, by: number, first: number, end: number): boolean => {
    for (let k = first; k < end; k++) if (digits[of + k + 1] !== digits[by + k]) return false;
    return true;
  };
  const last = (v: number) => digits[(starts[v + 1] as number) - 1];
  /** A spreadsheet puts 0 for a sixteenth digit. */
  const endsInZero = (a: number, b: number) => last(a) === ZERO || last(b) === ZERO;
  return (a, b) => {
    if (a === 0 || b === 0) return 0;
    if (a === b) return exactLevel[a] as number;
    const fromA = starts[a] as number;
    const fromB = starts[b] as number;
    const n = (starts[a + 1] as number) - fromA;
    const m = (starts[b + 1] as number) - fromB;
    if (n === m && known[a] === n && known[b] === m) {
      let apart = 0;
      let front = 0;
      let inDate = 0;
      for (let k = 0; k < n; k++) {
        if (digits[fromA + k] !== digits[fromB + k]) {
          apart++;
          if (k >= DATE_FROM && k < SERIAL_FROM) inDate++;
        } else if (apart === 0) front++;
      }
      if (isNik && n === 16 && front >= SERIAL_FROM && !(front === 15 && endsInZero(a, b)))
        return SERIAL_LEVEL;
      if (isNik && n === 16 && apart <= 2 && inDate === apart) return DATE_PART_LEVEL;
      // Two slips that leave the length: at most four places differ, or what lies between is shifted.
      if (apart > 4) {
        let back = n - 1;
        while (digits[fromA + back] === digits[fromB + back]) back--;
        if (!shifted(fromA, fromB, front, back) && !shifted(fromB, fromA, front, back)) return 1;
      }
    }
    return CODE_LEVEL_OF[idLevel(number(a), number(b))] as number;
  };
}

function categoryComparison({ fronts, exactLevel }: CategoryField): ValueComparison {
  return (a, b) => {
    if (a === 0 || b === 0) return 0;
    if (a === b) return exactLevel[a] as number;
    let level = 1;
    for (let f = 0; f < fronts.length; f++) {
      const front = fronts[f] as Int32Array;
      if (front[a] !== 0 && front[a] === front[b]) level = 2 + f;
    }
    return level;
  };
}

/** Pattern of a pair: its levels as digits of one number, the last field in the lowest place. */
export function patternRadices(fields: readonly EncodedField[]): number[] {
  const radices = new Array<number>(fields.length).fill(1);
  for (let f = fields.length - 2; f >= 0; f--)
    radices[f] = (radices[f + 1] as number) * (fields[f + 1] as EncodedField).levels.length;
  return radices;
}

export function recordComparison(
  fields: readonly EncodedField[],
): (i: number, j: number) => number {
  const comparisons = fields.map(valueComparison);
  const values = fields.map((f) => f.values);
  const radices = patternRadices(fields);
  const count = fields.length;
  return (i, j) => {
    let code = 0;
    for (let f = 0; f < count; f++) {
      const column = values[f] as Int32Array;
      const level = (comparisons[f] as ValueComparison)(column[i] as number, column[j] as number);
      code += level * (radices[f] as number);
    }
    return code;
  };
}

export function levelsOfPattern(code: number, fields: readonly EncodedField[]): number[] {
  const levels = new Array<number>(fields.length);
  let rest = code;
  for (let f = fields.length - 1; f >= 0; f--) {
    const radix = (fields[f] as EncodedField).levels.length;
    levels[f] = rest % radix;
    rest = Math.floor(rest / radix);
  }
  return levels;
}
