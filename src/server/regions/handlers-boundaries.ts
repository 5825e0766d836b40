import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MapState, regionsApi } from '#api/regions.ts';
import { provinceOf } from '#domain/region.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { addJob } from '../job-queue.ts';
import { levelsFrom } from './boundary-build.ts';
import { boundaryPath, MAX_MEGABYTES } from './boundary-file.ts';
import { versionOf } from './load-schematic.ts';
import * as q from './queries-boundaries.ts';
import { findMapLayer, listMapLayers } from './queries-map.ts';

type Names =
  | 'mapState'
  | 'mapLayer'
  | 'listBoundaryImports'
  | 'uploadBoundaries'
  | 'checkBoundaries'
  | 'applyBoundaries'
  | 'removeBoundaries';

export const boundaryHandlers: Pick<Handlers<typeof regionsApi>, Names> = {
  mapState,

  async mapLayer(ctx, input) {
    const names = {
      kab: ['kab', 'kec', 'schematic'],
      kec: ['kec', 'schematic'],
      village: [`village:${input.kab ?? ''}`],
    }[input.layer];
    const row = await findMapLayer(ctx.db, names);
    if (row === undefined) throw new Problem('not-found');
    const { name, ...rest } = row;
    const layer = name === 'kab' ? 'kab' : name.startsWith('village:') ? 'village' : 'kec';
    return { layer, ...rest };
  },

  listBoundaryImports: (ctx) => q.listBoundaryImports(ctx.db),

  async uploadBoundaries(ctx, input) {
    const { upload } = ctx;
    if (upload === undefined || upload.bytes === 0) throw new Problem('bad-input');
    if (upload.bytes > MAX_MEGABYTES * 1048576) {
      throw new Problem('file-too-large', { megabytes: MAX_MEGABYTES });
    }
    const id = await q.addBoundaryImport(ctx.db, {
      fileName: input.filename,
      sha256: upload.sha256,
      bytes: upload.bytes,
      codeProperty: input.codeProperty || null,
      source: input.source,
      year: input.year,
      actor: ctx.actor.id,
      now: ctx.now,
    });
    const path = boundaryPath(ctx.config, id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(upload.path, path);
    const jobId = await addBoundaryJob(ctx, id, 'check');
    return done({ id, jobId }, note(ctx, id, { bytes: upload.bytes, sha256: upload.sha256 }));
  },

  async checkBoundaries(ctx, input) {
    await getWaiting(ctx, input.id);
    await q.changeBoundaryImport(ctx.db, input.id, {
      codeProperty: input.codeProperty || null,
      source: input.source,
      year: input.year,
    });
    const jobId = await addBoundaryJob(ctx, input.id, 'check');
    return done({ jobId }, note(ctx, input.id, { codeProperty: input.codeProperty ?? '' }));
  },

  async applyBoundaries(ctx, input) {
    const row = await getWaiting(ctx, input.id);
    if (row.state !== 'checked' || row.level === null) throw new Problem('import-not-ready');
    const finer = levelsFrom('village').slice(0, levelsFrom('village').indexOf(row.level));
    const inUse = await q.listBoundaryLevels(ctx.db);
    if (finer.some((level) => inUse.includes(level))) {
      throw new Problem('rule-broken', { rule: 'boundary-finer-exists' });
    }
    const jobId = await addBoundaryJob(ctx, input.id, 'apply');
    return done({ jobId }, note(ctx, input.id, { asked: true }));
  },

  async removeBoundaries(ctx, input) {
    const row = await q.findBoundaryImport(ctx.db, input.id);
    if (row === undefined) throw new Problem('not-found');
    if (row.state === 'applied' && row.level !== null) {
      await q.clearBoundaries(ctx.db, levelsFrom(row.level), { as: 'removed', now: ctx.now });
    } else {
      await q.endBoundaryImport(ctx.db, input.id, ctx.now);
    }
    ctx.afterCommit(() => void rm(boundaryPath(ctx.config, input.id), { force: true }));
    return done(await mapState(ctx), note(ctx, input.id, { was: row.state }));
  },
};

async function mapState(ctx: Context): Promise<MapState> {
  const layers = await listMapLayers(ctx.db);
  const levels = await q.listBoundaryLevels(ctx.db);
  const finest = levelsFrom('village').find((level) => levels.includes(level)) ?? 'none';
  const shown =
    layers.find((l) => l.name === (finest === 'kab' ? 'kab' : 'kec')) ??
    layers.find((l) => l.name === 'schematic');
  return {
    boundaries: finest,
    source: shown?.source ?? '',
    year: shown?.year ?? null,
    version: versionOf(layers.map((l) => l.name + l.version)),
    villageMaps: layers
      .filter((l) => l.name.startsWith('village:'))
      .map((l) => l.name.slice('village:'.length)),
    neighbours: finest === 'none' ? 'none' : finest === 'village' ? 'measured' : 'estimated',
  };
}

async function getWaiting(ctx: Context, id: string): Promise<q.BoundaryImportRow> {
  const row = await q.findBoundaryImport(ctx.db, id);
  if (row === undefined) throw new Problem('not-found');
  if (!['uploaded', 'checked', 'refused'].includes(row.state))
    throw new Problem('import-not-ready');
  return row;
}

const addBoundaryJob = (ctx: Context, id: string, purpose: 'check' | 'apply'): Promise<string> =>
  addJob(ctx.db, {
    kab: provinceOf(ctx.actor.area),
    kind: 'regions.boundaries',
    input: { id, purpose },
    actor: ctx.actor,
    now: ctx.now,
  });

const note = (ctx: Context, subject: string, details: Record<string, unknown>) => ({
  kab: provinceOf(ctx.actor.area),
  subject,
  details,
});
