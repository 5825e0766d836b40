import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type MeasureRow,
  measurePoverty,
  type PovertyInput,
} from '#engine/poverty/measure-poverty.ts';
import { bootstrapPoverty } from '#engine/poverty/poverty-replicates.ts';
import { oneByOne } from '#engine/stats/parallel.ts';
import { type DesignInput, surveyDesign } from '#engine/stats/survey-design.ts';
import { near } from '../support/near.ts';
import { povertySample } from '../support/poverty-sample.ts';

type Options = Partial<Omit<PovertyInput, 'design'>> & { readonly drawn?: Partial<DesignInput> };

function input(value: ArrayLike<number>, { drawn, ...options }: Options = {}): PovertyInput {
  const weight = options.weight ?? new Float64Array(value.length).fill(1);
  return {
    value: Float64Array.from(value),
    line: undefined,
    group: undefined,
    groups: 0,
    quantileRule: 'average',
    bandwidthSize: 'population',
    poorAtLine: false,
    wattsFloor: undefined,
    quantiles: 5,
    confidence: 0.95,
    ...options,
    weight,
    design: surveyDesign({ weight, singleCluster: 'centre', ...drawn }),
  };
}

const found = (rows: readonly MeasureRow[], group?: number) => (measure: string) =>
  rows.find((m) => m.measure === measure && m.group === group) as MeasureRow;
const measured = (value: ArrayLike<number>, options?: Options) =>
  found(measurePoverty(input(value, options)).measures);
const fixed = (line: number) => ({ kind: 'fixed', line }) as const;

describe('by hand', () => {
  // Exact fractions: line 125, gaps 1/5 and 3/25 of four persons (the numbers with which textbooks,
  // such as Haughton & Khandker 2009, chapter 4, explain the measures).
  test('four persons, two of them poor', () => {
    const m = measured([150, 100, 160, 110], { line: fixed(125) });
    near(m('poor').estimate, 2, 0);
    near(m('fgt0').estimate, 1 / 2, 1e-15);
    near(m('fgt1').estimate, 2 / 25, 1e-15);
    near(m('fgt2').estimate, 17 / 1250, 1e-15);
    near(m('watts').estimate, (Math.log(5 / 4) + Math.log(25 / 22)) / 4, 1e-15);
    near(m('income_gap').estimate, 4 / 25, 1e-15);
    // Shorrocks (1995): (1/n²) Σ (2n − 2i + 1) gᵢ = (7 × 1/5 + 5 × 3/25) / 16.
    near(m('sst').estimate, 1 / 8, 1e-15);
    // P0 [1 − (1 − G) μ/z]: G of 100 and 110 is 1/42, their mean 105.
    near(m('sen').estimate, 0.5 * (1 - (41 / 42) * (105 / 125)), 1e-15);
    // Σ |yᵢ − yⱼ| over all ordered pairs is 440; 440 / (2 × 16 × 130).
    near(m('gini').estimate, 440 / 4160, 1e-15);
    near(m('median').estimate, 130, 0);
    near(m('mean').estimate, 130, 0);
  });

  test('welfare equal to the line is poor only where asked for, and changes no gap', () => {
    const strict = measured([100, 125, 150, 200], { line: fixed(125) });
    const atLine = measured([100, 125, 150, 200], { line: fixed(125), poorAtLine: true });
    near(strict('fgt0').estimate, 0.25, 0);
    near(atLine('fgt0').estimate, 0.5, 0);
    for (const measure of ['fgt1', 'fgt2', 'watts', 'sst'])
      expect(atLine(measure).estimate).toBe(strict(measure).estimate);
  });

  test('a line per row', () => {
    const lines = Float64Array.of(100, 200, 100, 200);
    const m = measured([90, 90, 110, 210], { line: { kind: 'column', lines } });
    near(m('fgt0').estimate, 0.5, 0);
    near(m('fgt1').estimate, (0.1 + 0.55) / 4, 1e-15);
    // The poorest is the one furthest below its own line: (7 × 0.55 + 5 × 0.1) / 16.
    near(m('sst').estimate, 4.35 / 16, 1e-15);
  });

  test('quantile rules and shares where the cut falls on a row', () => {
    const at = (quantileRule: PovertyInput['quantileRule']) =>
      measured([4, 1, 3, 2], { quantileRule })('median').estimate;
    expect([at('lower'), at('average'), at('upper')]).toEqual([2, 2.5, 3]);
    const { shares } = measurePoverty(input([1, 2, 3, 4]));
    // A fifth of four persons is 0.8 of one: 0.8, 0.2 + 1.2, 0.8 + 1.2, 1.8 + 0.8, 3.2 of 10.
    [0.08, 0.14, 0.2, 0.26, 0.32].forEach((s, i) => {
      near(shares[i]?.estimate ?? null, s, 1e-14);
    });
  });
});

