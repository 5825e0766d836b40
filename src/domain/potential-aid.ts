import type { CommodityAlias } from './commodity.ts';
import { foldWord } from './fold.ts';
import type { PastAid } from './potential.ts';

/** Words of a file in which equipment's state is told, in order: the first that occurs decides. */
const STATES: readonly (readonly [RegExp, PastAid['status']])[] = [
  [/not_delivered|undelivered|belum_diserahkan|tidak_diserahkan/, 'undelivered'],
  [
    /idle|menganggur|mangkrak|terbengkalai|neglected|cannot_run|tidak_(bisa|dapat)_(jalan|berjalan|dipakai)|tidak_(jalan|berjalan|dipakai)|unused/,
    'idle',
  ],
  [/(^|_)(used|dipakai|berjalan|aktif|active|in_use)(_|$)/, 'used'],
];

/** Undefined where the words say nothing about whether the equipment is used. */
export function stateOfAid(words: string): PastAid['status'] | undefined {
  const folded = foldWord(words);
  return STATES.find(([pattern]) => pattern.test(folded))?.[1];
}

/** The commodity a title speaks of: the longest known spelling that stands in it as whole words. */
export function subjectInTitle(
  title: string,
  aliases: ReadonlyMap<string, CommodityAlias>,
): string | null {
  const text = `_${foldWord(title)}_`;
  let best: CommodityAlias | undefined;
  for (const alias of aliases.values()) {
    if (alias.code === null || !text.includes(`_${alias.folded}_`)) continue;
    if (best === undefined || alias.folded.length > best.folded.length) best = alias;
  }
  return best?.code ?? null;
}
