import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Matrix } from 'ml-matrix';
import { quotients } from '#engine/potential/quotients.ts';
import type { RegionTable } from '#engine/potential/region-table.ts';
import { shiftShare } from '#engine/potential/shift-share.ts';
import { fayHerriot } from '#engine/small-area/fay-herriot.ts';
import { smoothRates } from '#engine/small-area/smooth-rates.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { count, median, report } from './measure.ts';

/** Small areas and potential on made-up figures, beside R's spdep and metafor where they are installed. */
const random = seededRandom(1);
const side = 290;
const places = side * side;
const total = Float64Array.from({ length: places }, () => 20 + Math.floor(random.next() * 800));
const cases = total.map((n) => Math.floor(n * (0.05 + 0.3 * random.next() ** 2)));
const group = Array.from({ length: places }, (_, i) => String(Math.floor(i / 164)));
const neighbours = Array.from({ length: places }, (_, i) =>
  [
    i % side > 0 ? i - 1 : -1,
    i % side < side - 1 ? i + 1 : -1,
    i - side,
    i + side < places ? i + side : -1,
  ].filter((j) => j >= 0),
);
// More would keep the peer, which works with areas × areas matrices, busy for minutes.
const areas = 500;
const x = Array.from({ length: areas }, () => [1, random.next(), random.next() * 1e6]);
const variance = Float64Array.from({ length: areas }, () => 2 + 20 * random.next());
const direct = Float64Array.from(
  x,
  (row, i) =>
    10 +
    8 * (row[1] as number) +
    6 * (random.next() - 0.5) +
    Math.sqrt(variance[i] as number) * 3.4 * (random.next() - 0.5),
);

function milliseconds(work: () => unknown, runs = 5): number {
  return median(
    Array.from({ length: runs }, () => {
      const begun = performance.now();
      work();
      return performance.now() - begun;
    }),
  );
}

const global = { cases, total, family: 'poisson', minPlaces: 5, confidence: 0.95 } as const;
const smoothed = smoothRates(global);
const local = smoothRates({ ...global, neighbours });
const model = { direct, variance, x: new Matrix(x), confidence: 0.95 };
const fits = (['reml', 'ml', 'fh'] as const).map((method) => ({
  method,
  found: fayHerriot({ ...model, method }),
  time: milliseconds(() => fayHerriot({ ...model, method })),
}));
const times = {
  global: milliseconds(() => smoothRates(global), 1),
  group: milliseconds(() => smoothRates({ ...global, family: 'binomial', group }), 1),
  local: milliseconds(() => smoothRates({ ...global, neighbours }), 1),
};

interface Peer {
  readonly ms: Readonly<Record<string, number>>;
  readonly value: Readonly<Record<string, number>>;
}

