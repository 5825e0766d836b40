// What a fresh clone needs before any TypeScript can run. Plain Node, no packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MINIMUM = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(
    `Titik Temu memerlukan Node.js ${MINIMUM.join('.')} atau lebih baru; ini ${process.versions.node}.`,
  );
  process.exit(1);
}

/** Installs packages where they are missing or older than the lockfile. */
export function ensureInstalled() {
  const stamp = join(root, 'node_modules/.titik-temu-lock');
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error('• Memasang paket (sekali saja, beberapa menit pada sambungan lambat) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // `install --no-save` rather than `ci`: a mirror that lacks other platforms' binaries leaves them out
  // of the lockfile, which `ci` refuses. Versions are the lockfile's either way. Install scripts are not
  // needed: the database launcher makes its own library links.
  const result = spawnSync(
    npm,
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (result.status !== 0) {
    console.error('Pemasangan paket gagal. Periksa sambungan ke registri npm, lalu ulangi.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, digest);
}
