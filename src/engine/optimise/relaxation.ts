import { addUse, type Model } from './allocation.ts';
import { type MasterColumn, type Scales, solveMaster } from './master.ts';
import type { Solver } from './milp.ts';
import { type Best, bestChoice, paidByLimits, provenBound } from './priced-choices.ts';

/**
 * The relaxation (choices may be taken in parts) by Dantzig & Wolfe (1960): units are put together in
 * blocks, a small linear programme over blocks prices the limits, every unit answers the prices with its
 * best choice, and the answers of a block become a column of the programme. Its dual is the smallest
 * bound any prices prove, so prices are pulled towards the best so far (Wentges 1997).
 */
export interface Relaxation {
  readonly status: 'solved' | 'infeasible';
  /** The best prices found, one a limit; where infeasible, prices that prove it. */
  readonly prices: Float64Array;
  /** Proven: no assignment, in parts or whole, is worth more. */
  readonly bound: number;
  readonly blockOf: Int32Array;
  /** The relaxation's own answer: each block answers these prices with these weights, adding up to 1. */
  readonly mix: readonly MixPart[];
  readonly rounds: number;
}

export interface MixPart {
  readonly block: number;
  readonly prices: Float64Array;
  /** Without worth, the block's choices at these prices are made by what they use alone. */
  readonly hasWorth: boolean;
  readonly weight: number;
}

export interface RelaxOptions {
  /** Stops where the bound is this near the relaxation's worth, relative. */
  readonly tolerance?: number;
  readonly maxRounds?: number;
  readonly stop?: () => 'person' | 'clock' | undefined;
}

const BLOCKS = 64;
const MOST_BLOCKS = 600;

export function relax(model: Model, solver: Solver, options: RelaxOptions = {}): Relaxation {
  const limits: number[] = [];
  for (let r = 0; r < model.names.length; r++)
    if (Number.isFinite(model.min[r] as number) || Number.isFinite(model.max[r] as number))
      limits.push(r);
  const { blockOf, blocks } = blocksOf(model, limits);
  const scale = scalesOf(model, limits);
  const { tolerance = 1e-8, maxRounds = 300 } = options;
  const feasible: Model = {
    ...model,
    worth: model.worth.map((w) => (w === Number.NEGATIVE_INFINITY ? w : 0)),
  };
  const columns: MasterColumn[] = [];
  let rounds = 0;
  let penalty = 10;
  // Pricing without worth asks whether the limits can hold at all.
  let asks: 'worth' | 'holds' = 'worth';
  let isKnownToHold = false;
  let smoothing = 0;
  let prices: Float64Array = new Float64Array(model.names.length);
  const first = answer(prices);
  let lowest = first.bound;
  add(first);
  let weights: Float64Array = new Float64Array(0);
  let last: { value: number; shortfall: number } | undefined;

  for (; rounds < maxRounds; rounds++) {
    if (rounds > 3 && options.stop?.() !== undefined) break;
    const solved = solveMaster(model, solver, {
      limits,
      blocks,
      columns,
      scale,
      penalty: asks === 'holds' ? 1 : penalty,
      hasWorth: asks === 'worth',
    });
    if (solved === undefined) break;
    weights = solved.weights;
    last = solved;
    age(weights);
    const near = (low: number, high: number) =>
      high - low <= tolerance * Math.max(Math.abs(high), 1e-300);
    let isDone = false;
    for (const pull of smoothing > 0 ? [smoothing, 0] : [0]) {
      const at = solved.prices.map((p, r) => pull * (prices[r] as number) + (1 - pull) * p);
      const found = answer(at);
      if (asks === 'holds') {
        if (found.bound < 0 && provenBound(feasible, at) < 0) return result('infeasible', at);
      } else if (found.bound < lowest) {
        lowest = found.bound;
        prices = at;
      }
      const isNew = add(found) > 0;
      const isNear =
        asks === 'holds'
          ? solved.shortfall < 1e-9
          : solved.shortfall < 1e-9 && near(solved.value, lowest);
      isDone = isNear || (!isNew && pull === 0);
      if (isDone || isNew) break;
    }
    smoothing = asks === 'worth' && rounds > 4 ? 0.4 : 0;
    if (!isDone) continue;
    if (asks === 'holds') {
      // Within rounding of feasible: whether whole answers exist is for others to find out.
      isKnownToHold = true;
      asks = 'worth';
      penalty *= 30;
      continue;
    }
    if (solved.shortfall < 1e-9 || penalty > 1e9) break;
    if (isKnownToHold) penalty *= 30;
    else asks = 'holds';
    smoothing = 0;
  }
  return result('solved', prices);

  function result(status: Relaxation['status'], at: Float64Array): Relaxation {
    return {
      status,
      prices: at,
      bound: status === 'solved' ? provenBound(model, at) : Number.NEGATIVE_INFINITY,
      blockOf,
      mix:
        last === undefined
          ? Array.from({ length: blocks }, (_, block) => ({
              block,
              prices: at,
              hasWorth: true,
              weight: 1,
            }))
          : columns.flatMap((column, i) => {
              const weight = weights[i] ?? 0;
              const { block, prices, hasWorth } = column;
              return weight > 1e-9 ? [{ block, prices, hasWorth, weight }] : [];
            }),
      rounds,
    };
  }

  /** Every unit's best choice at the prices, added up by block. */
  function answer(at: Float64Array): Answered {
    const priced = asks === 'holds' ? feasible : model;
    const worth = new Float64Array(blocks);
    const net = new Float64Array(blocks);
    const use = Array.from({ length: blocks }, () => new Float64Array(model.names.length));
    const best: Best = { choice: -1, net: 0 };
    for (let u = 0; u < model.units; u++) {
      bestChoice(priced, at, u, best);
      const b = blockOf[u] as number;
      net[b] = (net[b] as number) + best.net;
      if (best.choice < 0) continue;
      worth[b] = (worth[b] as number) + (model.worth[best.choice] as number);
      addUse(model, best.choice, 1, use[b] as Float64Array);
    }
    return {
      prices: at,
      worth,
      net,
      use,
      bound: net.reduce((a, b) => a + b, 0) + paidByLimits(priced, at),
    };
  }

  /** Adds the answers the programme does not know yet; their number. */
  function add(found: Answered): number {
    let added = 0;
    for (let block = 0; block < blocks; block++) {
      const worth = found.worth[block] as number;
      const use = Float64Array.from(limits, (r) => (found.use[block] as Float64Array)[r] as number);
      const isKnown = columns.some(
        (c) => c.block === block && c.worth === worth && c.use.every((v, i) => v === use[i]),
      );
      if (isKnown) continue;
      columns.push({
        block,
        worth,
        use,
        prices: found.prices,
        hasWorth: asks === 'worth',
        idle: 0,
      });
      added++;
    }
    // Many columns slow every round down; those unused for long can come back by themselves.
    if (columns.length > 60 * blocks + 4000) {
      const kept = columns.filter((c) => c.idle < 12);
      columns.splice(0, columns.length, ...kept);
    }
    return added;
  }

  function age(now: Float64Array): void {
    columns.forEach((column, i) => {
      column.idle = (now[i] as number) > 0 ? 0 : column.idle + 1;
    });
  }
}

