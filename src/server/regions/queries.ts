import type { RegionKind, RegionLevel } from '#domain/region.ts';
import type { Db } from '../db/sql.ts';

export interface RegionRow {
  code: string;
  level: RegionLevel;
  kind: RegionKind;
  name: string;
  parent: string | null;
  bpsCode: string | null;
  coast: boolean | null;
  island: boolean | null;
}

// A kecamatan without a row of its own takes the trait of its kabupaten only where that is certain:
// no coast holds for every part, a coast somewhere does not.
const summary = (db: Db) => db`
  r.code, r.level, r.kind, r.name, r.parent, b.bps_code,
  coalesce(coast.value, case when kab_coast.value = false then false end) as coast,
  coalesce(island.value, kab_island.value) as island`;
const joins = (db: Db) => db`
  left join region_bps b on b.code = r.code
  left join region_trait coast on coast.code = r.code and coast.trait = 'coast'
  left join region_trait kab_coast on kab_coast.code = r.kab and kab_coast.trait = 'coast'
  left join region_trait island on island.code = r.code and island.trait = 'island'
  left join region_trait kab_island on kab_island.code = r.kab and kab_island.trait = 'island'`;

export async function listRegions(db: Db): Promise<RegionRow[]> {
  return db<RegionRow[]>`
    select ${summary(db)} from region r ${joins(db)}
    where r.level <> 'village' and r.valid_to is null order by r.code`;
}

export async function listVillages(db: Db, code: string): Promise<RegionRow[]> {
  return db<RegionRow[]>`
    select ${summary(db)} from region r ${joins(db)}
    where r.level = 'village' and r.valid_to is null and r.kab = ${code.slice(0, 5)}
      and (r.code = ${code} or r.code like ${`${code}.%`}) order by r.code`;
}

export async function findRegion(db: Db, code: string): Promise<RegionRow | undefined> {
  const [row] = await db<RegionRow[]>`
    select ${summary(db)} from region r ${joins(db)} where r.code = ${code}`;
  return row;
}

export async function searchRegions(
  db: Db,
  text: string,
  levels: readonly string[] = [],
): Promise<(RegionRow & { path: string })[]> {
  const like = `%${text.toLowerCase().replace(/[%_\\]/g, '\\$&')}%`;
  return db<(RegionRow & { path: string })[]>`
    select ${summary(db)}, concat_ws(' · ',
      case when r.level = 'village' then kec.name end, case when r.level in ('village', 'kec') then kab.name end) as path
    from region r ${joins(db)}
    left join region kec on kec.code = left(r.code, 8)
    left join region kab on kab.code = r.kab
    where r.valid_to is null and (${levels.length === 0}::boolean or r.level = any (${levels as string[]}))
      and (lower(r.name) like ${like} or r.code like ${`${text}%`})
    order by (lower(r.name) = ${text.toLowerCase()}) desc,
      array_position(array['kab', 'kec', 'village', 'province'], r.level), r.name limit 20`;
}

/** Kabupaten codes in force: the areas a province-wide actor reaches. */
export async function listKabCodes(db: Db): Promise<string[]> {
  const rows = await db<{ code: string }[]>`
    select code from region where level = 'kab' and valid_to is null order by code`;
  return rows.map((r) => r.code);
}

export async function setTrait(
  db: Db,
  to: {
    code: string;
    trait: 'coast' | 'island';
    value: boolean | null;
    source: string;
    year: number | null;
  },
  by: { actor: string; now: string },
): Promise<void> {
  if (to.value === null) {
    await db`delete from region_trait where code = ${to.code} and trait = ${to.trait}`;
    return;
  }
  await db`
    insert into region_trait (code, trait, value, source, year, changed_by, changed_at)
    values (${to.code}, ${to.trait}, ${to.value}, ${to.source}, ${to.year}, ${by.actor}, ${by.now})
    on conflict (code, trait) do update set value = excluded.value, source = excluded.source,
      year = excluded.year, changed_by = excluded.changed_by, changed_at = excluded.changed_at, import_id = null`;
}

export interface TraitRow {
  code: string;
  trait: 'coast' | 'island';
  value: boolean;
  source: string;
  year: number | null;
}

/** What was said, or computed from boundaries, of a region itself; without what follows from its kabupaten. */
export async function listTraits(db: Db): Promise<TraitRow[]> {
  return db<
    TraitRow[]
  >`select code, trait, value, source, year from region_trait order by code, trait`;
}
