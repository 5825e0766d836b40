import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, machine, type Row, root, runBench, seconds } from './measure.ts';

/**
 * npm run bench [-- --write] [--only product|methods]: the promises that can be measured, each beside its
 * peer or its limit in the same run. --write puts the tables into bench/README.md.
 */
const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
    families: { type: 'string', default: '100000,700000' },
  },
});

const METHODS = ['poverty', 'small-area', 'space', 'targeting', 'linkage', 'allocate', 'effect'];

if (values.only !== 'methods') write('results', await measureProduct());
if (values.only !== 'product') write('methods', await measureMethods());

async function measureMethods(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of [...METHODS, 'disclosure'])
    for (const row of await runBench(`${name}.ts`, [])) say(row, rows);
  return rows;
}

async function measureProduct(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const families of values.families.split(',')) {
    for (const row of await runBench('import.ts', [families])) say(row, rows);
  }
  for (const row of await runBench('plan.ts', [])) say(row, rows);

  const dataDir = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
  const env = { ...process.env, TITIK_TEMU_DATA: dataDir, PORT: '0' };
  try {
    const begun = performance.now();
    spawnSync(process.execPath, [join(root, 'bin/titik-temu'), 'demo'], { env, stdio: 'inherit' });
    const what = `The whole demo from nothing: ${count(120_000)} families and a solved plan`;
    say({ what, result: seconds(performance.now() - begun), beside: '' }, rows);
    for (const again of [1, 2, 3]) {
      const result = seconds(await startOnce(env));
      if (again === 3)
        say({ what: 'A later start until the address is printed', result, beside: '' }, rows);
    }
    for (const row of await runBench('use.ts', [], env)) say(row, rows);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return rows;
}

function say(row: Row, rows: Row[]): void {
  rows.push(row);
  console.log(`${row.what}: ${row.result}${row.beside ? ` | ${row.beside}` : ''}`);
}

function write(mark: string, rows: readonly Row[]): void {
  if (!values.write) return;
  const path = join(root, 'bench/README.md');
  const table = rows.map((r) => `| ${r.what} | ${r.result} | ${r.beside} |`).join('\n');
  const day = new Date().toISOString().slice(0, 10);
  const text = `<!-- ${mark} -->\n${day}, ${machine()}\n\n| What | Result | Beside it |\n|---|---|---|\n${table}\n<!-- /${mark} -->`;
  const block = new RegExp(`<!-- ${mark} -->[\\s\\S]*<!-- /${mark} -->`);
  writeFileSync(path, readFileSync(path, 'utf8').replace(block, text));
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
