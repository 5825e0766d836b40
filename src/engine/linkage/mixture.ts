import type { Level } from './levels.ts';
import type { Owner } from './link-fields.ts';

/**
 * Fellegi & Sunter (1969) with estimates by EM (Winkler 1988), over all pairs of the files. Three
 * classes: the same person; different people of one household; any other two. Inside a class the
 * fields are taken as independent. The middle class is what keeps brothers and sisters apart: with two
 * classes, an address in common would count for the same person as much as a birth date does.
 */
export interface MixtureField {
  readonly owner: Owner;
  readonly kind: string;
  readonly levels: readonly Level[];
  /** For each level: pairs of all that share a value of that exact level; 0 for other levels. */
  readonly exactPairs: Float64Array;
}

export interface PatternCounts {
  /** Levels of pattern p: levels[p · fields] … */
  readonly levels: Uint8Array;
  /** Pairs found, and estimated pairs not found, with each pattern. */
  readonly found: Float64Array;
  readonly unfound: Float64Array;
}

export interface FieldEstimates {
  /** P(level | same person), of pairs where both values are known. */
  readonly m: Float64Array;
  /** P(level | other person of the household). */
  readonly h: Float64Array;
  /** P(level | any other two). */
  readonly u: Float64Array;
}

export interface Mixture {
  readonly fields: readonly FieldEstimates[];
  /** Share of all pairs that are the same person, and that share a household only. */
  readonly same: number;
  readonly household: number;
  /** P(same person) of each pattern. */
  readonly probability: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/** What is believed of the same person before any pair is seen: exact, near, different. */
const BELIEF = { exact: 0.85, near: 0.11, different: 0.04 };
/** How many pairs that belief weighs. */
const BELIEF_PAIRS = 20;
/** Two people of one household may have a personal value in common (twins) this often. */
const HOUSEHOLD_SHARED = 0.03;
const MOST_ITERATIONS = 200;
const TOLERANCE = 1e-6;

export function fitMixture(
  fields: readonly MixtureField[],
  { levels, found, unfound }: PatternCounts,
  records: number,
): Mixture {
  const count = fields.length;
  const patterns = found.length;
  let total = 0;
  for (let p = 0; p < patterns; p++) total += (found[p] as number) + (unfound[p] as number);
  const hasHousehold = fields.some((f) => f.owner === 'household');

  const belief = fields.map(beliefOf);
  const estimates = fields.map((field, f) => {
    const u = startOfOthers(field, f, levels, found, unfound, count, total);
    const m = Float64Array.from(belief[f] as Float64Array);
    const h = Float64Array.from(field.owner === 'household' ? m : u);
    return { m, h, u };
  });
  let same = Math.min(0.3, (0.3 * records) / total);
  let household = hasHousehold ? Math.min(0.3, records / total) : 0;

  const probability = new Float64Array(patterns);
  const sums = fields.map((f) => ({
    m: new Float64Array(f.levels.length),
    h: new Float64Array(f.levels.length),
    u: new Float64Array(f.levels.length),
  }));
  let iterations = 0;
  let converged = false;
  while (iterations < MOST_ITERATIONS && !converged) {
    iterations++;
    for (const s of sums) {
      s.m.fill(0);
      s.h.fill(0);
      s.u.fill(0);
    }
    let sumSame = 0;
    let sumHousehold = 0;
    for (let p = 0; p < patterns; p++) {
      let ofSame = same;
      let ofHousehold = household;
      let ofOthers = 1 - same - household;
      for (let f = 0; f < count; f++) {
        const level = levels[p * count + f] as number;
        if (level === 0) continue;
        const e = estimates[f] as FieldEstimates;
        ofSame *= e.m[level] as number;
        ofHousehold *= e.h[level] as number;
        ofOthers *= e.u[level] as number;
      }
      const all = ofSame + ofHousehold + ofOthers;
      const pSame = all > 0 ? ofSame / all : 0;
      const pHousehold = all > 0 ? ofHousehold / all : 0;
      probability[p] = pSame;
      const pairs = (found[p] as number) + (unfound[p] as number);
      const nSame = pairs * pSame;
      const nHousehold = pairs * pHousehold;
      sumSame += nSame;
      sumHousehold += nHousehold;
      for (let f = 0; f < count; f++) {
        const level = levels[p * count + f] as number;
        if (level === 0) continue;
        const s = sums[f] as FieldEstimates;
        s.m[level] = (s.m[level] as number) + nSame;
        s.h[level] = (s.h[level] as number) + nHousehold;
        s.u[level] = (s.u[level] as number) + pairs - nSame - nHousehold;
      }
    }
    let change = Math.abs(sumSame / total - same) / (same + 1 / total);
    same = sumSame / total;
    household = hasHousehold ? sumHousehold / total : 0;
    fields.forEach((field, f) => {
      const e = estimates[f] as FieldEstimates;
      const s = sums[f] as FieldEstimates;
      const before = Float64Array.from(e.m);
      updateSame(field, e.m, s.m, belief[f] as Float64Array);
      updateOthers(field, e.u, s, total);
      updateHousehold(field, e, s.h);
      for (let l = 1; l < before.length; l++)
        change = Math.max(change, Math.abs((e.m[l] as number) - (before[l] as number)));
    });
    converged = change < TOLERANCE;
  }
  return { fields: estimates, same, household, probability, iterations, converged };
}

function beliefOf({ levels }: MixtureField): Float64Array {
  const belief = new Float64Array(levels.length);
  // Near levels rise with likeness, and so does what is believed of them.
  let nearTotal = 0;
  levels.forEach((level, l) => {
    if (level.type === 'near') nearTotal += l;
  });
  levels.forEach((level, l) => {
    if (level.type === 'exact') belief[l] = BELIEF.exact * (level.share ?? 1);
    else if (level.type === 'near') belief[l] = (BELIEF.near * l) / nearTotal;
    else if (level.type === 'different') belief[l] = BELIEF.different;
  });
  return scaled(belief);
}

function startOfOthers(
  field: MixtureField,
  f: number,
  levels: Uint8Array,
  found: Float64Array,
  unfound: Float64Array,
  count: number,
  total: number,
): Float64Array {
  const sums = {
    m: new Float64Array(field.levels.length),
    h: new Float64Array(field.levels.length),
    u: new Float64Array(field.levels.length),
  };
  for (let p = 0; p < found.length; p++) {
    const level = levels[p * count + f] as number;
    if (level > 0)
      sums.u[level] = (sums.u[level] as number) + (found[p] as number) + (unfound[p] as number);
  }
  const u = new Float64Array(field.levels.length);
  updateOthers(field, u, sums, total);
  return u;
}

/** Exact levels share one estimate by their share of the records. */
function updateSame(field: MixtureField, m: Float64Array, sum: Float64Array, belief: Float64Array) {
  let exact = 0;
  field.levels.forEach((level, l) => {
    m[l] = l === 0 ? 0 : (sum[l] as number) + BELIEF_PAIRS * (belief[l] as number);
    if (level.type === 'exact') exact += m[l] as number;
  });
  field.levels.forEach((level, l) => {
    if (level.type === 'exact') m[l] = exact * Math.max(1e-9, level.share ?? 1);
  });
  scaled(m);
}

/**
 * Others with the same value are counted from the values themselves, less the pairs taken for the same
 * person. A little is kept: one in five hundred of such pairs may be a number written for the wrong
 * person, whatever the pairs say.
 */
function updateOthers(field: MixtureField, u: Float64Array, sums: FieldEstimates, total: number) {
  field.levels.forEach((level, l) => {
    if (l === 0) u[l] = 0;
    else if (level.type === 'exact') {
      const all = field.exactPairs[l] as number;
      const left = all - (sums.m[l] as number) - (sums.h[l] as number);
      u[l] = Math.max(left, 0.002 * all) + 0.5;
    } else u[l] = (sums.u[l] as number) + 0.5;
  });
  void total;
  scaled(u);
}

function updateHousehold(field: MixtureField, e: FieldEstimates, sum: Float64Array) {
  const { h, u, m } = e;
  if (field.owner === 'person' && field.kind !== 'words') {
    for (let l = 1; l < h.length; l++)
      h[l] = (1 - HOUSEHOLD_SHARED) * (u[l] as number) + HOUSEHOLD_SHARED * (m[l] as number);
    return;
  }
  for (let l = 1; l < h.length; l++) h[l] = (sum[l] as number) + BELIEF_PAIRS * (u[l] as number);
  scaled(h);
  if (field.owner !== 'person') return;
  // Relatives share words of their names, hardly ever the whole name.
  const alike = field.levels.map((level) => level.type === 'exact' || ALIKE.has(level.name));
  let much = 0;
  alike.forEach((is, l) => {
    if (is) much += h[l] as number;
  });
  if (much <= HOUSEHOLD_SHARED) return;
  alike.forEach((is, l) => {
    h[l] = (h[l] as number) * (is ? HOUSEHOLD_SHARED / much : (1 - HOUSEHOLD_SHARED) / (1 - much));
  });
}

const ALIKE = new Set(['similar', 'contained', 'very-similar']);

function scaled(values: Float64Array): Float64Array {
  let sum = 0;
  for (const v of values) sum += v;
  if (sum > 0) for (let l = 0; l < values.length; l++) values[l] = (values[l] as number) / sum;
  return values;
}
