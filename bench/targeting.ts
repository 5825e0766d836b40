import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#engine/stats/random.ts';
import { regress } from '#engine/stats/regression.ts';
import { surveyDesign } from '#engine/stats/survey-design.ts';
import { binNumbers } from '#engine/targeting/bin-answers.ts';
import { boost } from '#engine/targeting/boosting.ts';
import { crossValidate, dealFolds } from '#engine/targeting/cross-validate.ts';
import { qualityOf } from '#engine/targeting/prediction-quality.ts';
import { designMatrix, linearPrediction, type Question } from '#engine/targeting/predictors.ts';
import { bootstrapTargeting } from '#engine/targeting/targeting-replicates.ts';
import { openParallel } from '#server/parallel.ts';
import { count, report, seconds, timed } from './measure.ts';

/** Made-up families: 30 answers, villages with a shock, a bend and an interaction. R beside it where it is. */
const families = 100_000;
const villages = 2000;
const random = seededRandom(7);
const columns = Array.from({ length: 30 }, () => new Float64Array(families));
const outcome = new Float64Array(families);
const village = Uint32Array.from({ length: families }, (_, i) => i % villages);
const shock = Float64Array.from({ length: villages }, () => 0.2 * random.normal());
for (let i = 0; i < families; i++) {
  let y = 13 + (shock[village[i] as number] as number) + 0.4 * random.normal();
  columns.forEach((column, j) => {
    column[i] = j < 15 ? random.below(2) : Math.round(10 * random.normal()) / 10;
    if (j % 2 === 0) y += ((j % 5) - 2) * 0.05 * (column[i] as number);
  });
  const [a, b, c] = [columns[0], columns[16], columns[17]].map((v) => v?.[i] as number);
  y += 0.25 * Math.abs(b as number) + ((a as number) === 1 && (c as number) > 0.5 ? 0.3 : 0);
  outcome[i] = y;
}
const weight = new Float64Array(families).fill(1);
const questions = columns.map((_, j): Question => ({ kind: 'number', column: `x${j + 1}` }));
const data = { questions, answers: columns, outcome, weight };
const fold = dealFolds(village, villages, { folds: 5, seed: 1 });
const isTest = (i: number) => fold[i] === 0;
const test = Uint32Array.from(outcome, (_, i) => i).filter(isTest);
const training = Uint32Array.from(outcome, (_, i) => i).filter((i) => !isTest(i));
const parallel = openParallel();

const [ols, olsTook] = await timed(async () =>
  regress(designMatrix(questions, columns), outcome, { errors: 'CR1', weight, cluster: village }),
);
const [found, validated] = await timed(() =>
  crossValidate(data, fold, { folds: 5, seed: 1, hasTrees: true }, parallel),
);
const base = linearPrediction(
  questions,
  columns,
  regress(designMatrix(questions, columns), outcome, {
    errors: 'classic',
    weight: Float64Array.from(fold, (f) => (f === 0 ? 0 : 1)),
  }).coefficient,
);
const [trees, treesTook] = await timed(async () =>
  boost(
    { ...data, base, numberBinnings: binNumbers(questions, columns), training },
    { depth: 4, trees: 200, seed: 1 },
  ),
);
const rmseOf = (prediction: Float64Array): number =>
  Math.sqrt(
    test.reduce((s, i) => s + ((outcome[i] as number) - (prediction[i] as number)) ** 2, 0) /
      test.length,
  );

const { linear, boosted } = found;
const truth = outcome;
const poor = Uint8Array.from(truth, (y) => (y < 12.6 ? 1 : 0));
const design = surveyDesign({
  weight,
  cluster: Array.from(village, String),
  singleCluster: 'remove',
});
const quality = qualityOf({
  outcome,
  weight,
  poor,
  quota: 0.25,
  predictions: [linear, boosted as Float64Array],
  design,
})(weight);
const [measured, bootTook] = await timed(() =>
  bootstrapTargeting(
    {
      weight,
      poor,
      benefit: weight,
      truth,
      score: boosted,
      group: undefined,
      groups: 0,
      rule: {
        kind: 'quota',
        quota: {
          group: undefined,
          groups: 1,
          size: Float64Array.of(0.25),
          unit: 'share',
          ties: 'share',
        },
      },
      lot: undefined,
      parts: 10,
      design,
    },
    { replicates: 500, seed: 1, confidence: 0.95 },
    parallel,
  ),
);
await parallel.close();

