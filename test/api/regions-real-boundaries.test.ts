import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobsApi } from '#api/jobs.ts';
import { regionsApi } from '#api/regions.ts';
import { areaKm2, contains, type Polygons } from '#engine/spatial/geometry.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/boundaries/sultra_desa.geojson');
const WITHOUT_POLYGON = ['74.02.18.1001', '74.71.04.1021'];

interface Stored {
  code: string;
  level: string;
  areaKm2: number;
  geometry: { coordinates: Polygons };
}

describe.skipIf(!existsSync(FILE))(
  'the 2,283 villages of a real file (skipped where the file is not there)',
  () => {
    let server: TestServer;
    let planner: Person;
    let stored: Stored[];
    beforeAll(async () => {
      server = await openTestServer();
      planner = await server.person('planner');
      const { id } = await planner.call(
        regionsApi.uploadBoundaries,
        {
          filename: 'desa.geojson',
          scheme: 'kemendagri',
          source: 'cahyadsn/wilayah_boundaries (MIT)',
          year: 2025,
        },
        readFileSync(FILE),
      );
      await server.jobs.idle();
      const { jobId } = await planner.call(regionsApi.applyBoundaries, { id });
      await server.jobs.idle();
      expect((await planner.call(jobsApi.getJob, { id: jobId })).state).toBe('done');
      stored = await server.pool<Stored[]>`select code, level, area_km2, geometry from boundary`;
    });
    afterAll(() => server.close());

    const of = (level: string) => stored.filter((s) => s.level === level);

    test('every feature finds its village; the two without a polygon are named and stay in the lists', async () => {
      const [row] = await planner.call(regionsApi.listBoundaryImports, {});
      const report = row?.report;
      expect(report).toMatchObject({
        level: 'village',
        features: 2283,
        matched: 2283,
        unmatched: [],
        refused: [],
      });
      expect(report?.missing.map((m) => m.code)).toEqual(WITHOUT_POLYGON);
      expect(report?.repairs.rewound).toBeGreaterThan(2700);
      for (const code of WITHOUT_POLYGON) {
        const villages = await planner.call(regionsApi.listVillages, { code: code.slice(0, 8) });
        expect(villages.map((v) => v.code)).toContain(code);
      }
      const villages = await planner.call(regionsApi.listVillages, { code: '74.71' });
      expect(villages.length).toBe(65);
    });

    test('kecamatan and kabupaten are the sums of their villages, without slivers or lost islands', () => {
      expect([of('village').length, of('kec').length, of('kab').length]).toEqual([2283, 221, 17]);
      const sum = (level: string) => of(level).reduce((total, s) => total + s.areaKm2, 0);
      expect(sum('kec')).toBeCloseTo(sum('village'), 3);
      expect(sum('kab')).toBeCloseTo(sum('village'), 3);
      const holes = of('kab').flatMap((k) => k.geometry.coordinates.filter((p) => p.length > 1));
      expect(holes).toEqual([]);
      for (const kab of ['74.07', '74.04', '74.15']) {
        const whole = stored.find((s) => s.code === kab)!;
        expect(whole.geometry.coordinates.length).toBeGreaterThan(5);
        const parts = of('village').filter((v) => v.code.startsWith(kab));
        const area = parts.reduce((total, v) => total + areaKm2(v.geometry.coordinates), 0);
        expect(areaKm2(whole.geometry.coordinates)).toBeCloseTo(area, 4);
      }
    });

    test('the point of every region lies inside it', async () => {
      const points = await server.pool<{ code: string; lat: number; lng: number }[]>`
        select code, lat, lng from region_position where length(code) > 5`;
      expect(points.length).toBe(2283 + 221);
      const shapes = new Map(stored.map((s) => [s.code, s.geometry.coordinates]));
      for (const p of points) expect(contains(shapes.get(p.code)!, [p.lng, p.lat])).toBe(true);
    });

    test('neighbours are measured and mutual, and an archipelago has none', async () => {
      const pairs = await server.pool<{ code: string; other: string; sharedKm: number }[]>`
        select code, other, shared_km from neighbour where not estimated`;
      const kab = pairs.filter((p) => p.code.length === 5);
      expect(kab.length).toBe(44);
      expect(kab.some((p) => p.code === '74.07' || p.code === '74.12')).toBe(false);
      const length = new Map(pairs.map((p) => [`${p.code}|${p.other}`, p.sharedKm]));
      for (const p of pairs) {
        expect(length.get(`${p.other}|${p.code}`)).toBeCloseTo(p.sharedKm, 6);
      }
    });

    test('what geography shows is known afterwards: islands by sea only, and places without a shore', async () => {
      const regions = await planner.call(regionsApi.listRegions, {});
      const of = (code: string) => regions.find((r) => r.code === code);
      // Kabaena lies off Bombana, whose own mark says mainland.
      const kabaena = regions.filter((r) => r.level === 'kec' && /Kabaena/.test(r.name));
      expect(kabaena.length).toBe(6);
      expect(kabaena.every((r) => r.island === true && r.coast === true)).toBe(true);
      expect(of('74.06')?.island).toBe(false);
      const mainland = regions.filter((r) => r.level === 'kec' && r.island === false);
      expect(mainland.length).toBeGreaterThan(100);
      expect(mainland.some((r) => /^74\.(07|12|15)/.test(r.code))).toBe(false);
      const inland = regions.filter((r) => r.level === 'kec' && r.coast === false);
      expect(inland.filter((r) => r.code.startsWith('74.11')).length).toBe(12);
      expect(inland.length).toBeGreaterThan(60);
    });

    test('the province map stays under 150 KB gzipped with every kecamatan in it', async () => {
      const layer = await planner.call(regionsApi.mapLayer, { layer: 'kec' });
      expect(layer.schematic).toBe(false);
      expect(gzipSync(JSON.stringify(layer)).length).toBeLessThan(150_000);
      const { objects } = layer.topology as {
        objects: { areas: { geometries: { id: string; arcs: unknown[] }[] } };
      };
      expect(objects.areas.geometries.length).toBe(221);
      expect(objects.areas.geometries.every((g) => g.arcs.length > 0)).toBe(true);
      const state = await planner.call(regionsApi.mapState, {});
      expect(state).toMatchObject({ boundaries: 'village', neighbours: 'measured' });
      expect(state.villageMaps.length).toBe(17);
      const villages = await planner.call(regionsApi.mapLayer, { layer: 'village', kab: '74.07' });
      expect(gzipSync(JSON.stringify(villages)).length).toBeLessThan(60_000);
    });

    test('a coarser file does not silently replace finer boundaries', async () => {
      const feature = {
        type: 'Feature',
        properties: { kode: '74.12' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [123, -4.2],
              [123.2, -4.2],
              [123.2, -4],
              [123, -4.2],
            ],
          ],
        },
      };
      const { id } = await planner.call(
        regionsApi.uploadBoundaries,
        { filename: 'kab.geojson', scheme: 'kemendagri', source: 'BIG', year: 2024 },
        Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] })),
      );
      await server.jobs.idle();
      const refusal = await planner.refusal(regionsApi.applyBoundaries, { id });
      expect(refusal?.details['rule']).toBe('boundary-finer-exists');
    });
  },
);
