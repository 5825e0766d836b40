import { foldItem, foldItemBare } from '#domain/fact-read.ts';
import { type Reason, reason } from '#domain/reason.ts';

/** Which commodity a written item means; texts no alias knows keep their own folded word. */
export interface ItemReader {
  /** `where` as in `itemReader`: what one figure of a commodity is counted within. */
  read(text: string, where: string): { item: string; remark: Reason | undefined };
}

/**
 * Items of one file. Where several texts mean one commodity for the same place and year (kakap and
 * kuwe are both farmed sea fish), none of them is the figure of that commodity except the one that
 * bears its own name; the others keep their own word, so that parts are never taken for the whole.
 */
export function itemReader(
  spellings: readonly { spelling: string; code: string; name: string }[],
  written: Iterable<{ where: string; text: string }>,
): ItemReader {
  const codes = new Map(spellings.map((s) => [foldItem(s.spelling), s.code]));
  const names = new Map(spellings.map((s) => [s.code, foldItem(s.name)]));
  const codeOf = (text: string): string | undefined =>
    codes.get(foldItem(text)) ?? codes.get(foldItemBare(text));
  const meaning = new Map<string, Set<string>>();
  for (const { where, text } of written) {
    const code = text === '' ? undefined : codeOf(text);
    if (code === undefined) continue;
    const key = `${where}|${code}`;
    meaning.set(key, (meaning.get(key) ?? new Set()).add(foldItemBare(text)));
  }
  return {
    read(text, where) {
      const code = codeOf(text);
      const own = foldItemBare(text);
      if (code === undefined) return { item: own || foldItem(text), remark: undefined };
      const shared = (meaning.get(`${where}|${code}`)?.size ?? 1) > 1;
      if (!shared || own === names.get(code) || own === foldItem(code)) {
        return { item: code, remark: undefined };
      }
      return { item: own, remark: reason('item-part-of', { item: text, whole: code }) };
    },
  };
}
