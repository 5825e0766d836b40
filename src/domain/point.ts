import { type Prior, priorOf, smooth } from '#engine/small-area/empirical-bayes.ts';
import { type Deprivation, deprivations, familiesUpTo, type Need } from './need.ts';
import { type Reason, reason } from './reason.ts';
import type { RegionCode } from './region.ts';

/** All families of a place, as it was imported: the denominator of a register rate. */
export interface Denominator {
  readonly families: number;
  readonly year: number;
  readonly source: string;
  readonly grade: 'H' | 'M' | 'L';
  readonly synthetic: boolean;
  /** `parts`: added up from the villages below, each of which has its figure. */
  readonly from: 'own' | 'parts';
}

export type RegisterRate = { known: true; percent: number } | { known: false; reason: Reason };

/**
 * Families of the register up to a desil over all families of the place, in percent. Only where the
 * denominator was imported, and never a made-up count over a real one or the other way round.
 */
export function registerRate(
  need: Need,
  desil: number,
  denominator: Denominator | undefined,
): RegisterRate {
  if (denominator === undefined) return { known: false, reason: reason('rate-no-denominator') };
  if (denominator.synthetic !== need.synthetic) {
    return { known: false, reason: reason('rate-mixed') };
  }
  const families = familiesUpTo(need.byDesil, desil);
  if (denominator.families < families || denominator.families === 0) {
    return {
      known: false,
      reason: reason('rate-denominator-small', { families, total: denominator.families }),
    };
  }
  return { known: true, percent: (families / denominator.families) * 100 };
}

export interface Place {
  readonly code: RegionCode;
  /** Group whose other places say what is usual here: the kabupaten, or the province. */
  readonly group: RegionCode;
  readonly cases: number;
  readonly total: number;
}

export interface SmoothedPlace {
  /** Percent. */
  readonly rate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly weight: number;
  readonly group: RegionCode;
  readonly groupMean: number;
  readonly places: number;
}

/** Groups smaller than this borrow from the whole province instead. */
export const MIN_GROUP = 5;

/**
 * Smoothed rates for small places (docs/methods/rates.md): each is drawn towards the mean of its
 * kabupaten, the more so the fewer families it has. Percent.
 */
export function smoothPlaces(
  places: readonly Place[],
  province: RegionCode,
): ReadonlyMap<RegionCode, SmoothedPlace> {
  const whole = priorOf(places, 'binomial');
  const priors = new Map<RegionCode, Prior | undefined>();
  const groupOf = (group: RegionCode): Prior | undefined => {
    if (!priors.has(group)) {
      const own = places.filter((p) => p.group === group);
      priors.set(group, own.length >= MIN_GROUP ? priorOf(own, 'binomial') : undefined);
    }
    return priors.get(group);
  };
  const out = new Map<RegionCode, SmoothedPlace>();
  for (const place of places) {
    const own = groupOf(place.group);
    const prior = own ?? whole;
    if (prior === undefined) continue;
    const { rate, low, high, weight } = smooth(place, prior);
    out.set(place.code, {
      rate: rate * 100,
      low: low === null ? null : low * 100,
      high: high === null ? null : high * 100,
      weight,
      group: own ? place.group : province,
      groupMean: prior.mean * 100,
      places: prior.places,
    });
  }
  return out;
}

export interface DeprivationShare {
  readonly what: Deprivation;
  readonly deprived: number;
  /** Families whose answer is known; the share is of these, never of all. */
  readonly known: number;
  readonly percent: number | null;
}

/** Housing conditions as shares of the known answers; null where the register tells nothing. */
export function deprivationProfile(need: Need): readonly DeprivationShare[] | null {
  const { deprivation } = need;
  if (deprivation === null) return null;
  return deprivations.map((what) => {
    const { deprived, known } = deprivation[what] ?? { deprived: 0, known: 0 };
    return { what, deprived, known, percent: known > 0 ? (deprived / known) * 100 : null };
  });
}

export const topOccupations = (
  need: Need,
  count: number,
): readonly { work: string; families: number }[] =>
  Object.entries(need.occupations ?? {})
    .map(([work, families]) => ({ work, families }))
    .sort((a, b) => b.families - a.families || a.work.localeCompare(b.work))
    .slice(0, count);
