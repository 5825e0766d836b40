import type { RegionTable } from '#engine/potential/region-table.ts';
import { CommandError, EXIT } from '../command.ts';
import type { AnalysisRequest, Row } from './analysis.ts';
import { list, needed, numberOption, optional } from './roles.ts';
import { checkStated, totalsOf } from './stated-totals.ts';
import { readTable, type Table } from './table.ts';

type Values = AnalysisRequest['values'];

export const regionOptions = {
  region: { type: 'string' },
  sector: { type: 'string' },
  sectors: { type: 'string', multiple: true },
  value: { type: 'string' },
  base: { type: 'string' },
  year: { type: 'string' },
  years: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  reference: { type: 'string' },
  'reference-value': { type: 'string' },
  'reference-base': { type: 'string' },
  'total-sector': { type: 'string' },
  totals: { type: 'string' },
  tolerance: { type: 'string' },
} as const;

export const REGION_HELP = `
Bentuk data, salah satu:
  panjang   satu baris per wilayah dan sektor: --region <kolom> --sector <kolom> --value <kolom>
  lebar     satu kolom per sektor: --region <kolom> --sectors <kolom,kolom,…>
  Tanpa --region: satu wilayah saja, acuannya dari --reference-value.
Waktu (perlu untuk pertumbuhan):
  --base <kolom>       nilai tahun dasar di baris yang sama (bentuk panjang); --years <n> jaraknya (bawaan 1)
  --year <kolom>       atau satu baris per tahun; --from dan --to membatasi tahunnya (bawaan pertama dan terakhir)
Wilayah acuan:
  --reference <nama>   baris wilayah ini acuannya (misalnya provinsi); tanpa ini acuannya jumlah semua wilayah
  --reference-value <kolom>, --reference-base <kolom>  nilai acuan di baris yang sama (bentuk panjang)
Jumlah yang tertulis:
  --total-sector <nama>  sektor ini adalah jumlah yang tertulis; dibandingkan dengan jumlah sektornya
  --totals sum|stated  pembagi: jumlah sektor (bawaan) atau jumlah yang tertulis
  --tolerance <p>      selisih relatif yang masih dianggap cocok (bawaan 1e-9)
Sel kosong berarti tidak diketahui, bukan nol. Nilai negatif ditolak.`.trim();

export interface RegionValues {
  readonly table: RegionTable;
  readonly file: Table;
  /** Region and sector of each cell a row of the file gave in the last period: region · S + sector. */
  readonly rowOf: ReadonlyMap<number, number>;
  /** Row of every region in the last period, the reference among them under its name. */
  readonly rowsOfRegion: ReadonlyMap<string, readonly number[]>;
  readonly referenceName: string | undefined;
  readonly periods: readonly string[];
  readonly totals: Row[];
  /** For the line on stderr. */
  readonly said: string;
  readonly warnings: readonly string[];
}

interface Entry {
  readonly region: string;
  readonly sector: string;
  readonly period: string;
  readonly value: number;
  readonly row: number;
  readonly column: string;
}

const SUM = 'jumlah wilayah';
/** Figures of which products and quotients still fit into a number. */
function figures(file: Table, column: string): Float64Array {
  const values = file.numbers(column, { min: 0, max: 1e80, missing: 'allowed' });
  const tiny = values.findIndex((v) => v > 0 && v < 1e-80);
  if (tiny >= 0)
    throw new CommandError(
      `${file.where(tiny)}, kolom "${column}": ${values[tiny]} terlalu kecil untuk pembagi.`,
      EXIT.badInput,
    );
  return values;
}

