import { familiesUpTo, type Need } from './need.ts';
import { kabOf, kecOf, type RegionCode } from './region.ts';

/** Families a plan may draw on, at the finest level the register knows: a village, or the recap's own region. */
export interface PeopleGroup {
  readonly code: RegionCode;
  /** Eligible families by desil, ten counts. */
  readonly eligible: readonly number[];
  /** Families with a woman who can take part; null where only a recap is known. */
  readonly women: readonly number[] | null;
  readonly disabled: readonly number[] | null;
}

/** Where batches can be held: a kecamatan, or a kabupaten where the register knows nothing finer. */
export interface PlanPlace {
  readonly code: RegionCode;
  readonly kab: RegionCode;
  /** Reached by sea only; null is unknown. */
  readonly island: boolean | null;
  /** Places of one cluster share their families: a kecamatan with too few joins a neighbour. */
  readonly cluster: RegionCode;
  readonly groups: readonly PeopleGroup[];
  readonly source: Need['source'];
  readonly synthetic: boolean;
}

export interface Places {
  readonly places: readonly PlanPlace[];
  /** Kecamatan about which the register says nothing. */
  readonly silent: readonly RegionCode[];
  /** Kabupaten → families known to the kabupaten's total but to no kecamatan in it. */
  readonly unplaced: ReadonlyMap<RegionCode, number>;
}

export interface PlaceInput {
  readonly needs: readonly Need[];
  /** All kabupaten and kecamatan in force. */
  readonly regions: readonly { code: RegionCode; level: string; island: boolean | null }[];
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  readonly desils: number;
  readonly minimumFill: number;
}

export const eligibleUpTo = (groups: readonly PeopleGroup[], desils: number): number =>
  groups.reduce((sum, g) => sum + familiesUpTo(g.eligible, desils), 0);

export function placesOf(input: PlaceInput): Places {
  const needs = new Map(input.needs.map((n) => [n.code, n]));
  const villages = new Map<string, Need[]>();
  for (const need of input.needs) {
    if (need.level !== 'village' || need.families === 0) continue;
    const kec = kecOf(need.code);
    villages.set(kec, [...(villages.get(kec) ?? []), need]);
  }
  const places: Omit<PlanPlace, 'cluster'>[] = [];
  const silent: RegionCode[] = [];
  const unplaced = new Map<RegionCode, number>();
  for (const kab of input.regions.filter((r) => r.level === 'kab')) {
    const kecs = input.regions.filter((r) => r.level === 'kec' && kabOf(r.code) === kab.code);
    const known = kecs.flatMap((kec) => {
      const own = needs.get(kec.code);
      const groups = villages.get(kec.code) ?? (own !== undefined && own.families > 0 ? [own] : []);
      return groups.length > 0 ? [placeOf(kec, groups)] : [];
    });
    const whole = needs.get(kab.code);
    if (known.length === 0 && whole !== undefined && whole.families > 0) {
      places.push(placeOf(kab, [whole]));
      continue;
    }
    const has = new Set(known.map((p) => p.code));
    silent.push(...kecs.map((k) => k.code).filter((code) => !has.has(code)));
    const placed = known.reduce((sum, p) => sum + p.families, 0);
    if (whole !== undefined && whole.families > placed && known.length > 0)
      unplaced.set(kab.code, whole.families - placed);
    places.push(...known);
  }
  const clusters = clusterOf(places, input);
  return {
    places: places.map((p) => ({ ...p, cluster: clusters.get(p.code) ?? p.code })),
    silent,
    unplaced,
  };
}

function placeOf(region: { code: RegionCode; island: boolean | null }, needs: readonly Need[]) {
  return {
    code: region.code,
    kab: kabOf(region.code),
    island: region.island,
    groups: needs.map((n) => ({
      code: n.code,
      eligible: n.eligible,
      women: n.eligibleWomen,
      disabled: n.eligibleDisabled,
    })),
    source: needs.some((n) => n.source !== 'list') ? ('recap' as const) : ('list' as const),
    synthetic: needs.some((n) => n.synthetic),
    families: needs.reduce((sum, n) => sum + n.families, 0),
  };
}

/**
 * A kecamatan that cannot fill a batch joins the neighbour in its own kabupaten with the most
 * eligible families, smallest code first, until it can or no neighbour is left. Without boundaries
 * no neighbour is known and it stays alone.
 */
function clusterOf(
  places: readonly Pick<PlanPlace, 'code' | 'kab' | 'groups'>[],
  input: PlaceInput,
): Map<RegionCode, RegionCode> {
  const cluster = new Map(places.map((p) => [p.code, p.code]));
  const families = new Map(places.map((p) => [p.code, eligibleUpTo(p.groups, input.desils)]));
  const members = (id: RegionCode) => places.filter((p) => cluster.get(p.code) === id);
  const sizeOf = (id: RegionCode) =>
    members(id).reduce((sum, p) => sum + (families.get(p.code) ?? 0), 0);
  for (const place of places) {
    let own = cluster.get(place.code) as RegionCode;
    while (sizeOf(own) > 0 && sizeOf(own) < input.minimumFill) {
      const next = members(own)
        .flatMap((p) => input.neighbours.get(p.code) ?? [])
        .filter((code) => kabOf(code) === place.kab && cluster.has(code))
        .map((code) => cluster.get(code) as RegionCode)
        .filter((id) => id !== own && sizeOf(id) > 0)
        .sort((a, b) => sizeOf(b) - sizeOf(a) || (a < b ? -1 : 1))[0];
      if (next === undefined) break;
      const joined = [own, next].sort()[0] as RegionCode;
      for (const p of [...members(own), ...members(next)]) cluster.set(p.code, joined);
      own = joined;
    }
  }
  return cluster;
}
