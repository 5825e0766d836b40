import { InputError } from '../stats/input-error.ts';
import type { Parallel, ParallelTask } from '../stats/parallel.ts';
import { seededRandom, shuffle } from '../stats/random.ts';
import { binNumbers } from './bin-answers.ts';
import { addEnsemble, type Boosted, type BoostingInput, boost, squares } from './boosting.ts';
import { crossProducts, fitFolds } from './fold-regression.ts';
import { type Answers, linearPrediction, type Question } from './predictors.ts';

export interface PmtData {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  /** The outcome as modelled: the logarithm, unless it is taken as it is. */
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
}

export interface FoldRules {
  readonly folds: number;
  readonly seed: number;
  /** Whether trees are fitted, or the linear model alone. */
  readonly hasTrees: boolean;
}

/** Depths of trees that are tried. */
const DEPTHS = [2, 4];
const MOST_TREES = 500;
/** Trees must lower the squares by this share, or there are none: less is chance more often than not. */
const LEAST_GAIN = 0.01;
/** Rows of each fold whose answers are shuffled for the importance. */
const SHUFFLED_ROWS = 4000;
/** Streams of the seed; the bootstrap takes 0 … replicates. */
const FOLD_STREAM = 0x10000000;
const SHUFFLE_STREAM = 0x20000000;

/** Deals whole clusters to the folds in random order. @throws InputError `too-few-for-folds`. */
export function dealFolds(
  cluster: ArrayLike<number>,
  clusters: number,
  { folds, seed }: { readonly folds: number; readonly seed: number },
): Uint8Array {
  if (clusters < folds) throw new InputError('too-few-for-folds', { details: { clusters, folds } });
  const place = shuffle(
    Uint32Array.from({ length: clusters }, (_, i) => i),
    seededRandom(seed, FOLD_STREAM),
  );
  return Uint8Array.from(cluster, (c) => (place[c] as number) % folds);
}

interface FoldPart {
  readonly data: PmtData;
  readonly numberBinnings: BoostingInput['numberBinnings'];
  readonly fold: Uint8Array;
  readonly held: number;
  /** The fold the number of trees is chosen by; its own data and the held fold's stay out of the fit. */
  readonly judge: number;
  /** Linear coefficients without the held fold, and without both. */
  readonly outer: Float64Array;
  readonly inner: Float64Array;
  readonly rules: FoldRules;
}

interface FoldAnswer {
  /** Rows of the held fold, in ascending order, and their predictions. */
  readonly rows: Uint32Array;
  readonly linear: Float64Array;
  readonly boosted: Float64Array | undefined;
  /** Squares in the judging fold by depth and number of trees. */
  readonly curves: readonly (readonly number[])[];
  /** Question → squares with its answers shuffled, less squares as they are; and the rows' own total. */
  readonly shuffledLinear: Float64Array;
  readonly shuffledBoosted: Float64Array | undefined;
  readonly shuffledWeight: number;
}

/** One fold held out: everything about the model is learned without it. */
export const pmtFoldTask: ParallelTask<FoldPart, FoldAnswer> = {
  name: 'pmt-fold',
  work: (part) => {
    const { data, fold, held, judge, rules } = part;
    const { questions, answers, weight } = data;
    const rowsWhere = (is: (f: number) => boolean) =>
      Uint32Array.from(fold, (_, i) => i).filter(
        (i) => is(fold[i] as number) && (weight[i] as number) > 0,
      );
    const rows = Uint32Array.from(fold, (_, i) => i).filter((i) => fold[i] === held);
    const linear = linearPrediction(questions, answers, part.outer);
    let boosted: Boosted | undefined;
    let curves: (readonly number[])[] = [];
    if (rules.hasTrees) {
      const shared = { ...data, numberBinnings: part.numberBinnings };
      const seed = rules.seed + 1000 * held;
      const inner = {
        ...shared,
        base: linearPrediction(questions, answers, part.inner),
        training: rowsWhere((f) => f !== held && f !== judge),
        validation: rowsWhere((f) => f === judge),
      };
      curves = DEPTHS.map((depth) => boost(inner, { depth, trees: MOST_TREES, seed }).curve);
      const chosen = lowest([curves]);
      boosted = boost(
        { ...shared, base: linear, training: rowsWhere((f) => f !== held) },
        { ...chosen, seed: seed + 1 },
      );
    }
    const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
    const step = Math.max(1, Math.ceil(rows.length / SHUFFLED_ROWS));
    const sample = rows.filter((row, i) => i % step === 0 && (weight[row] as number) > 0);
    return {
      rows,
      linear: pick(linear),
      boosted: boosted && pick(boosted.prediction),
      curves,
      ...shuffleAnswers(part, sample, boosted),
    };
  },
};

