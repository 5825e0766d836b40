import { falseDiscovery } from '../stats/false-discovery.ts';
import { InputError } from '../stats/input-error.ts';
import type { Parallel } from '../stats/parallel.ts';
import type { Adjacency } from './adjacency.ts';
import { gearyC } from './geary.ts';
import { generalG, getisOrd } from './getis-ord.ts';
import { type LocalMoments, type LocalMoran, localMoran } from './local-moran.ts';
import { moranI } from './moran.ts';
import { permuteMap } from './permute-map.ts';
import { permuteNeighbours } from './permute-neighbours.ts';
import {
  type Alternative,
  type GlobalStatistic,
  normalP,
  permutationP,
  type Reached,
  scoreOf,
} from './spatial-test.ts';
import { type Spread, spreadOf } from './spread.ts';
import { countOf, lagOf, sumWeights, type WeightStyle, type Weights, weigh } from './weights.ts';

export interface HotspotOptions {
  readonly style: WeightStyle;
  /** 0 for none. */
  readonly permutations: number;
  readonly seed: number;
  readonly alternative: Alternative;
  /** Which moments give the p of local Moran that q comes from where nothing is permuted. */
  readonly moments: LocalMoments;
}

export interface GlobalResult {
  readonly statistic: 'moran' | 'geary' | 'general-g';
  readonly value: number;
  /** What mean and variance rest on; for `permutation` they are those of the replicates. */
  readonly moments: 'randomisation' | 'normality' | 'permutation';
  readonly expected: number;
  readonly variance: number;
  /** Above 0 where neighbours are alike, for Geary's C too. null where the statistic cannot vary. */
  readonly z: number | null;
  readonly p: number | null;
  /** Only for permutations. */
  readonly folded: number | null;
}

/** A local statistic as tested: `p` under the alternative, `q` over all areas tested. */
export interface LocalTest {
  readonly z: number | null;
  readonly p: number | null;
  readonly q: number | null;
}

export interface LocalResult {
  readonly neighbours: number;
  /** Σⱼ wᵢⱼ xⱼ in the unit of the values: the neighbours' mean with row weights. null without any. */
  readonly lag: number | null;
  readonly moran: LocalMoran;
  /** p of local Moran by moments. */
  readonly p: Readonly<Record<LocalMoments, number | null>>;
  /** z by the moments chosen; q from the pseudo p where there are permutations, else from p. */
  readonly tested: {
    readonly moran: LocalTest;
    readonly gi: LocalTest;
    readonly giStar: LocalTest;
  };
  /** Smaller of the two one-sided pseudo p's; the same for all three statistics. */
  readonly folded: number | null;
}

export interface Hotspots {
  readonly global: readonly GlobalResult[];
  readonly local: readonly LocalResult[];
  /** Why there is no General G. */
  readonly withoutG: 'negative-values' | undefined;
}

/**
 * Moran's I, Geary's C and General G of a map, and local Moran, Gᵢ and Gᵢ* of each area.
 * @throws InputError too-few-rows (under 4), all-equal, no-links (nobody has a neighbour).
 */
export async function findHotspots(
  values: ArrayLike<number>,
  adjacency: Adjacency,
  options: HotspotOptions,
  parallel: Parallel,
): Promise<Hotspots> {
  const spread = spreadOf(values);
  if (adjacency.to.length === 0) throw new InputError('no-links');
  const weights = weigh(adjacency, options.style);
  const { global, withoutG } = await globalResults(weights, spread, options, parallel);
  const local = await localResults(weights, spread, options, parallel);
  return { global, local, withoutG };
}

async function globalResults(
  weights: Weights,
  spread: Spread,
  options: HotspotOptions,
  parallel: Parallel,
): Promise<Pick<Hotspots, 'global' | 'withoutG'>> {
  const sums = sumWeights(weights);
  const withoutG = spread.min < 0 ? 'negative-values' : undefined;
  const statistics = {
    moran: moranI(weights, sums, spread),
    geary: gearyC(weights, sums, spread),
    ...(withoutG === undefined && { general: generalG(weights, sums, spread) }),
  };
  const { permutations: replicates, seed, alternative } = options;
  const simulated =
    replicates === 0
      ? undefined
      : await permuteMap(weights, sums, spread, { replicates, seed }, parallel);
  const global: GlobalResult[] = [];
  for (const key of ['moran', 'geary', 'general'] as const) {
    const found = statistics[key];
    if (found === undefined) continue;
    const statistic = key === 'general' ? 'general-g' : key;
    for (const moments of ['randomisation', 'normality'] as const) {
      const variance = found[moments];
      if (variance === null) continue;
      const { value, expected } = found;
      const z = scoreOf(found, variance);
      const p = z === null ? null : normalP(z, alternative);
      global.push({ statistic, value, moments, expected, variance, z, p, folded: null });
    }
    if (simulated) global.push(fromReplicates(statistic, found, simulated[key], alternative));
  }
  return { global, withoutG };
}

