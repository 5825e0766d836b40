import { attack, type Bounds } from '#engine/disclosure/attack.ts';
import { buildCountTable, type CountTable, nodesOf } from '#engine/disclosure/count-table.ts';
import { findRecovered, type RoundingMethod, roundTable } from '#engine/disclosure/round.ts';
import { suppress } from '#engine/disclosure/suppress.ts';
import type { Solver } from '#engine/optimise/milp.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { formatNumber } from '#messages/format.ts';
import { openSolver } from '#server/planning/solver.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import { refusal } from './refusals.ts';
import { list, numberOption, optional } from './roles.ts';
import { readTable, type Table } from './table.ts';

const REFUSALS = {
  'table-too-large':
    'tabelnya {cells} sel, paling banyak {most}; kurangi kolom --by atau pecah per wilayah',
  'no-controlled-rounding':
    'tabel ini tidak dapat dibulatkan dengan jumlah yang tetap cocok; pakai --method suppress atau --rounding random',
};

export const disclose: Analysis = {
  name: 'disclose',
  summary: 'Pengamanan tabel untuk umum: sel kecil disembunyikan atau dibulatkan, lalu diuji',
  help: `
titik-temu analyse disclose <berkas> --by <kolom,kolom> [--count <kolom>] [pilihan]

Membuat tabel jumlah beserta semua jumlah baris, kolom dan totalnya, mengamankannya, lalu menyerangnya
seperti pembaca yang pandai berhitung: setiap sel tersembunyi dicari batas bawah dan atasnya dengan
program linear dari semua angka yang terbit. Bila ada sel kecil yang dapat dihitung kembali, tabel
tidak ditulis (kode keluar 1).

  --by <kolom,kolom>     kolom pembagi tabel; wilayah bertingkat dengan ">": --by "kab>kec,desil"
  --count <kolom>        kolom jumlah, bilangan bulat; tanpa ini setiap baris dihitung satu
  --method suppress|round|attack   menyembunyikan (bawaan), membulatkan, atau menguji tabel yang sudah terbit
  --threshold <n>        sel berisi 1 sampai n-1 disembunyikan (bawaan 10)
  --width <n>            selisih batas bawah dan atas yang harus tersisa bagi pembaca (bawaan sama dengan --threshold)
  --zeros shown|hidden   nol ditampilkan (bawaan) atau ikut disembunyikan
  --base <n>             kelipatan pembulatan; dengan suppress: angka yang tampil dibulatkan ke n terdekat
                         (--threshold 10 --base 5 adalah aturan "10-5"); dengan round bawaan 5
  --rounding controlled|random|nearest   controlled (bawaan): semua jumlah tetap cocok
  --total <kata>         (attack) kata yang menandai baris jumlah, bawaan Total
  --mark <kata>          tanda sel tersembunyi, bawaan x

Hasil (tabel "cells"): kolom --by (kata Total untuk jumlah), count (kosong bila tersembunyi), mark.
Yang tersembunyi karena kecil dan yang tersembunyi untuk melindungi tidak dibedakan: itu rahasia juga.
Dengan --audit (dan attack) hasilnya tabel "attack": batas yang dapat dihitung pembaca untuk setiap sel
tersembunyi: low, high (kosong: tak terbatas), width, recovered. Tanpa angka asli, tetapi untuk
pemeriksaan di dalam kantor saja; batasnya paling sempit, yang sebenarnya bisa lebih lebar.

Contoh:
  titik-temu analyse disclose keluarga.csv --by "kabupaten>kecamatan,desil" --threshold 10 --out tabel.csv
  titik-temu analyse disclose terbitan.csv --by kecamatan,desil --count jumlah --method attack`,
  options: {
    by: { type: 'string', multiple: true },
    count: { type: 'string' },
    method: { type: 'string' },
    threshold: { type: 'string' },
    width: { type: 'string' },
    zeros: { type: 'string' },
    base: { type: 'string' },
    rounding: { type: 'string' },
    total: { type: 'string' },
    mark: { type: 'string' },
    audit: { type: 'boolean', default: false },
  },
  async run(request) {
    const { values } = request;
    const method =
      choice('--method', optional(values, 'method'), ['suppress', 'round', 'attack']) ?? 'suppress';
    const table = await readTable(request.positionals[0], values);
    const by = list(values, 'by').map((path) => path.split('>').map((c) => c.trim()));
    if (by.length === 0)
      throw new CommandError('Sebutkan --by: kolom pembagi tabel. Lihat --help.', EXIT.usage);
    const columns = by.flat();
    const twice = columns.find((c, i) => columns.indexOf(c) !== i);
    if (twice !== undefined)
      throw new CommandError(`Kolom "${twice}" disebut dua kali di --by.`, EXIT.usage);
    const solver = await openSolver();
    try {
      return method === 'attack'
        ? attackPublished(table, by, request, solver)
        : protect(table, by, method, request, solver);
    } catch (error) {
      throw refusal(error, table.where, {}, REFUSALS);
    }
  },
};

