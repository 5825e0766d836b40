import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, machine, type Row, root, runBench, seconds } from './measure.ts';

/**
 * npm run bench [-- --write]: the promises that can be measured, each beside its peer or its limit in
 * the same run. --write puts the table into bench/README.md.
 */
const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    families: { type: 'string', default: '100000,700000' },
  },
});
const rows: Row[] = [];
const say = (row: Row) => {
  rows.push(row);
  console.log(`${row.what}: ${row.result}${row.beside ? ` | ${row.beside}` : ''}`);
};

for (const families of values.families.split(',')) {
  for (const row of await runBench('import.ts', [families])) say(row);
}

for (const row of await runBench('plan.ts', [])) say(row);

const dataDir = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
const env = { ...process.env, TITIK_TEMU_DATA: dataDir, PORT: '0' };
try {
  const begun = performance.now();
  spawnSync(process.execPath, [join(root, 'bin/titik-temu'), 'demo'], { env, stdio: 'inherit' });
  say({
    what: `The whole demo from nothing: ${count(120_000)} families and a solved plan`,
    result: seconds(performance.now() - begun),
    beside: '',
  });
  for (const again of [1, 2, 3]) {
    const ms = await startOnce(env);
    if (again === 3)
      say({ what: 'A later start until the address is printed', result: seconds(ms), beside: '' });
  }
  for (const row of await runBench('use.ts', [], env)) say(row);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

if (values.write) {
  const path = join(root, 'bench/README.md');
  const table = rows.map((r) => `| ${r.what} | ${r.result} | ${r.beside} |`).join('\n');
  const text = `<!-- results -->\n${new Date().toISOString().slice(0, 10)}, ${machine()}\n\n| What | Result | Beside it |\n|---|---|---|\n${table}\n<!-- /results -->`;
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/<!-- results -->[\s\S]*<!-- \/results -->/, text),
  );
}

function startOnce(environment: NodeJS.ProcessEnv): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'bin/titik-temu'), 'start'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    let ready = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (ready > 0 || !chunk.toString().includes('siap')) return;
      ready = performance.now() - begun;
      child.kill('SIGTERM');
    });
    child.on('exit', () => resolve(ready));
  });
}
