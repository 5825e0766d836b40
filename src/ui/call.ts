import { type AnyOperation, addressOf, type InputOf, type ReplyOf } from '#api/operation.ts';
import type { ProblemBody, ProblemCode } from '#api/problem.ts';

/** A refusal of the server, or `network` where it could not be reached. */
export class CallError extends Error {
  readonly code: ProblemCode | 'network';
  readonly details: Record<string, unknown>;
  readonly requestId: string;
  constructor(code: ProblemCode | 'network', details: Record<string, unknown>, requestId: string) {
    super(code);
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

interface CallOptions {
  signal?: AbortSignal;
  /** Body of an upload operation. */
  file?: Blob;
}

/** Calls an operation; the reply is checked against the same schema the server promised. */
export async function call<O extends AnyOperation>(
  operation: O,
  input: InputOf<O>,
  options: CallOptions = {},
): Promise<ReplyOf<O>> {
  const response = await send(operation, input, options);
  const body: unknown = await response.json().catch(() => ({}));
  const isVoid = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
  const parsed = operation.reply.safeParse(body);
  if (parsed.success) return parsed.data as ReplyOf<O>;
  if (isVoid) return undefined as ReplyOf<O>;
  throw new CallError('internal', { why: 'reply' }, response.headers.get('x-request-id') ?? '');
}

/** Calls a `file` operation and hands the file to the browser's downloads. */
export async function save<O extends AnyOperation>(
  operation: O,
  input: InputOf<O>,
): Promise<string> {
  const response = await send(operation, input, {});
  const name = /filename\*=UTF-8''([^;]+)/.exec(
    response.headers.get('content-disposition') ?? '',
  )?.[1];
  const filename = decodeURIComponent(name ?? 'titik-temu');
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return filename;
}

async function send(
  operation: AnyOperation,
  input: unknown,
  options: CallOptions,
): Promise<Response> {
  const { path, rest } = addressOf(operation.path, input as Record<string, unknown>);
  const inQuery = operation.method === 'GET' || operation.kind === 'upload';
  const init: RequestInit = { method: operation.method, credentials: 'same-origin' };
  if (options.signal) init.signal = options.signal;
  if (operation.kind === 'upload') {
    init.headers = { 'content-type': 'application/octet-stream' };
    init.body = options.file ?? null;
  } else if (!inQuery) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(rest);
  }
  let response: Response;
  try {
    response = await fetch(inQuery ? path + queryOf(rest) : path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallError('network', {}, '');
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  const refusal = new CallError(
    problem?.code ?? 'internal',
    problem?.details ?? {},
    problem?.requestId ?? '',
  );
  if (refusal.code === 'signed-out') window.dispatchEvent(new CustomEvent('titik-temu:signed-out'));
  throw refusal;
}

function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
