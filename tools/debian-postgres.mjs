// npm run test:full: the same tests on Debian's own PostgreSQL and on 120,000 families.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOBODY = 65534;

export async function startDebianPostgres() {
  let bin = findBin();
  if (!bin && process.getuid?.() === 0) {
    console.error('• Memasang PostgreSQL Debian …');
    spawnSync('apt-get', ['install', '-y', '-qq', 'postgresql'], { stdio: 'inherit' });
    bin = findBin();
  }
  if (!bin) {
    console.error('PostgreSQL Debian tidak ada. Pasang dulu: apt install postgresql');
    process.exit(69);
  }
  const dir = mkdtempSync(join(tmpdir(), 'titik-temu-debian-'));
  const data = join(dir, 'pg');
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (asNobody.uid) chownSync(dir, NOBODY, NOBODY);
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, 'test');
  if (asNobody.uid) chownSync(passwordFile, NOBODY, NOBODY);
  const init = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      `--pwfile=${passwordFile}`,
    ],
    { ...asNobody, cwd: dir, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(init.stderr);
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=100',
    'shared_buffers=512MB',
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((s) => ['-c', s])], {
    ...asNobody,
    cwd: dir,
    stdio: 'ignore',
  });
  process.on('exit', () => {
    server.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const version = spawnSync(join(bin, 'postgres'), ['--version'], {
    encoding: 'utf8',
  }).stdout.trim();
  console.error(`• ${version}, 120.000 keluarga`);
  return {
    TEST_PG_ADMIN_URL: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    TEST_FAMILIES: '120000',
  };
}

function findBin() {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return undefined;
  const versions = readdirSync(base)
    .filter((v) => Number(v) >= 15)
    .sort((a, b) => Number(a) - Number(b));
  return versions[0] === undefined ? undefined : join(base, versions[0], 'bin');
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
