import type { Level } from '#engine/linkage/levels.ts';
import { type Linkage, linkRecords, type Relation } from '#engine/linkage/link-records.ts';
import { reliability, scoreLinks } from '#engine/linkage/score-links.ts';
import { CommandError, EXIT } from '../command.ts';
import type { Analysis, AnalysisRequest, Answer, Row } from './analysis.ts';
import { explain, fieldWord, levelWord } from './link/explain-pair.ts';
import { type LinkColumns, linkColumns, ROLES, textsOf } from './link/link-columns.ts';
import { refusal } from './refusals.ts';
import { numberOption, optional } from './roles.ts';
import { readTable, type Table } from './table.ts';

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
/** With fewer true pairs than this, what was believed beforehand outweighs what the file says. */
const FEW_PAIRS = 20;
const RELATIONS: readonly Relation[] = ['one-to-one', 'one-to-many', 'many-to-many'];

export const link: Analysis = {
  name: 'link',
  summary: 'Mencari orang atau keluarga yang sama di satu atau dua berkas',
  help: `
titik-temu analyse link <berkas> [berkas kedua] [kolom] [pilihan]

Satu berkas: mencari orang yang tercatat lebih dari sekali. Dua berkas: mencari orang yang ada di keduanya.
Tidak perlu contoh pasangan yang benar dan tidak perlu disetel: peluang dihitung dari berkas itu sendiri
(Fellegi–Sunter dengan EM). Tanpa pilihan kolom, judul yang lazim dikenali sendiri (nama, nik, tgl_lahir,
jenis_kelamin, no_kk, alamat, kode_desa, no_hp; juga given_name, surname, date_of_birth, postcode, …).

Kolom (judul berbeda di berkas kedua: --name nama=nama_lengkap):
  --name a,b           nama; beberapa kolom digabung (nama depan, nama belakang), urutan bebas
  --birth-date <kolom> tanggal lahir, bentuk apa pun yang lazim; atau tahun,bulan,hari
  --sex <kolom>        jenis kelamin
  --nik <kolom>        NIK atau nomor lain milik satu orang
  --family-id <kolom>  nomor KK
  --address a,b        alamat; beberapa kolom digabung
  --region a,b         kode atau nama wilayah; kode desa dibandingkan juga per kecamatan dan kabupaten
  --phone <kolom>      nomor telepon
  --text a,b           kolom lain yang dibandingkan sebagai teks
  --exact a,b          kolom lain yang sama atau tidak
  --id <kolom>         pengenal baris (bawaan: kolom id; bila tidak ada, nomor baris)

Pilihan:
  --one-to-one         (dua berkas) tiap baris paling banyak satu pasangan, jumlah bobot terbesar
  --one-to-many        (dua berkas) baris berkas kedua paling banyak satu pasangan
  --many-to-many       (dua berkas) bawaan: baris yang berbagi satu pasangan berbagi semuanya
  --link <p>           ambang "orang yang sama" (bawaan: F1 harapan terbesar menurut berkas itu sendiri)
  --automatic <p>      ambang tanpa diperiksa (bawaan: ketepatan harapan di atasnya 0,985); nama dan rumah
                       yang sama saja selalu diperiksa, kecuali KK atau alamat menunjukkan berkas tanpa keluarga
  --review <p>         pasangan di bawah ambang ini tidak ditampilkan (bawaan 0.1)
  --truth <kolom>      orang sebenarnya; hasil dinilai: precision, recall, F1 dan F1 ambang terbaik

Tabel:
  pairs       id_a, id_b, probability, weight (bit), decision (automatic | review), linked (true: dianggap
              orang yang sama), lalu per kolom level dan bobotnya, adjustment, explanation
  clusters    id, cluster (pengenal baris pertama orang itu), size; dua berkas: juga file
  parameters  field, level, m, household, twins, birthday, u, weight
  blocking    rule, pairs (pasangan baru), share_of_true (bagian pasangan benar yang ditemukan aturan ini)
  totals      jumlah baris, pasangan, ambang, ketepatan dan kelengkapan harapan
  score, reliability   dengan --truth

Contoh:
  titik-temu analyse link warga.csv
  titik-temu analyse link p3ke.csv dtsen.csv --name nama --birth-date tgl_lahir --nik nik --one-to-one
  titik-temu analyse link warga.csv --table clusters --out orang.csv`,
  options: {
    ...Object.fromEntries(ROLES.map(({ option }) => [option, several])),
    ...Object.fromEntries(RELATIONS.map((relation) => [relation, flag])),
    id: text,
    link: text,
    automatic: text,
    review: text,
    truth: text,
  },
  run,
};

