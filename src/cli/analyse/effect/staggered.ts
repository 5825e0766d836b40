import { type Aggregate, aggregates } from '#engine/impact/aggregate.ts';
import { type Adjustment, influenceError } from '#engine/impact/comparison.ts';
import { type GroupTimeEffects, groupTimeEffects } from '#engine/impact/group-time.ts';
import { type Bands, multiplierBands } from '#engine/impact/multiplier.ts';
import { preTest } from '#engine/impact/pre-test.ts';
import { interval } from '#engine/stats/regression.ts';
import { CommandError, choice, EXIT } from '../../command.ts';
import type { AnalysisRequest, Answer, Row } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { numberOption, optional } from '../roles.ts';
import { readTable } from '../table.ts';
import { type Concluding, estimateColumns, short } from './conclude.ts';
import { readPanel } from './read-panel.ts';
import { SENTENCES } from './read-units.ts';
import { clusterWarnings } from './two-arms.ts';

/** Group-time effects of staggered starts with their aggregates. */
export async function staggered(
  { positionals, values, seed, parallel }: AnalysisRequest,
  concluding: Concluding,
): Promise<Answer> {
  const table = await readTable(positionals[0], values);
  const { panel: whole, covariates, missing } = readPanel(table, values);
  const comparison =
    choice('--comparison', optional(values, 'comparison'), ['never-treated', 'not-yet-treated']) ??
    'never-treated';
  const method =
    choice('--method', optional(values, 'method'), ['doubly-robust', 'ipw', 'regression']) ??
    'doubly-robust';
  const adjustment: Adjustment =
    covariates.length === 0 ? 'none' : method === 'ipw' ? 'weighting' : method;
  const base = choice('--base', optional(values, 'base'), ['varying', 'universal']) ?? 'varying';
  const incomplete =
    choice('--incomplete', optional(values, 'incomplete'), ['drop', 'pairs']) ?? 'drop';
  const anticipation = numberOption(values, 'anticipation', 0, { min: 0, whole: true });
  const draws = numberOption(values, 'replicates', 999, { min: 0, max: 100000, whole: true });
  if (draws > 0 && draws < 99)
    throw new CommandError('--replicates: 0, atau paling sedikit 99.', EXIT.usage);
  const { level } = concluding;
  const effects = (() => {
    try {
      return groupTimeEffects(whole, { comparison, adjustment, base, anticipation, incomplete });
    } catch (error) {
      throw refusal(error, table.where, {}, SENTENCES);
    }
  })();
  const { panel, cells } = effects;
  const all = aggregates(effects);
  const measured = cells.flatMap((c, j) => (c.estimate !== null && c.reason === null ? [j] : []));
  const influence = [
    ...measured.map((j) => cells[j]?.influence as Float64Array),
    ...all.map((a) => a.influence),
  ];
  const bands =
    draws > 0 && influence.length > 0
      ? await multiplierBands(influence, panel.cluster, panel.clusters, { draws, seed, parallel })
      : undefined;
  const clustered = optional(values, 'cluster') !== undefined;
  const clusterCount = new Set(panel.cluster).size;
  const df = clustered ? clusterCount - 1 : Infinity;
  const errorOf = (psi: Float64Array): number =>
    influenceError(psi, clustered ? panel.cluster : undefined);

  const pre = preTest(
    measured.flatMap((j) => {
      const cell = cells[j];
      return cell?.before ? [{ estimate: cell.estimate as number, influence: cell.influence }] : [];
    }),
    clustered ? panel.cluster : undefined,
  );
  const reasons = [
    ...(pre && pre.p < 0.05
      ? [`kelompok sudah berjalan berbeda sebelum mulai (uji bersama p = ${short(pre.p)})`]
      : []),
    ...(cells.some((c) => c.reason === 'one-cluster' && !c.before)
      ? ['ada kelompok atau pembanding dengan satu unit atau klaster saja: galatnya tidak lengkap']
      : []),
  ];

  const cellBand =
    bands?.critical(
      measured.map((_, j) => j),
      level,
    ) ?? null;
  const groupTime = cells.map((cell, j): Row => {
    const at = measured.indexOf(j);
    const known = at >= 0;
    const se = known ? errorOf(cell.influence) : null;
    const own = se === null ? undefined : interval(cell.estimate as number, se, df, level);
    return {
      group: cell.group,
      period: cell.period,
      base_period: Number.isNaN(cell.base) ? null : cell.base,
      before: cell.before,
      estimate: cell.estimate,
      standard_error: se,
      p: own?.p ?? null,
      low: own?.low ?? null,
      high: own?.high ?? null,
      ...bandColumns(cell.estimate, known ? bands : undefined, at, cellBand),
      n_treated: cell.treated,
      n_comparison: cell.comparison,
      reason: cell.reason === null ? null : (REASONS[cell.reason] ?? cell.reason),
    };
  });

  const kindBand = new Map(
    (['simple', 'dynamic', 'group', 'calendar'] as const).map((kind) => [
      kind,
      bands?.critical(
        all.flatMap((a, j) => (a.kind === kind && a.at !== null ? [measured.length + j] : [])),
        level,
      ) ?? null,
    ]),
  );
  const rows =
    all.length > 0
      ? all.map((a, j) => aggregateRow(a, measured.length + j))
      : [{ aggregate: 'simple', at: null, ...estimateColumns(UNKNOWN, concluding) }];
  function aggregateRow(a: Aggregate, column: number): Row {
    const se = errorOf(a.influence);
    const own = interval(a.estimate, se, df, level);
    const band = bandColumns(
      a.estimate,
      a.at === null ? undefined : bands,
      column,
      kindBand.get(a.kind) ?? null,
    );
    const isPlacebo = a.kind === 'dynamic' && (a.at ?? 0) < 0;
    return {
      aggregate: a.kind,
      at: a.at,
      ...(isPlacebo
        ? {
            ...estimateColumns({ ...own, df }, concluding),
            conclusion: 'pemeriksaan',
            why: 'sebelum mulai: seharusnya dekat 0',
            detectable_effect: null,
            times_as_many_units: null,
          }
        : estimateColumns({ ...own, df }, concluding, reasons)),
      ...(a.at === null && bands ? { bootstrap_error: bands.error[column] as number } : {}),
      ...band,
    };
  }
  const unusable = cells.filter((c) => c.estimate === null);
  const overall = rows[0];
  return {
    done: `dampak kelompok-waktu (Callaway & Sant'Anna 2021), ${panel.start.length} unit × ${panel.periods.length} periode, pembanding ${comparison === 'never-treated' ? 'yang tidak pernah ikut' : 'yang belum ikut'}, ${adjustment === 'none' ? 'tanpa kovariat' : `kovariat ${covariates.map((c) => c.name).join(', ')} (${method})`}, dasar ${base}${anticipation > 0 ? `, antisipasi ${anticipation} periode` : ''}${panel.weight ? ', berbobot' : ''}, galat menurut ${clustered ? `${clusterCount} klaster` : 'unit'}${bands ? `, pita serentak dari ${draws} ulangan (benih ${seed})` : ''}. Anggapan: tanpa program perubahan sejajar. ${overall?.['conclusion']}: ${overall?.['why']}.`,
    warnings: [
      ...(effects.incomplete > 0
        ? [
            `${effects.incomplete} unit tidak lengkap di semua periode: ${incomplete === 'drop' ? 'dikeluarkan' : 'dipakai di pasangan periode yang ada'}`,
          ]
        : []),
      ...(effects.treatedFromFirst > 0
        ? [
            `${effects.treatedFromFirst} unit sudah ikut sejak periode pertama: dikeluarkan, tanpa keadaan awal`,
          ]
        : []),
      ...(missing > 0 ? [`${missing} baris tanpa hasil atau kovariat`] : []),
      ...smallGroups(effects, covariates.length),
      ...(unusable.length > 0
        ? [
            `${unusable.length} dari ${cells.length} dampak kelompok-waktu tidak dapat dihitung; lihat kolom reason di --table group_time`,
          ]
        : []),
      ...(clustered ? clusterWarnings(perStart(effects)) : []),
    ],
    tables: {
      effects: rows,
      group_time: groupTime,
      checks: [
        {
          check: 'pretrend',
          statistic: pre?.statistic ?? null,
          df: pre?.df ?? null,
          p: pre?.p ?? null,
          note: pre ? 'uji Wald: semua dampak sebelum mulai nol' : 'tidak dapat diuji',
        },
      ],
      groups: [...effects.share]
        .sort(([a], [b]) => a - b)
        .map(([g, share]) => ({
          group: Number.isFinite(g) ? g : 'never',
          units: panel.start.filter((s) => s === g).length,
          share,
        })),
    },
  };
}

