import * as z from 'zod';
import { Fact, FactGrade, IndicatorCode } from '#domain/fact.ts';
import { deprivations, Need } from '#domain/need.ts';
import { RankPlace } from '#domain/rank.ts';
import { RegionCode, regionLevels } from '#domain/region.ts';
import { Threshold } from '#domain/threshold.ts';
import { everyRole, operation, plannerOnly, planningRoles, queryInteger } from './operation.ts';

const ReasonShape = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A figure as tables show it: with the name of its place and whether another source contradicts it. */
export const ShownFact = Fact.extend({
  name: z.string(),
  conflict: z.boolean(),
  imported: z.boolean(),
});
export type ShownFact = z.infer<typeof ShownFact>;

const Denominator = z.object({
  families: z.int(),
  year: z.int(),
  source: z.string(),
  grade: FactGrade,
  synthetic: z.boolean(),
  from: z.enum(['own', 'parts']),
});

export const Point = z.object({
  code: RegionCode,
  level: z.enum(regionLevels),
  name: z.string(),
  parent: RegionCode.nullable(),
  /** What the register says; null where neither a list nor a recap reaches this place. */
  need: Need.nullable(),
  /** Families up to the desil asked for; null without a register. */
  families: z.int().nullable(),
  denominator: Denominator.nullable(),
  /** Percent of all families; null with the reason beside it. */
  rate: z.number().nullable(),
  rateReason: ReasonShape.nullable(),
  /** For small places: the rate drawn towards the mean of its group, with its 95% interval. Percent. */
  smoothed: z
    .object({
      rate: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      weight: z.number(),
      group: RegionCode,
      groupMean: z.number(),
      places: z.int(),
    })
    .nullable(),
  deprivation: z
    .array(
      z.object({
        what: z.enum(deprivations),
        deprived: z.int(),
        known: z.int(),
        percent: z.number().nullable(),
      }),
    )
    .nullable(),
  topOccupations: z.array(z.object({ work: z.string(), families: z.int() })),
  /** Published figures on poverty about this very place: beside the register, never mixed with it. */
  published: z.array(ShownFact),
});
export type Point = z.infer<typeof Point>;

export const Points = z.object({
  level: z.enum(['kab', 'kec', 'village']),
  within: RegionCode,
  desil: z.int(),
  /** True where the register's families are made for the demo. */
  synthetic: z.boolean(),
  /** Oldest cut-off date among the registers shown; null without any. */
  asOf: z.string().nullable(),
  points: z.array(Point),
});
export type Points = z.infer<typeof Points>;

export const Ranking = z.object({
  indicator: IndicatorCode,
  item: z.string().nullable(),
  unit: z.string(),
  /** One year, one part of the year; null where no figure exists at all. */
  year: z.int().nullable(),
  period: z.string(),
  /** `unknown`: "ketelitian tidak diketahui", ranks stand without a range. */
  precision: z.enum(['known', 'unknown']),
  places: z.array(
    RankPlace.extend({
      name: z.string(),
      grade: FactGrade,
      source: z.string(),
      note: z.string().nullable(),
      conflict: z.boolean(),
    }),
  ),
  /** Kabupaten without a figure for this year: listed, never dropped, never zero. */
  missing: z.array(z.object({ code: RegionCode, name: z.string() })),
  /** The province's own figure of that year and part of the year. */
  province: ShownFact.nullable(),
  years: z.array(z.object({ year: z.int(), places: z.int() })),
  /** Places that another ranking of the same year sees very differently. */
  disagreements: z.array(
    z.object({
      code: RegionCode,
      name: z.string(),
      rank: z.int(),
      other: IndicatorCode,
      otherRank: z.int(),
      of: z.int(),
    }),
  ),
});
export type Ranking = z.infer<typeof Ranking>;

export const RegionFacts = z.object({
  code: RegionCode,
  name: z.string(),
  groups: z.array(
    z.object({
      indicator: IndicatorCode,
      item: z.string().nullable(),
      unit: z.string(),
      /** Newest year first; conflicting figures of one year stand side by side. */
      facts: z.array(ShownFact),
      /** The nearest place above that has figures, where this one has none. */
      inheritedFrom: z.object({ code: RegionCode, name: z.string() }).nullable(),
    }),
  ),
});
export type RegionFacts = z.infer<typeof RegionFacts>;

const Year = queryInteger.min(1950).max(2100);
const Text = z.string().trim().max(400);

export const povertyApi = {
  listPoints: operation({
    method: 'GET',
    path: '/api/points',
    summary: 'Families by region with rates, profile and the published figures beside them',
    may: planningRoles,
    area: ['within'],
    input: z.object({
      level: z.enum(['kab', 'kec', 'village']),
      within: RegionCode.optional(),
      desil: queryInteger.min(1).max(10).optional(),
    }),
    reply: Points,
  }),
  listRanking: operation({
    method: 'GET',
    path: '/api/rankings',
    summary:
      'Kabupaten ranked by one published figure of one year, with ranges where precision is known',
    may: planningRoles,
    input: z.object({
      indicator: IndicatorCode,
      item: z.string().max(80).optional(),
      year: Year.optional(),
    }),
    reply: Ranking,
  }),
  regionFacts: operation({
    method: 'GET',
    path: '/api/regions/:code/facts',
    summary: 'Every published figure of a region by indicator, conflicts side by side',
    may: planningRoles,
    input: z.object({ code: RegionCode }),
    reply: RegionFacts,
  }),
  listFacts: operation({
    method: 'GET',
    path: '/api/facts',
    summary: 'Published figures by filter, at most 2,000',
    may: planningRoles,
    input: z.object({
      indicator: IndicatorCode.optional(),
      item: z.string().max(80).optional(),
      code: RegionCode.optional(),
      year: Year.optional(),
      source: z.string().max(200).optional(),
      conflict: z.enum(['only']).optional(),
    }),
    reply: z.object({
      total: z.int(),
      facts: z.array(ShownFact),
      choices: z.object({
        indicators: z.array(z.object({ indicator: IndicatorCode, figures: z.int() })),
        years: z.array(z.int()),
        sources: z.array(z.string()),
      }),
    }),
  }),
  addFact: operation({
    method: 'POST',
    path: '/api/facts',
    summary: 'Enter one figure by hand; source, year and grade are required',
    may: plannerOnly,
    area: ['code'],
    input: z.object({
      code: RegionCode,
      indicator: IndicatorCode,
      item: Text.nullable(),
      year: z.int().min(1950).max(2100),
      period: Text,
      value: z.number().nullable(),
      unit: Text,
      grade: FactGrade,
      source: Text.min(3),
      note: Text.nullable(),
    }),
    reply: z.object({ id: z.string() }),
    audit: 'poverty.fact-add',
  }),
  retractFact: operation({
    method: 'POST',
    path: '/api/facts/:id/retract',
    summary: 'Take one figure back; the row stays with the reason',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), reason: Text.min(3) }),
    audit: 'poverty.fact-retract',
  }),
  listThresholds: operation({
    method: 'GET',
    path: '/api/thresholds',
    summary: 'Lines of extreme poverty in rupiah by year and source',
    may: everyRole,
    reply: z.array(Threshold),
  }),
  retractThreshold: operation({
    method: 'POST',
    path: '/api/thresholds/:id/retract',
    summary: 'Take one line back; the row stays with the reason',
    may: plannerOnly,
    input: z.object({ id: z.uuid(), reason: Text.min(3) }),
    audit: 'poverty.threshold-retract',
  }),
};
