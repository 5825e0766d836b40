import { renameSync } from 'node:fs';
import type { ImportDetail, ImportEntry, importOperations } from '#api/registry-import.ts';
import { cellText, type ImportLayout, missingFields } from '#domain/import-layout.ts';
import { mayReach } from '#domain/role.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { addJob } from '../job-queue.ts';
import { addImportFile, describeImport } from './bring-in.ts';
import { detectFile } from './detect-file.ts';
import type { SealedRow } from './ledger.ts';
import { listAreasOf } from './queries-current.ts';
import * as q from './queries-import.ts';
import { buildRefusedFile } from './refused-file.ts';
import { previewUndo } from './run-undo.ts';
import { forgetFiles, spoolPath } from './spool.ts';
import { buildTemplate } from './template-file.ts';
import { XLSX_TYPE } from './xlsx-type.ts';

const SHOWN_ROWS = 200;

export const importHandlers: Handlers<typeof importOperations> = {
  async listImports(ctx) {
    const rows = await q.listImports(ctx.db, ctx.actor.area);
    return rows.map((row) => entryOf(ctx, row));
  },

  getImport: (ctx, input) => detailOf(ctx, input.no),

  async addImport(ctx, input) {
    const { upload } = ctx;
    if (upload === undefined) throw new Problem('bad-input');
    if (input.addTo !== undefined) await mine(ctx, input.addTo);
    const added = await addImportFile(
      ctx.db,
      { path: upload.path, name: input.filename, bytes: upload.bytes, sha256: upload.sha256 },
      { area: ctx.actor.area, by: ctx.actor.id, now: ctx.now, addTo: input.addTo },
    );
    ctx.afterCommit(() => renameSync(upload.path, spoolPath(ctx.config, added.no, added.part)));
    return done({ no: added.no }, note(ctx, added.no, { bytes: upload.bytes, part: added.part }));
  },

  async viewLayout(ctx, input) {
    const row = await mine(ctx, input.no);
    const file = (await q.listFiles(ctx.db, input.no)).find((f) => f.part === input.part);
    if (file === undefined) throw new Problem('not-found');
    refuseFinished(row);
    const asked = input.sheet !== undefined || input.headRow !== undefined;
    const detected = await detectFile(ctx.db, row.kab, spoolPath(ctx.config, row.no, input.part), {
      sheet: input.sheet ?? file.layout.sheet,
      ...(input.headRow === undefined ? {} : { headRow: input.headRow }),
      ...(input.headRows === 2 ? { headRows: 2 as const } : {}),
    });
    const layout = asked ? detected.layout : file.layout;
    return {
      layout,
      sheets: [...detected.sheets],
      top: detected.rows
        .filter((r) => r.number <= 40)
        .slice(0, 30)
        .map((r) => ({ number: r.number, cells: r.cells.map((c) => mask(cellText(c))) })),
      samples: layout.heads.map((_, column) => samplesOf(detected.rows, layout, column)),
      remembered: detected.remembered,
    };
  },

  async checkImport(ctx, input) {
    const row = await mine(ctx, input.no);
    refuseFinished(row);
    const files = await q.listFiles(ctx.db, input.no);
    const { no, layouts, ...receipt } = input;
    const known = layouts.filter((l) => files.some((f) => f.part === l.part));
    const missing = known.flatMap((l) =>
      missingFields({ ...l.layout, kind: l.part > 1 ? 'person' : input.kind }, l.part > 1),
    );
    if (missing.length > 0) throw new Problem('import-not-ready', { missing });
    await describeImport(ctx.db, no, receipt, known, {
      area: row.kab,
      account: ctx.actor.id,
      now: ctx.now,
    });
    const jobId = await start(ctx, row, 'registry.check', { no });
    return done({ jobId }, note(ctx, no, { cutOff: input.cutOff, mode: input.mode }));
  },

  async listKeptRows(ctx, input) {
    await mine(ctx, input.no);
    const rows = await q.listKeptRows(ctx.db, input.no, {
      outcome: input.outcome,
      reason: input.reason,
      limit: SHOWN_ROWS,
    });
    return rows.map((r) => {
      const sealed = JSON.parse(ctx.keys.open(r.sealed)) as SealedRow;
      const at = sealed.issues[0]?.column ?? null;
      const cell = at === null ? null : (sealed.cells[at] ?? null);
      const value = cell !== null && typeof cell === 'object' ? cell.d.slice(0, 10) : cell;
      return {
        part: r.part,
        row: r.rowNo,
        column: r.columnName,
        value: at === null ? null : mask(String(value ?? '')),
        reasons: sealed.issues.map((i) => ({ code: i.code, params: maskParams(i.params) })),
      };
    });
  },

  async refusedFile(ctx, input) {
    const row = await mine(ctx, input.no);
    const files = await q.listFiles(ctx.db, input.no);
    const rows = await q.listKeptRows(ctx.db, input.no, {
      outcome: 'refused',
      reason: undefined,
      limit: 20_000,
    });
    if (rows.length === 0) throw new Problem('not-found');
    const body = await buildRefusedFile(files, rows, {
      open: (sealed) => JSON.parse(ctx.keys.open(sealed)) as SealedRow,
      demo: row.synthetic,
      refused: row.rowsRefused ?? rows.length,
    });
    return done(
      { filename: `ditolak-impor-${row.no}.xlsx`, contentType: XLSX_TYPE, body },
      note(ctx, row.no, { rows: rows.length }),
    );
  },

  async applyImport(ctx, input) {
    const row = await mine(ctx, input.no);
    if (row.state !== 'checked') throw new Problem('import-not-ready', { state: row.state });
    for (const file of await q.listFiles(ctx.db, row.no)) {
      const same = await q.findSameFile(ctx.db, file.sha256);
      if (same !== undefined) throw new Problem('file-already-imported', { no: same });
    }
    const jobId = await start(ctx, row, 'registry.apply', { no: row.no });
    return done({ jobId }, note(ctx, row.no, { asked: true }));
  },

  async cancelImport(ctx, input) {
    const row = await mine(ctx, input.no);
    refuseFinished(row);
    await q.markCancelled(ctx.db, row.no);
    ctx.afterCommit(() => forgetFiles(ctx.config, row.no));
    return done(undefined, note(ctx, row.no, {}));
  },

  async previewUndo(ctx, input) {
    const row = await mine(ctx, input.no);
    if (row.state !== 'applied') throw new Problem('import-not-ready', { state: row.state });
    const areas = await listAreasOf(ctx.db, row.no);
    return previewUndo(
      ctx.db,
      row.no,
      areas.map((a) => a.kab),
    );
  },

  async undoImport(ctx, input) {
    const row = await mine(ctx, input.no);
    if (row.state !== 'applied') throw new Problem('import-not-ready', { state: row.state });
    const jobId = await start(ctx, row, 'registry.undo', { no: row.no, reason: input.reason });
    return done({ jobId }, note(ctx, row.no, { reason: input.reason }));
  },

  async importTemplate(_ctx, input) {
    return {
      filename: input.kind === 'recap' ? 'templat-rekap.xlsx' : 'templat-keluarga.xlsx',
      contentType: XLSX_TYPE,
      body: await buildTemplate(input.kind),
    };
  },
};

