import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { DEMO_CUT_OFF, type DemoFamily, type DemoPerson, makeFamily } from './demo-family.ts';
import { createRandom, type Random, seedOf } from './demo-random.ts';

export interface DemoPlace {
  readonly code: string;
  readonly name: string;
}

export interface DemoFigures {
  /** Kabupaten code. */
  readonly code: string;
  /** Published rate of poor people, percent. */
  readonly p0: number;
  readonly population: number;
}

export interface DemoFilesOptions {
  readonly dir: string;
  readonly seed: number;
  readonly families: number;
  /** Every region of the province below it: kabupaten, kecamatan, villages. */
  readonly places: readonly DemoPlace[];
  readonly figures: readonly DemoFigures[];
  /** Kabupaten without a shore: nobody fishes there. */
  readonly inland: ReadonlySet<string>;
}

export interface DemoFile {
  readonly kab: string;
  readonly name: string;
  readonly path: string;
  readonly families: number;
  readonly rows: number;
}

/** What one kabupaten gets, before a byte of it is written. */
export interface DemoPlan {
  readonly kab: string;
  readonly index: number;
  readonly families: number;
  /** Synthetic totals of all families per village, poor or not: the denominators of the demo. */
  readonly totals: readonly { code: string; familiesTotal: number }[];
  write(): Promise<DemoFile>;
}

const PEOPLE_PER_FAMILY = 4.05;
/** Small kabupaten whose office works in Excel; the rest send CSV. */
const AS_XLSX = new Set(['74.12', '74.10']);

/**
 * One P3KE-like file per kabupaten: a row per member, the family repeated, the head somewhere under a
 * title that says DATA CONTOH, codes with or without dots, a few realistic faults. Families are spread
 * over kabupaten by published rate × population, over villages by chance, lumpy. Seeded per
 * kabupaten: the same seed gives byte-identical files, in whatever order they are written.
 */
export function planDemoFiles(o: DemoFilesOptions): DemoPlan[] {
  const weight = (f: DemoFigures) => f.p0 * f.population;
  const sum = o.figures.reduce((total, f) => total + weight(f), 0);
  return o.figures.flatMap((figures, index) => {
    const kab = figures.code;
    const villages = o.places.filter((p) => p.code.length === 13 && p.code.startsWith(`${kab}.`));
    if (villages.length === 0) return [];
    const random = createRandom(seedOf(o.seed, kab));
    const families = Math.round((o.families * weight(figures)) / sum);
    const shares = shareOut(random, villages, families, figures.population / PEOPLE_PER_FAMILY);
    return [
      {
        kab,
        index,
        families,
        totals: shares.map((s) => ({ code: s.place.code, familiesTotal: s.total })),
        write: () => writeFile(o, kab, index, random, shares),
      },
    ];
  });
}

interface Share {
  readonly place: DemoPlace;
  readonly listed: number;
  readonly total: number;
}

