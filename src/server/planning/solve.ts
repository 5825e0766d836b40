import { randomUUID } from 'node:crypto';
import type { PlanContent } from '#domain/plan.ts';
import { type SolveHooks, solvePlan } from '#domain/plan-solve.ts';
import type { Solver } from '#engine/optimise/milp.ts';
import type { Db } from '../db/sql.ts';
import { addPlan } from './queries-store.ts';
import { digestOf, type PlanSnapshot, problemOf, sourceDigests } from './snapshot.ts';

export interface SolvedPlan {
  readonly id: string;
  readonly content: PlanContent;
  readonly milliseconds: number;
}

/** Solves a snapshot; the clock is looked at here and nowhere below. */
export function solveSnapshot(
  snapshot: PlanSnapshot,
  hooks: { solver: Solver } & Pick<SolveHooks, 'stop' | 'onStep'>,
): SolvedPlan {
  const begun = performance.now();
  const content = solvePlan(problemOf(snapshot), hooks);
  return { id: randomUUID(), content, milliseconds: Math.round(performance.now() - begun) };
}

/** Stores a solved plan with the digests of all it was made from; answers its number. */
export function storeSolved(
  db: Db,
  scenarioId: string,
  snapshot: PlanSnapshot,
  solved: SolvedPlan,
  by: { actor: string | null; solver: string; now: string },
): Promise<number> {
  const sources = sourceDigests(snapshot);
  const { content } = solved;
  return addPlan(
    db,
    {
      id: solved.id,
      scenarioId,
      inputs: snapshot.inputs,
      content,
      contentDigest: digestOf(content),
      snapshotDigest: digestOf([snapshot.inputs, sources]),
      priceList: snapshot.priceList,
      milliseconds: solved.milliseconds,
      solver: by.solver,
      synthetic: isSynthetic(snapshot, content),
      by: by.actor,
      sources,
    },
    by.now,
  );
}

/** Made-up families, prices or money anywhere make the whole plan an example. */
const isSynthetic = (snapshot: PlanSnapshot, content: PlanContent): boolean =>
  snapshot.needs.some((n) => n.synthetic) ||
  snapshot.inputs.sources.some((s) => s.synthetic) ||
  content.lines.some((l) => l.synthetic || l.syntheticRupiah > 0);
