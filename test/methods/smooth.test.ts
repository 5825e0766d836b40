import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactInterval, priorOf, smooth } from '#engine/small-area/empirical-bayes.ts';
import { judge, type PublishRule } from '#engine/small-area/publishable.ts';
import { type RateRequest, smoothRates } from '#engine/small-area/smooth-rates.ts';
import { near } from '../support/near.ts';

// Made-up counts; six places in a ring, each the neighbour of the next.
const cases = [12, 30, 9, 40, 3, 55];
const total = [50, 200, 20, 400, 35, 310];
const ring = cases.map((_, i) => [(i + 1) % 6, (i + 5) % 6]);
const base: RateRequest = { cases, total, family: 'poisson', minPlaces: 5, confidence: 0.95 };
const places = cases.map((y, i) => ({ cases: y, total: total[i]! }));

const rates = (request: Partial<RateRequest>) => smoothRates({ ...base, ...request });

describe('reference values: R 4.2.2, spdep 1.2-7', () => {
  test('EBest(y, n)', () => {
    const found = rates({});
    near(
      found.map((r) => r.rate),
      [
        0.191028608749082, 0.149305846326004, 0.2272664960215, 0.105689358104319, 0.123137671893809,
        0.172779613676422,
      ],
      1e-10,
    );
    near([found[0]!.prior!.variance], [0.00265173674087793], 1e-10);
  });

  test('EBest(y, n, family = "binomial")', () => {
    near(
      rates({ family: 'binomial' }).map((r) => r.rate),
      [
        0.196478634368428, 0.149424736009321, 0.241843936249211, 0.104618753401318,
        0.11966732556213, 0.173628384636085,
      ],
      1e-10,
    );
  });

  test('EBlocal(y, n, nb), and with geoda = TRUE', () => {
    const each = rates({ neighbours: ring });
    near(
      each.map((r) => r.rate),
      [
        0.17341526802528, 0.154321016831216, 0.238796351703797, 0.100917808992876,
        0.131543624161074, 0.177215189873418,
      ],
      1e-10,
    );
    near(
      each.map((r) => r.prior!.variance),
      [1.04567537955558e-5, 7.55549816082201e-3, 3.35969222096944e-3, 4.16143396053632e-3, 0, 0],
      1e-9,
    );
    near(
      rates({ neighbours: ring, centre: 'own' }).map((r) => r.rate),
      [
        0.173214285714286, 0.156677890011223, 0.239445628997868, 0.100863213811421,
        0.122073365187334, 0.177215189873418,
      ],
      1e-10,
    );
  });
});

