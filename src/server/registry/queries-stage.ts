import { copyInto, type Db } from '../db/sql.ts';
import { preferSets } from './queries-current.ts';

/**
 * Staging: temporary tables of the importer's own transaction. Nobody else can see them, they are
 * gone when the transaction ends however it ends, and COPY works into them where row-level security
 * forbids it elsewhere. Everything after the COPY works on sets.
 */
export const stageColumns = [
  'n',
  'family_n',
  'part',
  'row_no',
  'first',
  'kab',
  'village',
  'desil',
  'source_id',
  'kk_digest',
  'kk_sealed',
  'address',
  'members',
  'ownership',
  'floor',
  'wall',
  'roof',
  'light',
  'fuel',
  'water',
  'toilet',
  'housing_known',
  'housing_deprived',
  'savings',
  'aid',
  'stunting_risk',
  'is_head',
  'person_source_id',
  'nik_digest',
  'nik_sealed',
  'nik_last',
  'nik_state',
  'name',
  'sex',
  'birth_date',
  'relation',
  'marital',
  'education',
  'occupation',
  'disability',
  'business',
  'dukcapil',
  'warnings',
] as const;

export async function fillStage(db: Db, lines: AsyncIterable<string>): Promise<void> {
  await preferSets(db);
  await db`
    create temp table stage_row (
      n int, family_n int, part smallint, row_no int, first boolean, kab text, village text, desil smallint,
      source_id text, kk_digest bytea, kk_sealed bytea, address text, members int,
      ownership smallint, floor smallint, wall smallint, roof smallint, light smallint, fuel smallint,
      water smallint, toilet smallint, housing_known smallint, housing_deprived smallint,
      savings boolean, aid smallint, stunting_risk boolean, is_head boolean, person_source_id text,
      nik_digest bytea, nik_sealed bytea, nik_last text, nik_state text, name text, sex text, birth_date date,
      relation text, marital text, education text, occupation text, disability boolean, business boolean,
      dukcapil boolean, warnings text
    ) on commit drop`;
  await copyInto(db, 'stage_row', stageColumns, lines);
  await db`analyze stage_row`;
}

/**
 * One row per family: its own columns from its first row, the head, and what its members add up to on
 * the cut-off date. Where a file of members came beside a file of families, the members' rows replace
 * the head the family file named.
 */
export async function groupFamilies(
  db: Db,
  o: { cutOff: string; complete: boolean; joined: boolean },
): Promise<{ families: number; headless: number }> {
  const counted = o.joined
    ? db`stage_row r left join (select distinct family_n from stage_row where part = 2) j using (family_n)
        where r.part = 2 or j.family_n is null`
    : db`stage_row r`;
  await db`
    create temp table stage_family on commit drop as
    with person as (
      select r.*, birth_date <= (${o.cutOff}::date - interval '18 years')::date
        and birth_date > (${o.cutOff}::date - interval '60 years')::date as working
      from ${counted}
    ), folk as materialized (
      select family_n, count(*)::int as rows, max(part) as part,
        bool_or(working) as working, bool_or(birth_date is null) as age_unknown,
        coalesce(bool_or(working and sex = 'f'), false) as working_women,
        case when count(disability) > 0 then bool_or(coalesce(disability, false)) end as with_disability,
        case when count(disability) > 0 then coalesce(bool_or(working and disability), false) end as working_disabled,
        case when count(business) > 0 then bool_or(coalesce(business, false)) end as with_business
      from person group by family_n
    ), head as materialized (
      select distinct on (family_n) family_n, nik_digest, name, sex, occupation, is_head
      from stage_row order by family_n, is_head desc, part desc, n
    ), remarks as materialized (
      select family_n, array_agg(distinct w) as warnings
      from stage_row, unnest(string_to_array(warnings, ',')) as w where warnings is not null group by family_n
    )
    select f.family_n as n, f.kab, f.row_no, f.village, f.desil, f.source_id, f.kk_digest, f.kk_sealed,
      h.nik_digest as head_nik_digest, h.name as head_name, h.occupation as head_occupation, h.is_head,
      f.address, coalesce(f.members, case when c.complete then k.rows end) as members, c.complete,
      h.sex = 'f' as women_headed, k.with_disability, k.with_business,
      case when c.complete or coalesce(f.members, 2) = 1
        then coalesce(k.working, false) or k.age_unknown else true end as working,
      case when c.complete then k.working_women end as working_women,
      case when c.complete then k.working_disabled end as working_disabled,
      f.ownership, f.floor, f.wall, f.roof, f.light, f.fuel, f.water, f.toilet,
      f.housing_known, f.housing_deprived, f.savings, f.aid, f.stunting_risk, r.warnings,
      hashtextextended(concat_ws('|', f.village, f.desil, h.name, h.sex, h.occupation, f.address, f.members, k.rows,
        k.with_disability, k.with_business, f.housing_known, f.housing_deprived, f.aid), 0) as fingerprint,
      null::uuid as family_id, false as is_new
    from stage_row f
    join folk k using (family_n)
    join head h using (family_n)
    left join remarks r using (family_n)
    cross join lateral (select ${o.joined ? db`k.part = 2` : db`${o.complete}::boolean`} as complete) c
    where f.first`;
  await db`create index on stage_family (kab, n)`;
  await db`analyze stage_family`;
  const [row] = await db<{ families: number; headless: number }[]>`
    select count(*)::int as families, count(*) filter (where not is_head)::int as headless from stage_family`;
  return row ?? { families: 0, headless: 0 };
}

