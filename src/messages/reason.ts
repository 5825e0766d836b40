import { formatDate, type Language } from './format.ts';
import { isMessageKey, type MessageParams, translate } from './translate.ts';

/**
 * One reason as a sentence. A parameter `x` has its English twin in `xEn` where the rules know both
 * (names of commodities and recipes); dates arrive as ISO text and are written out.
 */
export function reasonText(
  language: Language,
  reason: { readonly code: string; readonly params: MessageParams },
): string {
  const key = `reason.${reason.code}`;
  if (!isMessageKey(key)) return reason.code;
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(reason.params)) {
    const twin = language === 'en' ? reason.params[`${name}En`] : undefined;
    const chosen = twin ?? value;
    params[name] =
      typeof chosen === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(chosen)
        ? formatDate(chosen, language)
        : chosen;
  }
  return translate(language, key, params).trim();
}
