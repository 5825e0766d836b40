import type { FamilyChange, FamilyEntry } from '#api/registry.ts';
import type { Db } from '../db/sql.ts';

/** The list as people look at it. Always one kabupaten at a time; row-level security stands behind. */

/** Every region below the province, with the shore of kabupaten where it is known. */
export async function listPlaces(
  db: Db,
): Promise<{ code: string; name: string; coast: boolean | null }[]> {
  return db<{ code: string; name: string; coast: boolean | null }[]>`
    select r.code, r.name, t.value as coast from region r
    left join region_trait t on t.code = r.code and t.trait = 'coast'
    where r.valid_to is null and r.level <> 'province' order by r.code`;
}

export async function listNames(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db<{ code: string; name: string }[]>`
    select code, name from region where code = any (${codes as string[]})`;
  return new Map(rows.map((r) => [r.code, r.name]));
}

export interface FamilyFilter {
  region: string;
  desil: number | undefined;
  womenHeaded: boolean | undefined;
  disability: boolean | undefined;
  changed: boolean | undefined;
}

const matching = (db: Db, f: FamilyFilter) => db`
  f.kab = ${f.region.slice(0, 5)} and f.listed
  ${f.region.length === 13 ? db`and f.village = ${f.region}` : db``}
  ${f.region.length === 8 ? db`and f.village >= ${`${f.region}.`} and f.village < ${`${f.region}/`}` : db``}
  ${f.desil ? db`and f.desil <= ${f.desil}` : db``}
  ${f.womenHeaded ? db`and f.women_headed` : db``}
  ${f.disability ? db`and f.with_disability` : db``}
  ${
    f.changed
      ? db`and exists (select from family_change c where c.kab = f.kab and c.family_id = f.id and c.revoked_at is null)`
      : db``
  }`;

