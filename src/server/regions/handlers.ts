import type { regionsApi } from '#api/regions.ts';
import { levelOf } from '#domain/region.ts';
import { done, type Handlers, Problem } from '../context.ts';
import { boundaryHandlers } from './handlers-boundaries.ts';
import * as q from './queries.ts';
import { listTravel, removeTravel, setTravel } from './queries-travel.ts';

export const regionsHandlers: Handlers<typeof regionsApi> = {
  listRegions: (ctx) => q.listRegions(ctx.db),
  listVillages: (ctx, input) => q.listVillages(ctx.db, input.code),
  searchRegions: (ctx, input) =>
    q.searchRegions(ctx.db, input.q, input.levels?.split(',').filter(Boolean)),

  listTraits: (ctx) => q.listTraits(ctx.db),

  async setTrait(ctx, input) {
    const level = levelOf(input.code);
    if (level !== 'kab' && level !== 'kec') {
      throw new Problem('rule-broken', { rule: 'trait-level' });
    }
    await getRegion(ctx.db, input.code);
    await q.setTrait(ctx.db, input, { actor: ctx.actor.id, now: ctx.now });
    return done(await getRegion(ctx.db, input.code), {
      kab: input.code.slice(0, 5),
      subject: input.code,
      details: { trait: input.trait, value: input.value, source: input.source },
    });
  },

  ...boundaryHandlers,

  listTravel: (ctx) => listTravel(ctx.db),

  async setTravel(ctx, input) {
    const level = levelOf(input.toCode);
    if (level !== 'kab' && level !== 'kec') {
      throw new Problem('rule-broken', { rule: 'travel-level' });
    }
    await getRegion(ctx.db, input.toCode);
    await getRegion(ctx.db, input.fromCode);
    await setTravel(ctx.db, [input], { actor: ctx.actor.id, now: ctx.now, importId: null });
    const { mode, hours, costRupiah, source } = input;
    return done(undefined, {
      kab: input.toCode.slice(0, 5),
      subject: `${input.fromCode}→${input.toCode}`,
      details: { mode, hours, costRupiah, source },
    });
  },

  async removeTravel(ctx, input) {
    if (!(await removeTravel(ctx.db, input.fromCode, input.toCode))) throw new Problem('not-found');
    return done(undefined, {
      kab: input.toCode.slice(0, 5),
      subject: `${input.fromCode}→${input.toCode}`,
      details: {},
    });
  },
};

async function getRegion(db: Parameters<typeof q.findRegion>[0], code: string) {
  const region = await q.findRegion(db, code);
  if (region === undefined) throw new Problem('not-found', { region: code });
  return region;
}
