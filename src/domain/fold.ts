/** Lower case, no accents, every run of anything else than letters and digits becomes `_`. */
export const foldWord = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, '_')
    .replace(/^_|_$/g, '');
