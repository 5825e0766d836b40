import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExampleRow, examplePersons } from '#engine/linkage/example-persons.ts';
import { count, megabytes, report, root, seconds } from './measure.ts';

/**
 * The whole command on people with known truth: reading, finding, estimating, writing. Beside it what a
 * register does without a method (equal NIK, or equal name and birth date), and the limits.
 */
const SIZES = (process.argv[2] ?? '172500,345000,690000').split(',').map(Number);
const LIMIT =
  '110 s and 4 GiB for 1,000,000; F1 within 0.002 of the best threshold, 0.97 automatic';

for (const persons of SIZES) {
  const rows = examplePersons({ seed: 11, persons });
  const folder = mkdtempSync(join(tmpdir(), 'titik-temu-linkage-'));
  try {
    writeFileSync(join(folder, 'people.csv'), csvOf(rows));
    const begun = performance.now();
    const { peak, said } = await run(folder);
    const spent = performance.now() - begun;
    const [head = '', line = ''] = readFileSync(join(folder, 'score.csv'), 'utf8').split('\n');
    const at = (column: string) => Number(line.split(',')[head.split(',').indexOf(column)]);
    const compared = Number(/(\d+) dari \d+ pasangan/.exec(said)?.[1]);
    const plain = equalOnly(rows);
    report({
      what: `Linkage, ${count(rows.length)} people in one file, the whole command`,
      result: `${seconds(spent)}, at most ${megabytes(peak)}; ${count(compared)} pairs compared; F1 ${at('f1').toFixed(4)}, best threshold ${at('best_f1').toFixed(4)}; automatic ${at('automatic_precision').toFixed(4)}`,
      beside: `equal NIK or name and date: F1 ${plain.f1.toFixed(4)} in ${seconds(plain.spent)}; limits: ${LIMIT}`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was said, and bytes of memory at most, or 0 where the system does not tell. */
function run(folder: string): Promise<{ peak: number; said: string }> {
  const args = [
    'analyse',
    'link',
    join(folder, 'people.csv'),
    '--truth',
    'person',
    '--workers',
    '2',
  ];
  const child = spawn(
    process.execPath,
    [
      join(root, 'bin/titik-temu'),
      ...args,
      '--name',
      'name',
      '--birth-date',
      'birth_date',
      '--sex',
      'sex',
      '--nik',
      'nik',
      '--family-id',
      'kk',
      '--address',
      'address',
      '--region',
      'village',
      '--phone',
      'phone',
      '--out',
      join(folder, 'score.csv'),
      '--table',
      'score',
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let peak = 0;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // Not Linux, or it has just ended.
    }
  }, 250);
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ peak, said });
      else reject(new Error(`analyse link ended with ${code}: ${said}`));
    });
  });
}

function csvOf(rows: readonly ExampleRow[]): string {
  const keys = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) =>
    keys.map((key) => `"${row[key]?.replaceAll('"', '""')}"`).join(','),
  );
  return `${keys.join(',')}\n${lines.join('\n')}\n`;
}

function equalOnly(rows: readonly ExampleRow[]): { f1: number; spent: number } {
  const begun = performance.now();
  const found = new Set<string>();
  for (const keyOf of [
    (r: ExampleRow) => r['nik'],
    (r: ExampleRow) => r['name'] && r['birth_date'] && `${r['name']}|${r['birth_date']}`,
  ]) {
    const groups = new Map<string, number[]>();
    rows.forEach((row, k) => {
      const key = keyOf(row);
      if (key) groups.set(key, [...(groups.get(key) ?? []), k]);
    });
    for (const group of groups.values())
      for (const b of group) for (const a of group) if (a < b) found.add(`${a},${b}`);
  }
  const sizes = new Map<string, number>();
  for (const row of rows) {
    const person = row['person'] as string;
    sizes.set(person, (sizes.get(person) ?? 0) + 1);
  }
  let truth = 0;
  for (const n of sizes.values()) truth += (n * (n - 1)) / 2;
  let right = 0;
  for (const pair of found) {
    const [a, b] = pair.split(',').map(Number);
    if (rows[a as number]?.['person'] === rows[b as number]?.['person']) right++;
  }
  return { f1: (2 * right) / (found.size + truth), spent: performance.now() - begun };
}
