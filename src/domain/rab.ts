import * as z from 'zod';
import { isOfficial, kitItem, materialItem, type Prices } from './price.ts';
import { type Reason, reason } from './reason.ts';
import type { VersionedRecipe } from './recipe.ts';
import type { RegionCode } from './region.ts';

/** Parts of a cost estimate (RAB), in the order they are printed. */
export const rabParts = [
  'narasumber',
  'perjalanan',
  'konsumsi',
  'transport',
  'bahan',
  'tempat',
  'pendampingan',
  'alat',
  'kirim',
  'uji-coba',
] as const;
export const RabPart = z.enum(rabParts);

/** Training is goods and services; a kit is goods handed to people: another budget line. */
export const moneyUses = ['training', 'kit'] as const;
export const MoneyUse = z.enum(moneyUses);
export type MoneyUse = z.infer<typeof MoneyUse>;

export const RabLine = z.object({
  part: RabPart,
  use: MoneyUse,
  /** Code in the price catalogue, or `travel` where the travel table gives the price. */
  item: z.string(),
  quantity: z.number(),
  unit: z.string(),
  unitRupiah: z.int(),
  rupiah: z.int(),
  official: z.boolean(),
  synthetic: z.boolean(),
  source: z.string(),
  year: z.int().nullable(),
});
export type RabLine = z.infer<typeof RabLine>;

/** How trainers reach a place, from the travel table; cost is one person there and back. */
export interface TravelTo {
  readonly costRupiah: number | null;
  readonly source: string;
  readonly year: number | null;
  readonly synthetic: boolean;
}

export interface RabInput {
  readonly recipe: VersionedRecipe;
  readonly place: RegionCode;
  /** Reached by sea only; null where nobody has said, and then a kit's shipping is unknown. */
  readonly island: boolean | null;
  readonly travel: TravelTo | undefined;
  readonly prices: Prices;
  readonly kit: boolean;
  /** How an item is called where its price is missing. */
  itemName(item: string): { id: string; en: string };
}

/** One line before it is multiplied out: so much per batch and so much more per participant. */
export interface CostRule extends Omit<RabLine, 'quantity' | 'rupiah'> {
  readonly perBatch: number;
  readonly perHead: number;
}

export type CostRules =
  | { readonly ok: true; readonly rules: readonly CostRule[] }
  /** What is blank, in the order of the RAB; nothing is costed with a hole in it. */
  | { readonly ok: false; readonly blanks: readonly Reason[] };

/** Fields of the recipe that are multiplied together; one blank makes the whole blank. */
type Factors = Readonly<Record<string, number | null>>;

interface Need {
  part: z.infer<typeof RabPart>;
  use: MoneyUse;
  item: string;
  unit: string;
  perBatch?: Factors;
  perHead?: Factors;
}

/** The rules of one batch at one place, or everything that stands in the way of costing it. */
export function costRules(input: RabInput): CostRules {
  const { recipe, place, prices } = input;
  const blanks = new Map<string, Reason>();
  const blank = (why: Reason) => blanks.set(JSON.stringify(why), why);
  const rules: CostRule[] = [];
  for (const { perBatch = {}, perHead = {}, ...need } of needsOf(input)) {
    const unknown = Object.entries({ ...perBatch, ...perHead }).filter(([, v]) => v === null);
    for (const [field] of unknown) blank(reason(`cost-blank-${field}`, namesOf(recipe)));
    if (unknown.length > 0) continue;
    const rule = { ...need, perBatch: product(perBatch), perHead: product(perHead) };
    if (rule.perBatch === 0 && rule.perHead === 0) continue;
    const price =
      need.part === 'perjalanan' && input.travel?.costRupiah != null
        ? travelPrice(input.travel, input.travel.costRupiah)
        : listPrice(prices, need.item, place);
    if (price === undefined) {
      const name = input.itemName(need.item);
      blank(reason('cost-price-blank', { item: name.id, itemEn: name.en }));
    } else rules.push({ ...rule, ...price });
  }
  if (input.kit && input.island === null) blank(reason('cost-island-unknown'));
  return blanks.size > 0 ? { ok: false, blanks: [...blanks.values()] } : { ok: true, rules };
}

