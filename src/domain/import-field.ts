import type { HousingItem } from './housing.ts';

/**
 * What a column of a family list may mean, and how registers spell it: P3KE (family and individual),
 * extracts like DTSEN, SIKS-NG, and what offices make of them. Compared after foldHead; a person can
 * correct every guess.
 */
export const importFields = [
  'villageCode',
  'kecCode',
  'kabCode',
  'provinceName',
  'kabName',
  'kecName',
  'villageName',
  'familyId',
  'kk',
  'desil',
  'address',
  'rt',
  'rw',
  'members',
  'ownership',
  'floor',
  'wall',
  'roof',
  'light',
  'fuel',
  'water',
  'toilet',
  'savings',
  'pkh',
  'sembako',
  'bpnt',
  'bst',
  'bpum',
  'stunting',
  'headName',
  'personId',
  'name',
  'nik',
  'sex',
  'relation',
  'birthDate',
  'marital',
  'occupation',
  'education',
  'disability',
  'business',
  'dukcapil',
  'status',
  'count',
  'total',
  'persons',
] as const;
export type ImportField = (typeof importFields)[number];

const region = {
  villageCode: [
    'kode kemdagri',
    'kode kemendagri',
    'kode desa kelurahan kemendagri',
    'kode kelurahan desa',
    'kode desa kelurahan',
    'kode desa',
    'kode kelurahan',
    'kode desa kel',
    'kd kel',
    'kd desa',
    'kode wilayah',
    'kode wilayah kemendagri',
    'kemendagri code',
    'kode wilayah desa',
    'iddesa',
    'id desa',
    'kode bps',
    'kode',
  ],
  kecCode: ['kode kecamatan', 'kd kec', 'kode kec', 'idkec'],
  kabCode: [
    'kode kabupaten kota',
    'kode kabupaten',
    'kode kab kota',
    'kd kab',
    'kode kab',
    'idkab',
  ],
  provinceName: ['provinsi', 'nama provinsi', 'prov', 'nama prop', 'propinsi', 'nmprov'],
  kabName: [
    'kabupaten kota',
    'kabupaten',
    'kab kota',
    'kabkota',
    'nama kabupaten kota',
    'nama kabupaten',
    'nama kab',
    'nama kab kota',
    'kota',
    'nmkab',
  ],
  kecName: ['kecamatan', 'nama kecamatan', 'kec', 'nama kec', 'nmkec'],
  villageName: [
    'desa kelurahan',
    'kelurahan desa',
    'desa',
    'kelurahan',
    'nama desa kelurahan',
    'nama kelurahan desa',
    'nama desa',
    'nama kelurahan',
    'desa kel',
    'kel desa',
    'nmdesa',
    'nama kel',
  ],
} as const;

const housingAliases: Record<HousingItem, readonly string[]> = {
  ownership: [
    'kepemilikan rumah',
    'status kepemilikan rumah',
    'status kepemilikan bangunan',
    'status bangunan',
    'status rumah',
  ],
  floor: ['jenis lantai', 'jenis lantai terluas', 'lantai', 'bahan lantai'],
  wall: ['jenis dinding', 'jenis dinding terluas', 'dinding'],
  roof: ['jenis atap', 'jenis atap terluas', 'atap'],
  light: ['sumber penerangan', 'sumber penerangan utama', 'penerangan'],
  fuel: [
    'bahan bakar memasak',
    'bahan bakar utama memasak',
    'bahan bakar masak',
    'bahan bakar utama untuk memasak',
  ],
  water: ['sumber air minum', 'sumber air minum utama', 'air minum'],
  toilet: [
    'memiliki fasilitas buang air besar',
    'fasilitas bab',
    'fasilitas buang air besar',
    'fasilitas tempat bab',
    'jamban',
  ],
};

