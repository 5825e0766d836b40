import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';

/**
 * The only file that knows the driver. `sql` values are parameters, never text; names come back in
 * camelCase; dates are text (a JavaScript Date is a day off in WITA); bigint is a number only while
 * it is exact; numeric stays text.
 */
export type Pool = postgres.Sql<{ bigint: number }>;
export type Db = postgres.TransactionSql<{ bigint: number }> | Pool;

export function openPool(url: string, options: { max: number; name: string }): Pool {
  return postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: options.name },
    transform: { ...postgres.camel, undefined: null },
    onnotice: () => {},
    types: {
      date: { to: 1082, from: [1082], serialize: (v: string) => v, parse: (v: string) => v },
      timestamp: {
        to: 1184,
        from: [1184, 1114],
        serialize: (v: string | Date) => (v instanceof Date ? v.toISOString() : v),
        parse: (v: string) =>
          new Date(`${v.replace(' ', 'T')}${/[+-]\d\d$/.test(v) ? ':00' : ''}`).toISOString(),
      },
      bigint: { to: 20, from: [20], serialize: (v: number) => String(v), parse: exactInteger },
    },
  }) as unknown as Pool;
}

function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of exact range: ${text}`);
  return value;
}

/** Whom a transaction acts for; row-level security compares every row with it. */
export interface Scope {
  /** Codes whose rows may be read: kabupaten, and the province's own rows under its code. */
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** Account id, or a job's name; lands in audit lines. */
  readonly actor: string;
}

const CODE = /^\d{2}(\.\d{2})?$/;

/**
 * One transaction inside a scope. The settings are literals, because SET takes no parameters and a
 * distributed database forwards only SET LOCAL; every value is checked first.
 */
export async function inScope<T>(
  pool: Pool,
  scope: Scope,
  work: (db: Db) => Promise<T>,
  options: { timeoutSeconds?: number; repeatable?: boolean } = {},
): Promise<T> {
  for (const code of [...scope.read, ...scope.write]) {
    if (!CODE.test(code)) throw new Error(`not an area code: ${code}`);
  }
  if (!/^[\w.:-]{1,80}$/.test(scope.actor)) throw new Error(`not an actor: ${scope.actor}`);
  const seconds = options.timeoutSeconds ?? 15;
  const mode = options.repeatable ? 'isolation level repeatable read' : '';
  return (await pool.begin(mode, async (db) => {
    await db.unsafe(
      `set local app.kab = '${scope.read.join(',')}'; set local app.kab_write = '${scope.write.join(',')}'; ` +
        `set local app.actor = '${scope.actor}'; set local statement_timeout = '${seconds}s'`,
    );
    return work(db);
  })) as T;
}

/** Streams rows (arrays of text or null, already ordered as `columns`) into a table by COPY. */
export async function copyInto(
  db: Db,
  table: string,
  columns: readonly string[],
  lines: AsyncIterable<string> | Iterable<string> | Readable,
): Promise<void> {
  const into = await db`copy ${db(table)} (${db(columns as string[])}) from stdin`.writable();
  await pipeline(lines, into);
}

/** One COPY text line; null is `\N`. */
export function copyLine(
  values: readonly (string | number | boolean | null | undefined)[],
): string {
  let out = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) out += '\t';
    if (value === null || value === undefined) out += '\\N';
    else if (typeof value === 'string') out += value.replace(/[\\\t\n\r]/g, escapeCopy);
    else out += String(value);
  }
  return `${out}\n`;
}

const COPY_ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
const escapeCopy = (c: string): string => COPY_ESCAPES[c] ?? c;
