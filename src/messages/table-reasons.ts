/** Why a row of somebody's table is refused, or what is remarked on it. */
export const tableReasonMessages = {
  'reason.code-empty': ['kode wilayah kosong', 'the region code is blank'],
  'reason.code-malformed': ['"{code}" bukan kode wilayah', '"{code}" is not a region code'],
  'reason.code-bare-four': [
    'kode {code} tanpa titik berarti kabupaten berbeda di Kemendagri dan BPS; sebutkan skemanya',
    'code {code} without a dot means different districts at Kemendagri and BPS; give the scheme',
  ],
  'reason.code-scheme-undeclared': [
    'kode {code} tanpa titik dapat berarti kode Kemendagri atau BPS; sebutkan skemanya',
    'code {code} without dots may be of Kemendagri or BPS; give the scheme',
  ],
  'reason.code-damaged': [
    'kode "{code}" rusak oleh Excel (ditulis sebagai pangkat); simpan kolomnya sebagai teks',
    'code "{code}" was damaged by Excel (written as a power); store the column as text',
  ],
  'reason.code-lost-zero': [
    'kode {code} kehilangan angka nol di belakang, dan nama wilayahnya tidak memastikan yang dimaksud',
    'code {code} has lost its last zero and the name does not settle what was meant',
  ],
  'reason.code-repaired': [
    'kode {code} dibaca sebagai {as}, sesuai nama wilayahnya',
    'code {code} was read as {as}, as its name says',
  ],
  'reason.code-renamed': [
    'kode lama {code} dibaca sebagai {as}',
    'old code {code} was read as {as}',
  ],
  'reason.code-unknown': ['kode {code} tidak dikenal', 'code {code} is not known'],
  'reason.bps-unknown': ['kode BPS {code} tidak dikenal', 'BPS code {code} is not known'],
  'reason.bps-below-kab': [
    'kode BPS {code} di bawah kabupaten; pakai kode Kemendagri',
    'BPS code {code} lies below district level; use the Kemendagri code',
  ],
  'reason.code-pair-disagrees': [
    'kode Kemendagri {code} ({name}) dan kode BPS menunjuk wilayah berbeda ({other})',
    'Kemendagri code {code} ({name}) and BPS code mean different regions ({other})',
  ],
  'reason.name-code-disagree': [
    'nama "{name}" tidak cocok dengan kode {code} ({region}); mungkin skema kodenya tertukar',
    'name "{name}" does not fit code {code} ({region}); the code schemes may be swapped',
  ],
  'reason.name-differs': [
    'ejaan "{name}" berbeda dari nama resmi {region}; kodenya yang dipakai',
    'spelling "{name}" differs from the official {region}; the code is used',
  ],
  'reason.name-needs-code': [
    'nama "{name}" saja tidak cukup di bawah kabupaten: banyak desa bernama sama; tambahkan kodenya',
    'the name "{name}" alone is not enough below district level; add the code',
  ],
  'reason.name-not-unique': [
    'nama "{name}" dapat berarti lebih dari satu wilayah',
    'the name "{name}" may mean more than one region',
  ],
  'reason.region-missing': ['wilayahnya tidak disebut', 'no region is named'],
  'reason.outside-province': [
    '{region} di luar provinsi ini, dilewati',
    '{region} is outside this province, passed over',
  ],
  'reason.number-unreadable': ['"{value}" bukan angka', '"{value}" is not a number'],
  'reason.number-ambiguous': [
    '"{value}" dapat berarti ribuan atau desimal; pilih tanda desimalnya',
    '"{value}" may be thousands or a decimal; choose the decimal mark',
  ],
  'reason.year-missing': ['tahunnya tidak disebut', 'no year is given'],
  'reason.year-unreadable': ['"{value}" bukan tahun', '"{value}" is not a year'],
  'reason.grade-unknown': ['mutu "{value}" bukan H, M, atau L', 'grade "{value}" is not H, M or L'],
  'reason.source-missing': ['sumbernya tidak disebut', 'no source is given'],
  'reason.source-example': [
    'angka contoh tidak diimpor sebagai angka terbitan',
    'example figures are not imported as published ones',
  ],
  'reason.basis-missing': ['dasar garisnya tidak disebut', 'no basis is given'],
  'reason.indicator-missing': ['indikatornya tidak disebut', 'no indicator is given'],
  'reason.indicator-unknown': [
    'indikator "{value}" tidak dikenal atau tidak boleh dipakai sebagai angka',
    'indicator "{value}" is not known or must not be used as a figure',
  ],
  'reason.item-missing': [
    'komoditas atau rinciannya tidak disebut',
    'no commodity or item is given',
  ],
  'reason.item-part-of': [
    '"{item}" hanya bagian dari {whole}; disimpan dengan namanya sendiri',
    '"{item}" is only a part of {whole}; kept under its own name',
  ],
  'reason.unit-unknown': [
    'satuan "{unit}" tidak cocok; yang dikenal: {expected}',
    'unit "{unit}" does not fit; known: {expected}',
  ],
  'reason.unit-assumed': [
    'satuan tidak disebut, dianggap {unit}',
    'no unit is given, taken as {unit}',
  ],
  'reason.not-whole': [
    '{value} {unit} tidak mungkin pecahan; mungkin maksudnya ribu',
    '{value} {unit} cannot have a fraction; perhaps thousands are meant',
  ],
  'reason.negative': [
    '{value} tidak boleh negatif atau nol di sini',
    '{value} cannot be negative here',
  ],
  'reason.out-of-range': [
    '{value} di luar kisaran {low}–{high}',
    '{value} is outside {low}–{high}',
  ],
  'reason.value-blank': [
    'sumber tidak menyebut angka; disimpan sebagai kosong, bukan nol',
    'the source gives no figure; kept as blank, not as zero',
  ],
  'reason.row-without-figures': ['baris ini tidak berisi angka', 'this row holds no figure'],
  'reason.row-repeats': ['angka yang sama sudah ada di atas', 'the same figure stands above'],
  'reason.row-contradicts': [
    'sumber yang sama sudah menyebut {value} di atas; pilih salah satu',
    'the same source already gives {value} above; choose one',
  ],
  'reason.already-stored': ['sudah tersimpan, tidak berubah', 'already stored, unchanged'],
  'reason.replaces': [
    'menggantikan angka {value} dari sumber yang sama',
    'replaces the figure {value} of the same source',
  ],
} as const satisfies Record<string, readonly [string, string]>;
