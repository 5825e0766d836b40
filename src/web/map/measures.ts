import type { Point, Points, Ranking } from '#api/poverty.ts';
import type { IndicatorCode } from '#domain/fact.ts';
import { type Deprivation, deprivations } from '#domain/need.ts';
import { rankPlaces } from '#domain/rank.ts';
import type { MessageKey } from '#messages/translate.ts';
import type { Say } from '#ui/language.tsx';
import type { MapValue } from '#ui/map/map-values.ts';
import { figureText, yearText } from '../facts/figure-text.ts';

export type MeasureId =
  | 'keluarga'
  | 'tingkat'
  | `rumah-${Deprivation}`
  | Extract<
      IndicatorCode,
      'p0' | 'p1' | 'p2' | 'poor_count' | 'extreme_poverty_rate' | 'extreme_poverty_count'
    >;

export interface Measure {
  readonly id: MeasureId;
  readonly group: 'register' | 'housing' | 'published';
  /** Rates colour the areas, counts stand as circles. */
  readonly kind: 'rate' | 'count';
  readonly label: MessageKey;
}

const published = (id: MeasureId & IndicatorCode, kind: Measure['kind']): Measure => ({
  id,
  kind,
  group: 'published',
  label: `indicator.${id}`,
});

export const measures: readonly Measure[] = [
  { id: 'keluarga', group: 'register', kind: 'count', label: 'peta.measure.families' },
  { id: 'tingkat', group: 'register', kind: 'rate', label: 'peta.measure.rate' },
  ...deprivations.map(
    (what): Measure => ({
      id: `rumah-${what}`,
      group: 'housing',
      kind: 'rate',
      label: `peta.housing.${what}`,
    }),
  ),
  published('p0', 'rate'),
  published('p1', 'rate'),
  published('p2', 'rate'),
  published('extreme_poverty_rate', 'rate'),
  published('poor_count', 'count'),
  published('extreme_poverty_count', 'count'),
];

export interface MeasureRow {
  readonly code: string;
  readonly name: string;
  /** Null: no figure, listed all the same. */
  readonly value: number | null;
  readonly text: string;
  /** Interval, or what makes this figure special. */
  readonly note: string;
  /** The same where no column head explains it. */
  readonly tip?: string;
  /** `3`, `3–9`, `2 bersama`; empty without a value. */
  readonly rank: string;
  readonly rankAt: number | null;
  readonly uncertain: boolean;
}

export interface Shown {
  readonly measure: Measure;
  /** With the year or the date in it, always. */
  readonly title: string;
  readonly unit: string;
  /** Head of the column of notes. */
  readonly noteHead: string;
  readonly rows: readonly MeasureRow[];
  readonly sources: readonly string[];
  /** One sentence on how sure the ranks are. */
  readonly precision: string;
  readonly remarks: readonly string[];
  readonly synthetic: boolean;
  readonly format: (value: number) => string;
}

export const valuesOf = (shown: Shown): ReadonlyMap<string, MapValue> =>
  new Map(
    shown.rows.map((r) => [
      r.code,
      {
        value: r.value,
        text: r.text,
        ...(r.note ? { note: r.tip ?? r.note } : {}),
        uncertain: r.uncertain,
      },
    ]),
  );

/** Half a 95% interval over 1.96 is the standard error; above 25% of the rate the colour says little. */
const Z95 = 1.96;
const WIDE = 0.25;

/** What the register says, one row per place of the level. */
export function showPoints(say: Say, measure: Measure, points: Points): Shown {
  const date =
    points.asOf === null
      ? say.t('peta.noDate')
      : say.t('peta.asOf', { date: say.date(points.asOf) });
  const desil =
    points.desil === 1 ? say.t('peta.desil1') : say.t('peta.desilUpTo', { desil: points.desil });
  const level = say.t(`peta.per.${points.level}`);
  const base = {
    measure,
    sources: [say.t('peta.registerSource', { date })],
    remarks: [] as string[],
    synthetic: points.synthetic,
    noteHead: say.t(measure.id === 'tingkat' ? 'peta.intervalHead' : 'peta.note'),
  };
  if (measure.id === 'keluarga') {
    const format = (v: number) => say.number(v);
    return {
      ...base,
      title: say.t('peta.title.families', { desil, level, date }),
      unit: say.t('unit.families'),
      format,
      precision: say.t('peta.precision.count'),
      rows: ranked(say, points.points, (p) => p.families, {
        text: (v) => say.t('peta.families', { n: v }),
        note: () => '',
      }),
    };
  }
  if (measure.id === 'tingkat') {
    const reasons = new Set(
      points.points.flatMap((p) => (p.rateReason ? [p.rateReason.code] : [])),
    );
    return {
      ...base,
      title: say.t('peta.title.rate', { desil, level, date }),
      unit: say.t('peta.unit.rate'),
      format: (v) => say.percent(v),
      precision: say.t('peta.precision.rate'),
      remarks: [
        ...[...reasons].slice(0, 2).map((code) => {
          const why = points.points.find((p) => p.rateReason?.code === code)?.rateReason;
          return say.word(`reason.${code}`, why?.params);
        }),
      ],
      sources: [...base.sources, ...denominatorSources(points.points)],
      rows: rateRows(say, points.points),
    };
  }
  const what = measure.id.replace('rumah-', '') as Deprivation;
  const shareOf = (p: Point) => p.deprivation?.find((d) => d.what === what);
  return {
    ...base,
    title: say.t('peta.title.housing', { what: say.t(measure.label), level, date }),
    unit: say.t('peta.unit.housing'),
    format: (v) => say.percent(v, 1),
    precision: say.t('peta.precision.count'),
    rows: ranked(say, points.points, (p) => shareOf(p)?.percent ?? null, {
      text: (v) => say.percent(v, 1),
      note: (p) => say.t('peta.of', { n: shareOf(p)?.known ?? 0 }),
    }),
  };
}

