import {
  type Counted,
  exactInterval,
  type Family,
  type Prior,
  priorOf,
  smooth,
} from './empirical-bayes.ts';

/**
 * Smoothed rates of many places, each from its own prior: that of all places, of its group, or of its
 * neighbourhood (itself and its neighbours).
 */
export interface RateRequest {
  /** Per place; NaN where not known. */
  readonly cases: ArrayLike<number>;
  readonly total: ArrayLike<number>;
  readonly family: Family;
  /** Per place. Groups of fewer than `minPlaces` usable places borrow from all places. */
  readonly group?: readonly string[];
  readonly minPlaces: number;
  /** Per place, the numbers of its neighbours. Places without usable ones borrow as without it. */
  readonly neighbours?: readonly (readonly number[])[];
  /**
   * What a neighbour's rate is compared with: `each` its own neighbourhood's rate (Bailey & Gatrell
   * 1995, 305–307; EBlocal of spdep), `own` that of the place being smoothed (GeoDa; EBlocal with
   * geoda = TRUE).
   */
  readonly centre?: 'each' | 'own';
  /** 0.95 for 95%. */
  readonly confidence: number;
}

export interface SmoothedRate {
  readonly raw: number | null;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly standardError: number | null;
  readonly weight: number | null;
  /** `posterior`; `pooled`: exact, of the prior's pooled rate (no spread); `own`: exact, of the place alone. */
  readonly interval: 'posterior' | 'pooled' | 'own' | null;
  readonly from: 'all' | 'group' | 'neighbours' | null;
  readonly prior: Prior | null;
  /** Why there is no smoothed rate; `single`: no other place to learn from. */
  readonly missing: 'unknown' | 'nobody' | 'single' | null;
}

const NOTHING = {
  raw: null,
  rate: null,
  low: null,
  high: null,
  standardError: null,
  weight: null,
  interval: null,
  from: null,
  prior: null,
};

export function smoothRates(request: RateRequest): SmoothedRate[] {
  const { family, confidence } = request;
  const places: Counted[] = Array.from(request.cases, (cases, i) => ({
    cases,
    total: request.total[i] as number,
  }));
  const usable = places.map((p) => p.total > 0 && p.cases >= 0);
  const numbers = places.map((_, i) => i).filter((i) => usable[i]);
  const priorAmong = (among: readonly number[]) =>
    priorOf(
      among.map((i) => places[i] as Counted),
      family,
    );
  const all = priorAmong(numbers);
  const groups = priorsByGroup(request, numbers, priorAmong);
  const local = request.neighbours && localPriors(request, places, usable);

  return places.map((place, i) => {
    if (!usable[i]) {
      const known = !Number.isNaN(place.cases) && !Number.isNaN(place.total);
      return { ...NOTHING, missing: known ? 'nobody' : 'unknown' };
    }
    const raw = place.cases / place.total;
    const near = local?.[i];
    const group = groups.get(request.group?.[i] ?? '');
    const prior = near ?? group ?? all;
    if (prior === undefined) {
      const { low, high, standardDeviation } = exactInterval(place, family, confidence);
      return {
        ...NOTHING,
        raw,
        low,
        high,
        standardError: standardDeviation,
        interval: 'own',
        missing: 'single',
      };
    }
    const { rate, weight, low, high, standardDeviation } = smooth(place, prior, confidence);
    const found = {
      raw,
      rate,
      weight,
      from: near ? ('neighbours' as const) : group ? ('group' as const) : ('all' as const),
      prior,
      missing: null,
    };
    if (low !== null && high !== null)
      return { ...found, low, high, standardError: standardDeviation, interval: 'posterior' };
    const pooled = prior.variance === 0;
    const exact = exactInterval(pooled ? prior : place, family, confidence);
    return {
      ...found,
      low: exact.low,
      high: exact.high,
      standardError: exact.standardDeviation,
      interval: pooled ? 'pooled' : 'own',
    };
  });
}

function priorsByGroup(
  { group, minPlaces }: RateRequest,
  numbers: readonly number[],
  priorAmong: (among: readonly number[]) => Prior | undefined,
): ReadonlyMap<string, Prior | undefined> {
  const members = new Map<string, number[]>();
  if (group !== undefined)
    for (const i of numbers) {
      const name = group[i] ?? '';
      const list = members.get(name);
      if (list === undefined) members.set(name, [i]);
      else list.push(i);
    }
  return new Map(
    [...members].map(([name, list]) => [
      name,
      list.length >= minPlaces ? priorAmong(list) : undefined,
    ]),
  );
}

/** Marshall's (1991) prior of every neighbourhood; undefined where it has one usable place only. */
function localPriors(
  { neighbours = [], family, centre = 'each' }: RateRequest,
  places: readonly Counted[],
  usable: readonly boolean[],
): (Prior | undefined)[] {
  const around = places.map((_, i) =>
    usable[i] ? [...new Set([i, ...(neighbours[i] ?? [])])].filter((j) => usable[j]) : [],
  );
  const pooled = around.map((list) => {
    let [cases, total] = [0, 0];
    for (const j of list) {
      cases += (places[j] as Counted).cases;
      total += (places[j] as Counted).total;
    }
    return cases / total;
  });
  return around.map((list) =>
    priorOf(
      list.map((j) => places[j] as Counted),
      family,
      centre === 'each' ? list.map((j) => pooled[j] as number) : undefined,
    ),
  );
}
