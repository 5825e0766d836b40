import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain/role.ts';
import { appendAudit } from '../audit.ts';
import type { Config } from '../config.ts';
import { inScope, type Pool, type Scope } from '../db/sql.ts';
import type { Progress } from '../job-queue.ts';
import type { Keys } from '../keys.ts';
import type { ImportRun } from './import-run.ts';

/** What a command knows: `Prepared` of server/main.ts fits, and so does a test server. */
export interface RunBase {
  readonly config: Config;
  readonly keys: Keys;
  readonly database: { readonly pool: Pool };
}

/** An import run outside the job queue: the same work in the process of a command. */
export function commandRun(
  base: RunBase,
  actor: Actor,
  scope: Scope,
  onProgress: (progress: Progress) => void = () => {},
): ImportRun {
  const now = () => new Date().toISOString();
  const requestId = randomUUID();
  return {
    actor,
    config: base.config,
    keys: base.keys,
    now,
    inScope: (work) => inScope(base.database.pool, scope, work, { timeoutSeconds: 3600 }),
    progress: onProgress,
    cancelled: () => false,
    audit: (db, kab, action, subject, details) =>
      appendAudit(db, { kab, subject, details, action, at: now(), actor: actor.id, requestId }),
  };
}
