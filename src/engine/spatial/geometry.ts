/** Degrees, longitude first, as in GeoJSON. */
export type Position = readonly [lng: number, lat: number];
/** Closed: the last position repeats the first. Outer rings run counter-clockwise, holes clockwise. */
export type Ring = readonly Position[];
/** Outer ring, then its holes. */
export type Polygon = readonly Ring[];
/** Every part of a region: an island is a part like any other and none may get lost. */
export type Polygons = readonly Polygon[];

/** One region and its parts. */
export interface Shape {
  readonly code: string;
  readonly polygons: Polygons;
}

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Mean radius of the earth (IUGG), kilometres. */
export const EARTH_KM = 6371.0088;

/** A tenth of a square metre: under it there is nothing to see and nothing to count. */
export const NOTHING_KM2 = 1e-7;

const RADIANS = Math.PI / 180;

/**
 * Area enclosed by a ring on the sphere, square kilometres; positive where it runs counter-clockwise.
 * Edges are great circles; the sum of spherical excesses of Chamberlain & Duquette (2007) in the
 * numerically stable form d3-geo uses. Right for rings smaller than a hemisphere.
 */
export function ringAreaKm2(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [lng0, lat0] = ring[i]!;
    const [lng1, lat1] = ring[i + 1]!;
    const delta = (lng1 - lng0) * RADIANS;
    const half0 = (lat0 * RADIANS) / 2 + Math.PI / 4;
    const half1 = (lat1 * RADIANS) / 2 + Math.PI / 4;
    const k = Math.sin(half0) * Math.sin(half1);
    const u = Math.cos(half0) * Math.cos(half1) + k * Math.cos(delta);
    sum -= Math.atan2(k * Math.sin(delta), u);
  }
  return 2 * sum * EARTH_KM * EARTH_KM;
}

/** Area of a region, square kilometres: outer rings less holes, whichever way they run. */
export function areaKm2(polygons: Polygons): number {
  let sum = 0;
  for (const polygon of polygons) {
    for (const [i, ring] of polygon.entries()) {
      const area = Math.abs(ringAreaKm2(ring));
      sum += i === 0 ? area : -area;
    }
  }
  return sum;
}

/** Great-circle distance, kilometres (haversine). */
export function distanceKm([lng0, lat0]: Position, [lng1, lat1]: Position): number {
  const a =
    Math.sin(((lat1 - lat0) * RADIANS) / 2) ** 2 +
    Math.cos(lat0 * RADIANS) *
      Math.cos(lat1 * RADIANS) *
      Math.sin(((lng1 - lng0) * RADIANS) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Even-odd test in the plane of longitude and latitude. A point on the edge may fall either way. */
export function ringContains(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x0, y0] = ring[i]!;
    const [x1, y1] = ring[i + 1]!;
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

export function contains(polygons: Polygons, point: Position): boolean {
  return polygons.some(
    ([outer, ...holes]) =>
      outer !== undefined &&
      ringContains(outer, point) &&
      !holes.some((hole) => ringContains(hole, point)),
  );
}

export function boxOf(rings: Iterable<Ring>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [lng, lat] of ring) {
      if (lng < west) west = lng;
      if (lng > east) east = lng;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  return [west, south, east, north];
}

export const isInBox = ([west, south, east, north]: Box, [lng, lat]: Position): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** The largest part: where a label stands and where the interior point is looked for. */
export function largestPolygon(polygons: Polygons): Polygon | undefined {
  let best: Polygon | undefined;
  let most = -1;
  for (const polygon of polygons) {
    const area = areaKm2([polygon]);
    if (area > most) [best, most] = [polygon, area];
  }
  return best;
}
