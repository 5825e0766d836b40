import type { Db } from '../db/sql.ts';

/** Every region below the province, with the shore of kabupaten where it is known. */
export async function listPlaces(
  db: Db,
): Promise<{ code: string; name: string; coast: boolean | null }[]> {
  return db<{ code: string; name: string; coast: boolean | null }[]>`
    select r.code, r.name, t.value as coast from region r
    left join region_trait t on t.code = r.code and t.trait = 'coast'
    where r.valid_to is null and r.level <> 'province' order by r.code`;
}
