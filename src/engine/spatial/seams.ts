import { dissolve } from './dissolve.ts';
import { EDGE_BASE, numberPositions } from './edges.ts';
import { type Polygons, type Ring, ringAreaKm2, type Shape } from './geometry.ts';

export interface Mended {
  readonly shapes: readonly Shape[];
  /** Strips nobody had drawn, given to the neighbour with the longest edge along them. */
  readonly gaps: { readonly count: number; readonly km2: number };
  /** Strips two had drawn, taken from the neighbour with the longest edge along them. */
  readonly overlaps: { readonly count: number; readonly km2: number };
}

/**
 * Makes neighbours meet: where two drawings of one edge differ by a sliver (up to `sliverKm2`), one
 * of the two takes over the other's line. Afterwards every shared edge is the same edge, regions
 * dissolve without holes, and shared lengths can be measured. Larger strips are left as they are.
 */
export function mendSeams(shapes: readonly Shape[], sliverKm2: number): Mended {
  const all = dissolve(
    shapes.map((s) => s.polygons),
    sliverKm2,
  );
  const overlaps = all.overlaps.filter((ring) => ringAreaKm2(ring) <= sliverKm2);
  const owners = edgeOwners(shapes);
  const extra = new Map<number, Polygons[]>();
  for (const ring of [...all.gaps, ...overlaps]) {
    const owner = owners.longestAlong(ring);
    if (owner === undefined) continue;
    // Walked backwards the strip cancels the owner's own line and leaves the neighbour's.
    const strip: Polygons = [[[...ring].reverse()]];
    extra.set(owner, [...(extra.get(owner) ?? []), strip]);
  }
  return {
    shapes: shapes.map((shape, i) => {
      const strips = extra.get(i);
      if (strips === undefined) return shape;
      const { polygons } = dissolve([shape.polygons, ...strips], 0);
      return { code: shape.code, polygons };
    }),
    gaps: sum(all.gaps),
    overlaps: sum(overlaps),
  };
}

const sum = (rings: readonly Ring[]) => ({
  count: rings.length,
  km2: rings.reduce((total, ring) => total + Math.abs(ringAreaKm2(ring)), 0),
});

function edgeOwners(shapes: readonly Shape[]) {
  const numbers = numberPositions();
  const owner = new Map<number, number>();
  for (const [i, shape] of shapes.entries()) {
    for (const ring of shape.polygons.flat()) {
      for (let j = 0; j + 1 < ring.length; j++) {
        owner.set(numbers.id(ring[j]!) * EDGE_BASE + numbers.id(ring[j + 1]!), i);
      }
    }
  }
  return {
    longestAlong(ring: Ring): number | undefined {
      const lengths = new Map<number, number>();
      for (let j = 0; j + 1 < ring.length; j++) {
        const [from, to] = [ring[j]!, ring[j + 1]!];
        const i = owner.get(numbers.id(from) * EDGE_BASE + numbers.id(to));
        if (i === undefined) continue;
        lengths.set(i, (lengths.get(i) ?? 0) + Math.hypot(to[0] - from[0], to[1] - from[1]));
      }
      let best: number | undefined;
      for (const [i, length] of lengths) {
        if (best === undefined || length > (lengths.get(best) ?? 0)) best = i;
      }
      return best;
    },
  };
}
