import { foldSpelling } from './name-spelling.ts';
import { jaroWinkler } from './text-similarity.ts';

/** An address made ready for comparing. */
export interface Address {
  /** Words in one spelling; RT 03 is RT3, numbers stand without leading zeros. */
  readonly tokens: readonly string[];
  /** 1 for a name or a number, less for words like JALAN, DUSUN and DESA. */
  readonly weights: readonly number[];
}

const WORDS: Readonly<Record<string, string>> = {
  JL: 'JALAN',
  JLN: 'JALAN',
  JALN: 'JALAN',
  DSN: 'DUSUN',
  DUS: 'DUSUN',
  LR: 'LORONG',
  LRG: 'LORONG',
  LOR: 'LORONG',
  GG: 'GANG',
  KEL: 'KELURAHAN',
  DS: 'DESA',
  KEC: 'KECAMATAN',
  KAB: 'KABUPATEN',
  PROV: 'PROVINSI',
  LINGK: 'LINGKUNGAN',
  LK: 'LINGKUNGAN',
  LING: 'LINGKUNGAN',
  LINK: 'LINGKUNGAN',
  KOMP: 'KOMPLEKS',
  KOMPLEK: 'KOMPLEKS',
  KPLX: 'KOMPLEKS',
  PERUM: 'PERUMAHAN',
  PRM: 'PERUMAHAN',
  BLK: 'BLOK',
  NOMOR: 'NO',
  STREET: 'ST',
  ROAD: 'RD',
  AVENUE: 'AVE',
  CRESCENT: 'CRES',
  DRIVE: 'DR',
  PLACE: 'PL',
  COURT: 'CT',
  CLOSE: 'CL',
  LANE: 'LN',
  CIRCUIT: 'CCT',
};
const GENERIC = new Set([
  ...Object.values(WORDS),
  ...'KM POROS TERRACE TCE PARADE PDE KAMPUNG KP'.split(' '),
]);
/** Words after which I, II, III … are numbers. */
const NUMBERED = new Set('DUSUN LORONG LINGKUNGAN BLOK GANG'.split(' '));
const ROMAN: Readonly<Record<string, string>> = {
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  V: '5',
  VI: '6',
  VII: '7',
  VIII: '8',
  IX: '9',
  X: '10',
};
const GENERIC_WEIGHT = 0.2;
/** RT and RW: many houses share them, and they are renumbered. */
const UNIT_WEIGHT = 0.6;
const MOST_WORDS = 16;

export function normaliseAddress(text: string): Address {
  const plain = text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[\u0300-\u036f'`´‘’ʼ]/g, '')
    .replace(/(?<![A-Z])R\.? ?T\.? ?\/ ?R\.? ?W\.?[ :]*(\d+) ?[/-] ?(\d+)/g, ' RT $1 RW $2 ')
    .replace(/(?<![A-Z])R\.? ?T\.?[ :]*(\d+) ?\/ ?(\d+)/g, ' RT $1 RW $2 ')
    .replace(/(?<![A-Z])R+\.? ?(?:(T)T*|(W)W*)\.?[ :]*0*(\d+)/g, ' R$1$2$3 ');
  const tokens: string[] = [];
  for (const raw of plain.match(/R[TW]\d+|\d+[A-Z]?(?![A-Z])|[A-Z]+|\d+/g) ?? []) {
    if (tokens.length === MOST_WORDS) break;
    tokens.push(wordOf(raw, tokens.at(-1)));
  }
  return { tokens, weights: tokens.map(weightOf) };
}

function wordOf(raw: string, before: string | undefined): string {
  if (/^R[TW]\d/.test(raw)) return raw.replace(/^(R[TW])0+(?=\d)/, '$1');
  if (/^\d/.test(raw)) return raw.replace(/^0+(?=\d)/, '');
  const number = before !== undefined && NUMBERED.has(before) ? ROMAN[raw] : undefined;
  if (number !== undefined) return number;
  if (GENERIC.has(raw)) return raw;
  const folded = foldSpelling(raw);
  return WORDS[raw] ?? WORDS[folded] ?? folded;
}

function weightOf(token: string): number {
  if (GENERIC.has(token)) return GENERIC_WEIGHT;
  return /^R[TW]\d/.test(token) ? UNIT_WEIGHT : 1;
}

/** Of the result, the part that follows the side whose words are found better on the other. */
const BETTER_SIDE = 0.75;
const ALIKE = 0.85;

/**
 * Likeness of two addresses, 0 … 1: for each side the weighted mean of its words' best likeness on the
 * other (Monge & Elkan 1996), three quarters the better side and one quarter the other, so that a village
 * or RT written on one side only costs little. Numbers agree exactly or not at all. Symmetric; 0 where
 * either is empty.
 */
export function addressSimilarity(a: Address, b: Address): number {
  const n = a.tokens.length;
  const m = b.tokens.length;
  if (n === 0 || m === 0) return 0;
  bestOfB.fill(0, 0, m);
  let sumA = 0;
  let weightA = 0;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let j = 0; j < m; j++) {
      const alike = wordSimilarity(a.tokens[i] as string, b.tokens[j] as string);
      if (alike > best) best = alike;
      if (alike > (bestOfB[j] as number)) bestOfB[j] = alike;
    }
    sumA += best * (a.weights[i] as number);
    weightA += a.weights[i] as number;
  }
  let sumB = 0;
  let weightB = 0;
  for (let j = 0; j < m; j++) {
    sumB += (bestOfB[j] as number) * (b.weights[j] as number);
    weightB += b.weights[j] as number;
  }
  const [ma, mb] = [sumA / weightA, sumB / weightB];
  return BETTER_SIDE * Math.max(ma, mb) + (1 - BETTER_SIDE) * Math.min(ma, mb);
}

const bestOfB = new Float64Array(MOST_WORDS);

function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  if (/\d/.test(a) || /\d/.test(b)) return 0;
  const letters = jaroWinkler(a, b);
  return letters >= ALIKE ? letters : ALIKE * (letters / ALIKE) ** 3;
}
