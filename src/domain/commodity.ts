import { foldWord } from './fold.ts';
import { type Reason, reason } from './reason.ts';

/** What a spelling stands for: a code, or a reason why it is not taken. */
export interface CommodityAlias {
  readonly folded: string;
  readonly code: string | null;
  readonly refused: string | null;
}

export type ResolvedCommodity =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly why: Reason };

/**
 * The commodity a text of a file means. What stands in brackets ("rumput laut (seaweed, aquaculture)")
 * explains and may be left out; nothing else is guessed: an unknown text is refused by name, so that
 * somebody teaches it once.
 */
export function resolveCommodity(
  text: string,
  aliases: ReadonlyMap<string, CommodityAlias>,
): ResolvedCommodity {
  const alias =
    aliases.get(foldWord(text)) ?? aliases.get(foldWord(text.replace(/\([^)]*\)/g, ' ')));
  if (alias === undefined) {
    return { ok: false, why: reason('commodity-unknown', { text: text.slice(0, 80) }) };
  }
  if (alias.code === null) {
    return { ok: false, why: reason(`commodity-refused-${alias.refused ?? 'other'}`, { text }) };
  }
  return { ok: true, code: alias.code };
}
