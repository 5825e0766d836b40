import * as z from 'zod';
import { operation, planningRoles } from './operation.ts';

export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  progress: z
    .object({
      /** Message key of the step. */
      step: z.string(),
      done: z.number().optional(),
      total: z.number().optional(),
      details: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable(),
  result: z.unknown(),
  problem: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  cancelAsked: z.boolean(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type Job = z.infer<typeof Job>;

export const jobsApi = {
  getJob: operation({
    method: 'GET',
    path: '/api/jobs/:id',
    summary: 'State and progress of slow work',
    may: planningRoles,
    input: z.object({ id: z.uuid() }),
    reply: Job,
  }),
  cancelJob: operation({
    method: 'POST',
    path: '/api/jobs/:id/cancel',
    summary: 'Ask slow work to stop',
    may: ['planner', 'officer'],
    input: z.object({ id: z.uuid() }),
    reply: z.object({ asked: z.boolean() }),
    audit: 'jobs.cancel',
  }),
};
