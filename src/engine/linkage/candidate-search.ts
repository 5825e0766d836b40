import type { Parallel } from '../stats/parallel.ts';
import { seededRandom } from '../stats/random.ts';
import { imaginedPairs, resampledPairs } from './believed-pairs.ts';
import { type BlockingKey, blockingKeys } from './blocking-keys.ts';
import { type PairSpace, pairsIn, type RuleKeys } from './blocks.ts';
import { type Candidates, findCandidates } from './candidates.ts';
import { type ChosenRules, chooseRules } from './choose-rules.ts';
import { shares } from './compare-pairs.ts';
import { levelsOfPattern } from './compare-records.ts';
import { sharedInt32 } from './levels.ts';
import type { EncodedField } from './link-fields.ts';
import { fitMixture, type Mixture } from './mixture.ts';

/** So few pairs are all compared. */
const COMPARE_ALL = 1_000_000;
/** Pairs compared for each record at most, and in the first round. */
const BUDGET = 30;
const PILOT_BUDGET = 6;

export interface Search {
  readonly candidates: Candidates;
  readonly mixture: Mixture;
  /** Levels of pattern p: levels[p · fields] … */
  readonly levels: Uint8Array;
  readonly rules: readonly RuleReport[];
  /** Expected true pairs among those found, and estimated true pairs that no rule finds. */
  readonly foundTrue: number;
  readonly missedTrue: number;
}

export interface RuleReport {
  readonly parts: readonly { readonly role: string; readonly key: string }[];
  /** Pairs this rule added to those before it. */
  readonly pairs: number;
  /** Share of the expected true pairs found that this rule finds (alone or with others). */
  readonly share: number;
}

/**
 * Finds the pairs worth comparing and estimates the mixture on them. Few records: all pairs. Otherwise a
 * first round with rules chosen on imagined damage shows how true pairs really agree; the rules of the
 * second round are chosen on that.
 */
export async function searchPairs(
  fields: readonly EncodedField[],
  space: PairSpace,
  options: { seed: number; parallel: Parallel },
): Promise<Search> {
  if (pairsIn(space) <= COMPARE_ALL) {
    const keys = sharedInt32(space.records).fill(1);
    const all: BlockingKey = { role: '', field: -1, name: 'all', slots: 1, keys };
    return round(fields, [{ parts: [all] }], space, options);
  }
  const keys = blockingKeys(fields);
  const imagined = imaginedPairs(keys, space.records, seededRandom(options.seed, 2));
  const pilotBudget = Math.max(500_000, PILOT_BUDGET * space.records);
  const first = chooseRules(keys, imagined, space, pilotBudget);
  const pilot = await round(fields, first.rules, space, options);
  const likely = likelyPairs(pilot).slice(0, 50_000);
  const passes = first.rules.map((rule, r) => ({
    keys: pilot.candidates.passes[r] as RuleKeys,
    fields: rule.parts.map((k) => k.field),
  }));
  const truth =
    likely.length < 50
      ? imagined
      : resampledPairs(keys, likely, passes, imagined, seededRandom(options.seed, 3));
  const budget = Math.max(1_500_000, BUDGET * space.records);
  return round(fields, chooseRules(keys, truth, space, budget).rules, space, options);
}

async function round(
  fields: readonly EncodedField[],
  rules: ChosenRules['rules'],
  space: PairSpace,
  options: { seed: number; parallel: Parallel },
): Promise<Search> {
  const candidates = await findCandidates(fields, rules, space, options);
  const levels = new Uint8Array(candidates.codes.length * fields.length);
  candidates.codes.forEach((code, p) => {
    levels.set(levelsOfPattern(code, fields), p * fields.length);
  });
  const mixture = fitMixture(
    fields.map((f) => ({
      owner: f.owner,
      kind: f.form === 'code' && f.isNik ? 'nik' : f.form,
      levels: f.levels,
      exactPairs: exactPairs(f, space),
    })),
    { levels, found: candidates.found, unfound: candidates.unfound },
    space.records,
    candidates.scale,
  );
  return { candidates, mixture, levels, ...captures(candidates, mixture, rules, space) };
}

/** Pairs above this are looked at for how many rules find them. */
const LIKELY = 0.5;

function likelyPairs({
  candidates,
  mixture,
}: Pick<Search, 'candidates' | 'mixture'>): [number, number][] {
  const likely: [number, number][] = [];
  candidates.parts.forEach((part, p) => {
    const map = candidates.patternOf[p] as Int32Array;
    for (let k = 0; k < part.first.length; k++)
      if ((mixture.probability[map[part.pattern[k] as number] as number] as number) > LIKELY)
        likely.push([part.first[k] as number, part.second[k] as number]);
  });
  return likely;
}

/**
 * How often true pairs are found tells how many are not: with f₁ pairs found by one rule only and f₂ by
 * two, at least f₁² / 2f₂ were found by none (Chao 1984).
 */
function captures(
  candidates: Candidates,
  mixture: Mixture,
  rules: ChosenRules['rules'],
  space: PairSpace,
): Pick<Search, 'rules' | 'foundTrue' | 'missedTrue'> {
  const likely = likelyPairs({ candidates, mixture });
  const by = new Array<number>(rules.length).fill(0);
  let [once, twice] = [0, 0];
  for (const [i, j] of likely) {
    let times = 0;
    candidates.passes.forEach((pass, r) => {
      if (!shares(pass, i, j)) return;
      by[r] = (by[r] as number) + 1;
      times++;
    });
    if (times === 1) once++;
    if (times === 2) twice++;
  }
  let foundTrue = 0;
  candidates.found.forEach((pairs, p) => {
    foundTrue += pairs * (mixture.probability[p] as number);
  });
  const complete = candidates.pairs >= pairsIn(space);
  return {
    rules: rules.map(({ parts }, r) => ({
      parts: parts.map((k) => ({ role: k.role, key: k.name })),
      pairs: candidates.added[r] as number,
      share: likely.length === 0 ? 0 : (by[r] as number) / likely.length,
    })),
    foundTrue,
    missedTrue: complete ? 0 : (once * Math.max(0, once - 1)) / (2 * (twice + 1)),
  };
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
