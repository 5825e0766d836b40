import { familiesUpTo } from './need.ts';
import type { KabBudgets } from './plan-model.ts';
import type { PlanProblem } from './plan-problem.ts';
import type { RegionCode } from './region.ts';

/** The plan, and the two splits an office would otherwise make. */
export const splitVariants = ['plan', 'equal', 'proportional'] as const;
export type SplitVariant = (typeof splitVariants)[number];

/**
 * Bagi rata: every source in equal parts over the kabupaten it may be spent in, whole rupiah, the
 * first kabupaten taking what does not divide. Proporsional: by target families; a kabupaten about
 * which the register says nothing gets nothing, and the comparison says so.
 */
export function splitBudgets(
  problem: PlanProblem,
  variant: Exclude<SplitVariant, 'plan'>,
): KabBudgets {
  const families = targetFamilies(problem);
  return new Map(
    problem.sources.map((source) => {
      const kabs = source.kabs.length > 0 ? source.kabs : problem.kabs;
      const share = kabs.map((kab) => (variant === 'equal' ? 1 : (families.get(kab) ?? 0)));
      const total = share.reduce((sum, s) => sum + s, 0);
      const parts = share.map((s) =>
        total === 0 ? 0 : Math.floor((source.amountRupiah * s) / total),
      );
      const rest = source.amountRupiah - parts.reduce((sum, p) => sum + p, 0);
      const first = parts.findIndex((p) => p > 0);
      return [
        source.id,
        new Map(kabs.map((kab, i) => [kab, (parts[i] ?? 0) + (i === first ? rest : 0)])),
      ];
    }),
  );
}

/** Families of the desils that count, by kabupaten. */
export function targetFamilies(problem: PlanProblem): Map<RegionCode, number> {
  const families = new Map<RegionCode, number>();
  for (const place of problem.places)
    for (const group of place.groups) {
      const n = familiesUpTo(group.eligible, problem.inputs.desils);
      families.set(place.kab, (families.get(place.kab) ?? 0) + n);
    }
  return families;
}

/** What the split lays aside for each kabupaten over all sources. */
export function kabShares(budgets: KabBudgets): Map<RegionCode, number> {
  const shares = new Map<RegionCode, number>();
  for (const kabs of budgets.values())
    for (const [kab, rupiah] of kabs) shares.set(kab, (shares.get(kab) ?? 0) + rupiah);
  return shares;
}