export async function listStagedKabs(
  db: Db,
  joined: boolean,
): Promise<{ kab: string; families: number; persons: number }[]> {
  return db<{ kab: string; families: number; persons: number }[]>`
    select f.kab, count(distinct f.n)::int as families, count(r.n) filter (where r.part = 2 or not (${joined} and f.complete))::int as persons
    from stage_family f join stage_row r on r.family_n = f.n group by f.kab order by f.kab`;
}

/**
 * Who is who: a family is the one it was before if it carries the same id in the same register, else
 * the same KK, else a head with the same NIK; each only where it points at exactly one family on both
 * sides, and never at one already taken. Everybody else is new. Inside one kabupaten only.
 */
export async function matchFamilies(
  db: Db,
  o: { kabs: readonly string[]; sourceKind: string },
): Promise<void> {
  const [known] =
    await db`select from source_family where kab = any (${o.kabs as string[]}) limit 1`;
  if (known !== undefined) {
    await matchBy(db, o.kabs, 'source_id', db`and source_kind = ${o.sourceKind}`);
    await matchBy(db, o.kabs, 'kk_digest', db``);
    await matchBy(db, o.kabs, 'head_nik_digest', db``);
  }
  await db`update stage_family set family_id = gen_random_uuid(), is_new = true where family_id is null`;
}

async function matchBy(
  db: Db,
  kabs: readonly string[],
  key: string,
  only: ReturnType<Db>,
): Promise<void> {
  await db`
    update stage_family s set family_id = m.family_id
    from (
      select distinct on (k.kab, k.family_id) k.kab, k.family_id, mine.n
      from (
        select kab, ${db(key)} as key, min(family_id::text)::uuid as family_id
        from source_family where kab = any (${kabs as string[]}) and ${db(key)} is not null ${only}
        group by kab, ${db(key)} having count(distinct family_id) = 1
      ) k
      join (
        select kab, ${db(key)} as key, min(n) as n from stage_family
        where ${db(key)} is not null group by kab, ${db(key)} having count(*) = 1
      ) mine on mine.kab = k.kab and mine.key = k.key
      where not exists (select from stage_family t where t.kab = k.kab and t.family_id = k.family_id)
      order by k.kab, k.family_id, mine.n
    ) m
    where s.kab = m.kab and s.n = m.n and s.family_id is null`;
}

/** What would change in each kabupaten, against the list as it stands. */
export async function compareWithCurrent(
  db: Db,
  full: boolean,
): Promise<
  { kab: string; families: number; added: number; same: number; changed: number; gone: number }[]
