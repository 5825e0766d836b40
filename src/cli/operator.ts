import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type Job, jobsApi } from '#api/jobs.ts';
import {
  type AnyOperation,
  addressOf,
  type FileReply,
  type InputOf,
  type ReplyOf,
} from '#api/operation.ts';
import type { ProblemBody } from '#api/problem.ts';
import { isMessageKey, translate } from '#messages/translate.ts';
import { newToken } from '#server/access/passwords.ts';
import { addSession, listAccounts, removeSession } from '#server/access/queries.ts';
import { createApp, type Prepared, startRunner } from '#server/main.ts';
import { tokenDigest } from '#server/tokens.ts';
import { CommandError, EXIT, type Exit } from './command.ts';
import { withDatabase } from './session.ts';

/**
 * A command acts through the kernel like any page: as a named account, inside its rights and area,
 * with the same audit lines. No door of its own.
 */
export interface Operator {
  readonly name: string;
  call<O extends AnyOperation>(operation: O, input: InputOf<O>, file?: string): Promise<ReplyOf<O>>;
  download<O extends AnyOperation>(operation: O, input: InputOf<O>): Promise<FileReply>;
  /** Follows slow work to its end, with its steps on stderr. */
  finish(jobId: string): Promise<Job>;
}

export function asOperator<T>(
  username: string | undefined,
  work: (operator: Operator) => Promise<T>,
): Promise<T> {
  return withDatabase(async (prepared) => {
    const account = await chooseAccount(prepared, username);
    const app = await createApp(prepared, undefined);
    // Only what this command asks for: the queue of a running server is not ours to take from.
    const runner = await startRunner(prepared, quietLog, { onlyWhatIsTaken: true });
    const token = newToken();
    const digest = tokenDigest(token);
    const now = new Date();
    await addSession(prepared.database.pool, {
      digest,
      accountId: account.id,
      now: now.toISOString(),
      expiresAt: new Date(now.getTime() + 12 * 3_600_000).toISOString(),
    });

    const send = async (operation: AnyOperation, input: unknown, file?: string) => {
      const { path, rest } = addressOf(operation.path, input as Record<string, unknown>);
      const inQuery = operation.method === 'GET' || operation.kind === 'upload';
      const query = Object.fromEntries(
        Object.entries(rest)
          .filter(([, v]) => v !== undefined && v !== null)
          .map(([k, v]) => [k, String(v)]),
      );
      const payload =
        operation.kind === 'upload'
          ? file
            ? createReadStream(file)
            : Readable.from([])
          : inQuery
            ? undefined
            : JSON.stringify(rest);
      const response = await app.inject({
        method: operation.method,
        url: path,
        headers: {
          cookie: `titik-temu=${token}`,
          'x-request-id': `cli-${randomUUID()}`,
          ...(operation.kind === 'upload'
            ? { 'content-type': 'application/octet-stream' }
            : inQuery
              ? {}
              : { 'content-type': 'application/json' }),
        },
        ...(inQuery ? { query } : {}),
        ...(payload === undefined ? {} : { payload }),
      });
      if (response.statusCode >= 400) throw refusalOf(response.json<ProblemBody>());
      return response;
    };

    const operator: Operator = {
      name: account.name,
      async call(operation, input, file) {
        const response = await send(operation, input, file);
        const parsed = operation.reply.safeParse(
          response.body === '{}' ? undefined : response.json(),
        );
        return (parsed.success ? parsed.data : response.json()) as never;
      },
      async download(operation, input) {
        const response = await send(operation, input);
        return {
          filename: decodeURIComponent(
            /filename\*=UTF-8''([^;]+)/.exec(
              String(response.headers['content-disposition'] ?? ''),
            )?.[1] ?? '',
          ),
          contentType: String(response.headers['content-type'] ?? ''),
          body: response.rawPayload,
        };
      },
      async finish(jobId) {
        let shown = '';
        runner.take(jobId);
        for (;;) {
          const job = await operator.call(jobsApi.getJob, { id: jobId });
          const text = progressText(job);
          if (text !== shown) process.stderr.write(`  ${text}\n`);
          shown = text;
          if (job.state === 'done') return job;
          if (job.state === 'failed')
            throw refusalOf({
              code: job.problem?.code ?? 'internal',
              details: job.problem?.details ?? {},
              requestId: job.id,
            });
          if (job.state === 'cancelled')
            throw new CommandError(translate('id', 'job.cancelled'), EXIT.refused);
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
      },
    };

    try {
      return await work(operator);
    } finally {
      await removeSession(prepared.database.pool, digest);
      await app.close();
      await runner.stop();
    }
  });
}

async function chooseAccount(prepared: Prepared, username: string | undefined) {
  const accounts = (await listAccounts(prepared.database.pool)).filter((a) => a.active);
  const wanted = username ?? process.env['TITIK_TEMU_AS'];
  if (wanted !== undefined) {
    const account = accounts.find((a) => a.username === wanted.toLowerCase());
    if (account) return account;
    throw new CommandError(`Tidak ada akun aktif bernama "${wanted}".`, EXIT.usage);
  }
  const planners = accounts.filter((a) => a.role === 'planner');
  const [only] = planners;
  if (planners.length === 1 && only) return only;
  throw new CommandError(
    planners.length === 0
      ? 'Belum ada akun perencana. Jalankan titik-temu start, buat pengelola dan perencana, lalu ulangi.'
      : `Sebutkan atas nama siapa: --as <nama pengguna> (${planners.map((a) => a.username).join(', ')}).`,
    EXIT.usage,
  );
}

/** The kernel said no: its word, its sentence, and the exit code that goes with it. */
export class Refusal extends CommandError {
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence, EXITS[code] ?? EXIT.refused);
    this.code = code;
  }
}

const EXITS: Record<string, Exit> = {
  'bad-input': EXIT.usage,
  'not-allowed': EXIT.noPermission,
  'outside-area': EXIT.noPermission,
  'file-too-large': EXIT.badInput,
  'file-not-readable': EXIT.badInput,
  'file-hostile': EXIT.badInput,
  busy: EXIT.unavailable,
  internal: EXIT.internal,
};

function refusalOf(problem: {
  code: string;
  details: Record<string, unknown>;
  requestId: string;
}): Refusal {
  const key = `problem.${problem.code}`;
  const params: Record<string, string | number> = { requestId: problem.requestId };
  for (const [name, value] of Object.entries(problem.details)) {
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  const rule = `rule.${problem.details['rule']}`;
  if (problem.code === 'rule-broken' && isMessageKey(rule))
    return new Refusal(problem.code, `Ditolak: ${translate('id', rule, params)}.`);
  const sentence = isMessageKey(key) ? translate('id', key, params) : problem.code;
  // The page marks the field that is wrong; here there is no field to mark, so it is named.
  const named = problem.code === 'bad-input' || problem.code === 'rule-broken';
  const more =
    named && Object.keys(problem.details).length > 0 ? ` ${JSON.stringify(problem.details)}` : '';
  return new Refusal(problem.code, `${sentence}${more}`);
}

function progressText(job: Job): string {
  const progress = job.progress;
  if (!progress) return translate('id', `job.${job.state}`);
  const step = isMessageKey(progress.step) ? translate('id', progress.step) : progress.step;
  if (progress.done === undefined || !progress.total) return step;
  return `${step} ${Math.floor((progress.done / progress.total) * 20) * 5}%`;
}

const quietLog = {
  info: () => {},
  warn: () => {},
  error: (details: object, message: string) =>
    process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};
