import type { PlaceMatch, WrittenPlace } from './family-region.ts';
import { codeText, type RowIssue } from './family-row.ts';
import type { ImportField } from './import-field.ts';
import { cellText, type ImportLayout, type LayoutCell, type LayoutRow } from './import-layout.ts';
import { reason } from './reason.ts';
import type { RegionCode, RegionLevel } from './region.ts';

/** Counts of one row: a wide one fills several desils, a long one exactly one. */
export interface RecapPart {
  readonly code: RegionCode;
  readonly level: RegionLevel;
  /** Desil 1 to 10, then families without one; null where this row says nothing of it. */
  readonly counts: readonly (number | null)[];
  readonly persons: number | null;
}

export interface ReadRecapRow {
  readonly part: RecapPart | undefined;
  readonly issues: readonly RowIssue[];
}

/** Whole families as offices write them: 1234 · 1.234 · 1,234 · `-` for none. Undefined: unreadable. */
export function readCount(cell: LayoutCell): number | null | undefined {
  if (typeof cell === 'number') {
    return Number.isInteger(cell) && cell >= 0 && cell < 1e7 ? cell : undefined;
  }
  const text = cellText(cell).replace(/\s/g, '');
  if (text === '') return null;
  if (/^[-–—]$/.test(text)) return 0;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  if (/^\d{1,3}([.,]\d{3})+$/.test(text)) return Number(text.replace(/[.,]/g, ''));
  return undefined;
}

/** Reads one row of a table of counts. Sums and notes are refused, so that nothing counts twice. */
export function readRecapRow(
  row: LayoutRow,
  tools: { layout: ImportLayout; place(written: WrittenPlace): PlaceMatch },
): ReadRecapRow {
  const { layout } = tools;
  const { columns } = layout;
  const issues: RowIssue[] = [];
  const cellOf = (field: ImportField): LayoutCell => row.cells[columns[field] ?? -1] ?? null;
  const text = (field: ImportField) => cellText(cellOf(field));
  const refuse = (field: ImportField | '', code: string, params = {}) => {
    issues.push({ field, reason: reason(code, params), refused: true });
    return { part: undefined, issues };
  };
  if (row.cells.some((c) => /^(jumlah|total|grand total)\b/i.test(cellText(c)))) {
    return refuse('', 'total-row');
  }
  const written: WrittenPlace = {
    villageCode: codeText(cellOf('villageCode')),
    kecCode: codeText(cellOf('kecCode')),
    kabCode: codeText(cellOf('kabCode')),
    provinceName: text('provinceName'),
    kabName: text('kabName'),
    kecName: text('kecName'),
    villageName: text('villageName'),
  };
  if (Object.values(written).every((t) => t === '')) return refuse('', 'no-data');
  const place = tools.place(written);
  if (!place.ok) return refuse(place.field, place.reason.code, place.reason.params);
  for (const w of place.warnings) issues.push({ ...w, refused: false });
  if (place.level === 'province') return refuse('', 'total-row');

  const counts = new Array<number | null>(11).fill(null);
  const wide = layout.desilColumns.some((c) => c !== null);
  if (wide) {
    for (const [i, column] of layout.desilColumns.entries()) {
      if (column === null) continue;
      const n = readCount(row.cells[column] ?? null);
      if (n === undefined) {
        const value = cellText(row.cells[column]).slice(0, 40);
        return refuse('count', 'count-unreadable', { value, column: layout.heads[column] ?? '' });
      }
      counts[i] = n;
    }
    checkTotal(counts);
  } else {
    const desil = /^(?:desil|d)?[ _-]*0*(\d{1,2})$/i.exec(text('desil'))?.[1];
    const none = /^(tanpa|belum|tidak|-|0)?/i.exec(text('desil'))?.[0] === text('desil');
    const at = desil === undefined ? (none ? 10 : -1) : Number(desil) - 1;
    if (at < 0 || at > 10 || (desil !== undefined && Number(desil) > 10)) {
      return refuse('desil', 'desil-unreadable', { value: text('desil').slice(0, 40) });
    }
    const n = readCount(cellOf('count'));
    if (n === undefined || n === null) {
      return refuse('count', 'count-unreadable', {
        value: text('count').slice(0, 40),
        column: layout.heads[columns.count ?? -1] ?? '',
      });
    }
    counts[at] = n;
  }
  if (counts.every((n) => n === null)) return refuse('', 'no-data');
  const persons = columns.persons === undefined ? null : readCount(cellOf('persons'));
  return {
    part: { code: place.code, level: place.level, counts, persons: persons ?? null },
    issues,
  };

  function checkTotal(all: readonly (number | null)[]): void {
    const column = columns.total ?? columns.count;
    const total = column === undefined ? null : readCount(row.cells[column] ?? null);
    if (total === null || total === undefined) return;
    const sum = all.reduce<number>((s, n) => s + (n ?? 0), 0);
    if (sum !== total) {
      issues.push({
        field: 'total',
        reason: reason('recap-sum-differs', { sum, total }),
        refused: false,
      });
    }
  }
}
