import * as z from 'zod';
import { RegionCode, regionKinds, regionLevels } from '#domain/region.ts';
import { everyRole, operation } from './operation.ts';

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
    input: z.object({ q: z.string().trim().min(2).max(60) }),
    reply: z.array(RegionSummary.extend({ path: z.string() })),
  }),
};
