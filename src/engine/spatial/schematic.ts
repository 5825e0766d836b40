import type { Position, Ring } from './geometry.ts';

/** A kabupaten whose parts have no position of their own. */
export interface Cluster {
  readonly code: string;
  readonly at: Position;
  /** Codes of its parts, in the order they are laid out: north to south, west to east. */
  readonly members: readonly string[];
}

export interface Cell {
  readonly code: string;
  readonly centre: Position;
  readonly ring: Ring;
}

interface Options {
  /** From centre to centre, kilometres. */
  readonly spacingKm: number;
  /** Cells on land are preferred; one at sea is taken where it is this many kilometres nearer. */
  readonly isLand: (p: Position) => boolean;
  readonly seaKm: number;
}

interface Site extends Readonly<Record<'x' | 'y', number>> {
  readonly sea: boolean;
}

const KM_PER_DEGREE = 111.195;

/**
 * A map without boundaries: equal hexagons, as many per cluster as it has members, no two in one
 * place. Which cells a cluster takes is the exact optimum of a transport problem (sum of squared
 * distances to the clusters' positions, plus a price for sea), so clusters come out compact and the
 * same input always gives the same map. Where a member lies inside its cluster is NOT known.
 */
export function placeCells(clusters: readonly Cluster[], options: Options): Cell[] {
  const plane = planeAround(clusters.map((c) => c.at));
  const centres = clusters.map((c) => plane.toKm(c.at));
  const total = clusters.reduce((sum, c) => sum + c.members.length, 0);
  const sites = hexSites(centres, total, options, plane);
  const cost = centres.map(([cx, cy]) =>
    sites.map((s) => (s.x - cx) ** 2 + (s.y - cy) ** 2 + (s.sea ? options.seaKm ** 2 : 0)),
  );
  const owner = transport(
    cost,
    clusters.map((c) => c.members.length),
  );
  const cells: Cell[] = [];
  for (const [k, cluster] of clusters.entries()) {
    const own = sites.filter((_, i) => owner[i] === k).sort((a, b) => b.y - a.y || a.x - b.x);
    for (const [i, site] of own.entries()) {
      cells.push({
        code: cluster.members[i]!,
        centre: plane.toDegrees([site.x, site.y]),
        ring: hexagon(site, options.spacingKm).map(plane.toDegrees),
      });
    }
  }
  return cells;
}

type Point = readonly [x: number, y: number];

function planeAround(points: readonly Position[]) {
  const lat0 = points.reduce((sum, p) => sum + p[1], 0) / points.length;
  const lng0 = points.reduce((sum, p) => sum + p[0], 0) / points.length;
  const scale = Math.cos((lat0 * Math.PI) / 180);
  const round = (v: number) => Math.round(v * 1e5) / 1e5;
  return {
    toKm: ([lng, lat]: Position): Point => [
      (lng - lng0) * scale * KM_PER_DEGREE,
      (lat - lat0) * KM_PER_DEGREE,
    ],
    toDegrees: ([x, y]: Point): Position => [
      round(lng0 + x / scale / KM_PER_DEGREE),
      round(lat0 + y / KM_PER_DEGREE),
    ],
  };
}

/** Hexagon centres over the clusters, with room around for the worst case of all in one corner. */
function hexSites(
  centres: readonly Point[],
  total: number,
  { spacingKm, isLand }: Options,
  plane: ReturnType<typeof planeAround>,
): Site[] {
  const margin = spacingKm * (2 + Math.sqrt(total));
  const rowKm = (spacingKm * Math.sqrt(3)) / 2;
  const low = (axis: 0 | 1) => Math.min(...centres.map((c) => c[axis])) - margin;
  const high = (axis: 0 | 1) => Math.max(...centres.map((c) => c[axis])) + margin;
  const sites: Site[] = [];
  for (let row = Math.floor(low(1) / rowKm); row * rowKm <= high(1); row++) {
    const shift = row % 2 === 0 ? 0 : 0.5;
    for (let column = Math.floor(low(0) / spacingKm); column * spacingKm <= high(0); column++) {
      const [x, y] = [(column + shift) * spacingKm, row * rowKm];
      sites.push({ x, y, sea: !isLand(plane.toDegrees([x, y])) });
    }
  }
  return sites;
}

function hexagon({ x, y }: Site, spacingKm: number): Point[] {
  const radius = spacingKm / Math.sqrt(3);
  // Counter-clockwise from the right shoulder; the first corner repeated closes the ring.
  return [30, 90, 150, 210, 270, 330, 30].map((angle): Point => {
    const a = (angle * Math.PI) / 180;
    return [x + radius * Math.cos(a), y + radius * Math.sin(a)];
  });
}

/**
 * Least-cost assignment of sites to clusters with given sizes: successive shortest paths, where a
 * path runs cluster → site taken from another cluster → … → free site. Ties go to the lower index.
 */
function transport(cost: readonly (readonly number[])[], sizes: readonly number[]): Int32Array {
  const siteCount = cost[0]?.length ?? 0;
  const owner = new Int32Array(siteCount).fill(-1);
  for (const [start, size] of sizes.entries()) {
    for (let i = 0; i < size; i++) augment(cost, owner, start);
  }
  return owner;
}

function augment(cost: readonly (readonly number[])[], owner: Int32Array, start: number): void {
  const n = cost.length;
  // What it costs cluster `a` to take its cheapest site from `b`, which must then look elsewhere.
  const step = Array.from({ length: n }, () => new Float64Array(n).fill(Infinity));
  const stepSite = Array.from({ length: n }, () => new Int32Array(n).fill(-1));
  const free = new Float64Array(n).fill(Infinity);
  const freeSite = new Int32Array(n).fill(-1);
  for (let a = 0; a < n; a++) {
    for (let site = 0; site < owner.length; site++) {
      const b = owner[site]!;
      const price = cost[a]![site]!;
      if (b < 0) {
        if (price < free[a]!) [free[a], freeSite[a]] = [price, site];
      } else if (b !== a) {
        const change = price - cost[b]![site]!;
        if (change < step[a]![b]!) [step[a]![b], stepSite[a]![b]] = [change, site];
      }
    }
  }
  const distance = new Float64Array(n).fill(Infinity);
  const via = new Int32Array(n).fill(-1);
  distance[start] = 0;
  for (let round = 0; round < n; round++) {
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        const next = distance[a]! + step[a]![b]!;
        if (next < distance[b]! - 1e-9) [distance[b], via[b]] = [next, a];
      }
    }
  }
  let end = start;
  for (let a = 0; a < n; a++) {
    if (distance[a]! + free[a]! < distance[end]! + free[end]! - 1e-9) end = a;
  }
  owner[freeSite[end]!] = end;
  for (let b = end; b !== start; b = via[b]!) {
    const a = via[b]!;
    owner[stepSite[a]![b]!] = a;
  }
}
