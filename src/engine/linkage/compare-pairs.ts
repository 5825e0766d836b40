import type { ParallelTask } from '../stats/parallel.ts';
import type { Blocks, PairSpace, RuleKeys } from './blocks.ts';
import { recordComparison } from './compare-records.ts';
import type { EncodedField } from './link-fields.ts';

/** Blocks `from` … `to` − 1 of the last of `passes`. */
export interface ComparePart {
  /** The same number for all parts over the same fields: the comparison is prepared once per worker. */
  readonly job: number;
  readonly fields: readonly EncodedField[];
  readonly space: PairSpace;
  /** Keys of this pass (the last) and of those before it: a pair found before is left out. */
  readonly passes: readonly RuleKeys[];
  readonly blocks: Blocks;
  readonly from: number;
  readonly to: number;
}

/** Pairs first[k], second[k] with pattern codes[pattern[k]]. */
export interface ComparedPairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly pattern: Int32Array;
  readonly codes: Float64Array;
}

let prepared: { job: number; compare: (i: number, j: number) => number } | undefined;

export const comparePairs: ParallelTask<ComparePart, ComparedPairs> = {
  name: 'linkage-compare-pairs',
  work(part) {
    const { blocks, space, passes } = part;
    if (prepared?.job !== part.job)
      prepared = { job: part.job, compare: recordComparison(part.fields) };
    const { compare } = prepared;
    let most = 0;
    for (let b = part.from; b < part.to; b++) most += blocks.sizes[b] as number;
    const first = new Int32Array(most);
    const second = new Int32Array(most);
    const pattern = new Int32Array(most);
    const codes: number[] = [];
    const known = new Map<number, number>();
    const earlier = passes.slice(0, -1);
    const own = passes[passes.length - 1] as RuleKeys;
    const oneFile = space.split === space.records;
    let count = 0;
    for (let b = part.from; b < part.to; b++) {
      const key = blocks.keys[b] as number;
      const end = blocks.ends[b] as number;
      for (let x = blocks.starts[b] as number; x < end; x++) {
        const i = blocks.members[x] as number;
        if (!oneFile && i >= space.split) break;
        for (let y = x + 1; y < end; y++) {
          const j = blocks.members[y] as number;
          if (!oneFile && j < space.split) continue;
          if (i === j) continue;
          if (own.slots > 1 && lowestShared(own, i, j) !== key) continue;
          if (sharesAny(earlier, i, j)) continue;
          const code = compare(i, j);
          let index = known.get(code);
          if (index === undefined) {
            index = codes.length;
            known.set(code, index);
            codes.push(code);
          }
          first[count] = i;
          second[count] = j;
          pattern[count++] = index;
        }
      }
    }
    return {
      first: shared(first, count),
      second: shared(second, count),
      pattern: shared(pattern, count),
      codes: Float64Array.from(codes),
    };
  },
};

function shared(values: Int32Array, count: number): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(4 * count));
  copy.set(values.subarray(0, count));
  return copy;
}

/** The smallest key both records have, so that a pair with several is met once. */
function lowestShared({ slots, keys }: RuleKeys, i: number, j: number): number {
  let lowest = Infinity;
  for (let s = 0; s < slots; s++) {
    const key = keys[i * slots + s] as number;
    if (key === 0 || key >= lowest) continue;
    for (let t = 0; t < slots; t++) if (keys[j * slots + t] === key) lowest = key;
  }
  return lowest;
}

export function sharesAny(passes: readonly RuleKeys[], i: number, j: number): boolean {
  for (let p = 0; p < passes.length; p++) if (shares(passes[p] as RuleKeys, i, j)) return true;
  return false;
}

export function shares({ slots, keys }: RuleKeys, i: number, j: number): boolean {
  if (slots === 1) return keys[i] !== 0 && keys[i] === keys[j];
  for (let s = 0; s < slots; s++) {
    const key = keys[i * slots + s] as number;
    if (key === 0) continue;
    for (let t = 0; t < slots; t++) if (keys[j * slots + t] === key) return true;
  }
  return false;
}

/** Ranges of blocks with about `pairs` pairs each. */
export function blockRanges(blocks: Blocks, pairs: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  let sum = 0;
  for (let b = 0; b < blocks.sizes.length; b++) {
    sum += blocks.sizes[b] as number;
    if (sum >= pairs) {
      ranges.push({ from, to: b + 1 });
      from = b + 1;
      sum = 0;
    }
  }
  if (from < blocks.sizes.length) ranges.push({ from, to: blocks.sizes.length });
  return ranges;
}