export async function countFamilies(db: Db, filter: FamilyFilter): Promise<number> {
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from family f where ${matching(db, filter)}`;
  return row?.n ?? 0;
}

export type FamilyRow = Omit<FamilyEntry, 'head'> & {
  headName: string | null;
  address: string | null;
};

/** One page, villages in order, the poorest first. Details are looked up for the rows of the page only. */
export async function listFamilies(
  db: Db,
  filter: FamilyFilter,
  page: { limit: number; offset: number },
): Promise<FamilyRow[]> {
  return db<FamilyRow[]>`
    with page as (
      select f.* from family f where ${matching(db, filter)}
      order by f.village, f.desil nulls last, f.id limit ${page.limit} offset ${page.offset}
    )
    select f.kab, f.id, f.village, coalesce(v.name, f.village) as village_name, s.head_name, s.address,
      h.nik_last, f.desil, s.members, f.women_headed, f.with_disability, f.with_business,
      s.head_occupation as occupation, s.housing_known, s.housing_deprived, f.import_no, a.source_name,
      a.cut_off, exists (select from family_change c where c.kab = f.kab and c.family_id = f.id
        and c.revoked_at is null) as changed
    from page f
    join source_family s on s.kab = f.kab and s.import_no = f.import_no and s.n = f.source_n
    join import_area a on a.kab = f.kab and a.import_no = f.import_no
    left join region v on v.code = f.village
    left join lateral (
      select p.nik_last from source_person p
      where p.kab = f.kab and p.import_no = f.import_no and p.family_n = f.source_n
      order by p.relation = 'head' desc nulls last, p.n limit 1
    ) h on true
    order by f.village, f.desil nulls last, f.id`;
}

export interface FamilyFound {
  kab: string;
  id: string;
  listed: boolean;
  village: string | null;
  villageName: string;
  path: string;
  importNo: number;
  sourceN: number;
  cutOff: string;
  headName: string | null;
  address: string | null;
  kkSealed: Buffer | null;
  desil: number | null;
  members: number | null;
  womenHeaded: boolean | null;
  withDisability: boolean | null;
  withBusiness: boolean | null;
  ownership: number | null;
  floor: number | null;
  wall: number | null;
  roof: number | null;
  light: number | null;
  fuel: number | null;
  water: number | null;
  toilet: number | null;
  housingKnown: number;
  housingDeprived: number;
  savings: boolean | null;
  aid: number | null;
  stuntingRisk: boolean | null;
  warnings: string[] | null;
}

/** With its record in force, or the last one where no import in force has it any more. */
export async function findFamily(
  db: Db,
  kab: string,
  id: string,
): Promise<FamilyFound | undefined> {
  const [row] = await db<FamilyFound[]>`
    select f.kab, f.id, f.listed, coalesce(f.village, s.village) as village,
      coalesce(v.name, s.village) as village_name, concat_ws(' · ', k.name, b.name) as path,
      s.import_no, s.n as source_n, a.cut_off, s.head_name, s.address, s.kk_sealed, s.desil, s.members,
      coalesce(f.women_headed, s.women_headed) as women_headed,
      coalesce(f.with_disability, s.with_disability) as with_disability,
      coalesce(f.with_business, s.with_business) as with_business,
      s.ownership, s.floor, s.wall, s.roof, s.light, s.fuel, s.water, s.toilet,
      s.housing_known, s.housing_deprived, s.savings, s.aid, s.stunting_risk, s.warnings
    from family f
    join source_family s on s.kab = f.kab and s.family_id = f.id
    join import_area a on a.kab = s.kab and a.import_no = s.import_no
    left join region v on v.code = coalesce(f.village, s.village)
    left join region k on k.code = left(coalesce(f.village, s.village), 8)
    left join region b on b.code = f.kab
    where f.kab = ${kab} and f.id = ${id}
    order by (s.import_no = f.import_no) desc nulls last, a.cut_off desc, a.applied_at desc limit 1`;
  return row;
}

export interface PersonFound {
  n: number;
  name: string | null;
  nikSealed: Buffer | null;
  nikLast: string | null;
  nikState: 'ok' | 'suspect' | 'damaged' | 'none';
  sex: 'm' | 'f' | null;
  birthDate: string | null;
  relation: string | null;
  marital: string | null;
  education: string | null;
  occupation: string | null;
  disability: boolean | null;
  business: boolean | null;
  dukcapil: boolean | null;
}

export async function listPeople(
  db: Db,
  f: { kab: string; importNo: number; sourceN: number },
): Promise<PersonFound[]> {
  return db<PersonFound[]>`
    select n, name, nik_sealed, nik_last, nik_state, sex, birth_date, relation, marital, education,
      occupation, disability, business, dukcapil
    from source_person where kab = ${f.kab} and import_no = ${f.importNo} and family_n = ${f.sourceN}
    order by relation = 'head' desc nulls last, relation = 'spouse' desc nulls last, birth_date nulls last, n`;
}

/** Heads of many families with their NIK, for an export a planner asked for. */
export async function listHeadNiks(
  db: Db,
  kab: string,
  ids: readonly string[],
): Promise<{ id: string; nikSealed: Buffer }[]> {
  return db<{ id: string; nikSealed: Buffer }[]>`
    select distinct on (f.id) f.id, p.nik_sealed
    from family f
    join source_person p on p.kab = f.kab and p.import_no = f.import_no and p.family_n = f.source_n
    where f.kab = ${kab} and f.id = any (${ids as string[]}::uuid[]) and p.nik_sealed is not null
    order by f.id, p.relation = 'head' desc nulls last, p.n`;
}

export interface RecordFound {
  importNo: number;
  sourceName: string;
  cutOff: string;
  appliedAt: string;
  undone: boolean;
  inForce: boolean;
  desil: number | null;
  villageName: string;
  members: number | null;
}

export async function listRecords(db: Db, kab: string, id: string): Promise<RecordFound[]> {
  return db<RecordFound[]>`
    select s.import_no, a.source_name, a.cut_off, a.applied_at, a.undone_at is not null as undone, a.in_force,
      s.desil, coalesce(v.name, s.village) as village_name, s.members
    from source_family s
    join import_area a on a.kab = s.kab and a.import_no = s.import_no
    left join region v on v.code = s.village
    where s.kab = ${kab} and s.family_id = ${id}
    order by a.cut_off desc, a.applied_at desc, s.import_no desc`;
}

/* ------------------------------------------------------------------- changes */

export type ChangeFound = Omit<FamilyChange, 'state'>;

export async function listChanges(db: Db, kab: string, id: string): Promise<ChangeFound[]> {
  return db<ChangeFound[]>`
    select c.id, c.kind, c.village, v.name as village_name, c.field, c.value, c.note, c.effective_on, c.made_at,
      m.name as made_by_name, c.revoked_at, r.name as revoked_by_name, c.revoke_reason
    from family_change c
    left join region v on v.code = c.village
    left join account m on m.id = c.made_by
    left join account r on r.id = c.revoked_by
    where c.kab = ${kab} and c.family_id = ${id} order by c.effective_on desc, c.made_at desc`;
}

export async function addChange(
  db: Db,
  c: {
    kab: string;
    id: string;
    familyId: string;
    kind: string;
    village: string | null;
    field: string | null;
    value: boolean | null;
    note: string;
    effectiveOn: string;
    by: string;
    now: string;
  },
): Promise<void> {
  await db`
    insert into family_change (kab, id, family_id, kind, village, field, value, note, effective_on, made_by, made_at)
    values (${c.kab}, ${c.id}, ${c.familyId}, ${c.kind}, ${c.village}, ${c.field}, ${c.value}, ${c.note},
      ${c.effectiveOn}, ${c.by}, ${c.now})`;
}

export async function revokeChange(
  db: Db,
  c: { kab: string; id: string; familyId: string; reason: string; by: string; now: string },
): Promise<boolean> {
  const rows = await db`
    update family_change set revoked_by = ${c.by}, revoked_at = ${c.now}, revoke_reason = ${c.reason}
    where kab = ${c.kab} and id = ${c.id} and family_id = ${c.familyId} and revoked_at is null returning id`;
  return rows.length > 0;
}

/** How often somebody has revealed a family since a moment, in any kabupaten they reach. */
export async function countReveals(db: Db, actor: string, since: string): Promise<number> {
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from audit_line
    where actor = ${actor} and action = 'registry.reveal' and at >= ${since}`;
  return row?.n ?? 0;
}
