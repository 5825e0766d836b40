import { missingFields } from '#domain/import-layout.ts';
import { isDemo } from '../access/queries.ts';
import { Problem } from '../context.ts';
import type { Db } from '../db/sql.ts';
import { loadRegionIndex } from '../regions/queries-match.ts';
import { type ImportRun, stopIfCancelled } from './import-run.ts';
import { openLedger } from './ledger.ts';
import { addAreas, addRecapCounts, listAreas, refreshCurrent } from './queries-current.ts';
import {
  type AreaComparison,
  type ImportFileRow,
  type ImportRow,
  type ImportSummary,
  keepRows,
  listFiles,
  lockImport,
  markApplied,
  markChecked,
  saveOutcome,
} from './queries-import.ts';
import {
  compareWithCurrent,
  fillStage,
  groupFamilies,
  insertSources,
  listStagedKabs,
  matchFamilies,
} from './queries-stage.ts';
import { type ReadOptions, readList } from './read-list.ts';
import { type Recap, readRecap } from './read-recap.ts';
import { forgetFiles, spoolPath } from './spool.ts';

export interface ImportOutcome {
  no: number;
  counts: { read: number; accepted: number; warned: number; refused: number };
  families: number;
  persons: number | null;
  summary: ImportSummary;
}

/**
 * The dry run: the whole file, against the list as it stands. Stores counts, reasons and the refused
 * rows; nothing of a family. One transaction with temporary tables, so a stop leaves nothing.
 */
export async function checkImport(run: ImportRun, no: number): Promise<ImportOutcome> {
  return run.inScope(async (db) => {
    const { row, files } = await open(db, no);
    const outcome = await read(db, run, row, files, true);
    await saveOutcome(db, no, outcome);
    await markChecked(db, no, run.now());
    return outcome;
  });
}

/**
 * Brings the file in: everything or nothing. 120,000 families with 470,000 people take some twenty
 * seconds on two cores, half of it in PostgreSQL.
 */
export async function applyImport(run: ImportRun, no: number): Promise<ImportOutcome> {
  const outcome = await run.inScope(async (db) => {
    const { row, files } = await open(db, no);
    const result = await read(db, run, row, files, false);
    await saveOutcome(db, no, result);
    await markApplied(db, no, accountOf(run), run.now());
    for (const area of result.summary.areas) {
      await run.audit(db, area.kab, 'registry.apply', String(no), {
        families: area.families,
        added: area.added,
        changed: area.changed,
        gone: area.gone,
      });
    }
    return result;
  });
  forgetFiles(run.config, no);
  return outcome;
}

/** Commands act under a name, people under the id of their account. */
export const accountOf = (run: Pick<ImportRun, 'actor'>): string | null =>
  /^[0-9a-f-]{36}$/.test(run.actor.id) ? run.actor.id : null;

async function open(db: Db, no: number): Promise<{ row: ImportRow; files: ImportFileRow[] }> {
  const row = await lockImport(db, no);
  if (row === undefined) throw new Problem('not-found');
  if (row.state !== 'new' && row.state !== 'checked') {
    throw new Problem('import-not-ready', { state: row.state });
  }
  const files = await listFiles(db, no);
  const missing = files.flatMap((f) =>
    missingFields({ ...f.layout, kind: kindOf(row, f) }, f.part > 1),
  );
  if (missing.length > 0 || row.cutOff === null) {
    throw new Problem('import-not-ready', { missing: missing.length > 0 ? missing : ['cutOff'] });
  }
  return { row, files };
}

const kindOf = (row: ImportRow, file: ImportFileRow) => (file.part > 1 ? 'person' : row.kind);

async function read(
  db: Db,
  run: ImportRun,
  row: ImportRow,
  files: readonly ImportFileRow[],
  dry: boolean,
): Promise<ImportOutcome> {
  const ledger = openLedger(run.keys, (part, field) => {
    const layout = files.find((f) => f.part === part)?.layout;
    const column = field === '' ? undefined : layout?.columns[field];
    return {
      column: column ?? null,
      head: column === undefined ? '' : (layout?.heads[column] ?? ''),
    };
  });
  const demo = await isDemo(db);
  if (row.kind === 'recap' && row.synthetic !== demo) throw new Problem('demo-real-mixed');
  const step = dry ? 'import.step.check' : 'import.step.read';
  run.progress({ step, done: 0, total: 1000 });
  const options: ReadOptions = {
    files: files.map((f) => ({
      part: f.part,
      path: spoolPath(run.config, row.no, f.part),
      layout: { ...f.layout, kind: kindOf(row, f) },
    })),
    regions: await loadRegionIndex(db),
    scheme: row.scheme ?? undefined,
    cutOff: row.cutOff ?? '',
    area: run.actor.area,
    demo,
    keys: run.keys,
    dry,
    ledger,
    onBatch(share) {
      stopIfCancelled(run);
      run.progress({
        step,
        done: Math.round(share * 1000),
        total: 1000,
        details: { rows: ledger.counts.read, refused: ledger.counts.refused },
      });
    },
  };
  const found =
    row.kind === 'recap'
      ? await takeRecap(db, run, row, await readRecap(options), dry)
      : await takeList(db, run, row, options, dry);
  await keepRows(db, row.kab, row.no, ledger.kept);
  return {
    no: row.no,
    counts: { ...ledger.counts },
    families: found.families,
    persons: found.persons,
    summary: {
      refusedBy: Object.fromEntries(ledger.refusedBy),
      warnedBy: Object.fromEntries(ledger.warnedBy),
      notices: [...found.notices, ...fileNotices(files)],
      areas: found.areas,
    },
  };
}

