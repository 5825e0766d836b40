/**
 * Where things stand in the workbook of a Lembar Kabupaten, for the writer and for the reader of what
 * comes back. People see columns from B on; column A holds the keys and row 2 the names of the
 * columns, both hidden, so that a moved or retitled column is still found.
 */
export const sheetParts = ['guide', 'commodity', 'readiness', 'limit', 'proposal'] as const;
export type SheetPart = (typeof sheetParts)[number];

export interface SheetColumn {
  readonly id: string;
  readonly width: number;
  /** Open for the kabupaten to fill in. */
  readonly open?: true;
}

const key: SheetColumn = { id: 'key', width: 2 };
const number: SheetColumn = { id: 'no', width: 6 };
const last: SheetColumn = { id: 'last', width: 24 };
const answer: SheetColumn = { id: 'answer', width: 14, open: true };
const note: SheetColumn = { id: 'note', width: 40, open: true };

export const partColumns: Readonly<Record<SheetPart, readonly SheetColumn[]>> = {
  guide: [key, { id: 'label', width: 26 }, { id: 'value', width: 60, open: true }],
  commodity: [
    key,
    number,
    { id: 'name', width: 30 },
    { id: 'think', width: 34 },
    { id: 'basis', width: 52 },
    last,
    answer,
    note,
  ],
  readiness: [
    key,
    number,
    { id: 'recipe', width: 28 },
    { id: 'place', width: 24 },
    { id: 'item', width: 44 },
    last,
    answer,
    note,
  ],
  limit: [key, number, { id: 'question', width: 62 }, last, { ...answer, width: 24 }, note],
  proposal: [
    key,
    number,
    { id: 'trade', width: 30, open: true },
    { id: 'place', width: 24, open: true },
    { id: 'why', width: 50, open: true },
    { id: 'evidence', width: 50, open: true },
  ],
};

/** Rows for readiness of a place of the person's own choice, and for own proposals. */
export const FREE_ROWS = 12;
export const PROPOSAL_ROWS = 12;

export const freeKey = (n: number): string => `free|${n}`;
export const proposalKey = (n: number): string => `proposal|${n}`;
export const guideKeys = ['filled-by', 'position', 'filled-on'] as const;

/** What stands hidden in A1 of every sheet of the workbook. */
export interface SheetMark {
  readonly part: string;
  readonly sheetId: string;
  readonly kab: string;
  readonly year: number;
  readonly version: number;
}

const MARK = 'TITIK-TEMU-LEMBAR';

export const writeMark = (m: SheetMark): string =>
  [MARK, 1, m.part, m.sheetId, m.kab, m.year, m.version].join('|');

export function readMark(text: string): SheetMark | undefined {
  const [name, format, part, sheetId, kab, year, version] = text.trim().split('|');
  if (name !== MARK || format !== '1' || !part || !sheetId || !kab) return undefined;
  return { part, sheetId, kab, year: Number(year), version: Number(version) };
}

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  let out = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}
