import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregates } from '#engine/impact/aggregate.ts';
import { influenceError } from '#engine/impact/comparison.ts';
import { type GroupTimeRules, groupTimeEffects } from '#engine/impact/group-time.ts';
import { multiplierBands } from '#engine/impact/multiplier.ts';
import { type Panel, panelOf } from '#engine/impact/panel.ts';
import { preTest } from '#engine/impact/pre-test.ts';
import { twoWay } from '#engine/impact/two-way.ts';
import { oneByOne } from '#engine/stats/parallel.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { near } from '../support/near.ts';
import { panelRows } from './effect-figures.ts';

type Rows = readonly (typeof panelRows)[number][];
interface Parts {
  readonly village?: boolean;
  readonly weighted?: boolean;
  readonly covariate?: boolean;
}

function panelFrom(rows: Rows, { village, weighted, covariate }: Parts = {}): Panel {
  return panelOf({
    unit: rows.map((r) => r.unit),
    period: rows.map((r) => r.period),
    outcome: rows.map((r) => r.outcome),
    start: rows.map((r) => r.start),
    ...(village && { cluster: rows.map((r) => r.village) }),
    ...(weighted && { weight: rows.map((r) => r.weight) }),
    ...(covariate && { covariates: [rows.map((r) => r.x)] }),
  });
}

const level = 0.95;
const common = panelRows.filter((r) => r.start !== 2022);

/** R 4.2.2: lm with unit and period dummies, clubSandwich 0.5.8 and plm 2.6-2 on effect-figures.ts. */
describe('one common start', () => {
  test('clusters: vcovCR(lm, type = "CR2"), and by period', () => {
    const found = twoWay(panelFrom(common, { village: true }), { errors: 'CR2', level });
    near(found.effect.estimate, 1.283240740740741, 1e-10);
    near(found.effect.standardError, 0.245785485281603, 1e-8);
    near(found.effect.df, 9.763350026193912, 1e-8);
    const estimates = [
      -0.0694444444444448, 0.8522222222222223, 1.2355555555555544, 1.6577777777777771,
    ];
    const errors = [0.1884635444755366, 0.2471398412781715, 0.3685942895996093, 0.3269142034806937];
    found.byPeriod.forEach((p, i) => {
      near(p.estimate, estimates[i] as number, 1e-10);
      near(p.standardError, errors[i] as number, 1e-8);
    });
  });
  test('periods before the start tested together: b′V⁻¹b/q with vcovCR, pf(q, clusters − 1)', () => {
    const one = twoWay(panelFrom(common, { village: true }), { errors: 'CR2', level }).preTrend;
    near([one?.f, one?.p], [0.1357751547168677, 0.7195109438458074], 1e-8);
    expect(one).toMatchObject({ df1: 1, df2: 11 });
    // The start moved to the last period: three periods before the last untreated one.
    const late = common.map((r) => (Number.isFinite(r.start) ? { ...r, start: 2023 } : r));
    const three = twoWay(panelFrom(late, { village: true }), { errors: 'CR2', level }).preTrend;
    near([three?.f, three?.p], [7.948642036381382, 0.004253454723668127], 1e-8);
    expect(three).toMatchObject({ df1: 3, df2: 11 });
    // Nothing before the reference period, nothing to test.
    const first = common.filter((r) => r.period >= 2020);
    expect(
      twoWay(panelFrom(first, { village: true }), { errors: 'CR2', level }).preTrend,
    ).toBeNull();
  });
  test('units as clusters: vcovCR, and plm with vcovHC(type = "HC0") before the factor of CR1', () => {
    const found = twoWay(panelFrom(common), { errors: 'CR2', level });
    near(found.effect.standardError, 0.223312830779028, 1e-8);
    near(found.effect.df, 16.105263157894733, 1e-8);
    const plain = twoWay(panelFrom(common), { errors: 'CR1', level });
    near(plain.effect.standardError / Math.sqrt((27 / 26) * (134 / 129)), 0.21302317653854, 1e-8);
  });
  test('several starts are refused: two-way effects would mix them', () => {
    const late = common.map((r) => (r.unit === common[0]?.unit ? { ...r, start: 2022 } : r));
    expect(() => twoWay(panelFrom(late), { errors: 'CR2', level })).toThrow(
      expect.objectContaining({ code: 'start-differs' }),
    );
  });
  test('a panel with holes', () => {
    const holes = new Set([2, 49, 50, 51]);
    const found = twoWay(
      panelFrom(
        common.filter((_, i) => !holes.has(i)),
        { village: true },
      ),
      {
        errors: 'CR2',
        level,
      },
    );
    near(found.effect.estimate, 1.284624995644752, 1e-10);
    near(found.effect.standardError, 0.254454464390944, 1e-8);
    near(found.effect.df, 9.974661233935926, 1e-8);
    expect(found).toMatchObject({ units: 27, rows: 131 });
  });
  test('weights: vcovCR(lm, type = "CR0") before the factor', () => {
    const found = twoWay(panelFrom(common, { village: true, weighted: true }), {
      errors: 'CR2',
      level,
    });
    expect(found.errors).toBe('CR1');
    near(found.effect.estimate, 1.144259259259261, 1e-10);
    near(found.effect.standardError / Math.sqrt((12 / 11) * (134 / 129)), 0.240357723260163, 1e-8);
  });
  test('the same as group-time effects where there is one start', () => {
    const { cells } = groupTimeEffects(panelFrom(common), rules({ base: 'universal' }));
    const found = twoWay(panelFrom(common), { errors: 'CR1', level });
    for (const p of found.byPeriod)
      near(cells.find((c) => c.period === p.period)?.estimate, p.estimate, 1e-9);
  });
});

