import { type Adjacency, adjacencyOf } from './adjacency.ts';
import { gridOf } from './edge-grid.ts';
import { EARTH_KM } from './geometry.ts';
import type { Outlines } from './outlines.ts';

/** `queen`: borders touch, if only in a point. `rook`: they share a stretch. */
export type ContiguityRule = 'queen' | 'rook';

export interface Contiguity {
  readonly adjacency: Adjacency;
  /** Per link: length of the border shared, metres; the same in both directions, 0 where only a point. */
  readonly sharedM: Float64Array;
}

const METRES_PER_DEGREE = (EARTH_KM * 1000 * Math.PI) / 180;
/** Borders drawn with the same positions meet within the rounding of their numbers. */
const LEAST_M = 1e-5;

/**
 * Contiguity of borders that need not be drawn alike. Two areas touch (queen) where their borders come
 * within `toleranceM` metres of each other or cross. A stretch is shared where both of its ends lie within the
 * tolerance of one edge of the other border, which then holds for all of the stretch between; ends are
 * the corners of either border, so that a corner in the middle of the other's edge counts. Rook asks for
 * more than twice the tolerance of it: so much can come from corners that only touch. Distances in the
 * plane laid between the two edges (true for edges of some kilometres).
 */
export function contiguous(
  outlines: Outlines,
  { rule, toleranceM }: { readonly rule: ContiguityRule; readonly toleranceM: number },
): Contiguity {
  const tolerance = Math.max(LEAST_M, toleranceM);
  const { touching, sharedM } = meetings(outlines, tolerance);
  const lists = touching.map((list, i) =>
    rule === 'queen' ? list : list.filter((_, at) => sharedM[i]![at]! > 2 * tolerance),
  );
  const adjacency = adjacencyOf(lists);
  const lengths = new Float64Array(adjacency.to.length);
  for (let i = 0; i < adjacency.n; i++) {
    const along = new Map(touching[i]!.map((j, at) => [j, sharedM[i]![at]!]));
    for (let e = adjacency.start[i]!; e < adjacency.start[i + 1]!; e++)
      lengths[e] = along.get(adjacency.to[e]!) ?? 0;
  }
  return { adjacency, sharedM: lengths };
}

interface Meetings {
  /** Per area those it touches, in no order, and the length shared with each. */
  readonly touching: number[][];
  readonly sharedM: number[][];
}

function meetings(outlines: Outlines, tolerance: number): Meetings {
  const { areas, edgeStart, ends } = outlines;
  const ownerOf = ownersOf(outlines);
  const degrees = tolerance / METRES_PER_DEGREE;
  const reach = [degrees / narrowest(ends), degrees] as const;
  const grid = gridOf(outlines, reach);
  const [dx, dy] = reach;
  const seenBy = new Int32Array(ends.length / 4).fill(-1);
  const slotOf = new Int32Array(areas).fill(-1);
  const touching: number[][] = [];
  const sharedM: number[][] = [];
  const found = new Float64Array(2);
  // Used again for every edge: millions of small objects would take most of the time.
  const stretches: Stretch[] = [];
  for (let i = 0; i < areas; i++) {
    const touched: number[] = [];
    const lengths: number[] = [];
    const own = edgeStart[i]!;
    const next = edgeStart[i + 1]!;
    for (let e = own; e < next; e++) {
      let matched = 0;
      for (let k = grid.bucketsOf(e) - 1; k >= 0; k--) {
        const bucket = grid.into[k]!;
        for (let at = grid.start[bucket]!; at < grid.start[bucket + 1]!; at++) {
          const f = grid.edges[at]!;
          if ((f >= own && f < next) || seenBy[f] === e) continue;
          seenBy[f] = e;
          if (apart(ends, e, f, dx, dy) || !meet(ends, e, f, tolerance, found)) continue;
          const other = ownerOf[f]!;
          if (slotOf[other]! < 0) {
            slotOf[other] = touched.push(other) - 1;
            lengths.push(0);
          }
          if (found[1]! > found[0]!) {
            if (matched === stretches.length) stretches.push({ other: 0, low: 0, high: 0 });
            const stretch = stretches[matched++]!;
            stretch.other = other;
            stretch.low = found[0]!;
            stretch.high = found[1]!;
          }
        }
      }
      if (matched === 0) continue;
      const length = lengthM(ends, e);
      const whole = matched === 1 ? stretches : joined(stretches.slice(0, matched));
      const last = matched === 1 ? 1 : whole.length;
      for (let k = 0; k < last; k++) {
        const { other, low, high } = whole[k]!;
        lengths[slotOf[other]!]! += (high - low) * length;
      }
    }
    for (const other of touched) slotOf[other] = -1;
    touching.push(touched);
    sharedM.push(lengths);
  }
  return evened({ touching, sharedM });
}

/** A border of `other` runs along the edge from `low` to `high`, as parts of its length. */
interface Stretch {
  other: number;
  low: number;
  high: number;
}

/** Stretches with the same area that overlap are one. */
function joined(stretches: Stretch[]): Stretch[] {
  stretches.sort((a, b) => a.other - b.other || a.low - b.low);
  const whole: Stretch[] = [];
  for (const next of stretches) {
    const last = whole.at(-1);
    if (last?.other === next.other && next.low <= last.high)
      whole[whole.length - 1] = { ...last, high: Math.max(last.high, next.high) };
    else whole.push(next);
  }
  return whole;
}

/**
 * Makes both directions say the same: what one side found holds for both, and the length is the mean, since
 * two drawings of one border are not equally long.
 */