function fromReplicates(
  statistic: GlobalResult['statistic'],
  found: GlobalStatistic,
  simulated: Float64Array,
  alternative: Alternative,
): GlobalResult {
  const { value, sign } = found;
  const replicates = simulated.length;
  let [atLeast, atMost, sum, squares] = [0, 0, 0, 0];
  for (const one of simulated) {
    // Equal up to rounding is equal.
    const beyond = sign * (one - value);
    const tie = 1e-11 * Math.max(Math.abs(one), Math.abs(value));
    if (beyond >= -tie) atLeast++;
    if (beyond <= tie) atMost++;
    sum += one - value;
    squares += (one - value) ** 2;
  }
  const variance =
    replicates < 2 ? 0 : Math.max(0, (squares - sum ** 2 / replicates) / (replicates - 1));
  const expected = value + sum / replicates;
  return {
    statistic,
    value,
    moments: 'permutation',
    expected,
    variance,
    z: variance > 0 ? (sign * (value - expected)) / Math.sqrt(variance) : null,
    ...permutationP({ atLeast, atMost, replicates }, alternative),
  };
}

async function localResults(
  weights: Weights,
  spread: Spread,
  options: HotspotOptions,
  parallel: Parallel,
): Promise<LocalResult[]> {
  const { alternative, permutations: replicates, seed, moments } = options;
  const moran = localMoran(weights, spread);
  const { gi, giStar } = getisOrd(weights, spread);
  const lag = lagOf(weights, spread.x);
  const counted =
    replicates === 0
      ? undefined
      : await permuteNeighbours(weights.adjacency, spread.z, { replicates, seed }, parallel);
  /** `turned`: a high sum around a low area makes local Moran small, so above and below change places. */
  const pseudo = (i: number, turned: boolean): { folded: number; p: number } | undefined => {
    // What cannot vary cannot be tested by rearranging either.
    if (counted === undefined || gi[i] === null) return undefined;
    const [above, below] = [counted.atLeast[i]!, counted.atMost[i]!];
    const reached: Reached = turned
      ? { atLeast: below, atMost: above, replicates }
      : { atLeast: above, atMost: below, replicates };
    return permutationP(reached, alternative);
  };
  const asP = (z: number | null): number | null => (z === null ? null : normalP(z, alternative));
  const moranP = moran.map((m, i) => {
    if (counted === undefined) return asP(m.moments[moments].z);
    return m.reason === undefined ? (pseudo(i, spread.z[i]! < 0)?.p ?? null) : null;
  });
  const giP = gi.map((z, i) => (counted === undefined ? asP(z) : (pseudo(i, false)?.p ?? null)));
  const starP = giStar.map((z, i) =>
    counted === undefined || z === null ? asP(z) : (pseudo(i, false)?.p ?? null),
  );
  const [moranQ, giQ, starQ] = [moranP, giP, starP].map(falseDiscovery) as [
    (number | null)[],
    (number | null)[],
    (number | null)[],
  ];
  return moran.map((m, i) => {
    const neighbours = countOf(weights, i);
    return {
      neighbours,
      lag: neighbours === 0 ? null : lag[i]! * spread.unit,
      moran: m,
      p: {
        conditional: asP(m.moments.conditional.z),
        total: asP(m.moments.total.z),
        normality: asP(m.moments.normality.z),
      },
      tested: {
        moran: { z: m.moments[moments].z, p: moranP[i]!, q: moranQ[i]! },
        gi: { z: gi[i]!, p: giP[i]!, q: giQ[i]! },
        giStar: { z: giStar[i]!, p: starP[i]!, q: starQ[i]! },
      },
      folded: pseudo(i, false)?.folded ?? null,
    };
  });
}
