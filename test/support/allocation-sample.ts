import type { Allocation, Limit } from '#engine/optimise/allocation.ts';
import { seededRandom } from '#engine/stats/random.ts';

export type Kind = 'uncorrelated' | 'weak' | 'strong' | 'subset-sum';

export interface SampleSpec {
  readonly units: number;
  readonly options: number;
  readonly resources: number;
  readonly kind: Kind;
  /** Budget as a part of what all would use who take their dearest option. */
  readonly tightness: number;
  /** Groups with a minimum of served units and a budget of their own; 0 for none. */
  readonly groups: number;
  readonly seed: number;
}

/** Made-up families with packages; the kinds of the knapsack literature (Pisinger 2005), in whole numbers. */
export function sampleAllocation(spec: SampleSpec): Allocation {
  const { units, options, resources, kind, tightness, groups } = spec;
  const random = seededRandom(spec.seed);
  const many = units * options;
  const each = resources + (groups > 0 ? 2 : 0);
  const unitStart = Int32Array.from({ length: units + 1 }, (_, u) => u * options);
  const choiceStart = Int32Array.from({ length: many + 1 }, (_, o) => o);
  const entryStart = Int32Array.from({ length: many + 1 }, (_, o) => o * each);
  const entryLimit = new Int32Array(many * each);
  const entryAmount = new Float64Array(many * each);
  const worth = new Float64Array(many);
  const dearest = new Float64Array(resources);
  const dearestOf = new Float64Array(groups);
  const sizes = new Float64Array(groups);
  for (let u = 0; u < units; u++) {
    const group = groups > 0 ? Math.min(random.below(groups), random.below(groups)) : 0;
    if (groups > 0) sizes[group] = (sizes[group] as number) + 1;
    const most = new Float64Array(resources);
    for (let p = 0; p < options; p++) {
      const o = u * options + p;
      let sum = 0;
      for (let r = 0; r < resources; r++) {
        const amount = 1 + random.below(1000);
        entryLimit[o * each + r] = r;
        entryAmount[o * each + r] = amount;
        most[r] = Math.max(most[r] as number, amount);
        sum += amount;
      }
      const mean = Math.round(sum / resources);
      worth[o] =
        kind === 'uncorrelated'
          ? 1 + random.below(1000)
          : kind === 'weak'
            ? Math.max(1, mean + random.below(201) - 100)
            : kind === 'strong'
              ? mean + 100
              : mean;
      if (groups > 0) {
        entryLimit[o * each + resources] = resources + group;
        entryAmount[o * each + resources] = 1;
        entryLimit[o * each + resources + 1] = resources + groups + group;
        entryAmount[o * each + resources + 1] = entryAmount[o * each] as number;
      }
    }
    for (let r = 0; r < resources; r++) dearest[r] = (dearest[r] as number) + (most[r] as number);
    if (groups > 0) dearestOf[group] = (dearestOf[group] as number) + (most[0] as number);
  }
  const limits: Limit[] = Array.from(dearest, (sum, r) => ({
    name: `resource-${r}`,
    per: 'batch',
    min: Number.NEGATIVE_INFINITY,
    max: Math.floor(tightness * sum),
  }));
  for (let g = 0; g < groups; g++)
    limits.push({
      name: `served-${g}`,
      per: 'choice',
      min: Math.floor(tightness * 0.9 * (sizes[g] as number) * (g % 3 === 0 ? 1.5 : 1)),
      max: Number.POSITIVE_INFINITY,
    });
  for (let g = 0; g < groups; g++)
    limits.push({
      name: `resource-0-of-${g}`,
      per: 'batch',
      min: Number.NEGATIVE_INFINITY,
      max: Math.floor(tightness * 1.1 * (dearestOf[g] as number)),
    });
  return {
    unitStart,
    choiceStart,
    worth,
    entryStart,
    entryLimit,
    entryAmount,
    limits,
    everyUnit: false,
  };
}
