import { EDGE_BASE, numberPositions } from './edges.ts';
import {
  type Box,
  boxOf,
  isInBox,
  NOTHING_KM2,
  type Polygon,
  type Polygons,
  type Position,
  type Ring,
  ringAreaKm2,
  ringContains,
} from './geometry.ts';

/**
 * Joins parts that share edges into one region: every edge that runs once in each direction is
 * inside and goes; what is left is strung into rings again. Parts must be clean (repairGeometry) and
 * in GeoJSON order, so that the direction of a left-over ring says what it is: counter-clockwise an
 * outer ring, clockwise a hole. Where two drawings of one edge differ, the strip between them is a
 * small hole (nobody drew it) or a small outer ring inside the region (both drew it): a sliver.
 */
export interface Dissolved {
  readonly polygons: Polygons;
  /** Small holes, clockwise, closed in `polygons`. */
  readonly gaps: readonly Ring[];
  /** Small rings covered twice, counter-clockwise; inside `polygons` already. */
  readonly overlaps: readonly Ring[];
}

/** `sliverKm2`: holes up to this size are closed; a lake is larger. */
export function dissolve(parts: readonly Polygons[], sliverKm2: number): Dissolved {
  const outer: { ring: Ring; area: number }[] = [];
  const holes: Ring[] = [];
  const gaps: Ring[] = [];
  for (const ring of boundaryRings(parts)) {
    const area = ringAreaKm2(ring);
    if (area > NOTHING_KM2) outer.push({ ring, area });
    else if (area < -sliverKm2) holes.push(ring);
    else gaps.push(ring);
  }
  outer.sort((a, b) => b.area - a.area);

  const polygons: { rings: Ring[]; box: Box }[] = [];
  const overlaps: Ring[] = [];
  for (const { ring } of outer) {
    // Largest first: a ring inside one that stands already is an island in a lake, or covered twice.
    const inside = polygons.some((p) => isInside(ring, p.rings[0]!, p.box));
    if (inside && !holes.some((hole) => isInside(ring, hole))) overlaps.push(ring);
    else polygons.push({ rings: [ring], box: boxOf([ring]) });
  }
  for (const ring of holes) {
    // The smallest outer ring around a hole owns it.
    polygons.findLast((p) => isInside(ring, p.rings[0]!, p.box))?.rings.push(ring);
  }
  return { polygons: polygons.map((p): Polygon => p.rings), gaps, overlaps };
}

function isInside(ring: Ring, around: Ring, box: Box = boxOf([around])): boolean {
  if (!ring.every((p) => isInBox(box, p))) return false;
  // Corners may lie on the other ring; the middle of an edge seldom does, and one vote is not enough.
  let votes = 0;
  let asked = 0;
  for (let i = 0; i + 1 < ring.length && asked < 3; i += Math.max(1, Math.floor(ring.length / 3))) {
    const [x0, y0] = ring[i]!;
    const [x1, y1] = ring[i + 1]!;
    const side = inward(ring, [(x0 + x1) / 2, (y0 + y1) / 2], [x1 - x0, y1 - y0]);
    if (ringContains(around, side)) votes++;
    asked++;
  }
  return votes * 2 > asked;
}

/** A point just inside the ring beside the middle of one of its edges. */
function inward(ring: Ring, [x, y]: Position, [dx, dy]: Position): Position {
  const length = Math.hypot(dx, dy) || 1;
  const step = 1e-7;
  const left: Position = [x - (dy / length) * step, y + (dx / length) * step];
  return ringContains(ring, left) ? left : [x + (dy / length) * step, y - (dx / length) * step];
}

function boundaryRings(parts: readonly Polygons[]): Ring[] {
  const numbers = numberPositions();
  const edges = new Map<number, number>();
  for (const polygons of parts) {
    for (const polygon of polygons) {
      for (const ring of polygon) {
        let from = numbers.id(ring[0]!);
        for (let i = 1; i < ring.length; i++) {
          const to = numbers.id(ring[i]!);
          cancelOrAdd(edges, from, to);
          from = to;
        }
      }
    }
  }
  const next = new Map<number, number[]>();
  for (const [key, count] of edges) {
    const from = Math.floor(key / EDGE_BASE);
    const to = key % EDGE_BASE;
    const list = next.get(from) ?? [];
    for (let i = 0; i < count; i++) list.push(to);
    next.set(from, list);
  }
  return stringRings(next, numbers.at);
}

function cancelOrAdd(edges: Map<number, number>, from: number, to: number): void {
  const back = to * EDGE_BASE + from;
  const twin = edges.get(back) ?? 0;
  if (twin > 1) edges.set(back, twin - 1);
  else if (twin === 1) edges.delete(back);
  else {
    const key = from * EDGE_BASE + to;
    edges.set(key, (edges.get(key) ?? 0) + 1);
  }
}

/**
 * Walks the edges, at a crossing always the rightmost way: that keeps the outline outermost and
 * leaves slivers as loops of their own. Where the path meets itself, the loop is cut off as a ring.
 */
function stringRings(next: Map<number, number[]>, at: (id: number) => Position): Ring[] {
  const rings: Ring[] = [];
  for (const [start, ways] of next) {
    while (ways.length > 0) {
      const path: number[] = [start];
      const where = new Map([[start, 0]]);
      for (;;) {
        const to = takeRightmost(next, path, at);
        // Every vertex has as many edges out as in, so a walk can only end where it began.
        if (to === undefined) break;
        const met = where.get(to);
        if (met === undefined) {
          where.set(to, path.length);
          path.push(to);
          continue;
        }
        const loop = path.splice(met + 1);
        for (const id of loop) where.delete(id);
        rings.push([at(to), ...loop.map(at), at(to)]);
      }
    }
  }
  return rings;
}

function takeRightmost(
  next: Map<number, number[]>,
  path: readonly number[],
  at: (id: number) => Position,
): number | undefined {
  const here = path.at(-1)!;
  const ways = next.get(here);
  const before = path.at(-2);
  if (ways === undefined || ways.length < 2 || before === undefined) return ways?.pop();
  const [x, y] = at(here);
  const heading = Math.atan2(y - at(before)[1], x - at(before)[0]);
  let best = 0;
  let least = Infinity;
  for (const [i, id] of ways.entries()) {
    const [toX, toY] = at(id);
    const turn = Math.atan2(toY - y, toX - x) - heading;
    // From straight back on the right (−π) round to straight back on the left (π).
    const left = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    if (left < least) [best, least] = [i, left];
  }
  return ways.splice(best, 1)[0];
}