/** R's times in milliseconds and one sum of each answer, to see that both did the same. */
function peer(): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'titik-temu-bench-'));
  try {
    const rows = (head: string, lines: Iterable<string>) => `${[head, ...lines].join('\n')}\n`;
    writeFileSync(
      join(folder, 'r.csv'),
      rows(
        'y,n',
        Array.from(cases, (y, i) => `${y},${total[i]}`),
      ),
    );
    writeFileSync(
      join(folder, 'a.csv'),
      rows(
        'd,v,x1,x2',
        x.map((r, i) => `${direct[i]},${variance[i]},${r[1]},${r[2]}`),
      ),
    );
    writeFileSync(
      join(folder, 'n.csv'),
      rows(
        'k',
        neighbours.map((n) => n.map((j) => j + 1).join(' ')),
      ),
    );
    writeFileSync(
      join(folder, 'run.R'),
      `suppressMessages({library(spdep); library(metafor)})
r <- read.csv("r.csv"); a <- read.csv("a.csv"); n <- readLines("n.csv")[-1]
nb <- structure(lapply(strsplit(n, " "), as.integer), class = "nb", region.id = as.character(seq_along(n)))
say <- function(name, work) { t <- system.time(v <- work())[["elapsed"]]; cat(name, 1000 * t, format(v, digits = 17), "\\n") }
say("global", function() { e <- EBest(r$y, r$n); sum(e$estmm) })
say("local", function() sum(EBlocal(r$y, r$n, nb)$est))
for (m in c("REML", "ML", "PM")) say(m, function() { f <- rma(d, v, mods = ~ x1 + x2, data = a, method = m); f$tau2 })
`,
    );
    const ran = spawnSync('Rscript', ['run.R'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 600_000,
    });
    if (ran.status !== 0) return undefined;
    const lines = ran.stdout
      .trim()
      .split('\n')
      .map((l) => l.trim().split(' '));
    return {
      ms: Object.fromEntries(lines.map((l) => [l[0], Number(l[1])])),
      value: Object.fromEntries(lines.map((l) => [l[0], Number(l[2])])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const found = peer();
const ms = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`);
const apart = (own: number, other: number | undefined) =>
  other === undefined ? '' : `, answers apart by ${Math.abs(own / other - 1).toExponential(0)}`;
const beside = (name: string, what: string, own: number, limit: string) =>
  found === undefined
    ? limit
    : `${what} ${ms(found.ms[name] ?? 0)}${apart(own, found.value[name])}`;
const sum = (rates: typeof smoothed) => rates.reduce((s, r) => s + (r.rate ?? 0), 0);

report({
  what: `Rates of ${count(places)} places smoothed towards one mean, with gamma intervals`,
  result: ms(times.global),
  beside: beside('global', 'spdep EBest without intervals', sum(smoothed), 'limit 10 s'),
});
report({
  what: `The same by ${count(new Set(group).size)} kabupaten, with beta intervals`,
  result: ms(times.group),
  beside: 'limit 20 s',
});
report({
  what: 'The same by neighbours',
  result: ms(times.local),
  beside: beside('local', 'spdep EBlocal without intervals', sum(local), 'limit 10 s'),
});
for (const { method, found: own, time } of fits)
  report({
    what: `Fay–Herriot (${method}), ${count(areas)} areas, two covariates, with MSE`,
    result: ms(time),
    beside: beside(
      method === 'fh' ? 'PM' : method.toUpperCase(),
      'metafor rma without MSE',
      own.between,
      'limit 1 s',
    ),
  });

const many = {
  direct: Float64Array.from(
    { length: 10 * areas },
    (_, i) => (direct[i % areas] as number) + i / 1e4,
  ),
  variance: Float64Array.from({ length: 10 * areas }, (_, i) => variance[i % areas] as number),
  x: new Matrix(Array.from({ length: 10 * areas }, (_, i) => x[i % areas] as number[])),
  confidence: 0.95,
};
report({
  what: `Fay–Herriot (reml), ${count(10 * areas)} areas`,
  result: ms(milliseconds(() => fayHerriot({ ...many, method: 'reml' }))),
  beside: 'limit 2 s',
});

const [regions, sectors, periods] = [514, 17, 10];
const table: RegionTable = {
  regions: Array.from({ length: regions }, (_, i) => String(i)),
  sectors: Array.from({ length: sectors }, (_, i) => String(i)),
  years: Array.from({ length: periods }, (_, i) => 2014 + i),
  values: Array.from({ length: periods }, () =>
    Float64Array.from({ length: regions * sectors }, () => 1e4 * random.next() ** 3),
  ),
  reference: undefined,
  stated: undefined,
};
report({
  what: `LQ, DLQ and Klassen: ${regions} regions, ${sectors} sectors, ${periods} years`,
  result: ms(milliseconds(() => quotients(table, { totals: 'sum', growth: 'mean', minValue: 0 }))),
  beside: 'limit 1 s',
});
report({
  what: 'Dynamic shift-share of the same',
  result: ms(milliseconds(() => shiftShare(table, { method: 'dynamic', totals: 'sum' }))),
  beside: 'limit 1 s',
});