describe('intervals against R 4.2.2', () => {
  // qgamma(c(.025, .975), m^2/a + y, m/a + n) with m and a of EBest.
  test('gamma posterior', () => {
    const found = rates({});
    near(
      found.map((r) => r.low),
      [
        0.1168891088668014, 0.1057237444919277, 0.1326923635193834, 0.0779606634399079,
        0.0617565421421406, 0.1328060339327046,
      ],
      1e-10,
    );
    near(
      found.map((r) => r.high),
      [
        0.283082230142338, 0.200292027989041, 0.346869898573374, 0.137571816947732,
        0.205343095641409, 0.217932031252465,
      ],
      1e-10,
    );
  });

  // qbeta with the variance of Martuzzi & Elliott, 0.0027956499116763.
  test('beta posterior', () => {
    const found = rates({ family: 'binomial' });
    near([found[0]!.prior!.variance], [0.0027956499116763], 1e-10);
    near(
      found.map((r) => r.low),
      [
        0.1229707058652015, 0.1075874732537909, 0.1458009904807172, 0.0779126585615095,
        0.0581678300528794, 0.1360131574884902,
      ],
      1e-10,
    );
    near(
      found.map((r) => r.high),
      [
        0.282229272948105, 0.19670475056763, 0.353200764757345, 0.134696845786179,
        0.199365557383771, 0.214736919857794,
      ],
      1e-10,
    );
  });

  // integrate() over the posterior densities, written out.
  test('standard deviations of the gamma and the beta posterior', () => {
    near(
      rates({}).map((r) => r.standardError),
      [
        0.0425807170261, 0.0241803537786, 0.0549160842882, 0.015234863644, 0.0369155442835,
        0.0217463425288,
      ],
      1e-8,
    );
    near(
      rates({ family: 'binomial' }).map((r) => r.standardError),
      [
        0.0408083980638, 0.0227856217866, 0.053193125213, 0.0145119512319, 0.036333446195,
        0.0201096976294,
      ],
      1e-8,
    );
  });

  test('standard deviations of a rate by itself: √(p(1 − p)/n) and √y/n', () => {
    const place = { cases: 9, total: 20 };
    near(
      [
        exactInterval(place, 'binomial').standardDeviation,
        exactInterval(place, 'poisson').standardDeviation,
      ],
      [Math.sqrt((0.45 * 0.55) / 20), 3 / 20],
      1e-12,
    );
  });

  test('exact intervals: binom.test(9, 20), poisson.test(9, 20)', () => {
    const binomial = exactInterval({ cases: 9, total: 20 }, 'binomial');
    near([binomial.low, binomial.high], [0.230577896775924, 0.684721866959451], 1e-10);
    const poisson = exactInterval({ cases: 9, total: 20 }, 'poisson');
    near([poisson.low, poisson.high], [0.205768654868917, 0.854240172570959], 1e-10);
  });
});

describe('edge rules', () => {
  test('nothing known, nobody at risk and a single place are told apart, never NaN', () => {
    const found = smoothRates({
      ...base,
      cases: [1, Number.NaN, 0],
      total: [10, 5, 0],
    });
    expect(found.map((r) => r.missing)).toEqual(['single', 'unknown', 'nobody']);
    expect(found[0]).toMatchObject({ raw: 0.1, rate: null, interval: 'own' });
    expect(found[1]).toMatchObject({ raw: null, low: null, prior: null });
  });

  test('no spread: the pooled rate with its exact interval, and it says so', () => {
    const found = smoothRates({
      ...base,
      family: 'binomial',
      cases: [10, 11, 9],
      total: [100, 100, 100],
    });
    const exact = exactInterval({ cases: 30, total: 300 }, 'binomial');
    for (const r of found)
      expect(r).toMatchObject({ rate: 0.1, interval: 'pooled', low: exact.low, high: exact.high });
  });

  test('all cases in one place and none in the other leaves each its own interval', () => {
    const found = smoothRates({ ...base, family: 'binomial', cases: [0, 50], total: [50, 50] });
    expect(found.map((r) => r.interval)).toEqual(['own', 'own']);
    expect(found.map((r) => r.rate)).toEqual([0, 1]);
  });

  test('no case anywhere: rate 0 with an upper limit', () => {
    for (const family of ['binomial', 'poisson'] as const) {
      const [first] = smoothRates({ ...base, family, cases: [0, 0], total: [40, 60] });
      expect(first).toMatchObject({ rate: 0, low: 0, interval: 'pooled' });
      expect(first!.high).toBeGreaterThan(0);
    }
  });

  test('small groups and places without neighbours borrow from all', () => {
    const grouped = rates({ group: ['a', 'a', 'a', 'b', 'b', 'b'], minPlaces: 4 });
    expect(grouped.every((r) => r.from === 'all')).toBe(true);
    const alone = rates({ neighbours: ring.map((n, i) => (i === 2 ? [] : n)) });
    expect(alone[2]!.from).toBe('all');
    expect(alone[2]!.rate).toBe(rates({})[2]!.rate);
  });
});