/** How much worse rows are predicted once the answers to one question are dealt out among them anew. */
function shuffleAnswers(part: FoldPart, sample: Uint32Array, boosted: Boosted | undefined) {
  const { questions, answers, outcome, weight } = part.data;
  const pick = (values: Float64Array) => Float64Array.from(sample, (row) => values[row] as number);
  const [own, y, w] = [answers.map(pick), pick(outcome), pick(weight)];
  const everyRow = Uint32Array.from(sample, (_, i) => i);
  const order = shuffle(
    everyRow.slice(),
    seededRandom(part.rules.seed, SHUFFLE_STREAM + part.held),
  );
  const columns = [...new Set(questions.map((q) => q.column))];
  const measure = (predict: (given: Answers) => Float64Array): Float64Array => {
    if (sample.length === 0) return new Float64Array(columns.length);
    const asIs = squares(everyRow, y, predict(own), w);
    return Float64Array.from(columns, (column) => {
      const dealt = own.map((values, j) =>
        questions[j]?.column === column
          ? Float64Array.from(order, (i) => values[i] as number)
          : values,
      );
      return squares(everyRow, y, predict(dealt), w) - asIs;
    });
  };
  const linear = (given: Answers) => linearPrediction(questions, given, part.outer);
  return {
    shuffledLinear: measure(linear),
    shuffledBoosted:
      boosted && measure((given) => addEnsemble(boosted.ensemble, given, linear(given))),
    shuffledWeight: w.reduce((sum, v) => sum + v, 0),
  };
}

/** Depth and number of trees with the least squares, summed over folds; no tree is a choice too. */
function lowest(folds: readonly (readonly (readonly number[])[])[]) {
  const none = folds.reduce((s, curves) => s + (curves[0]?.[0] as number), 0);
  let best = { depth: DEPTHS[0] as number, trees: 0, squares: (1 - LEAST_GAIN) * none };
  DEPTHS.forEach((depth, d) => {
    const curves = folds.map((curve) => curve[d] as readonly number[]);
    // A curve that ended early stands still at its best from there on.
    const longest = Math.max(...curves.map((c) => c.length));
    for (let t = 0; t < longest; t++) {
      const sum = curves.reduce((s, c) => s + (c[t] ?? Math.min(...c)), 0);
      if (sum < best.squares) best = { depth, trees: t, squares: sum };
    }
  });
  return { depth: best.depth, trees: best.trees };
}

export interface CrossValidated {
  /** Predictions of rows by models that have not seen their fold. */
  readonly linear: Float64Array;
  readonly boosted: Float64Array | undefined;
  /** The choice for a model of all rows: by the judging folds together. */
  readonly chosen: { readonly depth: number; readonly trees: number };
  /** Column → loss of mean squares when its answers are shuffled. */
  readonly importance: readonly {
    readonly column: string;
    readonly linear: number;
    readonly boosted: number | null;
  }[];
}

/** Nested: the number and depth of trees for each held fold are chosen without it. */
export async function crossValidate(
  data: PmtData,
  fold: Uint8Array,
  rules: FoldRules,
  parallel: Parallel,
): Promise<CrossValidated> {
  const { questions, answers, outcome, weight } = data;
  const { folds, hasTrees } = rules;
  const products = crossProducts(questions, answers, outcome, weight, { fold, folds });
  const numberBinnings = hasTrees ? binNumbers(questions, answers) : [];
  const parts = Array.from({ length: folds }, (_, held): FoldPart => {
    const judge = (held + 1) % folds;
    return {
      data,
      numberBinnings,
      fold,
      held,
      judge,
      outer: fitFolds(products, (f) => f !== held),
      inner: fitFolds(products, (f) => f !== held && f !== judge),
      rules,
    };
  });
  const found = await parallel.run(pmtFoldTask, parts);
  const linear = new Float64Array(outcome.length);
  const boosted = hasTrees ? new Float64Array(outcome.length) : undefined;
  for (const answer of found)
    answer.rows.forEach((row, i) => {
      linear[row] = answer.linear[i] as number;
      if (boosted && answer.boosted) boosted[row] = answer.boosted[i] as number;
    });
  const columns = [...new Set(questions.map((q) => q.column))];
  const all = found.reduce((sum, f) => sum + f.shuffledWeight, 0);
  const mean = (of: (f: FoldAnswer) => number) => found.reduce((sum, f) => sum + of(f), 0) / all;
  return {
    linear,
    boosted,
    chosen: hasTrees ? lowest(found.map((f) => f.curves)) : { depth: 0, trees: 0 },
    importance: columns.map((column, c) => ({
      column,
      linear: mean((f) => f.shuffledLinear[c] as number),
      boosted: hasTrees ? mean((f) => f.shuffledBoosted?.[c] as number) : null,
    })),
  };
}
