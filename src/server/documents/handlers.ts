import type { documentsApi, Letterhead } from '#api/documents.ts';
import { findProvinceName, findSetting, isDemo, setSetting } from '../access/queries.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { findSheet } from '../coordination/queries.ts';
import { PDF_TYPE } from './pdf.ts';
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

  letterhead: (ctx) => getLetterhead(ctx),

  async saveLetterhead(ctx, input) {
    await setSetting(ctx.db, 'kop', input);
    const province = ctx.actor.area.slice(0, 2);
    return done(undefined, { kab: province, subject: 'kop', details: { ...input } });
  },
};

async function getSheet(ctx: Context, input: { kab: string; id: string }) {
  const sheet = await findSheet(ctx.db, input.kab, input.id);
  if (sheet === undefined) throw new Problem('not-found');
  return sheet;
}

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
