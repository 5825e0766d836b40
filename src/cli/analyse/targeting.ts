import { seededRandom, shuffle } from '#engine/stats/random.ts';
import { eligibilityRule } from '#engine/targeting/eligibility.ts';
import { delong } from '#engine/targeting/ranking-error.ts';
import { measureTargeting, populationsOf } from '#engine/targeting/targeting-measures.ts';
import { bootstrapTargeting, type TargetingInput } from '#engine/targeting/targeting-replicates.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { Analysis, Row } from './analysis.ts';
import { refusal } from './refusals.ts';
import { numberOption, optional } from './roles.ts';
import { readTable } from './table.ts';
import { bootstrapDesign } from './targeting/bootstrap-design.ts';
import { type Families, readFamilies } from './targeting/read-families.ts';
import { readRule } from './targeting/read-rule.ts';
import {
  aucRows,
  confusionRows,
  curveRows,
  type Judged,
  measureRows,
  partRows,
  tieRows,
} from './targeting/report-rows.ts';
import { numberedNames } from './targeting/table-rows.ts';

/** The word for the whole population in the group column. */
const TOTAL = 'Total';

export const targeting: Analysis = {
  name: 'targeting',
  summary: 'Galat penyasaran: salah masuk, salah keluar, kebocoran, AUC, Lorenz manfaat',
  help: `
titik-temu analyse targeting <berkas> (--truth <kolom> --line <n> | --poor <kolom>) <aturan> [pilihan]

Siapa yang berhak menurut aturan, dan seberapa tepat: salah masuk, salah keluar, galat total, AUC,
sebaran manfaat; selang dari bootstrap klaster, aturannya diterapkan lagi di setiap ulangan.

Siapa yang miskin:
  --truth <kolom>        kesejahteraan yang sebenarnya, mis. pengeluaran per orang; makin rendah makin miskin
  --line <n>             miskin bila di bawah n; --line-column <kolom> untuk garis per baris (mis. kota dan
                         desa; urutan kesejahteraan lalu menurut nilai ÷ garis)
  --poor-at-line         yang tepat di garis juga miskin
  --poor <kolom>         0/1: yang miskin, sebagai ganti garis; tanpa --truth tidak ada ukuran per desil

Siapa yang berhak (tepat satu aturan):
  --score <kolom>        skor, mis. dari pmt; makin rendah makin miskin kecuali --higher-is-poorer
  --cutoff <n>           skor di bawah n; yang tepat di n tidak ikut kecuali --ties in
  --quota <p>            bagian p (0–1) dari bobot, dari skor termiskin
  --count <n>            sebanyak n (jumlah bobot; tanpa bobot: keluarga)
  --count-column <kolom> jatah per kelompok, sama di semua baris kelompok itu; perlu --quota-by
  --quota-by <kolom>     kuota di setiap kelompok, mis. kabupaten, bukan seluruhnya
  --chosen <kolom>       penerima yang sudah ada: 0/1 (atau bagian di antaranya)
  --ties share|in|out|lottery  skor yang sama di batas kuota: berbagi sisa tempat sama rata (bawaan, nilai
                         harapan dari semua undian), ikut semua, tidak ikut, atau diundi dengan --seed.
                         Satu keluarga yang terpotong batas kuota diperlakukan sama.

Gabungan dengan peringkat warga (bersama kuota):
  --hybrid list|verify|blend|union|intersection
                         Tempat per komunitas = yang dipilih skor saja. list: skor mendaftar beberapa kali
                         kuota, warga memilih; verify: warga mendaftar, skor memilih; blend: urutan gabungan;
                         union, intersection: dipilih salah satu, atau keduanya
  --community <kolom>    komunitas, mis. desa
  --community-rank <kolom>  peringkat warga di komunitas itu, 1 termiskin; kosong berarti di urutan akhir
  --list-factor <n>      list, verify: panjang daftar dalam kali kuota (bawaan 1.5)
  --community-weight <c> blend: bobot peringkat warga 0–1 (bawaan 0.5)

Lainnya:
  --id <kolom>           kunci keluarga, tidak boleh berulang
  --benefit <kolom|n>    manfaat per keluarga yang berhak (bawaan 1)
  --weight <kolom>       bobot sampel (bawaan 1)
  --cluster <kolom>, --strata <kolom>   yang diambil ulang dalam bootstrap (bawaan: setiap baris)
  --group <kolom>        ukuran juga per kelompok
  --parts <n>            bagian sama besar menurut kesejahteraan (bawaan 10: desil)
  --replicates <n>       ulangan bootstrap (bawaan 500; 0 tanpa selang)
  --confidence <p>       tingkat kepercayaan (bawaan 0.95)
  --missing refuse|drop  baris tanpa --truth, --poor atau --score ditolak (bawaan) atau dilewati

Hasil:
  measures   measure, group, estimate, standard_error, low, high, replicates, n, note
             exclusion_error: bagian yang miskin yang tidak berhak; inclusion_error: bagian yang berhak yang
             tidak miskin; total_error: bagian semua keluarga yang salah tempat; benefit_leakage: bagian
             manfaat untuk yang tidak miskin; cgh_poor, cgh_40, cgh_20: bagian manfaat ÷ bagian keluarga
             (Coady–Grosh–Hoddinott, 1 = tanpa penyasaran); auc; benefit_gini; concentration (di bawah 0:
             lebih banyak untuk yang miskin); dan lainnya
  confusion  group, poor, eligible, weight, share, meaning
  parts      measure (benefit_share, coverage), group, part (1 termiskin), parts, estimate, standard_error,
             low, high, replicates
  curve      group, families, lorenz, concentration: kumulatif per persen keluarga
  auc        method (bootstrap; delong bila tanpa bobot, klaster dan strata), estimate, standard_error, low,
             high, confidence, tied_pairs
  ties       quota_group, rows_at_edge, fraction: di mana tempat habis di antara yang sama
  eligible   id (atau row), score, poor, eligible (0–1), benefit, group; urutan berkas

Contoh:
  titik-temu analyse targeting keluarga.csv --truth kapita --line 480000 --score pmt --quota 0.25 --cluster desa
  titik-temu analyse targeting keluarga.csv --truth kapita --line 480000 --score pmt --quota 0.25 --quota-by kab --hybrid list --community desa --community-rank musdes --table confusion`,
  options: {
    truth: { type: 'string' },
    line: { type: 'string' },
    'line-column': { type: 'string' },
    'poor-at-line': { type: 'boolean', default: false },
    poor: { type: 'string' },
    score: { type: 'string' },
    'higher-is-poorer': { type: 'boolean', default: false },
    cutoff: { type: 'string' },
    quota: { type: 'string' },
    count: { type: 'string' },
    'count-column': { type: 'string' },
    'quota-by': { type: 'string' },
    chosen: { type: 'string' },
    ties: { type: 'string' },
    hybrid: { type: 'string' },
    community: { type: 'string' },
    'community-rank': { type: 'string' },
    'list-factor': { type: 'string' },
    'community-weight': { type: 'string' },
    id: { type: 'string' },
    benefit: { type: 'string' },
    weight: { type: 'string' },
    cluster: { type: 'string' },
    strata: { type: 'string' },
    group: { type: 'string' },
    parts: { type: 'string' },
    replicates: { type: 'string' },
    confidence: { type: 'string' },
    missing: { type: 'string' },
  },
  async run(request) {
    const { values, seed } = request;
    const missing =
      choice('--missing', optional(values, 'missing'), ['refuse', 'drop']) ?? 'refuse';
    const parts = numberOption(values, 'parts', 10, { min: 2, max: 100, whole: true });
    const replicates = numberOption(values, 'replicates', 500, {
      min: 0,
      max: 100000,
      whole: true,
    });
    const confidence = numberOption(values, 'confidence', 0.95, { min: 0.5, max: 0.9999 });
    const file = await readTable(request.positionals[0], values);
    const families = readFamilies(file, values, missing);
    const { table } = families;
    const design = bootstrapDesign(table, values);
    const read = readRule(table, values);
    const groupColumn = optional(values, 'group');
    const group = groupColumn === undefined ? undefined : numberedNames(table.names(groupColumn));
    if (group?.names.includes(TOTAL))
      throw new CommandError(
        `Kolom "${groupColumn}" berisi "${TOTAL}", kata untuk seluruh data. Ganti namanya.`,
        EXIT.badInput,
      );
    const lots = Float64Array.from({ length: table.rows }, (_, i) => i);
    const input: TargetingInput = {
      weight: design.weight,
      poor: families.poor,
      benefit: families.benefit,
      truth: families.truth,
      score: families.score,
      group: group?.number,
      groups: group?.names.length ?? 0,
      rule: read.rule,
      lot: read.ties === 'lottery' ? shuffle(lots, seededRandom(seed, 0xffffffff)) : undefined,
      parts,
      design: design.design,
    };
    try {
      const eligible = eligibilityRule(input.rule, input)(input.weight);
      const received = { ...input, chosen: eligible.chosen };
      const intervals =
        replicates > 1 && design.hasSpread
          ? await bootstrapTargeting(input, { replicates, seed, confidence }, request.parallel)
          : [];
      const judged = populationsOf(input).map(
        (population, p): Judged => ({
          name: p === 0 ? TOTAL : (group?.names[p - 1] as string),
          population,
          measured: measureTargeting(population, received, parts),
          intervals: intervals[p],
        }),
      );
      const whole = judged[0] as Judged;
      const counted = ['weight', 'cluster', 'strata'].every(
        (o) => optional(values, o) === undefined,
      );
      const { byScore } = whole.population;
      const pairs = byScore && counted ? delong(byScore, families.poor, confidence) : null;
      const ties = tieRows(eligible, read.edgeNames);
      const tied = eligible.edges.reduce((sum, edge) => sum + edge.rows, 0);
      return {
        done: `${[
          `${formatNumber(file.rows)} baris dibaca, ${formatNumber(table.rows)} dipakai${families.left > 0 ? ` (${formatNumber(families.left)} tanpa nilai dilewati)` : ''}`,
          ...families.said,
          read.said,
          `${formatNumber(tied)} baris tepat di batas`,
          design.said,
          intervals.length > 0
            ? `selang ${confidence} dari bootstrap klaster ${replicates} ulangan, benih ${seed}`
            : 'tanpa selang',
        ].join('; ')}.`,
        warnings: [
          ...design.warnings,
          ...(eligible.unfilled > 0
            ? [
                `${eligible.unfilled} kelompok kuota lebih besar daripada isinya; semua anggotanya berhak.`,
              ]
            : []),
        ],
        summary: {
          rows_read: file.rows,
          rows_used: table.rows,
          rows_missing: families.left,
          clusters: design.design.stratum.length,
          rows_at_edge: tied,
          confidence,
          replicates: intervals.length > 0 ? replicates : 0,
        },
        tables: {
          measures: measureRows(judged),
          confusion: confusionRows(judged),
          parts: partRows(judged),
          curve: curveRows(judged),
          auc: aucRows(whole, pairs, confidence),
          ties,
          eligible: eligibleRows(families, eligible.chosen, optional(values, 'id'), groupColumn),
        },
      };
    } catch (error) {
      throw refusal(error, table.where);
    }
  },
};

/** Every family in the order of the file. */
function eligibleRows(
  { table, rows, poor, score, sign, benefit }: Families,
  chosen: Float64Array,
  id: string | undefined,
  group: string | undefined,
): Row[] {
  const ids = id === undefined ? undefined : table.texts(id);
  const groups = group === undefined ? undefined : table.texts(group);
  const order = Array.from(rows, (_, i) => i).sort(
    (a, b) => (rows[a] as number) - (rows[b] as number),
  );
  return order.map((i) => ({
    ...(ids === undefined ? { row: (rows[i] as number) + 1 } : { id: ids[i] as string }),
    ...(score && { score: sign * (score[i] as number) }),
    poor: poor[i] === 1,
    eligible: chosen[i] as number,
    benefit: (chosen[i] as number) * (benefit[i] as number),
    ...(groups && { group: groups[i] as string }),
  }));
}
