import { type Attrition, attritionOf } from '#engine/impact/attrition.ts';
import {
  type EffectEstimate,
  mean,
  neymanDifference,
  regressionEffect,
  spread,
  weightedMean,
} from '#engine/impact/difference.ts';
import { wildBootstrap } from '#engine/impact/wild-bootstrap.ts';
import type { ErrorKind } from '#engine/stats/regression.ts';
import { CommandError, choice, EXIT } from '../../command.ts';
import type { AnalysisRequest, Answer, Row } from '../analysis.ts';
import { refusal } from '../refusals.ts';
import { numberOption, optional } from '../roles.ts';
import { readTable } from '../table.ts';
import { type Concluding, estimateColumns, short } from './conclude.ts';
import { SENTENCES, type Units, unitsOf } from './read-units.ts';

const ERRORS = [
  'welch',
  'classic',
  'HC0',
  'HC1',
  'HC2',
  'HC3',
  'CR0',
  'CR1',
  'CR2',
  'wild',
] as const;
type Errors = (typeof ERRORS)[number];

export type TwoArmDesign = 'difference' | 'ancova' | 'did';

/** Difference in means, ANCOVA, and the difference of changes where both measurements stand in one row. */
export async function twoArms(
  request: AnalysisRequest,
  design: TwoArmDesign,
  concluding: Concluding,
): Promise<Answer> {
  const { values } = request;
  const table = await readTable(request.positionals[0], values);
  const units = unitsOf(table, values);
  if (design !== 'difference' && units.baseline === undefined && units.covariates.length === 0)
    throw new CommandError(
      `--design ${design} perlu --baseline: kolom hasil sebelum program.`,
      EXIT.usage,
    );
  if (design === 'did' && units.baseline === undefined)
    throw new CommandError(
      '--design did perlu --baseline (satu baris per unit), atau --unit dan --period (satu baris per unit dan periode).',
      EXIT.usage,
    );
  const errors = chooseErrors(values, design, units);
  try {
    return answer(request, design, concluding, units, errors);
  } catch (error) {
    const adjusting = adjustingOf(design, units, values);
    const columns = Object.fromEntries(adjusting.map(({ name }, j) => [String(j + 1), name]));
    throw refusal(
      error,
      (row) => table.where(units.rows[row] ?? row),
      { ...units.columns, ...columns },
      SENTENCES,
    );
  }
}

function chooseErrors(
  values: AnalysisRequest['values'],
  design: TwoArmDesign,
  units: Units,
): Errors {
  const given = choice('--errors', optional(values, 'errors'), ERRORS);
  const clustered = given === 'CR0' || given === 'CR1' || given === 'CR2' || given === 'wild';
  if (clustered && units.cluster === undefined)
    throw new CommandError(`--errors ${given} perlu --cluster.`, EXIT.usage);
  if (given !== undefined && !clustered && units.cluster !== undefined)
    throw new CommandError(
      `--errors ${given} mengabaikan --cluster. Pakai CR2, CR1 atau wild, atau buang --cluster.`,
      EXIT.usage,
    );
  const plain = design !== 'ancova' && units.covariates.length === 0 && units.weight === undefined;
  if (given === 'welch' && !plain)
    throw new CommandError(
      '--errors welch hanya untuk selisih rata-rata tanpa bobot dan kovariat.',
      EXIT.usage,
    );
  return given ?? (units.cluster ? 'CR2' : plain ? 'welch' : 'HC2');
}

/** The baseline is a covariate in ANCOVA, and taken off the outcome in a difference of changes. */
function adjustingOf(design: TwoArmDesign, units: Units, values: AnalysisRequest['values']) {
  const baseline =
    design !== 'did' && units.baseline
      ? [{ name: optional(values, 'baseline') ?? '', values: units.baseline }]
      : [];
  return [...baseline, ...units.covariates];
}