interface Answered {
  readonly prices: Float64Array;
  readonly worth: Float64Array;
  readonly net: Float64Array;
  readonly use: readonly Float64Array[];
  readonly bound: number;
}

/**
 * Units under the same limits are split among blocks in turns; few units are blocks of their own. The
 * more blocks, the fewer rounds and the larger the programme.
 */
function blocksOf(
  model: Model,
  limits: readonly number[],
): { blockOf: Int32Array; blocks: number } {
  const { units } = model;
  if (units <= 4 * BLOCKS)
    return { blockOf: Int32Array.from({ length: units }, (_, u) => u), blocks: units };
  const counted = new Uint8Array(model.names.length);
  for (const r of limits) counted[r] = 1;
  const kinds = new Map<string, number>();
  const kindOf = new Int32Array(units);
  const sizes: number[] = [];
  for (let u = 0; u < units; u++) {
    const from = model.entryStart[model.unitStart[u] as number] as number;
    const to = model.entryStart[model.unitStart[u + 1] as number] as number;
    const mine = new Set<number>();
    for (let e = from; e < to; e++) {
      const r = model.entryLimit[e] as number;
      if (counted[r] === 1) mine.add(r);
    }
    const key = [...mine].sort((a, b) => a - b).join();
    let kind = kinds.get(key);
    if (kind === undefined) {
      kind = kinds.size;
      kinds.set(key, kind);
      sizes.push(0);
    }
    kindOf[u] = kind;
    sizes[kind] = (sizes[kind] as number) + 1;
  }
  if (kinds.size > MOST_BLOCKS)
    return { blockOf: kindOf.map((kind) => kind % MOST_BLOCKS), blocks: MOST_BLOCKS };
  const pieces = sizes.map((size) => Math.max(1, Math.round((BLOCKS * size) / units)));
  const first: number[] = [];
  let blocks = 0;
  for (const many of pieces) {
    first.push(blocks);
    blocks += many;
  }
  const turn = sizes.map(() => 0);
  const blockOf = Int32Array.from(kindOf, (kind) => {
    const at = turn[kind] as number;
    turn[kind] = (at + 1) % (pieces[kind] as number);
    return (first[kind] as number) + at;
  });
  return { blockOf, blocks };
}

/** Factors that bring worth and limits of the programme near a thousand: solvers have fixed tolerances. */
function scalesOf(model: Model, limits: readonly number[]): Scales {
  let most = 0;
  for (let u = 0; u < model.units; u++) {
    const from = model.choiceStart[model.unitStart[u] as number] as number;
    const to = model.choiceStart[model.unitStart[u + 1] as number] as number;
    let high = 0;
    for (let c = from; c < to; c++) {
      const w = model.worth[c] as number;
      if (w !== Number.NEGATIVE_INFINITY) high = Math.max(high, Math.abs(w));
    }
    most += high;
  }
  const limit = Float64Array.from(limits, (r) => {
    const ends = [model.min[r] as number, model.max[r] as number].filter(Number.isFinite);
    const size = Math.max(...ends.map(Math.abs), 1e-3 * (model.reach[r] as number));
    return size > 0 ? 1000 / size : 1;
  });
  return { worth: most > 0 ? 1000 / most : 1, limit };
}
