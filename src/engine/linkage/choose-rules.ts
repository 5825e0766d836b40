import type { BlockingKey } from './blocking-keys.ts';
import { type BlockingRule, countPairs, type PairSpace, pairsIn, ruleKeys } from './blocks.ts';

/** For pairs that are (believed to be) the same person: which of the keys each pair shares. */
export interface SharedKeys {
  readonly pairs: number;
  /** shared[pair · keys + k] is 1 where the pair shares key k. */
  readonly shared: Uint8Array;
}

export interface ChosenRules {
  readonly rules: readonly BlockingRule[];
}

/** From this many pairs per record on, a key is worth joining with another. */
const WIDE = 0.5;
/** Records looked at to estimate how many pairs a rule makes. */
const SAMPLE = 8000;
/** What a rule costs beside its pairs, in pairs per record. */
const PASS_COST = 2;
const MOST_RULES = 16;
/** Rules that add less are not worth a pass. */
const LEAST_GAIN = 3e-4;
/** Until a rule finds a pair, everything stands in its way. */
const UNFOUND = -1;

/**
 * What finding a pair once more is worth. `common`: the fields that all rules so far need for it (bits).
 * A second route that needs none of them is worth half a first one: no single damaged field loses the
 * pair then.
 */
function worth(common: number, mask: number): number {
  if (common === UNFOUND) return 1;
  const left = common & mask;
  if (left === common) return 0;
  return left === 0 ? 0.5 : 0.2;
}

/**
 * Rules of one or two keys (of different fields) that find the most true pairs, twice where that is
 * cheap, within a number of pairs to compare: greedy by gain per cost.
 */
export function chooseRules(
  keys: readonly BlockingKey[],
  truth: SharedKeys,
  space: PairSpace,
  budget: number,
): ChosenRules {
  const sample = sampleOf(keys, space);
  const sampled = pairsIn(sample.space);
  const scale = sampled === 0 ? 1 : pairsIn(space) / sampled;
  const options: {
    rule: BlockingRule;
    hits: Uint8Array;
    mask: number;
    share: number;
    cost: number;
  }[] = [];
  /** Answers how many pairs the rule makes; 0 where it finds next to no true pair. */
  const consider = (parts: readonly BlockingKey[], at: readonly number[]): number => {
    const hits = new Uint8Array(truth.pairs);
    let found = 0;
    for (let p = 0; p < truth.pairs; p++) {
      if (at.every((k) => truth.shared[p * keys.length + k] === 1)) {
        hits[p] = 1;
        found++;
      }
    }
    const share = truth.pairs === 0 ? 0 : found / truth.pairs;
    if (share < 0.02) return 0;
    const few = { parts: at.map((k) => sample.keys[k] as BlockingKey) };
    const pairs = countPairs(ruleKeys(few, sample.space.records), sample.space) * scale;
    if (pairs > budget) return pairs;
    const mask = parts.reduce((bits, key) => bits | (1 << key.field), 0);
    options.push({ rule: { parts }, hits, mask, share, cost: pairs + PASS_COST * space.records });
    return pairs;
  };
  // A key that makes few pairs by itself gains nothing from a second one.
  const wide = keys.map((key, k) => consider([key], [k]) > WIDE * space.records);
  keys.forEach((a, i) => {
    keys.forEach((b, j) => {
      if (j > i && a.field !== b.field && wide[i] && wide[j]) consider([a, b], [i, j]);
    });
  });

  const common = new Int32Array(truth.pairs).fill(UNFOUND);
  const rules: BlockingRule[] = [];
  let left = budget;
  while (rules.length < MOST_RULES) {
    let best: (typeof options)[number] | undefined;
    let bestValue = 0;
    for (const option of options) {
      if (option.cost - PASS_COST * space.records > left) continue;
      let gain = 0;
      for (let p = 0; p < truth.pairs; p++)
        if (option.hits[p] === 1) gain += worth(common[p] as number, option.mask);
      if (gain / truth.pairs < LEAST_GAIN) continue;
      const value = gain / option.cost;
      if (value > bestValue) {
        best = option;
        bestValue = value;
      }
    }
    if (best === undefined) break;
    rules.push(best.rule);
    left -= best.cost - PASS_COST * space.records;
    options.splice(options.indexOf(best), 1);
    for (let p = 0; p < truth.pairs; p++)
      if (best.hits[p] === 1) common[p] = (common[p] as number) & best.mask;
  }
  return { rules };
}

/**
 * Records stand in random order, but copies of one record side by side: evenly spaced ones are
 * a sample, the first ones would not be.
 */
function sampleOf(
  keys: readonly BlockingKey[],
  space: PairSpace,
): { keys: BlockingKey[]; space: PairSpace } {
  const evenly = (from: number, to: number): number[] => {
    const size = Math.min(to - from, SAMPLE);
    return Array.from({ length: size }, (_, k) => from + Math.floor((k * (to - from)) / size));
  };
  const first = evenly(0, space.split);
  const records = [...first, ...evenly(space.split, space.records)];
  const few = keys.map((key) => {
    const kept = new Int32Array(records.length * key.slots);
    records.forEach((r, k) => {
      kept.set(key.keys.subarray(r * key.slots, (r + 1) * key.slots), k * key.slots);
    });
    return { ...key, keys: kept };
  });
  return { keys: few, space: { records: records.length, split: first.length } };
}
