import type { Answer, Evidence, Potential } from './potential.ts';
import { placeName } from './potential-index.ts';
import type { Reason } from './reason.ts';

type Name = { readonly id: string; readonly en: string };
type Params = Record<string, string | number>;

/** A year stands inside the source text: as a number it would be printed with a thousand separator. */
export const sourceAndYear = (c: { source: string; year: number | null }): string =>
  c.year === null ? c.source : `${c.source}, ${c.year}`;

export const claimParams = (e: Evidence, name: Name, potential: Potential): Params => ({
  commodity: name.id,
  commodityEn: name.en,
  grade: e.grade,
  source: sourceAndYear(e),
  place: placeName(potential, e.code),
  note: e.note ?? '–',
});

export const saidParams = (a: Answer, name: Name, potential: Potential): Params => ({
  commodity: name.id,
  commodityEn: name.en,
  officer: a.saidBy,
  date: a.saidOn,
  note: a.note ?? '–',
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
