/**
 * Numbers as people write them in spreadsheets: 1.234,56 · 1,234.56 · 12.43 · Rp 1.500 · 97,98%.
 * `1.234` alone says nothing about which mark is the decimal one; it is only read where the rest of
 * its column, or a person, has decided.
 */
export type DecimalMark = 'comma' | 'dot';

export type WrittenNumber =
  | { ok: true; value: number }
  | { ok: false; why: 'blank' | 'number-unreadable' | 'number-ambiguous' };

/** What statistics offices print where there is no figure; a dash is not a zero. */
const BLANKS = new Set(['', '-', '–', '—', '...', '…', 'na', 'n/a', 'n.a', '*)', 'tad', 'x']);

export function isBlankNumber(text: string): boolean {
  return BLANKS.has(text.trim().toLowerCase());
}

const bare = (text: string): string =>
  text
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/^rp\.?/i, '')
    .replace(/%$/, '')
    .replace(/^\+/, '')
    .replace(/^[−–]/, '-');

type Shape = DecimalMark | 'plain' | 'unclear' | 'wrong';

/** What one written number says about the decimal mark by itself. */
function shapeOf(digits: string): Shape {
  if (/^-?\d+$/.test(digits)) return 'plain';
  if (!/^-?\d[\d.,]*$/.test(digits) || /[.,]$/.test(digits)) return 'wrong';
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (dots > 0 && commas > 0) {
    const decimal: DecimalMark =
      digits.lastIndexOf(',') > digits.lastIndexOf('.') ? 'comma' : 'dot';
    return (decimal === 'comma' ? /^-?\d{1,3}(\.\d{3})+,\d+$/ : /^-?\d{1,3}(,\d{3})+\.\d+$/).test(
      digits,
    )
      ? decimal
      : 'wrong';
  }
  const mark = dots > 0 ? '.' : ',';
  const parts = digits.replace(/^-/, '').split(mark);
  const grouped =
    parts.slice(1).every((p) => p.length === 3) &&
    (parts[0] ?? '').length <= 3 &&
    !/^0/.test(parts[0] ?? '');
  if (parts.length > 2) return grouped ? (mark === '.' ? 'comma' : 'dot') : 'wrong';
  if (grouped) return 'unclear';
  return mark === '.' ? 'dot' : 'comma';
}

/** The decimal mark a column of numbers uses, where its values agree on one. */
export function decimalMarkOf(values: Iterable<string>): DecimalMark | undefined {
  let found: DecimalMark | undefined;
  for (const value of values) {
    const shape = shapeOf(bare(value));
    if (shape !== 'comma' && shape !== 'dot') continue;
    if (found !== undefined && found !== shape) return undefined;
    found = shape;
  }
  return found;
}

/** Reads one number. `mark` decides only what the number itself leaves open. */
export function readNumber(text: string, mark: DecimalMark | undefined): WrittenNumber {
  if (isBlankNumber(text)) return { ok: false, why: 'blank' };
  const digits = bare(text);
  const shape = shapeOf(digits);
  switch (shape) {
    case 'plain':
      return exact(digits);
    case 'wrong':
      return { ok: false, why: 'number-unreadable' };
    case 'unclear':
      if (mark === undefined) return { ok: false, why: 'number-ambiguous' };
      return exact(normal(digits, mark));
    default:
      return exact(normal(digits, shape));
  }
}

const normal = (digits: string, mark: DecimalMark): string =>
  mark === 'comma' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');

function exact(digits: string): WrittenNumber {
  const value = Number(digits);
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, why: 'number-unreadable' };
}
