import { readGrade, readYear } from '#domain/fact-read.ts';
import { reason } from '#domain/reason.ts';
import { doubtsAbout } from '#domain/threshold.ts';
import type { TableKind } from '../spreadsheet/table-kind.ts';
import { listThresholds } from './queries.ts';
import { insertThresholds, type NewThreshold, undoThresholds } from './queries-thresholds.ts';

interface Tools {
  readonly standing: readonly NewThreshold[];
  readonly seen: NewThreshold[];
}

/** Lines of extreme poverty. A doubtful one is kept and marked unusable, so that it is known as wrong. */
export const thresholdsKind: TableKind<NewThreshold, Tools> = {
  name: 'thresholds',
  fields: [
    {
      name: 'year',
      required: true,
      constant: true,
      aliases: ['reference_year', 'tahun', 'tahun_acuan', 'year'],
    },
    {
      name: 'basis',
      required: true,
      constant: true,
      aliases: ['international_line', 'basis', 'dasar', 'garis_internasional'],
    },
    { name: 'baseYear', required: false, aliases: ['line_base_year', 'tahun_ppp', 'base_year'] },
    {
      name: 'perDay',
      required: false,
      number: true,
      aliases: ['rp_per_capita_day', 'rp_per_hari', 'rupiah_per_hari'],
    },
    {
      name: 'perMonth',
      required: false,
      number: true,
      aliases: ['rp_per_capita_month', 'rp_per_bulan', 'rupiah_per_bulan'],
    },
    {
      name: 'grade',
      required: true,
      constant: true,
      choices: ['H', 'M', 'L'],
      aliases: ['confidence', 'grade', 'mutu'],
    },
    { name: 'source', required: true, constant: true, aliases: ['source', 'sumber'] },
    { name: 'note', required: false, aliases: ['note', 'catatan', 'keterangan'] },
  ],

  prepare: async (db) => ({ standing: await listThresholds(db), seen: [] }),

  read(row, tools) {
    const year = readYear(row.text('year'));
    if (!year.ok) row.refuse('year', year.reason);
    const baseText = row.text('baseYear');
    const base = baseText === '' ? undefined : readYear(baseText);
    if (base && !base.ok) row.refuse('baseYear', base.reason);
    const grade = readGrade(row.text('grade'));
    if (grade === undefined)
      row.refuse('grade', reason('grade-unknown', { value: row.text('grade') }));
    const basis = row.text('basis');
    const source = row.text('source');
    if (basis === '') row.refuse('basis', reason('basis-missing'));
    if (source === '') row.refuse('source', reason('source-missing'));
    const perDay = row.figure('perDay');
    const perMonth = row.figure('perMonth');
    for (const [field, value] of [
      ['perDay', perDay],
      ['perMonth', perMonth],
    ] as const) {
      if (typeof value === 'number' && value <= 0) row.refuse(field, reason('negative', { value }));
    }
    if (perDay === null && perMonth === null) row.refuse('perDay', reason('row-without-figures'));
    if (!year.ok || grade === undefined || row.refused()) return [];
    const line: NewThreshold = {
      year: year.year,
      basis,
      baseYear: base?.ok ? base.year : null,
      perDayRupiah: perDay ?? null,
      perMonthRupiah: perMonth ?? null,
      grade,
      source,
      note: row.text('note') || null,
      usable: true,
    };
    const same = (t: NewThreshold) =>
      t.year === line.year && t.basis === line.basis && t.source === line.source;
    if (tools.standing.some(same) || tools.seen.some(same)) {
      row.warn('year', reason('already-stored'));
      return [];
    }
    const doubts = doubtsAbout(line, [...tools.standing, ...tools.seen]);
    for (const doubt of doubts) row.warn('basis', doubt);
    const kept = { ...line, usable: doubts.length === 0 };
    tools.seen.push(kept);
    return [kept];
  },

  async store(db, records, mark) {
    await insertThresholds(db, records, mark);
    return records.length;
  },
  undo: undoThresholds,

  preview: {
    heads: ['year', 'basis', 'perDay', 'perMonth', 'grade', 'usable', 'source'],
    row: (t) => [
      t.year,
      t.basis,
      t.perDayRupiah,
      t.perMonthRupiah,
      t.grade,
      t.usable ? 'yes' : 'no',
      t.source,
    ],
  },
};
