/** One sentence for every problem code: what happened and what to do. */
export const problemMessages = {
  'problem.bad-input': [
    'Isian tidak sesuai. Periksa lagi bagian yang ditandai.',
    'The input does not fit. Check the marked fields.',
  ],
  'problem.bad-origin': [
    'Permintaan ditolak karena datang dari alamat lain. Buka Titik Temu dari alamat resminya.',
    'Refused: the request came from another address.',
  ],
  'problem.signed-out': [
    'Sesi Anda sudah berakhir. Masuk lagi; isian di layar tidak hilang.',
    'Your session has ended. Sign in again; nothing on the screen is lost.',
  ],
  'problem.wrong-password': [
    'Nama pengguna atau kata sandi salah.',
    'Wrong user name or password.',
  ],
  'problem.too-many-tries': [
    'Terlalu banyak percobaan. Tunggu {seconds} detik lalu coba lagi.',
    'Too many tries. Wait {seconds} seconds.',
  ],
  'problem.not-allowed': [
    'Peran Anda tidak boleh melakukan ini. Hubungi perencana provinsi.',
    'Your role may not do this.',
  ],
  'problem.outside-area': [
    'Wilayah {region} di luar wilayah kerja Anda.',
    'Region {region} is outside your area.',
  ],
  'problem.not-found': [
    'Tidak ditemukan. Mungkin sudah dihapus, atau alamatnya salah.',
    'Not found.',
  ],
  'problem.already-exists': ['Sudah ada yang sama.', 'It exists already.'],
  'problem.changed-meanwhile': [
    'Orang lain mengubahnya lebih dulu. Muat ulang, lalu ulangi perubahan Anda.',
    'Somebody else changed it first. Reload and repeat your change.',
  ],
  'problem.in-use': ['Masih dipakai, jadi tidak dapat dihapus.', 'Still in use.'],
  'problem.weak-password': [
    'Kata sandi ini mudah ditebak. Pakai tiga atau empat kata yang tidak berkaitan dengan kantor.',
    'This password is easy to guess.',
  ],
  'problem.setup-closed': [
    'Tautan ini sudah dipakai atau kedaluwarsa. Minta yang baru.',
    'This link was used or has expired.',
  ],
  'problem.file-too-large': [
    'Berkas terlalu besar. Bagi menurut kabupaten, lalu unggah satu per satu.',
    'The file is too large. Split it by district.',
  ],
  'problem.file-not-readable': [
    'Berkas tidak dapat dibaca sebagai CSV atau XLSX. Simpan ulang dari Excel sebagai .xlsx.',
    'Not readable as CSV or XLSX. Save it again from Excel as .xlsx.',
  ],
  'problem.file-hostile': [
    'Berkas ditolak karena susunannya berbahaya ({why}). Minta berkas asli dari sumbernya.',
    'Refused: the file is built dangerously ({why}).',
  ],
  'problem.file-already-imported': [
    'Berkas yang sama sudah diimpor.',
    'The same file was imported already.',
  ],
  'problem.import-not-ready': [
    'Impor ini belum selesai diperiksa.',
    'This import has not been checked yet.',
  ],
  'problem.import-newer-exists': [
    'Ada impor yang lebih baru; batalkan itu dulu.',
    'A newer import exists; undo that first.',
  ],
  'problem.demo-real-mixed': [
    'Data contoh dan data sungguhan tidak boleh bercampur. Jalankan Titik Temu dengan folder data lain untuk data sungguhan.',
    'Example and real data may not mix. Run with another data folder for real data.',
  ],
  'problem.reason-needed': ['Tuliskan alasannya.', 'A reason is needed.'],
  'problem.not-costable': [
    'Belum dapat dihitung biayanya: ada harga yang kosong.',
    'Cannot be costed: prices are blank.',
  ],
  'problem.plan-infeasible': [
    'Tidak ada rencana yang memenuhi semua batas sekaligus.',
    'No plan meets all limits at once.',
  ],
  'problem.rule-broken': ['Aturan tidak terpenuhi: {rule}.', 'A rule is not met: {rule}.'],
  'problem.busy': [
    'Server sedang sibuk. Coba lagi sebentar.',
    'The server is busy. Try again shortly.',
  ],
  'problem.internal': [
    'Terjadi kesalahan di server. Sebutkan kode {requestId} saat melapor.',
    'A server error occurred. Quote {requestId} when reporting.',
  ],
  'problem.network': [
    'Server tidak terjangkau. Periksa sambungan, lalu coba lagi.',
    'The server cannot be reached.',
  ],
} as const satisfies Record<string, readonly [string, string]>;
