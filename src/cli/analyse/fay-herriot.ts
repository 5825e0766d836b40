import { Matrix } from 'ml-matrix';
import type { Benchmarked } from '#engine/small-area/benchmark.ts';
import type { VarianceMethod } from '#engine/small-area/between-variance.ts';
import {
  type AreaEstimate,
  type FayHerriot,
  fayHerriot as fitAreas,
} from '#engine/small-area/fay-herriot.ts';
import { formatNumber } from '#messages/format.ts';
import { choice } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import {
  benchmarkColumns,
  benchmarkInWords,
  benchmarkRows,
  benchmarkTo,
  benchmarkWarnings,
} from './benchmarking.ts';
import {
  PUBLISH_HELP,
  publishColumns,
  publishOptions,
  publishRule,
  ruleInWords,
} from './publishing.ts';
import { refusal } from './refusals.ts';
import { list, needed, numberOption, optional } from './roles.ts';
import { readTable, type Table } from './table.ts';

export const fayHerriot: Analysis = {
  name: 'fay-herriot',
  summary: 'Pendugaan wilayah kecil Fay–Herriot (EBLUP)',
  help: `
titik-temu analyse fay-herriot <berkas> --value <kolom> --variance <kolom> [pilihan]

Satu baris per wilayah: dugaan langsung dari survei, ragam penarikan sampelnya, dan peubah penyerta.
EBLUP menimbang dugaan langsung dengan dugaan model (Fay & Herriot 1979). Wilayah tanpa dugaan
langsung, atau yang ragamnya kosong atau nol, mendapat dugaan sintetik dengan MSE-nya sendiri.

  --value <kolom>        dugaan langsung
  --variance <kolom>     ragam penarikan sampelnya (kuadrat galat baku); atau --error <kolom>: galat bakunya
  --covariates <kolom,…> peubah penyerta berupa angka; kosong di satu wilayah: wilayah itu tanpa dugaan model
  --factors <kolom,…>    peubah penyerta berupa golongan (peubah boneka; golongan pertama menurut abjad jadi dasar)
  --method reml|ml|fh    penduga ragam antarwilayah (bawaan reml; fh: persamaan momen Fay–Herriot)
  --id <kolom>           kode wilayah
  --size <kolom>         banyaknya sampel, untuk aturan --min-total
  --confidence <p>       tingkat selang normal (bawaan 0.95)
  --benchmark <kolom>    angka terbitan kelompok (sama di setiap baris kelompok); perlu --weight
  --weight <kolom>       bobot wilayah dalam angka kelompok, misalnya penduduk
  --group <kolom>        kelompok untuk --benchmark, misalnya kabupaten (bawaan: semua satu kelompok)
  --benchmark-of mean|sum  angka terbitan adalah rata-rata tertimbang (bawaan) atau jumlah tertimbang
  ${PUBLISH_HELP}

Tabel areas: id, direct, variance, estimate, mse, standard_error, low, high, gamma (bagian dugaan
langsung), synthetic, kind (eblup, synthetic), dengan --benchmark juga ratio_estimate,
difference_estimate beserta selangnya; rse_percent, shown, caution, reason.
Tabel model: koefisien dengan galat baku, selang dan p. Tabel fit: ragam antarwilayah, konvergensi,
kemungkinan. Tabel benchmark: angka terbitan, angka model, faktor dan selisihnya per kelompok.

Contoh:
  titik-temu analyse fay-herriot desa.csv --id kode --value p0 --variance ragam --covariates listrik,jalan \\
    --benchmark p0_kab --weight penduduk --group kabupaten`,
  options: {
    value: { type: 'string' },
    variance: { type: 'string' },
    error: { type: 'string' },
    covariates: { type: 'string', multiple: true },
    factors: { type: 'string', multiple: true },
    method: { type: 'string' },
    id: { type: 'string' },
    size: { type: 'string' },
    confidence: { type: 'string' },
    benchmark: { type: 'string' },
    weight: { type: 'string' },
    group: { type: 'string' },
    'benchmark-of': { type: 'string' },
    ...publishOptions,
  },
  run: estimateFile,
};

