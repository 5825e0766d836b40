import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ZodError } from 'zod';
import { allOperations, type NamedOperation } from '#api/all.ts';
import type { AnyOperation, FileReply } from '#api/operation.ts';
import { type ProblemBody, type ProblemCode, problems } from '#api/problem.ts';
import { type Actor, mayReach } from '#domain/role.ts';
import { appendAudit } from './audit.ts';
import { type Config, hasBuiltWeb, webDir } from './config.ts';
import { ANONYMOUS, type Context, Done, type Handler, Problem, type Upload } from './context.ts';
import { isTimeout, isUnavailable } from './db/pg-errors.ts';
import { inScope, type Pool } from './db/sql.ts';
import type { Keys } from './keys.ts';
import { openApi } from './openapi.ts';
import { readablePage } from './openapi-page.ts';
import { scopeOf } from './scope.ts';
import { tokenDigest } from './tokens.ts';

/**
 * The kernel: every request, from any client, takes this road.
 * origin → session → role → area → input → transaction in the actor's scope → handler → audit →
 * commit → reply checked → answer. A refusal is application/problem+json; anything else is a 500
 * with an id and no details.
 */
export interface Kernel {
  readonly config: Config;
  readonly pool: Pool;
  readonly keys: Keys;
  /** By operation id. A missing handler is a start-up error. */
  readonly handlers: ReadonlyMap<string, Handler>;
  findSession(digest: Buffer, now: string): Promise<Actor | undefined>;
  kabCodes(): Promise<readonly string[]>;
  readonly logStream: NodeJS.WritableStream | undefined;
}

const MAX_UPLOAD = 300 * 1024 * 1024;
const UPLOAD_TYPE = 'application/octet-stream';

export async function createHttp(kernel: Kernel): Promise<FastifyInstance> {
  const app = fastify({
    logger: kernel.logStream ? { level: 'info', stream: kernel.logStream as never } : false,
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: kernel.config.publicUrl !== undefined,
    routerOptions: { ignoreTrailingSlash: true },
  });

  await app.register(compress, { threshold: 2048, encodings: ['gzip', 'identity'] });
  // Uploads reach the handler's spooling step as a stream, never as a buffer.
  app.addContentTypeParser(UPLOAD_TYPE, (_request, payload, done) => done(null, payload));
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of securityHeaders(kernel.config)) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
  });
  app.setErrorHandler((error, request, reply) => answerProblem(asProblem(error), request, reply));

  for (const named of allOperations) {
    const handler = kernel.handlers.get(named.id);
    if (handler === undefined) throw new Error(`no handler for operation ${named.id}`);
    app.route({
      method: named.operation.method,
      url: named.operation.path,
      handler: (request, reply) => answer(kernel, named, handler, request, reply),
    });
  }

  app.get('/api/health', async (_request, reply) => {
    try {
      await kernel.pool`select 1`;
      return { ok: true, version: kernel.config.version };
    } catch {
      return reply.code(503).send({ ok: false });
    }
  });
  app.get('/api/openapi.json', async () => openApi(kernel.config.version));
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(readablePage(openApi(kernel.config.version))),
  );
  await serveWeb(app, kernel.config);
  return app;
}

async function answer(
  kernel: Kernel,
  { operation, id }: NamedOperation,
  handler: Handler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const now = new Date().toISOString();
  let upload: Upload | undefined;
  try {
    if (operation.method !== 'GET') refuseForeignOrigin(request);
    const session = sessionDigest(request);
    const actor = (session && (await kernel.findSession(session, now))) ?? ANONYMOUS;
    authorise(operation, actor);
    const input = parseInput(operation, request);
    for (const field of operation.area) {
      const region = input[field];
      if (typeof region === 'string' && !mayReach(actor, region)) {
        throw new Problem('outside-area', { region });
      }
    }
    if (operation.kind === 'upload') {
      upload = await spool(request.body as Readable, kernel.config.dataDir);
    }

    const after: (() => void)[] = [];
    const scope = scopeOf(actor, await kernel.kabCodes());
    const result = await inScope(
      kernel.pool,
      scope,
      async (db) => {
        const ctx: Context = {
          db,
          actor,
          now,
          log: request.log,
          requestId: request.id,
          keys: kernel.keys,
          config: kernel.config,
          upload,
          session: session ?? undefined,
          address: request.ip,
          setCookie: (value) => reply.header('set-cookie', sessionCookie(kernel.config, value)),
          afterCommit: (work) => after.push(work),
        };
        const outcome = await handler(ctx, input);
        if (!(outcome instanceof Done)) {
          if (operation.audit !== undefined) throw new Error(`${id} is audited but says nothing`);
          return outcome;
        }
        if (operation.audit === undefined)
          throw new Error(`${id} says an audit line it did not declare`);
        for (const note of outcome.notes) {
          await appendAudit(db, {
            ...note,
            at: now,
            actor: actor.id,
            action: operation.audit,
            requestId: request.id,
          });
        }
        return outcome.reply;
      },
      { timeoutSeconds: operation.kind === 'json' ? 15 : 120 },
    );
    for (const work of after) work();

    if (operation.kind === 'file') return sendFile(reply, result as FileReply);
    const checked = operation.reply.parse(result);
    return reply
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(checked === undefined ? '{}' : JSON.stringify(checked));
  } catch (error) {
    // An upload refused before it was read is read to its end, so that the sender sees the refusal.
    if (operation.kind === 'upload') (request.body as Readable | undefined)?.resume?.();
    return answerProblem(asProblem(error), request, reply);
  } finally {
    // A handler that wants to keep the file has moved it by now.
    if (upload) await rm(upload.path, { force: true });
  }
}

