import type { jobsApi } from '#api/jobs.ts';
import { done, type Handlers, Problem } from './context.ts';
import { askCancel, findJob } from './job-queue.ts';

export const jobsHandlers: Handlers<typeof jobsApi> = {
  async getJob(ctx, input) {
    const job = await findJob(ctx.db, input.id);
    if (job === undefined) throw new Problem('not-found');
    return job;
  },
  async cancelJob(ctx, input) {
    const job = await findJob(ctx.db, input.id);
    if (job === undefined) throw new Problem('not-found');
    const asked = await askCancel(ctx.db, input.id, ctx.now);
    return done({ asked }, { kab: job.kab, subject: job.id, details: { kind: job.kind } });
  },
};
