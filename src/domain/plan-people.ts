import { apportion } from '#engine/optimise/apportion.ts';
import type { PlanModel } from './plan-model.ts';
import { type ClusterPeople, type PlanProblem, reservedSeats } from './plan-problem.ts';
import { kecOf, type RegionCode } from './region.ts';

/** Seats: kept for women, kept for people with a disability, open to all. */
export const seatKinds = ['women', 'disabled', 'open'] as const;
export type SeatKind = (typeof seatKinds)[number];

/** So many families of one village and desil in one line. */
export interface Seats {
  readonly candidate: number;
  readonly group: RegionCode;
  /** 0 for desil 1. */
  readonly desil: number;
  readonly kind: SeatKind;
  readonly count: number;
}

/**
 * From the model's clusters down to villages and lines, in whole families. Seats go to villages in
 * proportion to their eligible families of that desil, kept seats only where such families are, and a
 * village's people go to batches in their own kecamatan first.
 */
export function seatPeople(problem: PlanProblem, model: PlanModel, values: Float64Array): Seats[] {
  const whole = (column: number | undefined) =>
    column === undefined ? 0 : Math.round(values[column] as number);
  const seats: Seats[] = [];
  problem.clusters.forEach((cluster, c) => {
    const lines = problem.candidates.flatMap((candidate, j) =>
      candidate.place.cluster === cluster.id && whole(model.batches[j]) > 0
        ? [{ j, candidate, left: whole(model.participants[j]) }]
        : [],
    );
    const columns = model.families[c] ?? [];
    columns.forEach((column, d) => {
      let women = whole(model.women[c]?.[d]);
      let disabled = whole(model.disabled[c]?.[d]);
      const total = whole(column.kit) + whole(column.training);
      const supply = fromVillages(cluster, d, { women, disabled, total });
      for (const tier of ['kit', 'training'] as const) {
        const here = lines.filter((l) => l.candidate.tier === tier);
        const room = here.map((l) => l.left);
        const wanted = apportion(whole(column[tier]), room, room);
        here.forEach((line, i) => {
          line.left -= wanted[i] ?? 0;
          for (const got of take(supply, line.candidate.place.code, wanted[i] ?? 0)) {
            seats.push({ candidate: line.j, desil: d, ...got });
            if (got.kind === 'women') women -= got.count;
            if (got.kind === 'disabled') disabled -= got.count;
          }
        });
      }
      if (women !== 0 || disabled !== 0) throw new Error(`kept seats lost in ${cluster.id}`);
    });
  });
  return seats;
}

interface Supply {
  group: RegionCode;
  kind: SeatKind;
  count: number;
}

/** Whole seats of one cluster and desil over its villages. */
function fromVillages(
  cluster: ClusterPeople,
  d: number,
  wish: { women: number; disabled: number; total: number },
): Supply[] {
  const kept = keepSeats(cluster, d, wish);
  const rest = cluster.groups.map(
    (g, i) => (g.eligible[d] ?? 0) - (kept.women[i] ?? 0) - (kept.disabled[i] ?? 0),
  );
  const open = apportion(wish.total - wish.women - wish.disabled, rest, rest);
  return cluster.groups.flatMap((g, i) => [
    { group: g.code, kind: 'women' as const, count: kept.women[i] ?? 0 },
    { group: g.code, kind: 'disabled' as const, count: kept.disabled[i] ?? 0 },
    { group: g.code, kind: 'open' as const, count: open[i] ?? 0 },
  ]);
}

/**
 * Kept seats village by village: close to proportional, but never so that a later village could not
 * supply the rest. The sets of possible (women, disabled) are polymatroids, so clipping each village
 * to what the others leave possible always works out.
 */
function keepSeats(
  cluster: ClusterPeople,
  d: number,
  wish: { women: number; disabled: number },
): { women: number[]; disabled: number[] } {
  const supply = cluster.groups.map((g) => ({
    women: Math.min(g.women?.[d] ?? 0, g.eligible[d] ?? 0),
    disabled: Math.min(g.disabled?.[d] ?? 0, g.eligible[d] ?? 0),
    both: reservedSeats(g, d),
  }));
  const sum = (of: (s: (typeof supply)[number]) => number) => supply.reduce((t, s) => t + of(s), 0);
  const after = {
    women: sum((s) => s.women),
    disabled: sum((s) => s.disabled),
    both: sum((s) => s.both),
  };
  const share = {
    women: wish.women / (after.women || 1),
    disabled: wish.disabled / (after.disabled || 1),
  };
  const left = { women: wish.women, disabled: wish.disabled };
  const out = { women: [] as number[], disabled: [] as number[] };
  for (const s of supply) {
    after.women -= s.women;
    after.disabled -= s.disabled;
    after.both -= s.both;
    const lowW = Math.max(0, left.women - after.women);
    const lowD = Math.max(0, left.disabled - after.disabled);
    const most = s.both;
    const least = Math.max(0, left.women + left.disabled - after.both);
    let w = clamp(Math.round(s.women * share.women), lowW, Math.min(s.women, left.women));
    let b = clamp(
      Math.round(s.disabled * share.disabled),
      lowD,
      Math.min(s.disabled, left.disabled),
    );
    if (w + b > most) b = Math.max(lowD, most - w);
    if (w + b > most) w = Math.max(lowW, most - b);
    if (w + b < least) w = Math.min(s.women, left.women, least - b);
    if (w + b < least) b = Math.min(s.disabled, left.disabled, least - w);
    out.women.push(w);
    out.disabled.push(b);
    left.women -= w;
    left.disabled -= b;
  }
  return out;
}

const clamp = (v: number, low: number, high: number): number => Math.max(low, Math.min(v, high));

/** Takes seats for one line: villages of its own kecamatan first, kinds in proportion. */
function take(supply: Supply[], place: RegionCode, wanted: number): Supply[] {
  const taken: Supply[] = [];
  let left = wanted;
  for (const near of [true, false]) {
    const from = supply.filter((s) => s.count > 0 && (kecOf(s.group) === place) === near);
    const counts = from.map((s) => s.count);
    const parts = apportion(left, counts, counts);
    from.forEach((s, i) => {
      const count = parts[i] ?? 0;
      if (count === 0) return;
      s.count -= count;
      left -= count;
      taken.push({ group: s.group, kind: s.kind, count });
    });
  }
  if (left > 0) throw new Error(`no families left for ${place}`);
  return taken;
}
