import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alkireFoster } from '#engine/poverty/alkire-foster.ts';
import { ascendingOrder } from '#engine/poverty/ascending.ts';
import { measurePoverty, type PovertyInput } from '#engine/poverty/measure-poverty.ts';
import { bootstrapPoverty } from '#engine/poverty/poverty-replicates.ts';
import { surveyDesign } from '#engine/stats/survey-design.ts';
import { openParallel } from '#server/parallel.ts';
import { povertySample } from '../test/support/poverty-sample.ts';
import { count, report, seconds } from './measure.ts';

/** A made-up survey of a million rows, beside a bare sort, a bare loop, and R where it is installed. */
const rows = 1_000_000;
const s = povertySample(rows);
const weight = s.weight.map((w, i) => w * (s.size[i] as number));
const took = <T>(work: () => T): [T, number] => {
  const begun = performance.now();
  const result = work();
  return [result, performance.now() - begun];
};
const [design, designTook] = took(() =>
  surveyDesign({ weight, strata: s.strata, cluster: s.cluster, singleCluster: 'fail' }),
);
const input: PovertyInput = {
  value: s.value,
  weight,
  line: { kind: 'relative', share: 0.6, of: 'median' },
  group: Uint32Array.from(s.group, (g) => Number(g.slice(1))),
  groups: 3,
  quantileRule: 'average',
  bandwidthSize: 'population',
  design,
  poorAtLine: false,
  wattsFloor: undefined,
  quantiles: 5,
  confidence: 0.95,
};
const [, bareSort] = took(() => s.value.slice().sort());
const [, order] = took(() => ascendingOrder(s.value));
report({
  what: `Poverty, ${count(rows)} rows: the order of the rows`,
  result: seconds(order),
  beside: `${seconds(bareSort)} for Float64Array.sort, which gives no order`,
});

const [found, all] = took(() => measurePoverty(input));
const whole = (name: string) =>
  found.measures.find((m) => m.measure === name && m.group === undefined);

/** Headcount, Gini and relative line with their design errors in R, on the same numbers. */
function inR(): { took: number; figures: number[] } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
  try {
    const lines = Array.from(s.value, (v, i) => `${v},${weight[i]},${s.strata[i]},${s.cluster[i]}`);
    writeFileSync(join(folder, 's.csv'), `y,w,h,c\n${lines.join('\n')}\n`);
    const script = `
      suppressMessages({library(survey); library(laeken)})
      d <- read.csv("s.csv"); d$w <- as.numeric(d$w); d$y <- as.numeric(d$y)
      begun <- proc.time()[["elapsed"]]
      des <- svydesign(ids=~c, strata=~h, weights=~w, data=d, nest=TRUE)
      z <- arpt(d$y, weights=d$w)
      m <- svymean(~I(1*(y < 400)), des)
      g <- gini(d$y, weights=d$w)$value
      cat(proc.time()[["elapsed"]] - begun, sprintf("%.12g", c(z, g / 100)))`;
    const ran = spawnSync('Rscript', ['-e', script], { cwd: folder, encoding: 'utf8' });
    if (ran.status !== 0) return undefined;
    const [spent, ...figures] = ran.stdout.trim().split(/\s+/).map(Number);
    return { took: (spent as number) * 1000, figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const r = inR();
report({
  what: `Poverty, ${count(rows)} rows, ${count(design.stratum.length)} clusters, relative line, 3 groups: ${found.measures.length} measures and ${found.shares.length} shares with design errors`,
  result: `${seconds(all)} (design ${seconds(designTook)}); Gini ${whole('gini')?.estimate?.toPrecision(10)}`,
  beside:
    r === undefined
      ? 'R with survey and laeken is not installed here'
      : `R survey and laeken: ${seconds(r.took)} for the design, one line, one headcount with error and one Gini without; Gini ${r.figures[1]?.toPrecision(10)}`,
});

const sample = 100_000;
const small: PovertyInput = {
  ...input,
  value: s.value.slice(0, sample),
  weight: weight.slice(0, sample),
  group: undefined,
  groups: 0,
  design: surveyDesign({
    weight: weight.slice(0, sample),
    strata: s.strata.slice(0, sample),
    cluster: s.cluster.slice(0, sample),
    singleCluster: 'centre',
  }),
};
const parallel = openParallel();
const begun = performance.now();
await bootstrapPoverty(small, { replicates: 200, seed: 1 }, parallel);
const bootstrap = performance.now() - begun;
await parallel.close();
report({
  what: `Rescaled bootstrap, ${count(sample)} rows, 200 replicates, relative line estimated anew in each`,
  result: `${seconds(bootstrap)} with ${parallel.workers} workers`,
  beside: 'no peer: R needs a loop over svrepdesign for this',
});

const columns = 10;
const deprived = Array.from({ length: columns }, (_, j) =>
  s.value.map((v, i) => ((v * 7 + i * (j + 3)) % 10 < 3 ? 1 : 0)),
);
const [bare, loop] = took(() => {
  let poor = 0;
  for (let i = 0; i < rows; i++) {
    let c = 0;
    for (let j = 0; j < columns; j++) c += (deprived[j]?.[i] as number) / columns;
    if (c >= 1 / 3) poor += weight[i] as number;
  }
  return poor;
});
const [index, mpiTook] = took(() =>
  alkireFoster({
    indicators: deprived.map((d, j) => ({
      name: `d${j}`,
      dimension: `d${j}`,
      weight: 1 / columns,
      deprived: d,
    })),
    k: 1 / 3,
    tolerance: 1e-9,
    weight,
    group: input.group,
    groups: 3,
    missing: 'drop',
    design,
    confidence: 0.95,
  }),
);
const headcount = index.measures[0]?.estimate as number;
report({
  what: `Alkire–Foster, ${count(rows)} rows, ${columns} indicators, 3 groups, all with design errors`,
  result: `${seconds(mpiTook)}; ${count(Math.round(headcount * index.population))} poor`,
  beside: `${seconds(loop)} for a bare loop that only counts the poor: ${count(bare)}`,
});