const denominatorSources = (points: readonly Point[]): string[] => [
  ...new Set(points.flatMap((p) => (p.denominator ? [p.denominator.source] : []))),
];

/** Smoothed where there is a smoothed rate, with its interval and the ranks it allows. */
function rateRows(say: Say, points: readonly Point[]): MeasureRow[] {
  const errors = new Map<string, number>();
  for (const { code, smoothed } of points) {
    if (smoothed?.low == null || smoothed.high === null) continue;
    errors.set(code, (smoothed.high - smoothed.low) / (2 * Z95));
  }
  const read = (p: Point) => p.smoothed?.rate ?? p.rate;
  const places = rankPlaces(
    points.flatMap((p) => {
      const value = read(p);
      return value === null ? [] : [{ code: p.code, value, error: errors.get(p.code) ?? null }];
    }),
  );
  const placeOf = new Map(places.map((p) => [p.code, p]));
  return points.map((p): MeasureRow => {
    const value = read(p);
    const place = placeOf.get(p.code);
    const error = errors.get(p.code);
    const ends =
      p.smoothed?.low != null && p.smoothed.high !== null
        ? { low: say.percent(p.smoothed.low, 1), high: say.percent(p.smoothed.high, 1) }
        : undefined;
    return {
      code: p.code,
      name: p.name,
      value,
      text: value === null ? say.t('map.noData') : say.percent(value),
      note: ends ? say.t('peta.ends', ends) : '',
      ...(ends ? { tip: say.t('peta.interval', ends) } : {}),
      rank: place ? rankText(say, place) : '',
      rankAt: place?.rank ?? null,
      uncertain: error !== undefined && value !== null && value > 0 && error / value > WIDE,
    };
  });
}

function ranked(
  say: Say,
  points: readonly Point[],
  read: (p: Point) => number | null,
  words: { text: (v: number) => string; note: (p: Point) => string },
): MeasureRow[] {
  const known = points.flatMap((p) => {
    const value = read(p);
    return value === null ? [] : [{ code: p.code, value, error: null }];
  });
  const placeOf = new Map(rankPlaces(known).map((p) => [p.code, p]));
  return points.map((p): MeasureRow => {
    const value = read(p);
    const place = placeOf.get(p.code);
    return {
      code: p.code,
      name: p.name,
      value,
      text: value === null ? say.t('map.noData') : words.text(value),
      note: value === null ? '' : words.note(p),
      rank: place ? rankText(say, place) : '',
      rankAt: place?.rank ?? null,
      uncertain: false,
    };
  });
}

/** Published figures of kabupaten: one year, its sources, and ranges where precision is known. */
export function showRanking(say: Say, measure: Measure, ranking: Ranking): Shown {
  const { indicator } = ranking;
  const when =
    ranking.year === null ? say.t('state.notYet') : yearText(say, ranking.year, ranking.period);
  const text = (value: number) => figureText(say, indicator, value);
  return {
    measure,
    title: say.t('peta.title.published', { what: say.t(measure.label), when }),
    unit: say.word(`unit.${ranking.unit}`),
    noteHead: say.t('peta.note'),
    format: (v) => (ranking.unit === 'percent' ? say.percent(v, 1) : say.number(v, 1)),
    sources: [...new Set(ranking.places.map((p) => p.source))],
    precision: say.t(ranking.precision === 'known' ? 'peta.precision.known' : 'precision.unknown'),
    remarks: [
      ...ranking.disagreements.map((d) =>
        say.t('rank.disagree', {
          name: d.name,
          rank: d.rank,
          of: d.of,
          indicator: say.t(`indicator.${indicator}`),
          otherRank: d.otherRank,
          other: say.t(`indicator.${d.other}`),
        }),
      ),
      ...(ranking.missing.length > 0 && ranking.places.length > 0
        ? [say.t('rank.missing', { names: ranking.missing.map((m) => m.name).join(', ') })]
        : []),
    ],
    synthetic: false,
    rows: [
      ...ranking.places.map(
        (p): MeasureRow => ({
          code: p.code,
          name: p.name,
          value: p.value,
          text: text(p.value),
          note: p.conflict ? say.t('figure.conflict') : '',
          rank: rankText(say, p),
          rankAt: p.rank,
          uncertain: false,
        }),
      ),
      ...ranking.missing.map(
        (m): MeasureRow => ({
          code: m.code,
          name: m.name,
          value: null,
          text: say.t('map.noData'),
          note: '',
          rank: '',
          rankAt: null,
          uncertain: false,
        }),
      ),
    ],
  };
}

function rankText(
  say: Say,
  place: { rank: number; tied: boolean; range: { best: number; worst: number } | null },
): string {
  if (place.range && place.range.best !== place.range.worst) {
    return `${say.number(place.range.best)}–${say.number(place.range.worst)}`;
  }
  return place.tied ? say.t('peta.tied', { rank: place.rank }) : say.number(place.rank);
}
