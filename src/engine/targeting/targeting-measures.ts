import {
  type Curve,
  concentrationCurve,
  giniOf,
  heightsAt,
  lorenzCurve,
  type Received,
} from './benefit-distribution.ts';
import { type Queue, queuesOf } from './queue.ts';
import { areaUnderRoc } from './ranking-error.ts';
import { sumOver } from './sum-over.ts';

/**
 * What became of the poor and the others. Shares of families (weight) unless the name says benefit.
 * Poor P, beneficiaries B, both as sets of families:
 * - `exclusion_error` 1 − |P∩B|/|P|: poor families that are not reached (undercoverage);
 * - `inclusion_error` 1 − |P∩B|/|B|: beneficiaries who are not poor (leakage in families);
 *   both as in Grosh & Baker (1995, LSMS Working Paper 118) and Brown, Ravallion & van de Walle (2018,
 *   J. Development Economics 134, 109–124);
 * - `total_error` (|P∖B| + |B∖P|)/N: all families on the wrong side; `accuracy` is the rest;
 * - `coverage_poor` |P∩B|/|P|, `coverage_not_poor` |B∖P|/|N∖P|, `targeting_differential` their difference
 *   (Ravallion 2009, World Bank Research Observer 24, 205–231);
 * - `benefit_leakage`: benefit that goes to families that are not poor;
 * - `cgh_poor`: share of benefit that reaches the poor ÷ their share of families, 1 where nothing is
 *   targeted (Coady, Grosh & Hoddinott 2004, Targeting of Transfers in Developing Countries);
 *   `cgh_40`, `cgh_20`: the same for the poorest 40 and 20 percent;
 * - `auc`: see ranking-error.ts;
 * - `benefit_gini`, `concentration`: see benefit-distribution.ts.
 */
export const targetingMeasures = [
  'poverty_rate',
  'coverage',
  'exclusion_error',
  'inclusion_error',
  'total_error',
  'accuracy',
  'coverage_poor',
  'coverage_not_poor',
  'targeting_differential',
  'benefit_leakage',
  'cgh_poor',
  'cgh_40',
  'cgh_20',
  'auc',
  'benefit_gini',
  'concentration',
] as const;
export type TargetingMeasure = (typeof targetingMeasures)[number];

/** Families of the whole population or of one group, sorted once. */
export interface Population {
  readonly rows: Uint32Array;
  readonly poor: Uint8Array;
  readonly ones: Float64Array;
  /** Everybody eligible gets the same: then places and benefit are spread alike. */
  readonly isUniform: boolean;
  readonly byBenefit: Queue;
  readonly byTruth: Queue | undefined;
  readonly byScore: Queue | undefined;
}

/** All families, then those of each group. */
export function populationsOf({
  poor,
  benefit,
  truth,
  score,
  group,
  groups,
}: {
  readonly poor: Uint8Array;
  readonly benefit: Float64Array;
  /** Welfare, higher is richer. */
  readonly truth: Float64Array | undefined;
  readonly score: Float64Array | undefined;
  readonly group: Uint32Array | undefined;
  readonly groups: number;
}): Population[] {
  const n = poor.length;
  const ones = new Float64Array(n).fill(1);
  const isUniform = benefit.every((b) => b > 0 && b === benefit[0]);
  const within = (parts: { group: Uint32Array | undefined; groups: number }): Population[] => {
    const queues = (key: Float64Array | undefined) =>
      key === undefined ? undefined : queuesOf(parts, [key], undefined);
    const [benefits, truths, scores] = [queues(benefit) ?? [], queues(truth), queues(score)];
    return benefits.map((byBenefit, g) => ({
      rows: byBenefit.rows,
      poor,
      ones,
      isUniform,
      byBenefit,
      byTruth: truths?.[g],
      byScore: scores?.[g],
    }));
  };
  return [
    ...(n > 0 ? within({ group: undefined, groups: 1 }) : []),
    ...(group === undefined ? [] : within({ group, groups })),
  ];
}

/** Weights of poor and other families, in and out. */
export interface Confusion {
  readonly poorIn: number;
  readonly poorOut: number;
  readonly restIn: number;
  readonly restOut: number;
}