function answer(
  { values, seed }: AnalysisRequest,
  design: TwoArmDesign,
  concluding: Concluding,
  units: Units,
  errors: Errors,
): Answer {
  const { level } = concluding;
  const { baseline, treated, weight, cluster, stratum } = units;
  const outcome =
    design === 'did' && baseline
      ? units.outcome.map((v, i) => v - (baseline[i] as number))
      : units.outcome;
  const data = {
    outcome,
    treated,
    ...(weight && { weight }),
    ...(cluster && { cluster }),
    ...(stratum && { stratum }),
  };
  const adjusting = adjustingOf(design, units, values);
  const interacted = values['interacted'] === true;
  if (interacted && adjusting.length === 0)
    throw new CommandError('--interacted perlu --baseline atau --covariates.', EXIT.usage);
  const kind: ErrorKind | undefined =
    errors === 'welch' ? undefined : errors === 'wild' ? 'CR1' : errors;
  let found: EffectEstimate =
    kind === undefined
      ? neymanDifference(data, level)
      : regressionEffect(
          data,
          adjusting.map((c) => c.values),
          { errors: kind, level, interacted },
        );
  let open = false;
  if (errors === 'wild' && cluster) {
    if (weight || stratum || interacted)
      throw new CommandError(
        '--errors wild tanpa --weight, --strata dan --interacted.',
        EXIT.usage,
      );
    const ones = new Float64Array(outcome.length).fill(1);
    const draws = numberOption(values, 'replicates', 999, { min: 99, max: 100000, whole: true });
    const centred = adjusting.map((c) => {
      const centre = mean(c.values);
      return c.values.map((v) => v - centre);
    });
    const wild = wildBootstrap([ones, treated, ...centred], outcome, cluster, 1, {
      draws,
      seed,
      level,
    });
    open = wild.low === null || wild.high === null;
    found = {
      ...found,
      p: wild.p,
      low: wild.low ?? Number.NEGATIVE_INFINITY,
      high: wild.high ?? Number.POSITIVE_INFINITY,
    };
  }

  // Losses: of the outcome, or of either measurement where changes are compared.
  const all =
    design === 'did' && baseline
      ? attritionOf(lossOf(units, outcome), units.given.treated)
      : attritionOf(units.given.outcome, units.given.treated);
  const reasons = [
    ...attritionReasons(all),
    ...(open ? ['selang wild bootstrap tidak tertutup: klaster terlalu sedikit'] : []),
  ];
  const perArm = clustersPerArm(units);
  const estimate: Row = {
    design,
    ...estimateColumns(
      { ...found, low: open ? null : found.low, high: open ? null : found.high },
      concluding,
      reasons,
    ),
    errors: errors === 'wild' ? 'wild' : found.how,
    n: outcome.length,
    n_treated: treated.reduce((a, b) => a + b, 0),
    n_comparison: outcome.length - treated.reduce((a, b) => a + b, 0),
    clusters: perArm?.all ?? null,
    left_out_outcome: units.leftOut.outcome,
    left_out_covariates: units.leftOut.covariates,
  };
  const warnings = [
    ...clusterWarnings(perArm, errors),
    ...(units.leftOut.covariates > 0
      ? [`${units.leftOut.covariates} baris dikeluarkan karena baseline atau kovariatnya kosong`]
      : []),
  ];
  return {
    done: `${words(design, interacted)}, ${outcome.length} dari ${units.table.rows} baris, galat ${errors}${
      perArm ? ` dengan ${perArm.all} klaster` : ''
    }${stratum ? ', menurut strata' : ''}${weight ? ', berbobot' : ''}. Berlaku bila pembagian acak atau kedua kelompok sebanding. ${estimate['conclusion']}: ${estimate['why']}.`,
    warnings,
    tables: {
      estimates: [estimate],
      arms: armRows(units, outcome, design),
      attrition: attritionRows(all),
    },
  };
}

function words(design: TwoArmDesign, interacted: boolean): string {
  if (design === 'difference') return 'selisih rata-rata';
  if (design === 'did') return 'selisih perubahan (difference-in-differences)';
  return interacted ? 'ANCOVA dengan interaksi (Lin 2013)' : 'ANCOVA';
}