function authorise(operation: AnyOperation, actor: Actor): void {
  if (operation.may === 'anyone') return;
  if (actor === ANONYMOUS) throw new Problem('signed-out');
  if (!operation.may.includes(actor.role)) throw new Problem('not-allowed', { role: actor.role });
}

function parseInput(operation: AnyOperation, request: FastifyRequest): Record<string, unknown> {
  const body =
    operation.kind === 'upload' || operation.method === 'GET' ? {} : (request.body ?? {});
  const raw = {
    ...(request.query as object),
    ...(body as object),
    ...(request.params as object),
  };
  const parsed = operation.input.safeParse(raw);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  throw new Problem('bad-input', {
    issues: (parsed.error as ZodError).issues
      .slice(0, 20)
      .map((i) => ({ path: i.path.join('.'), problem: i.code, message: i.message })),
  });
}

/* ---------------------------------------------------------------- refusals */

function asProblem(error: unknown): Problem | Error {
  if (error instanceof Problem) return error;
  if (isTimeout(error) || isUnavailable(error)) return new Problem('busy');
  const fastifyCode = (error as { code?: string }).code;
  if (fastifyCode === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('file-too-large');
  if (fastifyCode?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError) {
    return new Problem('bad-input');
  }
  return error instanceof Error ? error : new Error(String(error));
}

function answerProblem(
  error: Problem | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const code: ProblemCode = error instanceof Problem ? error.code : 'internal';
  if (code === 'internal') request.log.error({ err: error }, 'internal error');
  const body: ProblemBody = {
    type: `/api/docs#problem-${code}`,
    status: problems[code],
    code,
    requestId: request.id,
    details: error instanceof Problem ? error.details : {},
  };
  return reply
    .code(problems[code])
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(body));
}

/** Writes come from our own pages: SameSite cookies plus this check leave cross-site forms nothing. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Problem('bad-origin');
  const origin = request.headers.origin;
  if (origin !== undefined && new URL(origin).host !== request.host)
    throw new Problem('bad-origin');
}

/* ---------------------------------------------------------------- sessions */

const cookieName = (config: Config): string =>
  config.publicUrl?.startsWith('https:') ? '__Host-titik-temu' : 'titik-temu';

function sessionCookie(config: Config, value: string | undefined): string {
  const secure = config.publicUrl?.startsWith('https:') ? '; Secure' : '';
  const life = value === undefined ? 'Max-Age=0' : 'Max-Age=43200';
  return `${cookieName(config)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Lax; ${life}${secure}`;
}

function sessionDigest(request: FastifyRequest): Buffer | undefined {
  const match = /(?:^|;\s*)(?:__Host-)?titik-temu=([\w-]{20,100})/.exec(
    request.headers.cookie ?? '',
  );
  return match?.[1] === undefined ? undefined : tokenDigest(match[1]);
}

/* ------------------------------------------------------------------- files */

async function spool(body: Readable, dataDir: string): Promise<Upload> {
  if (typeof body?.pipe !== 'function') throw new Problem('bad-input', { expected: UPLOAD_TYPE });
  const dir = join(dataDir, 'spool');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `${randomUUID()}.upload`);
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > MAX_UPLOAD)
        next(new Problem('file-too-large', { megabytes: MAX_UPLOAD / 1048576 }));
      else next(null, chunk);
    },
  });
  try {
    await pipeline(body, meter, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  const safe = file.filename.replace(/[^\w .,()-]/g, '_');
  return reply
    .header('cache-control', 'no-store')
    .header(
      'content-disposition',
      `attachment; filename="${safe}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    )
    .type(file.contentType)
    .send(Buffer.from(file.body));
}

async function serveWeb(app: FastifyInstance, config: Config): Promise<void> {
  const index = join(webDir(config), 'index.html');
  if (!hasBuiltWeb(config)) return;
  await app.register(fastifyStatic, {
    root: webDir(config),
    wildcard: false,
    index: false,
    setHeaders: (response, path) => {
      const forever = path.includes('/assets/');
      response.setHeader(
        'cache-control',
        forever ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    if (
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets)\//.test(request.url) &&
      existsSync(index)
    ) {
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .sendFile('index.html');
    }
    return answerProblem(new Problem('not-found'), request, reply);
  });
}

function securityHeaders(config: Config): [string, string][] {
  const headers: [string, string][] = [
    [
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    ],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ];
  if (config.publicUrl?.startsWith('https:')) {
    headers.push(['strict-transport-security', 'max-age=31536000; includeSubDomains']);
  }
  return headers;
}
