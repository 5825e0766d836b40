import { expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

const survey = `rt,kab,strata,psu,bobot,art,kapita,garis
1,Kendari,kota,A,120,4,900000,550000
2,Kendari,kota,A,120,3,650000,550000
3,Kendari,kota,B,135,5,410000,550000
4,Kendari,kota,B,135,2,1250000,550000
5,Konawe,desa,C,210,6,380000,450000
6,Konawe,desa,C,210,4,520000,450000
7,Konawe,desa,D,190,5,295000,450000
8,Konawe,desa,D,190,3,,450000
9,Buton,desa,E,205,7,340000,450000
10,Buton,desa,E,0,4,475000,450000
11,Buton,desa,F,180,5,450000,450000
12,Buton,desa,F,180,2,700000,450000
`;
const files = { 's.csv': survey };
const design = ['--weight', 'bobot', '--size', 'art', '--strata', 'strata', '--cluster', 'psu'];
const base = ['poverty', 's.csv', '--value', 'kapita', '--missing', 'drop'];

interface Measure {
  measure: string;
  group: string;
  estimate: number;
  standard_error: number;
}

test('all tables come in one JSON, with what was assumed on stderr', async () => {
  const ran = await runAnalyse(
    [...base, '--line', '450000', ...design, '--group', 'kab', '--format', 'json'],
    files,
  );
  expect(ran.err).toContain(
    '12 baris dibaca, 10 dipakai (1 tanpa nilai dilewati, 1 berbobot 0); garis 450000, di bawahnya miskin',
  );
  expect(ran.err).toContain('yang dihitung orang: bobot "bobot" × anggota "art"');
  expect(ran.err).toContain('rancangan 2 strata, 6 klaster, derajat bebas 4');
  const answer = JSON.parse(ran.out);
  const of = (measure: string, group: string): Measure =>
    answer.measures.find((m: Measure) => m.measure === measure && m.group === group);
  // Persons: poor 675 + 1260 + 950 + 1435 of 480 + 360 + 675 + 270 + 1260 + 840 + 950 + 1435 + 900 + 360.
  expect(of('poor', 'Total').estimate).toBe(4320);
  expect(of('fgt0', 'Total').estimate).toBeCloseTo(4320 / 7530, 14);
  expect(of('fgt0', 'Buton').estimate).toBeCloseTo(1435 / 2695, 14);
  const parts = answer.decomposition.filter((d: { measure: string }) => d.measure === 'fgt1');
  const sum = parts.reduce((s: number, d: { contribution: number }) => s + d.contribution, 0);
  expect(sum).toBeCloseTo(of('fgt1', 'Total').estimate, 15);
  expect(answer.shares).toHaveLength(4 * 5);
});

test('the same seed gives the same bytes however many workers there are', async () => {
  const args = [...base, '--relative', '0.6', ...design, '--replicates', '40', '--seed', '9'];
  const [one, three, other] = await Promise.all([
    runAnalyse([...args, '--workers', '1'], files),
    runAnalyse([...args, '--workers', '3'], files),
    runAnalyse([...args.slice(0, -1), '10', '--workers', '1'], files),
  ]);
  expect(one.code).toBe(0);
  expect(three.out).toBe(one.out);
  expect(other.out).not.toBe(one.out);
  expect(one.out.split('\n')[0]).toContain('bootstrap_standard_error');
});

test('equal to the line, a line per row, and a table by name', async () => {
  const [strict, atLine, perRow, shares] = await Promise.all([
    runAnalyse([...base, '--line', '450000'], files),
    runAnalyse([...base, '--line', '450000', '--poor-at-line'], files),
    runAnalyse([...base, '--line-column', 'garis'], files),
    runAnalyse([...base, '--table', 'shares', '--quantiles', '4'], files),
  ]);
  expect(strict.out).toContain('\npoor,Total,4,');
  expect(atLine.out).toContain('\npoor,Total,5,');
  expect(perRow.out).toContain('\npoor,Total,4,');
  expect(shares.out.trim().split('\n')).toHaveLength(5);
});

test('what cannot be answered is refused with row, column and a way out', async () => {
  const lonely = survey.replace('B,135,5', 'A,135,5').replace('B,135,2', 'A,135,2');
  const [missing, negative, twice, single, none] = await Promise.all([
    runAnalyse(['poverty', 's.csv', '--value', 'kapita', '--line', '450000'], files),
    runAnalyse([...base, '--line', '450000', '--weight', 'bobot'], {
      's.csv': survey.replace('A,120,4', 'A,-120,4'),
    }),
    runAnalyse([...base, '--line', '450000', '--relative', '0.6'], files),
    runAnalyse([...base, '--line', '450000', ...design, '--single-cluster', 'fail'], {
      's.csv': lonely,
    }),
    runAnalyse([...base, '--line', '0'], files),
  ]);
  expect([missing.code, negative.code, twice.code, single.code, none.code]).toEqual([
    65, 65, 64, 65, 64,
  ]);
  expect(missing.err).toContain('baris 9, kolom "kapita"');
  expect(negative.err).toContain('baris 2, kolom "bobot": "-120" di bawah batas 0');
  expect(twice.err).toContain('Pilih satu garis saja: --line, --relative');
  expect(single.err).toContain('baris 2, kolom "strata": strata "kota" hanya berisi satu klaster');
});
