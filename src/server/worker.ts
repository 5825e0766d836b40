import { parentPort, workerData } from 'node:worker_threads';
import { appendAudit } from './audit.ts';
import { Problem } from './context.ts';
import { inScope, openPool } from './db/sql.ts';
import type { JobContext } from './job-queue.ts';
import type { WorkerInput, WorkerMessage } from './jobs.ts';
import { openKeys } from './keys.ts';
import { allJobs } from './modules.ts';

/** The other end of jobs.ts: one thread, one job, then gone. */
const input = workerData as WorkerInput;
const send = (message: WorkerMessage) => parentPort?.postMessage(message);
const flag = new Int32Array(input.cancelFlag);
const pool = openPool(input.url, { max: 3, name: `titik-temu-${input.job.kind}` });
const now = () => new Date().toISOString();

const ctx: JobContext = {
  jobId: input.job.id,
  actor: input.actor,
  config: input.config,
  keys: openKeys(input.config.dataDir),
  log: {
    info: (details, message) => send({ type: 'log', level: 'info', details, message }),
    warn: (details, message) => send({ type: 'log', level: 'warn', details, message }),
    error: (details, message) => send({ type: 'log', level: 'error', details, message }),
  },
  now,
  inScope: (work) => inScope(pool, input.scope, work, { timeoutSeconds: 3600 }),
  progress: (progress) => send({ type: 'progress', progress }),
  cancelled: () => Atomics.load(flag, 0) === 1,
  audit: (db, kab, action, subject, details) =>
    appendAudit(db, {
      kab,
      subject,
      details,
      action,
      at: now(),
      actor: input.actor.id,
      requestId: input.job.id,
    }),
};

async function run(): Promise<void> {
  const work = allJobs[input.job.kind];
  if (work === undefined) throw new Error(`no job of kind ${input.job.kind}`);
  const result = await work(ctx, input.job.input as never);
  send({ type: 'done', result: result ?? null });
}

run()
  .catch((error: unknown) => {
    const problem = error instanceof Problem ? error : undefined;
    if (problem === undefined) ctx.log.error({ err: serialise(error) }, 'job failed');
    send({
      type: 'failed',
      code: problem?.code ?? 'internal',
      details: problem?.details ?? {},
      message: error instanceof Error ? error.message : String(error),
    });
  })
  .finally(() => pool.end({ timeout: 2 }));

function serialise(error: unknown): object {
  return error instanceof Error
    ? { message: error.message, stack: error.stack }
    : { message: String(error) };
}
