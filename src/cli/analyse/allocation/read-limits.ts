import type { Limit } from '#engine/optimise/allocation.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { optional } from '../roles.ts';
import { readTable, type Table } from '../table.ts';
import type { Options } from './read-options.ts';

/** A limit as the person named it. */
export interface NamedLimit extends Limit {
  readonly what: string;
  /** "kab:7401"; '' for all. */
  readonly group: string;
  readonly kind: 'max' | 'min' | 'share';
  readonly amount: number;
}

export interface Limits {
  readonly limits: readonly NamedLimit[];
  /** What every option adds to them, in the form of the engine. */
  readonly entryStart: Int32Array;
  readonly entryLimit: Int32Array;
  readonly entryAmount: Float64Array;
}

/** One or more limits on the same sum: for all, for one group, or for groups each with its own amount. */
interface Asked {
  readonly what: string;
  readonly kind: NamedLimit['kind'];
  readonly column: string | undefined;
  /** By value of the column; undefined: every value has `amount`. */
  readonly amounts: ReadonlyMap<string, number> | undefined;
  readonly amount: number;
  /** The option or row that asked, for refusals. */
  readonly said: string;
}

/** Limits of --budget, --at-least, --share and the rows of --budgets. */
export async function readLimits(
  table: Table,
  options: Options,
  values: AnalysisRequest['values'],
): Promise<Limits> {
  const asked: Asked[] = [
    ...given(values, 'budget', 'max'),
    ...given(values, 'at-least', 'min'),
    ...given(values, 'share', 'share'),
    ...(await fromFile(values)),
  ];
  const limits: NamedLimit[] = [];
  const rules = asked.map((one) => {
    const rule = {
      counts: amountsOf(table, options, one),
      limitOf: limitsOf(table, options, one, limits),
    };
    return rule;
  });
  const seen = new Set<string>();
  for (const { what, group, kind } of limits) {
    const key = `${what}@${group} ${kind}`;
    if (seen.has(key))
      throw new CommandError(
        `Batas ${kind} untuk ${what}${group && `@${group}`} disebut dua kali.`,
        EXIT.usage,
      );
    seen.add(key);
  }
  const entryStart = new Int32Array(options.rowOf.length + 1);
  const entryLimit: number[] = [];
  const entryAmount: number[] = [];
  for (let o = 0; o < options.rowOf.length; o++) {
    for (const { counts, limitOf } of rules) {
      const limit = limitOf(o);
      const amount = counts(o);
      if (limit < 0 || amount === 0) continue;
      entryLimit.push(limit);
      entryAmount.push(amount);
    }
    entryStart[o + 1] = entryLimit.length;
  }
  return {
    limits,
    entryStart,
    entryLimit: Int32Array.from(entryLimit),
    entryAmount: Float64Array.from(entryAmount),
  };
}

function given(values: AnalysisRequest['values'], option: string, kind: Asked['kind']): Asked[] {
  const all = values[option];
  return (Array.isArray(all) ? all : all === undefined ? [] : [all]).map((text) => {
    const said = `--${option} ${text}`;
    const found = /^([^@=]+)(?:@([^:=]+)(?::([^=]*))?)?=(.+)$/.exec(String(text));
    const amount = Number(found?.[4]);
    if (found === null || !Number.isFinite(amount) || amount < 0)
      throw new CommandError(
        `${said}: tulis <apa>=<angka>, <apa>@<kolom>=<angka>, atau <apa>@<kolom>:<isi>=<angka>, angkanya paling kecil 0.`,
        EXIT.usage,
      );
    if (kind === 'share' && amount > 1)
      throw new CommandError(`${said}: bagian antara 0 dan 1.`, EXIT.usage);
    const value = found[3]?.trim();
    return {
      what: (found[1] as string).trim(),
      column: found[2]?.trim(),
      amounts: value === undefined ? undefined : new Map([[value, amount]]),
      kind,
      amount,
      said,
    };
  });
}

