import { InputError } from '../stats/input-error.ts';
import type { Parallel } from '../stats/parallel.ts';
import { type Option, oneToMany, oneToOne } from './assignment.ts';
import { type PairSpace, pairsIn } from './blocks.ts';
import { type RuleReport, type Search, searchPairs } from './candidate-search.ts';
import { clusterRecords } from './clusters.ts';
import { levelsOfPattern, patternRadices, recordComparison } from './compare-records.ts';
import { encodeField } from './encode-field.ts';
import type { EncodedField, LinkField } from './link-fields.ts';
import { logistic, type Mixture } from './mixture.ts';
import { recordOrder } from './record-order.ts';
import { chooseThresholds, type Thresholds } from './thresholds.ts';

/** How many partners a record of one file may have in the other. */
export type Relation = 'one-to-one' | 'one-to-many' | 'many-to-many';

export interface LinkRequest {
  readonly fields: readonly LinkField[];
  /** Names of the records, the first file before the second; they settle ties. */
  readonly ids: readonly string[];
  /** Records of the first file; equal to ids.length where there is one file. */
  readonly split: number;
  /** For two files. */
  readonly relation?: Relation;
  /** Instead of the thresholds found: probabilities. */
  readonly link?: number | undefined;
  readonly automatic?: number | undefined;
  readonly review?: number | undefined;
  readonly seed: number;
  readonly parallel: Parallel;
}

/** `a` and `b` are rows as given; `levels` has one for each field. */
export interface LinkedPair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  /** log2 of P(levels | same) / P(levels | not the same). */
  readonly weight: number;
  readonly levels: readonly number[];
  /** Taken for the same person in the end: in one cluster, or partners. */
  readonly linked: boolean;
  /**
   * automatic: linked, sure, and by more than name and home unless the file shows that it has no families;
   * review: linked and not that, or not linked and not sure either.
   */
  readonly decision: 'automatic' | 'review';
}

export interface Linkage {
  /** Linked pairs and those to review, the surest first. */
  readonly pairs: readonly LinkedPair[];
  /** For each row the lowest row taken for the same person. */
  readonly cluster: Int32Array;
  readonly fields: readonly EncodedField[];
  readonly mixture: Mixture;
  readonly thresholds: Thresholds;
  readonly rules: readonly RuleReport[];
  readonly compared: number;
  readonly possible: number;
  /** Expected true pairs among those compared, and estimated true pairs that were never compared. */
  readonly foundTrue: number;
  readonly missedTrue: number;
}

export async function linkRecords(request: LinkRequest): Promise<Linkage> {
  const { ids, split, seed, parallel } = request;
  const space: PairSpace = { records: ids.length, split };
  if (space.records < 2 || split < 1)
    throw new InputError('too-few-rows', { details: { rows: space.records, needed: 2 } });
  const order = recordOrder(request.fields, ids, split);
  const fields = request.fields.map((field) =>
    encodeField({ ...field, texts: Array.from(order, (r) => field.texts[r] as string) }),
  );
  const places = (patternRadices(fields)[0] ?? 1) * (fields[0]?.levels.length ?? 1);
  if (places > Number.MAX_SAFE_INTEGER) throw new InputError('too-many-fields');

  const search = await searchPairs(fields, space, { seed, parallel });
  const { mixture, candidates, foundTrue, missedTrue } = search;
  const found = chooseThresholds(mixture.probability, candidates.found, foundTrue + missedTrue);
  const link = request.link ?? found.link;
  const thresholds = {
    ...found,
    link,
    automatic: Math.max(link, request.automatic ?? found.automatic),
    review: Math.min(link, request.review ?? found.review),
  };
  const { pairs, cluster } = decided(request, search, fields, order, thresholds);
  return {
    pairs,
    cluster,
    fields,
    mixture,
    thresholds,
    rules: search.rules,
    compared: candidates.pairs,
    possible: pairsIn(space),
    foundTrue,
    missedTrue,
  };
}

interface Judged {
  readonly i: number;
  readonly j: number;
  readonly logOdds: number;
  readonly levels: readonly number[];
}

