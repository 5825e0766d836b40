import type { FieldEstimates, MixtureField, PatternCounts } from './mixture-parts.ts';

/**
 * Fields of two different people depend on each other too: a name goes with a sex and a region, a
 * postcode with a suburb, the front of a NIK with the birth date. Taken as independent, such agreements
 * would be counted twice. The class of other people is therefore a tree (Chow & Liu 1968): each edge
 * (f, g) multiplies by P(f, g) / P(f) P(g), on coarse levels.
 */
export interface Dependence {
  /** For each pattern what its probability among other people is multiplied by. */
  readonly factor: Float64Array;
  readonly edges: readonly Edge[];
  /** The same for any levels, one for each field. */
  factorOf(levels: ArrayLike<number>): number;
}

/** Coarse levels: different, far, near, exact and common, exact and rare. */
const COARSE = 5;
const EXACT = 3;
const RARE_BITS = 8;
/** An edge matters where it changes the weight of a typical true pair by this much (natural log). */
const MATTERS = 0.05;
const MOST = 256;
/** Pairs added on both sides of a cell that was counted in full. */
const ADDED = 0.3;
const ADDED_GIVEN = 0.03;

export function dependenceOfOthers(
  fields: readonly MixtureField[],
  estimates: readonly FieldEstimates[],
  { levels, found, unfound }: PatternCounts,
  others: Float64Array,
  options: { scale: number; edges?: readonly Edge[] },
): Dependence {
  const count = fields.length;
  const patterns = others.length;
  const coarse = fields.map((field) => coarseLevels(field));
  const candidates = options.edges ?? allowedEdges(fields);
  const ratios = candidates.map(([f, g]) => {
    const cells = new Float64Array(COARSE * COARSE);
    const sampled = new Uint8Array(COARSE * COARSE);
    const cf = coarse[f] as Int8Array;
    const cg = coarse[g] as Int8Array;
    for (let p = 0; p < patterns; p++) {
      const a = cf[levels[p * count + f] as number] as number;
      const b = cg[levels[p * count + g] as number] as number;
      if (a < 0 || b < 0) continue;
      const cell = a * COARSE + b;
      cells[cell] =
        (cells[cell] as number) +
        (found[p] as number) * (others[p] as number) +
        (unfound[p] as number);
      if ((unfound[p] as number) > 0) sampled[cell] = 1;
    }
    const given = isNumberAndDate(fields, [f, g]);
    const table = ratio(cells, sampled, options.scale, given ? ADDED_GIVEN : ADDED);
    // That a person's number and date are both the same must not be explained away.
    if (given)
      table.forEach((_, cell) => {
        if (Math.floor(cell / COARSE) >= EXACT && cell % COARSE >= EXACT) table[cell] = 1;
      });
    return table;
  });
  let edges = candidates;
  let tables = ratios;
  if (options.edges === undefined) {
    const order = candidates
      .map(([f, g], e) => ({ e, gain: gainOf(f, g, ratios[e] as Float64Array, coarse, estimates) }))
      .map((c) => (isNumberAndDate(fields, candidates[c.e] as Edge) ? { ...c, gain: 99 } : c))
      .filter(({ gain }) => gain > MATTERS)
      .sort((x, y) => y.gain - x.gain || x.e - y.e);
    const root = fields.map((_, f) => f);
    const find = (f: number): number => (root[f] === f ? f : find(root[f] as number));
    const kept = order.filter(({ e }) => {
      const [f, g] = candidates[e] as Edge;
      if (find(f) === find(g)) return false;
      root[find(f)] = find(g);
      return true;
    });
    edges = kept.map(({ e }) => candidates[e] as Edge);
    tables = kept.map(({ e }) => ratios[e] as Float64Array);
  }
  const factorOf = (of: ArrayLike<number>): number => {
    let factor = 1;
    for (let e = 0; e < edges.length; e++) {
      const [f, g] = edges[e] as Edge;
      const a = (coarse[f] as Int8Array)[of[f] as number] as number;
      const b = (coarse[g] as Int8Array)[of[g] as number] as number;
      if (a >= 0 && b >= 0) factor *= (tables[e] as Float64Array)[a * COARSE + b] as number;
    }
    return factor;
  };
  const factor = new Float64Array(patterns).fill(1);
  edges.forEach(([f, g], e) => {
    const cf = coarse[f] as Int8Array;
    const cg = coarse[g] as Int8Array;
    const table = tables[e] as Float64Array;
    for (let p = 0, at = 0; p < patterns; p++, at += count) {
      const a = cf[levels[at + f] as number] as number;
      const b = cg[levels[at + g] as number] as number;
      if (a >= 0 && b >= 0) factor[p] = (factor[p] as number) * (table[a * COARSE + b] as number);
    }
  });
  return { factor, edges, factorOf };
}

