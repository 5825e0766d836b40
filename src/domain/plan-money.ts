import type { PlanModel } from './plan-model.ts';
import { MILLION } from './plan-model.ts';
import { mayPay, type PlanProblem } from './plan-problem.ts';
import { type MoneyUse, moneyUses } from './rab.ts';

export interface Payment {
  readonly source: string;
  readonly use: MoneyUse;
  readonly rupiah: number;
}

export interface Bill {
  readonly kab: string;
  readonly rupiah: Readonly<Record<MoneyUse, number>>;
}

/**
 * Who pays what, to the rupiah. The model says how much of each source goes into a kabupaten for
 * training and for kits; lines are then paid in order, each from as few sources as possible.
 */
export function payLines(
  problem: PlanProblem,
  model: PlanModel,
  values: Float64Array,
  bills: readonly Bill[],
): Payment[][] {
  const left = new Map(problem.sources.map((s) => [s.id, s.amountRupiah]));
  const paid: Payment[][] = bills.map(() => []);
  for (const kab of problem.kabs)
    for (const use of moneyUses) {
      const due = bills.flatMap((b, i) => (b.kab === kab && b.rupiah[use] > 0 ? [i] : []));
      const total = due.reduce((sum, i) => sum + (bills[i]?.rupiah[use] ?? 0), 0);
      if (total === 0) continue;
      const purse = purseOf(problem, model, values, { kab, use, total, left });
      for (const i of due) {
        let open = bills[i]?.rupiah[use] ?? 0;
        const whole = purse.find((p) => p.rupiah >= open);
        for (const p of whole ? [whole] : purse) {
          const part = Math.min(open, p.rupiah);
          if (part === 0) continue;
          p.rupiah -= part;
          open -= part;
          left.set(p.source, (left.get(p.source) ?? 0) - part);
          paid[i]?.push({ source: p.source, use, rupiah: part });
        }
        if (open > 0) throw new Error(`money missing in ${kab}`);
      }
    }
  return paid;
}

/** The model's amounts in whole rupiah; a rest of rounding goes to the source with the most left. */
function purseOf(
  problem: PlanProblem,
  model: PlanModel,
  values: Float64Array,
  ask: { kab: string; use: MoneyUse; total: number; left: ReadonlyMap<string, number> },
): { source: string; rupiah: number }[] {
  let open = ask.total;
  const purse: { source: string; rupiah: number }[] = [];
  for (const m of model.money) {
    if (m.kab !== ask.kab || m.use !== ask.use) continue;
    const rupiah = Math.max(0, Math.min(open, Math.floor((values[m.column] ?? 0) * MILLION)));
    open -= rupiah;
    purse.push({ source: m.source, rupiah });
  }
  const held = (source: string) => purse.find((p) => p.source === source)?.rupiah ?? 0;
  const spare = problem.sources
    .filter((s) => mayPay(s, ask.kab, ask.use))
    .map((s) => ({ source: s.id, free: (ask.left.get(s.id) ?? 0) - held(s.id) }))
    .sort((a, b) => b.free - a.free);
  for (const { source, free } of spare) {
    const part = Math.min(open, Math.max(0, free));
    const own = purse.find((p) => p.source === source);
    if (own) own.rupiah += part;
    open -= part;
  }
  return purse.sort((a, b) => b.rupiah - a.rupiah);
}
