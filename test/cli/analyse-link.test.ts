import { describe, expect, it } from 'vitest';
import { examplePersons } from '#engine/linkage/example-persons.ts';
import { runAnalyse } from './run-analyse.ts';

const HEADERS: Readonly<Record<string, string>> = {
  id: 'id',
  name: 'nama',
  birth_date: 'tgl_lahir',
  sex: 'jk',
  nik: 'nik',
  kk: 'no_kk',
  address: 'alamat',
  village: 'kode_desa',
  person: 'orang',
};

function csv(rows: readonly Readonly<Record<string, string>>[]): string {
  const keys = Object.keys(HEADERS);
  const lines = rows.map((row) => keys.map((key) => `"${row[key] ?? ''}"`).join(','));
  return `${keys.map((key) => HEADERS[key]).join(',')}\n${lines.join('\n')}\n`;
}

describe('titik-temu analyse link', () => {
  it('knows the usual headers, explains pairs and scores itself', async () => {
    const file = csv(examplePersons({ seed: 4, persons: 250 }));
    const ran = await runAnalyse(['link', 'warga.csv', '--truth', 'orang', '--format', 'json'], {
      'warga.csv': file,
    });
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('name = nama');
    expect(ran.err).toContain('family_id = no_kk');
    const answer = JSON.parse(ran.out);
    expect(answer.score[0].f1).toBeGreaterThan(0.95);
    expect(answer.pairs[0].explanation).toMatch(/nama .*; tanggal lahir /);
    expect(answer.clusters.length).toBe(file.trim().split('\n').length - 1);
    const sum = Object.entries(answer.pairs[0])
      .filter(([key]) => key.endsWith('_weight') || key === 'adjustment')
      .reduce((total, [, value]) => total + Number(value), 0);
    expect(sum).toBeCloseTo(answer.pairs[0].weight, 8);
  }, 60_000);

  it('links two files with other headers, one to one, the same bytes again', async () => {
    const rows = examplePersons({ seed: 4, persons: 150, twoFiles: true, copied: 0.6 });
    const files = {
      'a.csv': csv(rows.filter((r) => r['file'] === 'A')),
      'b.csv': csv(rows.filter((r) => r['file'] === 'B')).replace('nama,', 'nama_lengkap,'),
    };
    const args = [
      'link',
      'a.csv',
      'b.csv',
      '--name',
      'nama=nama_lengkap',
      '--birth-date',
      'tgl_lahir',
    ];
    const once = await runAnalyse([...args, '--one-to-one', '--workers', '1'], files);
    const again = await runAnalyse([...args, '--one-to-one', '--workers', '2'], files);
    expect(once.code).toBe(0);
    expect(again.out).toBe(once.out);
    expect(once.out.split('\n')[0]).toContain('id_a,id_b,probability,weight,decision,linked');
  }, 60_000);

  it('says why sure pairs of a file with families are to be looked at all the same', async () => {
    const file = csv(examplePersons({ seed: 4, persons: 300 }));
    const columns = ['--name', 'nama', '--family-id', 'no_kk', '--address', 'alamat'];
    const ran = await runAnalyse(['link', 'warga.csv', ...columns], { 'warga.csv': file });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(',review,true,');
    expect(ran.out).not.toContain(',automatic,');
    expect(ran.err).toMatch(/Perhatian: \d+ pasangan .* hanya nama dan rumah/);
  }, 60_000);

  it('refuses what cannot be, in words', async () => {
    const files = { 'x.csv': 'a,b\n1,2\n3,4\n' };
    const unknown = await runAnalyse(['link', 'x.csv'], files);
    expect([unknown.code, unknown.err]).toEqual([64, expect.stringContaining('--name')]);
    const missing = await runAnalyse(['link', 'x.csv', '--name', 'nama'], files);
    expect([missing.code, missing.err]).toEqual([65, expect.stringContaining('"nama"')]);
    const relation = await runAnalyse(['link', 'x.csv', '--one-to-one', '--name', 'a'], files);
    expect(relation.code).toBe(64);
    const one = await runAnalyse(['link', 'y.csv', '--name', 'a'], { 'y.csv': 'a\nSITI\n' });
    expect([one.code, one.err]).toEqual([65, expect.stringContaining('paling sedikit 2')]);
  }, 60_000);
});
