import type { documentsApi, Letterhead } from '#api/documents.ts';
import { groupBy } from '#domain/group.ts';
import { findProvinceName, findSetting, isDemo, setSetting } from '../access/queries.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { findSheet } from '../coordination/queries.ts';
import { getPlanDocument } from '../planning/queries.ts';
import { findMapLayer } from '../regions/queries-map.ts';
import { findNeedSources, type NeedSource } from '../registry/queries.ts';
import { makeBrief } from './brief.ts';
import { PDF_TYPE } from './pdf.ts';
import { cutTo, type PlanPaper, paperOf } from './plan-paper.ts';
import { buildPlanWorkbook } from './plan-workbook.ts';
import { makeSheetPaper } from './sheet-paper.ts';
import { sheetFileName } from './sheet-words.ts';
import { buildSheetWorkbook } from './sheet-workbook.ts';
import { buildWorkbook, XLSX_TYPE } from './workbook.ts';

export const documentsHandlers: Handlers<typeof documentsApi> = {
  async tableFile(ctx, input) {
    const body = await buildWorkbook(
      [
        {
          name: 'Tabel',
          title: input.title,
          notes: input.notes,
          columns: input.columns,
          rows: input.rows,
        },
      ],
      { at: ctx.now, by: ctx.actor.name, demo: await isDemo(ctx.db) },
    );
    return { filename: `${slug(input.title)}.xlsx`, contentType: XLSX_TYPE, body };
  },

  async sheetFile(ctx, input) {
    const sheet = await getSheet(ctx, input);
    return {
      filename: `${sheetFileName(sheet)}.xlsx`,
      contentType: XLSX_TYPE,
      body: await buildSheetWorkbook(sheet, await isDemo(ctx.db)),
    };
  },

  async sheetPaper(ctx, input) {
    const sheet = await getSheet(ctx, input);
    const { body } = await makeSheetPaper(sheet, await getLetterhead(ctx), await isDemo(ctx.db));
    return { filename: `${sheetFileName(sheet)}.pdf`, contentType: PDF_TYPE, body };
  },

  async planWorkbook(ctx, input) {
    const paper = await getPaper(ctx, input.plan);
    const demo = await isDemo(ctx.db);
    return {
      filename: `${planFileName('Rencana', paper)}.xlsx`,
      contentType: XLSX_TYPE,
      body: await buildPlanWorkbook(paper, { at: ctx.now, by: ctx.actor.name, demo }),
    };
  },

  async brief(ctx, input) {
    const [paper, kop, map, demo] = await Promise.all([
      getPaper(ctx, input.plan),
      getLetterhead(ctx),
      findMapLayer(ctx.db, ['kec', 'schematic']),
      isDemo(ctx.db),
    ]);
    const { body } = await makeBrief({ paper, kop, map, demo });
    return { filename: `${planFileName('Ringkasan', paper)}.pdf`, contentType: PDF_TYPE, body };
  },

  letterhead: (ctx) => getLetterhead(ctx),

  async saveLetterhead(ctx, input) {
    const before = await getLetterhead(ctx);
    await setSetting(ctx.db, 'kop', input);
    const fields = Object.keys(input) as (keyof Letterhead)[];
    return done(undefined, {
      kab: ctx.actor.area.slice(0, 2),
      subject: 'kop',
      // Names of people stay out of the chain; which lines changed is enough.
      details: { changed: fields.filter((f) => input[f] !== before[f]) },
    });
  },
};

async function getSheet(ctx: Context, input: { kab: string; id: string }) {
  const sheet = await findSheet(ctx.db, input.kab, input.id);
  if (sheet === undefined) throw new Problem('not-found');
  return sheet;
}

async function getPaper(ctx: Context, id: string): Promise<PlanPaper> {
  const document = await getPlanDocument(ctx.db, id);
  if (document === undefined) throw new Problem('not-found');
  const paper = paperOf(document, registersOf(await findNeedSources(ctx.db)));
  return ctx.actor.role === 'officer' ? cutTo(paper, ctx.actor.area) : paper;
}

/** One line per register and cut-off day, the one of most kabupaten first. */
function registersOf(sources: readonly NeedSource[]): PlanPaper['registers'] {
  const found = groupBy(sources, (s) => `${s.sourceName}|${s.asOf}`);
  return [...found.values()]
    .map((list) => ({
      name: list[0]?.sourceName ?? '',
      asOf: list[0]?.asOf ?? '',
      kabs: list.length,
    }))
    .sort((a, b) => b.kabs - a.kabs);
}

const planFileName = (what: string, paper: PlanPaper): string =>
  `${what}-${paper.year}-${slug(paper.scenario)}-n${paper.number}`;

/** What the office has filled in; the name of the government is known, the rest stays blank. */
export async function getLetterhead(ctx: Context): Promise<Letterhead> {
  const province = await findProvinceName(ctx.db, ctx.actor.area.slice(0, 2));
  return {
    government: province === undefined ? '' : `Pemerintah Provinsi ${province}`,
    office: 'Dinas Perindustrian dan Perdagangan',
    address: '',
    contact: '',
    city: '',
    signerTitle: '',
    signerName: '',
    signerNip: '',
    ...(await findSetting<Partial<Letterhead>>(ctx.db, 'kop')),
  };
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'tabel';