/**
 * R 4.2.2, survey 4.1-1: `svyrecvar` of linearised variables written out on their own there: Gini and
 * SST by pairwise differences, line and median by Deville's formula with convey's bandwidth. Columns:
 * estimate; standard error with strata and clusters; also with fpc; every row a cluster.
 */
type Reference = Record<string, readonly [number, number, number, number]>;
const FIXED: Reference = {
  poor: [7580, 1077.57660207214, 1034.06812077962, 1069.75436432856],
  fgt0: [0.462279685308288, 0.0613234603803619, 0.0588643502341247, 0.0590016865483554],
  fgt1: [0.130280437478401, 0.0258853633713154, 0.0249268688981177, 0.0225290499045282],
  fgt2: [0.0493948334044846, 0.0143619240934194, 0.0138617861948439, 0.0129107627246165],
  watts: [0.168381809770381, 0.0379082414814411, 0.0365574343743241, 0.0335807996388442],
  income_gap: [0.281821679859279, 0.0294812449349278, 0.028385512337161, 0.0307733805996512],
  sst: [0.219812804171433, 0.0392952987913893, 0.0378675282156636, 0.0342690032522605],
  sen: [0.172414949275049, 0.0348516988174655, 0.0335997052219716, 0.0302652890510964],
  gini: [0.328814119161928, 0.0201109073506443, 0.0194119242522957, 0.0198470503614103],
  mean: [666.587180581814, 52.1824646315589, 50.3322906742443, 46.9917761146865],
  median: [510, 59.7646801982759, 57.4603065353745, 53.779126369953],
  quantile_ratio: [5.02476370297942, 0.573809539039431, 0.554632613715536, 0.63028337297887],
};
const FIXED_GROUP: Reference = {
  poor: [1705, 405.953609829169, 390.796108086094, 525.749740345808],
  fgt0: [0.38418206399279, 0.0843464860204772, 0.0812241900186888, 0.10042638855023],
  fgt1: [0.111851246807871, 0.0274952593981049, 0.026426538014524, 0.0319698031044208],
  fgt2: [0.0390404954371338, 0.0133251357332164, 0.0127888255675091, 0.0144420870443995],
  watts: [0.139779056586654, 0.037033646755725, 0.0355764134154967, 0.0425625275643401],
  income_gap: [0.291141251221896, 0.0419816111739821, 0.0402666013676929, 0.0391560792268843],
  sst: [0.191025059440628, 0.0412009140387407, 0.0395832258120787, 0.0473797363910587],
  sen: [0.138645336507731, 0.0337357087624319, 0.0324283866087802, 0.040147310221351],
};
const MEDIAN: Reference = {
  line: [306, 35.8588081189656, 34.4761839212247, 32.2674758219718],
  poor: [1898, 755.831151926911, 724.417249939715, 828.525375704991],
  fgt0: [0.115752881624687, 0.0467626330634048, 0.0447901312511076, 0.0503007444437231],
  fgt1: [0.0278920781379983, 0.0122242350661943, 0.0117196356349585, 0.0138604518893483],
  fgt2: [0.0102761280621833, 0.00572114166332746, 0.00549580130322087, 0.00618380159232868],
  watts: [0.0351905939394066, 0.0164729515675097, 0.0158012313928207, 0.0184552675389176],
  income_gap: [0.240962278834962, 0.083090388053694, 0.0800477796154661, 0.0714203873058832],
  sst: [0.0538784157260759, 0.0229792851559017, 0.0220324983746451, 0.0260126023822269],
  sen: [0.0393202849392999, 0.0165329546621667, 0.015841891471227, 0.0190085363740157],
};
const MEDIAN_GROUP: Reference = {
  poor: [377, 251.6508031608, 241.804712573441, 291.806646226435],
  fgt0: [0.0849481748535376, 0.057788236231332, 0.0554960145076526, 0.0635096077412902],
  fgt1: [0.0171145219391647, 0.01279340855035, 0.0122802807119197, 0.0141439057629381],
  fgt2: [0.00504030536704211, 0.00445458094519016, 0.00427647763722068, 0.00483403925295689],
  watts: [0.0203683253303881, 0.0157262992614246, 0.0150962450221754, 0.017329362331822],
  income_gap: [0.201470154817011, 0.0960716627236097, 0.092277286927634, 0.0883442764755333],
  sst: [0.0333072751502721, 0.0243280743205515, 0.0233524966017356, 0.0268824018508999],
  sen: [0.0233780899920738, 0.0171084806195478, 0.0164265282112368, 0.0191180501842329],
};
const MEAN: Reference = {
  line: [399.952308349088, 31.3094787789353, 30.1993744045466, 28.1950656688119],
  poor: [4956, 725.498656055574, 694.947358248375, 845.173751852515],
  fgt0: [0.30225041166067, 0.0426636386235982, 0.0409400550014578, 0.0498143107664491],
  fgt1: [0.0720192656040409, 0.0134351667132231, 0.0129412844037032, 0.0173606609264377],
  fgt2: [0.0262210090764757, 0.00737511736246597, 0.00711104182275113, 0.00938603748788089],
  watts: [0.0918349935873309, 0.0191059722384647, 0.0184180105375856, 0.0249035579114272],
  income_gap: [0.238276815599164, 0.0408900027397673, 0.0393416102078548, 0.0405462278766283],
  sst: [0.130941343364398, 0.023096674316172, 0.0222530545139459, 0.0298868236534918],
  sen: [0.100706289667952, 0.0173922714031255, 0.0167604087803056, 0.0238541733384644],
};
const SHARES: readonly (readonly number[])[] = [
  [0.0814059979707284, 0.00652321919202517, 0.00628789736028616, 0.00782666537226383],
  [0.116293001940525, 0.0055191093056407, 0.00531624059842531, 0.00635763240666404],
  [0.155041660452899, 0.0164901950303958, 0.015868968443221, 0.0140857331147398],
  [0.238213435827715, 0.00589098326132523, 0.00567168327098132, 0.00804555761122199],
  [0.409045903808132, 0.0234789111869266, 0.0226565757183095, 0.0198730161093719],
];

