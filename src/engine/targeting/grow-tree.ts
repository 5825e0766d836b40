/** A regression tree on binned columns: a row goes left where its bin is at most `bin`. */
export interface Tree {
  /** Column a node asks for; −1 at a leaf. */
  readonly column: readonly number[];
  readonly bin: readonly number[];
  /** Node that follows on the left; the right one is next to it. */
  readonly left: readonly number[];
  /** What a leaf adds; 0 elsewhere. */
  readonly value: readonly number[];
}

export interface TreeRules {
  readonly depth: number;
  /** Rows on either side of a split, at least. */
  readonly leafRows: number;
  /** Weight added to every leaf, which pulls it towards 0. */
  readonly shrink: number;
  /** Leaf values are multiplied by this. */
  readonly rate: number;
}

export interface BinnedRows {
  readonly columns: readonly Uint8Array[];
  /** Column → number of bins. */
  readonly bins: readonly number[];
}

/** Sums of the rows of a node by column and bin: weighted residuals, weights, rows. */
interface Histogram {
  readonly residual: Float64Array;
  readonly weight: Float64Array;
  readonly rows: Float64Array;
}

interface Node {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly histogram: Histogram | undefined;
}

/**
 * Grows one tree level by level on `rows` (put in another order), each split the one that lowers the
 * weighted squares of `residual` most; among equals the first column and the lowest bin. Sums by bin make
 * a split cost no sorting; the larger child's are the parent's less the smaller one's (the usual histogram method,
 * Ke et al. 2017, NeurIPS 30).
 */
export function growTree(
  { columns, bins }: BinnedRows,
  rows: Uint32Array,
  residual: Float64Array,
  weight: Float64Array,
  rules: TreeRules,
): Tree {
  const offset = new Int32Array(bins.length + 1);
  bins.forEach((count, c) => {
    offset[c + 1] = (offset[c] as number) + count;
  });
  const width = offset[bins.length] as number;
  const tree = { column: [-1], bin: [0], left: [0], value: [0] };
  const spare = new Uint32Array(rows.length);

  const sumUp = (start: number, end: number): Histogram => {
    const h = {
      residual: new Float64Array(width),
      weight: new Float64Array(width),
      rows: new Float64Array(width),
    };
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c] as Uint8Array;
      const base = offset[c] as number;
      for (let i = start; i < end; i++) {
        const row = rows[i] as number;
        const at = base + (column[row] as number);
        const w = weight[row] as number;
        h.residual[at] = (h.residual[at] as number) + w * (residual[row] as number);
        h.weight[at] = (h.weight[at] as number) + w;
        h.rows[at] = (h.rows[at] as number) + 1;
      }
    }
    return h;
  };

  let level: Node[] = [{ index: 0, start: 0, end: rows.length, histogram: undefined }];
  for (let depth = 0; depth <= rules.depth && level.length > 0; depth++) {
    const next: Node[] = [];
    for (const node of level) {
      const { index, start, end } = node;
      const isLast = depth === rules.depth || end - start < 2 * rules.leafRows;
      const histogram = isLast ? undefined : (node.histogram ?? sumUp(start, end));
      const split = histogram && bestSplit(histogram, offset, rules);
      if (histogram === undefined || split === undefined) {
        let [r, w] = [0, 0];
        for (let i = start; i < end; i++) {
          const row = rows[i] as number;
          r += (weight[row] as number) * (residual[row] as number);
          w += weight[row] as number;
        }
        tree.value[index] = w + rules.shrink > 0 ? (rules.rate * r) / (w + rules.shrink) : 0;
        continue;
      }
      const column = columns[split.column] as Uint8Array;
      let [low, high] = [start, 0];
      for (let i = start; i < end; i++) {
        const row = rows[i] as number;
        if ((column[row] as number) <= split.bin) rows[low++] = row;
        else spare[high++] = row;
      }
      rows.set(spare.subarray(0, high), low);
      const left = tree.column.length;
      tree.column[index] = split.column;
      tree.bin[index] = split.bin;
      tree.left[index] = left;
      for (let child = 0; child < 2; child++) {
        tree.column.push(-1);
        tree.bin.push(0);
        tree.left.push(0);
        tree.value.push(0);
      }
      const areLast = depth + 1 === rules.depth;
      const isLeftSmall = low - start <= end - low;
      const small = areLast ? undefined : isLeftSmall ? sumUp(start, low) : sumUp(low, end);
      const large = small && takeAway(histogram, small);
      next.push(
        { index: left, start, end: low, histogram: isLeftSmall ? small : large },
        { index: left + 1, start: low, end, histogram: isLeftSmall ? large : small },
      );
    }
    level = next;
  }
  return tree;
}

/** Changes `whole` into what is left of it. */
function takeAway(whole: Histogram, part: Histogram): Histogram {
  for (const key of ['residual', 'weight', 'rows'] as const)
    for (let i = 0; i < part[key].length; i++)
      whole[key][i] = (whole[key][i] as number) - (part[key][i] as number);
  return whole;
}

function bestSplit(h: Histogram, offset: Int32Array, rules: TreeRules) {
  let best: { column: number; bin: number; gain: number } | undefined;
  for (let c = 0; c + 1 < offset.length; c++) {
    const [from, to] = [offset[c] as number, offset[c + 1] as number];
    let [residual, weight, rows] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      residual += h.residual[i] as number;
      weight += h.weight[i] as number;
      rows += h.rows[i] as number;
    }
    const whole = (residual * residual) / (weight + rules.shrink);
    let [r, w, count] = [0, 0, 0];
    for (let i = from; i + 1 < to; i++) {
      if (h.rows[i] === 0) continue;
      r += h.residual[i] as number;
      w += h.weight[i] as number;
      count += h.rows[i] as number;
      if (count < rules.leafRows) continue;
      if (rows - count < rules.leafRows) break;
      const rest = residual - r;
      const gain =
        (r * r) / (w + rules.shrink) + (rest * rest) / (weight - w + rules.shrink) - whole;
      // Less than rounding is no gain.
      if (gain > (best?.gain ?? 0) && gain > 1e-12 * whole)
        best = { column: c, bin: i - from, gain };
    }
  }
  return best;
}

/** Adds the tree's value for each of `rows` to `into`. */
export function addTree(
  tree: Tree,
  columns: readonly Uint8Array[],
  rows: Uint32Array,
  into: Float64Array,
): void {
  const { column, bin, left, value } = tree;
  for (const row of rows) {
    let node = 0;
    for (let c = column[0] as number; c >= 0; c = column[node] as number)
      node =
        (left[node] as number) +
        (((columns[c] as Uint8Array)[row] as number) <= (bin[node] as number) ? 0 : 1);
    into[row] = (into[row] as number) + (value[node] as number);
  }
}
