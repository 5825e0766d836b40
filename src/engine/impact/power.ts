import { studentQuantile } from '../stats/distributions.ts';
import { InputError } from '../stats/input-error.ts';
import { normalCdf } from '../stats/normal.ts';

/** A comparison yet to be made. */
export interface PowerDesign {
  /** Standard deviation of the outcome. */
  readonly sd: number;
  /** Share of units (or clusters) treated, 0 to 1. */
  readonly share: number;
  /** Mean units per cluster; 1 where units themselves are assigned. */
  readonly clusterSize: number;
  /** Standard deviation of cluster sizes over their mean. */
  readonly sizeVariation: number;
  /** Intra-cluster correlation. */
  readonly icc: number;
  /** Share of variance that covariates explain, within clusters and between them. */
  readonly r2Within: number;
  readonly r2Between: number;
  /** Measurements before and after, and the correlation between two of one unit. */
  readonly before: number;
  readonly after: number;
  readonly correlation: number;
  readonly use: 'after' | 'ancova' | 'change';
  /** Share of units lost before the outcome is measured. */
  readonly attrition: number;
  readonly level: number;
  readonly power: number;
}

/**
 * Variance of one unit's outcome as the design uses it, as a share of sd²: Frison & Pocock (1992, Statistics in
 * Medicine 11, 1685–1704), McKenzie (2012, J. Development Economics 99, 210–221).
 */
export function measurementFactor(d: PowerDesign): number {
  const { before: p, after: q, correlation: r } = d;
  const post = (1 + (q - 1) * r) / q;
  if (d.use === 'after') return post;
  if (d.use === 'change') return post + (1 + (p - 1) * r) / p - 2 * r;
  return post - (p * r ** 2) / (1 + (p - 1) * r);
}

/**
 * Standard error of the difference for a number of units (clusters: units / cluster size). Two-level variance of
 * Bloom (1995, Evaluation Review 19, 547–556) and Duflo, Glennerster & Kremer (2007, eq. 12), with
 * covariates between and within clusters; clusters of unequal size have (1 + cv²) times the variance between
 * (Eldridge, Ashby & Kerry 2006, Int. J. Epidemiology 35, 1292–1300). Attrition thins out every cluster.
 */
export function designError(d: PowerDesign, units: number): number {
  const m = d.clusterSize * (1 - d.attrition);
  const clusters = units / d.clusterSize;
  const factor = measurementFactor(d);
  const spreadBetween =
    d.icc * (1 - d.r2Between) * (1 + (d.clusterSize > 1 ? d.sizeVariation ** 2 : 0));
  const spreadWithin = (1 - d.icc) * (1 - d.r2Within);
  const perCluster = d.clusterSize > 1 ? spreadBetween + spreadWithin / m : (1 - d.r2Within) / m;
  return d.sd * Math.sqrt((factor * perCluster) / (d.share * (1 - d.share) * clusters));
}

/** Units or clusters less 2, and less one more where something is adjusted for. */
export function designFreedom(d: PowerDesign, units: number): number {
  const clusters = d.clusterSize > 1 ? units / d.clusterSize : units * (1 - d.attrition);
  const adjusted = d.use === 'ancova' || (d.clusterSize > 1 ? d.r2Between : d.r2Within) > 0;
  return clusters - 2 - (adjusted ? 1 : 0);
}

/** Smallest true effect found with the wanted power. Throws InputError `too-few-rows` where no degree of freedom is left. */
export function detectableEffect(
  d: PowerDesign,
  units: number,
): {
  readonly effect: number;
  readonly standardError: number;
  readonly df: number;
  readonly multiplier: number;
} {
  const df = designFreedom(d, units);
  if (!(df > 0))
    throw new InputError('too-few-rows', {
      details: { rows: units, needed: Math.ceil(3.5 * Math.max(1, d.clusterSize)) },
    });
  const standardError = designError(d, units);
  const multiplier = detectableT(d.level, d.power, df);
  return { effect: multiplier * standardError, standardError, df, multiplier };
}

