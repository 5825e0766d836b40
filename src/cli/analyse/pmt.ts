import { fitPmt, predictPmt, termNames } from '#engine/targeting/fit-pmt.ts';
import {
  bootstrapQuality,
  type QualityInput,
  qualityOf,
} from '#engine/targeting/prediction-quality.ts';
import { type Queue, queuesOf, serve } from '#engine/targeting/queue.ts';
import { rowOrder } from '#engine/targeting/row-order.ts';
import { scorecardOf } from '#engine/targeting/scorecard.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import { readModel, saveModel } from './pmt/model-file.ts';
import { readAnswers, readQuestions } from './pmt/read-questions.ts';
import {
  coefficientRows,
  fitRows,
  importanceRows,
  modelNames,
  predictionRows,
  scorecardRows,
} from './pmt/report-rows.ts';
import { refusal } from './refusals.ts';
import { list, needed, numberOption, optional } from './roles.ts';
import { readTable, type Table } from './table.ts';
import { bootstrapDesign } from './targeting/bootstrap-design.ts';
import { tableRows, uniqueNames } from './targeting/table-rows.ts';

type Values = AnalysisRequest['values'];

const REFUSALS = {
  leverage:
    'keluarga ini sendirian menentukan satu koefisien, galat HC3-nya tidak dapat dihitung; gabungkan jawabannya atau pakai --errors HC1',
  'too-few-for-folds':
    'hanya {clusters} klaster (baris tanpa --cluster), kurang dari {folds} lipatan; kurangi --folds',
};

export const pmt: Analysis = {
  name: 'pmt',
  summary:
    'Model duga pengeluaran (proxy means test): OLS dan pohon, dengan ketepatan di luar contoh',
  help: `
titik-temu analyse pmt <berkas> --value <kolom> --predictors <kolom,…> [--category <kolom,…>] [pilihan]
titik-temu analyse pmt <berkas lain> --apply <model.json>

Menduga pengeluaran dari ciri keluarga: OLS dengan galat kekar, dan pohon bertahap (gradient boosting) di
atas OLS. Ketepatan keduanya dihitung untuk keluarga yang tidak ikut membuat model (lipatan per klaster).

  --value <kolom>        pengeluaran atau pendapatan per orang; dipakai logaritmanya kecuali --no-log
  --predictors <kolom,…> ciri berupa jumlah: luas lantai, jumlah anggota, dan 0/1
  --category <kolom,…>   ciri berupa pilihan: jenis atap, dinding, kecamatan (paling banyak 256 macam)
  --reference first|frequent  jawaban acuan: yang pertama menurut abjad/angka (bawaan) atau yang terbanyak
  --missing refuse|indicator|drop  jawaban kosong ditolak (bawaan), diberi penanda (angka diisi rata-rata,
                         kategori menjadi "(kosong)"), atau barisnya dilewati
  --weight <kolom>       bobot sampel (bawaan 1)
  --cluster <kolom>      desa atau blok sensus: satu klaster utuh di satu lipatan, dan diambil ulang utuh
  --strata <kolom>       strata untuk bootstrap
  --errors HC1|HC3|CR1|CR2|classic  galat baku (bawaan CR1 dengan --cluster, HC1 tanpa)
  --model both|ols       dengan pohon (bawaan) atau OLS saja
  --folds <n>            lipatan (bawaan 5, paling sedikit 3)
  --line <n>             garis kemiskinan, satuan --value: miskin bila di bawahnya (--poor-at-line: juga yang
                         tepat). Tanpa garis: yang termiskin sebanyak kuota
  --quota <p>            bagian yang akan dibantu (bawaan: bagian yang miskin; 0.2 tanpa garis)
  --id <kolom>           kunci keluarga, tidak boleh berulang
  --replicates <n>       ulangan bootstrap klaster (bawaan 500; 0 tanpa selang)
  --confidence <p>       tingkat kepercayaan (bawaan 0.95)
  --save <model.json>    menyimpan model; --apply <model.json> menduga keluarga di berkas lain

Hasil:
  coefficients  term, level, estimate, standard_error, t, p, low, high, df, note (acuan)
  fit           model (ols, boosting, difference), measure, in_sample, out_of_sample, standard_error, low,
                high (luar contoh), note. measure: r2, rmse (skala model), rank_correlation, auc,
                exclusion_error, inclusion_error (di kuota)
  predictions   id (atau row), observed, ols, boosting, ols_rank, boosting_rank (1 termiskin), fold,
                ols_out_of_fold, boosting_out_of_fold: pakai yang terakhir untuk menilai penyasaran
  importance    predictor, ols, boosting: turunnya R² di luar contoh bila jawabannya diacak
  scorecard     predictor, answer, points: kartu skor dari OLS; untuk angka, poin per satuan
  settings      model, name, value: pilihan dan penyetelan yang dipakai

Contoh:
  titik-temu analyse pmt susenas.csv --value kapita --predictors art,luas,motor --category atap,dinding --cluster psu --weight bobot --line 480000
  titik-temu analyse pmt susenas.csv --value kapita --predictors art,luas --category atap --save model.json
  titik-temu analyse pmt keluarga.csv --apply model.json --id nik`,
  options: {
    value: { type: 'string' },
    'no-log': { type: 'boolean', default: false },
    predictors: { type: 'string', multiple: true },
    category: { type: 'string', multiple: true },
    reference: { type: 'string' },
    missing: { type: 'string' },
    weight: { type: 'string' },
    cluster: { type: 'string' },
    strata: { type: 'string' },
    errors: { type: 'string' },
    model: { type: 'string' },
    folds: { type: 'string' },
    line: { type: 'string' },
    'poor-at-line': { type: 'boolean', default: false },
    quota: { type: 'string' },
    id: { type: 'string' },
    replicates: { type: 'string' },
    confidence: { type: 'string' },
    save: { type: 'string' },
    apply: { type: 'string' },
  },
  async run(request) {
    const file = await readTable(request.positionals[0], request.values);
    const apply = optional(request.values, 'apply');
    return apply === undefined ? fitModel(file, request) : applyModel(file, apply, request.values);
  },
};

