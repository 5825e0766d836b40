import { foldWord } from '#domain/fold.ts';
import { readinessItems } from '#domain/recipe.ts';
import { columnLetter, readMark, type SheetMark } from '#domain/sheet-layout.ts';
import type { ReturnedCell, ReturnedRow } from '#domain/sheet-return.ts';
import { translate } from '#messages/translate.ts';
import { openSheetFile } from '../spreadsheet/open-sheet.ts';
import type { Cell, SheetFile, SheetRow } from '../spreadsheet/sheet-file.ts';

/** A workbook that came back, as far as it could be recognised. */
export interface ReturnedWorkbook {
  readonly mark: SheetMark;
  readonly rows: readonly ReturnedRow[];
  /** Cells of the first tab: who filled it in and when. */
  readonly guide: Readonly<Record<string, ReturnedCell | undefined>>;
}

/** More rows than this were not ours: the largest sheet has a few hundred. */
const MOST_ROWS = 5000;

/**
 * Finds the tabs by the mark in A1, the columns by the names in row 2 and the rows by the keys in
 * column A, so that moved, retitled or added rows and columns do not shift an answer. Undefined
 * where no tab carries a mark.
 */
export async function readSheetFile(path: string): Promise<ReturnedWorkbook | undefined> {
  const file = await openSheetFile(path);
  try {
    let mark: SheetMark | undefined;
    const rows: ReturnedRow[] = [];
    const guide: Record<string, ReturnedCell | undefined> = {};
    for (const [i, tab] of file.sheets.entries()) {
      const read = await readTab(file, i, tab.name);
      if (read === undefined) continue;
      mark ??= read.mark;
      if (read.mark.part === 'guide')
        for (const row of read.rows) guide[row.key] = row.cells['value'];
      else rows.push(...read.rows);
    }
    return mark === undefined ? undefined : { mark, rows, guide };
  } finally {
    await file.close();
  }
}

async function readTab(
  file: SheetFile,
  index: number,
  name: string,
): Promise<{ mark: SheetMark; rows: ReturnedRow[] } | undefined> {
  let mark: SheetMark | undefined;
  let columns: Map<string, number> | undefined;
  const rows: ReturnedRow[] = [];
  for await (const batch of file.rows(index)) {
    for (const row of batch) {
      const first = textOf(row.cells[0] ?? null);
      if (mark === undefined) {
        mark = readMark(first);
        // The mark stands in the first rows or nowhere; a long foreign tab is not read to its end.
        if (mark === undefined && row.number > 20) return undefined;
        continue;
      }
      if (columns === undefined) {
        if (first === 'key') columns = new Map(row.cells.map((c, i) => [textOf(c), i]));
        continue;
      }
      if (first !== '') rows.push(rowOf(row, first, columns, name));
      if (rows.length > MOST_ROWS) return undefined;
    }
  }
  return mark === undefined || columns === undefined ? undefined : { mark, rows };
}

function rowOf(
  row: SheetRow,
  key: string,
  columns: ReadonlyMap<string, number>,
  tab: string,
): ReturnedRow {
  const kind = key.startsWith('free|')
    ? 'free'
    : key.startsWith('proposal|')
      ? 'proposal'
      : 'question';
  const address = (column: number) => `${tab}!${columnLetter(column)}${row.number}`;
  const cells: Record<string, ReturnedCell | undefined> = {};
  for (const [id, column] of columns) {
    const text = textOf(row.cells[column] ?? null);
    if (text !== '' && id !== '')
      cells[id] = {
        text: kind === 'free' && id === 'item' ? itemOf(text) : text,
        address: address(column),
      };
  }
  return { kind, key, address: address(0), cells };
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

/** The list in the workbook shows words; the rules know the items by their names. */
function itemOf(text: string): string {
  const folded = foldWord(text);
  return (
    readinessItems.find((item) =>
      [item, translate('id', `readiness.${item}`), translate('en', `readiness.${item}`)].some(
        (word) => foldWord(word) === folded,
      ),
    ) ?? text
  );
}
