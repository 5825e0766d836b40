export const regionPageMessages = {
  'regionPage.title': ['Wilayah', 'Region'],
  'regionPage.choose': [
    'Pilih wilayah untuk melihat apa yang cocok di sana.',
    'Choose a region to see what fits there.',
  ],
  'regionPage.other': ['Wilayah lain', 'Another region'],
  'regionPage.into': ['Masukkan ke rencana', 'Put into the plan'],
  'regionPage.facts': ['Empat angka', 'Four figures'],
  'regionPage.families': [
    'Keluarga sasaran (desil 1–{desil})',
    'Target families (desil 1–{desil})',
  ],
  'regionPage.familiesOf': [
    'dari {total} keluarga di daftar',
    'of {total} families in the register',
  ],
  'regionPage.noRegister': ['belum ada daftar atau rekap', 'no list or recap yet'],
  'regionPage.register': ['Daftar keluarga, per {date}', 'Family register, as of {date}'],
  'regionPage.recap': ['Rekap tanpa nama, per {date}', 'Recap without names, as of {date}'],
  'regionPage.inherited': [
    'angka {place}; belum ada untuk wilayah ini',
    'figure of {place}; none for this region',
  ],
  'regionPage.map': ['Letak dan kecamatan', 'Where it lies'],
  'regionPage.mapHint': ['Pilih kecamatan untuk membukanya.', 'Choose a subdistrict to open it.'],
  'regionPage.gate': [
    'Pelatihan yang cocok dan yang ditahan',
    'Trainings that fit and those held back',
  ],
  'regionPage.past': ['Pernah terjadi di sini', 'What happened here before'],
  'regionPage.plan': ['Rencana di sini', 'The plan here'],
  'regionPage.planNone': [
    'Belum ada rencana yang memuat wilayah ini.',
    'No plan covers this region yet.',
  ],
  'regionPage.planNotHere': [
    'Rencana “{name}” tidak memuat wilayah ini.',
    'The plan “{name}” does not cover this region.',
  ],
  'regionPage.planWhyNot': ['Mengapa bukan di sini?', 'Why not here?'],
  'regionPage.planOf': ['Menurut rencana “{name}”', 'According to the plan “{name}”'],
  'regionPage.planRecipe': ['Pelatihan', 'Training'],
  'regionPage.planBatches': ['Angkatan', 'Batches'],
  'regionPage.planPeople': ['Peserta', 'Participants'],
  'regionPage.more': ['Semua angka wilayah ini', 'All figures of this region'],
  'verdict.nothing': [
    'Belum ada pelatihan yang terbukti cocok di {place}; {held} ditahan sampai ada buktinya.',
    'No training is proven to fit {place} yet; {held} are held back until there is evidence.',
  ],
  'verdict.ready': [
    '{place} cocok untuk {fits}; alat untuk {ready} dari {open} pelatihan bisa langsung dipakai.',
    '{place} fits {fits}; equipment for {ready} of {open} trainings could work at once.',
  ],
  'verdict.missing': [
    '{place} cocok untuk {fits}, tetapi alatnya belum bisa langsung dipakai: {missing} belum ada.',
    '{place} fits {fits}, but equipment could not work yet: {missing} missing.',
  ],
  'verdict.unanswered': [
    '{place} cocok untuk {fits}; belum ada jawaban kabupaten tentang {missing}, jadi alatnya bersyarat.',
    '{place} fits {fits}; the district has not answered about {missing}, so equipment is conditional.',
  ],
  'verdict.and': ['{list} dan {last}', '{list} and {last}'],
  'verdict.more': ['{n} lainnya', '{n} more'],
} as const satisfies Record<string, readonly [string, string]>;
