import { all, type MessageKey } from './all.ts';
import { formatNumber, type Language } from './format.ts';

export type { MessageKey } from './all.ts';

export type MessageParams = Readonly<Record<string, string | number>>;

/** Messages are `[Indonesian, English]`; the Indonesian text is the source. `{name}` takes a parameter. */
export function translate(language: Language, key: MessageKey, params: MessageParams = {}): string {
  const text = all[key][language === 'id' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, language, 2) : value;
  });
}

/** For words that arrive as data (reasons, problem codes): true where a message exists. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(all, key);
