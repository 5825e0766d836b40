/** Why a line is in a plan, why a place is not, what a limit is and costs: by reason code. */
export const planReasons = {
  'reason.objective-start': [
    'Yang dimaksimalkan adalah nilai seluruh peserta:',
    'What is maximised is the worth of all participants:',
  ],
  'reason.objective-flat': [
    'Yang dimaksimalkan adalah jumlah peserta: setiap peserta dari desil 1–{desils} bernilai {worth};',
    'What is maximised is the number of participants: each one from deciles 1–{desils} is worth {worth};',
  ],
  'reason.objective-desil': ['desil {desil} bernilai {worth},', 'decile {desil} is worth {worth},'],
  'reason.objective-without-kit': [
    'pelatihan tanpa alat dihitung {percent}% dari nilai itu',
    'training without equipment counts {percent}% of it',
  ],
  'reason.objective-need': [
    '; peserta di kecamatan diberi nilai tambahan {worth} sampai kecamatan itu mendapat porsi menurut banyaknya keluarga miskinnya',
    '; participants in a subdistrict gain {worth} more until it has its part by its poor families',
  ],
  'reason.objective-crowding': [
    '; setiap angkatan di atas daya serap pasar kehilangan {percent}% nilai satu angkatan penuh',
    '; every batch beyond what the market takes up loses {percent}% of a full batch',
  ],
  'reason.objective-spread': [
    '; peserta di kabupaten yang belum mendapat porsi wajarnya diberi nilai tambahan sampai {worth}',
    '; participants in districts below their fair part gain up to {worth} more',
  ],
  'reason.cost-price-blank': ['Harga belum ada: {item}.', 'No price yet: {item}.'],
  'reason.cost-blank-days': [
    'Resep {recipe} belum menyebut lama pelatihan.',
    'Recipe {recipe} does not say how many days.',
  ],
  'reason.cost-blank-hoursPerDay': [
    'Resep {recipe} belum menyebut jam per hari.',
    'Recipe {recipe} does not say the hours per day.',
  ],
  'reason.cost-blank-trainers': [
    'Resep {recipe} belum menyebut jumlah narasumber.',
    'Recipe {recipe} does not say how many trainers.',
  ],
  'reason.cost-blank-mentoringMonths': [
    'Resep {recipe} belum menyebut lama pendampingan.',
    'Recipe {recipe} does not say the months of mentoring.',
  ],
  'reason.cost-blank-quantity': [
    'Resep {recipe} belum menyebut jumlah alat.',
    'Recipe {recipe} does not say the quantity of equipment.',
  ],
  'reason.cost-blank-sets': [
    'Resep {recipe} belum menyebut jumlah set alat per angkatan.',
    'Recipe {recipe} does not say the sets per batch.',
  ],
  'reason.cost-island-unknown': [
    'Belum diketahui apakah tempat ini dicapai lewat laut, jadi ongkos kirim alat tidak dapat dihitung.',
    'Whether this place is reached by sea is unknown, so shipping cannot be costed.',
  ],
  'reason.plan-need': [
    '{families} keluarga desil 1–{desils} di {place} dapat ikut; {poorest} di antaranya desil 1.',
    '{families} families of deciles 1–{desils} in {place} can take part; {poorest} of them decile 1.',
  ],
  'reason.plan-need-rank': [
    'Urutan ke-{rank} dari {of} kecamatan di {kab} menurut jumlah keluarga itu.',
    'Number {rank} of {of} subdistricts of {kab} by these families.',
  ],
  'reason.plan-cluster': [
    'Digabung dengan {places} karena keluarganya sedikit.',
    'Joined with {places} because its families are few.',
  ],
  'reason.plan-recap': [
    'Daftarnya berupa rekap: jumlah diketahui, keluarganya belum dapat ditunjuk.',
    'The list is a recap: how many is known, who is not.',
  ],
  'reason.plan-kit-ready': [
    'Alat dapat langsung dipakai: {items} syarat sudah dijawab ya.',
    'Equipment can be used at once: {items} conditions are answered yes.',
  ],
  'reason.plan-kit-conditional': [
    'Uang alat Rp {rupiah} disediakan bersyarat: cair setelah pertanyaan berikut terjawab.',
    'Rp {rupiah} for equipment is reserved until these questions are answered.',
  ],
  'reason.plan-kit-left-out': [
    'Pelatihan saja: dengan dana ini alat di tempat lain lebih bernilai.',
    'Training only: with this money equipment is worth more elsewhere.',
  ],
  'reason.plan-kit-absent': [
    'Pelatihan saja: ada syarat alat yang belum dipenuhi.',
    'Training only: a condition for equipment is not met.',
  ],
  'reason.plan-kit-uncosted': [
    'Pelatihan saja: biaya alat belum dapat dihitung.',
    'Training only: the equipment cannot be costed yet.',
  ],
  'reason.plan-kit-none': ['Resep ini tidak memberi alat.', 'This recipe gives no equipment.'],
  'reason.plan-cost-head': [
    'Rp {rupiah} per peserta; rata-rata rencana ini Rp {average}.',
    'Rp {rupiah} per participant; this plan averages Rp {average}.',
  ],
  'reason.plan-cost-unofficial': [
    '{percent}% biayanya memakai harga yang belum resmi.',
    '{percent}% of its cost uses prices that are not official.',
  ],
  'reason.plan-margin': [
    'Nilainya {rate} per Rp100 jt. Yang pertama di luar rencana, {recipe} di {place}, {rivalRate}. Baris ini tergeser bila biaya satu angkatannya naik lebih dari Rp {rupiah}.',
    'Worth {rate} per Rp 100 million. First outside the plan: {recipe} in {place}, {rivalRate}. It is pushed out if a batch becomes more than Rp {rupiah} dearer.',
  ],
  'reason.plan-margin-fits': [
    'Nilainya {rate} per Rp100 jt, sedikit di bawah {recipe} di {place} ({rivalRate}), tetapi pas dengan sisa dana dan batas lain.',
    'Worth {rate} per Rp 100 million, slightly below {recipe} in {place} ({rivalRate}), but it fits the money left and the other limits.',
  ],
  'reason.plan-margin-no-rival': [
    'Nilainya {rate} per Rp100 jt. Tidak ada yang menunggu dana: yang membatasi bukan uang.',
    'Worth {rate} per Rp 100 million. Nothing waits for money: money is not what limits.',
  ],
  'reason.plan-margin-lock': ['Dikunci oleh perencana.', 'Locked by the planner.'],
  'reason.plan-margin-minimum': [
    'Masuk karena batas paling sedikit angkatan untuk {kab}.',
    'In because of the minimum of batches for {kab}.',
  ],
  'reason.plan-past-aid': [
    'Pernah ada bantuan serupa di sini: {title} ({year}; {source}). Periksa dulu pemakaiannya.',
    'There was similar aid here: {title} ({year}; {source}). Check its use first.',
  ],
  'reason.plan-idle-nearby': [
    'Alat menganggur di dekat sini: {title} ({year}; {source}).',
    'Idle equipment near here: {title} ({year}; {source}).',
  ],
  'reason.plan-needs-register': [
    'Belum ada daftar keluarga atau rekap. Impor dulu; tanpa itu tidak ada peserta untuk direncanakan.',
    'There is no list of families or recap yet. Import one first.',
  ],
  'reason.plan-needs-money': [
    'Belum ada uang untuk tahun {year}. Isi sumber dana dan jumlahnya.',
    'No money for {year} yet. Fill in the sources.',
  ],
  'reason.plan-needs-prices': ['Belum ada daftar harga yang dipilih.', 'No price list is chosen.'],
  'reason.plan-needs-candidates': [
    'Tidak ada pelatihan yang terbuka, dapat dihitung biayanya, dan cukup pesertanya.',
    'No training is open, costable and has enough participants.',
  ],
  'reason.plan-no-batch': [
    'Tidak satu angkatan pun dapat berjalan dengan isian ini.',
    'Not a single batch can run with these settings.',
  ],
  'reason.plan-stopped-early': [
    'Dihentikan sebelum ada rencana pertama.',
    'Stopped before there was a first plan.',
  ],
  'reason.plan-not-found': [
    'Rencana yang memenuhi semua batas belum ditemukan, tetapi juga belum terbukti mustahil. Longgarkan satu batas.',
    'No plan that keeps all limits was found, nor proven impossible. Loosen a limit.',
  ],
  'reason.absent-banned': ['Dilarang oleh perencana.', 'Banned by the planner.'],
  'reason.absent-too-few': [
    'Hanya {families} keluarga dapat ikut; satu angkatan mulai dari {minimum}.',
    'Only {families} families can take part; a batch starts at {minimum}.',
  ],
  'reason.absent-families-used': [
    'Keluarga yang dapat ikut sudah terpakai; sisanya kurang dari {minimum}.',
    'Families that can take part are used up; fewer than {minimum} are left.',
  ],
  'reason.absent-no-register': [
    'Belum ada data keluarga untuk {place}.',
    'No family data for {place} yet.',
  ],
  'reason.absent-nothing-open': [
    'Tidak ada resep yang terbuka di sini; {held} ditahan gerbang.',
    'No recipe is open here; {held} are held back by the gate.',
  ],
  'reason.absent-closest': [
    'Yang paling dekat masuk: {recipe}.',
    'Closest to coming in: {recipe}.',
  ],
  'reason.absent-no-recipe': ['Belum ada resep.', 'There are no recipes yet.'],
  'reason.absent-market-full': [
    'Pasar {recipe} di {kab} sudah penuh oleh angkatan lain.',
    'The market for {recipe} in {kab} is full with other batches.',
  ],
  'reason.absent-worth': [
    'Nilainya {rate} per Rp100 jt, di bawah ambang rencana {threshold} (satu angkatan Rp {rupiah}).',
    'Worth {rate} per Rp 100 million, below the plan’s threshold of {threshold} (a batch costs Rp {rupiah}).',
  ],
  'reason.absent-money': [
    'Nilainya cukup, tetapi sisa dana kurang dari satu angkatan (Rp {rupiah}).',
    'Worth enough, but less than one batch of money is left (Rp {rupiah}).',
  ],
  'reason.absent-kec-max': [
    'Kecamatan ini sudah mendapat batas {batches} angkatan.',
    'This subdistrict has its limit of {batches} batches.',
  ],
  'reason.absent-kab-max': [
    '{kab} sudah mendapat batas {batches} angkatan.',
    '{kab} has its limit of {batches} batches.',
  ],
  'reason.absent-trainers': [
    'Pelatih {group} sudah terpakai semua ({months} bulan-pelatih).',
    'All {group} trainers are taken ({months} trainer-months).',
  ],
  'reason.absent-islands': [
    'Paling sedikit {percent}% peserta harus dari pulau; daratan sudah penuh.',
    'At least {percent}% of participants must be from islands; the mainland is full.',
  ],
  'reason.opens-unban': ['Cabut larangannya.', 'Lift the ban.'],
  'reason.opens-more-families': [
    'Paling sedikit {minimum} keluarga yang dapat ikut, atau batas isi angkatan diturunkan.',
    'At least {minimum} families that can take part, or a lower minimum fill.',
  ],
  'reason.opens-fill-price': [
    'Lengkapi harga dan resepnya.',
    'Complete the prices and the recipe.',
  ],
  'reason.opens-import-register': [
    'Impor daftar keluarga atau rekap.',
    'Import the list of families or a recap.',
  ],
  'reason.opens-market': [
    'Pasar baru untuk {recipe}, atau bobot kejenuhan pasar diturunkan.',
    'A new market for {recipe}, or a lower weight of crowding.',
  ],
  'reason.opens-cheaper': [
    'Masuk bila satu angkatan lebih murah Rp {rupiah}, atau pagu ditambah.',
    'Comes in if a batch is Rp {rupiah} cheaper, or with more money.',
  ],
  'reason.opens-money': ['Tambahan pagu sekitar Rp {rupiah}.', 'About Rp {rupiah} more money.'],
  'reason.opens-kec-max': [
    'Naikkan batas angkatan per kecamatan.',
    'Raise the limit per subdistrict.',
  ],
  'reason.opens-kab-max': ['Naikkan batas angkatan untuk {kab}.', 'Raise the limit for {kab}.'],
  'reason.opens-trainers': ['Tambah pelatih {group}.', 'More {group} trainers.'],
  'reason.opens-islands': [
    'Turunkan bagian pulau, atau tambah angkatan di pulau.',
    'Lower the island share, or add batches on islands.',
  ],
  'reason.limit-source': ['Pagu {source}: Rp {rupiah}', 'Money of {source}: Rp {rupiah}'],
  'reason.limit-kab-min': [
    'Paling sedikit {batches} angkatan di {kab}',
    'At least {batches} batches in {kab}',
  ],
  'reason.limit-kab-min-nothing': [
    'Paling sedikit {batches} angkatan di {kab}, padahal tidak ada yang dapat direncanakan di sana',
    'At least {batches} batches in {kab}, where nothing can be planned',
  ],
  'reason.limit-kab-max': [
    'Paling banyak {batches} angkatan di {kab}',
    'At most {batches} batches in {kab}',
  ],
  'reason.limit-kec-max': [
    'Paling banyak {batches} angkatan per kecamatan',
    'At most {batches} batches per subdistrict',
  ],
  'reason.limit-trainers': [
    'Pelatih {group}: {trainers} orang per bulan selama {months} bulan',
    '{group} trainers: {trainers} per month for {months} months',
  ],
  'reason.limit-share-women': [
    'Paling sedikit {percent}% peserta perempuan',
    'At least {percent}% women',
  ],
  'reason.limit-share-disability': [
    'Paling sedikit {percent}% peserta penyandang disabilitas',
    'At least {percent}% people with a disability',
  ],
  'reason.limit-share-islands': [
    'Paling sedikit {percent}% peserta dari pulau',
    'At least {percent}% from islands',
  ],
  'reason.limit-lock': [
    'Kunci: {batches} angkatan {recipe} di {place}',
    'Lock: {batches} batches of {recipe} in {place}',
  ],
  'reason.limit-kab-budget': ['Bagian dana {kab}', 'The part of {kab}'],
  'reason.step-money': ['tambah Rp {rupiah}', 'Rp {rupiah} more'],
  'reason.step-batch': ['boleh satu angkatan lagi', 'one batch more'],
  'reason.step-batch-each': [
    'boleh satu angkatan lagi di setiap kecamatan',
    'one batch more in every subdistrict',
  ],
  'reason.step-trainer': ['tambah satu pelatih setiap bulan', 'one trainer more each month'],
  'reason.step-batch-less': [
    'kurangi satu angkatan dari batas paling sedikit',
    'one batch less in the minimum',
  ],
  'reason.step-unlock': ['lepas kuncinya', 'without the lock'],
  'reason.step-share': ['turunkan {points} angka persen', '{points} percentage points less'],
  'reason.note-says-max': [
    '{kab} menyatakan sanggup paling banyak {value} angkatan; dipakai sebagai batas.',
    '{kab} says it can take at most {value} batches; used as its limit.',
  ],
  'reason.note-says-max-overruled': [
    '{kab} menyatakan sanggup paling banyak {value} angkatan; perencana menetapkan {max}.',
    '{kab} says it can take at most {value} batches; the planner set {max}.',
  ],
  'reason.note-says-max-batches': [
    'Jumlah angkatan yang disanggupi {kab} tidak terbaca sebagai angka: {value}.',
    'The number of batches {kab} can take does not read as a number: {value}.',
  ],
  'reason.note-says-months': [
    'Bulan yang cocok untuk {kab}: {value}. Perhatikan saat menjadwalkan; belum masuk hitungan.',
    'Months that suit {kab}: {value}. Mind them when scheduling; not part of the calculation.',
  ],
  'reason.note-says-trainers': [
    'Pelatih yang ada di {kab}: {value}. Belum masuk hitungan.',
    'Trainers {kab} has: {value}. Not part of the calculation.',
  ],
  'reason.note-says-other': ['Pesan {kab}: {value}.', '{kab} says: {value}.'],
  'reason.note-source-year': [
    'Tidak dihitung karena bukan uang tahun {year}: {sources}.',
    'Left out because it is not money of {year}: {sources}.',
  ],
  'reason.note-kab-nothing': [
    'Belum ada yang dapat direncanakan di {kabs}.',
    'Nothing can be planned yet in {kabs}.',
  ],
  'reason.note-minimum-skipped': [
    'Batas paling sedikit tidak dipakai di {kabs} karena tidak ada yang terbuka.',
    'The minimum is not applied in {kabs} because nothing is open.',
  ],
  'reason.note-untold-women': [
    'Bagian perempuan tidak dapat diperiksa di {kabs}: datanya rekap.',
    'The share of women cannot be checked in {kabs}: the data are a recap.',
  ],
  'reason.note-untold-disability': [
    'Bagian penyandang disabilitas tidak dapat diperiksa di {kabs}: datanya rekap.',
    'The share of people with a disability cannot be checked in {kabs}: the data are a recap.',
  ],
  'reason.note-untold-islands': [
    'Belum diketahui pulau atau daratan: {places}.',
    'Island or mainland not known: {places}.',
  ],
  'reason.note-silent': [
    '{places} kecamatan belum punya data keluarga.',
    '{places} subdistricts have no family data yet.',
  ],
  'reason.note-unplaced': [
    '{families} keluarga di {kab} tidak diketahui kecamatannya dan tidak ikut dihitung.',
    '{families} families in {kab} have no known subdistrict and are not counted.',
  ],
  'reason.note-trainers-unlimited': [
    'Jumlah pelatih tidak dibatasi untuk: {groups}.',
    'Trainers are not limited for: {groups}.',
  ],
  'reason.note-market-unknown': [
    'Daya serap pasar belum diketahui untuk: {recipes}.',
    'Market size not known for: {recipes}.',
  ],
  'reason.split-without-demands': [
    'Dengan dana yang dibagi dulu, batas paling sedikit, kunci, dan bagian peserta tidak mungkin dipenuhi; kolom ini tanpa batas-batas itu.',
    'With the money split first, minimums, locks and shares cannot be met; this column is without them.',
  ],
  'reason.change-answers': [
    'Berubah karena masukan {kab}.',
    'Changed because of input from {kab}.',
  ],
  'reason.change-overrides': [
    'Berubah karena pengecualian gerbang di {kab}.',
    'Changed because of a gate override in {kab}.',
  ],
  'reason.change-need': [
    'Berubah karena data keluarga {kab} diperbarui.',
    'Changed because the family data of {kab} were updated.',
  ],
  'reason.change-evidence': [
    'Berubah karena bukti potensi {kab}.',
    'Changed because of evidence on {kab}.',
  ],
  'reason.change-past-aid': [
    'Berubah karena catatan bantuan lalu di {kab}.',
    'Changed because of past aid in {kab}.',
  ],
  'reason.change-travel': [
    'Berubah karena biaya perjalanan ke {kab}.',
    'Changed because of the cost of travel to {kab}.',
  ],
  'reason.change-answers-all': [
    'Berubah karena masukan provinsi.',
    'Changed because of input from the province.',
  ],
  'reason.change-overrides-all': [
    'Berubah karena pengecualian gerbang provinsi.',
    'Changed because of a gate override of the province.',
  ],
  'reason.change-need-all': [
    'Berubah karena data keluarga provinsi.',
    'Changed because of the family data of the province.',
  ],
  'reason.change-evidence-all': [
    'Berubah karena bukti tingkat provinsi.',
    'Changed because of evidence on the province.',
  ],
  'reason.change-past-aid-all': [
    'Berubah karena catatan bantuan lalu.',
    'Changed because of past aid.',
  ],
  'reason.change-travel-all': [
    'Berubah karena biaya perjalanan.',
    'Changed because of the cost of travel.',
  ],
  'reason.change-prices-all': [
    'Berubah karena harga diperbarui.',
    'Changed because prices were updated.',
  ],
  'reason.change-recipes-all': [
    'Berubah karena resep diperbarui.',
    'Changed because recipes were updated.',
  ],
  'reason.change-money': [
    'Berubah karena pagu atau sumber dana diubah.',
    'Changed because the money was changed.',
  ],
  'reason.change-price-list': [
    'Berubah karena daftar harga lain dipilih.',
    'Changed because another price list was chosen.',
  ],
  'reason.change-weights': [
    'Berubah karena tujuan atau bobotnya diubah.',
    'Changed because the aim or its weights were changed.',
  ],
  'reason.change-batch': [
    'Berubah karena ukuran angkatan diubah.',
    'Changed because the batch size was changed.',
  ],
  'reason.change-limits': ['Berubah karena batas diubah.', 'Changed because limits were changed.'],
  'reason.change-locks': [
    'Berubah karena kunci atau larangan diubah.',
    'Changed because locks or bans were changed.',
  ],
  'reason.change-ripple': [
    'Ikut bergeser karena dana berpindah setelah perubahan di {kabs}.',
    'Shifted as money moved after changes in {kabs}.',
  ],
} as const satisfies Record<string, readonly [string, string]>;
