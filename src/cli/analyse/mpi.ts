import { alkireFoster, type Mpi, type MpiInput } from '#engine/poverty/alkire-foster.ts';
import type { RatioEstimate } from '#engine/stats/design-variance.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Row } from './analysis.ts';
import { type Deprivations, deprivations, fraction } from './deprivations.ts';
import { refusal } from './refusals.ts';
import { list, optional } from './roles.ts';
import {
  SURVEY_HELP,
  SURVEY_REFUSALS,
  type SurveyRoles,
  surveyOptions,
  surveyRoles,
  TOTAL,
} from './survey-roles.ts';
import { readTable, type Table } from './table.ts';

/** Rounding of sums of weights; scores that differ by less are the same. */
const ROUNDING = 1e-9;

export const mpi: Analysis = {
  name: 'mpi',
  summary: 'Indeks kemiskinan multidimensi (Alkire–Foster)',
  help: `
titik-temu analyse mpi <berkas> (--indicators <kolom,kolom> | --dimension <nama>=<kolom,kolom> …) --k <p> [pilihan]

Miskin multidimensi bila jumlah bobot indikator yang tidak terpenuhi mencapai k. H, A, M0 (juga M1, M2),
angka tersensor dan tak tersensor per indikator, sumbangan indikator dan kelompok yang jumlahnya persis,
dengan galat baku menurut rancangan survei.

  --indicators <kolom,…>   kolom 0/1 (1 = tidak terpenuhi), berbobot sama
  --dimension <nama>=<kolom,…>   boleh berulang: dimensi berbobot sama, indikator di dalamnya berbobot sama
  --weight-of <nama>=<p>   bobot lain, boleh berulang: untuk semua dimensi, atau untuk semua indikator
                           (1/6, 0.1667 atau 2); dijadikan berjumlah 1
  --cutoffs <kolom>:<n>,…  kolom itu berisi capaian, tidak terpenuhi bila di bawah n; bila semua indikator
                           begitu, M1, M2, G dan S ikut dihitung
  --k <p>                  batas, 1/3 atau 0.3333, di atas 0 sampai 1; boleh beberapa: --k 1/3,1/2.
                           Miskin bila skor ≥ k. Desimal dengan 3 angka atau lebih dianggap pembulatan:
                           skor yang membulat ke k dihitung sama dengan k (0.667 adalah 2/3)
  --missing drop|reweight|not-deprived   baris dengan indikator kosong: dilewati (bawaan), dinilai dari
                           indikator yang ada dengan bobot dibesarkan, atau dianggap terpenuhi
  --id <kolom>             juga tabel "scores": skor dan status setiap baris${SURVEY_HELP}

Hasil (setiap tabel diawali k):
  measures    k, measure (h, a, m0; m1, m2, g = m1/m0, s = m2/m0), group, estimate, standard_error, low,
              high, df, n, population
  indicators  k, indicator, dimension, weight, group, uncensored_headcount, censored_headcount,
              contribution (berjumlah m0), contribution_share (berjumlah 1), masing-masing dengan
              _standard_error, _low, _high; missing (baris kosong)
  dimensions  k, dimension, weight, group, contribution, contribution_share
  groups      (dengan --group) k, group, n, population, population_share, contribution,
              contribution_share dengan galatnya
  scores      (dengan --id) k, id, score, poor (1/0; kosong bila dilewati)

Contoh:
  titik-temu analyse mpi keluarga.csv --dimension rumah=lantai,dinding,atap --dimension layanan=air,jamban --k 1/3 --size art --group kabupaten
  titik-temu analyse mpi survei.csv --indicators a,b,c,d --k 0.5 --weight bobot --strata strata --cluster psu --table indicators`,
  options: {
    ...surveyOptions,
    indicators: { type: 'string', multiple: true },
    dimension: { type: 'string', multiple: true },
    'weight-of': { type: 'string', multiple: true },
    cutoffs: { type: 'string', multiple: true },
    k: { type: 'string', multiple: true },
    missing: { type: 'string' },
    id: { type: 'string' },
  },
  async run(request) {
    const { values } = request;
    const table = await readTable(request.positionals[0], values);
    const parts = deprivations(table, values);
    const cuts = cutsOf(values);
    const missing =
      choice('--missing', optional(values, 'missing'), ['drop', 'reweight', 'not-deprived']) ??
      'drop';
    const { indicators } = parts;
    const isKnown = ({ deprived }: (typeof indicators)[number], row: number) =>
      !Number.isNaN(deprived[row]);
    const isLeft = (row: number) =>
      missing === 'drop'
        ? indicators.some((indicator) => !isKnown(indicator, row))
        : missing === 'reweight' && !indicators.some((indicator) => isKnown(indicator, row));
    const columns: Record<string, string | undefined> = {};
    try {
      const roles = surveyRoles(table, values, isLeft);
      Object.assign(columns, roles.columns);
      const found = cuts.map(({ text, k, tolerance }) => {
        const input: MpiInput = {
          indicators,
          k,
          tolerance,
          weight: roles.weight,
          group: roles.group,
          groups: roles.groupNames.length,
          missing,
          design: roles.design,
          confidence: roles.confidence,
        };
        return { text, k, result: alkireFoster(input) };
      });
      const first = (found[0] as Found).result;
      let left = 0;
      for (let row = 0; row < table.rows; row++) left += isLeft(row) ? 1 : 0;
      return {
        done: said(table, parts, found, roles, { left, missing }),
        warnings: [...roles.warnings, ...found.flatMap(nearMiss)],
        summary: {
          rows_read: table.rows,
          rows_missing: left,
          rows_used: first.rows,
          population: first.population,
          missing_rule: missing,
          weighting: values['size'] ? 'person' : 'row',
          degrees_of_freedom: roles.design.df,
          confidence: roles.confidence,
        },
        tables: tablesOf(table, parts, found, roles, optional(values, 'id')),
      };
    } catch (error) {
      throw refusal(error, table.where, columns, SURVEY_REFUSALS);
    }
  },
};

