import { type Random, seededRandom } from '../stats/random.ts';
import { type Binning, binColumn, binCount, levelPlaces } from './bin-answers.ts';
import { addTree, growTree, type Tree } from './grow-tree.ts';
import type { Answers, Question } from './predictors.ts';

/** Trees added to a linear prediction. */
export interface Ensemble {
  readonly binnings: readonly Binning[];
  readonly trees: readonly Tree[];
}

export interface BoostingInput {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  /** Edges of the numbers; undefined for categories. */
  readonly numberBinnings: readonly (Binning | undefined)[];
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  /** Prediction of the linear model fitted to the same training rows. */
  readonly base: Float64Array;
  readonly training: Uint32Array;
  /** Rows to judge each number of trees by, so as to choose it. */
  readonly validation?: Uint32Array;
}

export interface BoostingRules {
  readonly depth: number;
  readonly trees: number;
  readonly seed: number;
}

export interface Boosted {
  readonly ensemble: Ensemble;
  /** Linear prediction plus trees, for every row. */
  readonly prediction: Float64Array;
  /** Weighted squares of the validation rows with 0, 1, … trees. */
  readonly curve: readonly number[];
}

const RATE = 0.1;
const SAMPLE = 0.5;
/** Trees without any gain in validation after which it ends. */
const PATIENCE = 40;

/**
 * Gradient boosting for squared errors (Friedman 2001, Annals of Statistics 29, 1189–1232) on top of the
 * linear model: trees are grown on what it leaves over, so that with no tree it is the linear model itself.
 * Each tree sees a random half of the rows (Friedman 2002, Computational Statistics & Data Analysis 38,
 * 367–378) and is multiplied by 0.1.
 */
export function boost(input: BoostingInput, { depth, trees: limit, seed }: BoostingRules): Boosted {
  const { questions, answers, outcome, training, validation } = input;
  const binnings = questions.map(
    (q, j): Binning =>
      q.kind === 'category'
        ? {
            kind: 'levels',
            place: levelPlaces(
              q.levels.length,
              answers[j] as Float64Array,
              outcome,
              input.weight,
              training,
            ),
          }
        : (input.numberBinnings[j] as Binning),
  );
  const columns = binnings.map((binning, j) => binColumn(binning, answers[j] as Float64Array));
  const binned = { columns, bins: binnings.map(binCount) };
  const weight = meanOne(input.weight, training);
  const prediction = input.base.slice();
  const residual = new Float64Array(outcome.length);
  const everyRow = Uint32Array.from(outcome, (_, i) => i);
  const random = seededRandom(seed);
  const trees: Tree[] = [];
  const curve = validation ? [squares(validation, outcome, prediction, input.weight)] : [];
  let best = 0;
  for (let t = 0; t < limit; t++) {
    for (let i = 0; i < residual.length; i++)
      residual[i] = (outcome[i] as number) - (prediction[i] as number);
    const rules = { depth, leafRows: 20, shrink: 1, rate: RATE };
    const tree = growTree(binned, half(training, random), residual, weight, rules);
    trees.push(tree);
    addTree(tree, columns, everyRow, prediction);
    if (validation === undefined) continue;
    curve.push(squares(validation, outcome, prediction, input.weight));
    if ((curve.at(-1) as number) < (curve[best] as number)) best = curve.length - 1;
    else if (curve.length - 1 - best >= PATIENCE) break;
  }
  return { ensemble: { binnings, trees }, prediction, curve };
}

/** A random half of the rows, in their order: each is taken with the chance that fills the half. */
function half(rows: Uint32Array, random: Random): Uint32Array {
  const size = Math.max(1, Math.floor(rows.length * SAMPLE));
  const chosen = new Uint32Array(size);
  let at = 0;
  for (let i = 0; i < rows.length && at < size; i++)
    if (random.next() * (rows.length - i) < size - at) chosen[at++] = rows[i] as number;
  return chosen;
}

function meanOne(weight: Float64Array, rows: Uint32Array): Float64Array {
  let sum = 0;
  for (const row of rows) sum += weight[row] as number;
  const factor = rows.length / sum;
  return weight.map((w) => w * factor);
}

export function squares(
  rows: Uint32Array,
  outcome: Float64Array,
  prediction: Float64Array,
  weight: Float64Array,
): number {
  let sum = 0;
  for (const row of rows)
    sum += (weight[row] as number) * ((outcome[row] as number) - (prediction[row] as number)) ** 2;
  return sum;
}

/** Adds the trees to `base`, for new answers. */
export function addEnsemble(
  { binnings, trees }: Ensemble,
  answers: Answers,
  base: Float64Array,
): Float64Array {
  const columns = binnings.map((binning, j) => binColumn(binning, answers[j] as Float64Array));
  const prediction = base.slice();
  const rows = Uint32Array.from(base, (_, i) => i);
  for (const tree of trees) addTree(tree, columns, rows, prediction);
  return prediction;
}
