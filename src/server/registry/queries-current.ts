import { type ImportedArea, importsInForce } from '#domain/import-force.ts';
import type { Db } from '../db/sql.ts';
import { refreshNeed } from './queries-need.ts';

/** Where the current list is worked out from source records and officers' changes, in sets. */

/**
 * For the rest of the transaction: whole sets are hashed, never looked up row by row. Rows of this
 * very transaction have no statistics yet, and the application role may not make any; the planner
 * would believe in a handful and loop over a hundred thousand.
 */
export async function preferSets(db: Db): Promise<void> {
  await db`set local enable_nestloop = off`;
  await db`set local work_mem = '64MB'`;
  await db`set local jit = off`;
}

export interface AreaRow extends ImportedArea {
  kab: string;
  sourceName: string;
  families: number;
  inForce: boolean;
}

export async function listAreas(db: Db, kabs: readonly string[]): Promise<AreaRow[]> {
  return db<AreaRow[]>`
    select kab, import_no, data, mode, source_name, cut_off, applied_at, undone_at is not null as undone,
      families, in_force
    from import_area where kab = any (${kabs as string[]}) order by kab, import_no`;
}

export async function listAreasOf(
  db: Db,
  no: number,
): Promise<
  { kab: string; level: string; families: number; persons: number | null; inForce: boolean }[]
> {
  return db<
    { kab: string; level: string; families: number; persons: number | null; inForce: boolean }[]
  >`
    select kab, level, families, persons, in_force from import_area where import_no = ${no} order by kab`;
}

export async function addAreas(
  db: Db,
  i: {
    no: number;
    data: 'list' | 'recap';
    mode: string;
    sourceName: string;
    cutOff: string;
    synthetic: boolean;
    now: string;
  },
  areas: readonly { kab: string; level: string; families: number; persons: number | null }[],
): Promise<void> {
  await db`
    insert into import_area (kab, import_no, data, level, mode, source_name, cut_off, synthetic, families, persons, applied_at)
    select kab, ${i.no}, ${i.data}, level, ${i.mode}, ${i.sourceName}, ${i.cutOff}, ${i.synthetic}, families, persons, ${i.now}
    from unnest(${areas.map((a) => a.kab)}::text[], ${areas.map((a) => a.level)}::text[],
      ${areas.map((a) => a.families)}::int[], ${areas.map((a) => a.persons)}::int[]) as a (kab, level, families, persons)`;
}

export async function addRecapCounts(
  db: Db,
  no: number,
  rows: readonly {
    code: string;
    byDesil: readonly number[];
    unknown: number;
    persons: number | null;
  }[],
): Promise<void> {
  await db`
    insert into recap_count (kab, import_no, code, by_desil, desil_unknown, persons)
    select left(code, 5), ${no}, code, string_to_array(by_desil, ',')::int[], unknown, persons
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.byDesil.join(','))}::text[],
      ${rows.map((r) => r.unknown)}::int[], ${rows.map((r) => r.persons)}::int[]) as r (code, by_desil, unknown, persons)`;
}

export async function undoAreas(db: Db, no: number, now: string): Promise<string[]> {
  const rows = await db<{ kab: string }[]>`
    update import_area set undone_at = ${now}, in_force = false where import_no = ${no} returning kab`;
  return rows.map((r) => r.kab).sort();
}

/** After an apply or an undo: which imports count, then every family of these kabupaten, then need. */
export async function refreshCurrent(db: Db, kabs: readonly string[]): Promise<void> {
  await preferSets(db);
  const areas = await listAreas(db, kabs);
  for (const kab of kabs) {
    const inForce = [...importsInForce(areas.filter((a) => a.kab === kab))];
    await db`
      update import_area set in_force = (import_no = any (${inForce}::int[]))
      where kab = ${kab} and in_force <> (import_no = any (${inForce}::int[]))`;
  }
  await refreshFamilies(db, kabs);
  await refreshNeed(db, kabs);
}