export const importAliases: Readonly<Record<ImportField, readonly string[]>> = {
  ...region,
  ...housingAliases,
  familyId: [
    'id keluarga p3ke',
    'id keluarga',
    'id kel p3ke',
    'idkeluarga',
    'id dtsen keluarga',
    'id dtks keluarga',
    'id rumah tangga',
    'idbdt',
    'nomor urut keluarga',
    'no urut keluarga',
  ],
  kk: [
    'nomor kartu keluarga',
    'no kk',
    'nomor kk',
    'nokk',
    'kk',
    'no kartu keluarga',
    'nomor kartu keluarga kk',
    'nkk',
  ],
  desil: [
    'desil kesejahteraan',
    'desil nasional',
    'desil',
    'desil keluarga',
    'desil dtsen',
    'desil p3ke',
    'peringkat kesejahteraan',
    'kelompok desil',
  ],
  address: [
    'alamat',
    'alamat ktp',
    'alamat domisili',
    'alamat lengkap',
    'alamat rumah',
    'dusun',
    'dusun ktp',
  ],
  rt: ['rt', 'rt ktp'],
  rw: ['rw', 'rw ktp'],
  members: [
    'jumlah anggota keluarga',
    'jumlah anggota',
    'jml anggota keluarga',
    'jumlah art',
    'jml art',
    'jumlah jiwa dalam keluarga',
  ],
  savings: [
    'memiliki simpananuang perhiasan ternak lainnya',
    'memiliki simpanan uang perhiasan ternak lainnya',
    'memiliki simpanan',
    'kepemilikan aset',
    'simpanan',
  ],
  pkh: ['penerima pkh', 'pkh', 'bansos pkh'],
  sembako: ['penerima sembako', 'sembako', 'bansos sembako', 'program sembako'],
  bpnt: ['penerima bpnt', 'bpnt', 'bansos bpnt'],
  bst: ['penerima bst', 'bst', 'bansos bst'],
  bpum: ['penerima bpum', 'bpum'],
  stunting: ['resiko stunting', 'risiko stunting', 'keluarga berisiko stunting'],
  headName: [
    'kepala keluarga',
    'nama kepala keluarga',
    'nama krt',
    'nama kk',
    'nama kepala rumah tangga',
  ],
  personId: [
    'id individu',
    'id individu p3ke',
    'id dtsen individu',
    'id art',
    'idindividu',
    'id dtks',
  ],
  name: [
    'nama',
    'nama anggota keluarga',
    'nama lengkap',
    'nama art',
    'nama individu',
    'nama penerima',
    'nama anggota',
    'nama anggota rumah tangga',
  ],
  nik: [
    'nik',
    'nomor induk kependudukan',
    'no nik',
    'nomor nik',
    'nik kepala keluarga',
    'nik ktp',
    'no ktp',
  ],
  sex: ['jenis kelamin', 'jk', 'kelamin', 'l p', 'gender', 'jns kelamin'],
  relation: [
    'hubungan dengan kepala keluarga',
    'status hubungan keluarga',
    'hubungan keluarga',
    'hub keluarga',
    'hub kk',
    'shdk',
    'id hub kepala keluarga',
    'hubungan krt',
    'hubungan dengan krt',
    'status hubungan dalam keluarga',
    'hubungan',
  ],
  birthDate: ['tanggal lahir', 'tgl lahir', 'tgl lhr', 'tanggal lhr', 'ttl tanggal'],
  marital: ['status kawin', 'status perkawinan', 'status pernikahan', 'perkawinan'],
  occupation: [
    'pekerjaan',
    'jenis pekerjaan',
    'pekerjaan utama',
    'lapangan usaha dari pekerjaan utama',
    'lapangan usaha',
    'pekerjaan kepala keluarga',
  ],
  education: [
    'pendidikan',
    'pendidikan terakhir',
    'ijazah tertinggi yang dimiliki',
    'ijazah tertinggi',
    'jenjang pendidikan',
  ],
  disability: [
    'disabilitas',
    'penyandang disabilitas',
    'jenis disabilitas',
    'status disabilitas',
    'cacat',
    'jenis cacat',
  ],
  business: ['kepemilikan usaha', 'memiliki usaha', 'punya usaha', 'status kepemilikan usaha'],
  dukcapil: [
    'padan dukcapil',
    'padan',
    'status padan',
    'padanan dukcapil',
    'status padan dukcapil',
  ],
  status: ['status dtsen', 'status keaktifan', 'status dtks', 'status data'],
  count: [
    'jumlah keluarga',
    'jumlah kk',
    'keluarga',
    'banyak keluarga',
    'jml kk',
    'jumlah keluarga kk',
    'jumlah',
  ],
  total: ['total', 'jumlah keluarga', 'jumlah kk', 'jumlah', 'total keluarga', 'total kk'],
  persons: ['jumlah jiwa', 'jumlah individu', 'jiwa', 'individu', 'jumlah penduduk', 'jml jiwa'],
};

/** `Kode_Kemdagri ` · `KODE KEMDAGRI*` · `kode  kemdagri (10 digit)` meet here. */
export function foldHead(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const byAlias = new Map<string, ImportField[]>();
for (const field of importFields) {
  for (const alias of importAliases[field]) {
    byAlias.set(alias, [...(byAlias.get(alias) ?? []), field]);
  }
}

/** Fields a head may mean, the best first. */
export const fieldsOfHead = (head: string): readonly ImportField[] =>
  head === '' ? [] : (byAlias.get(foldHead(head)) ?? []);

/** Desil 1–10 named by a head of a wide recap: `Desil 1`, `D1`, `desil_01`, `Desil I`; 0 is "no desil". */
export function desilOfHead(head: string): number | undefined {
  if (!/d|[1-9]/i.test(head) || head.length > 60) return undefined;
  const folded = foldHead(head);
  if (
    /^(desil )?(tanpa desil|belum ada desil|belum berdesil|tidak ada desil|desil tidak diketahui|non desil)$/.test(
      folded,
    )
  )
    return 0;
  const match = /^(?:jumlah (?:keluarga|kk) )?(?:desil|dsl|d|kelompok desil) ?0?(10|[1-9])$/.exec(
    folded,
  );
  if (match) return Number(match[1]);
  const roman = /^desil (i|ii|iii|iv|v|vi|vii|viii|ix|x)$/.exec(folded)?.[1];
  return roman === undefined
    ? undefined
    : ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'].indexOf(roman) + 1;
}
