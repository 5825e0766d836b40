import { describe, expect, test } from 'vitest';
import { type CommodityAlias, resolveCommodity } from './commodity.ts';
import { foldWord } from './fold.ts';
import { stateOfAid, subjectInTitle } from './potential-aid.ts';
import { kindOfClaim } from './potential-kind.ts';

const aliases = new Map<string, CommodityAlias>(
  (
    [
      ['rumput laut', 'rumput-laut'],
      ['kelapa', 'kelapa'],
      ['kelapa sawit', 'kelapa-sawit'],
      ['rotan dan kayu', 'rotan-kayu'],
      ['nikel', null],
    ] as const
  ).map(([text, code]) => [
    foldWord(text),
    { folded: foldWord(text), code, refused: code === null ? 'mining' : null },
  ]),
);

describe('a commodity written in a file', () => {
  test('is found in any case, and with an explanation in brackets', () => {
    expect(resolveCommodity(' Rumput  LAUT ', aliases)).toEqual({ ok: true, code: 'rumput-laut' });
    expect(resolveCommodity('rumput laut (seaweed, aquaculture)', aliases)).toMatchObject({
      code: 'rumput-laut',
    });
  });

  test('is refused by name where it is unknown, and with the reason where it is no material', () => {
    expect(resolveCommodity('batu bulan', aliases)).toMatchObject({
      ok: false,
      why: { code: 'commodity-unknown', params: { text: 'batu bulan' } },
    });
    expect(resolveCommodity('Nikel', aliases)).toMatchObject({
      ok: false,
      why: { code: 'commodity-refused-mining' },
    });
  });
});

describe('the kind of a claim', () => {
  test.each([
    ['WUB training theme', 'B', 'announced_training'],
    ['training theme', 'A', 'announced_training'],
    ['WUB training theme (not a commodity)', 'B', 'announced_training'],
    ['plantation development area', 'B', 'official_statement'],
    ['plantation centre', 'E', 'press'],
    ['stated leading commodities', 'B', 'official_statement'],
    ['stated leading commodities', 'E', 'press'],
    ['area statistics (top five)', 'C', 'statistics'],
    ['output statistics (more than 18,000 t)', 'C', 'statistics'],
    ['LQ + SSA study', 'D', 'study'],
    ['RPJM growth area', 'B', 'official_statement'],
    ['UMKM flagship, exported', 'B', 'official_statement'],
    ['Peraturan bupati', 'A', 'regulation'],
    ['Peraturan bupati dikutip berita', 'E', 'press'],
    ['kajian', 'D', 'study'],
    ['', 'C', 'statistics'],
  ] as const)('“%s” of grade %s is %s', (words, grade, kind) => {
    expect(kindOfClaim(words, grade)).toBe(kind);
  });
});

describe('past aid told in words', () => {
  test.each([
    ['idle more than 2 years', 'idle'],
    ['cannot run', 'idle'],
    ['found neglected April 2025; training 2025-26 to revive it', 'idle'],
    ['bought, not delivered (BPK finding)', 'undelivered'],
    ['mangkrak', 'idle'],
    ['dipakai setiap hari', 'used'],
    ['tidak dipakai', 'idle'],
    ['money lost', undefined],
  ] as const)('“%s” means %s', (words, state) => {
    expect(stateOfAid(words)).toBe(state);
  });

  test('what it was for is the longest known spelling in its title', () => {
    expect(subjectInTitle('Sentra IKM kelapa: 5 bangunan', aliases)).toBe('kelapa');
    expect(subjectInTitle('Pabrik kelapa sawit mini', aliases)).toBe('kelapa-sawit');
    expect(subjectInTitle('sentra rotan dan kayu', aliases)).toBe('rotan-kayu');
    expect(subjectInTitle('Mesin jahit', aliases)).toBeNull();
  });
});
