import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjacencyOf, subset } from '#engine/spatial/adjacency.ts';
import { findHotspots, type HotspotOptions } from '#engine/spatial/hotspots.ts';
import { falseDiscovery } from '#engine/stats/false-discovery.ts';
import { oneByOne } from '#engine/stats/parallel.ts';
import { columbusCrime, columbusNeighbours, remoteSensing } from './space-figures.ts';

/**
 * Reference: R 4.2.2, spdep 1.2-7, spData 2.2.1: moran.test, geary.test (randomisation TRUE and FALSE),
 * globalG.test, localmoran (conditional TRUE and FALSE), localmoran.sad(lm(x ~ 1)) for the normal moments,
 * localG with and without include.self, p.adjust. Estimates 1e-10 relative, standard errors and p 1e-8.
 */
const columbus = adjacencyOf(columbusNeighbours);
const plain: HotspotOptions = {
  style: 'row',
  permutations: 0,
  seed: 1,
  alternative: 'two-sided',
  moments: 'conditional',
};
const find = (
  values: ArrayLike<number>,
  adjacency = columbus,
  options: Partial<HotspotOptions> = {},
) => findHotspots(values, adjacency, { ...plain, ...options }, oneByOne);

/** Figures as printed, a row a line. */
const figures = (text: string): number[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));

const close = (found: number | null, reference: number, relative = 1e-10) =>
  expect(Math.abs((found ?? Number.NaN) / reference - 1)).toBeLessThan(relative);

describe('global statistics of Columbus crime', () => {
  // Moran and Geary under randomisation and normality each, then General G: value, expected, variance, z, p.
  const references = {
    row: figures(`
      0.5109512640787931 -0.020833333333333332 0.008908761559877946 5.634132894178722 1.759413120561341e-8
      0.5109512640787931 -0.020833333333333332 0.00877983145686469 5.675350196932996 1.3840521755914292e-8
      0.52986993059816 1 0.009752779622638708 4.760513751441841 1.9310077592951496e-6
      0.52986993059816 1 0.010271367277995481 4.638781324661846 3.5046963342287727e-6
      0.023250043334893288 0.020833333333333332 5.597790127334092e-7 3.230101976296825 0.0012374607197919044`),
    binary: figures(`
      0.5206381496953095 -0.020833333333333332 0.007598719902433285 6.211627028732644 5.243877437533113e-10
      0.5206381496953095 -0.020833333333333332 0.007492052285638789 6.255689570529827 3.957632771399489e-10
      0.5836668235210711 1 0.011784108749232079 3.8352409090790787 1.2544127910581366e-4
      0.5836668235210711 1 0.01407847800237812 3.508836780488223 4.5007101657087284e-4
      0.12628149644107928 0.09863945578231292 3.438675435707243e-5 4.713836428627675 2.4309583193843935e-6`),
  };

  test.each(['row', 'binary'] as const)('%s weights', async (style) => {
    const { global } = await find(columbusCrime, columbus, { style });
    const order = 'moran moran geary geary general-g'.split(' ');
    for (const [i, row] of references[style].entries()) {
      const [value, expected, variance, z, p] = row as [number, number, number, number, number];
      const found = global[i]!;
      expect(found.statistic).toBe(order[i]);
      expect(found.moments).toBe(i === 1 || i === 3 ? 'normality' : 'randomisation');
      close(found.value, value);
      close(found.expected, expected);
      close(found.variance, variance);
      close(found.z, z);
      close(found.p, p, 1e-8);
    }
  });

  test('areas without neighbours count in n (adjust.n = FALSE)', async () => {
    const rows = Array.from({ length: 49 }, (_, i) => i).filter(
      (i) => !columbusNeighbours[0]!.includes(i),
    );
    const x = rows.map((i) => columbusCrime[i]!);
    const { global, local } = await find(x, subset(columbus, rows));
    close(global[0]!.value, 0.5119607265343262);
    close(global[0]!.variance, 0.00941383197460931);
    close(global[2]!.value, 0.5384972215569135);
    close(global[2]!.variance, 0.010873827008181205);
    const binary = await find(x, subset(columbus, rows), { style: 'binary' });
    close(binary.global[4]!.value, 0.13327813983576497);
    close(binary.global[4]!.variance, 4.4136856119189605e-5);
    expect(local[0]!).toMatchObject({ neighbours: 0, lag: null, p: { conditional: null } });
    expect(local[0]!.moran).toMatchObject({ reason: 'island', quadrant: undefined });
    expect(local[0]!.tested.giStar).toEqual({ z: null, p: null, q: null });
  });
});

