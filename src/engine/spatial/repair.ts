import {
  type Box,
  isInBox,
  NOTHING_KM2,
  type Polygon,
  type Polygons,
  type Position,
  type Ring,
  ringAreaKm2,
  ringContains,
} from './geometry.ts';

/** Vertices are snapped to this grid, degrees (about 1.1 m), so that edges drawn twice meet. */
export const GRID = 1e-5;

/** What had to be mended, counted in rings (swapped: in features). */
export interface Repairs {
  /** Ring whose last position did not repeat the first. */
  closed: number;
  /** Ring that ran the wrong way round: drawn as it was, it would be the whole world but the region. */
  rewound: number;
  /** Ring without an inside after snapping: fewer than three corners, or no area. */
  degenerate: number;
  /** "Hole" that lay outside its polygon: an island some programs write as one. */
  islands: number;
  /** Part drawn twice. */
  repeated: number;
  /** Feature with latitude first. */
  swapped: number;
}

export type Refusal = 'not-polygon' | 'not-numbers' | 'empty' | 'outside';

export type Repaired =
  | { ok: true; polygons: Polygons; repairs: Repairs }
  | { ok: false; refusal: Refusal };

export const noRepairs = (): Repairs => ({
  closed: 0,
  rewound: 0,
  degenerate: 0,
  islands: 0,
  repeated: 0,
  swapped: 0,
});

/**
 * Any GeoJSON Polygon or MultiPolygon → clean parts in GeoJSON order, or why not. `box` is where the
 * region can lie: positions outside it that fit with latitude and longitude exchanged are exchanged,
 * others are refused (another province, or a projection in metres).
 */
export function repairGeometry(geometry: unknown, box: Box): Repaired {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const raw =
    type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!Array.isArray(raw)) return { ok: false, refusal: 'not-polygon' };
  const read = readPolygons(raw);
  if (read === undefined) return { ok: false, refusal: 'not-numbers' };

  if (read.flat().every((ring) => ring.length === 0)) return { ok: false, refusal: 'empty' };

  const repairs = noRepairs();
  const oriented = orient(read, box);
  if (oriented === undefined) return { ok: false, refusal: 'outside' };
  repairs.swapped = oriented.swapped;

  const seen = new Set<string>();
  const polygons: Polygon[] = [];
  for (const rings of oriented.polygons) {
    for (const polygon of cleanPolygon(rings, repairs)) {
      const key = ringKey(polygon[0]!);
      if (seen.has(key)) repairs.repeated++;
      else polygons.push(polygon);
      seen.add(key);
    }
  }
  return polygons.length > 0 ? { ok: true, polygons, repairs } : { ok: false, refusal: 'empty' };
}

function readPolygons(raw: readonly unknown[]): Polygons | undefined {
  const isPosition = (p: unknown) =>
    Array.isArray(p) && Number.isFinite(p[0] as number) && Number.isFinite(p[1] as number);
  const isRing = (r: unknown) => Array.isArray(r) && r.every(isPosition);
  return raw.every((p) => Array.isArray(p) && p.every(isRing)) ? (raw as Polygons) : undefined;
}

function orient(polygons: Polygons, box: Box): { polygons: Polygons; swapped: number } | undefined {
  const all = (test: (p: Position) => boolean) =>
    polygons.every((rings) => rings.every((ring) => ring.every(test)));
  if (all((p) => isInBox(box, p))) return { polygons, swapped: 0 };
  const exchange = ([a, b]: Position): Position => [b, a];
  if (!all((p) => isInBox(box, exchange(p)))) return undefined;
  return {
    polygons: polygons.map((rings) => rings.map((ring) => ring.map(exchange))),
    swapped: 1,
  };
}

/** One written polygon; more than one where "holes" turn out to be islands. */
function cleanPolygon(rings: Polygon, repairs: Repairs): Polygon[] {
  const clean: Ring[] = [];
  for (const ring of rings) {
    const snapped = snapRing(ring, repairs);
    if (snapped === undefined) repairs.degenerate++;
    else clean.push(snapped);
  }
  const [outer, ...others] = clean;
  if (outer === undefined) return [];
  const polygons: Ring[][] = [[wind(outer, 1, repairs)]];
  for (const ring of others) {
    const isHole = ring.some((p) => ringContains(outer, p));
    if (isHole) polygons[0]!.push(wind(ring, -1, repairs));
    else {
      repairs.islands++;
      polygons.push([wind(ring, 1, repairs)]);
    }
  }
  return polygons;
}

function snapRing(ring: Ring, repairs: Repairs): Ring | undefined {
  const out: Position[] = [];
  for (const [lng, lat] of ring) {
    const x = snap(lng);
    const y = snap(lat);
    const last = out.at(-1);
    if (last === undefined || last[0] !== x || last[1] !== y) out.push([x, y]);
  }
  const first = out[0];
  const last = out.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (first[0] !== last[0] || first[1] !== last[1]) {
    out.push(first);
    repairs.closed++;
  }
  return out.length >= 4 && Math.abs(ringAreaKm2(out)) > NOTHING_KM2 ? out : undefined;
}

/** Through integers, so that the same place is the same number whatever it was computed from. */
const snap = (degrees: number): number => Math.round(degrees / GRID) / Math.round(1 / GRID);

function wind(ring: Ring, sign: 1 | -1, repairs: Repairs): Ring {
  if (Math.sign(ringAreaKm2(ring)) === sign) return ring;
  repairs.rewound++;
  return [...ring].reverse();
}

/** The same for every start and direction of a ring. */
function ringKey(ring: Ring): string {
  return ring
    .slice(1)
    .map((p) => p.join())
    .sort()
    .join(';');
}
