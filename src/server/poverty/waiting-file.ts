import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Problem } from '../context.ts';

/** A sent table between its first look and its import: on disk, for its sender, for a day. */
export interface WaitingFile {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sheet: number | undefined;
  readonly actor: string;
  readonly path: string;
}

const DAY = 24 * 3_600_000;

const folder = (ctx: Context): string => join(ctx.config.dataDir, 'tables');

export async function keepUpload(
  ctx: Context,
  what: { kind: string; fileName: string; sheet: number | undefined },
): Promise<WaitingFile> {
  if (ctx.upload === undefined) throw new Problem('bad-input', { expected: 'file' });
  const dir = folder(ctx);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  sweep(dir, Date.parse(ctx.now));
  const id = randomUUID();
  const file: WaitingFile = {
    id,
    ...what,
    sha256: ctx.upload.sha256,
    actor: ctx.actor.id,
    path: join(dir, `${id}.table`),
  };
  await copyFile(ctx.upload.path, file.path);
  remember(ctx, file);
  return file;
}

export function remember(ctx: Context, file: WaitingFile): void {
  writeFileSync(join(folder(ctx), `${file.id}.json`), JSON.stringify(file), { mode: 0o600 });
}

/** Only its sender finds it; after a day, or once it was imported, nobody does. */
export function findWaiting(ctx: Context, id: string): WaitingFile {
  const path = join(folder(ctx), `${id}.json`);
  if (!existsSync(path)) throw new Problem('not-found');
  const file = JSON.parse(readFileSync(path, 'utf8')) as WaitingFile;
  if (file.actor !== ctx.actor.id) throw new Problem('not-found');
  return { ...file, path: join(folder(ctx), `${file.id}.table`) };
}

export function forget(file: WaitingFile): void {
  rmSync(file.path, { force: true });
  rmSync(file.path.replace(/\.table$/, '.json'), { force: true });
}

function sweep(dir: string, nowMs: number): void {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (nowMs - statSync(path).mtimeMs > DAY) rmSync(path, { force: true });
  }
}
