import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alkireFoster,
  type Indicator,
  type MissingRule,
  type Mpi,
  type MpiInput,
} from '#engine/poverty/alkire-foster.ts';
import type { RatioEstimate } from '#engine/stats/design-variance.ts';
import { seededRandom } from '#engine/stats/random.ts';
import { surveyDesign } from '#engine/stats/survey-design.ts';
import { near } from '../support/near.ts';
import { povertySample } from '../support/poverty-sample.ts';

function mpi(indicators: readonly Indicator[], k: number, options: Partial<MpiInput> = {}): Mpi {
  const rows = indicators[0]?.deprived.length ?? 0;
  const weight = options.weight ?? new Float64Array(rows).fill(1);
  return alkireFoster({
    indicators,
    k,
    tolerance: 1e-9,
    group: undefined,
    groups: 0,
    missing: 'drop',
    confidence: 0.95,
    design: surveyDesign({ weight, singleCluster: 'centre' }),
    ...options,
    weight,
  });
}

const indicator = (
  name: string,
  weight: number,
  deprived: ArrayLike<number>,
  gap?: ArrayLike<number>,
): Indicator => ({
  name,
  dimension: name,
  weight,
  deprived: Float64Array.from(deprived),
  gap: gap && Float64Array.from(gap),
});
const measure = (result: Mpi, name: string, group?: number) =>
  result.measures.find((m) => m.measure === name && m.group === group) as RatioEstimate;

describe('four persons, four dimensions', () => {
  // The pattern with which Alkire & Foster explain the method: nobody, two, all four, one deprivation;
  // achievements and cutoffs of their matrix. Figures by hand as fractions.
  const achieved = [
    [13.1, 15.2, 12.5, 20],
    [14, 7, 10, 11],
    [4, 5, 1, 3],
    [1, 0, 0, 1],
  ];
  const cutoffs = [13, 12, 3, 1];
  const indicators = achieved.map((column, j) => {
    const z = cutoffs[j] as number;
    return indicator(
      `d${j}`,
      1 / 4,
      column.map((x) => (x < z ? 1 : 0)),
      column.map((x) => (x < z ? (z - x) / z : 0)),
    );
  });

  test('k = 2 of 4', () => {
    const result = mpi(indicators, 2 / 4);
    expect([...result.poor]).toEqual([0, 1, 1, 0]);
    near(measure(result, 'h').estimate, 1 / 2, 0);
    near(measure(result, 'a').estimate, 3 / 4, 1e-15);
    near(measure(result, 'm0').estimate, 3 / 8, 1e-15);
    // Gaps of the poor: 5/12 and 1; 1/26, 1/6, 2/3 and 1.
    const gaps = [5 / 12, 1, 1 / 26, 1 / 6, 2 / 3, 1];
    const sum = (power: number) => gaps.reduce((all, g) => all + g ** power, 0);
    near(measure(result, 'm1').estimate, sum(1) / 16, 1e-15);
    near(measure(result, 'm2').estimate, sum(2) / 16, 1e-15);
    near(measure(result, 'g').estimate, sum(1) / 6, 1e-15);
    near(measure(result, 's').estimate, sum(2) / 6, 1e-15);
    const headcounts = result.indicators.map((r) => [r.uncensored.estimate, r.censored.estimate]);
    expect(headcounts).toEqual([
      [0.25, 0.25],
      [0.75, 0.5],
      [0.25, 0.25],
      [0.5, 0.5],
    ]);
    [1 / 6, 1 / 3, 1 / 6, 1 / 3].forEach((share, j) => {
      near(result.indicators[j]?.contributionShare.estimate, share, 1e-15);
    });
  });

  test('union and intersection', () => {
    near(measure(mpi(indicators, 1 / 4), 'h').estimate, 3 / 4, 0);
    near(measure(mpi(indicators, 1), 'h').estimate, 1 / 4, 0);
    near(measure(mpi(indicators, 1), 'a').estimate, 1, 0);
  });
});

test('Sulawesi Tenggara as published by Prakarsa: H 50.2%, A 44.05% go with M0 0.221', () => {
  // 1000 made-up households, 502 of them deprived in what weighs 0.4405 of the whole.
  const result = mpi(
    [
      indicator(
        'some',
        0.4405,
        Float64Array.from({ length: 1000 }, (_, i) => (i < 502 ? 1 : 0)),
      ),
      indicator('rest', 0.5595, new Float64Array(1000)),
    ],
    1 / 3,
  );
  near(measure(result, 'h').estimate, 0.502, 1e-14);
  near(measure(result, 'a').estimate, 0.4405, 1e-12);
  expect((measure(result, 'm0').estimate as number).toFixed(3)).toBe('0.221');
});

