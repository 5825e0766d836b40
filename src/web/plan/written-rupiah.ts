import { readNumber } from '#domain/written-number.ts';

const UNITS: Readonly<Record<string, number>> = {
  rb: 1e3,
  ribu: 1e3,
  jt: 1e6,
  juta: 1e6,
  m: 1e9,
  miliar: 1e9,
  milyar: 1e9,
  t: 1e12,
  triliun: 1e12,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};

/** Money as offices type it: 4.000.000.000 · Rp 4 miliar · 750 jt. Undefined where it is none of these. */
export function readRupiah(text: string): number | undefined {
  const match = /^\s*(?:rp\.?)?\s*([\d.,\s]+?)\s*([a-z]*)\.?\s*$/i.exec(text);
  if (match === null) return undefined;
  const word = (match[2] ?? '').toLowerCase();
  const unit = word === '' ? 1 : UNITS[word];
  const read = readNumber(match[1] ?? '', 'comma');
  if (unit === undefined || !read.ok || read.value < 0) return undefined;
  return Math.round(read.value * unit);
}