const note = (ctx: Context, no: number, details: Record<string, unknown>) => ({
  kab: ctx.actor.area,
  subject: String(no),
  details,
});

/** The import, where this person may work on it: an officer on those of the own kabupaten only. */
async function mine(ctx: Context, no: number): Promise<q.ImportRow> {
  const row = await q.findImport(ctx.db, no);
  if (row === undefined) throw new Problem('not-found');
  if (!mayReach(ctx.actor, row.kab)) throw new Problem('outside-area', { region: row.kab });
  return row;
}

function refuseFinished(row: q.ImportRow): void {
  if (row.state !== 'new' && row.state !== 'checked') {
    throw new Problem('import-not-ready', { state: row.state });
  }
}

async function start(
  ctx: Context,
  row: q.ImportRow,
  kind: string,
  input: { no: number; reason?: string },
): Promise<string> {
  const jobId = await addJob(ctx.db, {
    kab: row.kab,
    kind,
    input,
    actor: ctx.actor,
    now: ctx.now,
  });
  await q.setJob(ctx.db, row.no, jobId);
  return jobId;
}

function entryOf(ctx: Context, row: q.ImportRow): ImportEntry {
  const { summary, createdBy: _by, ...entry } = row;
  const areas = (summary?.areas ?? []).map((a) => a.kab).filter((kab) => mayReach(ctx.actor, kab));
  return { ...entry, areas, mine: mayReach(ctx.actor, row.kab) };
}

async function detailOf(ctx: Context, no: number): Promise<ImportDetail> {
  const row = await q.findImport(ctx.db, no);
  if (row === undefined) throw new Problem('not-found');
  const areas = await listAreasOf(ctx.db, no);
  const own = mayReach(ctx.actor, row.kab);
  if (!own && areas.length === 0) throw new Problem('outside-area', { region: row.kab });
  const summary = own
    ? row.summary
    : row.summary && {
        ...row.summary,
        areas: row.summary.areas.filter((a) => mayReach(ctx.actor, a.kab)),
      };
  return {
    ...entryOf(ctx, row),
    files: (await q.listFiles(ctx.db, no)).map(({ part, name, bytes, layout }) => ({
      part,
      name,
      bytes,
      layout,
    })),
    summary,
    inForce: areas.filter((a) => a.inForce).map((a) => a.kab),
  };
}

function samplesOf(
  rows: readonly { number: number; cells: readonly unknown[] }[],
  layout: ImportLayout,
  column: number,
): string[] {
  const values = new Set<string>();
  for (const row of rows) {
    if (row.number < layout.headRow + layout.headRows) continue;
    const text = mask(cellText((row.cells[column] ?? null) as never)).slice(0, 60);
    if (text !== '') values.add(text);
    if (values.size >= 3) break;
  }
  return [...values];
}

/** NIK and KK show their last four digits only, in whatever cell they stand. */
const mask = (text: string): string =>
  text.replace(/\d{12,}/g, (digits) => `•••• •••• •••• ${digits.slice(-4)}`);

const maskParams = (params: Record<string, string | number>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([k, v]) => [k, typeof v === 'string' ? mask(v) : v]),
  );
