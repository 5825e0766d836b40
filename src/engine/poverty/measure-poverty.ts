import {
  clusterTotals,
  type DomainClusters,
  designVariance,
  domainClusters,
  type SharedTotals,
  sharedTotals,
  varianceWith,
} from '../stats/design-variance.ts';
import { studentQuantile } from '../stats/distributions.ts';
import { exactSum } from '../stats/sum.ts';
import type { SurveyDesign } from '../stats/survey-design.ts';
import { densityAt, gini, mean, quantile, quantileShares } from './inequality-measures.ts';
import { ADDITIVE, type PovertyRules, povertyMeasures } from './poverty-measures.ts';
import { countBelow, type Measured, type Ranked } from './ranked.ts';
import { type Domain, rankWelfare, type Welfare, type WelfareInput } from './welfare.ts';

export interface PovertyInput extends WelfareInput {
  readonly design: SurveyDesign;
  readonly poorAtLine: boolean;
  /** In parts of the line. */
  readonly wattsFloor: number | undefined;
  readonly quantiles: number;
  readonly confidence: number;
}

export interface Estimate {
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why a figure is missing: empty, no-poor, no-income, no-income-below, no-spread, no-design. */
  readonly reason: string | null;
}

export interface MeasureRow extends Estimate {
  readonly measure: string;
  /** Undefined: the whole population. */
  readonly group: number | undefined;
}

export interface ShareRow extends Estimate {
  readonly group: number | undefined;
  /** 1 is the poorest part. */
  readonly quantile: number;
}

export interface DecompositionRow {
  readonly measure: string;
  readonly group: number;
  readonly populationShare: number;
  readonly estimate: number | null;
  /** populationShare × estimate: adds up to the measure of all. */
  readonly contribution: number;
  /** Null where the measure of all is 0. */
  readonly contributionShare: number | null;
}

export interface Population {
  readonly group: number | undefined;
  /** Rows used. */
  readonly rows: number;
  /** Σ weight. */
  readonly population: number;
}

export interface Poverty {
  readonly measures: readonly MeasureRow[];
  readonly shares: readonly ShareRow[];
  readonly decomposition: readonly DecompositionRow[];
  readonly populations: readonly Population[];
  readonly line: number | undefined;
  /** Rows with welfare ≤ 0 among those used. */
  readonly notPositive: number;
}

/** Every measure for the whole and for each subgroup, with errors by linearisation. */
export function measurePoverty(input: PovertyInput): Poverty {
  const welfare = rankWelfare(input);
  const lineTotals = lineTotalsOf(input, welfare);
  const measures: MeasureRow[] = [];
  const shares: ShareRow[] = [];
  const populations: Population[] = [];
  eachDomain(welfare, (domain, group) => {
    populations.push({
      group,
      rows: domain.rows.length,
      population: exactSum(domain.byValue.weight),
    });
    const clusters = domainClusters(input.design, domain.rows);
    const ratioClusters =
      domain.ratioRows === domain.rows ? clusters : domainClusters(input.design, domain.ratioRows);
    const place = (measured: Measured, by: 'value' | 'ratio') =>
      by === 'value'
        ? withError(input, measured, domain.byValue.weight, clusters, undefined)
        : withError(input, measured, (domain.byRatio as Ranked).weight, ratioClusters, lineTotals);
    eachMeasure(input, welfare, domain, { influence: true }, (measure, measured, by) => {
      measures.push({ measure, group, ...place(measured, by) });
    });
    const parts = quantileShares(domain.byValue, input.quantiles, { influence: true });
    parts.shares.forEach((measured, i) => {
      shares.push({ group, quantile: i + 1, ...place(measured, 'value') });
    });
    measures.push({ measure: 'quantile_ratio', group, ...place(parts.ratio, 'value') });
    if (group === undefined && welfare.estimatedLine !== undefined)
      measures.push({ measure: 'line', group, ...place(welfare.estimatedLine.measured, 'value') });
  });
  return {
    measures,
    shares,
    decomposition: decompose(input, welfare, measures),
    populations,
    line: input.line?.kind === 'fixed' ? input.line.line : welfare.estimatedLine?.line,
    notPositive: countBelow(welfare.whole.byValue.value, 0, { orEqual: true }),
  };
}

