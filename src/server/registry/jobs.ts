import type { JobContext, Jobs } from '../job-queue.ts';
import { applyImport, checkImport } from './run-import.ts';
import { undoImport } from './run-undo.ts';

/** A JobContext is an ImportRun: the same code runs here and in a terminal. */
export const registryJobs = {
  'registry.check': async (ctx: JobContext, input: { no: number }) => {
    const { no, counts } = await checkImport(ctx, input.no);
    return { no, counts };
  },
  'registry.apply': async (ctx: JobContext, input: { no: number }) => {
    const { no, counts } = await applyImport(ctx, input.no);
    return { no, counts };
  },
  'registry.undo': (ctx: JobContext, input: { no: number; reason: string }) =>
    undoImport(ctx, input.no, input.reason),
} satisfies Jobs;
