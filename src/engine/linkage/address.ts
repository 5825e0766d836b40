import { foldSpelling } from './name-spelling.ts';

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
const MOST_WORDS = 16;

/**
 * An address as words that can be compared: one spelling, RT 03 as RT3, numbers without leading zeros; at
 * most sixteen.
 */
export function normaliseAddress(text: string): string[] {
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
  return tokens;
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
