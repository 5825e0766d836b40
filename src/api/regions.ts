import * as z from 'zod';
import { RegionCode, regionKinds, regionLevels } from '#domain/region.ts';
import { editors, everyRole, operation, plannerOnly, upload } from './operation.ts';

export const RegionSummary = z.object({
  code: RegionCode,
  level: z.enum(regionLevels),
  kind: z.enum(regionKinds),
  name: z.string(),
  parent: RegionCode.nullable(),
  /** BPS code where the pair is known; never to be guessed from the digits. */
  bpsCode: z.string().nullable(),
  coast: z.boolean().nullable(),
  island: z.boolean().nullable(),
});
export type RegionSummary = z.infer<typeof RegionSummary>;

/** What the map can show now; what it cannot is said, not drawn. */
export const MapState = z.object({
  /** `none`: the schematic map stands. Otherwise the finest level with boundaries. */
  boundaries: z.enum(['none', 'kab', 'kec', 'village']),
  source: z.string(),
  year: z.int().nullable(),
  /** Changes whenever any map does. */
  version: z.string(),
  /** Kabupaten with a village map. */
  villageMaps: z.array(RegionCode),
  /** Neighbours, hot spots and straight distances need positions. */
  neighbours: z.enum(['measured', 'estimated', 'none']),
});
export type MapState = z.infer<typeof MapState>;

export const MapLayer = z.object({
  layer: z.enum(['kab', 'kec', 'village']),
  schematic: z.boolean(),
  source: z.string(),
  year: z.int().nullable(),
  version: z.string(),
  /** TopoJSON with the objects `areas`, `land` and `labels`; ids are region codes. */
  topology: z.unknown(),
});
export type MapLayer = z.infer<typeof MapLayer>;

const CodeAndName = z.object({ code: z.string(), name: z.string() });

/** read = matched + unmatched + refused + joined, counted in features. */
export const BoundaryReport = z.object({
  level: z.enum(['kab', 'kec', 'village']),
  codeProperty: z.string(),
  features: z.int(),
  matched: z.int(),
  unmatched: z.array(
    CodeAndName.extend({
      reason: z.object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    }),
  ),
  /** Right code, but no polygon that could be used. */
  refused: z.array(
    CodeAndName.extend({ why: z.enum(['not-polygon', 'not-numbers', 'empty', 'outside']) }),
  ),
  /** Second and later features of one code; their parts were added to the first. */
  joined: z.array(CodeAndName),
  renamed: z.array(z.object({ code: RegionCode, was: z.string() })),
  namesDiffer: z.array(CodeAndName.extend({ region: z.string() })),
  /** Regions in force the file has no polygon for; they stay in lists and totals. */
  missing: z.array(CodeAndName),
  repairs: z.object({
    closed: z.int(),
    rewound: z.int(),
    degenerate: z.int(),
    islands: z.int(),
    repeated: z.int(),
    swapped: z.int(),
  }),
  seams: z.object({
    gaps: z.int(),
    gapsKm2: z.number(),
    overlaps: z.int(),
    overlapsKm2: z.number(),
    holes: z.int(),
    sharedKm: z.number(),
    estimatedKm: z.number(),
    freeKm: z.number(),
  }),
  areaByKab: z.array(z.object({ code: RegionCode, areaKm2: z.number(), parts: z.int() })),
  layers: z.array(
    z.object({ name: z.string(), bytes: z.int(), gzipped: z.int(), toleranceM: z.number() }),
  ),
  seconds: z.number(),
});
export type BoundaryReport = z.infer<typeof BoundaryReport>;

export const BoundaryImport = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  level: z.enum(['kab', 'kec', 'village']).nullable(),
  codeProperty: z.string().nullable(),
  source: z.string(),
  year: z.int(),
  state: z.enum(['uploaded', 'checked', 'refused', 'applied', 'replaced', 'removed']),
  report: BoundaryReport.nullable(),
  uploadedAt: z.string(),
  uploadedBy: z.string().nullable(),
  appliedAt: z.string().nullable(),
});
export type BoundaryImport = z.infer<typeof BoundaryImport>;

const Source = z.string().trim().min(3).max(300);
const Year = z.coerce.number().int().min(1950).max(2100);
/** Blank lets the server find the property itself. */
const Property = z.string().trim().max(80).optional();

