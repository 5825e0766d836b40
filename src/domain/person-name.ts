/** Names of people: masked for the eye, folded for comparing. */

/** `La Ode Hasan` → `L• O•• H••••`: enough to find one's place in a list, not enough to spread. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [first = ''] = word;
      return first + '•'.repeat(Math.min(4, Math.max(1, word.length - 1)));
    })
    .join(' ');
}

const SHORT: Record<string, string> = {
  ld: 'laode',
  lo: 'laode',
  wd: 'waode',
  wo: 'waode',
  muh: 'muhammad',
  moh: 'muhammad',
  moch: 'muhammad',
  mohamad: 'muhammad',
  mohammad: 'muhammad',
  muhamad: 'muhammad',
  st: 'siti',
  sitti: 'siti',
  abd: 'abdul',
};
const TITLES = new Set([
  'h',
  'hj',
  'alm',
  'almh',
  'drs',
  'dra',
  'ir',
  'sh',
  'se',
  'spd',
  'ny',
  'tn',
]);

/** The form under which two spellings of one name meet: La Ode = LD = L.O., Muh. = Muhammad, oe = u. */
export function foldPersonName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\b(l|w)\.?\s*o\.?\s/g, '$1o ')
    .replace(/\b(la|wa)\s+ode\b/g, '$1ode')
    .replace(/[^a-z ]+/g, ' ');
  return plain
    .split(/\s+/)
    .filter((word) => word !== '' && !TITLES.has(word))
    .map((word) => SHORT[word] ?? word)
    .map((word) =>
      word
        .replace(/oe/g, 'u')
        .replace(/dj/g, 'j')
        .replace(/tj/g, 'c')
        .replace(/y/g, 'i')
        .replace(/(.)\1/g, '$1'),
    )
    .join('');
}
