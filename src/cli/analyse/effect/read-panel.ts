import { type Panel, panelOf } from '#engine/impact/panel.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { list, needed, optional } from '../roles.ts';
import type { Table } from '../table.ts';
import { type Covariate, covariatesOf, SENTENCES, treatedOf } from './read-units.ts';

type Values = AnalysisRequest['values'];

export interface PanelFile {
  readonly panel: Panel;
  readonly covariates: readonly Covariate[];
  /** Rows without an outcome or without a covariate. */
  readonly missing: number;
}

/** One row per unit and period. */
export function readPanel(table: Table, values: Values): PanelFile {
  const outcomeColumn = needed(values, 'outcome', 'kolom hasil yang diukur');
  const unitColumn = needed(values, 'unit', 'kolom penanda unit');
  const periodColumn = needed(values, 'period', 'kolom periode (angka berurutan, misalnya tahun)');
  const clusterColumn = optional(values, 'cluster');
  const weightColumn = optional(values, 'weight');
  const unit = table.names(unitColumn);
  const period = table.numbers(periodColumn);
  const outcome = table.numbers(outcomeColumn, { missing: 'allowed' });
  const covariates = covariatesOf(table, list(values, 'covariates'));
  let missing = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (covariates.some((c) => Number.isNaN(c.values[i] as number))) outcome[i] = Number.NaN;
    if (Number.isNaN(outcome[i] as number)) missing++;
  }
  const start = startsOf(table, values, unit, period);
  try {
    const panel = panelOf({
      unit,
      period,
      outcome,
      start,
      covariates: covariates.map((c) => c.values),
      ...(weightColumn && { weight: table.numbers(weightColumn, { min: 0 }) }),
      ...(clusterColumn && { cluster: table.names(clusterColumn) }),
    });
    return { panel, covariates, missing };
  } catch (error) {
    const columns = {
      unit: unitColumn,
      start: optional(values, 'start') ?? optional(values, 'treated'),
      weight: weightColumn,
      cluster: clusterColumn,
    };
    throw refusal(error, table.where, columns, SENTENCES);
  }
}

/**
 * First treated period per row, Infinity for never: from the --start column, or from --treated, which may be 0
 * before and 1 after, or mark a group for which --start gives the period (with two periods: the second).
 */
function startsOf(
  table: Table,
  values: Values,
  unit: readonly string[],
  period: Float64Array,
): Float64Array {
  const given = optional(values, 'start');
  if (given !== undefined && table.has(given))
    return table
      .numbers(given, { missing: 'allowed' })
      .map((v) => (Number.isNaN(v) || v === 0 ? Infinity : v));
  const common = given === undefined ? undefined : Number(given);
  if (common !== undefined && !Number.isFinite(common))
    throw new CommandError(
      `--start: "${given}" bukan kolom di ${table.path} dan bukan angka periode.`,
      EXIT.usage,
    );
  if (optional(values, 'treated') === undefined)
    throw new CommandError(
      'Sebutkan --start: kolom periode pertama ikut (kosong atau 0 = tidak pernah), atau --treated. Lihat --help.',
      EXIT.usage,
    );
  const treated = treatedOf(table, values);
  const first = new Map<string, number>();
  const periods = [...new Set(period)].sort((a, b) => a - b);
  const mixed = new Map<string, Set<number>>();
  unit.forEach((name, i) => {
    mixed.set(name, (mixed.get(name) ?? new Set()).add(treated[i] as number));
    if (treated[i] === 1)
      first.set(name, Math.min(first.get(name) ?? Infinity, period[i] as number));
  });
  const varies = [...mixed.values()].some((seen) => seen.size > 1);
  if (!varies) {
    const start = common ?? (periods.length === 2 ? periods[1] : undefined);
    if (start === undefined)
      throw new CommandError(
        `--treated tidak berubah antarperiode dan ada ${periods.length} periode: sebutkan --start <periode pertama ikut>.`,
        EXIT.usage,
      );
    return Float64Array.from(unit, (_, i) => (treated[i] === 1 ? start : Infinity));
  }
  unit.forEach((name, i) => {
    if (treated[i] === 0 && (period[i] as number) > (first.get(name) ?? Infinity))
      throw new CommandError(
        `${table.where(i)}: unit "${name}" berhenti ikut. Metode ini menganggap yang sudah ikut tetap ikut; beri periode pertamanya lewat --start.`,
        EXIT.badInput,
      );
  });
  return Float64Array.from(unit, (name) => first.get(name) ?? Infinity);
}
