import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { clipRing } from '#engine/spatial/clip.ts';
import type { Box, Polygon, Ring } from '#engine/spatial/geometry.ts';

export const COAST_SOURCE = 'Natural Earth 1:10 juta (domain publik)';

/** The province and what a reader needs around it to know where it is. */
const WINDOW: Box = [117, -8, 128, -0.5];

/**
 * Land around the province from the public-domain Natural Earth data in `world-atlas`, cut to a
 * window. For orientation only: at 1:10 million it is a few hundred metres off, and no boundary.
 */
export function readCoastline(): Polygon[] {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-10m.json');
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof feature>[0];
  const land = feature(topology, topology.objects['land'] as never) as unknown as {
    features: { geometry: { coordinates: Ring[][] } }[];
  };
  return land.features
    .flatMap((f) => f.geometry.coordinates)
    .flatMap(([outer]) => {
      const clipped = outer && clipRing(outer, WINDOW);
      return clipped ? [[clipped]] : [];
    });
}
