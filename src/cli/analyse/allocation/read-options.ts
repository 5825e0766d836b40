import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { list, needed, optional } from '../roles.ts';
import type { Table } from '../table.ts';

/** The file's options by unit, in an order that depends on the keys alone and not on the rows. */
export interface Options {
  readonly units: readonly string[];
  /** First row of each unit in the file. */
  readonly firstRow: Int32Array;
  readonly unitStart: Int32Array;
  /** Row of the file of each option. */
  readonly rowOf: Int32Array;
  readonly nameOf: readonly string[];
  readonly choiceStart: Int32Array;
  readonly worth: Float64Array;
  readonly uses: readonly { readonly column: string; readonly amounts: Float64Array }[];
}

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function readOptions(table: Table, values: AnalysisRequest['values']): Options {
  const unitColumn = needed(values, 'unit', 'kolom keluarga atau tempat yang memilih');
  const optionColumn = optional(values, 'option');
  const unitOf = table.names(unitColumn);
  const nameOf = optionColumn === undefined ? unitOf.map(() => '') : table.names(optionColumn);
  const rows = Array.from(unitOf.keys()).sort(
    (a, b) =>
      byCodePoint(unitOf[a] as string, unitOf[b] as string) ||
      byCodePoint(nameOf[a] as string, nameOf[b] as string) ||
      a - b,
  );
  const units: string[] = [];
  const unitStart: number[] = [];
  const firstRow: number[] = [];
  rows.forEach((row, o) => {
    const unit = unitOf[row] as string;
    const before = rows[o - 1];
    if (before === undefined || unitOf[before] !== unit) {
      units.push(unit);
      unitStart.push(o);
      firstRow.push(row);
    } else if (nameOf[before] === nameOf[row]) {
      throw new CommandError(
        optionColumn === undefined
          ? `${table.where(row)}, kolom "${unitColumn}": "${unit}" sudah ada di ${table.where(before)}. Bila satu unit punya beberapa pilihan, sebutkan --option.`
          : `${table.where(row)}, kolom "${optionColumn}": pilihan "${nameOf[row]}" untuk "${unit}" sudah ada di ${table.where(before)}.`,
        EXIT.badInput,
      );
    }
    const last = units.length - 1;
    firstRow[last] = Math.min(firstRow[last] as number, row);
  });
  unitStart.push(rows.length);
  const { choiceStart, worth } = readWorth(table, values, rows);
  const useColumns = list(values, 'use');
  for (const reserved of ['units', 'batches'])
    if (useColumns.includes(reserved))
      throw new CommandError(
        `--use ${reserved}: kata ini berarti banyaknya unit atau paket; beri nama lain pada kolomnya.`,
        EXIT.usage,
      );
  return {
    units,
    firstRow: Int32Array.from(firstRow),
    unitStart: Int32Array.from(unitStart),
    rowOf: Int32Array.from(rows),
    nameOf: rows.map((row) => nameOf[row] as string),
    choiceStart,
    worth,
    uses: useColumns.map((column) => {
      const amounts = table.numbers(column, { min: 0 });
      return { column, amounts: Float64Array.from(rows, (row) => amounts[row] as number) };
    }),
  };
}

/** Worth of 1, 2, … batches of every option, added up. */
function readWorth(
  table: Table,
  values: AnalysisRequest['values'],
  rows: readonly number[],
): { choiceStart: Int32Array; worth: Float64Array } {
  const columns = list(values, 'worth');
  if (columns.length === 0)
    throw new CommandError(
      'Sebutkan --worth: kolom nilai; beberapa kolom untuk nilai paket ke-1, ke-2, dan seterusnya. Lihat --help.',
      EXIT.usage,
    );
  const steps = columns.map((column, k) =>
    table.numbers(column, { missing: k === 0 ? 'refused' : 'allowed' }),
  );
  const batchColumn = optional(values, 'batches');
  const batches =
    batchColumn === undefined
      ? undefined
      : table.numbers(batchColumn, { min: 0, max: 1_000_000, whole: true });
  const choiceStart = new Int32Array(rows.length + 1);
  const worth: number[] = [];
  rows.forEach((row, o) => {
    const most = batches?.[row] ?? columns.length;
    let sum = 0;
    let before = Number.POSITIVE_INFINITY;
    for (let k = 0; k < most; k++) {
      // One column is the worth of every batch.
      const at = columns.length === 1 ? 0 : k;
      const step = steps[at]?.[row];
      if (step === undefined || Number.isNaN(step)) {
        const later = steps.findIndex((s, i) => i > k && !Number.isNaN(s[row] as number));
        if (later >= 0)
          throw new CommandError(
            `${table.where(row)}, kolom "${columns[k]}": kosong, padahal "${columns[later]}" terisi.`,
            EXIT.badInput,
          );
        break;
      }
      if (step > before)
        throw new CommandError(
          `${table.where(row)}, kolom "${columns[at]}": nilai paket ke-${k + 1} (${step}) di atas paket sebelumnya (${before}); nilai tambahan harus tetap atau turun.`,
          EXIT.badInput,
        );
      before = step;
      sum += step;
      worth.push(columns.length === 1 ? step * (k + 1) : sum);
    }
    choiceStart[o + 1] = worth.length;
  });
  return { choiceStart, worth: Float64Array.from(worth) };
}