async function run({ positionals, values, seed, parallel }: AnalysisRequest): Promise<Answer> {
  if (positionals.length > 2)
    throw new CommandError('Paling banyak dua berkas. Lihat --help.', EXIT.usage);
  const relations = RELATIONS.filter((relation) => values[relation] === true);
  if (relations.length > 1)
    throw new CommandError(
      `Pilih salah satu: ${relations.map((r) => `--${r}`).join(', ')}.`,
      EXIT.usage,
    );
  if (relations.length === 1 && positionals.length < 2)
    throw new CommandError(`--${relations[0]} perlu dua berkas.`, EXIT.usage);
  const share = (option: string) =>
    optional(values, option) === undefined
      ? undefined
      : numberOption(values, option, 0, { min: 0, max: 1 });
  const tables = [await readTable(positionals[0], values)];
  if (positionals[1] !== undefined) tables.push(await readTable(positionals[1], values));
  const truthColumn = optional(values, 'truth');
  const columns = linkColumns(tables, values, [truthColumn]);
  const truth = truthColumn === undefined ? undefined : textsOf(tables, truthColumn);
  const split = (tables[0] as Table).rows;
  try {
    const linkage = await linkRecords({
      fields: columns.fields,
      ids: columns.ids,
      split,
      ...(relations[0] === undefined ? {} : { relation: relations[0] }),
      link: share('link'),
      automatic: share('automatic'),
      review: share('review'),
      seed,
      parallel,
    });
    return answerOf(linkage, columns, split, relations[0], truth);
  } catch (error) {
    throw refusal(
      error,
      (tables[0] as Table).where,
      {},
      {
        'too-many-fields': 'kolomnya terlalu banyak untuk dibandingkan sekaligus',
      },
    );
  }
}

function answerOf(
  linkage: Linkage,
  { ids, idColumn, told }: LinkColumns,
  split: number,
  relation: Relation | undefined,
  truth: readonly string[] | undefined,
): Answer {
  const { pairs, thresholds, foundTrue, missedTrue } = linkage;
  const twoFiles = split < ids.length;
  const linked = pairs.filter((p) => p.linked).length;
  const automatic = pairs.filter((p) => p.decision === 'automatic').length;
  const summary = {
    records: ids.length,
    ...(twoFiles ? { records_a: split, records_b: ids.length - split } : {}),
    possible_pairs: linkage.possible,
    compared_pairs: linkage.compared,
    expected_true_pairs: foundTrue + missedTrue,
    estimated_missed_pairs: missedTrue,
    linked_pairs: linked,
    automatic_pairs: automatic,
    review_pairs: pairs.length - automatic,
    people: new Set(linkage.cluster).size,
    link_threshold: thresholds.link,
    automatic_threshold: thresholds.automatic,
    review_threshold: thresholds.review,
    expected_precision: thresholds.expectedPrecision,
    expected_recall: thresholds.expectedRecall,
    expected_f1: thresholds.expectedF1,
    iterations: linkage.mixture.iterations,
  };
  const heldBack = pairs.filter(
    (p) => p.linked && p.probability >= thresholds.automatic && p.decision === 'review',
  ).length;
  const twice = new Set(ids.slice(0, split)).size < split;
  return {
    done: [
      twoFiles
        ? `${split} dan ${ids.length - split} baris dicari pasangannya (${relation ?? 'many-to-many'})`
        : `${ids.length} baris dicari yang orangnya sama`,
      `kolom: ${told}`,
      `${linkage.compared} dari ${linkage.possible} pasangan dibandingkan`,
      `${linked} pasangan dianggap orang yang sama (peluang ≥ ${thresholds.link.toFixed(3)}), ${automatic} di antaranya tanpa perlu diperiksa (≥ ${thresholds.automatic.toFixed(3)})`,
      `pasangan benar yang tidak sempat dibandingkan diperkirakan ${Math.round(missedTrue)}`,
    ].join('; '),
    warnings: [
      ...(twice && idColumn !== undefined
        ? [`kolom "${idColumn}" berisi pengenal yang sama lebih dari sekali`]
        : []),
      ...(foundTrue < FEW_PAIRS
        ? [
            `hanya sekitar ${Math.round(foundTrue)} pasangan benar: peluang terutama bersandar pada anggapan awal, periksa setiap pasangan`,
          ]
        : []),
      ...(heldBack > 0
        ? [
            `${heldBack} pasangan di atas ambang tanpa diperiksa tetap perlu diperiksa: yang sama hanya nama dan rumah (ayah dan anak dapat bernama sama), dan berkas ini tidak menunjukkan bahwa keluarga tidak ada di dalamnya`,
          ]
        : []),
    ],
    summary,
    tables: {
      pairs: pairRows(linkage, ids),
      clusters: clusterRows(linkage, ids, split),
      parameters: parameterRows(linkage),
      blocking: linkage.rules.map(({ parts, pairs: found, share }) => ({
        rule: parts
          .map(({ role, key }) => (role === '' ? 'semua pasangan' : `${role}:${key}`))
          .join(' + '),
        pairs: found,
        share_of_true: share,
      })),
      totals: Object.entries(summary).map(([measure, value]) => ({ measure, value })),
      ...(truth === undefined ? {} : scoreTables(linkage, truth, split)),
    },
  };
}