/** `id`, or the number of the row in the file. */
function namesOf(file: Table, values: Values): Row[] {
  const id = optional(values, 'id');
  if (id !== undefined) return uniqueNames(file, id).map((name) => ({ id: name }));
  return Array.from({ length: file.rows }, (_, row) => ({ row: row + 1 }));
}

function applyModel(file: Table, path: string, values: Values): Answer {
  const { model, value } = readModel(path);
  const names = namesOf(file, values);
  const predicted = predictPmt(model, readAnswers(file, model.questions));
  const units = model.isLog
    ? `satuan "${value}", faktor smearing ${model.smearing.linear}`
    : `satuan "${value}"`;
  return {
    done: `${formatNumber(file.rows)} keluarga diduga dengan model ${path} (${units}); peringkat 1 termiskin.`,
    summary: { rows_read: file.rows, value, smearing: model.smearing },
    tables: { predictions: predictionRows(names, model, predicted) },
  };
}

async function fitModel(file: Table, request: AnalysisRequest): Promise<Answer> {
  const { values, seed } = request;
  const column = needed(values, 'value', 'kolom pengeluaran atau pendapatan');
  choice('--reference', optional(values, 'reference'), ['first', 'frequent']);
  const missing =
    choice('--missing', optional(values, 'missing'), ['refuse', 'indicator', 'drop']) ?? 'refuse';
  const isLog = values['no-log'] !== true;
  const hasTrees = choice('--model', optional(values, 'model'), ['both', 'ols']) !== 'ols';
  const clusterColumn = optional(values, 'cluster');
  const errors =
    choice('--errors', optional(values, 'errors'), ['HC1', 'HC3', 'CR1', 'CR2', 'classic']) ??
    (clusterColumn === undefined ? 'HC1' : 'CR1');
  if (clusterColumn === undefined && errors.startsWith('CR'))
    throw new CommandError(`--errors ${errors} memerlukan --cluster.`, EXIT.usage);
  const confidence = numberOption(values, 'confidence', 0.95, { min: 0.5, max: 0.9999 });
  const folds = numberOption(values, 'folds', 5, { min: 3, max: 50, whole: true });
  const replicates = numberOption(values, 'replicates', 500, { min: 0, max: 100000, whole: true });

  const { table, rows } = usedRows(file, values, column, missing);
  const observed = table.numbers(column, isLog ? { above: 0 } : {});
  const design = bootstrapDesign(table, values);
  const { weight } = design;
  const { questions, answers } = readQuestions(table, values, { missing, weight });
  const outcome = isLog ? observed.map(Math.log) : observed;
  const clusters = design.design.stratum.length;
  const settings = { errors, isLog, hasTrees, folds, seed, confidence };
  const data = { questions, answers, outcome, weight };
  const found = await fitPmt(
    data,
    { of: design.design.cluster, count: clusters },
    settings,
    request.parallel,
  ).catch((error: unknown) => {
    const terms = termNames(questions).map(({ column: c, level }, j) => [
      `${j}`,
      level === '' ? c || 'konstanta' : `${c}=${level}`,
    ]);
    throw refusal(error, table.where, Object.fromEntries(terms), REFUSALS);
  });

  const target = targetOf(values, observed, weight);
  const both = (linear: Float64Array, boosted: Float64Array | undefined) =>
    boosted === undefined ? [linear] : [linear, boosted];
  const { crossValidated } = found;
  const quality: QualityInput = {
    outcome,
    weight,
    ...target,
    predictions: both(crossValidated.linear, crossValidated.boosted),
    design: design.design,
  };
  const inside = { ...quality, predictions: both(found.linear, found.boosted) };
  const outOfSample = qualityOf(quality)(weight);
  const intervals =
    replicates > 1 && design.hasSpread
      ? await bootstrapQuality(quality, { replicates, seed, confidence }, request.parallel)
      : undefined;
  const card = scorecardOf(questions, answers, found.regression.coefficient);
  const cardQuality = qualityOf({ ...inside, predictions: [found.linear, card.points] })(weight);
  const save = optional(values, 'save');
  if (save !== undefined) saveModel(save, { model: found.model, value: column });

  const fileOrder = Array.from(rows, (_, i) => i).sort(
    (a, b) => (rows[a] as number) - (rows[b] as number),
  );
  const names = namesOf(file, values);
  const predictions = predictionRows(
    Array.from(rows, (row) => names[row] as Row),
    found.model,
    found,
    { fold: found.fold, ...crossValidated },
    observed,
  );
  const first = outOfSample[0];
  const gain = intervals?.difference?.r2;
  const { trees, depth } = crossValidated.chosen;
  const tuned: readonly (readonly [string, string, string | number])[] = [
    ['ols', 'terms', found.regression.k],
    ['ols', 'rows', found.regression.n],
    ['ols', 'errors', errors],
    ['ols', 'r2', found.regression.r2],
    ['ols', 'smearing', found.model.smearing.linear],
    ...(hasTrees
      ? ([
          ['boosting', 'trees', trees],
          ['boosting', 'depth', depth],
          ['boosting', 'smearing', found.model.smearing.boosted],
        ] as const)
      : []),
    ['scorecard', 'rank_correlation_in_sample', cardQuality[1]?.rank_correlation ?? ''],
    ['', 'folds', folds],
    ['', 'quota', target.quota],
  ];
  return {
    done: `${[
      `${formatNumber(file.rows)} baris dibaca, ${formatNumber(table.rows)} dipakai${table.rows < file.rows ? ` (${formatNumber(file.rows - table.rows)} dengan jawaban kosong dilewati)` : ''}`,
      `${isLog ? 'log ' : ''}"${column}" pada ${questions.length} penduga (${found.regression.k} koefisien), galat ${errors}`,
      referencesSaid(questions),
      design.said,
      `lipatan ${folds}${clusterColumn === undefined ? ' per baris' : ' per klaster'}`,
      `${target.said}, kuota ${target.quota}`,
      `R² di luar contoh ${outOfSample.map((q, p) => `${modelNames[p]} ${q.r2.toFixed(4)}`).join(', ')}`,
      hasTrees ? `${trees} pohon sedalam ${depth}` : 'tanpa pohon',
      intervals
        ? `selang ${confidence} dari bootstrap klaster ${replicates} ulangan, benih ${seed}`
        : 'tanpa selang luar contoh',
      isLog ? 'dugaan dalam satuan asal dengan smearing (Duan 1983)' : '',
      save === undefined ? '' : `model disimpan di ${save}`,
    ]
      .filter((part) => part !== '')
      .join('; ')}.`,
    warnings: [
      ...design.warnings,
      ...(gain?.low != null && gain.low <= 0
        ? [
            `Pohon tidak terbukti menduga lebih baik daripada OLS (selisih R² luar contoh paling rendah ${gain.low.toFixed(4)}); OLS lebih mudah dijelaskan.`,
          ]
        : []),
      ...(first !== undefined && first.r2 <= 0
        ? ['R² OLS di luar contoh tidak di atas 0: penduga ini tidak menjelaskan apa-apa.']
        : []),
    ],
    summary: {
      rows_read: file.rows,
      rows_used: table.rows,
      clusters,
      references: Object.fromEntries(
        questions.flatMap((q) => (q.kind === 'category' ? [[q.column, q.levels[0]]] : [])),
      ),
      confidence,
    },
    tables: {
      coefficients: coefficientRows(found),
      fit: fitRows({ inSample: qualityOf(inside)(weight), outOfSample, intervals }),
      predictions: fileOrder.map((i) => predictions[i] as Row),
      importance: importanceRows(found, varianceOf(outcome, weight)),
      scorecard: scorecardRows(card),
      settings: tuned.map(([model, name, value]) => ({ model, name, value })),
    },
  };
}

