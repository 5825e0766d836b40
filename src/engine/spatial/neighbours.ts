import { EDGE_BASE, numberPositions } from './edges.ts';
import { distanceKm, type Shape } from './geometry.ts';

export interface Neighbour {
  readonly code: string;
  readonly other: string;
  /** Length of the edge they share, kilometres. */
  readonly sharedKm: number;
}

export interface Edges {
  /** Both directions, by code. Shared-edge ("rook") contiguity: touching in one point does not count. */
  readonly neighbours: readonly Neighbour[];
  /** All shared edges and all others (coast, province border, seams that do not meet), kilometres. */
  readonly sharedKm: number;
  readonly freeKm: number;
  /** Others by code; a code without any lies inland. */
  readonly freeBy: ReadonlyMap<string, number>;
}

/** `groupOf` lifts the codes, so that villages answer for kecamatan and kabupaten too. */
export function findNeighbours(
  shapes: readonly Shape[],
  groupOf: (code: string) => string = (code) => code,
): Edges {
  const numbers = numberPositions();
  const owner = new Map<number, string>();
  for (const { code, polygons } of shapes) {
    const group = groupOf(code);
    for (const ring of polygons.flat()) {
      for (let i = 0; i + 1 < ring.length; i++) {
        owner.set(numbers.id(ring[i]!) * EDGE_BASE + numbers.id(ring[i + 1]!), group);
      }
    }
  }
  const shared = new Map<string, number>();
  const freeBy = new Map<string, number>();
  let [sharedKm, freeKm] = [0, 0];
  for (const [key, code] of owner) {
    const from = Math.floor(key / EDGE_BASE);
    const to = key % EDGE_BASE;
    const other = owner.get(to * EDGE_BASE + from);
    if (other === code) continue;
    const km = distanceKm(numbers.at(from), numbers.at(to));
    if (other === undefined) {
      freeKm += km;
      freeBy.set(code, (freeBy.get(code) ?? 0) + km);
      continue;
    }
    // Both directions of the edge are in the map; each counts for its own side.
    shared.set(`${code}|${other}`, (shared.get(`${code}|${other}`) ?? 0) + km);
    sharedKm += km / 2;
  }
  const neighbours = [...shared]
    .map(([pair, km]) => {
      const [code = '', other = ''] = pair.split('|');
      return { code, other, sharedKm: km };
    })
    .sort((a, b) => (a.code + a.other < b.code + b.other ? -1 : 1));
  return { neighbours, sharedKm, freeKm, freeBy };
}
