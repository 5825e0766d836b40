import {
  type Cell,
  type CellStyle,
  type DataValidation,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx';
import type { SheetCommodity, SheetContent, SheetQuestion } from '#domain/sheet.ts';
import { questionKey } from '#domain/sheet.ts';
import {
  columnLetter,
  FREE_ROWS,
  freeKey,
  guideKeys,
  PROPOSAL_ROWS,
  partColumns,
  proposalKey,
  type SheetPart,
  writeMark,
} from '#domain/sheet-layout.ts';
import { formatTime } from '#messages/format.ts';
import { isMessageKey } from '#messages/translate.ts';
import {
  basisText,
  commodityText,
  itemText,
  placeText,
  saidText,
  say,
  thinkText,
} from './sheet-words.ts';
import { printTitle } from './workbook.ts';

export interface IssuedSheet {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly content: SheetContent;
  readonly issuedAt: string;
  readonly issuedByName: string;
}

type Row = Readonly<Record<string, string | number | null>>;
/** A row of the table: a heading across it, or a row with a key. */
type Line = { readonly heading: string } | { readonly key: string; readonly cells: Row };

const OPEN: CellStyle = {
  protection: { locked: false },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF6D6' } },
  border: {
    top: { style: 'thin', color: { rgb: 'C9B458' } },
    bottom: { style: 'thin', color: { rgb: 'C9B458' } },
    left: { style: 'thin', color: { rgb: 'C9B458' } },
    right: { style: 'thin', color: { rgb: 'C9B458' } },
  },
  alignment: { wrapText: true, vertical: 'top' },
};
const TEXT: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFEC' } },
  alignment: { wrapText: true, vertical: 'top' },
};
/** Characters on one line of the merged guide. */
const GUIDE_CHARACTERS = 88;

const BOLD: CellStyle = { font: { bold: true } };

/**
 * The workbook that goes to a kabupaten and comes back. Protected without a password so that answers
 * stay where they belong; only the yellow cells are open. Keys are hidden, words are visible.
 */
export async function buildSheetWorkbook(sheet: IssuedSheet, demo: boolean): Promise<Uint8Array> {
  const { content } = sheet;
  const lists = listsOf(content);
  const tables = [
    tableSheet(sheet, demo, 'commodity', commodityLines(content)),
    tableSheet(sheet, demo, 'readiness', readinessLines(content), lists),
    tableSheet(sheet, demo, 'limit', limitLines(content)),
    tableSheet(sheet, demo, 'proposal', proposalLines(), lists),
  ];
  return writeXlsx({
    defaultFont: { name: 'Calibri', size: 11 },
    properties: { title: say('sheet.titleFor', { kab: content.kabName }) },
    workbookProtection: { lockStructure: true },
    namedRanges: tables.map((t) => printTitle(t.name, t.freezePane?.rows ?? 1)),
    sheets: [guideSheet(sheet, demo), ...tables, lists.sheet],
  });
}

function topLines(sheet: IssuedSheet, demo: boolean, title: string): string[] {
  const { content } = sheet;
  return [
    title,
    [
      content.kabName,
      say('sheet.for', { year: String(sheet.year) }),
      say('sheet.version', { version: sheet.version }),
      formatTime(sheet.issuedAt),
      sheet.issuedByName,
    ].join(' · '),
    ...(demo ? [say('app.demo')] : []),
  ];
}

