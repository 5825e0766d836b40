import { describe, expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

// Made-up counts; the rates are those of spdep's EBest and EBlocal (test/methods/smooth.test.ts).
const villages = `kode,kab,desil1,keluarga
a,K1,12,50
b,K1,30,200
c,K1,9,20
d,K2,40,400
e,K2,3,35
f,K2,55,310
g,K2,,10
h,K2,0,0
`;
const gal = `0 8 desa kode
a 2
b f
b 2
a c
c 2
b d
d 2
c e
e 2
d f
f 2
e a
g 0

h 0

`;
const roles = ['--id', 'kode', '--cases', 'desil1', '--total', 'keluarga'];
const linesOf = (out: string) => out.trim().split('\n');

describe('analyse smooth', () => {
  test('rates, intervals and what may be shown, with one line about it', async () => {
    const ran = await runAnalyse(
      ['smooth', 'desa.csv', ...roles, '--format', 'json', '--per', '100'],
      {
        'desa.csv': villages,
      },
    );
    expect(ran.code).toBe(0);
    const { rates, priors } = JSON.parse(ran.out);
    expect(rates).toHaveLength(8);
    expect(rates[0].smoothed_rate).toBeCloseTo(19.6478634368428, 10);
    expect(rates[2]).toMatchObject({ shown: false, caution: false });
    expect(rates[2].reason).toBe('jangan ditampilkan: "keluarga" kurang dari 30');
    expect(rates[4]).toMatchObject({ shown: true, caution: true });
    expect(rates[6]).toMatchObject({ smoothed_rate: null, shown: false });
    expect(rates[7].reason).toContain('tidak ada yang berisiko');
    expect(priors).toHaveLength(1);
    expect(linesOf(ran.err)).toHaveLength(1);
    expect(ran.err).toContain('8 baris dibaca, 6 dihaluskan');
  });

  test('neighbours from .gal and from pairs are the same', async () => {
    const pairs = [
      'from,to',
      ...'ab af ba bc cb cd dc de ed ef fe fa'.split(' ').map((p) => `${p[0]},${p[1]}`),
    ];
    const files = {
      'desa.csv': villages,
      'desa.gal': gal,
      'pasangan.csv': `${pairs.join('\n')}\n`,
    };
    const local = [...roles, '--family', 'poisson', '--neighbours'];
    const [one, two] = await Promise.all([
      runAnalyse(['smooth', 'desa.csv', ...local, 'desa.gal'], files),
      runAnalyse(['smooth', 'desa.csv', ...local, 'pasangan.csv'], files),
    ]);
    expect(one.code).toBe(0);
    expect(one.out).toBe(two.out);
    expect(Number(linesOf(one.out)[1]!.split(',')[4])).toBeCloseTo(0.17341526802528, 12);
  });

  test('the weighted mean of a group is the published figure, in the unit of the answer', async () => {
    const rows = villages.trim().split('\n').slice(0, 7);
    const text = rows
      .map((l, i) => `${l},${i === 0 ? 'terbit' : l.includes('K1') ? 20 : 12}`)
      .join('\n');
    const ran = await runAnalyse(
      [
        'smooth',
        'desa.csv',
        ...roles,
        '--group',
        'kab',
        '--benchmark',
        'terbit',
        '--per',
        '100',
        '--format',
        'json',
      ],
      { 'desa.csv': `${text}\n` },
    );
    const { rates, benchmark } = JSON.parse(ran.out);
    const mean = (way: string) => [50, 200, 20].reduce((s, n, i) => s + n * rates[i][way], 0) / 270;
    expect(mean('ratio_estimate')).toBeCloseTo(20, 10);
    expect(mean('difference_estimate')).toBeCloseTo(20, 10);
    expect(benchmark).toHaveLength(2);
    expect(ran.err).toContain('2 dari 2 kelompok diselaraskan');
  });

  test('more cases than people are refused by row and column', async () => {
    const ran = await runAnalyse(['smooth', 'desa.csv', ...roles], {
      'desa.csv': villages.replace('30,200', '300,200'),
    });
    expect(ran).toMatchObject({ code: 65, out: '' });
    expect(ran.err).toContain('baris 3, kolom "desil1": 300 kasus lebih banyak dari 200');
  });
});
