import type { regionsApi } from '#api/regions.ts';
import type { Handlers } from '../context.ts';
import * as q from './queries.ts';

export const regionsHandlers: Handlers<typeof regionsApi> = {
  listRegions: (ctx) => q.listRegions(ctx.db),
  listVillages: (ctx, input) => q.listVillages(ctx.db, input.code),
  searchRegions: (ctx, input) => q.searchRegions(ctx.db, input.q),
};
