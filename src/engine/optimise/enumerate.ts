import { addUse, type Model, type Picked, usesOf } from './allocation.ts';
import type { Core } from './core-problem.ts';
import { netsOf } from './priced-choices.ts';

/**
 * Tries the open choices of a core one after the other, depth first, least loss first, and leaves every
 * branch that the prices prove too poor (branch and bound with the Lagrangian bound, Fisher 1981). Worth
 * of any assignment = bound − loss of its choices − price × what is left of each limit, exactly; so a branch
 * ends where loss and unavoidable rest exceed what would still be better. Millions of branches a second,
 * where a linear programme in every branch would allow hundreds.
 */
export function enumerateCore(
  model: Model,
  prices: Float64Array,
  core: Core,
  task: {
    /** Proven bound at these prices, and the worth to beat by at least `step`. */
    proven: number;
    worth: number;
    step: number;
    maxNodes: number;
  },
): { picked: Picked | undefined; isComplete: boolean; nodes: number } {
  const kept = core.kept.slice();
  for (const unit of core.open.keys()) kept[unit] = -1;
  const base = usesOf(model, kept);
  const { limits, isBroken, rest } = limitsInPlay(model, prices, core, base);
  if (isBroken) return { picked: undefined, isComplete: true, nodes: 0 };
  const many = limits.length;
  const max = Float64Array.from(limits, (r) => model.max[r] as number);
  const min = Float64Array.from(limits, (r) => model.min[r] as number);
  const price = Float64Array.from(limits, (r) => prices[r] as number);

  const levels = levelsOf(model, prices, core, limits);
  const depth = levels.length;
  // Sums by depth, not added and taken away: no rounding creeps in.
  const use = new Float64Array((depth + 1) * many);
  limits.forEach((r, i) => {
    use[i] = base[r] as number;
  });
  const least = new Float64Array((depth + 1) * many);
  const most = new Float64Array((depth + 1) * many);
  for (let d = depth - 1; d >= 0; d--)
    for (let i = 0; i < many; i++) {
      const own = (levels[d] as Level).choices.map((c) => c.use[i] as number);
      least[d * many + i] = (least[(d + 1) * many + i] as number) + Math.min(...own);
      most[d * many + i] = (most[(d + 1) * many + i] as number) + Math.max(...own);
    }
  const loss = new Float64Array(depth + 1);
  loss[0] = rest + lossOutside(model, prices, core);
  const worth = new Float64Array(depth + 1);
  for (const choice of kept)
    if (choice >= 0) worth[0] = (worth[0] as number) + (model.worth[choice] as number);
  // The bound is rounded outward; losses are not.
  const hair = 1e-12 * Math.abs(task.proven);
  let best = task.worth;
  let found: Picked | undefined;
  let nodes = 0;
  const at = new Int32Array(depth + 1).fill(-1);
  let d = 0;
  if (!canLead(0)) return { picked: undefined, isComplete: true, nodes };
  while (d >= 0) {
    if (d === depth) {
      if ((worth[d] as number) > best) {
        best = worth[d] as number;
        found = kept.slice();
        for (let k = 0; k < depth; k++) {
          const level = levels[k] as Level;
          found[level.unit] = (level.choices[at[k] as number] as LevelChoice).choice;
        }
      }
      d--;
      continue;
    }
    const level = levels[d] as Level;
    const next = (at[d] as number) + 1;
    const choice = level.choices[next];
    if (choice === undefined || nodes >= task.maxNodes) {
      at[d] = -1;
      d--;
      continue;
    }
    at[d] = next;
    nodes++;
    loss[d + 1] = (loss[d] as number) + choice.loss;
    worth[d + 1] = (worth[d] as number) + choice.worth;
    for (let i = 0; i < many; i++)
      use[(d + 1) * many + i] = (use[d * many + i] as number) + (choice.use[i] as number);
    if (canLead(d + 1)) d++;
  }
  return { picked: found, isComplete: nodes < task.maxNodes, nodes };

  /** Whether what is decided so far can still hold and be better. */
  function canLead(to: number): boolean {
    let lost = loss[to] as number;
    const enough = task.proven - best - task.step + hair;
    if (lost > enough) return false;
    for (let i = 0; i < many; i++) {
      const now = use[to * many + i] as number;
      const low = now + (least[to * many + i] as number);
      const high = now + (most[to * many + i] as number);
      if (low > (max[i] as number) || high < (min[i] as number)) return false;
      const paid = price[i] as number;
      if (paid > 0 && high < (max[i] as number)) lost += paid * ((max[i] as number) - high);
      else if (paid < 0 && low > (min[i] as number)) lost += paid * ((min[i] as number) - low);
    }
    return lost <= enough;
  }
}

