import { Worker } from 'node:worker_threads';
import type { Actor } from '#domain/role.ts';
import type { Config } from './config.ts';
import type { Log } from './context.ts';
import { inScope, type Pool } from './db/sql.ts';
import type { JobRow, Progress } from './job-queue.ts';
import { wholeScope } from './scope.ts';

/**
 * Runs the queue: one job at a time, each in a worker thread of its own so that a solver or a large
 * file never holds up a request, with a memory limit, progress and cancel. A job found running at
 * start, but silent, belonged to a process that died; it is marked failed and can be asked for again.
 */
export interface JobRunner {
  stop(): Promise<void>;
  /** Runs this job here, unless another process was quicker; for a runner that runs nothing else. */
  take(id: string): void;
  /** Resolves when nothing is queued or running; for commands and tests. */
  idle(): Promise<void>;
}

export interface WorkerInput {
  readonly url: string;
  readonly config: Config;
  readonly job: Pick<JobRow, 'id' | 'kind' | 'input'>;
  readonly actor: Actor;
  readonly scope: { read: readonly string[]; write: readonly string[]; actor: string };
  readonly cancelFlag: SharedArrayBuffer;
}

export type WorkerMessage =
  | { type: 'progress'; progress: Progress }
  | { type: 'log'; level: 'info' | 'warn' | 'error'; details: object; message: string }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; code: string; details: Record<string, unknown>; message: string };

const MEMORY_MB = 3072;
/** After cancel was asked, a job that does not look at the flag is ended from outside. */
const CANCEL_GRACE_MS = 15_000;