describe('local statistics of Columbus crime', () => {
  test('local Moran under three assumptions', async () => {
    const { local } = await find(columbusCrime);
    // Area, Iᵢ; total: expected, variance, z, p; conditional: the same; variance under normality
    const references = figures(`
      0 0.5287770132659666 -0.020833333333333332 0.31122145909479765 0.985190312302389 0.32453059831815495
        -0.02025021398938869 0.3102660632922958 0.9856591202615264 0.3243004161738754 0.3070659722222222
      1 0.00482096662821632 -0.020833333333333332 0.228370961865595 0.05368336465870016 0.9571874367674773
        -5.707572439196927e-4 0.0065417567610115525 0.06666232344867214 0.9468505290940435 0.2253993055555555
      16 0.341409789721529 -0.020833333333333332 0.07924006685303014 1.2868494249006066 0.198146776056701
        -0.09255269448296008 0.33273026125211735 0.752325939474983 0.4518550728721888 0.07839930555555556
      48 1.0865531720378356 -0.020833333333333332 0.4769224535532031 1.6035235484575803 0.10881911440432711
        -0.02638530036965488 0.6159922141149646 1.418023878294063 0.15618379348679184 0.4703993055555555`);
    for (let at = 0; at < references.length; at += 2) {
      const [row, i, te, tv, tz, tp] = references[at] as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const [ce, cv, cz, cp, nv] = references[at + 1] as [number, number, number, number, number];
      const { moran, p } = local[row]!;
      const { total, conditional, normality } = moran.moments;
      close(moran.i, i);
      close(total.expected, te);
      close(total.variance, tv);
      close(total.z, tz);
      close(p.total, tp, 1e-8);
      close(conditional.expected, ce);
      close(conditional.variance, cv);
      close(conditional.z, cz);
      close(p.conditional, cp, 1e-8);
      close(normality.expected, te);
      close(normality.variance, nv);
    }
    close(
      local.reduce((sum, l) => sum + l.moran.i, 0),
      25.036611939860858,
    );
    close(
      local.reduce((sum, l) => sum + l.moran.moments.total.variance, 0),
      11.430838099556125,
    );
    close(
      local.reduce((sum, l) => sum + l.moran.moments.conditional.variance, 0),
      10.538882508609708,
    );
    close(
      local.reduce((sum, l) => sum + l.p.total!, 0),
      19.520910067269604,
      1e-8,
    );
    close(
      local.reduce((sum, l) => sum + l.p.conditional!, 0),
      14.506767818166745,
      1e-8,
    );
    const binary = await find(columbusCrime, columbus, { style: 'binary' });
    close(
      binary.local.reduce((sum, l) => sum + l.moran.i, 0),
      120.78805072931179,
    );
    close(binary.local[16]!.moran.moments.total.variance, 7.924006685303013);
    close(binary.local[16]!.moran.moments.conditional.variance, 33.27302612521172);
  });

  test('quadrants', async () => {
    const { local } = await find(columbusCrime);
    const quadrants =
      'LL LL HH LH LL LL HH LH HH LL HL LL LL LL LL LL LL LL LH HH HL HH HL HH LH LL LL LL'.split(
        ' ',
      );
    expect(local.slice(0, 28).map((l) => l.moran.quadrant)).toEqual(quadrants);
    expect(local.slice(28, 43).every((l) => l.moran.quadrant === 'HH')).toBe(true);
    expect(local.slice(43).every((l) => l.moran.quadrant === 'LL')).toBe(true);
  });

  test('Gi and Gi*, the same with row and binary weights', async () => {
    const references = [
      [0, -0.985659120261525, -1.3400080974641635],
      [1, -0.0666623234486726, -0.13173336449050699],
      [16, -0.7523259394749827, -1.2631457746703276],
      [48, -1.418023878294063, -1.802550629917074],
    ] as const;
    for (const style of ['row', 'binary'] as const) {
      const { local } = await find(columbusCrime, columbus, { style });
      for (const [row, gi, giStar] of references) {
        close(local[row]!.tested.gi.z, gi);
        close(local[row]!.tested.giStar.z, giStar);
      }
      close(
        local.reduce((sum, l) => sum + l.tested.gi.z!, 0),
        10.98670990992113,
      );
      close(
        local.reduce((sum, l) => sum + l.tested.giStar.z!, 0),
        9.661981247032815,
      );
    }
  });

  test('false discovery rates', async () => {
    const { local } = await find(columbusCrime);
    const q = local.map((l) => l.tested.moran.q!);
    close(q[0]!, 0.4965850122662467, 1e-8);
    close(q[1]!, 0.9522213284334134, 1e-8);
    close(q[48]!, 0.3052634747055822, 1e-8);
    expect(q.filter((v) => v < 0.05).length).toBe(4);
    // p.adjust(c(…), "BH")
    const given = [0.01, 0.02, null, 0.03, 0.04, 0.05, 0.2, 0.001, 0.9];
    const wanted = [0.04, 0.16 / 3, null, 0.06, 0.064, 0.2 / 3, 1.6 / 7, 0.008, 0.9];
    for (const [i, found] of falseDiscovery(given).entries()) {
      if (wanted[i] === null) expect(found).toBeNull();
      else close(found, wanted[i]!, 1e-14);
    }
  });

  test('pseudo p are those of drawing without replacement', async () => {
    const { local, global } = await find(columbusCrime, columbus, { permutations: 9999 });
    // 400,000 draws each with NumPy 2.4 (argpartition of uniforms); error under 0.001. localmoran_perm of
    // spdep 1.2-7 draws with replacement and is wider: 0.252 instead of 0.230 for the third.
    const references = [
      [0, 0.1689],
      [1, 0.4767],
      [16, 0.2299],
      [48, 0.0826],
    ] as const;
    for (const [row, folded] of references) {
      expect(Math.abs(local[row]!.folded! - folded)).toBeLessThan(0.02);
      expect(local[row]!.tested.moran.p).toBe(2 * local[row]!.folded!);
    }
    const moran = global.find((g) => g.statistic === 'moran' && g.moments === 'permutation')!;
    expect([moran.folded, moran.p]).toEqual([0.0001, 0.0002]);
    expect(Math.abs(moran.expected + 1 / 48)).toBeLessThan(0.004);
    // Drawing without replacement is what the randomisation assumption describes.
    const exact = global.find((g) => g.statistic === 'moran' && g.moments === 'randomisation')!;
    expect(Math.abs(moran.variance / exact.variance - 1)).toBeLessThan(0.06);
  });
});

