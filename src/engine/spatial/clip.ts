import { type Box, type Position, type Ring, ringAreaKm2 } from './geometry.ts';

/**
 * The part of a ring inside a box (Sutherland–Hodgman). Where the ring leaves and enters again the
 * result runs along the edge of the box: right for filling, not for measuring coasts.
 */
export function clipRing(ring: Ring, [west, south, east, north]: Box): Ring | undefined {
  let out: Position[] = ring.slice(0, -1) as Position[];
  const sides: [(p: Position) => boolean, (a: Position, b: Position) => Position][] = [
    [(p) => p[0] >= west, (a, b) => atLng(a, b, west)],
    [(p) => p[0] <= east, (a, b) => atLng(a, b, east)],
    [(p) => p[1] >= south, (a, b) => atLat(a, b, south)],
    [(p) => p[1] <= north, (a, b) => atLat(a, b, north)],
  ];
  for (const [inside, crossing] of sides) {
    const before = out;
    out = [];
    for (const [i, point] of before.entries()) {
      const previous = before.at(i - 1)!;
      if (inside(point)) {
        if (!inside(previous)) out.push(crossing(previous, point));
        out.push(point);
      } else if (inside(previous)) out.push(crossing(previous, point));
    }
    if (out.length < 3) return undefined;
  }
  const closed = [...out, out[0]!];
  return Math.abs(ringAreaKm2(closed)) > 0 ? closed : undefined;
}

const atLng = ([x0, y0]: Position, [x1, y1]: Position, x: number): Position => [
  x,
  y0 + ((y1 - y0) * (x - x0)) / (x1 - x0),
];
const atLat = ([x0, y0]: Position, [x1, y1]: Position, y: number): Position => [
  x0 + ((x1 - x0) * (y - y0)) / (y1 - y0),
  y,
];