export function eachDomain(
  { whole, groups }: Welfare,
  work: (domain: Domain, group: number | undefined) => void,
): void {
  work(whole, undefined);
  groups.forEach((domain, group) => {
    work(domain, group);
  });
}

/** Calls `found` once per measure: one linearised variable is held at a time. */
export function eachMeasure(
  input: PovertyInput,
  welfare: Welfare,
  { byValue, byRatio }: Domain,
  { influence }: { influence: boolean },
  found: (measure: string, measured: Measured, by: 'value' | 'ratio') => void,
): void {
  if (byRatio !== undefined) {
    const rules = rulesOf(input, welfare, byValue, influence);
    for (const [name, measure] of Object.entries(povertyMeasures))
      found(name, measure(byRatio, rules), 'ratio');
  }
  found('gini', gini(byValue, { influence }), 'value');
  found('mean', mean(byValue, { influence }), 'value');
  const { bandwidth } = welfare;
  found(
    'median',
    quantile(byValue, 0.5, { influence, rule: input.quantileRule, bandwidth }),
    'value',
  );
}

function rulesOf(
  input: PovertyInput,
  { estimatedLine, bandwidth }: Welfare,
  byValue: Ranked,
  influence: boolean,
): PovertyRules {
  return {
    influence,
    poorAtLine: input.poorAtLine,
    wattsFloor: input.wattsFloor,
    estimatedLine: estimatedLine && {
      line: estimatedLine.line,
      density: influence ? densityAt(byValue, estimatedLine.line, bandwidth) : null,
    },
  };
}

/** Cluster totals of weight × linearised line. Null: its error is not known. */
function lineTotalsOf(input: PovertyInput, { estimatedLine, whole }: Welfare) {
  if (estimatedLine === undefined) return undefined;
  const { influence } = estimatedLine.measured;
  if (influence === undefined) return null;
  const where = domainClusters(input.design, whole.rows);
  return sharedTotals(input.design, clusterTotals(where, whole.byValue.weight, influence));
}

function withError(
  { design, confidence }: PovertyInput,
  { estimate, influence, slope = 0, reason }: Measured,
  weight: Float64Array,
  where: DomainClusters,
  lineTotals: SharedTotals | null | undefined,
): Estimate {
  const missing = { estimate, standardError: null, low: null, high: null };
  if (estimate === null || influence === undefined) return { ...missing, reason: reason ?? null };
  const moves = lineTotals !== undefined && slope !== 0;
  if (moves && (slope === null || lineTotals === null)) return { ...missing, reason: 'no-spread' };
  const sums = clusterTotals(where, weight, influence);
  const variance = moves
    ? varianceWith(design, sums, lineTotals as SharedTotals, slope as number)
    : designVariance(design, sums);
  if (variance === null) return { ...missing, reason: 'no-design' };
  const spread = Math.sqrt(variance);
  // What is left of equal values after rounding is no spread.
  const standardError = spread < 1e-14 * Math.abs(estimate) ? 0 : spread;
  const reach = studentQuantile((1 + confidence) / 2, design.df) * standardError;
  return { estimate, standardError, low: estimate - reach, high: estimate + reach, reason: null };
}

function decompose(
  input: PovertyInput,
  welfare: Welfare,
  measures: readonly MeasureRow[],
): DecompositionRow[] {
  if (welfare.whole.byRatio === undefined || welfare.groups.length === 0) return [];
  const found = new Map(measures.map((m) => [`${m.measure} ${m.group ?? ''}`, m.estimate]));
  const weightIn = (measure: string, { byRatio }: Domain): number => {
    const { value, weight } = byRatio as Ranked;
    const skip =
      measure === 'watts' && input.wattsFloor === undefined
        ? countBelow(value, 0, { orEqual: true })
        : 0;
    return exactSum(weight.subarray(skip));
  };
  return ADDITIVE.flatMap((measure) => {
    const all = found.get(`${measure} `) ?? 0;
    const population = weightIn(measure, welfare.whole);
    return welfare.groups.map((domain, group) => {
      const estimate = found.get(`${measure} ${group}`) ?? null;
      const populationShare = population > 0 ? weightIn(measure, domain) / population : 0;
      const contribution = populationShare * (estimate ?? 0);
      return {
        measure,
        group,
        populationShare,
        estimate,
        contribution,
        contributionShare: all === 0 ? null : contribution / all,
      };
    });
  });
}
