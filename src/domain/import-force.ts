/** What one applied import says about one kabupaten. */
export interface ImportedArea {
  readonly importNo: number;
  readonly data: 'list' | 'recap';
  readonly mode: 'full' | 'addition';
  readonly cutOff: string;
  readonly appliedAt: string;
  readonly undone: boolean;
}

const isLater = (a: ImportedArea, b: ImportedArea): boolean => {
  if (a.cutOff !== b.cutOff) return a.cutOff > b.cutOff;
  if (a.appliedAt !== b.appliedAt) return a.appliedAt > b.appliedAt;
  return a.importNo > b.importNo;
};

/**
 * Which imports of one kabupaten count now: the full list with the latest cut-off (the one applied
 * last among equals) and every addition after it. A recap counts only where there is no list. Pure,
 * so undoing any import, in any order, is flipping its mark and asking again.
 */
export function importsInForce(areas: readonly ImportedArea[]): ReadonlySet<number> {
  const live = areas.filter((a) => !a.undone);
  const latest = (data: 'list' | 'recap') =>
    live
      .filter((a) => a.data === data && a.mode === 'full')
      .reduce<ImportedArea | undefined>(
        (best, a) => (best && !isLater(a, best) ? best : a),
        undefined,
      );
  const base = latest('list');
  const additions = live.filter(
    (a) => a.data === 'list' && a.mode === 'addition' && (base === undefined || isLater(a, base)),
  );
  const lists = base === undefined ? additions : [base, ...additions];
  if (lists.length > 0) return new Set(lists.map((a) => a.importNo));
  const recap = latest('recap');
  return new Set(recap === undefined ? [] : [recap.importNo]);
}
