import { type Adjacency, adjacencyOf, mutual, neighboursOf } from './adjacency.ts';
import type { Position } from './geometry.ts';
import { nearestPlaces } from './nearest.ts';

/** Links every area without neighbours to the nearest other one, in both directions. */
export function connectIslands(adjacency: Adjacency, places: readonly Position[]): Adjacency {
  const { n, start } = adjacency;
  const isIsland = (i: number) => start[i] === start[i + 1];
  if (n < 2) return adjacency;
  const nearest = nearestPlaces(places, 1).adjacency;
  const bridges = mutual(
    adjacencyOf(Array.from({ length: n }, (_, i) => (isIsland(i) ? neighboursOf(nearest, i) : []))),
  );
  return adjacencyOf(
    Array.from({ length: n }, (_, i) => [
      ...neighboursOf(adjacency, i),
      ...neighboursOf(bridges, i),
    ]),
  );
}
