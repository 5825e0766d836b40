import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { IndicatorCode } from '#domain/fact.ts';
import { readGrade, readYear } from '#domain/fact-read.ts';
import { findSetting, setSetting } from '../access/queries.ts';
import type { Pool } from '../db/sql.ts';
import { itemReader } from './items.ts';
import { type NewFact, swapReferenceFacts } from './queries-facts.ts';
import { listCommoditySpellings } from './queries-regions.ts';
import { type NewThreshold, swapReferenceThresholds } from './queries-thresholds.ts';

export const SHIPPED = 'system.reference';

/**
 * The product's own tables of published figures and thresholds (docs/reference-data.md). Runs as the
 * owner at start, after the commodities, and does nothing where files and spellings are unchanged.
 */
export async function loadReferenceFacts(
  owner: Pool,
  root: string,
): Promise<{ changed: boolean; facts: number }> {
  const read = (name: string) => readFileSync(join(root, 'db/reference', `${name}.csv`), 'utf8');
  const files = { facts: read('facts'), thresholds: read('thresholds') };
  const spellings = await listCommoditySpellings(owner);
  const words = spellings.map((s) => `${s.spelling}=${s.code}`).sort();
  const digest = createHash('sha256')
    .update(JSON.stringify([files, words]))
    .digest('hex');
  if ((await findSetting<string>(owner, 'facts.digest')) === digest) {
    return { changed: false, facts: 0 };
  }
  const rows = parse(files.facts);
  const whereOf = (row: CsvRow) =>
    [row['code'], row['indicator'], row['year'], row['period'], row['source']].join('|');
  const items = itemReader(
    spellings,
    rows.map((row) => ({ where: whereOf(row), text: row['item'] ?? '' })),
  );
  const facts = rows.map((row, i) =>
    factOf(row, i + 2, (text) => items.read(text, whereOf(row)).item),
  );
  const lines = parse(files.thresholds).map(thresholdOf);
  const mark = { importId: null, actor: SHIPPED, now: new Date().toISOString() };
  await owner.begin(async (db) => {
    await swapReferenceFacts(db, facts, mark);
    await swapReferenceThresholds(db, lines, mark);
    await setSetting(db, 'facts.digest', digest);
  });
  return { changed: true, facts: facts.length };
}

type CsvRow = Record<string, string>;

const parse = (text: string): CsvRow[] =>
  Papa.parse<CsvRow>(text, { header: true, skipEmptyLines: true }).data;

/** A shipped row that cannot be read is a fault of the product, not of a user: it stops the start. */
function factOf(row: CsvRow, line: number, itemOf: (text: string) => string): NewFact {
  const indicator = IndicatorCode.safeParse(row['indicator']);
  const year = readYear(row['year'] ?? '');
  const grade = readGrade(row['grade'] ?? '');
  const value = row['value'] === '' ? null : Number(row['value']);
  if (!indicator.success || !year.ok || grade === undefined || Number.isNaN(value)) {
    throw new Error(`db/reference/facts.csv line ${line} cannot be read`);
  }
  return {
    code: row['code'] ?? '',
    indicator: indicator.data,
    item: row['item'] ? itemOf(row['item']) : null,
    year: year.year,
    period: row['period'] ?? '',
    value,
    grade,
    source: row['source'] ?? '',
    note: row['note'] || null,
    synthetic: false,
  };
}

function thresholdOf(row: CsvRow): NewThreshold {
  const number = (name: string) => (row[name] ? Number(row[name]) : null);
  return {
    year: Number(row['year']),
    basis: row['basis'] ?? '',
    baseYear: number('base_year'),
    perDayRupiah: number('rp_per_day'),
    perMonthRupiah: number('rp_per_month'),
    grade: readGrade(row['grade'] ?? '') ?? 'L',
    source: row['source'] ?? '',
    note: row['note'] || null,
    usable: row['usable'] === 'yes',
  };
}
