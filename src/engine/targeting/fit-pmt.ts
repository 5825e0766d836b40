import type { Matrix } from 'ml-matrix';
import { studentTwoSided } from '../stats/distributions.ts';
import { InputError } from '../stats/input-error.ts';
import type { Parallel } from '../stats/parallel.ts';
import { combine, type ErrorKind, type Regression, regress } from '../stats/regression.ts';
import { exactSum } from '../stats/sum.ts';
import { binNumbers } from './bin-answers.ts';
import { addEnsemble, boost, type Ensemble } from './boosting.ts';
import { type CrossValidated, crossValidate, dealFolds, type PmtData } from './cross-validate.ts';
import {
  type Answers,
  designMatrix,
  linearPrediction,
  type Question,
  termsOf,
} from './predictors.ts';

/** Everything needed to predict other families: it is written to a file as it stands. */
export interface PmtModel {
  readonly questions: readonly Question[];
  /** By `termsOf(questions)`. */
  readonly coefficient: readonly number[];
  /** Undefined where only the linear model was fitted. */
  readonly ensemble: Ensemble | undefined;
  /** The outcome was the logarithm; then `smearing` leads back to levels. */
  readonly isLog: boolean;
  /** Weighted mean of exp(residual) (Duan 1983, JASA 78, 605–610): of the sample's own residuals for the
   *  linear model, of the out-of-fold ones for the trees, whose own are too small. 1 without logarithm. */
  readonly smearing: { readonly linear: number; readonly boosted: number };
}

export interface Coefficient {
  readonly estimate: number;
  readonly standardError: number;
  /** Null where the standard error is 0. */
  readonly t: number | null;
  readonly p: number | null;
  readonly low: number;
  readonly high: number;
  readonly df: number;
}

export interface PmtFit {
  readonly model: PmtModel;
  readonly regression: Regression;
  readonly coefficients: readonly Coefficient[];
  readonly fold: Uint8Array;
  readonly crossValidated: CrossValidated;
  /** In the sample itself, on the scale of the outcome. */
  readonly linear: Float64Array;
  readonly boosted: Float64Array | undefined;
}

export interface PmtRules {
  readonly errors: ErrorKind;
  readonly isLog: boolean;
  readonly hasTrees: boolean;
  readonly folds: number;
  readonly seed: number;
  readonly confidence: number;
}

/**
 * A proxy means test: least squares with robust errors, boosted trees on top of it, and for both the
 * predictions of families they have not seen. `cluster` counts from 0.
 * @throws InputError of `regress` (role: the number of the term), `leverage` (HC3, with the row) and
 * `too-few-for-folds`.
 */
export async function fitPmt(
  data: PmtData,
  cluster: { readonly of: Uint32Array; readonly count: number },
  rules: PmtRules,
  parallel: Parallel,
): Promise<PmtFit> {
  const { questions, answers, outcome, weight } = data;
  const x = designMatrix(questions, answers);
  if (rules.errors === 'HC3') refuseFullLeverage(x, outcome, weight);
  const regression = regress(x, outcome, {
    errors: rules.errors,
    weight,
    cluster: cluster.of,
  });
  const coefficients = coefficientsOf(regression, rules.confidence);
  const fold = dealFolds(cluster.of, cluster.count, rules);
  const crossValidated = await crossValidate(data, fold, rules, parallel);
  const linear = linearPrediction(questions, answers, regression.coefficient);
  const boosted = rules.hasTrees
    ? boost(
        {
          ...data,
          numberBinnings: binNumbers(questions, answers),
          base: linear,
          training: Uint32Array.from(weight, (_, i) => i).filter((i) => (weight[i] as number) > 0),
        },
        { ...crossValidated.chosen, seed: rules.seed + 1000 * rules.folds },
      )
    : undefined;
  const smear = (prediction: Float64Array | undefined): number => {
    if (!rules.isLog || prediction === undefined) return 1;
    const terms = outcome.map(
      (y, i) => (weight[i] as number) * Math.exp(y - (prediction[i] as number)),
    );
    return exactSum(terms) / exactSum(weight);
  };
  return {
    model: {
      questions,
      coefficient: Array.from(regression.coefficient),
      ensemble: boosted?.ensemble,
      isLog: rules.isLog,
      smearing: { linear: smear(linear), boosted: smear(crossValidated.boosted) },
    },
    regression,
    coefficients,
    fold,
    crossValidated,
    linear,
    boosted: boosted?.prediction,
  };
}

/** A row that decides a coefficient alone leaves no residual: HC3 would divide nothing by nothing. */
function refuseFullLeverage(x: Matrix, outcome: Float64Array, weight: Float64Array): void {
  const { covariance, residual, n, k } = regress(x, outcome, { errors: 'classic', weight });
  const squares = residual.reduce((sum, r, i) => sum + (weight[i] as number) * r * r, 0);
  if (!(squares > 0)) return;
  for (let i = 0; i < x.rows; i++) {
    let sum = 0;
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) sum += x.get(i, a) * covariance.get(a, b) * x.get(i, b);
    const leverage = ((weight[i] as number) * sum * (n - k)) / squares;
    if (leverage > 1 - 1e-9) throw new InputError('leverage', { row: i });
  }
}

function coefficientsOf(fit: Regression, confidence: number): Coefficient[] {
  return Array.from(fit.coefficient, (_, j) => {
    const unit = new Float64Array(fit.k);
    unit[j] = 1;
    const { estimate, standardError, low, high } = combine(fit, unit, confidence);
    const df = fit.dfOf?.(unit) ?? fit.df;
    const t = standardError > 0 ? estimate / standardError : null;
    return {
      estimate,
      standardError,
      t,
      p: t === null ? null : studentTwoSided(t, df),
      low,
      high,
      df,
    };
  });
}

export interface Predicted {
  /** On the scale of the outcome. */
  readonly linear: Float64Array;
  readonly boosted: Float64Array | undefined;
}

export function predictPmt(model: PmtModel, answers: Answers): Predicted {
  const linear = linearPrediction(model.questions, answers, Float64Array.from(model.coefficient));
  return { linear, boosted: model.ensemble && addEnsemble(model.ensemble, answers, linear) };
}

/** From the scale of the outcome to its own units. */
export const toLevel = (isLog: boolean, prediction: number, smearing: number): number =>
  isLog ? Math.exp(prediction) * smearing : prediction;

/** Name of a term: the question's number in `questions` and the level, or undefined for the constant. */
export function termNames(
  questions: readonly Question[],
): { readonly column: string; readonly level: string }[] {
  return termsOf(questions).map(({ question, level }) => {
    const q = questions[question];
    if (q === undefined) return { column: '', level: '' };
    if (q.kind === 'category') return { column: q.column, level: q.levels[level] as string };
    return { column: q.column, level: q.kind === 'missing' ? 'missing' : '' };
  });
}
