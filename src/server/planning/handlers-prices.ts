import { randomUUID } from 'node:crypto';
import type { planningApi } from '#api/planning.ts';
import { catalogueOf, isOfficial, kitItem, materialItem } from '#domain/price.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { listCurrentRecipes } from '../potential/queries-recipes.ts';
import * as q from './queries-prices.ts';

type PriceOperations = Pick<
  typeof planningApi,
  'listPriceLists' | 'getPriceList' | 'addPriceList' | 'changePrice' | 'removePriceList'
>;

export const priceHandlers: Handlers<PriceOperations> = {
  listPriceLists: (ctx) => q.listPriceLists(ctx.db),

  async getPriceList(ctx, input) {
    const list = await getList(ctx, input.id);
    const prices = await q.listPrices(ctx.db, input.id);
    const recipes = await listCurrentRecipes(ctx.db);
    const usedBy = (item: string) =>
      recipes.filter(
        (r) => materialItem(r.id) === item || r.kit.items.some((part) => kitItem(part) === item),
      );
    return {
      list,
      rows: catalogueOf(await q.listPriceItems(ctx.db), recipes).map((item) => ({
        item,
        recipes: usedBy(item.code).map((r) => r.name),
        prices: prices
          .filter((p) => p.item === item.code)
          .map((p) => ({ ...p, official: isOfficial(p) })),
      })),
    };
  },

  async addPriceList(ctx, input) {
    if (await q.findPriceListByName(ctx.db, input.name))
      throw new Problem('already-exists', { name: input.name });
    const id = randomUUID();
    await q.addPriceList(ctx.db, { ...input, id, synthetic: false, by: ctx.actor.id }, ctx.now);
    return done({ id }, note(id, { name: input.name, year: input.year }));
  },

  async changePrice(ctx, input) {
    const list = await getList(ctx, input.id);
    const { id, ...price } = input;
    const catalogue = catalogueOf(await q.listPriceItems(ctx.db), await listCurrentRecipes(ctx.db));
    if (!catalogue.some((item) => item.code === price.item)) throw new Problem('not-found');
    // A typed price in an example list stays an example: the two never mix in one list.
    const entry = { ...price, document: price.document || null, synthetic: list.synthetic };
    await q.addPrices(ctx.db, id, [entry], { by: ctx.actor.id, now: ctx.now, importId: null });
    return done(undefined, note(id, { item: price.item, code: price.code, rupiah: price.rupiah }));
  },

  async removePriceList(ctx, input) {
    await getList(ctx, input.id);
    const scenarios = await q.countScenariosWith(ctx.db, input.id);
    if (scenarios > 0) throw new Problem('in-use', { scenarios });
    await q.removePriceList(ctx.db, input.id);
    return done(undefined, note(input.id, {}));
  },
};

async function getList(ctx: Context, id: string): Promise<q.PriceListRow> {
  const list = await q.findPriceList(ctx.db, id);
  if (list === undefined) throw new Problem('not-found');
  return list;
}

const note = (subject: string, details: Record<string, unknown>) => ({
  kab: q.PROVINCE_ROWS,
  subject,
  details,
});
