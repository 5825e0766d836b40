import { type Cell, writeXlsx } from 'hucre/xlsx';
import { reasonText } from '#messages/reason.ts';
import { translate } from '#messages/translate.ts';
import { cellFromKept, type KeptCell } from './kept-row.ts';
import type { SealedRow } from './ledger.ts';
import type { ImportFileRow, KeptRowFound } from './queries-import.ts';

const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFEC' } },
} as const;
const FAULT = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FAD7D3' } },
} as const;

type Value = string | number | boolean | Date | null;

/**
 * Refused rows as the person knows them: head in the row and columns it had, every cell as it was,
 * the reason in one more column, the offending cells coloured. Mended, the file can be brought in as
 * an addition. Texts stay texts, so nothing becomes a formula.
 */
export async function buildRefusedFile(
  files: readonly ImportFileRow[],
  rows: readonly KeptRowFound[],
  o: { open: (sealed: Buffer) => SealedRow; demo: boolean; refused: number },
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: files.flatMap((file) => {
      const own = rows.filter((r) => r.part === file.part);
      return own.length === 0 ? [] : [sheetOf(file, own, o)];
    }),
  });
}

function sheetOf(
  file: ImportFileRow,
  rows: readonly KeptRowFound[],
  o: { open: (sealed: Buffer) => SealedRow; demo: boolean; refused: number },
) {
  const { layout } = file;
  const opened = rows.map((r) => o.open(r.sealed));
  const width = Math.max(layout.heads.length, ...opened.map((r) => r.cells.length));
  const cells = new Map<string, Partial<Cell>>();
  const out: Value[][] = [];
  const headAt = Math.max(0, layout.headRow - 1 + (layout.headRows - 1));
  while (out.length < headAt) out.push([]);
  const top = [
    ...(o.demo ? [translate('id', 'app.demo')] : []),
    translate('id', 'import.refusedFile.lead', { file: file.name }),
    ...(o.refused > rows.length
      ? [translate('id', 'import.refusedFile.cut', { shown: rows.length, all: o.refused })]
      : []),
  ];
  // Above the head stood the title of the original; where there is room, ours takes its place.
  for (const [i, line] of top.slice(0, headAt).entries()) out[i] = [line];
  out.push([...fill(layout.heads, width), translate('id', 'import.refusedFile.reason')]);
  for (let c = 0; c <= width; c++) cells.set(`${headAt},${c}`, { style: HEAD });
  for (const row of opened) {
    const at = out.length;
    const why = row.issues.map((i) => reasonText('id', i)).join('; ');
    out.push([
      ...fill(
        row.cells.map((c) => plain(c)),
        width,
      ),
      why,
    ]);
    for (const { column } of row.issues) {
      if (column !== null) cells.set(`${at},${column}`, { style: FAULT });
    }
  }
  return {
    name: (layout.sheetName || 'Ditolak').slice(0, 31),
    rows: out,
    columns: Array.from({ length: width + 1 }, (_, i) => ({ width: i === width ? 60 : 16 })),
    cells,
  };
}

const plain = (cell: KeptCell): Value => cellFromKept(cell);
const fill = (cells: readonly Value[], width: number): Value[] =>
  Array.from({ length: width }, (_, i) => cells[i] ?? null);