function coarseLevels({ levels }: MixtureField): Int8Array {
  return Int8Array.from(levels, ({ type, bits = 0 }) =>
    type === 'missing'
      ? -1
      : type === 'different'
        ? 0
        : type === 'far'
          ? 1
          : type === 'near'
            ? 2
            : bits < RARE_BITS
              ? 3
              : 4,
  );
}

type Edge = readonly [number, number];

/** A NIK holds the birth date: known beforehand, however few pairs show it. */
const isNumberAndDate = (fields: readonly MixtureField[], edge: Edge): boolean =>
  edge
    .map((x) => fields[x]?.kind)
    .sort()
    .join() === 'date,nik';

/**
 * But for those two, two personal fields are never tied: that they agree together is what tells the same person. Nor are a
 * personal field and a household's number or address: the household class answers for those.
 */
function allowedEdges(fields: readonly MixtureField[]): [number, number][] {
  const edges: [number, number][] = [];
  if (fields.length < 3) return edges;
  const loose = (f: MixtureField) => f.owner === 'open' || f.kind === 'category';
  fields.forEach((a, f) => {
    fields.forEach((b, g) => {
      if (g <= f) return;
      const personal = [a, b].filter((x) => x.owner === 'person');
      if (personal.length === 2 && !isNumberAndDate(fields, [f, g])) return;
      if (personal.length === 1 && !loose(a) && !loose(b)) return;
      edges.push([f, g]);
    });
  });
  return edges;
}

/**
 * Observed over expected under independence. A cell seen only through the sample of pairs not found is
 * known to within one sampled pair, so as many are added on both sides.
 */
function ratio(
  cells: Float64Array,
  sampled: Uint8Array,
  scale: number,
  least: number,
): Float64Array {
  const rows = new Float64Array(COARSE);
  const columns = new Float64Array(COARSE);
  let total = 0;
  cells.forEach((n, cell) => {
    const [a, b] = [Math.floor(cell / COARSE), cell % COARSE];
    rows[a] = (rows[a] as number) + n;
    columns[b] = (columns[b] as number) + n;
    total += n;
  });
  return cells.map((n, cell) => {
    if (total === 0) return 1;
    const [a, b] = [Math.floor(cell / COARSE), cell % COARSE];
    const expected = ((rows[a] as number) * (columns[b] as number)) / total;
    const added = least + (sampled[cell] === 1 ? scale : 0);
    return Math.min(MOST, Math.max(1 / MOST, (n + added) / (expected + added)));
  });
}

function gainOf(
  f: number,
  g: number,
  table: Float64Array,
  coarse: readonly Int8Array[],
  estimates: readonly FieldEstimates[],
): number {
  const shares = (field: number) => {
    const share = new Float64Array(COARSE);
    (coarse[field] as Int8Array).forEach((c, l) => {
      if (c >= 0)
        share[c] = (share[c] as number) + ((estimates[field] as FieldEstimates).m[l] as number);
    });
    return share;
  };
  const [a, b] = [shares(f), shares(g)];
  let gain = 0;
  table.forEach((r, cell) => {
    gain +=
      (a[Math.floor(cell / COARSE)] as number) *
      (b[cell % COARSE] as number) *
      Math.abs(Math.log(r));
  });
  return gain;
}
