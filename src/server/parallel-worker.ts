import { parentPort } from 'node:worker_threads';
import { parallelTasks } from './parallel-tasks.ts';

/** The other end of parallel.ts. */
parentPort?.on('message', ({ name, part }: { name: string; part: unknown }) => {
  try {
    const task = parallelTasks.find((t) => t.name === name);
    if (task === undefined) throw new Error(`no task ${name} in parallel-tasks.ts`);
    parentPort?.postMessage({ answer: task.work(part as never) });
  } catch (error) {
    parentPort?.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
