import { extname } from 'node:path';
import type { Prior } from '#engine/small-area/empirical-bayes.ts';
import { type SmoothedRate, smoothRates } from '#engine/small-area/smooth-rates.ts';
import { neighboursOf } from '#engine/spatial/adjacency.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import {
  benchmarkColumns,
  benchmarkInWords,
  benchmarkRows,
  benchmarkTo,
  benchmarkWarnings,
} from './benchmarking.ts';
import { readGal } from './gal-file.ts';
import {
  PUBLISH_HELP,
  publishColumns,
  publishOptions,
  publishRule,
  ruleInWords,
} from './publishing.ts';
import { needed, numberOption, optional } from './roles.ts';
import { readTable, type Table } from './table.ts';

export const smooth: Analysis = {
  name: 'smooth',
  summary: 'Perhalusan angka wilayah kecil (Bayes empiris)',
  help: `
titik-temu analyse smooth <berkas> --cases <kolom> --total <kolom> [pilihan]

Angka wilayah kecil banyak bergerak karena kebetulan. Bayes empiris menariknya ke rata-rata
kelompoknya (Marshall 1991; Martuzzi & Elliott 1996), makin kuat makin sedikit yang berisiko.

  --cases <kolom>      banyaknya kasus (misalnya keluarga desil 1)
  --total <kolom>      banyaknya yang berisiko (misalnya semua keluarga)
  --id <kolom>         kode wilayah
  --family <jenis>     binomial: bagian dari total (bawaan); poisson: kejadian jarang, boleh melebihi total
  --group <kolom>      rata-rata sendiri per kelompok, misalnya kabupaten
  --min-places <n>     kelompok di bawah n wilayah meminjam dari semua wilayah (bawaan 5)
  --neighbours <berkas>  perhalusan lokal: rata-rata wilayah itu dan tetangganya; .gal, atau CSV from,to
                       (perlu --id); tanpa tetangga: kelompoknya, atau semua
  --local spdep|geoda  pembanding angka tetangga: rata-rata sekitar tetangga itu (bawaan, EBlocal dari
                       spdep) atau rata-rata sekitar wilayah itu sendiri (GeoDa)
  --confidence <p>     tingkat selang (bawaan 0.95)
  --per <n>            angka dikalikan n: 100 untuk persen (bawaan 1); --max-width ikut satuan ini
  --benchmark <kolom>  angka terbitan kelompok (sama di setiap baris kelompok, satuan seperti hasil):
                       rata-rata tertimbang --total dibuat sama dengannya, dengan faktor dan dengan selisih
  ${PUBLISH_HELP}

Tabel rates: id, cases, total, raw_rate, smoothed_rate, low, high, standard_error, weight (bagian angka
sendiri), interval (posterior, pooled: selang angka gabungan karena beda antarwilayah tidak melebihi
kebetulan, own: selang wilayah itu saja), prior (asal rata-rata), prior_mean, prior_variance,
prior_places; dengan --benchmark juga ratio_estimate, difference_estimate dan selangnya; rse_percent,
shown, caution, reason. Tabel priors: satu baris per rata-rata yang dipakai. Tabel benchmark.

Contoh:
  titik-temu analyse smooth desa.csv --id kode --cases desil1 --total keluarga --group kabupaten --per 100`,
  options: {
    cases: { type: 'string' },
    total: { type: 'string' },
    id: { type: 'string' },
    family: { type: 'string' },
    group: { type: 'string' },
    'min-places': { type: 'string' },
    neighbours: { type: 'string' },
    local: { type: 'string' },
    confidence: { type: 'string' },
    per: { type: 'string' },
    benchmark: { type: 'string' },
    ...publishOptions,
  },
  run: smoothFile,
};