export async function startJobs(deps: {
  config: Config;
  pool: Pool;
  url: string;
  log: Log;
  kabCodes: () => Promise<readonly string[]>;
  province: string;
  findActor: (id: string) => Promise<Actor | undefined>;
  scopeOf: (actor: Actor, kabCodes: readonly string[]) => WorkerInput['scope'];
  /** A command that ends soon takes no work of others: it would break off with the command. */
  onlyWhatIsTaken?: boolean;
}): Promise<JobRunner> {
  const taken: string[] = [];
  let stopped = false;
  let busy: Promise<void> | undefined;
  let again = false;
  let current: { id: string; flag: Int32Array; worker: Worker } | undefined;

  const system = async () => wholeScope('system.jobs', deps.province, await deps.kabCodes());
  const now = () => new Date().toISOString();

  // A running job beats twice a second; one that has been silent for half a minute has no process.
  async function failOrphans(): Promise<void> {
    const silent = new Date(Date.now() - 30_000).toISOString();
    await inScope(
      deps.pool,
      await system(),
      (db) => db`
        update job set state = 'failed', finished_at = ${now()},
          problem = '{"code":"busy","details":{"why":"restarted"}}'
        where state = 'running' and beat_at < ${silent}`,
    );
  }
  await failOrphans();
  const sweep = setInterval(() => void failOrphans().catch(() => {}), 30_000);
  sweep.unref();

  async function claim(): Promise<JobRow | undefined> {
    const [job] = await inScope(
      deps.pool,
      await system(),
      (db) => db<JobRow[]>`
      update job set state = 'running', started_at = ${now()}, beat_at = ${now()}
      where id = (select id from job where state = 'queued' ${deps.onlyWhatIsTaken ? db`and id = any (${taken})` : db``}
        order by created_at limit 1 for update skip locked)
      returning *`,
    );
    return job;
  }

  async function finish(
    job: JobRow,
    end: { state: string; result?: unknown; problem?: unknown },
  ): Promise<void> {
    await inScope(
      deps.pool,
      await system(),
      (db) => db`
      update job set state = ${end.state}, finished_at = ${now()},
        result = ${end.result === undefined ? null : JSON.stringify(end.result)}::text::jsonb,
        problem = ${end.problem === undefined ? null : JSON.stringify(end.problem)}::text::jsonb
      where id = ${job.id} and state = 'running'`,
    );
  }

  async function run(job: JobRow): Promise<void> {
    const actor = await deps.findActor(job.actorId);
    if (actor === undefined) {
      await finish(job, { state: 'failed', problem: { code: 'not-allowed', details: {} } });
      return;
    }
    const flag = new SharedArrayBuffer(4);
    const input: WorkerInput = {
      url: deps.url,
      config: deps.config,
      job: { id: job.id, kind: job.kind, input: job.input },
      actor,
      scope: deps.scopeOf(actor, await deps.kabCodes()),
      cancelFlag: flag,
    };
    const worker = new Worker(new URL('./worker-start.mjs', import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    current = { id: job.id, flag: new Int32Array(flag), worker };
    let last: WorkerMessage | undefined;
    let latestProgress: Progress | undefined;
    let written = Promise.resolve();
    const flush = setInterval(() => {
      const progress = latestProgress;
      latestProgress = undefined;
      written = written.then(() => saveProgress(job.id, progress)).catch(() => {});
    }, 500);
    const code = await new Promise<number>((resolve) => {
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'progress') latestProgress = message.progress;
        else if (message.type === 'log') deps.log[message.level](message.details, message.message);
        else last = message;
      });
      worker.on('error', (error) => {
        deps.log.error({ err: error, job: job.id }, 'job crashed');
      });
      worker.on('exit', resolve);
    });
    clearInterval(flush);
    await written;
    const cancelled = Atomics.load(current.flag, 0) === 1;
    current = undefined;
    if (last?.type === 'done') await finish(job, { state: 'done', result: last.result });
    else if (cancelled) await finish(job, { state: 'cancelled' });
    else if (last?.type === 'failed') {
      await finish(job, { state: 'failed', problem: { code: last.code, details: last.details } });
    } else {
      await finish(job, {
        state: 'failed',
        problem: { code: 'internal', details: { exit: code } },
      });
    }
  }

  async function saveProgress(id: string, progress: Progress | undefined): Promise<void> {
    const [row] = await inScope(
      deps.pool,
      await system(),
      (db) => db<{ cancelAsked: boolean }[]>`
      update job set beat_at = ${now()}
      ${progress ? db`, progress = ${JSON.stringify(progress)}::text::jsonb` : db``}
      where id = ${id} returning cancel_asked`,
    );
    if (row?.cancelAsked) cancelCurrent(id);
  }

  function cancelCurrent(id: string): void {
    if (current?.id !== id || Atomics.load(current.flag, 0) === 1) return;
    const { worker, flag } = current;
    Atomics.store(flag, 0, 1);
    setTimeout(() => void worker.terminate(), CANCEL_GRACE_MS).unref();
  }

  function wake(): void {
    if (stopped) return;
    if (busy !== undefined) {
      again = true;
      return;
    }
    busy = (async () => {
      do {
        again = false;
        for (let job = await claim(); job && !stopped; job = await claim()) await run(job);
      } while (again && !stopped);
    })()
      .catch((error) => deps.log.error({ err: error }, 'job queue'))
      .finally(() => {
        busy = undefined;
      });
  }

  const listener = await deps.pool.listen('titik_temu_job', (id) => {
    if (current?.id === id) void saveProgress(id, undefined).catch(() => {});
    wake();
  });
  wake();

  return {
    take(id) {
      taken.push(id);
      wake();
    },
    async idle() {
      for (;;) {
        wake();
        await busy;
        const [row] = await inScope(
          deps.pool,
          await system(),
          (db) => db<{ n: number }[]>`
          select count(*)::int as n from job where state in ('queued', 'running')`,
        );
        if (row?.n === 0) return;
      }
    },
    async stop() {
      stopped = true;
      clearInterval(sweep);
      await listener.unlisten();
      if (current) await current.worker.terminate();
      await busy;
    },
  };
}