function protect(
  table: Table,
  by: readonly (readonly string[])[],
  method: 'suppress' | 'round',
  { values, seed }: AnalysisRequest,
  solver: Solver,
): Answer {
  const countColumn = optional(values, 'count');
  const counts =
    countColumn === undefined
      ? new Float64Array(table.rows).fill(1)
      : table.numbers(countColumn, { min: 0, whole: true });
  const total = optional(values, 'total') ?? 'Total';
  const paths = by.map((levels) =>
    levels.map((column) => {
      const names = table.names(column);
      const row = names.indexOf(total);
      if (row >= 0)
        throw new CommandError(
          `${table.where(row)}, kolom "${column}": "${total}" tampak seperti baris jumlah. Keluarkan baris jumlah; jumlah dihitung sendiri.`,
          EXIT.badInput,
        );
      return names;
    }),
  );
  const built = buildCountTable(
    by.map((levels) => levels.at(-1) as string),
    paths,
    counts,
  );
  const threshold = numberOption(values, 'threshold', 10, { min: 2, whole: true });
  const head = `${formatNumber(table.rows)} baris menjadi ${formatNumber(built.counts.length)} sel, jumlah seluruhnya ${formatNumber(built.counts[0] as number)}`;
  if (method === 'round') {
    const base = numberOption(values, 'base', 5, { min: 2, whole: true });
    const rounding: RoundingMethod =
      choice('--rounding', optional(values, 'rounding'), ['controlled', 'random', 'nearest']) ??
      'controlled';
    const random = seededRandom(seed);
    const rounded = roundTable(built, base, rounding, { random, solver });
    const recovered = findRecovered(built, rounded, base, rounding, threshold, solver);
    if (recovered.length > 0)
      throw new CommandError(
        `Tidak ditulis: ${formatNumber(recovered.length)} sel di bawah ${threshold} dapat dihitung kembali dari tabel yang dibulatkan, mis. ${nameOf(built, recovered[0]?.cell as number)}. Pakai --base lebih besar, --seed lain, atau --method suppress.`,
        EXIT.refused,
      );
    return {
      done: `${head}; dibulatkan ke kelipatan ${base} (${rounding}, benih ${seed}); serangan program linear tidak dapat menghitung kembali satu pun sel 1–${threshold - 1}.`,
      summary: { cells: built.counts.length, base, rounding, threshold, recovered: 0 },
      tables: { cells: cellRows(built, rounded, by, '') },
    };
  }
  const width = numberOption(values, 'width', threshold, { min: 1, whole: true });
  const zeros = choice('--zeros', optional(values, 'zeros'), ['shown', 'hidden']) ?? 'shown';
  const { hidden, bounds } = suppress(built, solver, { threshold, width, zeros });
  const base = optional(values, 'base')
    ? numberOption(values, 'base', 5, { min: 2, whole: true })
    : 1;
  const shown = built.counts.map((count, cell) =>
    hidden[cell] === 0 ? base * Math.floor(count / base + 0.5) : Number.NaN,
  );
  const number = (kind: number) => hidden.filter((h) => h === kind).length;
  const rounded = base > 1 ? `, yang tampil dibulatkan ke ${base} terdekat` : '';
  return {
    done: `${head}; disembunyikan ${formatNumber(number(1))} sel di bawah ${threshold} dan ${formatNumber(number(2))} sel pelindung${rounded}; nol ${zeros === 'shown' ? 'ditampilkan' : 'ikut disembunyikan'}. Serangan program linear: 0 sel kecil dapat dipersempit sampai di bawah lebar ${width}.`,
    summary: {
      cells: built.counts.length,
      primary: number(1),
      complementary: number(2),
      threshold,
      width,
      zeros,
      recovered: 0,
    },
    tables: values['audit']
      ? { attack: boundRows(built, bounds, by) }
      : { cells: cellRows(built, shown, by, optional(values, 'mark') ?? 'x') },
  };
}

