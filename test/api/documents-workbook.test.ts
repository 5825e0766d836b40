import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { cutTo } from '#server/documents/plan-paper.ts';
import { buildPlanWorkbook } from '#server/documents/plan-workbook.ts';
import { buildWorkbook, type Sheet } from '#server/documents/workbook.ts';
import { samplePaper } from '../support/paper-sample.ts';

const stamp = { at: '2026-11-24T05:30:00.000Z', by: 'Nur Aisyah', demo: true };
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** Every part of the file as XML text, to look at what is really in it. */
const partsOf = (file: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, text(bytes)]));

const table = (rows: Sheet['rows']): Sheet => ({
  name: 'Tabel',
  title: 'Judul',
  notes: ['Sumber: uji'],
  columns: [{ header: 'Nama' }, { header: 'Jumlah', number: true, total: true }],
  rows,
});

describe('a table as a workbook', () => {
  const EVIL = ['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', "='x'!A1"];

  test('text that looks like a formula stays text', async () => {
    const file = await buildWorkbook([table(EVIL.map((t) => [t, 1]))], stamp);
    const parts = partsOf(file);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    const formulas = [...sheet.matchAll(/<f>([^<]*)<\/f>/g)].map((m) => m[1]);
    expect(formulas).toEqual(['SUM(B7:B12)']);
    for (const evil of EVIL) expect(sheet).not.toContain(evil.slice(1, 6));
    const book = await readXlsx(file);
    expect(book.sheets[0]?.rows.slice(6, 12).map((r) => r[0])).toEqual(EVIL);
  });

  test('figures are figures, sums are formulas that agree, and the page is ready to print', async () => {
    const file = await buildWorkbook(
      [
        table([
          ['a', 2],
          ['b', null],
          ['c', 3.5],
        ]),
      ],
      stamp,
    );
    const parts = partsOf(file);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toMatch(/<c r="B7"[^>]*><v>2<\/v>/);
    expect(sheet).toMatch(/<f>SUM\(B7:B9\)<\/f><v>5\.5<\/v>/);
    expect(sheet).toContain('orientation="landscape"');
    expect(sheet).toContain('paperSize="9"');
    expect(sheet).toContain('Halaman &amp;P dari &amp;N');
    expect(parts['xl/workbook.xml']).toMatch(
      /_xlnm\.Print_Titles[^>]*>(&apos;|')Tabel(&apos;|')!\$6:\$6</,
    );
  });

  test('two sheets of one name and signs Excel refuses are set right', async () => {
    const file = await buildWorkbook(
      [
        { ...table([['a', 1]]), name: 'Belum [masuk]: 1/2 dengan nama yang panjang sekali' },
        { ...table([['a', 1]]), name: 'Belum [masuk]: 1/2 dengan nama yang panjang sekali' },
      ],
      stamp,
    );
    const names = (await readXlsx(file)).sheets.map((s) => s.name);
    expect(new Set(names).size).toBe(2);
    expect(names.every((n) => n.length <= 31 && !/[[\]:*?/\\]/.test(n))).toBe(true);
  });
});

describe('the plan workbook', () => {
  const paper = samplePaper({ lines: 40, absent: 20, overrides: 1 });

  test('has its nine sheets, DATA CONTOH and who made it on every one', async () => {
    const book = await readXlsx(await buildPlanWorkbook(paper, stamp));
    expect(book.sheets.map((s) => s.name)).toEqual([
      'Ringkasan',
      'Rencana',
      'RAB',
      'Peserta per desa',
      'Belum masuk',
      'Prasyarat & tugas',
      'Banding',
      'Harga & sumber',
      'Batas yang dipakai',
    ]);
    for (const sheet of book.sheets) {
      const top = sheet.rows.slice(0, 12).flat().map(String);
      expect(top).toContain('DATA CONTOH');
      expect(top.some((t) => t.includes('Nur Aisyah') && t.includes('WITA'))).toBe(true);
      expect(sheet.rows.flat().map(String).join(' ')).not.toMatch(
        /plan-paper\.|undefined|\[object/,
      );
    }
  });

  test('the RAB, the lines and the prices come to the same rupiah as the plan', async () => {
    const book = await readXlsx(await buildPlanWorkbook(paper, stamp));
    const cost = paper.content.summary.variants[0]?.costRupiah;
    const last = (name: string, column: number) => {
      const rows = book.sheets.find((s) => s.name === name)?.rows ?? [];
      return rows.at(-1)?.[column];
    };
    expect(last('RAB', 13)).toBe(cost);
    expect(last('Rencana', 11)).toBe(cost);
    expect(last('Harga & sumber', 7)).toBe(cost);
    expect(last('Banding', 3)).toBe(cost);
    expect(last('Peserta per desa', 5)).toBe(paper.content.summary.variants[0]?.participants);
  });

  test('only our own sums are formulas', async () => {
    const evil = samplePaper({ lines: 5, absent: 5, overrides: 2, long: ' =cmd|calc' });
    const parts = partsOf(await buildPlanWorkbook(evil, stamp));
    const formulas = Object.entries(parts)
      .filter(([name]) => name.startsWith('xl/worksheets/'))
      .flatMap(([, xml]) => [...xml.matchAll(/<f[^>]*>([^<]*)<\/f>/g)].map((m) => m[1] ?? ''));
    expect(formulas.length).toBeGreaterThan(20);
    for (const f of formulas)
      expect(f).toMatch(
        /^(SUM\([A-Z]+\d+:[A-Z]+\d+\)|ROUND\(J\d+\*L\d+,0\)|F\d+\*M\d+|J\d+\+K\d+|C\d+-F\d+)$/,
      );
  });

  test('an officer gets the own kabupaten and nothing of another', async () => {
    const own = cutTo(paper, '74.02');
    const book = await readXlsx(await buildPlanWorkbook(own, stamp));
    const words = book.sheets.flatMap((s) => s.rows.flat().map(String)).join('\n');
    expect(words).toContain('Kabupaten Contoh 2');
    expect(words).not.toMatch(/Kabupaten Contoh 3\b/);
    const total = book.sheets.find((s) => s.name === 'Rencana')?.rows.at(-1)?.[11];
    expect(total).toBe(
      own.content.lines.reduce((sum, l) => sum + l.trainingRupiah + l.kitRupiah, 0),
    );
  });

  test('a plan whose lines do not add up is not handed out', async () => {
    const first = paper.content.lines[0];
    if (first === undefined) throw new Error('no line');
    const broken = {
      ...paper,
      content: {
        ...paper.content,
        lines: [{ ...first, trainingRupiah: first.trainingRupiah + 1 }],
      },
    };
    await expect(buildPlanWorkbook(broken, stamp)).rejects.toThrow(/RAB of/);
  });
});
