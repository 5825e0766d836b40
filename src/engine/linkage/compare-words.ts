import { MOST_WORDS, nearLevel } from './encode-words.ts';
import type { WordsField } from './link-fields.ts';
import { jaroWinkler } from './text-similarity.ts';

const SAME_SOUND = 0.95;
const INITIAL = 0.9;
/** Below this Jaro–Winkler two words are different ones that share letters. */
const ALIKE = 0.8;
/** A word counts as found on the other side from here on. */
const FOUND = 0.86;
/**
 * A slip of the pen makes a rare word: of two alike words that both have this share of the other's
 * records, each is a word of its own (PETER and DIETER), and no more alike than this.
 */
const SLIPS = 0.05;
/** … in more records than one slip is copied into. */
const SLIP_REPEATED = 2;
const TWO_WORDS = 0.8;
/** Lower bounds of the likeness classes weak, part, similar, very-similar. */
const CLASSES = [0.35, 0.6, 0.8, 0.92] as const;

/**
 * Level of two values of a words field. Words are paired by their likeness (Jaro–Winkler, sound,
 * initials), best first, in any order. Likeness of the values: of what all words tell (in bits, see
 * `wordBits`), the part told by agreeing words (soft TF-IDF, Cohen, Ravikumar & Fienberg 2003).
 */
export function wordsComparison(field: WordsField): (a: number, b: number) => number {
  const { starts, valueWords, wordBits, exactLevel } = field;
  const likeness = wordLikeness(field);
  const alike = new Float64Array(MOST_WORDS * MOST_WORDS);
  const joined = joinedWords(field);
  const usedA = new Uint8Array(MOST_WORDS);
  const usedB = new Uint8Array(MOST_WORDS);

  return (a, b) => {
    if (a === 0 || b === 0) return 0;
    if (a === b) return exactLevel[a] as number;
    const fromA = starts[a] as number;
    const fromB = starts[b] as number;
    const n = (starts[a + 1] as number) - fromA;
    const m = (starts[b + 1] as number) - fromB;
    let any = false;
    for (let i = 0; i < n; i++) {
      usedA[i] = 0;
      for (let j = 0; j < m; j++) {
        const s = likeness(valueWords[fromA + i] as number, valueWords[fromB + j] as number);
        alike[i * MOST_WORDS + j] = s;
        if (s > 0) any = true;
      }
    }
    if (!any) return joined(a, b) ? nearLevel(4, 15) : 1;
    for (let j = 0; j < m; j++) usedB[j] = 0;
    let agreeing = 0;
    let paired = 0;
    let found = 0;
    let told = 0;
    for (let left = Math.min(n, m); left > 0; left--) {
      let best = 0;
      let bestBits = 0;
      let [atA, atB] = [-1, -1];
      for (let i = 0; i < n; i++) {
        if (usedA[i] === 1) continue;
        const bitsA = wordBits[valueWords[fromA + i] as number] as number;
        for (let j = 0; j < m; j++) {
          if (usedB[j] === 1) continue;
          const s = alike[i * MOST_WORDS + j] as number;
          if (s === 0 || s < best) continue;
          const bits = Math.min(bitsA, wordBits[valueWords[fromB + j] as number] as number);
          if (s > best || bits > bestBits) {
            best = s;
            bestBits = bits;
            atA = i;
            atB = j;
          }
        }
      }
      if (atA < 0) break;
      usedA[atA] = 1;
      usedB[atB] = 1;
      agreeing += best * bestBits;
      paired += bestBits;
      if (best >= FOUND) {
        found++;
        told += bestBits;
      }
    }
    let extra = 0;
    for (let i = 0; i < n; i++)
      if (usedA[i] === 0) extra += wordBits[valueWords[fromA + i] as number] as number;
    for (let j = 0; j < m; j++)
      if (usedB[j] === 0) extra += wordBits[valueWords[fromB + j] as number] as number;
    const result = (2 * agreeing) / (2 * paired + extra);
    if (result >= CLASSES[3]) return nearLevel(4, told);
    if (n !== m && joined(a, b)) return nearLevel(4, 15);
    if (found === Math.min(n, m) && n !== m) return nearLevel(3, told);
    if (result >= CLASSES[2]) return nearLevel(2, told);
    if (result >= CLASSES[1]) return nearLevel(1, told);
    return result >= CLASSES[0] ? nearLevel(0, told) : 1;
  };
}