describe('against R with a survey of 96 made-up rows', () => {
  const s = povertySample(96);
  const weight = s.weight.map((w, i) => w * (s.size[i] as number));
  const groupNames = ['G0', 'G1', 'G2'];
  const designs: Partial<DesignInput>[] = [
    { strata: s.strata, cluster: s.cluster },
    { strata: s.strata, cluster: s.cluster, fpc: s.fpc },
    {},
  ];
  const all = (line: PovertyInput['line'], drawn: Partial<DesignInput>) =>
    measurePoverty(
      input(s.value, {
        weight,
        line,
        drawn,
        group: Uint32Array.from(s.group, (g) => groupNames.indexOf(g)),
        groups: 3,
      }),
    );
  // Sen, shares and their ratio were differentiated numerically in R.
  const toleranceOf = (measure: string) => (/sen|quantile/.test(measure) ? 1e-5 : 1e-8);

  test.each([
    ['fixed', fixed(480), FIXED, FIXED_GROUP],
    ['median', { kind: 'relative', share: 0.6, of: 'median' }, MEDIAN, MEDIAN_GROUP],
    ['mean', { kind: 'relative', share: 0.6, of: 'mean' }, MEAN, undefined],
  ] as const)('line: %s', (_, line, whole, group) => {
    designs.forEach((drawn, d) => {
      const { measures } = all(line, drawn);
      const check = (reference: Reference, number: number | undefined) => {
        for (const [measure, figures] of Object.entries(reference)) {
          const row = found(measures, number)(measure);
          near(row.estimate, figures[0], 1e-10);
          near(row.standardError, figures[d + 1] as number, toleranceOf(measure));
        }
      };
      check(whole, undefined);
      if (group !== undefined) check(group, 1);
    });
  });

  test('quantile shares', () => {
    designs.forEach((drawn, d) => {
      const { shares } = all(undefined, drawn);
      SHARES.forEach((figures, i) => {
        near(shares[i]?.estimate ?? null, figures[0] as number, 1e-10);
        near(shares[i]?.standardError ?? null, figures[d + 1] as number, 1e-5);
      });
    });
  });

  test('intervals use t with clusters − strata degrees of freedom', () => {
    const row = found(all(fixed(480), designs[0] ?? {}).measures)('fgt0');
    // qt(0.975, 12) = 2.17881282966723.
    near(
      (row.high as number) - (row.estimate as number),
      2.17881282966723 * FIXED['fgt0']![1],
      1e-8,
    );
    near(
      (row.estimate as number) - (row.low as number),
      (row.high as number) - (row.estimate as number),
      1e-12,
    );
  });

  test.each([
    ['centre', 0.0604535816886544, 49.1668434118172],
    ['average', 0.0613403494756908, 47.2052071879544],
    ['remove', 0.0548644764764953, 42.2216208656911],
  ] as const)('a stratum with one cluster: %s', (singleCluster, headcount, mean) => {
    // options(survey.lonely.psu = "adjust", "average", "remove"): svymean.
    const strata = s.strata.map((h, i) => (s.cluster[i] === 'C3' ? 'X' : h));
    const m = found(all(fixed(480), { strata, cluster: s.cluster, singleCluster }).measures);
    near(m('fgt0').standardError, headcount, 1e-8);
    near(m('mean').standardError, mean, 1e-8);
  });

  test('the rescaled bootstrap comes near the linearised errors and does not depend on workers', async () => {
    const sample = input(s.value, { weight, line: fixed(480), drawn: designs[0] ?? {} });
    const one = await bootstrapPoverty(sample, { replicates: 800, seed: 3 }, oneByOne);
    const many = await bootstrapPoverty(
      sample,
      { replicates: 800, seed: 3 },
      { ...oneByOne, workers: 5 },
    );
    expect(many).toEqual(one);
    const rows = measurePoverty(sample).measures;
    rows.forEach((row, i) => {
      if (row.measure !== 'median')
        near(one[i]?.standardError ?? null, row.standardError as number, 0.2);
    });
  });
});

