import { createHash } from 'node:crypto';
import { askedText, type SheetContent } from '#domain/sheet.ts';
import { sheetContent } from '#domain/sheet-content.ts';
import { translate } from '#messages/translate.ts';
import type { Db } from '../db/sql.ts';
import { findLatestPlan, listLines } from '../planning/queries.ts';
import { loadPotentialSnapshot } from '../potential/queries.ts';
import { listRegions } from '../regions/queries.ts';

/** What the kabupaten in scope, or one of them, are asked today, and the plan they are asked about. */
export async function loadContents(
  db: Db,
  year: number,
  only?: string,
): Promise<{ contents: SheetContent[]; planId: string | null }> {
  const [potential, regions, plan] = await Promise.all([
    loadPotentialSnapshot(db),
    listRegions(db),
    findLatestPlan(db),
  ]);
  const current = plan !== undefined && plan.inputs.year === year ? plan : undefined;
  const lines = current === undefined ? [] : await listLines(db, current.id);
  const contents = regions
    .filter((r) => r.level === 'kab' && (only === undefined || r.code === only))
    .map((kab) =>
      sheetContent({
        potential,
        kab: kab.code,
        kabName: fullName(translate('id', `kind.${kab.kind}`), kab.name),
        year,
        kecamatan: regions.filter((r) => r.level === 'kec' && r.parent === kab.code),
        planned: lines
          .filter((l) => l.kab === kab.code)
          .map((l) => ({ code: l.place, recipe: l.recipe })),
      }),
    );
  return { contents, planId: current?.id ?? null };
}

/** Kota Kendari carries its kind in its name already, Kolaka does not. */
const fullName = (kind: string, name: string): string =>
  name.startsWith(`${kind} `) ? name : `${kind} ${name}`;

/** The same questions under the same judgement have the same digest, whatever was answered since. */
export const contentDigest = (content: SheetContent): string =>
  createHash('sha256').update(askedText(content)).digest('hex');
