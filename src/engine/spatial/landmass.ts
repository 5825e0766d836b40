import { dissolve } from './dissolve.ts';
import { ringAreaKm2, ringContains, type Shape } from './geometry.ts';
import { interiorPoint } from './interior.ts';

/**
 * Which regions have no part on the largest landmass: the rest of the province is reached from there
 * by sea only (bridges apart, which no boundary shows). Edges must meet (mendSeams).
 */
export function findIslands(shapes: readonly Shape[]): Set<string> {
  const { polygons } = dissolve(
    shapes.map((s) => s.polygons),
    0,
  );
  let mainland = polygons[0]?.[0];
  for (const [outer] of polygons) {
    if (outer && mainland && ringAreaKm2(outer) > ringAreaKm2(mainland)) mainland = outer;
  }
  const islands = new Set<string>();
  for (const { code, polygons: parts } of shapes) {
    const touches = parts.some((part) => {
      const point = interiorPoint([part]);
      return point !== undefined && mainland !== undefined && ringContains(mainland, point);
    });
    if (!touches) islands.add(code);
  }
  return islands;
}
