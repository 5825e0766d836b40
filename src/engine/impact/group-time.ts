import { InputError } from '../stats/input-error.ts';
import { type Adjustment, compare } from './comparison.ts';
import { keepUnits, type Panel } from './panel.ts';

export interface GroupTime {
  /** First treated period of the group, and the period of the effect. */
  readonly group: number;
  readonly period: number;
  /** Last untreated period it is held against. */
  readonly base: number;
  readonly before: boolean;
  readonly treated: number;
  readonly comparison: number;
  /** Null where it cannot be estimated; `reason` says why. */
  readonly estimate: number | null;
  readonly reason: string | null;
  /** Per unit of the panel used. */
  readonly influence: Float64Array;
}

export interface GroupTimeRules {
  readonly comparison: 'never-treated' | 'not-yet-treated';
  readonly adjustment: Adjustment;
  /** Varying: before the start, each period against the one before it. Universal: all against the last one. */
  readonly base: 'varying' | 'universal';
  /** Periods before the start in which there may be an effect already. */
  readonly anticipation: number;
  /** Units not seen in all periods: left out (as in R's `did`), or used where both periods are there. */
  readonly incomplete: 'drop' | 'pairs';
}

export interface GroupTimeEffects {
  readonly panel: Panel;
  readonly cells: readonly GroupTime[];
  /** Share of each group among all units used, by weight. */
  readonly share: ReadonlyMap<number, number>;
  readonly incomplete: number;
  readonly treatedFromFirst: number;
}

/**
 * Group-time effects for staggered starts: Callaway & Sant'Anna (2021, J. Econometrics 225, 200–230).
 * ATT(g, t): the change since the last untreated period of those who started in g, less that of units
 * not treated by then. Covariates are taken from the earlier of the two periods.
 *
 * Units treated from the first period on have no baseline and are left out; those starting after the last
 * period count as never treated. Throws InputError `no-never-treated`, `no-start`, `one-period`,
 * `no-units` and `collinear` (role: number of the covariate from 1).
 */
export function groupTimeEffects(whole: Panel, rules: GroupTimeRules): GroupTimeEffects {
  const { periods } = whole;
  if (periods.length < 2) throw new InputError('one-period');
  const first = periods[0] as number;
  const last = periods.at(-1) as number;
  let incomplete = 0;
  let treatedFromFirst = 0;
  const keep: number[] = [];
  whole.start.forEach((start, i) => {
    const seen = whole.outcome.every((values) => !Number.isNaN(values[i]));
    if (start <= first) treatedFromFirst++;
    else {
      if (!seen) incomplete++;
      if (seen || rules.incomplete === 'pairs') keep.push(i);
    }
  });
  if (keep.length === 0) throw new InputError('no-units');
  const part = keepUnits(whole, keep);
  const panel = { ...part, start: part.start.map((s) => (s > last ? Infinity : s)) };
  const n = keep.length;
  const groups = [...new Set(panel.start)].filter(Number.isFinite).sort((a, b) => a - b);
  if (groups.length === 0) throw new InputError('no-start');
  const never = panel.start.some((s) => s === Infinity);
  if (!never && rules.comparison === 'never-treated') throw new InputError('no-never-treated');

  const share = new Map<number, number>();
  let all = 0;
  for (let i = 0; i < n; i++) {
    const w = panel.weight ? (panel.weight[i] as number) : 1;
    all += w;
    share.set(panel.start[i] as number, (share.get(panel.start[i] as number) ?? 0) + w);
  }
  for (const [g, w] of share) share.set(g, w / all);

  const cells: GroupTime[] = [];
  for (const group of groups) {
    const startAt = firstAtOrAfter(periods, group);
    const lastFree = startAt - 1 - rules.anticipation;
    for (let at = 0; at < periods.length; at++) {
      if (rules.base === 'varying' && at === 0) continue;
      const before = at < startAt - rules.anticipation;
      const base = rules.base === 'universal' || !before ? lastFree : at - 1;
      const cell = {
        group,
        period: periods[at] as number,
        base: base < 0 ? Number.NaN : (periods[base] as number),
        before: at < startAt,
      };
      cells.push({ ...cell, ...estimateCell(panel, rules, group, at, base) });
    }
  }
  return { panel, cells, share, incomplete, treatedFromFirst };
}

function estimateCell(
  panel: Panel,
  rules: GroupTimeRules,
  group: number,
  at: number,
  base: number,
): Pick<GroupTime, 'treated' | 'comparison' | 'estimate' | 'reason' | 'influence'> {
  const n = panel.start.length;
  const influence = new Float64Array(n);
  const none = (reason: string, treated = 0, comparison = 0) => ({
    treated,
    comparison,
    estimate: null,
    reason,
    influence,
  });
  if (base < 0) return none('no-period-before');
  const late = Math.max(at, base) + rules.anticipation;
  // Beyond the last period everyone who is still untreated is never treated.
  const limit = panel.periods[Math.min(late, panel.periods.length - 1)] as number;
  const [now, then] = [panel.outcome[at] as Float64Array, panel.outcome[base] as Float64Array];
  const members: number[] = [];
  const clusters = [new Set<number>(), new Set<number>()];
  let treated = 0;
  for (let i = 0; i < n; i++) {
    const start = panel.start[i] as number;
    const isTreated = start === group;
    const isComparison =
      start === Infinity || (rules.comparison === 'not-yet-treated' && !isTreated && start > limit);
    if (!isTreated && !isComparison) continue;
    if (Number.isNaN(now[i]) || Number.isNaN(then[i])) continue;
    members.push(i);
    if (isTreated) treated++;
    clusters[isTreated ? 1 : 0]?.add(panel.cluster[i] as number);
  }
  const comparison = members.length - treated;
  if (treated === 0) return none('no-treated', treated, comparison);
  if (comparison === 0) return none('no-comparison', treated, comparison);
  if (at === base) return { treated, comparison, estimate: 0, reason: 'base-period', influence };
  const early = Math.min(at, base);
  const pick = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(members, (i) => values[i] as number);
  try {
    const { estimate, influence: own } = compare(
      Float64Array.from(members, (i) => (now[i] as number) - (then[i] as number)),
      Float64Array.from(members, (i) => (panel.start[i] === group ? 1 : 0)),
      panel.covariates.map((c) => pick(c[early] as Float64Array)),
      rules.adjustment,
      panel.weight && pick(panel.weight),
    );
    members.forEach((i, j) => {
      influence[i] = ((own[j] as number) * n) / members.length;
    });
    // One cluster (or unit) on a side has no spread to learn an error from.
    if (clusters.some((names) => names.size < 2))
      return { treated, comparison, estimate, reason: 'one-cluster', influence };
    return { treated, comparison, estimate, reason: null, influence };
  } catch (error) {
    if (
      error instanceof InputError &&
      ['separated', 'no-overlap', 'collinear'].includes(error.code)
    )
      return none(error.code, treated, comparison);
    throw error;
  }
}

function firstAtOrAfter(periods: readonly number[], value: number): number {
  const found = periods.findIndex((p) => p >= value);
  return found < 0 ? periods.length : found;
}