/** A table somebody published, totals and all: what can be worked out from it? */
function attackPublished(
  table: Table,
  by: readonly (readonly string[])[],
  { values }: AnalysisRequest,
  solver: Solver,
): Answer {
  const deep = by.find((levels) => levels.length > 1);
  if (deep !== undefined)
    throw new CommandError(
      '--method attack membaca tabel tanpa tingkat: sebutkan satu kolom per pembagi.',
      EXIT.usage,
    );
  const countColumn = optional(values, 'count') ?? 'count';
  const totalWord = optional(values, 'total') ?? 'Total';
  const mark = optional(values, 'mark') ?? 'x';
  const numbers = table.numbers(countColumn, {
    missing: 'allowed',
    marks: [mark],
    min: 0,
    whole: true,
  });
  const labels = by.map(([column]) => table.names(column as string));
  const inner = [...Array(table.rows).keys()].filter((row) =>
    labels.every((names) => names[row] !== totalWord),
  );
  const built = buildCountTable(
    by.map(([column]) => column as string),
    labels.map((names) => [inner.map((row) => names[row] as string)]),
    inner.map(() => 0),
  );
  const cellOf = new Map<string, number>();
  for (let cell = 0; cell < built.counts.length; cell++)
    cellOf.set(JSON.stringify(labelsOf(built, cell, totalWord)), cell);
  const low = new Float64Array(built.counts.length);
  const high = new Float64Array(built.counts.length);
  const hidden = new Set<number>();
  const named = new Map<number, number>();
  for (let row = 0; row < table.rows; row++) {
    const cell = cellOf.get(JSON.stringify(labels.map((names) => names[row])));
    if (cell === undefined)
      throw new CommandError(
        `${table.where(row)}: baris jumlah tanpa baris rincian.`,
        EXIT.badInput,
      );
    const before = named.get(cell);
    if (before !== undefined)
      throw new CommandError(
        `${table.where(row)}: sel ini sudah ada di ${table.where(before)}.`,
        EXIT.badInput,
      );
    named.set(cell, row);
    if (Number.isNaN(numbers[row] as number)) {
      hidden.add(cell);
      high[cell] = Infinity;
    } else {
      low[cell] = numbers[row] as number;
      high[cell] = low[cell];
    }
  }
  // A total that was not printed is unknown; an inner cell that was not printed is zero.
  for (let cell = 0; cell < built.counts.length; cell++)
    if (!named.has(cell) && labelsOf(built, cell, totalWord).includes(totalWord))
      high[cell] = Infinity;
  for (const { total, parts } of built.equations) {
    if ([total, ...parts].some((cell) => (low[cell] as number) < (high[cell] as number))) continue;
    const sum = parts.reduce((all, part) => all + (low[part] as number), 0);
    if (sum !== low[total])
      throw new CommandError(
        `${named.has(total) ? table.where(named.get(total) as number) : 'Jumlah'}, ${nameOf(built, total)}: tertulis ${low[total]}, rinciannya berjumlah ${sum}. Tabel yang dibulatkan tidak dapat diuji dengan cara ini.`,
        EXIT.badInput,
      );
  }
  let bounds: Bounds[];
  try {
    bounds = attack({ low, high, equations: built.equations }, solver, {
      targets: (cell) => hidden.has(cell),
    });
  } catch {
    throw new CommandError(
      'Angka-angka yang terbit saling bertentangan: tidak ada isi sel tersembunyi yang cocok dengan semua jumlahnya.',
      EXIT.badInput,
    );
  }
  const exact = bounds.filter((b) => b.high - b.low < 1 - 1e-6).length;
  return {
    done: `${formatNumber(table.rows)} sel dibaca, ${formatNumber(hidden.size)} tersembunyi; ${formatNumber(exact)} di antaranya dapat dihitung kembali dengan tepat.`,
    summary: { cells: table.rows, hidden: hidden.size, recovered: exact },
    tables: { attack: boundRows(built, bounds, by) },
    exit: exact > 0 ? EXIT.refused : EXIT.ok,
  };
}

function labelsOf(table: CountTable, cell: number, total: string): string[] {
  return nodesOf(table, cell).map((node, d) =>
    node === 0 ? total : (table.dimensions[d]?.labels[node] as string),
  );
}

const nameOf = (table: CountTable, cell: number): string =>
  labelsOf(table, cell, 'Total').join(' × ');

/** The --by columns of a cell; outer levels are filled, inner ones say Total. */
function place(table: CountTable, cell: number, by: readonly (readonly string[])[]): Row {
  const row: Record<string, string> = {};
  nodesOf(table, cell).forEach((node, d) => {
    const dimension = table.dimensions[d] as CountTable['dimensions'][number];
    for (const column of by[d] as readonly string[]) row[column] = 'Total';
    for (let at = node; at > 0; at = dimension.parent[at] as number)
      row[by[d]?.[dimension.level[at] as number] as string] = dimension.labels[at] as string;
  });
  return row;
}

function cellRows(
  table: CountTable,
  shown: Float64Array,
  by: readonly (readonly string[])[],
  mark: string,
): Row[] {
  return Array.from(shown, (value, cell) => ({
    ...place(table, cell, by),
    count: Number.isNaN(value) ? null : value,
    mark: Number.isNaN(value) ? mark : '',
  }));
}

function boundRows(
  table: CountTable,
  bounds: readonly Bounds[],
  by: readonly (readonly string[])[],
): Row[] {
  return bounds.map(({ cell, low, high }) => ({
    ...place(table, cell, by),
    low,
    high: Number.isFinite(high) ? high : null,
    width: Number.isFinite(high) ? high - low : null,
    recovered: high - low < 1 - 1e-6,
  }));
}
