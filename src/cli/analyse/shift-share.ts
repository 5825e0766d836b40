import {
  type Shift,
  type ShiftLack,
  type ShiftMethod,
  shiftShare as split,
} from '#engine/potential/shift-share.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import { publishedCells, publishedInWords, publishedWarning } from './published-cells.ts';
import { REGION_HELP, readRegionValues, regionOptions } from './region-values.ts';
import { optional } from './roles.ts';

export const shiftShare: Analysis = {
  name: 'shift-share',
  summary: 'Analisis pergeseran (shift-share)',
  help: `
titik-temu analyse shift-share <berkas> --region <kolom> --sector <kolom> --value <kolom> --base <kolom> [pilihan]

Membagi perubahan setiap sektor menjadi bagian pertumbuhan acuan (national), bauran industri (mix) dan
daya saing (competitive). Jumlah bagiannya tepat sama dengan perubahannya, sampai bit terakhir.

  --method classic             Dunn (1960), bawaan
  --method esteban-marquillas  daya saing dibagi: homothetic (daya saing murni) dan allocation (alokasi)
  --method dynamic             tahun demi tahun lalu dijumlahkan (Barff & Knight 1988); perlu --year
  --published <bagian>=<kolom>  angka yang terbit, misalnya competitive=kpw; yang tidak cocok dilaporkan

${REGION_HELP}

Tabel sectors: region, sector, base, value, change, national, mix, competitive (atau homothetic dan
allocation), undivided (yang tidak dapat dibagi karena tahun dasarnya nol), reason.
Tabel regions: jumlahnya per wilayah. Tabel steps (dynamic): per wilayah dan tahun. Tabel totals:
jumlah yang tertulis, jumlah sebenarnya, selisih.

Contoh:
  titik-temu analyse shift-share pdrb.csv --region kab --sector lapangan --value t2023 --base t2019 \\
    --reference "Sulawesi Tenggara" --method esteban-marquillas`,
  options: {
    ...regionOptions,
    method: { type: 'string' },
    published: { type: 'string', multiple: true },
  },
  run: shiftFile,
};

async function shiftFile({ positionals, values }: AnalysisRequest): Promise<Answer> {
  const method: ShiftMethod =
    choice('--method', optional(values, 'method'), ['classic', 'esteban-marquillas', 'dynamic']) ??
    'classic';
  const totals = choice('--totals', optional(values, 'totals'), ['sum', 'stated']) ?? 'sum';
  const input = await readRegionValues(positionals[0], values);
  const { table, periods } = input;
  if (periods.length < 2)
    throw new CommandError(
      'Perlu dua waktu: --base <kolom>, atau --year <kolom> dengan paling sedikit dua tahun.',
      EXIT.usage,
    );
  if (method === 'dynamic' && optional(values, 'year') === undefined)
    throw new CommandError('--method dynamic memerlukan --year.', EXIT.usage);
  const found = split(table, { method, totals });
  const S = table.sectors.length;
  const measures = [...PARTS[method], 'change', 'undivided'] as const;
  const published = publishedCells(input, values, measures, (cell, measure) => {
    const part = measures.find((m) => m === measure);
    return part === undefined ? null : (found.sectors[cell]?.[part] ?? null);
  });
  const sectors = found.sectors.map((cell, i): Row => {
    const names = {
      region: table.regions[Math.floor(i / S)] ?? '',
      sector: table.sectors[i % S] ?? '',
    };
    if (cell === null)
      return { ...names, ...UNKNOWN, ...published?.columns(i), reason: LACK.unknown };
    const reason = cell.lack === null ? '' : LACK[cell.lack];
    return { ...names, ...partsIn(cell, method), ...published?.columns(i), reason };
  });
  const named = (shift: Shift, r: number): Row => ({
    region: table.regions[r] ?? '',
    ...partsIn(shift, method),
  });
  const count = (lack: (cell: (typeof found.sectors)[number]) => boolean) =>
    found.sectors.filter(lack).length;
  const unknown = count((c) => c === null);
  const undivided = count((c) => c !== null && c.undivided !== 0);
  return {
    done: [
      input.said,
      `; ${NAMES[method]}`,
      method === 'dynamic' ? `, ${periods.length - 1} langkah` : '',
      `; pertumbuhan acuan atas ${totals === 'sum' ? 'jumlah sektornya' : 'jumlah yang tertulis'}`,
      unknown > 0 ? `; ${unknown} sel tanpa hasil karena tidak diketahui di salah satu waktu` : '',
      undivided > 0 ? `; ${undivided} sel tidak terbagi (penuh) karena tahun dasarnya nol` : '',
      publishedInWords(published),
      '; jumlah bagian tepat sama dengan perubahan.',
    ].join(''),
    warnings: [...input.warnings, ...publishedWarning(published)],
    tables: {
      sectors,
      regions: found.regions.map(named),
      ...(method === 'dynamic'
        ? {
            steps: found.steps.flatMap(({ to, regions }) =>
              regions.map((shift, r) => ({ period: periods[to] ?? '', ...named(shift, r) })),
            ),
          }
        : {}),
      totals: input.totals,
      ...(published && { disagreements: published.disagreements }),
    },
  };
}

const PARTS = {
  classic: ['national', 'mix', 'competitive'],
  'esteban-marquillas': ['national', 'mix', 'homothetic', 'allocation'],
  dynamic: ['national', 'mix', 'competitive'],
} as const;

const NAMES: Readonly<Record<ShiftMethod, string>> = {
  classic: 'shift-share klasik',
  'esteban-marquillas': 'shift-share Esteban-Marquillas',
  dynamic: 'shift-share dinamis',
};

const LACK: Readonly<Record<ShiftLack, string>> = {
  unknown: 'nilai atau acuannya tidak diketahui di salah satu waktu',
  'new-in-region': 'tahun dasar nol di wilayah ini: laju pertumbuhan tidak terdefinisi',
  'new-everywhere': 'tahun dasar nol di wilayah acuan: bauran dan daya saing tidak dapat dipisah',
  'no-reference': 'jumlah acuan nol di tahun dasar: perubahan tidak dapat dibagi',
};

const UNKNOWN = { base: null, value: null, change: null, national: null, mix: null };

function partsIn(shift: Shift, method: ShiftMethod): Row {
  const { base, value, change, national, mix, undivided } = shift;
  return {
    base,
    value,
    change,
    national,
    mix,
    ...(method === 'esteban-marquillas'
      ? { homothetic: shift.homothetic, allocation: shift.allocation }
      : { competitive: shift.competitive }),
    undivided,
  };
}
