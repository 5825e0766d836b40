import { describe, expect, test } from 'vitest';
import { panelRows, unitRows } from '../methods/effect-figures.ts';
import { runAnalyse } from './run-analyse.ts';

const csv = (rows: readonly Readonly<Record<string, string | number>>[]): string =>
  [
    Object.keys(rows[0] ?? {}).join(','),
    ...rows.map((r) =>
      Object.values(r)
        .map((v) => (v === Infinity ? '' : v))
        .join(','),
    ),
  ].join('\n');
const files = {
  'satu.csv': csv(unitRows),
  'panel.csv': csv(panelRows),
  'hilang.csv': 'hasil,ikut\n5,ya\n,ya\n6,ya\n7,tidak\n8,tidak\n4,tidak\n',
  'desa.csv': 'hasil,ikut,desa\n5,1,a\n6,1,a\n5,0,b\n7,0,c\n',
  'salah.csv': 'hasil,ikut\n5,1\n6,mungkin\n',
};
const effect = (...args: string[]) => runAnalyse(['effect', ...args], files);
const two = ['--outcome', 'after', '--treated', 'treated'];
const long = [
  'panel.csv',
  '--outcome',
  'outcome',
  '--unit',
  'unit',
  '--period',
  'period',
  '--start',
  'start',
];

describe('titik-temu analyse effect', () => {
  test('each design answers with an estimate, its interval and what may be said', async () => {
    const [difference, ancova, did, matching, weighting] = await Promise.all([
      effect(
        'satu.csv',
        '--design',
        'difference',
        ...two,
        '--cluster',
        'village',
        '--format',
        'json',
      ),
      effect('satu.csv', '--design', 'ancova', ...two, '--baseline', 'before', '--format', 'json'),
      effect('satu.csv', '--design', 'did', ...two, '--baseline', 'before', '--format', 'json'),
      effect(
        'satu.csv',
        '--design',
        'matching',
        ...two,
        '--baseline',
        'before',
        '--format',
        'json',
      ),
      effect(
        'satu.csv',
        '--design',
        'weighting',
        ...two,
        '--baseline',
        'before',
        '--format',
        'json',
      ),
    ]);
    for (const ran of [difference, ancova, did, matching, weighting]) {
      expect(ran.err).toMatch(/^effect: /m);
      expect(ran.code).toBe(0);
      const [row] = JSON.parse(ran.out).estimates;
      expect(row.low).toBeLessThan(row.estimate);
      expect(row.high).toBeGreaterThan(row.estimate);
      expect(row.conclusion).toMatch(/^(ada dampak|belum dapat disimpulkan)$/);
      expect(row.why).not.toBe('');
    }
    expect(JSON.parse(difference.out).estimates[0].standard_error).toBeCloseTo(
      0.465457329045153,
      10,
    );
  });

  test('staggered: the same seed and any number of threads give the same bytes', async () => {
    const run = (...more: string[]) => effect('--design', 'staggered', ...long, ...more);
    const [one, two, other, groupTime] = await Promise.all([
      run('--workers', '1'),
      run('--workers', '2'),
      run('--seed', '2'),
      run('--table', 'group_time'),
    ]);
    expect(one.code).toBe(0);
    expect(two.out).toBe(one.out);
    expect(other.out).not.toBe(one.out);
    expect(one.out).toContain('simple,,1.046444444444');
    expect(groupTime.out.split('\n')).toHaveLength(10);
  });

  test('before and after alone is refused and shows the trap', async () => {
    const ran = await effect(
      'satu.csv',
      '--design',
      'before-after',
      '--outcome',
      'after',
      '--baseline',
      'before',
    );
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('bukan dampak');
    expect(ran.err).toContain('pembanding');
    expect(ran.out).toContain('change_of_treated');
    expect(ran.out).not.toContain('conclusion');
  });

  test('before the programme: how many, without a file', async () => {
    const ran = await effect('--design', 'mde', '--smallest-worth-knowing', '0.5');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('needed,128,');
  });

  test('what cannot be done is said with row and column', async () => {
    const [lost, village, word, option, design] = await Promise.all([
      effect('hilang.csv', '--design', 'difference', '--outcome', 'hasil', '--treated', 'ikut'),
      effect(
        'desa.csv',
        '--design',
        'difference',
        '--outcome',
        'hasil',
        '--treated',
        'ikut',
        '--cluster',
        'desa',
      ),
      effect('salah.csv', '--design', 'difference', '--outcome', 'hasil', '--treated', 'ikut'),
      effect('satu.csv', '--design', 'difference', ...two, '--comparison', 'never-treated'),
      effect('satu.csv', ...two),
    ]);
    expect(lost.err).toContain('5 dari 6 baris');
    expect(lost.out).toContain('belum dapat disimpulkan');
    expect([village.code, village.err]).toEqual([65, expect.stringContaining('kolom "desa"')]);
    expect([word.code, word.err]).toEqual([
      65,
      expect.stringContaining('baris 3, kolom "ikut": "mungkin"'),
    ]);
    expect([option.code, option.err]).toEqual([64, expect.stringContaining('--comparison')]);
    expect([design.code, design.err]).toEqual([64, expect.stringContaining('--design')]);
  });
});