export async function readRegionValues(
  given: string | undefined,
  values: Values,
): Promise<RegionValues> {
  const file = await readTable(given, values);
  const totalSector = optional(values, 'total-sector');
  const referenceName = optional(values, 'reference');
  const { entries, wides } = entriesOf(file, values);
  const { periods, years, numeric = true } = periodsOf(entries, file, values);
  const place = new Map(periods.map((p, i) => [p, i]));
  const order = (names: Iterable<string>, without: string | undefined) =>
    [...new Set(names)].filter((n) => n !== without);
  const regions = order(
    entries.map((e) => e.region),
    referenceName,
  );
  const sectors = order(
    entries.map((e) => e.sector),
    totalSector,
  );
  if (referenceName !== undefined && !entries.some((e) => e.region === referenceName))
    throw new CommandError(
      `--reference: tidak ada wilayah "${referenceName}" di ${file.path}.`,
      EXIT.badInput,
    );
  if (totalSector !== undefined && !entries.some((e) => e.sector === totalSector))
    throw new CommandError(
      `--total-sector: tidak ada sektor "${totalSector}" di ${file.path}.`,
      EXIT.badInput,
    );
  if (regions.length === 0 || sectors.length === 0)
    throw new CommandError(
      `${file.path} tidak berisi wilayah atau sektor selain acuan dan jumlahnya.`,
      EXIT.badInput,
    );
  const own = referenceName !== undefined || wides.length > 0;
  const [R, S] = [regions.length, sectors.length];
  const blank = (length: number) => periods.map(() => new Float64Array(length).fill(Number.NaN));
  const cells = blank(R * S);
  const statedRegions = blank(R);
  const wide = blank(S);
  const statedWide = new Float64Array(periods.length).fill(Number.NaN);
  const regionAt = new Map(regions.map((name, i) => [name, i]));
  const sectorAt = new Map(sectors.map((name, i) => [name, i]));
  const rowOf = new Map<number, number>();
  const rowsOfRegion = new Map<string, number[]>();
  const seen = new Map<string, number>();
  for (const entry of entries) {
    const p = place.get(entry.period);
    if (p === undefined) continue;
    const key = JSON.stringify([entry.region, entry.sector, p]);
    const before = seen.get(key);
    if (before !== undefined)
      throw new CommandError(
        `${file.where(entry.row)}, kolom "${entry.column}": ${[entry.region, entry.sector, entry.period].filter((t) => t !== '').join(', ')} sudah ada di ${file.where(before)}. Jumlahkan dahulu.`,
        EXIT.badInput,
      );
    seen.set(key, entry.row);
    const r = regionAt.get(entry.region);
    const s = sectorAt.get(entry.sector);
    if (r === undefined && s === undefined) statedWide[p] = entry.value;
    else if (r === undefined) set(wide, p, s, entry.value);
    else if (s === undefined) set(statedRegions, p, r, entry.value);
    else set(cells, p, r * S + s, entry.value);
    if (p !== periods.length - 1) continue;
    if (r !== undefined && s !== undefined) rowOf.set(r * S + s, entry.row);
    const rows = rowsOfRegion.get(entry.region);
    if (rows === undefined) rowsOfRegion.set(entry.region, [entry.row]);
    else rows.push(entry.row);
  }
  readWides(wides, { file, place, sectorAt, wide, statedWide, totalSector });
  const table: RegionTable = {
    regions,
    sectors,
    years,
    values: cells,
    reference: own ? wide : undefined,
    stated:
      totalSector === undefined
        ? undefined
        : { regions: statedRegions, reference: own ? statedWide : undefined },
  };
  if (values['totals'] === 'stated') checkStated(table, periods);
  return {
    table,
    file,
    rowOf,
    rowsOfRegion,
    referenceName: own ? (referenceName ?? optional(values, 'reference-value')) : undefined,
    periods,
    ...totalsOf(table, periods, referenceName, values),
    said: [
      `${file.rows} baris dibaca: ${R} wilayah × ${S} sektor, ${periods.length === 1 ? 'satu waktu' : `${periods[0]}–${periods.at(-1)}`}`,
      `; acuan ${own ? `"${referenceName ?? optional(values, 'reference-value')}"` : SUM}`,
      numeric ? '' : '; tahun bukan angka, dianggap berjarak satu tahun',
      missingIn(cells) > 0 ? `; ${missingIn(cells)} sel tidak diketahui` : '',
    ].join(''),
  };
}

const missingIn = (cells: readonly Float64Array[]): number =>
  cells.reduce((sum, period) => sum + period.filter((v) => Number.isNaN(v)).length, 0);

function set(
  into: readonly Float64Array[],
  p: number,
  at: number | undefined,
  value: number,
): void {
  const period = into[p];
  if (period !== undefined && at !== undefined) period[at] = value;
}

