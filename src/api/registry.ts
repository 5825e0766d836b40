import * as z from 'zod';
import { KabCode, RegionCode } from '#domain/region.ts';
import { download, editors, isoDate, operation, queryBoolean, queryInteger } from './operation.ts';
import { importOperations } from './registry-import.ts';

/**
 * The list of families. Masked everywhere; a reveal needs a purpose, is written down per family and
 * has a daily budget. Heads and administrators never see a family.
 */
export const purposes = [
  'verification',
  'selection',
  'correction',
  'complaint',
  'coordination',
  'other',
] as const;
export const Purpose = z.object({
  purpose: z.enum(purposes),
  note: z.string().trim().max(300),
});

/** Reveals a day before a second, written purpose is asked for. */
export const REVEALS_A_DAY = 20;

export const changeKinds = ['moved', 'left', 'died', 'not_eligible', 'correction'] as const;
export const changeFields = ['women_headed', 'with_disability', 'with_business'] as const;

export const FamilyEntry = z.object({
  kab: KabCode,
  id: z.uuid(),
  village: RegionCode,
  villageName: z.string(),
  /** `L• O•• H•••`; null where the source has no name. */
  head: z.string().nullable(),
  nikLast: z.string().nullable(),
  desil: z.int().nullable(),
  members: z.int().nullable(),
  womenHeaded: z.boolean().nullable(),
  withDisability: z.boolean().nullable(),
  withBusiness: z.boolean().nullable(),
  occupation: z.string().nullable(),
  /** Seven bits in the order of need.ts. */
  housingKnown: z.int(),
  housingDeprived: z.int(),
  importNo: z.int(),
  sourceName: z.string(),
  cutOff: z.string(),
  changed: z.boolean(),
});
export type FamilyEntry = z.infer<typeof FamilyEntry>;

export const FamilyMember = z.object({
  n: z.int(),
  name: z.string().nullable(),
  nikLast: z.string().nullable(),
  nikState: z.enum(['ok', 'suspect', 'damaged', 'none']),
  sex: z.enum(['m', 'f']).nullable(),
  age: z.int().nullable(),
  relation: z.string().nullable(),
  marital: z.string().nullable(),
  education: z.string().nullable(),
  occupation: z.string().nullable(),
  disability: z.boolean().nullable(),
  business: z.boolean().nullable(),
  dukcapil: z.boolean().nullable(),
});

export const FamilyChange = z.object({
  id: z.uuid(),
  kind: z.enum(changeKinds),
  village: z.string().nullable(),
  villageName: z.string().nullable(),
  field: z.enum(changeFields).nullable(),
  value: z.boolean().nullable(),
  note: z.string(),
  effectiveOn: z.string(),
  madeAt: z.string(),
  madeByName: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedByName: z.string().nullable(),
  revokeReason: z.string().nullable(),
  /** in-force, revoked, or overtaken by a record with a later cut-off. */
  state: z.enum(['in-force', 'revoked', 'overtaken']),
});
export type FamilyChange = z.infer<typeof FamilyChange>;

export const FamilyRecord = z.object({
  importNo: z.int(),
  sourceName: z.string(),
  cutOff: z.string(),
  appliedAt: z.string(),
  desil: z.int().nullable(),
  villageName: z.string(),
  members: z.int().nullable(),
  state: z.enum(['current', 'in-force', 'older', 'undone']),
});

export const FamilyDetail = z.object({
  kab: KabCode,
  id: z.uuid(),
  listed: z.boolean(),
  village: z.string().nullable(),
  villageName: z.string(),
  path: z.string(),
  head: z.string().nullable(),
  desil: z.int().nullable(),
  members: z.int().nullable(),
  womenHeaded: z.boolean().nullable(),
  withDisability: z.boolean().nullable(),
  withBusiness: z.boolean().nullable(),
  hasKk: z.boolean(),
  housing: z.record(z.string(), z.int().nullable()),
  housingKnown: z.int(),
  housingDeprived: z.int(),
  savings: z.boolean().nullable(),
  aid: z.int().nullable(),
  stuntingRisk: z.boolean().nullable(),
  warnings: z.array(z.string()),
  people: z.array(FamilyMember),
  records: z.array(FamilyRecord),
  changes: z.array(FamilyChange),
});
export type FamilyDetail = z.infer<typeof FamilyDetail>;

