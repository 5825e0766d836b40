import { basename, extname } from 'node:path';
import { neighboursOf, summarise } from '#engine/spatial/adjacency.ts';
import { formatGal } from '#engine/spatial/gal.ts';
import { formatNumber } from '#messages/format.ts';
import type { Analysis, Row } from './analysis.ts';
import {
  inFileOrder,
  NEIGHBOUR_HELP,
  neighbourOptions,
  neighboursFrom,
  orderedIds,
} from './neighbour-source.ts';
import { needed, optional } from './roles.ts';
import { readTable } from './table.ts';

export const neighbours: Analysis = {
  name: 'neighbours',
  summary: 'Tetangga wilayah dari poligon atau titik',
  help: `
titik-temu analyse neighbours <berkas> --id <kolom> [pilihan]

Siapa bertetangga dengan siapa: dari batas wilayah (GeoJSON), dari letaknya, atau dari berkas .gal.

  --id <kolom>         kode wilayah, tidak boleh berulang
  ${NEIGHBOUR_HELP}
  --weights <x.gal>    membaca tetangga dari berkas .gal (untuk memeriksa atau mengubah bentuknya)
  --format gal         menulis .gal untuk GeoDa, PySAL, spdep (bawaan bila --out berakhiran .gal)

Batas dua wilayah dianggap satu bila tidak lebih jauh daripada toleransi, juga bila sudut yang satu jatuh di
tengah garis yang lain. Garis dua kali lebih panjang dari toleransi tidak cukup untuk rook.

Tabel links: satu baris per arah: id, neighbour, shared_km (panjang batas bersama; queen dan rook),
distance_km (antara letaknya; knn, distance, dan yang disambung).
Tabel areas: id, neighbours, shared_km, component (kelompok yang saling tersambung).
Tabel counts: areas, links, one_way_links, islands, components, fewest, mean, most.

Contoh:
  titik-temu analyse neighbours desa.geojson --id kode --rule queen --out desa.gal
  titik-temu analyse neighbours pasar.csv --id nama --latitude lat --longitude lng --rule knn --k 5`,
  options: { id: { type: 'string' }, weights: { type: 'string' }, ...neighbourOptions },
  formats: ['gal'],
  async run({ positionals, values }) {
    const idColumn = needed(values, 'id', 'kolom kode wilayah');
    const table = await readTable(positionals[0], values);
    const { ids, order } = orderedIds(table, idColumn);
    const found = await neighboursFrom(table, values, { ids, order, idColumn, galToo: true });
    const { adjacency, sharedM, km } = found;
    const about = summarise(adjacency);
    const inFile = inFileOrder(adjacency, order);
    const names = table.names(idColumn);
    const place = new Int32Array(order.length);
    for (const [i, row] of order.entries()) place[row] = i;

    const warnings = [...found.warnings];
    if (about.oneWay > 0)
      warnings.push(`${about.oneWay} dari ${about.links} hubungan hanya satu arah.`);
    const islands = Array.from(order, (row, i) => ({ row, i }))
      .filter(({ i }) => adjacency.start[i] === adjacency.start[i + 1])
      .map(({ row }) => names[row]);
    if (islands.length > 0)
      warnings.push(
        `${islands.length} wilayah tanpa tetangga: ${islands.slice(0, 10).join(', ')}${islands.length > 10 ? ', …' : ''}.`,
      );
    const done = `${found.how}; ${formatNumber(about.areas)} wilayah, ${formatNumber(about.links)} hubungan (tiap arah satu), ${about.fewest}–${about.most} tetangga, rata-rata ${formatNumber(about.mean, 'id', 2)}; ${formatNumber(about.components)} kelompok tersambung.`;

    const wantsGal =
      optional(values, 'format') === 'gal' ||
      (optional(values, 'format') === undefined &&
        extname(optional(values, 'out') ?? '').toLowerCase() === '.gal');
    if (wantsGal) {
      const text = formatGal(names, inFile, { file: basename(table.path), idVariable: idColumn });
      return { done, warnings, tables: {}, text };
    }

    const links: Row[] = [];
    const areas: Row[] = [];
    for (const [row, id] of names.entries()) {
      const i = place[row]!;
      const own = neighboursOf(adjacency, i);
      let shared = 0;
      for (const other of neighboursOf(inFile, row)) {
        const j = place[other]!;
        const metres = sharedM?.[adjacency.start[i]! + own.indexOf(j)];
        shared += metres ?? 0;
        links.push({
          id,
          neighbour: names[other]!,
          ...(sharedM && { shared_km: (metres ?? 0) / 1000 }),
          ...(km && { distance_km: km(i, j) }),
        });
      }
      areas.push({
        id,
        neighbours: own.length,
        ...(sharedM && { shared_km: shared / 1000 }),
        component: about.componentOf[i]! + 1,
      });
    }
    const summary = {
      areas: about.areas,
      links: about.links,
      one_way_links: about.oneWay,
      islands: about.islands,
      components: about.components,
      fewest: about.fewest,
      mean: about.mean,
      most: about.most,
    };
    return { done, warnings, summary, tables: { links, areas, counts: [summary] } };
  },
};
