import { gzipSync } from 'node:zlib';
import type { BoundaryReport } from '#api/regions.ts';
import { kabOf, kecOf, levelOf } from '#domain/region.ts';
import { clipRing } from '#engine/spatial/clip.ts';
import { dissolve } from '#engine/spatial/dissolve.ts';
import { areaKm2, type Box, boxOf, type Polygon, type Shape } from '#engine/spatial/geometry.ts';
import { interiorPoint } from '#engine/spatial/interior.ts';
import { findIslands } from '#engine/spatial/landmass.ts';
import { type Layer, makeLayer } from '#engine/spatial/layer.ts';
import { findNear } from '#engine/spatial/near.ts';
import { findNeighbours, type Neighbour } from '#engine/spatial/neighbours.ts';
import { type Mended, mendSeams } from '#engine/spatial/seams.ts';
import type { BoundaryLevel, StoredBoundary } from './queries-boundaries.ts';

/** Strips between two drawings of one edge are mended up to this size, square kilometres. */
const SEAM_KM2 = 0.1;
/**
 * Holes up to this size close when parts are joined. Kecamatan and kabupaten files were usually
 * simplified region by region, and mending strips that wide would change who is whose neighbour.
 */
const HOLE_KM2: Record<BoundaryLevel, number> = { village: SEAM_KM2, kec: 3, kab: 5 };
/** Edges of a kecamatan or kabupaten file this near to each other count as one border. */
const NEAR_KM = 0.5;
/** The web map of the province stays under this, gzipped. */
const MAX_LAYER_BYTES = 150_000;

const LEVELS: Record<BoundaryLevel, readonly BoundaryLevel[]> = {
  village: ['village', 'kec', 'kab'],
  kec: ['kec', 'kab'],
  kab: ['kab'],
};
/** The level of the file and every level above it: all are made from the same edges. */
export const levelsFrom = (level: BoundaryLevel): readonly BoundaryLevel[] => LEVELS[level];

const groupAt: Record<BoundaryLevel, (code: string) => string> = {
  village: (code) => code,
  kec: kecOf,
  kab: kabOf,
};

export interface BuiltBoundaries {
  readonly rows: readonly StoredBoundary[];
  readonly measured: readonly Neighbour[];
  readonly estimated: readonly Neighbour[];
  /** What geography says of kecamatan, where edges meet: on an island, or without any shore. */
  readonly traits: readonly { code: string; trait: 'coast' | 'island'; value: boolean }[];
  readonly layers: readonly { name: string; topology: Layer }[];
  readonly seams: BoundaryReport['seams'];
  readonly areaByKab: BoundaryReport['areaByKab'];
  readonly layerSizes: BoundaryReport['layers'];
}

