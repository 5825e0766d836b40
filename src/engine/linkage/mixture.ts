import {
  type Bounds,
  beliefOf,
  boundsOf,
  emptySums,
  updateBirthday,
  updateHousehold,
  updateOthers,
  updateSame,
  updateTwins,
} from './class-estimates.ts';
import { type Dependence, dependenceOfOthers } from './dependence.ts';
import type { FieldEstimates, MixtureField, PatternCounts } from './mixture-parts.ts';

/**
 * Fellegi & Sunter (1969) with estimates by EM (Winkler 1988), over all pairs of the files. The
 * classes: the same person; different people of one household, twins apart; any other two, those born on one day
 * apart where a NIK, which holds the date, makes them look alike. Inside a class the fields are taken as independent.
 * Households are what keeps brothers and sisters apart: without them, an address in common would count for the same
 * person as much as a birth date does.
 */
export interface Mixture {
  readonly fields: readonly FieldEstimates[];
  /** Share of all pairs that are the same person, and that share a household only. */
  readonly same: number;
  readonly household: number;
  /** Whether households can be told at all: by KK or address. */
  readonly hasHousehold: boolean;
  readonly twins: number;
  /** Of the same person: share of the pairs in which a record stands for another household (moved). */
  readonly moved: number;
  /** P(same person) of each pattern. */
  readonly probability: Float64Array;
  /** ln P(same) / P(not the same) given the levels, one for each field. */
  logOdds(levels: ArrayLike<number>): number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Of the same person's records, those of two households, before any is seen; that weighs as many pairs. */
const MOVED = 0.05;
const MOVED_PAIRS = 20;
const MOST_MOVED = 0.3;
/** Pairs born on one day, before any is seen: one in the days of 30 years. */
const ONE_BIRTHDAY = 1 / (30 * 365);
/** Twins among pairs of one household, before any is seen. */
const TWIN_BIRTHS = 0.01;
/** … and at least and at most, whatever is seen. */
const TWIN_LEAST = 0.006;
const TWIN_MOST = 0.05;
const MOST_ITERATIONS = 200;
const TOLERANCE = 1e-5;
/** Iteration from which dependence is looked for, and from which its edges stay. */
const DEPENDENCE_FROM = 4;
const DEPENDENCE_SETTLES = 12;

export function fitMixture(
  given: readonly MixtureField[],
  { levels, found, unfound }: PatternCounts,
  records: number,
  scale: number,
): Mixture {
  // A village or a town alone tells no household: neighbours have it in common as well.
  const hasHousehold = given.some((f) => f.owner === 'household' && f.kind !== 'category');
  const fields = hasHousehold
    ? given
    : given.map((f) => (f.owner === 'household' ? { ...f, owner: 'open' as const } : f));
  const count = fields.length;
  const patterns = found.length;
  let total = 0;
  for (let p = 0; p < patterns; p++) total += (found[p] as number) + (unfound[p] as number);
  const hasBirthdays = ['nik', 'date'].every((kind) => fields.some((f) => f.kind === kind));
  const hasTwins = hasHousehold && fields.some((f) => f.kind === 'date');

  const belief = fields.map(beliefOf);
  const bounds = fields.map((field) => boundsOf(field, hasHousehold));
  const estimates = fields.map((field, f) => {
    const u = new Float64Array(field.levels.length);
    const all = emptySums(field);
    for (let p = 0; p < patterns; p++) {
      const level = levels[p * count + f] as number;
      all.u[level] = (all.u[level] as number) + (found[p] as number) + (unfound[p] as number);
    }
    updateOthers(field, u, all);
    const m = Float64Array.from(belief[f] as Float64Array);
    const h = Float64Array.from(field.owner === 'household' ? m : u);
    return { m, h, t: Float64Array.from(h), b: Float64Array.from(u), u };
  });
  let same = Math.min(0.3, (0.3 * records) / total);
  const sums = fields.map(emptySums);
  let household = hasHousehold ? Math.min(0.3, records / total) : 0;
  let moved = hasHousehold ? MOVED : 0;
  const atHome = fields.map((f) => f.owner === 'household');
  let twins = hasTwins ? household * TWIN_BIRTHS : 0;
  let birthday = hasBirthdays ? ONE_BIRTHDAY : 0;
  fields.forEach((field, f) => {
    const e = estimates[f] as FieldEstimates;
    const s = sums[f] as FieldEstimates;
    updateTwins(field, e, s.t);
    updateBirthday(field, e, s.b);
  });

  const probability = new Float64Array(patterns);
  const others = new Float64Array(patterns);
  let dependence: Dependence | undefined;
  let iterations = 0;
  let converged = false;
  while (iterations < MOST_ITERATIONS && !converged) {
    iterations++;
    for (const s of sums) {
      s.m.fill(0);
      s.h.fill(0);
      s.t.fill(0);
      s.b.fill(0);
      s.u.fill(0);
    }
    let sumSame = 0;
    let sumHousehold = 0;
    let sumTwins = 0;
    let sumBirthday = 0;
    let sumMoved = 0;
    for (let p = 0; p < patterns; p++) {
      let ofStayed = same * (1 - moved);
      let ofMoved = same * moved;
      let ofHousehold = household;
      let ofTwins = twins;
      let ofBirthday = birthday;
      let ofOthers = 1 - same - household - twins - birthday;
      for (let f = 0; f < count; f++) {
        const level = levels[p * count + f] as number;
        if (level === 0) continue;
        const e = estimates[f] as FieldEstimates;
        ofStayed *= e.m[level] as number;
        ofMoved *= (atHome[f] ? e.u[level] : e.m[level]) as number;
        ofHousehold *= e.h[level] as number;
        ofTwins *= e.t[level] as number;
        ofBirthday *= e.b[level] as number;
        ofOthers *= e.u[level] as number;
      }
      if (dependence !== undefined) ofOthers *= dependence.factor[p] as number;
      const ofSame = ofStayed + ofMoved;
      const all = ofSame + ofHousehold + ofTwins + ofBirthday + ofOthers;
      const pSame = all > 0 ? ofSame / all : 0;
      const pHousehold = all > 0 ? ofHousehold / all : 0;
      probability[p] = pSame;
      // Pairs that no rule finds are others: one sampled pair stands for many thousands there, and a
      // class would fasten on it.
      const pairs = found[p] as number;
      const nSame = pairs * pSame;
      const nHousehold = pairs * pHousehold;
      const nTwins = all > 0 ? (pairs * ofTwins) / all : 0;
      const nBirthday = all > 0 ? (pairs * ofBirthday) / all : 0;
      others[p] = all > 0 ? ofOthers / all : 1;
      sumSame += nSame;
      sumHousehold += nHousehold;
      sumTwins += nTwins;
      sumBirthday += nBirthday;
      const nMoved = all > 0 ? (pairs * ofMoved) / all : 0;
      sumMoved += nMoved;
      for (let f = 0; f < count; f++) {
        const level = levels[p * count + f] as number;
        if (level === 0) continue;
        const s = sums[f] as FieldEstimates;
        s.m[level] = (s.m[level] as number) + nSame - (atHome[f] ? nMoved : 0);
        s.h[level] = (s.h[level] as number) + nHousehold;
        s.t[level] = (s.t[level] as number) + nTwins;
        s.b[level] = (s.b[level] as number) + nBirthday;
        const left = pairs - nSame - nHousehold - nTwins - nBirthday;
        s.u[level] = (s.u[level] as number) + left + (unfound[p] as number);
      }
    }
    const before = [same, household, twins, birthday];
    same = sumSame / total;
    household = hasHousehold ? sumHousehold / total : 0;
    twins = hasTwins ? held(sumTwins, sumHousehold) / total : 0;
    birthday = hasBirthdays ? sumBirthday / total : 0;
    if (hasHousehold)
      moved = Math.min(MOST_MOVED, (sumMoved + MOVED * MOVED_PAIRS) / (sumSame + MOVED_PAIRS));
    let change = Math.max(
      ...[same, household, twins, birthday].map(
        (share, k) => Math.abs(share - (before[k] as number)) / (share + 1 / total),
      ),
    );
    fields.forEach((field, f) => {
      const e = estimates[f] as FieldEstimates;
      const s = sums[f] as FieldEstimates;
      const earlier = Float64Array.from(e.m);
      updateSame(field, e.m, s.m, belief[f] as Float64Array, bounds[f] as Bounds);
      updateOthers(field, e.u, s);
      updateHousehold(field, e, s.h);
      updateTwins(field, e, s.t);
      updateBirthday(field, e, s.b);
      for (let l = 1; l < earlier.length; l++)
        change = Math.max(change, Math.abs((e.m[l] as number) - (earlier[l] as number)));
    });
    if (iterations >= DEPENDENCE_FROM)
      dependence = dependenceOfOthers(fields, estimates, { levels, found, unfound }, others, {
        scale,
        ...(iterations > DEPENDENCE_SETTLES && dependence ? { edges: dependence.edges } : {}),
      });
    converged = change < TOLERANCE && iterations > DEPENDENCE_SETTLES;
  }
  const logOdds = (of: ArrayLike<number>): number => {
    let [ofStayed, ofMoved] = [same * (1 - moved), same * moved];
    let [ofHousehold, ofTwins, ofBirthday] = [household, twins, birthday];
    let ofOthers = 1 - same - household - twins - birthday;
    for (let f = 0; f < count; f++) {
      const level = of[f] as number;
      if (level === 0) continue;
      const e = estimates[f] as FieldEstimates;
      ofStayed *= e.m[level] as number;
      ofMoved *= (atHome[f] ? e.u[level] : e.m[level]) as number;
      ofHousehold *= e.h[level] as number;
      ofTwins *= e.t[level] as number;
      ofBirthday *= e.b[level] as number;
      ofOthers *= e.u[level] as number;
    }
    if (dependence !== undefined) ofOthers *= dependence.factorOf(of);
    return Math.log((ofStayed + ofMoved) / (ofHousehold + ofTwins + ofBirthday + ofOthers));
  };
  for (let p = 0; p < patterns; p++)
    probability[p] = logistic(logOdds(levels.subarray(p * count, (p + 1) * count)));
  return {
    fields: estimates.map((e, f) =>
      atHome[f] ? { ...e, m: e.m.map((m, l) => (1 - moved) * m + moved * (e.u[l] as number)) } : e,
    ),
    same,
    household,
    hasHousehold,
    twins,
    moved,
    probability,
    logOdds,
    iterations,
    converged,
  };
}

const held = (sumTwins: number, sumHousehold: number): number =>
  Math.min(TWIN_MOST * sumHousehold, Math.max(TWIN_LEAST * sumHousehold, sumTwins));

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
