import * as z from 'zod';
import { foldWord } from './fold.ts';
import { Answer } from './potential.ts';
import { type Reason, reason } from './reason.ts';
import { ReadinessItem } from './recipe.ts';
import { RegionCode } from './region.ts';
import {
  limitNote,
  questionKey,
  questionsOf,
  Said,
  type SheetContent,
  type SheetQuestion,
} from './sheet.ts';
import { readAnswerWord, readMonths } from './sheet-words.ts';
import { readNumber } from './written-number.ts';

/** One filled cell of a returned sheet, with the address a person finds in Excel: `Komoditas!H12`. */
export interface ReturnedCell {
  readonly text: string;
  readonly address: string;
}

/**
 * One row that has a key. `question`: asked by the sheet. `free`: readiness of a place the person
 * chose. `proposal`: an own proposal.
 */
export interface ReturnedRow {
  readonly kind: 'question' | 'free' | 'proposal';
  readonly key: string;
  readonly address: string;
  readonly cells: Readonly<Record<string, ReturnedCell | undefined>>;
}

const ReasonShape = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** One answer that would be written, and what it replaces. */
export const ReturnedAnswer = Answer.pick({
  code: true,
  topic: true,
  subject: true,
  answer: true,
  note: true,
}).extend({
  address: z.string(),
  /** Number of the question; empty for a proposal and a row of the person's own. */
  number: z.string(),
  before: Said.nullable(),
});
export type ReturnedAnswer = z.infer<typeof ReturnedAnswer>;

export const RefusedCell = z.object({ address: z.string(), text: z.string(), reason: ReasonShape });
export type RefusedCell = z.infer<typeof RefusedCell>;

/** read = changes + unchanged + refused; an empty cell is no answer and is not read. */
export const ReturnReport = z.object({
  read: z.int(),
  changes: z.array(ReturnedAnswer),
  unchanged: z.int(),
  refused: z.array(RefusedCell),
  /** Numbers of questions whose rows are gone from the file. */
  missing: z.array(z.string()),
});
export type ReturnReport = z.infer<typeof ReturnReport>;

type Draft = Omit<ReturnedAnswer, 'before'>;
type Read =
  | { kind: 'blank' }
  | { kind: 'answer'; answer: Draft }
  | { kind: 'refused'; cell: RefusedCell };

const blank: Read = { kind: 'blank' };
const refuse = (cell: ReturnedCell, why: Reason): Read => ({
  kind: 'refused',
  cell: { address: cell.address, text: cell.text.slice(0, 200), reason: why },
});

/**
 * Reads a filled sheet against what was asked and what is known by now. Nothing is guessed: what
 * cannot be read is handed back with its cell. `filledOn` decides between this sheet and answers
 * given on the screen meanwhile.
 */
export function readReturn(
  content: SheetContent,
  rows: readonly ReturnedRow[],
  current: ReadonlyMap<string, Said>,
  filledOn: string,
): ReturnReport {
  const questions = new Map(questionsOf(content).map((q) => [questionKey(q), q]));
  const seen = new Map<string, string>();
  const met = new Set<string>();
  const report: ReturnReport = { read: 0, changes: [], unchanged: 0, refused: [], missing: [] };
  for (const row of rows) {
    const read = readRow(content, questions, row);
    if (row.kind === 'question') met.add(row.key);
    if (read.kind === 'blank') continue;
    report.read++;
    if (read.kind === 'refused') {
      report.refused.push(read.cell);
      continue;
    }
    const draft = read.answer;
    const key = questionKey(draft);
    const twice = seen.get(key);
    seen.set(key, draft.address);
    const before = current.get(key) ?? null;
    const handBack = (why: Reason) =>
      report.refused.push({ address: draft.address, text: textOf(row), reason: why });
    if (twice !== undefined) handBack(reason('sheet-twice', { cell: twice }));
    else if (before !== null && says(before, draft)) report.unchanged++;
    else if (before !== null && before.saidOn > filledOn)
      handBack(reason('sheet-answered-later', { officer: before.saidBy, date: before.saidOn }));
    else report.changes.push({ ...draft, before });
  }
  report.missing = [...questions.values()]
    .filter((q) => !met.has(questionKey(q)))
    .map((q) => q.number);
  return report;
}

const textOf = (row: ReturnedRow): string =>
  (row.cells['answer'] ?? row.cells['trade'])?.text.slice(0, 200) ?? '';

/** The same word; a remark left empty does not erase the one that stands. */
const says = (before: Said, draft: Draft): boolean =>
  before.answer === draft.answer && (draft.note === null || draft.note === before.note);

function readRow(
  content: SheetContent,
  questions: ReadonlyMap<string, SheetQuestion>,
  row: ReturnedRow,
): Read {
  if (row.kind === 'proposal') return readProposal(content, row);
  if (row.kind === 'free') return readFree(content, row);
  const question = questions.get(row.key);
  const { answer, note } = row.cells;
  if (question === undefined) {
    const cell = answer ?? note;
    return cell === undefined ? blank : refuse(cell, reason('sheet-row-unknown'));
  }
  return readAnswer(question, answer, note);
}

