import type { documentsApi } from '#api/documents.ts';
import { isDemo } from '../access/queries.ts';
import type { Handlers } from '../context.ts';
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
};

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'tabel';