describe('rules', () => {
  const incomes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 30 });
  const line = fixed(200);
  const INDICES = ['fgt0', 'fgt1', 'fgt2', 'watts', 'sst', 'sen', 'gini'];

  test('scale of incomes and of weights, order and copies of rows change no index', () => {
    fc.assert(
      fc.property(incomes, fc.integer({ min: 2, max: 9 }), (value, factor) => {
        const base = measured(value, { line });
        const scaled = measured(
          value.map((v) => v * factor),
          { line: fixed(200 * factor) },
        );
        const heavy = measured(value, {
          line,
          weight: new Float64Array(value.length).fill(factor),
        });
        const turned = measured([...value].reverse(), { line });
        const twice = measured([...value, ...value], { line });
        for (const index of INDICES) {
          const row = base(index);
          for (const other of [scaled, heavy, turned, twice])
            expect(other(index).estimate).toBeCloseTo(row.estimate as number, 12);
          for (const other of [scaled, heavy, turned])
            expect(other(index).standardError).toBeCloseTo(row.standardError as number, 10);
        }
      }),
    );
  });

  test('a row with weight 2 is two rows, for every estimate and share', () => {
    fc.assert(
      fc.property(incomes, (value) => {
        const doubled = value.flatMap((v, i) => (i % 2 === 0 ? [v, v] : [v]));
        const weight = Float64Array.from(value, (_, i) => (i % 2 === 0 ? 2 : 1));
        const one = measurePoverty(input(value, { line, weight }));
        const other = measurePoverty(input(doubled, { line }));
        one.measures.forEach((row, i) => {
          if (row.estimate !== null)
            expect(row.estimate).toBeCloseTo(other.measures[i]?.estimate as number, 10);
        });
        one.shares.forEach((row, i) => {
          expect(row.estimate).toBeCloseTo(other.shares[i]?.estimate as number, 12);
        });
      }),
    );
  });

  test('bounds, shares that add up to 1, subgroups that add up to the whole', () => {
    fc.assert(
      fc.property(incomes, fc.integer({ min: 1, max: 4 }), (value, groups) => {
        const group = Uint32Array.from(value, (_, i) => (i * 7) % groups);
        const { measures, shares, decomposition } = measurePoverty(
          input(value, { line, group, groups }),
        );
        const m = found(measures);
        const p = ['fgt0', 'fgt1', 'fgt2'].map((name) => m(name).estimate as number);
        expect(p[0]).toBeLessThanOrEqual(1);
        expect(p[1]).toBeLessThanOrEqual(p[0] as number);
        expect(p[2]).toBeLessThanOrEqual(p[1] as number);
        expect(m('sst').estimate).toBeLessThanOrEqual(2 * (p[1] as number) + 1e-12);
        expect(m('sen').estimate).toBeLessThanOrEqual((p[0] as number) + 1e-12);
        const whole = shares.filter((s) => s.group === undefined).map((s) => s.estimate as number);
        expect(whole.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
        for (let i = 1; i < whole.length; i++)
          expect(whole[i]).toBeGreaterThanOrEqual((whole[i - 1] as number) - 1e-12);
        for (const name of ['fgt0', 'fgt1', 'fgt2', 'watts']) {
          const parts = decomposition.filter((d) => d.measure === name);
          const sum = parts.reduce((all, d) => all + d.contribution, 0);
          expect(sum).toBeCloseTo(m(name).estimate as number, 14);
          const share = parts.reduce((all, d) => all + (d.contributionShare ?? 0), 0);
          expect(share).toBeCloseTo(sum === 0 ? 0 : 1, 12);
        }
      }),
    );
  });

  test('subgroups of a Watts index that leaves incomes of 0 out: by hand, and floored', () => {
    // Line 200. Group 0: −50, 100; group 1: 0, 50, 300. Left out: −50 and 0.
    const options = { line: fixed(200), group: Uint32Array.of(0, 0, 1, 1, 1), groups: 2 };
    const values = [-50, 100, 0, 50, 300];
    const watts = (more: Options = {}) =>
      measurePoverty(input(values, { ...options, ...more })).decomposition.filter(
        (d) => d.measure === 'watts',
      );
    const [first, second] = watts();
    near([first?.populationShare, second?.populationShare], [1 / 3, 2 / 3], 1e-15);
    near([first?.contribution, second?.contribution], [Math.LN2 / 3, Math.log(4) / 3], 1e-15);
    near([first?.contributionShare, second?.contributionShare], [1 / 3, 2 / 3], 1e-15);
    const [floored] = watts({ wattsFloor: 0.5 });
    near([floored?.populationShare, floored?.contribution], [2 / 5, (2 * Math.LN2) / 5], 1e-15);
  });

  test('zero and negative incomes count as they are, and Watts leaves them out or floors them', () => {
    const m = measured([-50, 0, 100, 300], { line });
    near(m('fgt0').estimate, 0.75, 0);
    near(m('fgt1').estimate, (1.25 + 1 + 0.5) / 4, 1e-15);
    near(m('watts').estimate, Math.log(2) / 2, 1e-15);
    const floored = measured([-50, 0, 100, 300], { line, wattsFloor: 0.01 });
    near(floored('watts').estimate, (2 * Math.log(100) + Math.log(2)) / 4, 1e-15);
    expect(measured([-50, 0, 10, 20], { line })('gini')).toMatchObject({
      estimate: null,
      reason: 'no-income',
    });
  });

  test('missing values and zero weights leave estimates alone and stay part of the design', () => {
    const weight = Float64Array.of(1, 1, 1, 0, 1);
    const m = measured([100, 150, Number.NaN, 20, 300], { line, weight });
    near(m('fgt0').estimate, 2 / 3, 1e-15);
    // svymean on subset(): five clusters drawn, three in the domain: sqrt(5/4 × Σ(d/3)²), d = h − 2/3.
    near(m('fgt0').standardError, Math.sqrt((5 / 4) * (6 / 81)), 1e-14);
  });

  test('one row, equal rows, nobody poor, everybody poor', () => {
    expect(measured([100], { line })('fgt0')).toMatchObject({
      estimate: 1,
      standardError: null,
      reason: 'no-design',
    });
    const equal = measured([300, 300, 300], { line });
    expect(equal('gini')).toMatchObject({ estimate: 0, standardError: 0 });
    expect(equal('median')).toMatchObject({ estimate: 300, reason: 'no-spread' });
    expect(equal('fgt0')).toMatchObject({ estimate: 0, standardError: 0 });
    expect(equal('income_gap')).toMatchObject({ estimate: null, reason: 'no-poor' });
    expect(equal('quantile_ratio').estimate).toBeCloseTo(1, 14);
    const zero = measured([0, 0], { line });
    expect(['fgt0', 'fgt1', 'fgt2', 'sst', 'sen'].map((n) => zero(n).estimate)).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });

  test('a relative line that is not above 0 is refused', () => {
    expect(() =>
      measured([-1, 0, 0, 5], { line: { kind: 'relative', share: 0.6, of: 'median' } }),
    ).toThrow('line-not-positive');
  });
});
