import type { AuditNote } from './context.ts';
import type { Db } from './db/sql.ts';

/**
 * Appends one line to a chain, in the caller's transaction. Call it last: the chain is locked until
 * commit. A bulk operation writes one line per kabupaten with counts and a digest, not one per row.
 */
export async function appendAudit(
  db: Db,
  line: AuditNote & { at: string; actor: string; action: string; requestId: string },
): Promise<void> {
  await db`select append_audit(${line.kab}, ${line.at}, ${line.actor}, ${line.action}, ${line.subject},
    ${line.requestId}, ${JSON.stringify(line.details)}::text::jsonb)`;
}
