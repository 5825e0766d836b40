import type { QuantileRule } from '#engine/poverty/inequality-measures.ts';
import {
  type Estimate,
  measurePoverty,
  type Poverty,
  type PovertyInput,
} from '#engine/poverty/measure-poverty.ts';
import { bootstrapPoverty } from '#engine/poverty/poverty-replicates.ts';
import type { Line } from '#engine/poverty/welfare.ts';
import type { Interval } from '#engine/stats/percentile-interval.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Row } from './analysis.ts';
import { refusal } from './refusals.ts';
import { needed, numberOption, optional } from './roles.ts';
import {
  SURVEY_HELP,
  SURVEY_REFUSALS,
  type SurveyRoles,
  surveyOptions,
  surveyRoles,
  TOTAL,
} from './survey-roles.ts';
import { readTable, type Table } from './table.ts';

const REASONS: Readonly<Record<string, string>> = {
  empty: 'tidak ada baris berbobot',
  'no-poor': 'tidak ada yang miskin',
  'no-income': 'jumlah nilainya tidak di atas nol',
  'no-income-below': 'bagian termiskin tidak di atas nol',
  'no-spread': 'kepadatan di kuantil atau garis tidak dapat ditaksir',
  'no-design': 'rancangan tidak menyisakan derajat bebas',
};

const REFUSALS = {
  ...SURVEY_REFUSALS,
  'line-not-positive': 'garis relatif {line} tidak di atas 0, jadi tidak ada garis',
};

export const poverty: Analysis = {
  name: 'poverty',
  summary: 'Ukuran kemiskinan dan ketimpangan, dengan galat rancangan survei',
  help: `
titik-temu analyse poverty <berkas> --value <kolom> [--line <n> | --line-column <kolom> | --relative <p>] [pilihan]

FGT 0/1/2, Watts, Sen–Shorrocks–Thon, Sen, Gini, bagian per kuantil, dan garis relatif, dengan galat baku
dari linearisasi menurut rancangan survei; penguraian per kelompok yang jumlahnya persis.

  --value <kolom>        pendapatan atau pengeluaran, per orang bila --size dipakai
  --line <n>             satu garis kemiskinan, satuan sama dengan --value
  --line-column <kolom>  garis per baris, mis. kota dan desa
  --relative <p>         garis = p × median (atau rata-rata) seluruh data; galatnya ikut dihitung
  --of median|mean       dasar garis relatif (bawaan median)
                         Tanpa garis: hanya ketimpangan, rata-rata dan median.
  --poor-at-line         nilai yang sama dengan garis ikut miskin; tanpa ini hanya yang di bawahnya
  --watts-floor <p>      Watts: nilai di bawah p × garis dianggap p × garis; tanpa ini nilai 0 dan negatif
                         dilewati di Watts saja (dan disebut)
  --quantiles <n>        bagian per kuantil (bawaan 5)
  --quantile-rule average|lower|upper   kuantil yang jatuh tepat di antara dua nilai: rata-ratanya (bawaan),
                         yang bawah, atau yang atas
  --bandwidth population|sample   lebar kernel s/N^(1/5) untuk kepadatan di kuantil: N jumlah bobot (bawaan)
                         atau banyaknya baris
  --missing refuse|drop  nilai kosong ditolak (bawaan) atau barisnya dilewati
  --replicates <n>       juga galat bootstrap Rao–Wu dengan n ulangan (mis. 500)${SURVEY_HELP}

Hasil:
  measures       measure, group, estimate, standard_error, low, high, relative_standard_error, df, n,
                 population, note; dengan --replicates juga bootstrap_standard_error, bootstrap_low,
                 bootstrap_high, bootstrap_replicates
                 measure: poor (banyaknya), fgt0, fgt1, fgt2, watts, income_gap (fgt1/fgt0), sst, sen, gini,
                 mean, median, quantile_ratio (bagian teratas ÷ terbawah), line (garis relatif)
  shares         group, quantile (1 termiskin), estimate, standard_error, low, high, note
  decomposition  (dengan --group) measure, group, population_share, estimate, contribution,
                 contribution_share: contribution berjumlah sama dengan ukuran seluruh data

Contoh:
  titik-temu analyse poverty susenas.csv --value kapita --line 480000 --weight bobot --size art --strata strata --cluster psu --group kab
  titik-temu analyse poverty susenas.csv --value kapita --relative 0.6 --weight bobot --table shares`,
  options: {
    ...surveyOptions,
    value: { type: 'string' },
    line: { type: 'string' },
    'line-column': { type: 'string' },
    relative: { type: 'string' },
    of: { type: 'string' },
    'poor-at-line': { type: 'boolean', default: false },
    'watts-floor': { type: 'string' },
    quantiles: { type: 'string' },
    'quantile-rule': { type: 'string' },
    bandwidth: { type: 'string' },
    missing: { type: 'string' },
    replicates: { type: 'string' },
  },
  async run(request) {
    const { values } = request;
    const valueColumn = needed(values, 'value', 'kolom pendapatan atau pengeluaran');
    const missing =
      choice('--missing', optional(values, 'missing'), ['refuse', 'drop']) ?? 'refuse';
    const table = await readTable(request.positionals[0], values);
    const value = table.numbers(valueColumn, {
      missing: missing === 'drop' ? 'allowed' : 'refused',
    });
    const line = lineOf(table, values, missing);
    const lines = line?.kind === 'column' ? line.lines : undefined;
    const isLeft = (row: number) => Number.isNaN(value[row]) || Number.isNaN(lines?.[row]);
    const columns: Record<string, string | undefined> = {};
    try {
      const roles = surveyRoles(table, values, isLeft);
      Object.assign(columns, roles.columns);
      const input = inputOf(values, value, line, roles);
      const found = measurePoverty(input);
      const replicates = numberOption(values, 'replicates', 0, {
        min: 0,
        max: 100000,
        whole: true,
      });
      if (replicates === 1) throw new CommandError('--replicates: paling kecil 2.', EXIT.usage);
      const bootstrap =
        replicates === 0
          ? undefined
          : await bootstrapPoverty(input, { replicates, seed: request.seed }, request.parallel);
      const left = value.reduce((n, _, row) => n + (isLeft(row) ? 1 : 0), 0);
      return {
        done: said(table, found, input, roles, { left, replicates, seed: request.seed }),
        warnings: [...roles.warnings, ...cautions(found, input)],
        summary: {
          rows_read: table.rows,
          rows_missing: left,
          rows_used: found.populations[0]?.rows ?? 0,
          population: found.populations[0]?.population ?? 0,
          line: found.line ?? null,
          poor_at_line: input.poorAtLine,
          weighting: values['size'] ? 'person' : 'row',
          degrees_of_freedom: roles.design.df,
          confidence: roles.confidence,
        },
        tables: tablesOf(found, bootstrap, roles),
      };
    } catch (error) {
      throw refusal(error, table.where, columns, REFUSALS);
    }
  },
};

