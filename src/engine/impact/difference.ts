import { Matrix } from 'ml-matrix';
import { InputError } from '../stats/input-error.ts';
import { combine, type ErrorKind, type Estimate, interval, regress } from '../stats/regression.ts';

export interface ArmsData {
  readonly outcome: ArrayLike<number>;
  /** 1 treated, 0 comparison. */
  readonly treated: ArrayLike<number>;
  readonly weight?: ArrayLike<number>;
  /** 0, 1, … per unit. */
  readonly cluster?: ArrayLike<number>;
  /** 0, 1, … per unit; assigned within strata. */
  readonly stratum?: ArrayLike<number>;
}

export interface EffectEstimate extends Estimate {
  readonly df: number;
  readonly how: 'welch' | 'blocked' | 'pairs' | ErrorKind;
}

/**
 * Difference of two means with Neyman's error √(s₁²/n₁ + s₀²/n₀), which is conservative for the average effect
 * of those studied (Neyman 1923), and Welch–Satterthwaite degrees of freedom (Welch 1947).
 *
 * With strata: the strata's differences by their size, errors within strata, N − 2B degrees of freedom; one
 * pair per stratum throughout: the spread of the pairs' differences (Imai, King & Nall 2009), B − 1.
 * Throws InputError `no-treated`, `no-comparison`, `one-per-arm`, `stratum-one-arm` and `stratum-one-unit` (row).
 */
export function neymanDifference(
  data: Pick<ArmsData, 'outcome' | 'treated' | 'stratum'>,
  level: number,
): EffectEstimate {
  const arms = twoArms(data);
  if (data.stratum === undefined) {
    const { estimate, variance, df } = welch(arms.treated, arms.comparison);
    return { ...interval(estimate, Math.sqrt(variance), df, level), df, how: 'welch' };
  }
  const strata = new Map<number, { rows: number[]; treated: number[]; comparison: number[] }>();
  for (let i = 0; i < data.outcome.length; i++) {
    const name = data.stratum[i] as number;
    const of = strata.get(name) ?? { rows: [], treated: [], comparison: [] };
    of.rows.push(i);
    (data.treated[i] === 1 ? of.treated : of.comparison).push(data.outcome[i] as number);
    strata.set(name, of);
  }
  const all = [...strata.values()];
  const total = data.outcome.length;
  for (const { rows, treated, comparison } of all)
    if (treated.length === 0 || comparison.length === 0)
      throw new InputError('stratum-one-arm', { row: rows[0] as number, role: 'stratum' });
  if (all.length > 1 && all.every((s) => s.treated.length === 1 && s.comparison.length === 1)) {
    const gaps = all.map((s) => (s.treated[0] as number) - (s.comparison[0] as number));
    const estimate = mean(gaps);
    const df = gaps.length - 1;
    const error = Math.sqrt(spread(gaps) / gaps.length);
    return { ...interval(estimate, error, df, level), df, how: 'pairs' };
  }
  let estimate = 0;
  let variance = 0;
  for (const { rows, treated, comparison } of all) {
    if (treated.length < 2 || comparison.length < 2)
      throw new InputError('stratum-one-unit', { row: rows[0] as number, role: 'stratum' });
    const own = welch(treated, comparison);
    const share = rows.length / total;
    estimate += share * own.estimate;
    variance += share ** 2 * own.variance;
  }
  const df = total - 2 * all.length;
  return { ...interval(estimate, Math.sqrt(variance), df, level), df, how: 'blocked' };
}

export interface RegressionRules {
  readonly errors: ErrorKind;
  readonly level: number;
  /** Lin (2013, Annals of Applied Statistics 7, 295–318): covariates centred and interacted with treatment. */
  readonly interacted?: boolean;
}

/**
 * Effect by least squares on treatment, covariates and strata; without covariates the difference in
 * means, with a baseline ANCOVA (McKenzie 2012). Throws InputError `collinear` (role: number of the covariate
 * from 1, or `stratum`, or `treated`), `cluster-one-arm` and what `regress` throws.
 */
