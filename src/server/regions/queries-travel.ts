import type { Db } from '../db/sql.ts';

export type TravelMode = 'land' | 'sea' | 'land-sea' | 'unknown';

export interface TravelRow {
  fromCode: string;
  fromName: string;
  /** A kabupaten, or a kecamatan where it differs; a planner takes the kecamatan row first. */
  toCode: string;
  toName: string;
  toKab: string | null;
  mode: TravelMode;
  /** One way; null is unknown. */
  hours: number | null;
  /** One person there and back; null is unknown. */
  costRupiah: number | null;
  source: string;
  year: number | null;
  synthetic: boolean;
  changedBy: string | null;
  changedAt: string | null;
}

export async function listTravel(db: Db): Promise<TravelRow[]> {
  return db<TravelRow[]>`
    select t.from_code, f.name as from_name, t.to_code, r.name as to_name,
      case when r.level = 'kec' then kab.name end as to_kab, t.mode, t.hours::float8 as hours, t.cost_rupiah,
      t.source, t.year, t.synthetic, a.name as changed_by, t.changed_at
    from travel t join region f on f.code = t.from_code join region r on r.code = t.to_code
    left join region kab on kab.code = r.kab left join account a on a.id = t.changed_by
    order by t.to_code, t.from_code`;
}

export interface TravelChange {
  fromCode: string;
  toCode: string;
  mode: TravelMode;
  hours: number | null;
  costRupiah: number | null;
  source: string;
  year: number | null;
}

/** Writes rows over what stood there. A typed or imported figure is never an example figure. */
export async function setTravel(
  db: Db,
  rows: readonly TravelChange[],
  by: { actor: string; now: string; importId: string | null },
): Promise<void> {
  for (const row of rows) {
    await db`
      insert into travel (from_code, to_code, mode, hours, cost_rupiah, source, year, changed_by, changed_at, import_id)
      values (${row.fromCode}, ${row.toCode}, ${row.mode}, ${row.hours}, ${row.costRupiah}, ${row.source}, ${row.year},
        ${by.actor}, ${by.now}, ${by.importId})
      on conflict (from_code, to_code) do update set mode = excluded.mode, hours = excluded.hours,
        cost_rupiah = excluded.cost_rupiah, source = excluded.source, year = excluded.year, synthetic = false,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at, import_id = excluded.import_id`;
  }
}

export async function removeTravel(db: Db, fromCode: string, toCode: string): Promise<boolean> {
  const rows = await db`
    delete from travel where from_code = ${fromCode} and to_code = ${toCode} returning to_code`;
  return rows.length > 0;
}

/** Keeps what stands at these pairs, so that an import can be taken back. */
export async function keepTravelBefore(
  db: Db,
  importId: string,
  pairs: readonly { fromCode: string; toCode: string }[],
): Promise<void> {
  await db`
    insert into travel_before (import_id, from_code, to_code, before)
    select ${importId}, p.from_code, p.to_code, to_jsonb(t)
    from unnest(${pairs.map((p) => p.fromCode)}::text[], ${pairs.map((p) => p.toCode)}::text[]) as p (from_code, to_code)
    left join travel t on t.from_code = p.from_code and t.to_code = p.to_code
    on conflict do nothing`;
}

/** Puts back what stood before an import, except where somebody has changed the row since. */
export async function undoTravel(db: Db, importId: string): Promise<number> {
  const pairs = await db<{ fromCode: string; toCode: string }[]>`
    select b.from_code, b.to_code from travel_before b
    join travel t on t.from_code = b.from_code and t.to_code = b.to_code and t.import_id = ${importId}
    where b.import_id = ${importId}`;
  await db`
    delete from travel t using travel_before b
    where b.import_id = ${importId} and t.import_id = ${importId}
      and t.from_code = b.from_code and t.to_code = b.to_code`;
  await db`
    insert into travel select (jsonb_populate_record(null::travel, b.before)).* from travel_before b
    where b.import_id = ${importId} and b.before is not null and b.before <> 'null'::jsonb
      and (b.from_code, b.to_code) in (select * from unnest(
        ${pairs.map((p) => p.fromCode)}::text[], ${pairs.map((p) => p.toCode)}::text[]))`;
  await db`delete from travel_before where import_id = ${importId}`;
  return pairs.length;
}
