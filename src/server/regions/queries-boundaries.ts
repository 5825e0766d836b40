import { randomUUID } from 'node:crypto';
import type { BoundaryReport } from '#api/regions.ts';
import type { Polygons, Position } from '#engine/spatial/geometry.ts';
import type { Neighbour } from '#engine/spatial/neighbours.ts';
import type { Db } from '../db/sql.ts';

export type BoundaryLevel = 'kab' | 'kec' | 'village';

export interface BoundaryImportRow {
  id: string;
  fileName: string;
  bytes: number;
  level: BoundaryLevel | null;
  codeProperty: string | null;
  source: string;
  year: number;
  state: 'uploaded' | 'checked' | 'refused' | 'applied' | 'replaced' | 'removed';
  report: BoundaryReport | null;
  uploadedAt: string;
  uploadedBy: string | null;
  appliedAt: string | null;
}

const columns = (db: Db) => db`
  i.id, i.file_name, i.bytes, i.level, i.code_property, i.source, i.year, i.state, i.report,
  i.uploaded_at, i.applied_at, a.name as uploaded_by`;

export async function listBoundaryImports(db: Db): Promise<BoundaryImportRow[]> {
  return db<BoundaryImportRow[]>`
    select ${columns(db)} from boundary_import i left join account a on a.id = i.uploaded_by
    order by i.uploaded_at desc limit 50`;
}

export async function findBoundaryImport(
  db: Db,
  id: string,
): Promise<BoundaryImportRow | undefined> {
  const [row] = await db<BoundaryImportRow[]>`
    select ${columns(db)} from boundary_import i left join account a on a.id = i.uploaded_by
    where i.id = ${id}`;
  return row;
}

export async function addBoundaryImport(
  db: Db,
  row: {
    fileName: string;
    sha256: string;
    bytes: number;
    codeProperty: string | null;
    source: string;
    year: number;
    actor: string;
    now: string;
  },
): Promise<string> {
  const id = randomUUID();
  await db`
    insert into boundary_import (id, file_name, sha256, bytes, code_property, source, year, state, uploaded_by, uploaded_at)
    values (${id}, ${row.fileName}, ${row.sha256}, ${row.bytes}, ${row.codeProperty}, ${row.source}, ${row.year},
      'uploaded', ${row.actor}, ${row.now})`;
  return id;
}

export async function changeBoundaryImport(
  db: Db,
  id: string,
  to: { codeProperty: string | null; source: string; year: number },
): Promise<void> {
  await db`
    update boundary_import set code_property = ${to.codeProperty}, source = ${to.source}, year = ${to.year},
      state = 'uploaded', report = null
    where id = ${id}`;
}

export async function saveBoundaryReport(
  db: Db,
  id: string,
  to: { state: 'checked' | 'refused' | 'applied'; report: BoundaryReport; now: string },
): Promise<void> {
  await db`
    update boundary_import set state = ${to.state}, report = ${JSON.stringify(to.report)}::text::jsonb,
      level = ${to.report.level}, code_property = ${to.report.codeProperty},
      applied_at = ${to.state === 'applied' ? to.now : null}
    where id = ${id}`;
}

export async function refuseBoundaryImport(db: Db, id: string): Promise<void> {
  await db`update boundary_import set state = 'refused', report = null where id = ${id}`;
}

/** Throws a file away that was never used. */
export async function endBoundaryImport(db: Db, id: string, now: string): Promise<void> {
  await db`
    update boundary_import set state = 'removed', ended_at = ${now}
    where id = ${id} and state in ('uploaded', 'checked', 'refused')`;
}

/** Levels that have boundaries in use. */
export async function listBoundaryLevels(db: Db): Promise<BoundaryLevel[]> {
  const rows = await db<{ level: BoundaryLevel }[]>`select distinct level from boundary`;
  return rows.map((r) => r.level);
}

