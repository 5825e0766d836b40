import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { guessLayout } from '#domain/import-layout.ts';
import { foldRegionName } from '#domain/region.ts';
import type { RegionIndex } from '#domain/region-match.ts';
import { keysFrom } from '../keys.ts';
import { openSheetFile, readFirstRows } from '../spreadsheet/open-sheet.ts';
import { createCompactMap } from './compact-map.ts';
import { openLedger } from './ledger.ts';
import { stageColumns } from './queries-stage.ts';
import { readList } from './read-list.ts';

const dir = mkdtempSync(join(tmpdir(), 'titik-temu-list-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const keys = keysFrom(Buffer.alloc(32, 1), Buffer.alloc(32, 2));
const names: [string, string][] = [
  ['74', 'Sulawesi Tenggara'],
  ['74.12', 'Konawe Kepulauan'],
  ['74.12.01', 'Wawonii Barat'],
  ['74.12.01.2002', 'Langara Iwawo'],
];
const regions: RegionIndex = {
  province: '74',
  names: new Map(names),
  renamed: new Map(),
  bps: new Map(),
  aliases: new Map(
    names.filter(([c]) => c.length <= 5).map(([code, name]) => [foldRegionName(name), [code]]),
  ),
};

const HEADS = [
  'ID Keluarga P3KE',
  'No KK',
  'Kode Kemdagri',
  'Desil',
  'Nama',
  'NIK',
  'Hubungan Keluarga',
  'Tanggal Lahir',
  'Jenis Lantai',
];

async function readFile(lines: string[][]) {
  const path = join(dir, 'list.csv');
  const quote = (t: string) => `"${t.replaceAll('"', '""')}"`;
  writeFileSync(path, `${[HEADS, ...lines].map((l) => l.map(quote).join(',')).join('\n')}\n`);
  const file = await openSheetFile(path);
  const layout = guessLayout(await readFirstRows(file, 0, 100), { index: 0, name: '' });
  await file.close();
  const ledger = openLedger(keys, () => ({ column: null, head: '' }));
  let text = '';
  for await (const piece of readList({
    files: [{ part: 1, path, layout: { ...layout, kind: 'person', headRow: 1, headRows: 1 } }],
    regions,
    scheme: 'kemendagri',
    cutOff: '2025-06-30',
    area: '74',
    demo: false,
    keys,
    dry: false,
    ledger,
    onBatch: () => {},
  })) {
    text += piece;
  }
  return { ledger, staged: text.split('\n').slice(0, -1) };
}

describe('reading a list', () => {
  test('every row of any file is accepted or refused, never both, never neither', async () => {
    const cell = (usual: string[]) =>
      fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 5 }, fc.string({ maxLength: 6 }));
    const line = fc.tuple(
      cell(['A1', 'A2', 'A3', '']),
      cell(['7412010101100001', '0', '']),
      cell(['74.12.01.2002', '7412012002', '74.12.99.0000', '']),
      cell(['1', '2', 'Desil 3', '11', '']),
      cell(['La Uji', 'Wa Uji', '', 'JUMLAH', 'Nama']),
      cell(['7412010503800001', '7412014503800002', '7,4E+15', '0', '']),
      cell(['KEPALA KELUARGA', 'ANAK', '']),
      cell(['05/03/1980', '31/02/1980', '']),
      cell(['TANAH', 'SEMEN', '?']),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (lines) => {
        const { ledger, staged } = await readFile(lines);
        const { read, accepted, refused, warned } = ledger.counts;
        const filled = lines.filter((l) => l.some((c) => c !== '')).length;
        expect(read).toBe(filled);
        expect(accepted + refused).toBe(read);
        expect(warned).toBeLessThanOrEqual(accepted);
        expect(staged).toHaveLength(accepted);
        expect([...ledger.refusedBy.values()].reduce((a, b) => a + b, 0)).toBe(refused);
        expect(ledger.kept.filter((k) => k.outcome === 'refused')).toHaveLength(refused);
        for (const row of staged) expect(row.split('\t')).toHaveLength(stageColumns.length);
      }),
      { numRuns: 60 },
    );
  });

  test('no NIK, KK or name of a refused row lies open in what is kept', async () => {
    const { ledger } = await readFile([
      [
        'A1',
        '7412010101100001',
        '74.12.99.0000',
        '1',
        'La Rahasia',
        '7412010503800001',
        'ANAK',
        '',
        '',
      ],
    ]);
    const kept = ledger.kept[0];
    expect(kept?.sealed.toString('latin1')).not.toMatch(/Rahasia|7412/);
    expect(keys.open(kept?.sealed ?? Buffer.alloc(0))).toMatch(/La Rahasia/);
  });

  test('a map of a hundred thousand keys forgets none and finds none it was not given', () => {
    const map = createCompactMap();
    for (let i = 0; i < 100_000; i++) map.set(`i:${i}`, i);
    for (let i = 0; i < 100_000; i += 97) expect(map.get(`i:${i}`)).toBe(i);
    expect(map.size).toBe(100_000);
    expect(map.get('i:100000')).toBeUndefined();
  });
});
