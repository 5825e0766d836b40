import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { fUpper } from '../stats/distributions.ts';
import { InputError } from '../stats/input-error.ts';
import { combine, type Estimate, type Regression, regress } from '../stats/regression.ts';
import type { Panel } from './panel.ts';

export interface PeriodEffect extends Estimate {
  readonly period: number;
  readonly before: boolean;
  readonly df: number;
}

export interface TwoWay {
  readonly effect: Estimate & { readonly df: number };
  /** Per period against the last one before the start; that one itself is left out. */
  readonly byPeriod: readonly PeriodEffect[];
  /** Joint test that the arms ran alike before the start; null with fewer than two periods before. */
  readonly preTrend: {
    readonly f: number;
    readonly df1: number;
    readonly df2: number;
    readonly p: number;
  } | null;
  readonly start: number;
  readonly units: number;
  readonly treatedUnits: number;
  /** Units seen once: they carry nothing and are left out. */
  readonly seenOnce: number;
  /** Units used that miss at least one period. */
  readonly incomplete: number;
  readonly rows: number;
  readonly clusters: number;
  readonly errors: 'CR1' | 'CR2';
}

/**
 * Difference-in-differences with one common start: unit and period effects, treated × after. Errors by cluster
 * (units themselves where none is given). CR1 counts periods and effect, not the units nested in clusters, as
 * Stata's `xtreg, fe` and R's `fixest` do: G/(G−1)·(n−1)/(n−T−1). CR2 on the within-transformed
 * regressors equals the one with unit dummies (Pustejovsky & Tipton 2018, theorem 2); with unequal weights
 * that no longer holds, and CR1 is used.
 *
 * Covariates: their values at the first period, times every later period. Throws InputError `start-differs`,
 * `no-start`, `no-period-before`, `no-never-treated`, `no-treated`, `cluster-one-arm`, `collinear`.
 */
export function twoWay(
  panel: Panel,
  rules: { readonly errors: 'CR1' | 'CR2'; readonly level: number },
): TwoWay {
  const { periods } = panel;
  const starts = [...new Set(panel.start)].filter((s) => Number.isFinite(s));
  if (starts.length === 0) throw new InputError('no-start');
  if (starts.length > 1)
    throw new InputError('start-differs', { details: { starts: starts.length } });
  const start = starts[0] as number;
  const startAt = periods.findIndex((p) => p >= start);
  if (startAt < 0) throw new InputError('no-period-after');
  if (startAt === 0) throw new InputError('no-period-before');
  if (!panel.start.some((s) => s === Infinity)) throw new InputError('no-never-treated');

  const rows: { unit: number; period: number }[] = [];
  let [units, treatedUnits, seenOnce, incomplete] = [0, 0, 0, 0];
  const arms = [new Set<number>(), new Set<number>()];
  panel.start.forEach((s, unit) => {
    const seen = periods.flatMap((_, t) => (Number.isNaN(panel.outcome[t]?.[unit]) ? [] : [t]));
    if (seen.length < 2) {
      seenOnce++;
      return;
    }
    units++;
    if (s === start) treatedUnits++;
    if (seen.length < periods.length) incomplete++;
    arms[s === start ? 1 : 0]?.add(panel.cluster[unit] as number);
    for (const period of seen) rows.push({ unit, period });
  });
  if (arms.some((names) => names.size < 2))
    throw new InputError('cluster-one-arm', {
      role: 'cluster',
      details: { treated: arms[1]?.size ?? 0, comparison: arms[0]?.size ?? 0 },
    });
  const weights = panel.weight;
  const uneven = weights?.some((w) => w !== weights[0]) ?? false;
  const errors = uneven ? 'CR1' : rules.errors;
  const reference = startAt - 1;

  const periodColumns = periods.slice(1).map((_, t) => (r: Cell) => (r.period === t + 1 ? 1 : 0));
  const firstSeen = (unit: number, c: number): number =>
    panel.covariates[c]?.find((values) => !Number.isNaN(values[unit]))?.[unit] ?? 0;
  const covariateColumns = panel.covariates.flatMap((_, c) =>
    periodColumns.map((of) => (r: Cell) => of(r) * firstSeen(r.unit, c)),
  );
  const isTreated = (r: Cell): boolean => panel.start[r.unit] === start;
  const estimateWith = (own: readonly ((r: Cell) => number)[]): Regression =>
    within(panel, rows, [...own, ...periodColumns, ...covariateColumns], errors);

  const main = estimateWith([(r) => (isTreated(r) && r.period >= startAt ? 1 : 0)]);
  const others = periods.flatMap((_, t) => (t === reference ? [] : [t]));
  const single = others.length === 1;
  const study = single
    ? main
    : estimateWith(others.map((t) => (r: Cell) => (isTreated(r) && r.period === t ? 1 : 0)));
  const one = (of: Regression, j: number) => {
    const combination = Array.from({ length: of.k }, (_, i) => (i === j ? 1 : 0));
    return {
      ...combine(of, combination, rules.level),
      df: of.dfOf?.(combination) ?? of.df,
    };
  };
  const pre = others.flatMap((t, j) => (t < reference ? [j] : []));
  return {
    effect: one(main, 0),
    byPeriod: others.map((t, j) => ({
      period: periods[t] as number,
      before: t < startAt,
      ...one(study, j),
    })),
    preTrend: pre.length === 0 ? null : jointTest(study, pre),
    start,
    units,
    treatedUnits,
    seenOnce,
    incomplete,
    rows: rows.length,
    clusters: new Set([...(arms[0] as Set<number>), ...(arms[1] as Set<number>)]).size,
    errors,
  };
}

