import { beforeAfter } from '#engine/impact/before-after.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest, Answer, Row } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { needed, numberOption, optional } from '../roles.ts';
import { readTable } from '../table.ts';
import { type Concluding, short } from './conclude.ts';
import { SENTENCES, treatedOf } from './read-units.ts';

/**
 * Before and after alone: the change, and what would have come without the programme. The caller writes the tables
 * and then refuses with `refused`: no effect is given.
 */
export async function trap(
  { positionals, values }: AnalysisRequest,
  { level }: Concluding,
): Promise<{ readonly answer: Answer; readonly refused: CommandError }> {
  const table = await readTable(positionals[0], values);
  const afterColumn = needed(values, 'outcome', 'kolom hasil sesudah program');
  const beforeColumn = needed(values, 'baseline', 'kolom hasil sebelum program');
  const after = table.numbers(afterColumn, { missing: 'allowed' });
  const before = table.numbers(beforeColumn, { missing: 'allowed' });
  const treated =
    optional(values, 'treated') === undefined
      ? new Uint8Array(table.rows).fill(1)
      : treatedOf(table, values);
  const population =
    optional(values, 'population-mean') === undefined
      ? undefined
      : numberOption(values, 'population-mean', 0);
  const both = Array.from(after.keys()).filter(
    (i) => !Number.isNaN(after[i]) && !Number.isNaN(before[i]),
  );
  const pick = (from: Float64Array, arm: number): Float64Array =>
    Float64Array.from(
      both.filter((i) => treated[i] === arm),
      (i) => from[i] as number,
    );
  const found = (() => {
    try {
      return beforeAfter(pick(before, 1), pick(after, 1), {
        level,
        ...(population !== undefined && { populationMean: population }),
        others: { before: pick(before, 0), after: pick(after, 0) },
      });
    } catch (error) {
      throw refusal(error, table.where, {}, SENTENCES);
    }
  })();
  const { change, others, thirds, regressionToMean } = found;
  const row = (
    what: string,
    value: number | null,
    low: number | null,
    high: number | null,
    n: number,
  ): Row => ({
    what,
    change: value,
    low,
    high,
    n,
  });
  const rows = [
    row('change_of_treated', change.estimate, change.low, change.high, found.n),
    ...thirds.map((t, j) => row(`change_of_third_${j + 1}_at_start`, t.change, null, null, t.n)),
    ...(regressionToMean === null
      ? []
      : [row('regression_to_mean_alone', regressionToMean, null, null, found.n)]),
    ...(others
      ? [
          row('change_without_programme', others.change, null, null, others.n),
          row(
            'change_without_programme_at_same_start',
            others.changeAtSameStart,
            null,
            null,
            others.n,
          ),
        ]
      : []),
  ];
  const [lowest, , highest] = thirds;
  const lines = [
    'Sebelum-sesudah saja bukan dampak: tidak ada angka dampak yang diberikan.',
    `Perubahan ${found.n} yang ikut: ${short(change.estimate)} (selang ${short(level * 100)}% ${short(change.low)} sampai ${short(change.high)}). Selang itu menyangkut perubahan, bukan dampak.`,
    `Kembali ke rata-rata: sepertiga yang awalnya terendah berubah ${short(lowest?.change ?? 0)}, yang tertinggi ${short(highest?.change ?? 0)}. Bila peserta dipilih karena sedang rendah, sebagian naik dengan sendirinya.`,
    ...(regressionToMean === null
      ? found.slope === null
        ? []
        : [
            'Dengan --population-mean (rata-rata semua yang dapat dipilih) bagian itu dapat dihitung.',
          ]
      : [
          `Kembali ke rata-rata saja memberi ${short(regressionToMean)} (rata-rata semua ${short(population ?? 0)}, kemiringan ${short(found.slope ?? 0)}).`,
        ]),
    ...(others
      ? [
          `Tanpa program, ${others.n} unit lain di berkas ini berubah ${short(others.change)}${others.changeAtSameStart === null ? '' : `; pada keadaan awal yang sama ${short(others.changeAtSameStart)}`}. Bandingkan dengan mereka: --design did, ancova atau weighting.`,
        ]
      : [
          'Yang diperlukan: pembanding yang tidak ikut pada waktu yang sama, misalnya daftar tunggu, dengan pengukuran awal dan akhir yang sama (--treated 1/0), lalu --design did, ancova atau weighting.',
        ]),
  ];
  const left = table.rows - both.length;
  return {
    answer: {
      done: 'ditolak sebagai dampak: tanpa pembanding.',
      warnings: left > 0 ? [`${left} baris tanpa salah satu pengukuran tidak dipakai`] : [],
      summary: {
        refused: true,
        slope_after_on_before: found.slope,
        mean_before: found.meanBefore,
        mean_after: found.meanAfter,
      },
      tables: { trap: rows },
    },
    refused: new CommandError(lines.join('\n'), EXIT.refused),
  };
}
