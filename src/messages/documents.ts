/** Words of papers and workbooks. Papers are Indonesian; the English text is for the screens that make them. */
export const documentMessages = {
  'audit.action.documents.letterhead': ['Kop surat diubah', 'Letterhead changed'],
  'paper.page': ['Halaman', 'Page'],
  'paper.of': ['dari', 'of'],
  'document.pages': ['Halaman &P dari &N', 'Page &P of &N'],
} as const satisfies Record<string, readonly [string, string]>;
