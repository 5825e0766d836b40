import { describe, expect, test } from 'vitest';
import { matchPlace, namesBelow, type PlaceMatch, type WrittenPlace } from './family-region.ts';
import { foldRegionName } from './region.ts';
import type { RegionIndex } from './region-match.ts';

const NAMES: [string, string][] = [
  ['74', 'Sulawesi Tenggara'],
  ['74.01', 'Kolaka'],
  ['74.04', 'Buton'],
  ['74.12', 'Konawe Kepulauan'],
  ['74.12.01', 'Wawonii Barat'],
  ['74.12.02', 'Wawonii Utara'],
  ['74.12.01.2002', 'Langara Iwawo'],
  ['74.12.01.2003', 'Mataiwoi'],
  ['74.12.02.2001', 'Mataiwoi'],
  ['74.12.02.2005', 'Lampeapi'],
  ['74.12.02.2006', 'Lampeapi'],
];
const index: RegionIndex = {
  province: '74',
  names: new Map(NAMES),
  renamed: new Map([['74.12.01.2099', '74.12.01.2003']]),
  bps: new Map([
    ['7404', '74.01'],
    ['7401', '74.04'],
    ['7412', '74.12'],
  ]),
  aliases: new Map(
    [...NAMES.filter(([c]) => c.length <= 5), ['74.12', 'Konkep'] as const].map(([code, name]) => [
      foldRegionName(name),
      [code],
    ]),
  ),
};
const below = namesBelow(index);
const blank: WrittenPlace = {
  villageCode: '',
  kecCode: '',
  kabCode: '',
  provinceName: '',
  kabName: '',
  kecName: '',
  villageName: '',
};
const match = (written: Partial<WrittenPlace>, scheme?: 'kemendagri' | 'bps') =>
  matchPlace(index, below, { ...blank, ...written }, scheme);
const say = (m: PlaceMatch) =>
  m.ok ? [m.code, ...m.warnings.map((w) => w.reason.code)] : [m.reason.code];

describe('where a row says it is', () => {
  test.each([
    ['a code with dots', { villageCode: '74.12.01.2002' }, ['74.12.01.2002']],
    ['a code without, declared', { villageCode: '7412012002' }, ['74.12.01.2002'], 'kemendagri'],
    ['a code without, undeclared', { villageCode: '7412012002' }, ['code-scheme-undeclared']],
    ['an old code', { villageCode: '74.12.01.2099' }, ['74.12.01.2003', 'code-renamed']],
    ['no such code', { villageCode: '74.12.01.2222' }, ['code-unknown']],
    [
      'another spelling of the village',
      { villageCode: '74.12.01.2002', villageName: 'Langara Iwawa' },
      ['74.12.01.2002', 'name-differs'],
    ],
    [
      'the name of another kabupaten',
      { villageCode: '74.12.01.2002', kabName: 'KOLAKA' },
      ['name-code-disagree'],
    ],
    [
      'an alias of its kabupaten',
      { villageCode: '74.12.01.2002', kabName: 'Konkep' },
      ['74.12.01.2002'],
    ],
    [
      'two codes that disagree',
      { villageCode: '74.12.01.2002', kecCode: '74.12.02' },
      ['codes-disagree'],
    ],
    [
      'all three names',
      { kabName: 'Kab. Konawe Kepulauan', kecName: 'Kec. Wawonii Barat', villageName: 'MATAIWOI' },
      ['74.12.01.2003'],
    ],
    [
      'a village name that is there twice',
      { kabName: 'Konawe Kepulauan', kecName: 'Wawonii Utara', villageName: 'Lampeapi' },
      ['name-not-unique'],
    ],
    [
      'a village without its kecamatan',
      { kabName: 'Konawe Kepulauan', villageName: 'Lampeapi' },
      ['name-needs-kec'],
    ],
    ['nothing at all', {}, ['region-missing']],
    [
      'a BPS code of a village with its names',
      { villageCode: '7412010003', kecName: 'Wawonii Barat', villageName: 'Mataiwoi' },
      ['74.12.01.2003', 'bps-by-name'],
      'bps',
    ],
    ['a BPS code of a village alone', { villageCode: '7412010003' }, ['bps-below-kab'], 'bps'],
    [
      'a BPS code whose names lie in another kabupaten',
      { villageCode: '7404010003', kabName: 'Buton', kecName: 'x', villageName: 'y' },
      ['name-code-disagree'],
      'bps',
    ],
  ] as [string, Partial<WrittenPlace>, string[], ('kemendagri' | 'bps')?][])(
    'by %s',
    (_, written, expected, scheme) => {
      expect(say(match(written, scheme))).toEqual(expected);
    },
  );
});