export function confusionOf({ rows, poor }: Population, { weight, chosen }: Received): Confusion {
  const sum = (isPoor: number, { placed }: { placed: boolean }) =>
    sumOver(rows, (row) =>
      poor[row] === isPoor ? (weight[row] as number) * (placed ? (chosen[row] as number) : 1) : 0,
    );
  const [poorIn, restIn] = [sum(1, { placed: true }), sum(0, { placed: true })];
  return {
    poorIn,
    poorOut: sum(1, { placed: false }) - poorIn,
    restIn,
    restOut: sum(0, { placed: false }) - restIn,
  };
}

export interface Measured {
  readonly confusion: Confusion;
  /** NaN where a measure is not defined, e.g. without any poor family. */
  readonly values: Readonly<Record<TargetingMeasure, number>>;
  /** Per part of equal size from the poorest up: its share of benefit. Empty without welfare. */
  readonly benefitShares: readonly number[];
  /** Per part: the share of its families that are beneficiaries. */
  readonly coverage: readonly number[];
  readonly lorenz: Curve | null;
  readonly concentration: Curve | null;
}

/** `parts`: 10 for tenths. Measures of one population, with any weights. */
export function measureTargeting(
  population: Population,
  received: Received,
  parts: number,
): Measured {
  const confusion = confusionOf(population, received);
  const { poorIn, poorOut, restIn, restOut } = confusion;
  const { rows, poor, byTruth, byScore } = population;
  const all = poorIn + poorOut + restIn + restOut;
  const poorAll = poorIn + poorOut;
  const ratio = (a: number, b: number) => (b > 0 ? a / b : Number.NaN);

  const { weight, chosen, benefit } = received;
  const payment = (row: number) =>
    (weight[row] as number) * (chosen[row] as number) * (benefit[row] as number);
  const paid = sumOver(rows, payment);
  const paidPoor = sumOver(rows, (row) => (poor[row] === 1 ? payment(row) : 0));
  const lorenz = lorenzCurve(population.byBenefit, received);
  const concentration = byTruth === undefined ? null : concentrationCurve(byTruth, received);
  const benefitShares = concentration === null ? [] : steps(concentration, parts);
  const perHead = { ...received, benefit: population.ones };
  const placed =
    byTruth === undefined || population.isUniform
      ? concentration
      : concentrationCurve(byTruth, perHead);
  const covered = (poorIn + restIn) / all;
  const upTo = (p: number) =>
    concentration === null ? Number.NaN : (heightsAt(concentration, [p])[0] as number) / p;
  return {
    confusion,
    values: {
      poverty_rate: ratio(poorAll, all),
      coverage: ratio(poorIn + restIn, all),
      exclusion_error: ratio(poorOut, poorAll),
      inclusion_error: ratio(restIn, poorIn + restIn),
      total_error: ratio(poorOut + restIn, all),
      accuracy: ratio(poorIn + restOut, all),
      coverage_poor: ratio(poorIn, poorAll),
      coverage_not_poor: ratio(restIn, restIn + restOut),
      targeting_differential: ratio(poorIn, poorAll) - ratio(restIn, restIn + restOut),
      benefit_leakage: ratio(paid - paidPoor, paid),
      cgh_poor: ratio(ratio(paidPoor, paid), ratio(poorAll, all)),
      cgh_40: upTo(0.4),
      cgh_20: upTo(0.2),
      auc: byScore === undefined ? Number.NaN : areaUnderRoc(byScore, received.weight, poor),
      benefit_gini: lorenz === null ? Number.NaN : giniOf(lorenz),
      concentration: concentration === null ? Number.NaN : giniOf(concentration),
    },
    benefitShares,
    coverage:
      byTruth === undefined
        ? []
        : placed === null
          ? new Array(parts).fill(0)
          : steps(placed, parts).map((share) => share * parts * covered),
    lorenz,
    concentration,
  };
}

function steps(curve: Curve, parts: number): number[] {
  const heights = heightsAt(
    curve,
    Array.from({ length: parts + 1 }, (_, i) => i / parts),
  );
  return heights.slice(1).map((h, i) => h - (heights[i] as number));
}
