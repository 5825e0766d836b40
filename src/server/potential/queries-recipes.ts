import type { GateOverride } from '#domain/potential.ts';
import type { Recipe, VersionedRecipe } from '#domain/recipe.ts';
import type { Db } from '../db/sql.ts';

/** Recipes in force, best known first: the shipped order is alphabetical by id. */
export async function listCurrentRecipes(db: Db): Promise<VersionedRecipe[]> {
  const rows = await db<{ body: Recipe; version: number }[]>`
    select v.body, v.version from recipe r
    join recipe_version v on v.kab = r.kab and v.id = r.id and v.version = r.version
    where r.active order by r.id`;
  return rows.map(({ body, version }) => ({ ...body, version }));
}

export interface RecipeVersionRow {
  version: number;
  body: Recipe;
  reason: string;
  changedByName: string;
  changedAt: string;
  shipped: boolean;
}

/** Every version of one recipe, newest first. */
export const listRecipeVersions = (db: Db, id: string): Promise<RecipeVersionRow[]> =>
  db<RecipeVersionRow[]>`
    select version, body, reason, changed_by_name, changed_at, changed_by is null as shipped
    from recipe_version where id = ${id} order by version desc`;

/** Version in force, locked until commit so that two editors cannot both make the next one. */
export async function lockRecipe(db: Db, id: string): Promise<{ version: number } | undefined> {
  const [row] = await db<{ version: number }[]>`
    select version from recipe where id = ${id} for update`;
  return row;
}

export async function addRecipeVersion(
  db: Db,
  v: {
    kab: string;
    recipe: Recipe;
    version: number;
    reason: string;
    by: string | null;
    byName: string;
    now: string;
    shippedDigest: string | null;
  },
): Promise<void> {
  await db`
    insert into recipe (kab, id, version, shipped_digest) values (${v.kab}, ${v.recipe.id}, ${v.version}, ${v.shippedDigest})
    on conflict (kab, id) do update set version = excluded.version,
      shipped_digest = coalesce(excluded.shipped_digest, recipe.shipped_digest)`;
  await db`
    insert into recipe_version (kab, id, version, body, reason, changed_by, changed_by_name, changed_at)
    values (${v.kab}, ${v.recipe.id}, ${v.version}, ${JSON.stringify(v.recipe)}::text::jsonb, ${v.reason},
      ${v.by}::uuid, ${v.byName}, ${v.now})`;
}

/* ---------------------------------------------------------------- overrides */

export interface OverrideRow extends GateOverride {
  kab: string;
  regionName: string;
  madeByName: string | null;
  withdrawnAt: string | null;
  withdrawnByName: string | null;
  withdrawReason: string | null;
}

export const listActiveOverrides = (db: Db): Promise<GateOverride[]> =>
  db<GateOverride[]>`
    select id, code, recipe, reason, officer_name, at from gate_override
    where withdrawn_at is null order by length(code) desc, at desc`;

export const listOverrides = (db: Db): Promise<OverrideRow[]> =>
  db<OverrideRow[]>`
    select o.id, o.kab, o.code, o.recipe, o.reason, o.officer_name, o.at, r.name as region_name,
      maker.name as made_by_name, o.withdrawn_at, taker.name as withdrawn_by_name, o.withdraw_reason
    from gate_override o join region r on r.code = o.code
    left join account maker on maker.id = o.made_by
    left join account taker on taker.id = o.withdrawn_by
    order by o.withdrawn_at is not null, o.at desc`;

export async function addOverride(db: Db, o: GateOverride & { madeBy: string }): Promise<void> {
  await db`
    insert into gate_override (kab, id, code, recipe, reason, officer_name, made_by, at)
    values (${o.code.slice(0, 5)}, ${o.id}, ${o.code}, ${o.recipe}, ${o.reason}, ${o.officerName}, ${o.madeBy}, ${o.at})`;
}

export async function withdrawOverride(
  db: Db,
  id: string,
  by: { actor: string; now: string; reason: string },
): Promise<{ kab: string; code: string; recipe: string } | undefined> {
  const [row] = await db<{ kab: string; code: string; recipe: string }[]>`
    update gate_override set withdrawn_at = ${by.now}, withdrawn_by = ${by.actor}, withdraw_reason = ${by.reason}
    where id = ${id} and withdrawn_at is null returning kab, code, recipe`;
  return row;
}
