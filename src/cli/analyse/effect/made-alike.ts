import { attritionOf } from '#engine/impact/attrition.ts';
import { balanceOf, effectiveSize, shareOutside } from '#engine/impact/balance.ts';
import { compare, influenceError } from '#engine/impact/comparison.ts';
import { entropyBalance } from '#engine/impact/entropy-balance.ts';
import { logit } from '#engine/impact/logit.ts';
import { matchNearest } from '#engine/impact/nearest.ts';
import { InputError } from '#engine/stats/input-error.ts';
import { interval } from '#engine/stats/regression.ts';
import { CommandError, choice, EXIT } from '../../command.ts';
import type { AnalysisRequest, Answer, Row } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { numberOption, optional } from '../roles.ts';
import { readTable } from '../table.ts';
import { type Concluding, estimateColumns, short } from './conclude.ts';
import { SENTENCES, type Units, unitsOf } from './read-units.ts';
import { attritionReasons, attritionRows, clusterWarnings } from './two-arms.ts';

interface Made {
  readonly estimate: number;
  readonly standardError: number;
  readonly treatedMean: number;
  readonly comparisonMean: number;
  readonly counts: Float64Array | undefined;
  readonly meanDistance?: number;
}

/** A waiting list as comparison, made alike on the baseline by matching or weighting. */
export async function madeAlike(
  { positionals, values }: AnalysisRequest,
  design: 'matching' | 'weighting',
  concluding: Concluding,
): Promise<Answer> {
  const table = await readTable(positionals[0], values);
  const units = unitsOf(table, values);
  const names = [
    ...(units.baseline ? [optional(values, 'baseline') as string] : []),
    ...units.covariates.map((c) => c.name),
  ];
  const columns = [
    ...(units.baseline ? [units.baseline] : []),
    ...units.covariates.map((c) => c.values),
  ];
  if (columns.length === 0)
    throw new CommandError(
      `--design ${design} perlu --baseline atau --covariates: keadaan awal yang disamakan.`,
      EXIT.usage,
    );
  if (units.stratum)
    throw new CommandError('--strata tidak dipakai di sini; masukkan ke --covariates.', EXIT.usage);
  const method =
    design === 'matching'
      ? 'nearest'
      : (choice('--method', optional(values, 'method'), [
          'doubly-robust',
          'ipw',
          'entropy',
          'regression',
        ]) ?? 'doubly-robust');
  if (method === 'nearest' && (units.weight || units.cluster))
    throw new CommandError(
      '--design matching tanpa --weight dan --cluster: galat Abadie–Imbens menganggap unit lepas satu sama lain. Pakai --design weighting.',
      EXIT.usage,
    );
  const { outcome, treated, weight, cluster } = units;
  const neighbours = numberOption(values, 'neighbours', 1, { min: 1, max: 100, whole: true });
  const adjusted = values['unadjusted'] !== true;
  const [made, trouble] = attempt((): Made => {
    if (method === 'nearest')
      return matchNearest(outcome, treated, columns, { neighbours, adjusted });
    const found =
      method === 'entropy'
        ? entropyBalance(outcome, treated, columns, weight)
        : compare(outcome, treated, columns, method === 'ipw' ? 'weighting' : method, weight);
    return { ...found, standardError: influenceError(found.influence, cluster) };
  });
  const [model] = attempt(() =>
    logit([new Float64Array(outcome.length).fill(1), ...columns], treated, weight),
  );

  function attempt<T>(work: () => T): [T | undefined, string | undefined] {
    try {
      return [work(), undefined];
    } catch (error) {
      if (
        error instanceof InputError &&
        (error.code === 'separated' || error.code === 'no-overlap')
      )
        return [undefined, error.code];
      const roles = Object.fromEntries(names.map((name, j) => [String(j + 1), name]));
      throw refusal(
        error,
        (row) => table.where(units.rows[row] ?? row),
        { ...units.columns, ...roles },
        SENTENCES,
      );
    }
  }

  const balance = columns.map((values, j): Row => {
    const b = balanceOf(values, treated, made?.counts, weight);
    return {
      covariate: names[j] as string,
      treated_mean: b.treatedMean,
      comparison_mean: b.comparisonMean,
      comparison_mean_after: b.weightedMean,
      difference_before: b.before,
      difference_after: b.after,
      variance_ratio_before: b.varianceRatioBefore,
      variance_ratio_after: b.varianceRatioAfter,
    };
  });
  const others = treated.length - treated.reduce((a, b) => a + b, 0);
  const effective = made?.counts ? effectiveSize(made.counts) : null;
  const outside = model ? shareOutside(model.probability, treated) : null;
  const attrition = attritionOf(units.given.outcome, units.given.treated);
  const worst = balance.reduce(
    (most, row) => Math.max(most, Math.abs((row['difference_after'] as number | null) ?? 0)),
    0,
  );
  const reasons = [
    ...(trouble !== undefined || model === undefined
      ? ['tidak ada tumpang tindih: keadaan awal memisahkan yang ikut dari pembanding']
      : []),
    ...(outside !== null && outside > 0.1
      ? [
          `${short(outside * 100)}% yang ikut tidak punya pembanding serupa (di luar rentang kecenderungan)`,
        ]
      : []),
    ...(worst > 0.25
      ? [`keadaan awal belum sama sesudah penyamaan (beda terbakukan ${short(worst)} > 0,25)`]
      : []),
    ...(effective !== null && effective < 10
      ? [`pembanding yang bersuara hanya setara ${short(effective)} unit`]
      : []),
    ...attritionReasons(attrition),
  ];
  const clusters = cluster ? clustersOf(units) : undefined;
  if (clusters && Math.min(clusters.treated, clusters.comparison) < 2)
    throw refusal(
      new InputError('cluster-one-arm', { role: 'cluster', details: { ...clusters } }),
      table.where,
      units.columns,
      SENTENCES,
    );
  const df = clusters ? clusters.all - 1 : Infinity;
  const found = made
    ? { ...interval(made.estimate, made.standardError, df, concluding.level), df }
    : { estimate: null, standardError: null, p: null, low: null, high: null, df: Infinity };
  const estimate: Row = {
    design,
    method,
    ...estimateColumns(found, concluding, reasons),
    treated_mean: made?.treatedMean ?? null,
    comparison_mean_alike: made?.comparisonMean ?? null,
    n: outcome.length,
    n_treated: outcome.length - others,
    n_comparison: others,
    effective_comparison: effective,
    share_outside: outside,
    worst_difference_after: made?.counts ? worst : null,
    mean_distance: made?.meanDistance ?? null,
    clusters: clusters?.all ?? null,
    left_out_outcome: units.leftOut.outcome,
    left_out_covariates: units.leftOut.covariates,
  };
  return {
    done: `${METHODS[method]}${method === 'nearest' ? ` ${neighbours} terdekat${adjusted ? ', terkoreksi bias' : ''}` : ''}, dampak pada yang ikut (ATT), ${outcome.length} dari ${table.rows} baris, disamakan menurut ${names.join(', ')}${weight ? ', berbobot' : ''}${clusters ? `, galat menurut ${clusters.all} klaster` : ''}. Anggapan: di luar kolom itu kedua kelompok tidak berbeda. ${estimate['conclusion']}: ${estimate['why']}.`,
    warnings: [
      ...(worst > 0.1 && worst <= 0.25
        ? [`beda terbakukan terbesar sesudah penyamaan ${short(worst)}, di atas 0,1`]
        : []),
      ...(units.leftOut.covariates > 0
        ? [`${units.leftOut.covariates} baris dikeluarkan karena baseline atau kovariatnya kosong`]
        : []),
      ...clusterWarnings(clusters),
    ],
    tables: { estimates: [estimate], balance, attrition: attritionRows(attrition) },
  };
}

const METHODS: Readonly<Record<string, string>> = {
  nearest: 'pencocokan Mahalanobis dengan pengembalian (Abadie & Imbens 2006)',
  ipw: 'pembobotan kebalikan kecenderungan (Hájek)',
  'doubly-robust': "doubly robust (Sant'Anna & Zhao 2020)",
  entropy: 'penyeimbangan entropi (Hainmueller 2012)',
  regression: 'regresi pembanding (Heckman, Ichimura & Todd 1997)',
};

function clustersOf({ cluster, treated }: Units) {
  const arms = [new Set<number>(), new Set<number>()];
  cluster?.forEach((name, i) => {
    arms[treated[i] as number]?.add(name);
  });
  return {
    all: new Set(cluster).size,
    treated: arms[1]?.size ?? 0,
    comparison: arms[0]?.size ?? 0,
  };
}
