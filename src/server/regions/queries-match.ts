import { foldRegionName } from '#domain/region.ts';
import type { RegionIndex } from '#domain/region-match.ts';
import type { Db } from '../db/sql.ts';

/** Everything a file that speaks of regions is checked against; load it once per file. */
export async function loadRegionIndex(db: Db): Promise<RegionIndex> {
  const regions = await db<{ code: string; level: string; name: string }[]>`
    select code, level, name from region where valid_to is null`;
  const renamed = await db<{ oldCode: string; newCode: string }[]>`
    select old_code, new_code from region_renamed`;
  const bps = await db<{ code: string; bpsCode: string }[]>`select code, bps_code from region_bps`;
  const spellings = await db<{ folded: string; code: string }[]>`
    select folded, code from region_alias where length(code) <= 5`;
  const aliases = new Map<string, string[]>();
  const spoken = regions
    .filter((r) => r.level === 'province' || r.level === 'kab')
    .map((r) => ({ folded: foldRegionName(r.name), code: r.code }));
  for (const { folded, code } of [...spellings, ...spoken]) {
    const known = aliases.get(folded) ?? [];
    if (!known.includes(code)) aliases.set(folded, [...known, code]);
  }
  return {
    province: regions.find((r) => r.level === 'province')?.code ?? '',
    names: new Map(regions.map((r) => [r.code, r.name])),
    renamed: new Map(renamed.map((r) => [r.oldCode, r.newCode])),
    bps: new Map(bps.map((r) => [r.bpsCode, r.code])),
    aliases,
  };
}