describe('the printed examples of esda: six points, pairs up to 15 apart', () => {
  // Docstrings of esda's G and G_Local (2.x); points (10,10) (20,10) (40,10) (15,20) (30,20) (30,30).
  const points = [
    [10, 10],
    [20, 10],
    [40, 10],
    [15, 20],
    [30, 20],
    [30, 30],
  ] as const;
  const six = adjacencyOf(
    points.map(([x, y], i) =>
      points.flatMap(([a, b], j) => (i !== j && Math.hypot(a - x, b - y) <= 15 ? [j] : [])),
    ),
  );
  const values = [2, 3, 3.2, 5, 8, 7];

  test('G 0.557 with one-sided p 0.173; z of Gi and Gi* to eight decimals', async () => {
    const { global, local } = await find(values, six, { style: 'binary', alternative: 'greater' });
    const general = global.find((g) => g.statistic === 'general-g');
    expect(general?.value).toBeCloseTo(0.557, 3);
    // Under the moments esda calls normality and spdep randomisation.
    expect(general?.p).toBeCloseTo(0.173, 3);
    const gi = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941];
    const star = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
    for (const [i, { tested }] of local.entries()) {
      expect(Math.abs((tested.gi.z ?? Number.NaN) - gi[i]!)).toBeLessThan(6e-9);
      expect(Math.abs((tested.giStar.z ?? Number.NaN) - star[i]!)).toBeLessThan(6e-9);
    }
  });
});

test('Gi and Gi* of the remote sensing map, spdep example(localG); Gi* at 30 m published as 1.45', async () => {
  const references = figures(`
    30 1.221979162585499 1.45077980738707 8.669366554234173 6.991684237631212
    60 1.748097542970699 1.900558882867304 22.484962475492928 20.53623581981336
    90 1.986135427161182 2.096938746467759 47.731152809660188 45.68613302206316
    120 1.893373824403065 1.981906851954598 77.451690346730587 75.32579293937269
    150 1.23745425267759 1.306698444178135 130.993200069551392 128.63113664588991`);
  for (const row of references) {
    const [reach, gi, giStar, sumGi, sumStar] = row as [number, number, number, number, number];
    const near = (i: number, j: number) =>
      Math.hypot(30 * ((i % 16) - (j % 16)), 30 * (Math.floor(i / 16) - Math.floor(j / 16))) <=
      reach;
    const adjacency = adjacencyOf(
      remoteSensing.map((_, i) => remoteSensing.flatMap((_, j) => (near(i, j) ? [j] : []))),
    );
    const { local } = await find(remoteSensing, adjacency, { style: 'binary' });
    close(local[119]!.tested.gi.z, gi);
    close(local[119]!.tested.giStar.z, giStar);
    close(
      local.reduce((sum, l) => sum + l.tested.gi.z!, 0),
      sumGi,
    );
    close(
      local.reduce((sum, l) => sum + l.tested.giStar.z!, 0),
      sumStar,
    );
  }
});