/** Noncentrality at which a two-sided t test has the wanted power (exact, as R's `power.t.test(strict = TRUE)`). */
export function detectableT(level: number, power: number, df: number): number {
  const critical = studentQuantile(1 - (1 - level) / 2, df);
  const gap = (ncp: number): number => powerAt(ncp, critical, df) - power;
  let [low, high] = [0, 10];
  while (gap(high) < 0) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (gap(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Power of the two-sided t test at a true effect of `effect`; 0 where no degree of freedom is left. */
export function powerOf(d: PowerDesign, units: number, effect: number): number {
  const df = designFreedom(d, units);
  if (!(df > 0)) return 0;
  const critical = studentQuantile(1 - (1 - d.level) / 2, df);
  return powerAt(Math.abs(effect) / designError(d, units), critical, df);
}

/**
 * Smallest number of units that finds `effect`: whole units in both arms (whole clusters where clusters are
 * assigned). Throws InputError `out-of-reach` beyond 10⁹ units: more units cannot help.
 */
export function unitsNeeded(d: PowerDesign, effect: number): number {
  const step = Math.max(1, d.clusterSize);
  const enough = (count: number): boolean => powerOf(d, count * step, effect) >= d.power;
  let high = 4;
  while (!enough(high)) {
    high *= 2;
    if (high > 1e9) throw new InputError('out-of-reach');
  }
  let low = 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high * step;
}

/** P(|T| > critical) for the noncentral t, by integrating over its chi: T = (Z + ncp)/√(χ²/df). */
function powerAt(ncp: number, critical: number, df: number): number {
  return upperTail(ncp, critical, df) + upperTail(-ncp, critical, df);
}

function upperTail(ncp: number, critical: number, df: number): number {
  // s = √(χ²/df) lies around its mode with a standard deviation near 1/√(2 df); Simpson's rule over 14 of them.
  const mode = Math.sqrt(Math.max(0, df - 1) / df);
  const logDensity = (s: number): number => (df - 1) * Math.log(s) - (df * s * s) / 2;
  const top = mode > 0 ? logDensity(mode) : 0;
  const reach = 14 / Math.sqrt(2 * df);
  const from = Math.max(1e-9, mode - reach);
  const steps = 1200;
  const h = (mode + reach - from) / steps;
  let [total, all] = [0, 0];
  for (let i = 0; i <= steps; i++) {
    const s = from + i * h;
    const f = (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp(logDensity(s) - top);
    all += f;
    total += f * normalCdf(ncp - critical * s);
  }
  return total / all;
}

export interface IntraCluster {
  readonly icc: number;
  readonly clusters: number;
  readonly n: number;
  readonly meanSize: number;
  /** Standard deviation of cluster sizes over their mean. */
  readonly sizeVariation: number;
  readonly sd: number;
}

/**
 * Intra-cluster correlation by one-way analysis of variance (Donner & Koval 1980): (MSB − MSW)/(MSB +
 * (n₀ − 1)MSW), n₀ = (N − Σn²/N)/(G − 1). Below 0 it is given as 0. Throws InputError `too-few-clusters`,
 * `one-per-cluster` and `no-spread`.
 */
export function intraCluster(values: ArrayLike<number>, cluster: ArrayLike<number>): IntraCluster {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < values.length; i++) {
    const name = cluster[i] as number;
    groups.set(name, [...(groups.get(name) ?? []), values[i] as number]);
  }
  const n = values.length;
  const g = groups.size;
  if (g < 2) throw new InputError('too-few-clusters', { role: 'cluster' });
  if (n <= g) throw new InputError('one-per-cluster', { role: 'cluster' });
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i] as number;
  const centre = total / n;
  let [between, inside, squares] = [0, 0, 0];
  for (const of of groups.values()) {
    const own = of.reduce((a, b) => a + b, 0) / of.length;
    between += of.length * (own - centre) ** 2;
    for (const v of of) inside += (v - own) ** 2;
    squares += of.length ** 2;
  }
  const all = between + inside;
  if (!(all > 0)) throw new InputError('no-spread', { role: 'outcome' });
  const msb = between / (g - 1);
  const msw = inside / (n - g);
  const n0 = (n - squares / n) / (g - 1);
  const meanSize = n / g;
  return {
    icc: Math.max(0, (msb - msw) / (msb + (n0 - 1) * msw)),
    clusters: g,
    n,
    meanSize,
    sizeVariation: Math.sqrt(Math.max(0, (squares - n * meanSize) / (g - 1))) / meanSize,
    sd: Math.sqrt(all / (n - 1)),
  };
}
