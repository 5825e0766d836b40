import type { KabBudgets } from './plan-model.ts';
import { mayPay, type PlanProblem } from './plan-problem.ts';
import { type MoneyUse, moneyUses } from './rab.ts';

export type UseRupiah = Readonly<Record<MoneyUse, number>>;

/**
 * Pays bills one by one, each from the source that can do least else, so that free money is left for
 * last. Money once paid is not moved again: whatever it can pay can be paid.
 */
export function openPurse(
  problem: PlanProblem,
  budgets?: KabBudgets,
  spent?: ReadonlyMap<string, number>,
) {
  const left = new Map(
    problem.sources.map((s) => [s.id, s.amountRupiah - 1000 - (spent?.get(s.id) ?? 0)]),
  );
  const kabLeft = new Map<string, number>();
  for (const [source, kabs] of budgets ?? [])
    for (const [kab, rupiah] of kabs) kabLeft.set(`${source}:${kab}`, rupiah - 1000);
  const freedom = (s: PlanProblem['sources'][number]) =>
    (s.use === 'any' ? 100 : 0) + (s.kabs.length === 0 ? 99 : s.kabs.length);
  const bySpecific = [...problem.sources].sort((a, b) => freedom(a) - freedom(b));

  function settle(kab: string, bill: UseRupiah, commit: 'pay' | 'look'): boolean {
    const spent = new Map<string, number>();
    for (const use of moneyUses) {
      let due = bill[use];
      for (const source of bySpecific) {
        if (due <= 0) break;
        if (!mayPay(source, kab, use)) continue;
        const key = `${source.id}:${kab}`;
        const already = spent.get(source.id) ?? 0;
        const room = Math.min(
          left.get(source.id) ?? 0,
          kabLeft.get(key) ?? Number.POSITIVE_INFINITY,
        );
        const paid = Math.max(0, Math.min(due, room - already));
        spent.set(source.id, already + paid);
        due -= paid;
      }
      if (due > 0) return false;
    }
    if (commit === 'pay')
      for (const [id, paid] of spent) {
        left.set(id, (left.get(id) ?? 0) - paid);
        const key = `${id}:${kab}`;
        if (kabLeft.has(key)) kabLeft.set(key, (kabLeft.get(key) ?? 0) - paid);
      }
    return true;
  }
  return {
    canPay: (kab: string, bill: UseRupiah) => settle(kab, bill, 'look'),
    pay: (kab: string, bill: UseRupiah) => void settle(kab, bill, 'pay'),
  };
}
