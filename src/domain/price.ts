import * as z from 'zod';
import type { VersionedRecipe } from './recipe.ts';
import { kabOf, provinceOf, RegionCode } from './region.ts';

/** What things cost. The catalogue says what must be priced; a list says the price, or leaves it blank. */
export const priceGroups = ['training', 'kit', 'prerequisite'] as const;

export const PriceItem = z.object({
  /** `narasumber-jp`, `material:<recipe>`, `kit:<item>`, `prerequisite:<readiness item>`. */
  code: z.string(),
  name: z.object({ id: z.string(), en: z.string() }),
  unit: z.string(),
  group: z.enum(priceGroups),
  note: z.string().nullable(),
});
export type PriceItem = z.infer<typeof PriceItem>;

/** Where a price comes from. The first three are official papers; a survey or an estimate never is. */
export const priceBases = ['ssh', 'sbu', 'e-katalog', 'survey', 'estimate'] as const;
export const PriceBasis = z.enum(priceBases);

export const Price = z.object({
  item: z.string(),
  /** The province, or a kabupaten whose own price goes before it. */
  code: RegionCode,
  /** Whole rupiah per unit; null is "asked, not known". Never zero in its place. */
  rupiah: z.int().min(0).nullable(),
  basis: PriceBasis,
  /** Number or name of the paper the price stands in. */
  document: z.string().nullable(),
  source: z.string(),
  year: z.int().nullable(),
  synthetic: z.boolean(),
});
export type Price = z.infer<typeof Price>;

/** A price counts as official only with the paper and its year: a bare "SSH" cannot be checked. */
export const isOfficial = (price: Price): boolean =>
  ['ssh', 'sbu', 'e-katalog'].includes(price.basis) &&
  price.document !== null &&
  price.year !== null &&
  !price.synthetic;

export interface Prices {
  /** The price in force at a place; undefined where none is on the list. */
  find(item: string, place: RegionCode): Price | undefined;
}

export function pricesOf(rows: readonly Price[]): Prices {
  const byKey = new Map(rows.map((row) => [`${row.item}|${row.code}`, row]));
  return {
    find: (item, place) =>
      byKey.get(`${item}|${kabOf(place)}`) ?? byKey.get(`${item}|${provinceOf(place)}`),
  };
}

export const materialItem = (recipe: string): string => `material:${recipe}`;
/**
 * A kit part is priced per unit; where the recipe leaves its number open (labels, first bottles) it
 * is priced as one lot per set, under a code of its own so that the two never mix.
 */
export const kitItem = (part: { code: string; quantity: number | null }): string =>
  part.quantity === null ? `kit-lot:${part.code}` : `kit:${part.code}`;
export const prerequisiteItem = (item: string): string => `prerequisite:${item}`;

/** Everything that needs a price: the general items, and what the recipes in force ask for. */
export function catalogueOf(
  general: readonly PriceItem[],
  recipes: readonly VersionedRecipe[],
): PriceItem[] {
  const items = new Map(general.map((item) => [item.code, item]));
  for (const recipe of recipes) {
    const code = materialItem(recipe.id);
    items.set(code, {
      code,
      name: { id: `Bahan praktik ${recipe.name.id}`, en: `Practice material, ${recipe.name.en}` },
      unit: 'orang',
      group: 'training',
      note: null,
    });
    for (const part of recipe.kit.items) {
      const kit = kitItem(part);
      if (items.has(kit)) continue;
      items.set(kit, {
        code: kit,
        name: { id: part.name, en: part.name },
        unit: part.quantity === null ? 'paket per set' : 'unit',
        group: 'kit',
        note: part.note,
      });
    }
  }
  return [...items.values()];
}