/** No factors: nothing of it. */
function product(factors: Factors): number {
  const values = Object.values(factors);
  return values.length === 0 ? 0 : values.reduce<number>((a, v) => a * (v ?? 0), 1);
}

function needsOf({ recipe, kit, island }: RabInput): Need[] {
  const { days, hoursPerDay, trainers, mentoringMonths } = recipe.training;
  const sets = recipe.kit.setsPerBatch;
  const training = (
    part: Need['part'],
    item: string,
    unit: string,
    perBatch: Factors,
    perHead: Factors = {},
  ): Need => ({ part, use: 'training', item, unit, perBatch, perHead });
  const goods = (part: Need['part'], item: string, unit: string, perBatch: Factors): Need => ({
    part,
    use: 'kit',
    item,
    unit,
    perBatch,
  });
  const needs = [
    training('narasumber', 'narasumber-jp', 'JP', { days, hoursPerDay, trainers }),
    training('perjalanan', 'perjalanan-narasumber', 'orang-kali', { trainers }),
    training('konsumsi', 'konsumsi', 'orang-hari', { trainers, days }, { days }),
    training('transport', 'transport-peserta', 'orang-hari', {}, { days }),
    training('bahan', materialItem(recipe.id), 'orang', {}, { one: 1 }),
    training('tempat', 'tempat', 'hari', { days }),
    training('pendampingan', 'pendampingan', 'bulan', { mentoringMonths }),
  ];
  if (!kit) return needs;
  needs.push(
    ...recipe.kit.items.map((i) =>
      i.quantity === null
        ? goods('alat', kitItem(i), 'paket', { sets })
        : goods('alat', kitItem(i), 'unit', { quantity: i.quantity, sets }),
    ),
  );
  if (island === true) needs.push(goods('kirim', 'kirim-pulau', 'angkatan', { one: 1 }));
  needs.push(goods('uji-coba', 'uji-coba', 'set', { sets }));
  return needs;
}

const namesOf = (recipe: VersionedRecipe) => ({
  recipe: recipe.name.id,
  recipeEn: recipe.name.en,
});

type PriceOfLine = Pick<
  RabLine,
  'item' | 'unitRupiah' | 'official' | 'synthetic' | 'source' | 'year'
>;

function listPrice(prices: Prices, item: string, place: RegionCode): PriceOfLine | undefined {
  const price = prices.find(item, place);
  if (price === undefined || price.rupiah === null) return undefined;
  return {
    item,
    unitRupiah: price.rupiah,
    official: isOfficial(price),
    synthetic: price.synthetic,
    source: price.document === null ? price.source : `${price.document}; ${price.source}`,
    year: price.year,
  };
}

const travelPrice = (travel: TravelTo, costRupiah: number): PriceOfLine => ({
  item: 'travel',
  unitRupiah: costRupiah,
  official: false,
  synthetic: travel.synthetic,
  source: travel.source,
  year: travel.year,
});

/** The RAB of one batch of `participants`. Whole rupiah per line, as a treasurer adds them up. */
export function rabOf(rules: readonly CostRule[], participants: number): RabLine[] {
  return rules.map(({ perBatch, perHead, ...rest }) => {
    const quantity = perBatch + perHead * participants;
    return { ...rest, quantity, rupiah: Math.round(quantity * rest.unitRupiah) };
  });
}

export interface RabTotals {
  readonly rupiah: number;
  readonly trainingRupiah: number;
  readonly kitRupiah: number;
  /** Part of the total whose price stands in no official paper. */
  readonly unofficialRupiah: number;
  readonly syntheticRupiah: number;
}

export function totalsOf(lines: readonly RabLine[]): RabTotals {
  const sum = (keep: (line: RabLine) => boolean) =>
    lines.reduce((total, line) => total + (keep(line) ? line.rupiah : 0), 0);
  return {
    rupiah: sum(() => true),
    trainingRupiah: sum((l) => l.use === 'training'),
    kitRupiah: sum((l) => l.use === 'kit'),
    unofficialRupiah: sum((l) => !l.official),
    syntheticRupiah: sum((l) => l.synthetic),
  };
}

/** A kit is offered only by a recipe that names what is in it. */
export const hasKit = (recipe: VersionedRecipe): boolean =>
  recipe.kit.items.length > 0 && recipe.kit.setsPerBatch !== 0;
