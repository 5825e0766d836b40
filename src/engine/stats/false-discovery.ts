/**
 * Benjamini & Hochberg (1995): for every p the smallest rate of false discoveries at which it would still
 * be called one, q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎ / j. What was not tested (null) counts in nothing.
 */
export function falseDiscovery(p: readonly (number | null)[]): (number | null)[] {
  const order = p
    .flatMap((value, i) => (value === null ? [] : [{ value, i }]))
    .sort((a, b) => b.value - a.value);
  const q: (number | null)[] = p.map(() => null);
  let least = 1;
  for (const [at, { value, i }] of order.entries()) {
    least = Math.min(least, (value * order.length) / (order.length - at));
    q[i] = least;
  }
  return q;
}
