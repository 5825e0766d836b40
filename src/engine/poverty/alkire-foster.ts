import {
  type DomainRows,
  designRatio,
  domainRows,
  type RatioEstimate,
} from '../stats/design-variance.ts';
import { exactSum } from '../stats/sum.ts';
import type { SurveyDesign } from '../stats/survey-design.ts';

/**
 * Multidimensional poverty by counting (Alkire & Foster 2011, J. Public Economics 95, 476–487): a person
 * is poor whose weighted deprivations reach k. Every figure is a ratio of two weighted sums, and its
 * error the linearised one of a ratio.
 */
export interface Indicator {
  readonly name: string;
  readonly dimension: string;
  /** All weights add up to 1. */
  readonly weight: number;
  /** Row → 1 deprived, 0 not, NaN not known. */
  readonly deprived: Float64Array;
  /** Row → (cutoff − achievement) / cutoff, 0 where not deprived; only where achievements are measured. */
  readonly gap?: Float64Array | undefined;
}

/**
 * A row with an indicator that is not known is left out (`drop`, as in the global MPI), is judged by its
 * known indicators with their weights scaled up to 1 (`reweight`), or counts as not deprived in it.
 */
export type MissingRule = 'drop' | 'reweight' | 'not-deprived';

export interface MpiInput {
  readonly indicators: readonly Indicator[];
  readonly k: number;
  /** A score this little below k counts as k. */
  readonly tolerance: number;
  /** ≥ 0: sampling weight, × persons where persons are counted. */
  readonly weight: Float64Array;
  readonly group: Uint32Array | undefined;
  readonly groups: number;
  readonly missing: MissingRule;
  readonly design: SurveyDesign;
  readonly confidence: number;
}

export interface MpiMeasure extends RatioEstimate {
  /** h, a, m0; with gaps in all indicators m1, m2, and g = m1/m0, s = m2/m0. */
  readonly measure: 'h' | 'a' | 'm0' | 'm1' | 'm2' | 'g' | 's';
  readonly group: number | undefined;
}

export interface IndicatorRow {
  readonly indicator: number;
  readonly group: number | undefined;
  /** Share deprived, of those whose indicator is known (`not-deprived`: of all). */
  readonly uncensored: RatioEstimate;
  /** Share poor and deprived, of the same. */
  readonly censored: RatioEstimate;
  /** Part of M0 that comes from this indicator: they add up to M0. */
  readonly contribution: RatioEstimate;
  /** contribution ÷ M0: they add up to 1. */
  readonly contributionShare: RatioEstimate;
}

export interface GroupRow {
  readonly group: number;
  readonly rows: number;
  readonly population: number;
  readonly populationShare: RatioEstimate;
  /** Part of M0 of all that comes from this group: they add up to M0. */
  readonly contribution: RatioEstimate;
  readonly contributionShare: RatioEstimate;
}

export interface Mpi {
  readonly measures: readonly MpiMeasure[];
  readonly indicators: readonly IndicatorRow[];
  readonly groups: readonly GroupRow[];
  /** Row → weighted deprivations, NaN where left out. */
  readonly score: Float64Array;
  readonly poor: Uint8Array;
  readonly rows: number;
  readonly population: number;
  /** The largest score below k, null where there is none: tells whether k was typed a little too high. */
  readonly scoreBelow: number | null;
}