async function estimateFile({ positionals, values }: AnalysisRequest): Promise<Answer> {
  const valueColumn = needed(values, 'value', 'kolom dugaan langsung');
  const errorColumn = optional(values, 'error');
  const varianceColumn =
    errorColumn ?? needed(values, 'variance', 'kolom ragam penarikan sampel, atau --error');
  const method =
    choice('--method', optional(values, 'method'), ['reml', 'ml', 'fh']) ?? ('reml' as const);
  const confidence = numberOption(values, 'confidence', 0.95, { min: 0.5, max: 0.9999 });
  const rule = publishRule(values);
  const table = await readTable(positionals[0], values);
  const direct = table.numbers(valueColumn, { missing: 'allowed', min: -LARGEST, max: LARGEST });
  const given = table.numbers(varianceColumn, { missing: 'allowed', min: 0, max: LARGEST });
  const variance = errorColumn === undefined ? given : given.map((e) => e * e);
  const idColumn = optional(values, 'id');
  const ids = idColumn === undefined ? undefined : table.names(idColumn);
  const sizeColumn = optional(values, 'size');
  const size =
    sizeColumn === undefined
      ? undefined
      : table.numbers(sizeColumn, { min: 0, missing: 'allowed' });
  const { x, terms } = designOf(table, list(values, 'covariates'), list(values, 'factors'));
  const model = ((): FayHerriot => {
    try {
      return fitAreas({ direct, variance, x, method, confidence });
    } catch (error) {
      const columns = Object.fromEntries(terms.map((term, j) => [String(j), term]));
      throw refusal(error, table.where, { ...columns, variance: varianceColumn }, REFUSALS);
    }
  })();
  const bench = benchmarkOf(table, values, model, confidence);

  const areas = model.areas.map((area, i): Row & { shown: boolean; caution: boolean } => {
    const error = area === null ? null : Math.sqrt(area.mse);
    const n = size?.[i];
    return {
      ...(ids ? { id: ids[i] as string } : { row: i + 1 }),
      direct: known(direct[i]),
      variance: known(variance[i]),
      estimate: area?.estimate ?? null,
      mse: area?.mse ?? null,
      standard_error: error,
      low: area?.low ?? null,
      high: area?.high ?? null,
      gamma: area?.gamma ?? null,
      synthetic: area?.synthetic ?? null,
      kind: area?.kind ?? null,
      ...benchmarkColumns(bench, i),
      ...publishColumns(
        {
          estimate: area?.estimate ?? null,
          standardError: error,
          low: area?.low ?? null,
          high: area?.high ?? null,
          // A synthetic estimate does not stand on a sample of its own: the rule is about its error.
          total: n === undefined || Number.isNaN(n) || area?.kind === 'synthetic' ? undefined : n,
        },
        rule,
        {
          total: `"${sizeColumn}"`,
          notes: notesOn(area, { direct: direct[i] as number, variance: variance[i] as number }),
        },
      ),
    };
  });
  return {
    done: sentence(model, areas, {
      method,
      confidence,
      terms,
      bench,
      rule: ruleInWords(rule, sizeColumn && `"${sizeColumn}"`),
    }),
    warnings: warningsOn(model, bench),
    tables: {
      areas,
      model: terms.map((term, j) => {
        const c = model.coefficients[j];
        return {
          term,
          estimate: c?.estimate ?? null,
          standard_error: c?.standardError ?? null,
          low: c?.low ?? null,
          high: c?.high ?? null,
          p: c?.p ?? null,
        };
      }),
      fit: [
        {
          method,
          areas: model.areas.length,
          used: model.used,
          between_variance: model.between,
          between_variance_error: model.betweenError,
          truncated_at_zero: model.truncated,
          converged: model.converged,
          steps: model.steps,
          log_likelihood: model.logLikelihood,
          aic: model.aic,
          bic: model.bic,
        },
      ],
      ...(bench && { benchmark: benchmarkRows(bench) }),
    },
  };
}

const REFUSALS = {
  'variance-out-of-proportion':
    'ragam ini lebih dari 1e30 kali lebih kecil atau besar dari ragam wilayah lain; periksa satuannya',
};