/** NUR AINI and NURAINI: the same letters in other words. */
function joinedWords({ starts, valueWords, wordStarts, letters }: WordsField) {
  const lettersOf = (v: number): string => {
    let text = '';
    for (let k = starts[v] as number; k < (starts[v + 1] as number); k++) {
      const w = valueWords[k] as number;
      for (let c = wordStarts[w] as number; c < (wordStarts[w + 1] as number); c++)
        text += String.fromCharCode(letters[c] as number);
    }
    return text;
  };
  const lengthOf = (v: number): number => {
    let length = 0;
    for (let k = starts[v] as number; k < (starts[v + 1] as number); k++) {
      const w = valueWords[k] as number;
      length += (wordStarts[w + 1] as number) - (wordStarts[w] as number);
    }
    return length;
  };
  const firstLetter = (v: number): number =>
    letters[wordStarts[valueWords[starts[v] as number] as number] as number] as number;
  return (a: number, b: number): boolean =>
    (starts[a + 1] as number) - (starts[a] as number) !==
      (starts[b + 1] as number) - (starts[b] as number) &&
    firstLetter(a) === firstLetter(b) &&
    Math.abs(lengthOf(a) - lengthOf(b)) < 2 &&
    jaroWinkler(lettersOf(a), lettersOf(b)) >= 0.95;
}

/** Borne by men, and by women: one letter, another person. */
const ARTICLES: Readonly<Record<string, number>> = { LA: 1, LAODE: 1, WA: -1, WAODE: -1 };

/** Likeness of two words, remembered: a slot of the table holds the last pair that fell into it. */
function wordLikeness(field: WordsField): (a: number, b: number) => number {
  const { wordStarts, letters, wordSounds, wordIsNumber, wordRecords } = field;
  const count = wordStarts.length - 1;
  const texts: string[] = new Array(count);
  const lengths = new Uint8Array(count);
  const firsts = new Uint16Array(count);
  for (let w = 0; w < count; w++) {
    let text = '';
    for (let k = wordStarts[w] as number; k < (wordStarts[w + 1] as number); k++)
      text += String.fromCharCode(letters[k] as number);
    texts[w] = text;
    lengths[w] = Math.min(255, text.length);
    firsts[w] = text.charCodeAt(0);
  }
  const article = Int8Array.from(texts, (text) => ARTICLES[text] ?? 0);
  const SLOTS = 1 << 20;
  const keys = new Float64Array(SLOTS).fill(-1);
  const kept = new Float32Array(SLOTS);

  function measured(a: number, b: number): number {
    if (wordIsNumber[a] === 1 || wordIsNumber[b] === 1) return 0;
    if ((article[a] as number) * (article[b] as number) < 0) return 0;
    const s = jaroWinkler(texts[a] as string, texts[b] as string);
    if (wordSounds[a] === wordSounds[b]) return Math.max(s, SAME_SOUND);
    if (s < ALIKE) return 0;
    const [inA, inB] = [wordRecords[a] as number, wordRecords[b] as number];
    const twoWords = Math.min(inA, inB) > Math.max(SLIP_REPEATED, SLIPS * Math.max(inA, inB));
    return twoWords ? Math.min(s, TWO_WORDS) : s;
  }

  return (a, b) => {
    if (a === b) return 1;
    if (lengths[a] === 1 || lengths[b] === 1)
      return firsts[a] === firsts[b] && lengths[a] !== lengths[b] ? INITIAL : 0;
    const [low, high] = a < b ? [a, b] : [b, a];
    const key = low * count + high;
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 12;
    if (keys[slot] === key) return kept[slot] as number;
    const s = measured(low, high);
    keys[slot] = key;
    kept[slot] = s;
    return kept[slot] as number;
  };
}
