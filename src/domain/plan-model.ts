import { type Entry, type Milp, type MilpBuilder, milpBuilder } from '#engine/optimise/milp.ts';
import { limitName } from './limit.ts';
import type { Candidate } from './plan-candidate.ts';
import {
  kabLimit,
  lockedCandidates,
  mayPay,
  type PlanProblem,
  trainerMonths,
} from './plan-problem.ts';
import { batchGains, type Served, weightOf } from './plan-worth.ts';
import { type MoneyUse, moneyUses } from './rab.ts';

/**
 * The planning model of docs/methods/allocation.md. Money stands in millions of rupiah, so that the
 * numbers of the matrix lie close together; a thousand rupiah of every source is held back so that
 * rounding to whole people and whole rupiah can never overspend it.
 */
export interface PlanModel {
  readonly milp: Milp;
  /** Per candidate: batches (whole) and participants. */
  readonly batches: readonly number[];
  readonly participants: readonly number[];
  /** Per cluster and desil: families by tier, and seats kept for women and for disability. */
  readonly families: readonly (readonly Record<Candidate['tier'], number>[])[];
  readonly women: readonly (readonly number[] | null)[];
  readonly disabled: readonly (readonly number[] | null)[];
  readonly money: readonly { source: string; kab: string; use: MoneyUse; column: number }[];
}

/** Budgets of each source cut into kabupaten, for the comparison with a split. */
export type KabBudgets = ReadonlyMap<string, ReadonlyMap<string, number>>;

export const MILLION = 1_000_000;
const HELD_BACK = 0.001;
const INF = Number.POSITIVE_INFINITY;
const TIERS = ['kit', 'training'] as const;

export function planModel(
  problem: PlanProblem,
  budgets?: KabBudgets,
  { atLeastOne = false } = {},
): PlanModel {
  const m = milpBuilder();
  const { batches, participants } = addBatches(m, problem);
  if (atLeastOne)
    m.row(
      1,
      INF,
      batches.map((x): Entry => [x, 1]),
    );
  const families = addFamilies(m, problem, participants);
  const seats = addReservedSeats(m, problem, families, participants);
  addLimits(m, problem, batches);
  addMarkets(m, problem, batches);
  addPlaces(m, problem, batches);
  const money = addMoney(m, problem, batches, participants, budgets);
  return { milp: m.build(), batches, participants, families, ...seats, money };
}

const indexes = (problem: PlanProblem, keep: (c: Candidate) => boolean): number[] =>
  problem.candidates.flatMap((c, j) => (keep(c) ? [j] : []));

function addBatches(m: MilpBuilder, problem: PlanProblem) {
  const people = new Map(
    problem.clusters.map((c) => [c.id, c.eligible.reduce((a, b) => a + b, 0)]),
  );
  const batches: number[] = [];
  const participants: number[] = [];
  for (const c of problem.candidates) {
    const most = Math.floor((people.get(c.place.cluster) ?? 0) / c.minimumFill);
    const block = problem.kabs.indexOf(c.place.kab);
    const x = m.column({ upper: most, integer: true, block });
    const n = m.column({ upper: most * c.size, block });
    m.row(-INF, 0, [
      [n, 1],
      [x, -c.size],
    ]); // prettier-ignore
    m.row(0, INF, [
      [n, 1],
      [x, -c.minimumFill],
    ]);
    batches.push(x);
    participants.push(n);
  }
  return { batches, participants };
}

/** One participant per family; the poorest are worth most, and more with a kit than without. */
function addFamilies(m: MilpBuilder, problem: PlanProblem, participants: readonly number[]) {
  const { weights } = problem.inputs;
  const byCluster = new Map<string, Record<Candidate['tier'], Entry[]>>();
  problem.candidates.forEach((c, j) => {
    const seats = byCluster.get(c.place.cluster) ?? { kit: [], training: [] };
    byCluster.set(c.place.cluster, seats);
    seats[c.tier].push([participants[j] as number, 1]);
  });
  return problem.clusters.map((cluster) => {
    const seats = byCluster.get(cluster.id);
    if (seats === undefined) return [];
    const block = problem.kabs.indexOf(cluster.kab);
    const columns = cluster.eligible.map((count, d) => {
      const worth = weights.desil[d] ?? 0;
      const kit = m.column({ cost: worth, upper: count, block });
      const training = m.column({ cost: worth * weights.withoutKit, upper: count, block });
      m.row(-INF, count, [
        [kit, 1],
        [training, 1],
      ]); // prettier-ignore
      return { kit, training };
    });
    for (const tier of TIERS)
      m.row(0, 0, [...seats[tier], ...columns.map((c): Entry => [c[tier], -1])]);
    return columns;
  });
}

