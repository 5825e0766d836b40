import { expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

const rows = [
  'keluarga,paket,nilai,biaya,hari,kab,perempuan',
  'K1,kue,30,4000000,5,7401,1',
  'K1,jahit,45,7000000,8,7401,1',
  'K2,kue,20,4000000,5,7401,0',
  'K2,las,50,9000000,10,7401,0',
  'K3,jahit,40,7000000,8,7402,1',
  'K4,las,35,9000000,10,7402,0',
  'K4,kue,15,4000000,5,7402,0',
  'K5,kue,25,4000000,5,7403,1',
];
const file = `${rows.join('\n')}\n`;
const roles = [
  '--unit',
  'keluarga',
  '--option',
  'paket',
  '--worth',
  'nilai',
  '--use',
  'biaya,hari',
];
const run = (args: readonly string[], files: Record<string, string> = {}) =>
  runAnalyse(['allocate', 'p.csv', ...roles, ...args], { 'p.csv': file, ...files });

test('the best under budgets, a minimum by kabupaten and a share, whatever the order of the rows', async () => {
  const limits = ['--budget', 'biaya=20000000', '--budget', 'hari=25', '--at-least', 'units@kab=1'];
  const { code, out, err } = await run([...limits, '--share', 'perempuan=0.5', '--format', 'json']);
  expect(code, err).toBe(0);
  const answer = JSON.parse(out);
  expect(answer.summary).toMatchObject({
    status: 'optimal',
    worth: 115,
    bound: 115,
    gap: 0,
    units_chosen: 4,
  });
  expect(answer.limits.map((l: { used: number }) => l.used)).toEqual([
    19_000_000, 23, 2, 1, 1, 0.75,
  ]);
  expect(err).toContain('terbukti optimal');
  const backwards = [rows[0], ...rows.slice(1).reverse()].join('\n');
  const again = await run([...limits, '--share', 'perempuan=0.5', '--format', 'json'], {
    'p.csv': backwards,
  });
  const choices = (text: string) =>
    JSON.parse(text).choices.sort((a: { unit: string }, b: { unit: string }) =>
      a.unit < b.unit ? -1 : 1,
    );
  expect(choices(again.out)).toEqual(choices(out));
});

test('budgets from a file, alternatives and prices in one answer', async () => {
  const budgets = 'resource,group,min,max\nbiaya,,,20000000\nunits,7403,1,\nhari,7401,,10\n';
  const { code, out, err } = await run(
    [
      '--budgets',
      'a.csv',
      '--group',
      'kab',
      '--alternatives',
      '1',
      '--within',
      '0.3',
      '--price',
      'all',
      '--format',
      'json',
    ],
    { 'a.csv': budgets },
  );
  expect(code, err).toBe(0);
  const answer = JSON.parse(out);
  expect(answer.limits.map((l: { limit: string }) => l.limit).sort()).toEqual([
    'biaya <= 20000000',
    'hari@kab:7401 <= 10',
    'units@kab:7403 >= 1',
  ]);
  expect(answer.alternatives).toHaveLength(1);
  expect(answer.alternatives[0].share_of_best).toBeGreaterThanOrEqual(0.7);
  expect(answer.prices).toHaveLength(3);
  for (const price of answer.prices) {
    expect(price.gain).toBeGreaterThanOrEqual(price.gain_low);
    expect(price.gain).toBeLessThanOrEqual(price.gain_high);
  }
});

test('limits that cannot hold together are named, with exit code 1', async () => {
  const { code, out, err } = await run(['--budget', 'biaya=10000000', '--at-least', 'units@kab=1']);
  expect(code).toBe(1);
  expect(out.split('\n')[1]).toBe(
    'biaya <= 10000000,biaya,,max,10000000,12000000,12000000,max,relaxation',
  );
  expect(err).toContain('tanpa salah satunya sisanya bisa dipenuhi');
});

test('batches with falling worth', async () => {
  const places = 'tempat,w1,w2,w3,biaya\nA,10,6,1,2\nB,9,8,,2\n';
  const { code, out, err } = await runAnalyse(
    [
      'allocate',
      't.csv',
      '--unit',
      'tempat',
      '--worth',
      'w1,w2,w3',
      '--use',
      'biaya',
      '--budget',
      'biaya=8',
    ],
    { 't.csv': places },
  );
  expect(code, err).toBe(0);
  expect(
    out
      .split('\n')
      .slice(1, 3)
      .map((l) => l.split(',').slice(0, 5).join()),
  ).toEqual(['A,,2,16,4', 'B,,2,17,4']);
});

test('faults are refused with row and column', async () => {
  const bad = async (change: (text: string) => string, args: readonly string[] = []) =>
    (await run(args, { 'p.csv': change(file) })).err;
  expect(await bad((t) => t.replace('K2,las,50,9000000', 'K2,las,50,-9000000'))).toContain(
    'baris 5, kolom "biaya": "-9000000" di bawah batas 0',
  );
  expect(await bad((t) => t.replace('K1,jahit', 'K1,kue'))).toContain('baris 3, kolom "paket"');
  expect(await bad((t) => t, ['--budget', 'uang=3'])).toContain('"uang" tidak ada di --use');
  expect(await bad((t) => t, ['--at-least', 'units@kab:9999=1'])).toContain(
    'Yang ada: 7401, 7402, 7403',
  );
  expect(await bad((t) => t, ['--budget', 'biaya'])).toContain('--budget biaya');
});
