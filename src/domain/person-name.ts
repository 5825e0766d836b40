import { normaliseName } from '#engine/linkage/person-name.ts';

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

/** The form under which two spellings of one name meet: La Ode = LD = L.O., Muh. = Muhammad, oe = u. */
export const foldPersonName = (name: string): string =>
  normaliseName(name).tokens.join('').toLowerCase();