async function fromFile(values: AnalysisRequest['values']): Promise<Asked[]> {
  const path = optional(values, 'budgets');
  if (path === undefined) return [];
  const table = await readTable(path, values);
  const groupColumn = optional(values, 'group');
  const whats = table.names('resource');
  const groups = table.has('group') ? table.texts('group') : whats.map(() => '');
  const ends = (['min', 'max'] as const).filter((end) => table.has(end));
  if (ends.length === 0)
    throw new CommandError(
      `${path}: perlu kolom "max" atau "min" di samping "resource".`,
      EXIT.badInput,
    );
  return ends.flatMap((end): Asked[] => {
    const amounts = table.numbers(end, { missing: 'allowed', min: 0 });
    const all: Asked[] = [];
    const byGroup = new Map<string, Map<string, number>>();
    whats.forEach((what, row) => {
      const amount = amounts[row] as number;
      if (Number.isNaN(amount)) return;
      const group = groups[row] as string;
      const said = `${path}, ${table.where(row)}`;
      if (group === '') {
        all.push({ what, kind: end, column: undefined, amounts: undefined, amount, said });
        return;
      }
      if (groupColumn === undefined)
        throw new CommandError(
          `${said}, kolom "group": "${group}" isi kolom mana? Sebutkan --group.`,
          EXIT.usage,
        );
      const known = byGroup.get(what) ?? new Map<string, number>();
      if (known.has(group))
        throw new CommandError(`${said}: ${what} untuk "${group}" sudah disebut.`, EXIT.badInput);
      byGroup.set(what, known.set(group, amount));
    });
    for (const [what, mine] of byGroup)
      all.push({ what, kind: end, column: groupColumn, amounts: mine, amount: 0, said: path });
    return all;
  });
}

/** Adds the limits asked for to `limits`; which of them an option counts in, −1 for none. */
function limitsOf(
  table: Table,
  options: Options,
  { what, kind, column, amounts, amount, said }: Asked,
  limits: NamedLimit[],
): (option: number) => number {
  const add = (group: string, most: number): number =>
    limits.push({
      name: `${what}${group && `@${group}`} ${kind === 'max' ? '<=' : kind === 'min' ? '>=' : 'share >='} ${most}`,
      what,
      group,
      kind,
      amount: most,
      per: what === 'units' || kind === 'share' ? 'choice' : 'batch',
      min: kind === 'max' ? Number.NEGATIVE_INFINITY : kind === 'min' ? most : 0,
      max: kind === 'max' ? most : Number.POSITIVE_INFINITY,
    }) - 1;
  if (column === undefined) {
    const only = add('', amount);
    return () => only;
  }
  if (!table.has(column))
    throw new CommandError(
      `${said}: kolom "${column}" tidak ada di ${table.path}. Kolom yang ada: ${table.columns.join(', ')}.`,
      EXIT.badInput,
    );
  const texts = table.texts(column);
  const present = [...new Set(texts)].filter((text) => text !== '').sort();
  const missing = [...(amounts?.keys() ?? [])].find((value) => !present.includes(value));
  if (missing !== undefined)
    throw new CommandError(
      `${said}: tidak ada baris dengan ${column} "${missing}". Yang ada: ${present.slice(0, 20).join(', ')}${present.length > 20 ? ', …' : ''}.`,
      EXIT.badInput,
    );
  const limitOf = new Map<string, number>();
  for (const value of present) {
    const most = amounts === undefined ? amount : amounts.get(value);
    if (most !== undefined) limitOf.set(value, add(`${column}:${value}`, most));
  }
  const byRow = Int32Array.from(texts, (text) => limitOf.get(text) ?? -1);
  return (option) => byRow[options.rowOf[option] as number] as number;
}

/** How an option counts: what it uses, 1 for units and batches, part above or below a share. */
function amountsOf(table: Table, options: Options, { what, kind, amount, said }: Asked) {
  if (kind === 'share') {
    const flags = table.numbers(what, { min: 0, max: 1, whole: true });
    // In whole numbers: 1 − 0.7 is not 0.3 in floating point.
    let factor = 1;
    while (factor < 1e9 && Math.round(amount * factor) / factor !== amount) factor *= 10;
    const part = Math.round(amount * factor);
    return (option: number) => (flags[options.rowOf[option] as number] as number) * factor - part;
  }
  if (what === 'units' || what === 'batches') return () => 1;
  const use = options.uses.find((u) => u.column === what);
  if (use !== undefined) return (option: number) => use.amounts[option] as number;
  const known = [...options.uses.map((u) => u.column), 'units', 'batches'];
  throw new CommandError(
    `${said}: "${what}" tidak ada di --use. Yang dikenal: ${known.join(', ')}.`,
    EXIT.usage,
  );
}