/** The rows with all answers, in an order that comes from their contents. */
function usedRows(
  file: Table,
  values: Values,
  value: string,
  missing: 'refuse' | 'indicator' | 'drop',
) {
  const id = optional(values, 'id');
  if (id !== undefined) uniqueNames(file, id);
  const outcome = file.numbers(value, { missing: missing === 'drop' ? 'allowed' : 'refused' });
  const texts = (column: string | undefined) =>
    column === undefined ? undefined : file.texts(column);
  const order = rowOrder(file.rows, [
    ...['strata', 'cluster', 'id'].map((option) => texts(optional(values, option))),
    outcome,
    ...[...list(values, 'predictors'), ...list(values, 'category')].map(texts),
    texts(optional(values, 'weight')),
  ]);
  const weight = new Float64Array(file.rows);
  const drop = missing === 'drop' ? readQuestions(file, values, { missing, weight }) : undefined;
  const rows = order.filter((row) => !Number.isNaN(outcome[row]) && !drop?.isIncomplete(row));
  if (rows.length === 0)
    throw new CommandError('Tidak ada baris yang semua jawabannya terisi.', EXIT.badInput);
  return { table: tableRows(file, rows), rows };
}

/** Who is poor, and how many would be served. */
function targetOf(values: Values, observed: Float64Array, weight: Float64Array) {
  const all = weight.reduce((sum, w) => sum + w, 0);
  const asked =
    optional(values, 'quota') === undefined
      ? undefined
      : numberOption(values, 'quota', 0, { min: 1e-9, max: 1 });
  if (optional(values, 'line') !== undefined) {
    const line = numberOption(values, 'line', 0);
    const atLine = values['poor-at-line'] === true;
    const poor = Uint8Array.from(observed, (y) => (y < line || (atLine && y === line) ? 1 : 0));
    const rate = poor.reduce((sum, p, i) => sum + p * (weight[i] as number), 0) / all;
    return {
      poor,
      quota: asked ?? rate,
      said: `miskin bila ${atLine ? 'paling tinggi' : 'di bawah'} ${line}`,
    };
  }
  const quota = asked ?? 0.2;
  const queue = queuesOf({ group: undefined, groups: 1 }, [observed], undefined)[0] as Queue;
  const served = new Float64Array(observed.length);
  serve(queue, weight, quota * all, 'in', served);
  return {
    poor: Uint8Array.from(served),
    quota,
    said: `tanpa garis: ${quota} termiskin dianggap miskin (yang sama di batas ikut)`,
  };
}

function referencesSaid(questions: Parameters<typeof termNames>[0]): string {
  const references = questions.flatMap((q) =>
    q.kind === 'category' ? [`${q.column}=${q.levels[0]}`] : [],
  );
  return references.length === 0 ? '' : `acuan ${references.join(', ')}`;
}

function varianceOf(values: Float64Array, weight: Float64Array): number {
  const all = weight.reduce((sum, w) => sum + w, 0);
  const mean = values.reduce((sum, v, i) => sum + v * (weight[i] as number), 0) / all;
  return values.reduce((sum, v, i) => sum + (weight[i] as number) * (v - mean) ** 2, 0) / all;
}
