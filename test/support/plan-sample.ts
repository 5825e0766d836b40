import type { Verdict } from '#domain/gate.ts';
import { blankInputs, type MoneySource, type PlanInputs } from '#domain/limit.ts';
import type { Need } from '#domain/need.ts';
import { candidatesOf, type HeldBack } from '#domain/plan-candidate.ts';
import { type Places, placesOf } from '#domain/plan-place.ts';
import { type PlanProblem, planProblem } from '#domain/plan-problem.ts';
import { type Price, pricesOf } from '#domain/price.ts';
import type { ReadinessOf } from '#domain/readiness.ts';
import type { VersionedRecipe } from '#domain/recipe.ts';

/** A made-up province of any size, the same for the same seed, for the planning tests and the bench. */
export interface ProvinceSize {
  seed: number;
  kabs: number;
  kecsPerKab: number;
  villagesPerKec: number;
  recipes: number;
  /** Share of kabupaten × recipe that the gate opens. */
  open: number;
  /** Families per village at most. */
  families: number;
  /** So many kabupaten, from the first, are known from a recap by kecamatan only. */
  recapKabs?: number;
  /** Kabupaten where nothing is open. */
  closedKabs?: readonly string[];
}

export interface SampleProvince {
  problem: PlanProblem;
  needs: readonly Need[];
  places: Places;
  gate(place: string, recipe: string): 'open' | 'blocked';
  readiness(place: string, recipe: string): ReadinessOf['kit'];
  heldBack: readonly HeldBack[];
  recipes: readonly VersionedRecipe[];
  prices: readonly Price[];
}

/** Mulberry32: small, seeded, good enough to make examples with. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function sampleRecipe(id: string, more: Partial<VersionedRecipe> = {}): VersionedRecipe {
  return {
    id,
    version: 1,
    name: { id, en: id },
    product: { id, en: id },
    branch: 'pangan',
    kind: 'commodity',
    commodities: [id],
    needsCoast: false,
    minimumBase: null,
    tracks: ['wub'],
    training: {
      days: 5,
      hoursPerDay: 8,
      participants: 20,
      trainers: 2,
      mentoringMonths: 6,
      trainerGroup: 'olah',
      competence: [],
      source: 'contoh',
    },
    kit: {
      setsPerBatch: 4,
      items: [{ code: `kit-${id}`, name: id, quantity: 1, powerWatt: null, note: null }],
      minimumVa: null,
      needsWater: null,
      source: 'contoh',
    },
    readiness: ['power', 'water'],
    kbli: [],
    permits: [],
    mustBeThere: [],
    marketBatches: 3,
    demandItems: [],
    status: 'approved',
    source: 'contoh',
    ...more,
  };
}

export function samplePrice(item: string, rupiah: number | null, more: Partial<Price> = {}): Price {
  return {
    item,
    code: '74',
    rupiah,
    basis: 'sbu',
    document: 'Perda contoh',
    source: 'contoh',
    year: 2026,
    synthetic: false,
    ...more,
  };
}

export const generalPrices: readonly Price[] = [
  samplePrice('narasumber-jp', 200_000),
  samplePrice('perjalanan-narasumber', 1_800_000),
  samplePrice('konsumsi', 55_000),
  samplePrice('transport-peserta', 60_000),
  samplePrice('tempat', 400_000),
  samplePrice('pendampingan', 1_200_000),
  samplePrice('kirim-pulau', 4_500_000),
  samplePrice('uji-coba', 600_000),
];

export const sampleSource = (
  id: string,
  amountRupiah: number,
  more: Partial<MoneySource> = {},
): MoneySource => ({
  id,
  name: id,
  kind: 'apbd-provinsi',
  amountRupiah,
  use: 'any',
  kabs: [],
  year: 2027,
  synthetic: true,
  ...more,
});

export function sampleNeed(code: string, level: Need['level'], byDesil: number[]): Need {
  const ten = [...byDesil, ...Array.from({ length: 10 - byDesil.length }, () => 0)];
  const families = ten.reduce((a, b) => a + b, 0);
  return {
    code,
    level,
    source: 'list',
    synthetic: true,
    asOf: '2026-01-01',
    families,
    byDesil: ten,
    desilUnknown: 0,
    persons: families * 4,
    womenHeaded: Math.floor(families / 8),
    withDisability: Math.floor(families / 30),
    withBusiness: 0,
    eligible: ten,
    eligibleWomen: ten.map((n) => Math.floor(n * 0.7)),
    eligibleDisabled: ten.map((n) => Math.floor(n * 0.05)),
    occupations: null,
    deprivation: null,
  };
}

/** A recap knows how many families, not who they are. */
function recapOf(code: string, villages: readonly Need[]): Need {
  const byDesil = Array.from({ length: 10 }, (_, d) =>
    villages.reduce((sum, v) => sum + (v.eligible[d] ?? 0), 0),
  );
  return {
    ...sampleNeed(code, 'kec', byDesil),
    source: 'recap',
    womenHeaded: null,
    withDisability: null,
    withBusiness: null,
    eligibleWomen: null,
    eligibleDisabled: null,
  };
}

