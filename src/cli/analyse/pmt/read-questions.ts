import type { Question } from '#engine/targeting/predictors.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { list } from '../roles.ts';
import type { Table } from '../table.ts';

export type MissingRule = 'refuse' | 'indicator' | 'drop';

/** Bins of a category are kept in a byte. */
const MOST_LEVELS = 256;
/** The level of an empty answer under --missing indicator. */
const NO_ANSWER = '(kosong)';

export interface ReadQuestions {
  readonly questions: readonly Question[];
  readonly answers: readonly Float64Array[];
  /** Rows with an empty answer. */
  readonly isIncomplete: (row: number) => boolean;
}

/** Questions from --predictors (numbers) and --category, with the answers of every row. */
export function readQuestions(
  table: Table,
  values: AnalysisRequest['values'],
  { missing, weight }: { readonly missing: MissingRule; readonly weight: Float64Array },
): ReadQuestions {
  const numbers = list(values, 'predictors');
  const categories = list(values, 'category');
  const all = [...numbers, ...categories];
  if (all.length === 0)
    throw new CommandError(
      'Sebutkan penduga: --predictors (angka) dan/atau --category. Lihat --help.',
      EXIT.usage,
    );
  const twice = all.find((c, i) => all.indexOf(c) !== i);
  if (twice !== undefined)
    throw new CommandError(`Kolom "${twice}" disebut dua kali sebagai penduga.`, EXIT.usage);
  const questions: Question[] = [];
  const answers: Float64Array[] = [];
  const incomplete = new Uint8Array(table.rows);
  for (const column of numbers) {
    const given = numbersOf(table, column, missing);
    const absent = given.map((v) => (Number.isNaN(v) ? 1 : 0));
    absent.forEach((a, row) => {
      if (a === 1) incomplete[row] = 1;
    });
    if (missing !== 'indicator' || !absent.includes(1)) {
      questions.push({ kind: 'number', column });
      answers.push(given);
      continue;
    }
    const known = given.filter((v) => !Number.isNaN(v));
    if (known.length === 0)
      throw new CommandError(`Kolom "${column}" kosong di semua baris.`, EXIT.badInput);
    const fill = known.reduce((sum, v) => sum + v, 0) / known.length;
    questions.push({ kind: 'number', column, fill }, { kind: 'missing', column });
    answers.push(
      given.map((v) => (Number.isNaN(v) ? fill : v)),
      absent,
    );
  }
  for (const column of categories) {
    const texts = missing === 'refuse' ? table.names(column) : table.texts(column);
    texts.forEach((text, row) => {
      if (text === '') incomplete[row] = 1;
    });
    const given =
      missing === 'indicator' ? texts.map((text) => (text === '' ? NO_ANSWER : text)) : texts;
    const levels = levelsOf(
      given.filter((text) => text !== ''),
      column,
    );
    const ordered =
      values['reference'] === 'frequent' ? frequentFirst(levels, given, weight) : levels;
    const place = new Map(ordered.map((level, i) => [level, i]));
    questions.push({ kind: 'category', column, levels: ordered });
    answers.push(Float64Array.from(given, (text) => place.get(text) ?? Number.NaN));
  }
  return { questions, answers, isIncomplete: (row) => incomplete[row] === 1 };
}

function numbersOf(table: Table, column: string, missing: MissingRule): Float64Array {
  try {
    return table.numbers(column, { missing: missing === 'refuse' ? 'refused' : 'allowed' });
  } catch (error) {
    if (!(error instanceof CommandError) || !error.message.includes('bukan angka')) throw error;
    throw new CommandError(
      `${error.message} Bila isinya jawaban (bukan jumlah), sebutkan di --category.`,
      EXIT.badInput,
    );
  }
}

/** As numbers where all of them are, else as texts. */
function levelsOf(texts: readonly string[], column: string): string[] {
  const levels = [...new Set(texts)];
  if (levels.length < 2)
    throw new CommandError(
      `Kolom "${column}" hanya berisi satu macam jawaban; keluarkan dari penduga.`,
      EXIT.badInput,
    );
  if (levels.length > MOST_LEVELS)
    throw new CommandError(
      `Kolom "${column}" berisi ${levels.length} macam jawaban, paling banyak ${MOST_LEVELS}. Bila isinya jumlah, sebutkan di --predictors.`,
      EXIT.badInput,
    );
  const areNumbers = levels.every((level) => Number.isFinite(Number(level)));
  return levels.sort((a, b) =>
    areNumbers && Number(a) !== Number(b) ? Number(a) - Number(b) : a < b ? -1 : 1,
  );
}

function frequentFirst(
  levels: readonly string[],
  texts: readonly string[],
  weight: Float64Array,
): string[] {
  const count = new Map<string, number>();
  texts.forEach((text, row) => {
    count.set(text, (count.get(text) ?? 0) + (weight[row] as number));
  });
  const most = levels.reduce((best, level) =>
    (count.get(level) as number) > (count.get(best) as number) ? level : best,
  );
  return [most, ...levels.filter((level) => level !== most)];
}

/** The answers of other families to the questions of a model; what it has never seen is refused. */
export function readAnswers(table: Table, questions: readonly Question[]): Float64Array[] {
  const filled = new Set(questions.flatMap((q) => (q.kind === 'missing' ? [q.column] : [])));
  return questions.map((q) => {
    if (q.kind === 'category') {
      const place = new Map(q.levels.map((level, i) => [level, i]));
      const takesEmpty = place.has(NO_ANSWER);
      return Float64Array.from(table.texts(q.column), (text, row) => {
        const at = place.get(text === '' && takesEmpty ? NO_ANSWER : text);
        if (at !== undefined) return at;
        throw new CommandError(
          `${table.where(row)}, kolom "${q.column}": "${text}" tidak ada saat model dibuat. Yang dikenal: ${q.levels.join(', ')}.`,
          EXIT.badInput,
        );
      });
    }
    const given = table.numbers(q.column, {
      missing: filled.has(q.column) ? 'allowed' : 'refused',
    });
    if (q.kind === 'missing') return given.map((v) => (Number.isNaN(v) ? 1 : 0));
    return given.map((v) => (Number.isNaN(v) ? (q.fill as number) : v));
  });
}