/** Sizes of villages differ by a factor of ten, shares of poor families by a factor of four. */
function shareOut(
  random: Random,
  villages: readonly DemoPlace[],
  families: number,
  allFamilies: number,
): Share[] {
  const sizes = villages.map(() =>
    Math.exp((random.next() + random.next() + random.next() - 1.5) * 1.1),
  );
  const rates = sizes.map((size) => size * Math.exp((random.next() + random.next() - 1) * 1.3));
  const spread = (weights: readonly number[], total: number): number[] => {
    const sum = weights.reduce((a, b) => a + b, 0);
    const exact = weights.map((w) => (w / sum) * total);
    const whole = exact.map(Math.floor);
    const left = Math.round(total) - whole.reduce((a, b) => a + b, 0);
    const order = exact
      .map((x, i) => [x - Math.floor(x), i] as const)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    for (const [, i] of order.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1;
    return whole;
  };
  const totals = spread(sizes, allFamilies);
  const listed = spread(rates, families);
  return villages.map((place, i) => {
    const on = listed[i] ?? 0;
    return { place, listed: on, total: Math.max(totals[i] ?? 0, Math.ceil(on * 1.15) + 3) };
  });
}

const HEADS = [
  'No',
  'ID Keluarga P3KE',
  'Provinsi',
  'Kabupaten/Kota',
  'Kecamatan',
  'Desa/Kelurahan',
  'Kode Kemdagri',
  'Desil Kesejahteraan',
  'Alamat',
  'ID Individu',
  'Nama',
  'NIK',
  'Padan Dukcapil',
  'Jenis Kelamin',
  'Hubungan dengan Kepala Keluarga',
  'Tanggal Lahir',
  'Status Kawin',
  'Pekerjaan',
  'Pendidikan',
  'Penyandang Disabilitas',
  'Memiliki Usaha',
  'Kepemilikan Rumah',
  'Memiliki Simpanan Uang/Perhiasan/Ternak/Lainnya',
  'Jenis Atap',
  'Jenis Dinding',
  'Jenis Lantai',
  'Sumber Penerangan',
  'Bahan Bakar Memasak',
  'Sumber Air Minum',
  'Memiliki Fasilitas Buang Air Besar',
  'Penerima PKH',
  'Penerima Sembako',
  'Penerima BPNT',
  'Penerima BST',
  'Penerima BPUM',
  'Resiko Stunting',
  'Catatan Petugas',
] as const;

async function writeFile(
  o: DemoFilesOptions,
  kab: string,
  index: number,
  random: Random,
  shares: readonly Share[],
): Promise<DemoFile> {
  await mkdir(o.dir, { recursive: true, mode: 0o700 });
  const names = new Map(o.places.map((p) => [p.code, p.name]));
  const xlsx = AS_XLSX.has(kab);
  const slug = (names.get(kab) ?? kab).toLowerCase().replace(/[^a-z]+/g, '-');
  const name = `contoh-p3ke-${slug}.${xlsx ? 'xlsx' : 'csv'}`;
  const path = join(o.dir, name);
  const state = { rows: 0 };
  const rows = fileRows(o, kab, index, random, shares, names, state);
  if (xlsx) {
    const stream = writeXlsxStream(rows, { name: 'P3KE' });
    await pipeline(Readable.fromWeb(stream as never), createWriteStream(path, { mode: 0o600 }));
  } else {
    const delimiter = index % 3 === 1 ? ';' : ',';
    await pipeline(
      Readable.from(csvLines(rows, delimiter)),
      createWriteStream(path, { mode: 0o600 }),
    );
  }
  return {
    kab,
    name,
    path,
    families: shares.reduce((sum, s) => sum + s.listed, 0),
    rows: state.rows,
  };
}

type DemoCell = string | number | null;

function* csvLines(rows: Iterable<DemoCell[]>, delimiter: string): Generator<string> {
  const special = new RegExp(`["\\n${delimiter}]`);
  let text = '\ufeff';
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      const cell = String(row[i] ?? '');
      if (i > 0) text += delimiter;
      text += special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    }
    text += '\r\n';
    if (text.length > 256 * 1024) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function* fileRows(
  o: DemoFilesOptions,
  kab: string,
  index: number,
  random: Random,
  shares: readonly Share[],
  names: ReadonlyMap<string, string>,
  state: { rows: number },
): Generator<DemoCell[]> {
  // Every third office sends the long form: head in row 13, table from column B.
  const long = index % 3 === 0;
  const margin: DemoCell[] = long ? [null] : [];
  yield [...margin, 'DATA CONTOH — keluarga, NIK, dan jawaban di berkas ini buatan'];
  yield [...margin, `Daftar keluarga P3KE ${names.get(kab) ?? kab}, keadaan ${DEMO_CUT_OFF}`];
  if (long) for (let i = 0; i < 10; i++) yield i === 3 ? [null, 'Untuk latihan'] : [];
  else yield [];
  yield [...margin, ...HEADS];
  const people = peopleRows(o, kab, index, random, shares, names);
  for (const row of people) {
    state.rows++;
    row[0] = state.rows;
    yield [...margin, ...row];
  }
}

function* peopleRows(
  o: DemoFilesOptions,
  kab: string,
  index: number,
  random: Random,
  shares: readonly Share[],
  names: ReadonlyMap<string, string>,
): Generator<DemoCell[]> {
  const dots = index % 2 === 0;
  const iso = index % 5 === 3;
  const coast = !o.inland.has(kab);
  const upper = (code: string) => (names.get(code) ?? '').toUpperCase();
  let familyNo = 0;
  let personNo = 0;
  for (const { place, listed } of shares) {
    const code = dots ? place.code : place.code.replaceAll('.', '');
    const kec = upper(place.code.slice(0, 8));
    const head = ['SULAWESI TENGGARA', upper(kab), kec, place.name.toUpperCase(), code] as const;
    for (let f = 0; f < listed; f++) {
      const family = makeFamily(random, coast);
      const id = `99${kab.replace('.', '')}${String(++familyNo).padStart(8, '0')}`;
      for (const person of family.members) {
        const row = personRow(random, family, person, id, ++personNo, kab, head, iso);
        spoil(random, row);
        yield row;
        if (random.chance(0.0004)) yield [...row];
      }
    }
  }
}

function personRow(
  random: Random,
  family: DemoFamily,
  person: DemoPerson,
  id: string,
  personNo: number,
  kab: string,
  head: readonly string[],
  iso: boolean,
): DemoCell[] {
  const { year, month, day } = person.birth;
  const dd = String(day).padStart(2, '0');
  const mm = String(month).padStart(2, '0');
  const nikDay = person.sex === 'f' ? day + 40 : day;
  const nik = `99${kab.slice(3)}${String(1 + random.below(20)).padStart(2, '0')}${String(nikDay).padStart(2, '0')}${mm}${String(year % 100).padStart(2, '0')}${String(1 + random.below(9998)).padStart(4, '0')}`;
  const yes = (is: boolean) => (is ? 'YA' : 'TIDAK');
  const h = family.housing;
  return [
    0,
    id,
    ...head,
    family.desil,
    family.address,
    `I${id.slice(2)}${String(personNo % 100).padStart(2, '0')}`,
    person.name,
    nik,
    yes(person.dukcapil),
    person.sex === 'm' ? 'LAKI-LAKI' : 'PEREMPUAN',
    person.relation,
    iso ? `${year}-${mm}-${dd}` : `${dd}/${mm}/${year}`,
    person.marital,
    person.occupation,
    person.education,
    person.disability,
    yes(person.business),
    h.ownership,
    yes(family.savings),
    h.roof,
    h.wall,
    h.floor,
    h.light,
    h.fuel,
    h.water,
    h.toilet,
    ...family.aid.map(yes),
    family.stunting,
    '',
  ];
}

const AT = Object.fromEntries(HEADS.map((h, i) => [h, i])) as Record<
  (typeof HEADS)[number],
  number
>;

/** A few faults as real files have them: some three rows in a thousand refused, twenty remarked upon. */
function spoil(random: Random, row: DemoCell[]): void {
  if (random.chance(0.0025)) {
    const fault = random.below(3);
    if (fault === 0) row[AT['Kode Kemdagri']] = '74.99.01.2001';
    else if (fault === 1)
      row[AT['Desil Kesejahteraan']] = random.pick(['11', 'TIDAK ADA DATA', '0,5']);
    else {
      row[AT.Nama] = '';
      row[AT.NIK] = '';
    }
    return;
  }
  if (!random.chance(0.019)) return;
  const nik = String(row[AT.NIK]);
  switch (random.below(6)) {
    case 0:
      row[AT.NIK] = nik.slice(0, 15);
      break;
    case 1:
      row[AT.NIK] = `${nik[0]},${nik.slice(1, 6)}E+15`;
      break;
    case 2:
      row[AT.NIK] = random.pick(['0', '-', '9999999999999999']);
      break;
    case 3:
      row[AT['Tanggal Lahir']] = random.pick(['31/02/1980', '00/00/1975', 'TIDAK TAHU']);
      break;
    case 4:
      row[AT['Jenis Lantai']] = random.pick(['CAMPURAN', '?']);
      break;
    default:
      row[AT['Desa/Kelurahan']] = `${row[AT['Desa/Kelurahan']]} BARU`;
  }
}
