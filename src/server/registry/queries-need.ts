import type { Db } from '../db/sql.ts';

/**
 * Works the need of some kabupaten out again: the families listed now, or the recap in force where
 * there is no list. Groups by village and desil first (at most eleven rows per village) and lifts
 * those few to the levels above. 120,000 families take about a second.
 */
export async function refreshNeed(db: Db, kabs: readonly string[]): Promise<void> {
  await db`delete from need where kab = any (${kabs as string[]})`;
  await insertFromList(db, kabs);
  await insertFromRecap(db, kabs);
}

const ten = (db: Db, column: string) =>
  db`array[${Array.from({ length: 10 }, (_, i) => i + 1)
    .map((d) => db`coalesce(sum(${db(column)}) filter (where desil = ${d}), 0)::int`)
    .reduce((all, one) => db`${all}, ${one}`)}]`;

const seven = (db: Db, column: string) =>
  db`array[${Array.from({ length: 7 }, (_, i) => db`sum(${db(`${column}${i}`)})::int`).reduce(
    (all, one) => db`${all}, ${one}`,
  )}]`;

const bitCounts = (db: Db, mask: string, name: string) =>
  Array.from(
    { length: 7 },
    (_, i) => db`count(*) filter (where ${db(mask)} & ${1 << i} <> 0) as ${db(`${name}${i}`)}`,
  ).reduce((all, one) => db`${all}, ${one}`);

async function insertFromList(db: Db, kabs: readonly string[]): Promise<void> {
  await db`
    with base as materialized (
      select f.kab, f.village, coalesce(f.desil, 0) as desil, count(*) as families,
        sum(s.members) as persons, count(s.members) as persons_known,
        count(*) filter (where f.women_headed) as women, count(f.women_headed) as women_known,
        count(*) filter (where f.with_disability) as disabled, count(f.with_disability) as disabled_known,
        count(*) filter (where f.with_business) as business, count(f.with_business) as business_known,
        count(*) filter (where s.working) as working,
        count(*) filter (where s.working_women) as working_women, count(s.working_women) as working_women_known,
        count(*) filter (where s.working_disabled) as working_disabled, count(s.working_disabled) as working_disabled_known,
        ${bitCounts(db, 'housing_deprived', 'deprived')}, ${bitCounts(db, 'housing_known', 'known')}
      from family f
      join source_family s on s.kab = f.kab and s.import_no = f.import_no and s.n = f.source_n
      where f.listed and f.kab = any (${kabs as string[]})
      group by f.kab, f.village, coalesce(f.desil, 0)
    ), work as materialized (
      select code, jsonb_object_agg(occupation, n) as occupations from (
        select code, head_occupation as occupation, sum(n)::int as n from (
          select f.village, s.head_occupation, count(*) as n
          from family f
          join source_family s on s.kab = f.kab and s.import_no = f.import_no and s.n = f.source_n
          where f.listed and f.kab = any (${kabs as string[]}) and s.head_occupation is not null
          group by f.village, s.head_occupation) v
        cross join lateral unnest(array[v.village, left(v.village, 8), left(v.village, 5)]) as code
        group by code, head_occupation) o
      group by code
    ), data as materialized (
      select kab, min(cut_off) as as_of, bool_or(synthetic) as synthetic
      from import_area where in_force and data = 'list' group by kab
    ), lifted as materialized (
      select code, b.* from base b
      cross join lateral unnest(array[b.village, left(b.village, 8), left(b.village, 5)]) as code
    )
    insert into need (kab, code, level, source, synthetic, as_of, families, by_desil, desil_unknown, persons,
      women_headed, with_disability, with_business, eligible, eligible_women, eligible_disabled,
      occupations, deprived, known)
    select l.kab, l.code, case length(l.code) when 13 then 'village' when 8 then 'kec' else 'kab' end, 'list',
      d.synthetic, d.as_of, sum(families)::int, ${ten(db, 'families')},
      coalesce(sum(families) filter (where desil = 0), 0)::int,
      case when sum(persons_known) = sum(families) then sum(persons)::int end,
      case when sum(women_known) > 0 then sum(women)::int end,
      case when sum(disabled_known) > 0 then sum(disabled)::int end,
      case when sum(business_known) > 0 then sum(business)::int end,
      ${ten(db, 'working')},
      case when sum(working_women_known) = sum(families) then ${ten(db, 'working_women')} end,
      case when sum(working_disabled_known) = sum(families) then ${ten(db, 'working_disabled')} end,
      coalesce(w.occupations, '{}'), ${seven(db, 'deprived')}, ${seven(db, 'known')}
    from lifted l
    join data d on d.kab = l.kab
    left join work w on w.code = l.code
    group by l.kab, l.code, d.synthetic, d.as_of, w.occupations`;
}

async function insertFromRecap(db: Db, kabs: readonly string[]): Promise<void> {
  await db`
    with base as materialized (
      select c.kab, c.code as own, a.cut_off, a.synthetic, c.by_desil, c.desil_unknown, c.persons
      from import_area a
      join recap_count c on c.kab = a.kab and c.import_no = a.import_no
      where a.in_force and a.data = 'recap' and a.kab = any (${kabs as string[]})
    ), lifted as materialized (
      select b.*, code from base b
      cross join lateral unnest(array[b.own, left(b.own, 8), left(b.own, 5)]) with ordinality as up (code, step)
      where step = 1 or length(code) < length(b.own)
    ), counted as (
      select kab, code, cut_off, synthetic, sum(desil_unknown)::int as desil_unknown,
        case when count(persons) = count(*) then sum(persons)::int end as persons,
        array[${Array.from({ length: 10 }, (_, i) => db`sum(by_desil[${i + 1}])::int`).reduce(
          (all, one) => db`${all}, ${one}`,
        )}] as by_desil
      from (select distinct on (code, own) * from lifted) once
      group by kab, code, cut_off, synthetic
    )
    insert into need (kab, code, level, source, synthetic, as_of, families, by_desil, desil_unknown, persons, eligible)
    select kab, code, case length(code) when 13 then 'village' when 8 then 'kec' else 'kab' end, 'recap',
      synthetic, cut_off, desil_unknown + (select sum(x)::int from unnest(by_desil) as x), by_desil, desil_unknown, persons, by_desil
    from counted`;
}