/** Squares of figures still fit into a number. */
const LARGEST = 1e100;

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Constant, numbers, then 0/1 columns of the factors without their first level. NaN where a cell is empty. */
function designOf(
  table: Table,
  covariates: readonly string[],
  factors: readonly string[],
): { x: Matrix; terms: string[] } {
  const columns: ArrayLike<number>[] = [new Float64Array(table.rows).fill(1)];
  const terms = ['(konstanta)'];
  for (const name of covariates) {
    columns.push(table.numbers(name, { missing: 'allowed', min: -LARGEST, max: LARGEST }));
    terms.push(name);
  }
  for (const name of factors) {
    const texts = table.texts(name);
    const levels = [...new Set(texts)].filter((l) => l !== '').sort();
    for (const level of levels.slice(1)) {
      columns.push(texts.map((t) => (t === '' ? Number.NaN : t === level ? 1 : 0)));
      terms.push(`${name}=${level}`);
    }
  }
  const x = new Matrix(table.rows, columns.length);
  columns.forEach((column, j) => {
    for (let i = 0; i < table.rows; i++) x.set(i, j, column[i] as number);
  });
  return { x, terms };
}

function benchmarkOf(
  table: Table,
  values: AnalysisRequest['values'],
  model: FayHerriot,
  confidence: number,
): Benchmarked | undefined {
  const column = optional(values, 'benchmark');
  if (column === undefined) return undefined;
  const weight = table.numbers(
    needed(values, 'weight', 'kolom bobot wilayah untuk --benchmark, misalnya penduduk'),
    { min: 0 },
  );
  const of = choice('--benchmark-of', optional(values, 'benchmark-of'), ['mean', 'sum']) ?? 'mean';
  return benchmarkTo(table, column, {
    group: optional(values, 'group'),
    weight,
    estimate: model.areas.map((a) => a?.estimate ?? null),
    mse: model.areas.map((a) => a?.mse ?? null),
    of,
    confidence,
  });
}

function notesOn(
  area: AreaEstimate | null,
  given: { readonly direct: number; readonly variance: number },
): string[] {
  if (area === null) return ['peubah penyerta kosong'];
  if (area.kind === 'synthetic') {
    const why = Number.isNaN(given.direct)
      ? 'tanpa dugaan langsung'
      : Number.isNaN(given.variance)
        ? 'ragam dugaan langsung kosong'
        : 'ragam dugaan langsung nol';
    return [`dugaan sintetik: ${why}`];
  }
  return area.uncorrected ? ['koreksi bias MSE tidak dipakai karena hasilnya tidak positif'] : [];
}

function warningsOn(model: FayHerriot, bench: Benchmarked | undefined): string[] {
  return [
    model.truncated
      ? 'ragam antarwilayah diduga 0: semua dugaan menjadi dugaan model; MSE-nya cenderung terlalu kecil.'
      : '',
    model.converged ? '' : 'pendugaan ragam antarwilayah belum konvergen; jangan dipakai.',
    ...benchmarkWarnings(bench),
  ].filter((line) => line !== '');
}

const NAMES: Readonly<Record<VarianceMethod, string>> = {
  reml: 'REML',
  ml: 'ML',
  fh: 'momen Fay–Herriot',
};

function sentence(
  model: FayHerriot,
  areas: readonly { readonly shown: boolean; readonly caution: boolean }[],
  how: {
    method: VarianceMethod;
    confidence: number;
    terms: readonly string[];
    bench: Benchmarked | undefined;
    rule: string;
  },
): string {
  const synthetic = model.areas.filter((a) => a?.kind === 'synthetic').length;
  const none = model.areas.filter((a) => a === null).length;
  return [
    `${model.areas.length} wilayah, ${model.used} dipakai menduga model, ${synthetic} sintetik`,
    none > 0 ? `, ${none} tanpa dugaan karena peubah penyerta kosong` : '',
    `; ragam antarwilayah ${model.between} (${NAMES[how.method]}, ${model.converged ? 'konvergen' : 'belum konvergen'} dalam ${model.steps} langkah)`,
    `; peubah: ${how.terms.join(', ')}; selang normal ${formatNumber(how.confidence * 100)}%`,
    benchmarkInWords(how.bench),
    `; ${how.rule}: ${areas.filter((a) => !a.shown).length} tidak ditampilkan, ${areas.filter((a) => a.caution).length} bertanda.`,
  ].join('');
}
