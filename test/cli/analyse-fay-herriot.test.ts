import { describe, expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

// Made-up areas.
const areas = `kode,kab,p0,ragam,listrik,penduduk,terbit
a,K1,12.1,4.0,80,1000,14
b,K1,18.4,9.0,60,500,14
c,K1,,,55,300,14
d,K2,25.0,6.5,40,800,24
e,K2,21.7,0,45,200,24
f,K2,30.2,12,30,400,24
g,K2,16.0,5,75,100,24
h,K2,14.0,5,,0,24
`;
const roles = ['--id', 'kode', '--value', 'p0', '--variance', 'ragam', '--covariates', 'listrik'];

describe('analyse fay-herriot', () => {
  test('estimates, synthetic areas, and benchmarking that adds up', async () => {
    const ran = await runAnalyse(
      [
        'fay-herriot',
        'd.csv',
        ...roles,
        '--benchmark',
        'terbit',
        '--weight',
        'penduduk',
        '--group',
        'kab',
        '--format',
        'json',
      ],
      { 'd.csv': areas },
    );
    expect(ran.code).toBe(0);
    const found = JSON.parse(ran.out);
    expect(found.areas.map((a: { kind: string | null }) => a.kind)).toEqual([
      'eblup',
      'eblup',
      'synthetic',
      'eblup',
      'synthetic',
      'eblup',
      'eblup',
      null,
    ]);
    expect(found.areas[2].reason).toBe('dugaan sintetik: tanpa dugaan langsung');
    expect(found.areas[7]).toMatchObject({ estimate: null, shown: false });
    const k1 = found.areas.slice(0, 3);
    const weighted = [1000, 500, 300].reduce((s, w, i) => s + w * k1[i].ratio_estimate, 0) / 1800;
    expect(weighted).toBeCloseTo(14, 10);
    expect(found.benchmark).toHaveLength(2);
    expect(found.fit[0]).toMatchObject({ method: 'reml', used: 5, converged: true });
    expect(ran.err).toContain('8 wilayah, 5 dipakai menduga model, 2 sintetik, 1 tanpa dugaan');
  });

  test('a published figure that differs within its group is refused by row', async () => {
    const ran = await runAnalyse(
      [
        'fay-herriot',
        'd.csv',
        ...roles,
        '--benchmark',
        'terbit',
        '--weight',
        'penduduk',
        '--group',
        'kab',
      ],
      { 'd.csv': areas.replace('500,14', '500,15') },
    );
    expect(ran).toMatchObject({ code: 65, out: '' });
    expect(ran.err).toContain('baris 3, kolom "terbit": 15, padahal kelompok "K1" sudah punya 14');
  });

  test('too few areas and a repeated covariate are said in words', async () => {
    const few = await runAnalyse(['fay-herriot', 'd.csv', ...roles], {
      'd.csv': areas.split('\n').slice(0, 3).join('\n'),
    });
    expect(few.code).toBe(65);
    expect(few.err).toContain('barisnya terlalu sedikit: ada 2, perlu paling sedikit 3');
    const twice = await runAnalyse(['fay-herriot', 'd.csv', ...roles, '--covariates', 'listrik'], {
      'd.csv': areas,
    });
    expect(twice.code).toBe(65);
    expect(twice.err).toContain('kolom "listrik"');
  });
});
