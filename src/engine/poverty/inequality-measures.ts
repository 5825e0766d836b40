import { exactSum } from '../stats/sum.ts';
import { type Measured, type Ranked, rankTotal, total, type Wanted } from './ranked.ts';

/**
 * Which value is the p-quantile where the cumulated weight meets p exactly between two of them: their
 * mean (the usual median), the lower (convey, R survey "math"), or the upper (laeken).
 */
export type QuantileRule = 'average' | 'lower' | 'upper';

/** Cumulated weights this near p × total (relative) count as equal to it. */
const TIE = 1e-12;

export function weightedQuantile(sample: Ranked, p: number, rule: QuantileRule): number {
  const { value, weight } = sample;
  const all = exactSum(weight);
  const target = p * all;
  let cumulated = 0;
  let last = 0;
  for (let i = 0; i < value.length; i++) {
    if ((weight[i] as number) === 0) continue;
    cumulated += weight[i] as number;
    last = i;
    if (Math.abs(cumulated - target) <= TIE * all) {
      let next = i + 1;
      while (next < value.length && weight[next] === 0) next++;
      const [low, high] = [value[i] as number, value[next < value.length ? next : i] as number];
      return rule === 'lower' ? low : rule === 'upper' ? high : (low + high) / 2;
    }
    if (cumulated > target) return value[i] as number;
  }
  return value[last] as number;
}

/**
 * Bandwidth s / N^(1/5), s the weighted standard deviation (Osier 2009, Survey Research Methods 3,
 * 167–195; convey `h_fun`). N is the estimated population, or the number of observations.
 */
export function bandwidthOf(sample: Ranked, size: 'population' | 'sample'): number {
  const all = exactSum(sample.weight);
  const mean = total(sample) / all;
  const squares = { ...sample, value: sample.value.map((v) => (v - mean) ** 2) };
  const n = size === 'population' ? all : sample.weight.filter((w) => w > 0).length;
  return Math.sqrt(total(squares) / all) / n ** 0.2;
}

/** Density of welfare at `x` by a normal kernel; null without spread. */
export function densityAt({ value, weight }: Ranked, x: number, bandwidth: number): number | null {
  if (!(bandwidth > 0)) return null;
  let sum = 0;
  let all = 0;
  for (let i = 0; i < value.length; i++) {
    const u = (x - (value[i] as number)) / bandwidth;
    const w = weight[i] as number;
    all += w;
    sum += w * Math.exp((-u * u) / 2);
  }
  return all > 0 ? sum / Math.sqrt(2 * Math.PI) / bandwidth / all : null;
}

export function mean(sample: Ranked, { influence }: Wanted): Measured {
  const all = exactSum(sample.weight);
  if (all === 0) return { estimate: null, reason: 'empty' };
  const estimate = total(sample) / all;
  return {
    estimate,
    influence: influence ? sample.value.map((v) => (v - estimate) / all) : new Float64Array(0),
  };
}

/** The influence of a quantile: (p − 1[y ≤ q]) / (N f(q)). */
export function quantile(
  sample: Ranked,
  p: number,
  rules: Wanted & { readonly rule: QuantileRule; readonly bandwidth: number },
): Measured {
  const all = exactSum(sample.weight);
  if (all === 0) return { estimate: null, reason: 'empty' };
  const estimate = weightedQuantile(sample, p, rules.rule);
  if (!rules.influence) return { estimate };
  const density = densityAt(sample, estimate, rules.bandwidth);
  if (density === null || density === 0) return { estimate, reason: 'no-spread' };
  const influence = sample.value.map((v) => (p - (v <= estimate ? 1 : 0)) / (all * density));
  return { estimate, influence };
}

/**
 * Gini = 2 Σ w y R / (W Σ w y) − 1, R mid-ranks (half of twice the area between Lorenz curve and
 * diagonal; laeken `gini`). No small-sample factor n/(n − 1). Influence: Binder & Kovačević (1995),
 * Survey Methodology 21, 137–145.
 */
export function gini(sample: Ranked, { influence }: Wanted): Measured {
  const all = exactSum(sample.weight);
  if (all === 0) return { estimate: null, reason: 'empty' };
  const income = total(sample);
  if (!(income > 0)) return { estimate: null, reason: 'no-income' };
  const ranked = rankTotal(sample, { influence });
  const ratio = (2 * ranked.total) / (all * income);
  if (!influence) return { estimate: ratio - 1 };
  return {
    estimate: ratio - 1,
    influence: ranked.derivative.map(
      (d, i) => (2 * d) / (all * income) - ratio * (1 / all + (sample.value[i] as number) / income),
    ),
  };
}

/** One point of the Lorenz curve: income of the poorest share p, and the quantile there. */
interface Poorest {
  readonly income: number;
  readonly quantile: number;
}

/**
 * The observation in which p falls is split, so that shares add up to 1 and neither the order of ties nor
 * copies of rows matter (Langel & Tillé 2011, J. Statistical Planning and Inference 141, 2976–2985).
 */
function poorest(sample: Ranked, p: number): Poorest {
  const { value, weight } = sample;
  const target = p * exactSum(weight);
  const parts: number[] = [];
  let cumulated = 0;
  let i = 0;
  for (; i < value.length && cumulated + (weight[i] as number) <= target; i++) {
    cumulated += weight[i] as number;
    parts.push((weight[i] as number) * (value[i] as number));
  }
  if (i < value.length) parts.push((target - cumulated) * (value[i] as number));
  return { income: exactSum(parts), quantile: weightedQuantile(sample, p, 'average') };
}

export interface Shares {
  /** Share of all welfare that goes to each part, from the poorest part up. */
  readonly shares: readonly Measured[];
  /** Share of the richest part ÷ share of the poorest part. */
  readonly ratio: Measured;
}

/** Welfare shares of `parts` equally large parts of the population. Influence without any density. */
export function quantileShares(sample: Ranked, parts: number, { influence }: Wanted): Shares {
  const income = total(sample);
  const reason = sample.weight.some((w) => w > 0) ? 'no-income' : 'empty';
  const undefinedAll = { estimate: null, reason } as const;
  if (!(income > 0))
    return { shares: Array.from({ length: parts }, () => undefinedAll), ratio: undefinedAll };
  const n = sample.value.length;
  let below: Poorest & { influence: Float64Array } = {
    income: 0,
    quantile: 0,
    influence: new Float64Array(influence ? n : 0),
  };
  const shares: Measured[] = [];
  for (let j = 1; j <= parts; j++) {
    const p = j / parts;
    const point = j === parts ? { income, quantile: 0 } : poorest(sample, p);
    const up = new Float64Array(influence ? n : 0);
    for (let i = 0; i < up.length; i++) {
      const y = sample.value[i] as number;
      up[i] = j === parts ? y : Math.min(y - point.quantile, 0) + p * point.quantile;
    }
    const estimate = (point.income - below.income) / income;
    const before = below.influence;
    shares.push({
      estimate,
      influence: up.map(
        (v, i) => (v - (before[i] as number) - estimate * (sample.value[i] as number)) / income,
      ),
    });
    below = { ...point, influence: up };
  }
  const [low, high] = [shares[0] as Measured, shares.at(-1) as Measured];
  const [bottom, top] = [low.estimate as number, high.estimate as number];
  if (!(bottom > 0)) return { shares, ratio: { estimate: null, reason: 'no-income-below' } };
  const ratio = top / bottom;
  return {
    shares,
    ratio: {
      estimate: ratio,
      influence: (high.influence as Float64Array).map(
        (v, i) => (v - ratio * ((low.influence as Float64Array)[i] as number)) / bottom,
      ),
    },
  };
}