function rules(given: Partial<GroupTimeRules> = {}): GroupTimeRules {
  return {
    comparison: 'never-treated',
    adjustment: 'none',
    base: 'varying',
    anticipation: 0,
    incomplete: 'drop',
    ...given,
  };
}

/**
 * ATT(g, t) for g = 2021 then 2022, t = 2020 … 2023, then simple, dynamic (overall, −2 … 2), group (overall,
 * 2021, 2022), calendar (overall, 2021 … 2023). Written out in R 4.2.2 with weighted.mean, lm and glm; errors by
 * numerical differentiation in every unit's weight, so that no influence function is assumed.
 */
const references = [
  {
    name: 'never treated',
    panel: {},
    rules: rules(),
    estimates: [
      0.069444444444445, 0.852222222222222, 1.235555555555556, 1.657777777777778,
      -0.151666666666666, 0.184444444444445, 0.55, 0.936666666666667, 1.046444444444445,
      1.148333333333333, -0.151666666666666, 0.126944444444445, 0.701111111111111,
      1.086111111111111, 1.657777777777778, 0.995925925925926, 1.248518518518518, 0.743333333333334,
      1.014074074074074, 0.852222222222222, 0.892777777777778, 1.297222222222222,
    ],
    errors: [
      0.202900309673, 0.1952082002, 0.287756088606, 0.285242178049, 0.328403592783, 0.257050511974,
      0.350116382765, 0.286742381618, 0.19049262856, 0.189353670491, 0.328403592783, 0.145597281033,
      0.184788649524, 0.216613557909, 0.285242178049, 0.199044486508, 0.217470861667, 0.30177876302,
      0.175201823656, 0.1952082002, 0.259768283365, 0.230541870784,
    ],
    wald: 1.40131386524,
  },
  {
    name: 'inverse propensity, one covariate',
    panel: { covariate: true },
    rules: rules({ adjustment: 'weighting' }),
    estimates: [
      -0.126402217892741, 0.850608828705503, 0.994245652377447, 1.532379743195657,
      -0.318665404358532, 0.18125482138752, 0.349920521952775, 0.83286512336737, 0.91200397391975,
      1.015399935465735, -0.318665404358532, 0.027426301747389, 0.600264675329139,
      0.913555387872408, 1.532379743195657, 0.858568782043137, 1.125744741426202, 0.591392822660073,
      0.901771449717376, 0.850608828705503, 0.672083087165111, 1.182622433281513,
    ],
    errors: [
      0.176986024433, 0.209940870822, 0.263445888611, 0.24481175657, 0.25818529368, 0.266458017553,
      0.348861758244, 0.285229037907, 0.171168109518, 0.164636939938, 0.25818529368, 0.147380999124,
      0.183302603809, 0.203174641292, 0.24481175657, 0.183677838882, 0.184650053395, 0.294845806755,
      0.155915903402, 0.209940870822, 0.244898037543, 0.221714598131,
    ],
    wald: 1.85308854702,
  },
  {
    name: 'regression, one covariate',
    panel: { covariate: true },
    rules: rules({ adjustment: 'regression' }),
    estimates: [
      -0.088388002722973, 0.840638189402595, 1.05981221079653, 1.558567754956381,
      -0.306596448139052, 0.173073451308857, 0.388859709889372, 0.8506521891247, 0.939706010833916,
      1.042849634854327, -0.306596448139052, 0.042342724292942, 0.614748949645983,
      0.955232199960615, 1.558567754956381, 0.886381000612769, 1.153006051718502, 0.619755949507036,
      0.923194707262029, 0.840638189402595, 0.724335960342951, 1.204609972040541,
    ],
    errors: [
      0.167950322726, 0.206465792879, 0.254660547147, 0.25256133041, 0.262221661216, 0.263517465482,
      0.344219405688, 0.283282434472, 0.174271396959, 0.168903576608, 0.262221661216,
      0.141972441006, 0.178333597964, 0.202437404971, 0.25256133041, 0.185530716864, 0.189842846083,
      0.292562848223, 0.159262917661, 0.206465792879, 0.245001596668, 0.223247936469,
    ],
    wald: 1.62609841236,
  },
  {
    name: 'doubly robust, not yet treated, weights, clusters',
    panel: { covariate: true, weighted: true, village: true },
    rules: rules({ adjustment: 'doubly-robust', comparison: 'not-yet-treated' }),
    estimates: [
      -0.012181339292791, 0.634084954118448, 0.841802866384232, 1.53008810846539,
      -0.285856586393686, 0.302903847742284, 0.083001240162202, 0.856671483237311,
      0.797316739929254, 0.915505670338308, -0.285856586393686, 0.14027923507902, 0.367431544139619,
      0.848997358409916, 1.53008810846539, 0.744497324085787, 1.00199197632269, 0.469836361699757,
      0.770989032540414, 0.634084954118448, 0.474640789180024, 1.204241354322771,
    ],
    errors: [
      0.164828264345, 0.19173053992, 0.370530236051, 0.240173054094, 0.36904059731, 0.272914571484,
      0.389279506677, 0.323302131648, 0.198726253896, 0.19413790252, 0.36904059731, 0.127058817963,
      0.23350919226, 0.219798325274, 0.240173054094, 0.211188283682, 0.236187289463, 0.34281485975,
      0.190943413876, 0.19173053992, 0.25964280077, 0.21292749737,
    ],
    wald: 2.92428156198,
  },
] as const;

