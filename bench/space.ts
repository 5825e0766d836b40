import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { summarise } from '#engine/spatial/adjacency.ts';
import { classify, fitOf } from '#engine/spatial/classify.ts';
import { contiguous } from '#engine/spatial/contiguity.ts';
import { findHotspots, type HotspotOptions } from '#engine/spatial/hotspots.ts';
import { nearestPlaces } from '#engine/spatial/nearest.ts';
import { outlinesOf } from '#engine/spatial/outlines.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { openParallel } from '#server/parallel.ts';
import { count, report, root, seconds, timed } from './measure.ts';

/**
 * A made-up country of 84,000 villages whose borders wander: neighbours, statistics, permutations and classes,
 * beside spdep and classInt on the same file where R has them.
 */
const [columns, rows, perSide] = [300, 280, 25];
const areas = columns * rows;
const random = seededRandom(7);
const STEP = 0.02;

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const corners = Array.from({ length: (columns + 1) * (rows + 1) }, (_, k): [number, number] => [
  round(115 + ((k % (columns + 1)) + 0.3 * (random.next() - 0.5)) * STEP),
  round(-6 + (Math.floor(k / (columns + 1)) + 0.3 * (random.next() - 0.5)) * STEP),
]);
const corner = (x: number, y: number): [number, number] => corners[y * (columns + 1) + x]!;
/** From one corner up to, without, the other; wandering, and the same for both sides. */
function border(a: [number, number], b: [number, number]): [number, number][] {
  return Array.from({ length: perSide }, (_, i): [number, number] => {
    const wander = () => (i === 0 ? 0 : 0.0004 * (random.next() - 0.5));
    const t = i / perSide;
    return [round(a[0] + (b[0] - a[0]) * t + wander()), round(a[1] + (b[1] - a[1]) * t + wander())];
  });
}
const across = Array.from({ length: columns * (rows + 1) }, (_, k) => {
  const [x, y] = [k % columns, Math.floor(k / columns)];
  return border(corner(x, y), corner(x + 1, y));
});
const upward = Array.from({ length: (columns + 1) * rows }, (_, k) => {
  const [x, y] = [k % (columns + 1), Math.floor(k / (columns + 1))];
  return border(corner(x, y), corner(x, y + 1));
});
const backward = (line: [number, number][], end: [number, number]) => [
  end,
  ...line.slice(1).reverse(),
];
let geometries = Array.from({ length: areas }, (_, k) => {
  const [x, y] = [k % columns, Math.floor(k / columns)];
  const ring = [
    ...across[y * columns + x]!,
    ...upward[y * (columns + 1) + x + 1]!,
    ...backward(across[(y + 1) * columns + x]!, corner(x + 1, y + 1)),
    ...backward(upward[y * (columns + 1) + x]!, corner(x, y + 1)),
    corner(x, y),
  ];
  return { type: 'Polygon', coordinates: [ring] };
});
const values = Float64Array.from(
  { length: areas },
  (_, k) => 40 + 12 * Math.sin((k % columns) / 20) + 10 * random.normal(),
);

const places = geometries.map((g) => g.coordinates[0]![0]!);

