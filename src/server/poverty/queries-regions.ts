import { foldRegionName } from '#domain/region.ts';
import type { RegionIndex } from '#domain/region-match.ts';
import type { Db } from '../db/sql.ts';

/** What rows of a table are checked against: regions in force, old codes, BPS pairs, spellings. */
export async function loadRegionIndex(db: Db): Promise<RegionIndex> {
  const regions = await db<{ code: string; level: string; name: string }[]>`
    select code, level, name from region where valid_to is null`;
  const renamed = await db<{ oldCode: string; newCode: string }[]>`
    select old_code, new_code from region_renamed`;
  const bps = await db<{ code: string; bpsCode: string }[]>`select code, bps_code from region_bps`;
  const spellings = await db<{ folded: string; code: string }[]>`
    select a.folded, a.code from region_alias a join region r on r.code = a.code
    where r.level in ('province', 'kab')`;
  const aliases = new Map<string, string[]>();
  const add = (folded: string, code: string) => {
    const known = aliases.get(folded);
    if (known === undefined) aliases.set(folded, [code]);
    else if (!known.includes(code)) known.push(code);
  };
  for (const { folded, code } of spellings) add(folded, code);
  for (const r of regions) {
    if (r.level === 'province' || r.level === 'kab') add(foldRegionName(r.name), r.code);
  }
  return {
    province: regions.find((r) => r.level === 'province')?.code ?? '',
    names: new Map(regions.map((r) => [r.code, r.name])),
    renamed: new Map(renamed.map((r) => [r.oldCode, r.newCode])),
    bps: new Map(bps.map((r) => [r.bpsCode, r.code])),
    aliases,
  };
}

export async function listKabNames(db: Db): Promise<{ code: string; name: string }[]> {
  return db<{ code: string; name: string }[]>`
    select code, name from region where level = 'kab' and valid_to is null order by code`;
}

export interface PlaceRow {
  code: string;
  level: 'kab' | 'kec' | 'village';
  name: string;
  parent: string | null;
}

/** Regions in force of one level inside another region. */
export async function listPlaces(
  db: Db,
  level: 'kab' | 'kec' | 'village',
  within: string,
): Promise<PlaceRow[]> {
  return db<PlaceRow[]>`
    select code, level, name, parent from region
    where level = ${level} and valid_to is null
      and (code = ${within} or code like ${`${within}.%`})
      ${within.length >= 5 ? db`and kab = ${within.slice(0, 5)}` : db``}
    order by code`;
}

export async function findPlaceName(db: Db, code: string): Promise<string | undefined> {
  const [row] = await db<{ name: string }[]>`select name from region where code = ${code}`;
  return row?.name;
}

/** Spellings of commodities, with the name each code bears itself. */
export async function listCommoditySpellings(
  db: Db,
): Promise<{ spelling: string; code: string; name: string }[]> {
  return db<{ spelling: string; code: string; name: string }[]>`
    select a.spelling, a.code, c.name_id as name
    from commodity_alias a join commodity c on c.code = a.code
    union select name_id, code, name_id from commodity
    union select code, code, name_id from commodity`;
}
