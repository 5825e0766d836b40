import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { PriceItem } from '#domain/price.ts';
import type { Pool } from '../db/sql.ts';
import { storePriceItems } from './queries-prices.ts';

/** The catalogue of general cost items, without prices. Runs as the owner at start. */
export async function loadPriceItems(owner: Pool, root: string): Promise<void> {
  const text = readFileSync(join(root, 'db/reference/price_items.csv'), 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  const [before] = await owner<{ value: string }[]>`
    select value from setting where key = 'prices.digest'`;
  if (before?.value === digest) return;
  const rows = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const items = rows.data.map((r) =>
    PriceItem.parse({
      code: r['code'],
      name: { id: r['name_id'], en: r['name_en'] },
      unit: r['unit'],
      group: r['group'],
      note: r['note'] || null,
    }),
  );
  await owner.begin(async (db) => {
    await storePriceItems(db, items);
    await db`
      insert into setting (key, value) values ('prices.digest', ${JSON.stringify(digest)}::text::jsonb)
      on conflict (key) do update set value = excluded.value`;
  });
}