const folder = mkdtempSync(join(tmpdir(), 'titik-temu-space-'));
try {
  await write();
  const [ran, whole] = await timed(async () =>
    spawnSync(
      process.execPath,
      [
        join(root, 'bin/titik-temu'),
        'analyse',
        'neighbours',
        'map.geojson',
        '--id',
        'id',
        '--out',
        'map.gal',
      ],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } },
    ),
  );
  if (ran.status !== 0) throw new Error(ran.stderr);
  const [contiguity, took] = await timed(async () =>
    contiguous(outlinesOf(geometries), { rule: 'queen', toleranceM: 1 }),
  );
  const { adjacency } = contiguity;
  // Millions of small arrays would slow down whatever comes after them.
  geometries = [];
  const spdep = peers();
  report({
    what: `Queen neighbours of ${count(areas)} polygons, ${count(areas * 4 * perSide)} edges, within 1 m: ${count(summarise(adjacency).links)} links`,
    result: `${seconds(took)}; the command, reading and writing included, ${seconds(whole)}`,
    beside: spdep
      ? `poly2nb (corners only): ${seconds(spdep['poly2nb']! * 1000)}, ${count(spdep['links']!)} links; reading the file ${seconds(spdep['read']! * 1000)} more (limit 20 s)`
      : 'limit 20 s',
  });

  const plain: HotspotOptions = {
    style: 'row',
    permutations: 0,
    seed: 1,
    alternative: 'two-sided',
    moments: 'conditional',
  };
  const parallel = openParallel(2);
  try {
    await findHotspots(values.subarray(0, 1000), nearestOf(1000), plain, parallel);
    const [analytic, analyticTook] = await timed(() =>
      findHotspots(values, adjacency, plain, parallel),
    );
    report({
      what: `Moran, Geary and General G, local Moran under three assumptions, Gi, Gi*, q: ${count(areas)} areas`,
      result: seconds(analyticTook),
      beside: spdep
        ? `moran.test, geary.test, localmoran twice, localG twice: ${seconds(spdep['analytic']! * 1000)}; Moran apart by ${Math.abs(analytic.global[0]!.value - spdep['moran']!).toExponential(0)} (limit 1 s)`
        : 'limit 1 s',
    });
    const [, permuted] = await timed(() =>
      findHotspots(values, adjacency, { ...plain, permutations: 999 }, parallel),
    );
    report({
      what: `The same with 999 permutations of the map and of every area’s neighbours, two threads`,
      result: seconds(permuted),
      beside: spdep
        ? `localmoran_perm, 999, one thread: ${seconds(spdep['perm']! * 1000)} (limit 60 s)`
        : 'limit 60 s',
    });
  } finally {
    await parallel.close();
  }

  const [, nearestTook] = await timed(async () => nearestOf(areas));
  report({
    what: `Six nearest of ${count(areas)} places on the sphere`,
    result: seconds(nearestTook),
    beside: spdep
      ? `knearneigh on 5,000 of them: ${seconds(spdep['knn']! * 1000)} (it grows with the square)`
      : '',
  });
  const list = [...values];
  const [classes, classesTook] = await timed(async () => classify(list, 7, 'natural')!);
  report({
    what: `Seven natural classes of ${count(areas)} different values, exactly optimal`,
    result: `${seconds(classesTook)}, GVF ${fitOf(classes, list).gvf?.toFixed(6)}`,
    beside: spdep
      ? `classInt fisher on 5,000 of them: ${seconds(spdep['fisher']! * 1000)} (it grows with the square)`
      : '',
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function nearestOf(n: number) {
  return nearestPlaces(places.slice(0, n), 6).adjacency;
}

async function write(): Promise<void> {
  const file = createWriteStream(join(folder, 'map.geojson'));
  file.write('{"type":"FeatureCollection","features":[\n');
  for (const [i, geometry] of geometries.entries()) {
    const feature = { type: 'Feature', properties: { id: `v${i}` }, geometry };
    file.write(`${i > 0 ? ',\n' : ''}${JSON.stringify(feature)}`);
  }
  file.end('\n]}\n');
  await finished(file);
  writeFileSync(join(folder, 'values.txt'), values.join('\n'));
}

/** Seconds of each step in R, undefined where R or a package is missing. */
function peers(): Record<string, number> | undefined {
  writeFileSync(
    join(folder, 'run.R'),
    `suppressMessages({library(sf); library(spdep); library(classInt)})
sf_use_s2(FALSE)
say <- function(name, value) cat(name, format(value, digits = 15), "\\n")
took <- function(name, work) { begun <- proc.time()[["elapsed"]]; answer <- work(); say(name, proc.time()[["elapsed"]] - begun); invisible(answer) }
x <- scan("values.txt", quiet = TRUE)
map <- took("read", function() st_read("map.geojson", quiet = TRUE))
nb <- took("poly2nb", function() suppressMessages(poly2nb(map, snap = 1 / 111195)))
say("links", sum(card(nb)))
w <- nb2listw(nb); b <- nb2listw(nb, style = "B"); s <- nb2listw(include.self(nb), style = "B")
m <- took("analytic", function() {
  m <- moran.test(x, w); geary.test(x, w); localmoran(x, w); localmoran(x, w, conditional = FALSE); localG(x, b); localG(x, s)
  m })
say("moran", m$estimate[[1]])
took("perm", function() localmoran_perm(x, w, nsim = 999))
xy <- do.call(rbind, lapply(st_geometry(map), function(g) g[[1]][1, ]))
took("knn", function() knearneigh(xy[1:5000, ], 6, longlat = TRUE))
took("fisher", function() suppressWarnings(classIntervals(x[1:5000], 7, style = "fisher", largeN = 1e6)))
`,
  );
  const ran = spawnSync('Rscript', ['run.R'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 3_600_000,
  });
  if (ran.status !== 0) return undefined;
  return Object.fromEntries(
    [...ran.stdout.matchAll(/^(\w+) ([\d.e+-]+) *$/gm)].map((m) => [m[1], Number(m[2])]),
  );
}
