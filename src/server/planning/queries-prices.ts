import type { Price, PriceItem } from '#domain/price.ts';
import type { Db } from '../db/sql.ts';

/** Price lists belong to the province; their rows stand under its code. */
export const PROVINCE_ROWS = '74';

export interface PriceListRow {
  id: string;
  name: string;
  year: number;
  synthetic: boolean;
  createdAt: string;
  createdBy: string | null;
  /** Items with a price, and items that were asked and are blank. */
  priced: number;
  blank: number;
}

const list = (db: Db) => db`
  l.id, l.name, l.year, l.synthetic, l.created_at, a.name as created_by,
  count(p.item) filter (where p.rupiah is not null)::int as priced,
  count(p.item) filter (where p.item is not null and p.rupiah is null)::int as blank
  from price_list l left join account a on a.id = l.created_by
  left join (
    select distinct on (list_id, item, code) list_id, item, code, rupiah from price_entry
    where kab = ${PROVINCE_ROWS} and undone_at is null order by list_id, item, code, seq desc
  ) p on p.list_id = l.id`;

export const listPriceLists = (db: Db): Promise<PriceListRow[]> =>
  db<PriceListRow[]>`
    select ${list(db)} where l.kab = ${PROVINCE_ROWS}
    group by l.kab, l.id, a.name order by l.year desc, l.name`;

export async function findPriceList(db: Db, id: string): Promise<PriceListRow | undefined> {
  const [row] = await db<PriceListRow[]>`
    select ${list(db)} where l.kab = ${PROVINCE_ROWS} and l.id = ${id}
    group by l.kab, l.id, a.name`;
  return row;
}

export async function findPriceListByName(
  db: Db,
  name: string,
): Promise<{ id: string; synthetic: boolean } | undefined> {
  const [row] = await db<{ id: string; synthetic: boolean }[]>`
    select id, synthetic from price_list where kab = ${PROVINCE_ROWS} and lower(name) = lower(${name})`;
  return row;
}

export async function addPriceList(
  db: Db,
  l: { id: string; name: string; year: number; synthetic: boolean; by: string | null },
  now: string,
): Promise<void> {
  await db`
    insert into price_list (kab, id, name, year, synthetic, created_at, created_by)
    values (${PROVINCE_ROWS}, ${l.id}, ${l.name}, ${l.year}, ${l.synthetic}, ${now}, ${l.by})`;
}

export async function removePriceList(db: Db, id: string): Promise<void> {
  await db`delete from price_entry where kab = ${PROVINCE_ROWS} and list_id = ${id}`;
  await db`delete from price_list where kab = ${PROVINCE_ROWS} and id = ${id}`;
}

/** Scenarios still on the list that choose this price list. */
export async function countScenariosWith(db: Db, listId: string): Promise<number> {
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from scenario
    where kab = ${PROVINCE_ROWS} and removed_at is null and inputs->>'priceList' = ${listId}`;
  return row?.n ?? 0;
}

/** The prices that stand: the latest entry of each item and place that was not taken back. */
export const listPrices = (db: Db, listId: string): Promise<Price[]> =>
  db<Price[]>`
    select distinct on (item, code) item, code, rupiah, basis, document, source, year, synthetic
    from price_entry where kab = ${PROVINCE_ROWS} and list_id = ${listId} and undone_at is null
    order by item, code, seq desc`;

export async function addPrices(
  db: Db,
  listId: string,
  prices: readonly Price[],
  from: { by: string | null; now: string; importId: string | null },
): Promise<number> {
  const rows = await db`
    insert into price_entry (kab, list_id, item, code, rupiah, basis, document, source, year, synthetic,
      import_id, entered_at, entered_by)
    select ${PROVINCE_ROWS}, ${listId}, p->>'item', p->>'code', (p->>'rupiah')::bigint, p->>'basis', p->>'document',
      p->>'source', (p->>'year')::int, (p->>'synthetic')::boolean, ${from.importId}, ${from.now}, ${from.by}
    from jsonb_array_elements(${JSON.stringify(prices)}::text::jsonb) with ordinality as t (p, n) order by n
    returning seq`;
  return rows.length;
}

export async function undoPrices(db: Db, importId: string, now: string): Promise<number> {
  const rows = await db`
    update price_entry set undone_at = ${now}
    where kab = ${PROVINCE_ROWS} and import_id = ${importId} and undone_at is null returning seq`;
  return rows.length;
}

export async function listPriceItems(db: Db): Promise<PriceItem[]> {
  const rows = await db<(Omit<PriceItem, 'name'> & { nameId: string; nameEn: string })[]>`
    select code, name_id, name_en, unit, "group", note from price_item order by "group" desc, code`;
  return rows.map(({ nameId, nameEn, ...item }) => ({ ...item, name: { id: nameId, en: nameEn } }));
}

export async function storePriceItems(db: Db, items: readonly PriceItem[]): Promise<void> {
  for (const i of items)
    await db`
      insert into price_item (code, name_id, name_en, unit, "group", note)
      values (${i.code}, ${i.name.id}, ${i.name.en}, ${i.unit}, ${i.group}, ${i.note})
      on conflict (code) do update set name_id = excluded.name_id, name_en = excluded.name_en,
        unit = excluded.unit, "group" = excluded."group", note = excluded.note`;
}
