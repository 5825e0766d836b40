import type { Actor } from '#domain/role.ts';
import type { Config } from '../config.ts';
import { Problem } from '../context.ts';
import type { Db } from '../db/sql.ts';
import type { Progress } from '../job-queue.ts';
import type { Keys } from '../keys.ts';

/**
 * What checking, applying and undoing an import need. A JobContext is one; the command line makes its
 * own, so the same code runs in a worker thread and in a terminal.
 */
export interface ImportRun {
  readonly actor: Actor;
  readonly config: Config;
  readonly keys: Keys;
  now(): string;
  inScope<T>(work: (db: Db) => Promise<T>): Promise<T>;
  progress(progress: Progress): void;
  cancelled(): boolean;
  audit(
    db: Db,
    kab: string,
    action: string,
    subject: string,
    details: Record<string, unknown>,
  ): Promise<void>;
}

/** Looked at between batches; the transaction that is open then leaves nothing behind. */
export function stopIfCancelled(run: ImportRun): void {
  if (run.cancelled()) throw new Problem('import-not-ready', { why: 'cancelled' });
}