export const travelModes = ['land', 'sea', 'land-sea', 'unknown'] as const;
export const Travel = z.object({
  fromCode: RegionCode,
  fromName: z.string(),
  toCode: RegionCode,
  toName: z.string(),
  toKab: z.string().nullable(),
  mode: z.enum(travelModes),
  hours: z.number().nullable(),
  costRupiah: z.number().nullable(),
  source: z.string(),
  year: z.int().nullable(),
  synthetic: z.boolean(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
});
export type Travel = z.infer<typeof Travel>;

export const regionsApi = {
  listRegions: operation({
    method: 'GET',
    path: '/api/regions',
    summary: 'The province with its kabupaten and kecamatan',
    may: everyRole,
    reply: z.array(RegionSummary),
  }),
  listVillages: operation({
    method: 'GET',
    path: '/api/regions/:code/villages',
    summary: 'Villages in force inside a kabupaten or kecamatan',
    may: everyRole,
    input: z.object({ code: RegionCode }),
    reply: z.array(RegionSummary),
  }),
  searchRegions: operation({
    method: 'GET',
    path: '/api/regions/search',
    summary: 'Regions by part of a name or code, best first',
    may: everyRole,
    input: z.object({
      q: z.string().trim().min(2).max(60),
      /** `kab,kec`: only these levels. */
      levels: z.string().max(40).optional(),
    }),
    reply: z.array(RegionSummary.extend({ path: z.string() })),
  }),
  listTraits: operation({
    method: 'GET',
    path: '/api/regions/traits',
    summary:
      'What was said or computed of coast and islands, with its source; the rest follows from the kabupaten',
    may: everyRole,
    reply: z.array(
      z.object({
        code: RegionCode,
        trait: z.enum(['coast', 'island']),
        value: z.boolean(),
        source: z.string(),
        year: z.int().nullable(),
      }),
    ),
  }),
  setTrait: operation({
    method: 'PUT',
    path: '/api/regions/:code/traits/:trait',
    summary:
      'Say whether a kabupaten or kecamatan has a coast or is reached by sea only; null is unknown',
    may: editors,
    area: ['code'],
    input: z.object({
      code: RegionCode,
      trait: z.enum(['coast', 'island']),
      value: z.boolean().nullable(),
      source: Source,
      year: Year.nullable(),
    }),
    reply: RegionSummary,
    audit: 'regions.trait',
  }),
  mapState: operation({
    method: 'GET',
    path: '/api/map',
    summary: 'Which boundaries are in use and what can be computed from them',
    may: everyRole,
    reply: MapState,
  }),
  mapLayer: operation({
    method: 'GET',
    path: '/api/map/layer',
    summary:
      'One topology to draw. Ask for village with the kabupaten; version only names the copy',
    may: everyRole,
    input: z.object({
      layer: z.enum(['kab', 'kec', 'village']),
      kab: RegionCode.optional(),
      version: z.string().max(64).optional(),
    }),
    reply: MapLayer,
  }),
  listBoundaryImports: operation({
    method: 'GET',
    path: '/api/boundaries',
    summary: 'Boundary files brought in so far, newest first, each with its report',
    may: everyRole,
    reply: z.array(BoundaryImport),
  }),
  uploadBoundaries: upload({
    method: 'POST',
    path: '/api/boundaries',
    summary: 'Bring a GeoJSON file of boundaries and check it; nothing is used yet',
    may: plannerOnly,
    input: z.object({
      filename: z.string().trim().min(1).max(200),
      /** Declared, never guessed: six kabupaten carry each other's BPS number. */
      scheme: z.literal('kemendagri'),
      codeProperty: Property,
      source: Source,
      year: Year,
    }),
    reply: z.object({ id: z.string(), jobId: z.string() }),
    audit: 'regions.boundaries-upload',
  }),
  checkBoundaries: operation({
    method: 'POST',
    path: '/api/boundaries/:id/check',
    summary: 'Check a file again with another code property, source or year',
    may: plannerOnly,
    input: z.object({
      id: z.uuid(),
      codeProperty: Property,
      source: Source,
      year: Year,
    }),
    reply: z.object({ jobId: z.string() }),
    audit: 'regions.boundaries-check',
  }),
  applyBoundaries: operation({
    method: 'POST',
    path: '/api/boundaries/:id/apply',
    summary: 'Use the boundaries of a checked file from now on',
    may: plannerOnly,
    input: z.object({ id: z.uuid() }),
    reply: z.object({ jobId: z.string() }),
    audit: 'regions.boundaries-apply',
  }),
  removeBoundaries: operation({
    method: 'DELETE',
    path: '/api/boundaries/:id',
    summary: 'Take boundaries out of use, or throw away a checked file; back to the schematic map',
    may: plannerOnly,
    input: z.object({ id: z.uuid() }),
    reply: MapState,
    audit: 'regions.boundaries-remove',
  }),
  listTravel: operation({
    method: 'GET',
    path: '/api/travel',
    summary: 'How kabupaten and kecamatan are reached; blank hours and cost are unknown',
    may: everyRole,
    reply: z.array(Travel),
  }),
  setTravel: operation({
    method: 'PUT',
    path: '/api/travel/:toCode',
    summary: 'Write one row of the travel table',
    may: editors,
    area: ['toCode'],
    input: z.object({
      toCode: RegionCode,
      fromCode: RegionCode,
      mode: z.enum(travelModes),
      hours: z.number().min(0).max(500).nullable(),
      costRupiah: z.int().min(0).max(1_000_000_000).nullable(),
      source: Source,
      year: Year.nullable(),
    }),
    audit: 'regions.travel',
  }),
  removeTravel: operation({
    method: 'DELETE',
    path: '/api/travel/:toCode/:fromCode',
    summary: 'Remove one row of the travel table',
    may: editors,
    area: ['toCode'],
    input: z.object({ toCode: RegionCode, fromCode: RegionCode }),
    audit: 'regions.travel-remove',
  }),
};
