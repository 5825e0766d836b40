import { createHash, randomUUID } from 'node:crypto';
import type { ReturnCheck, SheetReturn } from '#api/coordination.ts';
import { type Reason, reason } from '#domain/reason.ts';
import type { SheetMark } from '#domain/sheet-layout.ts';
import { type ReturnReport, readReturn } from '#domain/sheet-return.ts';
import { readDay } from '#domain/sheet-words.ts';
import { type Context, Problem, type Upload } from '../context.ts';
import { addAnswers } from '../potential/queries-answers.ts';
import { findRegion } from '../regions/queries.ts';
import * as q from './queries.ts';
import { type ReturnedWorkbook, readSheetFile } from './read-sheet.ts';

interface ReturnInput {
  readonly kab: string;
  readonly fileName: string;
  readonly filledBy?: string | undefined;
}

interface Checked {
  readonly check: ReturnCheck;
  readonly sheet: q.FullSheetRow | undefined;
}

const PROVINCE_OFFSET_MS = 8 * 3_600_000;
/** Offices date papers by their own day; UTC would say yesterday until eight in the morning. */
const today = (now: string): string =>
  new Date(Date.parse(now) + PROVINCE_OFFSET_MS).toISOString().slice(0, 10);

/** Reads a file against the sheet it answers; nothing is stored. */
export async function checkReturn(ctx: Context, input: ReturnInput): Promise<Checked> {
  const upload = ctx.upload as Upload;
  const workbook = await readSheetFile(upload.path);
  if (workbook === undefined) return refused(reason('sheet-not-ours'), upload);
  const { mark } = workbook;
  if (mark.kab !== input.kab) {
    const [theirs, ours] = await Promise.all([
      findRegion(ctx.db, mark.kab),
      findRegion(ctx.db, input.kab),
    ]);
    const names = { kab: theirs?.name ?? mark.kab, own: ours?.name ?? input.kab };
    return refused(reason('sheet-other-kab', names), upload, mark);
  }
  const sheet = await q.findSheet(ctx.db, input.kab, mark.sheetId);
  if (sheet === undefined) return refused(reason('sheet-unknown'), upload, mark);

  const warnings: Reason[] = [];
  const newest = await q.findLatestSheet(ctx.db, input.kab, sheet.year);
  if (newest !== undefined && newest.version > sheet.version) {
    warnings.push(
      reason('sheet-old-version', {
        version: sheet.version,
        newest: newest.version,
        date: newest.issuedAt.slice(0, 10),
      }),
    );
  }
  const filledBy = writer(ctx, workbook, input);
  if (filledBy === undefined) return refused(reason('sheet-no-name'), upload, mark);
  const { day, doubt } = filledOn(workbook, today(ctx.now));
  if (doubt !== undefined) warnings.push(doubt);
  const report = readReturn(sheet.content, workbook.rows, await q.listSaid(ctx.db, input.kab), day);
  if (report.missing.length > 0) {
    const shown = report.missing.slice(0, 12).join(', ');
    warnings.push(reason('sheet-rows-missing', { count: report.missing.length, numbers: shown }));
  }
  return {
    sheet,
    check: {
      refused: null,
      warnings,
      version: sheet.version,
      filledBy,
      filledOn: day,
      report,
      digest: digestOf(upload, filledBy, day, report),
    },
  };
}

/** Stores a checked file: all of its answers and the return they came with. */
export async function applyReturn(
  ctx: Context,
  input: ReturnInput & { digest: string },
): Promise<SheetReturn> {
  const upload = ctx.upload as Upload;
  const before = await q.findSameFile(ctx.db, input.kab, upload.sha256);
  if (before !== undefined) throw new Problem('file-already-imported', { at: before.returnedAt });
  const { check, sheet } = await checkReturn(ctx, input);
  const { report, filledBy, filledOn: day } = check;
  if (sheet === undefined || report === null || filledBy === null || day === null)
    throw new Problem('rule-broken', { rule: check.refused?.code ?? 'sheet-not-ours' });
  if (check.digest !== input.digest) throw new Problem('changed-meanwhile');
  if (report.changes.length === 0) throw new Problem('rule-broken', { rule: 'sheet-nothing-new' });
  const rows = report.changes.map((c) => ({
    id: randomUUID(),
    code: c.code,
    topic: c.topic,
    subject: c.subject,
    answer: c.answer,
    note: c.note,
    saidBy: filledBy,
    saidOn: day,
    via: 'sheet' as const,
    onBehalf: false,
    synthetic: false,
    actorId: ctx.actor.id,
  }));
  await addAnswers(ctx.db, rows, ctx.now);
  const id = await q.addReturn(ctx.db, {
    kab: input.kab,
    sheetId: sheet.id,
    fileName: input.fileName,
    fileDigest: upload.sha256,
    filledBy,
    filledOn: day,
    report,
    answerIds: rows.map((r) => r.id),
    actor: ctx.actor,
    now: ctx.now,
  });
  return (await q.findReturn(ctx.db, input.kab, id)) as SheetReturn;
}

function refused(why: Reason, upload: Upload, mark?: SheetMark): Checked {
  return {
    sheet: undefined,
    check: {
      refused: why,
      warnings: [],
      version: mark?.version ?? null,
      filledBy: null,
      filledOn: null,
      report: null,
      digest: upload.sha256,
    },
  };
}

/** The name in the file, else the one given with it; an officer who brings it answers for it. */
function writer(ctx: Context, workbook: ReturnedWorkbook, input: ReturnInput): string | undefined {
  const written = workbook.guide['filled-by']?.text.slice(0, 120);
  if (written !== undefined && written.length >= 3) return written;
  return input.filledBy ?? (ctx.actor.role === 'officer' ? ctx.actor.name : undefined);
}

function filledOn(workbook: ReturnedWorkbook, now: string): { day: string; doubt?: Reason } {
  const cell = workbook.guide['filled-on'];
  if (cell === undefined) return { day: now };
  const day = readDay(cell.text);
  if (day === undefined)
    return { day: now, doubt: reason('sheet-day-unread', { text: cell.text.slice(0, 40) }) };
  return day > now ? { day: now, doubt: reason('sheet-day-future', { date: day }) } : { day };
}

const digestOf = (upload: Upload, by: string, day: string, report: ReturnReport): string =>
  createHash('sha256')
    .update(JSON.stringify([upload.sha256, by, day, report]))
    .digest('hex');
