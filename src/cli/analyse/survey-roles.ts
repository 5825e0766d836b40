import {
  type SingleClusterRule,
  type SurveyDesign,
  surveyDesign,
} from '#engine/stats/survey-design.ts';
import { formatNumber } from '#messages/format.ts';
import { CommandError, choice, EXIT } from '../command.ts';
import type { AnalysisRequest } from './analysis.ts';
import { numberOption, optional } from './roles.ts';
import type { Table } from './table.ts';

/** The options of every method that follows a survey design. */
export const surveyOptions = {
  weight: { type: 'string' },
  size: { type: 'string' },
  strata: { type: 'string' },
  cluster: { type: 'string' },
  fpc: { type: 'string' },
  'single-cluster': { type: 'string' },
  group: { type: 'string' },
  confidence: { type: 'string' },
} as const;

export const SURVEY_HELP = `
  --weight <kolom>       bobot sampel, 0 atau lebih; tanpa ini setiap baris berbobot 1
  --size <kolom>         banyaknya anggota rumah tangga: yang dihitung orang (bobot × anggota); tanpa ini
                         yang dihitung baris, mis. rumah tangga
  --group <kolom>        kelompok, mis. kabupaten: setiap ukuran juga per kelompok, dengan sumbangannya
  --strata <kolom>       strata sampel
  --cluster <kolom>      klaster (PSU), mis. blok sensus; kode yang sama di dua strata dianggap dua klaster;
                         tanpa ini setiap baris satu klaster. Pakai id rumah tangga bila barisnya orang
  --fpc <kolom>          banyaknya klaster di populasi strata itu, atau (bila semua ≤ 1) bagian yang terpilih
  --single-cluster centre|average|remove|fail   strata dengan satu klaster: jaraknya dari rata-rata semua
                         klaster (bawaan), rata-rata ragam strata lain, dianggap nol, atau ditolak
  --confidence <p>       tingkat kepercayaan selang (bawaan 0.95)`;

export const SURVEY_REFUSALS = {
  'single-cluster':
    'strata "{stratum}" hanya berisi satu klaster ({strata} strata seperti ini); pakai --single-cluster centre, average atau remove',
  'fpc-differs': 'isinya {value}, di strata yang sama ada {other}; satu strata satu angka',
  'fpc-mixed':
    'di bawah 1 sementara yang lain di atas 1; isi semuanya banyak klaster, atau semuanya bagian',
  'fpc-too-small': 'isinya {value}, padahal {clusters} klaster strata itu ada di data',
};

/** The word for the whole population in the group column. */
export const TOTAL = 'Total';

export interface SurveyRoles {
  /** Sampling weight × persons; 0 where `left` is set. */
  readonly weight: Float64Array;
  readonly design: SurveyDesign;
  readonly group: Uint32Array | undefined;
  readonly groupNames: readonly string[];
  readonly confidence: number;
  /** Indonesian: what was weighted, which design. */
  readonly said: string;
  readonly warnings: readonly string[];
  /** Role → column, for refusals. */
  readonly columns: Readonly<Record<string, string | undefined>>;
}

/** Reads weights, groups and the survey design. `left`: rows that are left out but stay in the design. */
export function surveyRoles(
  table: Table,
  values: AnalysisRequest['values'],
  left?: (row: number) => boolean,
): SurveyRoles {
  const column = (role: string) => optional(values, role);
  const [weightColumn, sizeColumn] = [column('weight'), column('size')];
  const [strataColumn, clusterColumn] = [column('strata'), column('cluster')];
  const [fpcColumn, groupColumn] = [column('fpc'), column('group')];
  const base = weightColumn === undefined ? undefined : table.numbers(weightColumn, { min: 0 });
  const size = sizeColumn === undefined ? undefined : table.numbers(sizeColumn, { min: 0 });
  const weight = Float64Array.from({ length: table.rows }, (_, i) =>
    left?.(i) ? 0 : (base?.[i] ?? 1) * (size?.[i] ?? 1),
  );
  if (!weight.some((w) => w > 0))
    throw new CommandError(
      'Tidak ada baris yang dapat dipakai: semua bobotnya 0 atau nilainya kosong.',
      EXIT.badInput,
    );
  const singleCluster: SingleClusterRule =
    choice('--single-cluster', optional(values, 'single-cluster'), [
      'centre',
      'average',
      'remove',
      'fail',
    ]) ?? 'centre';
  const design = surveyDesign({
    weight,
    strata: strataColumn === undefined ? undefined : table.names(strataColumn),
    cluster: clusterColumn === undefined ? undefined : table.names(clusterColumn),
    fpc: fpcColumn === undefined ? undefined : table.numbers(fpcColumn, { above: 0 }),
    singleCluster,
  });
  const { group, groupNames } = groupsOf(table, groupColumn);
  const counted =
    sizeColumn === undefined
      ? `yang dihitung baris${weightColumn === undefined ? ', semua berbobot 1' : ` dengan bobot "${weightColumn}"`}`
      : `yang dihitung orang: ${weightColumn === undefined ? '' : `bobot "${weightColumn}" × `}anggota "${sizeColumn}"`;
  const strata = formatNumber(design.clusters.length);
  const drawn = `rancangan ${strata} strata, ${formatNumber(design.stratum.length)} klaster${clusterColumn === undefined ? ' (setiap baris)' : ''}, derajat bebas ${formatNumber(design.df)}${fpcColumn === undefined ? '' : ', dengan fpc'}`;
  const warnings: string[] = [];
  if (design.singles > 0)
    warnings.push(
      `${formatNumber(design.singles)} strata hanya berisi satu klaster; ragamnya diambil dengan aturan --single-cluster ${singleCluster}.`,
    );
  if (design.repeated > 0)
    warnings.push(
      `${formatNumber(design.repeated)} kode klaster ada di lebih dari satu strata; dianggap klaster yang berbeda.`,
    );
  return {
    weight,
    design,
    group,
    groupNames,
    confidence: numberOption(values, 'confidence', 0.95, { min: 0.5, max: 0.9999 }),
    said: `${counted}; ${drawn}`,
    warnings,
    columns: { strata: strataColumn, cluster: clusterColumn, fpc: fpcColumn },
  };
}

function groupsOf(table: Table, column: string | undefined) {
  if (column === undefined) return { group: undefined, groupNames: [] };
  const names = table.names(column);
  const row = names.indexOf(TOTAL);
  if (row >= 0)
    throw new CommandError(
      `${table.where(row)}, kolom "${column}": "${TOTAL}" dipakai untuk seluruh data. Keluarkan baris jumlah atau ganti namanya.`,
      EXIT.badInput,
    );
  const groupNames = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
  const numberOf = new Map(groupNames.map((name, i) => [name, i]));
  return { group: Uint32Array.from(names, (name) => numberOf.get(name) as number), groupNames };
}
