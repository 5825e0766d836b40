import type { ReadinessItem } from '#domain/recipe.ts';
import {
  type Said,
  type SheetCommodity,
  type SheetQuestion,
  splitLimitNote,
} from '#domain/sheet.ts';
import { reasonText } from '#messages/reason.ts';
import type { Say } from '#ui/language.tsx';

type Name = { readonly id: string; readonly en: string };
export const nameIn = (say: Say, name: Name): string => name[say.language];

export const askText = (say: Say, c: SheetCommodity): string =>
  say.word(`sheet.ask.${c.question.topic}`, { name: nameIn(say, c.name) });

export const itemText = (say: Say, item: ReadinessItem): string =>
  say.word(`sheet.ask.${item === 'operator' ? 'operator-item' : item}`);

/** The last word on a question, with who said it and when; empty where nobody has. */
export function saidText(say: Say, { said, form }: SheetQuestion): string {
  if (said === null) return say.t('sheet.notAnswered');
  const answer =
    said.answer === 'text' ? limitText(say, said, form) : say.word(`sheet.answer.${said.answer}`);
  return say.t('sheet.said', { answer, name: said.saidBy, date: say.date(said.saidOn) });
}

/** `5, 6, 7` → Mei, Juni, Juli where the answer is months; else as it was written. */
function limitText(say: Say, said: Said, form: SheetQuestion['form']): string {
  const { value, remark } = splitLimitNote(said.note);
  const words =
    form === 'months'
      ? value
          .split(', ')
          .map((m) => say.word(`month.${m}`))
          .join(', ')
      : value;
  return remark === null ? words : `${words} (${remark})`;
}

/** The planning year where nobody has chosen one: offices plan the next. */
export const nextYear = (): number => new Date().getFullYear() + 1;

export const because = (
  say: Say,
  reasons: readonly { code: string; params: Record<string, string | number> }[],
): string[] => reasons.map((r) => reasonText(say.language, r));
