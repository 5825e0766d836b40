/** Words of the Lembar Kabupaten: the page, the workbook, the paper, and what comes back. */
export const coordinationMessages = {
  'audit.action.coordination.issue': ['Lembar diterbitkan', 'Sheet issued'],
  'audit.action.coordination.return': ['Lembar kembali diterima', 'Returned sheet taken'],
  'audit.action.coordination.undo': ['Lembar kembali dibatalkan', 'Returned sheet undone'],

  'sheet.title': ['Lembar Kabupaten', 'District sheet'],
  'sheet.titleFor': ['Lembar {kab}', 'Sheet of {kab}'],
  'sheet.for': ['Bahan rencana {year}', 'Input for the {year} plan'],
  'sheet.version': ['Versi {version}', 'Version {version}'],
  'sheet.verdict': [
    'Untuk {kab} kami menilai {open} pelatihan cocok dan {held} ditahan. Anda yang paling tahu: betulkan kami.',
    'For {kab} we judge {open} trainings to fit and hold back {held}. You know best: correct us.',
  ],
  'sheet.tab.guide': ['Petunjuk', 'Guide'],
  'sheet.tab.commodity': ['1 Komoditas', '1 Commodities'],
  'sheet.tab.readiness': ['2 Kesiapan', '2 Readiness'],
  'sheet.tab.limit': ['3 Batas', '3 Limits'],
  'sheet.tab.proposal': ['4 Usulan sendiri', '4 Own proposals'],
  'sheet.tab.lists': ['Daftar', 'Lists'],

  'sheet.guide.1': [
    'Isi hanya sel berwarna kuning. Sel lain terkunci supaya jawaban tidak tertukar.',
    'Fill in the yellow cells only. The others are locked so that answers stay in their place.',
  ],
  'sheet.guide.2': [
    'Jawab dari daftar pilihan: ya, tidak, atau tidak tahu. Sel yang dibiarkan kosong berarti belum dijawab.',
    'Answer from the list: yes, no or unknown. An empty cell means not answered.',
  ],
  'sheet.guide.3': [
    'Bila menjawab tidak, tulis sebabnya di kolom sebelahnya. Sebab itu ikut dicetak di rencana.',
    'Where you answer no, say why in the next column. The reason is printed in the plan.',
  ],
  'sheet.guide.4': [
    'Lembar 4 untuk usulan Anda sendiri: komoditas atau jasa, tempatnya, alasannya, dan buktinya.',
    'Sheet 4 is for your own proposals: what, where, why, and the evidence.',
  ],
  'sheet.guide.5': [
    'Jangan menulis nama, NIK, atau nomor telepon warga di sini.',
    'Do not write names, NIK or telephone numbers of residents here.',
  ],
  'sheet.guide.6': [
    'Kirim kembali berkas ini apa adanya lewat WhatsApp atau surel, atau unggah sendiri di Titik Temu menu Lembar kabupaten.',
    'Send this file back as it is by WhatsApp or e-mail, or upload it in Titik Temu under District sheets.',
  ],
  'sheet.guide.filled-by': ['Nama pengisi', 'Filled in by'],
  'sheet.guide.position': ['Jabatan', 'Position'],
  'sheet.guide.filled-on': ['Tanggal diisi', 'Date filled in'],
  'sheet.guide.dayHint': ['Contoh: 5/3/2027', 'Example: 5/3/2027'],

  'sheet.col.no': ['No', 'No'],
  'sheet.col.label': ['Isian', 'Entry'],
  'sheet.col.value': ['Jawaban', 'Answer'],
  'sheet.col.name': ['Komoditas atau jasa', 'Commodity or service'],
  'sheet.col.think': ['Menurut kami', 'What we think'],
  'sheet.col.basis': ['Dasarnya (sumber, tahun, tingkat)', 'Basis (source, year, grade)'],
  'sheet.col.last': ['Jawaban terakhir', 'Last answer'],
  'sheet.col.answer': ['Jawaban', 'Answer'],
  'sheet.col.answer.commodity': ['Benar?', 'Right?'],
  'sheet.col.note': ['Keterangan', 'Remark'],
  'sheet.col.note.commodity': ['Mengapa?', 'Why?'],
  'sheet.col.recipe': ['Pelatihan', 'Training'],
  'sheet.col.place': ['Tempat', 'Place'],
  'sheet.col.item': ['Yang harus ada', 'What must be there'],
  'sheet.col.question': ['Pertanyaan', 'Question'],
  'sheet.col.trade': ['Komoditas, produk, atau jasa', 'Commodity, product or service'],
  'sheet.col.why': ['Mengapa di situ?', 'Why there?'],
  'sheet.col.evidence': ['Bukti atau sumber', 'Evidence or source'],
  'sheet.wholeKab': ['Seluruh {kab}', 'All of {kab}'],
  'sheet.pick': ['ya,tidak,tidak tahu', 'yes,no,unknown'],
  'sheet.pickTitle': ['Pilih satu', 'Choose one'],
  'sheet.pickHint': [
    'ya, tidak, atau tidak tahu. Kosong = belum dijawab.',
    'yes, no or unknown. Empty = not answered.',
  ],
  'sheet.freeTitle': [
    'Kesiapan di tempat lain: pilih pelatihan, tempat, dan syaratnya',
    'Readiness elsewhere: choose training, place and item',
  ],
  'sheet.coastTitle': ['Kecamatan yang berpantai', 'Subdistricts on the sea'],
  'sheet.serviceTitle': ['Jasa', 'Services'],
  'sheet.heldTitle': ['Yang ditahan, dan yang membukanya', 'Held back, and what opens it'],
  'sheet.andMore': ['… dan {count} lainnya', '… and {count} more'],
  'sheet.inWorkbook': [
    '… dan {count} pertanyaan lain ada di berkas Excel.',
    '… and {count} more questions stand in the Excel file.',
  ],
  'sheet.circle': [
    'Lingkari: Y ya · T tidak · ? tidak tahu. Kosong berarti belum dijawab.',
    'Circle: Y yes · T no · ? unknown. Empty means not answered.',
  ],
  'sheet.returnTo': ['Kirim kembali ke', 'Send back to'],
  'sheet.returnBlank': [
    'alamat dan nomor kantor belum diisi',
    'address and number of the office are blank',
  ],
  'sheet.later': [
    'Putaran usulan, sanggahan, berita acara, dan tanda tangan menyusul; jawaban di sini sudah dipakai saat rencana dihitung.',
    'Rounds, objections, minutes and signatures come later; answers given here are used when a plan is solved.',
  ],

  'sheet.compactTitle': [
    'Ada di sini? Belum ada buktinya pada kami',
    'Is it here? We hold no evidence',
  ],
  'sheet.mark.yes': ['Y', 'Y'],
  'sheet.mark.no': ['T', 'N'],
  'sheet.mark.unknown': ['?', '?'],

  'sheet.stance.fits': ['Cocok', 'Fits'],
  'sheet.stance.held': ['Ditahan', 'Held back'],
  'sheet.stance.against': ['Ada yang menentang', 'Something speaks against it'],
  'sheet.stance.unheard': ['Belum ada bukti', 'No evidence yet'],
  'sheet.feeds': ['untuk {recipes}', 'for {recipes}'],

  'sheet.ask.commodity': [
    '{name}: benar hidup di sini dan cukup untuk diolah?',
    '{name}: is it really here, and enough to be processed?',
  ],
  'sheet.ask.demand': [
    '{name}: ada yang membutuhkan dan mau membayar di sini?',
    '{name}: is it wanted and paid for here?',
  ],
  'sheet.ask.operator': [
    '{name}: ada orang setempat yang bisa dan mau mengajarkannya?',
    '{name}: can somebody here do it and teach it?',
  ],
  'sheet.ask.coast': [
    'Kecamatan {name}: punya pantai?',
    'Subdistrict {name}: does it have a shore?',
  ],
  'sheet.ask.power': [
    'Listrik: sambungannya cukup untuk alat?',
    'Electricity: is the connection enough for the equipment?',
  ],
  'sheet.ask.water': ['Air: bersih dan ada sepanjang tahun?', 'Water: clean and all year round?'],
  'sheet.ask.building': [
    'Bangunan dan tanah: ada dan boleh dipakai?',
    'Building and land: there and free to use?',
  ],
  'sheet.ask.operator-item': [
    'Operator: ada yang menjalankan dan merawat alat?',
    'Operator: will somebody run and maintain it?',
  ],
  'sheet.ask.raw_material': ['Bahan baku: cukup dan ajek?', 'Raw material: enough and steady?'],
  'sheet.ask.buyer': ['Pembeli: sudah ada yang jelas?', 'Buyer: is there a definite one?'],
  'sheet.ask.running_cost': [
    'Biaya jalan: ada yang menanggung?',
    'Running cost: does somebody bear it?',
  ],
  'sheet.ask.months': [
    'Bulan apa saja pelatihan tidak bisa diadakan (panen, hari besar, ombak)?',
    'In which months can no training be held (harvest, holidays, waves)?',
  ],
  'sheet.ask.max-batches': [
    'Paling banyak berapa angkatan setahun yang sanggup Anda dampingi?',
    'How many batches a year can you accompany at most?',
  ],
  'sheet.ask.trainers': [
    'Berapa pelatih setempat yang siap mengajar? Sebutkan bidangnya.',
    'How many local trainers are ready to teach? Name their fields.',
  ],
  'sheet.ask.other': ['Batas lain yang harus kami ketahui?', 'Any other limit we should know of?'],
  'sheet.answer.yes': ['ya', 'yes'],
  'sheet.answer.no': ['tidak', 'no'],
  'sheet.answer.unknown': ['tidak tahu', 'unknown'],
  'sheet.said': ['{answer} ({name}, {date})', '{answer} ({name}, {date})'],

  'reason.sheet-not-ours': [
    'Ini bukan Lembar Kabupaten dari Titik Temu, atau tanda tersembunyinya terhapus. Unduh lembar yang baru, salin jawabannya ke sana, lalu unggah lagi.',
    'This is not a district sheet of Titik Temu, or its hidden mark was removed. Download a fresh one, copy the answers into it and upload again.',
  ],
  'reason.sheet-other-kab': [
    'Lembar ini milik {kab}, bukan {own}. Unggah di halaman {kab}.',
    'This sheet belongs to {kab}, not to {own}. Upload it on the page of {kab}.',
  ],
  'reason.sheet-unknown': [
    'Lembar ini tidak pernah diterbitkan dari sini. Mungkin berasal dari pemasangan Titik Temu yang lain.',
    'This sheet was never issued here. It may come from another installation.',
  ],
  'reason.sheet-no-name': [
    'Nama pengisi kosong di lembar Petunjuk. Tulis namanya di kotak di bawah, lalu periksa lagi.',
    'The name of the person who filled it in is blank. Write it in the box below and check again.',
  ],
  'reason.sheet-old-version': [
    'Ini lembar versi {version}; versi {newest} sudah terbit {date}. Jawabannya tetap dibaca menurut pertanyaan versi {version}.',
    'This is version {version}; version {newest} was issued on {date}. Its answers are still read by the questions of version {version}.',
  ],
  'reason.sheet-rows-missing': [
    '{count} baris pertanyaan hilang dari berkas ({numbers}). Pertanyaan itu dianggap belum dijawab.',
    '{count} question rows are gone from the file ({numbers}). They count as not answered.',
  ],
  'reason.sheet-day-unread': [
    'Tanggal diisi "{text}" tidak terbaca; dipakai tanggal hari ini.',
    'The date "{text}" could not be read; today is used.',
  ],
  'reason.sheet-day-future': [
    'Tanggal diisi {date} belum tiba; dipakai tanggal hari ini.',
    'The date {date} lies ahead; today is used.',
  ],
  'reason.sheet-answer-unclear': [
    '"{text}" tidak jelas artinya. Tulis ya, tidak, atau tidak tahu.',
    '"{text}" is unclear. Write ya, tidak or tidak tahu.',
  ],
  'reason.sheet-note-without-answer': [
    'Ada keterangan tetapi jawabannya kosong. Isi ya, tidak, atau tidak tahu.',
    'There is a remark but no answer. Write ya, tidak or tidak tahu.',
  ],
  'reason.sheet-not-a-count': [
    '"{text}" bukan bilangan bulat. Tulis angkanya saja; penjelasan di kolom keterangan.',
    '"{text}" is not a whole number. Write the figure only; explain in the remark.',
  ],
  'reason.sheet-not-months': [
    '"{text}" tidak terbaca sebagai bulan. Tulis nama bulan, misalnya Mei–Juli, Desember.',
    '"{text}" could not be read as months. Write names of months, such as Mei–Juli, Desember.',
  ],
  'reason.sheet-row-unknown': [
    'Baris ini bukan pertanyaan dari lembar yang diterbitkan.',
    'This row is not a question of the issued sheet.',
  ],
  'reason.sheet-twice': [
    'Pertanyaan yang sama sudah dijawab di {cell}; jawaban yang pertama dipakai.',
    'The same question is already answered in {cell}; the first answer is used.',
  ],
  'reason.sheet-answered-later': [
    'Sudah dijawab lebih baru oleh {officer}, {date}; jawaban di lembar ini tidak menggantikannya.',
    'Answered later by {officer} on {date}; this sheet does not replace it.',
  ],
  'reason.sheet-free-incomplete': [
    'Baris tambahan belum lengkap: pelatihan, tempat, syarat, dan jawaban harus diisi semua.',
    'The extra row is incomplete: training, place, item and answer are all needed.',
  ],
  'reason.sheet-recipe-unknown': [
    'Pelatihan "{text}" tidak ada di daftar. Pilih dari daftar di sel itu.',
    'Training "{text}" is not on the list. Choose from the list in the cell.',
  ],
  'reason.sheet-place-unknown': [
    'Tempat "{text}" tidak ditemukan di kabupaten ini. Tulis nama kecamatan, atau kosongkan untuk seluruh kabupaten.',
    'Place "{text}" was not found in this district. Write a subdistrict, or leave it empty for the whole district.',
  ],
  'reason.sheet-item-unknown': [
    'Syarat "{text}" tidak termasuk syarat {recipe}.',
    '"{text}" is not among the needs of {recipe}.',
  ],
  'reason.sheet-proposal-trade': [
    'Usulan belum menyebut komoditas, produk, atau jasanya.',
    'The proposal names no commodity, product or service.',
  ],
  'reason.sheet-proposal-why': [
    'Usulan belum menyebut alasannya. Tulis mengapa di situ.',
    'The proposal gives no reason. Write why there.',
  ],
  'rule.sheet-nothing-new': [
    'tidak ada jawaban baru di berkas ini',
    'there is no new answer in this file',
  ],
  'rule.sheet-not-ours': ['berkas bukan Lembar Kabupaten', 'the file is not a district sheet'],
  'rule.sheet-other-kab': ['lembar milik kabupaten lain', 'the sheet is of another district'],
  'rule.sheet-unknown': ['lembar tidak pernah diterbitkan', 'the sheet was never issued'],
  'rule.sheet-no-name': ['nama pengisi kosong', 'the name is blank'],

  'waiting.title': ['Yang menunggu Anda', 'Waiting for you'],
  'waiting.none': ['Tidak ada yang menunggu Anda.', 'Nothing waits for you.'],
  'waiting.all': ['Buka semua', 'Open all'],
  'waiting.count': ['{count} pertanyaan', '{count} questions'],
  'reason.waiting-opens': [
    '{count} pertanyaan: pelatihan tertahan karena menunggu kata Anda',
    '{count} questions: trainings wait for your word',
  ],
  'reason.waiting-planned-kit': [
    '{count} pertanyaan kesiapan: alat yang direncanakan belum boleh dibeli',
    '{count} readiness questions: planned equipment may not be bought yet',
  ],
  'reason.waiting-own-statement': [
    '{count} pernyataan kantor sendiri belum Anda benarkan',
    '{count} own statements you have not confirmed',
  ],
  'reason.waiting-kit': [
    '{count} pertanyaan kesiapan untuk pelatihan yang cocok',
    '{count} readiness questions for trainings that fit',
  ],
  'reason.waiting-check': [
    '{count} penilaian kami yang belum Anda periksa',
    '{count} of our judgements you have not checked',
  ],
  'reason.waiting-limit': [
    '{count} batas: bulan, jumlah angkatan, pelatih setempat',
    '{count} limits: months, batches, local trainers',
  ],
  'reason.waiting-coast': [
    '{count} kecamatan: berpantai atau tidak?',
    '{count} subdistricts: on the sea or not?',
  ],
  'reason.waiting-unheard': [
    '{count} komoditas tanpa bukti: ada di sini?',
    '{count} commodities without evidence: are they here?',
  ],
  'reason.waiting-kab-silent': [
    '{count} dari {total} kabupaten/kota belum menjawab apa pun',
    '{count} of {total} districts have not answered anything',
  ],
  'reason.waiting-kit-conditional': [
    '{kab}: {count} alat yang direncanakan masih bersyarat',
    '{kab}: {count} planned kits are still conditional',
  ],
  'reason.waiting-own-unconfirmed': [
    '{kab}: {count} pernyataan sendiri belum dikonfirmasi',
    '{kab}: {count} own statements unconfirmed',
  ],
  'waiting.why.opens': ['Menunggu kata Anda', 'Waits for your word'],
  'waiting.why.planned-kit': ['Alat yang direncanakan', 'Planned equipment'],
  'waiting.why.own-statement': ['Pernyataan kantor', 'Own statements'],
  'waiting.why.kit': ['Kesiapan', 'Readiness'],
  'waiting.why.check': ['Periksa penilaian', 'Check our judgement'],
  'waiting.why.limit': ['Batas', 'Limits'],
  'waiting.why.coast': ['Pantai', 'Shore'],
  'waiting.why.unheard': ['Tanpa bukti', 'No evidence'],
} as const satisfies Record<string, readonly [string, string]>;
