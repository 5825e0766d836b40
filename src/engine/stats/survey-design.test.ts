import { describe, expect, test } from 'vitest';
import { designVariance, sharedTotals, varianceWith } from './design-variance.ts';
import { seededRandom } from './random.ts';
import { clustersByStratum, raoWuFactors, surveyDesign } from './survey-design.ts';

const weight = new Float64Array(6).fill(1);
const strata = ['a', 'a', 'a', 'b', 'b', 'b'];
const cluster = ['1', '1', '2', '1', '3', '3'];

describe('survey design', () => {
  test('a cluster code in two strata is two clusters, and it is said', () => {
    const design = surveyDesign({ weight, strata, cluster, singleCluster: 'fail' });
    expect([...design.cluster]).toEqual([0, 0, 1, 2, 3, 3]);
    expect([...design.clusters]).toEqual([2, 2]);
    expect(design.repeated).toBe(1);
    expect(design.df).toBe(2);
  });

  test('clusters without weight are drawn but give no degrees of freedom', () => {
    const some = Float64Array.of(1, 1, 0, 1, 1, 1);
    const design = surveyDesign({ weight: some, strata, cluster, singleCluster: 'fail' });
    expect([...design.clusters]).toEqual([2, 2]);
    expect(design.df).toBe(1);
  });

  test('a single cluster is refused by name only where the rule is fail', () => {
    const lonely = {
      weight,
      strata: ['a', 'a', 'a', 'b', 'b', 'c'],
      singleCluster: 'fail',
    } as const;
    expect(() => surveyDesign(lonely)).toThrow(
      'single-cluster, strata, row 5, {"stratum":"c","strata":1}',
    );
    expect(surveyDesign({ ...lonely, singleCluster: 'remove' }).singles).toBe(1);
  });

  test('only single clusters: no variance is known, by any rule', () => {
    const each = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const singleCluster of ['centre', 'average', 'remove'] as const) {
      const design = surveyDesign({ weight, strata: each, singleCluster });
      expect(designVariance(design, { totals: weight, clusters: design.cluster })).toBeNull();
    }
  });

  test('fpc: counts or shares, the same within a stratum, not below the sample', () => {
    const drawn = { weight, strata, cluster, singleCluster: 'fail' } as const;
    const fpc = (...values: number[]) =>
      surveyDesign({ ...drawn, fpc: Float64Array.from(values) }).unsampled;
    expect([...fpc(8, 8, 8, 4, 4, 4)]).toEqual([0.75, 0.5]);
    expect([...fpc(0.25, 0.25, 0.25, 1, 1, 1)]).toEqual([0.75, 0]);
    expect(() => fpc(8, 8, 9, 4, 4, 4)).toThrow('fpc-differs, fpc, row 2');
    expect(() => fpc(8, 8, 8, 1, 1, 1)).toThrow('fpc-too-small, fpc, row 3');
    expect(() => fpc(8, 8, 8, 0.5, 0.5, 0.5)).toThrow('fpc-mixed, fpc, row 3');
  });

  test('a few clusters give what all clusters give with zeros in between', () => {
    const design = surveyDesign({ weight, strata, cluster, singleCluster: 'fail' });
    // Stratum totals (3, 0) and (−1, 2): 2 × (1.5² + 1.5²) each.
    const all = { totals: Float64Array.of(3, 0, -1, 2), clusters: Uint32Array.of(0, 1, 2, 3) };
    const few = { totals: Float64Array.of(2, -1, 3), clusters: Uint32Array.of(3, 2, 0) };
    expect(designVariance(design, all)).toBe(18);
    expect(designVariance(design, few)).toBe(18);
  });

  test.each(['centre', 'average', 'remove'] as const)(
    'totals shared by all domains come on top, for small domains by covariance: %s',
    (singleCluster) => {
      const random = seededRandom(2);
      const n = 300;
      const design = surveyDesign({
        weight: new Float64Array(n).fill(1),
        strata: Array.from({ length: n }, (_, i) => (i === 8 ? 'alone' : `s${i % 3}`)),
        singleCluster,
      });
      const clusters = Uint32Array.from({ length: n }, (_, i) => i);
      const shared = Float64Array.from({ length: n }, () => random.normal());
      const few = { totals: Float64Array.of(-17, 16, 7, 2), clusters: Uint32Array.of(3, 8, 4, 90) };
      const joined = shared.map((v) => 0.7 * v);
      few.clusters.forEach((c, j) => {
        joined[c] = (joined[c] as number) + (few.totals[j] as number);
      });
      const whole = designVariance(design, { clusters, totals: joined }) as number;
      const added = sharedTotals(design, { clusters, totals: shared });
      expect(varianceWith(design, few, added, 0.7)).toBeCloseTo(whole, 9);
    },
  );

  test('bootstrap factors keep the sum of clusters in every stratum', () => {
    const design = surveyDesign({
      weight,
      strata,
      cluster,
      fpc: Float64Array.of(8, 8, 8, 4, 4, 4),
      singleCluster: 'fail',
    });
    const members = clustersByStratum(design);
    for (let b = 0; b < 20; b++) {
      const factor = raoWuFactors(design, members, seededRandom(1, b));
      for (const list of members)
        expect(list.reduce((sum, c) => sum + (factor[c] as number), 0)).toBeCloseTo(2, 12);
      expect(factor.every((f) => f >= 0)).toBe(true);
    }
  });
});