async function smoothFile({ positionals, values }: AnalysisRequest): Promise<Answer> {
  const casesColumn = needed(values, 'cases', 'kolom banyaknya kasus');
  const totalColumn = needed(values, 'total', 'kolom banyaknya yang berisiko');
  const family =
    choice('--family', optional(values, 'family'), ['binomial', 'poisson']) ?? 'binomial';
  const local = choice('--local', optional(values, 'local'), ['spdep', 'geoda']);
  const confidence = numberOption(values, 'confidence', 0.95, { min: 0.5, max: 0.9999 });
  const per = numberOption(values, 'per', 1, { min: 1e-9 });
  const minPlaces = numberOption(values, 'min-places', 5, { min: 2, whole: true });
  const rule = publishRule(values);
  const table = await readTable(positionals[0], values);
  const cases = table.numbers(casesColumn, { min: 0, max: 1e12, missing: 'allowed' });
  const total = table.numbers(totalColumn, { min: 0, max: 1e12, missing: 'allowed' });
  for (let i = 0; i < table.rows; i++) {
    const [y, n] = [cases[i] as number, total[i] as number];
    if (y > n && (family === 'binomial' || n === 0))
      throw new CommandError(
        `${table.where(i)}, kolom "${casesColumn}": ${y} kasus lebih banyak dari ${n} di "${totalColumn}".${n > 0 ? ' Bila kasus memang boleh melebihi total, pakai --family poisson.' : ''}`,
        EXIT.badInput,
      );
  }
  const ids = idsOf(table, optional(values, 'id'));
  const groupColumn = optional(values, 'group');
  const group = groupColumn === undefined ? undefined : table.names(groupColumn);
  const given = optional(values, 'neighbours');
  const near = given === undefined ? undefined : await readNeighbours(given, ids, table, values);
  const found = smoothRates({
    cases,
    total,
    family,
    minPlaces,
    confidence,
    ...(group ? { group } : {}),
    ...(near ? { neighbours: near.lists, centre: local === 'geoda' ? 'own' : 'each' } : {}),
  });

  const published = optional(values, 'benchmark');
  const bench =
    published === undefined
      ? undefined
      : benchmarkTo(table, published, {
          group: groupColumn,
          // A place of unknown size may not be passed over: it has no estimate, and its group says so.
          weight: total.map((n) => (Number.isNaN(n) ? 1 : n)),
          estimate: found.map((r) => (r.rate === null ? null : r.rate * per)),
          mse: found.map((r) => (r.standardError === null ? null : (r.standardError * per) ** 2)),
          of: 'mean',
          confidence,
        });

  const seen = new Map<Prior, string>();
  const rates = found.map((rate, i): Row & { shown: boolean; caution: boolean } => {
    const scaled = (value: number | null) => (value === null ? null : value * per);
    const from =
      rate.from === 'group'
        ? (group?.[i] ?? '')
        : rate.from === 'neighbours'
          ? 'neighbours'
          : rate.from;
    if (rate.prior && rate.from !== 'neighbours') seen.set(rate.prior, from ?? '');
    const figures = {
      low: scaled(rate.low),
      high: scaled(rate.high),
      standardError: scaled(rate.standardError),
    };
    return {
      ...(ids ? { id: ids[i] as string } : { row: i + 1 }),
      ...(groupColumn ? { group: group?.[i] ?? null } : {}),
      cases: known(cases[i]),
      total: known(total[i]),
      raw_rate: scaled(rate.raw),
      smoothed_rate: scaled(rate.rate),
      low: figures.low,
      high: figures.high,
      standard_error: figures.standardError,
      weight: rate.weight,
      interval: rate.interval,
      prior: from,
      prior_mean: scaled(rate.prior?.mean ?? null),
      prior_variance: rate.prior ? rate.prior.variance * per ** 2 : null,
      prior_places: rate.prior?.places ?? null,
      ...benchmarkColumns(bench, i, { least: 0, ...(family === 'binomial' && { most: per }) }),
      ...publishColumns(
        { ...figures, estimate: scaled(rate.rate), total: known(total[i]) ?? 0 },
        rule,
        { total: `"${totalColumn}"`, notes: notesOn(rate, near !== undefined) },
      ),
    };
  });
  const priors: Row[] = [...seen].map(([prior, name]) => ({
    prior: name,
    places: prior.places,
    cases: prior.cases,
    total: prior.total,
    mean: prior.mean * per,
    variance: prior.variance * per ** 2,
  }));
  return {
    done: sentence(found, rates, {
      family,
      near: near === undefined ? undefined : (local ?? 'spdep'),
      group: groupColumn,
      minPlaces,
      confidence,
      per,
      bench: benchmarkInWords(bench),
      rule: ruleInWords(rule, `"${totalColumn}"`),
    }),
    warnings: [...(near?.warnings ?? []), ...twice(ids), ...benchmarkWarnings(bench)],
    tables: { rates, priors, ...(bench && { benchmark: benchmarkRows(bench) }) },
  };
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

function notesOn(rate: SmoothedRate, local: boolean): string[] {
  if (rate.missing === 'unknown') return ['kasus atau total kosong'];
  if (rate.missing === 'nobody') return ['tidak ada yang berisiko'];
  if (rate.missing === 'single') return ['tidak ada wilayah lain untuk perbandingan'];
  return [
    local && rate.from !== 'neighbours' ? 'tanpa tetangga yang datanya ada' : '',
    rate.interval === 'pooled'
      ? 'beda antarwilayah tidak melebihi kebetulan: ini angka gabungan, bukan angka wilayah ini'
      : '',
    rate.interval === 'own'
      ? 'kelompoknya terlalu berbeda untuk dihaluskan: ini angka sendiri'
      : '',
  ].filter((note) => note !== '');
}

function sentence(
  found: readonly SmoothedRate[],
  rates: readonly { readonly shown: boolean; readonly caution: boolean }[],
  how: {
    family: string;
    near: string | undefined;
    group: string | undefined;
    minPlaces: number;
    confidence: number;
    per: number;
    bench: string;
    rule: string;
  },
): string {
  const count = (test: (rate: SmoothedRate) => boolean) => found.filter(test).length;
  const left = count((r) => r.missing === 'unknown');
  const nobody = count((r) => r.missing === 'nobody');
  const prior =
    how.near !== undefined
      ? `menurut tetangga (${how.near}; ${count((r) => r.from !== 'neighbours' && r.rate !== null)} tanpa tetangga meminjam dari yang lebih luas)`
      : how.group !== undefined
        ? `per "${how.group}" (kelompok di bawah ${how.minPlaces} wilayah meminjam dari semua)`
        : 'ke rata-rata semua wilayah';
  return [
    `${found.length} baris dibaca, ${count((r) => r.rate !== null)} dihaluskan`,
    left > 0 ? `, ${left} tanpa angka karena kasus atau total kosong` : '',
    nobody > 0 ? `, ${nobody} tanpa yang berisiko` : '',
    `; Bayes empiris ${how.family}, ${prior}; selang ${formatNumber(how.confidence * 100)}%`,
    how.per === 1 ? '' : `; angka per ${formatNumber(how.per)}`,
    how.bench,
    `; ${how.rule}: ${rates.filter((r) => !r.shown).length} tidak ditampilkan, ${rates.filter((r) => r.caution).length} bertanda.`,
  ].join('');
}

function idsOf(table: Table, column: string | undefined): string[] | undefined {
  return column === undefined ? undefined : table.names(column);
}

function twice(ids: readonly string[] | undefined): string[] {
  const number = ids === undefined ? 0 : ids.length - new Set(ids).size;
  return number === 0 ? [] : [`${number} baris memakai kode yang sudah dipakai baris lain.`];
}

/** A `.gal` file, or a table with the columns from and to (one direction each row). */
async function readNeighbours(
  given: string,
  ids: readonly string[] | undefined,
  table: Table,
  values: AnalysisRequest['values'],
): Promise<{ lists: number[][]; warnings: readonly string[] }> {
  const column = optional(values, 'id');
  if (ids === undefined || column === undefined)
    throw new CommandError('--neighbours memerlukan --id: kolom kode wilayah.', EXIT.usage);
  const place = new Map<string, number>();
  ids.forEach((id, i) => {
    if (place.has(id))
      throw new CommandError(
        `${table.where(i)}, kolom "${column}": "${id}" sudah ada di atas; dengan --neighbours setiap wilayah satu baris.`,
        EXIT.badInput,
      );
    place.set(id, i);
  });
  if (extname(given).toLowerCase() === '.gal') {
    const { adjacency, warnings } = await readGal(given, ids, table.where, column);
    return { lists: ids.map((_, i) => Array.from(neighboursOf(adjacency, i))), warnings };
  }
  const pairs = await readTable(given, values);
  const [from, to] = [pairs.names('from'), pairs.names('to')];
  const lists = ids.map((): number[] => []);
  let beyond = 0;
  from.forEach((id, row) => {
    const a = place.get(id);
    const b = place.get(to[row] ?? '');
    if (a === undefined || b === undefined) beyond++;
    else if (a !== b) lists[a]?.push(b);
  });
  return {
    lists,
    warnings:
      beyond > 0 ? [`${given}: ${beyond} pasangan menyebut kode yang tidak ada di data.`] : [],
  };
}
