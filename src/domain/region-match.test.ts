import { describe, expect, test } from 'vitest';
import { foldRegionName } from './region.ts';
import { matchRegion, type RegionIndex, type WrittenRegion } from './region-match.ts';

const KABS: [string, string, string][] = [
  ['74.01', '7404', 'Kolaka'],
  ['74.02', '7403', 'Konawe'],
  ['74.03', '7402', 'Muna'],
  ['74.04', '7401', 'Buton'],
  ['74.09', '7410', 'Konawe Utara'],
  ['74.10', '7409', 'Buton Utara'],
  ['74.12', '7412', 'Konawe Kepulauan'],
  ['74.72', '7472', 'Kota Baubau'],
];
const index: RegionIndex = {
  province: '74',
  names: new Map([
    ['74', 'Sulawesi Tenggara'],
    ...KABS.map(([code, , name]) => [code, name] as [string, string]),
    ['74.12.01', 'Wawonii Barat'],
    ['74.12.01.2001', 'Mataiwoi'],
    ['74.05.24.2009', 'Wonua Koa'],
  ]),
  renamed: new Map([['74.05.05.2028', '74.05.24.2009']]),
  bps: new Map(KABS.map(([code, bps]) => [bps, code])),
  aliases: new Map([
    ['sulawesitenggara', ['74']],
    ...KABS.map(([code, , name]) => [foldRegionName(name), [code]] as [string, string[]]),
    ['konkep', ['74.12']],
  ]),
};
const match = (written: Partial<WrittenRegion>, scheme?: 'kemendagri' | 'bps') => {
  const found = matchRegion(index, { code: '', bps: '', name: '', ...written }, scheme);
  return found.ok ? found.code : found.reason.code;
};

describe('which region a row means', () => {
  test.each(KABS.filter(([code, bps]) => code.replace('.', '') !== bps))(
    '%s %s %s: a BPS number read as a Kemendagri code would swap it silently, so its name refuses it',
    (code, bps, name) => {
      expect(match({ code: bps, name }, 'kemendagri')).toBe('name-code-disagree');
      expect(match({ code: bps, name }, 'bps')).toBe(code);
      expect(match({ code: bps, name })).toBe('code-bare-four');
      expect(match({ code, name })).toBe(code);
      expect(match({ code, bps, name })).toBe(code);
      expect(match({ code, bps: code.replace('.', ''), name })).toBe('code-pair-disagrees');
    },
  );

  test('a village code without dots is asked about: both schemes write ten digits', () => {
    expect(match({ code: '7412012001' })).toBe('code-scheme-undeclared');
    expect(match({ code: '7412012001' }, 'kemendagri')).toBe('74.12.01.2001');
    expect(match({ code: '74.12.01.2001' })).toBe('74.12.01.2001');
    expect(match({ code: '7412010001' }, 'bps')).toBe('bps-below-kab');
    expect(match({ code: '74.12.01.2001', bps: '7404010001' })).toBe('code-pair-disagrees');
  });

  test('74.10 that a spreadsheet cut to 74.1 is repaired only where the name says so', () => {
    expect(match({ code: '74.1', name: 'Buton Utara' })).toBe('74.10');
    expect(match({ code: '74.1', name: 'Kolaka' })).toBe('code-lost-zero');
    expect(match({ code: '74.1' })).toBe('code-lost-zero');
  });

  test('the province, other provinces and the whole country', () => {
    expect(match({ code: '74', bps: '7400', name: 'Sulawesi Tenggara' })).toBe('74');
    expect(match({ bps: '0000', name: 'Indonesia' })).toBe('outside-province');
    expect(match({ code: '73.01', name: 'Kepulauan Selayar' })).toBe('outside-province');
    expect(match({ name: 'outside Sultra' })).toBe('outside-province');
  });

  test('a name is enough for a kabupaten in any spelling, never for a village', () => {
    expect(match({ name: 'Kab. Konawe Kepulauan' })).toBe('74.12');
    expect(match({ name: 'KONKEP' })).toBe('74.12');
    expect(match({ name: 'Mataiwoi' })).toBe('name-needs-code');
    expect(match({})).toBe('region-missing');
  });

  test('a new spelling below kabupaten is a warning; an old code finds its village', () => {
    const spelled = matchRegion(
      index,
      { code: '74.12.01.2001', bps: '', name: 'Mata Iwoy' },
      undefined,
    );
    expect(spelled).toMatchObject({ ok: true, nameDiffers: true });
    const kabNamed = matchRegion(
      index,
      { code: '74.12.01.2001', bps: '', name: 'Konawe Kepulauan' },
      undefined,
    );
    expect(kabNamed).toMatchObject({ ok: true, nameDiffers: false });
    expect(match({ code: '74.05.05.2028', name: 'Wonua Koa' })).toBe('74.05.24.2009');
    expect(match({ code: '74.12.01.2999' })).toBe('code-unknown');
  });
});
