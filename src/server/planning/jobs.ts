import { Problem } from '../context.ts';
import type { JobContext, Jobs } from '../job-queue.ts';
import { findScenario } from './queries.ts';
import { PROVINCE_ROWS } from './queries-prices.ts';
import { loadSnapshot } from './snapshot.ts';
import { solveSnapshot, storeSolved } from './solve.ts';
import { openSolver } from './solver.ts';

/** Far beyond what a province needs; a plan that meets it says that the clock stopped it. */
const CLOCK_SECONDS = 600;

export interface SolveJob {
  scenarioId: string;
}

export interface SolveResult {
  planId: string;
  number: number;
  status: 'solved' | 'infeasible' | 'nothing';
}

export const planningJobs: Jobs = {
  /** Cancelling keeps the best plan found so far; it says that a person stopped it. */
  async 'planning.solve'(ctx: JobContext, input: SolveJob): Promise<SolveResult> {
    ctx.progress({ step: 'plan.step.read' });
    const { scenario, snapshot } = await ctx.inScope(async (db) => {
      const found = await findScenario(db, input.scenarioId);
      if (found === undefined) throw new Problem('not-found');
      return { scenario: found, snapshot: await loadSnapshot(db, found.inputs) };
    });
    const solver = await openSolver();
    const deadline = performance.now() + CLOCK_SECONDS * 1000;
    const solved = solveSnapshot(snapshot, {
      solver,
      stop: () => (ctx.cancelled() ? 'person' : performance.now() > deadline ? 'clock' : undefined),
      onStep: (step, at) =>
        ctx.progress({ step: `plan.step.${step}`, ...(at ? { details: { ...at } } : {}) }),
    });
    return ctx.inScope(async (db) => {
      const number = await storeSolved(db, scenario.id, snapshot, solved, {
        actor: ctx.actor.id,
        solver: solver.name,
        now: ctx.now(),
      });
      const { status } = solved.content.summary;
      await ctx.audit(db, PROVINCE_ROWS, 'planning.solve', solved.id, {
        scenario: scenario.id,
        number,
        status,
        lines: solved.content.lines.length,
      });
      return { planId: solved.id, number, status };
    });
  },
};
