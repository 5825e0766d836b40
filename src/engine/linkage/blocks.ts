import { type BlockingKey, joinedKey } from './blocking-keys.ts';
import { sharedInt32 } from './levels.ts';

/** Which pairs are looked for: all of one file, or those with one record before `split` and one behind. */
export interface PairSpace {
  readonly records: number;
  /** Records of the first file; equal to `records` where there is one file. */
  readonly split: number;
}

export function pairsIn({ records, split }: PairSpace): number {
  return split === records ? (records * (records - 1)) / 2 : split * (records - split);
}

/** A rule: records meet when they share a key of each part. */
export interface BlockingRule {
  readonly parts: readonly BlockingKey[];
}

/** Keys of a rule for each record; see BlockingKey. */
export interface RuleKeys {
  readonly slots: number;
  readonly keys: Int32Array;
}

const MOST_SLOTS = 6;

export function ruleKeys({ parts }: BlockingRule, records: number): RuleKeys {
  let result: RuleKeys = parts[0] as BlockingKey;
  for (const part of parts.slice(1)) {
    const slots = Math.min(MOST_SLOTS, result.slots * part.slots);
    const keys = sharedInt32(records * slots);
    for (let r = 0; r < records; r++) {
      let at = r * slots;
      for (let x = 0; x < result.slots; x++) {
        for (let y = 0; y < part.slots; y++) {
          const key = joinedKey(
            result.keys[r * result.slots + x] as number,
            part.keys[r * part.slots + y] as number,
          );
          if (key !== 0 && at < (r + 1) * slots) keys[at++] = key;
        }
      }
    }
    result = { slots, keys };
  }
  return result;
}

/** Records sorted by key: block b is members[starts[b]] … members[ends[b] − 1], records rising. */
export interface Blocks {
  readonly members: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Key of each block. */
  readonly keys: Int32Array;
  /** Pairs inside each block. */
  readonly sizes: Float64Array;
  /** All of them together; a pair that shares several keys counts for each. */
  readonly pairs: number;
}

export function blocksOf({ slots, keys }: RuleKeys, space: PairSpace): Blocks {
  const { members, sorted } = sortedByKey(keys, slots, space.records);
  let blocks = 0;
  for (let k = 0; k < sorted.length; k++)
    if (k > 0 && sorted[k] === sorted[k - 1] && (k === 1 || sorted[k - 2] !== sorted[k])) blocks++;
  const starts = sharedInt32(blocks);
  const ends = sharedInt32(blocks);
  const blockKeys = sharedInt32(blocks);
  const sizes = new Float64Array(new SharedArrayBuffer(8 * blocks));
  let pairs = 0;
  let at = 0;
  for (let from = 0; from < sorted.length; ) {
    const key = sorted[from] as number;
    let to = from + 1;
    while (to < sorted.length && sorted[to] === key) to++;
    const size = to - from;
    let before = 0;
    if (size > 1 && space.split < space.records)
      for (let k = from; k < to; k++) if ((members[k] as number) < space.split) before++;
    const inside =
      space.split === space.records ? (size * (size - 1)) / 2 : before * (size - before);
    if (inside > 0) {
      starts[at] = from;
      ends[at] = to;
      blockKeys[at] = key;
      sizes[at++] = inside;
      pairs += inside;
    }
    from = to;
  }
  return {
    members,
    starts: starts.subarray(0, at),
    ends: ends.subarray(0, at),
    keys: blockKeys.subarray(0, at),
    sizes: sizes.subarray(0, at),
    pairs,
  };
}

/** Radix sort by key (records stay in order inside a key), records without a key left out. */
function sortedByKey(
  keys: Int32Array,
  slots: number,
  records: number,
): { members: Int32Array; sorted: Int32Array } {
  let count = 0;
  for (let k = 0; k < records * slots; k++) if (keys[k] !== 0) count++;
  let sorted: Int32Array = new Int32Array(count);
  let members = sharedInt32(count);
  let at = 0;
  for (let k = 0; k < records * slots; k++) {
    if (keys[k] === 0) continue;
    sorted[at] = keys[k] as number;
    members[at++] = Math.floor(k / slots);
  }
  for (const shift of [0, 16]) {
    const place = new Int32Array(65537);
    for (let k = 0; k < count; k++) {
      const digit = ((sorted[k] as number) >>> shift) & 65535;
      place[digit + 1] = (place[digit + 1] as number) + 1;
    }
    for (let d = 0; d < 65536; d++) place[d + 1] = (place[d + 1] as number) + (place[d] as number);
    const nextSorted = new Int32Array(count);
    const nextMembers = sharedInt32(count);
    for (let k = 0; k < count; k++) {
      const digit = ((sorted[k] as number) >>> shift) & 65535;
      const to = place[digit] as number;
      place[digit] = to + 1;
      nextSorted[to] = sorted[k] as number;
      nextMembers[to] = members[k] as number;
    }
    sorted = nextSorted;
    members = nextMembers;
  }
  return { members, sorted };
}

/** How many pairs a rule makes; a pair that shares several keys counts for each. */
export function countPairs({ slots, keys }: RuleKeys, space: PairSpace): number {
  const sorted = new Float64Array(space.records * slots);
  const oneFile = space.split === space.records;
  let count = 0;
  for (let k = 0; k < sorted.length; k++) {
    const key = keys[k] as number;
    if (key === 0) continue;
    const behind = !oneFile && k >= space.split * slots ? 1 : 0;
    sorted[count++] = key * 2 + behind;
  }
  const used = sorted.subarray(0, count).sort();
  let pairs = 0;
  for (let from = 0; from < count; ) {
    const key = Math.floor((used[from] as number) / 2);
    let to = from;
    let behind = 0;
    for (; to < count && Math.floor((used[to] as number) / 2) === key; to++)
      behind += (used[to] as number) - 2 * key;
    const size = to - from;
    pairs += oneFile ? (size * (size - 1)) / 2 : behind * (size - behind);
    from = to;
  }
  return pairs;
}