interface Taken {
  families: number;
  persons: number | null;
  areas: AreaComparison[];
  notices: ImportSummary['notices'];
}

async function takeList(
  db: Db,
  run: ImportRun,
  row: ImportRow,
  options: ReadOptions,
  dry: boolean,
): Promise<Taken> {
  const joined = options.files.length > 1;
  await fillStage(db, readList(options));
  stopIfCancelled(run);
  run.progress({ step: 'import.step.match' });
  const grouped = await groupFamilies(db, {
    cutOff: options.cutOff,
    complete: row.kind === 'person',
    joined,
  });
  const staged = await listStagedKabs(db, joined);
  const kabs = staged.map((s) => s.kab);
  await matchFamilies(db, { kabs, sourceKind: row.sourceKind });
  const compared = await compareWithCurrent(db, row.mode === 'full');
  const withPersons = row.kind === 'person' || joined;
  const before = await listAreas(db, kabs);
  const areas = compared.map((c) => ({
    ...c,
    persons: withPersons ? (staged.find((s) => s.kab === c.kab)?.persons ?? 0) : null,
    takesEffect: takesEffect(
      before.filter((a) => a.kab === c.kab),
      row,
      'list',
    ),
  }));
  if (!dry) {
    stopIfCancelled(run);
    run.progress({ step: 'import.step.store' });
    await addAreas(
      db,
      receiptOf(row, 'list', run.now()),
      areas.map((a) => ({ ...a, level: 'village' })),
    );
    await insertSources(db, { no: row.no, sourceKind: row.sourceKind, joined, kabs });
    run.progress({ step: 'import.step.refresh' });
    await refreshCurrent(db, kabs);
  }
  const notices =
    row.kind === 'person' && grouped.headless > 0
      ? [{ code: 'families-without-head', params: { n: grouped.headless } }]
      : [];
  return {
    families: grouped.families,
    persons: withPersons ? areas.reduce((sum, a) => sum + (a.persons ?? 0), 0) : null,
    areas,
    notices,
  };
}

async function takeRecap(
  db: Db,
  run: ImportRun,
  row: ImportRow,
  recap: Recap,
  dry: boolean,
): Promise<Taken> {
  const byKab = new Map<string, number>();
  for (const r of recap.regions) {
    const families = r.byDesil.reduce((a, b) => a + b, r.unknown);
    byKab.set(r.code.slice(0, 5), (byKab.get(r.code.slice(0, 5)) ?? 0) + families);
  }
  const kabs = [...byKab.keys()].sort();
  const before = await listAreas(db, kabs);
  const areas = kabs.map((kab) => {
    const mine = before.filter((a) => a.kab === kab);
    const families = byKab.get(kab) ?? 0;
    const old = mine.find((a) => a.inForce)?.families ?? 0;
    return {
      kab,
      families,
      persons: null,
      added: Math.max(0, families - old),
      same: Math.min(families, old),
      changed: 0,
      gone: Math.max(0, old - families),
      takesEffect: takesEffect(mine, row, 'recap'),
    };
  });
  if (!dry) {
    const level = recap.level;
    await addAreas(
      db,
      receiptOf(row, 'recap', run.now()),
      areas.map((a) => ({ ...a, level })),
    );
    await addRecapCounts(db, row.no, recap.regions);
    await refreshCurrent(db, kabs);
  }
  return {
    families: areas.reduce((sum, a) => sum + a.families, 0),
    persons: null,
    areas,
    notices: [{ code: `recap-level-${recap.level}`, params: { n: recap.regions.length } }],
  };
}

/** Data that are older than what is in force are kept, but do not count; a recap never beats a list. */
function takesEffect(
  areas: Awaited<ReturnType<typeof listAreas>>,
  row: ImportRow,
  data: 'list' | 'recap',
): boolean {
  const live = areas.filter((a) => a.inForce);
  if (data === 'recap' && live.some((a) => a.data === 'list')) return false;
  return !live.some((a) => a.data === data && a.mode === 'full' && a.cutOff > (row.cutOff ?? ''));
}

const receiptOf = (row: ImportRow, data: 'list' | 'recap', now: string) => ({
  no: row.no,
  data,
  mode: data === 'recap' ? 'full' : row.mode,
  sourceName: row.sourceName,
  cutOff: row.cutOff ?? '',
  synthetic: row.synthetic,
  now,
});

function fileNotices(files: readonly ImportFileRow[]): ImportSummary['notices'] {
  const lost = files.some((f) => f.layout.lostLastDigits);
  return lost ? [{ code: 'file-through-excel', params: {} }] : [];
}
