import { createHash } from 'node:crypto';
import { contains } from '#engine/spatial/geometry.ts';
import { makeLayer } from '#engine/spatial/layer.ts';
import { placeCells } from '#engine/spatial/schematic.ts';
import type { Db } from '../db/sql.ts';
import { COAST_SOURCE, readCoastline } from './coastline.ts';
import { listSchematicInput, saveMapLayer } from './queries-map.ts';

/** Centre to centre: 221 such cells are about the land area of the province. */
const SPACING_KM = 13.5;
/** A cell on land is preferred to one at sea up to this much farther away. */
const SEA_KM = 16;

/** The map that stands until boundaries are imported, and again after they were removed. */
export async function loadSchematic(db: Db, now: string): Promise<void> {
  const clusters = await listSchematicInput(db);
  const land = readCoastline();
  const cells = placeCells(
    clusters.map((c) => ({ code: c.code, at: [c.lng, c.lat], members: c.members })),
    { spacingKm: SPACING_KM, seaKm: SEA_KM, isLand: (p) => contains(land, p) },
  );
  const topology = makeLayer(
    {
      areas: cells.map((c) => ({ code: c.code, polygons: [[c.ring]] })),
      land,
      labels: [
        ...clusters.map((c) => ({ code: c.code, at: [c.lng, c.lat] as const })),
        ...cells.map((c) => ({ code: c.code, at: c.centre })),
      ],
    },
    0,
    30_000,
  );
  await saveMapLayer(db, {
    name: 'schematic',
    version: versionOf(topology),
    topology,
    schematic: true,
    source: COAST_SOURCE,
    year: null,
    now,
  });
}

export const versionOf = (topology: unknown): string =>
  createHash('sha256').update(JSON.stringify(topology)).digest('hex').slice(0, 12);
