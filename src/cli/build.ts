import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, hasBuiltWeb } from '#server/config.ts';

const SOURCES = [
  'src/web',
  'src/ui',
  'src/api',
  'src/domain',
  'src/engine',
  'src/messages',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds the pages where they are missing or older than their sources. */
export async function buildWeb(config: Config, onStep: (text: string) => void): Promise<void> {
  const stamp = join(config.root, 'dist/.web-digest');
  const digest = digestOf(config.root);
  if (hasBuiltWeb(config) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  onStep('Membangun halaman');
  const { build } = await import('vite');
  await build({
    root: join(config.root, 'src/web'),
    configFile: join(config.root, 'vite.config.ts'),
    logLevel: 'error',
  });
  mkdirSync(join(config.root, 'dist'), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(root: string): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    const info = statSync(path);
    if (info.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path).update(readFileSync(path));
    }
  };
  for (const source of SOURCES) if (existsSync(join(root, source))) visit(join(root, source));
  return hash.digest('hex');
}