/** One answered question; also what the screen sends. */
export function readAnswer(
  question: SheetQuestion,
  answer: ReturnedCell | undefined,
  note: ReturnedCell | undefined,
): Read {
  const { code, topic, subject, number } = question;
  const said = (word: Draft['answer'], text: string | null, at: string): Read => ({
    kind: 'answer',
    answer: { code, topic, subject, number, answer: word, note: text, address: at },
  });
  const remark = note?.text.trim() || null;
  const word = answer === undefined ? undefined : readAnswerWord(answer.text);
  if (answer === undefined || (word?.ok === false && word.why === 'blank')) {
    return note === undefined || remark === null
      ? blank
      : refuse(note, reason('sheet-note-without-answer'));
  }
  switch (question.form) {
    case 'choice': {
      if (word === undefined || !word.ok)
        return refuse(answer, reason('sheet-answer-unclear', { text: answer.text.slice(0, 60) }));
      const full = [word.rest, remark].filter((t) => t !== null).join('; ');
      return said(word.answer, full === '' ? null : full, answer.address);
    }
    case 'number': {
      const value = readNumber(answer.text, undefined);
      if (!value.ok || !Number.isInteger(value.value) || value.value < 0 || value.value > 9999)
        return refuse(answer, reason('sheet-not-a-count', { text: answer.text.slice(0, 60) }));
      return said('text', limitNote(String(value.value), remark), answer.address);
    }
    case 'months': {
      const months = readMonths(answer.text);
      if (months === undefined)
        return refuse(answer, reason('sheet-not-months', { text: answer.text.slice(0, 60) }));
      return said('text', limitNote(months.join(', '), remark), answer.address);
    }
    case 'text':
      return said('text', limitNote(answer.text.trim(), remark), answer.address);
  }
}

/** Readiness of a training and a place the person chose from the lists. */
function readFree(content: SheetContent, row: ReturnedRow): Read {
  const { recipe, place, item, answer, note } = row.cells;
  const filled = [recipe, place, item, answer, note].find((c) => c !== undefined);
  if (filled === undefined) return blank;
  const lacks = (['recipe', 'place', 'item', 'answer'] as const).find(
    (c) => row.cells[c] === undefined,
  );
  if (!recipe || !place || !item || !answer)
    return refuse(filled, reason('sheet-free-incomplete', { column: lacks ?? '' }));
  const found = content.recipes.find((r) => same(recipe.text, r.name.id, r.name.en, r.id));
  if (found === undefined)
    return refuse(recipe, reason('sheet-recipe-unknown', { text: recipe.text }));
  const code = placeOf(content, place.text);
  if (code === undefined) return refuse(place, reason('sheet-place-unknown', { text: place.text }));
  const parsed = ReadinessItem.safeParse(item.text);
  if (!parsed.success || !found.items.includes(parsed.data))
    return refuse(item, reason('sheet-item-unknown', { text: item.text, recipe: found.name.id }));
  return readAnswer(
    {
      number: '',
      code,
      topic: 'readiness',
      subject: `${found.id}:${parsed.data}`,
      form: 'choice',
      said: null,
    },
    answer,
    note,
  );
}

/** An own proposal opens the gate as an own statement, so it must say why. */
function readProposal(content: SheetContent, row: ReturnedRow): Read {
  const { trade, place, why, evidence } = row.cells;
  const filled = trade ?? place ?? why ?? evidence;
  if (filled === undefined) return blank;
  if (trade === undefined) return refuse(filled, reason('sheet-proposal-trade'));
  if (why === undefined || why.text.trim().length < 3)
    return refuse(trade, reason('sheet-proposal-why'));
  const code = place === undefined ? content.kab : placeOf(content, place.text);
  if (code === undefined)
    return refuse(
      place as ReturnedCell,
      reason('sheet-place-unknown', { text: place?.text ?? '' }),
    );
  const known = content.tradeNames.find((t) => same(trade.text, t.name.id, t.name.en, t.code));
  const recipe = content.recipes.find((r) => same(trade.text, r.name.id, r.name.en, r.id));
  return {
    kind: 'answer',
    answer: {
      code,
      topic: 'proposal',
      subject: known?.code ?? recipe?.id ?? otherTrade(trade.text),
      number: '',
      answer: 'text',
      note: proposalNote(
        known === undefined && recipe === undefined ? trade.text : null,
        why.text,
        evidence?.text ?? null,
      ),
      address: trade.address,
    },
  };
}

/** A trade no list knows keeps its own words in the note. */
export const otherTrade = (text: string): string => `lain:${foldWord(text).slice(0, 60)}`;

export const proposalNote = (trade: string | null, why: string, evidence: string | null): string =>
  [trade?.trim(), why.trim(), evidence?.trim()].filter(Boolean).join(' — ');

/** `RegionCode` of a place by name or code; the kabupaten itself where the words say so. */
export function placeOf(content: SheetContent, text: string): RegionCode | undefined {
  const folded = foldPlace(text);
  if (folded === '' || folded === foldPlace(content.kabName) || /^(seluruh|semua)/.test(folded))
    return content.kab;
  const code = RegionCode.safeParse(text.trim());
  return content.kecamatan.find(
    (k) => foldPlace(k.name) === folded || (code.success && k.code === code.data),
  )?.code;
}

const foldPlace = (text: string): string =>
  foldWord(text.replace(/^(kecamatan|kec\.?|kabupaten|kab\.?|kota)\s+/i, '')).replaceAll('_', '');

const same = (text: string, ...names: string[]): boolean =>
  names.some((n) => foldWord(n) === foldWord(text));
