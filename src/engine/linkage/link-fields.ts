import type { Level } from './levels.ts';

/**
 * What a column says about a person or a family:
 * `name`, `address` and `words` are compared word by word, `date` as a date of birth, `code` as a number
 * with slips (NIK, KK, telephone), `region` from the left (a code whose front is the larger region),
 * `category` equal or not.
 */
export type FieldKind = 'name' | 'date' | 'code' | 'region' | 'category' | 'words' | 'address';

/**
 * Whose the value is. `person`: nobody else in the household has it but by chance. `household`: everybody
 * in it has. `open`: not known, learned from the pairs.
 */
export type Owner = 'person' | 'household' | 'open';

export interface LinkField {
  /** Unique among the fields. */
  readonly role: string;
  readonly kind: FieldKind;
  readonly owner: Owner;
  /** One for each record, '' where unknown. */
  readonly texts: readonly string[];
}

/** Typed arrays over shared memory, so that workers see them without a copy. Value 0 is "unknown". */
export type EncodedField = WordsField | DateField | CodeField | CategoryField;

interface Encoded {
  readonly role: string;
  readonly owner: Owner;
  readonly levels: readonly Level[];
  /** Value of each record, 0 where unknown. */
  readonly values: Int32Array;
  /** Of each value: which exact level it has when both records share it. */
  readonly exactLevel: Uint8Array;
}

export interface WordsField extends Encoded {
  readonly form: 'words';
  /** Words of value v: valueWords[starts[v]] … valueWords[starts[v + 1] − 1]. */
  readonly starts: Int32Array;
  readonly valueWords: Int32Array;
  /** Word w is letters[wordStarts[w]] … in UTF-16 units. */
  readonly wordStarts: Int32Array;
  readonly letters: Uint16Array;
  /** How each word sounds, as a number: equal numbers sound alike. */
  readonly wordSounds: Int32Array;
  /** −log2 of the share of records that have the word, at most `MOST_BITS`. */
  readonly wordBits: Float32Array;
  /** Records that have the word. */
  readonly wordRecords: Int32Array;
  /** Words with digits agree exactly or not at all. */
  readonly wordIsNumber: Uint8Array;
}

export interface DateField extends Encoded {
  readonly form: 'date';
  /** yyyymmdd of each value. */
  readonly dates: Int32Array;
}

export interface CodeField extends Encoded {
  readonly form: 'code';
  /** Digits of value v: digits[starts[v]] … ; only the first known[v] can be trusted. */
  readonly starts: Int32Array;
  readonly digits: Uint8Array;
  readonly known: Uint8Array;
  /** Most are NIK: region, birth date and a serial number, so that twins differ in the last digits only. */
  readonly isNik: boolean;
}

export interface CategoryField extends Encoded {
  readonly form: 'category';
  /** For each shorter front of the code: the number of the front of each value; empty for plain values. */
  readonly fronts: readonly Int32Array[];
}