describe('staggered starts', () => {
  test.each(references)('$name', ({ panel: parts, rules: given, estimates, errors, wald }) => {
    const panel = panelFrom(panelRows, parts);
    const effects = groupTimeEffects(panel, given);
    const all = [...effects.cells, ...aggregates(effects)];
    const cluster = 'village' in parts ? effects.panel.cluster : undefined;
    expect(all.length).toBe(estimates.length);
    all.forEach((e, i) => {
      near(e.estimate, estimates[i] as number, 1e-9);
      near(influenceError(e.influence, cluster), errors[i] as number, 1e-8);
    });
    const before = effects.cells.filter((c) => c.before) as {
      estimate: number;
      influence: Float64Array;
    }[];
    near(preTest(before, cluster)?.statistic, wald, 1e-7);
  });

  test('the printed example of R’s did: county teen employment, aggregates of its ATT(g,t)', () => {
    // Callaway & Sant'Anna (2021) and the vignette of `did`, four decimals; 20, 40, 131 counties start, 309 never.
    // The data are not shipped here: units of one group move alike, so that their means give the printed ATT(g,t).
    const paths: [number, number, number[]][] = [
      [2004, 20, [0, -0.0105, -0.0704, -0.1373, -0.1008]],
      [2006, 40, [0, 0.0065, 0.0065 - 0.0028, 0.0037 - 0.0046, 0.0037 - 0.0412]],
      [2007, 131, [0, 0.0305, 0.0305 - 0.0027, 0.0278 - 0.0311, -0.0033 - 0.0261]],
      [Infinity, 309, [0, 0, 0, 0, 0]],
    ];
    const rows = paths.flatMap(([start, size, path]) =>
      Array.from({ length: size }, (_, i) =>
        path.map((outcome, t) => ({ unit: `${start}-${i}`, period: 2003 + t, outcome, start })),
      ).flat(),
    );
    const panel = panelOf({
      unit: rows.map((r) => r.unit),
      period: rows.map((r) => r.period),
      outcome: rows.map((r) => r.outcome),
      start: rows.map((r) => r.start),
    });
    const all = aggregates(groupTimeEffects(panel, rules()));
    const printed = (kind: string) =>
      all.filter((a) => a.kind === kind).map((a) => Number(a.estimate.toFixed(4)));
    const dynamic = [-0.0772, 0.0305, -0.0006, -0.0245, -0.0199, -0.051, -0.1373, -0.1008];
    printed('dynamic').forEach((v, i) => {
      expect(Math.abs(v - (dynamic[i] as number))).toBeLessThan(1.5e-4);
    });
    const group = [-0.031, -0.0797, -0.0229, -0.0261];
    printed('group').forEach((v, i) => {
      expect(Math.abs(v - (group[i] as number))).toBeLessThan(1.5e-4);
    });
  });

  test('shuffled rows give the same digits; adding to a unit or to a period changes nothing', () => {
    const base = aggregates(groupTimeEffects(panelFrom(panelRows), rules()));
    fc.assert(
      fc.property(fc.shuffledSubarray([...panelRows], { minLength: panelRows.length }), (rows) => {
        const again = aggregates(groupTimeEffects(panelFrom(rows), rules()));
        expect(again.map((a) => a.estimate)).toEqual(base.map((a) => a.estimate));
      }),
      { numRuns: 5 },
    );
    const shifted = panelRows.map((r) => ({
      ...r,
      outcome: r.outcome + 5 * Number(r.unit.slice(1)) + 3 * (r.period - 2019) ** 2,
    }));
    aggregates(groupTimeEffects(panelFrom(shifted), rules())).forEach((a, i) => {
      near(a.estimate, base[i]?.estimate as number, 1e-9);
    });
  });

  test('bootstrap: the seed decides, errors come near the analytic ones, bands are wider', async () => {
    const effects = groupTimeEffects(panelFrom(panelRows), rules());
    const influence = effects.cells.map((c) => c.influence);
    const { cluster, clusters } = effects.panel;
    const bands = (seed: number) =>
      multiplierBands(influence, cluster, clusters, { draws: 4000, seed, parallel: oneByOne });
    const [one, same, other] = await Promise.all([bands(1), bands(1), bands(2)]);
    expect(same.error).toEqual(one.error);
    expect(other.error).not.toEqual(one.error);
    influence.forEach((psi, j) => {
      near(one.error[j], influenceError(psi), 0.08);
    });
    const all = influence.map((_, j) => j);
    expect(one.critical(all, level) as number).toBeGreaterThan(1.96);
    expect(one.critical([0], level) as number).toBeLessThan(one.critical(all, level) as number);
  });

  test('intervals cover: staggered effects that grow, 300 units', () => {
    const random = seededRandom(9);
    const runs = 300;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const rows = Array.from({ length: 300 }, (_, i) => {
        const start = [Infinity, 3, 4][i % 3] as number;
        const own = random.normal();
        return [1, 2, 3, 4].map((period) => ({
          unit: String(i),
          period,
          start,
          outcome: own + period + random.normal() + (period >= start ? 1 + period - start : 0),
        }));
      }).flat();
      const panel = panelOf({
        unit: rows.map((r) => r.unit),
        period: rows.map((r) => r.period),
        outcome: rows.map((r) => r.outcome),
        start: rows.map((r) => r.start),
      });
      const simple = aggregates(groupTimeEffects(panel, rules()))[0];
      const reach = 1.96 * influenceError(simple?.influence as Float64Array);
      // (1 + 2 + 1)/3 over (3,3), (3,4), (4,4) with groups of one size.
      if (Math.abs((simple?.estimate as number) - 4 / 3) <= reach) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.91);
    expect(covered / runs).toBeLessThan(0.985);
  });
});
