import { expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

// Ten made-up families in two villages; poor below 100: a, b, c, f.
const families = `nik,desa,kapita,skor,musdes
a,Laea,50,1,1
b,Laea,60,2,4
c,Laea,90,4,2
d,Laea,110,3,3
e,Laea,200,5,5
f,Mata,80,4,1
g,Mata,120,4,2
h,Mata,150,6,3
i,Mata,300,7,
j,Mata,400,8,4
`;
const asked = ['--truth', 'kapita', '--line', '100', '--score', 'skor', '--id', 'nik'];
const run = (...args: string[]) =>
  runAnalyse(['targeting', 'k.csv', ...args], { 'k.csv': families });
const measured = (out: string, measure: string) =>
  Number(
    out
      .split('\n')
      .find((line) => line.startsWith(`${measure},Total,`))
      ?.split(',')[2],
  );

test('a quota of four: three places are clear, the fourth is shared by three equals', async () => {
  const ran = await run(...asked, '--quota', '0.4', '--replicates', '0');
  expect(ran.code).toBe(0);
  // Served: a, b, d and a third each of c, f, g. Poor among them: 2 + 2/3 of 4.
  expect(measured(ran.out, 'exclusion_error')).toBeCloseTo(1 - (2 + 2 / 3) / 4, 12);
  expect(measured(ran.out, 'inclusion_error')).toBeCloseTo(1 - (2 + 2 / 3) / 4, 12);
  expect(measured(ran.out, 'auc')).toBeCloseTo((6 + 6 + 4.5 + 4.5) / 24, 12);
  expect(ran.err).toContain('3 baris tepat di batas');
  expect(ran.err).toContain('berbagi sisa tempat sama rata');
});

test('a list made with the village, and one made elsewhere', async () => {
  const [hybrid, given] = await Promise.all([
    run(
      ...[...asked, '--quota', '0.5', '--quota-by', 'desa', '--ties', 'out', '--table', 'eligible'],
      ...['--hybrid', 'list', '--community', 'desa', '--community-rank', 'musdes'],
    ),
    run('--poor', 'nol', '--chosen', 'nol'),
  ]);
  // Two and a half places each, the half unused. Laea lists a, b, d and picks a, d; Mata f, g, h, and f, g.
  const eligible = hybrid.out
    .split('\n')
    .filter((line) => /^[a-j],.*,1,1$/.test(line))
    .map((line) => line[0]);
  expect(eligible).toEqual(['a', 'd', 'f', 'g']);
  expect(hybrid.err).toContain('hibrida list di 2 "desa"');
  expect(given.code).toBe(65);
  expect(given.err).toContain('Kolom "nol" tidak ada');
});

test('same seed, same bytes, whatever the workers and the order of rows', async () => {
  const lines = families.trim().split('\n');
  const turned = `${[lines[0], ...lines.slice(1).reverse()].join('\n')}\n`;
  const args = ['k.csv', ...asked, '--quota', '0.4', '--ties', 'lottery', '--replicates', '50'];
  const [one, other] = await Promise.all([
    runAnalyse(['targeting', ...args, '--workers', '1'], { 'k.csv': families }),
    runAnalyse(['targeting', ...args, '--workers', '2'], { 'k.csv': turned }),
  ]);
  expect(one.code).toBe(0);
  expect(other.out).toBe(one.out);
});

test('a family that comes twice is refused by row', async () => {
  const ran = await runAnalyse(['targeting', 'k.csv', ...asked, '--quota', '0.4'], {
    'k.csv': families.replace('c,Laea', 'a,Laea'),
  });
  expect(ran.code).toBe(65);
  expect(ran.err).toContain('baris 4, kolom "nik": "a" sudah ada di baris 2');
});