/** Change per row of the file; NaN where either measurement is missing. */
function lossOf(units: Units, change: Float64Array): Float64Array {
  const all = new Float64Array(units.table.rows).fill(Number.NaN);
  units.rows.forEach((row, i) => {
    all[row] = change[i] as number;
  });
  return all;
}

function armRows(units: Units, outcome: Float64Array, design: TwoArmDesign): Row[] {
  return [1, 0].map((arm) => {
    const rows = Array.from(outcome.keys()).filter((i) => units.treated[i] === arm);
    const of = (from: Float64Array): Float64Array =>
      Float64Array.from(rows, (i) => from[i] as number);
    const weight = units.weight && of(units.weight);
    const own = of(units.outcome);
    return {
      arm: arm === 1 ? 'treated' : 'comparison',
      n: rows.length,
      mean: weightedMean(own, weight),
      sd: rows.length > 1 ? Math.sqrt(spread(own)) : null,
      baseline_mean: units.baseline ? weightedMean(of(units.baseline), weight) : null,
      mean_change: design === 'did' ? weightedMean(of(outcome), weight) : null,
      clusters: units.cluster ? new Set(rows.map((i) => units.cluster?.[i])).size : null,
    };
  });
}

export function attritionRows(found: Attrition): Row[] {
  const row = (arm: string, { given, lost }: { given: number; lost: number }): Row => ({
    arm,
    given,
    lost,
    share_lost: lost / given,
    difference: null,
    p: null,
    bound_low: null,
    bound_high: null,
  });
  return [
    row('treated', found.treated),
    row('comparison', found.comparison),
    {
      arm: 'both',
      given: found.treated.given + found.comparison.given,
      lost: found.treated.lost + found.comparison.lost,
      share_lost:
        (found.treated.lost + found.comparison.lost) /
        (found.treated.given + found.comparison.given),
      difference: found.difference,
      p: found.p,
      bound_low: found.bounds?.low ?? null,
      bound_high: found.bounds?.high ?? null,
    },
  ];
}

/** More lost on one side than on the other, so that the effect could be who stayed. */
export function attritionReasons({
  difference,
  p,
  bounds,
  treated,
  comparison,
}: Attrition): string[] {
  const lost = (treated.lost + comparison.lost) / (treated.given + comparison.given);
  const uneven = Math.abs(difference) >= 0.05 && p !== null && p < 0.05;
  if (uneven && (bounds === null || (bounds.low <= 0 && bounds.high >= 0)))
    return [
      `kehilangan berbeda antarkelompok (selisih ${short(difference * 100)} poin persen)${
        bounds === null
          ? ''
          : ` dan batas Lee ${short(bounds.low)} sampai ${short(bounds.high)} memuat 0`
      }`,
    ];
  return lost > 0.5 ? [`lebih dari separuh unit tidak terukur (${short(lost * 100)}%)`] : [];
}

interface PerArm {
  readonly all: number;
  readonly treated: number;
  readonly comparison: number;
}

function clustersPerArm({ cluster, treated }: Units): PerArm | undefined {
  if (cluster === undefined) return undefined;
  const arms = [new Set<number>(), new Set<number>()];
  cluster.forEach((name, i) => {
    arms[treated[i] as number]?.add(name);
  });
  return {
    all: new Set(cluster).size,
    treated: arms[1]?.size ?? 0,
    comparison: arms[0]?.size ?? 0,
  };
}

/** CR2 and wild hold with few clusters; the others are warned about. */
export function clusterWarnings(perArm: PerArm | undefined, errors?: string): string[] {
  const corrected = errors === 'CR2' || errors === 'wild';
  if (perArm === undefined) return [];
  const { all, treated, comparison } = perArm;
  if (Math.min(treated, comparison) < 10)
    return [
      `hanya ${treated} klaster yang ikut dan ${comparison} pembanding (di bawah 10): baca selang dengan hati-hati${corrected ? '' : ', dan pakai CR2 atau wild'}`,
    ];
  return all < 42 && !corrected
    ? [`${all} klaster (di bawah 42): CR1 dapat terlalu sempit, CR2 atau wild lebih aman`]
    : [];
}
