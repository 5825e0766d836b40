import type { Indicator } from '#engine/poverty/alkire-foster.ts';
import { CommandError, EXIT } from '../command.ts';
import type { AnalysisRequest } from './analysis.ts';
import { list } from './roles.ts';
import type { Table } from './table.ts';

type Values = AnalysisRequest['values'];

const usage = (text: string) => new CommandError(text, EXIT.usage);

/** "1/3", "0.25" or "25%" as a number above 0. `digits`: decimals typed, undefined for a fraction. */
export function fraction(
  option: string,
  text: string,
): { value: number; digits: number | undefined } {
  const parts = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(?:\/\s*(\d+(?:\.\d+)?))?\s*(%)?\s*$/.exec(text);
  const value = parts === null ? Number.NaN : Number(parts[1]) / Number(parts[2] ?? 1);
  if (parts === null || !(value > 0) || !Number.isFinite(value))
    throw usage(
      `--${option}: pecahan seperti 1/3 atau angka di atas 0 seperti 0.25; bukan "${text}".`,
    );
  const percent = parts[3] === '%';
  const decimals = (parts[1]?.split('.')[1] ?? '').length;
  return {
    value: percent ? value / 100 : value,
    digits: parts[2] === undefined ? decimals + (percent ? 2 : 0) : undefined,
  };
}

/** name=value pairs of a repeatable option. */
function pairs(values: Values, option: string, mark: '=' | ':'): [string, string][] {
  const value = values[option];
  const given = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return given.map((text) => {
    const at = String(text).lastIndexOf(mark);
    const name = String(text).slice(0, at).trim();
    const rest = String(text)
      .slice(at + 1)
      .trim();
    if (at <= 0 || name === '' || rest === '')
      throw usage(`--${option}: ditulis nama${mark}isi; bukan "${text}".`);
    return [name, rest];
  });
}

export interface Deprivations {
  readonly indicators: readonly Indicator[];
  readonly dimensions: readonly string[];
  /** What the typed weights added up to, where they had to be scaled to 1. */
  readonly typedSum: number | undefined;
}

/**
 * Indicators with nested weights: dimensions weigh the same and so do the indicators of a dimension,
 * unless --weight-of says otherwise. Every indicator is a 0/1 column, or an achievement with a cutoff.
 */
export function deprivations(table: Table, values: Values): Deprivations {
  const nested = pairs(values, 'dimension', '=').map(([name, text]) => ({
    name,
    columns: text
      .split(',')
      .map((c) => c.trim())
      .filter((c) => c !== ''),
  }));
  const plain = list(values, 'indicators').filter(
    (column) => !nested.some((d) => d.columns.includes(column)),
  );
  if (nested.length > 0 && plain.length > 0)
    throw usage(
      `Indikator tanpa dimensi: ${plain.join(', ')}. Masukkan ke salah satu --dimension, atau jangan pakai --dimension.`,
    );
  const dimensions = nested.length > 0 ? nested : plain.map((c) => ({ name: c, columns: [c] }));
  const columns = dimensions.flatMap((d) => d.columns);
  if (columns.length === 0)
    throw usage('Sebutkan --indicators, atau --dimension nama=kolom,kolom. Lihat --help.');
  const twice = columns.find((c, i) => columns.indexOf(c) !== i);
  if (twice !== undefined) throw usage(`Indikator "${twice}" disebut dua kali.`);
  const names = dimensions.map((d) => d.name);
  const sameName = names.find((d, i) => names.indexOf(d) !== i);
  if (sameName !== undefined) throw usage(`Dimensi "${sameName}" disebut dua kali.`);

  const { weights, typedSum } = weightsOf(dimensions, values);
  const cutoffs = new Map<string, number>();
  for (const text of list(values, 'cutoffs')) {
    const [column, cutoff] = pairs({ cutoffs: text }, 'cutoffs', ':')[0] as [string, string];
    if (!columns.includes(column)) throw usage(`--cutoffs: "${column}" bukan indikator.`);
    cutoffs.set(column, fraction('cutoffs', cutoff).value);
  }
  const indicators = dimensions.flatMap((d) =>
    d.columns.map((name): Indicator => {
      const own = { name, dimension: d.name, weight: weights.get(name) as number };
      const cutoff = cutoffs.get(name);
      if (cutoff === undefined)
        return {
          ...own,
          deprived: table.numbers(name, { missing: 'allowed', min: 0, max: 1, whole: true }),
        };
      const achieved = table.numbers(name, { missing: 'allowed', min: 0 });
      return {
        ...own,
        deprived: achieved.map((v) => (Number.isNaN(v) ? v : v < cutoff ? 1 : 0)),
        gap: achieved.map((v) => (v < cutoff ? (cutoff - v) / cutoff : 0)),
      };
    }),
  );
  return { indicators, dimensions: names, typedSum };
}

function weightsOf(
  dimensions: readonly { readonly name: string; readonly columns: readonly string[] }[],
  values: Values,
) {
  const typed = new Map(
    pairs(values, 'weight-of', '=').map(([name, text]) => [
      name,
      fraction('weight-of', text).value,
    ]),
  );
  const columns = dimensions.flatMap((d) => d.columns);
  const unknown = [...typed.keys()].find(
    (name) => !columns.includes(name) && !dimensions.some((d) => d.name === name),
  );
  if (unknown !== undefined) throw usage(`--weight-of: "${unknown}" bukan indikator atau dimensi.`);
  const own = columns.filter((c) => typed.has(c));
  const weights = new Map<string, number>();
  if (own.length > 0) {
    const without = columns.find((c) => !typed.has(c));
    if (without !== undefined)
      throw usage(
        `--weight-of: bila bobot indikator disebut, sebutkan semuanya; "${without}" belum. Untuk satu dimensi, pakai nama dimensinya.`,
      );
    for (const c of columns) weights.set(c, typed.get(c) as number);
  } else {
    const without = dimensions.find((d) => !typed.has(d.name));
    if (typed.size > 0 && without !== undefined)
      throw usage(`--weight-of: sebutkan semua dimensi; "${without.name}" belum.`);
    for (const d of dimensions)
      for (const c of d.columns)
        weights.set(c, (typed.get(d.name) ?? 1 / dimensions.length) / d.columns.length);
  }
  const sum = [...weights.values()].reduce((all, w) => all + w, 0);
  for (const [c, w] of weights) weights.set(c, w / sum);
  return { weights, typedSum: Math.abs(sum - 1) > 1e-9 ? sum : undefined };
}
