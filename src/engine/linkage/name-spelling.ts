/** One spelling for the many an Indonesian name is written in, and how a word sounds. */

const OLD = /OE|DJ|TJ|SJ/;
const OLD_LETTERS: Readonly<Record<string, string>> = {
  OE: 'U',
  DJ: 'J',
  TJ: 'C',
  SJ: 'SY',
  NJ: 'NY',
  CH: 'KH',
  J: 'Y',
};
const LETTERS: Readonly<Record<string, string>> = {
  CH: 'H',
  KH: 'H',
  SH: 'S',
  TH: 'T',
  DH: 'D',
  GH: 'G',
  PH: 'F',
  DZ: 'Z',
  TS: 'S',
  V: 'F',
  Q: 'K',
  X: 'KS',
  Y: 'I',
};

/**
 * Upper-case letters in, one spelling out: the spelling before 1972 (Soewandi and van Ophuijsen:
 * OE, DJ, TJ, SJ, NJ, CH, J) becomes today's, Arabic digraphs and their plain forms meet (KH = H,
 * SH = S, DH = D …), Y = I, doubled letters are single. J is read as Y only in a word that shows the
 * old spelling elsewhere. The result maps to itself.
 */
export function foldSpelling(word: string): string {
  let folded = word;
  for (;;) {
    const next = today(folded)
      .replace(/CH(?=R)/g, 'K')
      .replace(/^CH(?=AN)/, 'C')
      .replace(/[CKSTDGP]H|DZ|TS|[VQXY]/g, (letters) => LETTERS[letters] as string)
      .replace(/(.)\1+/g, '$1');
    if (next === folded) return folded;
    folded = next;
  }
}

const today = (word: string): string =>
  OLD.test(word) ? word.replace(/OE|DJ|TJ|SJ|NJ|CH|J/g, (old) => OLD_LETTERS[old] as string) : word;

/** How a word in that spelling sounds to a clerk: SY = S, Z = S, F = P, AI = E = I, O = U, final D = T. */
export function soundOf(folded: string): string {
  return folded
    .replace(/SI(?=[AEOU])/g, 'S')
    .replace(/Z/g, 'S')
    .replace(/F/g, 'P')
    .replace(/A[IE]|EI|IE|E/g, 'I')
    .replace(/AU|O/g, 'U')
    .replace(/(?<=[AIU])H$/, '')
    .replace(/[DBG]$/, (last) => (last === 'D' ? 'T' : last === 'B' ? 'P' : 'K'))
    .replace(/(.)\1+/g, '$1');
}

/**
 * Key under which words that sound alike meet: the first letter (any vowel is A), then the consonants
 * without H, at most six. HASAN, HUSEIN and HASNI share one: it is for finding candidates only.
 */
export function soundKey(word: string): string {
  const sound = soundOf(foldSpelling(word));
  const first = sound.charAt(0);
  const rest = sound
    .slice(1)
    .replace(/[AIUEOH]/g, '')
    .replace(/(.)\1+/g, '$1');
  return ((/[AIUEO]/.test(first) ? 'A' : first) + rest).slice(0, 6);
}
