import { accessApi } from './access.ts';
import { coordinationApi } from './coordination.ts';
import { documentsApi } from './documents.ts';
import { jobsApi } from './jobs.ts';
import type { AnyOperation } from './operation.ts';
import { overviewApi } from './overview.ts';
import { planningApi } from './planning.ts';
import { potentialApi } from './potential.ts';
import { povertyApi } from './poverty.ts';
import { regionsApi } from './regions.ts';
import { registryApi } from './registry.ts';
import { tablesApi } from './tables.ts';

/** Every module's operations. The order is the order of docs/generated/openapi.json. */
export const api = {
  access: accessApi,
  jobs: jobsApi,
  regions: regionsApi,
  registry: registryApi,
  poverty: povertyApi,
  tables: tablesApi,
  potential: potentialApi,
  planning: planningApi,
  coordination: coordinationApi,
  documents: documentsApi,
  overview: overviewApi,
} as const;

export interface NamedOperation {
  /** `module.name`, the operation's id everywhere. */
  readonly id: string;
  readonly operation: AnyOperation;
}

export const allOperations: readonly NamedOperation[] = Object.entries(api).flatMap(
  ([module, operations]) =>
    Object.entries(operations as Record<string, AnyOperation>).map(([name, operation]) => ({
      id: `${module}.${name}`,
      operation,
    })),
);
