/** Why a row of a list of families is refused, or what is remarked on it; why a file is not taken. */
export const importReasons = {
  'reason.nik-missing': ['NIK kosong', 'the NIK is blank'],
  'reason.nik-placeholder': [
    'NIK hanya isian pengganti (0, 9999 …); tidak dipakai sebagai tanda pengenal',
    'the NIK is a placeholder (0, 9999 …) and identifies nobody',
  ],
  'reason.nik-damaged': [
    'NIK rusak oleh Excel: angka terakhirnya hilang. Minta berkas asli, atau simpan kolom NIK sebagai teks sebelum menempel',
    'the NIK was damaged by Excel: its last digit is lost. Ask for the original file, or store the column as text',
  ],
  'reason.nik-not-digits': ['NIK berisi huruf atau tanda lain', 'the NIK holds other characters'],
  'reason.nik-length': ['NIK {n} angka, seharusnya 16', 'the NIK has {n} digits instead of 16'],
  'reason.nik-province': ['kode provinsi di NIK tidak ada', 'no province has the code in the NIK'],
  'reason.nik-serial': ['nomor urut di NIK 0000', 'the serial in the NIK is 0000'],
  'reason.nik-date': [
    'tanggal lahir di NIK tidak mungkin',
    'the birth date in the NIK is impossible',
  ],
  'reason.nik-sex-differs': [
    'jenis kelamin berbeda dari yang tersirat di NIK',
    'the sex differs from what the NIK says',
  ],
  'reason.nik-birth-differs': [
    'tanggal lahir berbeda dari yang tersirat di NIK (boleh, bila pernah dibetulkan)',
    'the birth date differs from what the NIK says (allowed where it was corrected)',
  ],
  'reason.nik-twice': [
    'NIK yang sama sudah ada di keluarga lain dalam berkas ini',
    'the same NIK stands in another family of this file',
  ],
  'reason.kk-placeholder': [
    'nomor KK hanya isian pengganti; keluarga tidak digabung karenanya',
    'the KK number is a placeholder; no families are joined by it',
  ],
  'reason.kk-damaged': ['nomor KK rusak oleh Excel', 'the KK number was damaged by Excel'],
  'reason.kk-not-digits': [
    'nomor KK berisi huruf atau tanda lain',
    'the KK number holds other characters',
  ],
  'reason.kk-length': [
    'nomor KK {n} angka, seharusnya 16',
    'the KK number has {n} digits instead of 16',
  ],
  'reason.bps-by-name': [
    'kode BPS {code} tidak dipasangkan sampai desa; wilayahnya ditemukan lewat nama',
    'BPS code {code} is not paired down to villages; the place was found by its names',
  ],
  'reason.codes-disagree': [
    'kode {code} dan kode {other} pada baris yang sama menunjuk wilayah berbeda',
    'codes {code} and {other} on one row mean different places',
  ],
  'reason.name-needs-kec': [
    'desa "{name}" tanpa kode dan tanpa kecamatan tidak dapat dipastikan',
    'village "{name}" without a code or a subdistrict cannot be told apart',
  ],
  'reason.name-not-found': [
    '"{name}" tidak ada di {inside}; periksa ejaan atau isi kodenya',
    'there is no "{name}" in {inside}; check the spelling or give the code',
  ],
  'reason.village-missing': [
    'kode {code} belum sampai desa/kelurahan',
    'code {code} does not reach down to a village',
  ],
  'reason.outside-area': [
    'wilayah {region} di luar wilayah kerja Anda',
    'region {region} is outside your area',
  ],
  'reason.word-unknown': [
    '"{value}" tidak dikenal; dikosongkan',
    '"{value}" is not known; left blank',
  ],
  'reason.desil-missing': ['desil kosong', 'the decile is blank'],
  'reason.desil-unreadable': [
    '"{value}" bukan desil 1 sampai 10',
    '"{value}" is not a decile from 1 to 10',
  ],
  'reason.members-unreadable': [
    'jumlah anggota "{value}" tidak terbaca',
    'number of members "{value}" cannot be read',
  ],
  'reason.status-inactive': ['berstatus "{value}" di sumbernya', 'marked "{value}" in the source'],
  'reason.nobody': ['nama dan NIK kosong', 'neither a name nor a NIK'],
  'reason.name-missing': ['nama kosong', 'the name is blank'],
  'reason.relation-missing': [
    'hubungan dengan kepala keluarga kosong',
    'the relation to the head is blank',
  ],
  'reason.two-heads': [
    'keluarga ini sudah punya kepala keluarga',
    'this family already has a head',
  ],
  'reason.date-unreadable': [
    '"{value}" bukan tanggal; dikosongkan',
    '"{value}" is not a date; left blank',
  ],
  'reason.date-turned': [
    'tanggal "{value}" hanya masuk akal bila hari dan bulannya ditukar',
    'date "{value}" only makes sense with day and month exchanged',
  ],
  'reason.birth-implausible': [
    'tanggal lahir {value} tidak mungkin; dikosongkan',
    'birth date {value} is impossible; left blank',
  ],
  'reason.repeated-head': ['judul kolom yang terulang', 'the heads again'],
  'reason.total-row': [
    'baris jumlah; tidak dihitung agar tidak dua kali',
    'a row of totals; not counted, so that nothing counts twice',
  ],
  'reason.no-data': [
    'baris tanpa data (catatan atau tanda tangan)',
    'a row without data (a note or a signature)',
  ],
  'reason.family-key-missing': [
    'ID keluarga dan nomor KK kosong, dan baris di atasnya bukan keluarganya',
    'no family id and no KK, and the row above is not the family',
  ],
  'reason.family-unknown': [
    'keluarganya tidak ada di berkas keluarga',
    'the family is not in the file of families',
  ],
  'reason.family-twice': ['keluarga yang sama sudah ada di atas', 'the same family stands above'],
  'reason.person-twice': [
    'orang yang sama sudah ada di keluarga ini',
    'the same person stands in this family already',
  ],
  'reason.family-village-differs': [
    'desa berbeda dari baris pertama keluarga ini; yang pertama dipakai',
    'the village differs from the first row of the family; the first is used',
  ],
  'reason.family-desil-differs': [
    'desil berbeda dari baris pertama keluarga ini; yang pertama dipakai',
    'the decile differs from the first row of the family; the first is used',
  ],
  'reason.families-without-head': [
    '{n} keluarga tanpa kepala keluarga: anggota yang pertama dipakai sebagai nama keluarga',
    '{n} families without a head: their first member stands for the family',
  ],
  'reason.file-through-excel': [
    'Hampir semua NIK atau KK di berkas ini berakhir 0: berkas pernah dibuka di Excel sebagai angka, dan angka terakhirnya hilang. Nomor itu tidak dipakai sebagai tanda pengenal. Minta berkas aslinya.',
    'Nearly every NIK or KK in this file ends in 0: it went through Excel as numbers and lost the last digit. Those numbers identify nobody. Ask for the original file.',
  ],
  'reason.recap-level-kab': [
    'Rekap per kabupaten/kota ({n}). Peta, gerbang, rencana, dan brief bekerja per kabupaten; kecamatan dan desa tidak dapat ditunjuk.',
    'Recap by district ({n}). Map, gate, plan and brief work by district; nothing below can be pointed at.',
  ],
  'reason.recap-level-kec': [
    'Rekap per kecamatan ({n}). Peta, gerbang, rencana, dan brief bekerja per kecamatan; desa tidak dapat ditunjuk.',
    'Recap by subdistrict ({n}). Map, gate, plan and brief work by subdistrict; villages cannot be pointed at.',
  ],
  'reason.recap-level-village': [
    'Rekap per desa/kelurahan ({n}). Keluarga tidak dapat ditunjuk satu per satu.',
    'Recap by village ({n}). Single families cannot be pointed at.',
  ],
  'reason.recap-other-level': [
    'tingkat wilayahnya lain dari baris yang lain (mungkin baris jumlah); tidak dihitung agar tidak dua kali',
    'of another level than the other rows (perhaps a subtotal); not counted, so that nothing counts twice',
  ],
  'reason.region-twice': [
    'wilayah {code} sudah ada di atas untuk desil yang sama',
    'region {code} stands above already for the same decile',
  ],
  'reason.count-unreadable': [
    '"{value}" di kolom {column} bukan jumlah keluarga',
    '"{value}" in column {column} is not a number of families',
  ],
  'reason.recap-sum-differs': [
    'jumlah per desil {sum}, padahal kolom jumlah berisi {total}; per desil yang dipakai',
    'the deciles add up to {sum}, but the total column says {total}; the deciles are used',
  ],

  'why.too-many-entries': ['terlalu banyak bagian di dalamnya', 'too many parts inside'],
  'why.unzipped-too-large': ['terlalu besar setelah dibuka', 'too large once unpacked'],
  'why.ratio': ['mengembang tidak wajar saat dibuka', 'swells beyond reason when unpacked'],
  'why.lying-sizes': ['ukuran di dalamnya tidak sesuai isi', 'sizes inside do not match'],
  'why.overlapping-entries': ['bagian di dalamnya saling tindih', 'parts inside overlap'],
  'why.doctype': ['memuat perintah DOCTYPE', 'carries a DOCTYPE'],
  'why.cell-too-long': [
    'satu sel berisi lebih dari 32.767 huruf',
    'a cell of more than 32,767 characters',
  ],
  'why.tag-too-long': ['tanda XML yang tidak wajar panjangnya', 'an XML mark beyond reason'],
  'why.too-many-rows': ['lebih dari 1.048.576 baris', 'more than 1,048,576 rows'],
  'why.too-many-columns': ['lebih dari 200 kolom berisi', 'more than 200 filled columns'],
  'why.too-many-strings': [
    'terlalu banyak teks; simpan sebagai CSV atau bagi per kabupaten',
    'too much text; save as CSV or split by district',
  ],
  'why.part-too-large': [
    'daftar lembar atau gaya terlalu besar',
    'its list of sheets or styles is too large',
  ],
  'why.quote-never-closed': [
    'tanda kutip dibuka tetapi tidak ditutup',
    'a quotation mark is never closed',
  ],
  'why.empty': ['Berkas kosong.', 'The file is empty.'],
  'why.xls': [
    'Ini format Excel lama (.xls). Buka di Excel, lalu Simpan Sebagai “Buku Kerja Excel (.xlsx)”.',
    'This is the old Excel format (.xls). Open it in Excel and save it as .xlsx.',
  ],
  'why.xlsb': [
    'Ini format .xlsb. Buka di Excel, lalu Simpan Sebagai “Buku Kerja Excel (.xlsx)”.',
    'This is the .xlsb format. Open it in Excel and save it as .xlsx.',
  ],
  'why.ods': [
    'Ini format OpenDocument (.ods). Buka, lalu simpan sebagai .xlsx.',
    'This is the OpenDocument format (.ods). Open it and save it as .xlsx.',
  ],
  'why.encrypted': [
    'Berkas terkunci kata sandi. Buka di Excel, hapus kata sandinya (Berkas › Info › Lindungi), lalu simpan.',
    'The file is locked with a password. Remove it in Excel and save again.',
  ],
  'why.html': [
    'Ini halaman web yang diberi nama .xls. Buka di Excel, lalu Simpan Sebagai .xlsx.',
    'This is a web page named .xls. Open it in Excel and save it as .xlsx.',
  ],
  'why.pdf': [
    'Ini PDF. Minta berkas Excel atau CSV-nya.',
    'This is a PDF. Ask for the Excel or CSV file.',
  ],
  'why.picture': [
    'Ini gambar. Minta berkas Excel atau CSV-nya.',
    'This is a picture. Ask for the Excel or CSV file.',
  ],
  'why.rar': [
    'Ini arsip RAR. Ekstrak dulu berkas Excel di dalamnya.',
    'This is a RAR archive. Unpack it first.',
  ],
  'why.not-a-workbook': [
    'Ini arsip ZIP, bukan buku kerja Excel. Bila berisi berkas Excel, ekstrak dulu.',
    'This is a ZIP archive, not a workbook. If it holds one, unpack it first.',
  ],
  'why.truncated': [
    'Berkas terpotong. Unduh atau salin ulang.',
    'The file is cut off. Download or copy it again.',
  ],
  'why.damaged': [
    'Susunan berkas rusak. Simpan ulang dari Excel.',
    'The file is damaged. Save it again from Excel.',
  ],
  'why.binary': ['Ini bukan tabel CSV atau XLSX.', 'This is not a CSV or XLSX table.'],
  'why.cancelled': ['dihentikan', 'stopped'],
} as const satisfies Record<string, readonly [string, string]>;