function frame(sheet: IssuedSheet, demo: boolean, part: SheetPart) {
  const columns = partColumns[part];
  const top = topLines(sheet, demo, say(`sheet.tab.${part}`).replace(/^\d /, ''));
  const mark = writeMark({
    part,
    sheetId: sheet.id,
    kab: sheet.content.kab,
    year: sheet.year,
    version: sheet.version,
  });
  const rows: (string | number | null)[][] = [
    [mark, top[0] ?? ''],
    columns.map((c) => c.id),
    ...top.slice(1).map((line) => [null, line]),
  ];
  const cells = new Map<string, Partial<Cell>>([
    ['0,1', { style: { font: { bold: true, size: 14 } } }],
    ...(demo ? [[`${rows.length - 1},1`, { style: BOLD }] as [string, Partial<Cell>]] : []),
  ]);
  const base = {
    name: say(`sheet.tab.${part}`),
    columns: columns.map((c, i) => ({ width: c.width, ...(i === 0 ? { hidden: true } : {}) })),
    rowDefs: new Map([[1, { hidden: true }]]),
    protection: { sheet: true, formatColumns: true, formatRows: true, autoFilter: true },
    view: { showGridLines: false },
    pageSetup: {
      paperSize: 'a4' as const,
      orientation: 'landscape' as const,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.5, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L${escapeFooter(sheet.content.kabName)} · &A&R${say('document.pages')}`,
    },
  } satisfies Partial<WriteSheet>;
  return { columns, rows, cells, base };
}

/** `&` starts a code in a footer. */
const escapeFooter = (text: string): string => text.replaceAll('&', '&&');

function guideSheet(sheet: IssuedSheet, demo: boolean): WriteSheet {
  const { rows, cells, base } = frame(sheet, demo, 'guide');
  const { counts, kabName } = sheet.content;
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  const heights = new Map<number, { height?: number; hidden?: boolean }>(base.rowDefs);
  // Merged cells do not grow by themselves, so the height follows from the length of the text.
  const paragraph = (text: string) => {
    const at = rows.length;
    merges.push({ startRow: at, startCol: 1, endRow: at, endCol: 2 });
    heights.set(at, { height: 15.5 * Math.ceil(text.length / GUIDE_CHARACTERS) });
    cells.set(`${at},1`, { style: TEXT });
    rows.push([null, text]);
  };
  rows.push([]);
  paragraph(say('sheet.verdict', { kab: kabName, open: counts.open, held: counts.held }));
  rows.push([]);
  for (let n = 1; isMessageKey(`sheet.guide.${n}`); n++)
    paragraph(`${n}.  ${say(`sheet.guide.${n}`)}`);
  rows.push([]);
  for (const key of guideKeys) {
    cells.set(`${rows.length},1`, { style: BOLD });
    cells.set(`${rows.length},2`, { style: OPEN });
    rows.push([
      key,
      say(`sheet.guide.${key}`),
      null,
      key === 'filled-on' ? say('sheet.guide.dayHint') : null,
    ]);
  }
  return { ...base, rowDefs: heights, merges, rows, cells };
}

function tableSheet(
  sheet: IssuedSheet,
  demo: boolean,
  part: Exclude<SheetPart, 'guide'>,
  lines: readonly Line[],
  lists?: Lists,
): WriteSheet {
  const { columns, rows, cells, base } = frame(sheet, demo, part);
  rows.push([]);
  const head = rows.length;
  rows.push([null, ...columns.slice(1).map((c) => headOf(part, c.id))]);
  for (const i of columns.keys()) if (i > 0) cells.set(`${head},${i}`, { style: HEAD });
  /** Column → rows with a list of choices. */
  const chosen = new Map<number, number[]>();
  for (const line of lines) {
    const at = rows.length;
    if ('heading' in line) {
      cells.set(`${at},1`, { style: BOLD });
      rows.push([null, line.heading]);
      continue;
    }
    rows.push(columns.map((c) => (c.id === 'key' ? line.key : (line.cells[c.id] ?? null))));
    const isFree = line.key.startsWith('free|');
    for (const [i, c] of columns.entries()) {
      const open = c.open === true || (isFree && ['recipe', 'place', 'item'].includes(c.id));
      if (i > 0) cells.set(`${at},${i}`, { style: open ? OPEN : TEXT });
      const chooses = c.id === 'answer' ? part !== 'limit' : open && lists?.rangeOf(c.id);
      if (chooses) chosen.set(i, [...(chosen.get(i) ?? []), at + 1]);
    }
  }
  return {
    ...base,
    freezePane: { rows: head + 1 },
    dataValidations: [...chosen].map(([i, at]) =>
      choiceOf(columns[i]?.id ?? '', columnLetter(i), at, lists),
    ),
    rows,
    cells,
  };
}

/** A word of their own is let in: it is read, or handed back with its cell, when the file returns. */
function choiceOf(
  id: string,
  letter: string,
  rows: readonly number[],
  lists: Lists | undefined,
): DataValidation {
  const list = id === 'answer' ? undefined : lists?.rangeOf(id);
  return {
    type: 'list',
    ...(list === undefined ? { values: say('sheet.pick').split(',') } : { formula1: list }),
    range: runsOf(rows)
      .map(([from, to]) => `${letter}${from}:${letter}${to}`)
      .join(' '),
    allowBlank: true,
    showErrorMessage: false,
    showInputMessage: id === 'answer',
    ...(id === 'answer'
      ? { inputTitle: say('sheet.pickTitle'), inputMessage: say('sheet.pickHint') }
      : {}),
  };
}

function runsOf(rows: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs;
}

function headOf(part: SheetPart, id: string): string {
  const special = `sheet.col.${id}.${part}`;
  return say(isMessageKey(special) ? special : `sheet.col.${id}`);
}

/* ------------------------------------------------------------------- lines */

const keyed = (question: SheetQuestion, cells: Row): Line => ({
  key: questionKey(question),
  cells: { no: question.number, last: saidText(question), ...cells },
});

function commodityLines(content: SheetContent): Line[] {
  const line = (c: SheetCommodity) =>
    keyed(c.question, { name: commodityText(c), think: thinkText(c), basis: basisText(c) });
  return [
    ...content.commodities.map(line),
    ...(content.services.length > 0 ? [{ heading: say('sheet.serviceTitle') }] : []),
    ...content.services.map(line),
    ...(content.coast.length > 0 ? [{ heading: say('sheet.coastTitle') }] : []),
    ...content.coast.map((c) =>
      keyed(c.question, { name: say('sheet.ask.coast', { name: c.name }) }),
    ),
  ];
}

function readinessLines(content: SheetContent): Line[] {
  return [
    ...content.readiness.flatMap((r) =>
      r.items.map(({ item, question }) =>
        keyed(question, {
          recipe: r.name.id,
          place: placeText(content, r.place, r.placeName),
          item: itemText(item),
        }),
      ),
    ),
    { heading: say('sheet.freeTitle') },
    ...Array.from({ length: FREE_ROWS }, (_, i): Line => ({ key: freeKey(i + 1), cells: {} })),
  ];
}

const limitLines = (content: SheetContent): Line[] =>
  content.limits.map(({ limit, question }) =>
    keyed(question, { question: say(`sheet.ask.${limit}`) }),
  );

const proposalLines = (): Line[] =>
  Array.from(
    { length: PROPOSAL_ROWS },
    (_, i): Line => ({ key: proposalKey(i + 1), cells: { no: `U${i + 1}` } }),
  );

/* ------------------------------------------------------------------- lists */

interface Lists {
  readonly sheet: WriteSheet;
  /** Cells of the hidden sheet a column chooses from; undefined where it is free. */
  rangeOf(column: string): string | undefined;
}

/** Choices longer than a validation may hold stand on a hidden sheet. */
function listsOf(content: SheetContent): Lists {
  const items = [...new Set(content.recipes.flatMap((r) => r.items))];
  const columns: Record<string, string[]> = {
    recipe: content.recipes.map((r) => r.name.id),
    place: content.kecamatan.map((k) => k.name),
    item: items.map((item) => say(`readiness.${item}`)),
    trade: content.tradeNames.map((t) => t.name.id).sort((a, b) => a.localeCompare(b, 'id')),
  };
  const ids = Object.keys(columns);
  const longest = Math.max(...ids.map((id) => columns[id]?.length ?? 0));
  const name = say('sheet.tab.lists');
  return {
    sheet: {
      name,
      hidden: true,
      rows: Array.from({ length: longest }, (_, i) => ids.map((id) => columns[id]?.[i] ?? null)),
      protection: { sheet: true },
    },
    rangeOf(id) {
      const list = columns[id];
      if (list === undefined || list.length === 0) return undefined;
      const letter = columnLetter(ids.indexOf(id));
      return `${name}!$${letter}$1:$${letter}$${list.length}`;
    },
  };
}
