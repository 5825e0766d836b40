import type { Answer, Evidence, Potential } from './potential.ts';
import { placeName } from './potential-index.ts';
import type { Reason } from './reason.ts';

type Name = { readonly id: string; readonly en: string };
type Params = Record<string, string | number>;

/** A name inside a sentence: `x` in Indonesian and `xEn` in English, without the capital of a heading. */
export const named = (key: string, name: Name): Params => ({
  [key]: small(name.id),
  [`${key}En`]: small(name.en),
});
const small = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/**
 * A year stands inside the source text: as a number it would be printed with a thousand separator.
 * A source that names its year already is left alone.
 */
export const sourceAndYear = (c: { source: string; year: number | null }): string =>
  c.year === null || c.source.includes(String(c.year)) ? c.source : `${c.source}, ${c.year}`;

export const claimParams = (e: Evidence, name: Name, potential: Potential): Params => ({
  ...named('commodity', name),
  grade: e.grade,
  source: sourceAndYear(e),
  place: placeName(potential, e.code),
  note: e.note ?? '',
});

export const saidParams = (a: Answer, name: Name, potential: Potential): Params => ({
  ...named('commodity', name),
  officer: a.saidBy,
  date: a.saidOn,
  note: a.note ?? '',
  place: placeName(potential, a.code),
});

/** The same reason said for two commodities of one recipe is said once. */
export function uniqueReasons(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter((r) => {
    const key = JSON.stringify(r);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
