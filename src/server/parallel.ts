import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';
import { oneByOne, type Parallel, type ParallelTask } from '#engine/stats/parallel.ts';

/**
 * Worker threads for engine work, started when first needed. Every task must be listed in
 * parallel-tasks.ts. Close when done, or the process stays.
 */
export function openParallel(workers = cpus().length): Parallel & { close(): Promise<void> } {
  if (workers <= 1) return { ...oneByOne, close: async () => {} };
  const threads: Worker[] = [];
  const start = (): Worker => {
    const thread = new Worker(new URL('./parallel-start.mjs', import.meta.url));
    threads.push(thread);
    return thread;
  };

  async function run<Part, Answer>(
    task: ParallelTask<Part, Answer>,
    parts: readonly Part[],
  ): Promise<Answer[]> {
    if (parts.length <= 1) return oneByOne.run(task, parts);
    while (threads.length < Math.min(workers, parts.length)) start();
    const answers: Answer[] = new Array(parts.length);
    let next = 0;
    await Promise.all(
      threads.map(async (thread) => {
        for (let i = next++; i < parts.length; i = next++) {
          answers[i] = await ask<Answer>(thread, task.name, parts[i]);
        }
      }),
    );
    return answers;
  }
  return {
    workers,
    run,
    close: async () => {
      await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
    },
  };
}

interface Reply<Answer> {
  readonly answer?: Answer;
  readonly error?: string;
}

function ask<Answer>(thread: Worker, name: string, part: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      thread.off('message', onMessage);
      thread.off('error', onError);
      thread.off('exit', onExit);
    };
    const onMessage = (reply: Reply<Answer>) => {
      settle();
      if (reply.error !== undefined) reject(new Error(reply.error));
      else resolve(reply.answer as Answer);
    };
    const onError = (error: unknown) => {
      settle();
      reject(error);
    };
    const onExit = (code: number) => {
      settle();
      reject(new Error(`worker ended with ${code}`));
    };
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.on('exit', onExit);
    thread.postMessage({ name, part });
  });
}
