import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

/** Workbooks built to hurt, and the plain one they are made from. Small on disk; made when needed. */
const NS = 'http://schemas.openxmlformats.org';

export function workbookParts(sheet: string, strings?: string): Record<string, string> {
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${NS}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${NS}/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${NS}/package/2006/relationships">${rel('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="x"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${rel('rId1', 'worksheet', 'worksheets/sheet1.xml')}${
      strings === undefined ? '' : rel('rId2', 'sharedStrings', 'sharedStrings.xml')
    }</Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': strings }),
  };
}

export const sheetXml = (rows: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;

export const workbook = (rows: string, strings?: string): Uint8Array =>
  zipOf(workbookParts(sheetXml(rows), strings));

export const zipOf = (parts: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

const CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>';
const CELL_END = '</t></is></c></row>';

export interface HostileFile {
  readonly name: string;
  /** `file-hostile` or `file-not-readable`, with its word. */
  readonly expected: string;
  make(): Uint8Array;
}

export const hostileFiles: readonly HostileFile[] = [
  {
    name: 'a bomb: 200 MB of rows in 200 KB',
    expected: 'file-hostile ratio',
    make: () => withSheet(Buffer.alloc(200 * 1024 * 1024, '<row><c><v>0</v></c></row>')),
  },
  {
    name: 'the same bomb, saying it is small',
    expected: 'file-hostile lying-sizes',
    make: () => withSheet(Buffer.alloc(200 * 1024 * 1024, '<row><c><v>0</v></c></row>'), 20_000),
  },
  {
    name: 'more rows than a sheet can have',
    expected: 'file-hostile too-many-rows',
    make: () => workbook('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
  },
  {
    name: 'one cell in the last corner of the sheet',
    expected: 'file-hostile too-many-columns',
    make: () => workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
  },
  {
    name: 'a column that does not exist',
    expected: 'file-hostile too-many-columns',
    make: () => workbook('<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>'),
  },
  {
    name: 'one cell of 24 MB',
    expected: 'file-hostile cell-too-long',
    make: () => workbook(`${CELL}${noise(24 * 1024 * 1024)}${CELL_END}`),
  },
  {
    name: 'one text of 24 MB among the shared ones',
    expected: 'file-hostile cell-too-long',
    make: () =>
      workbook(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        `<sst><si><t>${noise(24 * 1024 * 1024)}</t></si></sst>`,
      ),
  },
  {
    name: 'a cell in a million pieces of rich text',
    expected: 'file-hostile cell-too-long',
    make: () =>
      workbook(
        `<row r="1"><c r="A1" t="inlineStr"><is>${'<r><t>abcdefgh</t></r>'.repeat(100_000)}</is></c></row>`,
      ),
  },
  {
    name: 'a mark that never ends',
    expected: 'file-hostile tag-too-long',
    make: () => workbook(`<row r="1" x="${noise(12 * 1024 * 1024)}"></row>`),
  },
  {
    name: 'an external entity',
    expected: 'file-hostile doctype',
    make: () =>
      zipOf(
        workbookParts(
          `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${CELL}&a;${CELL_END}</sheetData></worksheet>`,
        ),
      ),
  },
  {
    name: 'a billion laughs in the list of sheets',
    expected: 'file-hostile doctype',
    make: () =>
      zipOf({
        ...workbookParts(sheetXml('')),
        'xl/workbook.xml': `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><workbook/>`,
      }),
  },
  {
    name: 'sixty-five thousand parts',
    expected: 'file-hostile too-many-entries',
    make: () =>
      rawZip(Array.from({ length: 65_000 }, (_, i) => ({ name: `x${i}`, data: Buffer.alloc(0) }))),
  },
  {
    name: 'parts that share their bytes',
    expected: 'file-hostile overlapping-entries',
    make: () => {
      const parts = Object.entries(workbookParts(sheetXml(''))).map(([name, text]) => ({
        name,
        data: Buffer.from(text),
      }));
      return rawZip(parts, (entry, all) => ({ ...entry, offset: all[0]?.offset ?? 0 }));
    },
  },
  {
    name: 'a zip inside a zip',
    expected: 'file-not-readable not-a-workbook',
    make: () => zipSync({ 'data.xlsx': workbook('') }),
  },
  {
    name: 'a workbook cut off in the middle',
    expected: 'file-not-readable truncated',
    make: () => {
      const whole = workbook('<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(50));
      return whole.subarray(0, Math.floor(whole.length / 2));
    },
  },
  {
    name: 'an old .xls under a new name',
    expected: 'file-not-readable xls',
    make: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
  },
  {
    name: 'a workbook locked with a password',
    expected: 'file-not-readable encrypted',
    make: () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1024),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(1024),
      ]),
  },
  {
    name: 'rows that run backwards',
    expected: 'file-not-readable damaged',
    make: () =>
      workbook('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
  },
  {
    name: 'a quotation mark that is never closed, 24 MB of it',
    expected: 'file-hostile quote-never-closed',
    make: () => Buffer.from(`a,b\n1,"${'x,y\n'.repeat(6 * 1024 * 1024)}`),
  },
  {
    name: 'one line of 24 MB',
    expected: 'file-hostile quote-never-closed',
    make: () => Buffer.from(`a,b\n${'x'.repeat(24 * 1024 * 1024)}`),
  },
  {
    name: 'a line of a thousand columns',
    expected: 'file-hostile too-many-columns',
    make: () => Buffer.from(`a,b\n${'x,'.repeat(1000)}y\n`),
  },
];

/** Text that does not compress far: the ratio must not be what catches it. */
function noise(length: number): string {
  const block: string[] = [];
  let x = 7;
  for (let i = 0; i < 64 * 1024; i++) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
    block.push(String.fromCharCode(97 + (x % 26)));
  }
  const text = block.join('');
  let out = '';
  for (let at = 0; out.length < length; at = (at + 7919) % text.length)
    out += text.slice(at) + text.slice(0, at);
  return out.slice(0, length);
}

function withSheet(sheet: Buffer, saidSize?: number): Uint8Array {
  const parts = Object.entries(workbookParts('')).map(([name, text]) => ({
    name,
    data: name === 'xl/worksheets/sheet1.xml' ? sheet : Buffer.from(text),
  }));
  return rawZip(parts, (entry) =>
    entry.name.endsWith('sheet1.xml') && saidSize !== undefined
      ? { ...entry, size: saidSize }
      : entry,
  );
}

const EMPTY = deflateRawSync(Buffer.alloc(0));

interface RawEntry {
  name: string;
  packed: Buffer;
  size: number;
  offset: number;
}

/** A zip written by hand, so that its directory can say what it likes. */
export function rawZip(
  parts: readonly { name: string; data: Buffer }[],
  lie: (entry: RawEntry, all: readonly RawEntry[]) => RawEntry = (e) => e,
): Uint8Array {
  const chunks: Buffer[] = [];
  const entries: RawEntry[] = [];
  let offset = 0;
  for (const { name, data } of parts) {
    const packed = data.length === 0 ? EMPTY : deflateRawSync(data, { level: 6 });
    const head = Buffer.alloc(30 + name.length);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(name.length, 26);
    head.write(name, 30);
    chunks.push(head, packed);
    entries.push({ name, packed, size: data.length, offset });
    offset += head.length + packed.length;
  }
  const start = offset;
  for (const entry of entries.map((e) => lie(e, entries))) {
    const record = Buffer.alloc(46 + entry.name.length);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(8, 10);
    record.writeUInt32LE(entry.packed.length, 20);
    record.writeUInt32LE(entry.size, 24);
    record.writeUInt16LE(entry.name.length, 28);
    record.writeUInt32LE(entry.offset, 42);
    record.write(entry.name, 46);
    chunks.push(record);
    offset += record.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 8);
  end.writeUInt16LE(Math.min(0xffff, entries.length), 10);
  end.writeUInt32LE(offset - start, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...chunks, end]);
}
