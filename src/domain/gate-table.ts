import type { Verdict } from './gate.ts';
import { judge } from './gate.ts';
import type { Potential } from './potential.ts';
import { checkReadiness, type ReadinessOf } from './readiness.ts';
import type { VersionedRecipe } from './recipe.ts';
import type { RegionCode } from './region.ts';

export interface GateRow {
  readonly verdict: Verdict;
  readonly recipe: VersionedRecipe;
  readonly readiness: ReadinessOf;
}

/** Every recipe judged for one region: open ones first, best evidence first. */
export function gateTable(potential: Potential, region: RegionCode): GateRow[] {
  const order = { open: 0, overridden: 1, blocked: 2 };
  return potential.recipes
    .map((recipe) => ({
      verdict: judge(potential, region, recipe),
      recipe,
      readiness: checkReadiness(potential, region, recipe),
    }))
    .sort(
      (a, b) =>
        order[a.verdict.status] - order[b.verdict.status] ||
        (a.verdict.grade ?? 'Z').localeCompare(b.verdict.grade ?? 'Z') ||
        a.recipe.id.localeCompare(b.recipe.id),
    );
}
