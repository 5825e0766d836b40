import { describe, expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

/** Made up: 5 × 5 squares of a hundredth of a degree and one far away. */
const cells = [
  ...Array.from({ length: 25 }, (_, i) => [i % 5, Math.floor(i / 5)] as const),
  [90, 0],
];
const map = (order: readonly number[], property: (i: number) => Record<string, unknown>) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: order.map((i) => {
      const [x, y] = cells[i]!.map((v) => v / 100) as [number, number];
      const [a, b] = [120 + x, -4 + y];
      const ring = [
        [a, b],
        [a + 0.01, b],
        [a + 0.01, b + 0.01],
        [a, b + 0.01],
        [a, b],
      ];
      return {
        type: 'Feature',
        properties: { kode: `99.${i}`, ...property(i) },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
    }),
  });
const inOrder = cells.map((_, i) => i);
const value = (i: number) => ({ nilai: ((i * 37) % 23) + (i % 5) * 4 });
const peta = map(inOrder, value);
const sorted = (text: string) => text.trimEnd().split('\n').sort().join('\n');

describe('neighbours', () => {
  test('polygons become a .gal file that reads back to the same links', async () => {
    const gal = await runAnalyse(
      ['neighbours', 'peta.geojson', '--id', 'kode', '--format', 'gal'],
      {
        'peta.geojson': peta,
      },
    );
    expect(gal.code).toBe(0);
    expect(gal.out.split('\n').slice(0, 3)).toEqual([
      '0 26 peta.geojson kode',
      '99.0 3',
      '99.1 99.5 99.6',
    ]);
    expect(gal.err).toContain('1 wilayah tanpa tetangga: 99.25');
    expect(gal.err).toContain(
      'neighbours: tetangga queen, toleransi 1 m; 26 wilayah, 144 hubungan',
    );
    const back = await runAnalyse(
      ['neighbours', 'peta.geojson', '--id', 'kode', '--weights', 'x.gal', '--format', 'gal'],
      { 'peta.geojson': peta, 'x.gal': gal.out },
    );
    expect(back.out).toBe(gal.out);
  }, 60_000);

  test('rook with lengths; islands joined; what stands in the tables', async () => {
    const { out } = await runAnalyse(
      [
        'neighbours',
        'p.geojson',
        '--id',
        'kode',
        '--rule',
        'rook',
        '--connect-islands',
        'nearest',
        '--format',
        'json',
      ],
      { 'p.geojson': peta },
    );
    const { links, areas, counts, summary } = JSON.parse(out);
    expect(counts).toEqual([summary]);
    expect(summary).toMatchObject({ areas: 26, links: 82, islands: 0, components: 1 });
    expect(links[0].shared_km).toBeCloseTo(1.112, 3);
    expect(links.find((l: { id: string }) => l.id === '99.25')).toMatchObject({ shared_km: 0 });
    expect(areas[0]).toMatchObject({ id: '99.0', neighbours: 2, component: 1 });
  }, 60_000);

  test('positions in columns; nothing to go by is said', async () => {
    const files = { 'a.csv': 'kode,lat,lng\na,-4,120\nb,-4,120.1\nc,-4,120.3\n' };
    const knn = await runAnalyse(
      [
        'neighbours',
        'a.csv',
        '--id',
        'kode',
        '--latitude',
        'lat',
        '--longitude',
        'lng',
        '--rule',
        'knn',
        '--k',
        '1',
      ],
      files,
    );
    expect(knn.out.split('\n').map((l) => l.split(',').slice(0, 2).join())).toEqual([
      'id,neighbour',
      'a,b',
      'b,a',
      'c,b',
      '',
    ]);
    expect(knn.err).toContain('1 dari 3 hubungan hanya satu arah');
    const none = await runAnalyse(['neighbours', 'a.csv', '--id', 'kode'], files);
    expect([none.code, none.out]).toEqual([65, '']);
    expect(none.err).toContain('tidak membawa poligon maupun letak wilayah');
    const queen = await runAnalyse(
      ['neighbours', 'a.csv', '--id', 'kode', '--rule', 'queen'],
      files,
    );
    expect(queen.err).toContain('tidak berisi poligon');
    expect(queen.code).toBe(65);
  }, 60_000);

  test('refusals name the place', async () => {
    const utm = await runAnalyse(['neighbours', 'u.geojson', '--id', 'kode'], {
      'u.geojson': peta.replaceAll('[120.01,', '[430000,'),
    });
    expect([utm.code, utm.err]).toEqual([
      65,
      expect.stringMatching(/^fitur 1: letak .* bukan derajat/),
    ]);
    const twice = await runAnalyse(['neighbours', 't.csv', '--id', 'kode'], {
      't.csv': 'kode\na\nb\na\n',
    });
    expect(twice.err).toContain('baris 4, kolom "kode": kode "a" sudah ada di baris 2');
    const gal = await runAnalyse(['neighbours', 't.csv', '--id', 'kode', '--weights', 'x.gal'], {
      't.csv': 'kode\na\nb\n',
      'x.gal': '0 2 p k\na 1\nc\nc 1\na\n',
    });
    expect([gal.code, gal.err]).toEqual([
      65,
      expect.stringContaining('x.gal: baris 3, kolom "kode": "b" tidak ada'),
    ]);
  }, 60_000);
});

