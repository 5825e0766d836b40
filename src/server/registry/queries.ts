import { deprivations, type Need } from '#domain/need.ts';
import { sumNeed } from '#domain/need-sum.ts';
import type { RegionCode, RegionLevel } from '#domain/region.ts';
import type { Db } from '../db/sql.ts';

/** What later modules may know of the list of families: counts, never a family. */

interface NeedRow extends Omit<Need, 'deprivation'> {
  deprived: number[] | null;
  known: number[] | null;
}

/**
 * Need of every region of a level inside `within`, from the data in force, for what the caller's
 * area lets through. A region whose data are coarser than the level is not returned; where a
 * kabupaten has a list its recap is ignored. The province is one sum, and only for somebody who may
 * see every kabupaten: part of it under the name of the whole would be a wrong figure. One indexed
 * read; every level up to the kabupaten is kept ready.
 */
export async function listNeed(
  db: Db,
  { level, within }: { level: RegionLevel; within: RegionCode },
): Promise<Need[]> {
  if (level === 'province') {
    if (within.length !== 2 || !(await seesWholeProvince(db))) return [];
    const sum = sumNeed(within, 'province', await listNeed(db, { level: 'kab', within }));
    return sum === undefined ? [] : [sum];
  }
  const rows = await db<NeedRow[]>`
    select code, level, source, synthetic, as_of, families, by_desil, desil_unknown, persons,
      women_headed, with_disability, with_business, eligible, eligible_women, eligible_disabled,
      occupations, deprived, known
    from need
    where level = ${level} and (code = ${within} or code like ${`${within}.%`})
      ${within.length >= 5 ? db`and kab = ${within.slice(0, 5)}` : db``}
    order by code`;
  return rows.map(toNeed);
}

async function seesWholeProvince(db: Db): Promise<boolean> {
  const [row] = await db<{ whole: boolean }[]>`
    select not exists (
      select from region where level = 'kab' and valid_to is null
        and code <> all (string_to_array(current_setting('app.kab', true), ','))) as whole`;
  return row?.whole ?? false;
}

function toNeed({ deprived, known, ...row }: NeedRow): Need {
  return {
    ...row,
    deprivation:
      deprived === null || known === null
        ? null
        : (Object.fromEntries(
            deprivations.map((key, i) => [
              key,
              { deprived: deprived[i] ?? 0, known: known[i] ?? 0 },
            ]),
          ) as Need['deprivation']),
  };
}

/** What stands behind the need of one kabupaten. */
export interface NeedSource {
  kab: RegionCode;
  source: 'list' | 'recap';
  /** Lowest level the data can speak of. */
  level: RegionLevel;
  importNo: number;
  sourceName: string;
  /** Cut-off date. */
  asOf: string;
  synthetic: boolean;
  /** Further imports that were added to it. */
  additions: number;
}

/** One row per kabupaten that has data in force; the base import where several count. */
export async function findNeedSources(db: Db): Promise<NeedSource[]> {
  return db<NeedSource[]>`
    select distinct on (kab) kab, data as source, level, import_no, source_name, cut_off as as_of, synthetic,
      (count(*) over (partition by kab))::int - 1 as additions
    from import_area where in_force
    order by kab, mode = 'addition', cut_off desc, applied_at desc, import_no desc`;
}
