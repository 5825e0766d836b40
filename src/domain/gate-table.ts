import type { Verdict } from './gate.ts';
import { judge } from './gate.ts';
import type { Potential } from './potential.ts';
import { checkReadiness, type ReadinessOf } from './readiness.ts';
import type { VersionedRecipe } from './recipe.ts';
import { recipeBlanks } from './recipe-changes.ts';
import type { RegionCode } from './region.ts';

export interface GateRow {
  readonly verdict: Verdict;
  readonly recipe: VersionedRecipe;
  readonly readiness: ReadinessOf;
}

/**
 * Every recipe judged for one region: open ones first, best evidence and readiest kit first,
 * then what is nearest to opening; recipes with blanks after complete ones.
 */
export function gateTable(potential: Potential, region: RegionCode): GateRow[] {
  const order = { open: 0, overridden: 1, blocked: 2 };
  const kits = { ready: 0, conditional: 1, absent: 2 };
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
        distance(a.verdict) - distance(b.verdict) ||
        kits[a.readiness.kit] - kits[b.readiness.kit] ||
        recipeBlanks(a.recipe).length - recipeBlanks(b.recipe).length ||
        a.recipe.id.localeCompare(b.recipe.id),
    );
}

/** First reasons from "one answer is missing" to "never here". */
const STEPS = [
  ['gate-study-unconfirmed', 'gate-figure-doubtful'],
  ['gate-press-only', 'gate-training-only'],
  ['gate-province-only'],
  ['gate-tiny-base', 'gate-officer-no', 'gate-adverse', 'gate-zero'],
];
const distance = ({ status, because }: Verdict): number => {
  if (status !== 'blocked') return 0;
  if (because.some((r) => r.code === 'gate-no-coast')) return STEPS.length + 1;
  const step = STEPS.findIndex((codes) => because.some((r) => codes.includes(r.code)));
  return step < 0 ? STEPS.length : step;
};
