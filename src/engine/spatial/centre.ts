import { geoCentroid } from 'd3-geo';
import { InputError } from '../stats/input-error.ts';
import { type Position, ringAreaKm2 } from './geometry.ts';
import { checked, type Geometry, ringsOf } from './outlines.ts';

/**
 * Where an area is taken to be for distances: a point itself, else the centre of gravity of all its parts
 * on the sphere (d3-geo), holes taken out. It may lie outside the area.
 * @throws InputError no-geometry, not-polygon, bad-position
 */
export function centreOf(geometry: Geometry | null, row: number): Position {
  if (geometry?.type === 'Point') return checked(geometry.coordinates, row);
  const parts =
    geometry?.type === 'MultiPolygon'
      ? (geometry.coordinates as readonly (readonly (readonly Position[])[])[])
      : [ringsOf(geometry, row) as unknown as readonly (readonly Position[])[]];
  const polygons = parts.map((rings) =>
    rings.map((ring, hole) => {
      const turned = [...ring.map((p) => checked(p, row))];
      const [first, last] = [turned[0], turned.at(-1)];
      if (first && last && (first[0] !== last[0] || first[1] !== last[1])) turned.push(first);
      // d3-geo takes the clockwise side of a ring for its inside.
      const clockwise = ringAreaKm2(turned) < 0;
      return (clockwise === (hole === 0) ? turned : turned.reverse()) as [number, number][];
    }),
  );
  const [lng, lat] = geoCentroid({ type: 'MultiPolygon', coordinates: polygons });
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) throw new InputError('no-geometry', { row });
  return [lng, lat];
}
