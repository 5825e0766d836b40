import { createHash } from 'node:crypto';
import { askedText, type SheetContent } from '#domain/sheet.ts';
import { sheetContent } from '#domain/sheet-content.ts';
import { translate } from '#messages/translate.ts';
import type { Db } from '../db/sql.ts';
import { loadPotentialSnapshot } from '../potential/queries.ts';
import { listRegions } from '../regions/queries.ts';

/** What the kabupaten in scope, or one of them, are asked today. */
export async function loadContents(db: Db, year: number, only?: string): Promise<SheetContent[]> {
  const [potential, regions] = await Promise.all([loadPotentialSnapshot(db), listRegions(db)]);
  return regions
    .filter((r) => r.level === 'kab' && (only === undefined || r.code === only))
    .map((kab) =>
      sheetContent({
        potential,
        kab: kab.code,
        kabName: fullName(translate('id', `kind.${kab.kind}`), kab.name),
        year,
        kecamatan: regions.filter((r) => r.level === 'kec' && r.parent === kab.code),
        planned: [],
      }),
    );
}

/** Kota Kendari carries its kind in its name already, Kolaka does not. */
const fullName = (kind: string, name: string): string =>
  name.startsWith(`${kind} `) ? name : `${kind} ${name}`;

/** The same questions under the same judgement have the same digest, whatever was answered since. */
export const contentDigest = (content: SheetContent): string =>
  createHash('sha256').update(askedText(content)).digest('hex');