/** Shares of women, people with a disability and islands; only where the register can tell. */
function addReservedSeats(
  m: MilpBuilder,
  problem: PlanProblem,
  families: PlanModel['families'],
  participants: readonly number[],
): Pick<PlanModel, 'women' | 'disabled'> {
  const { shares } = problem.inputs;
  const columnsFor = (field: 'women' | 'disabled', share: number | null) =>
    problem.clusters.map((cluster, c) =>
      share === null || cluster[field] === null || families[c]?.length === 0
        ? null
        : cluster[field].map((count) =>
            m.column({ upper: count, block: problem.kabs.indexOf(cluster.kab) }),
          ),
    );
  const women = columnsFor('women', shares.women);
  const disabled = columnsFor('disabled', shares.disability);
  problem.clusters.forEach((cluster, c) => {
    families[c]?.forEach((tier, d) => {
      const kept = [women[c]?.[d], disabled[c]?.[d]].filter((column) => column !== undefined);
      if (kept.length === 0) return;
      const entries = kept.map((column): Entry => [column, 1]);
      m.row(-INF, 0, [...entries, [tier.kit, -1], [tier.training, -1]]);
      if (kept.length === 2) m.row(-INF, cluster.reserved?.[d] ?? 0, entries);
    });
  });
  const told = (columns: readonly (readonly number[] | null)[]) =>
    new Set(problem.clusters.filter((_, c) => columns[c] !== null).map((cluster) => cluster.id));
  const share = (
    percent: number | null,
    limit: string,
    seats: readonly Entry[],
    among: readonly number[],
  ) => {
    if (percent === null || among.length === 0) return;
    const of = among.map((j): Entry => [participants[j] as number, -percent / 100]);
    m.row(0, INF, [...seats, ...of], limit);
  };
  for (const [what, percent, columns] of [
    ['women', shares.women, women],
    ['disability', shares.disability, disabled],
  ] as const) {
    const clusters = told(columns);
    share(
      percent,
      limitName.share(what),
      columns.flatMap((list) => (list ?? []).map((column): Entry => [column, 1])),
      indexes(problem, (c) => clusters.has(c.place.cluster)),
    );
  }
  share(
    shares.islands,
    limitName.share('islands'),
    indexes(problem, (c) => c.place.island === true).map((j) => [participants[j] as number, 1]),
    indexes(problem, (c) => c.place.island !== null),
  );
  return { women, disabled };
}

function addLimits(m: MilpBuilder, problem: PlanProblem, batches: readonly number[]): void {
  const { inputs, candidates } = problem;
  const sum = (among: readonly number[]) => among.map((j): Entry => [batches[j] as number, 1]);
  for (const kab of problem.kabs) {
    const here = sum(indexes(problem, (c) => c.place.kab === kab));
    const { min, max } = kabLimit(problem, kab);
    if (min > 0) m.row(min, INF, here, limitName.kabMin(kab));
    if (max !== null && here.length > 0) m.row(-INF, max, here, limitName.kabMax(kab));
  }
  if (inputs.maxPerKec !== null) {
    for (const place of problem.places) {
      const here = sum(indexes(problem, (c) => c.place.code === place.code));
      if (here.length > 0) m.row(-INF, inputs.maxPerKec, here, limitName.kecMax());
    }
  }
  for (const group of new Set(candidates.map((c) => c.recipe.training.trainerGroup))) {
    const months = trainerMonths(inputs, group);
    if (months === null) continue;
    const busy = indexes(problem, (c) => c.recipe.training.trainerGroup === group);
    const entries = busy.map((j): Entry => [batches[j] as number, candidates[j]?.trainers ?? 1]);
    m.row(-INF, months, entries, limitName.trainers(group));
  }
  for (const lock of lockedCandidates(problem))
    m.row(lock.batches, INF, sum(lock.among), lock.limit);
}

