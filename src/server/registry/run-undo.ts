import { importsInForce } from '#domain/import-force.ts';
import { Problem } from '../context.ts';
import type { Db } from '../db/sql.ts';
import type { ImportRun } from './import-run.ts';
import { compareWithout, listAreas, refreshCurrent, undoAreas } from './queries-current.ts';
import { lockImport, markUndone } from './queries-import.ts';
import { accountOf } from './run-import.ts';

export interface UndoneArea {
  kab: string;
  /** Families on the list now, and once it is undone. */
  before: number;
  after: number;
  leaving: number;
  returning: number;
  /** What the kabupaten falls back on; null: nothing. */
  fallback: { importNo: number; sourceName: string; cutOff: string; data: 'list' | 'recap' } | null;
}

/** What would come back and what would go, before anybody decides. */
export async function previewUndo(
  db: Db,
  no: number,
  kabs: readonly string[],
): Promise<UndoneArea[]> {
  const areas = await listAreas(db, kabs);
  const result: UndoneArea[] = [];
  for (const kab of kabs) {
    const mine = areas.filter((a) => a.kab === kab);
    const inForce = importsInForce(
      mine.map((a) => (a.importNo === no ? { ...a, undone: true } : a)),
    );
    const left = mine.filter((a) => inForce.has(a.importNo));
    const base = left.find((a) => a.mode === 'full') ?? left[0];
    const lists = left.filter((a) => a.data === 'list').map((a) => a.importNo);
    const counted = await compareWithout(db, kab, lists);
    // Recaps have no families to compare; their totals say as much as can be said.
    const recapOf = (some: typeof mine) =>
      some.filter((a) => a.data === 'recap').reduce((sum, a) => sum + a.families, 0);
    const before = counted.before + recapOf(mine.filter((a) => a.inForce));
    const after = counted.after + recapOf(left);
    result.push({
      kab,
      before,
      after,
      leaving: counted.leaving,
      returning: counted.returning,
      fallback:
        base === undefined
          ? null
          : {
              importNo: base.importNo,
              sourceName: base.sourceName,
              cutOff: base.cutOff,
              data: base.data,
            },
    });
  }
  return result;
}

/**
 * Undoes an import as a unit: its records stay where they are and no longer count. Works in any order,
 * also under a newer import, because what counts is worked out again from what is left.
 */
export async function undoImport(
  run: ImportRun,
  no: number,
  reason: string,
): Promise<{ kabs: readonly string[] }> {
  return run.inScope(async (db) => {
    const row = await lockImport(db, no);
    if (row === undefined) throw new Problem('not-found');
    if (row.state !== 'applied') throw new Problem('import-not-ready', { state: row.state });
    run.progress({ step: 'import.step.refresh' });
    const kabs = await undoAreas(db, no, run.now());
    await markUndone(db, no, accountOf(run), run.now(), reason);
    await refreshCurrent(db, kabs);
    for (const kab of kabs) await run.audit(db, kab, 'registry.undo', String(no), { reason });
    return { kabs };
  });
}
