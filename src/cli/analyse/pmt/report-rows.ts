import type { Interval } from '#engine/stats/percentile-interval.ts';
import {
  type PmtFit,
  type PmtModel,
  type Predicted,
  termNames,
  toLevel,
} from '#engine/targeting/fit-pmt.ts';
import {
  type Quality,
  type QualityIntervals,
  type QualityMeasure,
  qualityMeasures,
} from '#engine/targeting/prediction-quality.ts';
import type { Scorecard } from '#engine/targeting/scorecard.ts';
import type { Row } from '../analysis.ts';

export function coefficientRows({ model, coefficients }: PmtFit): Row[] {
  const names = termNames(model.questions);
  const rows: Row[] = coefficients.map((c, j) => ({
    term: names[j]?.column === '' ? 'constant' : (names[j]?.column as string),
    level: names[j]?.level ?? '',
    estimate: c.estimate,
    standard_error: c.standardError,
    t: c.t,
    p: c.p,
    low: c.low,
    high: c.high,
    df: c.df,
    note: '',
  }));
  const references = model.questions.flatMap((q) =>
    q.kind === 'category'
      ? [{ term: q.column, level: q.levels[0] as string, estimate: 0, note: 'acuan' }]
      : [],
  );
  return [...rows, ...references];
}

export interface FitFigures {
  /** Linear, then trees where there are any. */
  readonly inSample: readonly Quality[];
  readonly outOfSample: readonly Quality[];
  readonly intervals: QualityIntervals | undefined;
}

export const modelNames = ['ols', 'boosting'] as const;

export function fitRows({ inSample, outOfSample, intervals }: FitFigures): Row[] {
  const row = (
    model: string,
    measure: QualityMeasure,
    inside: number | undefined,
    outside: number | undefined,
    interval: Interval | undefined,
  ): Row => {
    const out = known(outside);
    return {
      model,
      measure,
      in_sample: known(inside),
      out_of_sample: out,
      standard_error: out === null ? null : (interval?.standardError ?? null),
      low: out === null ? null : (interval?.low ?? null),
      high: out === null ? null : (interval?.high ?? null),
      note:
        out === null ? 'tidak terdefinisi: tidak ada keragaman, atau tidak ada/semua miskin' : '',
    };
  };
  const rows = outOfSample.flatMap((quality, p) =>
    qualityMeasures.map((m) =>
      row(modelNames[p] as string, m, inSample[p]?.[m], quality[m], intervals?.predictions[p]?.[m]),
    ),
  );
  const [first, second] = outOfSample;
  if (first === undefined || second === undefined) return rows;
  return [
    ...rows,
    ...qualityMeasures.map((m) =>
      row(
        'difference',
        m,
        (inSample[1]?.[m] as number) - (inSample[0]?.[m] as number),
        second[m] - first[m],
        intervals?.difference?.[m],
      ),
    ),
  ];
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Each family by both models, in its own units; out of fold where the sample itself is predicted. */
export function predictionRows(
  names: readonly Row[],
  model: PmtModel,
  predicted: Predicted,
  outOfFold?: { readonly fold: Uint8Array } & Predicted,
  observed?: Float64Array,
): Row[] {
  const level = (key: 'linear' | 'boosted', from: Predicted, i: number) =>
    toLevel(model.isLog, (from[key] as Float64Array)[i] as number, model.smearing[key]);
  const ranks = {
    linear: ranksOf(predicted.linear),
    boosted: predicted.boosted && ranksOf(predicted.boosted),
  };
  return names.map((name, i) => ({
    ...name,
    ...(observed && { observed: observed[i] as number }),
    ols: level('linear', predicted, i),
    ...(predicted.boosted && { boosting: level('boosted', predicted, i) }),
    ols_rank: ranks.linear[i] as number,
    ...(ranks.boosted && { boosting_rank: ranks.boosted[i] as number }),
    ...(outOfFold && {
      fold: (outOfFold.fold[i] as number) + 1,
      ols_out_of_fold: level('linear', outOfFold, i),
      ...(outOfFold.boosted && { boosting_out_of_fold: level('boosted', outOfFold, i) }),
    }),
  }));
}

/** 1 is the poorest; equals share the lowest rank. */
function ranksOf(values: Float64Array): Uint32Array {
  const order = Array.from(values, (_, i) => i).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const rank = new Uint32Array(values.length);
  order.forEach((row, i) => {
    const before = order[i - 1];
    rank[row] =
      before !== undefined && values[before] === values[row] ? (rank[before] as number) : i + 1;
  });
  return rank;
}

export function importanceRows(
  { crossValidated: { importance } }: PmtFit,
  variance: number,
): Row[] {
  return importance
    .map((row) => ({
      predictor: row.column,
      ols: variance > 0 ? row.linear / variance : null,
      ...(row.boosted !== null && { boosting: variance > 0 ? row.boosted / variance : null }),
    }))
    .sort((a, b) => (b.boosting ?? b.ols ?? 0) - (a.boosting ?? a.ols ?? 0));
}

export const scorecardRows = ({ rows }: Scorecard): Row[] =>
  rows.map(({ column, level, points }) => ({ predictor: column, answer: level, points }));
