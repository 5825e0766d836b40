import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '#api/problem.ts';
import { all } from '#messages/all.ts';
import { packageVersion } from '#server/config.ts';
import { openApi } from '#server/openapi.ts';

/** Every generated document by name. Made from the code alone: no database, no clock. */
export function generated(root: string): Map<string, string> {
  return new Map([
    ['openapi.json', `${JSON.stringify(openApi(packageVersion(root)), null, 2)}\n`],
    ['problems.md', problemsPage()],
    ['database.md', databasePage(join(root, 'db/migrations'))],
  ]);
}

function problemsPage(): string {
  const rows = Object.entries(problems).map(([code, status]) => {
    const message = (all as Record<string, readonly [string, string]>)[`problem.${code}`];
    return `| \`${code}\` | ${status} | ${message?.[0] ?? ''} | ${message?.[1] ?? ''} |`;
  });
  return `# Problems\n\nEvery refusal of the server. The word is the contract: stable, never reused.\n\n| code | status | Indonesia | English |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

export interface Documented {
  tables: Map<string, { comment: string | undefined; columns: Map<string, string | undefined> }>;
}

/**
 * Tables, columns and comments as the migrations declare them. Reads SQL text, so it knows only the
 * plain forms the migrations use; the house check makes sure that nothing is left without a comment.
 */
export function readSchema(dir: string): Documented {
  const tables: Documented['tables'] = new Map();
  for (const name of readdirSync(dir).sort()) {
    const sql = readFileSync(join(dir, name), 'utf8');
    for (const match of sql.matchAll(
      /^create (?:unlogged )?table (?:if not exists )?(\w+) \(\n([\s\S]*?)\n\)/gm,
    )) {
      const columns = new Map<string, string | undefined>();
      for (const line of (match[2] ?? '').split('\n')) {
        const column = /^ {2}(\w+) /.exec(line)?.[1];
        if (
          column &&
          !['primary', 'unique', 'constraint', 'foreign', 'check', 'exclude'].includes(column)
        ) {
          columns.set(column, undefined);
        }
      }
      tables.set(match[1] ?? '', { comment: undefined, columns });
    }
    for (const match of sql.matchAll(
      /^alter table (\w+)\s+add column (?:if not exists )?(\w+)/gm,
    )) {
      tables.get(match[1] ?? '')?.columns.set(match[2] ?? '', undefined);
    }
    for (const match of sql.matchAll(/^comment on table (\w+) is '((?:[^']|'')*)'/gm)) {
      const table = tables.get(match[1] ?? '');
      if (table) table.comment = (match[2] ?? '').replaceAll("''", "'");
    }
    for (const match of sql.matchAll(/^comment on column (\w+)\.(\w+) is '((?:[^']|'')*)'/gm)) {
      const columns = tables.get(match[1] ?? '')?.columns;
      if (columns?.has(match[2] ?? ''))
        columns.set(match[2] ?? '', (match[3] ?? '').replaceAll("''", "'"));
    }
  }
  return { tables };
}

function databasePage(dir: string): string {
  const { tables } = readSchema(dir);
  const parts = [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, table]) => {
      const rows = [...table.columns].map(
        ([column, comment]) => `| \`${column}\` | ${comment ?? ''} |`,
      );
      return `## ${name}\n\n${table.comment ?? ''}\n\n| column | meaning |\n|---|---|\n${rows.join('\n')}\n`;
    });
  return `# Database\n\nFrom the comments in \`db/migrations\`.\n\n${parts.join('\n')}`;
}
