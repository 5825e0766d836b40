import type { CommodityAlias } from '#domain/commodity.ts';
import type { Evidence, PastAid } from '#domain/potential.ts';
import type { Db } from '../db/sql.ts';

export interface EvidenceRow extends Evidence {
  kab: string;
  regionName: string;
  commodityName: string;
  commodityNameEn: string;
  kindText: string | null;
  origin: 'shipped' | 'import' | 'screen' | 'demo';
  createdByName: string | null;
  createdAt: string;
  retractedAt: string | null;
  retractedByName: string | null;
  retractReason: string | null;
}

const plain = (db: Db) =>
  db`e.id, e.code, e.commodity, e.kind, e.grade, e.polarity, e.year, e.source, e.note, e.synthetic`;

/** What counts: not retracted. */
export const listStandingEvidence = (db: Db): Promise<Evidence[]> =>
  db<Evidence[]>`
    select ${plain(db)} from evidence e where e.retracted_at is null
    order by e.code, e.commodity, e.grade, e.year desc nulls last, e.id`;

/** Everything, retracted rows too, of one region and its parts, or of all that may be seen. */
export const listEvidence = (db: Db, code: string | undefined): Promise<EvidenceRow[]> =>
  db<EvidenceRow[]>`
    select ${plain(db)}, e.kab, r.name as region_name, c.name_id as commodity_name,
      c.name_en as commodity_name_en, e.kind_text, e.origin, maker.name as created_by_name,
      e.created_at, e.retracted_at, taker.name as retracted_by_name, e.retract_reason
    from evidence e join region r on r.code = e.code join commodity c on c.code = e.commodity
    left join account maker on maker.id = e.created_by
    left join account taker on taker.id = e.retracted_by
    ${code === undefined ? db`` : db`where e.code = ${code} or e.code like ${`${code}.%`}`}
    order by e.code, c.name_id, e.grade, e.year desc nulls last, e.id`;

export interface NewEvidence {
  readonly id: string;
  readonly code: string;
  readonly commodity: string;
  readonly kind: Evidence['kind'];
  readonly grade: Evidence['grade'];
  readonly polarity: Evidence['polarity'];
  readonly year: number | null;
  readonly source: string;
  readonly note: string | null;
  readonly kindText: string | null;
  readonly synthetic: boolean;
}

interface Mark {
  readonly origin: EvidenceRow['origin'];
  readonly importId: string | null;
  readonly by: string | null;
  readonly at: string;
}

/** The same claim of the same source is one row; answers the ids that are new. */
export async function addEvidence(
  db: Db,
  rows: readonly NewEvidence[],
  mark: Mark,
): Promise<string[]> {
  const added = await db<{ id: string }[]>`
    insert into evidence (kab, id, code, commodity, kind, grade, polarity, year, source, note,
      kind_text, synthetic, origin, import_id, created_by, created_at)
    select left(r.code, 5), r.id, r.code, r.commodity, r.kind, r.grade, r.polarity, r.year, r.source,
      r.note, r."kindText", r.synthetic, ${mark.origin}, ${mark.importId}::uuid, ${mark.by}::uuid, ${mark.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, code text,
      commodity text, kind text, grade text, polarity text, year int, source text, note text,
      "kindText" text, synthetic boolean)
    on conflict do nothing returning id`;
  return added.map((r) => r.id);
}

/** Takes a standing claim back; undefined where it is not there, not reachable or taken back already. */
export async function retractEvidence(
  db: Db,
  id: string,
  by: { actor: string; now: string; reason: string },
): Promise<{ kab: string; commodity: string } | undefined> {
  const [row] = await db<{ kab: string; commodity: string }[]>`
    update evidence set retracted_at = ${by.now}, retracted_by = ${by.actor}, retract_reason = ${by.reason}
    where id = ${id} and retracted_at is null returning kab, commodity`;
  return row;
}

export async function removeImportedEvidence(db: Db, importId: string): Promise<number> {
  return (await db`delete from evidence where import_id = ${importId} returning 1`).length;
}

/* ---------------------------------------------------------------- spellings */

export async function listAliases(db: Db): Promise<ReadonlyMap<string, CommodityAlias>> {
  const rows = await db<CommodityAlias[]>`select folded, code, refused from commodity_alias`;
  return new Map(rows.map((r) => [r.folded, r]));
}

export async function addAlias(
  db: Db,
  a: { folded: string; code: string; spelling: string; source: string; by: string; now: string },
): Promise<void> {
  await db`
    insert into commodity_alias (folded, code, spelling, source, added_by, added_at)
    values (${a.folded}, ${a.code}, ${a.spelling}, ${a.source}, ${a.by}, ${a.now})`;
}

/* ----------------------------------------------------------------- past aid */

export interface PastAidRow extends PastAid {
  kab: string;
  regionName: string;
  origin: EvidenceRow['origin'];
  changeReason: string | null;
  changedAt: string | null;
}

const aid = (db: Db) => db`
  p.id, p.code, p.title, p.subject, p.year, p.participants, p.value_rupiah, p.status, p.cause,
  p.source, p.synthetic`;

export const listStandingPastAid = (db: Db): Promise<PastAid[]> =>
  db<PastAid[]>`select ${aid(db)} from past_aid p order by p.code, p.year, p.id`;

/** Idle ones first. */
export const listPastAid = (db: Db, code: string | undefined): Promise<PastAidRow[]> =>
  db<PastAidRow[]>`
    select ${aid(db)}, p.kab, r.name as region_name, p.origin, p.change_reason, p.changed_at
    from past_aid p join region r on r.code = p.code
    ${code === undefined ? db`` : db`where p.code = ${code} or p.code like ${`${code}.%`}`}
    order by array_position(array['idle', 'undelivered', 'unknown', 'used'], p.status), p.code,
      p.year desc nulls last`;

export type NewPastAid = PastAid;

export async function addPastAid(
  db: Db,
  rows: readonly NewPastAid[],
  mark: Mark,
): Promise<string[]> {
  const added = await db<{ id: string }[]>`
    insert into past_aid (kab, id, code, title, subject, year, participants, value_rupiah, status,
      cause, source, synthetic, origin, import_id, created_by, created_at)
    select left(r.code, 5), r.id, r.code, r.title, r.subject, r.year, r.participants,
      r."valueRupiah", r.status, r.cause, r.source, r.synthetic, ${mark.origin},
      ${mark.importId}::uuid, ${mark.by}::uuid, ${mark.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, code text, title text,
      subject text, year int, participants int, "valueRupiah" bigint, status text, cause text,
      source text, synthetic boolean)
    on conflict do nothing returning id`;
  return added.map((r) => r.id);
}

export async function changePastAidStatus(
  db: Db,
  id: string,
  to: {
    status: PastAid['status'];
    cause: string | null;
    reason: string;
    actor: string;
    now: string;
  },
): Promise<{ kab: string } | undefined> {
  const [row] = await db<{ kab: string }[]>`
    update past_aid set status = ${to.status}, cause = coalesce(${to.cause}, cause),
      change_reason = ${to.reason}, changed_by = ${to.actor}, changed_at = ${to.now}
    where id = ${id} returning kab`;
  return row;
}

export async function removeImportedPastAid(db: Db, importId: string): Promise<number> {
  return (await db`delete from past_aid where import_id = ${importId} returning 1`).length;
}
