import type { coordinationApi } from '#api/coordination.ts';
import { questionsOf, type SheetContent } from '#domain/sheet.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { contentDigest, loadContents } from './contents.ts';
import * as q from './queries.ts';
import { applyReturn, checkReturn } from './returns.ts';
import { waitingFor } from './waiting.ts';

export const coordinationHandlers: Handlers<typeof coordinationApi> = {
  questions: async (ctx, input) => (await getContent(ctx, input.kab, input.year)).content,

  async board(ctx, input) {
    const own = ctx.actor.role === 'officer' ? ctx.actor.area : undefined;
    const [{ contents }, sheets, returns] = await Promise.all([
      loadContents(ctx.db, input.year, own),
      q.listLatestSheets(ctx.db, input.year),
      q.countReturns(ctx.db, input.year),
    ]);
    return contents.map((content) => {
      const back = returns.find((r) => r.kab === content.kab);
      const said = questionsOf(content)
        .flatMap((question) => (question.said === null ? [] : [question.said]))
        .sort((a, b) => (a.saidOn < b.saidOn ? 1 : -1));
      return {
        kab: content.kab,
        name: content.kabName,
        questions: questionsOf(content).length,
        answered: said.length,
        lastAnswerOn: said[0]?.saidOn ?? null,
        lastVia: said[0]?.via ?? null,
        sheet: sheets.find((s) => s.kab === content.kab) ?? null,
        returns: back?.returns ?? 0,
        lastReturnAt: back?.lastAt ?? null,
      };
    });
  },

  waiting: (ctx, input) => waitingFor(ctx, input.year),

  async listSheets(ctx, input) {
    const [sheets, returns] = await Promise.all([
      q.listSheets(ctx.db, input.kab),
      q.listReturns(ctx.db, input.kab),
    ]);
    return { sheets, returns };
  },

  async issue(ctx, input) {
    const { content, planId } = await getContent(ctx, input.kab, input.year);
    const { sheet, isNew } = await issueOne(ctx, content, planId);
    return done({ sheet, isNew }, issueNote(sheet, isNew));
  },

  async issueAll(ctx, input) {
    const issued: { sheet: q.SheetRow; isNew: boolean }[] = [];
    const { contents, planId } = await loadContents(ctx.db, input.year);
    for (const content of contents) issued.push(await issueOne(ctx, content, planId));
    const made = issued.filter((i) => i.isNew).length;
    return done(
      { made, kept: issued.length - made },
      ...issued.map((i) => issueNote(i.sheet, i.isNew)),
    );
  },

  checkReturn: async (ctx, input) => (await checkReturn(ctx, input)).check,

  async applyReturn(ctx, input) {
    const back = await applyReturn(ctx, input);
    return done(back, {
      kab: input.kab,
      subject: back.id,
      details: {
        version: back.version,
        read: back.read,
        applied: back.applied,
        unchanged: back.unchanged,
        refused: back.refused,
      },
    });
  },

  async undoReturn(ctx, input) {
    const undone = await q.undoReturn(ctx.db, { ...input, actor: ctx.actor, now: ctx.now });
    if (undone === undefined) throw new Problem('not-found');
    return done(undone, { kab: input.kab, subject: input.id, details: undone });
  },
};

async function getContent(
  ctx: Context,
  kab: string,
  year: number,
): Promise<{ content: SheetContent; planId: string | null }> {
  const { contents, planId } = await loadContents(ctx.db, year, kab);
  const [content] = contents;
  if (content === undefined) throw new Problem('not-found', { region: kab });
  return { content, planId };
}

/** The same questions keep their sheet: a new version would only make the file on the way look old. */
async function issueOne(
  ctx: Context,
  content: SheetContent,
  planId: string | null,
): Promise<{ sheet: q.SheetRow; isNew: boolean }> {
  const digest = contentDigest(content);
  const latest = await q.findLatestSheet(ctx.db, content.kab, content.year);
  if (latest?.contentDigest === digest) return { sheet: latest, isNew: false };
  const sheet = await q.addSheet(ctx.db, {
    content,
    digest,
    version: (latest?.version ?? 0) + 1,
    questions: questionsOf(content).length,
    planId,
    actor: ctx.actor,
    now: ctx.now,
  });
  return { sheet, isNew: true };
}

const issueNote = (sheet: q.SheetRow, isNew: boolean) => ({
  kab: sheet.kab,
  subject: sheet.id,
  details: { year: sheet.year, version: sheet.version, isNew },
});
