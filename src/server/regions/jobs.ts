import { rm } from 'node:fs/promises';
import type { BoundaryReport } from '#api/regions.ts';
import { levelOf, provinceOf, type RegionCode } from '#domain/region.ts';
import type { RegionIndex } from '#domain/region-match.ts';
import type { Box } from '#engine/spatial/geometry.ts';
import { Problem } from '../context.ts';
import type { Db } from '../db/sql.ts';
import type { JobContext, Jobs } from '../job-queue.ts';
import { buildBoundaries, levelsFrom } from './boundary-build.ts';
import { boundaryPath, type ReadBoundaries, readBoundaryFile } from './boundary-file.ts';
import { readCoastline } from './coastline.ts';
import { versionOf } from './load-schematic.ts';
import * as q from './queries-boundaries.ts';
import { listSchematicInput, saveMapLayer } from './queries-map.ts';
import { loadRegionIndex } from './queries-match.ts';

/** Degrees around the kabupaten positions within which a polygon of the province can lie. */
const REACH = 1.7;

interface BoundaryJob {
  id: string;
  /** Check only, or use from now on. */
  purpose: 'check' | 'apply';
}

export const regionsJobs: Jobs = {
  async 'regions.boundaries'(ctx: JobContext, input: BoundaryJob) {
    const begun = performance.now();
    const { row, index, box } = await ctx.inScope((db) => prepare(db, input.id));
    ctx.progress({ step: 'map.step.read' });
    let read: ReadBoundaries;
    try {
      read = readBoundaryFile(boundaryPath(ctx.config, input.id), index, box, row.codeProperty);
    } catch (error) {
      if (error instanceof Problem) await ctx.inScope((db) => q.refuseBoundaryImport(db, input.id));
      throw error;
    }
    const built = buildBoundaries(read.level, read.shapes, readCoastline(), (step) => {
      if (ctx.cancelled()) throw new Problem('busy', { why: 'cancelled' });
      ctx.progress({ step: `map.step.${step}` });
    });
    const report: BoundaryReport = {
      level: read.level,
      codeProperty: read.codeProperty,
      ...read.found,
      missing: missingRegions(index, read),
      seams: built.seams,
      areaByKab: [...built.areaByKab],
      layers: [...built.layerSizes],
      seconds: Math.round((performance.now() - begun) / 100) / 10,
    };
    const now = ctx.now();
    if (input.purpose === 'check') {
      await ctx.inScope((db) =>
        q.saveBoundaryReport(db, input.id, { state: 'checked', report, now }),
      );
      return { matched: report.matched };
    }
    ctx.progress({ step: 'map.step.store' });
    await ctx.inScope(async (db) => {
      await q.clearBoundaries(db, levelsFrom(read.level), { as: 'replaced', now });
      const from = { importId: input.id, source: row.source, year: row.year, now };
      await q.addBoundaries(db, built.rows, from);
      await q.addNeighbours(db, built.measured, 'measured');
      await q.addNeighbours(db, built.estimated, 'estimated');
      await q.addComputedTraits(db, built.traits, from);
      for (const { name, topology } of built.layers) {
        await saveMapLayer(db, {
          name,
          topology,
          version: versionOf(topology),
          schematic: false,
          source: row.source,
          year: row.year,
          now,
        });
      }
      await q.saveBoundaryReport(db, input.id, { state: 'applied', report, now });
      await ctx.audit(db, provinceOf(ctx.actor.area), 'regions.boundaries-apply', input.id, {
        level: read.level,
        matched: report.matched,
        features: report.features,
      });
    });
    await rm(boundaryPath(ctx.config, input.id), { force: true });
    return { matched: report.matched };
  },
};

async function prepare(db: Db, id: string) {
  const row = await q.findBoundaryImport(db, id);
  if (row === undefined) throw new Problem('not-found');
  const index = await loadRegionIndex(db);
  const points = await listSchematicInput(db);
  const box: Box = [
    Math.min(...points.map((p) => p.lng)) - REACH,
    Math.min(...points.map((p) => p.lat)) - REACH,
    Math.max(...points.map((p) => p.lng)) + REACH,
    Math.max(...points.map((p) => p.lat)) + REACH,
  ];
  return { row, index, box };
}

/** Regions of the file's level, and of levels above it, that got no polygon. */
function missingRegions(
  index: RegionIndex,
  read: ReadBoundaries,
): { code: RegionCode; name: string }[] {
  const has = new Set(read.shapes.map((s) => s.code));
  return [...index.names]
    .filter(([code]) => levelOf(code) === read.level && !has.has(code))
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