/** Batches beyond what one market takes up lose a part of their worth, the next as many twice that. */
function addMarkets(m: MilpBuilder, problem: PlanProblem, batches: readonly number[]): void {
  const { crowding, desil } = problem.inputs.weights;
  if (crowding === 0) return;
  const markets = new Map<string, number[]>();
  problem.candidates.forEach((c, j) => {
    if (c.recipe.marketBatches === null) return;
    const key = `${c.place.kab}:${c.recipe.id}`;
    markets.set(key, [...(markets.get(key) ?? []), j]);
  });
  for (const among of markets.values()) {
    const { recipe, size, place } = problem.candidates[among[0] as number] as Candidate;
    const block = problem.kabs.indexOf(place.kab);
    const room = recipe.marketBatches ?? 0;
    const loss = crowding * size * (desil[0] ?? 0);
    const crowded = m.column({ cost: -loss, upper: room, block });
    const flooded = m.column({ cost: -Math.min(2 * loss, size * (desil[0] ?? 0)), block });
    m.row(-INF, room, [
      ...among.map((j): Entry => [batches[j] as number, 1]),
      [crowded, -1],
      [flooded, -1],
    ]);
  }
}

/** The first batches of a place are worth more than the next; training alone counts for less here too. */
function addPlaces(m: MilpBuilder, problem: PlanProblem, batches: readonly number[]): void {
  const { spread, need } = problem.inputs.weights;
  const add = (kab: string, code: string, scale: keyof Served) => {
    const here = indexes(problem, (c) => c.place[scale] === code);
    const gains = batchGains(problem, code, scale);
    if (here.length === 0 || gains.length === 0) return;
    const block = problem.kabs.indexOf(kab);
    const steps = gains.map((cost) => m.column({ cost, upper: 1, block }));
    m.row(-INF, 0, [
      ...steps.map((c): Entry => [c, 1]),
      ...here.map((j): Entry => {
        return [batches[j] as number, -weightOf(problem, problem.candidates[j] as Candidate)];
      }),
    ]);
  };
  if (spread > 0) for (const kab of problem.kabs) add(kab, kab, 'kab');
  if (need > 0) for (const c of problem.clusters) add(c.kab, c.id, 'cluster');
}

function addMoney(
  m: MilpBuilder,
  problem: PlanProblem,
  batches: readonly number[],
  participants: readonly number[],
  budgets: KabBudgets | undefined,
): PlanModel['money'] {
  const money: { source: string; kab: string; use: MoneyUse; column: number }[] = [];
  for (const [block, kab] of problem.kabs.entries()) {
    const here = indexes(problem, (c) => c.place.kab === kab);
    if (here.length === 0) continue;
    for (const use of moneyUses) {
      const paid = problem.sources
        .filter((source) => mayPay(source, kab, use))
        .map((source) => ({ source: source.id, kab, use, column: m.column({ block }) }));
      money.push(...paid);
      const spent = here.flatMap((j): Entry[] => {
        const { cost } = problem.candidates[j] as Candidate;
        const x = batches[j] as number;
        if (use === 'kit')
          return problem.candidates[j]?.tier === 'kit' ? [[x, cost.kitFixed / MILLION]] : [];
        return [
          [x, cost.trainingFixed / MILLION],
          [participants[j] as number, cost.trainingPerHead / MILLION],
        ];
      });
      m.row(-INF, 0, [...spent, ...paid.map((p): Entry => [p.column, -1])]);
    }
  }
  for (const source of problem.sources) {
    const paid = money.filter((p) => p.source === source.id);
    const entries = (list: typeof paid) => list.map((p): Entry => [p.column, 1]);
    const most = source.amountRupiah / MILLION - HELD_BACK;
    m.row(-INF, most, entries(paid), limitName.source(source.id));
    for (const [kab, rupiah] of budgets?.get(source.id) ?? []) {
      const here = paid.filter((p) => p.kab === kab);
      const limit = limitName.kabBudget(source.id, kab);
      if (here.length > 0)
        m.row(-INF, Math.max(0, rupiah / MILLION - HELD_BACK), entries(here), limit);
    }
  }
  return money;
}
