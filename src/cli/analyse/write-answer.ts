import { closeSync, openSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import Papa from 'papaparse';
import { CommandError, EXIT } from '../command.ts';
import { fromHere } from '../here.ts';
import type { AnalysisRequest, Answer, Row } from './analysis.ts';
import { optional } from './roles.ts';

/** The answer to stdout or --out, as CSV (one table) or JSON (everything), numbers in full. */
export function writeAnswer(name: string, answer: Answer, values: AnalysisRequest['values']): void {
  const out = optional(values, 'out');
  const ending = out === undefined ? '' : extname(out).toLowerCase();
  const format = optional(values, 'format') ?? (ending === '.json' ? 'json' : 'csv');
  const parts =
    answer.text !== undefined
      ? [answer.text].values()
      : format === 'json'
        ? json(name, answer)
        : csv(answer, optional(values, 'table'));
  if (out === undefined) {
    for (const part of parts) process.stdout.write(part);
    return;
  }
  // What cannot be written at all is refused before there is a file.
  const first = parts.next();
  const file = openSync(fromHere(out), 'w');
  try {
    if (!first.done) writeFileSync(file, first.value);
    for (const part of parts) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
}

/** Rows written at a time: a table may be longer than a string can be. */
const ROWS = 10_000;

function* json(
  name: string,
  { done, warnings = [], summary = {}, tables }: Answer,
): Generator<string> {
  const head = JSON.stringify({ method: name, done, warnings, summary }, unwritable, 2);
  yield head.slice(0, -2);
  for (const [key, rows] of Object.entries(tables)) {
    yield `,\n  ${JSON.stringify(key)}: [`;
    for (let from = 0; from < rows.length; from += ROWS) {
      const some = JSON.stringify([rows.slice(from, from + ROWS)], unwritable, 2);
      // Without the brackets of the two lists around the rows.
      yield `${from === 0 ? '' : ','}${some.slice('[\n  ['.length, -'\n  ]\n]'.length)}`;
    }
    yield rows.length === 0 ? ']' : '\n  ]';
  }
  yield '\n}\n';
}

/** JSON has no NaN: it would be written as null, which means "not known" here. */
function unwritable(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<number>)
    : value;
}

function* csv(answer: Answer, wanted: string | undefined): Generator<string> {
  const names = Object.keys(answer.tables);
  const name = wanted ?? names[0];
  const rows: readonly Row[] | undefined = name === undefined ? [] : answer.tables[name];
  if (rows === undefined)
    throw new CommandError(`--table: ${names.join(', ')}; bukan "${wanted}".`, EXIT.usage);
  const seen = new Set<string>();
  for (const row of rows) for (const field in row) seen.add(field);
  const fields = [...seen];
  for (let from = 0; from === 0 || from < rows.length; from += ROWS) {
    const data = rows.slice(from, from + ROWS).map((row) =>
      fields.map((field) => {
        const value = row[field] ?? '';
        if (typeof value === 'number' && !Number.isFinite(value))
          throw new Error(`${field} is ${value}`);
        return value;
      }),
    );
    const options = { newline: '\n', escapeFormulae: true };
    const text = from === 0 ? Papa.unparse({ fields, data }, options) : Papa.unparse(data, options);
    yield `${text}\n`;
  }
}