> {
  return db`
    with mine as (
      select s.kab, count(*)::int as families,
        count(*) filter (where f.id is null or not f.listed)::int as added,
        count(*) filter (where f.listed and o.fingerprint = s.fingerprint)::int as same,
        count(*) filter (where f.listed and o.fingerprint <> s.fingerprint)::int as changed
      from stage_family s
      left join family f on f.kab = s.kab and f.id = s.family_id
      left join source_family o on o.kab = f.kab and o.import_no = f.import_no and o.n = f.source_n
      group by s.kab
    )
    select m.*, case when ${full}::boolean then (
      select count(*)::int from family f where f.kab = m.kab and f.listed
        and not exists (select from stage_family s where s.kab = f.kab and s.family_id = f.id)) else 0 end as gone
    from mine m order by m.kab`;
}

/** Source records, people and new families, in that order; the caller has written import_area. */
export async function insertSources(
  db: Db,
  o: { no: number; sourceKind: string; joined: boolean; kabs: readonly string[] },
): Promise<void> {
  const fields = db`n, family_id, village, desil, source_id, kk_digest, kk_sealed, head_nik_digest, head_name,
    head_occupation, address, members, complete, women_headed, with_disability, with_business, working,
    working_women, working_disabled, ownership, floor, wall, roof, light, fuel, water, toilet,
    housing_known, housing_deprived, savings, aid, stunting_risk, warnings, fingerprint, row_no`;
  await db`
    insert into source_family (kab, import_no, source_kind, ${fields})
    select kab, ${o.no}, ${o.sourceKind}, ${fields} from stage_family`;
  await db`
    insert into family (kab, id, import_no, source_n, village, desil, listed, women_headed, with_disability, with_business)
    select kab, family_id, ${o.no}, n, village, desil, true, women_headed, with_disability, with_business
    from stage_family where is_new`;
  await insertPersons(db, o);
}

/**
 * People of a family that was there before keep their id: same NIK, else same id in the register,
 * else same name and birth date. Where no family was there before nobody has to be looked for.
 */
async function insertPersons(
  db: Db,
  o: { no: number; joined: boolean; kabs: readonly string[] },
): Promise<void> {
  await db`create temp table stage_known (n int, person_id uuid) on commit drop`;
  const [known] = await db`select from stage_family where not is_new limit 1`;
  if (known !== undefined) await recognise(db, o);
  await db`
    insert into source_person (kab, import_no, person_id, n, family_n, source_id, nik_digest, nik_sealed, nik_last,
      nik_state, name, sex, birth_date, relation, marital, education, occupation, disability, business, dukcapil)
    select f.kab, ${o.no}, coalesce(k.person_id, gen_random_uuid()), r.n, r.family_n, r.person_source_id,
      r.nik_digest, r.nik_sealed, r.nik_last, r.nik_state, r.name, r.sex, r.birth_date, r.relation, r.marital,
      r.education, r.occupation, r.disability, r.business, r.dukcapil
    from stage_row r
    join stage_family f on f.n = r.family_n
    left join stage_known k on k.n = r.n
    where r.part = 2 or not (${o.joined} and f.complete)`;
}

async function recognise(db: Db, o: { no: number; kabs: readonly string[] }): Promise<void> {
  await db`
    insert into stage_known (n, person_id)
    with p as materialized (
      select r.n, r.nik_digest, r.person_source_id, lower(r.name) as name, r.birth_date, f.kab, f.family_id
      from stage_row r join stage_family f on f.n = r.family_n where not f.is_new
    ), old as materialized (
      select distinct on (s.kab, s.family_id, o.person_id) s.kab, s.family_id, o.person_id,
        o.nik_digest, o.source_id, lower(o.name) as name, o.birth_date
      from source_family s
      join source_person o on o.kab = s.kab and o.import_no = s.import_no and o.family_n = s.n
      where s.kab = any (${o.kabs as string[]}) and s.import_no <> ${o.no}
        and exists (select from stage_family f where f.kab = s.kab and f.family_id = s.family_id and not f.is_new)
      order by s.kab, s.family_id, o.person_id, s.import_no desc
    ), same as materialized (
      select distinct on (p.n) p.n, old.person_id
      from p join old on old.kab = p.kab and old.family_id = p.family_id
        and (old.nik_digest = p.nik_digest or old.source_id = p.person_source_id
          or (old.name = p.name and old.birth_date = p.birth_date))
      order by p.n, old.nik_digest = p.nik_digest desc nulls last, old.source_id = p.person_source_id desc nulls last
    )
    select distinct on (person_id) n, person_id from same order by person_id, n`;
}