/** What a reveal shows: the rest of the detail stays as it is. */
export const RevealedFamily = z.object({
  head: z.string().nullable(),
  kk: z.string().nullable(),
  address: z.string().nullable(),
  people: z.array(
    z.object({
      n: z.int(),
      name: z.string().nullable(),
      nik: z.string().nullable(),
      birthDate: z.string().nullable(),
    }),
  ),
  revealsToday: z.int(),
});
export type RevealedFamily = z.infer<typeof RevealedFamily>;

const filters = {
  /** Up to and including this desil. */
  desil: queryInteger.min(1).max(10).optional(),
  womenHeaded: queryBoolean.optional(),
  disability: queryBoolean.optional(),
  changed: queryBoolean.optional(),
};

const AnyFamily = z.object({ kab: KabCode, id: z.uuid() });

/** Families of a region inside another, for choosing where to look. Counts only. */
export const FamilyPlace = z.object({
  code: RegionCode,
  name: z.string(),
  families: z.int(),
  upTo1: z.int(),
  upTo4: z.int(),
});

export const registryApi = {
  ...importOperations,
  listFamilyPlaces: operation({
    method: 'GET',
    path: '/api/families/places',
    summary: 'Families per region inside the province, a kabupaten or a kecamatan, as counts',
    may: editors,
    area: ['region'],
    input: z.object({ region: RegionCode }),
    reply: z.object({
      /** What stands behind it; null where there are no data, or for the province. */
      source: z
        .object({
          data: z.enum(['list', 'recap']),
          name: z.string(),
          asOf: z.string(),
          families: z.int(),
        })
        .nullable(),
      places: z.array(FamilyPlace),
    }),
  }),
  listFamilies: operation({
    method: 'GET',
    path: '/api/families',
    summary: 'Families of a kabupaten, kecamatan or village, masked, a page at a time',
    may: editors,
    area: ['region'],
    input: z.object({
      region: RegionCode.refine((code) => code.length >= 5, 'kab-or-below'),
      ...filters,
      page: queryInteger.min(1).max(10_000).default(1),
    }),
    reply: z.object({
      total: z.int(),
      page: z.int(),
      pageSize: z.int(),
      families: z.array(FamilyEntry),
    }),
  }),
  getFamily: operation({
    method: 'GET',
    path: '/api/families/:kab/:id',
    summary: 'One family, masked, with its records and changes',
    may: editors,
    area: ['kab'],
    input: AnyFamily,
    reply: FamilyDetail,
  }),
  revealFamily: operation({
    method: 'POST',
    path: '/api/families/:kab/:id/reveal',
    summary: 'Names, NIK, KK, birth dates and address of one family, for a stated purpose',
    may: editors,
    area: ['kab'],
    input: AnyFamily.extend(Purpose.shape).extend({
      /** Needed once the daily budget is spent: the assignment, its number, who ordered it. */
      assignment: z.string().trim().max(300).optional(),
    }),
    reply: RevealedFamily,
    audit: 'registry.reveal',
  }),
  addFamilyChange: operation({
    method: 'POST',
    path: '/api/families/:kab/:id/changes',
    summary: 'Record what was found out about a family, with its date',
    may: editors,
    area: ['kab', 'village'],
    input: AnyFamily.extend({
      kind: z.enum(changeKinds),
      village: RegionCode.optional(),
      field: z.enum(changeFields).optional(),
      value: z.boolean().optional(),
      note: z.string().trim().min(5).max(400),
      effectiveOn: isoDate,
    }),
    reply: FamilyDetail,
    audit: 'registry.change',
  }),
  revokeFamilyChange: operation({
    method: 'POST',
    path: '/api/families/:kab/:id/changes/:change/revoke',
    summary: 'Take a recorded change back',
    may: editors,
    area: ['kab'],
    input: AnyFamily.extend({
      change: z.uuid(),
      reason: z.string().trim().min(5).max(400),
    }),
    reply: FamilyDetail,
    audit: 'registry.change-revoke',
  }),
  exportFamilies: download({
    method: 'POST',
    path: '/api/families/export',
    summary: 'Families of one kecamatan or village as XLSX, for a stated purpose; at most 5,000',
    may: editors,
    area: ['region'],
    input: z.object({
      /** A kecamatan or a village; more is refused. */
      region: RegionCode,
      ...filters,
      ...Purpose.shape,
      /** Planners only: why the NIK are needed as well. */
      nikPurpose: z.string().trim().max(300).optional(),
    }),
    audit: 'registry.export',
  }),
};
