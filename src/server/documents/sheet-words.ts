import type { ReadinessItem } from '#domain/recipe.ts';
import {
  type SheetCommodity,
  type SheetContent,
  type SheetQuestion,
  splitLimitNote,
} from '#domain/sheet.ts';
import { formatDate } from '#messages/format.ts';
import { reasonText } from '#messages/reason.ts';
import { isMessageKey, type MessageParams, translate } from '#messages/translate.ts';

/** Sentences of the Lembar Kabupaten as both the workbook and the paper print them, in Indonesian. */
export const say = (key: string, params: MessageParams = {}): string =>
  isMessageKey(key) ? translate('id', key, params) : key;

export function commodityText(c: SheetCommodity): string {
  return c.question.topic === 'commodity'
    ? c.name.id
    : say(`sheet.ask.${c.question.topic}`, { name: c.name.id });
}

const RECIPES_NAMED = 2;

/** `Ditahan, untuk minyak kelapa dan VCO; nata de coco`. */
export function thinkText(c: SheetCommodity): string {
  const stance = say(`sheet.stance.${c.stance}`);
  if (c.question.topic !== 'commodity') return stance;
  const recipes = c.recipes.map((r) => r.id.toLowerCase().replace(/\bvco\b/, 'VCO'));
  const named = recipes.slice(0, RECIPES_NAMED).join('; ');
  const rest = recipes.length - RECIPES_NAMED;
  const more = rest > 0 ? ` ${say('sheet.andMore', { count: rest })}` : '';
  return `${stance} ${say('sheet.feeds', { recipes: named })}${more}`;
}

/** Evidence, or where there is none, what would open it. */
export function basisText(c: SheetCommodity): string {
  const lines = c.because.map((r) => reasonText('id', r));
  const opens = c.stance === 'fits' ? [] : c.opensWith.slice(0, 1).map((r) => reasonText('id', r));
  return [...lines, ...opens].join('\n');
}

export function saidText({ said, form }: SheetQuestion): string {
  if (said === null) return '';
  const { value } = splitLimitNote(said.note);
  const words =
    form === 'months'
      ? value
          .split(', ')
          .map((m) => say(`month.${m}`))
          .join(', ')
      : value;
  const answer = said.answer === 'text' ? words : say(`sheet.answer.${said.answer}`);
  return say('sheet.said', { answer, name: said.saidBy, date: formatDate(said.saidOn) });
}

export const itemText = (item: ReadinessItem): string =>
  say(`sheet.ask.${item === 'operator' ? 'operator-item' : item}`);

export const placeText = (content: SheetContent, code: string, name: string): string =>
  code === content.kab ? say('sheet.wholeKab', { kab: content.kabName }) : `Kec. ${name}`;

/** `Lembar-Kolaka-Timur-2027-v1`. */
export function sheetFileName(sheet: {
  content: SheetContent;
  year: number;
  version: number;
}): string {
  const name = sheet.content.kabName.replace(/^Kabupaten\s+/, '');
  return `Lembar-${name.replace(/[^A-Za-z0-9]+/g, '-')}-${sheet.year}-v${sheet.version}`;
}