const UNKNOWN = {
  estimate: null,
  standardError: null,
  p: null,
  low: null,
  high: null,
  df: Infinity,
};

const REASONS: Readonly<Record<string, string>> = {
  'base-period': 'periode dasar',
  'one-cluster': 'satu unit atau klaster saja di satu pihak: galat tidak dapat dihitung',
  'no-period-before': 'tidak ada periode sebelum mulai',
  'no-treated': 'tidak ada unit kelompok ini yang terlihat di kedua periode',
  'no-comparison': 'tidak ada pembanding di periode ini',
  separated: 'kovariat memisahkan kedua kelompok',
  'no-overlap': 'tidak ada pembanding yang serupa (kecenderungan ≥ 0,999)',
  collinear: 'kovariat dapat dihitung dari kovariat lain di kelompok ini',
};

function bandColumns(
  estimate: number | null,
  bands: Bands | undefined,
  column: number,
  critical: number | null,
): Row {
  const error = bands === undefined ? undefined : (bands.error[column] as number);
  const known = estimate !== null && error !== undefined && error > 0 && critical !== null;
  return {
    bootstrap_error: error ?? null,
    band_low: known ? estimate - critical * error : null,
    band_high: known ? estimate + critical * error : null,
  };
}

function smallGroups({ panel }: GroupTimeEffects, covariates: number): string[] {
  const size = new Map<number, number>();
  for (const s of panel.start) size.set(s, (size.get(s) ?? 0) + 1);
  const small = [...size]
    .filter(([, n]) => n < covariates + 5)
    .map(([g, n]) => `${Number.isFinite(g) ? g : 'tidak pernah'} (${n})`);
  return small.length > 0
    ? [`kelompok sangat kecil: ${small.join(', ')}; galatnya tidak dapat dipercaya`]
    : [];
}

function perStart({ panel }: GroupTimeEffects) {
  const arms = [new Set<number>(), new Set<number>()];
  panel.start.forEach((s, i) => {
    arms[Number.isFinite(s) ? 1 : 0]?.add(panel.cluster[i] as number);
  });
  return {
    all: new Set(panel.cluster).size,
    treated: arms[1]?.size ?? 0,
    comparison: arms[0]?.size ?? 0,
  };
}
