import { randomUUID } from 'node:crypto';
import { type CommodityAlias, resolveCommodity } from '#domain/commodity.ts';
import { readYear } from '#domain/fact-read.ts';
import { PastAid } from '#domain/potential.ts';
import { stateOfAid, subjectInTitle } from '#domain/potential-aid.ts';
import { reason } from '#domain/reason.ts';
import { loadRegionIndex } from '../regions/queries-match.ts';
import { type RegionReader, regionFields, regionReader } from '../spreadsheet/region-fields.ts';
import type { Row, TableKind } from '../spreadsheet/table-kind.ts';
import {
  addPastAid,
  listAliases,
  listPastAid,
  type NewPastAid,
  removeImportedPastAid,
} from './queries-evidence.ts';

interface Tools {
  readonly regions: RegionReader;
  readonly aliases: ReadonlyMap<string, CommodityAlias>;
  readonly standing: readonly PastAid[];
  readonly seen: Set<string>;
}

const keyOf = (p: Pick<PastAid, 'code' | 'title' | 'year'>): string =>
  [p.code, p.title.toLowerCase(), p.year ?? 0].join('\u0001');

/** Training and equipment given before. What happened is told in words; the words stay in the cause. */
export const pastAidKind: TableKind<NewPastAid, Tools> = {
  name: 'past-aid',
  fields: [
    ...regionFields,
    {
      name: 'title',
      required: true,
      aliases: ['item', 'bantuan', 'nama_bantuan', 'kegiatan', 'uraian', 'title', 'barang'],
    },
    {
      name: 'commodity',
      required: false,
      constant: true,
      aliases: ['subject', 'komoditas', 'komoditi', 'commodity', 'untuk'],
    },
    { name: 'year', required: false, constant: true, aliases: ['year', 'tahun', 'thn'] },
    {
      name: 'participants',
      required: false,
      number: true,
      aliases: ['participants', 'peserta', 'jumlah_peserta', 'penerima', 'jumlah_penerima'],
    },
    {
      name: 'valueRupiah',
      required: false,
      number: true,
      aliases: ['value_rp', 'value_rupiah', 'nilai', 'nilai_rp', 'anggaran', 'pagu'],
    },
    {
      name: 'aidStatus',
      required: false,
      constant: true,
      choices: PastAid.shape.status.options,
      aliases: ['what_happened', 'keadaan', 'kondisi', 'status'],
    },
    { name: 'cause', required: false, aliases: ['stated_cause', 'sebab', 'penyebab', 'cause'] },
    { name: 'source', required: true, constant: true, aliases: ['source', 'sumber'] },
  ],

  async prepare(db, table) {
    return {
      regions: regionReader(await loadRegionIndex(db), table),
      aliases: await listAliases(db),
      standing: await listPastAid(db, undefined),
      seen: new Set(),
    };
  },

  read(row, tools) {
    const code = tools.regions.read(row);
    if (code !== undefined && code.length < 5) row.refuse('name', reason('aid-needs-kab'));
    const title = row.text('title');
    if (title === '') row.refuse('title', reason('aid-title-missing'));
    const source = row.text('source');
    if (source === '') row.refuse('source', reason('source-missing'));
    const yearText = row.text('year');
    const year = yearText === '' ? undefined : readYear(yearText);
    if (year?.ok === false) row.refuse('year', year.reason);
    const participants = wholeIn(row, 'participants');
    const valueRupiah = wholeIn(row, 'valueRupiah');
    const words = row.text('aidStatus');
    const choice = PastAid.shape.status.safeParse(words);
    const status = choice.success ? choice.data : stateOfAid(words);
    if (status === undefined && words !== '') {
      row.warn('aidStatus', reason('aid-state-unclear', { words }));
    }
    const subject = subjectOf(row, title, tools.aliases);
    if (row.refused() || code === undefined) return [];

    const aid: NewPastAid = {
      id: randomUUID(),
      code,
      title,
      subject,
      year: year?.ok ? year.year : null,
      participants: participants ?? null,
      valueRupiah: valueRupiah ?? null,
      status: status ?? 'unknown',
      cause: [choice.success ? '' : words, row.text('cause')].filter(Boolean).join(': ') || null,
      source,
      synthetic: false,
    };
    const key = keyOf(aid);
    if (tools.seen.has(key)) {
      row.warn('title', reason('claim-repeats'));
      return [];
    }
    tools.seen.add(key);
    if (tools.standing.some((p) => keyOf(p) === key)) {
      row.warn('title', reason('already-stored'));
      return [];
    }
    const near = tools.standing.filter((p) => p.code === code && p.subject === subject);
    // One place, one purpose, one sum: the same thing under another title.
    const same = near.find((p) => p.valueRupiah !== null && p.valueRupiah === aid.valueRupiah);
    if (same) {
      row.warn('title', reason('aid-already-there', { title: same.title }));
      return [];
    }
    if (near[0]) row.warn('title', reason('aid-similar', { title: near[0].title }));
    return [aid];
  },

  async store(db, records, mark) {
    const added = await addPastAid(db, records, {
      origin: 'import',
      importId: mark.importId,
      by: mark.actor,
      at: mark.now,
    });
    return added.length;
  },

  undo: (db, importId) => removeImportedPastAid(db, importId),

  preview: {
    heads: ['name', 'title', 'commodity', 'year', 'valueRupiah', 'aidStatus', 'cause', 'source'],
    row: (p, tools) => [
      tools.regions.nameOf(p.code),
      p.title,
      p.subject,
      p.year,
      p.valueRupiah,
      p.status,
      p.cause,
      p.source,
    ],
  },
};

function wholeIn(row: Row, field: string): number | null | undefined {
  const value = row.figure(field);
  if (typeof value !== 'number') return value;
  if (value < 0 || !Number.isSafeInteger(value)) {
    row.refuse(field, reason('not-a-whole-number', { value }));
    return undefined;
  }
  return value;
}

/** The named commodity, else the one its title speaks of, said as a remark. */
function subjectOf(
  row: Row,
  title: string,
  aliases: ReadonlyMap<string, CommodityAlias>,
): string | null {
  const written = row.text('commodity');
  if (written !== '') {
    const found = resolveCommodity(written, aliases);
    if (found.ok) return found.code;
    row.warn('commodity', found.why);
    return null;
  }
  const guessed = subjectInTitle(title, aliases);
  if (guessed !== null) row.warn('title', reason('aid-subject-guessed', { commodity: guessed }));
  return guessed;
}
