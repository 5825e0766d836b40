import { hostile, LIMITS, unreadable } from './limits.ts';
import { readSharedStrings, type SharedStrings } from './shared-strings.ts';
import type { Cell, SheetFile, SheetRow } from './sheet-file.ts';
import { attribute, decodeText, scanXml } from './xml.ts';
import { openZip, type ZipEntry, type ZipFile } from './zip.ts';

interface Workbook {
  readonly sheets: readonly { name: string; hidden: boolean; entry: ZipEntry }[];
  readonly strings: ZipEntry | undefined;
  /** For each cell style: whether its numbers are dates. */
  readonly dateStyles: readonly boolean[];
  readonly epoch1904: boolean;
}

/** A workbook as a stream of rows. The library measured for this took 467 MB where this takes 90. */
export async function openXlsx(path: string): Promise<SheetFile> {
  const zip = await openZip(path);
  try {
    const workbook = await readWorkbook(zip);
    let strings: Promise<SharedStrings> | undefined;
    let share = 0;
    return {
      format: 'xlsx',
      sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
      share: () => share,
      rows(sheet) {
        const found = workbook.sheets[sheet];
        if (found === undefined) throw unreadable('not-a-workbook');
        return readRows(zip, workbook, found.entry, {
          strings: () => {
            strings ??=
              workbook.strings === undefined
                ? Promise.resolve({ get: () => null })
                : readSharedStrings(zip.read(workbook.strings));
            return strings;
          },
          onShare: (value) => {
            share = value;
          },
        });
      },
      close: () => zip.close(),
    };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const main = await findMain(zip);
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/')) : '';
  const file = main.slice(folder === '' ? 0 : folder.length + 1);
  const relations = await readRelations(zip, `${folder}/_rels/${file}.rels`, folder);
  const sheets: { name: string; hidden: boolean; entry: ZipEntry }[] = [];
  let epoch1904 = false;
  await eachMark(zip, main, (name, tag) => {
    if (name === 'workbookPr') epoch1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
    if (name !== 'sheet') return;
    const id = /(?:^|\s)\w+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '';
    const relation = relations.get(id);
    const entry = relation?.type === 'worksheet' ? zip.entries.get(relation.target) : undefined;
    if (entry === undefined) return;
    const state = attribute(tag, 'state') ?? 'visible';
    sheets.push({
      name: decodeText(attribute(tag, 'name') ?? ''),
      hidden: state !== 'visible',
      entry,
    });
  });
  if (sheets.length === 0) throw unreadable('not-a-workbook');
  const part = (type: string) =>
    zip.entries.get([...relations.values()].find((r) => r.type === type)?.target ?? '');
  return {
    sheets,
    strings: part('sharedStrings'),
    dateStyles: await readDateStyles(zip, part('styles')),
    epoch1904,
  };
}

async function findMain(zip: ZipFile): Promise<string> {
  if (zip.entries.has('mimetype')) throw unreadable('ods');
  if (!zip.entries.has('[Content_Types].xml')) throw unreadable('not-a-workbook');
  const root = await readRelations(zip, '_rels/.rels', '');
  const main = [...root.values()].find((r) => r.type === 'officeDocument')?.target ?? '';
  if (main.endsWith('.bin')) throw unreadable('xlsb');
  if (!zip.entries.has(main)) throw unreadable('not-a-workbook');
  return main;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

async function readRelations(
  zip: ZipFile,
  path: string,
  folder: string,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  await eachMark(zip, path.replace(/^\//, ''), (name, tag) => {
    if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
    const target = decodeText(attribute(tag, 'Target') ?? '');
    relations.set(attribute(tag, 'Id') ?? '', {
      type: (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '',
      target: target.startsWith('/') ? target.slice(1) : joinPath(folder, target),
    });
  });
  return relations;
}

function joinPath(folder: string, target: string): string {
  const parts = folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function eachMark(
  zip: ZipFile,
  path: string,
  visit: (name: string, tag: string) => void,
): Promise<void> {
  const entry = zip.entries.get(path);
  if (entry === undefined) return;
  if (entry.size > LIMITS.smallPartBytes) throw hostile('part-too-large');
  const scanner = scanXml({ open: visit, close: () => {}, text: () => {}, wantsText: () => false });
  for await (const chunk of zip.read(entry)) scanner.write(chunk);
  scanner.end();
}

/** Number formats 14–22, 27–36, 45–47 and 50–58 are dates; so is any format of d, m, y, h or s. */
async function readDateStyles(zip: ZipFile, entry: ZipEntry | undefined): Promise<boolean[]> {
  if (entry === undefined) return [];
  const formats = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  const scanner = scanXml({
    open(name, tag) {
      if (name === 'numFmt') {
        const code = decodeText(attribute(tag, 'formatCode') ?? '');
        const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
        formats.set(Number(attribute(tag, 'numFmtId')), /[dmyhs]/i.test(bare.split(';')[0] ?? ''));
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(tag, 'numFmtId') ?? '0');
        styles.push(formats.get(id) ?? isBuiltInDate(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => {},
    wantsText: () => false,
  });
  for await (const chunk of zip.read(entry)) scanner.write(chunk);
  scanner.end();
  return styles;
}

const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

async function* readRows(
  zip: ZipFile,
  workbook: Workbook,
  entry: ZipEntry,
  tools: { strings: () => Promise<SharedStrings>; onShare: (share: number) => void },
): AsyncIterable<readonly SheetRow[]> {
  const strings = await tools.strings();
  let batch: SheetRow[] = [];
  let cells: Cell[] = [];
  let rowNumber = 0;
  let column = -1;
  let type = '';
  let style = -1;
  let value = '';
  let inCell = false;
  let inValue = false;
  let phonetic = false;

  function finishCell(): void {
    inCell = false;
    if (value === '' && type !== 'inlineStr' && type !== 'str') return;
    const read = cellValue(type, value, style, workbook, strings);
    if (read === null || read === '') return;
    if (column >= LIMITS.columns) throw hostile('too-many-columns');
    while (cells.length < column) cells.push(null);
    cells[column] = read;
  }

  const scanner = scanXml({
    open(name, tag) {
      if (name === 'c') {
        const ref = attribute(tag, 'r');
        column = ref === undefined ? column + 1 : columnOf(ref);
        type = attribute(tag, 't') ?? 'n';
        const s = attribute(tag, 's');
        style = s === undefined ? -1 : Number(s);
        value = '';
        inCell = true;
      } else if (name === 'v' || name === 't') inValue = inCell && !phonetic;
      else if (name === 'row') {
        const next = Number(attribute(tag, 'r') ?? rowNumber + 1);
        if (!(next > rowNumber)) throw unreadable('damaged');
        if (next > LIMITS.rows) throw hostile('too-many-rows');
        rowNumber = next;
        column = -1;
        cells = [];
      } else if (name === 'rPh') phonetic = true;
    },
    close(name) {
      if (name === 'c') finishCell();
      else if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'row' && cells.length > 0) batch.push({ number: rowNumber, cells });
    },
    text(raw) {
      value += raw;
      if (value.length > LIMITS.xmlRun) throw hostile('cell-too-long');
    },
    wantsText: () => inValue,
  });

  const total = Math.max(1, entry.packed);
  for await (const chunk of zip.read(entry, (bytes) => tools.onShare(bytes / total))) {
    scanner.write(chunk);
    if (batch.length === 0) continue;
    const full = batch;
    batch = [];
    yield full;
  }
  scanner.end();
  tools.onShare(1);
}

function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i++) {
    const c = ref.charCodeAt(i) & 0xdf;
    if (c < 65 || c > 90) break;
    column = column * 26 + c - 64;
    if (column > 16_384) throw hostile('too-many-columns');
  }
  if (column === 0) throw unreadable('damaged');
  return column - 1;
}

function cellValue(
  type: string,
  raw: string,
  style: number,
  workbook: Workbook,
  strings: SharedStrings,
): Cell {
  switch (type) {
    case 's':
      return strings.get(Number(raw));
    case 'str':
    case 'inlineStr':
    case 'e':
      return decodeText(raw);
    case 'b':
      return raw.trim() === '1' || raw.trim() === 'true';
    case 'd': {
      const date = new Date(raw.trim());
      return Number.isNaN(date.getTime()) ? decodeText(raw) : date;
    }
    default: {
      const number = Number(raw);
      if (Number.isNaN(number)) return decodeText(raw);
      return workbook.dateStyles[style] ? serialDate(number, workbook.epoch1904) : number;
    }
  }
}

/** Excel counts days from 1900 and believes that 1900 had a 29 February. UTC, as the file has no zone. */
export function serialDate(serial: number, epoch1904: boolean): Date {
  const days = epoch1904 ? serial + 1462 : serial;
  const real = days < 61 ? days + 1 : days;
  return new Date(Math.round((real - 25_569) * 86_400_000));
}
