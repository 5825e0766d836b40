import type { Answer, Potential } from './potential.ts';
import { readinessItems } from './recipe.ts';

/**
 * Whether an answer's subject exists: a commodity or recipe, `recipe:item`, the word `coast`. Limits and
 * proposals are free text of the officer.
 */
export function subjectFits(
  topic: Answer['topic'],
  subject: string,
  known: Pick<Potential, 'recipes' | 'commodities'>,
): boolean {
  const isRecipe = (id: string) => known.recipes.some((r) => r.id === id);
  switch (topic) {
    case 'commodity':
      return isRecipe(subject) || known.commodities.some((c) => c.code === subject);
    case 'demand':
    case 'operator':
      return isRecipe(subject);
    case 'readiness': {
      const [recipe = '', item = '', ...rest] = subject.split(':');
      return (
        rest.length === 0 &&
        isRecipe(recipe) &&
        (readinessItems as readonly string[]).includes(item)
      );
    }
    case 'coast':
      return subject === 'coast';
    case 'limit':
    case 'proposal':
      return subject.trim().length > 0;
  }
}
