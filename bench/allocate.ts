import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allocateUnits } from '#engine/optimise/allocate.ts';
import type { Allocation } from '#engine/optimise/allocation.ts';
import { openSolver } from '#server/planning/solver.ts';
import { milpOf } from '../test/support/allocation-milp.ts';
import { type Kind, type SampleSpec, sampleAllocation } from '../test/support/allocation-sample.ts';
import { count, report, root, seconds } from './measure.ts';

/**
 * Made-up families × 5 packages × 5 resources with budgets and a minimum for 17 kabupaten, through the
 * command; then smaller ones beside CBC and GLPK, where they are installed, on the same model.
 */
const folder = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
const kinds: readonly Kind[] = ['uncorrelated', 'weak', 'strong', 'subset-sum'];
const percent = (part: number) => `${(Math.ceil(part * 1e6) / 1e4).toFixed(4)}%`;
const spec = (units: number, kind: Kind, tightness: number): SampleSpec => ({
  units,
  options: 5,
  resources: 5,
  kind,
  tightness,
  groups: 17,
  seed: 1,
});

try {
  for (const kind of kinds)
    for (const tightness of [0.05, 0.5]) throughCommand(100_000, kind, tightness);
  for (const kind of kinds) await besidePeers(2_000, kind, 0.3, 20);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function throughCommand(units: number, kind: Kind, tightness: number): void {
  writeTables(sampleAllocation(spec(units, kind, tightness)), units);
  const program = [process.execPath, join(root, 'bin/titik-temu')];
  const args = ['analyse', 'allocate', 'options.csv', '--unit', 'unit', '--option', 'option'];
  const roles = [
    '--worth',
    'worth',
    '--use',
    'r0,r1,r2,r3,r4',
    '--budgets',
    'budgets.csv',
    '--group',
    'kab',
  ];
  const out = ['--table', 'result', '--format', 'csv'];
  const begun = performance.now();
  const timer = spawnSync('/usr/bin/time', ['-f', '%M', ...program, ...args, ...roles, ...out], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder },
  });
  const took = performance.now() - begun;
  const [head, values] = timer.stdout.split('\n').map((line) => line.split(','));
  const value = (name: string) => Number(values?.[head?.indexOf(name) ?? -1]);
  const peak = Math.round(Number(timer.stderr.trim().split('\n').at(-1)) / 1024);
  report({
    what: `allocate: ${count(units)} × 5 × 5, 17 minimums, 22 budgets, ${kind}, budgets ${100 * tightness}%`,
    result: `${seconds(took)} with reading and writing, peak ${peak} MB`,
    beside: `${percent(value('lp_gap'))} below the LP bound (limit 0.1% in 60 s)`,
  });
}

async function besidePeers(
  units: number,
  kind: Kind,
  tightness: number,
  most: number,
): Promise<void> {
  const allocation = sampleAllocation(spec(units, kind, tightness));
  const solver = await openSolver();
  const begun = performance.now();
  const answer = allocateUnits(allocation, solver);
  const took = performance.now() - begun;
  const path = join(folder, 'model.lp');
  writeFileSync(path, lpText(allocation));
  const peers = [cbc(path, most), glpk(path, most)].filter((peer) => peer !== undefined);
  report({
    what: `allocate: ${count(units)} × 5 × 5, 17 minimums, ${kind}`,
    result: `${answer.worth} in ${seconds(took)}, bound ${answer.bound}`,
    beside:
      peers.map((p) => `${p.name} ${p.worth} in ${seconds(p.took)}`).join(', ') ||
      'no peer installed',
  });
}

function cbc(path: string, most: number) {
  const out = join(folder, 'cbc.txt');
  const begun = performance.now();
  const run = spawnSync('cbc', [path, 'sec', String(most), 'ratio', '0', 'solve', 'solu', out], {
    encoding: 'utf8',
  });
  if (run.error) return undefined;
  const found = /objective value\s+(-?[\d.e+]+)/.exec(readFileSync(out, 'utf8'));
  return { name: 'CBC', worth: Math.abs(Number(found?.[1])), took: performance.now() - begun };
}

function glpk(path: string, most: number) {
  const out = join(folder, 'glpk.txt');
  const begun = performance.now();
  const run = spawnSync('glpsol', ['--lp', path, '--tmlim', String(most), '-o', out], {
    encoding: 'utf8',
  });
  if (run.error) return undefined;
  const found = /Objective:\s+\S+ = (-?[\d.e+]+)/.exec(readFileSync(out, 'utf8'));
  return { name: 'GLPK', worth: Number(found?.[1]), took: performance.now() - begun };
}

function writeTables(allocation: Allocation, units: number): void {
  const lines = ['unit,option,worth,r0,r1,r2,r3,r4,kab'];
  const amount = (e: number) => allocation.entryAmount[e] as number;
  for (let o = 0; o < 5 * units; o++) {
    const e = 7 * o;
    const uses = [0, 1, 2, 3, 4].map((r) => amount(e + r)).join();
    const kab = (allocation.entryLimit[e + 5] as number) - 5;
    lines.push(`K${Math.floor(o / 5)},P${o % 5},${allocation.worth[o]},${uses},${kab}`);
  }
  writeFileSync(join(folder, 'options.csv'), `${lines.join('\n')}\n`);
  const budgets = allocation.limits.map((l, r) =>
    r < 5 ? `r${r},,,${l.max}` : r < 22 ? `units,${r - 5},${l.min},` : `r0,${r - 22},,${l.max}`,
  );
  writeFileSync(join(folder, 'budgets.csv'), `resource,group,min,max\n${budgets.join('\n')}\n`);
}

/** The model in the LP format that both peers read. */
function lpText(allocation: Allocation): string {
  const milp = milpOf(allocation);
  const terms = (columns: Iterable<number>, value: (j: number, i: number) => number) =>
    [...columns]
      .map((j, i) => `${value(j, i) < 0 ? '-' : '+'} ${Math.abs(value(j, i))} x${j}`)
      .join('\n ');
  const rows: string[] = [];
  for (let r = 0; r < milp.rowLower.length; r++) {
    const from = milp.start[r] as number;
    const columns = milp.index.subarray(from, milp.start[r + 1]);
    if (columns.length === 0) continue;
    const left = terms(columns, (_, i) => milp.value[from + i] as number);
    const [low, high] = [milp.rowLower[r] as number, milp.rowUpper[r] as number];
    if (Number.isFinite(high)) rows.push(` u${r}: ${left} <= ${high}`);
    if (Number.isFinite(low) && low > 0) rows.push(` l${r}: ${left} >= ${low}`);
  }
  const all = Array.from(milp.cost.keys());
  return `Maximize\n worth: ${terms(all, (j) => milp.cost[j] as number)}\nSubject To\n${rows.join('\n')}\nBinary\n ${all.map((j) => `x${j}`).join('\n ')}\nEnd\n`;
}
