import { byName } from '#engine/impact/panel.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { list, needed, optional } from '../roles.ts';
import type { Table } from '../table.ts';

type Values = AnalysisRequest['values'];

const YES = new Set(['1', 'ya', 'y', 'yes', 'true', 'benar']);
const NO = new Set(['0', 'tidak', 't', 'n', 'no', 'false', 'salah', 'bukan']);

/** 1 or 0 per row of --treated. */
export function treatedOf(table: Table, values: Values): Uint8Array {
  const column = needed(
    values,
    'treated',
    'kolom yang menandai siapa yang ikut (1/0 atau ya/tidak)',
  );
  return Uint8Array.from(table.names(column), (text, row) => {
    const word = text.toLowerCase();
    if (YES.has(word) || Number(word) === 1) return 1;
    if (NO.has(word) || Number(word) === 0) return 0;
    throw new CommandError(
      `${table.where(row)}, kolom "${column}": "${text}" bukan 1/0 atau ya/tidak.`,
      EXIT.badInput,
    );
  });
}

export interface Covariate {
  /** Column, or "column=category" for one category of a column of words. */
  readonly name: string;
  /** NaN where missing. */
  readonly values: Float64Array;
}

/** Numbers as they are; a column without any number as 0/1 of every category but the first. */
export function covariatesOf(table: Table, columns: readonly string[]): Covariate[] {
  return columns.flatMap((column): Covariate[] => {
    const texts = table.texts(column);
    const filled = texts.filter((t) => t !== '');
    if (filled.length === 0 || filled.some((t) => /^[+-]?[\d.,]+(e[+-]?\d+)?$/i.test(t)))
      return [{ name: column, values: table.numbers(column, { missing: 'allowed' }) }];
    const levels = [...new Set(filled)].sort(byName);
    if (levels.length > 50)
      throw new CommandError(
        `Kolom "${column}" berisi ${levels.length} kata yang berbeda: terlalu banyak untuk penyesuaian. Pakai --strata, atau kelompokkan.`,
        EXIT.badInput,
      );
    return levels.slice(1).map((level) => ({
      name: `${column}=${level}`,
      values: Float64Array.from(texts, (t) => (t === '' ? Number.NaN : t === level ? 1 : 0)),
    }));
  });
}

/** 0, 1, … in the order of the names, so that shuffled rows give the same numbers. */
export function numbered(names: readonly string[]): Int32Array {
  const at = new Map([...new Set(names)].sort(byName).map((name, i) => [name, i]));
  return Int32Array.from(names, (name) => at.get(name) as number);
}

export interface Units {
  readonly table: Table;
  readonly outcomeColumn: string;
  /** All rows of the file. */
  readonly given: { readonly outcome: Float64Array; readonly treated: Uint8Array };
  /** Rows of the file that are used: outcome, baseline and covariates all there. */
  readonly rows: readonly number[];
  readonly outcome: Float64Array;
  readonly treated: Uint8Array;
  readonly baseline: Float64Array | undefined;
  readonly covariates: readonly Covariate[];
  readonly weight: Float64Array | undefined;
  readonly cluster: Int32Array | undefined;
  readonly stratum: Int32Array | undefined;
  readonly leftOut: { readonly outcome: number; readonly covariates: number };
  /** Column of the file for each role an engine error may name. */
  readonly columns: Readonly<Record<string, string | undefined>>;
}

