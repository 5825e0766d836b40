import { InputError } from '../stats/input-error.ts';

/** Units observed over periods, unit by unit. */
export interface Panel {
  readonly unitNames: readonly string[];
  /** Ascending. */
  readonly periods: readonly number[];
  /** outcome[period][unit]; NaN where the unit was not observed. */
  readonly outcome: readonly Float64Array[];
  /** First treated period of a unit; Infinity for never. */
  readonly start: Float64Array;
  readonly weight: Float64Array | undefined;
  /** 0 … number − 1 per unit; units themselves where no cluster was given. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** covariates[c][period][unit]; NaN where not observed. */
  readonly covariates: readonly (readonly Float64Array[])[];
}

export interface PanelRows {
  readonly unit: readonly string[];
  readonly period: ArrayLike<number>;
  /** NaN for a missing measurement. */
  readonly outcome: ArrayLike<number>;
  /** First treated period; Infinity for never. */
  readonly start: ArrayLike<number>;
  readonly weight?: ArrayLike<number>;
  readonly cluster?: readonly string[];
  readonly covariates?: readonly ArrayLike<number>[];
}

/**
 * Rows (unit × period, any order) to a panel. Units and clusters keep the order of their names, so that
 * shuffled rows give the same numbers. Throws InputError with the row: `twice` (unit and period), `start-varies`,
 * `weight-varies`, `cluster-varies`, all within a unit.
 */
export function panelOf(rows: PanelRows): Panel {
  const unitNames = [...new Set(rows.unit)].sort(byName);
  const unitAt = new Map(unitNames.map((name, i) => [name, i]));
  const periods = [...new Set(Array.from(rows.period))].sort((a, b) => a - b);
  const periodAt = new Map(periods.map((value, i) => [value, i]));
  const n = unitNames.length;
  const empty = (): Float64Array[] => periods.map(() => new Float64Array(n).fill(Number.NaN));
  const outcome = empty();
  const covariates = (rows.covariates ?? []).map(empty);
  const start = new Float64Array(n).fill(Number.NaN);
  const weight = rows.weight && new Float64Array(n).fill(Number.NaN);
  const clusterNames = rows.cluster && [...new Set(rows.cluster)].sort(byName);
  const clusterAt = new Map(clusterNames?.map((name, i) => [name, i]));
  const cluster = new Int32Array(n).fill(-1);
  const seen = new Set<number>();
  for (let row = 0; row < rows.unit.length; row++) {
    const unit = unitAt.get(rows.unit[row] as string) as number;
    const period = periodAt.get(rows.period[row] as number) as number;
    const key = unit * periods.length + period;
    if (seen.has(key)) throw new InputError('twice', { row, role: 'unit' });
    seen.add(key);
    (outcome[period] as Float64Array)[unit] = rows.outcome[row] as number;
    rows.covariates?.forEach((values, c) => {
      (covariates[c]?.[period] as Float64Array)[unit] = values[row] as number;
    });
    const same = (kept: Float64Array | Int32Array, unset: boolean, value: number, code: string) => {
      if (unset) kept[unit] = value;
      else if (kept[unit] !== value)
        throw new InputError(code, { row, role: code.replace('-varies', '') });
    };
    same(start, Number.isNaN(start[unit]), rows.start[row] as number, 'start-varies');
    if (weight && rows.weight)
      same(weight, Number.isNaN(weight[unit]), rows.weight[row] as number, 'weight-varies');
    if (rows.cluster)
      same(
        cluster,
        cluster[unit] === -1,
        clusterAt.get(rows.cluster[row] as string) as number,
        'cluster-varies',
      );
  }
  if (rows.cluster === undefined) for (let i = 0; i < n; i++) cluster[i] = i;
  return {
    unitNames,
    periods,
    outcome,
    start,
    weight,
    cluster,
    clusters: clusterNames?.length ?? n,
    covariates,
  };
}

/** The panel of the units that `keep` names. */
export function keepUnits(panel: Panel, keep: readonly number[]): Panel {
  const part = (values: Float64Array): Float64Array =>
    Float64Array.from(keep, (i) => values[i] as number);
  return {
    ...panel,
    unitNames: keep.map((i) => panel.unitNames[i] as string),
    outcome: panel.outcome.map(part),
    start: part(panel.start),
    weight: panel.weight && part(panel.weight),
    cluster: Int32Array.from(keep, (i) => panel.cluster[i] as number),
    covariates: panel.covariates.map((c) => c.map(part)),
  };
}

export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