/**
 * The record in force of every family (of the latest import among those in force), with officers'
 * changes on top: a change holds unless a record with a later cut-off date says otherwise. Writes only
 * rows that differ: a first import touches none, a second every family once.
 */
export async function refreshFamilies(
  db: Db,
  kabs: readonly string[],
  familyId?: string,
): Promise<void> {
  const one = familyId === undefined ? db`` : db`and s.family_id = ${familyId}`;
  await db`
    with record as materialized (
      select distinct on (s.kab, s.family_id) s.kab, s.family_id, s.import_no, s.n, s.village, s.desil,
        s.women_headed, s.with_disability, s.with_business, a.cut_off
      from import_area a
      join source_family s on s.kab = a.kab and s.import_no = a.import_no
      where a.in_force and a.data = 'list' and a.kab = any (${kabs as string[]}) ${one}
      order by s.kab, s.family_id, a.cut_off desc, a.applied_at desc, a.import_no desc
    ), said as materialized (
      select c.kab, c.family_id, bool_or(c.kind in ('left', 'died', 'not_eligible')) as ended,
        (array_agg(c.village order by c.effective_on desc, c.made_at desc) filter (where c.kind = 'moved'))[1] as village,
        (array_agg(c.value order by c.effective_on desc, c.made_at desc) filter (where c.field = 'women_headed'))[1] as women_headed,
        (array_agg(c.value order by c.effective_on desc, c.made_at desc) filter (where c.field = 'with_disability'))[1] as with_disability,
        (array_agg(c.value order by c.effective_on desc, c.made_at desc) filter (where c.field = 'with_business'))[1] as with_business
      from family_change c join record r on r.kab = c.kab and r.family_id = c.family_id
      where c.revoked_at is null and c.effective_on >= r.cut_off
      group by c.kab, c.family_id
    ), now as materialized (
      select f.kab, f.id, r.import_no, r.n, coalesce(d.village, r.village) as village, r.desil,
        r.n is not null and not coalesce(d.ended, false) as listed,
        coalesce(d.women_headed, r.women_headed) as women_headed,
        coalesce(d.with_disability, r.with_disability) as with_disability,
        coalesce(d.with_business, r.with_business) as with_business
      from family f
      left join record r on r.kab = f.kab and r.family_id = f.id
      left join said d on d.kab = f.kab and d.family_id = f.id
      where f.kab = any (${kabs as string[]}) ${familyId === undefined ? db`` : db`and f.id = ${familyId}`}
    )
    update family f set import_no = now.import_no, source_n = now.n, village = now.village, desil = now.desil,
      listed = now.listed, women_headed = now.women_headed, with_disability = now.with_disability,
      with_business = now.with_business
    from now
    where f.kab = now.kab and f.id = now.id
      and (f.import_no, f.source_n, f.village, f.desil, f.listed, f.women_headed, f.with_disability, f.with_business)
        is distinct from (now.import_no, now.n, now.village, now.desil, now.listed, now.women_headed, now.with_disability, now.with_business)`;
}

/** What the list of a kabupaten would be with only these imports in force, against what it is. */
export async function compareWithout(
  db: Db,
  kab: string,
  inForce: readonly number[],
): Promise<{ before: number; after: number; leaving: number; returning: number }> {
  const [row] = await db<{ before: number; after: number; leaving: number; returning: number }[]>`
    with kept as (
      select distinct family_id from source_family
      where kab = ${kab} and import_no = any (${inForce as number[]}::int[])
    )
    select count(*) filter (where f.listed)::int as before, count(a.family_id)::int as after,
      count(*) filter (where f.listed and a.family_id is null)::int as leaving,
      count(*) filter (where not f.listed and a.family_id is not null)::int as returning
    from family f left join kept a on a.family_id = f.id where f.kab = ${kab}`;
  return row ?? { before: 0, after: 0, leaving: 0, returning: 0 };
}