/** One row per unit: outcome, treatment and what else was named. */
export function unitsOf(table: Table, values: Values): Units {
  const outcomeColumn = needed(values, 'outcome', 'kolom hasil yang diukur');
  const outcome = table.numbers(outcomeColumn, { missing: 'allowed' });
  const treated = treatedOf(table, values);
  const baselineColumn = optional(values, 'baseline');
  const baseline = baselineColumn
    ? table.numbers(baselineColumn, { missing: 'allowed' })
    : undefined;
  const covariates = covariatesOf(table, list(values, 'covariates'));
  const weightColumn = optional(values, 'weight');
  const weight = weightColumn ? table.numbers(weightColumn, { min: 0 }) : undefined;
  const clusterColumn = optional(values, 'cluster');
  const strataColumn = optional(values, 'strata');
  const id = optional(values, 'unit');
  if (id !== undefined) refuseTwice(table, id);

  const rows: number[] = [];
  const leftOut = { outcome: 0, covariates: 0 };
  for (let i = 0; i < table.rows; i++) {
    const known =
      !(baseline && Number.isNaN(baseline[i])) &&
      covariates.every((c) => !Number.isNaN(c.values[i] as number));
    if (Number.isNaN(outcome[i] as number)) leftOut.outcome++;
    else if (!known) leftOut.covariates++;
    else rows.push(i);
  }
  const pick = (from: Float64Array): Float64Array =>
    Float64Array.from(rows, (i) => from[i] as number);
  const names = (column: string | undefined): Int32Array | undefined => {
    if (column === undefined) return undefined;
    const all = table.names(column);
    return numbered(rows.map((i) => all[i] as string));
  };
  return {
    table,
    outcomeColumn,
    given: { outcome, treated },
    rows,
    outcome: pick(outcome),
    treated: Uint8Array.from(rows, (i) => treated[i] as number),
    baseline: baseline && pick(baseline),
    covariates: covariates.map((c) => ({ ...c, values: pick(c.values) })),
    weight: weight && pick(weight),
    cluster: names(clusterColumn),
    stratum: names(strataColumn),
    leftOut,
    columns: {
      outcome: outcomeColumn,
      treated: optional(values, 'treated'),
      cluster: clusterColumn,
      stratum: strataColumn,
      weight: weightColumn,
    },
  };
}

function refuseTwice(table: Table, column: string): void {
  const seen = new Map<string, number>();
  table.names(column).forEach((name, row) => {
    const before = seen.get(name);
    if (before !== undefined)
      throw new CommandError(
        `${table.where(row)}, kolom "${column}": "${name}" sudah ada di ${table.where(before)}. Rancangan ini perlu satu baris per unit.`,
        EXIT.badInput,
      );
    seen.set(name, row);
  });
}

/** What the engine refuses here, in words. */
export const SENTENCES: Readonly<Record<string, string>> = {
  'no-treated': 'tidak ada unit yang ikut (1) dengan hasil terukur',
  'no-comparison':
    'tidak ada pembanding (0) dengan hasil terukur; tanpa pembanding dampak tidak dapat dihitung. Lihat --design before-after',
  'one-per-arm': 'perlu paling sedikit dua unit di setiap kelompok untuk menghitung galat',
  'cluster-one-arm':
    'perlu paling sedikit dua klaster di setiap kelompok: ada {treated} yang ikut dan {comparison} pembanding. Satu klaster tidak dapat dibedakan dari nasib klaster itu',
  'stratum-one-arm': 'strata baris ini hanya berisi satu kelompok; gabungkan strata atau keluarkan',
  'stratum-one-unit':
    'strata baris ini hanya punya satu unit di salah satu kelompok; gabungkan strata, atau susun semuanya berpasangan satu-satu',
  twice: 'unit ini sudah punya baris untuk periode yang sama',
  'start-varies': 'periode mulai unit ini berbeda dari barisnya yang lain',
  'weight-varies': 'bobot unit ini berbeda dari barisnya yang lain',
  'cluster-varies': 'klaster unit ini berbeda dari barisnya yang lain',
  'no-start': 'tidak ada unit yang mulai ikut di antara periode data',
  'start-differs':
    'ada {starts} waktu mulai yang berbeda; rancangan did perlu satu waktu mulai. Pakai --design staggered',
  'no-period-before': 'tidak ada periode sebelum mulai; tanpa itu perubahan tidak dapat dihitung',
  'no-period-after': 'tidak ada periode sesudah mulai',
  'no-never-treated':
    'tidak ada unit yang tidak pernah ikut sampai periode terakhir. Pakai --design staggered --comparison not-yet-treated',
  'one-period': 'perlu paling sedikit dua periode',
  'no-units': 'tidak ada unit yang lengkap di semua periode. Pakai --incomplete pairs',
  'too-few-matched':
    'pasangan pembanding terlalu sedikit ({rows}) untuk penyesuaian; pakai --unadjusted',
  'one-per-cluster':
    'setiap klaster hanya berisi satu unit: korelasi dalam klaster tidak dapat dihitung',
  'no-spread': 'semua nilainya sama',
  'out-of-reach': 'tidak tercapai berapa pun banyaknya unit',
};