const openVerdict = (region: string, recipe: string): Verdict => ({
  region,
  recipe,
  status: 'open',
  flags: [],
  because: [],
  opensWith: [],
  evidence: [],
  grade: 'C',
});

export function sampleProvince(
  size: ProvinceSize,
  change: Partial<PlanInputs> = {},
): SampleProvince {
  const random = seeded(size.seed);
  const two = (n: number) => String(n).padStart(2, '0');
  const kabs = Array.from({ length: size.kabs }, (_, k) => `74.${two(k + 1)}`);
  const island = new Map(kabs.map((kab) => [kab, random() < 0.45]));
  const regions: { code: string; level: string; island: boolean | null }[] = [];
  const needs: Need[] = [];
  for (const kab of kabs) {
    regions.push({ code: kab, level: 'kab', island: island.get(kab) ?? null });
    for (let i = 1; i <= size.kecsPerKab; i++) {
      const kec = `${kab}.${two(i)}`;
      regions.push({ code: kec, level: 'kec', island: island.get(kab) ?? null });
      for (let v = 1; v <= size.villagesPerKec; v++) {
        const scale = random() * size.families;
        const byDesil = [0.2, 0.25, 0.28, 0.27].map((s) =>
          Math.floor(scale * s * (0.5 + random())),
        );
        needs.push(sampleNeed(`${kec}.${2000 + v}`, 'village', byDesil));
      }
      if (kabs.indexOf(kab) < (size.recapKabs ?? 0))
        needs.push(recapOf(kec, needs.splice(-size.villagesPerKec)));
    }
  }
  const recipes = Array.from({ length: size.recipes }, (_, r) => {
    const base = sampleRecipe(`resep-${two(r)}`);
    return {
      ...base,
      training: { ...base.training, trainerGroup: `kelompok-${r % 8}` },
      marketBatches: 2 + Math.floor(random() * 4),
    };
  });
  const prices = [
    ...generalPrices,
    ...recipes.flatMap((r) => [
      samplePrice(`material:${r.id}`, 80_000 + Math.floor(random() * 300_000)),
      samplePrice(`kit:kit-${r.id}`, 8_000_000 + Math.floor(random() * 40_000_000), {
        basis: 'survey',
      }),
    ]),
  ];
  const opened = new Map<string, boolean>();
  for (const kab of kabs)
    for (const r of recipes) opened.set(`${kab}:${r.id}`, random() < size.open);
  const states = ['ready', 'conditional', 'absent'] as const;
  const readiness = new Map<string, ReadinessOf['kit']>();
  for (const { code, level } of regions)
    if (level === 'kec')
      for (const r of recipes)
        readiness.set(`${code}:${r.id}`, states[Math.floor(random() * 3)] ?? 'absent');

  const gate = (place: string, recipe: string) =>
    opened.get(`${place.slice(0, 5)}:${recipe}`) && !size.closedKabs?.includes(place.slice(0, 5))
      ? ('open' as const)
      : ('blocked' as const);
  const kitAt = (place: string, recipe: string) =>
    readiness.get(`${place}:${recipe}`) ?? 'conditional';
  const inputs: PlanInputs = {
    ...blankInputs(2027),
    sources: [sampleSource('apbd', 12_000_000_000)],
    trainers: { months: 10, perMonth: 6, groups: [] },
    ...change,
  };
  const places = placesOf({
    needs,
    regions,
    neighbours: new Map(),
    desils: inputs.desils,
    minimumFill: inputs.minimumFill,
  });
  const { candidates, heldBack } = candidatesOf({
    inputs,
    places: places.places,
    recipes,
    pastAid: [],
    prices: pricesOf(prices),
    judge: (place, recipe) => ({
      ...openVerdict(place, recipe.id),
      status: gate(place, recipe.id),
    }),
    check: (place, recipe) => ({
      region: place,
      recipe: recipe.id,
      kit: kitAt(place, recipe.id),
      items: [],
      prerequisites: [],
      tasks: [],
      idleNearby: [],
    }),
    travelTo: () => undefined,
    itemName: (item) => ({ id: item, en: item }),
  });
  return {
    problem: planProblem(inputs, kabs, places.places, candidates),
    needs,
    places,
    gate,
    readiness: kitAt,
    heldBack,
    recipes,
    prices,
  };
}

export const provinceSize: ProvinceSize = {
  seed: 1,
  kabs: 17,
  kecsPerKab: 13,
  villagesPerKec: 10,
  recipes: 30,
  open: 0.45,
  families: 120,
};
