import type { Position } from './geometry.ts';

/** Numbers the distinct positions so that edges can be compared as numbers. */
export function numberPositions(): {
  id(p: Position): number;
  at(id: number): Position;
  size(): number;
} {
  const ids = new Map<number, number>();
  const positions: Position[] = [];
  return {
    id(p) {
      const key = Math.round((p[0] + 180) * 1e5) * 2 ** 25 + Math.round((p[1] + 90) * 1e5);
      let id = ids.get(key);
      if (id === undefined) {
        id = positions.length;
        ids.set(key, id);
        positions.push(p);
      }
      return id;
    },
    at: (id) => positions[id]!,
    size: () => positions.length,
  };
}

/** A directed edge as one exact number: from × base + to. */
export const EDGE_BASE = 2 ** 26;
