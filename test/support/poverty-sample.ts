import { seededRandom } from '#engine/stats/random.ts';

/** A made-up survey: 4 strata, clusters within, weights, persons, incomes in thousands with ties. */
export interface PovertySample {
  readonly value: Float64Array;
  readonly weight: Float64Array;
  readonly size: Float64Array;
  readonly strata: string[];
  readonly cluster: string[];
  readonly group: string[];
  readonly fpc: Float64Array;
}

export function povertySample(rows: number, { seed = 20 } = {}): PovertySample {
  const random = seededRandom(seed);
  const n = rows;
  const clusters = Math.max(12, Math.round(n / 6));
  const sample = {
    value: new Float64Array(n),
    weight: new Float64Array(n),
    size: new Float64Array(n),
    strata: new Array<string>(n),
    cluster: new Array<string>(n),
    group: new Array<string>(n),
    fpc: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    const c = i % clusters;
    const h = c % 4;
    sample.strata[i] = `S${h}`;
    sample.cluster[i] = `C${c}`;
    sample.group[i] = `G${random.below(3)}`;
    sample.value[i] = Math.round(50 * Math.exp(0.6 * random.normal() + 0.1 * (h + (c % 3)))) * 10;
    sample.weight[i] = 20 + 5 * h + random.below(30);
    sample.size[i] = 1 + random.below(7);
    sample.fpc[i] = 40 + 10 * h;
  }
  return sample;
}
