import { type Inspection, type TableReport, tablesApi } from '#api/tables.ts';
import type { TableMapping } from '#domain/table-mapping.ts';
import type { Person } from './server.ts';

interface Options {
  constants?: Record<string, string>;
  mapping?: Partial<TableMapping>;
  take?: boolean;
}

/** Sends a table through the door the way the page does: look, check, and where asked take. */
export async function sendTable(
  person: Person,
  kind: string,
  name: string,
  content: string | Uint8Array,
  options: Options = {},
): Promise<{
  inspection: Inspection;
  report: TableReport;
  run: TableReport | undefined;
  importId: string;
}> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const inspection = await person.call(tablesApi.inspectTable, { kind, name }, bytes);
  const mapping = {
    ...inspection.mapping,
    constants: { ...inspection.mapping.constants, ...options.constants },
    ...options.mapping,
  };
  const report = await person.call(tablesApi.checkTable, { id: inspection.id, mapping });
  if (!options.take) return { inspection, report, run: undefined, importId: '' };
  const taken = await person.call(tablesApi.runTable, { id: inspection.id, mapping });
  return { inspection, report, run: taken.report, importId: taken.importId };
}
