import { randomUUID } from 'node:crypto';
import { readYear } from '#domain/fact-read.ts';
import { foldWord } from '#domain/fold.ts';
import { catalogueOf, type Price, type PriceItem } from '#domain/price.ts';
import { reason } from '#domain/reason.ts';
import { levelOf } from '#domain/region.ts';
import type { Db } from '../db/sql.ts';
import { listCurrentRecipes } from '../potential/queries-recipes.ts';
import { loadRegionIndex } from '../regions/queries-match.ts';
import { type RegionReader, regionFields, regionReader } from '../spreadsheet/region-fields.ts';
import type { TableKind } from '../spreadsheet/table-kind.ts';
import * as q from './queries-prices.ts';

interface Tools {
  readonly regions: RegionReader;
  readonly items: ReadonlyMap<string, PriceItem>;
  readonly byName: ReadonlyMap<string, PriceItem>;
  readonly lists: ReadonlyMap<string, q.PriceListRow>;
  readonly seen: Set<string>;
}

/** One price on its way into a list, which is made where it does not exist yet. */
export interface PriceRecord {
  readonly list: string;
  readonly listYear: number;
  readonly price: Price;
}

const BASES: Record<string, Price['basis']> = {
  ssh: 'ssh',
  'standar satuan harga': 'ssh',
  'standar harga satuan': 'ssh',
  sbu: 'sbu',
  'standar biaya umum': 'sbu',
  'e-katalog': 'e-katalog',
  ekatalog: 'e-katalog',
  'e-catalogue': 'e-katalog',
  survei: 'survey',
  'survei pasar': 'survey',
  survey: 'survey',
  perkiraan: 'estimate',
  estimate: 'estimate',
  taksiran: 'estimate',
};

/** SSH, SBU, e-katalog or survey prices; what the office exports can be filled in and read back. */
export const priceKind: TableKind<PriceRecord, Tools> = {
  name: 'prices',
  fields: [
    {
      name: 'priceItem',
      required: false,
      aliases: ['item', 'kode_barang', 'kode_item', 'kode_komponen'],
    },
    {
      name: 'priceName',
      required: false,
      aliases: ['uraian', 'nama_barang', 'barang', 'nama_item', 'komponen', 'uraian_barang'],
    },
    {
      name: 'priceRupiah',
      required: true,
      number: true,
      aliases: ['harga', 'harga_satuan', 'harga_rp', 'harga_satuan_rp', 'price', 'rupiah'],
    },
    {
      name: 'priceList',
      required: true,
      constant: true,
      aliases: ['daftar', 'daftar_harga', 'price_list'],
    },
    {
      name: 'priceBasis',
      required: true,
      constant: true,
      choices: ['ssh', 'sbu', 'e-katalog', 'survey', 'estimate'],
      aliases: ['dasar', 'jenis_harga', 'basis'],
    },
    {
      name: 'document',
      required: false,
      constant: true,
      aliases: ['dokumen', 'nomor_dokumen', 'peraturan', 'dasar_hukum', 'document'],
    },
    { name: 'year', required: true, constant: true, aliases: ['tahun', 'tahun_anggaran', 'year'] },
    { name: 'source', required: true, constant: true, aliases: ['sumber', 'source'] },
    ...regionFields.map((f) => ({ ...f, required: false })),
  ],

  async prepare(db, table) {
    const items = catalogueOf(await q.listPriceItems(db), await listCurrentRecipes(db));
    const byName = new Map<string, PriceItem>();
    for (const item of items)
      for (const name of [item.name.id, item.name.en]) byName.set(foldWord(name), item);
    return {
      regions: regionReader(await loadRegionIndex(db), table),
      items: new Map(items.map((i) => [i.code, i])),
      byName,
      lists: new Map((await q.listPriceLists(db)).map((l) => [l.name.toLowerCase(), l])),
      seen: new Set(),
    };
  },

  read(row, tools) {
    const [code, name] = [row.text('priceItem'), row.text('priceName')];
    const item = tools.items.get(code) ?? tools.byName.get(foldWord(name || code));
    if (item === undefined) {
      const field = code === '' ? 'priceName' : 'priceItem';
      row.refuse(field, reason('price-item-unknown', { value: name || code }));
    }
    const rupiah = row.figure('priceRupiah');
    if (typeof rupiah === 'number' && rupiah < 0)
      row.refuse('priceRupiah', reason('negative', { value: rupiah }));
    if (rupiah === 0) row.refuse('priceRupiah', reason('price-zero'));
    if (rupiah === null) row.warn('priceRupiah', reason('price-blank'));
    const list = row.text('priceList');
    if (list === '') row.refuse('priceList', reason('price-list-missing'));
    if (tools.lists.get(list.toLowerCase())?.synthetic)
      row.refuse('priceList', reason('price-list-example', { list }));
    const basis = BASES[row.text('priceBasis').toLowerCase().replaceAll('_', ' ')];
    if (basis === undefined)
      row.refuse('priceBasis', reason('price-basis-unknown', { value: row.text('priceBasis') }));
    const year = readYear(row.text('year'));
    if (!year.ok) row.refuse('year', year.reason);
    const source = row.text('source');
    if (source === '') row.refuse('source', reason('source-missing'));
    const document = row.text('document') || null;
    if (document === null && basis !== undefined && !['survey', 'estimate'].includes(basis))
      row.warn('document', reason('price-without-paper'));
    const where = ['code', 'bps', 'name'].some((f) => row.text(f) !== '')
      ? tools.regions.read(row)
      : q.PROVINCE_ROWS;
    if (where !== undefined && !['province', 'kab'].includes(levelOf(where)))
      row.refuse('code', reason('price-level', { region: tools.regions.nameOf(where) }));
    if (!item || !basis || !year.ok || where === undefined || row.refused()) return [];
    const key = `${list.toLowerCase()}|${item.code}|${where}`;
    if (tools.seen.has(key)) {
      row.refuse('priceItem', reason('price-twice', { item: item.name.id }));
      return [];
    }
    tools.seen.add(key);
    return [
      {
        list,
        listYear: year.year,
        price: {
          item: item.code,
          code: where,
          rupiah: typeof rupiah === 'number' ? Math.round(rupiah) : null,
          basis,
          document,
          source,
          year: year.year,
          synthetic: false,
        },
      },
    ];
  },

  async store(db, records, mark) {
    let stored = 0;
    for (const name of new Set(records.map((r) => r.list))) {
      const of = records.filter((r) => r.list === name);
      const id = await listFor(db, name, of[0]?.listYear ?? 0, mark);
      stored += await q.addPrices(
        db,
        id,
        of.map((r) => r.price),
        { by: mark.actor, now: mark.now, importId: mark.importId },
      );
    }
    return stored;
  },

  undo: (db, importId, by) => q.undoPrices(db, importId, by.now),

  preview: {
    heads: ['priceItem', 'priceRupiah', 'priceBasis', 'document', 'year', 'code', 'priceList'],
    row: (r, tools) => [
      tools.items.get(r.price.item)?.name.id ?? r.price.item,
      r.price.rupiah,
      r.price.basis,
      r.price.document,
      r.price.year,
      r.price.code,
      r.list,
    ],
  },
};

async function listFor(
  db: Db,
  name: string,
  year: number,
  mark: { actor: string; now: string },
): Promise<string> {
  const found = await q.findPriceListByName(db, name);
  if (found) return found.id;
  const id = randomUUID();
  await q.addPriceList(db, { id, name, year, synthetic: false, by: mark.actor }, mark.now);
  return id;
}