function lineOf(
  table: Table,
  values: AnalysisRequest['values'],
  missing: 'refuse' | 'drop',
): Line | undefined {
  const given = ['line', 'line-column', 'relative'].filter(
    (o) => optional(values, o) !== undefined,
  );
  if (given.length > 1)
    throw new CommandError(
      `Pilih satu garis saja: ${given.map((o) => `--${o}`).join(', ')}.`,
      EXIT.usage,
    );
  const of = choice('--of', optional(values, 'of'), ['median', 'mean']);
  if (of !== undefined && given[0] !== 'relative')
    throw new CommandError('--of hanya berlaku bersama --relative.', EXIT.usage);
  const positive = (option: string) => {
    const number = numberOption(values, option, 0);
    if (number <= 0) throw new CommandError(`--${option}: harus di atas 0.`, EXIT.usage);
    return number;
  };
  if (given[0] === 'line') return { kind: 'fixed', line: positive('line') };
  if (given[0] === 'relative')
    return { kind: 'relative', share: positive('relative'), of: of ?? 'median' };
  const column = optional(values, 'line-column');
  if (column === undefined) return undefined;
  const lines = table.numbers(column, {
    above: 0,
    missing: missing === 'drop' ? 'allowed' : 'refused',
  });
  return { kind: 'column', lines };
}

