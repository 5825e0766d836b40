import type { Operations, ParsedInputOf, ReplyOf } from '#api/operation.ts';
import type { ProblemCode } from '#api/problem.ts';
import type { Actor } from '#domain/role.ts';
import type { Config } from './config.ts';
import type { Db } from './db/sql.ts';
import type { Keys } from './keys.ts';

export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What a handler may know. One object per request, one transaction, one frozen clock. */
export interface Context {
  readonly db: Db;
  /** `anonymous` where the operation is open to anyone. */
  readonly actor: Actor;
  /** ISO time, the same for the whole request. */
  readonly now: string;
  readonly log: Log;
  readonly requestId: string;
  readonly keys: Keys;
  readonly config: Config;
  /** Present for uploads: the request body, already on disk under a size limit. */
  readonly upload: Upload | undefined;
  /** Digest of the session token, for operations on the own session. */
  readonly session: Buffer | undefined;
  /** Address the request came from, for throttling only. */
  readonly address: string;
  setCookie(value: string | undefined): void;
  afterCommit(work: () => void): void;
}

export interface Upload {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const ANONYMOUS: Actor = { id: 'anonymous', name: '', role: 'head', area: '' };

/** A refusal with a stable word; the kernel turns it into application/problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Record<string, unknown>;
  constructor(code: ProblemCode, details: Record<string, unknown> = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.code = code;
    this.details = details;
  }
}

/** One audit line: the kernel writes it in the transaction of the change. */
export interface AuditNote {
  /** Chain: a kabupaten code, or the province code for what belongs to the province. */
  readonly kab: string;
  readonly subject: string;
  /** Ids, counts, purposes. Never a NIK, never a name. */
  readonly details: Record<string, unknown>;
}

export class Done<T> {
  readonly reply: T;
  readonly notes: readonly AuditNote[];
  constructor(reply: T, notes: readonly AuditNote[]) {
    this.reply = reply;
    this.notes = notes;
  }
}

/** The reply of an audited operation together with what was done. */
export function done<T>(reply: T, ...notes: AuditNote[]): Done<T> {
  return new Done(reply, notes);
}

export type Handlers<A extends Operations> = {
  readonly [K in keyof A]: (
    ctx: Context,
    input: ParsedInputOf<A[K]>,
  ) => Promise<ReplyOf<A[K]> | Done<ReplyOf<A[K]>>>;
};

/** A handler with its types erased, as the kernel keeps it. */
export type Handler = (ctx: Context, input: unknown) => Promise<unknown>;
