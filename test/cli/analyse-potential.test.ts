import { describe, expect, test } from 'vitest';
import { runAnalyse } from './run-analyse.ts';

// Made-up figures.
const long = `kab,komoditas,t1,t2,lq,penduduk
A,kakao,10,20,1.97,100
A,padi,30,25,0.82,100
A,kelapa,0,5,,100
B,kakao,5,5,0.34,200
B,padi,50,60,1.19,200
B,kelapa,3,8,,200
Prov,kakao,20,25,,300
Prov,padi,80,85,,300
Prov,kelapa,3,13,,300
`;
const roles = [
  '--region',
  'kab',
  '--sector',
  'komoditas',
  '--value',
  't2',
  '--base',
  't1',
  '--reference',
  'Prov',
];
const json = async (args: string[], text = long) => {
  const ran = await runAnalyse([...args, '--format', 'json'], { 'd.csv': text });
  return { ...ran, answer: ran.code === 0 ? JSON.parse(ran.out) : undefined };
};

describe('analyse quotient', () => {
  test('quotients, classes, totals that differ and printed figures that are wrong', async () => {
    const { answer, err } = await json([
      'quotient',
      'd.csv',
      ...roles,
      '--years',
      '2',
      '--population',
      'penduduk',
      '--published',
      'lq',
    ]);
    expect(answer.sectors[0]).toMatchObject({
      region: 'A',
      sector: 'kakao',
      class: 'unggulan',
      lq_agrees: true,
    });
    expect(answer.sectors[0].lq).toBeCloseTo(1.968, 12);
    expect(answer.sectors[2]).toMatchObject({ dlq: null, class: null });
    expect(answer.disagreements).toEqual([
      expect.objectContaining({ region: 'A', sector: 'padi', published: 0.82, decimals: 2 }),
    ]);
    expect(answer.totals.filter((t: { agrees: boolean }) => !t.agrees)).toEqual([
      expect.objectContaining({
        period: 't1',
        sector: 'kakao',
        stated: 20,
        sum: 15,
        difference: 5,
      }),
    ]);
    expect(answer.regions.map((r: { klassen: string }) => r.klassen)).toEqual(['I', 'III']);
    expect(err).toContain('4 angka terbit dibandingkan, 1 tidak cocok');
  });

  test('the wide layout and the long one give the same', async () => {
    const wide = 'kab,tahun,kakao,padi\nA,2020,10,30\nA,2022,20,25\nB,2020,5,50\nB,2022,5,60\n';
    const rows =
      'kab,kom,tahun,v\nA,kakao,2020,10\nB,padi,2022,60\nA,padi,2020,30\nA,kakao,2022,20\nA,padi,2022,25\nB,kakao,2020,5\nB,padi,2020,50\nB,kakao,2022,5\n';
    const [one, two] = await Promise.all([
      json(
        ['quotient', 'd.csv', '--region', 'kab', '--sectors', 'kakao,padi', '--year', 'tahun'],
        wide,
      ),
      json(
        [
          'quotient',
          'd.csv',
          '--region',
          'kab',
          '--sector',
          'kom',
          '--value',
          'v',
          '--year',
          'tahun',
        ],
        rows,
      ),
    ]);
    expect(one.answer.sectors).toHaveLength(4);
    for (const row of one.answer.sectors) expect(two.answer.sectors).toContainEqual(row);
  });

  test('two rows for one cell, negative figures and unknown names are refused', async () => {
    const twice = await json(['quotient', 'd.csv', ...roles], `${long}A,padi,1,1,,100\n`);
    expect(twice.code).toBe(65);
    expect(twice.err).toContain('baris 11');
    expect(twice.err).toContain('sudah ada di baris 3');
    const negative = await json(['quotient', 'd.csv', ...roles], long.replace('30,25', '30,-25'));
    expect(negative.err).toContain('baris 3, kolom "t2": "-25" di bawah batas 0');
    const nobody = await json(['quotient', 'd.csv', ...roles.slice(0, -1), 'Pusat']);
    expect(nobody.err).toContain('tidak ada wilayah "Pusat"');
  });
});

describe('analyse shift-share', () => {
  test('every method adds up to the change, as read from the CSV', async () => {
    for (const method of ['classic', 'esteban-marquillas']) {
      const ran = await runAnalyse(['shift-share', 'd.csv', ...roles, '--method', method], {
        'd.csv': long,
      });
      const [head, ...rows] = ran.out
        .trim()
        .split('\n')
        .map((l) => l.split(','));
      const at = (name: string) => head!.indexOf(name);
      const parts = ['national', 'mix', 'competitive', 'homothetic', 'allocation', 'undivided'].map(
        at,
      );
      expect(rows).toHaveLength(6);
      for (const row of rows)
        expect(parts.filter((p) => p >= 0).reduce((s, p) => s + Number(row[p]), 0)).toBe(
          Number(row[at('change')]),
        );
      expect(ran.err).toContain('jumlah bagian tepat sama dengan perubahan');
    }
  });

  test('a published part that its own figures do not give is told', async () => {
    const [head, ...rows] = long.trim().split('\n');
    const text = [
      `${head},c`,
      ...rows.map((r, i) => `${r},${i === 0 ? '7.5' : i === 1 ? '-6.8' : ''}`),
    ];
    const { answer } = await json(
      ['shift-share', 'd.csv', ...roles, '--published', 'competitive=c'],
      `${text.join('\n')}\n`,
    );
    expect(answer.sectors[0].competitive_agrees).toBe(true);
    expect(answer.disagreements).toEqual([
      expect.objectContaining({ sector: 'padi', published: -6.8, recomputed: -6.875 }),
    ]);
  });

  test('dynamic needs years, and gives its steps', async () => {
    const none = await json(['shift-share', 'd.csv', ...roles, '--method', 'dynamic']);
    expect(none.code).toBe(64);
    const years = 'kab,tahun,x,y\nA,1,10,5\nA,2,12,6\nA,3,15,6\nB,1,20,5\nB,2,21,7\nB,3,25,7\n';
    const { answer } = await json(
      [
        'shift-share',
        'd.csv',
        '--region',
        'kab',
        '--sectors',
        'x,y',
        '--year',
        'tahun',
        '--method',
        'dynamic',
      ],
      years,
    );
    expect(
      answer.steps.map((s: { period: string; region: string }) => s.period + s.region),
    ).toEqual(['2A', '2B', '3A', '3B']);
  });
});