describe('properties', () => {
  const place = fc
    .tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([n, share]) => ({ cases: Math.round(n * share), total: n }));
  const many = fc.array(place, { minLength: 2, maxLength: 25 });
  const family = fc.constantFrom('binomial' as const, 'poisson' as const);

  test('between raw and mean, inside the interval, and a wider level is a wider interval', () => {
    fc.assert(
      fc.property(many, family, (list, kind) => {
        const request = {
          ...base,
          family: kind,
          cases: list.map((p) => p.cases),
          total: list.map((p) => p.total),
        };
        const narrow = smoothRates({ ...request, confidence: 0.8 });
        smoothRates(request).forEach((r, i) => {
          const [rate, raw, mean] = [r.rate!, r.raw!, r.prior!.mean];
          expect(rate).toBeGreaterThanOrEqual(Math.min(raw, mean) - 1e-9);
          expect(rate).toBeLessThanOrEqual(Math.max(raw, mean) + 1e-9);
          expect(r.low!).toBeLessThanOrEqual(narrow[i]!.low! + 1e-12);
          expect(r.high!).toBeGreaterThanOrEqual(narrow[i]!.high! - 1e-12);
          expect(r.standardError!).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the places does not matter', () => {
    fc.assert(
      fc.property(many, family, (list, kind) => {
        const one = priorOf(list, kind)!;
        const other = priorOf([...list].reverse(), kind)!;
        list.forEach((p) => {
          expect(smooth(p, other).rate).toBeCloseTo(smooth(p, one).rate, 12);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('everybody neighbours everybody: the local rates are the global ones', () => {
    const all = places.map((_, i) => places.map((_, j) => j).filter((j) => j !== i));
    for (const centre of ['each', 'own'] as const)
      near(
        rates({ neighbours: all, centre }).map((r) => r.rate),
        rates({}).map((r) => r.rate!),
        1e-12,
      );
  });

  test('ten times the cases and ten times the people pull less towards the mean', () => {
    const prior = priorOf(places, 'binomial')!;
    for (const p of places) {
      const more = smooth({ cases: p.cases * 10, total: p.total * 10 }, prior);
      expect(more.weight).toBeGreaterThan(smooth(p, prior).weight);
    }
  });
});

describe('whether a figure may be shown', () => {
  const rule = { minTotal: 30, cautionRse: 25, maxRse: 50, maxWidth: 0.2 };
  const figure = { estimate: 0.1, standardError: 0.02, low: 0.06, high: 0.14, total: 100 };
  const reasons = (other: Partial<Parameters<typeof judge>[0]>, by = rule as PublishRule) => {
    const { shown, caution, reasons } = judge({ ...figure, ...other }, by);
    return [shown, caution, ...reasons];
  };

  test.each([
    ['all within the rule', {}, [true, false]],
    ['no estimate', { estimate: null }, [false, false, 'no-estimate']],
    ['no error', { standardError: null }, [false, false, 'no-estimate']],
    ['29 of 30 at risk', { total: 29 }, [false, false, 'few-at-risk']],
    ['exactly 30 at risk', { total: 30 }, [true, false]],
    ['an unknown number at risk', { total: undefined }, [true, false]],
    ['half as large an error', { standardError: 0.05 }, [true, true, 'rse-large']],
    ['a larger error', { standardError: 0.051 }, [false, false, 'rse-too-large']],
    ['a quarter, exactly', { standardError: 0.025 }, [true, false]],
    ['an interval too wide', { low: 0, high: 0.21 }, [false, false, 'interval-too-wide']],
    ['an interval as wide as allowed', { low: 0, high: 0.2 }, [true, false]],
    ['no interval', { low: null, high: null }, [true, false]],
    ['half an interval', { low: null, high: 0.9 }, [true, false]],
    ['an estimate of 0', { estimate: 0 }, [true, true, 'rse-undefined']],
    [
      'two reasons at once',
      { total: 5, standardError: 0.09 },
      [false, false, 'few-at-risk', 'rse-too-large'],
    ],
  ])('%s', (_, other, expected) => expect(reasons(other)).toEqual(expected));

  test('without a limit of width any width may be shown', () => {
    expect(reasons({ low: 0, high: 1 }, { ...rule, maxWidth: undefined })).toEqual([true, false]);
  });
});
