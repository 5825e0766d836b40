// npm run mutate [-- <folder of src/engine> …] [--share 0.2]: changes the engine in small ways and counts what
// the tests notice. Hours for everything: for the night, or a share of the changes drawn by chance. The score is
// written into docs/mutation.md.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { checkNode, ensureInstalled, root } from './install.mjs';

checkNode();
ensureInstalled();
process.chdir(root);

const folders = readdirSync(join(root, 'src/engine')).sort();
const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '1' } },
});
const unknown = wanted.find((name) => !folders.includes(name));
if (unknown) {
  console.error(`src/engine/${unknown} tidak ada. Yang ada: ${folders.join(', ')}`);
  process.exit(64);
}
const share = Number(values.share);
if (!(share > 0 && share <= 1)) {
  console.error(`--share ${values.share}: tulis bagian di atas 0 sampai 1, misalnya 0.2`);
  process.exit(64);
}
process.env.MUTATION_SHARE = String(share);

for (const folder of wanted.length > 0 ? wanted : folders) {
  const begun = Date.now();
  const results = await new Stryker({
    mutate: [`src/engine/${folder}/**/*.ts`, '!**/*.test.ts'],
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.mutate.config.ts' },
    plugins: [
      '@stryker-mutator/vitest-runner',
      pathToFileURL(join(root, 'tools/mutation-sample.mjs')).href,
    ],
    ...(share < 1 ? { checkers: ['sample'] } : {}),
    reporters: ['progress-append-only'],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: 2,
    timeoutMS: 10_000,
    dryRunTimeoutMinutes: 60,
    tempDirName: '.cache/stryker',
    ignorePatterns: ['data', 'dist', 'docs', 'bench', '.cache', 'src/web', 'src/ui'],
    allowConsoleColors: false,
    logLevel: 'warn',
  }).runMutationTest();
  const count = (...statuses) => results.filter((r) => statuses.includes(r.status)).length;
  const found = count('Killed', 'Timeout');
  const valid = found + count('Survived', 'NoCoverage');
  write(folder, {
    valid,
    found,
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    minutes: (Date.now() - begun) / 60_000,
  });
  for (const r of results.filter((r) => ['Survived', 'NoCoverage'].includes(r.status)))
    console.log(
      `${r.status} ${r.fileName.replace(`${root}/`, '')}:${r.location.start.line} ${r.mutatorName} → ${r.replacement?.slice(0, 80)}`,
    );
}

function write(folder, { valid, found, survived, uncovered, minutes }) {
  const path = join(root, 'docs/mutation.md');
  const score = valid === 0 ? 0 : (100 * found) / valid;
  const drawn = share < 1 ? `${+(100 * share).toFixed(1)}%` : 'all';
  const day = new Date().toISOString().slice(0, 10);
  const row = `| ${folder} | ${drawn} | ${valid} | ${found} | ${survived} | ${uncovered} | ${score.toFixed(1)}% | ${day}, ${minutes.toFixed(0)} min |`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text.split('\n').filter((line) => !line.startsWith(`| ${folder} |`));
  const last = lines.findLastIndex((line) => line.startsWith('|'));
  lines.splice(last + 1, 0, row);
  writeFileSync(path, lines.join('\n'));
  console.log(row);
}