/** Every arrangement of the list. */
function* arrangements(list: readonly number[]): Generator<number[]> {
  if (list.length <= 1) yield [...list];
  for (const [i, first] of list.entries()) {
    for (const rest of arrangements(list.filter((_, j) => j !== i))) yield [first, ...rest];
  }
}
const momentsOf = (list: readonly number[]) => {
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return { mean, variance: list.reduce((a, b) => a + (b - mean) ** 2, 0) / list.length };
};

const smallMap = fc
  .record({
    values: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
    links: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 3, maxLength: 14 }),
    style: fc.constantFrom('row' as const, 'binary' as const),
  })
  .filter(({ values, links }) => new Set(values).size > 1 && links.some(([a, b]) => a !== b))
  .map(({ values, links, style }) => ({
    values,
    style,
    adjacency: adjacencyOf(values.map((_, i) => links.filter(([a]) => a === i).map(([, b]) => b))),
  }));

describe('properties', () => {
  test('moments under randomisation are those of all 720 arrangements, links of one direction included', async () => {
    await fc.assert(
      fc.asyncProperty(smallMap, async ({ values, adjacency, style }) => {
        const { global, local } = await find(values, adjacency, { style });
        const all = await Promise.all(
          [...arrangements([0, 1, 2, 3, 4, 5])].map(async (order) => ({
            order,
            found: await find(
              order.map((j) => values[j]!),
              adjacency,
              { style },
            ),
          })),
        );
        for (const [g, { moments, expected, variance }] of global.entries()) {
          if (moments !== 'randomisation') continue;
          const exact = momentsOf(all.map((a) => a.found.global[g]!.value));
          expect(expected).toBeCloseTo(exact.mean, 10);
          expect(variance).toBeCloseTo(exact.variance, 10);
        }
        for (const [i, { moran }] of local.entries()) {
          const total = momentsOf(all.map((a) => a.found.local[i]!.moran.i));
          expect(moran.moments.total.expected).toBeCloseTo(total.mean, 10);
          expect(moran.moments.total.variance).toBeCloseTo(total.variance, 10);
          const stays = momentsOf(
            all.filter((a) => a.order[i] === i).map((a) => a.found.local[i]!.moran.i),
          );
          expect(moran.moments.conditional.expected).toBeCloseTo(stays.mean, 10);
          expect(moran.moments.conditional.variance).toBeCloseTo(stays.variance, 10);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('pseudo p of few areas come close to all arrangements of the others', async () => {
    const adjacency = adjacencyOf([[1, 2], [0], [0, 1, 3, 4], [1, 2], [0, 1, 2, 3, 5], []]);
    const values = [3, 9, 4, 4, 1, 7];
    const { local } = await find(values, adjacency, { permutations: 20_000, style: 'binary' });
    for (const [i, area] of local.entries()) {
      if (i > 3) {
        // Everyone is a neighbour, or nobody: nothing to rearrange.
        expect(area.folded).toBeNull();
        continue;
      }
      const observed = area.lag!;
      const sums = [...arrangements(values.filter((_, j) => j !== i))].map((others) =>
        others.slice(0, area.neighbours).reduce((a, b) => a + b, 0),
      );
      const above = sums.filter((s) => s >= observed).length / sums.length;
      const below = sums.filter((s) => s <= observed).length / sums.length;
      expect(Math.abs(area.folded! - Math.min(above, below))).toBeLessThan(0.012);
    }
  });

  test('local Moran adds up to Moran’s I; conditional z is Gi with the sign of the own deviation', async () => {
    const { global, local } = await find(columbusCrime);
    close(local.reduce((sum, l) => sum + l.moran.i, 0) / 49, global[0]!.value);
    for (const l of local) {
      const turned = l.moran.quadrant?.startsWith('L') ? -1 : 1;
      close(l.moran.moments.conditional.z, turned * l.tested.gi.z!);
    }
  });

  test('unit and origin of the values change nothing but General G; far from 0 no digits are lost', async () => {
    const before = await find(columbusCrime, columbus, { permutations: 99 });
    const after = await find(
      columbusCrime.map((v) => v * 1e12),
      columbus,
      { permutations: 99 },
    );
    for (const [i, g] of before.global.entries()) close(after.global[i]!.z, g.z!, 1e-9);
    for (const [i, l] of before.local.entries()) {
      close(after.local[i]!.tested.gi.z, l.tested.gi.z!, 1e-9);
      expect(after.local[i]!.folded).toBe(l.folded);
    }
    const far = await find(columbusCrime.map((v) => v + 1e6));
    close(far.global[0]!.z, before.global[0]!.z!, 1e-8);
    // With x = c + z and c large, G turns into the sum of (wᵢ. + w.ᵢ) zᵢ, which has a z of its own.
    const sums = columbusCrime.map((_, i) => {
      const into = columbusNeighbours.reduce(
        (s, list) => s + (list.includes(i) ? 1 / list.length : 0),
        0,
      );
      return 1 + into;
    });
    const mean = momentsOf(columbusCrime);
    const linear = columbusCrime.reduce((s, v, i) => s + (v - mean.mean) * sums[i]!, 0);
    const sd = Math.sqrt((mean.variance * 49 * momentsOf(sums).variance * 49) / 48);
    expect(far.global.at(-1)!.z).toBeCloseTo(linear / sd, 3);
  });

  test('the same seed gives the same, whatever the number of parts; another seed does not', async () => {
    const options = { ...plain, permutations: 199, seed: 7 };
    const one = await findHotspots(columbusCrime, columbus, options, oneByOne);
    const eight = await findHotspots(columbusCrime, columbus, options, { ...oneByOne, workers: 5 });
    expect(eight).toEqual(one);
    const other = await findHotspots(columbusCrime, columbus, { ...options, seed: 8 }, oneByOne);
    expect(other.local.map((l) => l.folded)).not.toEqual(one.local.map((l) => l.folded));
  });

  test('one-sided pseudo p and p point the same way', async () => {
    for (const alternative of ['greater', 'less'] as const) {
      const analytic = await find(columbusCrime, columbus, { alternative });
      const permuted = await find(columbusCrime, columbus, { alternative, permutations: 999 });
      for (const [i, { tested }] of analytic.local.entries()) {
        const twin = permuted.local[i]!.tested;
        expect(Math.abs(tested.gi.p! - twin.gi.p!)).toBeLessThan(0.12);
        expect(Math.abs(tested.moran.p! - twin.moran.p!)).toBeLessThan(0.12);
      }
      const p = permuted.global.map((g) => g.p!);
      expect(p.every((v) => (alternative === 'greater' ? v < 0.01 : v > 0.9))).toBe(true);
    }
  });
});

describe('edges', () => {
  const refused = async (values: number[], adjacency = columbus) => {
    try {
      await find(values, adjacency);
    } catch (error) {
      return (error as { code?: string }).code;
    }
    return undefined;
  };

  test('nothing to test is refused', async () => {
    const ring = adjacencyOf([[1], [2], [3], [0]]);
    expect(await refused([0.1, 0.1, 0.1, 0.1], ring)).toBe('all-equal');
    expect(await refused([1, 2, 3], adjacencyOf([[1], [2], [0]]))).toBe('too-few-rows');
    expect(await refused([1, 2, 3, 4], adjacencyOf([[], [], [], []]))).toBe('no-links');
  });

  test('no General G below 0; one value against equal others; a value on the mean', async () => {
    const ring = adjacencyOf([
      [1, 4],
      [0, 2],
      [1, 3],
      [2, 4],
      [3, 0],
    ]);
    const negative = await find([-1, 2, 3, 4, 7], ring);
    expect(negative.withoutG).toBe('negative-values');
    expect(negative.global.some((g) => g.statistic === 'general-g')).toBe(false);
    expect(negative.local[2]!.moran.reason).toBe('on-mean');
    expect(negative.local[2]!.tested.moran.z).toBeNull();
    expect(negative.local[2]!.tested.gi.z).not.toBeNull();
    const lone = await find([1, 1, 1, 1, 9], ring, { permutations: 9 });
    expect(lone.local[4]!.moran.reason).toBe('others-equal');
    expect(lone.local[4]!.tested.gi).toEqual({ z: null, p: null, q: null });
    expect(lone.local[4]!.folded).toBeNull();
  });
});
