import type { Answer } from '#domain/potential.ts';
import type { Db } from '../db/sql.ts';

export interface AnswerRow extends Answer {
  onBehalf: boolean;
  regionName: string;
  createdAt: string;
}

const plain = (db: Db) => db`
  a.id, a.code, a.topic, a.subject, a.answer, a.note, a.said_by, a.said_on, a.via, a.on_behalf,
  a.synthetic`;

/** The one answer per region, topic and subject that counts. */
export const listLatestAnswers = (db: Db): Promise<Answer[]> =>
  db<Answer[]>`
    select distinct on (a.kab, a.code, a.topic, a.subject) ${plain(db)} from answer a
    order by a.kab, a.code, a.topic, a.subject, a.said_on desc, a.seq desc`;

/** Every answer ever given about a region and its parts, newest first. */
export const listAnswers = (db: Db, code: string): Promise<AnswerRow[]> =>
  db<AnswerRow[]>`
    select ${plain(db)}, r.name as region_name, a.created_at
    from answer a join region r on r.code = a.code
    where a.code = ${code} or a.code like ${`${code}.%`}
    order by a.said_on desc, a.seq desc limit 2000`;

export interface NewAnswer extends Omit<Answer, 'onBehalf'> {
  /** True where the province writes it down for the kabupaten. */
  readonly onBehalf: boolean;
  /** Account that enters it; null for the demo. */
  readonly actorId: string | null;
}

/** Answers are only ever added. `kab` follows from `code`; the scope decides whether it may be written. */
export async function addAnswers(db: Db, rows: readonly NewAnswer[], now: string): Promise<number> {
  if (rows.length === 0) return 0;
  const added = await db`
    insert into answer (kab, id, code, topic, subject, answer, note, said_by, said_on, via,
      on_behalf, synthetic, actor_id, created_at)
    select left(r.code, 5), r.id, r.code, r.topic, r.subject, r.answer, r.note, r."saidBy",
      r."saidOn", r.via, r."onBehalf", r.synthetic, r."actorId", ${now}
    from jsonb_to_recordset(${JSON.stringify(rows.map((r, n) => ({ ...r, n })))}::text::jsonb) as r(id uuid, code text,
      topic text, subject text, answer text, note text, "saidBy" text, "saidOn" date, via text,
      "onBehalf" boolean, synthetic boolean, "actorId" uuid, n int)
    order by r.n returning 1`;
  return added.length;
}

export async function hasAnswers(db: Db): Promise<boolean> {
  const [row] = await db<{ yes: boolean }[]>`select exists (select 1 from answer) as yes`;
  return row?.yes ?? false;
}
