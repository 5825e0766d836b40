import { smallestConflict } from '#engine/optimise/conflict.ts';
import { limitsOf, type Solver, withoutLimits, withoutObjective } from '#engine/optimise/milp.ts';
import { isDemand } from './limit.ts';
import type { PlanModel } from './plan-model.ts';
import type { PlanProblem } from './plan-problem.ts';
import { type Reason, reason } from './reason.ts';

/**
 * Why no plan is possible: an irreducible set of limits that fight, found by solving without some of
 * them again and again. Only something that is asked for can make a plan impossible, so demands stand
 * first and are kept where there is a choice.
 */
export function conflictOf(
  model: PlanModel,
  solver: Solver,
  stop?: () => 'person' | 'clock' | undefined,
): string[] {
  const question = withoutObjective(model.milp);
  const all = limitsOf(question);
  const limits = [...all.filter(isDemand), ...all.filter((l) => !isDemand(l))];
  return smallestConflict(limits, (kept) => {
    const set = new Set(kept);
    const answer = solver.mip(
      withoutLimits(question, (limit) => set.has(limit)),
      {
        relativeGap: 1,
        maxNodes: 5000,
        maxIterations: 300_000,
        anyAnswer: true,
        ...(stop ? { stop } : {}),
      },
    );
    // Not proven impossible is not impossible: such a set is never blamed.
    return answer.status !== 'infeasible';
  });
}

/** A limit by its name, as words with the figure it stands at. */
export function limitWords(
  problem: PlanProblem,
  nameOf: (code: string) => string,
  limit: string,
): Reason {
  const { inputs, sources, candidates } = problem;
  const [kind = '', first = '', second = ''] = limit.split(':');
  const own = inputs.kabLimits.find((l) => l.kab === first);
  switch (kind) {
    case 'source': {
      const source = sources.find((s) => s.id === first);
      return reason('limit-source', {
        source: source?.name ?? first,
        rupiah: source?.amountRupiah ?? 0,
      });
    }
    case 'kab-min': {
      const min = own?.min ?? inputs.minPerKab;
      const open = candidates.some((c) => c.place.kab === first);
      return reason(open ? 'limit-kab-min' : 'limit-kab-min-nothing', {
        kab: nameOf(first),
        batches: min,
      });
    }
    case 'kab-max':
      return reason('limit-kab-max', {
        kab: nameOf(first),
        batches: own?.max ?? inputs.maxPerKab ?? 0,
      });
    case 'kec-max':
      return reason('limit-kec-max', { batches: inputs.maxPerKec ?? 0 });
    case 'trainers': {
      const group = inputs.trainers.groups.find((g) => g.group === first);
      return reason('limit-trainers', {
        group: first,
        trainers: group?.perMonth ?? inputs.trainers.perMonth ?? 0,
        months: inputs.trainers.months,
      });
    }
    case 'share':
      return reason(`limit-share-${first}`, {
        percent: inputs.shares[first as 'women' | 'disability' | 'islands'] ?? 0,
      });
    case 'lock': {
      const lock = inputs.locks.find((l) => l.code === first && l.recipe === second);
      const recipe = candidates.find((c) => c.recipe.id === second)?.recipe.name;
      return reason('limit-lock', {
        place: nameOf(first),
        recipe: recipe?.id ?? second,
        recipeEn: recipe?.en ?? second,
        batches: lock?.batches ?? 0,
      });
    }
    default:
      return reason('limit-kab-budget', { kab: nameOf(second) });
  }
}
