import type { AllocateAnswer } from '#engine/optimise/allocate.ts';
import { batchesOf, type Picked } from '#engine/optimise/allocation.ts';
import { type AllocationConflict, EVERY_UNIT } from '#engine/optimise/allocation-conflict.ts';
import type { Alternative, LimitPrice } from '#engine/optimise/alternatives.ts';
import { netsOf } from '#engine/optimise/priced-choices.ts';
import type { Row } from '../analysis.ts';
import type { NamedLimit } from './read-limits.ts';
import type { Options } from './read-options.ts';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What a choice is called: option and batches. */
function called(answer: AllocateAnswer, options: Options, choice: number) {
  if (choice < 0) return { option: '', batches: 0 };
  const option = answer.model.optionOf[choice] as number;
  return { option: options.nameOf[option] as string, batches: batchesOf(answer.model, choice) };
}

/** One row a unit, in the order of the file, with the reason by the prices of the limits. */
export function choiceRows(answer: AllocateAnswer, picked: Picked, options: Options): Row[] {
  const { model, presolved, modelPrices } = answer;
  const order = Array.from(options.firstRow.keys()).sort(
    (a, b) => (options.firstRow[a] as number) - (options.firstRow[b] as number),
  );
  let nets = new Float64Array(16);
  return order.map((u) => {
    const from = model.choiceStart[model.unitStart[u] as number] as number;
    const to = model.choiceStart[model.unitStart[u + 1] as number] as number;
    if (to - from > nets.length) nets = new Float64Array(2 * (to - from));
    netsOf(presolved, modelPrices, u, nets);
    const choice = picked[u] as number;
    const mine = choice < 0 ? 0 : (nets[choice - from] as number);
    // None counts as an alternative of net worth 0 where a unit may go without.
    let [other, next] = [model.everyUnit || choice < 0 ? Number.NEGATIVE_INFINITY : 0, -1];
    let fitting = 0;
    for (let c = from; c < to; c++) {
      const net = nets[c - from] as number;
      if (net === Number.NEGATIVE_INFINITY) continue;
      fitting++;
      if (c !== choice && net > other) [other, next] = [net, c];
    }
    const isBest = mine >= other;
    const option = choice < 0 ? -1 : (model.optionOf[choice] as number);
    const { option: name, batches } = called(answer, options, choice);
    return {
      unit: options.units[u] as string,
      option: name,
      batches,
      worth: choice < 0 ? 0 : model.givenWorth(model.worth[choice] as number),
      ...Object.fromEntries(
        options.uses.map(({ column, amounts }) => [
          `use_${column}`,
          option < 0 ? 0 : batches * (amounts[option] as number),
        ]),
      ),
      net_worth: finite(model.givenWorth(mine)),
      next_option: called(answer, options, next).option,
      next_net_worth: finite(model.givenWorth(other)),
      reason:
        choice >= 0
          ? isBest
            ? 'best_at_prices'
            : 'next_best_to_fit'
          : fitting === 0 && isWanted(model.worth.subarray(from, to))
            ? 'no_option_left'
            : isBest
              ? 'not_worth_its_price'
              : 'left_out_to_fit',
    };
  });
}

/** Presolve takes out what is too large, and what is worth nothing: only the first is a reason. */
const isWanted = (worth: Float64Array): boolean => worth.length === 0 || worth.some((w) => w > 0);

/** One row a limit: what is used of it, what is left, and its price in the relaxation. */
export function limitRows(
  answer: AllocateAnswer,
  limits: readonly NamedLimit[],
  picked: Picked,
): Row[] {
  return limits.map((limit, r) => {
    const sum = answer.uses[r] as number;
    const isShare = limit.kind === 'share';
    const [flagged, all] = isShare ? sharesOf(answer, r, picked) : [0, 0];
    return {
      limit: limit.name,
      resource: limit.what,
      group: limit.group,
      kind: limit.kind,
      amount: limit.amount,
      used: isShare ? (all > 0 ? flagged / all : null) : sum,
      left: isShare ? null : limit.kind === 'max' ? limit.amount - sum : sum - limit.amount,
      lp_price: (answer.prices[r] as number) || 0,
    };
  });
}

