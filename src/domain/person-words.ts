/**
 * Words about people as registers write them, brought to short codes. Each reader answers undefined
 * where it does not know the word; nothing is guessed.
 */
type Rules = readonly (readonly [string, RegExp])[];

function reader<C extends string>(
  rules: readonly (readonly [C, RegExp])[],
  numbers: Readonly<Record<string, C>> = {},
): (text: string) => C | undefined {
  return (text) => {
    const written = text.trim().toLowerCase();
    const number = /^(\d{1,2})(?:[ .):-].*)?$/.exec(written)?.[1];
    if (number !== undefined) return numbers[String(Number(number))];
    const words = written.replace(/[^a-z0-9]+/g, ' ').trim();
    return rules.find(([, pattern]) => pattern.test(words))?.[0];
  };
}
const rules = <const R extends Rules>(list: R): R => list;

export type Sex = 'm' | 'f';
export const readSex: (text: string) => Sex | undefined = reader(
  rules([
    ['f', /^(p|pr|perempuan|wanita|female|f|pere?mpuan)$/],
    ['m', /^(l|lk|laki|laki ?laki|pria|male|m|lelaki)$/],
  ]),
  { 1: 'm', 2: 'f' },
);

/** YA/TIDAK in all its spellings; `2` is no in BPS questionnaires. */
export function readYesNo(cell: string | number | boolean): boolean | undefined {
  if (typeof cell === 'boolean') return cell;
  const text = String(cell).trim().toLowerCase();
  if (/^(ya|y|iya|yes|1|true|ada|padan|v|√|✓|x)$/.test(text)) return true;
  if (/^(tidak|t|tdk|no|n|0|2|false|tidak ada|tidak padan|belum|-)$/.test(text)) return false;
  return undefined;
}

/** Disability columns hold yes/no, a kind, or a degree; "Tidak memiliki" and 0 mean none. */
export function readDisability(cell: string | number | boolean): boolean | undefined {
  const plain = readYesNo(cell);
  if (plain !== undefined && String(cell).trim() !== '2') return plain;
  const text = String(cell).trim().toLowerCase();
  if (/tidak|tanpa|normal|bukan|nihil/.test(text)) return false;
  if (/disabilit|cacat|tuna|fisik|netra|rungu|wicara|daksa|mental|intelektual|sensorik/.test(text))
    return true;
  return undefined;
}

export const relations = [
  'head',
  'spouse',
  'child',
  'child-in-law',
  'grandchild',
  'parent',
  'helper',
  'other',
] as const;
export type Relation = (typeof relations)[number];
export const readRelation: (text: string) => Relation | undefined = reader(
  rules([
    ['head', /kepala|^kk$|^krt$/],
    ['spouse', /istri|isteri|suami/],
    ['child-in-law', /menantu/],
    ['grandchild', /cucu/],
    ['parent', /orang ?tua|mertua|^ibu|^ayah|^bapak/],
    ['child', /anak/],
    ['helper', /pembantu|sopir|supir|art\b/],
    ['other', /lain|famili|saudara|keponakan|kakak|adik/],
  ]),
  {
    1: 'head',
    2: 'spouse',
    3: 'child',
    4: 'child-in-law',
    5: 'grandchild',
    6: 'parent',
    7: 'helper',
    8: 'other',
  },
);

export const maritals = ['single', 'married', 'divorced', 'widowed'] as const;
export type Marital = (typeof maritals)[number];
export const readMarital: (text: string) => Marital | undefined = reader(
  rules([
    ['single', /belum|tidak kawin|lajang/],
    ['widowed', /mati|janda|duda/],
    ['divorced', /cerai/],
    ['married', /kawin|nikah/],
  ]),
  { 1: 'single', 2: 'married', 3: 'divorced', 4: 'widowed' },
);

export const educations = ['none', 'sd', 'smp', 'sma', 'higher'] as const;
export type Education = (typeof educations)[number];
/** Highest level finished; a pupil has finished the level before. */
export const readEducation: (text: string) => Education | undefined = reader(
  rules([
    [
      'none',
      /tidak tamat sd|belum tamat sd|tidak.*sekolah|belum.*sekolah|siswa sd|tidak punya|paud|tk\b/,
    ],
    ['higher', /perguruan|sarjana|diploma|akademi|universitas|mahasiswa|^d ?[1-4]|^s ?[1-3]\b/],
    ['smp', /siswa sma|siswa slta|tamat smp|tamat sltp|^smp|^sltp|^mts/],
    ['sd', /siswa smp|siswa sltp|tamat sd|^sd|^mi\b|paket a/],
    ['sma', /sma|slta|smk|^ma\b|paket c/],
    ['smp', /smp|sltp|mts|paket b/],
  ]),
);

export const occupations = [
  'farmer',
  'fisher',
  'trader',
  'labourer',
  'employee',
  'self-employed',
  'driver',
  'craft',
  'retired',
  'student',
  'housekeeping',
  'none',
  'other',
] as const;
export type Occupation = (typeof occupations)[number];
export const readOccupation: (text: string) => Occupation | undefined = reader(
  rules([
    ['student', /pelajar|mahasiswa|siswa/],
    ['housekeeping', /mengurus rumah|ibu rumah|rumah tangga|^irt$/],
    ['labourer', /buruh|lepas|serabutan|kuli/],
    ['fisher', /nelayan|perikanan|budidaya ikan|rumput laut/],
    ['farmer', /tani|pekebun|kebun|ternak|ladang/],
    ['craft', /tukang|perajin|pengrajin|penjahit|montir|bengkel/],
    ['driver', /sopir|supir|ojek|pengemudi|transportasi/],
    ['trader', /dagang|jualan|warung|niaga/],
    ['retired', /pensiun/],
    ['none', /tidak.*bekerja|belum.*bekerja|belum.*kerja|menganggur|tidak kerja/],
    ['employee', /pegawai|karyawan|pns|tni|polri|guru|honorer|asn|perangkat desa|swasta$/],
    ['self-employed', /wiraswasta|wirausaha|usaha/],
    ['other', /lain/],
  ]),
);
