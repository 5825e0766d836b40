import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RegionIndex } from '#domain/region-match.ts';
import { Problem } from '../context.ts';
import { readBoundaryFile } from './boundary-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'titik-temu-boundary-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const index: RegionIndex = {
  province: '74',
  names: new Map([
    ['74', 'Sulawesi Tenggara'],
    ['74.01', 'Kolaka'],
    ['74.12', 'Konawe Kepulauan'],
    ['74.12.01', 'Wawonii Barat'],
    ['74.12.02', 'Wawonii Utara'],
    ['74.05.24.2009', 'Wonua Koa'],
  ]),
  renamed: new Map([['74.05.05.2028', '74.05.24.2009']]),
  bps: new Map([['7404', '74.01']]),
  aliases: new Map([['kolaka', ['74.01']]]),
};

const square = (lng: number, lat: number) => [
  [lng, lat],
  [lng + 0.1, lat],
  [lng + 0.1, lat + 0.1],
  [lng, lat + 0.1],
  [lng, lat],
];
const feature = (properties: object, lng = 123) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [square(lng, -4)] },
});

function read(content: object | string, property: string | null = null) {
  const path = join(dir, 'batas.geojson');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readBoundaryFile(path, index, [119, -7.5, 126, -1], property);
}
const collection = (features: unknown[], more: object = {}) => ({
  type: 'FeatureCollection',
  features,
  ...more,
});
function ruleOf(content: object | string): unknown {
  try {
    read(content);
  } catch (error) {
    if (error instanceof Problem) return error.details['rule'];
    throw error;
  }
  return 'none';
}

describe('a boundary file that cannot be used', () => {
  test.each([
    ['boundary-not-json', '{"type":"FeatureColl'],
    ['boundary-not-collection', { type: 'Point', coordinates: [1, 2] }],
    ['boundary-not-collection', collection([])],
    ['boundary-topojson', { type: 'Topology' }],
    [
      'boundary-crs',
      collection([feature({ kode: '74.01' })], {
        crs: { properties: { name: 'urn:ogc:def:crs:EPSG::32751' } },
      }),
    ],
    ['boundary-no-code', collection([feature({ nama: 'Kolaka' })])],
    ['boundary-province', collection([feature({ kode: '74' })])],
    [
      'boundary-mixed-levels',
      collection([feature({ kode: '74.01' }, 121), feature({ kode: '74.12.01' })]),
    ],
  ])('says %s', (rule, content) => {
    expect(ruleOf(content)).toBe(rule);
  });
});

describe('a boundary file', () => {
  test('is read with a byte order mark, codes as numbers or without dots, and the degrees named', () => {
    const file = collection([feature({ KDE: 741201 }), feature({ KDE: '741202' }, 123.1)], {
      crs: { properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
    });
    const found = read(`\ufeff${JSON.stringify(file)}`);
    expect(found.codeProperty).toBe('KDE');
    expect(found.shapes.map((s) => s.code)).toEqual(['74.12.01', '74.12.02']);
  });

  test('the column with the finest codes is found, not the one of the kabupaten above', () => {
    const file = collection(
      ['74.12.01', '74.12.02'].map((c, i) => feature({ KAB: '74.12', KEC: c }, 123 + i / 10)),
    );
    expect(read(file).codeProperty).toBe('KEC');
    expect(read(file, 'KAB').level).toBe('kab');
  });

  test('an old code finds its village, a name spelled otherwise is remarked, and both are reported', () => {
    const { found, shapes } = read(
      collection([feature({ kode: '74.05.05.2028', nama: 'Wonuakoa' })]),
    );
    expect(shapes[0]?.code).toBe('74.05.24.2009');
    expect(found.renamed).toEqual([{ code: '74.05.24.2009', was: '74.05.05.2028' }]);
    expect(found.namesDiffer).toEqual([]);
    const other = read(collection([feature({ kode: '74.12.01', nama: 'Wawonii Brt' })]));
    expect(other.found.namesDiffer.map((n) => n.region)).toEqual(['Wawonii Barat']);
  });
});
