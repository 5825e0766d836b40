import type { Interval } from '#engine/stats/percentile-interval.ts';
import { heightsAt } from '#engine/targeting/benefit-distribution.ts';
import type { Eligibility } from '#engine/targeting/eligibility.ts';
import type { Delong } from '#engine/targeting/ranking-error.ts';
import {
  type Measured,
  type Population,
  type TargetingMeasure,
  targetingMeasures,
} from '#engine/targeting/targeting-measures.ts';
import type { TargetingIntervals } from '#engine/targeting/targeting-replicates.ts';
import type { Row } from '../analysis.ts';

export interface Judged {
  readonly name: string;
  readonly population: Population;
  readonly measured: Measured;
  readonly intervals: TargetingIntervals | undefined;
}

const spread = (interval: Interval | undefined) => ({
  standard_error: interval?.standardError ?? null,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  replicates: interval?.replicates ?? 0,
});

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Every measure of every population; an empty estimate says why. */
export function measureRows(judged: readonly Judged[]): Row[] {
  return judged.flatMap(({ name, population, measured, intervals }) =>
    targetingMeasures.map((measure) => {
      const estimate = known(measured.values[measure]);
      return {
        measure,
        group: name,
        estimate,
        ...spread(estimate === null ? undefined : intervals?.values[measure]),
        n: population.rows.length,
        note: estimate === null ? whyNot(measure, measured, population) : '',
      };
    }),
  );
}

function whyNot(measure: TargetingMeasure, measured: Measured, population: Population): string {
  const { poorIn, poorOut, restIn, restOut } = measured.confusion;
  if (poorIn + poorOut + restIn + restOut === 0) return 'tidak ada baris berbobot';
  const isAboutWelfare = ['cgh_40', 'cgh_20', 'concentration'].includes(measure);
  if (isAboutWelfare && population.byTruth === undefined) return 'perlu --truth';
  if (measure === 'auc' && population.byScore === undefined) return 'perlu --score';
  if (measure === 'inclusion_error' && poorIn + restIn === 0) return 'tidak ada penerima';
  if (isAboutWelfare || ['benefit_leakage', 'cgh_poor', 'benefit_gini'].includes(measure))
    if (measured.lorenz === null) return 'tidak ada manfaat';
  return poorIn + poorOut === 0 ? 'tidak ada yang miskin' : 'semuanya miskin';
}

export function confusionRows(judged: readonly Judged[]): Row[] {
  return judged.flatMap(({ name, measured: { confusion } }) => {
    const { poorIn, poorOut, restIn, restOut } = confusion;
    const all = poorIn + poorOut + restIn + restOut;
    const row = (poor: boolean, eligible: boolean, weight: number, meaning: string) => ({
      group: name,
      poor,
      eligible,
      weight,
      share: all > 0 ? weight / all : null,
      meaning,
    });
    return [
      row(true, true, poorIn, 'tepat masuk'),
      row(true, false, poorOut, 'salah keluar'),
      row(false, true, restIn, 'salah masuk'),
      row(false, false, restOut, 'tepat keluar'),
    ];
  });
}

/** Who gets the benefit, by equal parts from the poorest up. */
export function partRows(judged: readonly Judged[]): Row[] {
  return judged.flatMap(({ name, measured, intervals }) =>
    measured.coverage.flatMap((coverage, i) =>
      [
        {
          measure: 'benefit_share',
          estimate: known(measured.benefitShares[i]),
          interval: intervals?.benefitShares[i],
        },
        { measure: 'coverage', estimate: known(coverage), interval: intervals?.coverage[i] },
      ].map(({ measure, estimate, interval }) => ({
        measure,
        group: name,
        part: i + 1,
        parts: measured.coverage.length,
        estimate,
        ...spread(estimate === null ? undefined : interval),
      })),
    ),
  );
}

/** Lorenz and concentration curve at every percent of families. */
export function curveRows(judged: readonly Judged[]): Row[] {
  const shares = Array.from({ length: 101 }, (_, i) => i / 100);
  return judged.flatMap(({ name, measured: { lorenz, concentration } }) => {
    if (lorenz === null) return [];
    const poorestFirst = concentration && heightsAt(concentration, shares);
    return heightsAt(lorenz, shares).map((height, i) => ({
      group: name,
      families: shares[i] as number,
      lorenz: height,
      concentration: poorestFirst?.[i] ?? null,
    }));
  });
}

export function aucRows(whole: Judged, byPairs: Delong | null, confidence: number): Row[] {
  const estimate = known(whole.measured.values.auc);
  if (estimate === null) return [];
  const { standardError, low, high } = whole.intervals?.values.auc ?? {
    standardError: null,
    low: null,
    high: null,
  };
  const bootstrap = {
    method: 'bootstrap',
    estimate,
    standard_error: standardError,
    low,
    high,
    confidence,
  };
  if (byPairs === null) return [bootstrap];
  return [
    bootstrap,
    {
      method: 'delong',
      estimate: byPairs.estimate,
      standard_error: byPairs.standardError,
      low: byPairs.low,
      high: byPairs.high,
      confidence,
      tied_pairs: byPairs.tiedPairs,
    },
  ];
}

/** Where the places ran out among equals. */
export function tieRows({ edges }: Eligibility, names: readonly string[]): Row[] {
  return edges.flatMap(({ rows, fraction }, i) =>
    rows === 0 ? [] : [{ quota_group: names[i] ?? '', rows_at_edge: rows, fraction }],
  );
}
