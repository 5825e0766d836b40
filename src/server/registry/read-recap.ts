import type { RowIssue } from '#domain/family-row.ts';
import type { LayoutRow } from '#domain/import-layout.ts';
import { type Reason, reason } from '#domain/reason.ts';
import { type RecapPart, readRecapRow } from '#domain/recap-row.ts';
import { covers, type RegionLevel } from '#domain/region.ts';
import { openSheetFile } from '../spreadsheet/open-sheet.ts';
import { type ReadOptions, rememberPlaces } from './read-list.ts';

export interface RecapRegion {
  code: string;
  byDesil: number[];
  unknown: number;
  persons: number | null;
}

export interface Recap {
  readonly level: RegionLevel;
  readonly regions: readonly RecapRegion[];
}

/**
 * Reads a table of counts. One level per table: the one most rows speak of; rows of another level are
 * sums of it (or parts), and taking both would count families twice.
 */
export async function readRecap(o: ReadOptions): Promise<Recap> {
  const [file] = o.files;
  if (file === undefined) return { level: 'kab', regions: [] };
  const place = rememberPlaces(o.regions, o.scheme);
  const rows: { row: LayoutRow; part: RecapPart | undefined; issues: readonly RowIssue[] }[] = [];
  const sheet = await openSheetFile(file.path);
  try {
    const from = file.layout.headRow + (file.layout.headRow === 0 ? 1 : file.layout.headRows);
    for await (const batch of sheet.rows(file.layout.sheet)) {
      o.onBatch(sheet.share());
      for (const row of batch) {
        if (row.number < from) continue;
        const read = readRecapRow(row, { layout: file.layout, place });
        rows.push({ row, ...read });
      }
    }
  } finally {
    await sheet.close();
  }
  const level = commonLevel(rows.flatMap((r) => (r.part ? [r.part.level] : [])));
  const regions = new Map<string, { counts: (number | null)[]; persons: number | null }>();
  for (const { row, part, issues } of rows) {
    const refusal = part === undefined ? undefined : addPart(part);
    o.ledger.add(
      file.part,
      row,
      refusal === undefined ? issues : [...issues, { field: '', reason: refusal, refused: true }],
    );
  }
  return {
    level,
    regions: [...regions].map(([code, r]) => ({
      code,
      byDesil: r.counts.slice(0, 10).map((n) => n ?? 0),
      unknown: r.counts[10] ?? 0,
      persons: r.persons,
    })),
  };

  function addPart(part: RecapPart): Reason | undefined {
    if (!covers(o.area, part.code)) return reason('outside-area', { region: part.code });
    if (part.level !== level) return reason('recap-other-level');
    const known = regions.get(part.code);
    if (known === undefined) {
      regions.set(part.code, { counts: [...part.counts], persons: part.persons });
      return undefined;
    }
    // A long table names a region once per desil; the same desil again would count twice.
    if (part.counts.some((n, i) => n !== null && known.counts[i] !== null)) {
      return reason('region-twice', { code: part.code });
    }
    for (const [i, n] of part.counts.entries()) if (n !== null) known.counts[i] = n;
    known.persons = part.persons === null ? known.persons : (known.persons ?? 0) + part.persons;
    return undefined;
  }
}

function commonLevel(levels: readonly RegionLevel[]): RegionLevel {
  const counts = new Map<RegionLevel, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'kab';
}
