import type { PlanView } from '#api/planning.ts';
import type { PlanSplit } from '#domain/plan.ts';
import type { Reason } from '#domain/reason.ts';

export type Variant = PlanSplit['variant'];
export const variants: readonly Variant[] = ['plan', 'equal', 'proportional'];

/** One of the three columns: the province, or the one kabupaten an officer reads. */
export interface ColumnFigures {
  readonly variant: Variant;
  readonly costRupiah: number;
  readonly leftRupiah: number | null;
  readonly batches: number;
  readonly participants: number;
  /** Null in a kabupaten's own view. */
  readonly kabs: number | null;
  readonly villages: number;
  readonly kitReady: number;
  readonly kitConditional: number;
  readonly withoutKit: number;
  readonly notes: readonly Reason[];
}

export function columnsOf(view: PlanView, kab: string | undefined): ColumnFigures[] {
  if (kab === undefined) return [...view.summary.variants].sort(byVariant);
  return view.splits
    .filter((s) => s.kab === kab)
    .map((s) => ({
      ...s,
      kabs: null,
      leftRupiah: s.shareRupiah === null ? null : s.shareRupiah - s.costRupiah,
      notes: view.summary.variants.find((v) => v.variant === s.variant)?.notes ?? [],
    }))
    .sort(byVariant);
}

const byVariant = (a: { variant: Variant }, b: { variant: Variant }) =>
  variants.indexOf(a.variant) - variants.indexOf(b.variant);

/** One kabupaten under the three ways of dividing the same money. */
export interface KabRow {
  readonly kab: string;
  readonly plan: PlanSplit | undefined;
  readonly equal: PlanSplit | undefined;
  readonly proportional: PlanSplit | undefined;
  /** Participants against the equal split; null where that was not solved. */
  readonly difference: number | null;
}

export function kabRows(splits: readonly PlanSplit[]): KabRow[] {
  const of = (kab: string, variant: Variant) =>
    splits.find((s) => s.kab === kab && s.variant === variant);
  return [...new Set(splits.map((s) => s.kab))].sort().map((kab) => {
    const [plan, equal] = [of(kab, 'plan'), of(kab, 'equal')];
    const difference = plan && equal ? plan.participants - equal.participants : null;
    return { kab, plan, equal, proportional: of(kab, 'proportional'), difference };
  });
}
