import { useMemo } from 'react';
import { type Points, povertyApi } from '#api/poverty.ts';
import type { IndicatorCode } from '#domain/fact.ts';
import { kabOf } from '#domain/region.ts';
import {
  type BreakMethod,
  type Classes,
  classify,
  fixedClasses,
} from '#engine/spatial/classify.ts';
import { useSay } from '#ui/language.tsx';
import { classable, type MapValue } from '#ui/map/map-values.ts';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';
import {
  type Measure,
  type MeasureId,
  measures,
  type Shown,
  showPoints,
  showRanking,
} from './measures.ts';

export type Level = 'kab' | 'kec' | 'village';

export interface View {
  readonly measure: Measure;
  readonly level: Level;
  readonly year: number | undefined;
  readonly desil: number;
  /** Kabupaten that fills the map. */
  readonly focus: string | undefined;
  readonly selected: string | undefined;
  readonly method: BreakMethod;
}

/** The address as a view: every choice of the page is in it, so that a link shows the same. */
export function readView(
  get: (name: string) => string,
  home: { area: string; hasRegister: boolean },
): View {
  const chosen = measures.find((m) => m.id === (get('ukuran') as MeasureId));
  const measure = chosen ?? measures.find((m) => m.id === (home.hasRegister ? 'keluarga' : 'p0'))!;
  const officerKab = home.area.length === 5 ? home.area : undefined;
  const asked = get('fokus');
  const focus = asked === '-' ? undefined : asked || officerKab;
  const wanted = get('tingkat') as Level;
  const level: Level =
    measure.group === 'published'
      ? 'kab'
      : wanted === 'kab' || (wanted === 'village' && focus !== undefined)
        ? wanted
        : 'kec';
  return {
    measure,
    level,
    focus,
    year: Number(get('tahun')) || undefined,
    desil: Math.min(10, Math.max(1, Number(get('desil')) || 1)),
    selected: get('wilayah') || undefined,
    method: (['natural', 'fixed'] as const).find((m) => m === get('kelas')) ?? 'quantile',
  };
}

/** Register figures of a level; villages of one kabupaten only. */
export function usePoints(level: Level, desil: number, focus: string | undefined) {
  const me = useMe();
  const own = me.area.length === 5 && focus !== undefined && focus !== me.area;
  return useOperation(
    povertyApi.listPoints,
    {
      level,
      desil,
      ...(level === 'village' ? { within: kabOf(focus ?? me.area) } : {}),
    },
    { enabled: !(level === 'village' && own), staleMs: 60_000 },
  );
}

export function useShown(view: View, points: Points | undefined) {
  const say = useSay();
  const isPublished = view.measure.group === 'published';
  const ranking = useOperation(
    povertyApi.listRanking,
    {
      indicator: (isPublished ? view.measure.id : 'p0') as IndicatorCode,
      ...(view.year === undefined ? {} : { year: view.year }),
    },
    { enabled: isPublished, staleMs: 60_000 },
  );
  const shown = useMemo<Shown | undefined>(() => {
    if (!isPublished) return points && showPoints(say, view.measure, points);
    return ranking.data && showRanking(say, view.measure, ranking.data);
  }, [say, isPublished, view.measure, points, ranking.data]);
  return { shown, ranking };
}

/** Classes of a rate; for `fixed` those of all years together, so that a colour means the same each year. */
export function useClasses(view: View, values: ReadonlyMap<string, MapValue>): Classes | undefined {
  const isFixed = view.method === 'fixed' && view.measure.group === 'published';
  const all = useOperation(
    povertyApi.listFacts,
    { indicator: (isFixed ? view.measure.id : 'p0') as IndicatorCode },
    { enabled: isFixed, staleMs: 60_000 },
  );
  return useMemo(() => {
    if (view.measure.kind === 'count') return undefined;
    const numbers = classable(values.values());
    if (isFixed && all.data) {
      const pooled = all.data.facts.flatMap((f) =>
        f.code.length === 5 && f.value !== null ? [f.value] : [],
      );
      const cut = classify(pooled, 5, 'natural');
      if (cut) return fixedClasses(numbers, cut.upper);
    }
    return classify(numbers, 5, view.method === 'natural' ? 'natural' : 'quantile');
  }, [view.measure, view.method, values, isFixed, all.data]);
}
