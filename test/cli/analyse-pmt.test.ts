import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '#engine/stats/random.ts';
import { runAnalyse } from './run-analyse.ts';

/** Made-up families in 30 villages. */
function sample(): string[] {
  const random = seededRandom(4);
  const rows: string[] = [];
  for (let v = 0; v < 30; v++) {
    const shock = 0.2 * random.normal();
    for (let j = 0; j < 12; j++) {
      const size = 1 + random.below(8);
      const roof = ['ijuk', 'seng', 'genteng'][random.below(3)] as string;
      const log = 13 + shock - 0.1 * size + (roof === 'genteng' ? 0.4 : 0) + 0.3 * random.normal();
      rows.push(`99-${v}-${j},D${v},${Math.round(Math.exp(log))},${size},${roof}`);
    }
  }
  return rows;
}
const file = (rows: readonly string[]) => `nik,desa,kapita,art,atap\n${rows.join('\n')}\n`;
const asked = [
  ...['--value', 'kapita', '--predictors', 'art', '--category', 'atap', '--cluster', 'desa'],
  ...['--line', '300000', '--replicates', '60'],
];

test('coefficients, honest figures and predictions come out, whatever the order of rows', async () => {
  const rows = sample();
  const args = ['pmt', 's.csv', ...asked, '--id', 'nik', '--format', 'json'];
  const [one, other] = await Promise.all([
    runAnalyse([...args, '--workers', '1'], { 's.csv': file(rows) }),
    runAnalyse([...args, '--workers', '2'], { 's.csv': file([...rows].reverse()) }),
  ]);
  expect(one.err).toContain('acuan atap=genteng');
  expect(one.code).toBe(0);
  const found = JSON.parse(one.out);
  const turned = JSON.parse(other.out);
  expect(turned.coefficients).toEqual(found.coefficients);
  expect(turned.fit).toEqual(found.fit);
  expect([...turned.predictions].reverse()).toEqual(found.predictions);
  expect(found.coefficients.map((c: { term: string }) => c.term)).toEqual([
    'constant',
    'art',
    'atap',
    'atap',
    'atap',
  ]);
  const r2 = found.fit.find(
    (f: { model: string; measure: string }) => f.model === 'ols' && f.measure === 'r2',
  );
  expect(r2.out_of_sample).toBeLessThan(r2.in_sample);
  expect(r2.low).toBeLessThan(r2.out_of_sample);
  expect(found.predictions).toHaveLength(360);
});

test('a saved model predicts other families; an answer it has never seen is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'titik-temu-model-'));
  const path = join(folder, 'm.json');
  const model = await runAnalyse(['pmt', 's.csv', ...asked, '--save', path], {
    's.csv': file(sample()),
  });
  expect(model.code).toBe(0);
  expect(model.err).toContain('model disimpan');
  const other = 'nik,art,atap\n991,2,ijuk\n992,8,ijuk\n';
  const apply = (text: string) =>
    runAnalyse(['pmt', 'baru.csv', '--apply', path, '--id', 'nik'], { 'baru.csv': text });
  const [told, refused] = await Promise.all([
    apply(other),
    apply(other.replace('8,ijuk', '8,rumbia')),
  ]);
  expect(told.out.split('\n')[0]).toBe('id,ols,boosting,ols_rank,boosting_rank');
  expect(told.out).toMatch(/^992,.*,1,1$/m);
  expect(refused.code).toBe(65);
  expect(refused.err).toContain('baris 3, kolom "atap": "rumbia" tidak ada saat model dibuat');
  rmSync(folder, { recursive: true });
});

test('empty answers are refused by row, or marked when asked for', async () => {
  const rows = sample();
  rows[4] = (rows[4] as string).replace(/,\d+,(\w+)$/, ',,$1');
  const files = { 's.csv': file(rows) };
  const [refused, marked] = await Promise.all([
    runAnalyse(['pmt', 's.csv', ...asked], files),
    runAnalyse(['pmt', 's.csv', ...asked, '--model', 'ols', '--missing', 'indicator'], files),
  ]);
  expect(refused.code).toBe(65);
  expect(refused.err).toContain('baris 6, kolom "art"');
  expect(marked.out).toContain('art,missing,');
});
