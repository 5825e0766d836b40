/** A pair that may be linked, with what linking it is worth (log-odds above the threshold, positive). */
export interface Option {
  readonly i: number;
  readonly j: number;
  readonly gain: number;
}

/** Larger groups are settled greedily: the exact way takes the cube of their size. */
const EXACT = 300;

/**
 * At most one partner for each record of both files, with the largest total gain: exact (Hungarian
 * method, Kuhn 1955, as shortest augmenting paths) in every group of connected records of up to 300 on
 * a side, greedy by gain in larger ones. Gives the indices of the options taken.
 */
export function oneToOne(options: readonly Option[]): number[] {
  const taken: number[] = [];
  for (const group of connected(options)) {
    const rows = [...new Set(group.map((o) => (options[o] as Option).i))].sort((a, b) => a - b);
    const columns = [...new Set(group.map((o) => (options[o] as Option).j))].sort((a, b) => a - b);
    if (group.length === 1) taken.push(group[0] as number);
    else if (Math.max(rows.length, columns.length) > EXACT) taken.push(...greedy(options, group));
    else taken.push(...exact(options, group, rows, columns));
  }
  return taken;
}

/** At most one partner for each record of the second file: its best. */
export function oneToMany(options: readonly Option[]): number[] {
  const best = new Map<number, number>();
  options.forEach((option, o) => {
    const before = best.get(option.j);
    const other = before === undefined ? undefined : options[before];
    if (
      other === undefined ||
      option.gain > other.gain ||
      (option.gain === other.gain && option.i < other.i)
    )
      best.set(option.j, o);
  });
  return [...best.values()];
}

function connected(options: readonly Option[]): number[][] {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let at = key;
    while (parent.get(at) !== undefined && parent.get(at) !== at) at = parent.get(at) as string;
    parent.set(key, at);
    return at;
  };
  for (const { i, j } of options) parent.set(find(`a${i}`), find(`b${j}`));
  const groups = new Map<string, number[]>();
  options.forEach(({ i }, o) => {
    const root = find(`a${i}`);
    groups.set(root, [...(groups.get(root) ?? []), o]);
  });
  return [...groups.values()];
}

function greedy(options: readonly Option[], group: readonly number[]): number[] {
  const order = [...group].sort((x, y) => {
    const [p, q] = [options[x] as Option, options[y] as Option];
    return q.gain - p.gain || p.i - q.i || p.j - q.j;
  });
  const usedI = new Set<number>();
  const usedJ = new Set<number>();
  return order.filter((o) => {
    const { i, j } = options[o] as Option;
    if (usedI.has(i) || usedJ.has(j)) return false;
    usedI.add(i);
    usedJ.add(j);
    return true;
  });
}

/** Every row may also stay alone, at a gain of 0. */
function exact(
  options: readonly Option[],
  group: readonly number[],
  rows: readonly number[],
  columns: readonly number[],
): number[] {
  const n = rows.length;
  const m = columns.length + n;
  const atRow = new Map(rows.map((r, k) => [r, k]));
  const atColumn = new Map(columns.map((c, k) => [c, k]));
  const gain = new Float64Array(n * m).fill(-1e9);
  const which = new Int32Array(n * m).fill(-1);
  for (const o of group) {
    const { i, j, gain: value } = options[o] as Option;
    const cell = (atRow.get(i) as number) * m + (atColumn.get(j) as number);
    gain[cell] = value;
    which[cell] = o;
  }
  for (let r = 0; r < n; r++) gain[r * m + columns.length + r] = 0;
  const columnOf = largestAssignment(gain, n, m);
  const taken: number[] = [];
  columnOf.forEach((column, r) => {
    const o = which[r * m + column] as number;
    if (o >= 0) taken.push(o);
  });
  return taken;
}

/** Column of each row; n ≤ m. Potentials and shortest augmenting paths, O(n² m). */
function largestAssignment(gain: Float64Array, n: number, m: number): Int32Array {
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row;
    let at = 0;
    const least = new Float64Array(m + 1).fill(Infinity);
    const used = new Uint8Array(m + 1);
    do {
      used[at] = 1;
      const i = rowOf[at] as number;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j] === 1) continue;
        const cost = -(gain[(i - 1) * m + j - 1] as number) - (u[i] as number) - (v[j] as number);
        if (cost < (least[j] as number)) {
          least[j] = cost;
          way[j] = at;
        }
        if ((least[j] as number) < delta) {
          delta = least[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j] === 1) {
          const r = rowOf[j] as number;
          u[r] = (u[r] as number) + delta;
          v[j] = (v[j] as number) - delta;
        } else least[j] = (least[j] as number) - delta;
      }
      at = next;
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      const before = way[at] as number;
      rowOf[at] = rowOf[before] as number;
      at = before;
    }
  }
  const column = new Int32Array(n);
  for (let j = 1; j <= m; j++)
    if ((rowOf[j] as number) > 0) column[(rowOf[j] as number) - 1] = j - 1;
  return column;
}
