import { Problem } from '../context.ts';
import { openSheetFile } from './open-sheet.ts';
import type { Cell } from './sheet-file.ts';
import type { GridCell, GridRow } from './table-kind.ts';

/** Reference tables are small; a whole province by village has 2,285 rows. */
export const GRID_LIMITS = { rows: 60_000, columns: 200 } as const;

export interface Grid {
  readonly format: 'csv' | 'xlsx';
  readonly sheets: readonly string[];
  readonly sheet: number;
  readonly rows: readonly GridRow[];
}

/** A whole small table in memory: the first visible sheet unless told otherwise. */
export async function readGrid(path: string, sheet?: number): Promise<Grid> {
  const file = await openSheetFile(path);
  try {
    const first = Math.max(
      0,
      file.sheets.findIndex((s) => !s.hidden),
    );
    const chosen = sheet !== undefined && file.sheets[sheet] !== undefined ? sheet : first;
    const rows: GridRow[] = [];
    for await (const batch of file.rows(chosen)) {
      for (const row of batch) {
        if (row.cells.length > GRID_LIMITS.columns || rows.length >= GRID_LIMITS.rows) {
          throw new Problem('file-too-large', { rows: GRID_LIMITS.rows });
        }
        rows.push({ number: row.number, cells: row.cells.map(plain) });
      }
    }
    return { format: file.format, sheets: file.sheets.map((s) => s.name), sheet: chosen, rows };
  } finally {
    await file.close();
  }
}

function plain(cell: Cell): GridCell {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'boolean' ? String(cell) : cell;
}
