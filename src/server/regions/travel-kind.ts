import { reason } from '#domain/reason.ts';
import { levelOf } from '#domain/region.ts';
import { type RegionReader, regionFields, regionReader } from '../spreadsheet/region-fields.ts';
import type { TableField, TableKind } from '../spreadsheet/table-kind.ts';
import { loadRegionIndex } from './queries-match.ts';
import {
  keepTravelBefore,
  setTravel,
  type TravelChange,
  type TravelMode,
  undoTravel,
} from './queries-travel.ts';

interface Tools {
  readonly regions: RegionReader;
  readonly capital: string;
  /** Destinations this file has spoken of. */
  readonly seen: Set<string>;
}

const MODES: Record<string, TravelMode> = {
  darat: 'land',
  land: 'land',
  laut: 'sea',
  sea: 'sea',
  'darat dan laut': 'land-sea',
  'darat-laut': 'land-sea',
  'land-sea': 'land-sea',
  'land and sea': 'land-sea',
  'tidak diketahui': 'unknown',
  unknown: 'unknown',
  '': 'unknown',
};

const [code, bps, name] = regionFields as [TableField, TableField, TableField];

/** The travel table as a sheet: one row per destination, read back in the layout it was saved in. */
export const travelKind: TableKind<TravelChange, Tools> = {
  name: 'travel',
  fields: [
    { ...code, aliases: ['kode_tujuan', ...code.aliases] },
    bps,
    { ...name, aliases: ['tujuan', ...name.aliases] },
    {
      name: 'mode',
      required: true,
      constant: true,
      choices: ['land', 'sea', 'land-sea', 'unknown'],
      aliases: ['cara', 'moda', 'mode'],
    },
    {
      name: 'hours',
      required: true,
      number: true,
      aliases: ['jam_sekali_jalan', 'jam', 'waktu_jam', 'hours', 'hours_one_way'],
    },
    {
      name: 'cost',
      required: true,
      number: true,
      aliases: [
        'biaya_rp_satu_orang_pulang_pergi',
        'cost_rp_one_person_return',
        'biaya',
        'biaya_rp',
        'cost',
      ],
    },
    { name: 'year', required: true, constant: true, aliases: ['tahun', 'year'] },
    { name: 'source', required: true, constant: true, aliases: ['sumber', 'source'] },
  ],

  async prepare(db, table) {
    const index = await loadRegionIndex(db);
    return {
      regions: regionReader(index, table),
      capital: `${index.province}.71`,
      seen: new Set(),
    };
  },

  read(row, tools) {
    const to = tools.regions.read(row);
    const mode = MODES[row.text('mode').toLowerCase()];
    if (mode === undefined) row.refuse('mode', reason('travel-mode', { value: row.text('mode') }));
    const [hours, cost] = [row.figure('hours'), row.figure('cost')];
    const [yearText, source] = [row.text('year'), row.text('source')];
    const year = yearText === '' ? null : Number(yearText);
    if (year !== null && !(Number.isInteger(year) && year >= 1950 && year <= 2100)) {
      row.refuse('year', reason('travel-year', { value: yearText }));
    }
    for (const [field, value] of [
      ['hours', hours],
      ['cost', cost],
    ] as const) {
      if (typeof value === 'number' && value < 0) row.refuse(field, reason('negative', { value }));
    }
    if (typeof hours === 'number' && hours > 500) {
      row.refuse('hours', reason('travel-hours', { value: hours }));
    }
    if (to !== undefined && !['kab', 'kec'].includes(levelOf(to))) {
      row.refuse('code', reason('travel-level', { region: tools.regions.nameOf(to) }));
    }
    if (to === undefined || mode === undefined || row.refused()) return [];
    if (mode === 'unknown' && hours === null && cost === null) {
      row.warn('mode', reason('travel-says-nothing'));
      return [];
    }
    if (source === '') row.refuse('source', reason('source-missing'));
    if (tools.seen.has(to)) {
      row.refuse('code', reason('travel-twice', { region: tools.regions.nameOf(to) }));
    }
    if (row.refused()) return [];
    tools.seen.add(to);
    return [
      {
        fromCode: tools.capital,
        toCode: to,
        mode,
        hours: hours ?? null,
        costRupiah: typeof cost === 'number' ? Math.round(cost) : null,
        source,
        year,
      },
    ];
  },

  async store(db, records, mark) {
    await keepTravelBefore(db, mark.importId, records);
    await setTravel(db, records, { actor: mark.actor, now: mark.now, importId: mark.importId });
    return records.length;
  },
  undo: (db, importId) => undoTravel(db, importId),

  preview: {
    heads: ['code', 'mode', 'hours', 'cost', 'year', 'source'],
    row: (t) => [t.toCode, t.mode, t.hours, t.costRupiah, t.year, t.source],
  },
};
