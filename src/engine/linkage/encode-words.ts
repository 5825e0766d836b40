import { normaliseAddress } from './address.ts';
import { copied, numbered } from './encode-values.ts';
import { frequencyClasses, type Level, sharedInt32, sharedUint8 } from './levels.ts';
import type { LinkField, WordsField } from './link-fields.ts';
import { soundOf } from './name-spelling.ts';
import { normaliseName } from './person-name.ts';

/** A word tells no more than this, since a slip of the pen makes any word rare. */
const MOST_BITS = 12;
export const MOST_WORDS = 8;

/** Classes of likeness below `exact`, rising, and how many classes of what the agreeing words tell. */
export const LIKENESS = ['weak', 'part', 'similar', 'contained', 'very-similar'] as const;
export const TELLING_BITS = [0, 8, 14] as const;

/** Level of likeness class c (index in LIKENESS) where the agreeing words tell `bits`. */
export const nearLevel = (likeness: number, bits: number): number =>
  2 +
  likeness * TELLING_BITS.length +
  (bits >= TELLING_BITS[2] ? 2 : bits >= TELLING_BITS[1] ? 1 : 0);

export function encodeWords({ role, owner, texts, kind }: LinkField): WordsField {
  const words = new Map<string, number>();
  const letters: number[] = [];
  const wordStarts: number[] = [0];
  const isNumber: number[] = [];
  const soundNumbers = new Map<string, number>();
  const wordSounds: number[] = [];
  const starts: number[] = [0, 0];
  const valueWords: number[] = [];
  const wordNumber = (word: string): number => {
    let number = words.get(word);
    if (number === undefined) {
      number = words.size;
      words.set(word, number);
      for (let i = 0; i < word.length; i++) letters.push(word.charCodeAt(i));
      wordStarts.push(letters.length);
      const digits = /\d/.test(word);
      isNumber.push(digits ? 1 : 0);
      const sound = digits ? word : soundOf(word) || word;
      if (!soundNumbers.has(sound)) soundNumbers.set(sound, soundNumbers.size);
      wordSounds.push(soundNumbers.get(sound) as number);
    }
    return number;
  };
  const { values, counts } = numbered(texts, (text) => {
    const read = kind === 'name' ? normaliseName(text) : normaliseAddress(text);
    const tokens = [...new Set(read)].slice(0, MOST_WORDS);
    if (tokens.length === 0) return undefined;
    return {
      // Words in any order are one value: given and family name are often exchanged.
      key: [...tokens].sort().join(' '),
      add: () => {
        for (const token of tokens) valueWords.push(wordNumber(token));
        starts.push(valueWords.length);
      },
    };
  });
  const records = sharedInt32(words.size);
  let known = 0;
  for (let v = 1; v < counts.length; v++) {
    known += counts[v] as number;
    for (let k = starts[v] as number; k < (starts[v + 1] as number); k++) {
      const word = valueWords[k] as number;
      records[word] = (records[word] as number) + (counts[v] as number);
    }
  }
  const wordBits = new Float32Array(new SharedArrayBuffer(4 * words.size));
  records.forEach((count, w) => {
    const bits = Math.log2(Math.max(1, known) / Math.max(1, count));
    const most = (wordStarts[w + 1] as number) - (wordStarts[w] as number) === 1 ? 3 : MOST_BITS;
    wordBits[w] = Math.min(most, Math.max(0.5, bits));
  });
  const below: Level[] = [
    { name: 'missing', type: 'missing' },
    { name: 'different', type: 'different' },
    ...LIKENESS.flatMap((name) =>
      TELLING_BITS.map((bits): Level => ({ name, type: name === 'weak' ? 'far' : 'near', bits })),
    ),
  ];
  const allLetters = new Uint16Array(new SharedArrayBuffer(2 * letters.length));
  allLetters.set(letters);
  const wordIsNumber = sharedUint8(words.size);
  wordIsNumber.set(isNumber);
  return {
    form: 'words',
    role,
    owner,
    values,
    starts: copied(starts),
    valueWords: copied(valueWords),
    wordStarts: copied(wordStarts),
    letters: allLetters,
    wordSounds: copied(wordSounds),
    wordBits,
    wordRecords: records,
    wordIsNumber,
    ...frequencyClasses(counts, below),
  };
}
