import { foldSpelling } from './name-spelling.ts';
import {
  BALINESE_SHORT,
  DEGREES,
  FATHER_WORDS,
  FIRST_SHORT,
  FRONT_TITLES,
  PLAIN_DEGREES,
  SHORT,
  TITLES,
} from './name-words.ts';

const MOST_WORDS = 8;

/**
 * A name as registers write it, as words that can be compared, never to be shown: upper-case ASCII in one
 * spelling, without titles, degrees, BIN and BINTI; at most eight. Never throws.
 */
export function normaliseName(text: string): string[] {
  const words: string[] = [];
  const pieces = withoutTitles(piecesOf(text)).flatMap(splitAbdul).map(foldSpelling);
  for (const word of spelledOut(pieces)) {
    const isLink = words.length > 0 && FATHER_WORDS.has(word);
    if (!isLink && words.length < MOST_WORDS) words.push(word);
  }
  return words.map((word) => SHORT_FOLDED.get(word) ?? word);
}

/** The tables are read after folding, so that normalising twice changes nothing. */
const folded = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).map(([from, to]) => [foldSpelling(from), foldSpelling(to)]));
const SHORT_FOLDED = folded(SHORT);
const BALINESE_FOLDED = folded(BALINESE_SHORT);

interface Piece {
  readonly text: string;
  /** Written with a full stop inside or behind a comma, as degrees are. */
  readonly marked: boolean;
}

const LETTERS: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ł: 'L',
  Þ: 'TH',
};

function piecesOf(text: string): Piece[] {
  const plain = text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[\u0300-\u036f'`´‘’ʼ]/g, '')
    .replace(/[ÆØĐÐŁÞ]/g, (letter) => LETTERS[letter] as string)
    .replace(/(?<=[A-Z])0(?=[A-Z])/g, 'O');
  const outside = plain.replace(/\([^)]*\)?/g, ' ').replace(/\b(ALIAS|AKA)\b.*$/, '');
  const pieces: Piece[] = [];
  (/[A-Z]/.test(outside) ? outside : plain).split(',').forEach((part, i) => {
    for (const chunk of part.split(/[^A-Z.]+/)) {
      const inside = chunk.split('.').filter((word) => word !== '');
      for (const word of inside) pieces.push({ text: word, marked: i > 0 || inside.length > 1 });
    }
  });
  return pieces;
}

/** Words that alone are no name to which a degree could be added. */
const NOT_ALONE = new Set('LA WA ODE LAODE WAODE LD WD LM MUH MOH ABD ST'.split(' '));

function withoutTitles(pieces: readonly Piece[]): string[] {
  const kept = pieces.filter((p) => !TITLES.has(p.text));
  const words = kept.length > 0 ? kept : [...pieces];
  const isName = (p: Piece) =>
    p.text.length > 1 && !FRONT_TITLES.has(p.text) && !NOT_ALONE.has(p.text);
  for (let n = 4; n > 0; ) {
    const tail = words.slice(-n);
    const joined = tail.map((p) => p.text).join('');
    const known = tail.some((p) => p.marked) || n > 1 ? DEGREES : PLAIN_DEGREES;
    if (tail.length === n && known.has(joined) && words.slice(0, -n).some(isName)) {
      words.length -= n;
      n = 4;
    } else n--;
  }
  let first = 0;
  while (first < words.length - 1) {
    const { text } = words[first] as Piece;
    if (FRONT_TITLES.has(text)) first++;
    else if (text === 'K' && words[first + 1]?.text === 'H' && first < words.length - 2) first += 2;
    else break;
  }
  return words.slice(first).map((p) => p.text);
}

function spelledOut(words: readonly string[]): string[] {
  const result: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const next = words[i + 1];
    const isFirst = result.length === 0;
    const article = /^[LW]A?$/.test(word) ? word.charAt(0) : undefined;
    if (article && (next === 'ODE' || (isFirst && next === 'O' && i + 2 < words.length))) {
      result.push(`${article}AODE`);
      i++;
    } else if (isFirst && next !== undefined && FIRST_SHORT[word]) {
      result.push(...FIRST_SHORT[word]);
    } else if (isFirst && (word === 'I' || word === 'NI') && BALINESE_FOLDED.has(next ?? '')) {
      result.push(word, BALINESE_FOLDED.get(next as string) as string);
      i++;
    } else result.push(word);
  }
  return result;
}

/** ABDURRAHMAN, ABDURAHMAN, ABDULRAHMAN and ABDUSSALAM are ABDUL and a name; ABDULLAH is one name. */
function splitAbdul(word: string): string[] {
  const parts = /^ABD(?:U|O|OE)([LRSNDTZ])(?!L?LAH)(\w{4,})$/.exec(word);
  if (parts === null) return [word];
  const [, letter = '', rest = ''] = parts;
  return ['ABDUL', letter === 'L' || rest.startsWith(letter) ? rest : letter + rest];
}
