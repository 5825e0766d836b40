// npm run check: format and lint, types, layers, dead code, generated docs, the house rules. Under a minute.
import { spawn } from 'node:child_process';
import { checkNode, ensureInstalled, root } from './install.mjs';

checkNode();
ensureInstalled();

const node = process.execPath;
const checks = [
  [
    'format and lint',
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  [
    'layers',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ],
  ],
  ['dead code', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['house rules', ['--import', 'tsx', '--test', 'test/house.check.ts']],
];

const begun = Date.now();
let failed = 0;
// Two at a time: the usual office machine has two cores.
const queue = [...checks];
await Promise.all([worker(), worker()]);
console.log(
  `\n${checks.length - failed} passed, ${failed} failed (${Math.round((Date.now() - begun) / 1000)} s)`,
);
process.exit(failed === 0 ? 0 : 1);

async function worker() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [name, args] = next;
    const { code, output } = await run(args);
    if (code === 0) console.log(`✓ ${name}`);
    else {
      failed++;
      console.log(`✗ ${name}\n${output}`);
    }
  }
}

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code, output }));
  });
}
