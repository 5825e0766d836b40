import type { Candidate } from './plan-candidate.ts';
import type { KabBudgets } from './plan-model.ts';
import { kabLimit, type PlanProblem, trainerMonths } from './plan-problem.ts';
import { openPurse, type UseRupiah } from './plan-purse.ts';
import { crowdingLoss, placeGain, weightOf } from './plan-worth.ts';

/** What stands in the way of one more batch. */
export type Stop = 'kec-max' | 'kab-max' | 'trainers' | 'families' | 'islands' | 'money';

/** One more batch of a candidate: what it takes, what it is worth now, what stops it. */
export interface Step {
  readonly candidate: number;
  readonly seats: number;
  readonly worth: number;
  readonly rupiah: number;
  readonly stop: Stop | undefined;
}

/** What is left of families, markets, trainers and money while batches are added one by one. */
export interface Ledger {
  readonly batches: readonly number[];
  /** The next batch of a candidate as things stand. */
  look(candidate: number): Step;
  /** Adds it and pays for it. */
  add(step: Step): void;
  /** Adds it as part of a plan whose money is accounted for elsewhere. */
  place(candidate: number, seats: number): void;
  batchesIn(kab: string): number;
}

export const billOf = (c: Candidate, seats: number): UseRupiah => ({
  training: c.cost.trainingFixed + c.cost.trainingPerHead * seats,
  kit: c.tier === 'kit' ? c.cost.kitFixed : 0,
});

export function openLedger(
  problem: PlanProblem,
  budgets?: KabBudgets,
  spent?: ReadonlyMap<string, number>,
): Ledger {
  const { inputs, candidates, clusters } = problem;
  const left = new Map(clusters.map((c) => [c.id, [...c.eligible]]));
  const batches = candidates.map(() => 0);
  const count = new Map<string, number>();
  const at = (key: string) => count.get(key) ?? 0;
  const bump = (key: string, by: number) => count.set(key, at(key) + by);
  const purse = openPurse(problem, budgets, spent);
  const limits = new Map(problem.kabs.map((kab) => [kab, kabLimit(problem, kab)]));

  function seatsOf(c: Candidate): { seats: number; worth: number } {
    const families = left.get(c.place.cluster) ?? [];
    let seats = 0;
    let worth = 0;
    for (let d = 0; d < families.length && seats < c.size; d++) {
      const taken = Math.min(families[d] ?? 0, c.size - seats);
      seats += taken;
      worth += taken * (inputs.weights.desil[d] ?? 0);
    }
    return { seats, worth: worth * weightOf(problem, c) };
  }

  function stopOf(c: Candidate, seats: number): Stop | undefined {
    const { kab, code, island } = c.place;
    if (seats < c.minimumFill) return 'families';
    if (inputs.maxPerKec !== null && at(`kec:${code}`) >= inputs.maxPerKec) return 'kec-max';
    const most = limits.get(kab)?.max ?? null;
    if (most !== null && at(`kab:${kab}`) >= most) return 'kab-max';
    const group = c.recipe.training.trainerGroup;
    const months = trainerMonths(inputs, group);
    if (months !== null && at(`trainers:${group}`) + c.trainers > months) return 'trainers';
    if (inputs.shares.islands !== null && island === false) {
      const all = at('mainland') + seats + at('islands');
      if (at('islands') < (inputs.shares.islands / 100) * all) return 'islands';
    }
    return purse.canPay(kab, billOf(c, seats)) ? undefined : 'money';
  }

  function place(j: number, seats: number): Candidate {
    const c = candidates[j] as Candidate;
    const { kab, code, island } = c.place;
    batches[j] = (batches[j] ?? 0) + 1;
    const families = left.get(c.place.cluster) ?? [];
    let open = seats;
    for (let d = 0; d < families.length && open > 0; d++) {
      const taken = Math.min(families[d] ?? 0, open);
      families[d] = (families[d] ?? 0) - taken;
      open -= taken;
    }
    bump(`kec:${code}`, 1);
    bump(`kab:${kab}`, 1);
    bump(`served:kab:${kab}`, weightOf(problem, c));
    bump(`served:cluster:${c.place.cluster}`, weightOf(problem, c));
    bump(`trainers:${c.recipe.training.trainerGroup}`, c.trainers);
    bump(`market:${kab}:${c.recipe.id}`, 1);
    if (island !== null) bump(island ? 'islands' : 'mainland', seats);
    return c;
  }

  return {
    batches,
    batchesIn: (kab) => at(`kab:${kab}`),
    look(j) {
      const c = candidates[j] as Candidate;
      const { seats, worth } = seatsOf(c);
      const { training, kit } = billOf(c, seats);
      const { kab } = c.place;
      return {
        candidate: j,
        seats,
        worth:
          worth -
          crowdingLoss(problem, c, at(`market:${kab}:${c.recipe.id}`)) +
          placeGain(
            problem,
            c.place,
            { kab: at(`served:kab:${kab}`), cluster: at(`served:cluster:${c.place.cluster}`) },
            weightOf(problem, c),
          ),
        rupiah: training + kit,
        stop: stopOf(c, seats),
      };
    },
    add({ candidate, seats }) {
      const c = place(candidate, seats);
      purse.pay(c.place.kab, billOf(c, seats));
    },
    place: (candidate, seats) => void place(candidate, seats),
  };
}
