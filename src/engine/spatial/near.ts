import { EDGE_BASE, numberPositions } from './edges.ts';
import { distanceKm, type Position, type Shape } from './geometry.ts';
import type { Neighbour } from './neighbours.ts';

const STEP_KM = 0.2;
const KM_PER_DEGREE = 111.195;

interface Edge {
  readonly code: string;
  readonly from: Position;
  readonly to: Position;
}

/**
 * For files whose edges were simplified each on its own, so that neighbours run beside each other
 * without meeting: pairs of regions whose unshared edges come within `nearKm`, with the length over
 * which they do (an estimate, sampled every 200 m). Two shores of a strait narrower than `nearKm`
 * count as near as well, so this is never used where edges do meet.
 */
export function findNear(shapes: readonly Shape[], nearKm: number): Neighbour[] {
  const free = freeEdges(shapes);
  const cell = (nearKm * 2) / KM_PER_DEGREE;
  const grid = new Map<string, Edge[]>();
  for (const edge of free) {
    for (const point of samples(edge)) {
      const key = `${Math.floor(point[0] / cell)},${Math.floor(point[1] / cell)}`;
      const list = grid.get(key);
      if (list === undefined) grid.set(key, [edge]);
      else if (list.at(-1) !== edge) list.push(edge);
    }
  }
  const along = new Map<string, number>();
  for (const edge of free) {
    const points = samples(edge);
    const each = distanceKm(edge.from, edge.to) / points.length;
    for (const point of points) {
      for (const other of codesNear(grid, cell, point, edge.code, nearKm)) {
        const pair = `${edge.code}|${other}`;
        along.set(pair, (along.get(pair) ?? 0) + each);
      }
    }
  }
  return [...along]
    .map(([pair, km]) => {
      const [code = '', other = ''] = pair.split('|');
      // Seen from both sides; the mean makes the relation symmetric.
      return { code, other, sharedKm: (km + (along.get(`${other}|${code}`) ?? km)) / 2 };
    })
    .filter((n) => n.sharedKm > nearKm * 2)
    .sort((a, b) => (a.code + a.other < b.code + b.other ? -1 : 1));
}

function freeEdges(shapes: readonly Shape[]): Edge[] {
  const numbers = numberPositions();
  const edges = new Map<number, string>();
  for (const { code, polygons } of shapes) {
    for (const ring of polygons.flat()) {
      for (let i = 0; i + 1 < ring.length; i++) {
        edges.set(numbers.id(ring[i]!) * EDGE_BASE + numbers.id(ring[i + 1]!), code);
      }
    }
  }
  const free: Edge[] = [];
  for (const [key, code] of edges) {
    const [from, to] = [Math.floor(key / EDGE_BASE), key % EDGE_BASE];
    if (!edges.has(to * EDGE_BASE + from)) {
      free.push({ code, from: numbers.at(from), to: numbers.at(to) });
    }
  }
  return free;
}

function samples({ from, to }: Edge): Position[] {
  const n = Math.max(1, Math.round(distanceKm(from, to) / STEP_KM));
  return Array.from({ length: n }, (_, i): Position => {
    const t = (i + 0.5) / n;
    return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
  });
}

function codesNear(
  grid: ReadonlyMap<string, readonly Edge[]>,
  cell: number,
  point: Position,
  own: string,
  nearKm: number,
): Set<string> {
  const codes = new Set<string>();
  const [column, row] = [Math.floor(point[0] / cell), Math.floor(point[1] / cell)];
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const edge of grid.get(`${column + dx},${row + dy}`) ?? []) {
        if (edge.code !== own && !codes.has(edge.code) && toEdgeKm(point, edge) <= nearKm) {
          codes.add(edge.code);
        }
      }
    }
  }
  return codes;
}

/** Distance to a short edge, in a plane laid at the point. */
function toEdgeKm([x, y]: Position, { from, to }: Edge): number {
  const scale = Math.cos((y * Math.PI) / 180);
  const [ax, ay] = [(from[0] - x) * scale, from[1] - y];
  const [bx, by] = [(to[0] - x) * scale - ax, to[1] - y - ay];
  const length = bx * bx + by * by;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * bx + ay * by) / length));
  return Math.hypot(ax + bx * t, ay + by * t) * KM_PER_DEGREE;
}
