import { randomUUID } from 'node:crypto';
import { type CommodityAlias, resolveCommodity } from '#domain/commodity.ts';
import { readYear } from '#domain/fact-read.ts';
import { EvidenceGrade } from '#domain/potential.ts';
import { kindOfClaim } from '#domain/potential-kind.ts';
import { reason } from '#domain/reason.ts';
import { loadRegionIndex } from '../regions/queries-match.ts';
import { type RegionReader, regionFields, regionReader } from '../spreadsheet/region-fields.ts';
import type { TableKind } from '../spreadsheet/table-kind.ts';
import {
  addEvidence,
  listAliases,
  listEvidence,
  type NewEvidence,
  removeImportedEvidence,
} from './queries-evidence.ts';

interface Tools {
  readonly regions: RegionReader;
  readonly aliases: ReadonlyMap<string, CommodityAlias>;
  /** Claims that stand, by what they say and who says it. */
  readonly standing: ReadonlySet<string>;
  /** The same without the source, with one source that says it. */
  readonly similar: ReadonlyMap<string, string>;
  readonly seen: Set<string>;
}

type Said = Pick<NewEvidence, 'code' | 'commodity' | 'kind' | 'polarity' | 'year'>;
const whatOf = (e: Said): string =>
  [e.code, e.commodity, e.kind, e.polarity, e.year ?? 0].join('\u0001');
const claimOf = (e: Said & { source: string }): string => `${whatOf(e)}\u0001${e.source}`;

/**
 * Claims about commodities. The kind of a claim is worked out from the file's own words
 * (domain/potential-kind.ts); a text no spelling knows is refused by name. Two sources that say the
 * same both stand.
 */
export const evidenceKind: TableKind<NewEvidence, Tools> = {
  name: 'evidence',
  fields: [
    ...regionFields,
    {
      name: 'commodity',
      required: true,
      constant: true,
      aliases: [
        'commodity_or_product',
        'komoditas_atau_produk',
        'komoditas',
        'komoditi',
        'commodity',
        'produk',
        'product',
        'jasa',
      ],
    },
    {
      name: 'claimWords',
      required: false,
      constant: true,
      aliases: ['kind', 'jenis_bukti', 'jenis', 'pernyataan'],
    },
    {
      name: 'evidenceGrade',
      required: true,
      constant: true,
      choices: EvidenceGrade.options,
      aliases: ['evidence_grade', 'tingkat_bukti', 'tingkat', 'grade'],
    },
    {
      name: 'polarity',
      required: false,
      constant: true,
      choices: ['for', 'against'],
      aliases: ['polarity', 'arah'],
    },
    { name: 'year', required: false, constant: true, aliases: ['year', 'tahun', 'thn'] },
    { name: 'source', required: true, constant: true, aliases: ['source', 'sumber'] },
    { name: 'note', required: false, aliases: ['note', 'catatan', 'keterangan'] },
  ],

  async prepare(db, table) {
    const standing = await listEvidence(db, undefined);
    return {
      regions: regionReader(await loadRegionIndex(db), table),
      aliases: await listAliases(db),
      standing: new Set(standing.map(claimOf)),
      similar: new Map(standing.map((e) => [whatOf(e), e.source])),
      seen: new Set(),
    };
  },

  read(row, tools) {
    const code = tools.regions.read(row);
    const written = row.text('commodity');
    const commodity = resolveCommodity(written, tools.aliases);
    if (written === '') row.refuse('commodity', reason('commodity-missing'));
    else if (!commodity.ok) row.refuse('commodity', commodity.why);
    const grade = EvidenceGrade.safeParse(row.text('evidenceGrade').toUpperCase());
    if (!grade.success) {
      row.refuse(
        'evidenceGrade',
        reason('evidence-grade-unknown', { value: row.text('evidenceGrade') }),
      );
    }
    const source = row.text('source');
    if (source === '') row.refuse('source', reason('source-missing'));
    const yearText = row.text('year');
    const year = yearText === '' ? undefined : readYear(yearText);
    if (year?.ok === false) row.refuse('year', year.reason);
    const polarity = polarityOf(row.text('polarity'));
    if (polarity === undefined) {
      row.refuse('polarity', reason('polarity-unknown', { value: row.text('polarity') }));
    }
    if (row.refused() || !code || !commodity.ok || !grade.success || !polarity) return [];

    const words = row.text('claimWords');
    const claim: NewEvidence = {
      id: randomUUID(),
      code,
      commodity: commodity.code,
      kind: kindOfClaim(words, grade.data),
      grade: grade.data,
      polarity,
      year: year?.ok ? year.year : null,
      source,
      note: row.text('note') || null,
      kindText: words || null,
      synthetic: false,
    };
    if (claim.kind === 'announced_training') {
      row.warn('claimWords', reason('claim-is-training', { words }));
    }
    if (year === undefined) row.warn('year', reason('claim-without-year'));
    const key = claimOf(claim);
    if (tools.seen.has(key)) {
      row.warn('commodity', reason('claim-repeats'));
      return [];
    }
    tools.seen.add(key);
    if (tools.standing.has(key)) {
      row.warn('source', reason('already-stored'));
      return [];
    }
    const other = tools.similar.get(whatOf(claim));
    if (other !== undefined) row.warn('source', reason('claim-similar', { source: other }));
    return [claim];
  },

  async store(db, records, mark) {
    const added = await addEvidence(db, records, {
      origin: 'import',
      importId: mark.importId,
      by: mark.actor,
      at: mark.now,
    });
    return added.length;
  },

  undo: (db, importId) => removeImportedEvidence(db, importId),

  preview: {
    heads: ['name', 'commodity', 'claimWords', 'evidenceGrade', 'polarity', 'year', 'source'],
    row: (e, tools) => [
      tools.regions.nameOf(e.code),
      e.commodity,
      e.kind,
      e.grade,
      e.polarity,
      e.year,
      e.source,
    ],
  },
};

/** Blank means that it speaks for; files with adverse claims say so. */
function polarityOf(text: string): 'for' | 'against' | undefined {
  const word = text.trim().toLowerCase();
  if (['', 'for', 'mendukung', 'ya', '+'].includes(word)) return 'for';
  if (['against', 'menentang', 'membantah', 'adverse', 'tidak', '-'].includes(word))
    return 'against';
  return undefined;
}
