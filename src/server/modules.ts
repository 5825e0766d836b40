import type { api } from '#api/all.ts';
import { accessHandlers } from './access/handlers.ts';
import type { Handler, Handlers } from './context.ts';
import { coordinationHandlers } from './coordination/handlers.ts';
import { documentsHandlers } from './documents/handlers.ts';
import { jobsHandlers } from './job-handlers.ts';
import type { Jobs } from './job-queue.ts';
import { overviewHandlers } from './overview/handlers.ts';
import { planningHandlers } from './planning/handlers.ts';
import { planningJobs } from './planning/jobs.ts';
import { priceKind } from './planning/price-kind.ts';
import { evidenceKind } from './potential/evidence-kind.ts';
import { potentialHandlers } from './potential/handlers.ts';
import { pastAidKind } from './potential/past-aid-kind.ts';
import { figuresKind } from './poverty/figures-kind.ts';
import { povertyHandlers } from './poverty/handlers.ts';
import { tablesHandlers } from './poverty/table-handlers.ts';
import { thresholdsKind } from './poverty/thresholds-kind.ts';
import { regionsHandlers } from './regions/handlers.ts';
import { regionsJobs } from './regions/jobs.ts';
import { travelKind } from './regions/travel-kind.ts';
import { registryHandlers } from './registry/handlers.ts';
import { registryJobs } from './registry/jobs.ts';

/** The short list of modules: for each group of operations its handlers, and every job. */
type AllHandlers = { [M in keyof typeof api]: Handlers<(typeof api)[M]> };

export function allHandlers(): ReadonlyMap<string, Handler> {
  const modules: AllHandlers = {
    access: accessHandlers(),
    jobs: jobsHandlers,
    regions: regionsHandlers,
    registry: registryHandlers,
    poverty: povertyHandlers,
    tables: tablesHandlers([
      figuresKind,
      thresholdsKind,
      travelKind,
      evidenceKind,
      pastAidKind,
      priceKind,
    ]),
    potential: potentialHandlers,
    planning: planningHandlers,
    coordination: coordinationHandlers,
    documents: documentsHandlers,
    overview: overviewHandlers,
  };
  return new Map(
    Object.entries(modules).flatMap(([module, handlers]) =>
      Object.entries(handlers).map(
        ([name, handler]) => [`${module}.${name}`, handler as Handler] as const,
      ),
    ),
  );
}

export const allJobs: Jobs = { ...regionsJobs, ...registryJobs, ...planningJobs };
