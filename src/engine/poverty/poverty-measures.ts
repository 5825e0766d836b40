import { exactSum } from '../stats/sum.ts';
import { countBelow, type Measured, type Ranked, rankTotal, type Wanted } from './ranked.ts';

/**
 * Poverty measures of welfare ÷ line. `sample.value` is that ratio, ascending: below 1 is poor. Each has
 * its exact derivative by the weights, and by a line shared by all (`slope`), which a relative line needs.
 */
export interface PovertyRules extends Wanted {
  /** Welfare equal to the line is poor. */
  readonly poorAtLine: boolean;
  /** Watts takes ratios below this as this; without it ratios ≤ 0 are left out of Watts alone. */
  readonly wattsFloor: number | undefined;
  /** A line shared by all that is estimated from the same data. */
  readonly estimatedLine?:
    | {
        readonly line: number;
        /** Density of welfare at the line, within this population; null where it is not known. */
        readonly density: number | null;
      }
    | undefined;
}

/** The measures that are means over persons: they decompose exactly by subgroup. */
export const ADDITIVE = ['fgt0', 'fgt1', 'fgt2', 'watts'] as const;

export type PovertyMeasure = 'poor' | (typeof ADDITIVE)[number] | 'income_gap' | 'sst' | 'sen';

type Measure = (sample: Ranked, rules: PovertyRules) => Measured;

export const povertyMeasures: Readonly<Record<PovertyMeasure, Measure>> = {
  poor: (sample, rules) => {
    const w = poorOf(sample, rules).weight;
    const influence = new Float64Array(rules.influence ? sample.value.length : 0).fill(
      1,
      0,
      w.length,
    );
    const density = densityOf(rules);
    const slope = density === null ? null : density * exactSum(sample.weight);
    return { estimate: exactSum(w), influence, slope };
  },
  // Foster, Greer & Thorbecke (1984), Econometrica 52, 761–766.
  fgt0: (sample, rules) => meanOverAll(sample, rules, () => 1, densityOf(rules)),
  fgt1: (sample, rules) =>
    meanOverAll(
      sample,
      rules,
      (r) => 1 - r,
      lineMean(sample, rules, (r) => r),
    ),
  fgt2: (sample, rules) =>
    meanOverAll(
      sample,
      rules,
      (r) => (1 - r) ** 2,
      lineMean(sample, rules, (r) => 2 * (1 - r) * r),
    ),
  watts,
  income_gap: (sample, rules) => {
    // Mean gap of the poor, in parts of the line: P1 / P0.
    const headcount = povertyMeasures.fgt0(sample, rules);
    const gap = povertyMeasures.fgt1(sample, rules);
    const [p0, p1] = [headcount.estimate, gap.estimate];
    if (p0 === null || p1 === null) return headcount;
    if (p0 === 0) return { estimate: null, reason: 'no-poor' };
    const ratio = p1 / p0;
    const influence = (gap.influence as Float64Array).map(
      (v, i) => (v - ratio * ((headcount.influence as Float64Array)[i] as number)) / p0,
    );
    const known = typeof gap.slope === 'number' && typeof headcount.slope === 'number';
    const slope = known ? ((gap.slope as number) - ratio * (headcount.slope as number)) / p0 : null;
    return { estimate: ratio, influence, slope };
  },
  sst,
  sen,
};

const densityOf = ({ estimatedLine }: PovertyRules): number | null =>
  estimatedLine === undefined ? 0 : estimatedLine.density;

/** The poor, in the order of the sample. */
function poorOf({ value, weight }: Ranked, rules: PovertyRules): Ranked {
  const q = countBelow(value, 1, { orEqual: rules.poorAtLine });
  return { value: value.subarray(0, q), weight: weight.subarray(0, q) };
}

function sumOver({ value, weight }: Ranked, of: (ratio: number) => number): number {
  const parts = new Float64Array(value.length);
  for (let i = 0; i < parts.length; i++) parts[i] = (weight[i] as number) * of(value[i] as number);
  return exactSum(parts);
}

/** Mean over all of what each poor person adds when the line rises by one. */
function lineMean(sample: Ranked, rules: PovertyRules, of: (ratio: number) => number): number {
  if (rules.estimatedLine === undefined || !rules.influence) return 0;
  const sum = sumOver(poorOf(sample, rules), of);
  return sum / exactSum(sample.weight) / rules.estimatedLine.line;
}

function meanOverAll(
  sample: Ranked,
  rules: PovertyRules,
  ofPoor: (ratio: number) => number,
  slope: number | null,
): Measured {
  const population = exactSum(sample.weight);
  if (population === 0) return { estimate: null, reason: 'empty' };
  const poor = poorOf(sample, rules);
  const estimate = sumOver(poor, ofPoor) / population;
  const influence = new Float64Array(rules.influence ? sample.value.length : 0);
  influence.fill(-estimate / population);
  if (rules.influence)
    for (let i = 0; i < poor.value.length; i++)
      influence[i] = (ofPoor(poor.value[i] as number) - estimate) / population;
  return { estimate, influence, slope };
}