export function alkireFoster(input: MpiInput): Mpi {
  const { indicators, weight, design, confidence } = input;
  const { score, scale } = scoresOf(input);
  const n = weight.length;
  const rows: number[] = [];
  let scoreBelow: number | null = null;
  const poor = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (!((weight[i] as number) > 0)) continue;
    const c = score[i] as number;
    if (Number.isNaN(c)) continue;
    rows.push(i);
    if (c >= input.k - input.tolerance) poor[i] = 1;
    else if (c > (scoreBelow ?? 0)) scoreBelow = c;
  }
  const all = Uint32Array.from(rows);
  const ones = new Float64Array(n).fill(1);
  const isPoor = Float64Array.from(poor);
  const censoredScore = score.map((c, i) => (poor[i] === 1 ? c : 0));
  const ratio = (over: DomainRows, numerator: Float64Array, denominator: Float64Array) =>
    designRatio(design, over, { numerator, denominator, confidence });
  const domains = [all, ...byGroup(input, all)].map((own) => domainRows(design, own, weight));
  const whole = domains[0] as DomainRows;

  const measures: MpiMeasure[] = [];
  const gaps = ([1, 2] as const).map((power) => gapScore(input, poor, scale, power));
  domains.forEach((over, d) => {
    const group = d === 0 ? undefined : d - 1;
    const add = (measure: MpiMeasure['measure'], top: Float64Array, bottom: Float64Array) =>
      measures.push({ measure, group, ...ratio(over, top, bottom) });
    add('h', isPoor, ones);
    add('a', censoredScore, isPoor);
    add('m0', censoredScore, ones);
    const [first, second] = gaps;
    if (first === undefined || second === undefined) return;
    add('m1', first, ones);
    add('m2', second, ones);
    add('g', first, censoredScore);
    add('s', second, censoredScore);
  });

  const indicatorRows = indicators.flatMap(({ deprived, weight: w }, indicator) => {
    const known =
      input.missing === 'not-deprived' ? ones : deprived.map((v) => (Number.isNaN(v) ? 0 : 1));
    const one = deprived.map((v) => (v === 1 ? 1 : 0));
    const censored = one.map((v, i) => v * (poor[i] as number));
    const part = censored.map((v, i) => v * w * (scale[i] as number));
    return domains.map((over, d) => {
      const censoredShare = ratio(over, censored, known);
      return {
        indicator,
        group: d === 0 ? undefined : d - 1,
        uncensored: ratio(over, one, known),
        censored: censoredShare,
        contribution:
          input.missing === 'reweight' ? ratio(over, part, ones) : times(censoredShare, w),
        contributionShare: ratio(over, part, censoredScore),
      };
    });
  });

  const groupRows = domains.slice(1).map((over, group) => {
    const inside = new Float64Array(n);
    const part = new Float64Array(n);
    for (const i of over.rows) {
      inside[i] = 1;
      part[i] = censoredScore[i] as number;
    }
    return {
      group,
      rows: over.rows.length,
      population: exactSum(over.weight),
      populationShare: ratio(whole, inside, ones),
      contribution: ratio(whole, part, ones),
      contributionShare: ratio(whole, part, censoredScore),
    };
  });
  return {
    measures,
    indicators: indicatorRows,
    groups: groupRows,
    score,
    poor,
    rows: all.length,
    population: exactSum(whole.weight),
    scoreBelow,
  };
}

function times(of: RatioEstimate, factor: number): RatioEstimate {
  const scaled = (v: number | null) => (v === null ? null : v * factor);
  return {
    estimate: scaled(of.estimate),
    standardError: scaled(of.standardError),
    low: scaled(of.low),
    high: scaled(of.high),
  };
}

/** Weighted deprivations, and by how much a row's weights are scaled up for what is not known. */
function scoresOf({ indicators, missing, weight }: MpiInput) {
  const n = weight.length;
  const score = new Float64Array(n);
  const scale = new Float64Array(n).fill(1);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    let known = 0;
    let unknown = 0;
    for (const { deprived, weight: w } of indicators) {
      const d = deprived[i] as number;
      if (Number.isNaN(d)) unknown++;
      else {
        known += w;
        sum += w * d;
      }
    }
    if (unknown === 0 || missing === 'not-deprived') score[i] = sum;
    else if (missing === 'drop' || known === 0) score[i] = Number.NaN;
    else {
      scale[i] = 1 / known;
      score[i] = sum / known;
    }
  }
  return { score, scale };
}

/** Σ weight × gap^power of the poor; undefined unless every indicator has gaps. */
function gapScore(
  { indicators, weight }: MpiInput,
  poor: Uint8Array,
  scale: Float64Array,
  power: 1 | 2,
): Float64Array | undefined {
  if (indicators.some(({ gap }) => gap === undefined)) return undefined;
  return Float64Array.from(weight, (_, i) => {
    if (poor[i] === 0) return 0;
    let sum = 0;
    for (const { weight: w, gap, deprived } of indicators)
      if (deprived[i] === 1) sum += w * ((gap as Float64Array)[i] as number) ** power;
    return sum * (scale[i] as number);
  });
}

function byGroup({ group, groups }: MpiInput, rows: Uint32Array): Uint32Array[] {
  if (group === undefined) return [];
  const lists: number[][] = Array.from({ length: groups }, () => []);
  for (const i of rows) lists[group[i] as number]?.push(i);
  return lists.map((list) => Uint32Array.from(list));
}