function decided(
  request: LinkRequest,
  search: Search,
  fields: readonly EncodedField[],
  order: Int32Array,
  thresholds: Thresholds,
): { pairs: LinkedPair[]; cluster: Int32Array } {
  const { ids, split } = request;
  const oneFile = split === ids.length;
  const relation = oneFile ? 'many-to-many' : (request.relation ?? 'many-to-many');
  const judged = worthShowing(search, fields.length, thresholds.review);
  const logOdds = (p: number) => Math.log(p / (1 - p));
  const threshold = logOdds(Math.min(thresholds.link, 1 - 1e-12));
  const compare = recordComparison(fields);
  const levelsOf = (i: number, j: number) => levelsOfPattern(compare(i, j), fields);

  let clusterOf: Int32Array;
  let linked: Uint8Array;
  if (relation === 'many-to-many') {
    clusterOf = clusterRecords(ids.length, judged, threshold, (i, j) =>
      search.mixture.logOdds(levelsOf(i, j)),
    );
    addClusterPairs(judged, clusterOf, split, (i, j) => {
      const levels = levelsOf(i, j);
      return { i, j, levels, logOdds: search.mixture.logOdds(levels) };
    });
    linked = Uint8Array.from(judged, ({ i, j }) => (clusterOf[i] === clusterOf[j] ? 1 : 0));
  } else {
    linked = partners(judged, threshold, relation);
    clusterOf = Int32Array.from(ids, (_, r) => r);
    judged.forEach(({ i, j }, k) => {
      if (linked[k] === 0) return;
      const low = Math.min(clusterOf[i] as number, clusterOf[j] as number);
      clusterOf[i] = low;
      clusterOf[j] = low;
    });
  }
  const settles = settlingFields(fields, search.mixture);
  const prior = Math.log(search.mixture.same / (1 - search.mixture.same));
  const collator = new Intl.Collator('en', { numeric: true });
  const pairs = judged
    .map(({ i, j, logOdds: odds, levels }, k) => {
      const [a, b] = [order[i] as number, order[j] as number];
      const turned = oneFile && (collator.compare(ids[a] as string, ids[b] as string) || a - b) > 0;
      const probability = logistic(odds);
      const isLinked = linked[k] === 1;
      const pair: LinkedPair = {
        a: turned ? b : a,
        b: turned ? a : b,
        probability,
        weight: (odds - prior) / Math.LN2,
        levels,
        linked: isLinked,
        decision:
          isLinked && probability >= thresholds.automatic && settles(levels)
            ? 'automatic'
            : 'review',
      };
      return { pair, i, j };
    })
    .sort((x, y) => y.pair.probability - x.pair.probability || x.i - y.i || x.j - y.j)
    .map(({ pair }) => pair);
  return { pairs, cluster: asGiven(clusterOf, order) };
}

/** Families are in the file where so many pairs share a household only, for each pair that is one person. */
const FAMILIES = 0.05;

/**
 * Whether more than the name and the home agrees, which a father and a son of one name have in common.
 * Where the file shows that it has no families, name and home are enough.
 */
function settlingFields(
  fields: readonly EncodedField[],
  { same, household, hasHousehold }: Mixture,
): (levels: readonly number[]) => boolean {
  if (hasHousehold && household < FAMILIES * same) return () => true;
  return (levels) =>
    fields.some(({ form, owner, levels: of }, f) => {
      const type = of[levels[f] as number]?.type;
      const own = owner === 'person' ? form !== 'words' : owner === 'open' && form !== 'category';
      return own && (type === 'exact' || type === 'near');
    });
}

function worthShowing(
  { candidates, mixture, levels }: Search,
  count: number,
  review: number,
): Judged[] {
  const logOdds = new Float64Array(mixture.probability.length);
  const shown = mixture.probability.map((p, pattern) => {
    if (p < review) return 0;
    logOdds[pattern] = mixture.logOdds(levels.subarray(pattern * count, (pattern + 1) * count));
    return 1;
  });
  const levelsOf = Array.from(shown, (is, pattern) =>
    is === 0 ? [] : Array.from(levels.subarray(pattern * count, (pattern + 1) * count)),
  );
  const judged: Judged[] = [];
  candidates.parts.forEach((part, p) => {
    const map = candidates.patternOf[p] as Int32Array;
    for (let k = 0; k < part.first.length; k++) {
      const pattern = map[part.pattern[k] as number] as number;
      if (shown[pattern] === 0) continue;
      judged.push({
        i: part.first[k] as number,
        j: part.second[k] as number,
        logOdds: logOdds[pattern] as number,
        levels: levelsOf[pattern] as number[],
      });
    }
  });
  return judged;
}

/** Pairs that are linked by way of others, so that every linked pair explains itself. */
function addClusterPairs(
  judged: Judged[],
  clusterOf: Int32Array,
  split: number,
  judge: (i: number, j: number) => Judged,
): void {
  const oneFile = split === clusterOf.length;
  const members = new Map<number, number[]>();
  clusterOf.forEach((c, r) => {
    if (c === r) return;
    const list = members.get(c);
    if (list === undefined) members.set(c, [c, r]);
    else list.push(r);
  });
  const key = (i: number, j: number) => i * clusterOf.length + j;
  const known = new Set(judged.map(({ i, j }) => key(i, j)));
  for (const list of members.values()) {
    list.forEach((j, at) => {
      // A cluster lists its records in their order, so i stands before j.
      for (const i of list.slice(0, at))
        if ((oneFile || (i < split && j >= split)) && !known.has(key(i, j)))
          judged.push(judge(i, j));
    });
  }
}

function partners(
  judged: readonly Judged[],
  threshold: number,
  relation: Exclude<Relation, 'many-to-many'>,
): Uint8Array {
  const linked = new Uint8Array(judged.length);
  const at: number[] = [];
  const options: Option[] = [];
  judged.forEach(({ i, j, logOdds }, k) => {
    if (logOdds < threshold) return;
    at.push(k);
    options.push({ i, j, gain: logOdds - threshold + 1e-9 });
  });
  const taken = relation === 'one-to-one' ? oneToOne(options) : oneToMany(options);
  for (const o of taken) linked[at[o] as number] = 1;
  return linked;
}

/** Clusters of records in their own order, named by the lowest row as given. */
function asGiven(clusterOf: Int32Array, order: Int32Array): Int32Array {
  const lowest = new Int32Array(clusterOf.length).fill(clusterOf.length);
  clusterOf.forEach((c, r) => {
    lowest[c] = Math.min(lowest[c] as number, order[r] as number);
  });
  const given = new Int32Array(clusterOf.length);
  clusterOf.forEach((c, r) => {
    given[order[r] as number] = lowest[c] as number;
  });
  return given;
}
