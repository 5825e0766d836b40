import type { Recipe } from './recipe.ts';

/** Parts of a recipe that differ between two versions, by their names; empty where nothing does. */
export function recipeChanges(before: Recipe | undefined, after: Recipe): string[] {
  if (before === undefined) return [];
  return (Object.keys(after) as (keyof Recipe)[])
    .filter((key) => plain(before[key]) !== plain(after[key]))
    .sort();
}

/** Text of a value that does not depend on the order in which a database gives keys back. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

/** Entries that are still unknown; a recipe with any of them cannot be costed fully and says so. */
export function recipeBlanks(recipe: Recipe): string[] {
  const { training, kit } = recipe;
  const blank = (name: string, value: unknown) => (value === null ? [name] : []);
  return [
    ...blank('days', training.days),
    ...blank('hours', training.hoursPerDay),
    ...blank('participants', training.participants),
    ...blank('trainers', training.trainers),
    ...blank('mentoring', training.mentoringMonths),
    ...blank('sets', kit.setsPerBatch),
    ...blank('water', kit.needsWater),
    ...(kit.items.some((i) => i.quantity === null) ? ['quantity'] : []),
    ...(recipe.kind === 'commodity' ? blank('base', recipe.minimumBase) : []),
    ...blank('market', recipe.marketBatches),
    ...(recipe.kbli.length === 0 ? ['kbli'] : []),
    ...(training.competence.length === 0 ? ['competence'] : []),
  ];
}
