import type { Fact } from './fact.ts';
import { groupBy } from './group.ts';

type Figure = Pick<Fact, 'code' | 'indicator' | 'item' | 'year' | 'period' | 'value' | 'synthetic'>;

/** Figures of one key speak of the same thing in the same year. */
export const factKey = (fact: Figure): string =>
  [fact.synthetic ? 'contoh' : '', fact.code, fact.indicator, fact.item ?? '', fact.year].join('|');

/** March and September of one year are two figures; where a source names no part, it means the year. */
const samePeriod = (a: Figure, b: Figure): boolean =>
  a.period === b.period || [a, b].some((f) => f.period === '' || f.period.startsWith('semester'));

/** Figures that another source contradicts. A blank contradicts nobody. */
export function conflicting<F extends Figure>(facts: readonly F[]): ReadonlySet<F> {
  const groups = groupBy(
    facts.filter((f) => f.value !== null),
    factKey,
  );
  const found = new Set<F>();
  for (const group of groups.values()) {
    for (const fact of group) {
      if (group.some((o) => o.value !== fact.value && samePeriod(o, fact))) found.add(fact);
    }
  }
  return found;
}

const GRADE_ORDER = { H: 0, M: 1, L: 2 } as const;

/**
 * The figure to show where only one can stand: the better grade, then the earlier part of the year
 * (BPS's March round carries the kabupaten), then by source so that the choice never depends on
 * the order of import. The others stand beside it wherever there is room.
 */
export function preferred<F extends Figure & Pick<Fact, 'grade' | 'source'>>(
  facts: readonly F[],
): F | undefined {
  return [...facts].sort(
    (a, b) =>
      Number(a.value === null) - Number(b.value === null) ||
      GRADE_ORDER[a.grade] - GRADE_ORDER[b.grade] ||
      a.period.localeCompare(b.period) ||
      a.source.localeCompare(b.source),
  )[0];
}
