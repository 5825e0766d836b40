import type { PriceRow } from '#api/planning.ts';

/** One price, or the gap where a thing has none at all. */
export interface ShownPrice {
  readonly item: PriceRow['item'];
  readonly recipes: PriceRow['recipes'];
  readonly price: PriceRow['prices'][number] | undefined;
}

/** One row per place that has a price of its own; one row of nothing where no place has. */
export const shownOf = (row: PriceRow): ShownPrice[] => {
  const { item, recipes } = row;
  return row.prices.length === 0
    ? [{ item, recipes, price: undefined }]
    : row.prices.map((price) => ({ item, recipes, price }));
};

/** Nobody has said what it costs here. */
export const isBlank = (p: ShownPrice): boolean => p.price === undefined || p.price.rupiah === null;
