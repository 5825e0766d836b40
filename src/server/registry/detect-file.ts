import { foldHead } from '#domain/import-field.ts';
import {
  findHead,
  guessLayout,
  headSignature,
  type ImportLayout,
  type LayoutRow,
} from '#domain/import-layout.ts';
import type { Db } from '../db/sql.ts';
import { openSheetFile, readFirstRows } from '../spreadsheet/open-sheet.ts';
import { findMapping } from './queries-import.ts';

/** Rows looked at for a first understanding: the head within thirty, and enough values below it. */
const LOOK = 230;

export interface Detected {
  readonly layout: ImportLayout;
  readonly sheets: readonly { name: string; hidden: boolean }[];
  /** The rows looked at, for showing what stands in each column. */
  readonly rows: readonly LayoutRow[];
  readonly sourceKind: 'p3ke' | 'dtsen' | 'other';
  /** The mapping was confirmed for these heads before. */
  readonly remembered: boolean;
}

/**
 * Opens a file and works out what it is: the sheet whose head names most columns, the head, what each
 * column means. What somebody of this area confirmed for the same heads before wins over the guess.
 */
export async function detectFile(
  db: Db,
  kab: string,
  path: string,
  chosen: { sheet?: number; headRow?: number; headRows?: 1 | 2 } = {},
): Promise<Detected> {
  const file = await openSheetFile(path);
  try {
    let best: { sheet: number; rows: LayoutRow[]; score: number } | undefined;
    for (const [sheet, info] of file.sheets.entries()) {
      if (chosen.sheet !== undefined ? sheet !== chosen.sheet : info.hidden && best) continue;
      const rows = await readFirstRows(file, sheet, LOOK);
      const score = findHead(rows).headRow === 0 ? 0 : guessScore(rows);
      if (best === undefined || score > best.score) best = { sheet, rows, score };
      if (file.sheets.length > 20 && score > 5) break;
    }
    const { sheet, rows } = best ?? { sheet: 0, rows: [] };
    const at =
      chosen.headRow === undefined
        ? undefined
        : { headRow: chosen.headRow, headRows: chosen.headRows ?? (1 as const) };
    const layout = guessLayout(rows, { index: sheet, name: file.sheets[sheet]?.name ?? '' }, at);
    const mapping = await findMapping(db, kab, headSignature(layout.heads));
    return {
      layout: mapping === undefined ? layout : { ...layout, ...mapping },
      sheets: file.sheets,
      rows,
      sourceKind: sourceOf(layout.heads),
      remembered: mapping !== undefined,
    };
  } finally {
    await file.close();
  }
}

function guessScore(rows: readonly LayoutRow[]): number {
  const layout = guessLayout(rows, { index: 0, name: '' });
  return Object.keys(layout.columns).length + layout.desilColumns.filter((c) => c !== null).length;
}

function sourceOf(heads: readonly string[]): Detected['sourceKind'] {
  const all = heads.map(foldHead).join(' ');
  if (/p3ke|kode kemdagri/.test(all)) return 'p3ke';
  return /dtsen|desil nasional/.test(all) ? 'dtsen' : 'other';
}
