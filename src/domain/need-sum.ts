import { type Deprivation, deprivations, type Need } from './need.ts';
import type { RegionCode, RegionLevel } from './region.ts';

/**
 * Several regions as one. What one of them cannot tell, the sum cannot tell either; undefined where
 * there is nothing to add.
 */
export function sumNeed(
  code: RegionCode,
  level: RegionLevel,
  parts: readonly Need[],
): Need | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const total = (value: (need: Need) => number): number =>
    parts.reduce((sum, need) => sum + value(need), 0);
  const known = (value: (need: Need) => number | null): number | null => {
    let sum = 0;
    for (const need of parts) {
      const one = value(need);
      if (one === null) return null;
      sum += one;
    }
    return sum;
  };
  const tens = (value: (need: Need) => readonly number[] | null): number[] | null => {
    const sums = new Array<number>(10).fill(0);
    for (const need of parts) {
      const one = value(need);
      if (one === null) return null;
      for (let i = 0; i < 10; i++) sums[i] = (sums[i] ?? 0) + (one[i] ?? 0);
    }
    return sums;
  };
  const asOf = parts.map((n) => n.asOf).filter((d): d is string => d !== null);
  return {
    code,
    level,
    source: parts.every((n) => n.source === first.source) ? first.source : 'mixed',
    synthetic: parts.some((n) => n.synthetic),
    asOf: asOf.sort()[0] ?? null,
    families: total((n) => n.families),
    byDesil: tens((n) => n.byDesil) ?? [],
    desilUnknown: total((n) => n.desilUnknown),
    persons: known((n) => n.persons),
    womenHeaded: known((n) => n.womenHeaded),
    withDisability: known((n) => n.withDisability),
    withBusiness: known((n) => n.withBusiness),
    eligible: tens((n) => n.eligible) ?? [],
    eligibleWomen: tens((n) => n.eligibleWomen),
    eligibleDisabled: tens((n) => n.eligibleDisabled),
    occupations: sumOccupations(parts),
    deprivation: sumDeprivation(parts),
  };
}

function sumOccupations(parts: readonly Need[]): Record<string, number> | null {
  const sums: Record<string, number> = {};
  for (const { occupations } of parts) {
    if (occupations === null) return null;
    for (const [code, n] of Object.entries(occupations)) sums[code] = (sums[code] ?? 0) + n;
  }
  return sums;
}

/** Each condition carries its own number of known answers, so a part without any adds nothing. */
function sumDeprivation(parts: readonly Need[]): Need['deprivation'] {
  if (parts.every((n) => n.deprivation === null)) return null;
  const sum = (key: Deprivation) => {
    let deprived = 0;
    let known = 0;
    for (const { deprivation } of parts) {
      deprived += deprivation?.[key]?.deprived ?? 0;
      known += deprivation?.[key]?.known ?? 0;
    }
    return { deprived, known };
  };
  return Object.fromEntries(deprivations.map((key) => [key, sum(key)])) as Need['deprivation'];
}
