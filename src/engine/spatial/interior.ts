import polylabel from 'polylabel';
import {
  boxOf,
  contains,
  largestPolygon,
  type Polygon,
  type Polygons,
  type Position,
} from './geometry.ts';

/**
 * A point inside the region, far from its edges: the pole of inaccessibility of the largest part,
 * longitude scaled by the cosine of the latitude so that "far" means the same in both directions.
 * A centroid will not do: it lies outside three of the seventeen kabupaten.
 */
export function interiorPoint(polygons: Polygons): Position | undefined {
  const largest = largestPolygon(polygons);
  if (largest === undefined) return undefined;
  const [west, south, east, north] = boxOf(largest);
  const scale = Math.cos((((south + north) / 2) * Math.PI) / 180) || 1;
  const scaled = largest.map((ring) =>
    ring.map(([lng, lat]): [number, number] => [lng * scale, lat]),
  );
  const size = Math.min((east - west) * scale, north - south);
  // Finer where the shape is thinner than the first try could see.
  for (const fineness of [50, 1000, 20_000]) {
    const found = polylabel(scaled, size / fineness);
    const point: Position = [(found[0] ?? 0) / scale, found[1] ?? 0];
    if (contains([largest], point)) return point;
  }
  return middleOfScan(largest);
}

/** The middle of the widest stretch across some line of latitude: inside whatever the shape. */
function middleOfScan(polygon: Polygon): Position | undefined {
  const [, south, , north] = boxOf(polygon);
  for (const share of [0.5, 0.37, 0.63, 0.21, 0.79, 0.08, 0.92]) {
    const lat = south + (north - south) * share;
    const crossings: number[] = [];
    for (const ring of polygon) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x0, y0] = ring[i]!;
        const [x1, y1] = ring[i + 1]!;
        if (y0 > lat !== y1 > lat) crossings.push(x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0));
      }
    }
    crossings.sort((a, b) => a - b);
    let best: Position | undefined;
    let widest = 0;
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1]! - crossings[i]!;
      if (width > widest) [best, widest] = [[crossings[i]! + width / 2, lat], width];
    }
    if (best !== undefined && contains([polygon], best)) return best;
  }
  return undefined;
}