/** Watts (1968): mean of ln(line ÷ welfare) of the poor over all. */
function watts(sample: Ranked, rules: PovertyRules): Measured {
  const { wattsFloor: floor } = rules;
  const left = floor === undefined ? countBelow(sample.value, 0, { orEqual: true }) : 0;
  const kept = { value: sample.value.subarray(left), weight: sample.weight.subarray(left) };
  const shortfall = (r: number) => -Math.log(floor === undefined ? r : Math.max(r, floor));
  const slope = lineMean(kept, rules, (r) => (floor !== undefined && r < floor ? 0 : 1));
  const measured = meanOverAll(kept, rules, shortfall, slope);
  if (left === 0 || measured.influence === undefined || measured.estimate === null) return measured;
  const influence = new Float64Array(rules.influence ? sample.value.length : 0);
  if (rules.influence) influence.set(measured.influence, left);
  return { ...measured, influence };
}

/**
 * Sen–Shorrocks–Thon (Shorrocks 1995, Econometrica 63, 1225–1230): 2 Σ w g R / W², g the gap in parts of
 * the line, R its rank from the smallest gap. Equals fgt1 × (1 + Gini of the gaps), and (1/n²)
 * Σ (2n − 2i + 1) gᵢ where all weights are 1 and the poorest is i = 1.
 */
function sst(sample: Ranked, rules: PovertyRules): Measured {
  const population = exactSum(sample.weight);
  if (population === 0) return { estimate: null, reason: 'empty' };
  const poor = poorOf(sample, rules);
  const gaps = {
    value: poor.value.map((r) => 1 - r).reverse(),
    weight: poor.weight.slice().reverse(),
  };
  const below = population - exactSum(poor.weight);
  const ranked = rankTotal(gaps, { influence: rules.influence, below });
  const estimate = (2 * ranked.total) / population ** 2;
  if (!rules.influence) return { estimate };
  const influence = new Float64Array(sample.value.length);
  const gapTotal = sumOver(gaps, (g) => g);
  const q = gaps.value.length;
  for (let i = 0; i < influence.length; i++) {
    const derivative = i < q ? (ranked.derivative[q - 1 - i] as number) : gapTotal;
    influence[i] = (2 * derivative) / population ** 2 - (2 * estimate) / population;
  }
  if (rules.estimatedLine === undefined) return { estimate, influence };
  // A higher line widens every gap by ratio/line and changes no rank.
  let raised = 0;
  let cumulated = below;
  for (let i = 0; i < q; i++) {
    const w = gaps.weight[i] as number;
    raised += w * (1 - (gaps.value[i] as number)) * (cumulated + w / 2);
    cumulated += w;
  }
  return { estimate, influence, slope: (2 * raised) / population ** 2 / rules.estimatedLine.line };
}

/**
 * Sen (1976), Econometrica 44, 219–231, for large populations: P0 [1 − (1 − Gini of the poor) × mean of the
 * poor ÷ line] = (Wp − 2Y + 2T/Wp) / W; Wp weight of the poor, Y = Σ w r, T = Σ w r R over the poor.
 */
function sen(sample: Ranked, rules: PovertyRules): Measured {
  const population = exactSum(sample.weight);
  if (population === 0) return { estimate: null, reason: 'empty' };
  const poor = poorOf(sample, rules);
  const poorWeight = exactSum(poor.weight);
  const density = densityOf(rules);
  const influence = new Float64Array(rules.influence ? sample.value.length : 0);
  if (poorWeight === 0) return { estimate: 0, influence, slope: density };
  const ranked = rankTotal(poor, rules);
  const income = sumOver(poor, (r) => r);
  const squared = ranked.total / poorWeight ** 2;
  const estimate = (poorWeight - 2 * income + (2 * ranked.total) / poorWeight) / population;
  if (!rules.influence) return { estimate };
  influence.fill(-estimate / population);
  for (let i = 0; i < poor.value.length; i++) {
    const derivative = (ranked.derivative[i] as number) / poorWeight - squared;
    influence[i] = (1 - 2 * (poor.value[i] as number) + 2 * derivative - estimate) / population;
  }
  if (rules.estimatedLine === undefined) return { estimate, influence };
  if (density === null) return { estimate, influence, slope: null };
  const lowered = (2 * income - (2 * ranked.total) / poorWeight) / population;
  return {
    estimate,
    influence,
    slope: lowered / rules.estimatedLine.line + density * (1 - 2 * squared),
  };
}
