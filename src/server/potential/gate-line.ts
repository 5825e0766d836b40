import type { GateLine } from '#api/potential.ts';
import type { GateRow } from '#domain/gate-table.ts';
import type { Potential } from '#domain/potential.ts';

/** A judged recipe as it travels: with names beside the codes, and marked where examples decided. */
export function lineOf(
  row: GateRow,
  potential: Potential,
  examples: ReadonlySet<string>,
): GateLine {
  const { recipe, verdict, readiness } = row;
  const materials = recipe.commodities.map((code) => ({
    code,
    name: potential.commodities.find((c) => c.code === code)?.name ?? { id: code, en: code },
  }));
  const join = (language: 'id' | 'en') => materials.map((m) => m.name[language]).join(', ');
  return {
    ...verdict,
    flags: [...verdict.flags],
    because: [...verdict.because],
    opensWith: [...verdict.opensWith],
    evidence: [...verdict.evidence],
    name: recipe.name,
    version: recipe.version,
    branch: recipe.branch,
    kind: recipe.kind,
    commodity: { id: join('id'), en: join('en') },
    commodities: recipe.commodities,
    materials,
    readiness: {
      ...readiness,
      items: [...readiness.items],
      prerequisites: [...readiness.prerequisites],
      tasks: [...readiness.tasks],
      idleNearby: [...readiness.idleNearby],
    },
    synthetic:
      verdict.evidence.some((id) => examples.has(id)) ||
      readiness.items.some((i) => i.saidBy !== null && examples.has(`said:${i.saidBy}`)),
  };
}

/** Ids of demo rows, and the names under which the demo answers, so that a line can be marked. */
export function exampleIds(potential: Potential): Set<string> {
  return new Set([
    ...potential.evidence.filter((e) => e.synthetic).map((e) => e.id),
    ...potential.answers.filter((a) => a.synthetic).flatMap((a) => [a.id, `said:${a.saidBy}`]),
  ]);
}
