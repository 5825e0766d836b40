import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregates } from '#engine/impact/aggregate.ts';
import { influenceError } from '#engine/impact/comparison.ts';
import { groupTimeEffects } from '#engine/impact/group-time.ts';
import { multiplierBands } from '#engine/impact/multiplier.ts';
import { type Panel, panelOf } from '#engine/impact/panel.ts';
import { twoWay } from '#engine/impact/two-way.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { openParallel } from '#server/parallel.ts';
import { count, report, seconds, timed } from './measure.ts';

/** Staggered starts with 999 bootstrap draws, and two-way fixed effects, on 100,000 units × 6 periods; R beside. */
const units = Number(process.argv[2] ?? 100_000);
const periods = [1, 2, 3, 4, 5, 6];
const draws = 999;

function panelWith(starts: readonly number[]): Panel {
  const random = seededRandom(1);
  const n = units * periods.length;
  const unit: string[] = [];
  const [period, outcome, start] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let row = 0;
  for (let i = 0; i < units; i++) {
    const own = random.normal();
    const from = starts[i % starts.length] as number;
    for (const p of periods) {
      unit.push(String(i).padStart(7, '0'));
      period[row] = p;
      start[row] = from;
      outcome[row] = own + 0.2 * p + random.normal() + (p >= from ? 0.5 : 0);
      row++;
    }
  }
  return panelOf({ unit, period, outcome, start });
}

const parallel = openParallel();
const staggered = panelWith([Infinity, Infinity, 3, 4, 5, 6]);
const [ours, ourTime] = await timed(async () => {
  const effects = groupTimeEffects(staggered, {
    comparison: 'never-treated',
    adjustment: 'none',
    base: 'varying',
    anticipation: 0,
    incomplete: 'drop',
  });
  const all = aggregates(effects);
  const influence = [...effects.cells, ...all].map((e) => e.influence);
  const { cluster, clusters } = effects.panel;
  const bands = await multiplierBands(influence, cluster, clusters, { draws, seed: 1, parallel });
  bands.critical(
    effects.cells.map((_, j) => j),
    0.95,
  );
  return {
    simple: all[0]?.estimate as number,
    error: influenceError(all[0]?.influence as Float64Array),
    columns: influence.length,
  };
});
await parallel.close();

const common = panelWith([Infinity, 4]);
const [twfe, twfeTime] = await timed(async () => twoWay(common, { errors: 'CR1', level: 0.95 }));

const script = `
suppressMessages(library(plm))
y <- matrix(readBin("staggered.bin", "double", ${units * 6}), ${units}); g <- rep_len(c(Inf, Inf, 3, 4, 5, 6), ${units})
t0 <- proc.time()[3]
cells <- expand.grid(t = 2:6, g = 3:6); n <- nrow(y)
psi <- sapply(seq_len(nrow(cells)), function(k) { t <- cells$t[k]; gg <- cells$g[k]; b <- if (t >= gg) gg - 1 else t - 1
  d <- y[, t] - y[, b]; a <- g == gg; c <- g == Inf
  n * (a * (d - mean(d[a])) / sum(a) - c * (d - mean(d[c])) / sum(c)) })
att <- sapply(seq_len(nrow(cells)), function(k) { t <- cells$t[k]; gg <- cells$g[k]; b <- if (t >= gg) gg - 1 else t - 1
  d <- y[, t] - y[, b]; mean(d[g == gg]) - mean(d[g == Inf]) })
lo <- (1 - sqrt(5)) / 2; hi <- (1 + sqrt(5)) / 2; p <- (sqrt(5) - 1) / (2 * sqrt(5))
boot <- sapply(seq_len(${draws}), function(i) { v <- ifelse(runif(n) < p, hi, lo); drop(crossprod(v, psi)) / n })
t1 <- proc.time()[3]
y2 <- matrix(readBin("common.bin", "double", ${units * 6}), ${units}); g2 <- rep_len(c(Inf, 4), ${units})
f <- data.frame(unit = rep(seq_len(n), 6), period = rep(1:6, each = n), y = c(y2)); f$d <- as.numeric(f$period >= g2[f$unit])
t2 <- proc.time()[3]
m <- plm(y ~ d + factor(period), f, index = c("unit", "period"), model = "within"); se <- sqrt(vcovHC(m, type = "HC0", cluster = "group")["d", "d"])
t3 <- proc.time()[3]
post <- cells$t >= cells$g
cat(t1 - t0, t3 - t2, sprintf("%.12f", weighted.mean(att[post], tabulate(match(g, 3:6))[cells$g[post] - 2])), sprintf("%.12f", coef(m)["d"]), sprintf("%.12f", se))
`;

interface Peer {
  readonly staggered: number;
  readonly twfe: number;
  readonly simple: number;
  readonly estimate: number;
  readonly error: number;
}

function askR(): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
  try {
    const bytes = (panel: Panel): Uint8Array =>
      new Uint8Array(
        Float64Array.from(panel.outcome.flatMap((values) => Array.from(values))).buffer,
      );
    writeFileSync(join(folder, 'staggered.bin'), bytes(staggered));
    writeFileSync(join(folder, 'common.bin'), bytes(common));
    const ran = spawnSync('Rscript', ['-e', script], { cwd: folder, encoding: 'utf8' });
    if (ran.error) return undefined;
    if (ran.status !== 0) throw new Error(ran.stderr);
    const [first, second, simple, estimate, error] = ran.stdout.trim().split(/\s+/).map(Number);
    return {
      staggered: first as number,
      twfe: second as number,
      simple: simple as number,
      estimate: estimate as number,
      error: error as number,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const peer = askR();
const gap = (a: number, b: number): string => Math.abs(a - b).toExponential(0);
report({
  what: `Effects of staggered starts: ${count(units)} units × 6 periods, ${ours.columns} estimates, ${draws} bootstrap draws`,
  result: seconds(ourTime),
  beside: peer
    ? `base R, group-time effects alone without aggregates: ${seconds(peer.staggered * 1000)}; overall effect differs by ${gap(ours.simple, peer.simple)}`
    : 'R is not installed here (limit: 60 s)',
});
// plm gives the error before the small-sample factor.
const rows = units * 6;
const factor = Math.sqrt((units / (units - 1)) * ((rows - 1) / (rows - 7)));
report({
  what: `Two-way fixed effects with errors by unit: ${count(rows)} rows, effect and every period`,
  result: seconds(twfeTime),
  beside: peer
    ? `plm, the effect alone: ${seconds(peer.twfe * 1000)}; effect differs by ${gap(twfe.effect.estimate, peer.estimate)}, error by ${gap(twfe.effect.standardError, peer.error * factor)}`
    : 'R is not installed here (limit: 60 s)',
});
