import { InputError } from '../stats/input-error.ts';

/** Geometry as it stands in GeoJSON. */
export interface Geometry {
  readonly type: string;
  readonly coordinates: unknown;
}

/** The edges of all areas on end, area after area; an edge never has length 0. */
export interface Outlines {
  readonly areas: number;
  /** Edges of area i: edgeStart[i] … edgeStart[i + 1] − 1. */
  readonly edgeStart: Int32Array;
  /** Per edge: longitude and latitude of its first and its last position, degrees. */
  readonly ends: Float64Array;
}

/**
 * Every ring of every part, holes too: their edges are borders like any other. Open rings are closed,
 * repeated positions skipped.
 * @throws InputError no-geometry, not-polygon (details: type), bad-position (details: position) with the row.
 */
export function outlinesOf(geometries: readonly (Geometry | null)[]): Outlines {
  let most = 0;
  for (const [row, geometry] of geometries.entries()) {
    for (const ring of ringsOf(geometry, row)) most += ring.length;
  }
  const ends = new Float64Array(most * 4);
  const edgeStart = new Int32Array(geometries.length + 1);
  let at = 0;
  for (const [row, geometry] of geometries.entries()) {
    for (const ring of ringsOf(geometry, row)) {
      let [x, y] = checked(ring.at(-1), row);
      for (const position of ring) {
        const [x1, y1] = checked(position, row);
        if (x1 !== x || y1 !== y) {
          ends[at] = x;
          ends[at + 1] = y;
          ends[at + 2] = x1;
          ends[at + 3] = y1;
          at += 4;
          x = x1;
          y = y1;
        }
      }
    }
    edgeStart[row + 1] = at / 4;
    if (edgeStart[row + 1] === edgeStart[row]) throw new InputError('no-geometry', { row });
  }
  return { areas: geometries.length, edgeStart, ends: ends.subarray(0, at) };
}

type Ring = readonly (readonly number[])[];

/** @throws InputError no-geometry, not-polygon */
export function ringsOf(geometry: Geometry | null, row: number): readonly Ring[] {
  if (geometry === null) throw new InputError('no-geometry', { row });
  const { type, coordinates } = geometry;
  if (!Array.isArray(coordinates)) throw new InputError('no-geometry', { row });
  if (type === 'Polygon') return coordinates as Ring[];
  if (type === 'MultiPolygon') return (coordinates as Ring[][]).flat();
  throw new InputError('not-polygon', { row, details: { type } });
}

/** Degrees; metres of a projected file are not taken for degrees. */
export function checked(position: unknown, row: number): readonly [lng: number, lat: number] {
  if (Array.isArray(position)) {
    const [x, y] = position as readonly unknown[];
    if (typeof x === 'number' && typeof y === 'number' && Math.abs(x) <= 180 && Math.abs(y) <= 90)
      return [x, y];
  }
  throw new InputError('bad-position', {
    row,
    details: { position: JSON.stringify(position) ?? '' },
  });
}
