import { limitName, type MoneySource, type PlanInputs, sourcesInYear } from './limit.ts';
import type { Candidate } from './plan-candidate.ts';
import type { PeopleGroup, PlanPlace } from './plan-place.ts';
import type { MoneyUse } from './rab.ts';
import { covers, type RegionCode } from './region.ts';

/** Families of one cluster by desil, as the model sees them. */
export interface ClusterPeople {
  readonly id: RegionCode;
  readonly kab: RegionCode;
  readonly groups: readonly PeopleGroup[];
  /** Index d is desil d + 1, up to the last that counts. */
  readonly eligible: readonly number[];
  /** Null where a part of the cluster is known from a recap only. */
  readonly women: readonly number[] | null;
  readonly disabled: readonly number[] | null;
  /** Seats that can be kept for women and people with a disability together, by desil. */
  readonly reserved: readonly number[] | null;
}

/** Everything the optimiser looks at; made once, never changed. */
export interface PlanProblem {
  readonly inputs: PlanInputs;
  readonly kabs: readonly RegionCode[];
  readonly places: readonly PlanPlace[];
  readonly candidates: readonly Candidate[];
  readonly clusters: readonly ClusterPeople[];
  readonly sources: readonly MoneySource[];
  /** Kabupaten and clusters → participants that would be their part by families in need. */
  readonly fairPart: ReadonlyMap<RegionCode, number>;
}

export function planProblem(
  inputs: PlanInputs,
  kabs: readonly RegionCode[],
  places: readonly PlanPlace[],
  candidates: readonly Candidate[],
): PlanProblem {
  const clusters = [...new Set(places.map((p) => p.cluster))].map((id) =>
    clusterPeople(
      id,
      places.filter((p) => p.cluster === id),
      inputs.desils,
    ),
  );
  const sources = sourcesInYear(inputs);
  return {
    inputs,
    kabs,
    places,
    candidates,
    clusters,
    sources,
    fairPart: fairParts(inputs, kabs, clusters, candidates, sources),
  };
}

function clusterPeople(
  id: RegionCode,
  places: readonly PlanPlace[],
  desils: number,
): ClusterPeople {
  const groups = places.flatMap((p) => p.groups);
  const byDesil = (of: (group: PeopleGroup, desil: number) => number): number[] =>
    Array.from({ length: desils }, (_, d) => groups.reduce((sum, g) => sum + of(g, d), 0));
  const told = (field: 'women' | 'disabled') =>
    groups.every((g) => g[field] !== null)
      ? byDesil((g, d) => Math.min(g[field]?.[d] ?? 0, g.eligible[d] ?? 0))
      : null;
  const women = told('women');
  const disabled = told('disabled');
  return {
    id,
    kab: places[0]?.kab ?? id,
    groups,
    eligible: byDesil((g, d) => g.eligible[d] ?? 0),
    women,
    disabled,
    reserved: women !== null || disabled !== null ? byDesil(reservedSeats) : null,
  };
}

/**
 * A woman with a disability may be one family or two in the counts; that many families stand behind
 * both kinds of seats for certain.
 */
export const reservedSeats = (group: PeopleGroup, d: number): number =>
  Math.min(group.eligible[d] ?? 0, Math.max(group.women?.[d] ?? 0, group.disabled?.[d] ?? 0));

/**
 * Fair parts: the participants the money could pay for at the average price of a seat with a kit,
 * shared out by families in need, each counted by the weight of its desil. A yardstick that makes the
 * first participants of a place worth more than the next, not a limit.
 */
function fairParts(
  inputs: PlanInputs,
  kabs: readonly RegionCode[],
  clusters: readonly ClusterPeople[],
  candidates: readonly Candidate[],
  sources: readonly MoneySource[],
): Map<RegionCode, number> {
  const needOf = (c: ClusterPeople) =>
    c.eligible.reduce((sum, n, d) => sum + n * (inputs.weights.desil[d] ?? 0), 0);
  const kits = candidates.filter((c) => c.tier === 'kit');
  const seat = (kits.length > 0 ? kits : candidates).map(
    (c) => (c.cost.trainingFixed + c.cost.kitFixed) / c.size + c.cost.trainingPerHead,
  );
  const money = total(sources.map((s) => s.amountRupiah));
  const families = total(clusters.map((c) => total(c.eligible)));
  const affordable = seat.length === 0 ? 0 : money / (total(seat) / seat.length);
  const all = total(clusters.map(needOf));
  const each = all === 0 ? 0 : Math.min(families, affordable) / all;
  const inKab = (kab: string) => total(clusters.filter((c) => c.kab === kab).map(needOf));
  return new Map([
    ...kabs.map((kab) => [kab, each * inKab(kab)] as const),
    ...clusters.filter((c) => c.id !== c.kab).map((c) => [c.id, each * needOf(c)] as const),
  ]);
}

const total = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0);

export const mayPay = (source: MoneySource, kab: RegionCode, use: MoneyUse): boolean =>
  (source.use === 'any' || source.use === use) &&
  (source.kabs.length === 0 || source.kabs.includes(kab));

export interface KabLimit {
  readonly min: number;
  readonly max: number | null;
}

/** Minimum and maximum of a kabupaten; the general minimum asks nothing where nothing is open. */
export function kabLimit(problem: PlanProblem, kab: RegionCode): KabLimit {
  const { inputs, candidates } = problem;
  const own = inputs.kabLimits.find((l) => l.kab === kab);
  const general = candidates.some((c) => c.place.kab === kab) ? inputs.minPerKab : 0;
  return { min: own?.min ?? general, max: own?.max ?? inputs.maxPerKab };
}

/** Trainer-months of a group in the plan's year; null sets no limit. */
export function trainerMonths(inputs: PlanInputs, group: string): number | null {
  const own = inputs.trainers.groups.find((g) => g.group === group);
  const perMonth = own?.perMonth ?? inputs.trainers.perMonth;
  return perMonth === null ? null : perMonth * inputs.trainers.months;
}

/** Locks as the candidates they speak of. */
export function lockedCandidates(problem: PlanProblem) {
  return problem.inputs.locks.map((lock) => ({
    ...lock,
    limit: limitName.lock(lock.code, lock.recipe),
    among: problem.candidates
      .map((candidate, index) => ({ candidate, index }))
      .filter(
        ({ candidate }) =>
          candidate.recipe.id === lock.recipe && covers(lock.code, candidate.place.code),
      )
      .map(({ index }) => index),
  }));
}
