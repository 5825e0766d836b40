import type { Outlines } from './outlines.ts';

/**
 * Edges by the cells of a square grid they pass through. Cells share buckets: a bucket may hold edges of
 * cells far apart, never misses one of its own.
 */
export interface EdgeGrid {
  /** Writes the buckets edge e passes through into `into`, from place 0; answers how many. */
  bucketsOf(e: number): number;
  readonly into: Int32Array;
  /** Edges of bucket b: edges[start[b]] … edges[start[b + 1] − 1]. */
  readonly start: Int32Array;
  readonly edges: Int32Array;
}

/** `reach`: how far, in degrees of longitude and latitude, an edge is taken to pass beyond itself. */
export function gridOf({ ends }: Outlines, reach: readonly [x: number, y: number]): EdgeGrid {
  const count = ends.length / 4;
  const cell = cellOf(ends, Math.max(...reach));
  const [dx, dy] = reach;
  const bits = Math.min(26, Math.max(4, Math.ceil(Math.log2(count + 1))));
  const mask = 2 ** bits - 1;
  let into = new Int32Array(256);

  function bucketsOf(e: number): number {
    let found = 0;
    const p = 4 * e;
    const turned = ends[p + 2]! < ends[p]!;
    const x0 = ends[turned ? p + 2 : p]!;
    const y0 = ends[turned ? p + 3 : p + 1]!;
    const x1 = ends[turned ? p : p + 2]!;
    const y1 = ends[turned ? p + 1 : p + 3]!;
    const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0);
    const last = Math.floor((x1 + dx) / cell);
    for (let column = Math.floor((x0 - dx) / cell); column <= last; column++) {
      // The piece of the edge over this column, and what lies within reach of it.
      const left = Math.max(x0, column * cell - dx);
      const right = Math.min(x1, (column + 1) * cell + dx);
      const ya = x1 === x0 ? y0 : y0 + slope * (left - x0);
      const yb = x1 === x0 ? y1 : y0 + slope * (right - x0);
      const top = Math.floor((Math.max(ya, yb) + dy) / cell);
      // Columns are strewn, rows stay beside each other: neighbours in space are near in memory.
      const base = Math.imul(column, 0x9e3779b1);
      for (let row = Math.floor((Math.min(ya, yb) - dy) / cell); row <= top; row++) {
        if (found === into.length) {
          const wider = new Int32Array(2 * found);
          wider.set(into);
          into = wider;
        }
        into[found++] = (base + row) & mask;
      }
    }
    return found;
  }

  const start = new Int32Array(mask + 2);
  for (let e = 0; e < count; e++) {
    for (let k = bucketsOf(e) - 1; k >= 0; k--) start[into[k]! + 1]!++;
  }
  for (let b = 0; b <= mask; b++) start[b + 1]! += start[b]!;
  const edges = new Int32Array(start[mask + 1]!);
  const next = start.slice(0, -1);
  for (let e = 0; e < count; e++) {
    for (let k = bucketsOf(e) - 1; k >= 0; k--) edges[next[into[k]!]!++] = e;
  }
  return {
    bucketsOf,
    get into() {
      return into;
    },
    start,
    edges,
  };
}

/** Somewhat wider than an edge is long, so that few edges meet in one cell. */
function cellOf(ends: Float64Array, reach: number): number {
  let sum = 0;
  for (let p = 0; p < ends.length; p += 4)
    sum += Math.abs(ends[p + 2]! - ends[p]!) + Math.abs(ends[p + 3]! - ends[p + 1]!);
  return Math.max((1.5 * sum) / (ends.length / 4), 4 * reach, 1e-7);
}
