import { rowOrder } from './row-order.ts';

/**
 * What happens to rows with the same score where the quota falls among them (or within one row's weight):
 * - `share`: each gets the same fraction of a place, the mean over all lotteries; the quota is met exactly;
 * - `in`, `out`: all of them are taken, or none;
 * - `lottery`: whole rows in the order of their lot, as long as they fit.
 */
export type TieRule = 'share' | 'in' | 'out' | 'lottery';

/** Rows of one population in the order in which they are served, poorest first. */
export interface Queue {
  readonly rows: Uint32Array;
  /** 1 where a row has the same keys as the one before it. */
  readonly tied: Uint8Array;
}

/** One queue per group: rows by group, then by the keys, then by lot. */
export function queuesOf(
  { group, groups }: { readonly group: Uint32Array | undefined; readonly groups: number },
  keys: readonly Float64Array[],
  lot: Float64Array | undefined,
): Queue[] {
  const n = (keys[0] as Float64Array).length;
  const byGroup = group && Float64Array.from(group);
  const rows = rowOrder(n, [byGroup, ...keys, lot]);
  const same = (a: number, b: number) => keys.every((key) => Object.is(key[a], key[b]));
  const tied = new Uint8Array(n);
  for (let i = 1; i < n; i++) tied[i] = same(rows[i] as number, rows[i - 1] as number) ? 1 : 0;
  const queues: Queue[] = [];
  let start = 0;
  for (let g = 0; g < groups; g++) {
    let end = start;
    while (end < n && (group === undefined || group[rows[end] as number] === g)) end++;
    const part = tied.slice(start, end);
    if (part.length > 0) part[0] = 0;
    queues.push({ rows: rows.subarray(start, end), tied: part });
    start = end;
  }
  return queues;
}

/** The place where a quota ran out. */
export interface Edge {
  /** Rows among which it fell: 0 where it fell between two rows, more than 1 where they were tied. */
  readonly rows: number;
  /** Fraction of their weight that still had a place. */
  readonly fraction: number;
}

/** Weights this near the quota (relative) count as equal to it: shares such as 0.3 are not exact. */
const NEAR = 1e-9;

/**
 * Serves `queue` until `target` of the weight has a place: writes 0 … 1 per row into `chosen`. Rows for
 * which `may` is 0 are passed over.
 */
export function serve(
  queue: Queue,
  weight: Float64Array,
  target: number,
  ties: TieRule,
  chosen: Float64Array,
  may?: Float64Array,
): Edge {
  const { rows, tied } = queue;
  const near = NEAR * target;
  let left = target;
  const weightAt = (i: number): number => {
    const row = rows[i] as number;
    return may !== undefined && may[row] === 0 ? 0 : (weight[row] as number);
  };
  const take = (i: number, fraction: number) => {
    const row = rows[i] as number;
    if (may === undefined || may[row] === 1) chosen[row] = fraction;
  };
  let start = 0;
  while (start < rows.length && left > near) {
    let end = start;
    let block = 0;
    let members = 0;
    do {
      const w = weightAt(end);
      block += w;
      if (w > 0) members++;
      end++;
    } while (end < rows.length && tied[end] === 1);
    if (block > left + near) {
      const edge = { rows: members, fraction: left / block };
      for (let i = start; i < end; i++) {
        if (ties === 'share') take(i, edge.fraction);
        else if (ties === 'in') take(i, 1);
        else if (ties === 'lottery') {
          // The lots decide an order: who does not fit ends it, so that nobody overtakes.
          if (weightAt(i) > left + near) break;
          take(i, 1);
          left -= weightAt(i);
        }
      }
      return edge;
    }
    for (let i = start; i < end; i++) take(i, 1);
    left -= block;
    start = end;
  }
  return { rows: 0, fraction: 1 };
}

/** Each row's place in its queue: the share of weight before it, and half of its own tie. */
export function placesIn(queues: readonly Queue[], weight: Float64Array): Float64Array {
  const place = new Float64Array(weight.length);
  for (const { rows, tied } of queues) {
    let all = 0;
    for (const row of rows) all += weight[row] as number;
    let before = 0;
    for (let start = 0; start < rows.length; ) {
      let end = start;
      let block = 0;
      do block += weight[rows[end++] as number] as number;
      while (end < rows.length && tied[end] === 1);
      for (let i = start; i < end; i++)
        place[rows[i] as number] = all > 0 ? (before + block / 2) / all : 0;
      before += block;
      start = end;
    }
  }
  return place;
}
