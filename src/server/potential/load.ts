import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { foldWord } from '#domain/fold.ts';
import { Evidence, PastAid } from '#domain/potential.ts';
import { Recipe } from '#domain/recipe.ts';
import type { Db, Pool } from '../db/sql.ts';
import { addEvidence, addPastAid } from './queries-evidence.ts';
import { addRecipeVersion } from './queries-recipes.ts';

type Lines = Record<string, string>[];

interface Shipped {
  readonly commodities: Lines;
  readonly aliases: Lines;
  readonly evidence: Lines;
  readonly pastAid: Lines;
  readonly recipes: readonly Recipe[];
}

/**
 * The reference tables of this module: commodities and spellings, published claims, past aid and
 * recipes. Runs as the owner at start and does nothing where the files are unchanged. What the office
 * has retracted or edited stays as the office left it.
 */
export async function loadPotential(
  owner: Pool,
  root: string,
  province: string,
): Promise<{ changed: boolean; evidence: number; recipes: number }> {
  const shipped = readShipped(join(root, 'db/reference'));
  const digest = digestOf(shipped);
  const [before] = await owner<{ value: string }[]>`
    select value from setting where key = 'potential.digest'`;
  if (before?.value === digest) return { changed: false, evidence: 0, recipes: 0 };
  let evidence = 0;
  let recipes = 0;
  await owner.begin(async (db) => {
    await storeCommodities(db, shipped);
    evidence = await storeEvidence(db, shipped.evidence);
    await storePastAid(db, shipped.pastAid);
    for (const recipe of shipped.recipes) recipes += await storeRecipe(db, province, recipe);
    await db`
      insert into setting (key, value) values ('potential.digest', ${JSON.stringify(digest)}::text::jsonb)
      on conflict (key) do update set value = excluded.value`;
  });
  return { changed: true, evidence, recipes };
}

export function readShipped(dir: string): Shipped {
  const csv = (name: string): Lines =>
    Papa.parse<Record<string, string>>(readFileSync(join(dir, `${name}.csv`), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data;
  return {
    commodities: csv('commodities'),
    aliases: csv('commodity_aliases'),
    evidence: csv('evidence'),
    pastAid: csv('past_aid'),
    recipes: readdirSync(join(dir, 'recipes'))
      .filter((f) => f.endsWith('.json'))
      .sort()
      .map((f) => Recipe.parse(JSON.parse(readFileSync(join(dir, 'recipes', f), 'utf8')))),
  };
}

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The same row has the same id on every machine, so that a plan can name its evidence. */
function idOf(...parts: (string | undefined)[]): string {
  const hex = digestOf(parts).slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const numberOrNull = (text: string | undefined): number | null =>
  text === undefined || text.trim() === '' ? null : Number(text);
const textOrNull = (text: string | undefined): string | null => text?.trim() || null;

/** A shipped claim as the domain knows it; also what tests judge without a database. */
export const shippedEvidence = (line: Record<string, string>): Evidence =>
  Evidence.parse({
    id: idOf(
      line['code'],
      line['commodity'],
      line['kind'],
      line['polarity'],
      line['year'],
      line['source'],
    ),
    code: line['code'],
    commodity: line['commodity'],
    kind: line['kind'],
    grade: line['grade'],
    polarity: line['polarity'],
    year: numberOrNull(line['year']),
    source: line['source'],
    note: textOrNull(line['note']),
    synthetic: false,
  });

export const shippedPastAid = (line: Record<string, string>): PastAid =>
  PastAid.parse({
    id: idOf(line['code'], line['title'], line['year']),
    code: line['code'],
    title: line['title'],
    subject: textOrNull(line['subject']),
    year: numberOrNull(line['year']),
    participants: numberOrNull(line['participants']),
    valueRupiah: numberOrNull(line['value_rupiah']),
    status: line['status'],
    cause: textOrNull(line['cause']),
    source: line['source'],
    synthetic: false,
  });

async function storeCommodities(db: Db, shipped: Shipped): Promise<void> {
  for (const c of shipped.commodities) {
    await db`
      insert into commodity (code, name_id, name_en, kind, marine)
      values (${c['code'] ?? ''}, ${c['name_id'] ?? ''}, ${c['name_en'] ?? ''}, ${c['kind'] ?? ''}, ${c['marine'] === 'yes'})
      on conflict (code) do update set name_id = excluded.name_id, name_en = excluded.name_en,
        kind = excluded.kind, marine = excluded.marine`;
  }
  for (const a of shipped.aliases) {
    await db`
      insert into commodity_alias (folded, code, refused, spelling, source)
      values (${foldWord(a['alias'] ?? '')}, ${textOrNull(a['code'])}, ${textOrNull(a['refused'])},
        ${a['alias'] ?? ''}, ${a['source'] ?? ''})
      on conflict (folded) do update set code = excluded.code, refused = excluded.refused
      where commodity_alias.added_by is null`;
  }
}

async function storeEvidence(db: Db, lines: Lines): Promise<number> {
  const rows = lines.map(shippedEvidence);
  const ids = rows.map((r) => r.id);
  await db`
    delete from evidence where origin = 'shipped' and retracted_at is null and not (id = any (${ids}::uuid[]))`;
  const now = new Date().toISOString();
  const added = await addEvidence(
    db,
    rows.map((r) => ({ ...r, kindText: null })),
    { origin: 'shipped', importId: null, by: null, at: now },
  );
  for (const r of rows) {
    await db`
      update evidence set note = ${r.note}, grade = ${r.grade}
      where id = ${r.id} and origin = 'shipped' and (note is distinct from ${r.note} or grade <> ${r.grade})`;
  }
  return added.length;
}

async function storePastAid(db: Db, lines: Lines): Promise<void> {
  await addPastAid(db, lines.map(shippedPastAid), {
    origin: 'shipped',
    importId: null,
    by: null,
    at: new Date().toISOString(),
  });
}

/** A new text of ours becomes the next version only where the office has not written its own. */
async function storeRecipe(db: Db, province: string, recipe: Recipe): Promise<number> {
  const digest = digestOf(recipe);
  const [now] = await db<{ version: number; shippedDigest: string | null; own: boolean }[]>`
    select r.version, r.shipped_digest, v.changed_by is not null as own
    from recipe r join recipe_version v on v.kab = r.kab and v.id = r.id and v.version = r.version
    where r.kab = ${province} and r.id = ${recipe.id}`;
  if (now?.own || now?.shippedDigest === digest) return 0;
  await addRecipeVersion(db, {
    kab: province,
    recipe,
    version: (now?.version ?? 0) + 1,
    reason: now ? 'Pembaruan resep bawaan' : 'Resep bawaan',
    by: null,
    byName: 'Titik Temu',
    now: new Date().toISOString(),
    shippedDigest: digest,
  });
  return 1;
}