function evened({ touching, sharedM }: Meetings): Meetings {
  const places = touching.map((list) => new Map(list.map((j, at) => [j, at])));
  for (const [i, list] of touching.entries()) {
    for (const j of list) {
      if (places[j]!.has(i)) continue;
      places[j]!.set(i, touching[j]!.push(i) - 1);
      sharedM[j]!.push(0);
    }
  }
  const means = touching.map((list, i) =>
    list.map((j, at) => (sharedM[i]![at]! + sharedM[j]![places[j]!.get(i)!]!) / 2),
  );
  return { touching, sharedM: means };
}

function ownersOf({ areas, edgeStart, ends }: Outlines): Int32Array {
  const ownerOf = new Int32Array(ends.length / 4);
  for (let i = 0; i < areas; i++) ownerOf.fill(i, edgeStart[i], edgeStart[i + 1]);
  return ownerOf;
}

/** Cosine of the latitude farthest from the equator. */
function narrowest(ends: Float64Array): number {
  let most = 0;
  for (let p = 1; p < ends.length; p += 2) most = Math.max(most, Math.abs(ends[p]!));
  return Math.max(1e-6, Math.cos((most * Math.PI) / 180));
}

function lengthM(ends: Float64Array, e: number): number {
  const [x0, y0, x1, y1] = [ends[4 * e]!, ends[4 * e + 1]!, ends[4 * e + 2]!, ends[4 * e + 3]!];
  return Math.hypot((x1 - x0) * Math.cos(((y0 + y1) * Math.PI) / 360), y1 - y0) * METRES_PER_DEGREE;
}

/** Boxes farther apart than the reach. */
function apart(ends: Float64Array, e: number, f: number, dx: number, dy: number): boolean {
  return (
    beyond(ends[4 * e]!, ends[4 * e + 2]!, ends[4 * f]!, ends[4 * f + 2]!, dx) ||
    beyond(ends[4 * e + 1]!, ends[4 * e + 3]!, ends[4 * f + 1]!, ends[4 * f + 3]!, dy)
  );
}

const beyond = (a: number, b: number, c: number, d: number, reach: number): boolean =>
  Math.max(a, b) + reach < Math.min(c, d) || Math.max(c, d) + reach < Math.min(a, b);

/**
 * Whether edges e and f come within the tolerance, and in `stretch` the part of e along which f does, both
 * ends 0 where in a point only. The nearest points of two segments that do not cross include a corner.
 */
function meet(
  ends: Float64Array,
  e: number,
  f: number,
  tolerance: number,
  stretch: Float64Array,
): boolean {
  const [p, q] = [4 * e, 4 * f];
  const [ex, ey, eu, ev] = [ends[p]!, ends[p + 1]!, ends[p + 2]!, ends[p + 3]!];
  const [fx, fy, fu, fv] = [ends[q]!, ends[q + 1]!, ends[q + 2]!, ends[q + 3]!];
  stretch[0] = 0;
  stretch[1] = 0;
  if (
    (ex === fx && ey === fy && eu === fu && ev === fv) ||
    (ex === fu && ey === fv && eu === fx && ev === fy)
  ) {
    stretch[1] = 1;
    return true;
  }
  // Metres from the first end of e, in the plane of the middle latitude; the sum does not depend on order.
  const ky = METRES_PER_DEGREE;
  const kx = ky * Math.cos(((ey + ev + (fy + fv)) * Math.PI) / 720);
  const [ux, uy] = [(eu - ex) * kx, (ev - ey) * ky];
  const [ax, ay] = [(fx - ex) * kx, (fy - ey) * ky];
  const [bx, by] = [(fu - ex) * kx, (fv - ey) * ky];
  const [vx, vy] = [bx - ax, by - ay];
  const uu = ux * ux + uy * uy;
  const vv = vx * vx + vy * vy;
  const limit = tolerance * tolerance;
  let [low, high] = [2, -1];
  // Both ends of e against f, then both ends of f against e, at the place on e nearest to them.
  const s0 = clamp(-(ax * vx + ay * vy) / vv);
  if (square(ax + s0 * vx, ay + s0 * vy) <= limit) low = high = 0;
  const s1 = clamp(((ux - ax) * vx + (uy - ay) * vy) / vv);
  if (square(ux - ax - s1 * vx, uy - ay - s1 * vy) <= limit) {
    low = Math.min(low, 1);
    high = 1;
  }
  const ta = clamp((ax * ux + ay * uy) / uu);
  if (square(ax - ta * ux, ay - ta * uy) <= limit) {
    low = Math.min(low, ta);
    high = Math.max(high, ta);
  }
  const tb = clamp((bx * ux + by * uy) / uu);
  if (square(bx - tb * ux, by - tb * uy) <= limit) {
    low = Math.min(low, tb);
    high = Math.max(high, tb);
  }
  if (high >= 0) {
    stretch[0] = low;
    stretch[1] = high;
    return true;
  }
  return crosses(ux, uy, ax, ay, bx, by);
}

const clamp = (t: number): number => Math.max(0, Math.min(1, t));
const square = (x: number, y: number): number => x * x + y * y;

/** Whether a–b cuts the segment from 0 to u in its inside. */
function crosses(ux: number, uy: number, ax: number, ay: number, bx: number, by: number): boolean {
  const a = ux * ay - uy * ax;
  const b = ux * by - uy * bx;
  if (a > 0 === b > 0) return false;
  const t = a / (a - b);
  const along = (ax + t * (bx - ax)) * ux + (ay + t * (by - ay)) * uy;
  return along >= 0 && along <= ux * ux + uy * uy;
}
