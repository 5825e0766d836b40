import { type IndicatorCode, indicators } from '#domain/fact.ts';
import {
  findIndicator,
  foldItem,
  inOwnUnit,
  readGrade,
  readPeriod,
  readYear,
  unitMatters,
} from '#domain/fact-read.ts';
import { reason } from '#domain/reason.ts';
import type { MeasureColumn } from '#domain/table-mapping.ts';
import { isMessageKey, translate } from '#messages/translate.ts';
import { loadRegionIndex } from '../regions/queries-match.ts';
import { type RegionReader, regionFields, regionReader } from '../spreadsheet/region-fields.ts';
import type { Row, TableKind } from '../spreadsheet/table-kind.ts';
import { type ItemReader, itemReader } from './items.ts';
import {
  insertFacts,
  listLiveFacts,
  liveKey,
  type NewFact,
  replaceFacts,
  undoFacts,
} from './queries-facts.ts';
import { listCommoditySpellings } from './queries-regions.ts';

interface Tools {
  readonly regions: RegionReader;
  readonly items: ItemReader;
  readonly standing: ReadonlyMap<string, { id: string; value: number | null }>;
  /** Figures this file has given so far. */
  readonly seen: Map<string, number | null>;
}

interface NewFigure extends NewFact {
  /** The figure of the same source that this one replaces. */
  readonly replaces: string | null;
}

/** Source of every made-up figure; it never comes back as a published one. */
const EXAMPLE = 'DATA CONTOH';

const codes = Object.keys(indicators) as IndicatorCode[];

/**
 * Published figures: long tables (one figure a row, with its indicator and unit beside it) and wide
 * ones (several columns of figures). Every figure ends up with region, year, source and grade, in the
 * indicator's own unit; a blank cell becomes a blank figure.
 */
export const figuresKind: TableKind<NewFigure, Tools> = {
  name: 'figures',
  fields: [
    ...regionFields,
    {
      name: 'indicator',
      required: true,
      constant: true,
      choices: codes,
      aliases: ['indicator', 'indikator', 'uraian', 'jenis_data'],
    },
    {
      name: 'value',
      required: true,
      number: true,
      aliases: ['value', 'nilai', 'angka', 'besaran'],
    },
    { name: 'unit', required: false, constant: true, aliases: ['unit', 'satuan'] },
    {
      name: 'item',
      required: false,
      constant: true,
      aliases: [
        'item',
        'commodity',
        'komoditas',
        'komoditi',
        'produk',
        'sector',
        'sektor',
        'rincian',
      ],
    },
    { name: 'year', required: true, constant: true, aliases: ['year', 'tahun', 'thn'] },
    { name: 'period', required: false, constant: true, aliases: ['period', 'periode', 'bulan'] },
    {
      name: 'grade',
      required: true,
      constant: true,
      choices: ['H', 'M', 'L'],
      aliases: ['confidence', 'grade', 'mutu', 'tingkat_keyakinan', 'keyakinan'],
    },
    {
      name: 'source',
      required: true,
      constant: true,
      aliases: ['source', 'sumber', 'sumber_data'],
    },
    { name: 'note', required: false, aliases: ['note', 'catatan', 'keterangan'] },
  ],
  wide: {
    insteadOf: ['value', 'indicator'],
    choices: codes,
    guess(head) {
      const found = findIndicator(head);
      if (found === undefined) return undefined;
      const unit = found.unit ?? indicators[found.indicator].unit;
      return { measure: found.indicator, unit, year: found.year, period: found.period };
    },
  },

  async prepare(db, table) {
    const regions = regionReader(await loadRegionIndex(db), table);
    const written = table.rows.map((row) => ({
      where: whereOf((field) => table.textOf(row, field)),
      text: table.textOf(row, 'item'),
    }));
    const standing = await listLiveFacts(db);
    return {
      regions,
      items: itemReader(await listCommoditySpellings(db), written),
      standing: new Map(standing.map((f) => [liveKey(f), f])),
      seen: new Map(),
    };
  },

  read(row, tools) {
    const code = tools.regions.read(row);
    const grade = readGrade(row.text('grade'));
    if (grade === undefined)
      row.refuse('grade', reason('grade-unknown', { value: row.text('grade') }));
    const source = row.text('source');
    if (source === '') row.refuse('source', reason('source-missing'));
    if (source === EXAMPLE) row.refuse('source', reason('source-example'));
    const cells = row.figures();
    const figures =
      cells.length > 0
        ? cells.map(({ measure, value }) => wideFigure(row, measure, value))
        : [longFigure(row)];
    if (cells.length > 1 && cells.every((c) => c.value === null)) {
      row.refuse(cells[0]?.measure ?? 'value', reason('row-without-figures'));
    }
    if (code === undefined || grade === undefined || row.refused()) return [];
    const note = row.text('note') || null;
    return figures.flatMap((f) => {
      if (f === undefined) return [];
      const item = itemOf(row, f.indicator, tools.items);
      if (item === undefined) return [];
      const { at, ...rest } = f;
      const fact = { code, item: item || null, grade, source, note, synthetic: false, ...rest };
      return settle(row, at, fact, tools);
    });
  },

  async store(db, records, mark) {
    const replaced = records.flatMap((r) => (r.replaces === null ? [] : [r.replaces]));
    await replaceFacts(db, replaced, mark, 'replaced');
    await insertFacts(db, records, mark);
    return records.length;
  },
  undo: undoFacts,

  preview: {
    heads: ['name', 'indicator', 'item', 'year', 'value', 'unit', 'grade', 'source'],
    row: (f, tools) => [
      tools.regions.nameOf(f.code),
      f.indicator,
      f.item,
      f.period === '' ? f.year : `${f.year} ${f.period}`,
      f.value,
      indicators[f.indicator].unit,
      f.grade,
      f.source,
    ],
  },
};

