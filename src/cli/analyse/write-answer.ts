import { writeFileSync } from 'node:fs';
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
  const text =
    answer.text ??
    (format === 'json' ? json(name, answer) : csv(answer, optional(values, 'table')));
  if (out === undefined) process.stdout.write(text);
  else writeFileSync(fromHere(out), text);
}

function json(name: string, { done, warnings = [], summary = {}, tables }: Answer): string {
  return `${JSON.stringify({ method: name, done, warnings, summary, ...tables }, unwritable, 2)}\n`;
}

/** JSON has no NaN: it would be written as null, which means "not known" here. */
function unwritable(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<number>)
    : value;
}

function csv(answer: Answer, wanted: string | undefined): string {
  const names = Object.keys(answer.tables);
  const name = wanted ?? names[0];
  const rows: readonly Row[] | undefined = name === undefined ? [] : answer.tables[name];
  if (rows === undefined)
    throw new CommandError(`--table: ${names.join(', ')}; bukan "${wanted}".`, EXIT.usage);
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const data = rows.map((row) =>
    fields.map((field) => {
      const value = row[field] ?? '';
      if (typeof value === 'number' && !Number.isFinite(value))
        throw new Error(`${field} is ${value}`);
      return value;
    }),
  );
  return `${Papa.unparse({ fields, data }, { newline: '\n', escapeFormulae: true })}\n`;
}
