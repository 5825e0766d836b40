import * as z from 'zod';
import { KabCode } from '#domain/region.ts';
import { Said, SheetContent } from '#domain/sheet.ts';
import { ReturnReport } from '#domain/sheet-return.ts';
import { waitingWhys } from '#domain/sheet-waiting.ts';
import {
  editors,
  operation,
  plannerOnly,
  planningRoles,
  queryInteger,
  upload,
} from './operation.ts';

const Year = queryInteger.min(2000).max(2100);
const ReasonData = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const IssuedSheet = z.object({
  kab: KabCode,
  id: z.string(),
  year: z.int(),
  version: z.int(),
  questions: z.int(),
  issuedAt: z.string(),
  issuedByName: z.string(),
});
export type IssuedSheet = z.infer<typeof IssuedSheet>;

export const SheetReturn = z.object({
  kab: KabCode,
  id: z.string(),
  version: z.int(),
  fileName: z.string(),
  filledBy: z.string(),
  filledOn: z.string(),
  read: z.int(),
  applied: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  returnedAt: z.string(),
  returnedByName: z.string(),
  undoneAt: z.string().nullable(),
  undoneByName: z.string().nullable(),
});
export type SheetReturn = z.infer<typeof SheetReturn>;

/** One line of "who has not answered". */
export const BoardRow = z.object({
  kab: KabCode,
  name: z.string(),
  questions: z.int(),
  answered: z.int(),
  lastAnswerOn: z.string().nullable(),
  lastVia: Said.shape.via.nullable(),
  sheet: IssuedSheet.nullable(),
  returns: z.int(),
  lastReturnAt: z.string().nullable(),
});
export type BoardRow = z.infer<typeof BoardRow>;

/** What a returned file says before anything is stored. */
export const ReturnCheck = z.object({
  /** Why the whole file is not taken; the rest is then empty. */
  refused: ReasonData.nullable(),
  /** What a person should know before taking it: an old version, rows that are gone. */
  warnings: z.array(ReasonData),
  version: z.int().nullable(),
  filledBy: z.string().nullable(),
  filledOn: z.string().nullable(),
  report: ReturnReport.nullable(),
  /** Sent back with the file, so that exactly what was shown is what is taken. */
  digest: z.string(),
});
export type ReturnCheck = z.infer<typeof ReturnCheck>;

/** Something that waits for the person signed in. */
export const WaitingItem = z.object({
  why: z.enum([...waitingWhys, 'kab-silent', 'own-unconfirmed', 'kit-conditional', 'decision']),
  /** Kabupaten it is about; null for the province as a whole. */
  kab: z.string().nullable(),
  kabName: z.string().nullable(),
  title: ReasonData,
  count: z.int(),
  /** Where it is dealt with. */
  to: z.string(),
});
export type WaitingItem = z.infer<typeof WaitingItem>;

const ReturnInput = z.object({
  kab: KabCode,
  fileName: z.string().trim().min(1).max(200),
  /** Who filled it in, where the file does not say. */
  filledBy: z.string().trim().min(3).max(120).optional(),
});

export const coordinationApi = {
  questions: operation({
    method: 'GET',
    path: '/api/sheets/:kab/questions',
    summary: 'What one kabupaten is asked today, what is thought of it, and what was answered',
    may: planningRoles,
    area: ['kab'],
    input: z.object({ kab: KabCode, year: Year }),
    reply: SheetContent,
  }),
  board: operation({
    method: 'GET',
    path: '/api/sheets',
    summary: 'Who has been asked and who has answered; an officer sees the own line',
    may: planningRoles,
    input: z.object({ year: Year }),
    reply: z.array(BoardRow),
  }),
  waiting: operation({
    method: 'GET',
    path: '/api/sheets/waiting',
    summary: 'What waits for the person signed in, most pressing first',
    may: planningRoles,
    input: z.object({ year: Year }),
    reply: z.object({ count: z.int(), items: z.array(WaitingItem) }),
  }),
  listSheets: operation({
    method: 'GET',
    path: '/api/sheets/:kab',
    summary: 'Sheets issued to a kabupaten and what came back, newest first',
    may: planningRoles,
    area: ['kab'],
    input: z.object({ kab: KabCode }),
    reply: z.object({ sheets: z.array(IssuedSheet), returns: z.array(SheetReturn) }),
  }),
  issue: operation({
    method: 'POST',
    path: '/api/sheets/:kab',
    summary: 'Issue a sheet to a kabupaten; the same questions keep their version',
    may: editors,
    area: ['kab'],
    input: z.object({ kab: KabCode, year: Year }),
    reply: z.object({ sheet: IssuedSheet, isNew: z.boolean() }),
    audit: 'coordination.issue',
  }),
  issueAll: operation({
    method: 'POST',
    path: '/api/sheets/issue-all',
    summary: 'Issue a sheet to every kabupaten',
    may: plannerOnly,
    input: z.object({ year: Year }),
    reply: z.object({ made: z.int(), kept: z.int() }),
    audit: 'coordination.issue',
  }),
  checkReturn: upload({
    method: 'POST',
    path: '/api/sheets/:kab/returns/check',
    summary: 'Read a filled sheet and say what it would change; stores nothing',
    may: editors,
    area: ['kab'],
    input: ReturnInput,
    reply: ReturnCheck,
  }),
  applyReturn: upload({
    method: 'POST',
    path: '/api/sheets/:kab/returns',
    summary: 'Take a filled sheet, all of it or none; `digest` comes from the check',
    may: editors,
    area: ['kab'],
    input: ReturnInput.extend({ digest: z.string().max(64) }),
    reply: SheetReturn,
    audit: 'coordination.return',
  }),
  undoReturn: operation({
    method: 'POST',
    path: '/api/sheets/:kab/returns/:id/undo',
    summary: 'Take back everything one returned sheet brought',
    may: editors,
    area: ['kab'],
    input: z.object({ kab: KabCode, id: z.uuid() }),
    reply: z.object({ removed: z.int() }),
    audit: 'coordination.undo',
  }),
};