interface Found {
  readonly text: string;
  readonly k: number;
  readonly result: Mpi;
}

/** A decimal with three digits or more is taken as rounded: half a unit of its last digit is forgiven. */
function cutsOf(values: AnalysisRequest['values']) {
  const texts = list(values, 'k');
  if (texts.length === 0)
    throw new CommandError('Sebutkan --k: batas miskin, mis. 1/3. Lihat --help.', EXIT.usage);
  return texts.map((text) => {
    const { value, digits } = fraction('k', text);
    if (value > 1)
      throw new CommandError(
        `--k: paling besar 1; bukan "${text}". Dua dari lima indikator ditulis 2/5.`,
        EXIT.usage,
      );
    const rounded = digits !== undefined && digits >= 3 ? 0.5 * 10 ** -digits : 0;
    return { text, k: value, tolerance: rounded + ROUNDING };
  });
}

function nearMiss({ text, k, result: { scoreBelow } }: Found): string[] {
  if (scoreBelow === null || k - scoreBelow > 0.01) return [];
  return [
    `Ada skor ${scoreBelow} tepat di bawah k ${text}, dan tidak dihitung miskin. Bila maksudnya skor itu, tulis k sebagai pecahan.`,
  ];
}

function said(
  table: Table,
  { indicators, dimensions, typedSum }: Deprivations,
  found: readonly Found[],
  roles: SurveyRoles,
  { left, missing }: { left: number; missing: string },
): string {
  const rows = found[0]?.result.rows ?? 0;
  const weightless = table.rows - left - rows;
  const empty = indicators.some(({ deprived }) => deprived.some((v) => Number.isNaN(v)));
  const rule = {
    drop: 'dilewati',
    reweight: 'dinilai dari yang ada',
    'not-deprived': 'dianggap terpenuhi',
  };
  return `${[
    `${formatNumber(table.rows)} baris dibaca, ${formatNumber(rows)} dipakai${left > 0 ? `, ${formatNumber(left)} dilewati karena indikator kosong` : ''}${weightless > 0 ? `, ${formatNumber(weightless)} berbobot 0` : ''}`,
    `${indicators.length} indikator dalam ${dimensions.length} dimensi${typedSum === undefined ? '' : `, bobot dijadikan berjumlah 1 dari ${typedSum}`}`,
    `miskin bila skor ≥ ${found.map((f) => f.text).join(' atau ')}`,
    empty ? `indikator kosong ${rule[missing as keyof typeof rule]}` : 'tidak ada indikator kosong',
    roles.said,
    `selang ${roles.confidence} dengan t`,
  ].join('; ')}.`;
}

