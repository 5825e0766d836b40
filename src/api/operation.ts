import * as z from 'zod';
import type { Role } from '#domain/role.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type OperationKind = 'json' | 'file' | 'upload';

/**
 * One operation of the wire: where it lives, who may, what goes in and comes out. Server, client,
 * OpenAPI and the rights matrix are all made from these objects.
 */
export interface Operation<
  I extends z.ZodObject = z.ZodObject,
  R extends z.ZodType = z.ZodType,
  K extends OperationKind = OperationKind,
> {
  readonly method: Method;
  /** `/api/…` with `:name` for input fields that travel in the path. */
  readonly path: string;
  /** One English line for integrators. */
  readonly summary: string;
  /** Roles that may call it; `anyone` needs no session. */
  readonly may: readonly Role[] | 'anyone';
  /** Input fields that hold a region code the actor's area must cover. */
  readonly area: readonly string[];
  readonly input: I;
  readonly reply: R;
  /** `file` answers with a download, `upload` takes the raw request body as a file. */
  readonly kind: K;
  /** Name of the audit action; present exactly where the operation changes or reveals something. */
  readonly audit: string | undefined;
}

interface Spec<I extends z.ZodObject> {
  method: Method;
  path: string;
  summary: string;
  may: readonly Role[] | 'anyone';
  area?: readonly (keyof z.infer<I> & string)[];
  input?: I;
  audit?: string;
}

type Empty = z.ZodObject<Record<never, never>>;

export function operation<I extends z.ZodObject = Empty, R extends z.ZodType = z.ZodVoid>(
  spec: Spec<I> & { reply?: R },
): Operation<I, R, 'json'> {
  return build(spec, spec.reply ?? (z.void() as unknown as R), 'json');
}

/** A file made by the server. Where it holds personal data it is audited like a reveal. */
export interface FileReply {
  filename: string;
  contentType: string;
  body: Uint8Array;
}
const FileBody = z.custom<FileReply>();

export function download<I extends z.ZodObject = Empty>(
  spec: Spec<I>,
): Operation<I, typeof FileBody, 'file'> {
  return build(spec, FileBody, 'file');
}

/** The request body is the file; its name and the rest of the input travel in the query string. */
export function upload<I extends z.ZodObject, R extends z.ZodType>(
  spec: Spec<I> & { reply: R },
): Operation<I, R, 'upload'> {
  return build(spec, spec.reply, 'upload');
}

function build<I extends z.ZodObject, R extends z.ZodType, K extends OperationKind>(
  spec: Spec<I>,
  reply: R,
  kind: K,
): Operation<I, R, K> {
  return {
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    may: spec.may,
    area: spec.area ?? [],
    input: spec.input ?? (z.object({}) as unknown as I),
    reply,
    kind,
    audit: spec.audit,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the erased form every concrete operation fits into
export type AnyOperation = Operation<any, any, any>;
export type Operations = Record<string, AnyOperation>;
export type InputOf<O extends AnyOperation> = z.input<O['input']>;
export type ParsedInputOf<O extends AnyOperation> = z.output<O['input']>;
export type ReplyOf<O extends AnyOperation> = z.output<O['reply']>;

/** Roles by what they are for, so that operations read as sentences. */
export const everyRole: readonly Role[] = ['admin', 'planner', 'officer', 'head'];
export const planningRoles: readonly Role[] = ['planner', 'officer', 'head'];
export const editors: readonly Role[] = ['planner', 'officer'];
export const plannerOnly: readonly Role[] = ['planner'];
export const adminOnly: readonly Role[] = ['admin'];

/** Query strings carry no booleans. */
export const queryBoolean = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])])
  .transform((v) => v === true || v === 'true' || v === '1');
export const queryInteger = z.coerce.number().int();

export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'iso-date');
/** Whole rupiah; a JavaScript number is exact to 9.0e15, three thousand times the largest budget here. */
export const rupiah = z.int().min(0);

/** Splits an input into the concrete path and what is left for the query string or the body. */
export function addressOf(
  path: string,
  input: Record<string, unknown>,
): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const concrete = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path: concrete, rest };
}