function entriesOf(file: Table, values: Values): { entries: Entry[]; wides: Entry[] } {
  const wide = list(values, 'sectors');
  const regionColumn = optional(values, 'region');
  const yearColumn = optional(values, 'year');
  const baseColumn = optional(values, 'base');
  const year = yearColumn === undefined ? undefined : file.names(yearColumn);
  if (wide.length > 0) {
    if (baseColumn !== undefined || optional(values, 'value') !== undefined)
      throw new CommandError(
        '--sectors (bentuk lebar) tidak bersama --value atau --base; tahunnya lewat --year.',
        EXIT.usage,
      );
    const region = file.names(needed(values, 'region', 'kolom wilayah'));
    const total = optional(values, 'total-sector');
    const columns = total === undefined || wide.includes(total) ? wide : [...wide, total];
    const entries = columns.flatMap((column) =>
      Array.from(figures(file, column), (value, row) => ({
        region: region[row] ?? '',
        sector: column,
        period: year?.[row] ?? '',
        value,
        row,
        column,
      })),
    );
    return { entries, wides: [] };
  }
  const valueColumn = needed(values, 'value', 'kolom nilai, atau --sectors untuk bentuk lebar');
  const sector = file.names(needed(values, 'sector', 'kolom sektor atau komoditas'));
  const region =
    regionColumn === undefined ? sector.map(() => valueColumn) : file.names(regionColumn);
  if (yearColumn !== undefined && baseColumn !== undefined)
    throw new CommandError('Pakai --year atau --base, bukan keduanya.', EXIT.usage);
  const from = (column: string, period: string | undefined): Entry[] =>
    Array.from(figures(file, column), (value, row) => ({
      region: region[row] ?? '',
      sector: sector[row] ?? '',
      period: period ?? year?.[row] ?? '',
      value,
      row,
      column,
    }));
  const names = baseColumn === undefined ? [undefined] : [baseColumn, valueColumn];
  const read = (last: string, first: string | undefined): Entry[] =>
    baseColumn === undefined || first === undefined
      ? from(last, names.at(-1))
      : [...from(first, names[0]), ...from(last, names[1])];
  const wideColumn = optional(values, 'reference-value');
  const wideBase = optional(values, 'reference-base');
  if (wideColumn !== undefined && optional(values, 'reference') !== undefined)
    throw new CommandError('Pakai --reference atau --reference-value, bukan keduanya.', EXIT.usage);
  if (wideColumn !== undefined && baseColumn !== undefined && wideBase === undefined)
    throw new CommandError(
      '--base dengan --reference-value memerlukan --reference-base.',
      EXIT.usage,
    );
  if (regionColumn === undefined && wideColumn === undefined)
    throw new CommandError(
      'Sebutkan --region, atau --reference-value untuk satu wilayah.',
      EXIT.usage,
    );
  return {
    entries: read(valueColumn, baseColumn),
    wides: wideColumn === undefined ? [] : read(wideColumn, wideBase),
  };
}

/** Rising; numbers as years, otherwise the order of the words with a step of one year each. */
function periodsOf(
  entries: readonly Entry[],
  file: Table,
  values: Values,
): { periods: string[]; years: number[]; numeric?: boolean } {
  const base = optional(values, 'base');
  const found = [...new Set(entries.map((e) => e.period))];
  if (optional(values, 'year') === undefined) {
    const gap = numberOption(values, 'years', 1, { min: 1e-6 });
    return base === undefined
      ? { periods: found, years: [0] }
      : { periods: [base, needed(values, 'value', 'kolom nilai')], years: [0, gap] };
  }
  const numeric = found.every((p) => p !== '' && Number.isFinite(Number(p)));
  const sorted = numeric ? found.sort((a, b) => Number(a) - Number(b)) : found.sort();
  const bound = (option: 'from' | 'to', otherwise: number) => {
    const wanted = optional(values, option);
    if (wanted === undefined) return otherwise;
    const at = sorted.indexOf(wanted);
    if (at < 0)
      throw new CommandError(
        `--${option}: tidak ada tahun "${wanted}" di ${file.path}; yang ada: ${sorted.join(', ')}.`,
        EXIT.badInput,
      );
    return at;
  };
  const periods = sorted.slice(bound('from', 0), bound('to', sorted.length - 1) + 1);
  if (periods.length === 0) throw new CommandError('--from harus sebelum --to.', EXIT.usage);
  return { periods, years: periods.map((p, i) => (numeric ? Number(p) : i)), numeric };
}

function readWides(
  wides: readonly Entry[],
  into: {
    readonly file: Table;
    readonly place: ReadonlyMap<string, number>;
    readonly sectorAt: ReadonlyMap<string, number>;
    readonly wide: readonly Float64Array[];
    readonly statedWide: Float64Array;
    readonly totalSector: string | undefined;
  },
): void {
  for (const { period, sector, value, row, column } of wides) {
    const p = into.place.get(period);
    if (p === undefined || Number.isNaN(value)) continue;
    const target = sector === into.totalSector ? into.statedWide : into.wide[p];
    const at = sector === into.totalSector ? p : into.sectorAt.get(sector);
    if (target === undefined || at === undefined) continue;
    const before = target[at] as number;
    if (!Number.isNaN(before) && before !== value)
      throw new CommandError(
        `${into.file.where(row)}, kolom "${column}": ${value}, padahal "${sector}" sudah punya acuan ${before}.`,
        EXIT.badInput,
      );
    target[at] = value;
  }
}
