import { InputError } from '../stats/input-error.ts';
import type { Adjacency } from './adjacency.ts';
import { EARTH_KM, type Position } from './geometry.ts';

export interface Nearest {
  readonly adjacency: Adjacency;
  /** Great-circle distance per link, kilometres. */
  readonly km: Float64Array;
  /** k-nearest only: areas where an area left out is exactly as near as the last one taken. */
  readonly tied: number;
}

/** Distances are equal that agree to the micrometre: finer is the rounding of degrees and sines. */
const EQUAL_KM = 1e-9;
const micrometres = (km: number): number => Math.round(km / EQUAL_KM);

/**
 * The k nearest places of each, on the sphere (radius 6371.0088 km). Equally near ones go by row, the
 * first row first, so whoever wants an answer that does not depend on the order sorts the rows first.
 * @throws InputError k-too-large where there are not k others.
 */
export function nearestPlaces(places: readonly Position[], k: number): Nearest {
  const n = places.length;
  if (k > n - 1) throw new InputError('k-too-large', { details: { k, rows: n } });
  const tree = treeOf(places);
  const rows: Found[][] = [];
  let tied = 0;
  for (let i = 0; i < n; i++) {
    const reach = tree.within(i, tree.reachOf(i, k) + 2 * EQUAL_KM);
    reach.sort((a, b) => micrometres(a.km) - micrometres(b.km) || a.row - b.row);
    const [last, first] = [reach[k - 1], reach[k]];
    if (last && first && micrometres(last.km) === micrometres(first.km)) tied++;
    rows.push(reach.slice(0, k));
  }
  return { ...packed(rows), tied };
}

/** Everyone within `km` kilometres, both included where exactly as far. */
export function placesWithin(places: readonly Position[], km: number): Nearest {
  const tree = treeOf(places);
  return { ...packed(places.map((_, i) => tree.within(i, km + EQUAL_KM))), tied: 0 };
}

interface Found {
  readonly row: number;
  readonly km: number;
}

function packed(rows: readonly Found[][]): { adjacency: Adjacency; km: Float64Array } {
  const n = rows.length;
  const start = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) start[i + 1] = start[i]! + rows[i]!.length;
  const to = new Int32Array(start[n]!);
  const km = new Float64Array(start[n]!);
  for (const [i, row] of rows.entries()) {
    row.sort((a, b) => a.row - b.row);
    for (const [at, found] of row.entries()) {
      to[start[i]! + at] = found.row;
      km[start[i]! + at] = found.km;
    }
  }
  return { adjacency: { n, start, to }, km };
}

interface Tree {
  /** Distance to the k-th nearest other place, kilometres. */
  reachOf(i: number, k: number): number;
  within(i: number, km: number): Found[];
}

/**
 * A k-d tree over unit vectors: the straight line through the earth grows with the great circle, and
 * has no poles and no date line.
 */
function treeOf(places: readonly Position[]): Tree {
  const n = places.length;
  const at = new Float64Array(3 * n);
  for (const [i, [lng, lat]] of places.entries()) {
    const [a, b] = [(lng * Math.PI) / 180, (lat * Math.PI) / 180];
    at[3 * i] = Math.cos(b) * Math.cos(a);
    at[3 * i + 1] = Math.cos(b) * Math.sin(a);
    at[3 * i + 2] = Math.sin(b);
  }
  // order[low … high − 1] is a subtree; its middle is the node, split along the axis of its depth.
  const order = Int32Array.from({ length: n }, (_, i) => i);
  split(order, at, 0, n, 0);

  const chord = (i: number, j: number): number => {
    const x = at[3 * i]! - at[3 * j]!;
    const y = at[3 * i + 1]! - at[3 * j + 1]!;
    const z = at[3 * i + 2]! - at[3 * j + 2]!;
    return x * x + y * y + z * z;
  };

  /** Visits all within the squared chord that `offer` gives back each time; it may shrink. */
  function search(i: number, limit: number, offer: (j: number, square: number) => number): void {
    let most = limit;
    const walk = (low: number, high: number, axis: number): void => {
      if (low >= high) return;
      const middle = (low + high) >> 1;
      const j = order[middle]!;
      if (j !== i) {
        const square = chord(i, j);
        if (square <= most) most = offer(j, square);
      }
      const side = at[3 * i + axis]! - at[3 * j + axis]!;
      const next = (axis + 1) % 3;
      if (side <= 0) walk(low, middle, next);
      else walk(middle + 1, high, next);
      // A little slack: a place on the limit must not be lost to rounding.
      if (side * side <= most * (1 + 1e-12) + 1e-30) {
        if (side <= 0) walk(middle + 1, high, next);
        else walk(low, middle, next);
      }
    };
    walk(0, n, 0);
  }

  return {
    reachOf(i, k) {
      const best: number[] = [];
      search(i, Infinity, (_, square) => {
        let place = best.length;
        while (place > 0 && best[place - 1]! > square) place--;
        best.splice(place, 0, square);
        if (best.length > k) best.pop();
        return best.length < k ? Infinity : best[k - 1]!;
      });
      return kmOf(best[k - 1]!);
    },
    within(i, km) {
      const found: Found[] = [];
      const limit = chordOf(km);
      search(i, limit, (row, square) => {
        const away = kmOf(square);
        if (away <= km) found.push({ row, km: away });
        return limit;
      });
      return found;
    },
  };
}

const kmOf = (square: number): number =>
  2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(square) / 2));

/** Half the way round reaches everyone. */
const chordOf = (km: number): number =>
  km >= Math.PI * EARTH_KM ? 5 : (2 * Math.sin(km / (2 * EARTH_KM))) ** 2 * (1 + 1e-12);

function split(order: Int32Array, at: Float64Array, low: number, high: number, axis: number): void {
  if (high - low < 2) return;
  const part = order.subarray(low, high).sort((a, b) => at[3 * a + axis]! - at[3 * b + axis]!);
  const middle = part.length >> 1;
  split(order, at, low, low + middle, (axis + 1) % 3);
  split(order, at, low + middle + 1, high, (axis + 1) % 3);
}
