/** Words of the two tables of this module at the import door: claims and past aid. */
export const potentialTableMessages = {
  'kind-of-table.evidence': ['Bukti komoditas', 'Commodity evidence'],
  'kind-of-table.past-aid': ['Bantuan lalu', 'Past aid'],
  'column.commodity': ['Komoditas atau produk', 'Commodity or product'],
  'column.claimWords': ['Jenis pernyataan', 'Kind of claim'],
  'column.evidenceGrade': ['Tingkat bukti (A–E)', 'Evidence grade (A–E)'],
  'column.polarity': ['Arah', 'Direction'],
  'column.title': ['Apa yang diberikan', 'What was given'],
  'column.participants': ['Peserta', 'Participants'],
  'column.valueRupiah': ['Nilai (Rp)', 'Value (Rp)'],
  'column.aidStatus': ['Keadaan', 'State'],
  'column.cause': ['Sebab', 'Cause'],
  'evidenceGrade.A': ['A · peraturan atau rencana', 'A · regulation or plan'],
  'evidenceGrade.B': ['B · pernyataan resmi', 'B · official statement'],
  'evidenceGrade.C': ['C · statistik', 'C · statistics'],
  'evidenceGrade.D': ['D · kajian', 'D · study'],
  'evidenceGrade.E': ['E · berita', 'E · press'],
  'polarity.for': ['mendukung', 'supports'],
  'polarity.against': ['menentang', 'against'],
  'aidStatus.used': ['dipakai', 'in use'],
  'aidStatus.idle': ['menganggur', 'idle'],
  'aidStatus.undelivered': ['belum diserahkan', 'not handed over'],
  'aidStatus.unknown': ['belum diketahui', 'unknown'],
  'reason.commodity-missing': ['komoditasnya tidak disebut', 'no commodity is named'],
  'reason.evidence-grade-unknown': [
    'tingkat bukti "{value}" bukan A, B, C, D, atau E',
    'evidence grade "{value}" is not A, B, C, D or E',
  ],
  'reason.polarity-unknown': [
    'arah "{value}" bukan mendukung atau menentang',
    'direction "{value}" is not for or against',
  ],
  'reason.claim-is-training': [
    '"{words}" adalah pengumuman pelatihan; dicatat, tetapi tidak pernah membuka gerbang',
    '"{words}" announces a training; kept, but never opens the gate',
  ],
  'reason.claim-without-year': ['tanpa tahun', 'no year is given'],
  'reason.claim-repeats': ['sudah disebut di baris atas', 'said already in a row above'],
  'reason.claim-similar': [
    'bukti serupa sudah ada dari {source}; keduanya dicatat',
    'a similar claim is held from {source}; both are kept',
  ],
  'reason.aid-needs-kab': [
    'bantuan harus menyebut kabupaten atau bagiannya',
    'aid must name a district or a part of it',
  ],
  'reason.aid-title-missing': ['tidak disebut apa yang diberikan', 'what was given is not said'],
  'reason.aid-state-unclear': [
    '"{words}" tidak menyebut dipakai atau menganggur; keadaannya dicatat belum diketahui',
    '"{words}" does not tell whether it is used; the state is kept as unknown',
  ],
  'reason.aid-subject-guessed': [
    'dianggap untuk {commodity} menurut judulnya',
    'taken to be for {commodity} by its title',
  ],
  'reason.aid-already-there': [
    'sudah tercatat sebagai "{title}" dengan nilai yang sama',
    'already recorded as "{title}" with the same value',
  ],
  'reason.aid-similar': [
    'ada catatan mirip: "{title}"; keduanya disimpan',
    'a similar record exists: "{title}"; both are kept',
  ],
  'reason.not-a-whole-number': [
    '{value} bukan bilangan bulat positif',
    '{value} is not a whole positive number',
  ],
} as const satisfies Record<string, readonly [string, string]>;
