import { InputError } from '../stats/input-error.ts';
import type { Parallel } from '../stats/parallel.ts';
import { seededRandom } from '../stats/random.ts';
import { imaginedPairs, resampledPairs } from './believed-pairs.ts';
import { type BlockingKey, blockingKeys } from './blocking-keys.ts';
import { type BlockingRule, type PairSpace, pairsIn } from './blocks.ts';
import { type Candidates, findCandidates } from './candidates.ts';
import { type ChosenRules, chooseRules } from './choose-rules.ts';
import { levelsOfPattern, patternRadices } from './compare-records.ts';
import { sharedInt32 } from './levels.ts';
import { type EncodedField, encodeField, type LinkField } from './link-fields.ts';
import { fitMixture, type Mixture } from './mixture.ts';
import { recordOrder } from './record-order.ts';
import { chooseThresholds, type Thresholds } from './thresholds.ts';

export interface LinkRequest {
  readonly fields: readonly LinkField[];
  /** Names of the records, the first file before the second; they settle ties. */
  readonly ids: readonly string[];
  /** Records of the first file; equal to ids.length where there is one file. */
  readonly split: number;
  readonly seed: number;
  readonly parallel: Parallel;
}

/** A pair worth showing; `a` and `b` are rows as given, levels one for each field. */
export interface LinkedPair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
  /** log2 of P(pattern | same) / P(pattern | not the same). */
  readonly weight: number;
  readonly levels: readonly number[];
}

export interface Linkage {
  readonly pairs: readonly LinkedPair[];
  readonly fields: readonly EncodedField[];
  readonly mixture: Mixture;
  readonly thresholds: Thresholds;
  readonly rules: readonly {
    readonly name: string;
    readonly pairs: number;
    readonly coverage: number;
  }[];
  readonly compared: number;
  readonly possible: number;
}

/** So few pairs are all compared. */
const COMPARE_ALL = 1_500_000;

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

  const { candidates, rules } = await blocked(fields, space, seed, parallel);
  const { mixture, levels } = fitted(fields, candidates, space);
  const shown = mixture.probability.map((p) => (p >= 0.01 ? 1 : 0));
  const truePairs = mixture.same * pairsIn(space);
  const thresholds = chooseThresholds(
    Array.from(mixture.probability),
    Array.from(candidates.found),
    truePairs,
  );
  const weight = weights(mixture, levels, fields.length);
  const pairs: LinkedPair[] = [];
  candidates.parts.forEach((part, p) => {
    const map = candidates.patternOf[p] as Int32Array;
    for (let k = 0; k < part.first.length; k++) {
      const pattern = map[part.pattern[k] as number] as number;
      if (shown[pattern] === 0) continue;
      const [i, j] = [
        order[part.first[k] as number] as number,
        order[part.second[k] as number] as number,
      ];
      const turned = split === ids.length && i > j;
      pairs.push({
        a: turned ? j : i,
        b: turned ? i : j,
        probability: mixture.probability[pattern] as number,
        weight: weight[pattern] as number,
        levels: Array.from(levels.subarray(pattern * fields.length, (pattern + 1) * fields.length)),
      });
    }
  });
  pairs.sort(
    (x, y) => y.probability - x.probability || y.weight - x.weight || x.a - y.a || x.b - y.b,
  );
  return {
    pairs,
    fields,
    mixture,
    thresholds,
    rules: rules.rules.map((rule, r) => ({
      name: rule.parts.map((k) => `${k.role}:${k.name}`).join(' + '),
      pairs: candidates.added[r] ?? 0,
      coverage: rules.coverage[r] ?? 1,
    })),
    compared: candidates.pairs,
    possible: pairsIn(space),
  };
}

async function blocked(
  fields: readonly EncodedField[],
  space: PairSpace,
  seed: number,
  parallel: Parallel,
): Promise<{ candidates: Candidates; rules: ChosenRules }> {
  if (pairsIn(space) <= COMPARE_ALL) {
    const keys = sharedInt32(space.records).fill(1);
    const all: BlockingKey = { role: '', field: -1, name: 'all', slots: 1, keys };
    const rules: ChosenRules = { rules: [{ parts: [all] }], coverage: [1], once: 1, twice: 1 };
    return {
      candidates: await findCandidates(fields, rules.rules, space, { seed, parallel }),
      rules,
    };
  }
  const keys = blockingKeys(fields);
  const budget = Math.max(2_000_000, 30 * space.records);
  const imagined = imaginedPairs(keys, space.records, seededRandom(seed, 2));
  const pilotRules = chooseRules(keys, imagined, space, Math.max(500_000, 6 * space.records));
  const pilot = await findCandidates(fields, pilotRules.rules, space, { seed, parallel });
  const { mixture } = fitted(fields, pilot, space);
  const likely: [number, number][] = [];
  pilot.parts.forEach((part, p) => {
    const map = pilot.patternOf[p] as Int32Array;
    for (let k = 0; k < part.first.length; k++)
      if ((mixture.probability[map[part.pattern[k] as number] as number] as number) > 0.9)
        likely.push([part.first[k] as number, part.second[k] as number]);
  });
  const passes = pilotRules.rules.map((rule, r) => ({
    keys: pilot.passes[r] as Candidates['passes'][number],
    fields: rule.parts.map((k) => k.field),
  }));
  const truth =
    likely.length < 50 ? imagined : resampledPairs(keys, likely, passes, seededRandom(seed, 3));
  const rules = chooseRules(keys, truth, space, budget);
  return {
    candidates: await findCandidates(fields, rules.rules, space, { seed, parallel }),
    rules,
  };
}

function fitted(fields: readonly EncodedField[], candidates: Candidates, space: PairSpace) {
  const levels = new Uint8Array(candidates.codes.length * fields.length);
  candidates.codes.forEach((code, p) => {
    levels.set(levelsOfPattern(code, fields), p * fields.length);
  });
  const mixture = fitMixture(
    fields.map((f) => ({
      owner: f.owner,
      kind: f.form,
      levels: f.levels,
      exactPairs: exactPairs(f, space),
    })),
    { levels, found: candidates.found, unfound: candidates.unfound },
    space.records,
    candidates.scale,
  );
  return { mixture, levels };
}

/** For each exact level, how many of all pairs share a value of it. */
function exactPairs(field: EncodedField, { records, split }: PairSpace): Float64Array {
  const first = new Int32Array(field.exactLevel.length);
  const second = new Int32Array(field.exactLevel.length);
  for (let r = 0; r < records; r++) {
    const v = field.values[r] as number;
    const side = r < split ? first : second;
    side[v] = (side[v] as number) + 1;
  }
  const pairs = new Float64Array(field.levels.length);
  for (let v = 1; v < first.length; v++) {
    const [a, b] = [first[v] as number, second[v] as number];
    const level = field.exactLevel[v] as number;
    pairs[level] = (pairs[level] as number) + (split === records ? (a * (a - 1)) / 2 : a * b);
  }
  return pairs;
}

function weights(mixture: Mixture, levels: Uint8Array, count: number): Float64Array {
  const { same } = mixture;
  return mixture.probability.map((p) => {
    void levels;
    void count;
    return Math.log2(p / (1 - p)) - Math.log2(same / (1 - same));
  });
}

export type { BlockingRule };
