import { isAbout } from './gate.ts';
import { named } from './gate-words.ts';
import type { PastAid, Potential } from './potential.ts';
import { answerAt, indexOf, type PotentialIndex, placeName, upToKab } from './potential-index.ts';
import { type Reason, reason } from './reason.ts';
import type { ReadinessItem, VersionedRecipe } from './recipe.ts';
import { kabOf, levelOf, type RegionCode } from './region.ts';

/** ready: buy. conditional: money reserved behind a task. absent: training only, with prerequisites. */
export type KitState = 'ready' | 'conditional' | 'absent';

export interface ReadinessOf {
  readonly region: RegionCode;
  readonly recipe: string;
  readonly kit: KitState;
  readonly items: readonly {
    readonly item: ReadinessItem;
    readonly answer: 'yes' | 'no' | 'unknown';
    readonly saidBy: string | null;
    readonly saidOn: string | null;
    /** True where the answer was given for the whole kabupaten. */
    readonly fromKab: boolean;
  }[];
  /** For every no: what must be built or arranged first, and who is asked. */
  readonly prerequisites: readonly Reason[];
  /** For every unknown: the task with its owner. */
  readonly tasks: readonly Reason[];
  /** Idle machines here or next door: the first source of kit. */
  readonly idleNearby: readonly PastAid[];
}

export type CheckReadiness = (
  potential: Potential,
  region: RegionCode,
  recipe: VersionedRecipe,
) => ReadinessOf;

/**
 * Judges whether equipment could earn in a place (docs/gate.md): every item the recipe names must be
 * answered yes before kit money is released. A kecamatan's answer goes before its kabupaten's, even
 * where it is "unknown": money waits for the place itself. Pure.
 */
export const checkReadiness: CheckReadiness = (potential, region, recipe) => {
  const index = indexOf(potential);
  const items = recipe.readiness.map((item) => itemOf(index, region, recipe, item));
  const failures = aidNearby(index, region, recipe);
  const words = {
    ...named('recipe', recipe.name),
    place: placeName(potential, region),
    kab: placeName(potential, kabOf(region)),
  };
  const kit = items.some((i) => i.answer === 'no')
    ? 'absent'
    : items.some((i) => i.answer === 'unknown')
      ? 'conditional'
      : 'ready';
  return {
    region,
    recipe: recipe.id,
    kit,
    items,
    prerequisites: items
      .filter((i) => i.answer === 'no')
      .map((i) => prerequisite(i.item, recipe, words)),
    tasks: [
      ...items.filter((i) => i.answer === 'unknown').map((i) => reason(`task-${i.item}`, words)),
      // Whoever answers yes here should have seen why the last machines stood still.
      ...failures
        .filter((p) => kabOf(p.code) === kabOf(region) && p.status === 'idle' && p.cause !== null)
        .map((p) => reason('task-past-cause', { ...words, title: p.title, cause: p.cause ?? '' })),
    ],
    idleNearby: failures,
  };
};

function itemOf(
  index: PotentialIndex,
  region: RegionCode,
  recipe: VersionedRecipe,
  item: ReadinessItem,
): ReadinessOf['items'][number] {
  for (const code of upToKab(region)) {
    const answer = answerAt(index, code, 'readiness', `${recipe.id}:${item}`);
    if (answer === undefined || answer.answer === 'text') continue;
    return {
      item,
      answer: answer.answer,
      saidBy: answer.saidBy,
      saidOn: answer.saidOn,
      fromKab: code !== region && levelOf(code) === 'kab',
    };
  }
  return { item, answer: 'unknown', saidBy: null, saidOn: null, fromKab: false };
}

/** Where the connection the kit needs is known, the line to build says how large. */
function prerequisite(
  item: ReadinessItem,
  recipe: VersionedRecipe,
  words: Record<string, string | number>,
): Reason {
  const va = recipe.kit.minimumVa;
  return item === 'power' && va !== null && va > 0
    ? reason('prerequisite-power-va', { ...words, va })
    : reason(`prerequisite-${item}`, words);
}

/** Machines for the same thing that stand unused: first here, then in neighbouring kabupaten. */
function aidNearby(index: PotentialIndex, region: RegionCode, recipe: VersionedRecipe): PastAid[] {
  const kab = kabOf(region);
  const neighbours = [...(index.potential.neighbours.get(kab) ?? [])].sort();
  return [kab, ...neighbours].flatMap((code) =>
    (index.pastAid.get(code) ?? []).filter(
      (p) => (p.status === 'idle' || p.status === 'undelivered') && isAbout(p, recipe),
    ),
  );
}
