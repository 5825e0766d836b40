import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reason } from '#domain/reason.ts';
import {
  findHeaderRow,
  guessMapping,
  missingFields,
  openTable,
  readTable,
  refusedGrid,
} from './table-import.ts';
import type { GridRow, TableKind } from './table-kind.ts';

const grid = (lines: (string | number | null)[][]): GridRow[] =>
  lines.map((cells, i) => ({ number: i + 1, cells }));

/** A small kind: a place, a price, wide columns named after years. */
const kind: TableKind<{ place: string; what: string; value: number | null }, undefined> = {
  name: 'small',
  fields: [
    { name: 'place', aliases: ['kecamatan', 'tempat'], required: true },
    { name: 'value', aliases: ['nilai', 'harga'], required: true, number: true },
    { name: 'source', aliases: ['sumber'], required: true, constant: true },
  ],
  wide: {
    insteadOf: ['value'],
    choices: ['p'],
    guess: (head) =>
      /^p_\d{4}$/.test(head)
        ? { measure: 'p', unit: null, year: Number(head.slice(2)), period: null }
        : undefined,
  },
  prepare: async () => undefined,
  read(row) {
    if (row.text('place') === '') row.refuse('place', reason('region-missing'));
    if (row.text('place') === '?') row.warn('place', reason('name-differs'));
    const figures = row.figures();
    if (figures.length > 0) {
      return figures.map((f) => ({
        place: row.text('place'),
        what: String(f.measure.year),
        value: f.value ?? null,
      }));
    }
    return [{ place: row.text('place'), what: '', value: row.figure('value') ?? null }];
  },
  store: async (_db, records) => records.length,
  undo: async () => 0,
  preview: { heads: ['place'], row: (r) => [r.place] },
};
const read = (lines: (string | number | null)[][], constants: Record<string, string> = {}) => {
  const rows = grid(lines);
  const mapping = { ...guessMapping(rows, kind), constants };
  return { mapping, ...readTable(openTable(rows, kind, mapping), kind, undefined) };
};

describe('a table from somebody else', () => {
  test('heads are found under a title, a logo line and empty rows', () => {
    const rows = grid([
      ['DINAS KELAUTAN DAN PERIKANAN'],
      [],
      ['Tabel 3. Harga menurut kecamatan'],
      [null, ' Kecamatan', 'HARGA ', 'Sumber'],
      [null, 'Wawonii Barat', '12,5', 'survei'],
    ]);
    expect(findHeaderRow(rows, kind)).toBe(3);
    expect(guessMapping(rows, kind)).toMatchObject({
      columns: { place: 1, value: 2, source: 3 },
      measures: [],
    });
  });

  test('what is missing is named before anything is read', () => {
    const rows = grid([
      ['Kecamatan', 'Catatan'],
      ['Abuki', ''],
    ]);
    const mapping = guessMapping(rows, kind, 0);
    expect(missingFields(kind, mapping)).toEqual(['value', 'source']);
    expect(
      missingFields(kind, {
        ...mapping,
        columns: { place: 0, value: 1 },
        constants: { source: 'x' },
      }),
    ).toEqual([]);
  });

  test('a wide table gives one figure per column, with the year of its head', () => {
    const { records, mapping } = read(
      [
        ['Kecamatan', 'p_2021', 'p_2022'],
        ['Abuki', '1,5', ''],
      ],
      { source: 'x' },
    );
    expect(missingFields(kind, mapping)).toEqual([]);
    expect(records).toEqual([
      { place: 'Abuki', what: '2021', value: 1.5 },
      { place: 'Abuki', what: '2022', value: null },
    ]);
  });

  test('1.234 is read with its column, and refused with row, column and value where nothing decides', () => {
    const sure = read([
      ['Kecamatan', 'Nilai'],
      ['a', '1.234'],
      ['b', '7,5'],
    ]);
    expect(sure.records.map((r) => r.value)).toEqual([1234, 7.5]);
    const unsure = read([
      ['Kecamatan', 'Nilai'],
      ['a', '1.234'],
      ['b', '75'],
    ]);
    expect(unsure.issues).toEqual([
      {
        row: 2,
        column: 'Nilai',
        value: '1.234',
        reason: { code: 'number-ambiguous', params: { value: '1.234' } },
        refused: true,
      },
    ]);
    expect(unsure.records.map((r) => r.value)).toEqual([75]);
    const stored = read([
      ['Kecamatan', 'Nilai'],
      ['a', 1.234],
    ]);
    expect(stored.records[0]?.value).toBe(1.234);
  });

  test('refused rows come back in the layout they came in, with the reason beside them', () => {
    const rows = grid([
      ['No', 'Kecamatan', 'Nilai'],
      [1, 'a', '5'],
      [2, '', 'lima'],
    ]);
    const table = openTable(rows, kind, guessMapping(rows, kind));
    const { refusedRows } = readTable(table, kind, undefined);
    const back = refusedGrid(
      table,
      refusedRows,
      (issues) => issues.map((i) => i.reason.code).join('; '),
      'Sebab ditolak',
    );
    expect(back).toEqual([
      ['No', 'Kecamatan', 'Nilai', 'Sebab ditolak'],
      [2, '', 'lima', 'region-missing; number-unreadable'],
    ]);
  });

  test('every row under the head is accepted or refused, whatever stands in it', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string({ maxLength: 6 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom('?', '1.234', '2,5', '-'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 30 }), (body) => {
        const lines = [['Kecamatan', 'Nilai'], ...body];
        const filled = body.filter((row) =>
          row.some((c) => c !== null && String(c).trim() !== ''),
        ).length;
        const rows = grid(lines);
        const table = openTable(rows, kind, guessMapping(rows, kind, 0));
        const out = readTable(table, kind, undefined);
        expect(out.read).toBe(filled);
        expect(out.accepted + out.refused).toBe(out.read);
        expect(out.warned).toBeLessThanOrEqual(out.accepted);
        expect(out.refusedRows.length).toBe(out.refused);
        expect(out.records.length).toBe(out.accepted);
      }),
    );
  });
});
