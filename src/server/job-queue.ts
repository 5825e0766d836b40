import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain/role.ts';
import type { Config } from './config.ts';
import type { Log } from './context.ts';
import type { Db } from './db/sql.ts';
import type { Keys } from './keys.ts';

/** What a page shows while a job runs. `step` is a message key; `done`/`total` make a bar. */
export interface Progress {
  step: string;
  done?: number;
  total?: number;
  details?: Record<string, unknown>;
}

/**
 * What a job may do. It runs in a worker thread of its own with its own connections; every
 * transaction it opens is in the scope of the account that asked for it.
 */
export interface JobContext {
  readonly jobId: string;
  readonly actor: Actor;
  readonly config: Config;
  readonly keys: Keys;
  readonly log: Log;
  now(): string;
  /** One transaction in the actor's scope, without the short limit of a request. */
  inScope<T>(work: (db: Db) => Promise<T>): Promise<T>;
  progress(progress: Progress): void;
  /** True once a person asked to stop; long loops look at it. */
  cancelled(): boolean;
  audit(
    db: Db,
    kab: string,
    action: string,
    subject: string,
    details: Record<string, unknown>,
  ): Promise<void>;
}

export type JobWork = (ctx: JobContext, input: never) => Promise<unknown>;
export type Jobs = Readonly<Record<string, JobWork>>;

export async function addJob(
  db: Db,
  job: { kab: string; kind: string; input: unknown; actor: Actor; now: string },
): Promise<string> {
  const id = randomUUID();
  await db`
    insert into job (kab, id, kind, input, state, actor_id, created_at)
    values (${job.kab}, ${id}, ${job.kind}, ${JSON.stringify(job.input)}::text::jsonb, 'queued', ${job.actor.id}, ${job.now})`;
  await db`select pg_notify('titik_temu_job', ${id})`;
  return id;
}

export interface JobRow {
  kab: string;
  id: string;
  kind: string;
  input: unknown;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: Progress | null;
  result: unknown;
  problem: { code: string; details: Record<string, unknown> } | null;
  cancelAsked: boolean;
  actorId: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export async function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  const [row] = await db<JobRow[]>`select * from job where id = ${id}`;
  return row;
}

export async function askCancel(db: Db, id: string, now: string): Promise<boolean> {
  const rows = await db`
    update job set cancel_asked = true,
      state = case when state = 'queued' then 'cancelled' else state end,
      finished_at = case when state = 'queued' then ${now}::timestamptz else finished_at end
    where id = ${id} and state in ('queued', 'running') returning id`;
  if (rows.length > 0) await db`select pg_notify('titik_temu_job', ${id})`;
  return rows.length > 0;
}
