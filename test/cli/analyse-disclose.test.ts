import { expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

const counts = `kab,kec,desil,jumlah
74.12,Wawonii Barat,1,4
74.12,Wawonii Barat,2,31
74.12,Wawonii Utara,1,26
74.12,Wawonii Utara,2,40
74.11,Ladongi,1,52
74.11,Ladongi,2,61
`;

test('a table with a small cell comes out with four cells hidden and all other totals', async () => {
  const args = ['jumlah.csv', '--by', 'kab>kec,desil', '--count', 'jumlah'];
  const ran = await runAnalyse(['disclose', ...args], { 'jumlah.csv': counts });
  expect(ran.code).toBe(0);
  const lines = ran.out.trim().split('\n');
  expect(lines[0]).toBe('kab,kec,desil,count,mark');
  expect(lines).toHaveLength(1 + 18);
  expect(lines.filter((l) => l.endsWith(',,x'))).toEqual([
    '74.12,Wawonii Barat,1,,x',
    '74.12,Wawonii Barat,2,,x',
    '74.12,Wawonii Utara,1,,x',
    '74.12,Wawonii Utara,2,,x',
  ]);
  expect(ran.out).not.toMatch(/,4,/);
  expect(ran.err).toContain('1 sel di bawah 10 dan 3 sel pelindung');
});

test('rows without a count column are counted, and the order of rows changes nothing', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `A${i % 3},${(i * 7) % 4}`);
  const file = (lines: string[]) => ({ 'k.csv': `desa,desil\n${lines.join('\n')}\n` });
  const args = ['disclose', 'k.csv', '--by', 'desa,desil', '--method', 'round', '--seed', '4'];
  const [one, other] = await Promise.all([
    runAnalyse(args, file(rows)),
    runAnalyse(args, file([...rows].reverse())),
  ]);
  expect(one.code).toBe(0);
  expect(one.out).toContain('Total,Total,60,');
  expect(other.out).toBe(one.out);
});

test('a published table that gives a cell away is told so, one that contradicts itself too', async () => {
  const published = `kec,desil,count
A,1,x
A,2,20
A,Total,23
B,1,50
B,2,60
B,Total,110
Total,1,53
Total,2,80
Total,Total,133
`;
  const args = ['disclose', 't.csv', '--by', 'kec,desil', '--method', 'attack'];
  const [found, wrong] = await Promise.all([
    runAnalyse(args, { 't.csv': published }),
    runAnalyse(args, { 't.csv': published.replace('110', '111') }),
  ]);
  expect(found.code).toBe(1);
  expect(found.out).toBe('kec,desil,low,high,width,recovered\nA,1,3,3,0,true\n');
  expect(wrong.code).toBe(65);
  expect(wrong.err).toContain('tertulis 133, rinciannya berjumlah 134');
});

test('a count that is not whole is refused with row and column', async () => {
  const ran = await runAnalyse(['disclose', 't.csv', '--by', 'a,b', '--count', 'n'], {
    't.csv': 'a,b,n\nx,1,3\nx,2,4.5\n',
  });
  expect(ran.code).toBe(65);
  expect(ran.err.trim()).toBe('baris 3, kolom "n": "4.5" harus bilangan bulat.');
});
