import type { Parallel } from '../stats/parallel.ts';
import { type Random, seededRandom } from '../stats/random.ts';
import {
  type BlockingRule,
  blocksOf,
  type PairSpace,
  pairsIn,
  type RuleKeys,
  ruleKeys,
} from './blocks.ts';
import { blockRanges, type ComparedPairs, comparePairs, sharesAny } from './compare-pairs.ts';
import { recordComparison } from './compare-records.ts';
import type { EncodedField } from './link-fields.ts';

const PAIRS_PER_PART = 500_000;
let jobs = 0;

/** All pairs found by some rules, with their patterns, and a sample of the pairs not found. */
export interface Candidates {
  readonly parts: readonly ComparedPairs[];
  /** Distinct patterns over all parts. */
  readonly codes: Float64Array;
  /** For each part: index in `codes` of its own patterns. */
  readonly patternOf: readonly Int32Array[];
  /** Pairs found with each pattern. */
  readonly found: Float64Array;
  /** Estimated number of pairs not found with each pattern. */
  readonly unfound: Float64Array;
  readonly passes: readonly RuleKeys[];
  /** Pairs each rule added to those before it. */
  readonly added: readonly number[];
  readonly pairs: number;
  /** Pairs that one sampled pair stands for. */
  readonly scale: number;
}

/** Sampled pairs for the patterns of pairs that no rule finds. */
const SAMPLED = 400_000;

export async function findCandidates(
  fields: readonly EncodedField[],
  rules: readonly BlockingRule[],
  space: PairSpace,
  { seed, parallel }: { seed: number; parallel: Parallel },
): Promise<Candidates> {
  const job = ++jobs;
  const passes: RuleKeys[] = [];
  const parts: ComparedPairs[] = [];
  const added: number[] = [];
  for (const rule of rules) {
    const keys = ruleKeys(rule, space.records);
    passes.push(keys);
    const blocks = blocksOf(keys, space);
    const ranges = blockRanges(blocks, PAIRS_PER_PART);
    const compared = await parallel.run(
      comparePairs,
      ranges.map((range) => ({ job, fields, space, passes: [...passes], blocks, ...range })),
    );
    parts.push(...compared);
    added.push(compared.reduce((sum, c) => sum + c.first.length, 0));
  }
  const indexOf = new Map<number, number>();
  const index = (code: number): number => {
    let at = indexOf.get(code);
    if (at === undefined) {
      at = indexOf.size;
      indexOf.set(code, at);
    }
    return at;
  };
  const patternOf = parts.map((part) => Int32Array.from(part.codes, index));
  const pairs = added.reduce((a, b) => a + b, 0);
  const sample = sampledUnfound(fields, passes, space, pairs, seededRandom(seed, 1));
  for (const code of sample.codes.keys()) index(code);
  const codes = Float64Array.from(indexOf.keys());
  const found = new Float64Array(codes.length);
  parts.forEach((part, p) => {
    const map = patternOf[p] as Int32Array;
    for (let k = 0; k < part.pattern.length; k++) {
      const at = map[part.pattern[k] as number] as number;
      found[at] = (found[at] as number) + 1;
    }
  });
  const unfound = new Float64Array(codes.length);
  const scale = sample.taken === 0 ? 0 : Math.max(0, pairsIn(space) - pairs) / sample.taken;
  for (const [code, count] of sample.codes) unfound[index(code)] = count * scale;
  return { parts, codes, patternOf, found, unfound, passes, added, pairs, scale };
}

/** Patterns of random pairs, those that a pass finds left out. */
function sampledUnfound(
  fields: readonly EncodedField[],
  passes: readonly RuleKeys[],
  space: PairSpace,
  found: number,
  random: Random,
): { codes: Map<number, number>; taken: number } {
  const codes = new Map<number, number>();
  let taken = 0;
  if (pairsIn(space) <= found) return { codes, taken };
  const compare = recordComparison(fields);
  const oneFile = space.split === space.records;
  for (let k = 0; k < SAMPLED; k++) {
    const i = random.below(oneFile ? space.records : space.split);
    const j = oneFile
      ? random.below(space.records)
      : space.split + random.below(space.records - space.split);
    if (i === j || sharesAny(passes, i, j)) continue;
    const code = compare(i, j);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    taken++;
  }
  return { codes, taken };
}