function inputOf(
  values: AnalysisRequest['values'],
  value: Float64Array,
  line: Line | undefined,
  roles: SurveyRoles,
): PovertyInput {
  const floor = optional(values, 'watts-floor');
  const quantileRule: QuantileRule =
    choice('--quantile-rule', optional(values, 'quantile-rule'), ['average', 'lower', 'upper']) ??
    'average';
  return {
    value,
    weight: roles.weight,
    line,
    group: roles.group,
    groups: roles.groupNames.length,
    quantileRule,
    bandwidthSize:
      choice('--bandwidth', optional(values, 'bandwidth'), ['population', 'sample']) ??
      'population',
    design: roles.design,
    poorAtLine: values['poor-at-line'] === true,
    wattsFloor:
      floor === undefined
        ? undefined
        : numberOption(values, 'watts-floor', 0, { min: 1e-9, max: 1 }),
    quantiles: numberOption(values, 'quantiles', 5, { min: 2, max: 1000, whole: true }),
    confidence: roles.confidence,
  };
}

function said(
  table: Table,
  found: Poverty,
  input: PovertyInput,
  roles: SurveyRoles,
  { left, replicates, seed }: { left: number; replicates: number; seed: number },
): string {
  const rows = found.populations[0]?.rows ?? 0;
  const weightless = table.rows - left - rows;
  const skipped = [
    left > 0 ? `${formatNumber(left)} tanpa nilai dilewati` : '',
    weightless > 0 ? `${formatNumber(weightless)} berbobot 0` : '',
  ].filter((s) => s !== '');
  const { line } = input;
  const at = input.poorAtLine ? 'sama dengan atau di bawahnya miskin' : 'di bawahnya miskin';
  const lineSaid =
    line === undefined
      ? 'tanpa garis'
      : line.kind === 'fixed'
        ? `garis ${line.line}, ${at}`
        : line.kind === 'column'
          ? `garis per baris, ${at}`
          : `garis ${line.share} × ${line.of === 'mean' ? 'rata-rata' : 'median'} = ${found.line}, ${at}`;
  return `${[
    `${formatNumber(table.rows)} baris dibaca, ${formatNumber(rows)} dipakai${skipped.length > 0 ? ` (${skipped.join(', ')})` : ''}`,
    lineSaid,
    roles.said,
    `selang ${roles.confidence} dengan t`,
    `kuantil ${input.quantileRule}, kernel ${input.bandwidthSize}`,
    replicates > 0 ? `bootstrap Rao–Wu ${replicates} ulangan, benih ${seed}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ')}.`;
}

function cautions(found: Poverty, input: PovertyInput): string[] {
  if (found.notPositive === 0 || input.line === undefined) return [];
  const count = formatNumber(found.notPositive);
  return [
    input.wattsFloor === undefined
      ? `${count} baris bernilai 0 atau negatif: dihitung apa adanya di FGT, SST dan Gini, dilewati di Watts.`
      : `${count} baris bernilai 0 atau negatif: di Watts dianggap ${input.wattsFloor} × garis.`,
  ];
}

function tablesOf(
  found: Poverty,
  bootstrap: readonly Interval[] | undefined,
  { groupNames, design }: SurveyRoles,
): Record<string, Row[]> {
  const nameOf = (group: number | undefined) =>
    group === undefined ? TOTAL : (groupNames[group] as string);
  const population = new Map(found.populations.map((p) => [p.group, p]));
  const figures = ({ estimate, standardError, low, high }: Estimate) => ({
    estimate,
    standard_error: standardError,
    low,
    high,
  });
  const note = ({ reason }: Estimate) => (reason === null ? '' : (REASONS[reason] ?? reason));
  const measures = found.measures.map((row, i) => {
    const spread = bootstrap?.[i];
    return {
      measure: row.measure,
      group: nameOf(row.group),
      ...figures(row),
      relative_standard_error:
        row.standardError === null || !row.estimate
          ? null
          : row.standardError / Math.abs(row.estimate),
      df: design.df,
      n: population.get(row.group)?.rows ?? 0,
      population: population.get(row.group)?.population ?? 0,
      ...(spread && {
        bootstrap_standard_error: spread.standardError,
        bootstrap_low: spread.low,
        bootstrap_high: spread.high,
        bootstrap_replicates: spread.replicates,
      }),
      note: note(row),
    };
  });
  const shares = found.shares.map((row) => ({
    group: nameOf(row.group),
    quantile: row.quantile,
    ...figures(row),
    note: note(row),
  }));
  const decomposition = found.decomposition.map((row) => ({
    measure: row.measure,
    group: nameOf(row.group),
    population_share: row.populationShare,
    estimate: row.estimate,
    contribution: row.contribution,
    contribution_share: row.contributionShare,
  }));
  return { measures, shares, ...(groupNames.length > 0 && { decomposition }) };
}