/** Takes boundaries of these levels out of use, with everything that was computed from them. */
export async function clearBoundaries(
  db: Db,
  levels: readonly BoundaryLevel[],
  end: { as: 'replaced' | 'removed'; now: string },
): Promise<void> {
  const list = levels as BoundaryLevel[];
  const lengths = list.map((l) => ({ kab: 5, kec: 8, village: 13 })[l]);
  await db`
    update boundary_import set state = ${end.as}, ended_at = ${end.now}
    where state = 'applied' and level = any (${list})`;
  await db`
    delete from region_trait where import_id in (
      select import_id from boundary where level = any (${list}))`;
  await db`delete from boundary where level = any (${list})`;
  await db`delete from neighbour where length(code) = any (${lengths}::int[])`;
  // Positions of kabupaten ship with the product and stay.
  await db`
    delete from region_position where length(code) > 5 and length(code) = any (${lengths}::int[])`;
  await db`
    delete from map_layer where (name = 'kab' and 'kab' = any (${list}))
      or (name = 'kec' and 'kec' = any (${list})) or (name like 'village:%' and 'village' = any (${list}))`;
}

export interface StoredBoundary {
  code: string;
  level: BoundaryLevel;
  polygons: Polygons;
  areaKm2: number;
  inside: Position;
}

export async function addBoundaries(
  db: Db,
  rows: readonly StoredBoundary[],
  from: { importId: string; source: string; year: number; now: string },
): Promise<void> {
  for (let i = 0; i < rows.length; i += 250) {
    const part = rows.slice(i, i + 250);
    const geometry = part.map((r) =>
      JSON.stringify({ type: 'MultiPolygon', coordinates: r.polygons }),
    );
    await db`
      insert into boundary (code, level, geometry, area_km2, source, year, imported_at, import_id)
      select code, level, geometry::jsonb, area, ${from.source}, ${from.year}, ${from.now}, ${from.importId}
      from unnest(${part.map((r) => r.code)}::text[], ${part.map((r) => r.level)}::text[], ${geometry}::text[],
        ${part.map((r) => r.areaKm2)}::float8[]) as t (code, level, geometry, area)`;
    const below = part.filter((r) => r.level !== 'kab');
    await db`
      insert into region_position (code, lat, lng, source)
      select code, lat, lng, ${from.source}
      from unnest(${below.map((r) => r.code)}::text[], ${below.map((r) => r.inside[1])}::float8[],
        ${below.map((r) => r.inside[0])}::float8[]) as t (code, lat, lng)
      on conflict (code) do update set lat = excluded.lat, lng = excluded.lng, source = excluded.source`;
  }
}

export async function addNeighbours(
  db: Db,
  rows: readonly Neighbour[],
  how: 'measured' | 'estimated',
): Promise<void> {
  for (let i = 0; i < rows.length; i += 5000) {
    const part = rows.slice(i, i + 5000);
    await db`
      insert into neighbour (code, other, shared_km, estimated)
      select code, other, km, ${how === 'estimated'}
      from unnest(${part.map((r) => r.code)}::text[], ${part.map((r) => r.other)}::text[],
        ${part.map((r) => r.sharedKm)}::float8[]) as t (code, other, km)
      on conflict (code, other) do update set shared_km = neighbour.shared_km + excluded.shared_km`;
  }
}

/** What boundaries show. What people said, or what came with the product, stands before it. */
export async function addComputedTraits(
  db: Db,
  rows: readonly { code: string; trait: string; value: boolean }[],
  from: { importId: string; source: string; year: number },
): Promise<void> {
  await db`
    insert into region_trait (code, trait, value, source, year, import_id)
    select code, trait, value::boolean, ${`Dihitung dari batas: ${from.source}`}, ${from.year}, ${from.importId}
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.trait)}::text[],
      ${rows.map((r) => String(r.value))}::text[]) as t (code, trait, value)
    on conflict (code, trait) do nothing`;
}

export interface NeighbourRow {
  code: string;
  other: string;
  sharedKm: number;
  estimated: boolean;
}

/** Pairs that share an edge, both directions, of one level or of all. Empty without boundaries. */
export async function listNeighbours(db: Db, level?: BoundaryLevel): Promise<NeighbourRow[]> {
  const length = level === undefined ? null : { kab: 5, kec: 8, village: 13 }[level];
  return db<NeighbourRow[]>`
    select code, other, shared_km, estimated from neighbour
    where ${length}::int is null or length(code) = ${length}::int order by code, other`;
}
