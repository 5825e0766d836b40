import type { Random } from '../stats/random.ts';
import { pick } from './example-names.ts';

/** How one cell goes wrong on its way through hands and machines (kinds as in Febrl's generator). */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** One letter or digit inserted, left out, replaced, or exchanged with its neighbour. */
export function mistype(text: string, random: Random): string {
  const places = [...text].flatMap((c, i) => (/[A-Z0-9]/i.test(c) ? [i] : []));
  if (places.length < 2) return text;
  const at = pick(places, random);
  const kin = /\d/.test(text.charAt(at)) ? DIGITS : LETTERS;
  const other = kin.charAt(random.below(kin.length));
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + other + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + other + text.slice(at + 1);
    default: {
      if (at + 1 >= text.length) return text.slice(0, at);
      return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
    }
  }
}

const SCANNED: readonly (readonly [string, string])[] = [
  ['RN', 'M'],
  ['M', 'RN'],
  ['I', 'L'],
  ['L', 'I'],
  ['O', 'Q'],
  ['U', 'V'],
  ['H', 'N'],
  ['E', 'F'],
  ['G', 'C'],
];
const HEARD: readonly (readonly [string, string])[] = [
  ['U', 'OE'],
  ['J', 'DJ'],
  ['C', 'TJ'],
  ['SY', 'S'],
  ['SY', 'SJ'],
  ['Y', 'I'],
  ['IY', 'I'],
  ['F', 'P'],
  ['Z', 'S'],
  ['KH', 'H'],
  ['H', ''],
  ['Q', 'K'],
  ['DD', 'D'],
  ['MM', 'M'],
  ['NN', 'N'],
  ['AI', 'AE'],
  ['AI', 'E'],
  ['I', 'E'],
  ['U', 'O'],
  ['D ', 'T '],
];

const HEARD_WESTERN: readonly (readonly [string, string])[] = [
  ['PH', 'F'],
  ['CK', 'K'],
  ['C', 'K'],
  ['EY', 'IE'],
  ['Y', 'IE'],
  ['TH', 'T'],
  ['SS', 'S'],
  ['LL', 'L'],
  ['TT', 'T'],
  ['EA', 'EE'],
  ['E', 'A'],
  ['MC', 'MAC'],
  ['KN', 'N'],
];

function replaced(
  text: string,
  pairs: readonly (readonly [string, string])[],
  random: Random,
): string {
  const possible = pairs.filter(([from]) => text.includes(from));
  if (possible.length === 0) return mistype(text, random);
  const [from, to] = pick(possible, random);
  const places = text.split(from).length - 1;
  let at = -1;
  for (let n = random.below(places); n >= 0; n--) at = text.indexOf(from, at + 1);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

const SHORTER: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^LA ODE /, ['LD ', 'LD. ', 'LAODE ', 'L.O. ', 'L. ODE ', 'LA ODE. ']],
  [/^WA ODE /, ['WD ', 'WD. ', 'WAODE ', 'W.O. ', 'W. ODE ']],
  [/\bMUHAMMAD /, ['MUH. ', 'MOH. ', 'M. ', 'MUHAMAD ', 'MOHAMMAD ', 'MUH ', 'MOCHAMMAD ', '']],
  [/\bABDUL R/, ['ABD. R', 'ABDUR R', 'ABDURR', 'ABD R']],
  [/\bABDUL /, ['ABD. ', 'ABD ', 'ABDUL', 'A. ']],
  [/^SITI /, ['ST. ', 'SITTI ', 'ST ', 'S. ', '']],
  [/^ANDI /, ['A. ', '']],
  [/\bWAYAN\b/, ['WY.', 'WYN']],
  [/\bNYOMAN\b/, ['NYM']],
];

