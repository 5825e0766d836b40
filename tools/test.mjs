// npm test: install what is missing, build the pages, run everything, end with a plain count.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { checkNode, ensureInstalled, root } from './install.mjs';

checkNode();
ensureInstalled();
const full = process.argv.includes('--full');
const rest = process.argv.slice(2).filter((a) => a !== '--full');
const env = { ...process.env, FORCE_COLOR: process.env.FORCE_COLOR ?? '0' };

if (!findChromium()) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.error('• Memasang Chromium untuk uji peramban …');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  if (!findChromium())
    console.error(
      'Uji peramban dilewati: pasang Chromium (Debian: apt install chromium) atau isi CHROMIUM.',
    );
}
if (full)
  Object.assign(env, await import('./debian-postgres.mjs').then((m) => m.startDebianPostgres()));

const build = run(process.execPath, [
  'node_modules/vite/bin/vite.js',
  'build',
  '--logLevel',
  'error',
]);
if (build !== 0) process.exit(build);
process.exit(
  run(process.execPath, ['--import', 'tsx', 'node_modules/vitest/vitest.mjs', 'run', ...rest]),
);

function run(program, args) {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
}
function findChromium() {
  return [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((p) => p && existsSync(p));
}
