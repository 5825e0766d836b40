/**
 * Splits `total` whole things over shares, in proportion, by largest remainder (Hamilton's method):
 * every part is whole, the parts add up, none exceeds its cap. Ties go to the earlier share, so the
 * same input gives the same answer. Hands out less than `total` only where the caps are full.
 */
export function apportion(
  total: number,
  shares: readonly number[],
  caps: readonly number[] = shares.map(() => Number.POSITIVE_INFINITY),
): number[] {
  const parts = shares.map(() => 0);
  let left = total;
  while (left > 0) {
    const open = shares
      .map((share, i) => ({ share, i }))
      .filter(({ share, i }) => share > 0 && (parts[i] as number) < (caps[i] as number));
    const sum = open.reduce((s, o) => s + o.share, 0);
    if (sum === 0) break;
    const wished = open.map(({ share, i }) => {
      const exact = (left * share) / sum;
      const room = (caps[i] as number) - (parts[i] as number);
      return { i, whole: Math.min(Math.floor(exact), room), rest: exact - Math.floor(exact), room };
    });
    let given = 0;
    for (const w of wished) {
      parts[w.i] = (parts[w.i] as number) + w.whole;
      given += w.whole;
    }
    left -= given;
    if (given > 0 && wished.some((w) => w.whole === w.room)) continue;
    const byRest = wished
      .filter((w) => (parts[w.i] as number) < (caps[w.i] as number))
      .sort((a, b) => b.rest - a.rest || a.i - b.i);
    for (const w of byRest.slice(0, left)) {
      parts[w.i] = (parts[w.i] as number) + 1;
      left -= 1;
    }
  }
  return parts;
}