interface Cell {
  readonly unit: number;
  readonly period: number;
}

/** Least squares after taking out each unit's (weighted) mean. */
function within(
  panel: Panel,
  rows: readonly Cell[],
  columns: readonly ((r: Cell) => number)[],
  errors: 'CR1' | 'CR2',
): Regression {
  const n = rows.length;
  const k = columns.length;
  const ends: number[] = [];
  rows.forEach((r, i) => {
    if (rows[i + 1]?.unit !== r.unit) ends.push(i + 1);
  });
  const centred = (value: (r: Cell) => number): Float64Array => {
    const values = Float64Array.from(rows, value);
    let from = 0;
    for (const to of ends) {
      let total = 0;
      for (let i = from; i < to; i++) total += values[i] as number;
      const centre = total / (to - from);
      for (let i = from; i < to; i++) values[i] = (values[i] as number) - centre;
      from = to;
    }
    return values;
  };
  const y = centred((r) => panel.outcome[r.period]?.[r.unit] as number);
  const x = new Matrix(n, k);
  columns.forEach((column, j) => {
    const values = centred(column);
    for (let i = 0; i < n; i++) x.set(i, j, values[i] as number);
  });
  const fit = regress(x, y, {
    errors: errors === 'CR2' ? 'CR2' : 'CR0',
    cluster: rows.map((r) => panel.cluster[r.unit] as number),
    ...(panel.weight && { weight: rows.map((r) => panel.weight?.[r.unit] as number) }),
  });
  if (errors === 'CR2') return fit;
  const clusters = fit.clusters as number;
  const factor = (clusters / (clusters - 1)) * ((n - 1) / (n - k - 1));
  return { ...fit, covariance: Matrix.mul(fit.covariance, factor) };
}

/** F test of several coefficients at once, G − 1 degrees of freedom below (Cameron & Miller 2015). */
function jointTest(fit: Regression, of: readonly number[]): TwoWay['preTrend'] {
  const b = Matrix.columnVector(of.map((j) => fit.coefficient[j] as number));
  const v = new Matrix(of.map((i) => of.map((j) => fit.covariance.get(i, j))));
  const df2 = (fit.clusters as number) - 1;
  if (df2 < of.length) return null;
  const solved = solveSymmetric(v, b);
  if (solved === undefined) return null;
  const f = b.transpose().mmul(solved).get(0, 0) / of.length;
  return { f, df1: of.length, df2, p: fUpper(f, of.length, df2) };
}

/** V⁻¹b by eigenvalues, each row on its own scale; undefined where V is singular. */
export function solveSymmetric(v: Matrix, b: Matrix): Matrix | undefined {
  const scale = Array.from({ length: v.rows }, (_, j) => Math.sqrt(v.get(j, j)));
  if (scale.some((s) => !(s > 0))) return undefined;
  const scaled = new Matrix(scale.map((si, i) => scale.map((sj, j) => v.get(i, j) / (si * sj))));
  const eigen = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  const values = eigen.realEigenvalues;
  if (Math.min(...values) <= 1e-10 * Math.max(...values)) return undefined;
  const vectors = eigen.eigenvectorMatrix;
  const target = Matrix.columnVector(scale.map((s, i) => b.get(i, 0) / s));
  const turned = vectors.transpose().mmul(target);
  for (let j = 0; j < v.rows; j++) turned.set(j, 0, turned.get(j, 0) / (values[j] as number));
  const back = vectors.mmul(turned);
  return Matrix.columnVector(scale.map((s, i) => back.get(i, 0) / s));
}
