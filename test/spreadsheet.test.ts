import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { findDelimiter, parseCsv } from '#server/spreadsheet/csv.ts';
import { openSheetFile, readFirstRows } from '#server/spreadsheet/open-sheet.ts';
import type { Cell } from '#server/spreadsheet/sheet-file.ts';
import { hostileFiles, workbook } from './support/hostile-files.ts';

const dir = mkdtempSync(join(tmpdir(), 'titik-temu-sheet-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let count = 0;
function onDisk(bytes: Uint8Array): string {
  const path = join(dir, `f${++count}`);
  writeFileSync(path, bytes);
  return path;
}
async function rowsOf(bytes: Uint8Array, sheet = 0) {
  const file = await openSheetFile(onDisk(bytes));
  try {
    return await readFirstRows(file, sheet, 1000);
  } finally {
    await file.close();
  }
}
const text = (t: string) => new TextEncoder().encode(t);

describe('a workbook', () => {
  test('gives back what was written: texts, numbers, dates, yes and no, gaps', async () => {
    const made = await writeXlsx({
      sheets: [
        {
          name: 'Satu',
          rows: [
            ['NIK', 'Desil', 'Lahir', 'Ya'],
            ['7412010503800001', 3, new Date('1980-03-05T00:00:00Z'), true],
            [],
            [null, 'La Ode & "Wa" <Ode> é', 1.5, null],
          ],
          columns: [{}, {}, { numFmt: 'dd/mm/yyyy' }, {}],
        },
        { name: 'Dua', rows: [['x']] },
      ],
    });
    const rows = await rowsOf(made);
    expect(rows.map((r) => r.number)).toEqual([1, 2, 4]);
    expect(rows[1]?.cells).toEqual(['7412010503800001', 3, new Date('1980-03-05T00:00:00Z'), true]);
    expect(rows[2]?.cells.slice(0, 2)).toEqual([null, 'La Ode & "Wa" <Ode> é']);
    expect((await rowsOf(made, 1))[0]?.cells).toEqual(['x']);
  });

  test('shared texts may come after the sheet, in runs, with readings that are left out', async () => {
    const rows = await rowsOf(
      workbook(
        '<row r="3"><c r="B3" t="s"><v>1</v></c><c r="D3" t="s"><v>0</v></c></row>',
        '<sst><si><t xml:space="preserve"> A&amp;B </t></si><si><r><t>La </t></r><r><rPr><b/></rPr><t>Ode</t></r><rPh><t>x</t></rPh></si></sst>',
      ),
    );
    expect(rows).toEqual([{ number: 3, cells: [null, 'La Ode', null, ' A&B '] }]);
  });

  test('a quoted > in a mark, comments and CDATA do not confuse it', async () => {
    const rows = await rowsOf(
      workbook(
        '<row r="1" x="a>b"><!-- <row r="9"/> --><c r="A1" t="str"><v><![CDATA[<&>]]></v></c></row>',
      ),
    );
    expect(rows).toEqual([{ number: 1, cells: ['<&>'] }]);
  });
});

describe('a text table', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffNama;Desil\nMené;1\n')],
    ['Windows-1252', Buffer.from('Nama;Desil\nMen\xe9;1\n', 'latin1')],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('Nama;Desil\r\nMené;1\r\n', 'utf16le'),
      ]),
    ],
    ['a line that names the delimiter', Buffer.from('sep=;\nNama;Desil\nMené;1\n')],
  ])('is read in %s', async (_, bytes) => {
    const rows = await rowsOf(bytes);
    expect(rows.at(-1)?.cells).toEqual(['Mené', '1']);
  });

  test('its delimiter is the one that cuts the lines alike', () => {
    expect(findDelimiter('a;b;c\n1,5;2;3\n')).toBe(';');
    expect(findDelimiter('a\tb\n1\t2\n')).toBe('\t');
    expect(findDelimiter('a|b|c\n1|2|3\n')).toBe('|');
    expect(findDelimiter('judul saja\n"a, b",c\n"d, e",f\n')).toBe(',');
  });

  test('any table survives being written and read, however the bytes are cut', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('"', 'a"b', 'x\ny', ';', ',', 'x\r\ny', ' '),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 12 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (table, delimiter, cuts, newline) => {
          const quoted = table
            .map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter) + newline)
            .join('');
          const rows: Cell[][] = [];
          const parser = parseCsv(delimiter, (cells) => rows.push(cells));
          for (let at = 0, i = 0; at < quoted.length; i++) {
            const step = cuts[i % cuts.length] ?? 1;
            parser.write(quoted.slice(at, at + step));
            at += step;
          }
          parser.end();
          expect(rows).toEqual(table.map((r) => r.map((c) => (c === '' ? null : c))));
        },
      ),
    );
  });

  test('numbers of rows stay those of the file, blank lines included', async () => {
    const rows = await rowsOf(text('Judul\n\n\nNama,Desil\nA,1\n'));
    expect(rows.map((r) => r.number)).toEqual([1, 4, 5]);
  });
});

describe('a file built to hurt', () => {
  const reader = join(import.meta.dirname, 'support/read-sheet.mjs');
  const read = (bytes: Uint8Array) => {
    const path = onDisk(bytes);
    const out = execFileSync(process.execPath, [reader, path], { encoding: 'utf8' });
    rmSync(path);
    return JSON.parse(out) as { outcome: string; rows: number; peakMb: number };
  };

  test.each(hostileFiles)('$name is refused as $expected within 200 MB', ({ make, expected }) => {
    const { outcome, peakMb } = read(make());
    expect(outcome).toBe(expected);
    expect(peakMb).toBeLessThan(200);
  });

  test('an honest file of 60,000 rows passes in the same memory', () => {
    let rows = '';
    for (let i = 1; i <= 60_000; i++) {
      rows += `<row r="${i}">${['A', 'B', 'C', 'D'].map((c, k) => `<c r="${c}${i}" t="inlineStr"><is><t>isi ${i * 7919 + k}</t></is></c>`).join('')}</row>`;
    }
    const read1 = read(workbook(rows));
    expect(read1).toMatchObject({ outcome: 'read', rows: 60_000 });
    expect(read1.peakMb).toBeLessThan(200);
  });
});
