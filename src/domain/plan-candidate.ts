import { type BatchCost, batchCost } from './cost.ts';
import { isAbout, type Verdict } from './gate.ts';
import { isBanned, type PlanInputs } from './limit.ts';
import { eligibleUpTo, type PlanPlace } from './plan-place.ts';
import type { PastAid } from './potential.ts';
import type { Prices } from './price.ts';
import { type CostRule, costRules, hasKit, type RabInput, type TravelTo } from './rab.ts';
import type { ReadinessOf } from './readiness.ts';
import { type Reason, reason } from './reason.ts';
import type { VersionedRecipe } from './recipe.ts';
import { covers, type RegionCode } from './region.ts';

/** With a working kit, or training alone. */
export type Tier = 'kit' | 'training';
/**
 * ready and conditional: bought, or reserved behind a task. absent: something a kit needs is missing.
 * uncosted: a price is. none: the recipe names no kit.
 */
export type LineKit = 'ready' | 'conditional' | 'absent' | 'uncosted' | 'none';

/** Batches of one recipe at one place that could be planned: open, costable, not banned, enough families. */
export interface Candidate {
  /** `place:recipe:tier`, stable between plans. */
  readonly id: string;
  readonly place: PlanPlace;
  readonly recipe: VersionedRecipe;
  readonly tier: Tier;
  readonly kit: LineKit;
  readonly size: number;
  readonly minimumFill: number;
  readonly trainers: number;
  readonly rules: readonly CostRule[];
  readonly cost: BatchCost;
  readonly verdict: Verdict;
  readonly readiness: ReadinessOf;
  /** Past aid of the same kind in the same place: warns, forbids nothing. */
  readonly pastAid: readonly PastAid[];
  /** Why no kit can be costed, where that is so. */
  readonly kitBlanks: readonly Reason[];
}

/** A recipe at a place that cannot be planned, and what would change that. */
export interface HeldBack {
  readonly place: PlanPlace;
  readonly recipe: VersionedRecipe;
  readonly why: 'too-few' | 'blocked' | 'banned' | 'not-costable';
  readonly because: readonly Reason[];
  readonly opensWith: readonly Reason[];
}

export interface CandidateInput {
  readonly inputs: PlanInputs;
  readonly places: readonly PlanPlace[];
  readonly recipes: readonly VersionedRecipe[];
  readonly pastAid: readonly PastAid[];
  readonly prices: Prices;
  judge(place: RegionCode, recipe: VersionedRecipe): Verdict;
  check(place: RegionCode, recipe: VersionedRecipe): ReadinessOf;
  travelTo(place: RegionCode): TravelTo | undefined;
  itemName: RabInput['itemName'];
}

export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly heldBack: readonly HeldBack[];
}

export function candidatesOf(input: CandidateInput): Candidates {
  const candidates: Candidate[] = [];
  const heldBack: HeldBack[] = [];
  const families = new Map<string, number>();
  for (const p of input.places) {
    const own = eligibleUpTo(p.groups, input.inputs.desils);
    families.set(p.cluster, (families.get(p.cluster) ?? 0) + own);
  }
  for (const place of input.places) {
    const eligible = families.get(place.cluster) ?? 0;
    for (const recipe of input.recipes) {
      const found = optionsAt(input, place, recipe, eligible);
      if (Array.isArray(found)) candidates.push(...found);
      else heldBack.push(found);
    }
  }
  return { candidates, heldBack };
}

function optionsAt(
  input: CandidateInput,
  place: PlanPlace,
  recipe: VersionedRecipe,
  eligible: number,
): Candidate[] | HeldBack {
  const { inputs } = input;
  const held = (
    why: HeldBack['why'],
    because: readonly Reason[],
    opensWith: readonly Reason[] = [],
  ): HeldBack => ({ place, recipe, why, because, opensWith });

  const verdict = input.judge(place.code, recipe);
  if (verdict.status === 'blocked') return held('blocked', verdict.because, verdict.opensWith);
  if (isBanned(inputs, place.code, recipe.id))
    return held('banned', [reason('absent-banned', {})], [reason('opens-unban', {})]);
  const size = Math.min(inputs.batchSize, recipe.training.participants ?? inputs.batchSize);
  const minimumFill = Math.min(inputs.minimumFill, size);
  if (eligible < minimumFill)
    return held(
      'too-few',
      [reason('absent-too-few', { families: eligible, minimum: minimumFill })],
      [reason('opens-more-families', { minimum: minimumFill })],
    );

  const readiness = input.check(place.code, recipe);
  const common = {
    recipe,
    place: place.code,
    island: place.island,
    travel: input.travelTo(place.code),
    prices: input.prices,
    itemName: input.itemName,
  };
  const training = costRules({ ...common, kit: false });
  if (!training.ok) return held('not-costable', training.blanks, [reason('opens-fill-price', {})]);
  const possible = hasKit(recipe) && readiness.kit !== 'absent';
  const withKit = possible ? costRules({ ...common, kit: true }) : undefined;
  const option = (tier: Tier, kit: LineKit, rules: readonly CostRule[]): Candidate => ({
    id: `${place.code}:${recipe.id}:${tier}`,
    place,
    recipe,
    tier,
    kit,
    size,
    minimumFill,
    trainers: recipe.training.trainers ?? 1,
    rules,
    cost: batchCost(rules),
    verdict,
    readiness,
    pastAid: input.pastAid.filter((aid) => isAbout(aid, recipe) && covers(aid.code, place.code)),
    kitBlanks: withKit?.ok === false ? withKit.blanks : [],
  });
  const alone: LineKit = !hasKit(recipe)
    ? 'none'
    : withKit?.ok === false
      ? 'uncosted'
      : readiness.kit;
  return [
    ...(withKit?.ok ? [option('kit', readiness.kit, withKit.rules)] : []),
    option('training', alone, training.rules),
  ];
}