describe('hotspots', () => {
  const args = [
    'hotspots',
    'p.geojson',
    '--id',
    'kode',
    '--value',
    'nilai',
    '--permutations',
    '199',
  ];

  test('same seed, same bytes with any number of workers; rows in another order give the same answers', async () => {
    const one = await runAnalyse([...args, '--workers', '1'], { 'p.geojson': peta });
    expect(one.code).toBe(0);
    const two = await runAnalyse([...args, '--workers', '2'], { 'p.geojson': peta });
    expect(two.out).toBe(one.out);
    const turned = map([...inOrder].reverse(), value);
    const back = await runAnalyse(args, { 'p.geojson': turned });
    expect(sorted(back.out)).toBe(sorted(one.out));
    const island = one.out.split('\n').find((l) => l.startsWith('99.25,'))!;
    expect(island).toMatch(/^99\.25,\d+,0,,,.*tanpa tetangga$/);
  }, 60_000);

  test('the global table under every assumption; the line says what was assumed', async () => {
    const { out, err } = await runAnalyse([...args, '--table', 'global', '--style', 'binary'], {
      'p.geojson': peta,
    });
    const rows = out
      .trimEnd()
      .split('\n')
      .map((l) => l.split(','));
    expect(rows[0]).toEqual('statistic,value,moments,expected,variance,z,p,p_folded'.split(','));
    expect(rows.slice(1).map((r) => `${r[0]} ${r[2]}`)).toEqual([
      'moran randomisation',
      'moran normality',
      'moran permutation',
      'geary randomisation',
      'geary normality',
      'geary permutation',
      'general-g randomisation',
      'general-g permutation',
    ]);
    expect(err).toContain('bobot binary');
    expect(err).toContain('199 permutasi bersyarat, benih 1; two-sided; klaster pada q ≤ 0.05');
  }, 60_000);

  test('missing values are refused by row, or dropped and said; equal values are refused', async () => {
    const gap = map(inOrder, (i) => (i === 3 ? { nilai: null } : value(i)));
    const refused = await runAnalyse(args, { 'p.geojson': gap });
    expect([refused.code, refused.err]).toEqual([
      65,
      expect.stringContaining('fitur 4, kolom "nilai"'),
    ]);
    const dropped = await runAnalyse([...args, '--missing', 'drop'], { 'p.geojson': gap });
    expect(dropped.err).toContain('1 wilayah tanpa nilai dilepas');
    expect(dropped.out).toMatch(/\n99\.3,,.*nilainya kosong\n/);
    const equal = await runAnalyse(args, { 'p.geojson': map(inOrder, () => ({ nilai: 7 })) });
    expect(equal.err).toContain('kolom "nilai": semua nilai sama (7)');
    expect(equal.code).toBe(65);
  }, 60_000);
});

test('classify: classes, counts and fit; missing cells have no class', async () => {
  const files = { 'd.csv': 'kode,v\na,1\nb,2\nc,\nd,10\ne,11\nf,50\n' };
  const args = ['classify', 'd.csv', '--id', 'kode', '--value', 'v', '--classes', '3'];
  const areas = await runAnalyse(args, files);
  expect(areas.out).toBe('id,value,class\na,1,1\nb,2,1\nc,,\nd,10,2\ne,11,2\nf,50,3\n');
  expect(areas.err).toContain('1 wilayah tanpa nilai tidak berkelas');
  const fixed = await runAnalyse(
    ['classify', 'd.csv', '--value', 'v', '--breaks', '2,20', '--table', 'classes'],
    files,
  );
  expect(fixed.out).toBe(
    'class,above,upper,count,min,max,mean,sum_of_squares\n1,,2,2,1,2,1.5,0.5\n2,2,20,2,10,11,10.5,0.5\n3,20,50,1,50,50,50,0\n',
  );
  expect(fixed.err).toContain('Ada nilai di atas 20: ditambah satu kelas');
}, 60_000);
