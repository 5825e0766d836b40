/**
 * Who is whose neighbour, in compressed rows: the neighbours of area i are
 * to[start[i]] … to[start[i + 1] − 1], ascending, each once and never i itself. A link has a direction:
 * contiguity gives both, k-nearest need not.
 */
export interface Adjacency {
  readonly n: number;
  /** n + 1 places. */
  readonly start: Int32Array;
  readonly to: Int32Array;
}

/** From lists of neighbours in any order. Duplicates and links to oneself fall away. */
export function adjacencyOf(lists: readonly ArrayLike<number>[]): Adjacency {
  const n = lists.length;
  const start = new Int32Array(n + 1);
  const rows = lists.map((list, i) => {
    const row = Int32Array.from(list).sort();
    const kept = row.filter((j, at) => j !== i && j !== row[at - 1]);
    start[i + 1] = start[i]! + kept.length;
    return kept;
  });
  const to = new Int32Array(start[n]!);
  for (const [i, row] of rows.entries()) to.set(row, start[i]);
  return { n, start, to };
}

/** Every link the other way round. */
export function reversed({ n, start, to }: Adjacency): Adjacency {
  const counts = new Int32Array(n + 1);
  for (const j of to) counts[j + 1]!++;
  for (let i = 0; i < n; i++) counts[i + 1]! += counts[i]!;
  const next = counts.slice(0, n);
  const from = new Int32Array(to.length);
  for (let i = 0; i < n; i++) {
    for (let e = start[i]!; e < start[i + 1]!; e++) from[next[to[e]!]!++] = i;
  }
  return { n, start: counts, to: from };
}

/** For every link the place of the opposite link, −1 where there is none. */
export function oppositeLinks(adjacency: Adjacency): Int32Array {
  const { n, start, to } = adjacency;
  const opposite = new Int32Array(to.length).fill(-1);
  // Rows are ascending and i only grows, so one pointer per row is enough.
  const next = start.slice(0, n);
  for (let i = 0; i < n; i++) {
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const j = to[e]!;
      while (next[j]! < start[j + 1]! && to[next[j]!]! < i) next[j]!++;
      if (next[j]! < start[j + 1]! && to[next[j]!] === i) opposite[e] = next[j]!;
    }
  }
  return opposite;
}

/** Links of both directions wherever there is one. */
export function mutual(adjacency: Adjacency): Adjacency {
  const back = reversed(adjacency);
  return adjacencyOf(
    Array.from({ length: adjacency.n }, (_, i) => [
      ...neighboursOf(adjacency, i),
      ...neighboursOf(back, i),
    ]),
  );
}

export const neighboursOf = ({ start, to }: Adjacency, i: number): Int32Array =>
  to.subarray(start[i], start[i + 1]);

/** The areas in the order of `rows` (rows of the adjacency given); those not in it go with their links. */
export function subset(adjacency: Adjacency, rows: ArrayLike<number>): Adjacency {
  const place = new Int32Array(adjacency.n).fill(-1);
  for (let i = 0; i < rows.length; i++) place[rows[i]!] = i;
  return adjacencyOf(
    Array.from(rows, (row) =>
      Array.from(neighboursOf(adjacency, row), (j) => place[j]!).filter((j) => j >= 0),
    ),
  );
}

export interface AdjacencySummary {
  readonly areas: number;
  /** Each direction counts as one. */
  readonly links: number;
  /** Links without the opposite one. */
  readonly oneWay: number;
  /** Areas without a neighbour. */
  readonly islands: number;
  /** Groups that hang together, whichever way the links run; an island is a group of its own. */
  readonly components: number;
  /** Which group an area belongs to, numbered from 0 in the order of the areas. */
  readonly componentOf: Int32Array;
  readonly fewest: number;
  readonly most: number;
  readonly mean: number;
}

export function summarise(adjacency: Adjacency): AdjacencySummary {
  const { n, start, to } = adjacency;
  let [islands, fewest, most] = [0, Infinity, 0];
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let i = 0; i < n; i++) {
    const count = start[i + 1]! - start[i]!;
    if (count === 0) islands++;
    fewest = Math.min(fewest, count);
    most = Math.max(most, count);
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const [a, b] = [root(i), root(to[e]!)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const componentOf = new Int32Array(n);
  let components = 0;
  // The root is the lowest of its group, so it is numbered before the others ask.
  for (let i = 0; i < n; i++) componentOf[i] = root(i) === i ? components++ : componentOf[root(i)]!;
  return {
    areas: n,
    links: to.length,
    oneWay: oppositeLinks(adjacency).reduce((sum, e) => sum + (e < 0 ? 1 : 0), 0),
    islands,
    components,
    componentOf,
    fewest: n === 0 ? 0 : fewest,
    most,
    mean: n === 0 ? 0 : to.length / n,
  };
}
