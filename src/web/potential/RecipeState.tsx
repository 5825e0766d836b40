import type { VersionedRecipe } from '#domain/recipe.ts';
import { recipeBlanks } from '#domain/recipe-changes.ts';
import { useSay } from '#ui/language.tsx';
import { Tag } from '#ui/parts.tsx';

/** How much of the recipe is still blank, and whether the office has approved it. */
export function RecipeState({ recipe }: { recipe: VersionedRecipe }) {
  const say = useSay();
  const blanks = recipeBlanks(recipe);
  return (
    <span className="row">
      <Tag tone={recipe.status === 'approved' ? 'good' : 'plain'}>
        {say.t(`recipe.status.${recipe.status}`)}
      </Tag>
      {blanks.length > 0 && (
        <span className="small soft">{say.t('recipe.blanks', { count: blanks.length })}</span>
      )}
    </span>
  );
}
