import { type RegionPosition, regionPositions } from '#engine/potential/klassen.ts';
import { type Lack, quotients } from '#engine/potential/quotients.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import { publishedCells, publishedInWords, publishedWarning } from './published-cells.ts';
import {
  REGION_HELP,
  type RegionValues,
  readRegionValues,
  regionOptions,
} from './region-values.ts';
import { numberOption, optional } from './roles.ts';

export const quotient: Analysis = {
  name: 'quotient',
  summary: 'Komoditas basis: LQ, DLQ, tipologi Klassen',
  help: `
titik-temu analyse quotient <berkas> --region <kolom> --sector <kolom> --value <kolom> [pilihan]

LQ = (v/Σv) / (V/ΣV): di atas 1 berarti basis. DLQ membandingkan pertumbuhannya. Kelas: unggulan
(LQ>1, DLQ>1), prospektif (LQ>1, DLQ≤1), andalan (LQ≤1, DLQ>1), tertinggal. Tipologi Klassen: I maju dan
tumbuh cepat, II maju tetapi tertekan, III berkembang, IV relatif tertinggal.

${REGION_HELP}
Ukuran:
  --min-value <n>      nilai tahun akhir di bawah n: LQ ditulis, kelasnya tidak (basis kecil mudah meledak)
  --growth geometric|mean  pertumbuhan dari tahun pertama ke terakhir (bawaan), atau rata-rata pertumbuhan per tahun
  --population <kolom> penduduk wilayah (tahun akhir), untuk tipologi Klassen wilayah
  --per-head <kolom>   atau pendapatan per kepala langsung (perlu --reference)
  --published <kolom>  LQ yang terbit (atau lq=<kolom>,dlq=<kolom>); sel yang tidak sama pada desimal
                       tercetaknya dilaporkan

Tabel sectors: region, sector, value, share, reference_share, lq, basis, growth dan reference_growth (per
tahun), dlq, class, klassen, reason; dengan --published juga published_lq dan lq_agrees. Tabel regions: total, growth, per_head,
klassen. Tabel totals: jumlah yang tertulis, jumlah sebenarnya, selisih. Tabel disagreements (dengan
--published): sel yang berbeda, dan verdict_changes bila putusan basisnya berubah.

Contoh:
  titik-temu analyse quotient produksi.csv --region kab --sector komoditas --value t2023 --base t2018 --years 5 \\
    --reference "Sulawesi Tenggara" --min-value 100`,
  options: {
    ...regionOptions,
    'min-value': { type: 'string' },
    growth: { type: 'string' },
    population: { type: 'string' },
    'per-head': { type: 'string' },
    published: { type: 'string', multiple: true },
  },
  run: quotientFile,
};

async function quotientFile({ positionals, values }: AnalysisRequest): Promise<Answer> {
  const totals = choice('--totals', optional(values, 'totals'), ['sum', 'stated']) ?? 'sum';
  const growth =
    choice('--growth', optional(values, 'growth'), ['geometric', 'mean']) ?? 'geometric';
  const minValue = numberOption(values, 'min-value', 0, { min: 0 });
  const input = await readRegionValues(positionals[0], values);
  const { table } = input;
  const found = quotients(table, { totals, growth, minValue });
  const published = publishedCells(input, values, ['lq', 'dlq'], (cell, measure) =>
    measure === 'dlq' ? (found[cell]?.dlq ?? null) : (found[cell]?.lq ?? null),
  );
  const sectors = found.map((q, i): Row => {
    return {
      region: table.regions[q.region] ?? '',
      sector: table.sectors[q.sector] ?? '',
      value: q.value,
      share: q.share,
      reference_share: q.wideShare,
      lq: q.lq,
      basis: q.basis,
      growth: q.growth,
      reference_growth: q.wideGrowth,
      dlq: q.dlq,
      class: q.potential,
      klassen: q.klassen,
      ...published?.columns(i),
      reason: q.lacks.map((lack) => LACK[lack]).join('; '),
    };
  });
  const regions = regionsOf(input, values, { totals, growth });
  const small = found.filter((q) => q.lacks.includes('small-base')).length;
  return {
    done: [
      input.said,
      `; LQ atas ${totals === 'sum' ? 'jumlah sektor yang diketahui' : 'jumlah yang tertulis'}: ${found.filter((q) => q.lq !== null).length} dihitung, ${found.filter((q) => q.lq === null).length} tidak`,
      `, ${found.filter((q) => q.basis === true).length} basis`,
      minValue > 0 ? `; ${small} di bawah ${formatNumber(minValue, 'id', 6)} tanpa kelas` : '',
      input.periods.length > 1
        ? `; pertumbuhan ${growth === 'geometric' ? 'geometrik' : 'rata-rata per tahun'}`
        : '; tanpa tahun dasar: DLQ dan Klassen tidak dihitung',
      publishedInWords(published),
      '.',
    ].join(''),
    warnings: [...input.warnings, ...publishedWarning(published)],
    tables: {
      sectors,
      regions,
      totals: input.totals,
      ...(published && { disagreements: published.disagreements }),
    },
  };
}