interface Figure {
  readonly at: string | MeasureColumn;
  readonly indicator: IndicatorCode;
  readonly year: number;
  readonly period: string;
  readonly value: number | null;
}

function longFigure(row: Row): Figure | undefined {
  const written = row.text('indicator');
  const found = findIndicator(written) ?? ownLabel(written);
  if (found === undefined) {
    row.refuse(
      'indicator',
      reason(written ? 'indicator-unknown' : 'indicator-missing', { value: written }),
    );
  }
  const when = whenOf(row, found?.year ?? null, found?.period ?? null);
  const raw = row.figure('value');
  if (found === undefined || when === undefined || raw === undefined) return undefined;
  const unit = unitOf(found.indicator, row.text('unit') || (found.unit ?? ''));
  if (unit === '' && raw !== null && unitMatters(found.indicator)) {
    row.warn('unit', reason('unit-assumed', { unit: indicators[found.indicator].unit }));
  }
  return figure(row, 'value', found.indicator, raw, unit, when);
}

function wideFigure(
  row: Row,
  measure: MeasureColumn,
  raw: number | null | undefined,
): Figure | undefined {
  const found = findIndicator(measure.measure);
  if (found === undefined)
    row.refuse(measure, reason('indicator-unknown', { value: measure.measure }));
  const when = whenOf(row, measure.year, measure.period);
  if (found === undefined || when === undefined || raw === undefined) return undefined;
  return figure(row, measure, found.indicator, raw, measure.unit ?? row.text('unit'), when);
}

/** A year in the head or the indicator's word goes before the column: the column may be the edition's. */
function whenOf(
  row: Row,
  givenYear: number | null,
  givenPeriod: string | null,
): { year: number; period: string } | undefined {
  const written = readPeriod(row.text('period'));
  if (givenYear !== null) return { year: givenYear, period: givenPeriod ?? written };
  const read = readYear(row.text('year'));
  if (read.ok) return { year: read.year, period: givenPeriod ?? (written || read.period) };
  row.refuse('year', read.reason);
  return undefined;
}

const wordsOf = (key: string): string[] =>
  isMessageKey(key) ? (['id', 'en'] as const).map((l) => foldItem(translate(l, key))) : [];

const LABELS = new Map(
  codes.flatMap((code) => wordsOf(`indicator.${code}`).map((word) => [word, code] as const)),
);

/** An indicator under the name our own tables give it, so that a saved table comes back. */
function ownLabel(text: string): ReturnType<typeof findIndicator> {
  const indicator = LABELS.get(foldItem(text));
  return indicator && { indicator, unit: null, year: null, period: null };
}

/** A unit under the name our own tables give it is the indicator's own. */
const unitOf = (indicator: IndicatorCode, text: string): string =>
  wordsOf(`unit.${indicators[indicator].unit}`).includes(foldItem(text))
    ? indicators[indicator].unit
    : text;

function figure(
  row: Row,
  at: string | MeasureColumn,
  indicator: IndicatorCode,
  raw: number | null,
  unit: string,
  when: { year: number; period: string },
): Figure | undefined {
  if (raw === null) {
    row.warn(at, reason('value-blank'));
    return { at, indicator, value: null, ...when };
  }
  const read = inOwnUnit(indicator, raw, unit);
  if (!read.ok) {
    row.refuse(at, read.reason);
    return undefined;
  }
  return { at, indicator, value: read.value, ...when };
}

/** Place, year and indicator as written: within these an item may stand once. */
const whereOf = (textOf: (field: string) => string): string =>
  ['code', 'bps', 'name', 'indicator', 'year', 'period', 'source'].map(textOf).join('|');

/** Empty for indicators without items; undefined where the row had to be refused. */
function itemOf(row: Row, indicator: IndicatorCode, items: ItemReader): string | undefined {
  if (!indicators[indicator].perItem) return '';
  const text = row.text('item');
  if (text === '') {
    row.refuse('item', reason('item-missing'));
    return undefined;
  }
  // Products a household buys and branches of the economy are not commodities a place lives from.
  if (indicator === 'spending' || indicator === 'sector_share') return foldItem(text);
  const { item, remark } = items.read(
    text,
    whereOf((field) => row.text(field)),
  );
  if (remark) row.warn('item', remark);
  return item;
}

/** Against what this file has said already, and against what stands. */
function settle(
  row: Row,
  at: string | MeasureColumn,
  fact: NewFact,
  tools: Tools,
): readonly NewFigure[] {
  const key = liveKey({ ...fact, item: fact.item ?? '' });
  const before = tools.seen.get(key);
  if (before !== undefined) {
    if (before === fact.value) row.warn(at, reason('row-repeats'));
    else row.refuse(at, reason('row-contradicts', { value: before ?? '' }));
    return [];
  }
  tools.seen.set(key, fact.value);
  const stands = tools.standing.get(key);
  if (stands === undefined) return [{ ...fact, replaces: null }];
  if (stands.value === fact.value) {
    row.warn(at, reason('already-stored'));
    return [];
  }
  row.warn(at, reason('replaces', { value: stands.value ?? '' }));
  return [{ ...fact, replaces: stands.id }];
}
