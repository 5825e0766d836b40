/** Words of papers and workbooks. Papers are Indonesian; the English text is for the screens that make them. */
export const documentMessages = {
  'audit.action.documents.letterhead': ['Kop surat diubah', 'Letterhead changed'],
  'letterhead.title': ['Kop surat', 'Letterhead'],
  'letterhead.lead': [
    'Tercetak di ringkasan rencana dan Lembar Kabupaten. Baris yang kosong dibiarkan kosong.',
    'Printed on the brief and the district sheets. Empty lines stay empty.',
  ],
  'letterhead.government': ['Baris pertama', 'First line'],
  'letterhead.office': ['Nama kantor', 'Office'],
  'letterhead.address': ['Alamat', 'Address'],
  'letterhead.contact': ['Telepon, WhatsApp, surel', 'Telephone, WhatsApp, e-mail'],
  'letterhead.city': ['Kota penandatanganan', 'Place of signing'],
  'letterhead.signerTitle': ['Jabatan penandatangan', 'Title of the signer'],
  'letterhead.signerName': ['Nama penandatangan', 'Name of the signer'],
  'letterhead.signerNip': ['NIP penandatangan', 'NIP of the signer'],
  'paper.page': ['Halaman', 'Page'],
  'paper.of': ['dari', 'of'],
  'document.pages': ['Halaman &P dari &N', 'Page &P of &N'],
} as const satisfies Record<string, readonly [string, string]>;
