import { exactSum } from '../stats/sum.ts';

/** Observations in ascending order of `value`, with their weights (> 0, or ≥ 0 in a bootstrap sample). */
export interface Ranked {
  readonly value: Float64Array;
  readonly weight: Float64Array;
}

/** A measure of one population or subgroup. */
export interface Measured {
  /** Null where it is not defined; `reason` says why. */
  readonly estimate: number | null;
  readonly reason?: string;
  /**
   * ∂estimate/∂weight of every observation, in the order of the observations: the linearised variable
   * (Deville 1999, Survey Methodology 25, 193–203). Only where asked for.
   */
  readonly influence?: Float64Array;
  /** ∂estimate/∂line, 0 unless said; null where it cannot be estimated. */
  readonly slope?: number | null;
}

export interface Wanted {
  readonly influence: boolean;
}

/** The values of the given rows, in their order. */
export function gather(values: Float64Array, rows: Uint32Array): Float64Array {
  const found = new Float64Array(rows.length);
  for (let i = 0; i < found.length; i++) found[i] = values[rows[i] as number] as number;
  return found;
}

/** Σ weight × value, to the last digit. */
export function total({ value, weight }: Ranked): number {
  const products = new Float64Array(value.length);
  for (let i = 0; i < products.length; i++)
    products[i] = (value[i] as number) * (weight[i] as number);
  return exactSum(products);
}

/** How many values are below `limit`, or also equal to it. */
export function countBelow(value: Float64Array, limit: number, { orEqual = false } = {}): number {
  let low = 0;
  let high = value.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const v = value[middle] as number;
    if (v < limit || (orEqual && v === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Σ wᵢ xᵢ Rᵢ, Rᵢ = `below` + weight of smaller values + half the weight of equal ones, and its
 * derivatives by each weight: xₖRₖ + Σ w x of larger values + half of equal ones. Equal values get the
 * same rank, so their order does not matter.
 */
export function rankTotal(
  { value, weight }: Ranked,
  { influence, below = 0 }: Wanted & { below?: number },
): { total: number; derivative: Float64Array } {
  const n = value.length;
  const parts = new Float64Array(n);
  const derivative = new Float64Array(influence ? n : 0);
  let cumulated = below;
  let above = influence ? total({ value, weight }) : 0;
  for (let i = 0; i < n; ) {
    const x = value[i] as number;
    let end = i;
    let tied = 0;
    while (end < n && value[end] === x) tied += weight[end++] as number;
    const rank = cumulated + tied / 2;
    above -= tied * x;
    for (let j = i; j < end; j++) {
      parts[j] = (weight[j] as number) * x * rank;
      if (influence) derivative[j] = x * rank + above + (tied * x) / 2;
    }
    cumulated += tied;
    i = end;
  }
  return { total: exactSum(parts), derivative };
}
