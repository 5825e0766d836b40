import type { Db } from '../db/sql.ts';

export interface MapLayerRow {
  name: string;
  version: string;
  topology: unknown;
  schematic: boolean;
  source: string;
  year: number | null;
}

/** The first of these layers that exists. */
export async function findMapLayer(
  db: Db,
  names: readonly string[],
): Promise<MapLayerRow | undefined> {
  const [row] = await db<MapLayerRow[]>`
    select name, version, topology, schematic, source, year from map_layer
    where name = any (${names as string[]}) order by array_position(${names as string[]}, name) limit 1`;
  return row;
}

/** Which maps there are, without the maps. */
export async function listMapLayers(
  db: Db,
): Promise<
  { name: string; version: string; schematic: boolean; source: string; year: number | null }[]
> {
  return db`select name, version, schematic, source, year from map_layer order by name`;
}

export async function saveMapLayer(db: Db, row: MapLayerRow & { now: string }): Promise<void> {
  await db`
    insert into map_layer (name, topology, schematic, source, made_at, version, year)
    values (${row.name}, ${JSON.stringify(row.topology)}::text::jsonb, ${row.schematic}, ${row.source}, ${row.now},
      ${row.version}, ${row.year})
    on conflict (name) do update set topology = excluded.topology, schematic = excluded.schematic,
      source = excluded.source, made_at = excluded.made_at, version = excluded.version, year = excluded.year`;
}

/** What the schematic map is laid out from: kabupaten with a position, each with its kecamatan. */
export async function listSchematicInput(
  db: Db,
): Promise<{ code: string; lat: number; lng: number; source: string; members: string[] }[]> {
  return db`
    select kab.code, p.lat, p.lng, p.source,
      array(select r.code from region r where r.kab = kab.code and r.level = 'kec' and r.valid_to is null
        order by r.code) as members
    from region kab join region_position p on p.code = kab.code
    where kab.level = 'kab' and kab.valid_to is null order by kab.code`;
}
