import { createHash } from 'node:crypto';
import { type Judge, judge } from '#domain/gate.ts';
import type { PlanInputs } from '#domain/limit.ts';
import type { Need } from '#domain/need.ts';
import { candidatesOf } from '#domain/plan-candidate.ts';
import { placesOf } from '#domain/plan-place.ts';
import { planProblem } from '#domain/plan-problem.ts';
import { withKabSays } from '#domain/plan-says.ts';
import type { SolveInput } from '#domain/plan-solve.ts';
import type { Potential } from '#domain/potential.ts';
import { catalogueOf, type Price, type PriceItem, pricesOf } from '#domain/price.ts';
import type { TravelTo } from '#domain/rab.ts';
import { checkReadiness } from '#domain/readiness.ts';
import { kabOf } from '#domain/region.ts';
import type { Db } from '../db/sql.ts';
import { loadPotentialSnapshot } from '../potential/queries.ts';
import { listRegions, type RegionRow } from '../regions/queries.ts';
import { listNeighbours } from '../regions/queries-boundaries.ts';
import { listTravel, type TravelRow } from '../regions/queries-travel.ts';
import { listNeed } from '../registry/queries.ts';
import type { PlanInputRow } from './queries.ts';
import { findPriceList, listPriceItems, listPrices, PROVINCE_ROWS } from './queries-prices.ts';

/** Everything a plan is made from, read in one transaction. */
export interface PlanSnapshot {
  readonly inputs: PlanInputs;
  readonly needs: readonly Need[];
  readonly regions: readonly RegionRow[];
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  readonly potential: Potential;
  readonly travel: readonly TravelRow[];
  readonly prices: readonly Price[];
  readonly items: readonly PriceItem[];
  readonly priceList: string | null;
}

export async function loadSnapshot(db: Db, inputs: PlanInputs): Promise<PlanSnapshot> {
  const within = PROVINCE_ROWS;
  const needs = [
    ...(await listNeed(db, { level: 'village', within })),
    ...(await listNeed(db, { level: 'kec', within })),
    ...(await listNeed(db, { level: 'kab', within })),
  ];
  const neighbours = new Map<string, string[]>();
  for (const { code, other } of await listNeighbours(db, 'kec'))
    neighbours.set(code, [...(neighbours.get(code) ?? []), other]);
  const list = inputs.priceList === null ? undefined : await findPriceList(db, inputs.priceList);
  return {
    inputs: list === undefined ? { ...inputs, priceList: null } : inputs,
    needs,
    regions: await listRegions(db),
    neighbours,
    potential: await loadPotentialSnapshot(db),
    travel: await listTravel(db),
    prices: list === undefined ? [] : await listPrices(db, list.id),
    items: await listPriceItems(db),
    priceList: list?.name ?? null,
  };
}

/** The optimiser's problem from a snapshot; pure from here on. */
export function problemOf(s: PlanSnapshot): SolveInput {
  const { potential, regions } = s;
  const names = new Map(regions.map((r) => [r.code, r.name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  const { inputs, notes } = withKabSays(s.inputs, potential.answers, nameOf);
  const places = placesOf({
    needs: s.needs,
    regions,
    neighbours: s.neighbours,
    desils: inputs.desils,
    minimumFill: inputs.minimumFill,
  });
  const prices = pricesOf(s.prices);
  const travel = travelIndex(s.travel);
  const items = new Map(catalogueOf(s.items, potential.recipes).map((i) => [i.code, i.name]));
  const { candidates, heldBack } = candidatesOf({
    inputs,
    places: places.places,
    recipes: potential.recipes,
    pastAid: potential.pastAid,
    prices,
    judge: (place, recipe) => (judge as Judge)(potential, place, recipe),
    check: (place, recipe) => checkReadiness(potential, place, recipe),
    itemName: (item) => items.get(item) ?? { id: item, en: item },
    travelTo: (place) => travel.get(place) ?? travel.get(kabOf(place)),
  });
  const kabs = regions.filter((r) => r.level === 'kab').map((r) => r.code);
  return {
    problem: planProblem(inputs, kabs, places.places, candidates),
    places,
    heldBack,
    prices,
    notes,
    nameOf,
  };
}

/** A row without a cost says nothing here: the price list is asked instead. */
function travelIndex(rows: readonly TravelRow[]): Map<string, TravelTo> {
  return new Map(
    rows.flatMap((t) =>
      t.costRupiah === null
        ? []
        : [
            [
              t.toCode,
              {
                costRupiah: t.costRupiah,
                source: t.source,
                year: t.year,
                synthetic: t.synthetic,
              },
            ] as const,
          ],
    ),
  );
}

/** Digests of what went in, by kabupaten and kind, so that two plans can tell whose input changed. */
export function sourceDigests(s: PlanSnapshot): PlanInputRow[] {
  const rows = new Map<string, { kab: string; kind: string; parts: string[] }>();
  const add = (kab: string, kind: string, part: unknown) => {
    const row = rows.get(`${kab}|${kind}`) ?? { kab, kind, parts: [] };
    row.parts.push(JSON.stringify(part));
    rows.set(`${kab}|${kind}`, row);
  };
  const owner = (code: string) => (code.length === 2 ? PROVINCE_ROWS : kabOf(code));
  for (const need of s.needs) add(owner(need.code), 'need', need);
  for (const a of s.potential.answers)
    add(owner(a.code), 'answers', [a.code, a.topic, a.subject, a.answer, a.note]);
  for (const o of s.potential.overrides)
    add(owner(o.code), 'overrides', [o.code, o.recipe, o.reason]);
  for (const e of s.potential.evidence) add(owner(e.code), 'evidence', e);
  for (const f of s.potential.facts) add(owner(f.code), 'evidence', f);
  for (const p of s.potential.pastAid) add(owner(p.code), 'past-aid', p);
  for (const t of s.travel) add(owner(t.toCode), 'travel', [t.toCode, t.costRupiah]);
  for (const p of s.prices) add(PROVINCE_ROWS, 'prices', p);
  for (const r of s.potential.recipes) add(PROVINCE_ROWS, 'recipes', [r.id, r.version]);
  return [...rows.values()].map(({ kab, kind, parts }) => ({
    kab,
    kind,
    digest: digestOf(parts.sort()),
    rows: parts.length,
  }));
}

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');