const peer = inR();
const size = `${count(families)} families × 30 answers`;
const beside = (key: string) => (peer[key] === undefined ? '' : peer[key]);
report({
  what: `Proxy means test, ${size}: least squares with errors by ${count(villages)} villages`,
  result: `${seconds(olsTook)}, R² ${ols.r2.toFixed(4)}`,
  beside: beside('lm'),
});
report({
  what: `Boosted trees on top of it, 200 of depth 4, four fifths of the families`,
  result: `${seconds(treesTook)}, RMSE of the other villages ${rmseOf(trees.prediction).toFixed(4)} (least squares ${rmseOf(base).toFixed(4)})`,
  beside: ['gbm', 'ranger'].map(beside).filter(Boolean).join('; '),
});
report({
  what: `Nested cross-validation of both, 5 folds of whole villages, depth and number of trees chosen`,
  result: `${seconds(validated)}, R² out of sample ${quality.map((q) => q.r2.toFixed(4)).join(' and ')}`,
  beside: '',
});
const exclusion = measured[0]?.values.exclusion_error;
report({
  what: `All targeting measures of ${count(families)} families, 500 bootstrap samples of villages`,
  result: `${seconds(bootTook)}, exclusion error ± ${exclusion?.standardError?.toFixed(5)}`,
  beside: beside('boot'),
});

/** The same in R with sandwich, gbm, ranger and pROC, each where it is installed. */
function inR(): Record<string, string> {
  if (spawnSync('Rscript', ['--version']).status !== 0) return {};
  const folder = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
  try {
    const header = ['y', 'village', 'fold', 'score', ...questions.map((q) => q.column)].join(',');
    const lines = Array.from(outcome, (y, i) =>
      [y, village[i], fold[i], boosted?.[i], ...columns.map((c) => c[i])].join(','),
    );
    const path = join(folder, 'families.csv');
    writeFileSync(path, `${header}\n${lines.join('\n')}\n`);
    const script = `
d <- read.csv('${path}'); x <- d[, 5:34]; tr <- d$fold != 0
has <- function(p) requireNamespace(p, quietly = TRUE)
say <- function(k, ...) cat(k, '\\t', sprintf(...), '\\n', sep = '')
took <- function(e) unname(system.time(e)[3])
rmse <- function(p) sqrt(mean((d$y[!tr] - p)^2))
if (has('sandwich')) {
  t <- took({ m <- lm(y ~ ., cbind(y = d$y, x)); v <- sandwich::vcovCL(m, d$village, type = 'HC1') })
  say('lm', 'R lm + vcovCL %.2f s', t) }
if (has('gbm')) { set.seed(1)
  t <- took(m <- gbm::gbm.fit(x[tr, ], d$y[tr], distribution = 'gaussian', n.trees = 200,
    interaction.depth = 4, shrinkage = 0.1, bag.fraction = 0.5, verbose = FALSE))
  say('gbm', 'R gbm, same settings: %.1f s, RMSE %.4f', t, rmse(predict(m, x[!tr, ], n.trees = 200))) }
if (has('ranger')) {
  t <- took(m <- ranger::ranger(y ~ ., cbind(y = d$y, x)[tr, ], num.trees = 100, seed = 1))
  say('ranger', 'R ranger, 100 trees: %.1f s, RMSE %.4f', t, rmse(predict(m, x[!tr, ])$predictions)) }
poor <- d$y < 12.6; rows <- split(seq_len(nrow(d)), d$village)
once <- function() { i <- unlist(rows[sample.int(length(rows), replace = TRUE)], use.names = FALSE)
  p <- poor[i]; s <- d$score[i]; o <- order(s); k <- o[seq_len(round(length(i) / 4))]; r <- rank(s)
  c(1 - sum(p[k]) / sum(p), 1 - mean(p[k]), (sum(r[!p]) - sum(!p) * (sum(!p) + 1) / 2) / sum(p) / sum(!p)) }
set.seed(1); t <- took(b <- replicate(20, once()))
say('boot', 'R, three of the measures in 500 samples: %.0f s (from 20), exclusion error ± %.5f', 25 * t, sd(b[1, ]))
`;
    const ran = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' });
    const rows = ran.stdout.split('\n').filter((line) => line.includes('\t'));
    return Object.fromEntries(rows.map((line) => line.trim().split('\t') as [string, string]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
