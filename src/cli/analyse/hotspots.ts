import { subset, summarise } from '#engine/spatial/adjacency.ts';
import { findHotspots, type LocalResult, type LocalTest } from '#engine/spatial/hotspots.ts';
import { localMoments, type NoTest } from '#engine/spatial/local-moran.ts';
import { alternatives } from '#engine/spatial/spatial-test.ts';
import { weightStyles } from '#engine/spatial/weights.ts';
import { formatNumber } from '#messages/format.ts';
import { choice } from '../command.ts';
import type { Analysis, AnalysisRequest, Row } from './analysis.ts';
import {
  NEIGHBOUR_HELP,
  neighbourOptions,
  neighboursFrom,
  orderedIds,
} from './neighbour-source.ts';
import { refusal } from './refusals.ts';
import { needed, numberOption, optional } from './roles.ts';
import { readTable } from './table.ts';

const SENTENCES = {
  'all-equal': 'semua nilai sama ({value}): tidak ada pola yang dapat diuji',
  'no-links': 'tidak satu wilayah pun punya tetangga: tidak ada pola yang dapat diuji',
};

const REASONS: Readonly<Record<NoTest, string>> = {
  island: 'tanpa tetangga',
  'on-mean': 'nilainya tepat rata-rata',
  'others-equal': 'semua nilai lain sama',
  'all-neighbours': 'semua wilayah lain tetangganya',
};

const STATISTICS = ['local-moran', 'gi', 'gi-star', 'all'] as const;

export const hotspots: Analysis = {
  name: 'hotspots',
  summary: 'Pola ruang: Moran, Geary, Getis–Ord, Moran lokal',
  help: `
titik-temu analyse hotspots <berkas> --id <kolom> --value <kolom> [pilihan]

Miripkah wilayah yang bertetangga, dan di mana kantong nilai tinggi atau rendah?

  --id <kolom>         kode wilayah
  --value <kolom>      nilai yang diuji
  --weights <x.gal>    tetangga dari berkas .gal; tanpa ini dari poligon atau letak:
  ${NEIGHBOUR_HELP}
  --style row|binary   row: bobot tetangga satu wilayah berjumlah 1 (bawaan); binary: tiap tetangga 1
  --statistic local-moran|gi|gi-star|all  yang ditulis per wilayah (bawaan all)
  --permutations <n>   banyaknya susunan acak (bawaan 999; 0: hanya rumus)
  --variance conditional|total|normality  momen Moran lokal untuk z, p, q dan klaster (bawaan conditional:
                       nilai wilayah itu tetap, yang lain ditukar-tukar; total: semua ditukar; normality:
                       nilai dari satu sebaran normal). Ketiganya selalu ditulis
  --alternative two-sided|greater|less  greater: tetangga lebih mirip (G: lebih tinggi) daripada kebetulan
  --fdr <q>            batas laju temuan palsu Benjamini–Hochberg untuk klaster (bawaan 0.05)
  --missing refuse|drop  nilai kosong ditolak (bawaan), atau wilayahnya dilepas bersama hubungannya

Tabel areas: id, value, neighbours, lag (rata-rata tetangga; binary: jumlahnya), quadrant (HH, LL, HL, LH:
nilai sendiri lalu tetangga terhadap rata-rata), local_moran; expected, variance, z dan p menurut tiap
anggapan (_conditional, _total, _normality); local_moran_p, _q, _cluster; gi_z dan gi_star_z dengan _p, _q,
_cluster (hot, cold); p_folded (peluang semu satu sisi yang lebih kecil, seperti GeoDa); reason: mengapa kosong.
Dengan permutasi p dan q dari susunan acak, tanpa permutasi dari rumus. ns: tidak nyata.
Tabel global: Moran, Geary, General G menurut randomisation, normality, permutation.
z Geary di atas 0 berarti tetangga mirip. General G lazimnya dengan --style binary, nilai tidak di bawah 0.

Contoh:
  titik-temu analyse hotspots desa.geojson --id kode --value persen_desil1 --rule queen --out kantong.csv
  titik-temu analyse hotspots desa.csv --id kode --value persen --weights desa.gal --table global`,
  options: {
    id: { type: 'string' },
    value: { type: 'string' },
    weights: { type: 'string' },
    ...neighbourOptions,
    style: { type: 'string' },
    statistic: { type: 'string' },
    permutations: { type: 'string' },
    variance: { type: 'string' },
    alternative: { type: 'string' },
    fdr: { type: 'string' },
    missing: { type: 'string' },
  },
  async run({ positionals, values, seed, parallel }) {
    const idColumn = needed(values, 'id', 'kolom kode wilayah');
    const valueColumn = needed(values, 'value', 'kolom nilai');
    const chosen = choices(values);
    const table = await readTable(positionals[0], values);
    const { ids, order } = orderedIds(table, idColumn);
    const missing = chosen.drop ? 'allowed' : 'refused';
    const x = table.numbers(valueColumn, { missing });
    const found = await neighboursFrom(table, values, { ids, order, idColumn, galToo: true });
    const kept = Int32Array.from(order.keys()).filter((i) => !Number.isNaN(x[order[i]!]!));
    const adjacency =
      kept.length === order.length ? found.adjacency : subset(found.adjacency, kept);
    const about = summarise(adjacency);
    let result: Awaited<ReturnType<typeof findHotspots>>;
    try {
      result = await findHotspots(
        Float64Array.from(kept, (i) => x[order[i]!]!),
        adjacency,
        { ...chosen, seed },
        parallel,
      );
    } catch (error) {
      throw refusal(error, table.where, { value: valueColumn }, SENTENCES);
    }
    const resultOf = new Map(Array.from(kept, (i, at) => [order[i]!, result.local[at]!]));
    const areas = table.names(idColumn).map((id, row): Row => {
      const local = resultOf.get(row);
      return local === undefined
        ? { id, value: null, reason: 'nilainya kosong' }
        : { id, value: x[row]!, ...areaRow(local, chosen) };
    });
    const global = result.global.map((g) => ({
      statistic: g.statistic,
      value: g.value,
      moments: g.moments,
      expected: g.expected,
      variance: g.variance,
      z: g.z,
      p: g.p,
      p_folded: g.folded,
    }));
    const left = order.length - kept.length;
    const moran = result.global.find((g) => g.statistic === 'moran')!;
    const warnings = [...found.warnings];
    if (left > 0) warnings.push(`${left} wilayah tanpa nilai dilepas bersama hubungannya.`);
    if (about.islands > 0)
      warnings.push(
        `${about.islands} wilayah tanpa tetangga: ikut dalam rata-rata dan n, tanpa statistik sendiri.`,
      );
    if (result.withoutG !== undefined)
      warnings.push('General G tidak dihitung: ada nilai di bawah 0.');
    const done = [
      `${kept.length} wilayah; ${found.how}; bobot ${chosen.style}`,
      `Moran ${formatNumber(moran.value, 'id', 4)} (z ${moran.z === null ? 'tidak ada' : formatNumber(moran.z, 'id', 2)}, randomisasi)`,
      chosen.permutations > 0
        ? `p lokal dari ${chosen.permutations} permutasi bersyarat, benih ${seed}`
        : `p lokal dari rumus, momen ${chosen.moments}`,
      `${chosen.alternative}; klaster pada q ≤ ${chosen.fdr} (Benjamini–Hochberg)`,
    ].join('; ');
    return {
      done: `${done}.`,
      warnings,
      summary: {
        areas: kept.length,
        left_out: left,
        islands: about.islands,
        links: about.links,
        style: chosen.style,
        permutations: chosen.permutations,
        variance: chosen.moments,
        alternative: chosen.alternative,
        fdr: chosen.fdr,
        seed,
      },
      tables: { areas, global },
    };
  },
};

