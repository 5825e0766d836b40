import {
  breakMethods,
  type Classes,
  classify as classesOf,
  classOf,
  fitOf,
  fixedClasses,
} from '#engine/spatial/classify.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Row } from './analysis.ts';
import { list, needed, numberOption, optional } from './roles.ts';
import { readTable } from './table.ts';

export const classify: Analysis = {
  name: 'classify',
  summary: 'Kelas untuk peta: kuantil, alami (Jenks), tetap',
  help: `
titik-temu analyse classify <berkas> --value <kolom> [pilihan]

Membagi wilayah ke dalam kelas warna peta.

  --value <kolom>      nilai; sel kosong tidak berkelas
  --id <kolom>         kode wilayah (tanpa ini: nomor baris)
  --classes <k>        banyaknya kelas (bawaan 5)
  --method quantile|natural|fixed
                       quantile: sama banyak wilayah; kelas j berakhir di nilai berperingkat ⌈nj/k⌉
                       natural: jumlah kuadrat simpangan di dalam kelas paling kecil (Jenks/Fisher), eksak
                       (bawaan)
                       fixed: batas dari --breaks
  --breaks <a,b,…>     batas atas tiap kelas untuk fixed; nilai di atasnya mendapat kelas tambahan;
                       batas negatif: --breaks=-5,0

Satu nilai masuk kelas pertama yang batas atasnya tidak dilampaui. Nilai yang sama tidak pernah terpisah,
jadi kelas bisa kurang dari k; kelas kosong hanya pada fixed.

Tabel areas: id, value, class (1 terendah). Tabel classes: class, above (batas bawah, tidak termasuk), upper
(batas atas, termasuk), count, min, max, mean, sum_of_squares. Tabel fit: method, classes, n, missing, gvf
(1 − keragaman dalam kelas / keragaman seluruhnya).

Contoh:
  titik-temu analyse classify desa.csv --id kode --value persen --classes 5 --table classes
  titik-temu analyse classify desa.csv --value persen --method fixed --breaks 10,20,40`,
  options: {
    value: { type: 'string' },
    id: { type: 'string' },
    classes: { type: 'string' },
    method: { type: 'string' },
    breaks: { type: 'string', multiple: true },
  },
  async run({ positionals, values }) {
    const valueColumn = needed(values, 'value', 'kolom nilai');
    const breaks = breaksOf(values);
    const method =
      choice('--method', optional(values, 'method'), breakMethods) ??
      (breaks.length > 0 ? 'fixed' : 'natural');
    if ((method === 'fixed') !== breaks.length > 0)
      throw new CommandError(
        method === 'fixed'
          ? '--method fixed perlu --breaks, misalnya --breaks 10,20,40.'
          : `--breaks hanya untuk --method fixed, bukan ${method}.`,
        EXIT.usage,
      );
    const wished = numberOption(values, 'classes', 5, { min: 1, max: 1000, whole: true });
    const table = await readTable(positionals[0], values);
    const x = Array.from(table.numbers(valueColumn, { missing: 'allowed' }));
    const idColumn = optional(values, 'id');
    const ids = idColumn === undefined ? x.map((_, row) => row + 1) : table.texts(idColumn);
    const classes = method === 'fixed' ? fixedClasses(x, breaks) : classesOf(x, wished, method);
    if (classes === undefined)
      throw new CommandError(`Kolom "${valueColumn}" tidak berisi angka.`, EXIT.badInput);
    const fit = fitOf(classes, x);
    const missing = x.filter((v) => Number.isNaN(v)).length;
    const made = classes.upper.length;
    const summary = {
      method,
      classes: made,
      n: x.length - missing,
      missing,
      gvf: fit.gvf ?? null,
    };
    const warnings: string[] = [];
    if (missing > 0) warnings.push(`${missing} wilayah tanpa nilai tidak berkelas.`);
    if (method !== 'fixed' && made < wished)
      warnings.push(`Hanya ${made} kelas, bukan ${wished}: nilai yang sama tidak dipisah.`);
    if (method === 'fixed' && made > new Set(breaks).size)
      warnings.push(`Ada nilai di atas ${Math.max(...breaks)}: ditambah satu kelas.`);
    const goodness =
      fit.gvf === undefined ? 'semua nilai sama' : `GVF ${formatNumber(fit.gvf, 'id', 4)}`;
    return {
      done: `${formatNumber(summary.n)} nilai dalam ${made} kelas, ${method}; ${goodness}; batas atas termasuk kelasnya.`,
      warnings,
      summary,
      tables: {
        areas: ids.map((id, row): Row => {
          const value = x[row]!;
          return Number.isNaN(value)
            ? { id, value: null, class: null }
            : { id, value, class: classOf(classes, value) + 1 };
        }),
        classes: classRows(classes, fit),
        fit: [summary],
      },
    };
  },
};

function breaksOf(values: AnalysisRequest['values']): number[] {
  return list(values, 'breaks').map((text) => {
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    throw new CommandError(
      `--breaks: angka dengan koma di antaranya; bukan "${text}".`,
      EXIT.usage,
    );
  });
}

function classRows(classes: Classes, fit: ReturnType<typeof fitOf>): Row[] {
  return classes.upper.map((upper, i) => {
    const { count, mean, least, most, spread } = fit.classes[i]!;
    return {
      class: i + 1,
      above: i === 0 ? null : classes.upper[i - 1]!,
      upper,
      count,
      min: least ?? null,
      max: most ?? null,
      mean: mean ?? null,
      sum_of_squares: spread,
    };
  });
}