export function buildBoundaries(
  level: BoundaryLevel,
  shapes: readonly Shape[],
  land: readonly Polygon[],
  onStep: (step: 'seams' | 'dissolve' | 'neighbours' | 'layers') => void,
): BuiltBoundaries {
  onStep('seams');
  const mended = mendSeams(shapes, SEAM_KM2);
  onStep('dissolve');
  const byLevel = new Map<BoundaryLevel, Shape[]>();
  let holes = 0;
  for (const at of levelsFrom(level)) {
    if (at === level) byLevel.set(at, [...mended.shapes]);
    else {
      const whole = dissolveBy(mended, groupAt[at], HOLE_KM2[level]);
      byLevel.set(at, whole);
      if (at === 'kab') holes = countHoles(whole);
    }
  }
  const rows = [...byLevel].flatMap(([at, list]) => list.map((shape) => storedRow(at, shape)));

  onStep('neighbours');
  const measured: Neighbour[] = [];
  const estimated: Neighbour[] = [];
  const own = findNeighbours(mended.shapes);
  const traits: BuiltBoundaries['traits'][number][] = [];
  for (const at of levelsFrom(level)) {
    const edges = at === level ? own : findNeighbours(mended.shapes, groupAt[at]);
    measured.push(...edges.neighbours);
    if (level === 'village' && at === 'kec') {
      traits.push(...traitsOf(byLevel.get('kec') ?? [], edges.freeBy));
    }
    if (level !== 'village') estimated.push(...findNear(byLevel.get(at) ?? [], NEAR_KM));
  }

  onStep('layers');
  const layers = webLayers(level, byLevel, rows, land);
  return {
    rows,
    measured,
    estimated,
    traits,
    layers: layers.map(({ name, topology }) => ({ name, topology })),
    seams: {
      gaps: mended.gaps.count,
      gapsKm2: mended.gaps.km2,
      overlaps: mended.overlaps.count,
      overlapsKm2: mended.overlaps.km2,
      holes,
      sharedKm: own.sharedKm,
      estimatedKm: estimated
        .filter((n) => levelOf(n.code) === level)
        .reduce((sum, n) => sum + n.sharedKm / 2, 0),
      freeKm: own.freeKm,
    },
    areaByKab: rows
      .filter((r) => r.level === 'kab')
      .map((r) => ({ code: r.code, areaKm2: r.areaKm2, parts: r.polygons.length }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    layerSizes: layers.map(({ name, bytes, gzipped, toleranceM }) => ({
      name,
      bytes,
      gzipped,
      toleranceM,
    })),
  };
}

function dissolveBy(mended: Mended, group: (code: string) => string, sliverKm2: number): Shape[] {
  const groups = new Map<string, Shape[]>();
  for (const shape of mended.shapes) {
    const key = group(shape.code);
    groups.set(key, [...(groups.get(key) ?? []), shape]);
  }
  return [...groups].map(([code, parts]) => ({
    code,
    polygons: dissolve(
      parts.map((p) => p.polygons),
      sliverKm2,
    ).polygons,
  }));
}

/** Under this many kilometres an unshared edge is a seam that did not meet, not a shore. */
const NO_SHORE_KM = 0.1;

function traitsOf(
  kecamatan: readonly Shape[],
  freeKm: ReadonlyMap<string, number>,
): BuiltBoundaries['traits'][number][] {
  const islands = findIslands(kecamatan);
  return kecamatan.flatMap(({ code }) => [
    { code, trait: 'island' as const, value: islands.has(code) },
    // An unshared edge may also be the border of the province, so only its absence says something.
    ...((freeKm.get(code) ?? 0) < NO_SHORE_KM
      ? [{ code, trait: 'coast' as const, value: false }]
      : []),
    ...(islands.has(code) ? [{ code, trait: 'coast' as const, value: true }] : []),
  ]);
}

const countHoles = (shapes: readonly Shape[]): number =>
  shapes.reduce((sum, s) => sum + s.polygons.reduce((n, rings) => n + rings.length - 1, 0), 0);

function storedRow(level: BoundaryLevel, { code, polygons }: Shape): StoredBoundary {
  const inside = interiorPoint(polygons) ?? polygons[0]![0]![0]!;
  return { code, level, polygons, areaKm2: areaKm2(polygons), inside };
}

interface SizedLayer {
  readonly name: string;
  readonly topology: Layer;
  readonly bytes: number;
  readonly gzipped: number;
  readonly toleranceM: number;
}

/** One layer for the province, and for villages one per kabupaten, asked for when somebody looks. */
function webLayers(
  level: BoundaryLevel,
  byLevel: ReadonlyMap<BoundaryLevel, readonly Shape[]>,
  rows: readonly StoredBoundary[],
  land: readonly Polygon[],
): SizedLayer[] {
  const pointsOf = (at: BoundaryLevel, within = '') =>
    rows
      .filter((r) => r.level === at && r.code.startsWith(within))
      .map((r) => ({ code: r.code, at: r.inside }));
  const province = level === 'kab' ? 'kab' : 'kec';
  const layers = [
    fitLayer(province, 80, (toleranceM) =>
      makeLayer(
        {
          areas: byLevel.get(province) ?? [],
          land,
          labels: [...pointsOf('kab'), ...(province === 'kab' ? [] : pointsOf('kec'))],
        },
        toleranceM,
        30_000,
      ),
    ),
  ];
  if (level === 'village') {
    for (const kab of byLevel.get('kab') ?? []) {
      const areas = (byLevel.get('village') ?? []).filter((s) => kabOf(s.code) === kab.code);
      const around = landAround(kab, byLevel.get('kab') ?? [], land);
      layers.push(
        fitLayer(`village:${kab.code}`, 30, (toleranceM) =>
          makeLayer(
            {
              areas,
              land: around,
              labels: [...pointsOf('kec', kab.code), ...pointsOf('village', kab.code)],
            },
            toleranceM,
            100_000,
          ),
        ),
      );
    }
  }
  return layers;
}

/** At this size the coast of the 1:10 million map is not visibly off; smaller places do without it. */
const COARSE_DEGREES = 0.6;

/** What a map of one kabupaten shows around it: its neighbours, and for large ones the coast beyond. */
function landAround(kab: Shape, all: readonly Shape[], coast: readonly Polygon[]): Polygon[] {
  const [west, south, east, north] = boxOf(kab.polygons.flat());
  const size = Math.max(east - west, north - south);
  const margin = size * 0.6;
  const box: Box = [west - margin, south - margin, east + margin, north + margin];
  const cut = (polygons: readonly Polygon[]) =>
    polygons.flatMap(([outer]) => {
      const ring = outer && clipRing(outer, box);
      return ring ? [[ring]] : [];
    });
  return [
    ...(size > COARSE_DEGREES ? cut(coast) : []),
    ...all.filter((other) => other !== kab).flatMap((other) => cut(other.polygons)),
  ];
}

function fitLayer(name: string, startM: number, make: (toleranceM: number) => Layer): SizedLayer {
  for (let toleranceM = startM; ; toleranceM *= 1.5) {
    const topology = make(toleranceM);
    const text = JSON.stringify(topology);
    const gzipped = gzipSync(text).length;
    if (gzipped <= MAX_LAYER_BYTES || toleranceM > 5000) {
      return { name, topology, bytes: text.length, gzipped, toleranceM: Math.round(toleranceM) };
    }
  }
}