type Choices = ReturnType<typeof choices>;

function choices(values: AnalysisRequest['values']) {
  const one = <T extends string>(option: string, allowed: readonly T[], otherwise: T): T =>
    choice(`--${option}`, optional(values, option), allowed) ?? otherwise;
  return {
    style: one('style', weightStyles, 'row'),
    statistic: one('statistic', STATISTICS, 'all'),
    moments: one('variance', localMoments, 'conditional'),
    alternative: one('alternative', alternatives, 'two-sided'),
    drop: one('missing', ['refuse', 'drop'], 'refuse') === 'drop',
    permutations: numberOption(values, 'permutations', 999, { min: 0, max: 1e6, whole: true }),
    fdr: numberOption(values, 'fdr', 0.05, { min: 0, max: 1 }),
  };
}

function areaRow(local: LocalResult, { statistic, fdr }: Choices): Row {
  const shows = (name: string) => statistic === 'all' || statistic === name;
  const { moran, tested, p } = local;
  const { conditional, total, normality } = moran.moments;
  const isReal = (test: LocalTest) => test.q !== null && test.q <= fdr;
  const cluster = (test: LocalTest): string | null =>
    test.q === null ? null : !isReal(test) ? 'ns' : (test.z ?? 0) > 0 ? 'hot' : 'cold';
  return {
    neighbours: local.neighbours,
    lag: local.lag,
    quadrant: moran.quadrant ?? null,
    ...(shows('local-moran') && {
      local_moran: local.neighbours === 0 ? null : moran.i,
      expected_conditional: conditional.expected,
      variance_conditional: conditional.variance,
      z_conditional: conditional.z,
      p_conditional: p.conditional,
      expected_total: total.expected,
      variance_total: total.variance,
      z_total: total.z,
      p_total: p.total,
      expected_normality: normality.expected,
      variance_normality: normality.variance,
      z_normality: normality.z,
      p_normality: p.normality,
      local_moran_p: tested.moran.p,
      local_moran_q: tested.moran.q,
      local_moran_cluster:
        tested.moran.q === null ? null : isReal(tested.moran) ? (moran.quadrant ?? null) : 'ns',
    }),
    ...(shows('gi') && {
      gi_z: tested.gi.z,
      gi_p: tested.gi.p,
      gi_q: tested.gi.q,
      gi_cluster: cluster(tested.gi),
    }),
    ...(shows('gi-star') && {
      gi_star_z: tested.giStar.z,
      gi_star_p: tested.giStar.p,
      gi_star_q: tested.giStar.q,
      gi_star_cluster: cluster(tested.giStar),
    }),
    p_folded: local.folded,
    reason: moran.reason === undefined ? null : REASONS[moran.reason],
  };
}
