import { type Answers, firstTerms, linearPrediction, type Question } from './predictors.ts';

export interface ScorecardRow {
  readonly column: string;
  /** The answer; '' for a number, whose points are per unit. */
  readonly level: string;
  readonly points: number;
}

export interface Scorecard {
  readonly rows: readonly ScorecardRow[];
  /** Total points of each family, from 0 up; more is better off. */
  readonly points: Float64Array;
}

/** Points from the poorest to the best possible family, before rounding. */
const SPAN = 100;

/**
 * The linear model as whole points to be added up by hand (as in Schreiner 2006, A Simple Poverty
 * Scorecard for Bangladesh): coefficients times a common factor, so that the answers seen span 100
 * points; the poorest answer of a category gets 0. Numbers get points per unit, to three digits.
 */
export function scorecardOf(
  questions: readonly Question[],
  answers: Answers,
  coefficient: Float64Array,
): Scorecard {
  const first = firstTerms(questions);
  const effects = questions.map((q, j) => {
    const at = first[j] as number;
    return q.kind === 'category'
      ? q.levels.map((_, l) => (l === 0 ? 0 : (coefficient[at + l - 1] as number)))
      : [coefficient[at] as number];
  });
  const spans = questions.map((q, j) => {
    const own = effects[j] as number[];
    if (q.kind === 'category') return Math.max(...own) - Math.min(...own);
    const values = answers[j] as Float64Array;
    let [low, high] = [Infinity, -Infinity];
    for (const v of values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return Math.abs(own[0] as number) * (high - low);
  });
  const all = spans.reduce((sum, s) => sum + s, 0);
  const factor = all > 0 ? SPAN / all : 0;
  const rounded = effects.map((own, j) => {
    if (questions[j]?.kind === 'category') {
      const least = Math.min(...own);
      return own.map((e) => Math.round((e - least) * factor));
    }
    // + 0: no negative zero.
    return own.map((e) => Number((e * factor).toPrecision(3)) + 0);
  });
  const rows = questions.flatMap((q, j) =>
    (rounded[j] as number[]).map((points, l) => ({
      column: q.column,
      level:
        q.kind === 'category' ? (q.levels[l] as string) : q.kind === 'missing' ? 'missing' : '',
      points,
    })),
  );
  // The card is a linear model too: the reference's points go into the constant.
  const card = new Float64Array(coefficient.length);
  rounded.forEach((own, j) => {
    const at = first[j] as number;
    if (questions[j]?.kind !== 'category') {
      card[at] = own[0] as number;
      return;
    }
    const reference = own[0] as number;
    card[0] = (card[0] as number) + reference;
    for (let l = 1; l < own.length; l++) card[at + l - 1] = (own[l] as number) - reference;
  });
  return { rows, points: linearPrediction(questions, answers, card) };
}