function pairRows({ pairs, fields, mixture }: Linkage, ids: readonly string[]): Row[] {
  const weightsOf = fields.map((field, f) => weightsOfLevels(field.levels, mixture.fields[f]));
  return pairs.map((pair) => {
    const weights = pair.levels.map((level, f) => weightsOf[f]?.[level] ?? 0);
    const adjustment = pair.weight - weights.reduce((a, b) => a + b, 0);
    const row: Record<string, string | number | boolean> = {
      id_a: ids[pair.a] as string,
      id_b: ids[pair.b] as string,
      probability: pair.probability,
      weight: pair.weight,
      decision: pair.decision,
      linked: pair.linked,
    };
    fields.forEach((field, f) => {
      row[`${field.role}_level`] = (field.levels[pair.levels[f] as number] as Level).name;
      row[`${field.role}_weight`] = weights[f] as number;
    });
    row['adjustment'] = adjustment;
    row['explanation'] = explain(fields, pair.levels, weights, adjustment);
    return row;
  });
}

const weightsOfLevels = (
  levels: readonly Level[],
  estimates: Linkage['mixture']['fields'][number] | undefined,
): number[] =>
  levels.map((level, l) =>
    level.type === 'missing' || estimates === undefined
      ? 0
      : Math.log2((estimates.m[l] as number) / (estimates.u[l] as number)),
  );

function clusterRows({ cluster }: Linkage, ids: readonly string[], split: number): Row[] {
  const sizes = new Int32Array(cluster.length);
  for (const c of cluster) sizes[c] = (sizes[c] as number) + 1;
  return ids.map((id, row) => {
    const c = cluster[row] as number;
    const file = split < ids.length ? { file: row < split ? 'a' : 'b' } : {};
    return { ...file, id, cluster: ids[c] as string, size: sizes[c] as number };
  });
}

function parameterRows({ fields, mixture }: Linkage): Row[] {
  return fields.flatMap((field, f) => {
    const estimates = mixture.fields[f];
    const weights = weightsOfLevels(field.levels, estimates);
    return field.levels.flatMap((level, l) =>
      level.type === 'missing' || estimates === undefined
        ? []
        : [
            {
              field: field.role,
              field_name: fieldWord(field.role),
              level: level.name,
              level_name: levelWord(level),
              bits: level.bits ?? null,
              m: estimates.m[l] as number,
              household: estimates.h[l] as number,
              twins: estimates.t[l] as number,
              birthday: estimates.b[l] as number,
              u: estimates.u[l] as number,
              weight: weights[l] as number,
            },
          ],
    );
  });
}

function scoreTables({ pairs }: Linkage, truth: readonly string[], split: number) {
  const score = scoreLinks(pairs, truth, split);
  return {
    score: [
      {
        true_pairs: score.truePairs,
        precision: score.precision,
        recall: score.recall,
        f1: score.f1,
        best_f1: score.bestF1,
        best_threshold: score.bestThreshold,
        automatic_pairs: score.automatic,
        automatic_precision: score.automaticPrecision,
      },
    ],
    reliability: reliability(pairs, truth).map((row) => ({ ...row })),
  };
}
