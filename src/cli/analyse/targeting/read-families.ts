import { rowOrder } from '#engine/targeting/row-order.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { numberOption, optional } from '../roles.ts';
import type { Table } from '../table.ts';
import { tableRows, uniqueNames } from './table-rows.ts';

type Values = AnalysisRequest['values'];

export interface Families {
  /** The rows in use, in an order that comes from their contents. */
  readonly table: Table;
  /** Row here → row of the file. */
  readonly rows: Uint32Array;
  readonly left: number;
  readonly poor: Uint8Array;
  /** Welfare ÷ its line (or welfare); undefined where only poor or not is known. */
  readonly truth: Float64Array | undefined;
  /** Lower is poorer: × `sign` where the file has it the other way round. */
  readonly sign: 1 | -1;
  readonly score: Float64Array | undefined;
  readonly benefit: Float64Array;
  /** Indonesian: who is poor, what is paid. */
  readonly said: readonly string[];
}

/** Welfare, poverty, score and benefit of every family. */
export function readFamilies(file: Table, values: Values, missing: 'refuse' | 'drop'): Families {
  const id = optional(values, 'id');
  if (id !== undefined) uniqueNames(file, id);
  const rule = { missing: missing === 'drop' ? 'allowed' : 'refused' } as const;
  const [truthColumn, poorColumn, scoreColumn] = ['truth', 'poor', 'score'].map((o) =>
    optional(values, o),
  );
  const truth = truthColumn === undefined ? undefined : file.numbers(truthColumn, rule);
  const given = poorColumn === undefined ? undefined : zeroOrOne(file, poorColumn, rule);
  const score = scoreColumn === undefined ? undefined : file.numbers(scoreColumn, rule);
  if (truth === undefined && given === undefined)
    throw new CommandError(
      'Sebutkan siapa yang miskin: --truth dengan --line, atau --poor. Lihat --help.',
      EXIT.usage,
    );
  const line = lineOf(file, values, truth !== undefined);
  if (truth !== undefined && (line === undefined) === (given === undefined))
    throw new CommandError(
      'Sebutkan tepat satu: --line, --line-column, atau --poor bersama --truth.',
      EXIT.usage,
    );
  const { benefit, said } = benefitOf(file, values);

  const texts = (option: string) => {
    const column = optional(values, option);
    return column === undefined ? undefined : file.texts(column);
  };
  const isMissing = (row: number) =>
    [truth, given, score].some((v) => v !== undefined && Number.isNaN(v[row]));
  const order = rowOrder(file.rows, [
    ...['strata', 'cluster', 'id', 'group'].map(texts),
    truth,
    given,
    score,
    benefit,
    ...['weight', 'chosen', 'quota-by', 'community', 'community-rank'].map(texts),
  ]);
  const rows = order.filter((row) => !isMissing(row));
  if (rows.length === 0)
    throw new CommandError('Semua barisnya kosong di kolom yang diperlukan.', EXIT.badInput);
  const pick = (v: Float64Array | undefined) => v && Float64Array.from(rows, (r) => v[r] as number);
  const atLine = values['poor-at-line'] === true;
  const poor = Uint8Array.from(rows, (row) => {
    if (line === undefined) return (given as Float64Array)[row] as number;
    const [y, z] = [(truth as Float64Array)[row] as number, line.at(row)];
    return y < z || (atLine && y === z) ? 1 : 0;
  });
  const sign = values['higher-is-poorer'] === true ? -1 : 1;
  const welfare = truth && line?.varies ? truth.map((y, row) => y / line.at(row)) : truth;
  return {
    table: tableRows(file, rows),
    rows,
    left: file.rows - rows.length,
    poor,
    truth: pick(welfare),
    sign,
    // + 0: no negative zero, which would not tie with zero.
    score: pick(score)?.map((s) => sign * s + 0),
    benefit: pick(benefit) as Float64Array,
    said: [
      line === undefined
        ? `miskin menurut kolom "${poorColumn}"`
        : `miskin bila "${truthColumn}" di bawah ${line.said}${atLine ? ' atau sama dengannya' : ''}`,
      said,
    ],
  };
}

function zeroOrOne(
  table: Table,
  column: string,
  rule: { readonly missing: 'allowed' | 'refused' },
): Float64Array {
  const values = table.numbers(column, { ...rule, min: 0, max: 1 });
  values.forEach((value, row) => {
    if (value !== 0 && value !== 1 && !Number.isNaN(value))
      throw new CommandError(
        `${table.where(row)}, kolom "${column}": "${value}" bukan 0 atau 1.`,
        EXIT.badInput,
      );
  });
  return values;
}

function lineOf(table: Table, values: Values, hasTruth: boolean) {
  const column = optional(values, 'line-column');
  const isFixed = optional(values, 'line') !== undefined;
  if (column !== undefined && isFixed)
    throw new CommandError('Pilih satu garis saja: --line atau --line-column.', EXIT.usage);
  if (column === undefined && !isFixed) return undefined;
  if (!hasTruth)
    throw new CommandError('Garis memerlukan --truth: kolom kesejahteraan.', EXIT.usage);
  if (column === undefined) {
    const line = numberOption(values, 'line', 0);
    return { at: () => line, said: `${line}`, varies: false };
  }
  const lines = table.numbers(column, { above: 0 });
  return { at: (row: number) => lines[row] as number, said: `garis "${column}"`, varies: true };
}

function benefitOf(table: Table, values: Values): { benefit: Float64Array; said: string } {
  const given = optional(values, 'benefit') ?? '1';
  if (table.has(given))
    return { benefit: table.numbers(given, { min: 0 }), said: `manfaat menurut kolom "${given}"` };
  const amount = Number(given);
  if (!Number.isFinite(amount) || amount <= 0)
    throw new CommandError(
      `--benefit: nama kolom atau angka di atas 0; bukan "${given}".`,
      EXIT.usage,
    );
  return {
    benefit: new Float64Array(table.rows).fill(amount),
    said: `manfaat ${amount} per keluarga yang berhak`,
  };
}
