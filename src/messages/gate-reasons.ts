/** Sentences of the gate, of readiness and of evidence files, by reason code. */
export const gateReasons = {
  'reason.gate-needs-kab': [
    'Gerbang menilai kabupaten, kota, kecamatan, atau desa; provinsi terlalu luas untuk satu pelatihan.',
    'The gate judges a district, subdistrict or village; a province is too wide for one training.',
  ],
  'reason.gate-evidence': [
    'Bukti tingkat {grade}: {commodity} di {place}, {source}. {note}',
    'Grade {grade} evidence: {commodity} in {place}, {source}. {note}',
  ],
  'reason.gate-evidence-parts': [
    'Juga untuk {count} bagiannya: {commodity} di {places}.',
    'Also for {count} of its parts: {commodity} in {places}.',
  ],
  'reason.gate-figure': [
    'Angka resmi: {commodity} di {place} {value} {unit} ({source}), di atas batas {minimum} {unit}; dihitung sebagai bukti tingkat C.',
    'Official figure: {commodity} in {place} {value} {unit} ({source}), above the minimum of {minimum} {unit}; counts as grade C.',
  ],
  'reason.gate-figure-doubtful': [
    'Angka {commodity} di {place} {value} {unit} diragukan ({source}).',
    'The figure for {commodity} in {place}, {value} {unit}, is doubtful ({source}).',
  ],
  'reason.gate-confirmed': [
    'Dibenarkan {officer} untuk {place}, {date}: {commodity} cocok. {note}',
    'Confirmed by {officer} for {place}, {date}: {commodity} fits. {note}',
  ],
  'reason.gate-own-statement': [
    'Pernyataan kantor sendiri: {commodity} di {place}, {source}. {note}',
    "The office's own statement: {commodity} in {place}, {source}. {note}",
  ],
  'reason.gate-proposal': [
    'Usulan {officer} sendiri untuk {place}, {date}: {commodity}. {note}',
    'Proposed by {officer} for {place}, {date}: {commodity}. {note}',
  ],
  'reason.gate-adverse': [
    'Bukti yang menentang: {commodity} di {place}, {source}. {note}',
    'Evidence against: {commodity} in {place}, {source}. {note}',
  ],
  'reason.gate-zero': [
    'Angka resmi nol: {commodity} di {place} {value} {unit} ({source}).',
    'Official figure zero: {commodity} in {place} {value} {unit} ({source}).',
  ],
  'reason.gate-officer-no': [
    'Dijawab tidak cocok oleh {officer} untuk {place}, {date}: {commodity}. {note}',
    'Answered as unfit by {officer} for {place}, {date}: {commodity}. {note}',
  ],
  'reason.gate-conflict': [
    'Bukti berlawanan, dicatat berdampingan: {commodity} di {place} didukung {source} (tingkat {grade}). {note}',
    'Conflicting evidence, kept side by side: {commodity} in {place} is supported by {source} (grade {grade}). {note}',
  ],
  'reason.gate-conflict-figure': [
    'Bukti berlawanan, dicatat berdampingan: {commodity} di {place} {value} {unit} ({source}) mendukung.',
    'Conflicting evidence, kept side by side: {commodity} in {place} {value} {unit} ({source}) supports it.',
  ],
  'reason.gate-conflict-officer': [
    'Bukti berlawanan, dicatat berdampingan: petugas kabupaten menjawab {commodity} cocok.',
    'Conflicting evidence, kept side by side: the district officer said that {commodity} fits.',
  ],
  'reason.gate-tiny-base': [
    'Bahan baku terlalu sedikit: {commodity} di {place} {value} {unit} ({source}), di bawah batas {minimum} {unit}.',
    'Too little raw material: {commodity} in {place} {value} {unit} ({source}), below the minimum of {minimum} {unit}.',
  ],
  'reason.gate-study-unconfirmed': [
    'Kajian menyebut {commodity} di {place} ({source}), tetapi petugas kabupaten belum membenarkannya. {note}',
    'A study names {commodity} in {place} ({source}), not yet confirmed by the district. {note}',
  ],
  'reason.gate-press-only': [
    'Hanya sebutan berita ({count}): {commodity} di {place}, antara lain {source}. Berita saja tidak membuka, berapa pun jumlahnya.',
    'Press mentions only ({count}): {commodity} in {place}, such as {source}. Press alone never opens, however many.',
  ],
  'reason.gate-training-only': [
    'Pelatihan {commodity} pernah diumumkan ({source}). Pengumuman pelatihan bukan bukti potensi.',
    'A training in {commodity} was announced ({source}). An announcement proves no potential.',
  ],
  'reason.gate-province-only': [
    'Hanya ada pernyataan untuk seluruh provinsi ({source}); itu belum membuktikan {commodity} hidup di kabupaten ini.',
    'Only a statement about the whole province ({source}); it does not prove {commodity} for this district.',
  ],
  'reason.gate-nothing': [
    'Belum ada bukti {commodity} di {place}.',
    'No evidence yet of {commodity} in {place}.',
  ],
  'reason.gate-no-coast': [
    'Tidak ada pantai di {place}, sedangkan {recipe} butuh laut.',
    'There is no shore in {place}, and {recipe} needs the sea.',
  ],
  'reason.gate-no-commodity': [
    'Resep {recipe} belum menyebut bahan bakunya.',
    'The recipe {recipe} names no raw material yet.',
  ],
  'reason.gate-override': [
    'Dibuka dengan simpangan oleh {officer}, {date}: {why}',
    'Opened by override of {officer}, {date}: {why}',
  ],
  'reason.gate-demand-missing': [
    'Belum ada bukti bahwa {recipe} dicari orang di {kab}.',
    'No evidence yet that people in {kab} ask for {recipe}.',
  ],
  'reason.gate-operator-missing': [
    'Belum ada orang atau usaha di {kab} yang disebut bisa mengerjakan dan mengajarkan {recipe}.',
    'Nobody in {kab} is named yet who can do and teach {recipe}.',
  ],
  'reason.gate-demand-no': [
    'Dijawab tidak dicari oleh {officer} untuk {place}, {date}: {recipe}. {note}',
    'No demand according to {officer} for {place}, {date}: {recipe}. {note}',
  ],
  'reason.gate-operator-no': [
    'Dijawab tidak ada pelaksana oleh {officer} untuk {place}, {date}: {recipe}. {note}',
    'No operator according to {officer} for {place}, {date}: {recipe}. {note}',
  ],
  'reason.gate-demand-yes': [
    'Permintaan dibenarkan {officer} untuk {place}, {date}: {recipe}. {note}',
    'Demand confirmed by {officer} for {place}, {date}: {recipe}. {note}',
  ],
  'reason.gate-operator-yes': [
    'Pelaksana dibenarkan {officer} untuk {place}, {date}: {recipe}. {note}',
    'Operator confirmed by {officer} for {place}, {date}: {recipe}. {note}',
  ],
  'reason.gate-demand-evidence': [
    'Bukti permintaan tingkat {grade}: {commodity} di {place}, {source}. {note}',
    'Grade {grade} evidence of demand: {commodity} in {place}, {source}. {note}',
  ],
  'reason.gate-operator-evidence': [
    'Bukti pelaksana tingkat {grade}: {commodity} di {place}, {source}. {note}',
    'Grade {grade} evidence of an operator: {commodity} in {place}, {source}. {note}',
  ],
  'reason.opens-choose-kab': ['Pilih satu kabupaten atau kota.', 'Choose one district.'],
  'reason.opens-officer': [
    'Petugas {kab} menjawab {commodity} cocok, di layar ini atau di Lembar Kabupaten.',
    'The officer of {kab} answers that {commodity} fits, here or on the district sheet.',
  ],
  'reason.opens-figure-fishery': [
    'Angka hasil resmi {commodity} paling sedikit {minimum} {unit} dari dinas perikanan {kab} atau BPS.',
    'An official figure for {commodity} of at least {minimum} {unit} from the fishery office of {kab} or BPS.',
  ],
  'reason.opens-figure-plantation': [
    'Angka resmi {commodity} paling sedikit {minimum} {unit} dari dinas perkebunan {kab} atau BPS.',
    'An official figure for {commodity} of at least {minimum} {unit} from the plantation office of {kab} or BPS.',
  ],
  'reason.opens-figure-industry': [
    'Angka resmi {commodity} paling sedikit {minimum} {unit} dari dinas perindustrian {kab} atau BPS.',
    'An official figure for {commodity} of at least {minimum} {unit} from the industry office of {kab} or BPS.',
  ],
  'reason.opens-statistics-fishery': [
    'Angka resmi {commodity} dari dinas perikanan {kab} atau BPS, dicatat sebagai bukti.',
    'An official figure for {commodity} from the fishery office of {kab} or BPS, entered as evidence.',
  ],
  'reason.opens-statistics-plantation': [
    'Angka resmi {commodity} dari dinas perkebunan {kab} atau BPS, dicatat sebagai bukti.',
    'An official figure for {commodity} from the plantation office of {kab} or BPS, entered as evidence.',
  ],
  'reason.opens-statistics-industry': [
    'Jumlah perajin atau usaha {commodity} dari dinas perindustrian {kab}, dicatat sebagai bukti.',
    'The number of businesses in {commodity} from the industry office of {kab}, entered as evidence.',
  ],
  'reason.opens-statement': [
    'Pernyataan tertulis bupati atau wali kota, RPJMD, atau RPIK {kab} yang menyebut {commodity}.',
    'A written statement of the head of {kab}, its RPJMD or RPIK naming {commodity}.',
  ],
  'reason.opens-newer-figure-fishery': [
    'Angka {commodity} yang lebih baru, paling sedikit {minimum} {unit}, dari dinas perikanan {kab}; atau simpangan dengan nama pejabat dan alasan.',
    'A newer figure for {commodity} of at least {minimum} {unit} from the fishery office of {kab}; or an override with a named officer and a reason.',
  ],
  'reason.opens-newer-figure-plantation': [
    'Angka {commodity} yang lebih baru, paling sedikit {minimum} {unit}, dari dinas perkebunan {kab}; atau simpangan dengan nama pejabat dan alasan.',
    'A newer figure for {commodity} of at least {minimum} {unit} from the plantation office of {kab}; or an override with a named officer and a reason.',
  ],
  'reason.opens-newer-figure-industry': [
    'Angka {commodity} yang lebih baru, paling sedikit {minimum} {unit}, dari dinas perindustrian {kab}; atau simpangan dengan nama pejabat dan alasan.',
    'A newer figure for {commodity} of at least {minimum} {unit} from the industry office of {kab}; or an override with a named officer and a reason.',
  ],
  'reason.opens-newer-fishery': [
    'Angka {commodity} yang lebih baru dari dinas perikanan {kab}; atau simpangan dengan nama pejabat dan alasan.',
    'A newer figure for {commodity} from the fishery office of {kab}; or an override with a named officer and a reason.',
  ],
  'reason.opens-newer-plantation': [
    'Angka {commodity} yang lebih baru dari dinas perkebunan {kab}; atau simpangan dengan nama pejabat dan alasan.',
    'A newer figure for {commodity} from the plantation office of {kab}; or an override with a named officer and a reason.',
  ],
  'reason.opens-newer-industry': [
    'Angka {commodity} yang lebih baru dari dinas perindustrian {kab}; atau simpangan dengan nama pejabat dan alasan.',
    'A newer figure for {commodity} from the industry office of {kab}; or an override with a named officer and a reason.',
  ],
  'reason.opens-retract': [
    'Bukti yang menentang {commodity} dicabut dengan alasan karena ada keterangan resmi {kab} yang lebih baru; atau simpangan dengan nama pejabat dan alasan.',
    'The evidence against {commodity} is retracted with a reason because {kab} has newer official word; or an override with a named officer and a reason.',
  ],
  'reason.opens-officer-changes': [
    'Petugas {kab} mengubah jawabannya tentang {commodity}, dengan alasan.',
    'The officer of {kab} changes the answer about {commodity}, with a reason.',
  ],
  'reason.opens-never-coast': [
    'Tidak ada yang membukanya di sini: {recipe} butuh laut. Pilih resep lain.',
    'Nothing opens it here: {recipe} needs the sea. Choose another recipe.',
  ],
  'reason.opens-demand': [
    'Petugas {kab} menjawab siapa yang mencari {recipe} dan kira-kira berapa banyak.',
    'The officer of {kab} says who asks for {recipe} and about how much.',
  ],
  'reason.opens-operator': [
    'Petugas {kab} menyebut bengkel, usaha, atau orang yang bisa mengajarkan {recipe} dan menerima magang.',
    'The officer of {kab} names a workshop or person who can teach {recipe} and take apprentices.',
  ],
  'reason.opens-recipe-commodity': [
    'Perencana mengisi bahan baku pada resep {recipe}.',
    'The planner names the raw material of {recipe}.',
  ],
  'reason.past-idle': [
    'Pernah menganggur di sini: {title}, {place} ({year}). {cause} Sumber: {source}.',
    'Stood idle here before: {title}, {place} ({year}). {cause} Source: {source}.',
  ],
  'reason.past-undelivered': [
    'Pernah dibeli tetapi tidak diserahkan: {title}, {place} ({year}). {cause} Sumber: {source}.',
    'Bought but never handed over: {title}, {place} ({year}). {cause} Source: {source}.',
  ],
  'reason.task-power': [
    'Dinas perindustrian {kab}: periksa listrik di tempat {recipe}, {place}: ada sambungan, berapa VA, seberapa sering padam.',
    'Industry office of {kab}: check electricity for {recipe}, {place}: connection, VA, outages.',
  ],
  'reason.task-water': [
    'Dinas perindustrian {kab}: periksa air bersih untuk {recipe}, {place}: dari mana, cukup pada musim kering atau tidak.',
    'Industry office of {kab}: check clean water for {recipe}, {place}: source, dry season.',
  ],
  'reason.task-building': [
    'Dinas perindustrian {kab}: pastikan bangunan dan tanah untuk {recipe}, {place}: milik siapa, boleh dipakai berapa lama.',
    'Industry office of {kab}: check building and land for {recipe}, {place}: owner, how long it may be used.',
  ],
  'reason.task-operator': [
    'Dinas perindustrian {kab}: sebut nama orang yang akan menjalankan alat {recipe}, {place}.',
    'Industry office of {kab}: name who will run the equipment for {recipe}, {place}.',
  ],
  'reason.task-raw_material': [
    'Dinas perindustrian {kab}: pastikan bahan baku {recipe}, {place}: siapa pemasok, berapa banyak, bulan apa sulit.',
    'Industry office of {kab}: check raw material for {recipe}, {place}: supplier, amount, lean months.',
  ],
  'reason.task-buyer': [
    'Dinas perindustrian {kab}: sebut pembeli pertama {recipe} dari {place} dan jumlah yang diminta.',
    'Industry office of {kab}: name the first buyer of {recipe} from {place} and the amount.',
  ],
  'reason.task-running_cost': [
    'Dinas perindustrian {kab}: pastikan siapa menanggung listrik, bahan bakar, dan perawatan {recipe}, {place}, tiga bulan pertama.',
    'Industry office of {kab}: settle who pays power, fuel and upkeep of {recipe}, {place}, for three months.',
  ],
  'reason.task-past-cause': [
    'Dinas perindustrian {kab}: pastikan sebab {title} menganggur sudah teratasi sebelum alat {recipe} dibeli. {cause}',
    'Industry office of {kab}: make sure that what left {title} idle is solved before equipment for {recipe} is bought. {cause}',
  ],
  'reason.prerequisite-power': [
    'Sambungan listrik untuk {recipe} di {place}: ke PLN; bila jaringan belum sampai, ke dinas ESDM provinsi.',
    'Electricity for {recipe} in {place}: PLN; where the grid does not reach, the provincial energy office.',
  ],
  'reason.prerequisite-power-va': [
    'Sambungan listrik paling sedikit {va} VA untuk {recipe} di {place}: ke PLN; bila jaringan belum sampai, ke dinas ESDM provinsi.',
    'Electricity of at least {va} VA for {recipe} in {place}: PLN; where the grid does not reach, the provincial energy office.',
  ],
  'reason.prerequisite-water': [
    'Sumur bor atau sambungan air bersih untuk {recipe} di {place}: ke dinas PU {kab} atau perusahaan air minum daerah.',
    'A borehole or water connection for {recipe} in {place}: public works of {kab} or the water company.',
  ],
  'reason.prerequisite-building': [
    'Rumah produksi dan kepastian tanah untuk {recipe} di {place}: ke pemerintah desa dan dinas PU {kab}.',
    'A workshop and secure land for {recipe} in {place}: the village and public works of {kab}.',
  ],
  'reason.prerequisite-operator': [
    'Orang terlatih untuk menjalankan alat {recipe} di {place}: ke balai latihan kerja, atau magang pada usaha sejenis.',
    'A trained operator for {recipe} in {place}: the vocational centre, or an apprenticeship.',
  ],
  'reason.prerequisite-raw_material': [
    'Pasokan bahan baku {recipe} di {place}: ke dinas perkebunan atau dinas perikanan {kab} dan kelompok tani atau nelayan.',
    'Supply of raw material for {recipe} in {place}: plantation or fishery office of {kab} and farmer or fisher groups.',
  ],
  'reason.prerequisite-buyer': [
    'Pembeli tetap {recipe} dari {place}: ke dinas perdagangan dan dinas koperasi {kab}, sebelum alat dibeli.',
    'A steady buyer of {recipe} from {place}: trade and cooperative offices of {kab}, before equipment is bought.',
  ],
  'reason.prerequisite-running_cost': [
    'Biaya jalan tiga bulan pertama {recipe} di {place}: ke kelompok usaha, BUM Desa, atau koperasi; dicatat siapa yang menanggung.',
    'Running cost of {recipe} in {place} for three months: the group, village enterprise or cooperative; who pays is written down.',
  ],
  'reason.commodity-unknown': [
    '“{text}” belum dikenal sebagai komoditas atau produk. Ajarkan ejaannya di halaman Bukti, lalu periksa lagi.',
    '“{text}” is not known as a commodity or product. Teach the spelling on the evidence page and check again.',
  ],
  'reason.commodity-refused-mining': [
    '“{text}” adalah hasil tambang, bukan bahan usaha keluarga.',
    '“{text}” comes from mining, not a material for a family business.',
  ],
  'reason.commodity-refused-other': [
    '“{text}” bukan bahan usaha keluarga.',
    '“{text}” is not a material for a family business.',
  ],
} as const satisfies Record<string, readonly [string, string]>;
