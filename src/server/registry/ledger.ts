import type { RowIssue } from '#domain/family-row.ts';
import type { LayoutRow } from '#domain/import-layout.ts';
import type { Keys } from '../keys.ts';
import { cellsForKeeping, type KeptCell } from './kept-row.ts';

/** Refused rows kept with their cells; beyond this many a wrong column is the likelier cause. */
const KEEP_REFUSED = 20_000;
const KEEP_WARNED = 50;

/** A row that needs a look, as it goes into import_row. */
export interface KeptRow {
  part: number;
  rowNo: number;
  outcome: 'refused' | 'warned';
  reason: string;
  columnName: string;
  sealed: Buffer;
}

/** What is sealed: every issue with its column, and the cells. */
export interface SealedRow {
  issues: { column: number | null; code: string; params: Record<string, string | number> }[];
  cells: KeptCell[];
}

export interface Ledger {
  /** One row of a file, with everything found out about it. */
  add(part: number, row: LayoutRow, issues: readonly RowIssue[]): void;
  readonly counts: { read: number; accepted: number; warned: number; refused: number };
  readonly refusedBy: ReadonlyMap<string, number>;
  readonly warnedBy: ReadonlyMap<string, number>;
  readonly kept: readonly KeptRow[];
}

/**
 * Counts every row exactly once: accepted, accepted with warnings, or refused under the first of its
 * reasons. read = accepted + refused holds because nothing else adds to either.
 */
export function openLedger(
  keys: Keys,
  columnOf: (part: number, field: RowIssue['field']) => { column: number | null; head: string },
): Ledger {
  const counts = { read: 0, accepted: 0, warned: 0, refused: 0 };
  const refusedBy = new Map<string, number>();
  const warnedBy = new Map<string, number>();
  const kept: KeptRow[] = [];
  const bump = (map: Map<string, number>, code: string) => {
    const n = (map.get(code) ?? 0) + 1;
    map.set(code, n);
    return n;
  };

  function keep(part: number, row: LayoutRow, issue: RowIssue, issues: readonly RowIssue[]): void {
    const sealed: SealedRow = {
      issues: issues.map((i) => ({
        column: columnOf(part, i.field).column,
        code: i.reason.code,
        params: { ...i.reason.params },
      })),
      cells: cellsForKeeping(row.cells),
    };
    kept.push({
      part,
      rowNo: row.number,
      outcome: issue.refused ? 'refused' : 'warned',
      reason: issue.reason.code,
      columnName: columnOf(part, issue.field).head,
      sealed: keys.seal(JSON.stringify(sealed)),
    });
  }

  return {
    counts,
    refusedBy,
    warnedBy,
    kept,
    add(part, row, issues) {
      counts.read++;
      const refusal = issues.find((i) => i.refused);
      if (refusal !== undefined) {
        counts.refused++;
        bump(refusedBy, refusal.reason.code);
        if (counts.refused <= KEEP_REFUSED) {
          keep(
            part,
            row,
            refusal,
            issues.filter((i) => i.refused),
          );
        }
        return;
      }
      counts.accepted++;
      if (issues.length === 0) return;
      counts.warned++;
      const once = new Map(issues.map((i) => [i.reason.code, i]));
      for (const [code, issue] of once) {
        if (bump(warnedBy, code) <= KEEP_WARNED) keep(part, row, issue, [issue]);
      }
    },
  };
}