/** R 4.2.2, survey 4.1-1: svyratio on subset(design), PSU in strata; estimate and standard error. */
const REFERENCE: Record<MissingRule, Record<string, readonly [number, number]>> = {
  drop: {
    h: [0.726547307718098, 0.0582134338922032],
    a: [0.53017228118751, 0.0256178415132716],
    m0: [0.385195243523548, 0.0351474408269946],
    'uncensored 1': [0.269228190169651, 0.0575314527144116],
    'censored 1': [0.246965734593978, 0.0471379726446759],
    'contribution 1': [0.0617414336484946, 0.011784493161169],
    'contributionShare 1': [0.160286074884308, 0.029454750620973],
    'uncensored 4': [0.502849862536042, 0.0732068100830869],
    'censored 4': [0.431569771340441, 0.0624342346195619],
    'contribution 4': [0.0719282952234069, 0.010405705769927],
    'contributionShare 4': [0.186732044158821, 0.0247095028124217],
    'h G1': [0.683867604899661, 0.106340132828572],
    'a G1': [0.542524136178862, 0.0362218165513681],
    'm0 G1': [0.371014681608896, 0.0616293787968725],
    'group populationShare': [0.257292295312814, 0.0358900298865002],
    'group contribution': [0.0954592190259058, 0.0253054492306331],
    'group contributionShare': [0.247820347293749, 0.0638090437397444],
  },
  'not-deprived': {
    h: [0.700128072208331, 0.0587446920792144],
    a: [0.530429732868757, 0.0252396324066417],
    m0: [0.371368746315383, 0.0363268765829591],
    'uncensored 4': [0.473928157589803, 0.0700380095419478],
    'censored 4': [0.409099225468073, 0.06125860694448],
    'contribution 4': [0.0681832042446789, 0.01020976782408],
    'contributionShare 4': [0.183599737245457, 0.024694671535515],
    'm0 G1': [0.32828225927595, 0.0610872956457947],
    'group contributionShare': [0.239257171009415, 0.061372168043801],
  },
  reweight: {
    h: [0.700128072208331, 0.0587446920792144],
    a: [0.538207994579946, 0.0264855790693205],
    m0: [0.376814525692369, 0.0367291569035259],
    'uncensored 4': [0.494432779792581, 0.0705926509235592],
    'censored 4': [0.426799007444169, 0.0625701147252841],
    'contribution 4': [0.0691047820400751, 0.0104767309864988],
    'contributionShare 4': [0.183392033290384, 0.0248321437960574],
    'm0 G1': [0.32978443743428, 0.0605177306872357],
    'group contributionShare': [0.236878379143877, 0.0607710228064314],
  },
};

/** Five made-up indicators of the 96 rows, a tenth of the rows with one missing. */
function madeUpIndicators(rows: number): Indicator[] {
  const random = seededRandom(7);
  const columns = [0, 1, 2, 3, 4].map(() => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    columns.forEach((column, j) => {
      column[i] = random.next() < 0.25 + 0.08 * j ? 1 : 0;
    });
    const missing = random.next() < 0.1 ? random.below(5) : -1;
    if (missing >= 0) (columns[missing] as Float64Array)[i] = Number.NaN;
  }
  return columns.map((column, j) => indicator(`d${j + 1}`, j < 2 ? 1 / 4 : 1 / 6, column));
}

describe('against R with a survey of 96 made-up rows', () => {
  const s = povertySample(96);
  const indicators = madeUpIndicators(96);
  const groups = ['G0', 'G1', 'G2'];
  const everyone = s.weight.map((w, i) => w * (s.size[i] as number));

  test.each(['drop', 'not-deprived', 'reweight'] as const)('missing: %s', (missing) => {
    const isLeft = (i: number) =>
      missing === 'drop' && indicators.some(({ deprived }) => Number.isNaN(deprived[i]));
    const weight = everyone.map((w, i) => (isLeft(i) ? 0 : w));
    const result = mpi(indicators, 1 / 3, {
      missing,
      weight,
      group: Uint32Array.from(s.group, (g) => groups.indexOf(g)),
      groups: 3,
      design: surveyDesign({
        weight,
        strata: s.strata,
        cluster: s.cluster,
        singleCluster: 'fail',
      }),
    });
    expect(result.rows).toBe(missing === 'drop' ? 85 : 96);
    for (const [key, [estimate, standardError]] of Object.entries(REFERENCE[missing])) {
      const [name, place] = key.split(' ') as [string, string | undefined];
      const of = (row: object | undefined, field: string) =>
        (row as Record<string, RatioEstimate>)[field] as RatioEstimate;
      const found =
        name === 'group'
          ? of(result.groups[1], place as string)
          : place === 'G1'
            ? measure(result, name, 1)
            : place === undefined
              ? measure(result, name)
              : of(
                  result.indicators.find(
                    (r) => r.indicator === Number(place) - 1 && r.group === undefined,
                  ),
                  name,
                );
      near(found.estimate, estimate, 1e-10);
      near(found.standardError, standardError, 1e-8);
    }
  });
});

