/**
 * Work handed out to several workers. The engine names a task and gives the parts; whoever runs it
 * (src/server/parallel.ts) decides on threads. Parts must not depend on each other, and the answer
 * must not depend on how many workers there were: randomness comes from (seed, part).
 */
export interface Parallel {
  /** How many parts run at the same time. */
  readonly workers: number;
  /** Answers in the order of the parts. Arrays over a SharedArrayBuffer are shared, others copied. */
  run<Part, Answer>(task: ParallelTask<Part, Answer>, parts: readonly Part[]): Promise<Answer[]>;
}

/** `name` finds the function again on the other side; the function itself cannot travel. */
export interface ParallelTask<Part, Answer> {
  readonly name: string;
  readonly work: (part: Part) => Answer;
}

/** All parts one after the other, here. */
export const oneByOne: Parallel = {
  workers: 1,
  run: async (task, parts) => parts.map((part) => task.work(part)),
};