const LACK: Readonly<Record<Lack, string>> = {
  unknown: 'nilai atau acuannya tidak diketahui',
  'no-local-total': 'jumlah wilayah nol',
  'no-reference': 'acuan nol',
  'one-sector': 'hanya satu sektor yang diketahui: LQ selalu 1',
  'small-base': 'nilai di bawah --min-value',
  'one-period': 'tanpa tahun dasar',
  'no-base-figure': 'nilai tahun dasar tidak diketahui',
  'zero-base': 'tahun dasar nol: pertumbuhan tidak terdefinisi',
  gone: 'acuan atau wilayah habis di tahun akhir: DLQ tidak terdefinisi',
};

function regionsOf(
  input: RegionValues,
  values: AnalysisRequest['values'],
  how: { totals: 'sum' | 'stated'; growth: 'geometric' | 'mean' },
): Row[] {
  const { table, referenceName } = input;
  const people = optional(values, 'population');
  const perHead = optional(values, 'per-head');
  const reference = optional(values, 'reference');
  if (people !== undefined && perHead !== undefined)
    throw new CommandError('Pakai --population atau --per-head, bukan keduanya.', EXIT.usage);
  if (perHead !== undefined && reference === undefined)
    throw new CommandError('--per-head memerlukan --reference: baris wilayah acuan.', EXIT.usage);
  if (people !== undefined && reference === undefined && referenceName !== undefined)
    throw new CommandError(
      '--population memerlukan --reference atau acuan jumlah wilayah.',
      EXIT.usage,
    );
  const column = people ?? perHead;
  const read = column === undefined ? undefined : perRegion(input, column);
  const own = read && Float64Array.from(table.regions, (name) => read.get(name) ?? Number.NaN);
  const wide = read && reference !== undefined ? (read.get(reference) ?? Number.NaN) : undefined;
  const found = regionPositions(table, {
    ...how,
    ...(people !== undefined && own ? { people: own } : {}),
    ...(people !== undefined && wide !== undefined ? { widePeople: wide } : {}),
    ...(perHead !== undefined && own ? { perHead: own } : {}),
    ...(perHead !== undefined && wide !== undefined ? { widePerHead: wide } : {}),
  });
  return found.map((r) => ({
    region: table.regions[r.region] ?? '',
    total: r.total,
    growth: r.growth,
    reference_growth: r.wideGrowth,
    per_head: r.perHead,
    reference_per_head: r.widePerHead,
    klassen: r.klassen,
    reason: r.lack === null ? '' : REGION_LACK[r.lack],
  }));
}

const REGION_LACK: Readonly<Record<NonNullable<RegionPosition['lack']>, string>> = {
  'one-period': 'tanpa tahun dasar',
  'zero-base': 'tahun dasar nol: pertumbuhan tidak terdefinisi',
  'no-population': 'tanpa penduduk atau pendapatan per kepala',
};

/** One figure per region, which its rows of the last period must agree on. */
function perRegion(input: RegionValues, column: string): Map<string, number> {
  const numbers = input.file.numbers(column, { missing: 'allowed', above: 0 });
  const out = new Map<string, number>();
  for (const [region, rows] of input.rowsOfRegion)
    for (const row of rows) {
      const value = numbers[row] as number;
      if (Number.isNaN(value)) continue;
      const before = out.get(region);
      if (before !== undefined && before !== value)
        throw new CommandError(
          `${input.file.where(row)}, kolom "${column}": ${value}, padahal "${region}" sudah punya ${before}.`,
          EXIT.badInput,
        );
      out.set(region, value);
    }
  return out;
}
