import { quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { Polygons, Position, Shape } from './geometry.ts';

/**
 * What the web map draws, as TopoJSON with three objects: `areas` (id = code), `land` (the coast
 * around them, for orientation) and `labels` (a point per label, id = code).
 */
export interface LayerParts {
  readonly areas: readonly Shape[];
  readonly land: Polygons;
  readonly labels: readonly { readonly code: string; readonly at: Position }[];
}

/** TopoJSON as plain data; the types of `topojson-specification` describe it further. */
export type Layer = ReturnType<typeof quantize>;

const METRES_PER_DEGREE = 111_195;

/**
 * `toleranceM`: corners whose triangle (Visvalingam) is smaller than half a square of this side go,
 * once per shared edge, so that neighbours still meet. `grid`: steps of the integer grid along the
 * longer side. Every part keeps at least its triangle: no island is lost.
 */
export function makeLayer(parts: LayerParts, toleranceM: number, grid: number): Layer {
  const collection = (features: unknown[]) => ({ type: 'FeatureCollection', features });
  const whole = topology({
    areas: collection(parts.areas.map((a) => multiPolygon(a.code, a.polygons))),
    land: collection(parts.land.length > 0 ? [multiPolygon('land', parts.land)] : []),
    labels: collection(
      parts.labels.map(({ code, at }) => ({
        type: 'Feature',
        id: code,
        properties: {},
        geometry: { type: 'Point', coordinates: at },
      })),
    ),
  } as never);
  const weight = (toleranceM / METRES_PER_DEGREE) ** 2 / 2;
  const simpler = toleranceM > 0 ? simplify(presimplify(whole as never), weight) : whole;
  return quantize(simpler as never, grid);
}

const multiPolygon = (code: string, polygons: Polygons) => ({
  type: 'Feature',
  id: code,
  properties: {},
  geometry: { type: 'MultiPolygon', coordinates: polygons },
});
