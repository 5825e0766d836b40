import { sharedInt32 } from './levels.ts';
import type {
  CategoryField,
  CodeField,
  DateField,
  EncodedField,
  WordsField,
} from './link-fields.ts';
import { soundKey } from './name-spelling.ts';

/**
 * One property of a field by which records can be brought together: the whole value, or a part that
 * survives damage to the rest. A record has up to `slots` keys (one for each word of a name); 0 is none.
 */
export interface BlockingKey {
  readonly role: string;
  /** Index of the field. */
  readonly field: number;
  readonly name: string;
  readonly slots: number;
  /** Keys of record r: keys[r · slots] …; no key twice. */
  readonly keys: Int32Array;
}

export function blockingKeys(fields: readonly EncodedField[]): BlockingKey[] {
  return fields.flatMap((field, f) =>
    keysOfField(field, (name, slots, keysOf) => ofValues(field, f, name, slots, keysOf)),
  );
}

function keysOfField(field: EncodedField, make: Make): BlockingKey[] {
  switch (field.form) {
    case 'words':
      return wordKeys(field, make);
    case 'date':
      return dateKeys(field, make);
    case 'code':
      return codeKeys(field, make);
    case 'category':
      return categoryKeys(field, make);
  }
}

type Make = (
  name: string,
  slots: number,
  keysOf: (value: number) => readonly number[],
) => BlockingKey;

function ofValues(
  field: EncodedField,
  index: number,
  name: string,
  slots: number,
  keysOf: (value: number) => readonly number[],
): BlockingKey {
  const values = field.exactLevel.length;
  const ofValue = new Int32Array(values * slots);
  for (let v = 1; v < values; v++) {
    let at = 0;
    for (const key of new Set(keysOf(v))) {
      if (at === slots) break;
      if (key !== 0) ofValue[v * slots + at++] = key;
    }
  }
  const records = field.values.length;
  const keys = sharedInt32(records * slots);
  for (let r = 0; r < records; r++) {
    const v = field.values[r] as number;
    for (let s = 0; s < slots; s++) keys[r * slots + s] = ofValue[v * slots + s] as number;
  }
  return { role: field.role, field: index, name, slots, keys };
}

function wordKeys(field: WordsField, make: Make): BlockingKey[] {
  const { starts, valueWords, wordStarts, letters, wordBits } = field;
  const count = wordStarts.length - 1;
  const sound = new Int32Array(count);
  const start = new Int32Array(count);
  const end = new Int32Array(count);
  for (let w = 0; w < count; w++) {
    let text = '';
    for (let k = wordStarts[w] as number; k < (wordStarts[w + 1] as number); k++)
      text += String.fromCharCode(letters[k] as number);
    if (text.length < 2) continue;
    sound[w] = hashed(/\d/.test(text) ? text : soundKey(text));
    start[w] = hashed(text.slice(0, 3));
    end[w] = hashed(text.slice(-3));
  }
  /** Most telling words first. */
  const wordsOf = (v: number): number[] =>
    Array.from(valueWords.subarray(starts[v] as number, starts[v + 1] as number))
      .filter((w) => sound[w] !== 0)
      .sort((a, b) => (wordBits[b] as number) - (wordBits[a] as number));
  const pairs = (of: Int32Array) => (v: number) => {
    const words = wordsOf(v).slice(0, 4);
    const found: number[] = [];
    for (let i = 0; i < words.length; i++)
      for (let j = 0; j < i; j++)
        found.push(together(of[words[i] as number] as number, of[words[j] as number] as number));
    return words.length === 1 ? [of[words[0] as number] as number] : found;
  };
  return [
    make('same', 1, (v) => [v]),
    make('word-sound', 3, (v) => wordsOf(v).map((w) => sound[w] as number)),
    make('two-sounds', 6, pairs(sound)),
    make('word-start', 3, (v) => wordsOf(v).map((w) => start[w] as number)),
    make('word-end', 3, (v) => wordsOf(v).map((w) => end[w] as number)),
    make('two-starts', 6, pairs(start)),
    make('two-ends', 6, pairs(end)),
  ];
}

function dateKeys({ dates }: DateField, make: Make): BlockingKey[] {
  const year = (v: number) => Math.floor((dates[v] as number) / 10000);
  const day = (v: number) => (dates[v] as number) % 100;
  const month = (v: number) => Math.floor((dates[v] as number) / 100) % 100;
  return [
    make('same', 1, (v) => [v]),
    make('year', 1, (v) => [year(v)]),
    make('month-day', 1, (v) => [1 + month(v) * 100 + day(v)]),
    make('year-month', 1, (v) => [1 + year(v) * 100 + month(v)]),
    make('year-day', 1, (v) => [1 + year(v) * 100 + day(v)]),
    make('swapped', 1, (v) => {
      const [low, high] = [Math.min(month(v), day(v)), Math.max(month(v), day(v))];
      return [1 + year(v) * 10000 + low * 100 + high];
    }),
  ];
}

function codeKeys({ starts, digits }: CodeField, make: Make): BlockingKey[] {
  const part = (v: number, from: number, to: number): number => {
    const first = starts[v] as number;
    const length = (starts[v + 1] as number) - first;
    const [begin, stop] = [Math.floor(length * from), Math.ceil(length * to)];
    let text = '';
    for (let k = begin; k < stop; k++) text += String.fromCharCode(digits[first + k] as number);
    return hashed(`${length}/${text}`);
  };
  return [
    make('same', 1, (v) => [v]),
    make('front', 1, (v) => [part(v, 0, 0.5)]),
    make('back', 1, (v) => [part(v, 0.5, 1)]),
    make('middle', 1, (v) => [part(v, 0.25, 0.75)]),
    make('all-but-last', 1, (v) => [part(v, 0, 0.9)]),
  ];
}

function categoryKeys({ fronts }: CategoryField, make: Make): BlockingKey[] {
  return [
    make('same', 1, (v) => [v]),
    ...fronts.map((front, i) => make(`front-${i + 1}`, 1, (v) => [front[v] as number])),
  ];
}

/** FNV-1a over UTF-16 units, never 0. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** Key of two keys in any order; 0 where one is none. */
export function together(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  const [low, high] = a < b ? [a, b] : [b, a];
  return joinedKey(low, high);
}

/** Key of two keys of different kinds; 0 where one is none. */
export function joinedKey(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash === 0 ? 1 : hash;
}
