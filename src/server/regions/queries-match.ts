import type { RegionCode } from '#domain/region.ts';
import type { RegionIndex } from '#domain/region-match.ts';
import type { Db } from '../db/sql.ts';

/** Everything a file that speaks of regions is checked against; load it once per file. */
export async function loadRegionIndex(db: Db, province: RegionCode): Promise<RegionIndex> {
  const regions = await db<{ code: string; name: string }[]>`
    select code, name from region where valid_to is null`;
  const renamed = await db<{ oldCode: string; newCode: string }[]>`
    select old_code, new_code from region_renamed`;
  const bps = await db<{ code: string; bpsCode: string }[]>`select code, bps_code from region_bps`;
  const spellings = await db<{ folded: string; codes: string[] }[]>`
    select folded, array_agg(code order by code) as codes from region_alias
    where length(code) <= 5 group by folded`;
  return {
    province,
    names: new Map(regions.map((r) => [r.code, r.name])),
    renamed: new Map(renamed.map((r) => [r.oldCode, r.newCode])),
    bps: new Map(bps.map((r) => [r.bpsCode, r.code])),
    aliases: new Map(spellings.map((r) => [r.folded, r.codes])),
  };
}