/** Units that carry the mark of a share, and all that count in it. */
function sharesOf({ model }: AllocateAnswer, limit: number, picked: Picked): [number, number] {
  let [flagged, all] = [0, 0];
  for (const choice of picked) {
    if (choice < 0) continue;
    const o = model.optionOf[choice] as number;
    for (let e = model.entryStart[o] as number; e < (model.entryStart[o + 1] as number); e++) {
      if (model.entryLimit[e] !== limit) continue;
      all++;
      if ((model.entryAmount[e] as number) > 0) flagged++;
    }
  }
  return [flagged, all];
}

export function summaryRow(answer: AllocateAnswer, options: Options, solver: string): Row {
  const { picked, model } = answer;
  const taken = picked?.filter((choice) => choice >= 0) ?? new Int32Array(0);
  return {
    status: answer.status === 'solved' ? (answer.gap === 0 ? 'optimal' : 'solved') : answer.status,
    worth: finite(answer.worth),
    bound: finite(answer.bound),
    gap: answer.gap ?? null,
    lp_bound: finite(answer.lpBound),
    lp_gap:
      picked === undefined || answer.lpBound === 0
        ? null
        : (answer.lpBound - answer.worth) / Math.abs(answer.lpBound),
    stopped_by: answer.stoppedBy,
    units: options.units.length,
    units_chosen: taken.length,
    batches: taken.reduce((sum, choice) => sum + batchesOf(model, choice), 0),
    options: options.rowOf.length,
    choices: options.worth.length,
    choices_dominated: answer.dominated,
    choices_too_large: answer.misfits,
    limits_redundant: answer.redundant,
    pricing_rounds: answer.rounds,
    branches: answer.nodes,
    solver,
  };
}

export function alternativeRows(
  answer: AllocateAnswer,
  options: Options,
  found: readonly Alternative[],
): { alternatives: Row[]; differences: Row[] } {
  return {
    alternatives: found.map((one, i) => ({
      alternative: i + 1,
      worth: one.worth,
      share_of_best: answer.worth === 0 ? null : one.worth / answer.worth,
      units_differing: one.differing,
      differences_from_all: one.differingFromAll,
      differences_at_most: one.mostDiffering,
    })),
    differences: found.flatMap((one, i) =>
      [...one.picked.keys()]
        .filter((u) => one.picked[u] !== answer.picked?.[u])
        .map((u) => {
          const best = called(answer, options, answer.picked?.[u] as number);
          return {
            alternative: i + 1,
            unit: options.units[u] as string,
            best_option: best.option,
            best_batches: best.batches,
            ...called(answer, options, one.picked[u] as number),
          };
        }),
    ),
  };
}

export function priceRows(
  answer: AllocateAnswer,
  limits: readonly NamedLimit[],
  found: readonly LimitPrice[],
): Row[] {
  return found.map((one) => {
    const limit = limits[one.limit] as NamedLimit;
    const lpPrice = Math.abs(answer.prices[one.limit] as number);
    const step = Math.abs(one.to - one.from);
    return {
      limit: limit.name,
      amount: one.from,
      amount_after: one.to,
      step,
      worth: answer.worth,
      worth_after: one.worth,
      gain: one.worth - answer.worth,
      gain_low: one.gainLow,
      gain_high: one.gainHigh,
      gain_per_unit: (one.worth - answer.worth) / step,
      lp_price: lpPrice,
    };
  });
}

export function conflictRows(
  conflict: AllocationConflict,
  limits: readonly NamedLimit[],
  units: number,
): Row[] {
  return conflict.nearest.map(({ limit: r, end, found, bound }) => {
    const limit = limits[r];
    const isShare = limit?.kind === 'share';
    return {
      limit: limit?.name ?? EVERY_UNIT,
      resource: limit?.what ?? 'units',
      group: limit?.group ?? '',
      kind: limit?.kind ?? 'min',
      amount: limit?.amount ?? units,
      // A share has no sum of its own that could be read.
      nearest_possible: isShare || found === undefined ? null : finite(found),
      nearest_bound: isShare ? null : finite(bound),
      end,
      proof: conflict.proof,
    };
  });
}
