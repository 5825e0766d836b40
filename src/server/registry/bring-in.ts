import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { headSignature, type ImportKind, type ImportLayout } from '#domain/import-layout.ts';
import { isDemo } from '../access/queries.ts';
import { Problem } from '../context.ts';
import type { Db } from '../db/sql.ts';
import { type Detected, detectFile } from './detect-file.ts';
import type { ImportRun } from './import-run.ts';
import {
  addFile,
  addImport,
  changeLayout,
  changeReceipt,
  findImport,
  findSameFile,
  listFiles,
  type Receipt,
  rememberMapping,
} from './queries-import.ts';
import { accountOf, applyImport, type ImportOutcome } from './run-import.ts';
import { spoolCopy } from './spool.ts';

export interface FileAtHand {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Registers a file as a new import, or as the file of members of one that waits with its families.
 * Answers the number and the part; the caller moves the file into the spool.
 */
export async function addImportFile(
  db: Db,
  file: FileAtHand,
  o: { area: string; by: string | null; now: string; addTo: number | undefined },
): Promise<{ no: number; part: number; detected: Detected }> {
  const same = await findSameFile(db, file.sha256);
  if (same !== undefined) throw new Problem('file-already-imported', { no: same });
  const detected = await detectFile(db, o.area, file.path);
  const entry = {
    name: file.name.slice(0, 200),
    bytes: file.bytes,
    sha256: file.sha256,
    layout: detected.layout,
  };
  if (o.addTo !== undefined) {
    const first = await findImport(db, o.addTo);
    const files = await listFiles(db, o.addTo);
    if (first === undefined) throw new Problem('not-found');
    if (
      first.kind !== 'family' ||
      files.length !== 1 ||
      !['new', 'checked'].includes(first.state)
    ) {
      throw new Problem('rule-broken', { rule: 'family-file-first' });
    }
    const layout: ImportLayout = { ...detected.layout, kind: 'person' };
    await addFile(db, first.kab, first.no, { ...entry, part: 2, layout });
    return { no: first.no, part: 2, detected };
  }
  const demo = await isDemo(db);
  const no = await addImport(db, {
    kab: o.area,
    kind: detected.layout.kind,
    sourceKind: detected.sourceKind,
    sourceName: '',
    scheme: detected.layout.scheme,
    synthetic: demo && detected.layout.kind !== 'recap',
    createdBy: o.by,
    now: o.now,
  });
  await addFile(db, o.area, no, { ...entry, part: 1 });
  return { no, part: 1, detected };
}

/** Stores what a person said about a waiting import; the mapping is remembered for the next file. */
export async function describeImport(
  db: Db,
  no: number,
  receipt: Receipt,
  layouts: readonly { part: number; layout: ImportLayout }[],
  by: { area: string; account: string | null; now: string },
): Promise<void> {
  const demo = await isDemo(db);
  // A list shows by its NIK what it is; a recap has to be declared, or examples would pass for data.
  if (receipt.kind === 'recap' && receipt.synthetic !== demo) throw new Problem('demo-real-mixed');
  await changeReceipt(db, no, { ...receipt, synthetic: demo });
  for (const { part, layout } of layouts) {
    await changeLayout(db, no, part, layout);
    if (layout.headRow === 0) continue;
    const { columns, desilColumns, disabilityColumns, kind, scheme } = layout;
    await rememberMapping(db, {
      kab: by.area,
      signature: headSignature(layout.heads),
      mapping: { columns, desilColumns, disabilityColumns, kind, scheme },
      by: by.account,
      now: by.now,
    });
  }
}

export interface FileReceipt {
  readonly sourceName: string;
  readonly cutOff: string;
  readonly legalBasis?: string;
  readonly expiresOn?: string;
  readonly mode?: 'full' | 'addition';
  readonly kind?: ImportKind;
  readonly scheme?: 'kemendagri' | 'bps';
  readonly synthetic?: boolean;
}

/**
 * A file on disk becomes a waiting import, with the mapping as guessed (or as remembered): the door
 * for commands and for the demo. `members` is a second file with the people of the families.
 */
export async function registerFile(
  run: ImportRun,
  path: string,
  receipt: FileReceipt,
  members?: string,
): Promise<{ no: number; layout: ImportLayout }> {
  const first = await atHand(path);
  const second = members === undefined ? undefined : await atHand(members);
  const by = { area: run.actor.area, account: accountOf(run), now: run.now() };
  const added = await run.inScope(async (db) => {
    const o = { area: by.area, by: by.account, now: by.now };
    const one = await addImportFile(db, first, { ...o, addTo: undefined });
    const two = second && (await addImportFile(db, second, { ...o, addTo: one.no }));
    const layouts = [one, ...(two ? [two] : [])].map((a) => ({
      part: a.part,
      layout: a.part > 1 ? { ...a.detected.layout, kind: 'person' as const } : a.detected.layout,
    }));
    await describeImport(
      db,
      one.no,
      {
        kind: receipt.kind ?? one.detected.layout.kind,
        sourceKind: one.detected.sourceKind,
        sourceName: receipt.sourceName,
        cutOff: receipt.cutOff,
        legalBasis: receipt.legalBasis ?? null,
        expiresOn: receipt.expiresOn ?? null,
        mode: receipt.mode ?? 'full',
        scheme: receipt.scheme ?? one.detected.layout.scheme,
        synthetic: receipt.synthetic ?? false,
      },
      layouts,
      by,
    );
    return { no: one.no, layout: one.detected.layout };
  });
  await spoolCopy(run.config, path, added.no, 1);
  if (members !== undefined) await spoolCopy(run.config, members, added.no, 2);
  return added;
}

/** Registers and applies in one go; the demo uses it, because nobody reads seventeen dry runs. */
export async function applyFile(
  run: ImportRun,
  path: string,
  receipt: FileReceipt,
): Promise<ImportOutcome> {
  const { no } = await registerFile(run, path, receipt);
  return applyImport(run, no);
}

async function atHand(path: string): Promise<FileAtHand> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const { size } = await stat(path);
  return { path, name: basename(path), bytes: size, sha256: hash.digest('hex') };
}
