/**
 * Benjamini & Hochberg (1995): for every p the smallest rate of false discoveries at which it would still
 * be called one, q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎ / j. What was not tested (null) counts in nothing.
 */
export function falseDiscovery(p: readonly (number | null)[]): (number | null)[] {
  const values = Float64Array.from(p, (value) => value ?? Number.NaN);
  const order = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!));
  order.sort((a, b) => values[b]! - values[a]!);
  const q: (number | null)[] = p.map(() => null);
  let least = 1;
  for (const [at, i] of order.entries()) {
    least = Math.min(least, (values[i]! * order.length) / (order.length - at));
    q[i] = least;
  }
  return q;
}