function tablesOf(
  table: Table,
  { indicators, dimensions }: Deprivations,
  found: readonly Found[],
  { groupNames, design, weight, group }: SurveyRoles,
  id: string | undefined,
): Record<string, Row[]> {
  const nameOf = (g: number | undefined) => (g === undefined ? TOTAL : (groupNames[g] as string));
  const ids = id === undefined ? [] : table.texts(id);
  const tables: Record<string, Row[]> = { measures: [], indicators: [], dimensions: [] };
  if (groupNames.length > 0) tables['groups'] = [];
  if (id !== undefined) tables['scores'] = [];
  const missingIn = countMissing(indicators, group, groupNames.length);
  for (const { text: k, result } of found) {
    const size = new Map(result.groups.map((g) => [g.group, g]));
    for (const { measure, group: g, ...figures } of result.measures) {
      const own = g === undefined ? result : size.get(g);
      tables['measures']?.push({
        k,
        measure,
        group: nameOf(g),
        ...withError(figures),
        df: design.df,
        n: own?.rows ?? 0,
        population: own?.population ?? 0,
      });
    }
    for (const row of result.indicators) {
      const {
        name,
        dimension,
        weight: w,
      } = indicators[row.indicator] as (typeof indicators)[number];
      tables['indicators']?.push({
        k,
        indicator: name,
        dimension,
        weight: w,
        group: nameOf(row.group),
        ...withError(row.uncensored, 'uncensored_headcount'),
        ...withError(row.censored, 'censored_headcount'),
        ...withError(row.contribution, 'contribution'),
        ...withError(row.contributionShare, 'contribution_share'),
        missing: missingIn[row.indicator]?.[row.group === undefined ? 0 : row.group + 1] ?? 0,
      });
    }
    for (const dimension of dimensions)
      for (let d = 0; d <= groupNames.length; d++) {
        const g = d === 0 ? undefined : d - 1;
        const rows = result.indicators.filter(
          (r) => r.group === g && indicators[r.indicator]?.dimension === dimension,
        );
        const sum = (of: (r: (typeof rows)[number]) => number | null) =>
          rows.reduce<number | null>((all, r) => {
            const v = of(r);
            return all === null || v === null ? null : all + v;
          }, 0);
        tables['dimensions']?.push({
          k,
          dimension,
          weight: sum((r) => indicators[r.indicator]?.weight ?? 0),
          group: nameOf(g),
          contribution: sum((r) => r.contribution.estimate),
          contribution_share: sum((r) => r.contributionShare.estimate),
        });
      }
    for (const g of result.groups)
      tables['groups']?.push({
        k,
        group: nameOf(g.group),
        n: g.rows,
        population: g.population,
        ...withError(g.populationShare, 'population_share'),
        ...withError(g.contribution, 'contribution'),
        ...withError(g.contributionShare, 'contribution_share'),
      });
    ids.forEach((rowId, row) => {
      const score = result.score[row] as number;
      const isUsed = (weight[row] as number) > 0 && !Number.isNaN(score);
      tables['scores']?.push({
        k,
        id: rowId,
        score: isUsed ? score : null,
        poor: isUsed ? (result.poor[row] as number) : null,
      });
    });
  }
  return tables;
}

function withError(figures: RatioEstimate, name?: string): Row {
  const { estimate, standardError, low, high } = figures;
  if (name === undefined) return { estimate, standard_error: standardError, low, high };
  return {
    [name]: estimate,
    [`${name}_standard_error`]: standardError,
    [`${name}_low`]: low,
    [`${name}_high`]: high,
  };
}

/** Indicator → rows in which it is empty: of all, then of every group. */
function countMissing(
  indicators: Deprivations['indicators'],
  group: Uint32Array | undefined,
  groups: number,
): number[][] {
  return indicators.map(({ deprived }) => {
    const counts = new Array<number>(groups + 1).fill(0);
    deprived.forEach((v, row) => {
      if (!Number.isNaN(v)) return;
      counts[0] = (counts[0] as number) + 1;
      if (group === undefined) return;
      const g = (group[row] as number) + 1;
      counts[g] = (counts[g] as number) + 1;
    });
    return counts;
  });
}
