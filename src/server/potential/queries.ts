import { groupBy } from '#domain/group.ts';
import type { Commodity, Potential } from '#domain/potential.ts';
import type { Db } from '../db/sql.ts';
import { listFactsOf } from '../poverty/queries.ts';
import { listRegions } from '../regions/queries.ts';
import { listNeighbours } from '../regions/queries-boundaries.ts';
import { listLatestAnswers } from './queries-answers.ts';
import { listStandingEvidence, listStandingPastAid } from './queries-evidence.ts';
import { listActiveOverrides, listCurrentRecipes } from './queries-recipes.ts';

/**
 * Everything the gate and the readiness check look at, in the scope of the transaction: an officer's
 * snapshot holds the own kabupaten and what belongs to the province.
 */
export async function loadPotentialSnapshot(db: Db): Promise<Potential> {
  const [recipes, commodities, evidence, facts, answers, overrides, pastAid, regions, neighbours] =
    await Promise.all([
      listCurrentRecipes(db),
      listCommodities(db),
      listStandingEvidence(db),
      listFactsOf(db, ['production', 'area']),
      listLatestAnswers(db),
      listActiveOverrides(db),
      listStandingPastAid(db),
      listRegions(db),
      listNeighbours(db, 'kab'),
    ]);
  return {
    recipes,
    commodities,
    evidence,
    facts,
    answers,
    overrides,
    pastAid,
    coast: new Map(regions.flatMap((r) => (r.coast === null ? [] : [[r.code, r.coast] as const]))),
    neighbours: new Map(
      [...groupBy(neighbours, (n) => n.code)].map(([code, rows]) => [
        code,
        rows.map((n) => n.other),
      ]),
    ),
    names: new Map(regions.map((r) => [r.code, r.name])),
  };
}

export async function listCommodities(db: Db): Promise<Commodity[]> {
  const rows = await db<
    { code: string; nameId: string; nameEn: string; kind: Commodity['kind']; marine: boolean }[]
  >`select code, name_id, name_en, kind, marine from commodity order by code`;
  return rows.map(({ nameId, nameEn, ...c }) => ({ ...c, name: { id: nameId, en: nameEn } }));
}