describe('rules', () => {
  const matrix = fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 12 }))
    .chain(([columns, rows]) =>
      fc.array(fc.array(fc.constantFrom(0, 1, Number.NaN), { minLength: rows, maxLength: rows }), {
        minLength: columns,
        maxLength: columns,
      }),
    );

  test('M0 = H × A; indicators and groups add up to M0, shares to 1; censored ≤ uncensored', () => {
    fc.assert(
      fc.property(
        matrix,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom<MissingRule>('drop', 'reweight', 'not-deprived'),
        (columns, sixths, missing) => {
          const indicators = columns.map((c, j) => indicator(`${j}`, 1 / columns.length, c));
          const rows = columns[0]?.length ?? 0;
          const result = mpi(indicators, sixths / 6, {
            missing,
            group: Uint32Array.from({ length: rows }, (_, i) => i % 2),
            groups: 2,
          });
          const [h, a, m0] = ['h', 'a', 'm0'].map((name) => measure(result, name).estimate);
          if (h === null || h === undefined || m0 === null || m0 === undefined) return;
          expect(m0).toBeCloseTo(h * (a ?? 0), 14);
          const whole = result.indicators.filter((r) => r.group === undefined);
          const sum = (values: (number | null)[]) =>
            values.reduce((x: number, y) => x + (y ?? 0), 0);
          expect(sum(whole.map((r) => r.contribution.estimate))).toBeCloseTo(m0, 14);
          expect(sum(result.groups.map((r) => r.contribution.estimate))).toBeCloseTo(m0, 14);
          expect(sum(result.groups.map((r) => r.populationShare.estimate))).toBeCloseTo(1, 14);
          if (m0 > 0)
            expect(sum(whole.map((r) => r.contributionShare.estimate))).toBeCloseTo(1, 14);
          for (const r of whole)
            if (r.uncensored.estimate !== null)
              expect(r.censored.estimate).toBeLessThanOrEqual(r.uncensored.estimate + 1e-15);
        },
      ),
    );
  });

  test('a higher k makes nobody poor who was not, and k up to the smallest weight is the union', () => {
    fc.assert(
      fc.property(matrix, (columns) => {
        const indicators = columns.map((c, j) => indicator(`${j}`, 1 / columns.length, c));
        let before = Infinity;
        for (const k of [1 / columns.length, 1 / 3, 1 / 2, 2 / 3, 1].sort()) {
          const h = measure(mpi(indicators, k, { missing: 'not-deprived' }), 'h').estimate ?? 0;
          expect(h).toBeLessThanOrEqual(before);
          before = h;
        }
        const union = mpi(indicators, 1 / columns.length, { missing: 'not-deprived' });
        const anyOf = columns[0]?.map((_, i) => (columns.some((c) => c[i] === 1) ? 1 : 0));
        expect([...union.poor]).toEqual(anyOf);
      }),
    );
  });

  test('sums of weights that are not exact in binary still reach k', () => {
    // 0.1 + 0.2 > 0.3, and 0.7 + 0.1 < 0.8, in doubles: both must count as equal.
    const tenths = [0.7, 0.1, 0.2].map((w, j) =>
      indicator(`${j}`, w, [j < 2 ? 1 : 0, j > 0 ? 1 : 0]),
    );
    expect([...mpi(tenths, 0.8).poor]).toEqual([1, 0]);
    expect([...mpi(tenths, 0.3).poor]).toEqual([1, 1]);
    expect(mpi(tenths, 0.31).scoreBelow).toBeCloseTo(0.3, 12);
  });

  test('nobody poor: A has no value; one row: no error; all indicators missing: left out', () => {
    const none = mpi([indicator('a', 1, [0, 0])], 1);
    expect(measure(none, 'h')).toMatchObject({ estimate: 0, standardError: 0 });
    expect(measure(none, 'a').estimate).toBeNull();
    expect(measure(mpi([indicator('a', 1, [1])], 1), 'h')).toMatchObject({
      estimate: 1,
      standardError: null,
    });
    const empty = mpi([indicator('a', 1, [1, Number.NaN])], 1, { missing: 'reweight' });
    expect(empty.rows).toBe(1);
    expect(empty.score[1]).toBeNaN();
  });
});