/**
 * Limits the open units touch. The others are settled: one of them broken ends it, and what is left of
 * them is paid for at their price.
 */
function limitsInPlay(model: Model, prices: Float64Array, core: Core, base: Float64Array) {
  const isTouched = new Uint8Array(model.names.length);
  for (const unit of core.open.keys()) {
    const from = model.entryStart[model.unitStart[unit] as number] as number;
    const to = model.entryStart[model.unitStart[unit + 1] as number] as number;
    for (let e = from; e < to; e++) isTouched[model.entryLimit[e] as number] = 1;
  }
  const limits: number[] = [];
  let isBroken = false;
  let rest = 0;
  for (let r = 0; r < model.names.length; r++) {
    const [low, high, sum] = [model.min[r] as number, model.max[r] as number, base[r] as number];
    if (!Number.isFinite(low) && !Number.isFinite(high)) continue;
    if (isTouched[r] === 1) {
      limits.push(r);
      continue;
    }
    if (sum > high || sum < low) isBroken = true;
    const price = prices[r] as number;
    if (price > 0) rest += price * Math.max(0, high - sum);
    else if (price < 0) rest += price * Math.min(0, low - sum);
  }
  return { limits, isBroken, rest };
}

interface LevelChoice {
  readonly choice: number;
  readonly loss: number;
  readonly worth: number;
  readonly use: Float64Array;
}
interface Level {
  readonly unit: number;
  readonly choices: readonly LevelChoice[];
}

/** Units in the order they are decided: the least open first, so that the most open are tried out fully. */
function levelsOf(
  model: Model,
  prices: Float64Array,
  core: Core,
  limits: readonly number[],
): Level[] {
  const sums = new Float64Array(model.names.length);
  const levels = [...core.open].map(([unit, mine]): Level => {
    const from = model.choiceStart[model.unitStart[unit] as number] as number;
    const to = model.choiceStart[model.unitStart[unit + 1] as number] as number;
    const nets = new Float64Array(to - from);
    netsOf(model, prices, unit, nets);
    const best = bestNet(model, nets);
    const choices = mine.map((choice): LevelChoice => {
      sums.fill(0);
      addUse(model, choice, 1, sums);
      return {
        choice,
        loss: best - (choice < 0 ? 0 : (nets[choice - from] as number)),
        worth: choice < 0 ? 0 : (model.worth[choice] as number),
        use: Float64Array.from(limits, (r) => sums[r] as number),
      };
    });
    return { unit, choices: choices.sort((a, b) => a.loss - b.loss || a.choice - b.choice) };
  });
  const openness = (level: Level) => level.choices[1]?.loss ?? Number.POSITIVE_INFINITY;
  return levels.sort((a, b) => openness(b) - openness(a) || a.unit - b.unit);
}

function bestNet(model: Model, nets: Float64Array): number {
  let best = model.everyUnit ? Number.NEGATIVE_INFINITY : 0;
  for (const net of nets) if (net > best) best = net;
  return best;
}

/** What the units outside the core lose by not having their best choice at the prices. */
function lossOutside(model: Model, prices: Float64Array, core: Core): number {
  let total = 0;
  let nets = new Float64Array(16);
  for (let u = 0; u < model.units; u++) {
    if (core.open.has(u)) continue;
    const from = model.choiceStart[model.unitStart[u] as number] as number;
    const many = (model.choiceStart[model.unitStart[u + 1] as number] as number) - from;
    if (many > nets.length) nets = new Float64Array(2 * many);
    netsOf(model, prices, u, nets);
    const has = core.kept[u] as number;
    total += bestNet(model, nets.subarray(0, many)) - (has < 0 ? 0 : (nets[has - from] as number));
  }
  return total;
}
