import type { Db } from '../db/sql.ts';

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