/** Abbreviations, initials, titles, a word less, words turned round, words written as one. */
function reworded(name: string, random: Random): string {
  const words = name.split(' ');
  switch (random.below(7)) {
    case 0:
    case 1:
    case 2: {
      const possible = SHORTER.filter(([pattern]) => pattern.test(name));
      if (possible.length === 0) break;
      const [pattern, forms] = pick(possible, random);
      return name.replace(pattern, pick(forms, random));
    }
    case 3:
      return random.below(2) === 0
        ? `${pick(['H.', 'HJ.', 'DRS.', 'IR.', 'ALM.'], random)} ${name}`
        : `${name}, ${pick(['S.PD', 'SE', 'S.SOS', 'ST', 'AMD.KEP'], random)}`;
    case 4:
      if (words.length > 2) return words.slice(0, -1).join(' ');
      break;
    case 5: {
      const last = words.at(-1) ?? '';
      if (words.length > 1 && last.length > 2) {
        return `${words.slice(0, -1).join(' ')} ${last.charAt(0)}.`;
      }
      break;
    }
    default:
      if (words.length > 2) return [...words.slice(0, -2), words.slice(-2).join('')].join(' ');
  }
  return replaced(name, HEARD, random);
}

export function spoilName(name: string, random: Random): string {
  const chance = random.next();
  if (chance < 0.35) return mistype(name, random);
  if (chance < 0.45) return replaced(name, SCANNED, random);
  if (chance < 0.7) return replaced(name, HEARD, random);
  return reworded(name, random);
}

/** Given names and surnames of the western form. */
export function spoilWord(word: string, random: Random): string {
  const chance = random.next();
  if (chance < 0.5) return mistype(word, random);
  if (chance < 0.65) return replaced(word, SCANNED, random);
  if (chance < 0.9) return replaced(word, HEARD_WESTERN, random);
  return word.charAt(0);
}

/** ISO date in and out: day and month exchanged, one digit, another year, or only the year kept. */
export function spoilDate(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const chance = random.next();
  if (chance < 0.25 && Number(day) <= 12) return `${year}-${day}-${month}`;
  if (chance < 0.5) return `${year}-01-01`;
  if (chance < 0.65) return `${Number(year) + (random.below(2) === 0 ? 1 : -1)}-${month}-${day}`;
  if (chance < 0.8) {
    const turned = year.slice(0, 2) + year.charAt(3) + year.charAt(2);
    return Number(turned) <= 2025 ? `${turned}-${month}-${day}` : `${year}-01-01`;
  }
  const other = String(1 + random.below(28)).padStart(2, '0');
  return chance < 0.9
    ? `${year}-${month}-${other}`
    : `${year}-${String(1 + random.below(12)).padStart(2, '0')}-${day === '31' ? '30' : day}`;
}

/** A digit wrong, exchanged, missing, or the last digits lost in a spreadsheet. */
export function spoilNumber(digits: string, random: Random): string {
  const at = random.below(digits.length - 1);
  switch (random.below(6)) {
    case 0:
      return `${digits.slice(0, -1)}0`;
    case 1:
      return `${digits.charAt(0)},${digits.slice(1, 6)}E+${digits.length - 1}`;
    case 2:
      return digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2);
    case 3:
      return digits.slice(0, at) + digits.slice(at + 1);
    default:
      return digits.slice(0, at) + random.below(10) + digits.slice(at + 1);
  }
}

const ADDRESS_WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bJALAN\b/, ['JL.', 'JLN', 'JL']],
  [/\bDUSUN\b/, ['DSN', 'DSN.', 'DUSUN']],
  [/\bLORONG\b/, ['LRG', 'LR.', 'LRG.']],
  [/RT (\d+) RW (\d+)/, ['RT $1/RW $2', 'RT/RW $1/$2', 'RT.$1 RW.$2', 'RT $1', '']],
  [/\bNO \d+/, ['', 'NO.']],
  [/\bSTREET\b/, ['ST']],
  [/\bROAD\b/, ['RD']],
  [/\bPLACE\b/, ['PL']],
];

export function spoilAddress(address: string, random: Random): string {
  const possible = ADDRESS_WORDS.filter(([pattern]) => pattern.test(address));
  if (random.next() < 0.6 && possible.length > 0) {
    const [pattern, forms] = pick(possible, random);
    return address.replace(pattern, pick(forms, random)).trim();
  }
  return mistype(address, random);
}
