import { expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

const families = `id,kab,art,lantai,dinding,air,jamban,sekolah
1,Konawe,4,1,1,0,1,0
2,Konawe,5,0,0,0,0,0
3,Konawe,6,1,1,1,1,1
4,Konawe,3,0,1,0,0,0
5,Buton,4,0,0,1,1,
6,Buton,2,0,0,0,0,0
7,Buton,5,1,0,1,1,1
8,Buton,3,0,0,1,1,0
`;
const files = { 'k.csv': families };
const nested = [
  'mpi',
  'k.csv',
  '--dimension',
  'rumah=lantai,dinding',
  '--dimension',
  'layanan=air,jamban',
  '--dimension',
  'didik=sekolah',
];

test('nested weights, groups and scores', async () => {
  const ran = await runAnalyse(
    [...nested, '--k', '1/3', '--size', 'art', '--group', 'kab', '--id', 'id', '--format', 'json'],
    files,
  );
  expect(ran.code).toBe(0);
  expect(ran.err).toContain('8 baris dibaca, 7 dipakai, 1 dilewati karena indikator kosong');
  const answer = JSON.parse(ran.out);
  const measure = (name: string) =>
    answer.measures.find(
      (m: { measure: string; group: string }) => m.measure === name && m.group === 'Total',
    ).estimate;
  // Persons 4, 6, 5 and 3 of 28 are poor, with scores 1/2, 1, 5/6 and exactly 1/3.
  expect(measure('h')).toBeCloseTo(18 / 28, 14);
  expect(measure('m0')).toBeCloseTo((4 / 2 + 6 + 25 / 6 + 3 / 3) / 28, 14);
  expect(answer.scores[4]).toEqual({ k: '1/3', id: '5', score: null, poor: null });
  const shares = answer.dimensions.filter((d: { group: string }) => d.group === 'Total');
  const sum = shares.reduce(
    (s: number, d: { contribution_share: number }) => s + d.contribution_share,
    0,
  );
  expect(sum).toBeCloseTo(1, 14);
});

test('k as fraction or as rounded decimal gives the same, a near miss is said', async () => {
  const at = (k: string) => runAnalyse([...nested, '--k', k, '--missing', 'not-deprived'], files);
  const [third, rounded, twoThirds, rough] = await Promise.all([
    at('1/3'),
    at('0.3333'),
    at('2/3'),
    at('0.34'),
  ]);
  const head = (out: string) => out.split('\n')[1]?.split(',')[3];
  expect(head(third.out)).toBe('0.625');
  expect(head(rounded.out)).toBe('0.625');
  expect(head(twoThirds.out)).toBe('0.25');
  expect(head(rough.out)).toBe('0.375');
  expect(rough.err).toContain('tepat di bawah k 0.34');
});

test('cutoffs give M1 and M2, weights are scaled to 1', async () => {
  const csv = 'a,b\n5,20\n10,5\n2,8\n';
  const args = ['mpi', 'c.csv', '--indicators', 'a,b', '--cutoffs', 'a:10,b:10', '--k', '0.5'];
  const ran = await runAnalyse([...args, '--weight-of', 'a=3', '--weight-of', 'b=1'], {
    'c.csv': csv,
  });
  expect(ran.err).toContain('bobot dijadikan berjumlah 1 dari 4');
  const rows = ran.out.split('\n').map((l) => l.split(','));
  const of = (name: string) => Number(rows.find((r) => r[1] === name)?.[3]);
  expect(of('h')).toBeCloseTo(2 / 3, 14);
  expect(of('m0')).toBeCloseTo((0.75 + 1) / 3, 14);
  expect(of('m1')).toBeCloseTo((0.75 * 0.5 + 0.75 * 0.8 + 0.25 * 0.2) / 3, 14);
});

test('cells and options that make no sense are refused', async () => {
  const [cell, loose, tooHigh, some] = await Promise.all([
    runAnalyse([...nested, '--k', '1/3'], { 'k.csv': families.replace('1,1,0,1,0', '2,1,0,1,0') }),
    runAnalyse([...nested, '--indicators', 'art', '--k', '1/3'], files),
    runAnalyse([...nested, '--k', '2'], files),
    runAnalyse([...nested, '--k', '1/3', '--weight-of', 'air=1/6'], files),
  ]);
  expect([cell.code, loose.code, tooHigh.code, some.code]).toEqual([65, 64, 64, 64]);
  expect(cell.err).toContain('baris 2, kolom "lantai": "2"');
  expect(loose.err).toContain('Indikator tanpa dimensi: art');
  expect(tooHigh.err).toContain('2/5');
  expect(some.err).toContain('"lantai" belum');
});