export function regressionEffect(
  data: ArmsData,
  covariates: readonly ArrayLike<number>[],
  rules: RegressionRules,
): EffectEstimate & {
  readonly n: number;
  readonly clusters: number | undefined;
  readonly r2: number;
} {
  twoArms(data);
  const n = data.outcome.length;
  if (data.cluster) needTwoClusters(data.treated, data.cluster);
  const strata = data.stratum ? [...new Set(Array.from(data.stratum))].sort((a, b) => a - b) : [];
  const columns: { values: ArrayLike<number>; role: string }[] = [
    { values: new Float64Array(n).fill(1), role: 'constant' },
    { values: data.treated, role: 'treated' },
  ];
  const adjusting = [
    ...covariates.map((values, j) => ({ values, role: String(j + 1) })),
    ...strata.slice(1).map((name) => ({
      values: Float64Array.from({ length: n }, (_, i) => (data.stratum?.[i] === name ? 1 : 0)),
      role: 'stratum',
    })),
  ];
  for (const { values, role } of adjusting) {
    // Centring changes no effect without interaction, and keeps large covariates from eating digits.
    const centre = weightedMean(values, data.weight);
    const centred = Float64Array.from(values, (v) => v - centre);
    columns.push({ values: centred, role });
    if (rules.interacted)
      columns.push({ values: centred.map((v, i) => v * (data.treated[i] as number)), role });
  }
  const x = new Matrix(n, columns.length);
  columns.forEach(({ values }, j) => {
    for (let i = 0; i < n; i++) x.set(i, j, values[i] as number);
  });
  try {
    const fit = regress(x, data.outcome, {
      errors: rules.errors,
      ...(data.weight && { weight: data.weight }),
      ...(data.cluster && { cluster: data.cluster }),
    });
    const combination = columns.map((_, j) => (j === 1 ? 1 : 0));
    return {
      ...combine(fit, combination, rules.level),
      df: fit.dfOf?.(combination) ?? fit.df,
      how: rules.errors,
      n: fit.n,
      clusters: fit.clusters,
      r2: fit.r2,
    };
  } catch (error) {
    if (error instanceof InputError && error.code === 'collinear')
      throw new InputError('collinear', { role: columns[Number(error.role)]?.role ?? 'treated' });
    throw error;
  }
}

/** Clusters with treated units and clusters with comparison units, each at least two; else no error can be known. */
function needTwoClusters(treated: ArrayLike<number>, cluster: ArrayLike<number>): void {
  const seen = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < treated.length; i++)
    seen[treated[i] === 1 ? 1 : 0]?.add(cluster[i] as number);
  if (seen.some((names) => names.size < 2))
    throw new InputError('cluster-one-arm', {
      role: 'cluster',
      details: { treated: seen[1]?.size ?? 0, comparison: seen[0]?.size ?? 0 },
    });
}

function twoArms(data: Pick<ArmsData, 'outcome' | 'treated'>) {
  const treated: number[] = [];
  const comparison: number[] = [];
  for (let i = 0; i < data.outcome.length; i++)
    (data.treated[i] === 1 ? treated : comparison).push(data.outcome[i] as number);
  if (treated.length === 0) throw new InputError('no-treated', { role: 'treated' });
  if (comparison.length === 0) throw new InputError('no-comparison', { role: 'treated' });
  if (treated.length < 2 && comparison.length < 2) throw new InputError('one-per-arm');
  return { treated, comparison };
}

function welch(a: readonly number[], b: readonly number[]) {
  if (a.length < 2 || b.length < 2) throw new InputError('one-per-arm');
  const [va, vb] = [spread(a) / a.length, spread(b) / b.length];
  const variance = va + vb;
  const below = va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1);
  return {
    estimate: mean(a) - mean(b),
    variance,
    df: below > 0 ? variance ** 2 / below : a.length + b.length - 2,
  };
}

export function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total / values.length;
}

/** Sample variance, n − 1 below. */
export function spread(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2;
  return squares / (values.length - 1);
}

export function weightedMean(values: ArrayLike<number>, weight?: ArrayLike<number>): number {
  if (weight === undefined) return mean(values);
  let total = 0;
  let of = 0;
  for (let i = 0; i < values.length; i++) {
    total += (weight[i] as number) * (values[i] as number);
    of += weight[i] as number;
  }
  return total / of;
}
